"""What readers do with figures, numbers, search and testimonies: on a phone and a desktop, by touch, pointer and keyboard, without
scripts, in three languages, on a network that loses what it is asked for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from conftest import until
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tools import bench_search as bench

HOMES = {"en": "/", "ru": "/ru/", "ky": "/ky/"}
CARD = "[role=dialog] .k-card"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


# --- figures ---

_LETTERS = """[...document.querySelectorAll('.k-drawing svg')].filter(svg => svg.getClientRects().length).map(svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width, box = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')];
  return [Math.min(...texts.map(text => parseFloat(getComputedStyle(text).fontSize) * scale)),
    Math.max(...texts.map(text => text.getBoundingClientRect().right - box.right)), texts.length];
})"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("code", HOMES)
def test_every_figure_is_read_in_live_text_of_at_least_11_pixels(
    browser: Browser, address: str, code: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(f"{address}{HOMES[code]}charts/")
    found = page.evaluate(_LETTERS)
    assert len(found) == page.locator(".k-figure").count() == 12
    assert min(letters for letters, _, _ in found) >= 11
    assert max(beyond for _, beyond, _ in found) <= 2  # pixels
    assert page.locator(".k-figure__data[open] table").count() == 12
    assert page.locator(".k-figure a[href$='.csv']:visible").count() == 12
    page.close()


def test_a_drawing_has_the_colours_of_the_page(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 700}, color_scheme="dark")
    page.goto(f"{address}/05-methods/")
    paper, ink = page.evaluate("""(drawing => [getComputedStyle(drawing).backgroundColor,
        getComputedStyle(drawing.querySelector('.k-drawing__narrow text')).fill])(document.querySelector('.k-drawing'))""")
    dark, light = (sum(map(int, colour[4:-1].split(", "))) for colour in (paper, ink))
    assert dark < 200 and light > 550
    assert page.evaluate("document.querySelector('.k-drawing').innerText.includes(' ')")
    page.close()


@pytest.mark.parametrize("code", HOMES)
def test_a_value_of_a_drawing_is_told_by_tap_pointer_and_keyboard(
    phone: BrowserContext, desk: Page, address: str, code: str
) -> None:
    page = phone.new_page()
    page.goto(f"{address}{HOMES[code]}05-methods/")
    mark = page.locator(".k-drawing__mark:visible").nth(1)
    said = mark.get_attribute("aria-label") or ""
    mark.tap()
    page.locator(CARD).wait_for()
    assert page.locator(f"{CARD} .k-card__value").inner_text() == said.rpartition(": ")[2]
    desk.goto(f"{address}{HOMES[code]}05-methods/")
    desk.locator(".k-drawing__mark:visible").nth(1).hover()
    desk.locator(CARD).wait_for()
    desk.mouse.move(2, 2)
    desk.locator(CARD).wait_for(state="hidden")
    desk.evaluate(
        "document.querySelectorAll('.k-drawing__mark').forEach(m => { if (m.getClientRects().length) window.last = window.last || m; })"
    )
    desk.evaluate("window.last.focus()")
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Tab")
    desk.locator(CARD).wait_for()


