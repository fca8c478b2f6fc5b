"""Every text that can be read in a file, as the program that opens the file would show it.

Looked into: text in any Unicode encoding, pages and drawings, Office and OpenDocument files, EPUB, archives and compressed files,
PDF (text, properties, notes, attachments), and what images say of themselves. A file that nothing here can read is named, so
that it is published by nobody.
"""

from __future__ import annotations

import binascii
import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes

_SILENT = {".woff", ".woff2", ".ttf", ".otf", ".icc", ".ico", ".pyc"}
"""Fonts and the like: nothing of a report is written in them."""
_MARKED = {".html", ".htm", ".xhtml", ".xml", ".svg", ".opf", ".ncx", ".rels", ".fodt", ".fods"}
_IMAGES = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff"}
_ENDS = re.compile(
    r"</(?:w:p|a:p|p|div|li|h\d|t[dhr]|figcaption|blockquote|section|title|option|label|text|si|is|c|v|row"
    r"|text:p|text:h|text:list-item|table:table-cell|dc:\w+|cp:\w+|desc|metadata)>|<(?:br|w:br|w:tab|text:tab|text:line-break)\b[^<>]*>"
)
_MARKS = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_BROKEN = re.compile(r"[\u00ad\ufffe\x02]\s*|[‐-]\s*\n")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_HOST = re.compile(r"\bxn--[0-9a-z-]{1,59}", re.IGNORECASE)
_ENCLOSED = re.compile(
    r"data:(?P<kind>[\w.+-]+/[\w.+-]+)?[^,\s\"']{0,80};base64,(?P<data>[A-Za-z0-9+/=%\s]{8,})", re.IGNORECASE
)
_STRANGE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TORN = re.compile(r"(\w+)[-‐\u00ad\ufffe\x02][ \r]*(?:\n[^\n]{0,60}){0,15}\Z")
"""The last line of a page that ends within a word; notes and a page number may stand below it."""
_LOWER = re.compile(r"\s*([^\W\d_]+)")
_DEEPEST = 5
_LARGEST = 400_000_000


class Unreadable(Exception):
    """A file, or a member of one, that cannot be read."""


def texts_of(name: str, raw: bytes, depth: int = 0) -> Iterator[str]:
    """The texts of a file: each once as it is written and once as it is shown, where that differs.

    Raises:
        Unreadable: the file, or one within it, is of a kind that cannot be read; what was read before has been yielded.
    """
    suffix = PurePosixPath(name).suffix.casefold()
    if not raw or suffix in _SILENT:
        return
    if depth > _DEEPEST or len(raw) > _LARGEST:
        raise Unreadable(name)
    if raw.startswith(b"%PDF"):
        yield from _pdf(name, raw, depth)
    elif raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from _zip(name, raw, depth)
    elif (opened := _decompressed(name, raw)) is not None:
        inner = PurePosixPath(name).stem
        yield from texts_of(inner if PurePosixPath(inner).suffix else f"{inner}.txt", opened, depth + 1)
    elif _is_tar(raw):
        yield from _tar(name, raw, depth)
    elif suffix in _IMAGES or raw.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")):
        yield from _image(raw)
    else:
        yield from _text(name, suffix, raw, depth)


