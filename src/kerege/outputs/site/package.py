"""The figures of the report as a package of data on the website: for whoever wants to reckon with them, or to check.

A Data Package (version 2, https://datapackage.org/standard/data-package/), described a second time as CSV on the Web
(https://www.w3.org/TR/tabular-metadata/). The heads of the tables are the same in every language; what is worded stands in one column a
language beside them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from kerege.cells import csv_text
from kerege.languages.formats import format_value
from kerege.languages.known import SOURCE
from kerege.model import Scheme, Source, words_in
from kerege.outputs.site.metadata import ORCID
from kerege.outputs.site.urls import place
from kerege.outputs.zip_archive import packed
from kerege.render.computation import computation
from kerege.render.edition import Edition
from kerege.render.number_card import work_address
from kerege.render.pages import licence_url, publisher_name
from kerege.render.value_table import qualifier

FOLDER = "assets/package"
ARCHIVE = f"{FOLDER}.zip"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DATATYPES = {"string": "string", "number": "decimal", "integer": "integer", "boolean": "boolean"}
"""The types of CSV on the Web, by those of a Data Package."""
Row = tuple[object, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    description: str
    kind: str = "string"
    required: bool = False
    options: tuple[str, ...] = ()
    """All that may stand in it, where that is known."""
    label: str = ""
    """The label by which readers know it."""


@dataclass(frozen=True)
class Table:
    """A table of the package."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: tuple[str, ...]
    references: Mapping[str, tuple[str, str]]
    """By column, the table and the column that its values stand in."""

    @property
    def content(self) -> bytes:
        return csv_text([[column.name for column in self.columns], *self.rows]).encode()


def write_package(editions: Mapping[str, Edition], url: str, site: Path) -> None:
    """Write the package of a report, and the same as one file, into the finished website.

    Args:
        url: of the website, with a slash at its end.
    """
    original = next(iter(editions.values())).report.settings.original
    edition = editions[original]
    tables = [table for table in _tables(editions) if table.rows]
    files = {f"{table.name}.csv": table.content for table in tables}
    files["datapackage.json"] = _json(_package(edition, tables, url))
    files["csv-metadata.json"] = _json(_on_the_web(editions, tables, url))
    for name, content in files.items():
        path = site / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (site / ARCHIVE).write_bytes(packed(files, edition.report.settings.date))


# --- the tables ---


