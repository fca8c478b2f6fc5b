"""Testimony and consent: each answer, the last day, translations, repetition, paraphrases between quotation marks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tiny_report import cases, found, tiny

CODES = ("Q002", "Q003", "Q004", "Q005", "Q006", "Q007", "Q008", "Q009")
YES = {"publish": "yes", "translate": "yes"}
SPEAKERS = {
    "roles": {"w": {"en": "A woman", "ru": "Женщина"}},
    "attributes": {"age": {"young": {"en": "young", "ru": "молодая"}}},
}
BLOCK = "```quote\nq\n```"


def report(
    folder: Path,
    record: dict[str, Any],
    text: str = BLOCK,
    russian: str = "",
    more: dict[str, Any] | None = None,
    **settings: Any,
) -> Path:
    words = {"en": "I went home and came back.", **({"ru": "Я пошла домой и вернулась."} if russian else {})}
    quote = {"form": "verbatim", "original": "en", "text": words, "speaker": "w", "consent": YES, **record}
    files: dict[str, Any] = {
        "quotes/a.yml": {"q": quote, **(more or {})},
        "quotes/speakers.yml": SPEAKERS,
        "docs/en/01-a.md": text,
    }
    if russian:
        files["docs/ru/01-a.md"] = russian
    return tiny(folder, files, languages=("en", "ru") if russian else ("en",), **settings)


@pytest.mark.parametrize(
    ("consent", "told"),
    [
        (YES, []),
        ({"publish": "no"}, ["Q004/nobody-has-agreed-that"]),
        ({"publish": "unknown"}, ["Q004/nobody-has-agreed-that"]),
        ({}, ["Q004/nobody-has-agreed-that"]),
        ({**YES, "until": "2026-06-29"}, ["Q004/consent-publish-quote-ended"]),
        ({**YES, "until": "2026-06-30"}, []),
        ({**YES, "until": "2026-07-01"}, []),
        ({"publish": "no", "until": "2026-06-29"}, ["Q004/nobody-has-agreed-that"]),
        ({"publish": "published"}, ["Q004/nobody-has-agreed-that"]),
    ],
)
def test_consent_and_its_last_day(tmp_path: Path, consent: dict[str, str], told: list[str]) -> None:
    assert cases(report(tmp_path, {"consent": consent}), *CODES) == told


@pytest.mark.parametrize(
    ("form", "citation", "imported", "told"),
    [
        ("paraphrase", "w-2020", "", False),
        ("verbatim", "w-2020", "", True),
        ("verbatim", "w-2020", "w-2020", False),
        ("verbatim", "w-2020", "x-2020", True),
        ("paraphrase", "", "", True),
        ("paraphrase", "", "w-2020", True),
    ],
)
def test_words_that_stand_in_a_published_work(
    tmp_path: Path, form: str, citation: str, imported: str, told: bool
) -> None:
    record: dict[str, Any] = {"form": form, "consent": {"publish": "published", "translate": "yes"}}
    if citation:
        record["source"] = {"citation": citation}
    settings = {"imported": {"citation": imported}} if imported else {}
    assert (cases(report(tmp_path, record, **settings), "Q004") != []) is told


@pytest.mark.parametrize(
    ("form", "translate", "told"),
    [
        ("verbatim", "yes", False),
        ("verbatim", "unknown", True),
        ("verbatim", "no", True),
        ("paraphrase", "yes", False),
        ("paraphrase", "unknown", False),
        ("paraphrase", "no", True),
    ],
)
def test_a_translation_needs_an_agreement_of_its_own(tmp_path: Path, form: str, translate: str, told: bool) -> None:
    record = {"form": form, "consent": {"publish": "yes", "translate": translate}}
    findings = found(report(tmp_path, record, russian=BLOCK), "Q009")
    assert [str(one.location.path) for one in findings] == (["docs/ru/01-a.md"] if told else [])


def test_a_withdrawn_testimony_is_told_as_that_alone(tmp_path: Path) -> None:
    assert cases(report(tmp_path, {"withdrawn": True, "consent": {"publish": "no"}}), *CODES) == ["Q005"]


def test_a_language_without_a_text(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, {"text": {"en": "I went home."}}, russian=BLOCK), "Q002")
    assert (str(finding.location.path), finding.fact("language")) == ("docs/ru/01-a.md", "ru")


@pytest.mark.parametrize(("repeats", "told"), [(False, ["Q008"]), (True, [])])
def test_the_same_testimony_twice_in_a_chapter(tmp_path: Path, repeats: bool, told: list[str]) -> None:
    assert cases(report(tmp_path, {"repeats": repeats}, f"{BLOCK}\n\nWords.\n\n{BLOCK}"), "Q008") == told


def test_the_same_testimony_in_two_chapters_is_told_at_the_second(tmp_path: Path) -> None:
    folder = report(tmp_path, {})
    (folder / "docs" / "en" / "02-b.md").write_text(f"---\ntitle: B\n---\n\n{BLOCK}\n")
    (finding,) = found(folder, "Q008")
    assert (str(finding.location.path), str(finding.fact("printed"))) == ("docs/en/02-b.md", "docs/en/01-a.md")


@pytest.mark.parametrize("mark", ["“", "”", "„", "«", "»", '"'])
def test_marks_in_the_text_of_a_paraphrase(tmp_path: Path, mark: str) -> None:
    record = {"form": "paraphrase", "text": {"en": f"She {mark}went home."}}
    assert cases(report(tmp_path, record), "Q003") == ["Q003/paraphrase-stands-between-quotation-take-marks-out-these"]
    assert cases(report(tmp_path / "v", {**record, "form": "verbatim"}), "Q003") == []


@pytest.mark.parametrize(
    ("form", "words", "told"),
    [
        ("verbatim", "“went home”", []),
        ("verbatim", "went home … back", []),
        ("verbatim", "went away", ["Q006"]),
        ("paraphrase", "went home", []),
        ("paraphrase", "“went home”", ["Q003/paraphrase-stands-between-quotation"]),
    ],
)
def test_a_fragment_in_a_sentence(tmp_path: Path, form: str, words: str, told: list[str]) -> None:
    assert cases(report(tmp_path, {"form": form}, f"She [{words}](quote:q)."), *CODES) == told


def test_the_piece_that_the_record_lacks_is_named(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, {}, "She [went home … to sleep](quote:q)."), "Q006")
    assert (finding.fact("piece"), finding.fact("target")) == ("to sleep", "q")


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"speaker": "x"}, ["Q007/quote-has-unknown-speaker"]),
        ({"shown": {"age": "young"}}, []),
        ({"shown": {"age": "old"}}, ["Q007/quote-shows-which-has"]),
        ({"shown": {"size": "young"}}, ["Q007/quote-shows-which-has"]),
    ],
)
def test_speakers_and_what_is_shown_of_them(tmp_path: Path, record: dict[str, Any], told: list[str]) -> None:
    assert cases(report(tmp_path, record), *CODES) == told
