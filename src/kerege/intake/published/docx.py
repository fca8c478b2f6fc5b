"""A published report as a Word file, read with pandoc: roles come from its styles, notes are joined to their calls already.

Text that follows a style is not guessed at again; only attributions, quotations, numbers and works are looked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kerege.archives import BadArchive, require_sane
from kerege.errors import KeregeError, MissingProgram
from kerege.intake.published.document import Paragraph, Role
from kerege.messages import say

_LARGEST = 100_000_000


def read_word(path: Path) -> tuple[Paragraph, ...]:
    """The paragraphs of a Word file.

    Raises:
        MissingProgram: pandoc is not there.
        KeregeError: the file is no Word file, or holds no words.
    """
    try:
        import pypandoc
    except ImportError as error:
        raise MissingProgram(say("Reading Word needs pandoc; run: pip install pypandoc-binary")) from error
    if not path.is_file():
        raise KeregeError(say("{path} is not there.", path=path))
    if path.stat().st_size > _LARGEST or path.read_bytes()[:2] != b"PK":
        raise KeregeError(say("{path} is no Word file (.docx); save it as one in Word or LibreOffice.", path=path))
    try:
        require_sane(path)
        text = pypandoc.convert_file(str(path), "json", format="docx+styles", extra_args=["--sandbox"])
    except (BadArchive, RuntimeError, OSError) as error:
        raise KeregeError(say("{path} could not be read as a Word file.", path=path)) from error
    document = _Document()
    document.take(json.loads(text)["blocks"])
    paragraphs = (*document.paragraphs, *document.notes)
    if not any(re.search(r"\w", paragraph.text) for paragraph in paragraphs):
        raise KeregeError(say("{path} holds no words.", path=path))
    return paragraphs


@dataclass
class _Document:
    """The growing result of one reading."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)

    def take(self, blocks: list[Mapping[str, Any]], role: Role = Role.BODY, *, key: str = "") -> None:
        for block in blocks:
            kind = block["t"]
            content: Any = block.get("c")
            if kind == "Header":
                level = content[0]
                self._add(content[2], Role.CHAPTER if level == 1 else Role.HEADING, level=level, fixed=True)
            elif kind in ("Para", "Plain"):
                self._add(content, role, key=key, fixed=role is not Role.BODY)
            elif kind == "BlockQuote":
                self.take(content, Role.QUOTE)
            elif kind == "Div":
                self._styled(content, role)
            elif kind in ("BulletList", "OrderedList"):
                items = content if kind == "BulletList" else content[1]
                for number, item in enumerate(items, start=1):
                    self.take(item, Role.ITEM, key=str(number) if kind == "OrderedList" else "")
            elif kind == "Table":
                for cells in _rows(content):
                    self._add_text(" | ".join(cell.replace("|", "/") for cell in cells), Role.TABLE, fixed=True)
            elif kind == "LineBlock":
                for line in content:
                    self._add(line, role)
            elif kind in ("CodeBlock", "RawBlock"):
                self._add_text(str(content[1]), role)

    def _styled(self, content: list[Any], role: Role) -> None:
        attributes, blocks = content
        style = dict(attributes[2]).get("custom-style", "").casefold()
        if "quote" in style or "цитат" in style:
            role = Role.QUOTE
        elif "caption" in style or "название объекта" in style:
            role = Role.CAPTION
        elif style == "title":
            role = Role.HEADING
        self.take(blocks, role)

    def _add(
        self, inlines: list[Mapping[str, Any]], role: Role, *, level: int = 0, key: str = "", fixed: bool = False
    ) -> None:
        pieces: list[str] = []
        marks: list[tuple[int, str]] = []
        for piece in self._pieces(inlines):
            if isinstance(piece, tuple):
                marks.append((len("".join(pieces).rstrip()), piece[0]))
            else:
                pieces.append(piece)
        text = re.sub(r"\s+", " ", "".join(pieces))
        shift = len(text) - len(text.lstrip())
        self._add_text(
            text.strip(),
            role,
            level=level,
            key=key,
            fixed=fixed,
            marks=tuple((max(0, at - shift), k) for at, k in marks),
        )

    def _add_text(
        self,
        text: str,
        role: Role,
        *,
        level: int = 0,
        key: str = "",
        fixed: bool = False,
        marks: tuple[tuple[int, str], ...] = (),
    ) -> None:
        if text or marks:
            number = len(self.paragraphs) + 1
            self.paragraphs.append(Paragraph(text, 1, number, role, (), fixed, level, key, marks=marks))

    def _pieces(self, inlines: list[Mapping[str, Any]]) -> Iterator[str | tuple[str]]:
        for inline in inlines:
            kind = inline["t"]
            content: Any = inline.get("c")
            if kind == "Str":
                yield str(content)
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                yield " "
            elif kind in ("Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"):
                yield from self._pieces(content)
            elif kind in ("Link", "Span"):
                yield from self._pieces(content[1])
            elif kind == "Quoted":
                left, right = ("“", "”") if content[0]["t"] == "DoubleQuote" else ("‘", "’")
                yield left
                yield from self._pieces(content[1])
                yield right
            elif kind in ("Code", "Math", "RawInline"):
                yield str(content[1])
            elif kind == "Note":
                yield (self._note(content),)

    def _note(self, blocks: list[Mapping[str, Any]]) -> str:
        inner = _Document()
        label = str(len(self.notes) + 1)
        # Reserved first, so that notes keep the order of their calls.
        self.notes.append(Paragraph("", 1, 0, Role.NOTE, (), fixed=True, key=label))
        inner.take(blocks)
        text = " ".join(paragraph.text for paragraph in inner.paragraphs)
        self.notes[int(label) - 1] = Paragraph(text, 1, 0, Role.NOTE, (), fixed=True, key=label)
        return label


def _rows(table: list[Any]) -> Iterator[list[str]]:
    """The rows of a table as text, one a line."""
    head, bodies, foot = table[3], table[4], table[5]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    for row in rows:
        cells = []
        for cell in row[1]:
            inner = _Document()
            inner.take(cell[4])
            cells.append(" ".join(paragraph.text for paragraph in inner.paragraphs))
        yield cells
