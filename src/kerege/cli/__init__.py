"""The command line: each command parses, calls one function, prints, returns a code (0 clean, 1 findings, 2 could not run)."""

from __future__ import annotations

import ast
import gc
import importlib
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kerege import __version__
from kerege.cli.console import accept_any_letter
from kerege.cli.formats import FORMATS, as_text
from kerege.cli.interface_language import OPTION, VARIABLE, choose, echo, speaking, spoken, translated, ui_language
from kerege.errors import KeregeError
from kerege.files import naming_files
from kerege.findings import Finding, Severity, errors, in_order
from kerege.folders import find_report, find_series
from kerege.languages.known import SOURCE
from kerege.messages import Message, plain_signs, reason, say, say_count, settled, together

if TYPE_CHECKING:
    from kerege.build.build import Built
    from kerege.build.manifest import Proof

# What a command needs is imported when it is called: many have little to do, and all of it takes half a second to load.
_ELSEWHERE = {
    "accept": "kerege.cli.accept:accept_command",
    "audit": "kerege.cli.audit:audit_command",
    "export": "kerege.cli.export:export",
    "import": "kerege.cli.imports:imports",
    "language": "kerege.cli.language:language",
}
"""Commands whose very options cost that, by where they stand."""


def _told_of(name: str) -> click.Command:
    """A command that stands elsewhere, as its docstring tells of it."""
    module, _, function = _ELSEWHERE[name].partition(":")
    tree = ast.parse((Path(__file__).parent / f"{module.rpartition('.')[2]}.py").read_text(encoding="utf-8"))
    found = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function)
    return click.Command(name, help=ast.get_docstring(found))


