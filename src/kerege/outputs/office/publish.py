"""What a build asks of this room: the EPUB and the Word file of an edition, each read back."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kerege.findings import Finding
from kerege.outputs.figures import draw_figures
from kerege.outputs.office.epub import write_epub
from kerege.outputs.office.word import write_word
from kerege.outputs.readback.epub import read_back_epub
from kerege.outputs.readback.word import read_back_word
from kerege.render.edition import Edition


def write_office(edition: Edition, figures: Path, staging: Path, only: Collection[str]) -> tuple[Finding, ...]:
    """Write `epub/<slug>-<language>.epub` and `docx/<slug>-<language>.docx` below `staging`.

    Args:
        figures: the folder of the drawings of this edition's language.
        only: what the build was asked for; empty means everything.

    Returns:
        What reading back found.
    """
    name = f"{edition.report.settings.slug}-{edition.language}"
    found: list[Finding] = []
    # A chapter that waits for its translation shows its figures in its own language, which another process draws.
    for language in sorted({chapter.language for chapter in edition.chapters} - {edition.language}):
        draw_figures(edition.report, edition.values, figures, language)
    if not only or "epub" in only:
        path = staging / "epub" / f"{name}.epub"
        write_epub(edition, figures, path)
        found += read_back_epub(path, edition)
    if not only or "docx" in only:
        path = staging / "docx" / f"{name}.docx"
        write_word(edition, path)
        found += read_back_word(path, edition)
    return tuple(found)
