"""In a testimony: names wherever they stand, ways to reach somebody, ages and sums in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding, Severity

Check = Callable[[Path], list[Finding]]
CODES = ("P002", "P003", "P007", "P014", "P015", "P016")


def told(folder: Path, findings_of: Check, language: str, text: str) -> list[Finding]:
    path = folder / "quotes" / "example.yml"
    line = f"    {language}: {json.dumps(text, ensure_ascii=False)}"
    path.write_text(
        re.sub(rf"(?m)^    {language}: .*$", lambda _: line, path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    return [f for f in findings_of(folder) if f.code in CODES and f.language == language]


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Aigul went home.", "P014"), ("en", "She left (Aigul).", "P014"), ("en", "I said — Gulnara came.", "P014"),
        ("en", "my friend aigerim said it", "P014"), ("en", "My friend A. said so.", "P014"), ("en", "A.K. told me", "P014"),
        ("en", "Токтосунова came.", "P014"), ("en", "Nurgul-eje wept.", "P014"), ("ru", "Гульнара сказала, что уедет", "P014"),
        ("ru", "«Айнура пришла»", "P014"), ("ru", "— Бермет пришла", "P014"), ("ky", "Айгүл айтты", "P014"), ("ky", "нургүл эжем айтты", "P014"),
        ("ru", "Позвонила Айгуль", "P007"), ("ky", "Ал Бегимайга айтты", "P007"),
        ("en", "write to a.b@mail.kg now", "P015"), ("en", "find @nick_name there", "P015"), ("en", "see t.me/somebody there", "P015"),
        ("en", "call +996 555 12 34 56 now", "P015"), ("ru", "звоните 0555-12-34-56", "P015"),
        ("en", "I was thirty-four when I left", "P016"), ("en", "a thirty-four-year-old woman", "P016"), ("en", "I owed five thousand", "P016"),
        ("ru", "Мне было тридцать четыре", "P016"), ("ru", "тридцатичетырёхлетняя женщина", "P016"), ("ru", "заняла пять тысяч", "P016"),
        ("ky", "Мен отуз төрт жашта элем", "P016"), ("ky", "беш миң алдым", "P016"),
        ("en", "in Os&shy;h", "P002"),
    ],
)  # fmt: skip
def test_what_tells_who_it_was_is_told(template: Path, findings_of: Check, language: str, text: str, code: str) -> None:
    (template / "privacy.yml").write_text("in_quotes: {osh: [Osh]}\n", encoding="utf-8")
    found = told(template, findings_of, language, text)
    assert code in [f.code for f in found], [f"{f.code} {f.message}" for f in found]
    warnings = {f.code for f in found if f.severity is Severity.WARNING}
    assert warnings <= {"P014", "P016"} and (code in warnings) == (code in ("P014", "P016"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I said I’m tired; I’ve had it. She said so."), ("en", "I have two children and three sisters, one in a hundred."),
        ("ru", "Свекровь сто раз говорила. Снова начала. Основа была готова."), ("ky", "Эки балам бар. Мугалим болчумун, калып калдым."),
        ("ru", "Двое детей, романы читала, мир нужен."), ("en", "Women who were thrown out said nothing."),
    ],
)  # fmt: skip
def test_ordinary_words_are_not(template: Path, findings_of: Check, language: str, text: str) -> None:
    assert [f.message for f in told(template, findings_of, language, text)] == []


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("Aigul went home.", "P014", "Aigul"),
        ("I owed five thousand", "P016", "five thousand"),
        ("find @nick_name there", "P015", "@nick_name"),
    ],
)
def test_each_is_waived_by_its_word(template: Path, findings_of: Check, text: str, code: str, word: str) -> None:
    waiver = "waivers:\n- {code: %s, file: quotes/example.yml, word: '%s', reason: a test, by: editor}\n"
    (template / "privacy.yml").write_text(waiver % (code, word[:-1]), encoding="utf-8")
    assert code in [f.code for f in told(template, findings_of, "en", text)]
    (template / "privacy.yml").write_text(waiver % (code, word), encoding="utf-8")
    assert code not in [f.code for f in told(template, findings_of, "en", text)]


def test_a_pseudonym_or_an_allowed_word_is_none(template: Path, findings_of: Check) -> None:
    (template / "privacy.yml").write_text("pseudonyms: {a: [Айгуль]}\nallowed: [Allah]\n", encoding="utf-8")
    assert told(template, findings_of, "en", "Aigul said that Allah saw it.") == []
