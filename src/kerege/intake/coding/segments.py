"""Reading the table of retrieved segments that MAXQDA exports, as CSV or XLSX, with heads in the languages that the packs know."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from kerege.archives import BadArchive, require_sane
from kerege.errors import KeregeError
from kerege.intake.coding.project import Code, CodedProject, CodedSegment, Transcript
from kerege.languages import SOURCE
from kerege.languages.recognised import words
from kerege.messages import say, say_count

_COLUMNS = ("document", "group", "code", "words", "begin", "end", "comment")
"""What a table may say of a segment; the packs know how its columns are headed ([coded])."""
_HEAD_ROWS = 12
"""Rows among which the heads are looked for: a title may stand above them."""
_NEEDED = ("document", "code", "words")
_MAX_BYTES = 100_000_000
_MAX_CELL = 1_000_000


def read_segments(path: Path) -> CodedProject:
    """The segments of an exported table; the same words under several codes become one segment.

    Raises:
        KeregeError: the file is no such table; the heads that are missing are named.
    """
    if not path.is_file():
        raise KeregeError(say("There is no file {path}.", path=path))
    rows = _workbook(path) if path.suffix.casefold() == ".xlsx" else _text_table(path)
    if not rows:
        raise KeregeError(say("{path} is empty.", path=path.name))
    head = max(range(min(len(rows), _HEAD_ROWS)), key=lambda row: (_needed(rows[row]), -row))
    columns = _columns(rows[head])
    missing = [words("coded", name, language=SOURCE)[0].capitalize() for name in _NEEDED if name not in columns]
    if missing:
        raise KeregeError(
            say_count(
                "{path} lacks the column {missing}; in MAXQDA choose Reports > Retrieved segments > Export.",
                "{path} lacks the columns {missing}; in MAXQDA choose Reports > Retrieved segments > Export.",
                len(missing),
                path=path.name,
                missing=missing,
            )
        )
    codes: dict[str, Code] = {}
    transcripts: dict[str, Transcript] = {}
    carried: dict[tuple[str, str, str], tuple[list[str], str]] = {}
    empty = 0
    whole = {row[columns["code"]].strip() for row in rows[head + 1 :] if columns["code"] < len(row)}
    for row in rows[head + 1 :]:
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if not cells["words"]:
            empty += any(cells.values())
            continue
        # Two documents may have one name in different groups.
        group = cells.get("group", "")
        document = _digest(group, cells["document"]) if group else _digest(cells["document"])
        transcripts.setdefault(document, Transcript(document, cells["document"], "", group))
        place = "–".join(dict.fromkeys(filter(None, (cells.get("begin", ""), cells.get("end", "")))))
        entry = carried.setdefault((document, place, cells["words"]), ([], cells.get("comment", "")))
        for label in _codes(cells["code"], whole):
            code = _digest(*label)
            codes.setdefault(code, Code(code, label))
            if code not in entry[0]:
                entry[0].append(code)
    segments = tuple(
        CodedSegment(document, words, tuple(found), place=place, comment=comment)
        for (document, place, words), (found, comment) in carried.items()
    )
    left = (say_count("{count} row without words", "{count} rows without words", empty),) if empty else ()
    return CodedProject(path.stem, tuple(codes.values()), tuple(transcripts.values()), segments, left)


def _needed(row: list[str]) -> int:
    return sum(name in _columns(row) for name in _NEEDED)


def _codes(cell: str, whole: set[str]) -> list[tuple[str, ...]]:
    """The codes of a cell, each after those above it: ATLAS.ti writes several, one a line."""
    names = [name.strip() for name in cell.splitlines() if name.strip()] or ["?"]
    return [_path(name, whole) for name in names]


def _path(name: str, whole: set[str]) -> tuple[str, ...]:
    """A code below others, parted by a backslash, or by > where what stands before it is a code of the table as well."""
    if "\\" in name:
        return tuple(part.strip() for part in name.split("\\") if part.strip()) or (name,)
    parts = [part.strip() for part in name.split(">")]
    above = " > ".join(parts[:-1])
    others = {other for other in whole if other != name}
    parted = above in others or any(other.startswith(f"{above} > ") for other in others)
    return tuple(parts) if len(parts) > 1 and all(parts) and parted else (name,)


def _columns(head: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    folded = [" ".join(cell.split()).casefold() for cell in head]
    for name in _COLUMNS:
        for alias in words("coded", name):
            if alias in folded:
                found[name] = folded.index(alias)
                break
    return found


def _text_table(path: Path) -> list[list[str]]:
    if path.stat().st_size > _MAX_BYTES:
        raise KeregeError(
            say(
                "{path} is larger than {max_bytes} bytes; export it in parts.",
                path=path.name,
                max_bytes=f"{_MAX_BYTES:,}",
            )
        )
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise KeregeError(say("{path} is neither UTF-8 nor UTF-16 text; save it as 'CSV UTF-8'.", path=path.name))
    head = text.split("\n", 1)[0]
    delimiter = max(";\t,", key=head.count)
    old = csv.field_size_limit(_MAX_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise KeregeError(say("{path} cannot be read as a table: {error}.", path=path.name, error=error)) from error
    finally:
        csv.field_size_limit(old)


def _workbook(path: Path) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        require_sane(path)
        workbook = CalamineWorkbook.from_path(str(path))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=True)
    except (BadArchive, CalamineError, OSError, ValueError, IndexError) as error:
        raise KeregeError(say("{path} is no workbook: {error}.", path=path.name, error=error)) from error
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
