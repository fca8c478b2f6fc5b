"""`kerege export po | xliff | word | tmx` and `kerege import translation`: the texts of the report for translators, and back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from kerege.cli.formats import as_text
from kerege.cli.interface_language import echo
from kerege.errors import KeregeError
from kerege.files import write_all
from kerege.findings import in_order
from kerege.messages import say, say_count, settled, together
from kerege.read import find_report, read_report
from kerege.translate.exchange.entries import ExchangeFile, Returned
from kerege.translate.exchange.gather import exchange_files
from kerege.translate.exchange.po import po_text, read_po
from kerege.translate.exchange.returned import Taken, take_in
from kerege.translate.exchange.returned import write as write_taken
from kerege.translate.exchange.tmx import tmx_text
from kerege.translate.exchange.word_reading import read_word
from kerege.translate.exchange.word_table import word_bytes
from kerege.translate.exchange.xliff import read_xliff, xliff_text

READERS: dict[str, Callable[[Path], Iterator[Returned]]] = {
    ".po": read_po,
    ".xlf": read_xliff,
    ".xliff": read_xliff,
    ".docx": read_word,
}


def _options(command: Callable[..., None]) -> Callable[..., None]:
    options = (
        click.argument("chapters", nargs=-1, metavar="[CHAPTER | records]..."),
        click.option("--language", required=True, help="Into which is translated: ru, ky, …"),
        click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to write into."),
        click.pass_obj,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(name="po")
@_options
def po(folder: Path, chapters: tuple[str, ...], language: str, out: Path) -> None:
    """A PO file a chapter, and one of all records: for Poedit, Weblate and the like."""
    _export(folder, chapters, language, out, ".po", lambda exchanged: po_text(exchanged).encode("utf-8"))


@click.command(name="xliff")
@_options
def xliff(folder: Path, chapters: tuple[str, ...], language: str, out: Path) -> None:
    """An XLIFF 1.2 file a chapter, and one of all records: for Trados, memoQ, OmegaT and the like."""
    _export(folder, chapters, language, out, ".xlf", lambda exchanged: xliff_text(exchanged).encode("utf-8"))


@click.command(name="word")
@_options
def word(folder: Path, chapters: tuple[str, ...], language: str, out: Path) -> None:
    """A Word file a chapter with original and translation side by side, and one of all records."""
    _export(folder, chapters, language, out, ".docx", word_bytes)


@click.command(name="tmx")
@_options
def tmx(folder: Path, chapters: tuple[str, ...], language: str, out: Path) -> None:
    """A translation memory (TMX) of the texts that somebody has reviewed."""
    text, pairs = tmx_text(_exchange_files(folder, chapters, language))
    path = out / f"{language}.tmx"
    write_all({path: text.encode("utf-8")})
    echo(say_count("{count} reviewed pair in {path}", "{count} reviewed pairs in {path}", pairs, path=path))


def _export(
    folder: Path,
    chapters: Sequence[str],
    language: str,
    out: Path,
    suffix: str,
    content: Callable[[ExchangeFile], bytes],
) -> None:
    found = _exchange_files(folder, chapters, language)
    files = {out / language / f"{exchanged.name}{suffix}": content(exchanged) for exchanged in found}
    write_all(files)
    for (path, _), exchanged in zip(files.items(), found, strict=True):
        counts = [
            together(" ", str(number), name)
            for name, number in (
                (say("behind"), sum(1 for entry in exchanged.entries if entry.status == "behind")),
                (say("not translated"), sum(1 for entry in exchanged.entries if not entry.target)),
            )
            if number
        ]
        echo(
            together(
                ", ",
                say_count("{path}: {count} text", "{path}: {count} texts", len(exchanged.entries), path=path),
                *counts,
            )
        )


def _exchange_files(folder: Path, chapters: Sequence[str], language: str) -> tuple[ExchangeFile, ...]:
    return exchange_files(read_report(find_report(folder)).report, language, chapters)


@click.command(name="translation")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would be written.")
@click.option("--take-what-fits", "fitting", is_flag=True, help="Write what can be taken in, and say what cannot.")
@click.pass_obj
def translation(folder: Path, files: tuple[Path, ...], dry: bool, fitting: bool) -> None:
    """Translations from .po, .xlf or .docx files that `kerege export` made: all of them or nothing."""
    report = read_report(find_report(folder)).report
    returned, unread = _read_all(files, fitting)
    taken = take_in(report, returned)
    if fitting and (taken.findings or unread):
        if not dry:
            write_taken(report, taken)
        echo(*_told(taken, dry), *unread)
        if taken.findings:
            echo(
                as_text(in_order(taken.findings)),
                say_count(
                    "{count} text was left as it is in the report.",
                    "{count} texts were left as they are in the report.",
                    len(taken.findings),
                ),
                err=True,
            )
        sys.exit(1)
    if taken.findings:
        echo(as_text(in_order(taken.findings)))
        echo(
            say_count(
                "{count} text cannot be taken in; nothing was written.",
                "{count} texts cannot be taken in; nothing was written.",
                len(taken.findings),
            ),
            err=True,
        )
        sys.exit(1)
    if not dry:
        write_taken(report, taken)
    echo(*_told(taken, dry))


def _read_all(files: Sequence[Path], fitting: bool) -> tuple[list[Returned], list[str]]:
    """The texts of all files, and, where what fits is taken, the reasons for which files could not be read."""
    returned: list[Returned] = []
    unread: list[str] = []
    for file in files:
        try:
            returned += _read(file)
        except KeregeError as error:
            if not fitting or len(files) == 1:
                raise
            unread.append(settled(error))
    return returned, unread


def _read(file: Path) -> list[Returned]:
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise KeregeError(
            say("{file} is none of {readers}; import what 'kerege export' made.", file=file, readers=READERS)
        )
    if not file.is_file():
        raise KeregeError(say("There is no file {file}.", file=file))
    return list(reader(file))


def _told(taken: Taken, dry: bool) -> Iterator[str]:
    for path, number in taken.changed.items():
        yield say_count("{path}: {count} text changed", "{path}: {count} texts changed", number, path=path)
    recorded = [path for path in taken.contents if path not in taken.changed]
    yield from (say("{path}: what is remembered of its translation", path=path) for path in recorded)
    yield from (line + "." for line in taken.waiting)
    changed = sum(taken.changed.values())
    yield say_count(
        "{count} text read, {changed} changed.", "{count} texts read, {changed} changed.", taken.texts, changed=changed
    )
    if any(path.parts[0] == "quotes" for path in taken.changed):
        yield say("Testimonies have changed: read them, then run: kerege accept quotes")
    if dry:
        yield say("Nothing was written (--dry-run).")
    elif taken.contents:
        yield say("Run kerege check, and read the difference before you commit.")
