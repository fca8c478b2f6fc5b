"""The landing page of a series, one in each language, and the files that programs read of the whole website."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from kerege.errors import BuildFailed
from kerege.languages import LanguagePack, language_pack
from kerege.messages import say
from kerege.model import Contact, Series, Settings, words_in
from kerege.outputs.site import engine, extras, metadata, policy
from kerege.outputs.site.bridge import THEME, Templates, equip
from kerege.outputs.site.finish import size_text
from kerege.outputs.site.fonts import first_fonts
from kerege.outputs.site.layout import Entry, Layout, ReportCard, labels_of, write
from kerege.outputs.site.styles import version
from kerege.outputs.site.urls import link, place, way_up
from kerege.render.direction import directed_html
from kerege.render.pages import contact_paragraph


@dataclass(frozen=True)
class Part:
    """A report of the series, whose finished website stands in the folder `slug`."""

    settings: Settings
    slug: str


_REDIRECTS = ("_redirects", "nginx-redirects.conf", ".htaccess")


def write_landing(series: Series, parts: Sequence[Part], site: Path, root: Path) -> None:
    """Write the landing pages beside the reports' websites in `site`, with their styles, fonts and machine files.

    Args:
        root: the folder of the series; a `mkdocs.yml` in it sets colours, logo and the like, as in a report.
    """
    templates, own = landing_templates(root)
    extras.write_theme(templates, series.brand, series.root, site)
    for path in sorted(own.rglob("*.*")) if own is not None else ():
        if own is not None and path.is_file() and path.suffix != ".html":
            write(site / path.relative_to(own), path.read_bytes())
    for code in series.languages:
        html = templates.page(_layout(series, parts, site, code, root))
        write(site / place(code, series.languages[0]) / "index.html", html.encode())
    for name, text in _machine_files(series, parts):
        write(site / name, text.encode())
    for name in _REDIRECTS:
        # Hosts read them at the root alone.
        files = [site / part.slug / name for part in parts if (site / part.slug / name).is_file()]
        if files:
            write(site / name, b"".join(file.read_bytes() for file in files))


def landing_templates(root: Path) -> tuple[Templates, Path | None]:
    """The templates of the landing page with the settings of the `mkdocs.yml` beside `series.yml`, and its `custom_dir`.

    Raises:
        BuildFailed: the file is no YAML.
    """
    engine()
    from mkdocs.theme import Theme

    path = root / "mkdocs.yml"
    try:
        # A plain reader that knows no tags: a landing page needs none.
        given = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (yaml.YAMLError, ValueError) as error:
        raise BuildFailed(say("{path} cannot be read: {error}.", path=path, error=error)) from error
    settings = given if isinstance(given, dict) else {}
    theme = settings.get("theme")
    named = {key: value for key, value in theme.items() if key != "name"} if isinstance(theme, dict) else {}
    own = root / str(named["custom_dir"]) if named.get("custom_dir") else None
    made = Theme("material", **{**named, "custom_dir": str(own) if own else None})
    made.dirs.insert(1 if own else 0, str(THEME))
    usual = {"extra_css": [], "extra_javascript": [], "plugins": {}, "extra": {}, "mdx_configs": {}, "repo_name": ""}
    return Templates(equip(made.get_env(), None), {**usual, **settings, "plugins": {}, "theme": made}), own


def _layout(series: Series, parts: Sequence[Part], site: Path, code: str, root: Path) -> Layout:
    pack = language_pack(code)
    original = series.languages[0]
    here = place(code, original)
    pages = tuple((key, series.url + place(key, original)) for key in series.languages)
    title, subtitle, message = (words_in(text, code) for text in (series.title, series.subtitle, series.message))
    return Layout(
        kind="series",
        language=code,
        labels=labels_of(pack),
        place=here,
        root=way_up(here),
        home=way_up(here) + here,
        site_title=title,
        title=title,
        subtitle=subtitle,
        message=message,
        description=subtitle or message or title,
        content_language=code,
        sections={"edition": escape(pack.label("edition_line", number=series.edition, date=series.date))},
        publisher=words_in(series.publisher, code),
        contact=_contacts(series, parts, code),
        canonical=series.url + here,
        hreflang=(*pages, ("x-default", series.url)),
        tags=tuple(
            ("property", name, text)
            for name, text in (("og:type", "website"), ("og:title", title), ("og:url", series.url + here))
        ),
        languages=tuple(
            Entry(language_pack(k).name, link(here, place(k, original)), k == code, k) for k in series.languages
        ),
        reports=tuple(_card(part, site, code, here, pack) for part in parts),
        fonts=first_fonts(pack.letters),
        version=version(series.brand, root),
        policy=policy.meta_policy(),
        colour=series.brand.light["cover"],
        search=False,
    )


def _contacts(series: Series, parts: Sequence[Part], code: str) -> str:
    """Whom readers can ask, as HTML: the series' own contact, else those of its reports, each once."""
    own = [series.contact] if series.contact != Contact() else [part.settings.contact for part in parts]
    shown = (directed_html(contact_paragraph(contact, code), code) for contact in own)
    return "".join(dict.fromkeys(filter(None, shown)))


def _card(part: Part, site: Path, code: str, here: str, pack: LanguagePack) -> ReportCard:
    settings = part.settings
    shown = code if code in settings.languages else settings.original
    state = "original" if shown == settings.original else settings.status.get(shown, "draft")
    edition = pack.label("edition_line", number=settings.edition, date=settings.date)
    return ReportCard(
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
