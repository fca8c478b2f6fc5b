"""What the blocks of a Word file show: the same words for the same block, whichever program saved the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kerege.docx.as_markdown import paragraphs_markdown
from kerege.docx.document import Grid, Paragraph, WordFile

_CALL = re.compile(r"(?<!\\)\[\^(?P<id>-?\d+)\]")


@dataclass
class WordBlock:
    """The paragraphs that belong together in a Word file."""

    bookmark: str
    """Empty for paragraphs that the export did not write."""
    items: list[Paragraph | Grid] = field(default_factory=list)

    @property
    def authors(self) -> tuple[str, ...]:
        return tuple(sorted({author for item in self.items for author in item.authors if author}))

    @property
    def markdown(self) -> str:
        """Paragraphs as Markdown; a table's cells a line each, behind its row and column."""
        parts: list[str] = []
        run: list[Paragraph] = []
        for item in self.items:
            if isinstance(item, Paragraph):
                run.append(item)
                continue
            parts += [paragraphs_markdown(run), _cells(item)]
            run = []
        return "\n\n".join(part for part in (*parts, paragraphs_markdown(run)) if part)

    @property
    def grid(self) -> list[list[str]] | None:
        """The cells of its table, if it is one."""
        grid = next((item for item in self.items if isinstance(item, Grid)), None)
        return [[paragraphs_markdown(cell) for cell in row] for row in grid.rows] if grid is not None else None

    def calls(self) -> list[str]:
        """The notes it calls, by Word's numbers."""
        return [match["id"] for match in _CALL.finditer(self.markdown)]


def word_blocks(file: WordFile) -> list[WordBlock]:
    """The blocks of a file in order; neighbours with one bookmark are one block."""
    blocks: list[WordBlock] = []
    for item in file.items:
        if isinstance(item, Paragraph) and item.is_empty and not item.authors:
            continue
        if not blocks or blocks[-1].bookmark != item.owner or not item.owner:
            blocks.append(WordBlock(item.owner))
        blocks[-1].items.append(item)
    return blocks


def shown_blocks(file: WordFile) -> dict[str, str]:
    """What each block shows, by bookmark; the notes it calls as `bookmark/0`, `bookmark/1` …"""
    shown: dict[str, str] = {}
    for block in word_blocks(file):
        shown[block.bookmark] = comparable(block.markdown)
        for index, key in enumerate(block.calls()):
            shown[f"{block.bookmark}/{index}"] = note_markdown(file.notes, key)
    return shown


def comparable(markdown: str) -> str:
    """Markdown without Word's numbers of notes."""
    return _CALL.sub("[^note]", markdown)


def note_markdown(notes: Mapping[str, list[Paragraph]], key: str) -> str:
    """The text of a note."""
    return paragraphs_markdown(notes.get(key, []))


def _cells(grid: Grid) -> str:
    return "\n".join(
        f"{row}.{column} {paragraphs_markdown(cell)}"
        for row, cells in enumerate(grid.rows)
        for column, cell in enumerate(cells)
    )
