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
from kerege.messages import Message, say, say_count, together, word
from kerege.model import Report, Scheme
from kerege.read import read_report

_WORDS = (
    *(say("verbatim"), say("paraphrase"), say("yes"), say("no"), say("unknown"), say("published")),
    *(say("quantity"), say("convention"), say("narrative"), say("unread")),
    *(say("date"), say("year"), say("years"), say("decade"), say("reference"), say("telephone"), say("idiom")),
)
"""What records and spans are called by, so that it has translations."""


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
        raise KeregeError(
            say(
                "There is no {thing} in this report; did you mean '{kind}:{near}'?",
                thing=thing,
                kind=kind,
                near=near[0],
            )
        )
    raise KeregeError(say("There is no {thing} in this report.", thing=thing))


def _statistic(report: Report, ledger: Ledger, key: str) -> str:
    record, value = report.statistics[key], ledger.values.get(key)
    lines = [f"stat:{key}  ({record.location})", *(f"  {code}: {text}" for code, text in record.label.items())]
    if value is not None:
        high = (" " + say("to {high}", high=value.high)) if value.high is not None else ""
        lines.append(
            "  "
            + say(
                "value: {number}{high} {unit}, from {trail}",
                number=value.number,
                high=high,
                unit=record.unit,
                trail=value.trail,
            )
        )
    source = report.sources.get(record.source)
    if source is not None:
        lines.append("  " + say("source: {source}; {note}", source=source.id, note=source.note))
    for chapter in report.all_chapters():
        for tie in chapter.ties_to(Scheme.STATISTIC):
            if tie.target == key:
                lines.append(together("  ", "", tie.location, tie.words or say("(value printed)")))
    return together("\n", *lines)


def _claim(report: Report, ledger: Ledger, key: str) -> str:
    """The statistics of a claim, the arithmetic, what is known of chance, and the words that state it."""
    claim = report.claims[key]
    limits = tolerances(report.settings.tolerances)
    lines = [f"claim:{key}  ({claim.location})  {claim.kind.value}"]
    for name in claim.statistics:
        record, value = report.statistics.get(name), ledger.values.get(name)
        if record is None or value is None:
            continue
        high = " " + say("to {high}", high=value.high) if value.high is not None else ""
        bound = f" ({record.bound})" if record.bound else ""
        base = ", " + say_count("{count} case", "{count} cases", value.base) if value.base is not None else ""
        number = together("", str(value.number), high, f" {record.unit}{bound}", base)
        lines.append("  " + say("{name}: {number}, from {trail}", name=name, number=number, trail=value.trail))
    result = work_out(claim, report.statistics, ledger.values, limits)
    if isinstance(result, Trouble):
        return together("\n", *lines, *(["  " + result.problem.message] if result.problem else []))
    lines += [f"  {step}" for step in arithmetic(result)]
    trouble, told = contradiction(claim, result), noise(result)
    if trouble is not None and trouble.problem is not None:
        lines.append("  " + trouble.problem.message)
    if told is not None:
        lines.append("  " + say("may be chance: z = {z}, below {limit} (95 per cent)", z=round(told.z, 2), limit=LIMIT))
    packs = report_packs(report)
    for phrase in claim_phrases_of(report, ledger.values, packs, limits):
        if phrase.claim.id == key:
            ruling = word(phrase.verdict.ruling)
            lines.append(together("  ", "", phrase.tie.location, phrase.words, together("", "(", ruling, ")")))
    return together("\n", *lines)


def _quote(report: Report, key: str) -> str:
    record = report.quotes[key]
    lines = [
        f"quote:{key}  ({record.location})",
        (
            "  "
            + say(
                "{form}, {speaker}, consent: {publish}",
                form=Message(record.form, {}),
                speaker=record.speaker,
                publish=Message(record.consent.publish, {}),
            )
        ),
    ]
    lines += [f"  {code}: {' '.join(text.split())}" for code, text in record.text.items()]
    lines += [
        ("  " + say("printed in {location}", location=block.location))
        for c in report.all_chapters()
        for block in c.blocks
        if block.target == key
    ]
    return together("\n", *lines)


def _file(report: Report, thing: str) -> str:
    name, _, line = thing.partition(":")
    chapters = [c for c in report.all_chapters() if str(c.path) == name or c.path.name == name]
    if not chapters:
        raise KeregeError(say("There is no chapter '{name}' in this report.", name=name))
    lines = []
    for chapter in chapters:
        for index, passage in enumerate(chapter.passages):
            spans = [(t.plain_start, t.plain_end, t) for t in chapter.ties if t.passage == index]
            for span in read(passage.plain, report_pack(report, chapter.language).lexicon):
                tie = next((t for a, b, t in spans if span.start < b and a < span.end), None)
                row = tie.location.line if tie else passage.location.line
                if line and str(row) != line:
                    continue
                what = (
                    say("tied to {scheme}:{target}", scheme=tie.scheme.value, target=tie.target)
                    if tie
                    else Message(span.name or span.kind.value, {})
                )
                said = passage.plain[span.start : span.end]
                lines.append(together(" ", f"{chapter.path}:{row}: '{said}'", what))
    return together("\n", *lines) or say("no numbers there")
