"""Everybody can read it: axe-core over every kind of page, the keyboard, narrow and enlarged screens, print."""

from __future__ import annotations

from importlib.resources import files

import pytest
from conftest import places, until
from playwright.sync_api import Browser, Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_RUN = "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 150)}`))"
_COLOURS = _RUN.replace("{", "{runOnly: ['color-contrast', 'link-in-text-block'], ", 1)
"""The rules whose answer depends on colours."""
LANGUAGES = ("en", "ru", "ky")


@pytest.mark.parametrize("code", LANGUAGES)
def test_axe_finds_nothing_in_any_colours_and_width(browser: Browser, address: str, code: str) -> None:
    context = browser.new_context()
    context.add_init_script(AXE)
    page = context.new_page()
    found: list[str] = []
    for path in places(code):
        page.goto(address + path)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            for colours in ("light", "dark"):
                page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
                faults = page.evaluate(_RUN if colours == "light" else _COLOURS)
                found += [f"{path} {width} {colours} {fault}" for fault in faults]
    context.close()
    assert found == []


def test_axe_finds_nothing_in_open_menu_search_and_data(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto(f"{address}/ky/05-methods/")
    page.locator(".k-menu-button").click()
    page.wait_for_timeout(400)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(_RUN) == []
    page.keyboard.press("Escape")
    page.locator("a.k-stat").first.click()
    page.locator("[role=dialog] .k-card").wait_for()
    assert page.evaluate(_RUN) == []
    page.keyboard.press("Escape")
    page.locator(".k-search-button").click()
    page.locator("dialog input").wait_for()
    assert page.evaluate(_RUN) == []
    context.close()


def test_axe_would_find_faults(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto(address + "/")
    page.evaluate("document.querySelector('.k-message').style.color = '#a04040'; document.querySelector('h1').remove()")
    assert {fault.partition(":")[0] for fault in page.evaluate(_RUN)} == {"color-contrast", "page-has-heading-one"}
    assert {fault.partition(":")[0] for fault in page.evaluate(_COLOURS)} == {"color-contrast"}
    context.close()


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.className || document.activeElement.tagName"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_phone_opens_and_closes_the_menu_by_keyboard(browser: Browser, address: str, code: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(address + ("" if code == "en" else f"/{code}") + "/01-summary/")
    page.keyboard.press("Tab")
    assert "md-skip" in _focused(page)
    for _ in range(3):
        page.keyboard.press("Tab")
        if "k-menu-button" in _focused(page):
            break
    button = page.locator("button.k-menu-button")
    assert "k-menu-button" in _focused(page) and button.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    menu = page.locator(".md-sidebar--primary")
    until(page, "document.querySelector('.md-sidebar--primary').contains(document.activeElement)")
    assert button.get_attribute("aria-expanded") == "true" and menu.locator("a:visible").count() > 18
    page.keyboard.press("Escape")
    until(page, "getComputedStyle(document.querySelector('.md-sidebar--primary')).visibility === 'hidden'")
    assert "k-menu-button" in _focused(page)
    page.close()


def test_the_keyboard_walks_through_visible_things_only_and_skips_to_the_text(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{address}/ru/05-methods/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(e => e === document.body || e.checkVisibility() && e.getClientRects().length)(document.activeElement)"
        )
        assert seen, _focused(page)
    page.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, address: str, code: str) -> None:
    # 320 CSS pixels are also what a screen of 1280 shows at 400 per cent (WCAG 1.4.10).
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for path in places(code):
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_text_of_200_per_cent_fits_a_narrow_screen(browser: Browser, address: str, code: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for path in places(code):
        page.goto(address + path)
        # Material's letters are 125 per cent of what the reader has set.
        page.evaluate("document.documentElement.style.fontSize = '250%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.close()


def test_headings_are_said_once_and_no_two_links_to_places_have_one_name(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/05-methods/")
    assert page.get_by_role("heading", name="Where and when", exact=True).count() == 1
    page.goto(f"{address}/01-summary/")
    names = [link.get_attribute("aria-label") for link in page.locator("a.k-record").all()]
    assert len(names) > 3 and len(names) == len(set(names))
    page.close()


def test_a_reader_knows_where_in_the_report_and_in_the_chapter_the_page_is(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{address}/ky/05-methods/")
    assert page.locator(".k-place").inner_text() == "18 баптын 5-бабы"
    assert page.locator(".md-nav--primary .md-nav__item--active .k-nr").first.inner_text() == "5"
    page.locator("#methods-survey").scroll_into_view_if_needed()
    page.mouse.wheel(0, 700)
    page.wait_for_selector(".md-nav--secondary a[aria-current=true]")
    assert page.locator(".md-nav--secondary a[aria-current=true]").count() == 1
    page.close()


def test_a_phone_shows_the_contents_in_the_page(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page.goto(f"{address}/ru/05-methods/")
    page.locator(".k-toc summary").click()
    page.locator(".k-toc a").nth(2).click()
    assert "#" in page.url
    page.close()


def test_forced_colours_keep_every_button_and_mark(browser: Browser, address: str) -> None:
    page = browser.new_page(forced_colors="active", viewport={"width": 390, "height": 800})
    page.goto(f"{address}/05-methods/")
    assert page.locator(".k-menu-button svg").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.k-menu-button')).borderTopWidth") == "1px"
    page.close()


@pytest.mark.parametrize("code", ["ru", "ky"])
def test_names_for_screen_readers_are_in_the_language_of_the_page(browser: Browser, address: str, code: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/{code}/05-methods/")
    names = page.evaluate(
        "[...document.querySelectorAll('[aria-label], [title]')].map(e => e.getAttribute('aria-label') || e.title)"
    )
    assert len(names) > 10
    worded = [name for name in names if any(letter.isalpha() for letter in name)]
    assert [name for name in worded if not any("а" <= letter.lower() <= "я" for letter in name)] == []
    page.close()


def test_the_chosen_colours_stay(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(address + "/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator(".k-palette-button:visible").focus()
    page.keyboard.press("Space")
    until(page, "document.activeElement.getAttribute('aria-label') === 'Light colours'")
    assert page.evaluate(paper) != light
    page.goto(f"{address}/ky/01-summary/")
    assert page.evaluate(paper) != light
    page.wait_for_selector(".k-palette-button[aria-label='Ачык түстөр']:visible")
    context.close()


def test_print_shows_the_text_and_nothing_to_press(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}/05-methods/")
    page.emulate_media(media="print")
    for selector in (".md-header", ".md-footer", ".md-sidebar--primary", ".k-all", ".k-toc", ".k-steps"):
        assert page.locator(selector).is_hidden(), selector
    assert page.locator(".k-text h2").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()


def test_nothing_moves_for_readers_who_ask_for_it(browser: Browser, address: str) -> None:
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.goto(address + "/")
    moving = """[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
        return s.animationName !== 'none' || s.transitionDuration !== '0s' || s.scrollBehavior === 'smooth' }).length"""
    assert page.evaluate(moving) == 0
    page.context.close()