def _tables(editions: Mapping[str, Edition]) -> Iterator[Table]:
    report = next(iter(editions.values())).report
    stated = {key for edition in editions.values() for key in edition.stated}
    values = next(iter(editions.values())).values
    records = [record for key, record in report.statistics.items() if key in stated and key in values]
    sources = [report.sources[key] for key in dict.fromkeys(r.source for r in records) if key in report.sources]
    units = tuple(dict.fromkeys(record.unit for record in records))
    worded = tuple(Column(f"label_{code}", f"What it is, in '{code}'.", label="statistic") for code in editions)
    yield Table(
        "statistics",
        "Every figure that the report states",
        (
            Column("id", "By which the report knows the figure.", required=True),
            *worded,
            Column("value", "The number; of a range its low end.", "number", True, label="value"),
            Column("high", "The high end of a range.", "number"),
            Column("bound", "Whether the source gives only a bound: more than, less than, about the value.", options=("above", "below", "near")),
            Column("qualifier", "What the source says beside the number."),
            Column("interval_low", "Low end of its 95 % confidence interval.", "number"),
            Column("interval_high", "High end of its 95 % confidence interval.", "number"),
            Column("unit", "See the table of units.", required=True, options=units, label="unit"),
            Column("decimals", "Digits behind the decimal mark in print.", "integer"),
            Column("period", "What the number is true of: a year, a month, years.", label="number_period"),
            Column("base", "How many answers or cases it was counted from, where that is known.", "integer", label="number_base"),
            Column("source", "See the table of sources; empty for what was computed from other figures.", label="source"),
            Column("file", "The source's file, below the folder of the report's data."),
            Column("row", "The line of that file, from 1.", "integer", label="table_row"),
            Column("cell", "The cell as the file has it."),
            Column("computed_from", "The figures that it was computed from, by id, parted by blanks.", label="computed_from"),
        ),
        tuple(_statistic(editions, record.id) for record in records),
        ("id",),
        {"source": ("sources", "id"), "unit": ("units", "unit")},
    )  # fmt: skip
    yield Table(
        "places",
        "Every place of the website that states a figure",
        (
            Column("statistic", "The figure, by id.", required=True),
            Column("language", "Of the chapter.", required=True, options=tuple(editions)),
            Column("chapter", "The name of the chapter.", required=True),
            Column("address", "Below the root of the website.", required=True),
        ),
        tuple(row for record in records for row in _places(editions, record.id)),
        ("address",),
        {"statistic": ("statistics", "id")},
    )
    yield Table(
        "sources",
        "Where the figures come from",
        (
            Column("id", "By which the report knows the source.", required=True),
            *(Column(f"title_{code}", f"In '{code}'.", label="source") for code in editions),
            *(
                Column(f"population_{code}", f"Whom it speaks of, in '{code}'.", label="population")
                for code in editions
            ),
            Column("fieldwork", "When it was asked or counted.", label="fieldwork"),
            Column("work", "The DOI or the address of the work, where it is known."),
            Column("restricted", "Whether its files are no part of this publication.", "boolean", True),
            Column("files", "Its files below the root of the website, parted by blanks."),
        ),
        tuple(_source(editions, source) for source in sources),
        ("id",),
        {},
    )
    yield Table(
        "units",
        "In what the figures are counted",
        (
            Column("unit", "A unit of CLDR, a currency of ISO 4217, or one of Kerege's or the report's own.", required=True, label="unit"),
            *(Column(f"printed_{code}", f"How one of it is printed, in '{code}'.", label="printed") for code in editions),
        ),
        tuple((unit, *(format_value(Decimal(1), unit, 0, e.pack) for e in editions.values())) for unit in units),
        ("unit",),
        {},
    )  # fmt: skip
    claimed = [
        key
        for key in report.claims
        if any(e.places_stating(Scheme.CLAIM, key) and key in e.results for e in editions.values())
    ]
    yield Table(
        "claims",
        "What the report says of several figures together, with the reckoning",
        (
            Column("id", "By which the report knows the claim.", required=True),
            Column("kind", "What is said.", required=True, options=("change", "compare", "rank", "share")),
            Column("statistics", "The figures, by id, parted by blanks.", required=True),
            *(Column(f"computation_{code}", f"The reckoning, in '{code}'.", label="computation") for code in editions),
        ),
        tuple(
            (
                key,
                report.claims[key].kind.value,
                " ".join(report.claims[key].statistics),
                *(computation(e, e.results[key]) if key in e.results else "" for e in editions.values()),
            )
            for key in claimed
        ),
        ("id",),
        {},
    )


def _statistic(editions: Mapping[str, Edition], key: str) -> Row:
    edition = next(iter(editions.values()))
    record, value = edition.report.statistics[key], edition.values[key]
    low, high = record.interval or ("", "")
    base = value.base if value.base is not None else record.base
    return (
        key,
        *(record.label.get(code, "") for code in editions),
        f"{value.number:f}",
        "" if value.high is None else f"{value.high:f}",
        record.bound,
        qualifier(record, value),
        low,
        high,
        record.unit,
        record.decimals,
        record.period,
        "" if base is None else base,
        record.source if record.source in edition.report.sources else "",
        str(value.file or "").removeprefix("../"),
        value.row or "",
        value.raw,
        " ".join(value.parts),
    )


def _places(editions: Mapping[str, Edition], key: str) -> Iterator[Row]:
    for code, edition in editions.items():
        for chapter, anchor in edition.places_stating(Scheme.STATISTIC, key):
            yield key, code, chapter, f"{place(code, edition.report.settings.original, chapter)}#{anchor}"


