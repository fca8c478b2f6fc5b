"""What a browser shows is what was checked: the parts of a number, from left to right on the screen.

Places are asked of Chromium, character by character (`Range.getClientRects`), so that neither our reading of the rules of Unicode nor a
style sheet is taken at its word.
"""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kerege.build.build import build_report
from kerege.findings import Finding
from kerege.outputs.finished import page_tree
from kerege.outputs.readback.order import order_problems, seen_places
from kerege.read import read_report
from tests.own_font import make_font
from tests.small_report import english

Check = Callable[[Path], list[Finding]]

PLACES = """elements => elements.map(element => {
  const found = [], walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    for (let at = 0; at < node.data.length; at++) {
      const range = document.createRange();
      range.setStart(node, at); range.setEnd(node, at + 1);
      const box = Array.from(range.getClientRects()).find(box => box.width > 0);
      if (box) found.push([node.data[at], Math.round(box.top), box.left + box.width / 2]);
    }
  return found;
})"""
"""Of each character of some elements that has a width: the character, its line, its middle."""

PARTS = (
    ("שלום", "سىق", "word", "слово"),
    ("", " ", ", ", " - "),
    ("62.5", "3–10", "12-14", "1,234", "$5", "5%", "−40", "+7", "10/12", "1 000", "20:15", "№ 5", "(12)", "5 €", "٣٫٥"),
    ("", " ", ". "),
    ("", "שלום", "سىق", "word"),
)
SAMPLES = ["".join(parts) for parts in itertools.product(*PARTS)]


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("leftwards", [False, True])
def test_our_reading_of_the_order_is_chromium_s(blank: Page, leftwards: bool) -> None:
    lines = "".join(f"<p>{sample}</p>" for sample in SAMPLES)
    blank.set_content(
        f'<body dir="{"rtl" if leftwards else "ltr"}" style="white-space: pre; font: 16px DejaVu Sans; width: 1300px">{lines}'
    )
    other = []
    for sample, found in zip(SAMPLES, blank.eval_on_selector_all("p", PLACES), strict=True):
        shown = "".join(sign for sign, *_ in sorted(found, key=lambda found: found[2]))
        places = seen_places(sample, leftwards=leftwards)
        ours = "".join(sample[at] for at in sorted(range(len(sample)), key=lambda at: places[at]))
        if shown.strip() != ours.strip():
            other.append((sample, ours, shown))
    assert len(SAMPLES) == 2880
    assert other == []


def seen(page: Page, selector: str) -> list[str]:
    """The words of elements as they stand on the screen, line by line and from left to right; blanks left out."""
    return [seen_words(found) for found in page.eval_on_selector_all(selector, PLACES)]


def seen_words(found: list[tuple[str, int, float]]) -> str:
    return "".join(sign for sign, *_ in sorted(found, key=lambda found: found[1:]) if not sign.isspace())


HEBREW = "שלום"
TIED = '[data-kerege^="stat:"]'
NUMBER = '<a data-kerege="stat:x">3–10</a>'
AROUND = (
    "{}",
    "<bdi>{}</bdi>",
    '<span dir="rtl">{}</span>',
    "<em>{}</em>",
    '<i dir="auto">{}</i>',
    "<bdi dir=ltr>{}</bdi>",
)
PAGES = [
    outer.format(inner)
    for words in ("שלום, {n} of", "of {n}, שלום", "سىق {n}", "word {n} (שלום)", "{n}", "שלום ({n})", "{n} x")
    for inner in (around.format(words.format(n=NUMBER)) for around in AROUND)
    for outer in ("<p>{}</p>", "<p>שלום {} שלום</p>", '<p dir="rtl">{}</p>', '<div dir="auto"><p>{}, x</p></div>')
] + [
    f"<p>{before}{around.format(HEBREW)}{behind}</p>"
    for around in AROUND
    for before in ("", f"{NUMBER} ")
    for behind in (f" {NUMBER}", f", {NUMBER} x")
]  # fmt: skip


