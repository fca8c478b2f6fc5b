"""What programs read: citation tags, structured data, sitemap, feed of editions, records for libraries.

Norms: Google Scholar's inclusion guidelines (citation_* tags), schema.org, sitemaps.org with xhtml alternates, RFC 4287,
the DataCite metadata schema 4, Citation File Format 1.2. What the report does not know is left out, never filled in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import yaml

from kerege.model import Author, Chapter, Report, Statistic, words_in
from kerege.outputs.site.versions import EARLIER, earlier_editions
from kerege.render.corrections import (
    PAGE,
    Told,
    change_and_reason,
    corrected_in,
    corrections_of,
    entries_of,
    place_of,
    title_of,
)
from kerege.render.edition import Edition
from kerege.render.pages import chapter_authors, licence_url, publisher_name, title_with_edition

ORCID = "https://orcid.org/"
Tags = tuple[tuple[str, str, str], ...]
"""Attribute (`name` or `property`), its value, content."""


@dataclass(frozen=True)
class Listed:
    """A page as the sitemap lists it."""

    url: str
    alternates: tuple[tuple[str, str], ...]
    """Language and address of the same page in each language, its own included."""
    date: str
    """When what it says changed last."""


def citation_tags(
    edition: Edition, title: str, url: str, pdf: str, chapter: bool, authors: Sequence[Author] = ()
) -> Tags:
    """Tags by which Google Scholar and reference managers recognise a page; `authors`: of the chapter, else the report's."""
    settings = edition.report.settings
    tags = [("citation_title", title)]
    for person in authors or settings.people:
        tags.append(("citation_author", person.name))
        # Each belongs to the author before it.
        tags += [("citation_author_institution", text)] if (text := edition.words(person.affiliation)) else []
        tags += [("citation_author_orcid", ORCID + person.orcid)] if person.orcid else []
    tags += [
        ("citation_publication_date", settings.date.replace("-", "/")),
        ("citation_language", edition.language),
        ("citation_technical_report_institution", publisher_name(edition)),
        ("citation_fulltext_html_url", url),
        ("citation_pdf_url", pdf),
    ]
    if chapter:
        tags.append(("citation_inbook_title", title_with_edition(edition)))
    tags += [("citation_doi", settings.doi)] if settings.doi else []
    tags += [("citation_isbn", isbn) for isbn in settings.isbn]
    tags += [("citation_issn", settings.issn)] if settings.issn else []
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
            ("og:locale", edition.pack.region.replace("-", "_")),
            *(("og:locale:alternate", code) for code in others),
        )
    )
    return (*properties, ("name", "twitter:card", "summary_large_image"))


def report_data(edition: Edition, url: str, chapters: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """schema.org Report with its chapters (title and address) and corrections."""
    told = corrections_of(edition)
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        **_work(edition, url),
        "name": edition.words(edition.report.settings.title),
        "alternativeHeadline": edition.words(edition.report.settings.subtitle),
        "abstract": edition.words(edition.report.settings.message),
        "hasPart": [{"@type": "Chapter", "name": title, "url": address} for title, address in chapters],
        # https://schema.org/correction: a text, or the address of one; a chapter names the addresses of its own.
        **({"correction": [": ".join(_correction(edition, entry)) for entry in told]} if told else {}),
    }


def chapter_data(
    edition: Edition, chapter: Chapter, title: str, description: str, url: str, report: str
) -> dict[str, Any]:
    """schema.org Chapter, part of the report, with its own authors and corrections; `report`: the address of the front page."""
    authors = chapter_authors(chapter)
    told = [f"{report}{PAGE}/#{place_of(things[0])}" for things in entries_of(corrected_in(chapter, edition))]
    part_of = {"@type": "Report", "name": edition.words(edition.report.settings.title), "url": report}
    return {
        "@context": "https://schema.org",
        "@type": "Chapter",
        **_work(edition, url),
        "name": title,
        "abstract": description,
        "isPartOf": part_of,
        **({"author": [_person(person, edition) for person in authors]} if authors else {}),
        **({"correction": told} if told else {}),
    }


