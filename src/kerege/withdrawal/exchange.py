"""What translations remember of a testimony, and what was exported for translators: the entries that hold its words go.

A PO file loses the entry, XLIFF its unit, a table of Word its row, JSON the item; whatever else such a file says stays as it is.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from html import escape, unescape
from pathlib import PurePosixPath

from kerege.languages import LanguagePack
from kerege.model import Remembered
from kerege.outputs.readback.words import Words
from kerege.translate.digests import digest
from kerege.withdrawal.chapters import GAP, tie_pattern

_UNIT = re.compile(r"[ \t]*<(?P<tag>(?:\w+:)?(?:trans-unit|unit|tu))\b[^<>]*>.*?</(?P=tag)>\s*?\n?", re.DOTALL)
_ROW = re.compile(r"<w:tr\b(?:(?!<w:tr\b).)*?</w:tr>", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p\b(?:(?!<w:p\b)(?!<w:tbl\b).)*?</w:p>", re.DOTALL)
_OURS = re.compile(rb"urn:kerege:word|@[0-9a-f]{16}\.(?:[0-9a-f]{8}|-)")
"""What a Word file of ours carries: what it was made from, or the id of each row of a table for translators."""
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def memory_without(
    entries: tuple[Remembered, ...],
    key: str,
    words: Words,
    packs: tuple[LanguagePack, LanguagePack],
    now: tuple[str, ...],
) -> tuple[Remembered, ...]:
    """What is remembered of a chapter's translation, or of the records', without the testimony.

    A block of which only a cited fragment was taken out, on both sides, stays as current as it was; one that holds the
    words otherwise is forgotten.

    Args:
        now: the blocks of the translation as they are before the fragments are taken out of them.
    """
    pattern = tie_pattern(key)
    renewed = {digest(text, packs[1]): digest(pattern.sub(GAP, text), packs[1]) for text in now if pattern.search(text)}
    kept = []
    for entry in entries:
        text = pattern.sub(GAP, entry.text)
        if words.stand_in(text):
            continue
        source = digest(text, packs[0]) if text != entry.text else entry.source
        kept.append(Remembered(source, renewed.get(entry.target, entry.target), entry.status, text))
    return tuple(kept)


def without_words(name: str, raw: bytes, key: str, words: Words) -> bytes | None:
    """An export, or a record of an edition, without the entries that hold the words; None for a kind that cannot be edited so."""
    editor = _EDITORS.get(PurePosixPath(name).suffix.casefold())
    return editor(raw, key, words) if editor is not None else None


def _po(raw: bytes, key: str, words: Words) -> bytes:
    text = raw.decode("utf-8", errors="surrogateescape")
    pieces = re.split(r"(\r?\n(?:[ \t]*\r?\n)+)", text)
    kept = [
        piece
        for index, piece in enumerate(pieces)
        # Every other piece is the blank lines between two entries; they go with the entry before them.
        if not _holds(pieces[index - index % 2], key, words)
    ]
    return "".join(kept).encode("utf-8", errors="surrogateescape")


def _xliff(raw: bytes, key: str, words: Words) -> bytes:
    text = raw.decode("utf-8", errors="surrogateescape")
    changed = _UNIT.sub(lambda unit: "" if _holds(unit[0], key, words) else unit[0], text)
    return changed.encode("utf-8", errors="surrogateescape")


def _json(raw: bytes, key: str, words: Words) -> bytes | None:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return (json.dumps(_scrubbed(data, key, words), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _scrubbed(value: object, key: str, words: Words) -> object:
    """Data without what is named after the testimony, and without each item and text that holds its words."""
    names = (key, f"quote:{key}")
    if isinstance(value, dict):
        return {
            name: _scrubbed(item, key, words)
            for name, item in value.items()
            if name not in names and not (isinstance(item, str) and _holds(item, key, words))
        }
    if isinstance(value, list):
        return [_scrubbed(item, key, words) for item in value if not _about(item, names, key, words)]
    return value


def _about(item: object, names: tuple[str, str], key: str, words: Words) -> bool:
    if isinstance(item, str):
        return item in names or _holds(item, key, words)
    return isinstance(item, dict) and any(
        isinstance(inner, str) and (inner in names or _holds(inner, key, words)) for inner in item.values()
    )


def _docx(raw: bytes, key: str, words: Words) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, RuntimeError, OSError):
        return None
    if not any(_OURS.search(part) for name, part in parts.items() if name.endswith(".xml")):
        # Somebody's own document: it is named, not edited.
        return None
    changed = {name: _word_part(name, part, key, words) for name, part in _unlinked(parts, key).items()}
    if changed == parts:
        return raw
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in changed.items():
            archive.writestr(zipfile.ZipInfo(name, _NO_DATE), part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _unlinked(parts: dict[str, bytes], key: str) -> dict[str, bytes]:
    """The parts of a Word file without its links to the testimony: a fragment's words stand within such a link."""
    changed = dict(parts)
    for name in parts:
        folder, _, file = name.rpartition("_rels/")
        part = f"{folder}{file.removesuffix('.rels')}"
        if not name.endswith(".rels") or part not in parts:
            continue
        relations = changed[name].decode("utf-8", errors="surrogateescape")
        text = changed[part].decode("utf-8", errors="surrogateescape")
        for relation in re.findall(r"<Relationship\b[^<>]*>", relations):
            target, mark = re.search(r'Target="([^"]*)"', relation), re.search(r'\bId="([^"]*)"', relation)
            if target and mark and unescape(target[1]) == f"quote:{key}":
                relations = relations.replace(relation, "")
                link = rf'<w:hyperlink\b[^<>]*r:id="{re.escape(mark[1])}"[^<>]*>.*?</w:hyperlink>'
                text = re.sub(link, f"<w:r><w:t>{GAP}</w:t></w:r>", text, flags=re.DOTALL)
        changed[name] = relations.encode("utf-8", errors="surrogateescape")
        changed[part] = text.encode("utf-8", errors="surrogateescape")
    return changed


def _word_part(name: str, part: bytes, key: str, words: Words) -> bytes:
    if not name.endswith(".xml"):
        return part
    text = part.decode("utf-8", errors="surrogateescape")
    for pattern in (_ROW, _PARAGRAPH):
        text = pattern.sub(lambda piece: "" if _holds(piece[0], key, words) else piece[0], text)
    if name.startswith("customXml/") and (match := re.search(r">(\{.*\})</", text, re.DOTALL)):
        inner = _json(unescape(match[1]).encode("utf-8", errors="surrogateescape"), key, words)
        if inner is not None and _holds(text, key, words):
            text = text[: match.start(1)] + escape(inner.decode("utf-8"), quote=False) + text[match.end(1) :]
    return text.encode("utf-8", errors="surrogateescape")


def _holds(text: str, key: str, words: Words) -> bool:
    return re.search(rf"quote:{re.escape(key)}(?![\w-])", text) is not None or words.stand_in(text)


_EDITORS: dict[str, Callable[[bytes, str, Words], bytes | None]] = {
    ".po": _po,
    ".pot": _po,
    ".xlf": _xliff,
    ".xliff": _xliff,
    ".tmx": _xliff,
    ".json": _json,
    ".docx": _docx,
}
