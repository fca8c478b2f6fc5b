"""The bilingual Word table read back, whatever Word made of its runs."""

from __future__ import annotations

import xml.etree.ElementTree as etree
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kerege.archives import DAMAGED, BadArchive, require_sane
from kerege.errors import KeregeError
from kerege.findings import Location
from kerege.messages import say
from kerege.translate.exchange.entries import Returned
from kerege.translate.exchange.word_table import NAMESPACE

_W = f"{{{NAMESPACE}}}"
_GONE = {_W + name for name in ("del", "moveFrom", "rPr", "pPr", "sdtPr", "instrText", "tcPr")}
"""Deleted text, and properties that hold no text."""
_MARKS = {
    _W + "tab": " ",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "\u2011",
    _W + "softHyphen": "\u00ad",
}


def read_word(path: Path) -> Iterator[Returned]:
    """What a Word table brings back; the location's line is the row, its head being 1.

    Raises:
        KeregeError: it is no such table.
    """
    try:
        require_sane(path)
        with zipfile.ZipFile(path) as archive:
            root = fromstring(archive.read("word/document.xml"), forbid_dtd=True)
    except (BadArchive, KeyError, etree.ParseError, DefusedXmlException, *DAMAGED) as error:
        raise KeregeError(say("{path} is no Word file that can be read.", path=path)) from error
    table = next(root.iter(_W + "tbl"), None)
    if table is None:
        raise KeregeError(say("{path} holds no table of translations; 'kerege export word' makes one.", path=path))
    shown = PurePosixPath(path.as_posix())
    for number, row in enumerate(table.iter(_W + "tr"), 1):
        cells = [_text(cell) for cell in row.iter(_W + "tc")]
        if number == 1 or not any(cells):
            continue
        if len(cells) != 5:
            raise KeregeError(
                say(
                    "Row {number} of the table in {path} has {cells} cells; keep its five columns.",
                    number=number,
                    path=path,
                    cells=len(cells),
                )
            )
        name = cells[0].split("\n")[-1].strip()
        yield Returned(name, cells[1], cells[2], cells[3].strip(), Location(shown, number))


def _text(cell: etree.Element) -> str:
    return "\n".join("".join(_words(paragraph)) for paragraph in cell.iter(_W + "p")).strip("\n")


def _words(element: etree.Element) -> Iterator[str]:
    for child in element:
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _GONE:
            yield from _words(child)
