"""`kerege import`: what others made, brought in as drafts; all of it or nothing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kerege.cli.exchange import translation
from kerege.cli.formats import as_text
from kerege.cli.interface_language import echo, ui_language
from kerege.cli.word_review import docx
from kerege.errors import KeregeError
from kerege.messages import say, say_count
from kerege.read import find_report, read_report

if TYPE_CHECKING:
    from kerege.intake.coding.project import CodedProject
    from kerege.intake.published.bring_in import Reader


_SHOWN = 10
"""Errors of a new folder that are printed."""


@click.group(name="import")
def imports() -> None:
    """Bring in a published report, coded interviews, translations, and what colleagues did in Word."""


imports.add_command(docx)
imports.add_command(translation)


def _coded_options(command: Callable[..., None]) -> Callable[..., None]:
    options = (
        click.argument("file", type=click.Path(path_type=Path)),
        click.option("--language", required=True, help="In which the interviews were held: en, ru, ky, …"),
        click.option("--speaker", default="", help="The role of every speaker, from quotes/speakers.yml."),
        click.option(
            "--method",
            type=click.Choice(["interview", "focus_group", "case_study", "unknown"]),
            default="unknown",
            show_default=True,
        ),
        click.option("--name", default="", help="Name of the drafts; else that of the file."),
        click.pass_obj,
    )
    for option in reversed(options):
        command = option(command)
    return command


@imports.command(name="qdpx")
@_coded_options
def qdpx(folder: Path, file: Path, language: str, speaker: str, method: str, name: str) -> None:
    """Coded segments of a REFI-QDA project (.qdpx from MAXQDA, NVivo, ATLAS.ti) as draft quotes."""
    from kerege.intake.coding.qdpx import read_qdpx

    _bring_in(folder, file, read_qdpx, language, speaker, method, name)


@imports.command(name="segments")
@_coded_options
def segments(folder: Path, file: Path, language: str, speaker: str, method: str, name: str) -> None:
    """A table of retrieved segments (CSV or XLSX from MAXQDA) as draft quotes."""
    from kerege.intake.coding.segments import read_segments

    _bring_in(folder, file, read_segments, language, speaker, method, name)


def _bring_in(
    folder: Path,
    file: Path,
    read: Callable[[Path], CodedProject],
    language: str,
    speaker: str,
    method: str,
    name: str,
) -> None:
    from kerege.intake.coding.drafts import write_drafts

    report = read_report(find_report(folder)).report
    if language not in report.settings.languages:
        known = ", ".join(report.settings.languages)
        raise KeregeError(
            say("'{language}' is no language of this report; write one of {known}.", language=language, known=known)
        )
    if speaker and speaker not in report.speakers:
        raise KeregeError(
            say(
                "'{speaker}' is no role of quotes/speakers.yml; write one of {speakers}.",
                speaker=speaker,
                speakers=report.speakers,
            )
        )
    project = read(file)
    drafted = write_drafts(report, project, name or file.stem, language=language, speaker=speaker, method=method)
    lines = [
        say_count(
            "{count} draft in {records}, transcripts in {transcripts}/; Git ignores both.",
            "{count} drafts in {records}, transcripts in {transcripts}/; Git ignores both.",
            drafted.count,
            records=drafted.records.relative_to(report.root),
            transcripts=drafted.transcripts.relative_to(report.root),
        ),
        say("None can be published before its consent is recorded and its record moved to quotes/."),
    ]
    if drafted.new_themes:
        lines.append(say("New themes, to be translated: {new_themes}.", new_themes=drafted.new_themes))
    lines += [say("Left out: {what}.", what=what) for what in project.left]
    echo(*lines)


def _report_options(command: Callable[..., None]) -> Callable[..., None]:
    options = (
        click.argument("file", type=click.Path(path_type=Path)),
        click.option("--out", required=True, type=click.Path(path_type=Path), help="The new report folder."),
        click.option(
            "--language", default="", help="In which the report is written: en, ru, fr …; else told by its words."
        ),
        click.option("--title", default="", help="What it is called; else told from its first page."),
        click.option("--date", default="", help="Of the edition that is made, e.g. 2026-11-24; else today."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@imports.command(name="text")
@_report_options
def text(file: Path, out: Path, language: str, title: str, date: str) -> None:
    """A published report as plain text (one that pdftotext or another program extracted) as a new report folder."""
    from kerege.intake.published.plain import read_plain

    _bring_report_in(file, out, read_plain, language, title, date)


@imports.command(name="pdf")
@_report_options
def pdf(file: Path, out: Path, language: str, title: str, date: str) -> None:
    """A published report as PDF (read with poppler, columns included) as a new report folder."""
    from kerege.intake.published.pdf import read_pdf

    _bring_report_in(file, out, read_pdf, language, title, date)


@imports.command(name="word-report")
@_report_options
def word_report(file: Path, out: Path, language: str, title: str, date: str) -> None:
    """A published report as Word file as a new report folder ('import docx' takes back a chapter sent for review)."""
    from kerege.intake.published.docx import read_word

    _bring_report_in(file, out, read_word, language, title, date)


def _bring_report_in(file: Path, out: Path, read: Reader, language: str, title: str, date: str) -> None:
    from kerege.intake.published.bring_in import bring_in

    day = date or datetime.date.today().isoformat()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        raise KeregeError(say("'{date}' is no date; write it as 2026-11-24.", date=date))
    made = bring_in(file, out, read, language=language, title=title, date=day, ui=ui_language())
    echo(
        say(
            "{out}: {chapters} chapters, {quotations} quotations, {numbers} numbers, {works} works; {share} of {total} words kept.",
            out=made.out,
            chapters=made.chapters,
            quotations=made.quotations,
            numbers=made.numbers,
            works=made.works,
            share=f"{made.counted.share:.2%}",
            total=f"{made.counted.total:,}",
        )
    )
    echo(
        say(
            "{guesses} guesses to look at and {questions} things for a person are in {out}.",
            guesses=made.guesses,
            questions=made.questions,
            out=made.out / "import-report.md",
        )
    )
    if not language:
        echo(
            say("Language: {language}, told by its words; another can be said with --language.", language=made.language)
        )
    counted = made.counted
    for sentence, kind in (
        (say("Pictures: {kept} of {total}.", **vars(counted.pictures)), counted.pictures),
        (say("Links: {kept} of {total}.", **vars(counted.links)), counted.links),
        (say("Cells of tables: {kept} of {total}.", **vars(counted.cells)), counted.cells),
    ):
        if kind.total:
            echo(sentence)
    if made.wrong:
        echo(
            as_text(made.wrong[:_SHOWN]),
            say_count(
                "It does not build before {count} error is mended; all of them are in {out}.",
                "It does not build before {count} errors are mended; all of them are in {out}.",
                len(made.wrong),
                out=made.out / "import-report.md",
            ),
        )
        return
    echo(say("Try: kerege --report {out} build", out=made.out))
