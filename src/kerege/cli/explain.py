"""Everything known about one statistic, one claim, one quote, or the numbers of a file, as text."""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from kerege.checks import check_report
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
from kerege.messages import Message, say, say_count, together, word
from kerege.model import Chapter, Passage, Report, Scheme
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
        return _file(reading.report, ledger, thing)
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


def _file(report: Report, ledger: Ledger, thing: str) -> str:
    name, _, line = thing.partition(":")
    chapters = [c for c in report.all_chapters() if str(c.path) == name or c.path.name == name]
    if not chapters:
        raise KeregeError(say("There is no chapter '{name}' in this report.", name=name))
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
    return together("\n", *lines, _legend()) if lines else say("no numbers there")


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
        found = tuple(classes(state(plain, (), pack), lambda hold, span: say("tied")))
        lines += _passage(say("paragraph {number}", number=number), plain, found) if found else []
    return together("\n", *lines, _legend()) if lines else say("no numbers there")


_LOOKS: Mapping[NumberClass, tuple[str, str]] = {
    NumberClass.TIED: ("T", "green"),
    NumberClass.UNTIED: ("U", "red"),
    NumberClass.CONVENTION: ("C", "blue"),
    NumberClass.NARRATIVE: ("N", "magenta"),
    NumberClass.UNREAD: ("?", "yellow"),
}
"""A letter and a colour: nobody has to tell them by the colour alone."""
_COLOURS = dict(_LOOKS.values())
_MARKED = re.compile(
    r"\[[^\[\]]*\](?P<letter>[TUCN?])(?!\w)|^    (?P<entry>[TUCN?]) .*?(?=  )|^  (?P<legend>[TUCN?]) \w.*$",
    re.MULTILINE,
)


def coloured(text: str) -> str:
    """An explanation with the colours of its classes; a terminal that has none shows the letters."""

    def colour(match: re.Match[str]) -> str:
        letter = match["letter"] or match["entry"] or match["legend"]
        return click.style(match[0], fg=_COLOURS[letter], bold=True)

    return _MARKED.sub(colour, text)


def _passage(place: str, text: str, found: Sequence[Classed]) -> list[str]:
    """A passage with its numbers marked, and below it what each is."""
    marked, done = "", 0
    for one in found:
        marked += f"{text[done : one.start]}[{one.words}]{_LOOKS[one.kind][0]}"
        done = one.end
    wrapped = textwrap.wrap(marked + text[done:], 100, initial_indent="  ", subsequent_indent="  ")
    width = min(28, max(len(one.words) for one in found))
    entries = [together("", f"    {_LOOKS[one.kind][0]} {one.words:<{width}}  ", one.why) for one in found]
    return [place, *wrapped, *entries, ""]


def _legend() -> Message:
    """What letters and colours mean."""
    return together("\n", *(together(" ", f"  {letter}", word(kind)) for kind, (letter, _) in _LOOKS.items()))