@pytest.mark.parametrize("code", HOMES)
def test_a_figure_can_be_linked_to_shown_by_others_and_taken_away(
    desk: Page, address: str, tmp_path: Path, code: str
) -> None:
    desk.goto(f"{address}{HOMES[code]}04-literature/")
    desk.locator("a.k-figure__page").first.click()
    desk.wait_for_url(f"**/figures/{code}/**")
    frame = desk.locator("#figure-frame").input_value()
    assert frame.startswith("<iframe src=") and desk.locator("#figure-address").input_value() in frame
    for link in desk.locator(".k-figure__downloads a").all():
        assert desk.request.get(urljoin(desk.url, link.get_attribute("href") or "")).ok
    own, chapter = desk.url, f"{address}{HOMES[code]}04-literature/"
    public = desk.locator("#figure-address").input_value()
    (tmp_path / "index.html").write_text(
        f'<meta charset="utf-8">{frame.replace(public, own)}<iframe src="{chapter}"></iframe>', encoding="utf-8"
    )
    with bench.served(tmp_path) as elsewhere:
        for width in (800, 320):
            desk.set_viewport_size({"width": width + 16, "height": 900})
            desk.goto(elsewhere, wait_until="networkidle")
            shown, refused = (handle.content_frame() for handle in desk.locator("iframe").element_handles())
            assert shown is not None and shown.locator(".k-drawing svg:visible").count() == 1
            assert refused is None or refused.locator(".k-text").count() == 0
            # The frame is as high as what it shows, also where the data are opened: nobody scrolls in it.
            for _ in range(2):
                until(desk, f"document.querySelector('iframe').height !== '{suggested(frame)}'")
                desk.wait_for_timeout(200)
                inside = shown.evaluate("document.querySelector('.k-alone__page').getBoundingClientRect().bottom")
                assert inside <= desk.evaluate("document.querySelector('iframe').clientHeight") <= inside + 8
                shown.locator("details summary").first.click()


def suggested(frame: str) -> str:
    """The height that the text of a frame names, for pages that run no scripts."""
    found = re.search(r'<iframe [^>]*?height="(\d+)"', frame)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("code", HOMES)
def test_the_height_that_is_suggested_for_a_frame_holds_every_figure_on_phones(
    desk: Page, address: str, built: Path, code: str
) -> None:
    pages = sorted((built / "site" / HOMES[code].strip("/") / "figures" / code).glob("*/index.html"))
    assert len(pages) == 12
    for path in pages:
        high = suggested(unescape(path.read_text(encoding="utf-8")))
        for width in (320, 375, 660):
            desk.set_viewport_size({"width": width, "height": int(high)})
            desk.goto(f"{address}{HOMES[code]}figures/{code}/{path.parent.name}/")
            desk.evaluate("""() => { document.documentElement.classList.add('k-framed');
              document.querySelectorAll('details').forEach(one => { one.open = false; }); }""")
            bottom = desk.evaluate("document.querySelector('.k-alone__page').getBoundingClientRect().bottom")
            assert bottom <= int(high), (path.parent.name, width)


# --- numbers ---


@pytest.mark.parametrize("code", HOMES)
def test_a_tapped_number_tells_its_source_and_every_place(phone: BrowserContext, address: str, code: str) -> None:
    page = phone.new_page()
    page.goto(f"{address}{HOMES[code]}01-summary/")
    page.locator("a.k-stat[data-kerege='stat:women-share-2015']").first.tap()
    card = page.locator(CARD)
    card.wait_for()
    assert "59" in card.locator(".k-card__value").inner_text() and "2015" in card.inner_text()
    box = page.locator("[role=dialog]").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 320 and box["y"] + box["height"] <= 640
    places = [urljoin(page.url, link.get_attribute("href") or "") for link in card.locator(".k-stated a").all()]
    assert len(places) >= 2 and all("#claim-women-share-2015" in place for place in places)
    for link in card.locator("a[href]").all():
        target = urljoin(page.url, link.get_attribute("href") or "")
        assert not target.startswith(address) or page.request.get(target.split("#")[0]).ok, target
    page.locator("[role=dialog] button").first.tap()
    card.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.dataset.kerege") == "stat:women-share-2015"


@pytest.mark.parametrize("code", HOMES)
def test_a_keyboard_sees_the_card_goes_in_and_comes_back(desk: Page, address: str, code: str) -> None:
    desk.goto(f"{address}{HOMES[code]}01-summary/")
    desk.locator("a.k-stat").first.focus()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Shift+Tab")
    desk.locator(CARD).wait_for()
    number = desk.evaluate("document.activeElement.id")
    assert number.startswith("claim-")
    desk.keyboard.press("Escape")
    desk.locator(CARD).wait_for(state="hidden")
    assert desk.evaluate("document.activeElement.id") == number
    desk.keyboard.press("Enter")
    until(desk, "document.activeElement.matches('[role=dialog]')")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.closest('[role=dialog]') !== null")
    desk.keyboard.press("Escape")
    assert desk.evaluate("document.activeElement.id") == number