def dataset_data(
    edition: Edition,
    title: str,
    description: str,
    url: str,
    files: Sequence[tuple[str, str]],
    sources: Mapping[str, str],
) -> dict[str, Any]:
    """schema.org Dataset: the figures of the report.

    Args:
        files: media type and address of each.
        sources: the address of each source's work, by its id; empty where it is not known.
    """
    report = edition.report
    stated = [report.statistics[key] for key in report.statistics if key in edition.stated and key in edition.values]
    years = sorted(year for record in stated for year in _YEAR.findall(record.period))
    based = [
        {
            "@type": "CreativeWork",
            "name": edition.words(report.sources[key].title),
            **({"url": address} if address else {}),
        }
        for key, address in sources.items()
    ]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        **_work(edition, url),
        "name": f"{edition.words(edition.report.settings.title)}: {title}",
        "description": description,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address} for kind, address in files
        ],
        "variableMeasured": [_variable(edition, record) for record in stated],
        **({"isBasedOn": based} if based else {}),
        **({"temporalCoverage": f"{years[0]}/{years[-1]}"} if years else {}),
    }


_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


def _variable(edition: Edition, record: Statistic) -> dict[str, Any]:
    """A figure as https://schema.org/PropertyValue has it."""
    value = edition.values[record.id]
    ends = {"value": float(value.number)}
    if value.high is not None:
        ends = {"minValue": float(value.number), "maxValue": float(value.high)}
    return {
        "@type": "PropertyValue",
        "propertyID": record.id,
        "name": edition.words(record.label),
        "unitText": record.unit,
        **ends,
    }


def _work(edition: Edition, url: str) -> dict[str, Any]:
    settings = edition.report.settings
    publisher = {"@type": "Organization", "name": publisher_name(edition)}
    authors = [_person(person, edition) for person in settings.people]
    data: dict[str, Any] = {
        "url": url,
        "inLanguage": edition.language,
        "datePublished": settings.date,
        **({"dateModified": max(settings.date, edition.corrections[0].date)} if edition.corrections else {}),
        "version": settings.edition,
        "publisher": publisher,
        "isAccessibleForFree": True,
    }
    if authors:
        data["author"] = authors
    if settings.doi:
        data["sameAs"] = f"https://doi.org/{settings.doi}"
    if settings.isbn:
        data["isbn"] = list(settings.isbn)
    if settings.edition_doi and settings.work_doi:
        data["exampleOfWork"] = {"@type": "Report", "@id": f"https://doi.org/{settings.work_doi}"}
    known = [("DOI", settings.doi), ("ISSN", settings.issn)]
    identifiers: list[Any] = [
        {"@type": "PropertyValue", "propertyID": kind, "value": text} for kind, text in known if text
    ]
    identifiers += [settings.number] if settings.number else []
    if identifiers:
        data["identifier"] = identifiers
    if settings.licence:
        data["license"] = licence_url(settings.licence)
    elif rights := edition.words(settings.rights):
        # https://schema.org/license takes a work, where no address explains the rights.
        data["license"] = {"@type": "CreativeWork", "text": rights}
    if subjects := settings.subjects(edition.language):
        data["keywords"] = list(subjects)
    return data


def _person(person: Author, edition: Edition) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "Person", "name": person.name}
    if affiliation := edition.words(person.affiliation):
        data["affiliation"] = {"@type": "Organization", "name": affiliation}
    if role := edition.words(person.role):
        data["jobTitle"] = role
    if person.orcid:
        data["@id"] = ORCID + person.orcid
    return data


