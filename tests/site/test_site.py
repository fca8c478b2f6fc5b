"""The finished website in a real Chromium."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser


@pytest.mark.parametrize("path", ["/", "/ru/01-summary/", "/ky/05-methods/", "/ky/statistics/"])
def test_a_phone_reads_without_third_parties_or_sideways_scroll(browser: Browser, address: str, path: str) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.documentElement.lang") == (path.split("/")[1] if path.count("/") > 1 else "en")
    page.context.close()


def test_the_language_switch_keeps_page_and_place(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/05-methods/#methods-survey")
    page.locator("a[hreflang=ky]").click()
    page.wait_for_url(re.compile(r"/ky/05-methods/#methods-survey$"))
    page.close()


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_blocks_and_drawings_are_there(browser: Browser, address: str, code: str) -> None:
    page = browser.new_page()
    prefix = "" if code == "en" else f"/{code}"
    page.goto(f"{address}{prefix}/05-methods/")
    assert page.locator(".k-drawing svg:visible").count() == page.locator(".k-figure").count() == 2
    assert page.locator("caption").count() == 1
    page.goto(f"{address}{prefix}/01-summary/")
    assert page.locator("figure.k-quote--paraphrase").count() == 4
    assert page.locator("[data-kerege-missing]").count() == 0
    page.close()


@pytest.mark.parametrize("code", ["ky", "kk", "tg"])
def test_a_language_that_material_lacks_has_every_string_of_its_interface(code: str) -> None:
    import material

    import kerege.outputs.site.plugin as plugin

    keys = re.compile(r'^  "([^"]+)":', re.MULTILINE)
    english = Path(material.__file__).parent / "templates" / "partials" / "languages" / "en.html"
    own = plugin.THEME / "partials" / "languages" / f"{code}.html"
    # Once Material has it, ours is to go.
    assert not english.with_name(f"{code}.html").exists()
    assert set(keys.findall(english.read_text("utf-8"))) == set(keys.findall(own.read_text("utf-8")))
    assert f'"language": "{code}"' in own.read_text("utf-8")


def test_no_paraphrase_stands_in_quotation_marks_and_no_participant_code_is_published(built: Path) -> None:
    for path in sorted((built / "site").rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r'k-quote--paraphrase[^>]*><div class="k-quote__text"><p>[“«"]', html), path


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_a_number_opens_its_source_by_keyboard_without_scripts(browser: Browser, address: str, code: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    home = address + ("/" if code == "en" else f"/{code}/")
    page.goto(home + "01-summary/")
    page.locator("a.k-stat").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/statistics/#stat-women-share-2015$"))
    row = page.locator("#stat-women-share-2015")
    assert "women-share.csv" in row.inner_text()
    section = page.locator("#source-un-2015 + p")
    download = section.locator("a[download]")
    answer = page.request.get(urljoin(page.url, download.get_attribute("href")))
    assert answer.ok and "59.6" in answer.text()
    assert section.locator("a[href*=references]").count() == 1
    assert row.locator("a[href*='#claim-women-share-2015']").count() >= 1
    context.close()


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_a_testimony_leads_to_its_record(browser: Browser, address: str, code: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{'' if code == 'en' else f'/{code}'}/01-summary/")
    quote = page.locator("figure.k-quote").first
    words = quote.locator(".k-quote__text").inner_text()
    quote.locator("a.k-record").click()
    page.wait_for_url(re.compile(r"/testimonies/#quote-"))
    assert page.locator(":target .k-quote__text").inner_text() == words
    page.close()
