"""Earlier editions stay: the kept website of each is put up below `editions/NUMBER/`, with a notice that another has taken its place.

What an edition published is kept as it was in `editions/NUMBER/` of the report (`kerege edition close --keep`); what readers need
besides is added here, each time the website is made: the notice, the way to the same page in the present edition, the choice of
editions, and the address that search engines shall show instead. Downloads are published byte for byte.
"""

from __future__ import annotations

import posixpath
import re
from html import escape
from pathlib import Path, PurePosixPath

from kerege.cache.store import digest_of
from kerege.languages import LanguagePack, language_pack
from kerege.languages.formats import format_date
from kerege.model.editions import ClosedEdition
from kerege.outputs.hosting import FOR_WHOLE_SITE
from kerege.outputs.site.figure_pages import shown_figures
from kerege.outputs.site.layout import SiteContext, write
from kerege.outputs.site.urls import figure_place, link, parallel_place, way_up
from kerege.outputs.site.versions import (
    BEGIN,
    EARLIER,
    END,
    Standing,
    choice,
    earlier_editions,
    kept_folder,
    turned,
)

STYLES = "assets/kerege/earlier.css"
_PRESENT = FOR_WHOLE_SITE | {"feed.xml", "manifest.json"}
"""What speaks for the whole website, and what readers who follow it ask for: only the present edition has it."""
_CHOICE = re.compile(f"{BEGIN}.*?{END}", re.DOTALL)
_ALTERNATE = re.compile(r'<link rel="alternate ?" hreflang=[^>]*>\n?')
_CANONICAL = re.compile(r'<link rel="canonical"[^>]*>\n?')
_LANGUAGE = re.compile(r'<html\b[^>]*\blang="([^"]+)"')
_HEADER = re.compile(r'<header\b[^>]*class="md-header')
_CITED = re.compile(r'<p class="k-citation">.*?</p>', re.DOTALL)
_OLDER = re.compile(rf'href="(?:\.\./)*{EARLIER}/')
_LEADS_ON = '<meta http-equiv="refresh"'
_FEED = re.compile(r'href="([^":]*)feed\.xml"')
_DOWNLOAD = re.compile(
    r'<li><a href="(?P<href>[^":]+)" download(?:="")?>(?P<name>[^<]*)</a>(?: <span>[^<]*</span>)?</li>'
)


def is_kept(name: str) -> bool:
    """Whether a file of a published website, by its name below the root, belongs to what is kept of an edition.

    The copy to be read without a network says what the pages say, and could not bear the notice.
    """
    path = PurePosixPath(name)
    return not (
        path.name in _PRESENT or path.name.endswith(("-offline.zip", ".sig", ".minisig")) or path.parts[0] == EARLIER
    )


def write_earlier(site_context: SiteContext, site: Path) -> None:
    """Put up each earlier edition that is kept, in `site/editions/NUMBER/`."""
    report = site_context.editions[site_context.original].report
    for closed in earlier_editions(report):
        kept = kept_folder(report, closed.number)
        names = {path.relative_to(kept).as_posix() for path in kept.rglob("*") if path.is_file()}
        for name in sorted(names):
            if not is_kept(name):
                continue
            content = (kept / name).read_bytes()
            if name.endswith(".html"):
                page = _Page(site_context, closed, name, names)
                content = page.put_up(content.decode("utf-8", errors="surrogateescape")).encode(
                    "utf-8", errors="surrogateescape"
                )
            write(site / EARLIER / closed.number / name, content)


def _figures(site_context: SiteContext, code: str) -> set[str]:
    """Where the pages of figures of a language stand."""
    return {
        figure_place(site_context.place(code), chapter.language, key)
        for key, chapter in shown_figures(site_context, code)
    }


def earlier_digest(site_context: SiteContext) -> str:
    """Of everything that is added to the pages of earlier editions."""
    settings = site_context.editions[site_context.original].report.settings
    pages = {
        code: (site_context.names(code), site_context.moved(code), sorted(_figures(site_context, code)))
        for code in site_context.editions
    }
    parallel = [
        (code, name, site_context.pairs_of(code, name))
        for code in site_context.editions
        for name in site_context.names(code)
    ]
    return digest_of(settings.edition, settings.date, site_context.url, pages, parallel)


