"""The finished website in a second browser: what Chromium cannot vouch for, on a phone's and a desktop's width, in three languages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib.resources import files

import pytest
from conftest import places
from firefox import PROGRAM, Firefox

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_FAULTS = "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 150)}`))"
_READ = """(async () => {
  document.querySelectorAll('img').forEach(image => image.loading = 'eager');
  await Promise.all([...document.images].map(image => image.decode()));
  await document.fonts.ready;
  document.querySelectorAll('details').forEach(d => d.open = true);
  return {lang: document.documentElement.lang, wide: document.documentElement.scrollWidth,
    letters: [...document.fonts].some(font => font.status === 'loaded'), heading: document.querySelectorAll('h1').length};
})()"""
_CARD = "[role=dialog] .k-card"
HOMES = {"en": "/", "ru": "/ru/", "ky": "/ky/"}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    assert PROGRAM is not None, "apt-get install firefox-esr"
    firefox = Firefox(tmp_path_factory.mktemp("firefox"))
    yield firefox
    firefox.close()


@pytest.fixture
def firefox(started: Firefox, address: str) -> Iterator[Firefox]:
    started.trouble(address)
    yield started
    assert started.trouble(address.rpartition("/")[0]) == []


@pytest.mark.parametrize("code", HOMES)
def test_every_kind_of_page_is_whole_and_fits_a_phone_and_asks_nobody_else(
    firefox: Firefox, address: str, code: str
) -> None:
    firefox.size(320, 640)
    for path in places(code):
        firefox.goto(address + path)
        found = firefox.evaluate(_READ)
        assert found["lang"] == code and found["heading"] == 1 and found["letters"] and found["wide"] <= 320, (
            path,
            found,
        )


def test_axe_finds_nothing_in_light_and_dark(firefox: Firefox, address: str) -> None:
    firefox.size(390)
    found: list[str] = []
    for path in ("/ky/", "/ky/05-methods/", "/ky/figures/ky/attitudes/"):
        firefox.goto(address + path)
        firefox.run(AXE)
        for scheme in ("kerege", "kerege-night"):
            firefox.run(f"document.body.dataset.mdColorScheme = '{scheme}'")
            time.sleep(0.4)  # Colours change in a quarter of a second.
            found += [f"{path} {scheme} {fault}" for fault in firefox.evaluate(_FAULTS)]
    assert found == []


@pytest.mark.parametrize("code", HOMES)
def test_a_number_tells_its_source_by_touch_and_by_keyboard(firefox: Firefox, address: str, code: str) -> None:
    firefox.size(320, 640)
    firefox.goto(f"{address}{HOMES[code]}01-summary/")
    firefox.tap("a.k-stat[data-kerege='stat:women-share-2015']")
    firefox.until(f"document.querySelector('{_CARD}')?.checkVisibility()")
    assert "59" in firefox.evaluate(f"document.querySelector('{_CARD} .k-card__value').textContent")
    left, right, bottom = firefox.evaluate(
        "(b => [b.left, b.right, b.bottom])(document.querySelector('[role=dialog]').getBoundingClientRect())"
    )
    assert left >= 0 and right <= 320 and bottom <= 640
    firefox.press("Escape")
    firefox.until(f"!document.querySelector('{_CARD}')?.checkVisibility()")
    assert firefox.evaluate("document.activeElement.dataset.kerege") == "stat:women-share-2015"
    firefox.press("Enter")
    firefox.until("document.activeElement.matches('[role=dialog]')")
    firefox.press("Tab")
    assert firefox.evaluate("document.activeElement.closest('[role=dialog]') !== null")
    firefox.press("Escape")


@pytest.mark.parametrize(
    ("code", "words", "like"), [("en", "oblast", "oblast"), ("ru", "kelin", "елин"), ("ky", "жумуш", "умуш")]
)
def test_search_opens_finds_keeps_the_words_and_goes_back(
    firefox: Firefox, address: str, code: str, words: str, like: str
) -> None:
    firefox.size(390)
    firefox.goto(address + HOMES[code])
    firefox.tap(".k-search-button")
    firefox.until("document.querySelector('.k-find--ready')")
    firefox.press(*words)
    firefox.until("document.querySelector('a[role=option]')")
    firefox.until("new URLSearchParams(location.search).get('q') !== null")
    assert like in firefox.evaluate("document.querySelector('.k-find').innerText")
    assert firefox.evaluate("document.documentElement.scrollWidth") <= 390
    firefox.tap("a[role=option]")
    firefox.until("!location.search.includes('q=')")
    firefox.back()
    firefox.until(f"document.querySelector('#k-find-words')?.value === '{words}'")
    firefox.until("document.querySelector('a[role=option]')")


def test_the_menu_opens_and_closes_by_keyboard_and_the_colours_stay(firefox: Firefox, address: str) -> None:
    firefox.size(390)
    firefox.goto(f"{address}/ky/05-methods/")
    firefox.run("document.querySelector('.k-menu-button').focus()")
    firefox.press("Enter")
    firefox.until("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")
    firefox.press("Escape")
    firefox.until("getComputedStyle(document.querySelector('.md-sidebar--primary')).visibility === 'hidden'")
    assert firefox.evaluate("document.activeElement.classList.contains('k-menu-button')")
    before = firefox.evaluate("getComputedStyle(document.body).backgroundColor")
    firefox.tap(".k-palette-button", "mouse")
    firefox.until(f"getComputedStyle(document.body).backgroundColor !== '{before}'")
    firefox.goto(f"{address}/ru/05-methods/")
    assert firefox.evaluate("getComputedStyle(document.body).backgroundColor") != before
    drawing = "document.querySelector('.k-drawing')"
    assert sum(map(int, firefox.evaluate(f"getComputedStyle({drawing}).backgroundColor")[4:-1].split(","))) < 200
    firefox.run("localStorage.clear()")


def test_figures_are_read_at_320_pixels_and_tell_their_values(firefox: Firefox, address: str) -> None:
    firefox.size(320, 640)
    firefox.goto(f"{address}/ru/charts/")
    letters = firefox.evaluate("""[...document.querySelectorAll('.k-drawing svg')].filter(s => s.getClientRects().length)
      .flatMap(s => [...s.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize)
        * s.getBoundingClientRect().width / s.viewBox.baseVal.width))""")
    assert len(letters) > 100 and min(letters) >= 11
    firefox.tap(".k-drawing__mark")
    firefox.until(f"document.querySelector('{_CARD}')?.checkVisibility()")


def test_testimonies_and_numbers_are_chosen_and_counted(firefox: Firefox, address: str) -> None:
    firefox.size(1280)
    firefox.goto(f"{address}/ky/testimonies/")
    shown = "[...document.querySelectorAll('.k-testimony')].filter(v => v.checkVisibility()).length"
    total = firefox.evaluate(shown)
    firefox.run("document.querySelectorAll('.k-filter details').forEach(d => d.open = true)")
    firefox.run("document.querySelectorAll('input[name=theme]')[2].click()")
    firefox.until("location.search.includes('theme=')")
    fewer = firefox.evaluate(shown)
    assert 0 < fewer < total and str(fewer) in firefox.evaluate(
        "document.querySelector('.k-voices__shown').textContent"
    )
    firefox.goto(f"{address}/ky/statistics/")
    firefox.tap("[name=words]", "mouse")
    firefox.press(*"үлүш")
    firefox.until("new URLSearchParams(location.search).get('words') === 'үлүш'")
    cards = firefox.evaluate("[...document.querySelectorAll('.k-card')].filter(c => c.checkVisibility()).length")
    assert cards > 0 and str(cards) in firefox.evaluate("document.querySelector('.k-shown').textContent")