def decoded(raw: bytes) -> str | None:
    """Bytes as text, whatever Unicode encoding they are in; None for what is no text."""
    for mark, encoding in (
        (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
    ):  # fmt: skip
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    if b"\0" not in raw:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            # An old Windows encoding: Cyrillic where most of the high bytes are letters of it.
            return raw.decode("cp1251", errors="replace") if _mostly_text(raw.decode("latin-1")) else None
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _mostly_text(text) and _plausible(text):
            return text
    return None


def _mostly_text(text: str) -> bool:
    sample = text[:20_000]
    return len(_STRANGE.findall(sample)) * 50 < len(sample) + 1


def _plausible(text: str) -> bool:
    """Bytes read in the wrong order or width give signs of many scripts; text has blanks, line ends, or few scripts."""
    sample = text[:20_000]
    common = sum(c < "\u0600" for c in sample)
    return common * 2 > len(sample) or any(c in " \n\t,;" for c in sample)


def _text(name: str, suffix: str, raw: bytes, depth: int) -> Iterator[str]:
    text = decoded(raw)
    if text is None or not _mostly_text(text):
        raise Unreadable(name)
    marked = suffix in _MARKED or bool(re.match(r"\s*(?:<\?xml|<!doctype|<html|<svg)", text[:500], re.IGNORECASE))
    yield from shown(text, marked=marked)
    for match in _ENCLOSED.finditer(text):
        try:
            enclosed = binascii.a2b_base64(unquote_to_bytes(match["data"]))
        except binascii.Error as error:
            raise Unreadable(name) from error
        yield from texts_of(f"enclosed.{(match['kind'] or '/txt').rpartition('/')[2]}", enclosed, depth + 1)


def shown(text: str, *, marked: bool = False) -> Iterator[str]:
    """A text as it is written, and as it is shown: escapes, entities and percent signs resolved, marks of formatting left out."""
    yield text
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "\\u" in text else text
    if marked:
        # A name that marks of formatting divide is one name to a reader.
        yield resolved(_MARKS.sub("", _ENDS.sub("\n", plain)))
    plain = resolved(plain)
    if plain != text:
        yield plain


def resolved(text: str) -> str:
    """Entities and percent signs resolved, also where they are written twice, and names of hosts as they are read."""
    if "&" in text:
        text = unescape(unescape(text))
    for _ in range(2 if "%" in text else 0):
        text = _PERCENT.sub(lambda match: _old_or_new(unquote_to_bytes(match[0])), text)
    return _HOST.sub(_host, text) if "xn--" in text.casefold() else text


def _old_or_new(raw: bytes) -> str:
    """Bytes of an address: UTF-8, or what old Russian programs wrote."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1251", errors="replace")


def _host(match: re.Match[str]) -> str:
    try:
        return match[0].encode("ascii").decode("idna")
    except UnicodeError:
        return match[0]


def _decompressed(name: str, raw: bytes) -> bytes | None:
    openers: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
        (b"\x1f\x8b", gzip.decompress), (b"BZh", bz2.decompress), (b"\xfd7zXZ\0", lzma.decompress),
    )  # fmt: skip
    for mark, opener in openers:
        if raw.startswith(mark):
            try:
                return opener(raw)
            except (OSError, EOFError, lzma.LZMAError, zlib.error, ValueError) as error:
                raise Unreadable(name) from error
    return None


def _zip(name: str, raw: bytes, depth: int) -> Iterator[str]:
    unread = ""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if archive.comment:
                yield archive.comment.decode("utf-8", errors="replace")
            for inner in archive.infolist():
                yield inner.filename.replace("/", " ").replace("_", " ")
                if inner.is_dir():
                    continue
                if inner.file_size > _LARGEST:
                    raise Unreadable(f"{name}/{inner.filename}")
                try:
                    yield from texts_of(inner.filename, archive.read(inner), depth + 1)
                except Unreadable:
                    unread = unread or f"{name}/{inner.filename}"
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, OSError, EOFError) as error:
        raise Unreadable(name) from error
    if unread:
        raise Unreadable(unread)


def _is_tar(raw: bytes) -> bool:
    return raw[257:262] == b"ustar"


def _tar(name: str, raw: bytes, depth: int) -> Iterator[str]:
    unread = ""
    try:
        with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
            for inner in archive.getmembers():
                yield inner.name.replace("/", " ").replace("_", " ")
                content = archive.extractfile(inner) if inner.isfile() else None
                if content is not None:
                    try:
                        yield from texts_of(inner.name, content.read(), depth + 1)
                    except Unreadable:
                        unread = unread or f"{name}/{inner.name}"
    except (tarfile.TarError, OSError, EOFError) as error:
        raise Unreadable(name) from error
    if unread:
        raise Unreadable(unread)


# --- PDF -----------------------------------------------------------------------------------------------------------------


def _pdf(name: str, raw: bytes, depth: int) -> Iterator[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(name) from error
    try:
        yield from (str(value) for value in document.get_metadata_dict().values())
        pages = [document[index].get_textpage().get_text_bounded() for index in range(len(document))]
        yield from _whole_words(pages)
    finally:
        document.close()
    yield from _pdf_strings(name, raw)
    yield from _attached(name, raw, depth)


def _attached(name: str, raw: bytes, depth: int) -> Iterator[str]:
    """What is attached to a PDF; by pikepdf, since PDFium gives no bytes for an empty file."""
    import pikepdf

    unread = ""
    with pikepdf.open(io.BytesIO(raw)) as book:
        for shown_as, file in book.attachments.items():
            yield shown_as
            try:
                yield from texts_of(shown_as, file.get_file().read_bytes(), depth + 1)
            except Unreadable:
                unread = unread or f"{name}/{shown_as}"
    if unread:
        raise Unreadable(unread)


def _whole_words(pages: list[str]) -> Iterator[str]:
    """The pages' texts, words put together again that are broken at the end of a line or of a page."""
    before = ""
    for page in pages:
        broken, rest = _TORN.search(before), _LOWER.match(page)
        if broken and rest and rest[1].islower():
            yield broken[1] + rest[1]
            page = page[rest.end() :]
        before = page
        # PDFium's own sign for a broken word often stands without a break.
        yield _BROKEN.sub("", page)


def _pdf_strings(name: str, raw: bytes) -> Iterator[str]:
    """What a PDF says beside its pages: titles of its outline, alternative texts, notes, addresses, XMP."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(raw)) as book:
            found: list[str] = []
            for thing in book.objects:
                if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
                    values = [value for _, value in thing.items()]
                    if isinstance(thing, pikepdf.Stream) and str(thing.get("/Type", "")) == "/Metadata":
                        found.append(_MARKS.sub("\n", thing.read_bytes().decode("utf-8", errors="replace")))
                elif isinstance(thing, pikepdf.Array):
                    values = list(thing)
                else:
                    values = [thing]
                found += [text for value in values if isinstance(value, pikepdf.String) and _said(text := str(value))]
            yield resolved("\n".join(found))
    except pikepdf.PdfError as error:
        raise Unreadable(name) from error


def _said(text: str) -> bool:
    """Whether a string of a PDF is words: identifiers and digests are bytes."""
    return len(text) > 2 and all(c.isprintable() or c in "\n\r\t\u00ad" for c in text)


# --- images --------------------------------------------------------------------------------------------------------------


def _image(raw: bytes) -> Iterator[str]:
    """What an image says of itself; of its picture nothing is read."""
    if raw.startswith(b"\x89PNG"):
        pieces = list(_png_texts(raw))
    elif raw.startswith(b"\xff\xd8"):
        pieces = list(_jpeg_texts(raw))
    elif raw[:4] == b"RIFF":
        pieces = list(_riff_texts(raw))
    elif raw.startswith(b"GIF8"):
        pieces = [match[1] for match in re.finditer(rb"!\xfe[\x01-\xff]([^\0]*)\0", raw)]
    else:
        pieces = [match[0] for match in re.finditer(rb"[\x20-\x7e\x80-\xff]{8,}", raw)]
    for piece in pieces:
        yield from _words_of(piece)


def _words_of(piece: bytes) -> Iterator[str]:
    text = piece.decode("utf-8", errors="replace")
    yield _MARKS.sub("\n", resolved(text))
    yield resolved(text)
    if b"\0" in piece:
        # Fields of Windows are UTF-16, at an even or an odd place.
        yield piece.decode("utf-16-le", errors="replace")
        yield piece[1:].decode("utf-16-le", errors="replace")
        yield piece.decode("utf-16-be", errors="replace")
    elif not text.isascii():
        yield piece.decode("cp1251", errors="replace")


def _png_texts(raw: bytes) -> Iterator[bytes]:
    at = 8
    while at + 8 <= len(raw):
        length, kind = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8]
        data = raw[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            yield data
            yield from _inflated(data)
        at += 12 + length
    yield raw[at:]


def _inflated(data: bytes) -> Iterator[bytes]:
    """A text of a PNG that is compressed, wherever in its chunk it begins."""
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            yield zlib.decompressobj().decompress(data[match.start() :], 10_000_000)
            return
        except zlib.error:
            continue


def _jpeg_texts(raw: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(raw) and raw[at] == 0xFF:
        kind, length = raw[at + 1], int.from_bytes(raw[at + 2 : at + 4], "big")
        if kind == 0xDA:
            break
        if kind == 0xFE or 0xE0 <= kind <= 0xEF:
            yield raw[at + 4 : at + 2 + length]
        at += 2 + length
    yield raw[raw.rfind(b"\xff\xd9") + 2 :]


def _riff_texts(raw: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(raw):
        kind, length = raw[at : at + 4], int.from_bytes(raw[at + 4 : at + 8], "little")
        if kind in (b"EXIF", b"XMP "):
            yield raw[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
