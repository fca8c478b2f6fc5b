"""What programs read: citation tags, structured data, sitemap, feed of editions, records for libraries.

Norms: Google Scholar's inclusion guidelines (citation_* tags), schema.org, sitemaps.org with xhtml alternates, RFC 4287,
the DataCite metadata schema 4, Citation File Format 1.2. What the report does not know is left out, never filled in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import yaml

from kerege.model import Report, words_in
from kerege.render.edition import Edition
from kerege.render.pages import publisher_name, title_with_edition

Tags = tuple[tuple[str, str, str], ...]
"""Attribute (`name` or `property`), its value, content."""


@dataclass(frozen=True)
class Listed:
    """A page as the sitemap lists it."""

    url: str
    alternates: tuple[tuple[str, str], ...]
    """Language and address of the same page in each language, its own included."""


def citation_tags(edition: Edition, title: str, url: str, pdf: str, chapter: bool) -> Tags:
    """Tags by which Google Scholar and reference managers recognise a page."""
    settings = edition.report.settings
    who = settings.authors or (publisher_name(edition),)
    tags = [("citation_title", title), *(("citation_author", name) for name in who)]
    tags += [
        ("citation_publication_date", settings.date.replace("-", "/")),
        ("citation_language", edition.language),
        ("citation_technical_report_institution", publisher_name(edition)),
        ("citation_fulltext_html_url", url),
        ("citation_pdf_url", pdf),
    ]
    if chapter:
        tags.append(("citation_inbook_title", title_with_edition(edition)))
    if settings.identifier:
        tags.append(("citation_doi", settings.identifier))
    return tuple(("name", name, content) for name, content in tags)


def sharing_tags(edition: Edition, title: str, description: str, url: str, image: str, kind: str) -> Tags:
    """Open Graph: how a link to a page looks in a message."""
    others = [code for code in edition.report.settings.languages if code != edition.language]
    properties = tuple(
        ("property", name, content)
        for name, content in (
            ("og:type", kind),
            ("og:title", title),
            ("og:description", description),
            ("og:url", url),
            ("og:site_name", edition.words(edition.report.settings.title)),
            ("og:image", image),
            ("og:image:width", "1200"),
            ("og:image:height", "630"),
            ("og:image:alt", title),
            ("og:locale", edition.pack.babel_locale),
            *(("og:locale:alternate", code) for code in others),
        )
    )
    return (*properties, ("name", "twitter:card", "summary_large_image"))


def report_data(edition: Edition, url: str, chapters: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """schema.org Report with its chapters (title and address)."""
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        **_work(edition, url),
        "name": edition.words(edition.report.settings.title),
        "alternativeHeadline": edition.words(edition.report.settings.subtitle),
        "abstract": edition.words(edition.report.settings.message),
        "hasPart": [{"@type": "Chapter", "name": title, "url": address} for title, address in chapters],
    }


def chapter_data(edition: Edition, title: str, description: str, url: str, report: str) -> dict[str, Any]:
    """schema.org Chapter, part of the report."""
    part_of = {"@type": "Report", "name": edition.words(edition.report.settings.title), "url": report}
    return {
        "@context": "https://schema.org",
        "@type": "Chapter",
        **_work(edition, url),
        "name": title,
        "abstract": description,
        "isPartOf": part_of,
    }


def dataset_data(edition: Edition, title: str, description: str, url: str, files: Mapping[str, str]) -> dict[str, Any]:
    """schema.org Dataset: the figures of the report as files (address by media type)."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        **_work(edition, url),
        "name": f"{edition.words(edition.report.settings.title)}: {title}",
        "description": description,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address} for kind, address in files.items()
        ],
    }


def _work(edition: Edition, url: str) -> dict[str, Any]:
    settings = edition.report.settings
    publisher = {"@type": "Organization", "name": publisher_name(edition)}
    authors: list[dict[str, str]] = [{"@type": "Person", "name": name} for name in settings.authors]
    data: dict[str, Any] = {
        "url": url,
        "inLanguage": edition.language,
        "datePublished": settings.date,
        "version": settings.edition,
        "publisher": publisher,
        "author": authors or publisher,
        "isAccessibleForFree": True,
    }
    if settings.identifier:
        data["identifier"] = settings.identifier
    return data


