"""`kerege audit`: the numbers of a text beside tables, for somebody who has no report yet."""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click

from kerege.audit import Result, Verdict, audit, read_tables, read_text_file
from kerege.audit.documents import TextFile
from kerege.cli.console import json_text
from kerege.cli.interface_language import echo, spoken
from kerege.languages import available, language_pack
from kerege.languages.guess import guess_language
from kerege.messages import Message, say, say_count, together, word

_WIDTH = 80
_PLACE, _VERDICT = 8, 15
_INDENT = _PLACE + _VERDICT + 4
_AGAINST = "--against"


class _Against(click.Command):
    """Takes every name behind `--against` as one of its values."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        spread: list[str] = []
        behind = False
        for place, argument in enumerate(args):
            if argument.startswith("-") and argument != "-":
                behind = argument == _AGAINST
                spread.append(argument)
            elif behind and place and args[place - 1] != _AGAINST:
                spread += [_AGAINST, argument]
            else:
                spread.append(argument)
        return super().parse_args(ctx, spread)


@click.command("audit", cls=_Against)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    _AGAINST, "tables", multiple=True, required=True, metavar="DATA...", type=click.Path(path_type=Path),
    help="Tables, or folders of tables: CSV, TSV, XLSX, ODS.",
)  # fmt: skip
@click.option(
    "--language", type=click.Choice(available()), help="The language of the text, where it is not told rightly."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is printed.")
@click.option("--all", "every", is_flag=True, help="List years, dates and references too.")
def audit_command(
    files: tuple[Path, ...], tables: tuple[Path, ...], language: str | None, form: str, every: bool
) -> None:
    """Compare the numbers of any text (Markdown, Word, plain text) with tables; no report is needed."""
    texts = [read_text_file(path) for path in files]
    results: list[Result] = []
    told: dict[str, str] = {}
    for text in texts:
        code = language or guess_language(text.text)
        told[text.name] = code
        results += audit(text, read_tables(tables, code), language_pack(code))
    if form == "json":
        echo(json_text(_as_data(texts, told, results), indent=2))
    else:
        echo(*_as_text(texts, told, results, every))
    sys.exit(1 if any(result.verdict is Verdict.CONTRADICTED for result in results) else 0)


def _as_data(texts: Sequence[TextFile], told: dict[str, str], results: Sequence[Result]) -> dict[str, object]:
    """What programs read; keys are stable."""
    return {
        "texts": [{"file": text.name, "language": told[text.name]} for text in texts],
        "summary": {verdict.value: count for verdict, count in _counts(results).items()},
        "numbers": [_as_object(result) for result in results],
    }


def _as_object(result: Result) -> dict[str, object]:
    line, _, column = result.place.partition(":")
    numbered = line.isdigit() and column.isdigit()
    return {
        "file": result.file,
        "place": result.place,
        "line": int(line) if numbered else None,
        "column": int(column) if numbered else None,
        "words": result.words,
        "verdict": result.verdict.value,
        "sureness": result.sureness.value if result.sureness else None,
        "cell": {**asdict(result.cell), "address": str(result.cell)} if result.cell else None,
        "named": result.named,
        "reason": result.reason,
        "sentence": result.sentence,
    }


def _counts(results: Sequence[Result]) -> dict[Verdict, int]:
    counted = Counter(result.verdict for result in results)
    return {verdict: counted[verdict] for verdict in Verdict}


def _as_text(texts: Sequence[TextFile], told: dict[str, str], results: Sequence[Result], every: bool) -> Iterator[str]:
    for text in texts:
        mine = [result for result in results if result.file == text.name]
        yield f"{text.name} ({language_pack(told[text.name]).name})"
        shown = [result for result in mine if every or result.verdict is not Verdict.APART]
        for place, results_there in groupby(shown, key=lambda result: result.place):
            same = list(results_there)
            if len(spoken(place)) > _PLACE:
                # A Word file has no lines to count: its words are the place.
                yield textwrap.shorten(f"  {spoken(place)}: {same[0].sentence}", _WIDTH - 2, placeholder=" …")
            for result in same:
                yield from _lines(result)
    yield _summary(results)


def _lines(result: Result) -> Iterator[str]:
    """Place, verdict and number in columns; below the number what bears it out, broken at 80 characters."""
    # Said before lines are broken.
    verdict = spoken(word(result.verdict))
    verdict = verdict.upper() if result.verdict is Verdict.CONTRADICTED else verdict
    place = spoken(result.place)
    place = "" if len(place) > _PLACE else place
    yield f"  {place:<{_PLACE}} {verdict:<{_VERDICT}} {textwrap.shorten(result.words, _WIDTH - _INDENT, placeholder='…')}"
    for line in textwrap.wrap("; ".join(map(spoken, _why(result))), _WIDTH - _INDENT):
        yield f"{'':<{_INDENT}}{line}"


def _why(result: Result) -> Iterator[str]:
    cell = result.cell
    if result.verdict is Verdict.APART:
        yield result.reason if isinstance(result.reason, Message) else Message(result.reason, {})
    elif cell is None:
        if result.reason:
            yield result.reason
    elif result.verdict is Verdict.FOUND and result.sureness is not None:
        if result.reason:
            yield say("computed: {reason}", reason=result.reason)
            yield f"{cell.labels}, {cell.file}"
        else:
            yield together("", f"{cell.labels} = {cell.printed} (", cell.where, ")")
            yield word(result.sureness)
        if result.named in ("", "nothing"):
            yield say("the sentence names neither row nor column")
    else:
        yield together("", f"{cell.labels} = {cell.printed} (", cell.where, ")")
        if result.reason:
            yield result.reason


def _summary(results: Sequence[Result]) -> str:
    counts = _counts(results)
    numbers = sum(counts.values()) - counts[Verdict.APART]
    return say_count(
        "{count} number: {found} found, {contradicted} contradicted, {absent} not there. Apart: {apart} (years, dates …)",
        "{count} numbers: {found} found, {contradicted} contradicted, {absent} not there. Apart: {apart} (years, dates …)",
        numbers,
        found=counts[Verdict.FOUND],
        contradicted=counts[Verdict.CONTRADICTED],
        absent=counts[Verdict.NOT_THERE],
        apart=counts[Verdict.APART],
    )
