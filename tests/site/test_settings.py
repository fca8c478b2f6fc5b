"""Material's settings do in the finished pages what Material's manual says, and what our promises exclude is not done."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import Served, until
from playwright.sync_api import Browser, Page

from kerege.build.build import build_report
from kerege.read.website import FEATURES as WORKING
from tests.small_report import english

SETTINGS = """\
site_name: An example report
site_url: https://example.org/
copyright: <b>CC BY</b> the makers
repo_url: https://example.org/org/repo
edit_uri: edit/main/docs/
docs_dir: docs
site_dir: build/site
theme:
  name: material
  custom_dir: overrides
  logo: assets/logo.svg
  favicon: assets/fav.png
  palette:
    - {media: "(prefers-color-scheme: light)", primary: teal, accent: lime, toggle: {icon: material/weather-sunny, name: To dark}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: teal, toggle: {icon: material/weather-night, name: To light}}
  icon: {repo: fontawesome/brands/gitlab, admonition: {note: octicons/tag-16}}
  features: [FEATURES]
extra:
  generator: true
  homepage: https://example.org/org/
  social: [{icon: fontawesome/brands/mastodon, link: "https://example.org/@org", name: Org}]
extra_css: [assets/own.css]
extra_javascript: [assets/own.js, {path: assets/own.js, defer: true}]
plugins: [search, i18n, kerege]
"""
FEATURES = (
    "navigation.tabs, navigation.top, navigation.footer, navigation.path, content.action.edit, content.action.view, "
    "announce.dismiss, toc.follow, navigation.tracking, navigation.instant, search.suggest"
)
OVERRIDE = """\
{% extends "base.html" %}
{% block announce %}A new edition is out.{% endblock %}
{% block footer %}{{ super() }}<p class="own-foot">Own foot of {{ config.site_name }}</p>{% endblock %}
"""
CHAPTER = "---\ntitle: Further\n---\n\n## First part\n\nWords.\n\n> [!NOTE]\n> A callout.\n\n## Second part\n\nWords.\n"


def made(folder: Path) -> Path:
    """A small report with everything that an editor may bring."""
    english(folder, {"02-further": CHAPTER, "03-third": CHAPTER.replace("Further", "Third")})
    for path, text in {
        "mkdocs.yml": SETTINGS.replace("FEATURES", FEATURES),
        "overrides/main.html": OVERRIDE,
        "overrides/assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>',
        "docs/assets/own.css": ".md-header { border-bottom-width: 7px; }\n",
        "docs/assets/own.js": 'document.documentElement.dataset.own = "yes";\n',
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    import material

    stock = Path(material.__file__).parent / "templates" / "assets" / "images" / "favicon.png"
    (folder / "docs" / "assets" / "fav.png").write_bytes(stock.read_bytes())
    result = build_report(folder, only=["site"], progress=lambda _: None)
    assert result.files, [f"{f.location} {f.code} {f.message}" for f in result.findings]
    return folder / "build" / "site"


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = made(tmp_path_factory.mktemp("settings") / "report")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Served, directory=str(site), base=""))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def page(browser: Browser, there: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(there) else trouble.append(request.url))
    page.goto(f"{there}/02-further/", wait_until="networkidle")
    yield page
    page.close()
    assert trouble == []


SHOWN = {
    "copyright": ".md-copyright__highlight b",
    "repo_url": "a.md-source[href='https://example.org/org/repo'] .md-source__icon svg",
    "edit_uri": "a[rel=edit][href='https://example.org/org/repo/edit/main/docs/en/02-further.md']",
    "content.action.view": "a[href='https://example.org/org/repo/raw/main/docs/en/02-further.md']",
    "logo": "a.md-logo[href='https://example.org/org/'] img[src='../assets/logo.svg']",
    "navigation.tabs": ".md-tabs__item--active >> text=Further",
    "navigation.footer": ".md-footer__link--next >> text=Third",
    "toc, no toc.integrate": ".md-sidebar--secondary a[href='#02-further-first-part'], .md-sidebar--secondary a >> nth=0",
    "announce": ".md-banner >> text=A new edition is out.",
    "announce.dismiss": ".md-banner__button",
    "custom_dir, a block": ".own-foot >> text=Own foot of An example report",
    "social": ".md-social__link[href='https://example.org/@org'][title=Org] svg",
    "generator": ".md-copyright >> text=Material for MkDocs",
    "palette, toggle": ".k-palette-button[title='To dark']",
    "search": ".k-search-button",
}


@pytest.mark.parametrize("setting", SHOWN)
def test_a_setting_is_seen(page: Page, setting: str) -> None:
    assert page.locator(SHOWN[setting]).first.is_visible()


def test_files_of_the_editor_s_own_work_and_go_before_ours(page: Page) -> None:
    assert page.evaluate("document.documentElement.dataset.own") == "yes"
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).borderBottomWidth") == "7px"
    assert page.locator("script[src='../assets/own.js'][defer]").count() == 1
    assert page.locator("link[rel=icon][href='../assets/fav.png']").count() == 1


def test_colours_of_the_palette_are_those_of_the_page_and_its_toggle_changes_them(page: Page) -> None:
    def colour(selector: str) -> str:
        return str(page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).backgroundColor"))

    teal = "rgb(0, 148, 133)"
    assert colour(".md-header") == teal and colour("body") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.k-meta a')).color") == teal
    page.locator(".k-palette-button:visible").click()
    until(page, "document.body.dataset.mdColorScheme === 'slate'")
    assert colour(".md-header") == teal and colour("body") != "rgb(255, 255, 255)"
    page.reload(wait_until="networkidle")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert page.locator(".k-palette-button[title='To light']").is_visible()


def test_the_announcement_stays_away_once_it_was_dismissed(page: Page) -> None:
    page.locator(".md-banner__button").click()
    until(page, "!document.querySelector('.md-banner')?.checkVisibility()")
    page.reload(wait_until="networkidle")
    assert not page.locator(".md-banner").is_visible()


def test_scrolling_is_followed_by_address_menu_and_button(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.locator("h2").nth(1).scroll_into_view_if_needed()
    page.mouse.wheel(0, 4000)
    page.wait_for_selector(".md-sidebar--secondary a[aria-current=true]")
    until(page, "location.hash !== ''")
    page.mouse.wheel(0, -200)
    page.wait_for_selector(".md-top:not([hidden])")


def test_a_page_in_a_group_shows_the_way_to_it(page: Page, there: str) -> None:
    page.goto(f"{there}/charts/")
    assert page.locator(".md-path a").count() == 2


def test_what_our_promises_exclude_is_not_done(page: Page) -> None:
    html = page.content()
    assert "fonts.googleapis" not in html and "search_index" not in html
    assert "navigation.instant" not in page.locator("#__config").inner_text()
    assert "search.suggest" not in page.locator("#__config").inner_text()


def test_icons_are_in_the_style_sheet_not_in_the_page(page: Page, there: str) -> None:
    assert page.locator("style").count() == 0
    sheet = page.request.get(f"{there}/assets/kerege/kerege.css").text()
    assert "--md-admonition-icon--note:url('data:image/svg+xml" in sheet


FURTHER = """\
site_name: An example report
site_url: https://example.org/
repo_url: https://example.org/org/repo
repo_name: our repository
docs_dir: docs
site_dir: build/site
theme:
  name: material
  direction: rtl
  palette: {scheme: slate, primary: deep purple}
  features: [FEATURES]
