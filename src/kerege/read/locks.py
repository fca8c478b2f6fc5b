"""`data/sources.lock` and `quotes/quotes.lock`: what a person has looked at and accepted.

Both are JSON, one value a line, so that a diff shows what was accepted. Only `kerege accept` writes them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from kerege.catalogue import problem
from kerege.findings import Location
from kerege.messages import say
from kerege.model import LockedQuery, LockedValue, QuotesLock, SourcesLock
from kerege.read.records import Complaints, read_text

SOURCES_LOCK = PurePosixPath("data/sources.lock")
QUOTES_LOCK = PurePosixPath("quotes/quotes.lock")
_NOTE = "Written by 'kerege accept': do not edit by hand."


def read_sources_lock(root: Path, complaints: Complaints) -> SourcesLock:
    """The accepted files and values; empty when nothing was accepted yet."""
    data = _read(root, SOURCES_LOCK, complaints)
    files = {str(name): str(digest) for name, digest in _mapping(data.get("files")).items()}
    values = {}
    for key, entry in _mapping(data.get("values")).items():
        numbers = [str(number) for number in entry] if isinstance(entry, list) else [str(entry)]
        values[str(key)] = LockedValue(numbers[0] if numbers else "", numbers[1] if len(numbers) > 1 else "")
    queries = {
        str(key): LockedQuery(str(_mapping(entry).get("sha256", "")), str(_mapping(entry).get("on", "")))
        for key, entry in _mapping(data.get("queries")).items()
    }
    return SourcesLock(files, values, queries)


def sources_lock_text(lock: SourcesLock) -> str:
    """The lock as it stands in its file."""
    values = {key: [value.low, value.high] if value.high else value.low for key, value in sorted(lock.values.items())}
    data = {"note": _NOTE, "files": dict(sorted(lock.files.items())), "values": values}
    queries = {key: {"sha256": query.sha256, "on": query.on} for key, query in sorted(lock.queries.items())}
    return _text({**data, "queries": queries} if queries else data)


def read_quotes_lock(root: Path, complaints: Complaints) -> QuotesLock:
    """The accepted texts; empty when nothing was accepted yet."""
    data = _read(root, QUOTES_LOCK, complaints)
    texts = {
        str(key): {str(code): str(digest) for code, digest in _mapping(entry).items()}
        for key, entry in _mapping(data.get("texts")).items()
    }
    return QuotesLock(texts)


def quotes_lock_text(lock: QuotesLock) -> str:
    """The lock as it stands in its file."""
    texts = {key: dict(sorted(entry.items())) for key, entry in sorted(lock.texts.items())}
    return _text({"note": _NOTE, "texts": texts})


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _read(root: Path, shown: PurePosixPath, complaints: Complaints) -> Mapping[str, Any]:
    if not (root / shown).is_file():
        return {}
    text = read_text(root / shown, shown, complaints)
    try:
        return _tables(json.loads(text)) if text is not None else {}
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        complaints.add(
            Location(shown, line),
            problem("R001/no-json", error=error),
        )
        return {}


def _tables(data: object) -> Mapping[str, Any]:
    """What a lock holds, once each of its parts is a table."""
    if not isinstance(data, dict) or any(not isinstance(part, dict) for name, part in data.items() if name != "note"):
        raise ValueError(say("a part of it is no table"))
    return data


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
