"""Edits in the cells of a table: each cell by itself, its line otherwise untouched."""

from __future__ import annotations

import itertools
import re

from kerege.docx.as_markdown import paragraphs_markdown
from kerege.docx.blocks import WordBlock
from kerege.docx.document import Paragraph
from kerege.intake.word_review.edits import Edit, NotGivenBack, edited
from kerege.languages import LanguagePack
from kerege.messages import say

_CELL = re.compile(r"(?P<row>\d+)\.(?P<column>\d+) ?(?P<text>.*)")
_BAR = re.compile(r"(?<!\\)\|")
_CAPTION = re.compile(r"(?P<mark>Table:[ \t]*)(?P<words>.*?)(?P<id>[ \t]*(?:\{#[^}\s]+\})?[ \t]*)$")


def table_edit(source: str, shown: str | None, block: WordBlock, pack: LanguagePack) -> Edit:
    """Put edits of cells and caption into a table's source.

    Raises:
        NotGivenBack: rows or columns came or went, or a cell holds what Word cannot give back.
    """
    if shown is None:
        raise NotGivenBack(say("the file no longer tells what the table was"))
    caption, before = _shown(shown)
    after = block.grid or []
    if [len(row) for row in before] != [len(row) for row in after]:
        raise NotGivenBack(say("rows or columns of the table came or went"))
    whole = Edit(source, "")
    lines = source.split("\n")
    marked: list[str] = []
    for number, line in enumerate(lines):
        match = _CAPTION.fullmatch(line)
        if match is not None:
            word = paragraphs_markdown([item for item in block.items if isinstance(item, Paragraph)])
            edit = edited(match["words"], caption, word, pack)
            lines[number] = f"{match['mark']}{edit.text}{match['id']}"
            _take(whole, edit, caption != word, marked)
            break
    rows = [number for number, line in enumerate(lines) if _BAR.search(line)]
    # The line of dashes under the head is no row.
    rows = rows[:1] + rows[2:]
    if len(rows) != len(before):
        raise NotGivenBack(say("the table's lines are not its rows"))
    for row, number in enumerate(rows):
        lines[number] = _row(lines[number], before[row], after[row], pack, whole, marked)
    whole.text = "\n".join(lines)
    whole.marked = "; ".join(marked)
    return whole


def _shown(shown: str) -> tuple[str, list[list[str]]]:
    caption: list[str] = []
    rows: list[list[str]] = []
    for line in shown.split("\n"):
        match = _CELL.fullmatch(line)
        if match is None:
            if rows and line.strip():
                raise NotGivenBack(say("a cell holds several paragraphs"))
            caption.append(line)
        elif int(match["row"]) < len(rows):
            rows[-1].append(match["text"])
        else:
            rows.append([match["text"]])
    return "\n".join(caption).strip(), rows


def _row(line: str, before: list[str], after: list[str], pack: LanguagePack, whole: Edit, marked: list[str]) -> str:
    edges = [-1, *(match.start() for match in _BAR.finditer(line)), len(line)]
    spans = [(a + 1, b) for a, b in itertools.pairwise(edges)]
    if line.lstrip().startswith("|"):
        spans = spans[1:]
    if line.rstrip().endswith("|"):
        spans = spans[:-1]
    if len(spans) != len(before):
        raise NotGivenBack(say("the table's lines are not its rows"))
    for (start, end), old, new in reversed(list(zip(spans, before, after, strict=True))):
        if old == new:
            continue
        cell = line[start:end]
        edit = edited(cell.strip(), old, new, pack)
        _take(whole, edit, True, marked)
        if edit.text != cell.strip():
            lead = cell[: len(cell) - len(cell.lstrip())] or " "
            line = f"{line[:start]}{lead}{edit.text} {line[end:]}" if edit.text else f"{line[:start]} {line[end:]}"
    return line


def _take(whole: Edit, edit: Edit, changed: bool, marked: list[str]) -> None:
    whole.kept += edit.kept
    whole.held += edit.held
    whole.added += edit.added
    if changed:
        marked.append(edit.marked)
