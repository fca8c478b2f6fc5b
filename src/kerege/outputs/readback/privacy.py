"""Reading back for privacy: no banned name stands anywhere in what will be published (A005)."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kerege.cache.store import digest_of
from kerege.findings import Finding, Location
from kerege.languages.names import Names
from kerege.model import Report

_TEXT = {
    ".html",
    ".css",
    ".js",
    ".json",
    ".csv",
    ".xml",
    ".svg",
    ".txt",
    ".tsv",
    ".webmanifest",
    ".md",
    ".xhtml",
    ".opf",
    ".ncx",
    ".rels",
    ".cff",
    ".yml",
}
_ARCHIVES = {".docx", ".epub", ".zip", ".xlsx", ".odt"}
_MARKED = {".html", ".xhtml", ".xml"}
_ENDS = re.compile(r"</(?:w:p|p|div|li|h\d|t[dhr]|figcaption|blockquote|section|title|option|label)>|<br ?/?>")
_MARKS = re.compile(r"<[^<>]*>")
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def read_back_privacy(out: Path, report: Report, part: str = "") -> Iterator[Finding]:
    """Findings about every file below `out`, or of one of its folders: names of files; texts; text and metadata of PDFs; what archives (Word, EPUB,
    ZIP) and compressed files hold. Besides the banned names, no participant's code may stand anywhere."""
    banned = Names(report.privacy.banned)
    codes = _codes(report)
    if not banned and codes is None:
        return
    for path in sorted((out / part).rglob("*")):
        if not path.is_file():
            continue
        shown = PurePosixPath("build") / path.relative_to(out).as_posix()
        told: set[str] = set()
        for text in _texts(path.name, path.read_bytes(), str(shown)):
            found = [(name.key, name.text) for name in banned.find(text)] if banned else []
            found += [("participant", match[0]) for match in codes.finditer(text)] if codes else []
            for key, words in found:
                if key not in told and not _waived(report, str(shown), key):
                    told.add(key)
                    yield Finding(
                        Location(shown),
                        "A005",
                        f"'{words}' stands in a finished file ({key})",
                        "find it in the sources, or in a data file that the website offers, and take it out",
                    )


def privacy_digest(report: Report) -> str:
    """Of everything that reading back looks for."""
    codes = _codes(report)
    return digest_of(report.privacy, codes.pattern if codes else "")


def _codes(report: Report) -> re.Pattern[str] | None:
    """Participants' codes as words. Short codes and plain numbers would be found in any text and are left to the records'
    rule that they are printed nowhere."""
    codes = {quote.participant for quote in (*report.quotes.values(), *report.drafts.values())}
    told_apart = sorted(code for code in codes if len(code) > 3 and not code.isdigit())
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, told_apart))})(?!\w)") if told_apart else None


def _texts(name: str, raw: bytes, shown: str) -> Iterator[str]:
    """Everything that can be read in a file: its name first."""
    yield shown.replace("/", " ").replace("_", " ")
    suffix = PurePosixPath(name).suffix.casefold()
    if suffix == ".pdf":
        yield from _pdf_texts(raw)
    elif suffix in _ARCHIVES and zipfile.is_zipfile(io.BytesIO(raw)):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for inner in archive.infolist():
                if not inner.is_dir():
                    yield from _texts(inner.filename, archive.read(inner), inner.filename)
    elif raw.startswith(b"\x1f\x8b"):
        yield from _texts(PurePosixPath(name).stem + ".txt", gzip.decompress(raw), "")
    elif suffix in _TEXT or suffix == "":
        text = raw.decode("utf-8", errors="replace")
        yield _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        if suffix in _MARKED:
            # A name that marks of formatting divide is one name to a reader.
            yield _MARKS.sub("", _ENDS.sub("\n", text))


def _waived(report: Report, shown: str, key: str) -> bool:
    return any(w.code == "A005" and w.file == shown and w.name in ("", key) for w in report.privacy.waivers)


def _pdf_texts(raw: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(raw)
    try:
        texts = [str(value) for value in document.get_metadata_dict().values()]
        for index in range(len(document)):
            page = document[index].get_textpage()
            # A name broken at a line's end is put together again; PDFium's own sign for that often stands without a break.
            texts.append(re.sub(r"[\u00ad\ufffe\x02]\s*|[‐-]\s*\n", "", page.get_text_bounded()))
        for index in range(document.count_attachments()):
            attached = document.get_attachment(index)
            texts += _texts(attached.get_name(), bytes(attached.get_data()), attached.get_name())
        return texts + [match[0].decode("utf-8", errors="replace") for match in _XMP.finditer(raw)]
    finally:
        document.close()
