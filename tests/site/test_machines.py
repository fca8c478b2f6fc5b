"""What programs read: addresses, languages, citations, structured data, feeds; and every link of every page."""

from __future__ import annotations

import json
import posixpath
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from PIL import Image

from kerege.outputs.site.policy import may_be_framed

URL = "https://example.org/women-and-labour-migration/"


class _Read(HTMLParser):
    """Ids, links, metadata and structured data of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.meta: dict[str, list[str]] = {}
        self.canonical = ""
        self.hreflang: dict[str, str] = {}
        self.data: list[dict[str, object]] = []
        self._in_data = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "meta" and "content" in values:
            self.meta.setdefault(values.get("name", values.get("property", "")), []).append(values["content"])
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values["href"]
        elif tag == "link" and values.get("rel", "").strip() == "alternate" and "hreflang" in values:
            self.hreflang[values["hreflang"]] = values["href"]
        else:
            self.links += [values[name] for name in ("href", "src") if name in values]
        self._in_data = tag == "script" and values.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(json.loads(data))
            self._in_data = False


@pytest.fixture(scope="module")
def site(built: Path) -> Path:
    return built / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, _Read]:
    """Every page by its path below the root."""
    return {p.relative_to(site).as_posix(): _Read(p.read_text(encoding="utf-8")) for p in sorted(site.rglob("*.html"))}


def _file(address: str) -> str:
    path = address.removeprefix(URL)
    return f"{path}index.html" if path.endswith("/") or not path else path


def test_every_link_and_fragment_leads_somewhere(site: Path, pages: dict[str, _Read]) -> None:
    broken = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            if path.startswith("/"):
                target = path.removeprefix(urlsplit(URL).path)
            else:
                target = (
                    posixpath.normpath(posixpath.join("/", posixpath.dirname(name), path)).lstrip("/") if path else name
                )
            if (site / target).is_dir():
                target = posixpath.join(target, "index.html") if target else "index.html"
            if not (site / target).is_file():
                broken.append(f"{name}: {link}")
            elif parts.fragment and target.endswith(".html") and unquote(parts.fragment) not in pages[target].ids:
                broken.append(f"{name}: {link} (no such place)")
    assert broken == []


def test_no_id_stands_twice_on_a_page(pages: dict[str, _Read]) -> None:
    assert {name: page.ids for name, page in pages.items() if len(page.ids) != len(set(page.ids))} == {}


def test_a_chapter_tells_its_address_and_its_languages(pages: dict[str, _Read]) -> None:
    page = pages["ky/05-methods/index.html"]
    assert page.canonical == f"{URL}ky/05-methods/"
    assert page.hreflang == {
        "en": f"{URL}05-methods/", "ru": f"{URL}ru/05-methods/", "ky": f"{URL}ky/05-methods/", "x-default": f"{URL}05-methods/",
    }  # fmt: skip
    # Languages name each other, or search engines heed none.
    for name, other in pages.items():
        for code, address in other.hreflang.items():
            if code != "x-default":
                assert pages[_file(address)].hreflang == other.hreflang, name


def test_each_indexed_page_has_a_card_of_its_own(site: Path, pages: dict[str, _Read]) -> None:
    cards = {}
    for name, page in pages.items():
        if page.hreflang:
            (address,) = page.meta["og:image"]
            with Image.open(site / address.removeprefix(URL)) as card:
                assert card.size == (1200, 630)
            cards[name] = address
            assert page.meta["og:title"][0] and page.meta["description"][0]
    assert len(cards) == len(set(cards.values())) > 40


def test_reference_managers_recognise_report_and_chapters(site: Path, pages: dict[str, _Read]) -> None:
    front, chapter = pages["ru/index.html"].meta, pages["ru/05-methods/index.html"].meta
    assert front["citation_title"] == ["Женщины и трудовая миграция"] and front["citation_language"] == ["ru"]
    assert chapter["citation_title"] == ["Методы исследования"] or chapter["citation_title"][0]
    assert front["citation_publication_date"] == ["2026/11/30"]
    assert (site / front["citation_pdf_url"][0].removeprefix(URL)).is_file()
    # The report names no authors; the publisher is not made one.
    assert "citation_author" not in front and front["citation_technical_report_institution"]
    record = yaml.safe_load((site / "CITATION.cff").read_text(encoding="utf-8"))
    assert record["cff-version"] == "1.2.0" and record["authors"] and record["title"] == "Women and Labour Migration"
    datacite = json.loads((site / "datacite.json").read_text(encoding="utf-8"))
    assert {title["lang"] for title in datacite["titles"]} == {"en", "ru", "ky"} and "doi" not in datacite
    assert (site / "ky" / "cite.ris").read_text(encoding="utf-8").startswith("TY  - RPRT")
    assert "@techreport{" in (site / "cite.bib").read_text(encoding="utf-8")


def test_structured_data_names_report_chapters_and_data_set(site: Path, pages: dict[str, _Read]) -> None:
    (report,) = pages["index.html"].data
    assert report["@type"] == "Report" and len(report["hasPart"]) == 18  # type: ignore[arg-type]
    (chapter,) = pages["ky/01-summary/index.html"].data
    assert chapter["@type"] == "Chapter" and chapter["inLanguage"] == "ky"
    (data,) = pages["ru/statistics/index.html"].data
    assert data["@type"] == "Dataset"
    file = data["distribution"][0]  # type: ignore[index]
    table = (site / file["contentUrl"].removeprefix(URL)).read_text(encoding="utf-8-sig")  # type: ignore[index]
    assert "women-share-2015" in table and "59.6" in table
    measured = {variable["propertyID"]: variable for variable in data["variableMeasured"]}  # type: ignore[attr-defined]
    assert measured["women-share-2015"]["value"] == 59.6 and measured["women-share-2015"]["unitText"] == "percent"
    assert any(work.get("url", "").startswith("http") for work in data["isBasedOn"]) and data["license"]  # type: ignore[attr-defined]
    for file in data["distribution"]:  # type: ignore[attr-defined]
        assert (site / file["contentUrl"].removeprefix(URL)).is_file()


def test_sitemap_lists_every_page_that_may_be_indexed_and_nothing_else(site: Path, pages: dict[str, _Read]) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    listed = {_file(loc.text or "") for loc in root.iterfind("s:url/s:loc", names)}
    assert listed == {name for name, page in pages.items() if page.hreflang}
    for entry in root.iterfind("s:url", names):
        languages = {link.get("hreflang") for link in entry.iterfind("x:link", names)}
        location = entry.findtext("s:loc", "", names)
        assert languages == set(pages[_file(location)].hreflang) - {"x-default"}
    assert f"Sitemap: {URL}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_a_feed_tells_of_the_edition(site: Path, code: str) -> None:
    feed = ElementTree.parse(site / ("" if code == "en" else code) / "feed.xml").getroot()
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.findtext("a:entry/a:updated", "", atom).startswith("2026-11-30")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == code
    assert feed.findtext("a:entry/a:summary", "", atom)


def test_a_wrong_address_is_answered_in_each_language(pages: dict[str, _Read], site: Path) -> None:
    root = (site / "404.html").read_text(encoding="utf-8")
    assert 'lang="ru"' in root and 'lang="ky"' in root and pages["404.html"].meta["robots"] == ["noindex"]
    assert "Мындай барак жок" in (site / "ky" / "404.html").read_text(encoding="utf-8")


def test_servers_find_the_policy(site: Path) -> None:
    for name in ("_headers", "nginx-headers.conf"):
        text = (site / name).read_text(encoding="utf-8")
        assert re.search(r"script-src 'self';.*frame-ancestors 'none'", text, re.DOTALL) and "unsafe" not in text
    # A figure may be shown by other websites, no other page.
    assert "frame-ancestors" not in (site / "nginx-figures.conf").read_text(encoding="utf-8")
    headers = (site / "_headers").read_text(encoding="utf-8")
    framed = [line for line in headers.splitlines() if line.startswith("/") and "figures" in line]
    assert framed == [] and headers.count("frame-ancestors 'none'") >= 4
    assert may_be_framed("figures/en/profile/") and may_be_framed("ky/figures/ky/profile/")
    assert not any(map(may_be_framed, ("", "01-summary/", "ky/01-summary/", "parallel/en-ru/01-summary/", "figures/")))