class _Page:
    """One page of an earlier edition, and where it leads."""

    def __init__(self, site_context: SiteContext, closed: ClosedEdition, name: str, names: set[str]) -> None:
        self._site_context, self._closed, self._names = site_context, closed, names
        self._inner = name.removesuffix("index.html")
        self._here = f"{EARLIER}/{closed.number}/{self._inner}"
        if not name.endswith("index.html"):
            self._inner, self._here = "", f"{posixpath.dirname(self._here)}/"

    def put_up(self, html: str) -> str:
        """The page with all that is added to it; one that only leads on to another of the same edition stays as it is."""
        if _LEADS_ON in html:
            return html
        match = _LANGUAGE.search(html)
        code = match[1] if match else self._site_context.original
        pack = language_pack(code)
        head, mark, body = html.partition("</head>")
        address = f"{self._site_context.url}{EARLIER}/{self._closed.number}/"
        if self._site_context.url != "/":
            # Who cites what stands here cites this edition.
            head = head.replace(self._site_context.url, address)
            body = _CITED.sub(lambda cited: cited[0].replace(escape(self._site_context.url), escape(address)), body)
        there, same = self._present(code)
        canonical = self._site_context.url + there if self._site_context.url != "/" else link(self._here, there)
        head = _ALTERNATE.sub("", _CANONICAL.sub("", head))
        head += f'<link rel="canonical" href="{escape(canonical)}">\n'
        head += f'<link rel="stylesheet" href="{way_up(self._here)}{STYLES}">\n'
        report = self._site_context.editions[self._site_context.original].report
        at = Standing(code, self._here, self._inner, there)
        chosen = choice(report, pack, at, self._site_context.moved(code), self._closed.number)
        notice = self._notice(pack, there, same)
        # To the editions before it, from pages of chapters that were gone already.
        body = _OLDER.sub(f'href="{way_up(self._here)}{EARLIER}/', body)
        if _CHOICE.search(body):
            body = _CHOICE.sub(lambda _: chosen, body, count=1)
        else:
            notice = notice.replace("</aside>", f"{chosen}</aside>")
        header = _HEADER.search(body)
        begin = header.start() if header else body.find(">", body.find("<body")) + 1
        body = body[:begin] + notice + body[begin:]
        body = _DOWNLOAD.sub(lambda row: self._download(row, pack), body)
        whole = head + mark + body
        home = self._site_context.place(code if code in self._site_context.editions else self._site_context.original)
        return _FEED.sub(f'href="{way_up(self._here)}{home}feed.xml"', whole)

    def _present(self, code: str) -> tuple[str, bool]:
        """Where the same page stands in the present edition, and whether it is the same: else it is the front page."""
        site_context = self._site_context
        if code not in site_context.editions:
            return site_context.place(site_context.original), False
        pages = {site_context.place(code, name): name for name in ("index", *site_context.names(code))}
        if self._inner in pages:
            return self._inner, True
        moved = {
            site_context.place(code, old): site_context.place(code, new)
            for old, new in site_context.moved(code).items()
        }
        if self._inner in moved:
            return moved[self._inner], True
        if self._inner in _figures(site_context, code):
            return self._inner, True
        for one in site_context.editions if self._inner.startswith("parallel/") else ():
            for old, new in (*((name, name) for name in site_context.names(one)), *site_context.moved(one).items()):
                for other in site_context.pairs_of(one, new):
                    if self._inner == parallel_place(one, other, old):
                        return parallel_place(one, other, new), True
        return site_context.place(code), False

    def _notice(self, pack: LanguagePack, there: str, same: bool) -> str:
        settings = self._site_context.editions[self._site_context.original].report.settings
        said = pack.label(
            "superseded",
            number=self._closed.number,
            date=format_date(self._closed.date, pack),
            present=settings.edition,
            now=format_date(settings.date, pack),
        )
        way = pack.label("superseded_page" if same else "superseded_home", present=settings.edition)
        return (
            f'<aside class="k-earlier" role="note" {turned(pack.code)} data-pagefind-ignore><p>{escape(said)} '
            f'<a href="{escape(link(self._here, there))}">{escape(way)}</a></p></aside>\n'
        )

    def _download(self, row: re.Match[str], pack: LanguagePack) -> str:
        """A row of the list of downloads; one that is not kept leads nowhere."""
        name = posixpath.normpath(posixpath.join(self._inner, row["href"]))
        if name in self._names and is_kept(name):
            return row[0]
        if name.endswith("-offline.zip"):
            return ""
        return f"<li>{row['name']} <span>{escape(pack.label('file_gone'))}</span></li>"
