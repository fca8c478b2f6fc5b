"""What readers are shown of a translation that is behind: a mark, or the original's words named as such."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kerege.outputs.readback import expected_in
from kerege.read import read_report
from kerege.render.edition import make_edition
from kerege.render.elements import to_html
from kerege.render.html import chapter_html
from kerege.render.links import Links, Medium
from kerege.render.pages import opening
from kerege.render.translation import translation_page

KEREGE = str(Path(sys.executable).with_name("kerege"))
NEW = "Nobody has counted the women who went [59.6 per cent](stat:women-share-2015) of the way and turned back."


def behind(real: Path) -> None:
    """One word of the English methods changes, and a paragraph is added after another."""
    path = real / "docs" / "en" / "05-methods.md"
    text = path.read_text(encoding="utf-8")
    text = text.replace("The authors sought a middle position.", "The authors sought a safe position.")
    assert "safe position" in text
    text = text.replace("## What the survey adds", f"{NEW}\n\n## What the survey adds")
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("medium", list(Medium))
def test_blocks_that_are_behind_are_marked_and_missing_ones_shown_in_the_original(real: Path, medium: Medium) -> None:
    behind(real)
    report = read_report(real).report
    for code, mark in (("ru", "отстаёт от оригинала"), ("ky", "түпнускадан артта")):
        edition = make_edition(report, code, {})
        chapter = report.chapter(code, "05-methods")
        assert chapter is not None
        html = chapter_html(chapter, edition, medium)
        assert html.count(mark) == 1
        assert re.search(r'<p[^>]*><span class="k-behind">[^<]*</span> (?:Авторы|Авторлор)', html)
        (lent,) = re.findall(r'<div class="k-untranslated" lang="en">(.*?)</div>', html, re.DOTALL)
        assert "Nobody has counted" in lent and f'<p class="k-untranslated__note" lang="{code}">' in lent
        assert "](stat:" not in html and ">59.6 per cent</a>" in lent
        assert html.index("Nobody has counted") < html.index('id="methods-survey"')
        assert ": 2" in to_html(opening(chapter, edition, Links(medium, chapter.name), {}))
        assert any(item.words == "59.6 per cent" for item in expected_in(chapter, edition))
    original = report.chapter("en", "05-methods")
    assert original is not None
    assert "k-behind" not in chapter_html(original, make_edition(report, "en", {}), medium)


def test_translators_see_the_words_that_changed(real: Path) -> None:
    behind(real)
    report = read_report(real).report
    html = to_html(translation_page(make_edition(report, "ky", {}), Links(Medium.WEB, "translation")))
    assert "sought a <ins>safe</ins> position." in html and "<del>" not in html
    assert "Nobody has counted" in html and "](stat:" not in html
    run = [KEREGE, "--report", str(real), "status", "ru/05-methods"]
    shown = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert "sought a [-middle-] {+safe+} position." in shown and "missing" in shown
    table = subprocess.run([*run[:-1], "ru"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"ru/05-methods .*1 changed since, 1 missing", table)
    for thing, sentence in (("de", "no language"), ("ru/99", "no translated chapter")):
        wrong = subprocess.run([*run[:-1], thing], capture_output=True, text=True, check=False)
        assert wrong.returncode == 2 and sentence in wrong.stderr and "Traceback" not in wrong.stderr


def test_citations_and_notes_of_a_block_that_is_behind_do_not_stand_unresolved(template: Path) -> None:
    path = template / "docs" / "en" / "01-example.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Of those asked,", "Of all,"), encoding="utf-8")
    html = to_html(
        translation_page(make_edition(read_report(template).report, "ru", {}), Links(Medium.WEB, "translation"))
    )
    assert "<ins>all,</ins>" in html and "[example-2026]. Every number" in html
    assert "[@" not in html and "[^" not in html


def test_accepting_a_translation_says_that_it_is_up_to_date(real: Path) -> None:
    behind(real)
    run = [KEREGE, "--report", str(real)]
    found = subprocess.run([*run, "check"], capture_output=True, text=True, check=False)
    assert found.returncode == 0 and found.stdout.count("T007") == 2 and found.stdout.count("T006") == 2
    dry = subprocess.run([*run, "accept", "ru/05-methods", "--dry-run"], capture_output=True, text=True, check=True)
    assert "1 of 46 blocks" in dry.stdout
    subprocess.run([*run, "accept", "ru/05-methods"], capture_output=True, check=True)
    after = subprocess.run([*run, "check"], capture_output=True, text=True, check=False).stdout
    assert after.count("T007") == 1 and "docs/ky" in after
