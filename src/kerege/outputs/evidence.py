"""`build/evidence/`: every statistic, every claim, the words that state them and every testimony of the report as data, for whoever wants to check.

A Data Package (version 2 of the standard, https://datapackage.org/standard/data-package/): statistics.csv, phrases.csv (the
words that state one), claims.csv (the words that state something of several, with the arithmetic) and quotes.csv with their
schemas, and evidence.json with the same nested under statistics and claims.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kerege.cells import csv_text
from kerege.evidence.acceptance import file_digest
from kerege.evidence.claim_phrases import ClaimPhrase, RecordClaim, claim_phrases_of, record_claims
from kerege.evidence.packs import report_packs
from kerege.evidence.phrases import Phrase, phrases_of
from kerege.evidence.tolerances import tolerances
from kerege.messages import say
from kerege.model import BlockKind, Chapter, Report, Statistic, Tie, Value
from kerege.render.anchors import anchors
from kerege.render.edition import Edition
from kerege.render.links import Medium
from kerege.render.value_table import qualifier

Row = Mapping[str, object]
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_CLAIM_HEADS = (
    "claim", "kind", "statistics", "computation", "language", "file", "line", "column", "url", "pdf_pages", "words", "states",
    "verdict",
)  # fmt: skip
_NUMBERS = {"value", "high", "row", "base", "line", "column", "decimals"}


def _cells(report: Report, chapters: Iterable[Chapter], values: Mapping[str, Value]) -> Iterator[Row]:
    """Each cell of the tables that chapters take from sources, with the place that bears it out."""
    shown = dict.fromkeys(block.target for chapter in chapters for block in chapter.blocks_of(BlockKind.TABLE))
    for table in (report.tables[key] for key in shown if key in report.tables):
        for row in table.rows:
            for column in table.columns:
                value = values.get(table.key(row, column))
                yield {
                    "table": table.id,
                    "row": row,
                    "column": column,
                    "value": f"{value.number:f}" if value else "",
                    "unit": table.units.get(column, "number"),
                    "source": table.source,
                    "file": str(value.file or "") if value else "",
                    "line": value.row or "" if value else "",
                    "place": value.trail if value else "",
                    "cell": value.raw if value else "",
                }


def write_evidence(
    report: Report, editions: Mapping[str, Edition], pages: Mapping[str, Mapping[str, Sequence[int]]], out: Path
) -> None:
    """Write the evidence of a report, as some of its editions state it, into the folder `out`.

    Args:
        editions: those whose phrases and testimonies are wanted, by language.
        pages: for each language, the pages of its PDF on which each statistic stands; languages without a PDF left out.
    """
    values = next(iter(editions.values())).values
    packs = report_packs(report)
    chapters = {chapter.path: chapter for edition in editions.values() for chapter in edition.everything}
    phrases = [
        phrase
        for phrase in phrases_of(report, values, packs, tolerances(report.settings.tolerances))
        if phrase.chapter.path in chapters
    ]
    shas = {
        str(source.path(file)): file_digest(report, source, file)
        for source in report.sources.values()
        for file in source.files
    }
    cited = {phrase.statistic.id for phrase in phrases} | {
        block.target for chapter in chapters.values() for block in chapter.blocks_of(BlockKind.STATISTIC)
    }
    statistics = [
        _statistic(report, tuple(editions), record, values[key], shas)
        for key, record in report.statistics.items()
        if key in values and key in cited
    ]
    said = [_phrase(phrase, next(iter(editions.values())).speaking(phrase.chapter), pages) for phrase in phrases]
    claimed = [
        _claim(phrase, next(iter(editions.values())).speaking(phrase.chapter), pages)
        for phrase in claim_phrases_of(report, values, packs, tolerances(report.settings.tolerances))
        if phrase.chapter.path in chapters
    ]
    claimed += [
        _record_claim(phrase)
        for phrase in record_claims(report, values, packs, tolerances(report.settings.tolerances))
        if phrase.language in editions
    ]
    tables = {
        "statistics": statistics,
        "phrases": said,
        "claims": claimed,
        "quotes": list(_quotes(report, chapters.values())),
    }
    if cells := list(_cells(report, chapters.values(), values)):
        tables["cells"] = cells
    out.mkdir(parents=True, exist_ok=True)
    resources = []
    for name, rows in tables.items():
        # A report without claims has their file all the same, with its head alone.
        heads = _CLAIM_HEADS if name == "claims" else ()
        raw = _csv(rows, heads).encode("utf-8")
        (out / f"{name}.csv").write_bytes(raw)
        resources.append(_resource(name, rows, raw))
    by_statistic: dict[str, list[Row]] = {}
    for row in said:
        by_statistic.setdefault(str(row["statistic"]), []).append(row)
    evidence = {
        "report": report.settings.slug,
        "edition": report.settings.edition,
        "date": report.settings.date,
        "statistics": [
            {
                **row,
                "pages": {c: list(p[f"stat:{row['id']}"]) for c, p in pages.items() if f"stat:{row['id']}" in p},
                "phrases": [
                    {key: value for key, value in phrase.items() if key != "statistic"}
                    for phrase in by_statistic.get(str(row["id"]), [])
                ],
            }
            for row in statistics
        ],
        "claims": list(_nested(report, claimed)),
    }
    _write_json(out / "evidence.json", evidence)
    _write_json(out / "datapackage.json", _package(report, resources))


def _nested(report: Report, rows: Sequence[Row]) -> Iterable[Row]:
    """Each claim with the words that state it."""
    of_claim = ("claim", "kind", "statistics", "computation")
    by_claim: dict[str, list[Row]] = {}
    for row in rows:
        by_claim.setdefault(str(row["claim"]), []).append(row)
    for key, said in by_claim.items():
        yield {
            "id": key,
            "kind": said[0]["kind"],
            "statistics": list(report.claims[key].statistics),
            "computation": said[0]["computation"],
            "phrases": [{name: value for name, value in row.items() if name not in of_claim} for row in said],
        }


def _claim(phrase: ClaimPhrase, edition: Edition, pages: Mapping[str, Mapping[str, Sequence[int]]]) -> Row:
    return {
        "claim": phrase.claim.id,
        "kind": phrase.claim.kind.value,
        "statistics": " ".join(phrase.claim.statistics),
        "computation": phrase.verdict.expected,
        **_place(phrase.chapter, phrase.tie, edition, pages),
        "words": phrase.words,
        "states": " ".join(phrase.verdict.states),
        "verdict": phrase.verdict.ruling.value,
    }


def _record_claim(phrase: RecordClaim) -> Row:
    """Words of a figure, a label or report.yml: their file, and no place in an edition of their own."""
    return {
        "claim": phrase.claim.id,
        "kind": phrase.claim.kind.value,
        "statistics": " ".join(phrase.claim.statistics),
        "computation": phrase.verdict.expected,
        "language": phrase.language,
        "file": str(phrase.text.location.path),
        "line": phrase.text.location.line,
        "column": phrase.text.location.column,
        "url": "",
        "pdf_pages": "",
        "words": phrase.words,
        "states": " ".join(phrase.verdict.states),
        "verdict": phrase.verdict.ruling.value,
    }


def _statistic(
    report: Report, languages: Sequence[str], record: Statistic, value: Value, shas: Mapping[str, str]
) -> Row:
    source = report.sources.get(record.source)
    file = str(value.file) if value.file else ""
    return {
        "id": record.id,
        "value": str(value.number),
        "high": str(value.high) if value.high is not None else "",
        "bound": record.bound,
        "qualifier": qualifier(record, value),
        "unit": record.unit,
        "decimals": record.decimals,
        "period": record.period,
        "provisional": record.provisional,
        "base": value.base if value.base is not None else "",
        "standard_error": str(value.error) if value.error is not None else "",
        "low_95": str(value.interval[0]) if value.interval is not None else "",
        "high_95": str(value.interval[1]) if value.interval is not None else "",
        "design_effect": str(value.effect) if value.effect is not None else "",
        "source": record.source,
        "citation": (source.citation or "") if source else "",
        "file": file,
        "row": value.row if value.row is not None else "",
        "cell": value.raw,
        "trail": value.trail,
        "sha256": shas.get(file, ""),
        **{f"label_{code}": record.label.get(code, "") for code in languages},
    }


def _phrase(phrase: Phrase, edition: Edition, pages: Mapping[str, Mapping[str, Sequence[int]]]) -> Row:
    tie = phrase.tie
    return {
        "statistic": tie.target,
        **_place(phrase.chapter, tie, edition, pages),
        "words": tie.words or edition.value_text(tie.target),
        "verdict": phrase.verdict.outcome.value if tie.words else "printed by the tool",
    }


def _place(chapter: Chapter, tie: Tie, edition: Edition, pages: Mapping[str, Mapping[str, Sequence[int]]]) -> Row:
    """Where words stand: in the file, on the website, in the PDF."""
    home = "" if chapter.language == edition.report.settings.original else f"{chapter.language}/"
    page = "" if chapter.is_front_page else f"{chapter.name}/"
    anchor = anchors(chapter, Medium.WEB)[tie.start].name
    found = pages.get(chapter.language, {}).get(f"{tie.scheme.value}:{tie.target}", ())
    return {
        "language": chapter.language,
        "file": str(tie.location.path),
        "line": tie.location.line,
        "column": tie.location.column,
        "url": f"{home}{page}#{anchor}",
        "pdf_pages": " ".join(str(number) for number in found),
    }


def _quotes(report: Report, chapters: Iterable[Chapter]) -> Iterable[Row]:
    """Testimonies that are printed. Participant codes and attributes that are not displayed never leave the records."""
    for chapter in chapters:
        for block in chapter.blocks_of(BlockKind.QUOTE):
            quote = report.quotes.get(block.target)
            if quote is not None and not quote.withdrawn:
                yield {
                    "id": quote.id,
                    "language": chapter.language,
                    "chapter": chapter.name,
                    "form": quote.form,
                    "original": quote.original,
                    "speaker": quote.speaker,
                    "themes": " ".join(quote.themes),
                    "consent": quote.consent.publish,
                    "source": " ".join(part for part in (quote.citation, quote.place) if part),
                    "text_sha256": hashlib.sha256(
                        " ".join(quote.text.get(chapter.language, "").split()).encode("utf-8")
                    ).hexdigest(),
                }


def _csv(rows: Sequence[Row], heads: Sequence[str] = ()) -> str:
    if not rows:
        return csv_text([list(heads)]) if heads else ""
    return csv_text([list(rows[0]), *(list(row.values()) for row in rows)])


def _resource(name: str, rows: Sequence[Row], raw: bytes) -> dict[str, Any]:
    fields = [{"name": key, "type": "number" if key in _NUMBERS else "string"} for key in (rows[0] if rows else {})]
    return {
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _package(report: Report, resources: list[dict[str, Any]]) -> dict[str, Any]:
    settings = report.settings
    package = {
        "$schema": _PROFILE,
        "name": f"{settings.slug}-evidence",
        "title": settings.title.get(settings.original, settings.slug),
        "description": say(
            "Every figure the report states, with the cell it was taken from, every place that states it, every comparison of several with its arithmetic, and every testimony it prints."
        ),
        "version": settings.edition,
        "created": f"{settings.date}T00:00:00Z",
        "resources": resources,
    }
    if settings.url:
        package["homepage"] = settings.url
    return package


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