extra:
  tags: {Money: money}
plugins: [{search: {enabled: false}}, i18n, tags, kerege]
"""
FURTHER_FEATURES = (
    "navigation.tabs, navigation.tabs.sticky, navigation.expand, navigation.sections, navigation.prune, toc.integrate, header.autohide, "
    "content.tooltips"
)
TAGGED = "---\ntitle: Further\ntags: [Money, Law]\n---\n\n## First part\n\nWords.\n\n## Second part\n\nWords.\n"
_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_ADDRESS = f"https://example.org/{'a' * 120}"
LONG = f"""\
---
title: {_WORD} and others
summary: A summary with {_WORD}.
---

## {_WORD}

Words, {_WORD}, `{_WORD}_{_WORD}`, <{_ADDRESS}>, $a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p = q$ and x^{_WORD}^.[^n]

[^n]: A note with <{_ADDRESS}> and {_WORD}.

| Region | a | b | c | d | e | f | g | {_WORD} |
|---|---|---|---|---|---|---|---|---|
| {_WORD} | word | word | word | word | word | word | word | word |

$$\\sum_{{i=a}}^{{n}} x_i + \\frac{{a + b + c + d + e + f + g + h}}{{i + j}} + \\int_a^b f(x) dx + \\sqrt{{p + q + r + s + t + u + v + w}} = u$$

