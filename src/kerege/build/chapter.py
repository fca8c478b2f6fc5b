"""One chapter of one language as a PDF, as it stands in the book: what `kerege pdf --chapter` makes, without checking or building the rest."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kerege.build.up_to_date import look_before
from kerege.cache.store import CACHE, PRINT, Store
from kerege.citations.citeproc import typeset_citations
from kerege.errors import KeregeError
from kerege.evidence.ledger import read_ledger
from kerege.findings import Finding, errors
from kerege.messages import say
from kerege.model import BlockKind, Report, Value
from kerege.outputs.book.alone import write_alone
from kerege.outputs.book.making import Book
from kerege.outputs.figures import draw_figure
from kerege.read import read_report
from kerege.render.edition import Edition, make_edition

FOLDER = Path(".kerege") / "chapters"
"""Of the report; nothing in it is published."""


@dataclass(frozen=True)
class Shown:
    """What became of a chapter in one language."""

    path: Path
    findings: tuple[Finding, ...] = ()
    """Errors for which it was not made, or figures that could not be drawn."""
    is_numbered: bool = True
    """The numbers of its pages are those of the book."""


def show_chapter(root: Path, name: str, languages: tuple[str, ...] = ()) -> tuple[Shown, ...]:
    """Make the PDF of a chapter in each of some languages; none: the original.

    Raises:
        KeregeError: no chapter is called so.
    """
    reading = read_report(root)
    report = reading.report
    wanted = languages or (report.settings.original,)
    known = [chapter.name for chapter in report.chapters[report.settings.original] if not chapter.is_front_page]
    if name not in known:
        raise KeregeError(say("There is no chapter '{name}'; there are {known}.", name=name, known=known))
    if errors(reading.findings):
        return (Shown(root / FOLDER, tuple(errors(reading.findings))),)
    values = read_ledger(report).values
    return tuple(_shown(root, report, values, name, code) for code in wanted)


def _shown(root: Path, report: Report, values: Mapping[str, Value], name: str, code: str) -> Shown:
    edition = make_edition(report, code, values, typeset_citations(report, code))
    chapter = edition.named(name)
    if chapter is None:
        raise KeregeError(say("The chapter '{name}' is not there in {code}.", name=name, code=code))
    drawings = root / FOLDER / "figures"

    def drawn() -> list[Finding]:
        keys = dict.fromkeys(block.target for block in chapter.blocks_of(BlockKind.FIGURE))
        known = (key for key in keys if key in report.figures)
        return [found for key in known for found in draw_figure(report, values, key, drawings, chapter.language)]

    with ThreadPoolExecutor(1) as beside:
        # Drawings are made by another process; meanwhile this one loads what sets type.
        waiting = beside.submit(drawn)
        book = _book(edition, drawings, root)
        book.load()
        found = waiting.result()
    path = root / FOLDER / f"{report.settings.slug}-{code}-{name}.pdf"
    return Shown(path, tuple(found), write_alone(book, f"chapter-{name}", path))


def _book(edition: Edition, drawings: Path, root: Path) -> Book:
    return Book(edition, drawings, root / PRINT, Store(root / CACHE), look_before(root).tools, is_look=True)


def write_pages(edition: Edition, name: str, drawings: Path, root: Path, out: Path) -> None:
    """Write the pages of a chapter as they stand in the book.

    Args:
        drawings: where its figures were drawn.
        root: the report's folder.

    Raises:
        BuildFailed: it asks for a file that it must not have.
    """
    write_alone(_book(edition, drawings, root), f"chapter-{name}", out)
