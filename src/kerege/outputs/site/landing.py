"""The landing page of a series, one in each language, and the files that programs read of the whole website."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kerege.languages import LanguagePack, language_pack
from kerege.model import Series, Settings, words_in
from kerege.outputs.site import extras, house_style, metadata, policy
from kerege.outputs.site.finish import size_text
from kerege.outputs.site.fonts import first_fonts, web_fonts
from kerege.outputs.site.layout import write
from kerege.outputs.site.urls import link, place, way_up

_THEME = Path(__file__).parent / "theme"


@dataclass(frozen=True)
class Part:
    """A report of the series, whose finished website stands in the folder `slug`."""

    settings: Settings
    slug: str


@dataclass(frozen=True)
class Card:
    """What the page says of one report."""

    title: str
    subtitle: str
    href: str
    lang: str
    """Set where the report is not there in the page's language."""
    state: str
    downloads: tuple[tuple[str, str, str, str], ...]
    """Name, address, size, and the language where it is another one."""


@dataclass(frozen=True)
class Page:
    """The landing page in one language, ready for the template `series.html`."""

    language: str
    label: Callable[..., str]
    title: str
    subtitle: str
    message: str
    description: str
    edition: str
    publisher: str
    root: str
    canonical: str
    hreflang: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str, str], ...]
    reports: tuple[Card, ...]
    fonts: tuple[str, ...]
    version: str
    policy: str
    colour: str


def write_landing(series: Series, parts: Sequence[Part], site: Path) -> None:
    """Write the landing pages beside the reports' websites in `site`, with their styles, fonts and machine files."""
    template = Environment(
        loader=FileSystemLoader(_THEME), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    ).get_template("series.html")
    for path in sorted((extras.ASSETS / "kerege").glob("*.*")):
        if not path.name.startswith("search."):
            write(site / "assets" / "kerege" / path.name, path.read_bytes())
    write(site / "assets" / "kerege" / "kerege.css", extras.style_sheet(series.brand, series.root).encode())
    for name, content in house_style.house_files(series.brand, series.root).items():
        write(site / name, content)
    for name, content in web_fonts().items():
        write(site / "assets" / "kerege" / "fonts" / name, content)
    for code in series.languages:
        html = template.render(s=_page(series, parts, site, code))
        write(site / place(code, series.languages[0]) / "index.html", html.encode())
    for name, text in _machine_files(series, parts):
        write(site / name, text.encode())


def _page(series: Series, parts: Sequence[Part], site: Path, code: str) -> Page:
    pack = language_pack(code)
    original = series.languages[0]
    here = place(code, original)
    pages = tuple((key, series.url + place(key, original)) for key in series.languages)
    subtitle, message = words_in(series.subtitle, code), words_in(series.message, code)
    return Page(
        language=code,
        label=pack.label,
        title=words_in(series.title, code),
        subtitle=subtitle,
        message=message,
        description=subtitle or message or words_in(series.title, code),
        edition=pack.label("edition_line", number=series.edition, date=series.date),
        publisher=words_in(series.publisher, code),
        root=way_up(here),
        canonical=series.url + here,
        hreflang=(*pages, ("x-default", series.url)),
        languages=tuple((k, language_pack(k).name, link(here, place(k, original))) for k in series.languages),
        reports=tuple(_card(part, site, code, here, pack) for part in parts),
        fonts=first_fonts(pack.letters),
        version=extras.version(series.brand, series.root),
        policy=policy.meta_policy(),
        colour=series.brand.light["cover"],
    )


def _card(part: Part, site: Path, code: str, here: str, pack: LanguagePack) -> Card:
    settings = part.settings
    shown = code if code in settings.languages else settings.original
    state = "original" if shown == settings.original else settings.status.get(shown, "draft")
    edition = pack.label("edition_line", number=settings.edition, date=settings.date)
    return Card(
        title=words_in(settings.title, shown),
        subtitle=words_in(settings.subtitle, shown),
        href=link(here, f"{part.slug}/{place(shown, settings.original)}"),
        lang=shown if shown != code else "",
        state=f"{edition}. {pack.label(f'state_{state}', language=pack.language_name(settings.original))}",
        downloads=tuple(_downloads(part, site, shown, here, pack)),
    )


def _downloads(
    part: Part, site: Path, shown: str, here: str, pack: LanguagePack
) -> Iterator[tuple[str, str, str, str]]:
    for label, ending in (("file_pdf", ".pdf"), ("file_epub", ".epub")):
        file = f"{part.slug}/downloads/{part.settings.slug}-{shown}{ending}"
        if (site / file).is_file():
            size = size_text(pack, (site / file).stat().st_size)
            yield pack.label(label), link(here, file), size, shown if shown != pack.code else ""


def _machine_files(series: Series, parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    maps = "".join(f"<sitemap><loc>{series.url}{part.slug}/sitemap.xml</loc></sitemap>\n" for part in parts)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    )
    yield "sitemap.xml", f"{head}{maps}</sitemapindex>\n"
    yield "robots.txt", metadata.robots(series.url)
    yield ".nojekyll", ""
    yield from policy.header_files(urlsplit(series.url).path).items()
