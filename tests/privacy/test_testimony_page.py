"""The page of all testimonies in a real Chromium, scripts off: all are readable, a theme and a speaker can be chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kerege.read import read_report


@pytest.fixture(scope="module")
def open_page(browser: Browser) -> Iterator[Page]:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    yield page
    page.close()


def visit(page: Page, built: Path, code: str) -> None:
    page.goto((built / "site" / ("" if code == "en" else code) / "testimonies" / "index.html").as_uri())


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_theme_and_speaker_filter_without_a_script(open_page: Page, built: Path, code: str) -> None:
    report = read_report(built.parent).report
    visit(open_page, built, code)
    voices = open_page.locator(".k-testimony")
    total = voices.count()
    # Each stands there once, so that what is counted is testimonies.
    assert len({voice.get_attribute("id") for voice in voices.all()}) == total
    assert total >= 100 and voices.first.is_visible() and voices.nth(total - 1).is_visible()
    for fold in open_page.locator(".k-filter summary").all():
        fold.click()
    open_page.check("#show-t-school", force=True)
    shown = [voice.get_attribute("id") for voice in voices.all() if voice.is_visible()]
    assert shown and all("school" in report.quotes[str(key).removeprefix("quote-")].themes for key in shown)
    assert all(voice.locator("figcaption").is_visible() for voice in voices.all() if voice.is_visible())  # who speaks
    open_page.check("#show-s-husband", force=True)
    assert [voice for voice in voices.all() if voice.is_visible()] == []
    assert open_page.locator(".k-voices__none").is_visible()
    open_page.check("#show-t-all", force=True)
    shown = [voice.get_attribute("id") for voice in voices.all() if voice.is_visible()]
    assert shown and all(report.quotes[str(key).removeprefix("quote-")].speaker == "husband" for key in shown)


def test_a_permalink_opens_at_its_testimony(open_page: Page, built: Path) -> None:
    visit(open_page, built, "ky")
    link = open_page.locator("#quote-b13 a[href='#quote-b13']")
    link.click()
    assert open_page.url.endswith("#quote-b13")
    box = open_page.locator("#quote-b13").bounding_box()
    assert box is not None and 0 <= box["y"] < 800


def test_a_chapter_on_violence_opens_with_its_note(open_page: Page, built: Path) -> None:
    for code in ("en", "ru", "ky"):
        open_page.goto((built / "site" / ("" if code == "en" else code) / "01-summary" / "index.html").as_uri())
        note = open_page.locator(".k-content-note")
        assert note.count() == 1
        quote, above = open_page.locator(".k-quote").first.bounding_box(), note.bounding_box()
        assert quote is not None and above is not None and above["y"] < quote["y"]
