"""Taking a testimony out of the editions that are kept: pages and tables lose it, other files that hold it are deleted.

A PDF, an EPUB or a Word file cannot be published byte for byte and be without the words, so it is no longer published. The record of
the edition says which files it concerns, so that none of them comes back from a backup (E009).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from kerege.build.kept import SITE
from kerege.languages import language_pack
from kerege.languages.known import SOURCE
from kerege.outputs.readback.words import Words
from kerege.outputs.site.versions import EARLIER
from kerege.withdrawal.exchange import without_words
from kerege.withdrawal.traces import files_below, in_file

_LANGUAGE = re.compile(r'<html\b[^>]*\blang="([^"]+)"')
_PIECES = ("figure", "blockquote", "tr", "li", "p")
"""Elements that go as a whole when they hold the words, those around others first."""
_TOLD = {"figure", "blockquote", "p"}
"""Where readers are told that something stood here; a row of a list only goes."""
_ATTRIBUTE = re.compile(r'(?<=[\s"])(?P<name>content|title|alt|aria-label)="(?P<text>[^"]*)"')
_TITLE = re.compile(r"<(?P<tag>title|option|span|a|h[1-6]|td|div)\b[^<>]*>[^<]*</(?P=tag)>")
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def kept_without(root: Path, key: str, words: Words) -> Iterator[tuple[Path, bytes | None]]:
    """The new content of each file below `editions/` that holds a testimony; None for one that must be deleted.

    Records of editions are among them: each loses the testimony, and says which files lost it.
    """
    folder = root / EARLIER
    for record in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        raw = record.read_bytes()
        kept = folder / record.stem
        changes = dict(_files_without(kept, key, words)) if kept.is_dir() else {}
        yield from changes.items()
        changed = without_words(record.name, raw, key, words)
        data = _data(raw)
        published = isinstance(data, dict) and key in data.get("quotes", {})
        if changed is not None and (published or changes):
            inner = {path.relative_to(kept).as_posix(): content for path, content in changes.items()}
            yield record, _told(changed, inner)
        elif changed is not None and changed != raw and words.stand_in(raw.decode("utf-8", errors="replace")):
            yield record, changed


def _data(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _told(raw: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The record of an edition with the digests of what its files are now, and the names of those that lost something."""
    data = json.loads(raw)
    files = data.setdefault("files", {})
    for name, content in changes.items():
        files.pop(SITE + name, None)
        if content is not None:
            files[SITE + name] = hashlib.sha256(content).hexdigest()
    # Where no file is kept, the empty name says that what was published holds the words.
    names = {SITE + name for name in changes} or {""}
    data["withdrawn"] = sorted(names | set(data.get("withdrawn", ())))
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _files_without(kept: Path, key: str, words: Words) -> Iterator[tuple[Path, bytes | None]]:
    for path in files_below(kept):
        if not any(in_file(path, path.name, key, words)):
            continue
        raw = path.read_bytes()
        edited = _edited(path.suffix.casefold(), raw, key, words)
        yield path, None if edited is None or _holds(edited.decode("utf-8", errors="replace"), key, words) else edited


def _edited(suffix: str, raw: bytes, key: str, words: Words) -> bytes | None:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if suffix == ".html":
        return _page(text, key, words).encode("utf-8")
    if suffix == ".csv":
        return _table(text, key, words).encode("utf-8")
    if suffix in (".js", ".json"):
        return _STRING.sub(lambda said: '""' if _holds(said[0], key, words) else said[0], text).encode("utf-8")
    return None


def _page(html: str, key: str, words: Words) -> str:
    match = _LANGUAGE.search(html)
    said = escape(language_pack(match[1] if match else SOURCE).label("testimony_gone"))
    note = f'<p class="k-status" role="note">{said}</p>'
    for tag in _PIECES:
        html = _without(html, tag, note if tag in _TOLD else "", key, words)
    html = re.sub(rf'\s(?:id|data-kerege)="quote[:-]{re.escape(key)}"', "", html).replace(note * 2, note)
    html = _ATTRIBUTE.sub(lambda a: f'{a["name"]}=""' if words.stand_in(a["text"]) else a[0], html)
    html = _SCRIPT.sub(lambda s: _STRING.sub(lambda t: '""' if _holds(t[0], key, words) else t[0], s[0]), html)
    return _TITLE.sub(lambda piece: "" if _holds(piece[0], key, words) else piece[0], html)


def _without(html: str, tag: str, instead: str, key: str, words: Words) -> str:
    """A page without the innermost elements of a kind that hold the words: what is around them may hold much else."""
    piece = re.compile(rf"<{tag}\b[^<>]*>(?:(?!<{tag}\b).)*?</{tag}>", re.DOTALL)
    return piece.sub(lambda found: instead if _holds(found[0], key, words) else found[0], html)


def _table(text: str, key: str, words: Words) -> str:
    """A table without the rows of the testimony; the mark of its encoding stays."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n" if "\r\n" in text else "\n").writerows(
        row for row in rows if key not in row and not any(_holds(cell, key, words) for cell in row)
    )
    return mark + written.getvalue()


def _holds(text: str, key: str, words: Words) -> bool:
    return re.search(rf"quote[:-]{re.escape(key)}(?![\w-])", text) is not None or words.stand_in(text)
