"""A PDF as a screen reader is given it: its structure tree with the words of each part, read from the file alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

_MAPPED = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
BLOCKS = ("P", "H1", "H2", "H3", "H4", "TH", "TD", "Caption", "LBody", "Lbl", "Note", "Reference")


@dataclass
class Heard:
    """One element of the tree."""

    kind: str
    language: str = ""
    alternative: str = ""
    box: tuple[float, ...] = ()
    target: str = ""
    """Of a link."""
    kids: list[Heard | str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What is said, with notes and their calls left out, and divided words whole."""
        return " ".join(self._said().replace("\u00ad", "").replace("\u00a0", " ").split())

    def _said(self) -> str:
        if self.kind == "Note" or (self.kind == "Link" and self.target.startswith("note-")):
            return ""
        return "".join(kid if isinstance(kid, str) else kid._said() for kid in self.kids)

    def all(self) -> Iterator[Heard]:
        """This element and all below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Heard):
                yield from kid.all()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The tree as text: an element a line, and its own words, whole wherever lines and pages end."""
        facts = [self.kind, f"[{self.language}]" if self.language else "", self.alternative]
        yield "  " * depth + " ".join(filter(None, facts))
        own = ""
        for kid in [*self.kids, None]:
            if isinstance(kid, str):
                own += kid
                continue
            if own.strip():
                yield "  " * (depth + 1) + repr(own.replace("\u00ad", "").replace("\u00a0", " "))
            own = ""
            if kid is not None:
                yield from kid.lines(depth + 1)


def heard(path: Path) -> Heard:
    """The tree of a file."""
    with pikepdf.open(path) as book:
        numbers = {page.obj.objgen: number for number, page in enumerate(book.pages)}
        said: dict[tuple[int, int], str] = {}
        for number, page in enumerate(book.pages):
            said |= {(number, mark): words for mark, words in spoken(page).items()}

        def read(element: Any, page: int) -> Heard:
            page = numbers[element.Pg.objgen] if "/Pg" in element else page
            box = element.A.get("/BBox", ()) if isinstance(element.get("/A"), pikepdf.Dictionary) else ()
            found = Heard(
                str(element.S)[1:], str(element.get("/Lang", "")), str(element.get("/Alt", "")), tuple(map(float, box))
            )
            kids = element.get("/K", [])
            if "/ActualText" in element:
                found.kids.append(str(element.ActualText))
                return found
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if not isinstance(kid, pikepdf.Dictionary):
                    found.kids.append(said.get((page, int(kid)), ""))
                elif kid.get("/Type") == "/MCR":
                    found.kids.append(said.get((numbers[kid.Pg.objgen], int(kid.MCID)), ""))
                elif kid.get("/Type") == "/OBJR":
                    found.target = str(kid.Obj.get("/Dest", ""))
                else:
                    found.kids.append(read(kid, page))
            return found

        return read(book.Root.StructTreeRoot.K[0], 0)


def spoken(page: Any) -> dict[int, str]:
    """The words of each piece of marked content of a page; those of artifacts are nobody's."""
    maps = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    open_: list[tuple[int | None, bool]] = []
    said: dict[int, str] = {}

    def say(words: str) -> None:
        mark = next((mark for mark, _ in reversed(open_) if mark is not None), None)
        if mark is not None:
            said[mark] = said.get(mark, "") + words

    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC":
                facts: Any = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else {}
                instead = facts.get("/ActualText")
                open_.append((int(facts["/MCID"]) if "/MCID" in facts else None, instead is not None))
                if instead is not None:
                    say(str(instead))
            case "BMC":
                open_.append((None, False))
            case "EMC":
                open_.pop()
            case "Tf":
                letters = maps[str(operands[0])]
            case "TJ" if not any(instead for _, instead in open_):
                shown = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                pairs = (shown[at : at + 2] for at in range(0, len(shown), 2))
                say("".join(letters.get(int.from_bytes(pair), "\ufffd") for pair in pairs))
    return said


def _letters(font: Any) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("latin-1")
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in _MAPPED.findall(table)}
