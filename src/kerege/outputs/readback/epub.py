"""Reading back a finished EPUB: every chapter shows its numbers and testimonies, and nothing is left unresolved."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import ParseError

from kerege.catalogue import problem
from kerege.findings import Finding, Location
from kerege.outputs.readback.active import document_problems
from kerege.outputs.readback.pages import active, meant_as_words, read_back_chapter, unresolved
from kerege.outputs.readback.structure import compared, expected_parts, file_parts
from kerege.outputs.readback.validity import read_back_validity
from kerege.render.edition import Edition


def read_back_epub(path: Path, edition: Edition) -> Iterator[Finding]:
    """Findings about the EPUB of an edition, as about its website."""
    with zipfile.ZipFile(path) as archive:
        pages = {
            name.removeprefix("EPUB/"): archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.endswith((".xhtml", ".svg"))
        }
    yield from read_back_validity(path, edition)
    for chapter in edition.chapters:
        page = f"{chapter.name}.xhtml"
        if page not in pages:
            yield Finding(
                Location(chapter.path),
                problem("A001/has-no-file-this", path=path.name),
                language=edition.language,
            )
            continue
        yield from read_back_chapter(pages[page], f"{path.name}/{page}", chapter, edition)
        try:
            found = file_parts(pages[page])
        except ParseError:
            continue  # A015 has told it.
        yield from compared(expected_parts(chapter, edition), found, f"{path.name}/{page}", chapter)
    meant = meant_as_words(edition.everything)
    for name, text in pages.items():
        for trouble in document_problems(text, drawing=name.endswith(".svg")):
            yield active(PurePosixPath("build/epub") / path.name / name, trouble)
        yield from unresolved(text, PurePosixPath("build/epub") / path.name / name, meant)
