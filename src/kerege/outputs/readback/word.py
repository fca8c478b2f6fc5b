"""Reading back a Word file: every tie of the chapters is a link with its words, every testimony stands in it whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.docx.document import Paragraph, Run, WordFile, read_word
from kerege.findings import Finding, Location
from kerege.model import Chapter
from kerege.outputs.readback import Expected, compact, expected_in, unmatched
from kerege.outputs.readback.active import word_problems
from kerege.outputs.readback.pages import active
from kerege.outputs.readback.structure import read_back_word_structure
from kerege.render.edition import Edition


def read_back_word(path: Path, edition: Edition) -> Iterator[Finding]:
    """Findings about the Word file of an edition: A001 for words missing or changed, A004 for a number no chapter has,
    A010 for what would run or be fetched when it is opened."""
    for trouble in word_problems(path):
        yield active(PurePosixPath("build/docx") / path.name, trouble)
    chapters = [chapter for chapter in edition.chapters if chapter.language == edition.language]
    yield from read_back_word_structure(path, chapters, edition)
    file = read_word(path)
    runs = list(_runs(file))
    text = compact("".join(run.text for run in runs))
    found: dict[str, list[str]] = {}
    for run in runs:
        if run.target.startswith(("stat:", "claim:")):
            found.setdefault(run.target, []).append(run.text)
    expected: dict[str, list[Expected]] = {}
    for chapter in chapters:
        for item in expected_in(chapter, edition):
            kind, _, key = item.mark.partition(":")
            if kind != "quote":
                expected.setdefault(item.mark if kind == "claim" else f"stat:{key}", []).append(item)
            elif compact(item.words) not in text:
                yield _missing(item, path, chapter)
    for key in dict.fromkeys([*expected, *found]):
        missing, added = unmatched(expected.get(key, []), found.get(key, []))
        for item in missing:
            yield _missing(item, path, chapters[0])
        for words in added:
            yield Finding(
                Location(chapters[0].path if chapters else edition.report.settings.location.path),
                problem(
                    "A004/shows-for-which-no-look-at-file-build", path=path.name, value=" ".join(words.split()), key=key
                ),
                language=edition.language,
            )


def read_back_clean(path: Path, chapters: Sequence[Chapter], edition: Edition) -> Iterator[Finding]:
    """Findings about a Word file that is handed on: A001 for words missing or changed, A010 for what would run or be fetched
    when it is opened."""
    for trouble in word_problems(path):
        yield active(PurePosixPath("build/docx") / path.name, trouble)
    text = compact("".join(run.text for run in _runs(read_word(path))))
    for chapter in chapters:
        for item in expected_in(chapter, edition):
            if compact(item.words) not in text:
                yield _missing(item, path, chapter)


def _runs(file: WordFile) -> Iterator[Run]:
    for item in file.items:
        paragraphs = [item] if isinstance(item, Paragraph) else [p for row in item.rows for cell in row for p in cell]
        for paragraph in paragraphs:
            yield from paragraph.runs
    for note in file.notes.values():
        for paragraph in note:
            yield from paragraph.runs


def _missing(item: Expected, path: Path, chapter: Chapter) -> Finding:
    return Finding(
        item.location,
        problem("A001/does-not-stand-so-look-at-file-build", words=item.words, mark=item.mark, path=path.name),
        language=chapter.language,
    )
