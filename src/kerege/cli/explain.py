"""Everything known about one statistic, one claim, one quote, or the numbers of a file, as text."""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from kerege.checks import check_report
from kerege.cli.interface_language import ui_language
from kerege.errors import KeregeError
from kerege.evidence.claim_phrases import claim_phrases_of
from kerege.evidence.claims import Trouble, arithmetic, contradiction, work_out
from kerege.evidence.classes import Classed, NumberClass, chapter_classes, classes
from kerege.evidence.ledger import Ledger
from kerege.evidence.noise import LIMIT, noise
from kerege.evidence.packs import report_pack, report_packs
from kerege.evidence.stated import state
from kerege.evidence.tolerances import tolerances
from kerege.languages import language_pack
from kerege.languages.guess import guess_language
from kerege.languages.messages import phrasebook
from kerege.model import Chapter, Passage, Report, Scheme
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
        return _file(reading.report, ledger, thing)
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


def _file(report: Report, ledger: Ledger, thing: str) -> str:
    name, _, line = thing.partition(":")
    chapters = [c for c in report.all_chapters() if str(c.path) == name or c.path.name == name]
    if not chapters:
        raise KeregeError(f"There is no chapter '{name}' in this report.")
    lines: list[str] = []
    for chapter in chapters:
        pack = report_pack(report, chapter.language)
        for index, stated, found in chapter_classes(report, chapter, ledger.values, pack):
            passage = chapter.passages[index]
            rows = {_row(chapter, passage, stated.place(one.start)): one for one in found}
            shown = [one for one in found if not line or str(_row(chapter, passage, stated.place(one.start))) == line]
            if shown and rows:
                place = f"{chapter.path}:{_row(chapter, passage, stated.place(shown[0].start))}"
                lines += _passage(place, stated.text, shown)
    return "\n".join([*lines, *_legend()]) if lines else "no numbers there"


def _row(chapter: Chapter, passage: Passage, offset: int) -> int:
    """The line of a character of a passage."""
    if offset >= len(passage.offsets):
        return passage.location.line
    return chapter.text.count("\n", 0, passage.offsets[offset]) + 1


def explain_text(text: str, language: str | None) -> str:
    """The numbers of a text that is in no report, each with its class and why."""
    pack = language_pack(language or guess_language(text))
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n\n"), 1):
        plain = " ".join(paragraph.split())
        found = tuple(classes(state(plain, (), pack), lambda hold, span: ""))
        lines += _passage(f"paragraph {number}", plain, found) if found else []
    return "\n".join([*lines, *_legend()]) if lines else "no numbers there"


_LOOKS: Mapping[NumberClass, tuple[str, str]] = {
    NumberClass.TIED: ("T", "green"),
    NumberClass.UNTIED: ("U", "red"),
    NumberClass.CONVENTION: ("C", "blue"),
    NumberClass.NARRATIVE: ("N", "magenta"),
    NumberClass.UNREAD: ("?", "yellow"),
}
"""A letter and a colour: nobody has to tell them by the colour alone."""
_COLOURS = dict(_LOOKS.values())
_MARKED = re.compile(r"\[[^\[\]]*\](?P<letter>[TUCN?])")


def _passage(place: str, text: str, found: Sequence[Classed]) -> list[str]:
    """A passage with its numbers marked, and below it what each is."""
    marked, done = "", 0
    for one in found:
        marked += f"{text[done : one.start]}[{one.words}]{_LOOKS[one.kind][0]}"
        done = one.end
    wrapped = textwrap.fill(marked + text[done:], 100, initial_indent="  ", subsequent_indent="  ")
    coloured = _MARKED.sub(lambda match: click.style(match[0], fg=_COLOURS[match["letter"]], bold=True), wrapped)
    width = min(28, max(len(one.words) for one in found))
    entries = []
    say = phrasebook(ui_language()).say
    for one in found:
        letter, colour = _LOOKS[one.kind]
        entries.append("    " + click.style(f"{letter} {one.words:<{width}}", fg=colour, bold=True) + f"  {say(one.why)}")
    return [place, *coloured.split("\n"), *entries, ""]


def _legend() -> list[str]:
    """What letters and colours mean."""
    say = phrasebook(ui_language()).say
    looks = _LOOKS.items()
    return ["  ".join(click.style(f"{letter} {say(kind.value)}", fg=colour) for kind, (letter, colour) in looks)]
