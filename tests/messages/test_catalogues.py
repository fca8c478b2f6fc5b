"""Every message has a translation in every language, and none says more or less than its source."""

from __future__ import annotations

import ast
import gettext
import inspect
import pickle
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kerege.cli import interface_language
from kerege.languages.messages import Messages, messages, ui_languages
from kerege.messages import Message, Vocabulary, as_data, from_data, plain_signs, say, say_count, together
from tools import messages as program

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["ru", "ky"])
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def catalogue(code: str) -> dict[program.Key, tuple[str, ...]]:
    """The forms of each translation."""
    with program.catalogue_path(code).open("rb") as file:
        entries = [message for message in read_po(file, locale=code) if message.id]
    assert not [message.id for message in entries if message.fuzzy]
    return {
        program._key(message): (message.string,) if isinstance(message.string, str) else tuple(message.string)
        for message in entries
    }


def test_every_message_is_translated(code: str) -> None:
    known, wanted = catalogue(code), set(program.templates())
    assert sorted(map(str, wanted - {message for message, forms in known.items() if all(forms)})) == [], (
        "run: tools/run messages, then translate"
    )
    assert sorted(map(str, set(known) - wanted)) == [], "run: tools/run messages; the source has these no longer"


def test_a_translation_has_the_placeholders_of_its_message(code: str) -> None:
    wrong = {}
    for message, forms in catalogue(code).items():
        sources = (message,) if isinstance(message, str) else message
        wanted = frozenset().union(*map(program.placeholders, sources))
        if not all(program.placeholders(form) <= wanted for form in forms) or (
            isinstance(message, str) and message not in program.CLICK and program.placeholders(forms[0]) != wanted
        ):
            wrong[message] = forms
    assert wrong == {}


def test_every_form_of_a_plural_is_there(code: str) -> None:
    wanted = Catalog(locale=code).num_plurals
    assert {m: f for m, f in catalogue(code).items() if not isinstance(m, str) and len(f) != wanted} == {}


def test_a_translation_is_no_english_sentence(code: str) -> None:
    words = re.compile("[a-z]{2,} [a-z]{2,}")
    pairs = [(m if isinstance(m, str) else m[0], form) for m, forms in catalogue(code).items() for form in forms]
    same = {m for m, text in pairs if m == text and words.search(m)}
    assert same == {"kerege accept {language}/{chapter}"}
    latin = {m for m, text in pairs if words.search(m) and not re.search("[а-яёңөү«]", text)}
    assert latin == same


def test_words_of_the_report_stand_in_quotation_marks_of_the_language(code: str) -> None:
    """What one types into a shell keeps its own marks."""
    mixed = {m: f for m, forms in catalogue(code).items() for f in forms if re.search(r"(?<!\w)'[^']+'(?!\w)", f)}
    assert {m for m in mixed if "pip install" not in str(m)} == set()


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs gettext")
@pytest.mark.parametrize("file", ["messages.po", "labels.po"])
def test_gettext_finds_nothing_wrong(code: str, file: str) -> None:
    path = program.catalogue_path(code).with_name(file)
    run = subprocess.run(["msgfmt", "--check-format", "-o", "/dev/null", str(path)], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


ONE_WORD = {
    "ru": {"построено", "построенн", "манифест", "колонк", "запомнен", "запустите", "назовите", "хранилищ"},
    "ky": {
        "курул",
        "жыйна",
        "тилке",
        "чет жер",
        "арип",
        "башка табылга",
        "деген бөлүм",
        "эстелген",
        "түп нуска",
        "чөп кат",
    },
}
"""What another word is agreed for: build is «собрать» and «түзүү», column «столбец» and «мамыча», chapter «бап», …"""


def test_one_thing_has_one_name(code: str) -> None:
    texts = [form for forms in catalogue(code).values() for form in forms]
    # The columns of a printed page and the make of a file are other things.
    other = re.compile("колонки тоже|Колонки, пост|через колонку|курулушу")
    assert [t for t in texts if any(word in t.lower() for word in ONE_WORD[code]) and not other.search(t)] == []


def test_kyrgyz_is_written_with_its_own_letters() -> None:
    texts = " ".join(form for forms in catalogue("ky").values() for form in forms)
    assert all(texts.count(letter) > 50 for letter in "ңөү")


def test_click_says_what_is_translated() -> None:
    """A new version of click may word its sentences otherwise."""
    said = {
        argument.value
        for module in interface_language._CLICK
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call) and program._called(node.func) in ("_", "ngettext")
        for argument in node.args
        if isinstance(argument, ast.Constant)
    }
    asked = {text for key in program.CLICK for text in ([key] if isinstance(key, str) else key)}
    assert asked - said == {"required"}


