"""`kerege export`: the report for people who work in other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kerege.checks import check_report
from kerege.cli.exchange import po, tmx, word, xliff
from kerege.cli.formats import as_text
from kerege.cli.interface_language import echo
from kerege.errors import KeregeError
from kerege.findings import errors
from kerege.messages import say
from kerege.read import find_report, read_report
from kerege.read.markup import require_safe


@click.group(name="export")
def export() -> None:
    """Write the report for colleagues in Word and for translators' programs."""


for command in (po, xliff, word, tmx):
    export.add_command(command)


@export.command(name="docx")
@click.option("--language", "languages", multiple=True, help="Only these languages.")
@click.option("--chapter", "chapters", multiple=True, help="Only these chapters, e.g. 03-introduction.")
@click.option("--clean", is_flag=True, help="To hand on: contents, running heads, nothing of the review.")
@click.option("--numbered", is_flag=True, help="With --clean: numbers of pages in the contents, by LibreOffice.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; default: in build/docx/.")
@click.pass_obj
def docx(
    folder: Path,
    languages: tuple[str, ...],
    chapters: tuple[str, ...],
    clean: bool,
    numbered: bool,
    out: Path | None,
) -> None:
    """A Word file for review: edit with tracked changes, then run `kerege import docx FILE`; with --clean one to hand on."""
    from kerege.citations.citeproc import typeset_citations
    from kerege.outputs.readback.word import read_back_clean
    from kerege.outputs.readback.word_pages import pages_of_places
    from kerege.outputs.word import write_word
    from kerege.render.edition import make_edition

    root = find_report(folder)
    reading = read_report(root)
    findings, ledger = check_report(reading.report, reading.findings)
    report = reading.report
    unknown = [code for code in languages if code not in report.settings.languages]
    if unknown:
        known = ", ".join(report.settings.languages)
        raise KeregeError(
            say("'{unknown}' is no language of this report; write one of {known}.", unknown=unknown[0], known=known)
        )
    wanted = languages or report.settings.languages
    if out is not None and len(wanted) != 1:
        raise KeregeError(say("--out names one file; say with --language which language it is to hold."))
    # Whoever turns the text into Word may fetch what it names.
    require_safe(findings)
    if errors(findings):
        # A chapter may go out for review while it is not yet fit to be published; the colleague should know.
        echo(as_text(errors(findings)), err=True)
        echo(say("The file shows the report with these errors."), err=True)
    for code in wanted:
        edition = make_edition(report, code, ledger.values, typeset_citations(report, code))
        name = "-".join((report.settings.slug, code, *chapters, *(["clean"] if clean else [])))
        path = out or root / "build" / "docx" / f"{name}.docx"
        write_word(edition, path, chapters, clean=clean)
        if clean and numbered:
            # The numbers take no line more, so that they are true of the file that has them.
            write_word(edition, path, chapters, clean=True, numbers=pages_of_places(path))
        if clean:
            # Nobody at the desk looks at every number of a file that is handed on.
            chosen = [chapter for chapter in edition.chapters if not chapters or chapter.name in chapters]
            wrong = list(read_back_clean(path, chosen, edition))
            if errors(wrong):
                echo(as_text(errors(wrong)), err=True)
                raise KeregeError(say("{path} does not say what the chapters say.", path=path))
        echo(f"{path}")