def json_ld(data: Mapping[str, Any]) -> str:
    """JSON that can stand within `<script>`: no `</` ends the element early."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def sitemap(pages: Iterable[Listed], date: str) -> str:
    """sitemap.xml, every page with its other languages."""
    rows = []
    for page in pages:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(url)}"/>' for code, url in page.alternates
        )
        rows.append(f"<url><loc>{escape(page.url)}</loc><lastmod>{date}</lastmod>{links}</url>\n")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{"".join(rows)}</urlset>\n'
    )


def feed(edition: Edition, home: str) -> str:
    """An Atom feed with this edition; readers who follow it see when a new one is published."""
    settings = edition.report.settings
    when = f"{settings.date}T00:00:00Z"
    title = escape(edition.words(settings.title))
    name = escape(title_with_edition(edition))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{edition.language}">\n'
        f'<id>{escape(home)}</id><title>{title}</title><updated>{when}</updated>\n<link href="{escape(home)}"/>'
        f'<link rel="self" type="application/atom+xml" href="{escape(home)}feed.xml"/>\n'
        f"<author><name>{escape(publisher_name(edition))}</name></author>\n"
        f"<entry><id>{escape(home)}#edition-{escape(settings.edition)}</id><title>{name}</title><updated>{when}</updated>"
        f'<link href="{escape(home)}"/><summary>{escape(edition.words(settings.message))}</summary></entry>\n</feed>\n'
    )


def datacite(report: Report, publisher: str) -> str:
    """The record by which a DOI is registered; without one it carries none."""
    settings = report.settings
    titles = [{"title": words_in(settings.title, code), "lang": code} for code in settings.languages]
    descriptions = [
        {"description": words_in(settings.message, code), "descriptionType": "Abstract", "lang": code}
        for code in settings.languages
        if words_in(settings.message, code)
    ]
    creators = [{"name": name, "nameType": "Personal"} for name in settings.authors]
    record: dict[str, Any] = {
        "types": {"resourceTypeGeneral": "Report", "resourceType": "Report"},
        "titles": titles,
        "creators": creators or [{"name": publisher, "nameType": "Organizational"}],
        "publisher": {"name": publisher},
        "publicationYear": settings.date[:4],
        "dates": [{"date": settings.date, "dateType": "Issued"}],
        "language": settings.original,
        "version": settings.edition,
        "url": settings.url,
        "descriptions": descriptions,
        "rightsList": [{"rights": words_in(settings.rights, code), "lang": code} for code in settings.languages],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    if settings.identifier:
        record["doi"] = settings.identifier
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def citation_cff(report: Report, publisher: str) -> str:
    """CITATION.cff."""
    settings = report.settings
    record: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite this report as below.",
        "title": words_in(settings.title, settings.original),
        "type": "dataset",
        "authors": [{"name": name} for name in settings.authors or (publisher,)],
        "version": settings.edition,
        "date-released": settings.date,
        "url": settings.url,
        "abstract": words_in(settings.message, settings.original),
        "preferred-citation": {
            "type": "report",
            "title": words_in(settings.title, settings.original),
            "authors": [{"name": name} for name in settings.authors or (publisher,)],
            "institution": {"name": publisher},
            "year": int(settings.date[:4]),
            "edition": settings.edition,
            "url": settings.url,
        },
    }
    if settings.identifier:
        record["doi"] = settings.identifier
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=1000)


def ris(edition: Edition, url: str) -> str:
    """The report as a RIS record."""
    settings = edition.report.settings
    lines = [("TY", "RPRT"), ("TI", edition.words(settings.title))]
    lines += [("AU", name) for name in settings.authors or (publisher_name(edition),)]
    lines += [
        ("PY", settings.date[:4]),
        ("DA", settings.date.replace("-", "/")),
        ("PB", publisher_name(edition)),
        ("ET", settings.edition),
        ("LA", edition.language),
        ("UR", url),
    ]
    return "".join(f"{tag}  - {text}\r\n" for tag, text in lines) + "ER  - \r\n"


def bibtex(edition: Edition, url: str) -> str:
    """The report as a BibTeX record, its words protected from changes of case."""
    settings = edition.report.settings
    who = " and ".join(f"{{{name}}}" for name in settings.authors or (publisher_name(edition),))
    fields = {
        "title": f"{{{edition.words(settings.title)}}}",
        "author": who,
        "institution": publisher_name(edition),
        "year": settings.date[:4],
        "edition": settings.edition,
        "language": edition.language,
        "url": url,
    }
    body = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items())
    return f"@techreport{{{settings.slug}-{edition.language},\n{body}\n}}\n"


def robots(base: str) -> str:
    """robots.txt: everything may be read. It counts only where the website is the root of its host."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"
