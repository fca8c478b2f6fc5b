"""The search of the finished website in a real Chromium: what it finds, how it is used, what it loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from kerege.outputs.site.passages import Kind, passages
from tools import bench_search as bench

HOMES = {"en": "", "ru": "ru/", "ky": "ky/"}


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with bench.served(built / "site") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # The tests put questions to the page, which its policy refuses; that the search itself obeys it has a test of its own.
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def opened(page: Page, home: str) -> None:
    page.goto(home)
    page.locator(".k-search-button").click()
    page.wait_for_selector(".k-find--ready")


@pytest.mark.parametrize("code", HOMES)
def test_every_form_of_a_word_finds_its_pages_and_only_those_of_the_language(
    browser: Browser, page: Page, address: str, built: Path, code: str
) -> None:
    asked = bench.questions(bench.texts(browser, address, built / "site", code), code)
    assert len(asked) >= 60
    opened(page, address + HOMES[code])
    result = bench.measure(asked, lambda text: page.evaluate("text => keregeSearch.pages(text)", text))
    assert result.foreign == 0
    assert sum(result.recall) / len(asked) >= 0.97, result.missed
    assert sum(result.precision) / len(asked) >= 0.9


def test_nothing_of_the_search_is_loaded_before_it_is_opened_and_only_one_language_after(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address + "ky/", wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    page.locator(".k-search-button").click()
    page.wait_for_selector(".k-find--ready")
    loaded = [url for url in asked if "/search" in url]
    assert sorted(url.split("/")[-1][:3] for url in loaded if "/search/" in url) == ["ky-", "ky."]
    assert all(not url.startswith("http") for url in loaded)


def test_a_reader_with_a_keyboard_opens_chooses_and_leaves(page: Page, address: str) -> None:
    page.goto(address + "ky/")
    page.keyboard.press("/")
    page.wait_for_selector(".k-find--ready")
    page.keyboard.type("зомбулуктан")
    page.wait_for_selector("a[role=option]")
    field = page.get_by_role("combobox", name="Изделүүчү сөздөр")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    assert page.locator("[aria-selected=true]").get_attribute("id") == chosen
    page.wait_for_function("document.querySelector('[role=status].k-find__status').textContent.includes('Табылган')")
    page.keyboard.press("Escape")
    assert not page.locator("dialog.k-find").is_visible()
    page.wait_for_function("document.activeElement.matches('.k-search-button')")
    page.keyboard.press("Control+k")
    page.keyboard.press("ArrowDown")
    target = page.locator("[aria-selected=true]").get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(target.split("#")[0] + "**")
    assert not page.locator("dialog.k-find").is_visible()


def test_results_name_chapter_and_section_and_show_the_sentence(page: Page, address: str) -> None:
    opened(page, address + "ky/")
    page.locator("#k-find-words").fill("мугалимдер")
    group = page.get_by_role("group").first
    group.wait_for()
    assert "угалим" in page.locator(".k-find__text mark").first.inner_text().casefold()
    assert page.locator(".k-find__section").count() > 0
    page.locator("#k-find-words").fill("акча которуу")
    page.wait_for_selector(".k-find__value")
    said = page.locator(".k-find__results").inner_text()
    assert "Көрсөткүч" in said and "Термин" in said
    page.locator("#k-find-words").fill("зомбулук")
    page.wait_for_timeout(100)
    assert "Күбөлүк" in page.locator(".k-find__results").inner_text()


@pytest.mark.parametrize(
    ("code", "typed", "meant"),
    [
        ("ky", "уй-було", "үй-бүлө"),
        ("ky", "олко", "өлкө"),
        ("ru", "ребенок", "ребёнок"),
        ("ru", "vbuhfwbz", "миграция"),
    ],
)
def test_what_a_keyboard_lacks_is_found_all_the_same(
    page: Page, address: str, code: str, typed: str, meant: str
) -> None:
    opened(page, address + HOMES[code])
    page.locator("#k-find-words").fill(typed)
    page.wait_for_selector("a[role=option]")
    titles = page.locator(".k-find__title").all_inner_texts()
    page.locator("#k-find-words").fill(meant)
    page.wait_for_timeout(100)
    assert set(page.locator(".k-find__title").all_inner_texts()) == set(titles)


@pytest.mark.parametrize("code", HOMES)
def test_who_finds_nothing_is_told_what_to_do(page: Page, address: str, code: str) -> None:
    opened(page, address + HOMES[code])
    page.locator("#k-find-words").fill("ъъъъ")
    help_ = page.locator(".k-find__help")
    help_.wait_for()
    assert help_.locator("a").count() >= 5
    assert help_.locator("a[hreflang]").count() == 2
    page.wait_for_function("document.querySelector('.k-find__status').textContent.includes('ъъъъ')")
    help_.locator("a[hreflang]").first.click()
    page.wait_for_selector(".k-find--ready")
    assert page.locator("#k-find-words").input_value() == "ъъъъ"


def test_the_search_runs_from_disk(page: Page, built: Path) -> None:
    page.goto((built / "site" / "ru" / "index.html").as_uri())
    page.locator(".k-search-button").click()
    page.wait_for_selector(".k-find--ready")
    page.locator("#k-find-words").fill("женщинами")
    page.wait_for_selector("a[role=option]")
    href = page.locator("a[role=option]").first.get_attribute("href") or ""
    assert href.startswith("file:") and "index.html" in href
    assert Path(href.removeprefix("file://").split("#")[0]).is_file()


def test_the_search_obeys_the_policy_of_the_pages(browser: Browser, address: str, built: Path) -> None:
    head = (built / "site" / "ky" / "05-methods" / "index.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in head and "unsafe" not in head
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    opened(page, address + "ky/05-methods/")
    page.locator("#k-find-words").fill("акча")
    page.wait_for_selector("a[role=option]")
    page.close()
    assert refused == []


def test_the_index_of_a_language_holds_no_chapter_in_another(built: Path) -> None:
    settings = yaml.safe_load((Path(__file__).parents[2] / "report.yml").read_text(encoding="utf-8"))
    for code, names in (settings.get("pending") or {"ru": [], "ky": []}).items():
        text = "".join(p.read_text("utf-8") for p in (built / "site/assets/kerege/search").glob(f"{code}-*.js"))
        assert f'"{code}/testimonies/"' in text
        assert not [name for name in names if f'"{code}/{name}/"' in text]


def test_a_page_is_read_as_its_reader_sees_it() -> None:
    html = (
        '<nav>menu</nav><article><h1 id="a">Title</h1><p>One <a id="claim-x">59 %</a> two.</p>'
        '<div lang="ru"><p>Другое</p></div><h2 id="b">Part<a class="headerlink">¶</a></h2>'
        '<figure class="k-quote" id="quote-q1" data-kerege="quote:q1"><div class="k-quote__text"><p>She said.</p></div>'
        '<figcaption><span class="k-quote__speaker">Woman</span> <span class="k-quote__form">paraphrase</span></figcaption>'
        "</figure><p>A word <em lang='ru'>слово</em> stays.</p></article>"
    )
    found = [(p.kind, p.anchor, p.text, p.beside, p.mark) for p in passages(html, "en")]
    assert found == [
        (Kind.TITLE, "a", "Title", "", ""),
        (Kind.TEXT, "claim-x", "One 59 % two.", "", ""),
        (Kind.SECTION, "b", "Part", "", ""),
        (Kind.TESTIMONY, "quote-q1", "She said.", "Woman", "quote:q1"),
        (Kind.TEXT, "b", "A word слово stays.", "", ""),
    ]
