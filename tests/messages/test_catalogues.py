"""Every message of the source has a translation in both languages, and none says more or less than the source."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

from kerege.languages.messages import Phrasebook, Template, phrasebook, placeholders, ui_languages
from tools import messages as program

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ru", "ky")


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    return program


@pytest.fixture(params=LANGUAGES)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def catalogue(code: str) -> dict[str, str]:
    path = ROOT / "src" / "kerege" / "languages" / code / "messages.po"
    with path.open("rb") as file:
        entries = [message for message in read_po(file, locale=code) if message.id]
    assert not [message.id for message in entries if message.fuzzy]
    return {str(message.id): str(message.string) for message in entries}


@pytest.mark.parametrize("code", ["ru", "ky"])
def test_every_message_is_translated(messages: ModuleType, code: str) -> None:
    known, wanted = catalogue(code), set(messages.templates())
    assert sorted(wanted - {message for message, text in known.items() if text}) == [], (
        "run: tools/run messages, then translate"
    )
    assert sorted(set(known) - wanted) == [], "run: tools/run messages; the source has these no longer"


def test_a_translation_has_the_placeholders_of_its_message(code: str) -> None:
    wrong = {m: t for m, t in catalogue(code).items() if sorted(placeholders(m)) != sorted(placeholders(t))}
    assert wrong == {}


def test_a_translation_is_no_english_sentence(code: str) -> None:
    words = re.compile("[a-z]{2,} [a-z]{2,}")
    same = {m for m, text in catalogue(code).items() if m == text and words.search(m)}
    assert same == {"kerege accept {language}/{chapter}"}
    latin = {m for m, text in catalogue(code).items() if words.search(m) and not re.search("[а-яёңөү«]", text)}
    assert latin == same


def test_kyrgyz_is_written_with_its_own_letters() -> None:
    texts = " ".join(catalogue("ky").values())
    assert all(texts.count(letter) > 50 for letter in "ңөү")


def test_each_message_is_recognised_and_filled(code: str) -> None:
    book, known = phrasebook(code), catalogue(code)
    alike: dict[tuple[str, ...], set[str]] = {}
    for source, target in known.items():
        alike.setdefault(Template(source, target).literals, set()).add(_filled(source, target))
    wrong = {}
    for source in known:
        said = book.say(_filled(source, source))
        if said not in alike[Template(source, "").literals]:
            wrong[source] = said
    assert wrong == {}


def _filled(source: str, text: str) -> str:
    """A template with a value for each placeholder: a number of two digits that tells which one it was."""
    names = placeholders(source)
    values = {name: str(10 + index) for index, name in enumerate(names)}
    return re.sub(r"\{\{|\}\}|\{(\w+)\}", lambda m: values[m[1]] if m[1] else m[0][0], text)


def test_what_is_quoted_belongs_to_the_report() -> None:
    book = Phrasebook([("there is no {name} '{target}'", "нет: {name} «{target}»"), ("quote", "свидетельство")])
    assert book.say("there is no quote 'quote'") == "нет: свидетельство «quote»"


SUBTLE = {
    # a name of a kind of record inside a sentence, and a field of a field
    "statistic 'e' lacks 'source'": "показатель «e»: нет поля «source»",
    "'waivers' of privacy.yml lacks 'by'": "«waivers» (privacy.yml): нет поля «by»",
    "'until' of 'consent' of b13 is 'next year'": "«consent» (b13): в поле «until» стоит «next year»",
    "'six' says six; a is ≈6\u00a0000 (data/a b.csv, row 7, value)": (
        "«six» говорит six, а a = ≈6\u00a0000 (data/a b.csv, строка 7, value)"
    ),
    "add 'date:'": "добавьте «date:»",
    "docs/en/a.md:17: '2015' year": "docs/en/a.md:17: '2015' год",
    "ru/05-methods  ▓▓▓▓ 100% of  45": "ru/05-methods  ▓▓▓▓ 100% из  45",
    # a sentence after a place, a sentence after a sentence
    "kerege: report.yml:1:1 report.yml lacks 'slug'. Add 'slug:'.": (
        "kerege: report.yml:1:1 report.yml: нет поля «slug». Добавьте «slug:»."
    ),
    "data/t.xlsx, sheet 'A b', row 5: holds 'abc', which is no number": (
        "data/t.xlsx, лист «A b», строка 5: содержит «abc», а это не число"
    ),
    # what stands before a sentence that begins with something filled in
    "kerege: a.docx holds no words.": "kerege: В a.docx нет слов.",
    "  docs/ru/a.md:4: a footnote was added, write it by hand: We": (
        "  docs/ru/a.md:4: добавлена сноска, впишите её вручную: We"
    ),
    "a.md:1: '7' was changed to '8'; the value of stat:n is 7 (data/t.csv, row 2, value), so it stays. If it is wrong, "
    "change the tie in the chapter.": (
        "a.md:1: «7» заменено на «8», но значение stat:n равно 7 (data/t.csv, строка 2, value), поэтому остаётся прежнее. "
        "Если это неверно, измените привязку в главе."
    ),
    # clauses that are there only sometimes, and lists
    "write 59,6, or correct the source and run: kerege accept un-2015": (
        "напишите 59,6 или исправьте источник и выполните: kerege accept un-2015"
    ),
    "'a' was 5 when it was accepted and is 6 now; cited at docs/en/a.md:1:1, docs/ru/a.md:2:2 and 4 more": (
        "«a»: при принятии было 5, теперь 6; приведено здесь: docs/en/a.md:1:1, docs/ru/a.md:2:2 и ещё 4"
    ),
    "'a == b' does not hold: a is 5, b is 6": "«a == b» не выполняется: a = 5, b = 6",
    "nearest: row 4: Women; row 6: Men": "ближе всего: строка 4: Women; строка 6: Men",
    "a  ██░ 96% of  85  1 changed since, 2 missing": "a  ██░ 96% из  85  1 изменилось в оригинале, 2 не переведено",
    # words of others
    'the query is refused: near "selec": syntax error': 'запрос отклонён: near "selec": syntax error',
    "a.zip is no file of this kind: File is not a zip file": "a.zip не является файлом этого вида: File is not a zip file",
}


@pytest.mark.parametrize("sentence", SUBTLE)
def test_sentences_within_sentences(sentence: str) -> None:
    assert phrasebook("ru").say(sentence) == SUBTLE[sentence]


def test_an_unknown_sentence_stays_english(code: str) -> None:
    assert phrasebook(code).say("the moon is made of green cheese") == "the moon is made of green cheese"


def test_english_and_two_more_are_spoken() -> None:
    assert ui_languages() == ("en", "ky", "ru")
    assert phrasebook("en").say("add the block") == "add the block"


def test_messages_are_read_from_source(messages: ModuleType) -> None:
    source = '''
class Odd:
    """No message of ours."""
    def say(self, quote, cases):
        html = f'<p class="some thing">{quote}</p>'
        yield f"quote '{quote.id}' has {len(cases)} cases {quote.unit}, {'more' if cases else 'fewer'} than wanted"
        yield "write '{id}' here"
'''
    assert sorted(messages._of_module(ast.parse(source))) == [
        "fewer",
        "more",
        "quote '{quote}' has {cases} cases {unit}, {value} than wanted",
        "write '{{id}}' here",
    ]


def test_a_translation_outlives_its_message(
    messages: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = {"add the block": ["a.py"], "delete the block": ["a.py"]}
    monkeypatch.setattr(messages, "catalogue_path", lambda code: tmp_path / f"{code}.po")
    monkeypatch.setattr(messages, "templates", lambda: source)
    assert messages.merge("ru") == (["add the block", "delete the block"], [])
    file = tmp_path / "ru.po"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('"delete the block"\nmsgstr ""', '"delete the block"\nmsgstr "удалите блок"'), encoding="utf-8"
    )
    taken = source.pop("delete the block")
    assert messages.merge("ru") == (["add the block"], ["delete the block"])
    assert '#~ msgstr "удалите блок"' in file.read_text(encoding="utf-8")
    source["delete the block"] = taken
    assert messages.merge("ru") == (["add the block"], [])
    assert '\nmsgstr "удалите блок"' in file.read_text(encoding="utf-8")