@pytest.mark.parametrize("code", HOMES)
def test_the_sentence_is_copied_with_its_citation(browser: Browser, address: str, code: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{HOMES[code]}01-summary/")
    number = page.locator("a.k-stat[data-kerege='stat:women-share-2015']").first
    words = number.inner_text()
    number.click()
    page.locator("[role=dialog] .k-copy").click()
    until(page, "document.querySelector('.k-card-box__said').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    sentence, _, citation = copied.partition(" — ")
    assert words in sentence and sentence.count(".") <= 3 and "#" not in sentence
    assert sentence[0].isupper() and sentence[-1] == "."  # whole, over the lines of its source
    assert citation.endswith("#claim-women-share-2015") and "01-summary" in citation and "2026" in citation
    context.close()


def test_a_number_whose_card_is_lost_on_its_way_is_a_link(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.route(lambda url: "reader.js" in url, lambda route: route.abort())
    page.goto(f"{address}/ky/01-summary/")
    page.locator("a.k-stat[data-kerege='stat:women-share-2015']").first.tap()
    page.wait_for_url("**/ky/statistics/#stat-women-share-2015")


@pytest.mark.parametrize("code", HOMES)
def test_without_scripts_a_number_leads_to_its_card_on_a_page(browser: Browser, address: str, code: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}{HOMES[code]}05-methods/")
    page.locator(".k-drawing__mark:visible").nth(1).tap()
    page.wait_for_url("**/statistics/#stat-*")
    card = page.locator(".k-card:target")
    assert card.is_visible() and card.locator("a[download]").count() == 1 and card.locator(".k-stated a").count() >= 1
    assert page.locator("form.k-choose").is_hidden() and page.locator(".k-card").count() > 90
    context.close()


def test_a_journalist_comes_from_a_sentence_to_its_row_in_three_taps(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(f"{address}/ru/01-summary/")
    page.locator("a.k-stat[data-kerege='stat:women-share-2015']").first.tap()
    data = page.locator(f"{CARD} a[download]")
    file = page.request.get(urljoin(page.url, data.get_attribute("href") or "")).text()
    told = page.locator(f"{CARD} dd", has=page.locator("a[download]")).inner_text()
    row = int("".join(filter(str.isdigit, told.rpartition(",")[2])))
    assert "59.6" in file.splitlines()[row - 1]


def test_the_page_of_numbers_chooses_puts_in_order_counts_and_keeps_it_in_the_address(desk: Page, address: str) -> None:
    desk.goto(f"{address}/ky/statistics/")
    total = desk.locator(".k-card").count()
    status = desk.locator(".k-shown")
    assert str(total) in status.inner_text()
    desk.locator("[name=words]").fill("үлүш")
    until(desk, "new URLSearchParams(location.search).get('words') === 'үлүш'")
    fewer = desk.locator(".k-card:visible").count()
    assert 0 < fewer < total and str(fewer) in status.inner_text()
    desk.locator("[name=order]").select_option("largest")
    shown = desk.locator(".k-card:visible").evaluate_all(
        "cards => cards.map(card => [card.dataset.unit, Number(card.dataset.value)])"
    )
    assert shown == sorted(shown, key=lambda one: (one[0], -one[1]))
    desk.reload()
    assert desk.locator(".k-card:visible").count() == fewer and desk.locator("[name=order]").input_value() == "largest"
    desk.goto(f"{address}/ky/statistics/?words=zzz#stat-women-share-2015")
    assert desk.locator("#stat-women-share-2015").is_visible()
    desk.goto(f"{address}/statistics/?source=un-2015")
    table = desk.request.get(urljoin(desk.url, "../assets/data/statistics.csv")).text().lstrip("\ufeff")
    own = [row for row in csv.DictReader(io.StringIO(table)) if row["source"] == "un-2015"]
    assert desk.locator(".k-card:visible").count() == len(own) > 0


# --- testimonies ---


def test_testimonies_are_counted_and_the_choice_stays_in_the_address(desk: Page, address: str) -> None:
    desk.goto(f"{address}/ru/testimonies/")
    status, voices = desk.locator(".k-voices__shown"), desk.locator(".k-testimony:visible")
    total = voices.count()
    assert status.inner_text().count(str(total)) == 2
    desk.locator(".k-filter summary").first.click()
    choice = desk.locator("input[name=theme]").nth(2)
    wanted = choice.get_attribute("value")
    choice.check()
    until(desk, "location.search !== ''")
    assert parse_qs(urlsplit(desk.url).query) == {"theme": [wanted]}
    fewer = voices.count()
    assert 0 < fewer < total and str(fewer) in status.inner_text() and status.get_attribute("role") == "status"
    for link in desk.locator(".md-nav--secondary a[href^='#theme-']:visible").all():
        assert desk.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']").is_visible()
    desk.reload()
    assert voices.count() == fewer and desk.locator("input[name=theme]:checked").get_attribute("value") == wanted


# --- search ---


def opened(page: Page, home: str, words: str = "") -> None:
    page.goto(home)
    page.locator(".k-search-button").click()
    page.wait_for_selector(".k-find--ready")
    if words:
        page.locator("#k-find-words").fill(words)


@pytest.mark.parametrize("lost", ["search.js", "/ky.js", "/ky-"])
def test_whatever_request_of_the_search_is_lost_the_reader_is_told_and_can_ask_again(
    desk: Page, address: str, lost: str
) -> None:
    asked = 0

    def lose_first(route: Route) -> None:
        nonlocal asked
        asked += 1
        route.abort() if asked == 1 else route.continue_()

    desk.route(lambda url: lost in url, lose_first)
    desk.goto(f"{address}/ky/")
    desk.locator(".k-search-button").click()
    retry = desk.locator(".k-find__retry")
    retry.wait_for()
    assert desk.locator(".k-find__status").inner_text() != ""
    desk.locator("#k-find-words").fill("мугалимдер")
    desk.wait_for_timeout(450)
    assert desk.locator(".k-find__status").inner_text() != "" and retry.is_visible()
    retry.click()
    desk.locator("a[role=option]").first.wait_for()
    assert asked >= 2 and retry.is_hidden()


def test_on_a_slow_line_the_search_is_styled_and_speaks_at_once(desk: Page, address: str) -> None:
    held: list[Route] = []
    desk.route(lambda url: "search.js" in url, lambda route: held.append(route))
    desk.goto(f"{address}/ru/")
    desk.locator(".k-search-button").click()
    assert desk.locator("dialog.k-find").evaluate("dialog => getComputedStyle(dialog).display") == "flex"
    assert desk.locator(".k-find__status").inner_text() == "Поиск загружается …"
    desk.locator("#k-find-words").fill("женщинами")
    held[0].continue_()
    desk.locator("a[role=option]").first.wait_for()


def test_the_words_stand_in_the_address_and_back_returns_to_them(desk: Page, address: str) -> None:
    opened(desk, f"{address}/ru/", "насилие")
    desk.locator("a[role=option]").first.wait_for()
    assert parse_qs(urlsplit(desk.url).query) == {"q": ["насилие"]}
    desk.locator("a[role=option]").nth(2).click()
    desk.wait_for_url(lambda url: "q=" not in url)
    desk.go_back()
    desk.locator("a[role=option]").first.wait_for()
    assert desk.locator("#k-find-words").input_value() == "насилие"
    desk.go_back()
    desk.locator("dialog.k-find").wait_for(state="hidden")
    assert urlsplit(desk.url).query == ""
    desk.keyboard.press("/")
    desk.locator("dialog.k-find").wait_for()
    desk.keyboard.press("Escape")
    until(desk, "location.search === ''")
    assert not desk.locator("dialog.k-find").is_visible()


@pytest.mark.parametrize("code", HOMES)
def test_words_are_found_across_scripts_and_keyboards_and_with_a_slip_of_the_hand(
    browser: Browser, address: str, code: str
) -> None:
    page = browser.new_context(bypass_csp=True).new_page()
    opened(page, f"{address}{HOMES[code]}")
    for kind, words in bench.crossing(code).items():
        failed = bench.lost(words, lambda text: list(page.evaluate("text => keregeSearch.pages(text)", text)))
        assert not failed, (kind, failed)
    page.context.close()


@pytest.mark.parametrize(("code", "most"), [("en", 0.05), ("ru", 0.05), ("ky", 0.05)])
def test_any_word_of_the_text_is_found_with_one_letter_exchanged_missing_doubled_or_beside(
    browser: Browser, address: str, code: str, most: float
) -> None:
    page = browser.new_context(bypass_csp=True).new_page()
    opened(page, f"{address}{HOMES[code]}")
    typed = [one for kind in bench.slips(page, code, 25, 3).values() for one in kind]
    failed = bench.lost(dict(typed), lambda text: list(page.evaluate("text => keregeSearch.pages(text)", text)))
    assert len(typed) > 80 and len(failed) <= most * len(typed), failed
    page.context.close()


def test_quotation_marks_ask_for_words_as_they_stand_together(browser: Browser, address: str) -> None:
    page = browser.new_context(bypass_csp=True).new_page()
    opened(page, f"{address}/")
    loose, together = (
        page.evaluate("text => keregeSearch.pages(text)", text) for text in ("work women", '"work women"')
    )
    assert set(together) < set(loose)
    page.locator("#k-find-words").fill('"national survey"')
    page.locator("a[role=option]").first.wait_for()
    assert "national survey" in page.locator("a[role=option]").first.inner_text().casefold()
    until(page, "/\\d/.test(document.querySelector('.k-find__status').textContent)")
    page.context.close()


# --- a network that loses things ---

_REACHED = """[...document.querySelectorAll('.md-sidebar--primary a, .k-all a')].filter(link => {
  const box = link.getBoundingClientRect();
  return link.checkVisibility({visibilityProperty: true}) && box.width && box.right > 0 && box.left < innerWidth && box.bottom > 0
    && box.top < innerHeight;
}).length"""


@pytest.mark.parametrize("path", ["/ky/statistics/", "/ru/testimonies/"])
def test_whatever_is_lost_on_the_way_the_text_the_menu_and_no_dead_button_are_there(
    browser: Browser, address: str, path: str
) -> None:
    def visit(lost: str = "") -> tuple[Page, list[str]]:
        page, asked = browser.new_page(viewport={"width": 360, "height": 640}), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.route(lambda url: url == lost, lambda route: route.abort())
        page.goto(address + path, wait_until="networkidle")
        return page, asked

    page, asked = visit()
    words = len(page.locator("article.md-content__inner").inner_text())
    page.close()
    # One of the letters stands for all of them.
    letters = [url for url in asked if url.endswith(".woff2")]
    for lost in dict.fromkeys(url for url in asked[1:] if url not in letters[1:]):
        page, _ = visit(lost)
        styled = "/kerege.css" not in lost
        assert len(page.locator("article.md-content__inner").inner_text()) > 0.9 * words, lost
        assert page.evaluate("document.documentElement.scrollWidth") <= 360 or not styled, lost
        menu = page.locator(".k-menu-button:visible, .k-menu-link:visible")
        assert menu.count() == 1 or not styled, lost
        menu.first.click()
        page.wait_for_timeout(400)
        assert page.evaluate(_REACHED) > 5, lost
        page.keyboard.press("Escape")
        if page.locator(".k-search-button:visible").count():
            page.locator(".k-search-button").click()
            page.locator("dialog.k-find[open]").wait_for()
            page.keyboard.press("Escape")
        choose = page.locator("form.k-choose:visible [name=words]")
        if choose.count():
            total = page.locator(".k-card:visible").count()
            choose.fill("үлүш")
            until(page, f"[...document.querySelectorAll('.k-card')].filter(c => c.checkVisibility()).length < {total}")
        page.close()