class _Commands(click.Group):
    """Turns whatever stops the work into one sentence and exit code 2, and speaks the language of `--ui-language`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_ELSEWHERE})

    def main(self, args: Sequence[str] | None = None, *more: Any, **named: Any) -> Any:
        arguments = sys.argv[1:] if args is None else list(args)
        with speaking(arguments):
            return super().main(arguments, *more, **named)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _ELSEWHERE and cmd_name not in self.commands:
            module, _, name = _ELSEWHERE[cmd_name].partition(":")
            self.add_command(getattr(importlib.import_module(module), name), cmd_name)
        command = super().get_command(ctx, cmd_name)
        return command if command is None or ui_language() == SOURCE else translated(command, ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # To list commands, what they say of themselves is enough; importing them takes half a second.
        listed = click.Group("kerege", commands={**self.commands, **{name: _told_of(name) for name in _ELSEWHERE}})
        shown = listed if ui_language() == SOURCE else translated(listed, ctx)
        assert isinstance(shown, click.Group)
        click.Group.format_commands(shown, ctx, formatter)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Group.format_help(self if ui_language() == SOURCE else translated(self, ctx), ctx, formatter)

    def invoke(self, ctx: click.Context) -> object:
        try:
            with naming_files():
                return super().invoke(ctx)
        except KeregeError as error:
            echo(together(": ", "kerege", settled(error)), err=True)
        except BrokenPipeError:
            raise  # `kerege check | head`: click ends without a word
        except OSError as error:
            echo(together(": ", "kerege", *([error.filename] if error.filename else []), reason(error)), err=True)
        except KeyboardInterrupt:
            echo(together(": ", "kerege", say("stopped before it was finished.")), err=True)
            ctx.exit(130)  # 128 and the signal's number, as a shell says it
        ctx.exit(2)
        return None


@click.group(cls=_Commands, epilog="The manual comes with it: 'kerege manual' lists its pages.")
@click.option("--report", "folder", type=click.Path(path_type=Path), default=Path("."), help="The report's folder.")
@click.option(
    OPTION,
    envvar=VARIABLE,
    default=SOURCE,
    is_eager=True,
    expose_value=False,
    callback=choose,
    help="In which language Kerege speaks to you: en, ru or ky; also the environment's KEREGE_UI_LANGUAGE.",
)
@click.version_option(__version__, prog_name="kerege")
@click.pass_context
def cli(ctx: click.Context, folder: Path) -> None:
    """Publish a report in which every number, quote and translation can be vouched for."""
    ctx.obj = folder


@cli.command()
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How findings are printed.")
@click.pass_obj
def check(folder: Path, form: str) -> None:
    """Check the report: every number, quote, tie and translation."""
    from kerege.checks import check_report
    from kerege.checks.whole_series import check_series
    from kerege.read import read_report

    series = find_series(folder)
    if series is not None:
        findings = check_series(series)
    else:
        reading = read_report(find_report(folder))
        findings, _ = check_report(reading.report, reading.findings)
    if findings or form in ("json", "sarif"):
        echo(FORMATS[form](findings))
    if form == "text":
        echo(_counted(findings))
    sys.exit(1 if errors(findings) else 0)


def _counted(findings: Sequence[Finding]) -> str:
    count = len(errors(findings))
    return together(
        ", ",
        say_count("{count} error", "{count} errors", count),
        say_count("{count} other finding", "{count} other findings", len(findings) - count),
    )


def _build(
    folder: Path,
    only: tuple[str, ...],
    languages: tuple[str, ...],
    draft: bool = False,
    reports: tuple[str, ...] = (),
    clean: bool = False,
) -> None:
    series = find_series(folder)
    if reports and series is None:
        raise KeregeError(say("--report names reports of a series, and {value} is in none.", value=folder.resolve()))
    if series is not None and draft:
        raise KeregeError(say("--draft is for one report: say kerege --report FOLDER pdf --draft."))
    from kerege.build.up_to_date import Asked, unchanged

    root = series or find_report(folder)
    # Before anything is imported that makes outputs: most builds of a day have nothing to do.
    last = None if clean else unchanged(root, Asked(only, languages, draft, reports))
    if last is not None:
        echo(
            say(
                "Nothing changed since {since}: {files} in {root}, {findings}.",
                since=last.since,
                files=_files(last.files),
                root=root / "build",
                findings=say_count(
                    "{count} finding that does not stop it", "{count} findings that do not stop it", last.findings
                ),
            )
        )
        return
    if series is not None:
        from kerege.build.series import build_series

        _tell_built(
            lambda: build_series(
                series, only=only, languages=languages, reports=reports, clean=clean, progress=_progress
            )
        )
        return
    from kerege.build.build import build_report

    _tell_built(
        lambda: build_report(root, only=only, languages=languages, draft=draft, clean=clean, progress=_progress)
    )


def _files(count: int) -> Message:
    return say_count("{count} file", "{count} files", count)


def _progress(step: str) -> None:
    echo(together(" ", "…", step))


def _tell_built(build: Callable[[], Built]) -> None:
    try:
        built = build()
    except KeyboardInterrupt:
        echo(say("Stopped before it was finished; the last good output stands."), err=True)
        sys.exit(130)
    if built.findings:
        echo(as_text(built.findings))
    if errors(built.findings):
        echo(say("Nothing was built; the last good output stands."), err=True)
        sys.exit(1)
    echo(say("{files} in {out}", files=_files(built.files), out=built.out))


def _language_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--language", "languages", multiple=True, help="Only these languages.")(command)


@cli.command()
@click.option("--only", multiple=True, type=click.Choice(["site", "pdf", "epub", "docx"]), help="Only these outputs.")
@_language_option
@click.option(
    "--verify",
    "published",
    is_flag=False,
    flag_value="",
    metavar="[FOLDER]",
    help="Build nothing: prove a published folder (else build/) from its manifest, and say what differs.",
)
@click.option("--report", "reports", multiple=True, metavar="FOLDER", help="In a series: only this report.")
@click.option("--clean", is_flag=True, help="Make everything anew, whatever earlier builds have kept.")
@click.pass_obj
def build(
    folder: Path,
    only: tuple[str, ...],
    languages: tuple[str, ...],
    published: str | None,
    reports: tuple[str, ...],
    clean: bool,
) -> None:
    """Check, then build website, PDFs, EPUBs, Word files and manifest into build/."""
    if published is None:
        _build(folder, only, languages, reports=reports, clean=clean)
    elif only or languages or reports or clean:
        raise KeregeError(say("--verify proves a whole folder; leave the other options out."))
    else:
        _verify(Path(published) if published else (find_series(folder) or find_report(folder)) / "build")


@cli.command()
@click.argument("target", metavar="FILE|FOLDER|URL")
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Compare with this manifest.json, or this record of editions/, instead of the report's own.",
)
@click.option(
    "--signers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Of a folder: the signature must be that of --key in this file of allowed signers (ssh-keygen).",
)
@click.option("--key", default="", help="Who signed; without --signers, the public key of minisign.")
@click.option(
    "--all", "whole", is_flag=True, help="Of an address: every file of the website that an edition published there."
)
@click.pass_obj
def verify(folder: Path, target: str, manifest: Path | None, signers: Path | None, key: str, whole: bool) -> None:
    """Say whether a PDF, EPUB or page, or a published folder, is of an edition, with the evidence that it carries."""
    from kerege.cli.verify import (
        check_signature,
        judged,
        known_editions,
        prove_address,
        read_target,
        signature_at,
    )

    if Path(target).is_dir():
        if key:
            echo(check_signature(Path(target), signers, key))
        _verify(Path(target))
        return
    try:
        root = find_report(folder)
    except KeregeError:
        root = None
    is_address = target.startswith(("https://", "http://"))
    if is_address and key:
        echo(signature_at(target, signers, key))
    known = known_editions(root, manifest) if whole or not is_address else []
    if is_address and (whole or target.endswith("/")):
        proof = prove_address(target, known, whole=whole)
        if proof is not None:
            _say_proof(proof, target)
            return
    known = known or known_editions(root, manifest)
    verdict = judged(target, read_target(target), known)
    echo(*verdict.lines)
    if not verdict.is_of_edition:
        sys.exit(1)


def _verify(folder: Path) -> None:
    from kerege.build.manifest import prove

    _say_proof(prove(folder), folder)


def _say_proof(proof: Proof, place: Path | str) -> None:
    from kerege.build.manifest import shown

    if proof.findings:
        echo(as_text(proof.findings))
        echo(
            say_count(
                "{folder} is not what was built: {count} difference.",
                "{folder} is not what was built: {count} differences.",
                len(proof.findings),
                folder=place,
            ),
            err=True,
        )
        sys.exit(1)
    told = {key: shown(text) for key, text in proof.told.items()}
    if not proof.digest:
        echo(
            say_count(
                "{count} file at {address} is as edition {number} published it.",
                "{count} files at {address} are as edition {number} published them.",
                proof.files,
                address=place,
                number=told["edition"],
            )
        )
        return
    echo(
        say_count(
            "{count} file is as Kerege {version} built it: '{report}', {date}.",
            "{count} files are as Kerege {version} built them: '{report}', {date}.",
            proof.files,
            version=told["kerege"],
            report=told["report"],
            date=told["date"],
        )
    )
    echo(say("sha256 of the manifest: {digest}", digest=proof.digest))


@cli.command()
@click.argument("parts", nargs=-1, required=True, metavar="FOLDER...", type=click.Path(path_type=Path, exists=True))
@click.pass_obj
def join(folder: Path, parts: tuple[Path, ...]) -> None:
    """Put a series together from the parts that other machines built with 'build --report … --language …'."""
    from kerege.build.series import join_series

    series = find_series(folder)
    if series is None:
        raise KeregeError(say("There is no series.yml in {value} or a folder above it.", value=folder.resolve()))
    _tell_built(lambda: join_series(series, parts, progress=_progress))


@cli.command()
@click.pass_obj
def site(folder: Path) -> None:
    """Build the website only."""
    _build(folder, ("site",), ())


@cli.command()
@_language_option
@click.option("--draft", is_flag=True, help="A quick look: no press file, no tags, not read back.")
@click.option(
    "--chapter", metavar="NAME", help="Only this chapter, as it stands in the book, for a look: nothing is checked."
)
@click.pass_obj
def pdf(folder: Path, languages: tuple[str, ...], draft: bool, chapter: str | None) -> None:
    """Build the PDFs only."""
    if chapter is None:
        _build(folder, ("pdf",), languages, draft)
    elif draft:
        raise KeregeError(say("--chapter is a quick look already; leave --draft out."))
    else:
        _show_chapter(find_report(folder), chapter, languages)


def _show_chapter(root: Path, chapter: str, languages: tuple[str, ...]) -> None:
    from kerege.build.chapter import show_chapter

    shown = show_chapter(root, chapter, languages)
    findings = [finding for one in shown for finding in one.findings]
    if findings:
        echo(as_text(findings))
    for one in shown if not errors(findings) else ():
        if one.is_numbered:
            echo(str(one.path))
        else:
            echo(say("{path} (page numbers are about right; 'kerege pdf' makes them true)", path=one.path))
    sys.exit(1 if errors(findings) else 0)


@cli.command()
@click.pass_obj
def figures(folder: Path) -> None:
    """Draw the figures of every language into build/figures/."""
    from kerege.build.swap import held
    from kerege.checks import check_report
    from kerege.outputs.figures import draw_figures
    from kerege.read import read_report
    from kerege.read.markup import require_safe

    root = find_report(folder)
    reading = read_report(root)
    findings, ledger = check_report(reading.report, reading.findings)
    require_safe(findings)
    with held(root):
        drawn = in_order(
            f
            for code in reading.report.settings.languages
            for f in draw_figures(reading.report, ledger.values, root / "build" / "figures", code)
        )
    if drawn:
        echo(as_text(drawn))
    if not errors(drawn):
        echo(say("figures are in {root}", root=root / "build" / "figures"))
    sys.exit(1 if errors(drawn) else 0)


@cli.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve: a port of this machine.")
@click.option(
    "--editor",
    default="",
    envvar="KEREGE_EDITOR",
    help="To whose lines findings lead: vscode, vscodium, cursor, zed, idea, textmate, emacs, nvim, or an address with {path}, {line}, {column}.",
)
@click.pass_obj
def serve(folder: Path, address: str, editor: str) -> None:
    """Show the website while you write; page and findings are new at every save."""
    from kerege.preview.server import serve_preview

    gc.enable()
    # A terminal within an editor says whose it is.
    editor = editor or ("vscode" if os.environ.get("TERM_PROGRAM") == "vscode" else "")
    try:
        serve_preview(find_report(folder), address, ui_language(), _told, _some_findings, editor)
    except KeyboardInterrupt:
        echo(say("The preview has ended."))


@cli.command(name="lsp")
def lsp_command() -> None:
    """Speak with an editor over standard input and output (Language Server Protocol): findings, values and fixes as you type."""
    try:
        from kerege.lsp.server import serve
    except ImportError as error:
        raise KeregeError(say("This needs pygls: pip install 'kerege[lsp]'.")) from error
    from kerege.cli.accept import accept

    gc.enable()
    serve(lambda root, things: accept(root, things, False, False), ui_language())


_AT_A_SAVE = 20
"""Findings that are printed at one save; the page shows more, and `kerege check` all."""


def _told(line: str) -> None:
    echo(line)
    sys.stdout.flush()


def _some_findings(findings: Sequence[Finding]) -> None:
    if findings:
        echo(as_text((*errors(findings), *(f for f in findings if f.severity is not Severity.ERROR))[:_AT_A_SAVE]))
    if len(findings) > _AT_A_SAVE:
        echo(
            say_count(
                "… and {count} more; kerege check lists all of them.",
                "… and {count} more; kerege check lists all of them.",
                len(findings) - _AT_A_SAVE,
            )
        )
    _told(_counted(findings))


@cli.command(name="explain")
@click.argument("thing")
@click.option("--language", help="The language of a text that is in no report; else it is guessed.")
@click.pass_obj
def explain_command(folder: Path, thing: str, language: str | None) -> None:
    """Tell everything known about stat:ID, claim:ID, quote:ID, or the class of each number of FILE, FILE:LINE or - (standard input)."""
    from kerege.cli.explain import coloured, explain, explain_text

    told = explain_text(sys.stdin.read(), language) if thing == "-" else explain(find_report(folder), thing)
    # Colours are the last thing: what could turn or hide a text is taken out before.
    click.echo(coloured(plain_signs(spoken(told))))


@cli.command(name="draft")
@click.argument("table", metavar="TABLE")
@click.option("--sheet", default="", help="Of a workbook: the sheet.")
@click.option("--rows", default="", help="Of microdata: the variable whose labels are the rows.")
@click.option("--columns", default="", help="Of microdata: the variable whose labels are the columns.")
@click.option("--share", default="", metavar="VARIABLE=ANSWER", help="Of microdata: the share of an answer.")
@click.option("--mean", default="", metavar="VARIABLE", help="Of microdata: the mean of a variable.")
@click.option("--weight", default="", help="Of microdata: the variable that holds the weights.")
@click.option("--unit", default="", help="In what the numbers are, where their heads do not say it.")
@click.option("--period", default="", help="Of which year or years they are.")
@click.option("--accept", "agreed", is_flag=True, help="Write the record into data/statistics/.")
@click.pass_obj
def draft_command(
    folder: Path,
    table: str,
    sheet: str,
    rows: str,
    columns: str,
    share: str,
    mean: str,
    weight: str,
    unit: str,
    period: str,
    agreed: bool,
) -> None:
    """Draft one record for all numbers of TABLE, a file of data/; each value is tried first. Nothing is written without --accept."""
    from kerege.cli.draft import drafted, told, written
    from kerege.tying.drafts import Asked, Said

    root = find_report(folder)
    if bool(rows) != bool(share or mean):
        raise KeregeError(say("Microdata need --rows, and --share or --mean."))
    found = drafted(root, table, sheet, Asked(rows, columns, share, mean, weight) if rows else None, Said(unit, period))
    echo(told(found))
    if agreed:
        echo(
            say("Written into {files}; look at the labels, then accept its source.", files=tuple(written(root, found)))
        )
    else:
        echo(say("Nothing was written; say --accept to keep it."))


@cli.command(name="tie")
@click.argument("chapter", metavar="CHAPTER")
@click.pass_obj
def tie_command(folder: Path, chapter: str) -> None:
    """Propose a statistic or a cell for each untied number of CHAPTER (05-methods, ru/05-methods), best first; what you accept is written in all languages."""
    from kerege.cli.draft import tie

    def ask(choices: str) -> str:
        try:
            return str(click.prompt(plain_signs(spoken(choices)), default="s", show_default=False))
        except click.Abort:
            return "q"

    tie(find_report(folder), chapter, ask, _told)


@cli.group(name="claims")
def claims_group() -> None:
    """Statements about several statistics: rose, more than, highest, most."""


@claims_group.command(name="suggest")
@click.pass_obj
def suggest_command(folder: Path) -> None:
    """Draft records for data/claims.yml from sentences that state several tied numbers."""
    from kerege.cli.claims import suggested

    echo(suggested(find_report(folder)))


@cli.command(name="status")
@click.argument("thing", metavar="[LANGUAGE | LANGUAGE/CHAPTER]", default="")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is printed.")
@click.pass_obj
def status_command(folder: Path, thing: str, form: str) -> None:
    """Say how far the translations are; for one chapter, word by word what changed in the original."""
    from kerege.cli.status import status

    echo(status(find_report(folder), thing, form))


@cli.command(name="conceal")
@click.pass_obj
def conceal_command(folder: Path) -> None:
    """Replace the names in privacy.yml by digests that find them and do not tell them."""
    from kerege.cli.conceal import conceal, told

    echo(*told(conceal(find_report(folder))))


@cli.group(name="edition")
def edition_group() -> None:
    """Keep what was published, compare editions, and tell readers what was corrected."""


@edition_group.command(name="close")
@click.option("--keep", "whole", is_flag=True, help="Keep its website and PDFs too, so that they stay online.")
@click.pass_obj
def edition_close(folder: Path, whole: bool) -> None:
    """Keep what the edition in build/ says, once it is published; from then on, what changes must be told."""
    from kerege.cli.edition import close

    echo(say("{folder} keeps what was published", folder=close(find_report(folder), whole=whole)))


@edition_group.command(name="keep")
@click.argument("number")
@click.argument("published", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.pass_obj
def edition_keep(folder: Path, number: str, published: Path) -> None:
    """Keep the website and PDFs of a closed edition, from build/ or a published folder, so that they stay online."""
    from kerege.cli.edition import keep_published

    echo(say("{folder} keeps what was published", folder=keep_published(find_report(folder), number, published)))


@edition_group.command(name="compare")
@click.argument("before")
@click.argument("after", default="now")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "page"]), default="text", help="How they are printed."
)
@click.pass_obj
def edition_compare(folder: Path, before: str, after: str, form: str) -> None:
    """List what two editions say differently: numbers, 'now', or folders with their evidence."""
    from kerege.cli.edition import compare
    from kerege.cli.edition_compare import as_json, as_page, told

    found, passages = compare(find_report(folder), before, after)
    if form == "page":
        echo(as_page(found, passages, (before, after), ui_language()))
    else:
        echo(*([as_json(found, passages)] if form == "json" else told(found, passages)))


@edition_group.command(name="correct")
@click.argument("things", metavar="[stat:ID | claim:ID | table:ID | quote:ID | chapter:NAME]...", nargs=-1)
@click.option("--revision", is_flag=True, help="The source has better data; what was published was not wrong.")
@click.option("--together", is_flag=True, help="One reason holds for all of them: one entry.")
@click.pass_obj
def edition_correct(folder: Path, things: tuple[str, ...], revision: bool, together: bool) -> None:
    """Write the entries that tell readers of changes, for you to give the reasons; without ID: of all that are told nowhere."""
    from kerege.cli.edition import correct

    echo(correct(find_report(folder), things, "revision" if revision else "correction", at_once=together))


@edition_group.command(name="list")
@click.pass_obj
def edition_list(folder: Path) -> None:
    """List the closed editions."""
    from kerege.cli.edition import listed

    for line in listed(find_report(folder)):
        echo(line)


@cli.command(name="withdraw")
@click.argument("thing", metavar="quote:ID")
@click.pass_obj
def withdraw_command(folder: Path, thing: str) -> None:
    """Remove a testimony everywhere, search the folder again, and say what remains to be done by hand (then: exit 1)."""
    from kerege.cli.withdraw import withdraw_and_tell

    withdraw_and_tell(find_report(folder), thing)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), help="The folder to write into; default: data/<name> of the report."
)
@click.pass_obj
def intake(folder: Path, file: Path, out: Path | None) -> None:
    """Turn an SPSS or Stata file into tidy CSV with labels and provenance."""
    from kerege.intake.microdata import take_in

    taken = take_in(file, out or find_report(folder) / "data" / file.stem.casefold().replace(" ", "-"))
    echo(
        say(
            "{rows} and {columns} in {data}; labels in {labels}",
            rows=say_count("{count} row", "{count} rows", taken.rows),
            columns=say_count("{count} column", "{count} columns", taken.columns),
            data=taken.data,
            labels=taken.labels.name,
        )
    )
    echo(say("Add the CSV to 'files' of its source in data/sources.yml, then write statistics with 'sql:'."))


@cli.command()
@click.argument("folder_name", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--languages", help="Its languages, the one it is written in first: en,ru.")
@click.option("--publisher", help="Who publishes it.")
@click.option("--title", default="", help="Its title, in the language in which it is written.")
@click.option(
    "--kind",
    type=click.Choice(["report", "bulletin", "brief"]),
    help="A report; a bulletin of statistics; a brief on small paper.",
)
def new(folder_name: Path, languages: str | None, publisher: str | None, title: str, kind: str | None) -> None:
    """Make a small report in DIR to start from, with an example of every block; ask for what is not said."""
    from kerege.cli.new_report import known_languages, languages_in, make_report
    from kerege.files import new_folder

    # At a terminal a person is asked; a script gets what it said, and the usual for the rest.
    asks = sys.stdin.isatty() and languages is None
    languages = languages or (
        click.prompt(spoken(say("Languages, the original first")), "en,ru,ky", value_proc=known_languages)
        if asks
        else "en,ru,ky"
    )
    if publisher is None:
        publisher = click.prompt(spoken(say("Publisher")), "", show_default=False) if asks else ""
    if kind is None and asks:
        kinds = click.Choice(("report", "bulletin", "brief"))
        kind = click.prompt(spoken(say("Kind: report, bulletin or brief")), "report", type=kinds, show_choices=False)
    codes = languages_in(languages)
    with new_folder(folder_name) as folder:
        make_report(folder, codes, folder_name.resolve().name, kind=kind or "report", publisher=publisher, title=title)
    echo(say("A report stands in {folder_name}. Try: kerege --report {folder_name} check", folder_name=folder_name))


@cli.command(name="manual")
@click.argument("page", default="")
def manual_command(page: str) -> None:
    """Say where the manual lies, or one PAGE of it, such as 'editor' or 'rules'."""
    from kerege.cli.manual import manual

    echo(manual(page))


@cli.command()
def doctor() -> None:
    """Say what is installed and what is missing."""
    from kerege.cache.versions import tool_versions

    missing = 0
    for name, version in tool_versions().items():
        echo(f"{name} {version}")
    for program in ("pdftotext", "qpdf", "chromium"):
        found = shutil.which(program)
        missing += 0 if found else 1
        echo(together(": ", program, found or say("missing (needed by the tests; pdftotext also to import a PDF)")))
    from kerege.outputs.book.weasyprint_70 import require_known_version

    require_known_version()
    echo(say("Pango: found by WeasyPrint"))


def main() -> None:
    """The console script."""
    # A run reads once and ends: collecting cycles in between would cost a tenth of its time and free nothing.
    gc.disable()
    accept_any_letter()
    cli(prog_name="kerege")
