"""Plain text of a report, as extraction programs leave it: pages, blocks between blank lines, paragraphs within them.

A page begins after a form feed. Some programs print a blank for it instead; where single blanks begin only a few lines
of the whole text, those lines are taken as the first of their pages.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from kerege.errors import KeregeError
from kerege.intake.published.columns import unfold_columns
from kerege.intake.published.document import Holding, Line, Paragraph, Published, Role
from kerege.languages.recognised import not_small
from kerege.messages import reason, say

_LARGEST = 20_000_000
_BULLET = re.compile(r"\s*(?:[-–—•▪●■◦*·]|\d{1,2}[.)]|[a-z]\))\s+\S")
_NOTE = re.compile(rf"\s*(\d{{1,3}})\s{{1,4}}{not_small()}")
_PAGE_OF_BLANKS = 3
"""So many blank lines end a page where no form feed does."""
_RAGGED = 0.75
"""A line shorter than this share of its neighbours ends its paragraph, where blank lines do not tell."""


def read_plain(path: Path) -> Published:
    """A text file, in the order of the file.

    Raises:
        KeregeError: it cannot be read, is no UTF-8 text, or holds no words.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise KeregeError(say("{path} cannot be read: {strerror}.", path=path, strerror=reason(error))) from error
    if len(raw) > _LARGEST:
        raise KeregeError(
            say(
                "{path} is larger than {largest} bytes; bring its parts in one by one.",
                path=path,
                largest=f"{_LARGEST:,}",
            )
        )
    if b"\x00" in raw:
        raise KeregeError(
            say("{path} is no plain text; use 'kerege import pdf' or 'kerege import word-report'.", path=path)
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KeregeError(
            say("{path} is no UTF-8 text (byte {start}); save it as UTF-8.", path=path, start=error.start)
        ) from error
    if not re.search(r"\w", text):
        raise KeregeError(say("{path} holds no words; a scanned report must be read by OCR first.", path=path))
    return Published(paragraphs_of(text), Holding((text,)))


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, in its order."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    pages = [unfold_columns(page) for page in _pages(text)]
    blocks = [block for page in pages for block in _blocks(page)]
    blocks = _headings_closed(blocks)
    loose = statistics.mean(len(block) for block in blocks) if blocks else 0
    return tuple(
        paragraph
        for block in blocks
        for paragraph in (_table(block) or [_paragraph(part) for part in _parts(block, ragged=loose > 15)])
    )


def _headings_closed(blocks: list[list[Line]]) -> list[list[Line]]:
    """Blocks, a short line that goes on after a blank one in another short line put together with it."""
    result: list[list[Line]] = []
    for block in blocks:
        before = result[-1] if result else []
        goes_on = len(block) == 1 and block[0].text.strip()[0].islower() and _is_title_part(block[0].text)
        alone = len(before) == 1 or (len(before) > 1 and not is_sentence_open(before[-2].text))
        if before and goes_on and alone and before[0].page == block[0].page and _is_title_part(before[-1].text):
            if len(before) > 1:
                result[-1] = before[:-1]
                result.append([before[-1], *block])
            else:
                result[-1] = before + block
            continue
        result.append(block)
    return result


def _is_title_part(text: str) -> bool:
    return len(text.strip()) < 45 and len(text.split()) < 9 and re.search(r"[.,;:!?)”-]\s*$", text) is None


def _table(block: list[Line]) -> list[Paragraph]:
    """The rows of a block whose lines all hold the same number of cells, or nothing."""
    cells = [re.split(r"\s{3,}", line.text.strip()) for line in block]
    counts = [len(row) for row in cells]
    usual = max(set(counts), key=counts.count)
    numbers = sum(1 for row in cells if any(re.search(r"\d", cell) for cell in row[1:]))
    if len(block) < 3 or usual < 2 or counts.count(usual) < len(block) * 0.8 or numbers < len(block) / 2:
        return []
    return [
        Paragraph(" | ".join(cell.replace("|", "/") for cell in row), line.page, line.number, Role.TABLE, (line,))
        for row, line in zip(cells, block, strict=True)
    ]


def _pages(text: str) -> Iterator[list[Line]]:
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    single = [line for line in filled if re.match(r" \S", line)]
    by_blank = "\f" not in text and len(single) < len(filled) / 20
    page: list[Line] = []
    number = 1
    blanks = 0
    for place, raw in enumerate(lines, start=1):
        blanks = 0 if raw.strip() else blanks + 1
        for piece, part in enumerate(raw.split("\f")):
            turned = by_blank and (re.match(r" \S", part) or blanks == _PAGE_OF_BLANKS)
            if (piece or turned) and any(line.text.strip() for line in page):
                yield _marked(page)
                page, number = [], number + 1
            page.append(Line(part.rstrip(), number, place))
    yield _marked(page)


def _marked(page: list[Line]) -> list[Line]:
    filled = [index for index, line in enumerate(page) if line.text.strip()]
    if not filled:
        return page
    edges = {*filled[:2]}, {*filled[-2:]}
    return [
        Line(line.text, line.page, line.number, top=index in edges[0], bottom=index in edges[1])
        for index, line in enumerate(page)
    ]


def _blocks(page: list[Line]) -> Iterator[list[Line]]:
    for filled, lines in groupby(page, key=lambda line: bool(line.text.strip())):
        if filled:
            yield list(lines)


def _parts(block: list[Line], *, ragged: bool) -> Iterator[list[Line]]:
    """A block cut where a list item, a note, a heading in capitals or an indented line begins a new paragraph."""
    part: list[Line] = []
    usual = statistics.median(len(line.text) for line in block)
    margin = min(_indent(line.text) for line in block)
    labels = [int(match[1]) for line in block if (match := _NOTE.match(line.text))]
    # Notes begin the block, or follow each other by number within it.
    noted = bool(_NOTE.match(block[0].text)) or any(b == a + 1 for a, b in itertools.pairwise(labels))
    title_ends = -1
    for index, line in enumerate(block):
        length = _title_lines(block, index, usual) if index >= title_ends else 0
        starts = length > 0 or index == title_ends
        if length:
            title_ends = index + length
        if part and (
            starts
            or (
                index >= title_ends
                and _begins(
                    part[-1].text,
                    line.text,
                    usual,
                    margin,
                    noted=noted,
                    ragged=ragged,
                    set_in=len(part) > 1 and all(_indent(other.text) > margin + 1 for other in part),
                )
            )
        ):
            yield part
            part = []
        part.append(line)
    yield part


def _title_lines(block: list[Line], index: int, usual: float) -> int:
    """How many lines from this one on are a heading within a block: short and unended, between two sentences."""
    if index > 0 and is_sentence_open(block[index - 1].text):
        return 0
    first, second, third = ([line.text.strip() for line in block[index : index + 3]] + ["", ""])[:3]
    if len(block) < 4 or not first[:1].isupper() or not _is_title_part(first):
        return 0
    if len(first) < usual * 0.8 and second[:1].isupper() and not _is_title_part(second):
        return 1
    two = second[:1].islower() and _is_title_part(second) and len(second) < usual * 0.7
    return 2 if two and (not third or third[0].isupper()) else 0


def _begins(before: str, line: str, usual: float, margin: int, *, noted: bool, ragged: bool, set_in: bool) -> bool:
    """Whether a line begins a paragraph. `set_in`: those before it stand in from the margin, as a block quote does."""
    if _BULLET.match(line) and (re.match(r"\s*[-–•▪●■◦*·]", line) or not is_sentence_open(before)):
        return not before.rstrip().endswith(" -")
    if noted and _NOTE.match(line):
        return True
    if _capitals(before) != _capitals(line):
        return len(before.split()) > 0 and not line.strip()[:1].islower()
    ended = re.search(r"[.!?:…][\"”’»)]*\s*$", before) is not None
    if set_in and _indent(before) - _indent(line) >= 2:
        return True
    if ended and abs(_indent(line) - _indent(before)) >= 2 and (set_in or before.rstrip().endswith(":")):
        return True
    indented = 2 <= _indent(line) - margin <= 12 and _indent(before) == margin
    if ended and indented and line.lstrip()[:1].isupper():
        return True
    return ragged and ended and len(before.rstrip()) < usual * _RAGGED and not line.lstrip()[:1].islower()


def is_sentence_open(text: str) -> bool:
    """Whether a line ends within a sentence."""
    return re.search(r"[.!?:;…][\"”’»)]*\s*$", text) is None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 7 and all(letter.isupper() for letter in letters)


def _paragraph(lines: list[Line]) -> Paragraph:
    return Paragraph("\n".join(line.text for line in lines), lines[0].page, lines[0].number, lines=tuple(lines))
