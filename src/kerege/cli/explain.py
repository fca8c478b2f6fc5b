"""Everything known about one statistic, one claim, one quote, or the numbers of a file, as text."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from kerege.checks import check_report
from kerege.errors import KeregeError
from kerege.evidence.claim_phrases import claim_phrases_of
from kerege.evidence.claims import Trouble, arithmetic, contradiction, work_out
from kerege.evidence.ledger import Ledger
from kerege.evidence.noise import LIMIT, noise
from kerege.evidence.packs import report_pack, report_packs
from kerege.evidence.tolerances import tolerances
from kerege.languages.reading import read
from kerege.model import Report, Scheme
from kerege.read import read_report


def explain(root: Path, thing: str) -> str:
    """The explanation, one fact a line.

    Raises:
        KeregeError: nothing of that name is in the report.
    """
    reading = read_report(root)
    _, ledger = check_report(reading.report, reading.findings)
    kind, _, key = thing.partition(":")
    if kind == "stat" and key in reading.report.statistics:
        return _statistic(reading.report, ledger, key)
    if kind == "claim" and key in reading.report.claims:
        return _claim(reading.report, ledger, key)
    if kind == "quote" and key in reading.report.quotes:
        return _quote(reading.report, key)
    if kind not in ("stat", "claim", "quote"):
        return _file(reading.report, thing)
    known: Mapping[str, object] = {
        "stat": reading.report.statistics,
        "claim": reading.report.claims,
        "quote": reading.report.quotes,
    }[kind]
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    if near:
        raise KeregeError(f"There is no {thing} in this report; did you mean '{kind}:{near[0]}'?")
    raise KeregeError(f"There is no {thing} in this report.")


def _statistic(report: Report, ledger: Ledger, key: str) -> str:
    record, value = report.statistics[key], ledger.values.get(key)
    lines = [f"stat:{key}  ({record.location})", *(f"  {code}: {text}" for code, text in record.label.items())]
    if value is not None:
        high = f" to {value.high}" if value.high is not None else ""
        lines.append(f"  value: {value.number}{high} {record.unit}, from {value.trail}")
    source = report.sources.get(record.source)
    if source is not None:
        lines.append(f"  source: {source.id}; {source.note}")
    for chapter in report.all_chapters():
        for tie in chapter.ties_to(Scheme.STATISTIC):
            if tie.target == key:
                lines.append(f"  {tie.location}  {tie.words or '(value printed)'}")
    return "\n".join(lines)


def _claim(report: Report, ledger: Ledger, key: str) -> str:
    """The statistics of a claim, the arithmetic, what is known of chance, and the words that state it."""
    claim = report.claims[key]
    limits = tolerances(report.settings.tolerances)
    lines = [f"claim:{key}  ({claim.location})  {claim.kind.value}"]
    for name in claim.statistics:
        record, value = report.statistics.get(name), ledger.values.get(name)
        if record is None or value is None:
            continue
        high = f" to {value.high}" if value.high is not None else ""
        bound = f" ({record.bound})" if record.bound else ""
        base = f", {value.base} cases" if value.base is not None else ""
        lines.append(f"  {name}: {value.number}{high} {record.unit}{bound}{base}, from {value.trail}")
    result = work_out(claim, report.statistics, ledger.values, limits)
    if isinstance(result, Trouble):
        return "\n".join([*lines, f"  {result.message}"])
    lines += [f"  {step}" for step in arithmetic(result)]
    trouble, told = contradiction(claim, result), noise(result)
    if trouble is not None:
        lines.append(f"  {trouble.message}")
    if told is not None:
        lines.append(f"  may be chance: z = {round(told.z, 2)}, below {LIMIT} (95 per cent)")
    packs = report_packs(report)
    for phrase in claim_phrases_of(report, ledger.values, packs, limits):
        if phrase.claim.id == key:
            lines.append(f"  {phrase.tie.location}  {phrase.words}  ({phrase.verdict.ruling.value})")
    return "\n".join(lines)


def _quote(report: Report, key: str) -> str:
    record = report.quotes[key]
    lines = [
        f"quote:{key}  ({record.location})",
        f"  {record.form}, {record.speaker}, consent: {record.consent.publish}",
    ]
    lines += [f"  {code}: {' '.join(text.split())}" for code, text in record.text.items()]
    lines += [
        f"  printed in {block.location}" for c in report.all_chapters() for block in c.blocks if block.target == key
    ]
    return "\n".join(lines)


def _file(report: Report, thing: str) -> str:
    name, _, line = thing.partition(":")
    chapters = [c for c in report.all_chapters() if str(c.path) == name or c.path.name == name]
    if not chapters:
        raise KeregeError(f"There is no chapter '{name}' in this report.")
    lines = []
    for chapter in chapters:
        for index, passage in enumerate(chapter.passages):
            spans = [(t.plain_start, t.plain_end, t) for t in chapter.ties if t.passage == index]
            for span in read(passage.plain, report_pack(report, chapter.language).lexicon):
                tie = next((t for a, b, t in spans if span.start < b and a < span.end), None)
                row = tie.location.line if tie else passage.location.line
                if line and str(row) != line:
                    continue
                what = f"tied to {tie.scheme.value}:{tie.target}" if tie else span.name or span.kind.value
                lines.append(f"{chapter.path}:{row}: '{passage.plain[span.start : span.end]}' {what}")
    return "\n".join(lines) or "no numbers there"