def _source(editions: Mapping[str, Edition], source: Source) -> Row:
    edition = next(iter(editions.values()))
    files = () if source.restricted else (f"assets/data/{source.name(file)}" for file in source.files)
    return (
        source.id,
        *(source.title.get(code, "") for code in editions),
        *(source.population.get(code, "") for code in editions),
        source.fieldwork,
        work_address(edition, source),
        str(source.restricted).lower(),
        " ".join(files),
    )


# --- what describes them ---


def _package(edition: Edition, tables: Sequence[Table], url: str) -> dict[str, Any]:
    settings = edition.report.settings
    home = url if settings.url else ""
    rights = {"title": edition.words(settings.rights) or settings.licence}
    about = f"{home or '../../'}about-and-citing/#rights"
    licence = {"name": settings.licence, "path": licence_url(settings.licence)} if settings.licence else {"path": about}
    people = [
        {"title": person.name, "roles": ["author"], **({"path": ORCID + person.orcid} if person.orcid else {})}
        for person in settings.people
    ]
    package: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": settings.slug,
        "title": edition.words(settings.title),
        "description": edition.words(settings.message)
        or edition.words(settings.subtitle)
        or edition.words(settings.title),
        "version": settings.edition,
        "created": f"{settings.date}T00:00:00Z",
        "licenses": [{**licence, **{key: text for key, text in rights.items() if text}}],
        "contributors": [*people, {"title": publisher_name(edition), "roles": ["publisher"]}],
        "resources": [_resource(table, {other.name for other in tables}) for table in tables],
    }
    if sources := _named_sources(edition, tables):
        package["sources"] = sources
    if home:
        package |= {"id": f"{home}{FOLDER}/datapackage.json", "homepage": home}
    if keywords := settings.subjects(edition.language):
        package["keywords"] = list(keywords)
    return package


def _named_sources(edition: Edition, tables: Sequence[Table]) -> list[dict[str, str]]:
    used = {row[0] for table in tables if table.name == "sources" for row in table.rows}
    found = []
    for source in edition.report.sources.values():
        if source.id in used:
            address = work_address(edition, source)
            found.append({"title": edition.words(source.title), **({"path": address} if address else {})})
    return found


def _resource(table: Table, known: Collection[str]) -> dict[str, Any]:
    content = table.content
    return {
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": [wanted]}}
                for column, (other, wanted) in table.references.items()
                if other in known
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.required else {}
    limits |= {"enum": list(column.options)} if column.options else {}
    return {
        "name": column.name,
        "title": column.name.replace("_", " "),
        "type": column.kind,
        "description": column.description,
        **({"constraints": limits} if limits else {}),
    }


def _on_the_web(editions: Mapping[str, Edition], tables: Sequence[Table], url: str) -> dict[str, Any]:
    original = next(iter(editions.values())).report.settings.original
    edition = editions[original]
    settings = edition.report.settings
    titles = [{"@value": words_in(settings.title, code), "@language": code} for code in editions]
    about = f"{url if settings.url else '../../'}about-and-citing/#rights"
    licence = licence_url(settings.licence) if settings.licence else about
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": titles,
        "dc:publisher": publisher_name(edition),
        "dc:issued": settings.date,
        "dc:license": {"@id": licence},
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:title": {"@value": table.title, "@language": SOURCE},
                "tableSchema": {
                    "columns": [_web_column(editions, column) for column in table.columns],
                    "primaryKey": list(table.key),
                    "foreignKeys": [
                        {"columnReference": [name], "reference": {"resource": f"{other}.csv", "columnReference": [wanted]}}
                        for name, (other, wanted) in table.references.items()
                        if other in {one.name for one in tables}
                    ],
                },
            }
            for table in tables
        ],
    }  # fmt: skip


def _web_column(editions: Mapping[str, Edition], column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "datatype": _DATATYPES[column.kind],
        "required": column.required,
        "dc:description": {"@value": column.description, "@language": SOURCE},
    }
    if column.label:
        labels = [{"@value": e.label(column.label), "@language": code} for code, e in editions.items()]
        found["rdfs:label"] = labels
    return found


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
