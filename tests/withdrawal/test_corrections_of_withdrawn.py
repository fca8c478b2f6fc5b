"""Readers are told that a testimony was withdrawn, by an entry that leads to nothing of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kerege.outputs.readback.words import words_of
from kerege.read import read_report
from kerege.withdrawal.corrections import corrections_with
from kerege.withdrawal.kept import kept_without
from tests.small_report import english

ENTRIES = """# Kept.
- what: stat:readers-share
  change: correction
  edition: "1"
  was: "62.5"
  now: "64.5"
  date: "2026-02-01"
  reason: {en: Counted twice.}
- what: quote:r1
  change: correction
  edition: "1"
  date: "2026-02-01"
  reason: {en: Said of her otherwise.}
- what:
  - quote:r1
  - quote:r11
  change: revision
  edition: "1"
  date: "2026-02-01"
  reason: {en: Written anew.}
- {what: [quote:r1], change: revision, edition: "1", date: "2026-02-01", reason: {en: Alone.}}
- {what: [stat:a, quote:r1], change: revision, edition: "1", date: "2026-02-01", reason: {en: Together.}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = english(tmp_path / "report")
    (made / "editions").mkdir()
    kept = {
        "format": 1,
        "edition": "1",
        "date": "2026-01-01",
        "statistics": {},
        "claims": {},
        "chapters": {},
        "files": {},
    }
    places = {"quote:r1": ["01-example"]}
    (made / "editions" / "1.json").write_text(
        json.dumps({**kept, "quotes": {"r1": {"en": "0"}}, "places": places}), encoding="utf-8"
    )
    settings = (made / "report.yml").read_text(encoding="utf-8")
    (made / "report.yml").write_text(settings.replace('number: "1"', 'number: "2"'), encoding="utf-8")
    return made


def test_the_entry_says_when_and_from_where_and_nothing_else(folder: Path) -> None:
    assert corrections_with(folder, read_report(folder).report, "r1") == (
        '- what: testimony\n  change: withdrawal\n  edition: "1"\n  chapters: ["01-example"]\n  date: "2026-01-01"\n'
    )
    # Of a testimony that nobody has read there is nothing to tell.
    assert corrections_with(folder, read_report(folder).report, "r2") is None


def test_entries_that_named_it_go_and_all_others_stay(folder: Path) -> None:
    path = folder / "editions" / "corrections.yml"
    path.write_text(ENTRIES, encoding="utf-8")
    text = corrections_with(folder, read_report(folder).report, "r1")
    assert text is not None and text.startswith(ENTRIES.partition("- what: quote:r1\n")[0])
    path.write_text(text, encoding="utf-8")
    found = read_report(folder)
    assert [(entry.what, entry.reason.get("en", "")) for entry in found.report.corrections] == [
        ("stat:readers-share", "Counted twice."),
        ("quote:r11", "Written anew."),
        ("stat:a", "Together."),
        ("testimony", ""),
    ]
    assert not [finding for finding in found.findings if finding.location.path.name == "corrections.yml"]


def test_an_edition_that_is_out_cannot_tell_of_it_so_the_day_is_today(folder: Path) -> None:
    settings = (folder / "report.yml").read_text(encoding="utf-8")
    (folder / "report.yml").write_text(settings.replace('number: "2"', 'number: "1"'), encoding="utf-8")
    text = corrections_with(folder, read_report(folder).report, "r1")
    assert text is not None and 'date: "20' in text and "2026-01-01" not in text


PAGE = """<html lang="en"><head><script type="application/ld+json">{"correction":["https://example.org/corrections/#correction-1-quote-r1"]}</script></head>
<body><div class="k-status k-status--corrected" role="note">Corrected since an earlier edition (2): \
<a href="../corrections/#correction-1-quote-r1">Words of a testimony</a>; <a href="../corrections/#correction-1-stat-a">A</a></div>
<ul class="k-corrections"><li id="correction-1-quote-r1"><p><strong>Words of a testimony</strong></p><p>Said of her.</p></li>\
<li id="correction-1-quote-r11"><p><strong>Words of a testimony</strong></p><p>Of another.</p></li></ul></body></html>"""


def test_a_kept_page_that_told_of_its_correction_loses_that_too(folder: Path) -> None:
    page = folder / "editions" / "1" / "01-example" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    changed = dict(kept_without(folder, "r1", words_of(["words that nobody said in this very place here"], ())))
    text = (changed[page] or b"").decode("utf-8")
    assert "quote-r1" not in text.replace("quote-r11", "") and "Said of her" not in text
    assert "Of another" in text and "correction-1-stat-a" in text
    record = json.loads(changed[folder / "editions" / "1.json"] or b"{}")
    assert "r1" not in record["quotes"] and record["places"] == {}
    assert record["withdrawn"] == ["site/01-example/index.html"]
