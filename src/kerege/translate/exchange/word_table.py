"""A table in Word for translators who have no other program: original, translation, status, notes, a row a text.

Ids, originals and the locked codes of a translation stand in content controls that Word lets nobody edit or delete; the
status is a list to choose from. The words between the codes are free. Tracked changes are read as if accepted.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from importlib import resources
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from kerege.translate.exchange.codes import Side, pieces
from kerege.translate.exchange.entries import BEHIND, UNRECORDED, Entry, ExchangeFile
from kerege.translate.state import STATUSES
from kerege.translate.words import plain, word_changes

SUFFIX = ".docx"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WIDTHS = (1500, 4900, 4900, 1300, 2500)
"""Twentieths of a point; together what A4 across has between its margins."""
_SHADES = {BEHIND: "FBE3C8", UNRECORDED: "F1F1F1", "reviewed": "DDEFD9", "": "FBE3C8"}
_SIZES = {"Code": 15, "Id": 8, "Place": 15}
"""Half points."""
_STATIC = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package.rels",
    "word/_rels/document.xml.rels": "document.rels",
    "word/styles.xml": "styles.xml",
}


def word_bytes(exchanged: ExchangeFile) -> bytes:
    """The Word file of an exchanged chapter; the same chapter gives the same bytes."""
    here = resources.files(__package__) / "word_parts"
    parts = {name: (here / file).read_text("utf-8") for name, file in _STATIC.items()}
    parts["word/document.xml"] = "".join(_document(exchanged))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _document(exchanged: ExchangeFile) -> Iterator[str]:
    controls = count(1)
    yield f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{NAMESPACE}"><w:body>'
    yield _paragraph(_run(f"{exchanged.title} · {exchanged.name}"), "Title")
    yield _paragraph(
        _run(
            f"{exchanged.source_language} → {exchanged.language}. Write in the third column only; what is grey there is locked: "
            "keep it around or beside the words it belongs to. Then choose the status of the row."
        ),
        "Subtitle",
    )
    yield '<w:tbl><w:tblPr><w:tblStyle w:val="Table"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    yield "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS) + "</w:tblGrid>"
    heads = ("", exchanged.source_language, exchanged.language, "status", "notes")
    yield "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    yield "".join(_cell(n, _paragraph(_run(head, "<w:b/>"))) for n, head in enumerate(heads)) + "</w:tr>"
    for number, entry in enumerate(exchanged.entries, 1):
        yield from _row(number, entry, exchanged, controls)
    yield "</w:tbl><w:p/>"
    yield '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    yield '<w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850" w:header="400" w:footer="400" w:gutter="0"/>'
    yield "</w:sectPr></w:body></w:document>"


def _row(number: int, entry: Entry, exchanged: ExchangeFile, controls: Iterator[int]) -> Iterator[str]:
    place = f"{number}. {entry.kind}" + (f", line {entry.location.line}" if entry.number >= 0 else "")
    yield "<w:tr>"
    name = _locked(_run(entry.id, style="Id"), next(controls), "id")
    yield _cell(0, _paragraph(_run(place, style="Place")) + _paragraph(name))
    source = _paragraph("".join(_coded(entry.source, "", exchanged.source_language)))
    yield _cell(1, _locked(source, next(controls), "original"))
    yield _cell(2, _paragraph("".join(_coded(entry.target, entry.source, exchanged.language, controls))))
    yield _cell(3, _paragraph(_choice(entry.status, next(controls))), _SHADES.get(entry.status, ""))
    yield _cell(4, "".join(_notes(entry)) or "<w:p/>") + "</w:tr>"


def _coded(text: str, like: str, language: str, controls: Iterator[int] | None = None) -> Iterator[str]:
    """A text as runs; with `controls`, each code locked in one."""
    for piece in pieces(text, like):
        if piece.side is Side.WORDS:
            yield _run(piece.text, f'<w:lang w:val="{language}"/>')
        elif controls is None:
            yield _run(piece.text, style="Code")
        else:
            yield _locked(_run(piece.text, style="Code"), next(controls), piece.code)


def _notes(entry: Entry) -> Iterator[str]:
    if entry.previous:
        runs = [_run("The original was: ")]
        for mark, words in word_changes(plain(entry.previous), plain(entry.source)):
            style = {"-": '<w:strike/><w:color w:val="A02020"/>', "+": '<w:u w:val="single"/><w:color w:val="1F6F3A"/>'}
            runs.append(_run(f"{words} ", style.get(mark, "")))
        yield _paragraph("".join(runs), "Note")
    for note in entry.notes:
        yield _paragraph(_run(note), "Note")


def _choice(status: str, number: int) -> str:
    items = "".join(
        f'<w:listItem w:displayText="{name}" w:value="{name}"/>' for name in (*STATUSES, BEHIND, UNRECORDED)
    )
    # An empty control would show Word's own prompt, which would be read as a status; a blank keeps it empty.
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="status"/><w:id w:val="{number}"/><w:lock w:val="sdtLocked"/>'
        f"<w:dropDownList>{items}</w:dropDownList></w:sdtPr><w:sdtContent>{_run(status or ' ')}</w:sdtContent></w:sdt>"
    )


def _locked(content: str, number: int, alias: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val={quoteattr(alias[:60])}/><w:id w:val="{number}"/><w:lock w:val="sdtContentLocked"/>'
        f"</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _cell(column: int, content: str, shade: str = "") -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTHS[column]}" w:type="dxa"/>{fill}</w:tcPr>{content}</w:tc>'


def _paragraph(runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _run(text: str, properties: str = "", style: str = "") -> str:
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    # LibreOffice takes the colour of a character style and not its size.
    properties += f'<w:sz w:val="{_SIZES[style]}"/>' if style else ""
    words = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line) for line in text.split("\n"))
    return f'<w:r><w:rPr>{named}{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
