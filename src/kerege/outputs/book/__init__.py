"""The books of an edition, by WeasyPrint: one layout, written for the screen and for the press.

This room is the only one that knows WeasyPrint. `pages` makes the HTML, `layout` the pages, `archive` and `structure` the
screen PDF, `press` and `cover` what the printer gets.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kerege import __version__
from kerege.files import write_whole
from kerege.fonts import FOLDER as FONTS
from kerege.outputs.book.archive import write_screen
from kerege.outputs.book.cover import write_cover
from kerege.outputs.book.footnotes import link_footnotes
from kerege.outputs.book.layout import Progress, lay_out, nothing_else, style_text
from kerege.outputs.book.pages import FIRST_CHAPTER, book_html
from kerege.outputs.book.press import padded, profile_of, spine_width, write_press
from kerege.outputs.book.room import Unfinished, crowded, unfinished
from kerege.render.edition import Edition

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class BookFacts:
    """What became of a book."""

    path: Path
    pages: int
    notes_apart: tuple[str, ...] = ()
    """Footnotes that stand on another page than their call."""
    crowded: tuple[str, ...] = ()
    """Places where something runs out of its room or over something else."""
    spine: float = 0
    """Millimetres."""
    unfinished: tuple[Unfinished, ...] = ()
    """Pages that hold so little that they look unfinished."""


def write_book(
    edition: Edition,
    figures: Path,
    out: Path,
    cache: Path,
    *,
    attachments: Sequence[Path] = (),
    press: bool = True,
    draft: bool = False,
    progress: Progress | None = None,
) -> BookFacts:
    """Write the PDFs of an edition; the same bytes for the same input, and from `cache` when nothing has changed.

    Args:
        figures: the folder of the drawings, `<id>-<language>.svg`.
        out: the screen PDF; `-print.pdf` and `-cover.pdf` are written beside it.
        cache: a folder for fonts, patterns and finished books.
        attachments: data files that the screen PDF carries.
        draft: a quick look: one file, neither tagged nor checked.

    Raises:
        BuildFailed: the HTML asked for a file it must not have, or the printer's profile cannot be used.
    """
    html = book_html(edition)
    out.parent.mkdir(parents=True, exist_ok=True)
    key = _digest(edition, html, figures, attachments, press, draft)
    kept = cache / "books" / f"{edition.language}{'-draft' if draft else ''}"
    facts = _taken_from(kept, key, out)
    if facts is None:
        style = style_text(edition.report.settings.paper)
        languages = edition.report.settings.languages
        refused: list[str] = []
        document = lay_out(html, style, figures, cache, languages, progress, refused, fit=not draft)
        with nothing_else(refused):
            facts = _write(edition, document, html, out, cache, attachments, press, draft)
        _keep(kept, key, facts, out)
    return facts


def _write(
    edition: Edition,
    document: Any,
    html: str,
    out: Path,
    cache: Path,
    attachments: Sequence[Path],
    press: bool,
    draft: bool,
) -> BookFacts:
    settings = edition.report.settings
    notes = link_footnotes(document)
    identifier = hashlib.sha256(html.encode("utf-8")).digest()[:16]
    if draft:
        document.write_pdf(out, pdf_identifier=identifier)
        return BookFacts(out, len(document.pages))
    first = next(n for n, page in enumerate(document.pages) if FIRST_CHAPTER in page.anchors)
    write_screen(document, out, date=settings.date, identifier=identifier, attachments=attachments, first_page=first)
    spine = 0.0
    if press:
        profile, condition = profile_of(edition.report)
        # The covers are a sheet of their own; an empty page fills the last signature.
        blank = lay_out("", f"@page {{ size: {settings.paper}; margin: 0 }}", cache, cache, ()).pages[0]
        inside = padded(document.pages[1:-1], blank, settings.press)
        spine = spine_width(len(inside), settings.press)
        target = out.with_name(f"{out.stem}-print.pdf")
        write_press(
            document,
            inside,
            target,
            profile=profile,
            condition=condition,
            identifier=identifier,
            binding=float(settings.press.binding),
        )
        write_cover(edition, spine, out.with_name(f"{out.stem}-cover.pdf"), cache, profile, condition, identifier)
    return BookFacts(
        out,
        len(document.pages),
        tuple(name for name, call, note in notes if call != note),
        tuple(crowded(document)),
        spine,
        tuple(unfinished(document)),
    )


def companions(out: Path) -> tuple[Path, Path]:
    """The press file and the cover file that belong to a screen PDF."""
    return out.with_name(f"{out.stem}-print.pdf"), out.with_name(f"{out.stem}-cover.pdf")


def _digest(edition: Edition, html: str, figures: Path, attachments: Sequence[Path], press: bool, draft: bool) -> str:
    """Of everything a book is made from."""
    settings = edition.report.settings
    profile, condition = profile_of(edition.report)
    digest = hashlib.sha256(f"{__version__}\0{_own_digest()}\0{settings.paper}\0{settings.press}\0{condition}".encode())
    digest.update(f"{press}\0{draft}\0{html}\0".encode())
    for path in (*sorted(figures.glob(f"*-{edition.language}.svg")), *attachments, profile):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _own_digest() -> str:
    """Of this room's code and style, the hyphenation and the fonts."""
    from kerege import languages

    digest = hashlib.sha256()
    data = Path(languages.__file__).parent
    for path in sorted((*_HERE.glob("*.*"), *data.glob("*/typography.yml"), *data.glob("*.py"), *FONTS.glob("*.ttf"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _taken_from(kept: Path, key: str, out: Path) -> BookFacts | None:
    """The books of an earlier run with the same input."""
    record = kept / "facts.json"
    if not record.is_file():
        return None
    facts: Mapping[str, Any] = json.loads(record.read_text(encoding="utf-8"))
    if facts["key"] != key:
        return None
    for name in facts["files"]:
        if not (kept / name).is_file():
            return None
    for name in facts["files"]:
        shutil.copyfile(kept / name, out.with_name(out.stem + name))
    told = facts["facts"]
    return BookFacts(
        out,
        told["pages"],
        tuple(told["notes_apart"]),
        tuple(told["crowded"]),
        told["spine"],
        tuple(Unfinished(**page) for page in told["unfinished"]),
    )


def _keep(kept: Path, key: str, facts: BookFacts, out: Path) -> None:
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    files = []
    for path in (out, *companions(out)):
        if path.is_file():
            files.append(path.name.removeprefix(out.stem))
            shutil.copyfile(path, kept / files[-1])
    told = {**asdict(facts), "path": str(facts.path)}
    # Written last: a cut-off run leaves no record, and nothing is taken from it.
    write_whole(kept / "facts.json", json.dumps({"key": key, "files": files, "facts": told}))