def test_the_finished_page_is_judged_as_chromium_shows_it(blank: Page) -> None:
    """A range must be seen as it is written, from left to right, wherever a sentence may put it."""
    blank.set_content("".join(f"<section>{page}</section>" for page in PAGES))
    judged = [not list(order_problems(page_tree(f"<!doctype html><section>{page}</section>"))) for page in PAGES]
    good = [
        all(words == "3–10" for words in (seen_words(found) for found in section.eval_on_selector_all(TIED, PLACES)))
        for section in blank.query_selector_all("section")
    ]
    assert {page for page, ours, theirs in zip(PAGES, judged, good, strict=True) if ours != theirs} == set()
    assert 30 < sum(good) < len(PAGES) - 30


def compact(words: str) -> str:
    return "".join(words.split())


CHAPTER = f"""---
title: Beside other scripts
---

The word <bdi>{HEBREW}</bdi> is far away; [62.5 per cent](stat:readers-share) read, <bdi>{HEBREW}</bdi>, and
[a third](stat:writers-share) write.

- <bdi>{HEBREW}</bdi>: [62.5%](stat:readers-share)

| <bdi>{HEBREW}</bdi> | Share |
| --- | --- |
| <bdi>{HEBREW}</bdi> | [62.5](stat:readers-share) per cent |
| Writers | [](stat:writers-share) |
"""


def test_a_page_that_was_let_through_shows_the_numbers_that_were_checked(tmp_path: Path, browser: Browser) -> None:
    report = english(tmp_path / "report", {"02-beside": CHAPTER})
    make_font(report / "fonts" / "squares.ttf", HEBREW)
    result = build_report(report, only=("site",), progress=lambda _: None)
    assert result.files, [f"{f.location} {f.code} {f.message}" for f in result.findings]
    page = browser.new_page(viewport={"width": 420, "height": 900})
    for name in ("01-example", "02-beside"):
        chapter = read_report(report).report.chapter("en", name)
        assert chapter is not None
        # A tie without words prints the value.
        values = {"readers-share": "62.5%", "writers-share": "33.3%"}
        checked = [compact(tie.words or values[tie.target]) for tie in chapter.ties if tie.target in values]
        page.goto((report / "build" / "site" / name / "index.html").as_uri())
        assert len(checked) > 3
        assert [words for words in seen(page, f"article {TIED}") if words] == checked
    page.close()


def test_the_number_with_signs_of_direction_is_seen_turned_and_is_never_built(
    tmp_path: Path, findings_of: Check, browser: Browser
) -> None:
    report = english(tmp_path / "report")
    chapter = report / "docs" / "en" / "01-example.md"
    text = chapter.read_text(encoding="utf-8")
    good = tmp_path / "good"
    shutil.copytree(report, good)
    assert build_report(good, only=("site",), progress=lambda _: None).files
    chapter.write_text(text.replace("[62.5 per", "[\u202e62.5\u202c per", 1), encoding="utf-8")
    assert [f.code for f in findings_of(report) if f.severity.name == "ERROR"] == ["X030", "X030"]
    assert not build_report(report, only=("site",), progress=lambda _: None).files
    # What the browser would have shown, and what the finished page's own reading says of it.
    html = (good / "build" / "site" / "01-example" / "index.html").read_text(encoding="utf-8")
    turned = html.replace(">62.5 per", ">\u202e62.5\u202c per", 1)
    assert turned != html
    (tmp_path / "turned.html").write_text(turned, encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "turned.html").as_uri())
    assert "5.26percent" in [words.strip("\u202e\u202c") for words in seen(page, TIED)]
    page.close()
    assert any("RIGHT-TO-LEFT OVERRIDE" in problem for problem in order_problems(page_tree(turned))), json.dumps(
        turned[:200]
    )
    assert not list(order_problems(page_tree(html)))
