"""What a single published file says of itself: which edition of which report it is, and the figures that it carries."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from html import unescape

from kerege.evidence.editions import written_value

_LARGEST = 50_000_000
_LANGUAGE = re.compile(r"<html\b[^>]*\blang=\"([^\"]+)\"")
_LINKED = re.compile(r"<script type=\"application/ld\+json\">(.*?)</script>", re.DOTALL)
_STATED = re.compile(r"<a\b[^>]*\bdata-kerege=\"stat:([^\"]+)\"[^>]*>(.*?)</a>", re.DOTALL)


@dataclass(frozen=True)
class Carried:
    """The evidence in one file."""

    edition: str = ""
    """Empty: the file does not say which edition it is of."""
    date: str = ""
    language: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """By statistic: its value, as records of editions write it."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By statistic: each wording that states it."""


def carried(raw: bytes) -> Carried:
    """The evidence that a PDF, an EPUB or a page carries; of any other file, and of a damaged one, nothing."""
    if raw.startswith(b"%PDF"):
        return _of_pdf(raw)
    if raw.startswith(b"PK"):
        return _of_epub(raw)
    text = raw[:_LARGEST].decode("utf-8", errors="replace")
    return _of_page(text) if "<html" in text[:2000].casefold() else Carried()


def _of_pdf(raw: bytes) -> Carried:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(raw)) as book:
            names = ("statistics.csv", "datapackage.json")
            found = {name: book.attachments[name].get_file().read_bytes() for name in names if name in book.attachments}
            language = str(book.Root.get("/Lang", ""))
        package = json.loads(found.get("datapackage.json", b"{}"))
        rows = csv.DictReader(io.StringIO(found.get("statistics.csv", b"").decode("utf-8-sig"), newline=""))
        values = {row["id"]: _value(row) for row in rows}
    except (pikepdf.PdfError, ValueError, KeyError, InvalidOperation):
        return Carried()
    return Carried(str(package.get("version", "")), str(package.get("created", ""))[:10], language, values)


def _value(row: Mapping[str, str]) -> str:
    return written_value(Decimal(row["value"]), Decimal(row["high"]) if row["high"] else None, row["bound"])


def _of_epub(raw: bytes) -> Carried:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            pages = [
                archive.read(entry).decode("utf-8", errors="replace")
                for entry in archive.infolist()
                if entry.filename.endswith((".xhtml", ".opf")) and entry.file_size < _LARGEST
            ]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        return Carried()
    whole = "\n".join(pages)
    language = re.search(r"<dc:language>([^<]+)", whole)
    date = re.search(r"<dc:date>([^<]+)", whole)
    edition = re.search(r'<meta property="schema:version">([^<]+)', whole)
    return Carried(
        edition[1] if edition else "", date[1] if date else "", language[1] if language else "", words=_stated(whole)
    )


def _of_page(html: str) -> Carried:
    language = _LANGUAGE.search(html)
    edition, date = next(_versions(html), ("", ""))
    return Carried(edition, date, language[1] if language else "", words=_stated(html))


def _versions(html: str) -> Iterator[tuple[str, str]]:
    for match in _LINKED.finditer(html):
        try:
            data = json.loads(match[1])
        except ValueError:
            continue
        if isinstance(data, dict) and data.get("version"):
            yield str(data["version"]), str(data.get("datePublished", ""))


def _stated(html: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for match in _STATED.finditer(html):
        words = " ".join(unescape(re.sub(r"<[^<>]*>", "", match[2])).replace("\u00ad", "").split())
        found[match[1]] = (*found.get(match[1], ()), words)
    return found