def test_a_message_is_its_english_sentence() -> None:
    message = say("there is no quote '{target}'", target="b1")
    assert message == "there is no quote 'b1'"
    assert (message.template, message.facts) == ("there is no quote '{target}'", {"target": "b1"})
    assert say("write {{id}} here") == "write {id} here"


@pytest.mark.parametrize(("number", "said"), [(0, "0 errors"), (1, "1 error"), (2, "2 errors"), (21, "21 errors")])
def test_english_counts(number: int, said: str) -> None:
    assert say_count("{count} error", "{count} errors", number) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 ошибок"), (1, "1 ошибка"), (2, "2 ошибки"), (5, "5 ошибок"), (21, "21 ошибка")]
)
def test_russian_counts_by_its_own_rules(number: int, said: str) -> None:
    assert messages("ru").say(say_count("{count} error", "{count} errors", number)) == said


def test_the_words_of_the_report_are_no_messages() -> None:
    known = messages("ru")
    assert known.say(say("there is no quote '{target}'", target="quote")) == "нет свидетельства «quote»"
    assert known.say("add the block") == "add the block"
    assert known.say(Message("the moon is made of green cheese", {})) == "the moon is made of green cheese"


def test_messages_within_messages_are_said_too() -> None:
    known = messages("ru")
    inner = say("statistic '{statistic}'", statistic="e")
    assert known.say(say("{name} lacks '{key}'", name=inner, key="source")) == "показатель «e»: нет поля «source»"
    assert known.say("    " + say("held: {reason}", reason=say("it removes a table"))).startswith("    отложено: ")
    assert known.say(together("; ", "a.md", say("add the block"))) == "a.md; добавьте блок"
    several = say("write one of {known}", known=["a", say("add the block")])
    assert known.say(several).endswith("a, добавьте блок")


class Colour(Vocabulary):
    RED = "red"


def test_a_language_from_elsewhere_counts_by_its_own_rules() -> None:
    class Welsh(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return {"a {colour} thing": "peth {colour}", "red": "coch"}.get(message, message)

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return "{count} gath" if n == 3 else "{count} cath"

    known = Messages(Welsh())
    assert known.say(say_count("{count} cat", "{count} cats", 3)) == "3 gath"
    assert known.say(say("a {colour} thing", colour=Colour.RED)) == "peth coch"


def test_facts_survive_the_way_through_a_file_and_a_process() -> None:
    message = say_count("{count} of {names}", "{count} of {names}", 2, names=["a", say("add the block")], c=Colour.RED)
    again = from_data(as_data(message))
    assert (again, again.plural, again.number) == (message, message.plural, 2)
    assert messages("ru").say(again) == messages("ru").say(message)
    assert pickle.loads(pickle.dumps(message)).facts == message.facts


def test_nothing_of_the_report_turns_a_line() -> None:
    assert plain_signs("a\u202e62\u202c\x1b[2J\r\tb\nc") == "a\\u202e62\\u202c\\u001b[2J\\u000d\tb\nc"
    assert plain_signs("«кыргыз» ‌‍­") == "«кыргыз» ‌‍­"


def test_english_and_two_more_are_spoken() -> None:
    assert ui_languages() == ("en", "ky", "ru")
    assert messages("en").say(say("add the block")) == "add the block"


def test_messages_are_read_from_source() -> None:
    source = '''
class Odd(Vocabulary):
    """No message of ours."""
    A = "odd"
@group.command()
@click.option("--x", help="An option.")
def say_it(quote, cases):
    """A command."""
    html = f'<p class="some thing">{quote}</p>'
    yield say("quote '{quote}' has {cases}", cases=say_count("{count} case", "{count} cases", cases))
'''
    assert set(program._of_module(ast.parse(source))) == {
        "odd", "An option.", "A command.", "quote '{quote}' has {cases}", ("{count} case", "{count} cases"),
    }  # fmt: skip


def test_a_translation_outlives_its_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source: dict[program.Key, list[str]] = {"add the block": ["a.py"], ("{n} day", "{n} days"): ["a.py"]}
    monkeypatch.setattr(program, "catalogue_path", lambda code: tmp_path / f"{code}.po")
    monkeypatch.setattr(program, "templates", lambda: source)
    assert program.merge("ru") == (["add the block", ("{n} day", "{n} days")], [])
    file = tmp_path / "ru.po"
    text = file.read_text(encoding="utf-8")
    for number, word in enumerate(("день", "дня", "дней")):
        text = text.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{{n}} {word}"')
    file.write_text(text, encoding="utf-8")
    taken = source.pop(("{n} day", "{n} days"))
    assert program.merge("ru") == (["add the block"], [("{n} day", "{n} days")])
    assert '#~ msgstr[1] "{n} дня"' in file.read_text(encoding="utf-8")
    source[("{n} day", "{n} days")] = taken
    assert program.merge("ru") == (["add the block"], [])
    assert '\nmsgstr[1] "{n} дня"' in file.read_text(encoding="utf-8")
