"""Light and private: what a first visit weighs, whom it asks, what works without scripts, what the policy stops."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import places
from playwright.sync_api import Browser

BUDGET = 150_000


def _chapters(built: Path) -> list[str]:
    return sorted(path.parent.name for path in (built / "site" / "ky").glob("[0-9][0-9]-*/index.html"))


def test_a_first_visit_to_any_kyrgyz_chapter_stays_within_the_budget(
    browser: Browser, address: str, built: Path
) -> None:
    weights: dict[str, int] = {}
    for name in _chapters(built):
        context = browser.new_context(viewport={"width": 390, "height": 800})  # an empty cache
        page = context.new_page()
        sizes: list[int] = []
        page.on(
            "requestfinished",
            lambda request, sizes=sizes: sizes.append(
                sum(request.sizes()[k] for k in ("responseBodySize", "responseHeadersSize"))
            ),
        )
        page.goto(f"{address}/ky/{name}/", wait_until="networkidle")
        weights[name] = sum(sizes)
        context.close()
    assert len(weights) >= 18 and min(weights.values()) > 40_000  # letters at least
    assert {name: weight for name, weight in weights.items() if weight > BUDGET} == {}


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_every_kind_of_page_loads_with_the_network_cut_and_the_policy_as_header(
    browser: Browser, address: str, code: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    trouble: list[str] = []
    host = address.rpartition("/")[0]
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(host) else trouble.append(request.url))
    page.on(
        "response", lambda answer: trouble.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
    )
    for path in places(code):
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
        page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
        assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)"), path
        page.evaluate("document.fonts.ready.then(() => true)")
        assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')"), path
        assert page.context.cookies() == []
    assert trouble == []
    page.close()


def test_the_policy_stops_what_is_inline(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "/")
    page.evaluate("""() => { const made = document.createElement('script'); made.textContent = 'window.broken = 1';
        document.head.append(made); }""")
    assert page.evaluate("window.broken === undefined")
    page.close()


def test_each_page_carries_the_policy_itself(built: Path) -> None:
    pages = sorted((built / "site").rglob("*.html"))
    assert len(pages) > 80
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert '<meta http-equiv="Content-Security-Policy"' in html, path
        assert "unsafe-inline" not in html and " style=" not in html and " onclick=" not in html, path


def test_the_index_is_fetched_only_when_search_is_opened(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/ru/05-methods/", wait_until="networkidle")
    assert [url for url in asked if "search" in url] == []
    page.locator(".k-search-button").click()
    page.locator("dialog[open] input").wait_for()
    assert [url for url in asked if "search" in url] != []
    page.close()


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_everything_can_be_read_and_reached_without_scripts(browser: Browser, address: str, code: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    home = address + ("/" if code == "en" else f"/{code}/")
    page.goto(home)
    assert page.locator("button:visible").count() == 0  # no button that does nothing
    assert page.locator(".k-keys .k-statistic").first.is_visible()
    page.locator(".k-menu-link").click()
    page.locator("#all-pages a").nth(4).click()
    page.wait_for_url("**/05-methods/")
    page.locator(".k-text details summary").first.click()
    assert page.locator(".k-text details[open] table td").first.is_visible()
    assert len(page.locator(".k-text").inner_text()) > 2000
    context.close()


@pytest.mark.parametrize("path", ["/", "/ky/", "/ky/05-methods/", "/ru/statistics/"])
def test_no_line_moves_while_a_page_comes(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address + path, wait_until="networkidle")
    shift = page.evaluate("""new Promise(done => new PerformanceObserver(list =>
        done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({type: 'layout-shift', buffered: true})
        || setTimeout(() => done(0), 300))""")
    assert shift < 0.05
    context.close()
