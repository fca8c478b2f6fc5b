"""Everything that stands in the website beside pages of text: pages for wrong addresses, style sheets, fonts, drawings,
data, and the files that programs read."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from kerege.cells import csv_text
from kerege.evidence.editions import gone_chapters, last_changed
from kerege.fonts import usable_fonts
from kerege.model import BlockKind, Brand, Scheme
from kerege.outputs.figures import cited_figures
from kerege.outputs.site import house_style, metadata, policy
from kerege.outputs.site.bridge import Templates
from kerege.outputs.site.cards import card
from kerege.outputs.site.figure_pages import write_figure_pages
from kerege.outputs.site.layout import Layout, SiteContext, frame, write
from kerege.outputs.site.package import write_package
from kerege.outputs.site.page_cache import PageCache
from kerege.outputs.site.search import write_search
from kerege.outputs.site.styles import theme_file, theme_files
from kerege.outputs.site.urls import parallel_place, way_up
from kerege.outputs.site.versions import EARLIER, earlier_editions
from kerege.render.blocks import figure_csv, table_csv
from kerege.render.computation import claim_rows
from kerege.render.edition import Edition
from kerege.render.generated import cited_quotes
from kerege.render.links import Medium
from kerege.render.pages import publisher_name, title_with_edition
from kerege.render.pictures import copy_name, photo_copy, shown_photos, web_widths
from kerege.render.sources import stated_at
from kerege.render.value_table import value_rows
from kerege.render.voices import STYLES, voices_css


def write_shared(site_context: SiteContext, templates: Templates, root: Path, site: Path) -> None:
    """What the pages of all languages share, and what tells of all languages.

    Args:
        root: the report's folder.
    """
    report = site_context.editions[site_context.original].report
    write_theme(templates, report.brand, root, site, report.pictures)
    _write_data(site_context, root, site)
    write_missing_pages(site_context, templates, site)
    _write_gone(site_context, templates, site)
    write_machine_files(site_context, site)
    write_package(site_context.editions, site_context.url, site)


def write_theme(
    templates: Templates, brand: Brand, root: Path, site: Path, pictures: Sequence[PurePosixPath] = ()
) -> None:
    """Style sheet, scripts, letters and pictures of every page.

    Args:
        root: the folder of the report or series that the house style belongs to.
        pictures: logos of partners.
    """
    for name in theme_files():
        write(site / name, theme_file(name, templates, brand, root))
    for name, content in house_style.house_files(brand, root, pictures).items():
        write(site / name, content)


def _write_data(site_context: SiteContext, root: Path, site: Path) -> None:
    original = site_context.editions[site_context.original]
    write(site / STYLES, voices_css(cited_quotes(original)).encode())
    for photo in shown_photos(original):
        for width in web_widths(root / (photo.file or "")):
            for ending in ("jpg", "webp"):
                copy = photo_copy(root, photo, width, ending)
                write(site / "assets" / "photos" / copy_name(photo, width, ending), copy.read_bytes())
    for source in original.report.sources.values():
        for file in source.files:
            data = root / source.path(file)
            if not source.restricted and data.is_file():
                write(site / "assets" / "data" / source.name(file), data.read_bytes())


def write_language(
    site_context: SiteContext,
    templates: Templates,
    code: str,
    drawings: Path,
    cache: Path,
    site: Path,
    pages: PageCache | None = None,
) -> None:
    """What goes with the pages of one language, once they are in `site`: drawings and their pages, tables, cards, the index of the search.

    Args:
        drawings: the folder where the figures were drawn.
        cache: the folder that keeps what is slow to make.
        pages: where it is kept what pages say.
    """
    folder = site / site_context.place(code) / "assets"
    for name, content in tables(site_context, code).items():
        write(folder / name, content)
    for key, shown in drawn(site_context, code):
        drawing = drawings / f"{key}-{shown}.svg"
        if drawing.is_file():
            write(folder / "figures" / drawing.name, drawing.read_bytes())
            write(folder / "figures" / f"{key}-{shown}.png", drawing.with_suffix(".png").read_bytes())
    write_figure_pages(site_context, templates, code, drawings, site)
    report = site_context.editions[code].report
    own = usable_fonts(report.root)
    for name, words in card_words(site_context, code).items():
        write(
            site / "assets" / "cards" / code / f"{name}.png",
            card(cache / "cards", *words, own, report.brand.in_language(code), report.root),
        )
    write_search(site, code, site_context.editions, [page.name for page in site_context.generated[code]], pages)


def drawn(site_context: SiteContext, code: str) -> tuple[tuple[str, str], ...]:
    """The drawings that stand among the files of a language: each figure in the language of a chapter that shows it."""
    known = cited_figures(site_context.editions[code].report)
    shown = dict.fromkeys(
        (block.target, chapter.language)
        for chapter in site_context.editions[code].everything
        for block in chapter.blocks_of(BlockKind.FIGURE)
    )
    return tuple(sorted((pair for pair in shown if pair[0] in known), key=lambda pair: known.index(pair[0])))


def tables(site_context: SiteContext, code: str) -> dict[str, bytes]:
    """The figures of a language as tables, by name below its `assets/`."""
    found = {"data/statistics.csv": statistics_csv(site_context.editions[code])}
    if claims := claims_csv(site_context.editions[code]):
        found["data/claims.csv"] = claims
    for key, shown in drawn(site_context, code):
        # The mark tells spreadsheet programs that the file is UTF-8.
        found[f"figures/{key}-{shown}.csv"] = figure_csv(site_context.editions[shown], key).encode("utf-8-sig")
    edition = site_context.editions[code]
    for key in edition.report.tables:
        if key in edition.table_numbers:
            found[f"tables/{key}.csv"] = table_csv(edition, key).encode("utf-8-sig")
    return found


def statistics_csv(edition: Edition) -> bytes:
    """The table of all figures that an edition states."""
    stated = edition.stated
    return csv_text(value_rows(edition, (key for key in edition.report.statistics if key in stated))).encode(
        "utf-8-sig"
    )


def claims_csv(edition: Edition) -> bytes:
    """The table of all claims that an edition states; nothing where it states none."""
    stated = stated_at(edition, Medium.WEB, Scheme.CLAIM)
    rows = list(claim_rows(edition, (key for key in edition.report.claims if key in stated)))
    return csv_text(rows).encode("utf-8-sig") if len(rows) > 1 else b""


def card_words(site_context: SiteContext, code: str) -> dict[str, tuple[str, str, str]]:
    """What the card of each page says: above the title, the title, below it."""
    edition = site_context.editions[code]
    title = edition.words(edition.report.settings.title)
    foot = f"{title_with_edition(edition).removeprefix(title).strip(' ()')} · {publisher_name(edition)}"
    titles = (
        {"index": title}
        | {c.name: c.title for c in edition.chapters}
        | {p.name: p.title for p in site_context.generated[code]}
    )
    publisher = publisher_name(edition)
    return {name: (publisher if name == "index" else title, shown, foot) for name, shown in titles.items()}


def write_missing_pages(site_context: SiteContext, templates: Templates, site: Path) -> None:
    """404.html of each language; the one at the root speaks all of them, as many servers know no other."""
    base = urlsplit(site_context.url).path
    for code, edition in site_context.editions.items():
        others = [key for key in site_context.editions if key != code] if code == site_context.original else []
        parts = [f"<p>{edition.label('not_found_text')}</p>{_list(site_context, code, base)}"]
        parts += [
            f'<section lang="{key}"><h2>{site_context.editions[key].label("not_found")}</h2>'
            f"<p>{site_context.editions[key].label('not_found_text')}</p>{_list(site_context, key, base)}</section>"
            for key in others
        ]
        layout = Layout(
            kind="missing",
            title=edition.label("not_found"),
            description=edition.label("not_found_text"),
            content="\n".join(parts),
            content_language=code,
            indexed=False,
            **frame(site_context, code, "", site_context.place(code), base),
        )
        write(site / site_context.place(code) / "404.html", templates.page(layout).encode())


def _list(site_context: SiteContext, code: str, base: str) -> str:
    """The front page and the first chapter; the foot of the page lists the rest."""
    edition = site_context.editions[code]
    rows = [(edition.label("home"), "", code), *((c.title, c.name, c.language) for c in edition.chapters[:1])]
    return (
        "<ul>"
        + "".join(
            f'<li><a href="{base}{site_context.place(code, name or "index")}" lang="{lang}">{escape(title)}</a></li>'
            for title, name, lang in rows
        )
        + "</ul>"
    )


def _leads_on(address: str) -> str:
    href = escape(address or "./")
    return (
        f'<!doctype html>\n<html lang="mul"><meta charset="utf-8"><title>→ {href}</title>'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={href}">'
        f'<link rel="canonical" href="{href}"><p><a href="{href}">→ {href}</a></p></html>\n'
    )


def _write_gone(site_context: SiteContext, templates: Templates, site: Path) -> None:
    """At the address of each chapter that has no successor: which edition was the last to have it, and the way there."""
    for code, edition in site_context.editions.items():
        kept = {one.number for one in earlier_editions(edition.report)}
        present = edition.report.settings.edition
        for name, last in gone_chapters(edition.report, code).items():
            if name in site_context.names(code):
                continue
            number = last.number
            here = site_context.place(code, name)
            said = edition.label("chapter_gone", present=present, number=number)
            old = escape(way_up(here) + f"{EARLIER}/{number}/{here}")
            way = edition.label("chapter_kept", number=number)
            parts = [f"<p>{escape(said)}</p>", f'<p><a href="{old}">{escape(way)}</a></p>' if number in kept else ""]
            layout = Layout(
                kind="missing",
                title=last.chapters[code][name].title,
                description=said,
                content="\n".join((*parts, _list(site_context, code, way_up(here)))),
                content_language=code,
                indexed=False,
                **frame(site_context, code, "", here),
            )
            write(site / here / "index.html", templates.page(layout).encode())


def write_machine_files(site_context: SiteContext, site: Path) -> None:
    """Sitemap, robots, feeds, citation records, header files."""
    original = site_context.editions[site_context.original]
    report, publisher = original.report, publisher_name(original)
    listed = []
    for code, edition in site_context.editions.items():
        dates = last_changed(report, edition.values, code)
        for name in site_context.names(code):
            if site_context.translated(code, name):
                alternates = tuple(
                    (key, site_context.url + site_context.place(key, name))
                    for key in site_context.editions
                    if site_context.translated(key, name)
                )
                date = dates.get(name, report.settings.date)
                listed.append(metadata.Listed(site_context.url + site_context.place(code, name), alternates, date))
    files = {
        "datacite.json": metadata.datacite(report, publisher),
        "CITATION.cff": metadata.citation_cff(report, publisher),
        **policy.header_files(urlsplit(site_context.url).path),
    }
    if report.settings.url:
        # Addresses there must be complete; a report that does not know its own has neither file.
        files["sitemap.xml"] = metadata.sitemap(listed)
        files["robots.txt"] = metadata.robots(site_context.url)
    for code, edition in site_context.editions.items():
        home = site_context.url + site_context.place(code)
        folder = site_context.place(code)
        files[f"{folder}feed.xml"] = metadata.feed(edition, home)
        files[f"{folder}cite.bib"] = metadata.bibtex(edition, home)
        files[f"{folder}cite.ris"] = metadata.ris(edition, home)
    base = urlsplit(site_context.url).path
    others = [site_context.place(code) for code in site_context.editions if code != site_context.original]
    moved = {
        site_context.place(code, old): site_context.place(code, new)
        for code in site_context.editions
        for old, new in site_context.moved(code).items()
    }
    moved |= {
        parallel_place(code, other, old): parallel_place(code, other, new)
        for code in site_context.editions
        for old, new in site_context.moved(code).items()
        for other in site_context.pairs_of(code, new)
    }
    files["_redirects"] = "".join(f"{base}{old}* {base}{new} 301\n" for old, new in moved.items())
    files["_redirects"] += "".join(f"{base}{folder}* {base}{folder}404.html 404\n" for folder in others)
    if moved:
        files["nginx-redirects.conf"] = "# Include this in the server that serves the report.\n" + "".join(
            f"rewrite ^{base}{old.rstrip('/')}(/.*)?$ {base}{new} permanent;\n" for old, new in moved.items()
        )
        files[".htaccess"] = "".join(
            f"RedirectMatch 301 ^{base}{old.rstrip('/')}(/.*)?$ {base}{new}\n" for old, new in moved.items()
        )
    # Hosts that know none of these are many; a page there leads on.
    files |= {f"{old}index.html": _leads_on(way_up(old) + new) for old, new in moved.items()}
    files[".nojekyll"] = ""
    for name, text in files.items():
        write(site / name, text.encode())