!!! note "{_WORD}"
    | a | b | c |
    |---|---|---|
    | {_WORD} | {_WORD} | x |

> A quotation of {_WORD}.

1. One
    1. Two
        - Three {_WORD}

{_WORD}
:   Its definition, {_WORD}.

### {_WORD} again {_WORD}
"""
"""What other people's chapters hold: words, addresses, tables and formulas that are wider than a phone."""
BARE = "---\ntitle: Third\nhide: [navigation, toc]\n---\n\nWords.\n"


@pytest.fixture(scope="module")
def further(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = english(
        tmp_path_factory.mktemp("further") / "report",
        {"02-further": TAGGED, "03-third": BARE, "04-long": LONG},
        f"title: {{en: {_WORD}}}",
    )
    settings = (folder / "report.yml").read_text(encoding="utf-8")
    (folder / "report.yml").write_text(re.sub(r"(?m)^contact:.*\n(?: .*\n)*", "", settings), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(FURTHER.replace("FEATURES", FURTHER_FEATURES), encoding="utf-8")
    result = build_report(folder, only=["site"], progress=lambda _: None)
    assert result.files, [f"{f.location} {f.code} {f.message}" for f in result.findings]
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Served, directory=str(folder / "build" / "site"), base="")
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


FURTHER_SHOWN = {
    "repo_name": "a.md-source .md-source__repository >> text=our repository",
    "repo_url, where nobody can be asked": ".md-copyright a[href='https://example.org/org/repo/issues'] >> text=Report an error",
    "navigation.tabs.sticky": ".md-header--lifted .md-tabs",
    "toc.integrate": ".md-nav--primary .md-nav--secondary a[href='#further-first-part'], .md-nav--integrated",
    "tags": ".md-tag >> text=Money",
    "palette, one": "body[data-md-color-scheme=slate][data-md-color-primary=deep-purple]",
}


@pytest.mark.parametrize("setting", FURTHER_SHOWN)
def test_a_further_setting_is_seen(browser: Browser, further: str, setting: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{further}/02-further/", wait_until="networkidle")
    assert page.locator(FURTHER_SHOWN[setting]).first.is_visible()
    page.close()


def test_what_is_hidden_or_switched_off_is_away(browser: Browser, further: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{further}/03-third/", wait_until="networkidle")
    assert page.locator(".k-search-button").count() == 0
    assert not page.locator(".md-sidebar--primary").is_visible()
    page.goto(f"{further}/02-further/", wait_until="networkidle")
    assert page.locator(".md-sidebar--primary").is_visible()
    page.close()


def test_menu_header_and_hints_do_what_is_asked(browser: Browser, further: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 500})
    page.goto(f"{further}/charts/", wait_until="networkidle")
    # navigation.sections, and navigation.expand: the group of the other pages is open, with nothing to press.
    assert page.locator(".md-nav--primary .md-nav__item--section").first.is_visible()
    assert page.locator(".md-nav--primary .md-nav__item--section a:visible").count() > 3
    # content.tooltips: the words of a title are Material's hint, not the browser's.
    page.goto(f"{further}/01-example/", wait_until="networkidle")
    page.locator(".md-content [title]").first.hover()
    page.locator(".md-tooltip2--active").wait_for()
    # header.autohide
    page.set_viewport_size({"width": 1280, "height": 300})
    for _ in range(4):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(150)
    until(page, "document.querySelector('.md-header').hidden")
    page.close()


def test_every_setting_that_works_has_its_test() -> None:
    """A new one is tested here, or the table of what works does not grow."""
    told = {
        *SHOWN, *FURTHER_SHOWN, "header.autohide", "navigation.expand", "navigation.sections", "navigation.prune", "content.tooltips",
        "navigation.top", "navigation.tracking", "toc.follow", "navigation.path", "content.action.edit",
    }  # fmt: skip
    assert {name for name, reason in WORKING.items() if not reason} <= told


@pytest.mark.parametrize("scripts", [True, False])
def test_whatever_a_chapter_holds_fits_320_pixels_at_200_per_cent(
    browser: Browser, further: str, scripts: bool
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    if not scripts:
        page.route(lambda url: ".js" in url, lambda route: route.abort())
    for path in ("/04-long/", "/", "/404.html", "/references/"):
        page.goto(further + path, wait_until="networkidle")
        for size in ("125%", "250%"):
            page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (path, size)
    page.close()
