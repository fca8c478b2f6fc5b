"""Reading back a finished PDF, through PDFium: the words under every link to a source, and every testimony."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kerege.catalogue import problem
from kerege.findings import Finding, Location
from kerege.languages.cldr import runs_leftwards
from kerege.outputs.readback import Expected, compact, expected_in, unmatched
from kerege.render.edition import Edition

_SCHEMES = {"stat": "stat", "arithmetic": "claim"}
"""By the beginning of an anchor: the scheme of the ties that lead to it."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class LinkedWords:
    """Words of a PDF that link to a statistic's source, or a claim's arithmetic."""

    mark: str
    """`stat:ID` or `claim:ID`."""
    words: str
    page: int
    """From 1."""


@dataclass(frozen=True, slots=True)
class ReadBook:
    """What stands in a PDF."""

    links: tuple[LinkedWords, ...]
    pages: tuple[str, ...]
    """The text of each page, compacted."""
    words: tuple[Counter[str], ...] = ()
    """The words of each page, how often each stands there."""


def read_book(path: Path) -> ReadBook:
    """The text and the source links of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        links: list[LinkedWords] = []
        pages, words = [], []
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            said = text.get_text_bounded()
            pages.append(compact(said))
            words.append(_counted(said))
            links += _links(page, text, index + 1)
            text.close()
            page.close()
        return ReadBook(tuple(links), tuple(pages), tuple(words))
    finally:
        document.close()


def _links(page: object, text: object, number: int) -> Iterator[LinkedWords]:
    # pypdfium2 has no method for annotations; its raw module is PDFium's C interface.
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_LINK:
                continue
            length = raw.FPDFAnnot_GetStringValue(annotation, b"Dest", None, 0)
            buffer = ctypes.create_string_buffer(length)
            place = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
            raw.FPDFAnnot_GetStringValue(annotation, b"Dest", place, length)
            target = buffer.raw[:length].decode("utf-16-le", errors="replace").rstrip("\0")
            anchor, _, key = target.partition("-")
            if anchor in _SCHEMES:
                box = raw.FS_RECTF()
                raw.FPDFAnnot_GetRect(annotation, box)
                words = text.get_text_bounded(box.left, box.bottom, box.right, box.top)  # type: ignore[attr-defined]
                yield LinkedWords(f"{_SCHEMES[anchor]}:{key}", words, number)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _as_written(words: str) -> str:
    """Words of a line from right to left in the order of writing: what is seen left of a number, such as ٪, stands behind it."""
    words = words.strip()
    number = words.lstrip("".join(sign for sign in words if unicodedata.bidirectional(sign) == "ET"))
    sign = words[: len(words) - len(number)]
    end = next(
        (at for at, c in enumerate(number) if unicodedata.bidirectional(c) not in ("AN", "EN", "CS")), len(number)
    )
    return number[:end] + sign + number[end:] if sign and end else words


def read_back_book(path: Path, edition: Edition, book: ReadBook | None = None) -> Iterator[Finding]:
    """Findings about the PDF of an edition."""
    book = book or read_book(path)
    expected: dict[str, list[Expected]] = {}
    quotes: list[Expected] = []
    for chapter in edition.chapters:
        for item in expected_in(chapter, edition):
            kind, _, key = item.mark.partition(":")
            if kind == "quote":
                quotes.append(item)
            else:
                expected.setdefault(item.mark if kind == "claim" else f"stat:{key}", []).append(item)
    found: dict[str, list[str]] = {}
    for link in book.links:
        words = _as_written(link.words) if any(map(_is_leftwards, link.words)) else link.words
        found.setdefault(link.mark, []).append(words)
    for key in dict.fromkeys([*expected, *found]):
        missing, added = unmatched(expected.get(key, []), found.get(key, []))
        for item in missing:
            yield Finding(
                item.location,
                problem("A001/does-not-stand-so", words=item.words, mark=item.mark, path=path.name),
                language=edition.language,
            )
        for words in added:
            yield Finding(
                Location(edition.chapters[0].path) if edition.chapters else edition.report.settings.location,
                problem("A004/shows-for-which-no", path=path.name, value=" ".join(words.split()), key=key),
                language=edition.language,
            )
    # An edition holds chapters of the original, too, where they wait for their translation.
    from_right = any(runs_leftwards(code) for code in (edition.language, *(c.language for c in edition.chapters)))
    for item in quotes:
        turned = from_right and _all_stand(book.words, item.words)
        if not turned and not stands_in(book.pages, compact(item.words)):
            yield Finding(
                item.location,
                problem("A001/text-does-not-stand", mark=item.mark, path=path.name),
                language=edition.language,
            )


def _is_leftwards(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in ("R", "AL", "AN")


def _counted(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()))


def _all_stand(pages: tuple[Counter[str], ...], words: str) -> bool:
    """Whether all words stand on a page, or on one and the next: on lines of two directions PDFium tells the order of what is
    seen, which is not that of writing."""
    wanted = _counted(words)
    return any(wanted <= page + after for page, after in zip(pages, (*pages[1:], Counter()), strict=True))


def stands_in(pages: tuple[str, ...], words: str) -> bool:
    """Whether the words stand on one page, or end one and go on in the next (a running head or note may be between)."""
    for page, after in zip(pages, (*pages[1:], ""), strict=True):
        if words in page:
            return True
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if words[:middle] in page else (low, middle - 1)
        if low and words[low:] in after:
            return True
    return False
