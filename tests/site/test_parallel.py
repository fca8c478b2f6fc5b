"""Two languages side by side, and the copy that opens from disk."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from playwright.sync_api import Browser

from kerege.outputs.site.content import add_permalinks, minutes
from kerege.outputs.site.parallel import parallel_rows
from kerege.outputs.site.urls import link, rebase
from kerege.render.elements import element, inner_html, to_html


def test_blocks_find_their_partners_by_heading_record_and_order() -> None:
    first = (
        '<h2 id="a-x">One</h2><p>1</p><p>2</p><figure data-kerege="quote:b01">Q</figure><h2 id="a-y">Two</h2><p>3</p>'
    )
    second = '<h2 id="a-x">Раз</h2><p>1</p><figure data-kerege="quote:b01">Ц</figure><h2 id="a-y">Два</h2><p>3</p><ul><li>4</li></ul>'
    rows = parallel_rows(fromstring(f"<x>{first}</x>"), fromstring(f"<x>{second}</x>"))
    assert tuple((to_html(left), to_html(right)) for left, right in rows) == (
        ('<h2 id="a-x">One</h2>', '<h2 id="a-x">Раз</h2>'),
        ("<p>1</p>", "<p>1</p>"),
        ("<p>2</p>", ""),
        ('<figure data-kerege="quote:b01">Q</figure>', '<figure data-kerege="quote:b01">Ц</figure>'),
        ('<h2 id="a-y">Two</h2>', '<h2 id="a-y">Два</h2>'),
        ("<p>3</p>", "<p>3</p>"),
        ("", "<ul><li>4</li></ul>"),
    )


@pytest.mark.parametrize(
    ("old", "url", "new", "expected"),
    [
        ("05-methods/", "../statistics/#stat-a", "parallel/en-ky/05-methods/", "../../../statistics/#stat-a"),
        ("ky/05-methods/", "../statistics/", "parallel/en-ky/05-methods/", "../../../ky/statistics/"),
        ("ky/05-methods/", "../assets/a.svg", "parallel/en-ky/05-methods/", "../../../ky/assets/a.svg"),
        ("ky/05-methods/", "../", "parallel/en-ky/05-methods/", "../../../ky/"),
        ("05-methods/", "#here", "parallel/en-ky/05-methods/", "#here"),
        ("05-methods/", "https://example.org/", "x/", "https://example.org/"),
    ],
)  # fmt: skip
def test_a_link_still_leads_to_the_same_place_from_elsewhere(old: str, url: str, new: str, expected: str) -> None:
    body = element("div", element("a", href=url))
    rebase(body, old, new)
    assert body[0].get("href") == expected


def test_every_size_of_a_picture_is_found_from_elsewhere() -> None:
    body = element("div", element("img", src="../a-9.jpg", srcset="../a-4.jpg 480w, ../a-9.jpg 960w"))
    rebase(body, "ky/05-methods/", "parallel/en-ky/05-methods/")
    assert body[0].get("src") == "../../../ky/a-9.jpg"
    assert body[0].get("srcset") == "../../../ky/a-4.jpg 480w, ../../../ky/a-9.jpg 960w"


def test_the_root_links_to_itself() -> None:
    assert link("", "") == "./" and link("ky/", "") == "../" and link("ky/a/", "ky/b/") == "../../ky/b/"


def test_a_passage_with_claims_gets_one_permalink_and_others_none() -> None:
    from kerege.languages import language_pack
    from kerege.render.edition import Edition

    edition = Edition(None, "en", language_pack("en"), {}, {}, {}, {}, None)  # type: ignore[arg-type]
    claim = '<a class="k-stat" id="claim-a" href="#">59 <em>per</em> cent</a>'
    body = fromstring(f"<x><p>{claim} and {claim.replace('claim-a', 'claim-b')}</p><p>Nothing.</p></x>")
    add_permalinks(body, edition)
    html = inner_html(body)
    assert html.count("k-permalink") == 1
    assert 'href="#claim-a" aria-label="Link to this statement: 59 per cent"' in html
    assert minutes(element("div", "word " * 1000)) == 5


def test_two_languages_stand_block_by_block_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/ky/05-methods/")
    page.locator(".k-meta a[href*='parallel/ky-en/']").click()
    page.wait_for_url("**/parallel/ky-en/05-methods/")
    rows = page.locator(".k-row:not(.k-row--head)")
    full = [r for r in range(rows.count()) if rows.nth(r).locator(".k-cell:not(:empty)").count() == 2]
    assert rows.count() > 20 and len(full) / rows.count() > 0.9
    heads = page.locator(".k-row:has(h2)")
    for index in range(heads.count()):
        left, right = heads.nth(index).locator("h2").all()
        assert right.get_attribute("id") == f"{left.get_attribute('id')}-en"
        # On one line, so that eyes can move across.
        assert abs((left.bounding_box() or {"y": 0})["y"] - (right.bounding_box() or {"y": 9})["y"]) < 2
    # On to the chapter before, in the same two languages.
    page.locator(".k-steps a[rel=prev]").click()
    page.wait_for_url("**/parallel/ky-en/04-literature/")
    context.close()


def test_the_place_is_kept_from_one_language_to_two_and_back(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/ru/05-methods/")
    page.locator("#methods-survey").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('methods-survey').scrollIntoView()")
    page.locator(".k-meta a[href*='parallel/ru-en/']").dispatch_event("click")
    page.wait_for_url("**/parallel/ru-en/05-methods/#methods-survey")
    page.locator(".k-meta a[lang=en]").dispatch_event("click")
    page.wait_for_url("**/women-and-labour-migration/05-methods/#methods-survey")
    page.close()


def test_the_offline_copy_opens_from_disk_and_every_link_names_a_file(
    browser: Browser, built: Path, tmp_path: Path
) -> None:
    (copy,) = (built / "site" / "downloads").glob("*-offline.zip")
    with zipfile.ZipFile(copy) as archive:
        archive.extractall(tmp_path)
    (root,) = tmp_path.iterdir()
    for path in sorted(root.rglob("*.html")):
        for url in re.findall(r'\b(?:href|src)="([^"]*)"', path.read_text(encoding="utf-8")):
            if not url.startswith(("http", "#", "mailto:")):
                assert (path.parent / re.split("[?#]", url)[0]).is_file(), f"{path.relative_to(root)}: {url}"
    page = browser.new_page(viewport={"width": 390, "height": 800})
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.goto((root / "ky" / "index.html").as_uri())
    page.locator(".k-cards a").first.click()
    number = page.locator(".k-text a.k-stat").first
    number.click()
    page.locator("[role=dialog] .k-card").wait_for()
    page.locator("[role=dialog] .k-card-box__foot a").click()
    page.wait_for_url("**/ky/statistics/index.html#stat-women-share-2015")
    assert page.evaluate("getComputedStyle(document.querySelector('article')).fontFamily").startswith(
        '"Source Serif 4 Cyrillic"'
    )
    assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')")
    assert page.locator(".k-search-button").is_visible()
    assert trouble == []
    page.close()


def test_downloads_are_listed_with_their_sizes(built: Path) -> None:
    html = (built / "site" / "ru" / "index.html").read_text(encoding="utf-8")
    rows = re.findall(r'<li><a href="([^"]+)" download>[^<]+</a> <span>([^<]+)</span>', html)
    assert {Path(href).suffix for href, _ in rows} >= {".pdf", ".csv", ".zip"}
    for href, shown in rows:
        size = (built / "site" / "ru" / href).resolve().stat().st_size
        number = float(shown.split()[0].replace(",", ".")) * (1_000_000 if shown.endswith("МБ") else 1000)
        assert abs(number - size) <= 0.06 * size