def json_ld(data: Mapping[str, Any]) -> str:
    """JSON that can stand within `<script>`: no `</` ends the element early."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def sitemap(pages: Iterable[Listed]) -> str:
    """sitemap.xml, every page with its other languages."""
    rows = []
    for page in pages:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(url)}"/>' for code, url in page.alternates
        )
        rows.append(f"<url><loc>{escape(page.url)}</loc><lastmod>{page.date}</lastmod>{links}</url>\n")
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
        f'<link href="{escape(home)}"/><summary>{escape(edition.words(settings.message))}</summary></entry>\n'
        + "".join(_feed_correction(edition, home, entry) for entry in corrections_of(edition))
        + "</feed>\n"
    )


def _feed_correction(edition: Edition, home: str, entry: Told) -> str:
    title, words = _correction(edition, entry)
    address = escape(f"{home}{PAGE}/#{place_of(entry[0])}")
    return (
        f"<entry><id>{address}</id><title>{escape(title)}</title><updated>{entry[0].date}T00:00:00Z</updated>"
        f'<link href="{address}"/><summary>{escape(words)}</summary></entry>\n'
    )


def _correction(edition: Edition, entry: Told) -> tuple[str, str]:
    """What was corrected, and was, now and why in a line."""
    return title_of(edition, entry), " ".join(change_and_reason(edition, entry))


def datacite(report: Report, publisher: str) -> str:
    """The record by which a DOI is registered; without one it carries none."""
    settings = report.settings
    titles = [{"title": words_in(settings.title, code), "lang": code} for code in settings.languages]
    descriptions = [
        {"description": words_in(settings.message, code), "descriptionType": "Abstract", "lang": code}
        for code in settings.languages
        if words_in(settings.message, code)
    ]
    creators = [_creator(person, settings.original) for person in settings.people]
    record: dict[str, Any] = {
        "types": {"resourceTypeGeneral": "Report", "resourceType": "Report"},
        "titles": titles,
        # The schema wants a creator; this value says that no author is named.
        "creators": creators or [{"name": "(:none)"}],
        "publisher": {"name": publisher},
        "publicationYear": settings.date[:4],
        "dates": [{"date": settings.date, "dateType": "Issued"}],
        "language": settings.original,
        "version": settings.edition,
        "url": settings.url,
        "descriptions": descriptions,
        "rightsList": [
            {"rights": words_in(settings.rights, code), "lang": code, **_licence(settings.licence)}
            for code in settings.languages
        ],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    subjects = [{"subject": word, "lang": code} for code in settings.languages for word in settings.subjects(code)]
    if subjects:
        record["subjects"] = subjects
    if settings.doi:
        record["doi"] = settings.doi
    if related := list(_related(report)):
        record["relatedIdentifiers"] = related
    others = [("ISBN", isbn) for isbn in settings.isbn]
    others += [("ISSN", settings.issn)] if settings.issn else []
    others += [("Local", settings.number)] if settings.number else []
    if others:
        record["alternateIdentifiers"] = [
            {"alternateIdentifier": text, "alternateIdentifierType": kind} for kind, text in others
        ]
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _related(report: Report) -> Iterator[dict[str, str]]:
    """The report of which this is one edition, and the edition before: by its DOI, else where it is kept."""
    settings = report.settings
    if settings.edition_doi and settings.work_doi:
        yield _relation("IsVersionOf", settings.work_doi, "DOI")
    before = next((one for one in reversed(report.editions) if one.number != settings.edition), None)
    if before is not None and before.doi:
        yield _relation("IsNewVersionOf", before.doi, "DOI")
    elif before is not None and settings.url and before in earlier_editions(report):
        yield _relation("IsNewVersionOf", f"{settings.url.rstrip('/')}/{EARLIER}/{before.number}/", "URL")


def _relation(kind: str, identifier: str, system: str) -> dict[str, str]:
    return {
        "relationType": kind,
        "relatedIdentifier": identifier,
        "relatedIdentifierType": system,
        "resourceTypeGeneral": "Report",
    }


def _creator(person: Author, language: str) -> dict[str, Any]:
    data: dict[str, Any] = {"name": person.name, "nameType": "Personal"}
    if affiliation := words_in(person.affiliation, language):
        data["affiliation"] = [{"name": affiliation}]
    if person.orcid:
        scheme = {"nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
        data["nameIdentifiers"] = [{"nameIdentifier": ORCID + person.orcid, **scheme}]
    return data


def _licence(licence: str) -> dict[str, str]:
    if not licence:
        return {}
    return {
        "rightsIdentifier": licence,
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": "https://spdx.org/licenses/",
        "rightsUri": licence_url(licence),
    }


def citation_cff(report: Report, publisher: str) -> str:
    """CITATION.cff."""
    settings = report.settings
    people: list[dict[str, str]] = [_cff_author(person, settings.original) for person in settings.people]
    # The format wants an author; without one the publisher stands there as what it is, an entity.
    authors = people or [{"name": publisher}]
    identifiers: dict[str, Any] = {"doi": settings.doi} if settings.doi else {}
    work = identifiers | ({"isbn": settings.isbn[0]} if settings.isbn else {})
    work |= {"issn": settings.issn} if settings.issn else {}
    record: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite this report as below.",
        "title": words_in(settings.title, settings.original),
        "type": "dataset",
        "authors": authors,
        "version": settings.edition,
        "date-released": settings.date,
        "url": settings.url,
        "abstract": words_in(settings.message, settings.original),
        "preferred-citation": {
            "type": "report",
            "title": words_in(settings.title, settings.original),
            "authors": [dict(author) for author in authors],
            "institution": {"name": publisher},
            "year": int(settings.date[:4]),
            "edition": settings.edition,
            "url": settings.url,
            **work,
        },
        **identifiers,
    }
    if settings.edition_doi and settings.work_doi:
        known = ((settings.edition_doi, f"Edition {settings.edition}"), (settings.work_doi, "All editions"))
        record["identifiers"] = [{"type": "doi", "value": doi, "description": what} for doi, what in known]
    if settings.licence:
        record["license"] = settings.licence
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=1000)


def _cff_author(person: Author, language: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in person.name.partition(","))
    data = {"orcid": ORCID + person.orcid} if person.orcid else {}
    if not comma:
        # One name, as the report has it: what of it is a family name no program can tell. The format then takes no affiliation.
        return {"name": person.name, **data}
    affiliation = words_in(person.affiliation, language)
    return {
        "family-names": family,
        "given-names": given,
        **({"affiliation": affiliation} if affiliation else {}),
        **data,
    }


def ris(edition: Edition, url: str) -> str:
    """The report as a RIS record."""
    settings = edition.report.settings
    lines = [("TY", "RPRT"), ("TI", edition.words(settings.title))]
    lines += [("AU", name) for name in settings.authors]
    lines += [
        ("PY", settings.date[:4]),
        ("DA", settings.date.replace("-", "/")),
        ("PB", publisher_name(edition)),
        ("ET", settings.edition),
        ("LA", edition.language),
        ("UR", url),
    ]
    lines += [("DO", settings.doi)] if settings.doi else []
    lines += [("SN", number) for number in (*settings.isbn, settings.issn) if number]
    return "".join(f"{tag}  - {text}\r\n" for tag, text in lines) + "ER  - \r\n"


def bibtex(edition: Edition, url: str) -> str:
    """The report as a BibTeX record, its words protected from changes of case."""
    settings = edition.report.settings
    fields = {
        "title": f"{{{edition.words(settings.title)}}}",
        "author": " and ".join(f"{{{name}}}" for name in settings.authors),
        "institution": publisher_name(edition),
        "year": settings.date[:4],
        "edition": settings.edition,
        "language": edition.language,
        "doi": settings.doi,
        "isbn": ", ".join(settings.isbn),
        "issn": settings.issn,
        "url": url,
    }
    body = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@techreport{{{settings.slug}-{edition.language},\n{body}\n}}\n"


def robots(base: str) -> str:
    """robots.txt: everything may be read. It counts only where the website is the root of its host."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"
