"""Blocks that are behind, missing, or only in a translation; and what claims to have been read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kerege.languages import language_pack
from kerege.translate.digests import digest
from tests.tiny_report import found, tiny

CODES = ("T006", "T007", "T008", "T009", "T020")
ENGLISH = ("Chapter", "The first paragraph is here.", "The second one says more about women.")
RUSSIAN = ("Chapter", "Первый абзац стоит здесь.", "Второй говорит больше о женщинах.")


def memory(status: str = "translated", english: tuple[str, ...] = ENGLISH, russian: tuple[str, ...] = RUSSIAN) -> str:
    packs = language_pack("en"), language_pack("ru")
    blocks = [
        {"source": digest(ours, packs[0]), "target": digest(theirs, packs[1]), "status": status, "text": ours}
        for ours, theirs in zip(english, russian, strict=True)
    ]
    return json.dumps({"blocks": blocks})


def report(
    folder: Path, english: tuple[str, ...], russian: tuple[str, ...], remembered: str = "", status: str = "translated"
) -> Path:
    texts = {"en": "\n\n".join(english[1:]), "ru": "\n\n".join(russian[1:])}
    files: dict[str, object] = {f"docs/{code}/01-a.md": text for code, text in texts.items()}
    if remembered:
        files["translations/ru/01-a.json"] = remembered
    return tiny(folder, files, languages=("en", "ru"), status={"ru": status})


def told(folder: Path) -> list[str]:
    return [f"{one.code}:{one.location.line}" for one in found(folder, *CODES) if one.location.path.stem == "01-a"]


CHANGED = (*ENGLISH[:2], "The second one says more about men.")


@pytest.mark.parametrize(
    ("english", "russian", "codes"),
    [
        (ENGLISH, RUSSIAN, []),
        ((*ENGLISH[:2], "The second one\nsays  more about women."), RUSSIAN, []),  # its lines break elsewhere
        (CHANGED, RUSSIAN, ["T007:7"]),
        ((*ENGLISH, "A third one."), RUSSIAN, ["T006:7"]),
        (ENGLISH, (*RUSSIAN, "Третий абзац."), ["T008:9"]),
        (ENGLISH, (*RUSSIAN[:2], "Второй говорит о женщинах больше."), []),  # only the translation was touched
    ],
)
def test_each_standing(tmp_path: Path, english: tuple[str, ...], russian: tuple[str, ...], codes: list[str]) -> None:
    assert told(report(tmp_path, english, russian, memory())) == codes


def test_without_a_memory_nothing_can_be_told(tmp_path: Path) -> None:
    folder = report(tmp_path, ENGLISH, RUSSIAN)
    assert told(folder) == ["T009:1"]
    (finding,) = [one for one in found(folder, "T009") if one.location.path.stem == "01-a"]
    assert (finding.fact("count"), finding.fact("language"), finding.fact("chapter")) == (3, "ru", "01-a")


@pytest.mark.parametrize(
    ("claimed", "remembered", "count"),
    [
        ("draft", "draft", 0),
        ("translated", "draft", 3),
        ("translated", "translated", 0),
        ("translated", "reviewed", 0),
        ("reviewed", "translated", 3),
        ("reviewed", "reviewed", 0),
    ],
)
def test_a_chapter_that_claims_more_than_its_blocks(tmp_path: Path, claimed: str, remembered: str, count: int) -> None:
    folder = report(tmp_path, ENGLISH, RUSSIAN, memory(remembered), claimed)
    findings = [one for one in found(folder, "T020") if one.location.path.stem == "01-a"]
    assert [one.fact("count") for one in findings] == ([count] if count else [])
    assert all((one.fact("claimed"), one.fact("less")) == (claimed, remembered) for one in findings)


def test_a_stale_block_leads_to_its_original(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, CHANGED, RUSSIAN, memory()), "T007")
    assert str(finding.compared) == "docs/en/01-a.md:7:1" == str(finding.fact("original"))
    assert finding.fact("accepted") == "kerege accept ru/01-a"
    assert "edited as well" not in finding.message


def test_a_stale_block_whose_translation_was_edited_too(tmp_path: Path) -> None:
    russian = (*RUSSIAN[:2], "Второй говорит о мужчинах больше.")
    (finding,) = found(report(tmp_path, CHANGED, russian, memory()), "T007")
    assert "edited as well" in finding.message


@pytest.mark.parametrize(("length", "shortened"), [(60, False), (61, True)])
def test_a_missing_block_is_quoted_up_to_sixty_letters(tmp_path: Path, length: int, shortened: bool) -> None:
    words = ("word " * 20)[: length - 1].rstrip() + "x" * (length - len(("word " * 20)[: length - 1].rstrip()))
    (finding,) = found(report(tmp_path, (*ENGLISH, words), RUSSIAN, memory()), "T006")
    text = str(finding.fact("text"))
    assert (text != words) is shortened and len(text) <= 60 and text.endswith("…") is shortened
