"""A quote still stands in the transcript it was taken from.

Passes: the words of a verbatim record, in its original language, stand in its segment; … and [ ] mark changes.
Fails: words that the segment lacks (Q020); a transcript whose words at that place are no longer those that were coded (Q021).
Where the transcripts are not on this machine, which is the rule, nothing can be said and nothing is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from kerege.catalogue import problem
from kerege.checks.fragments import missing_piece
from kerege.files import inside
from kerege.findings import Finding
from kerege.model import Quote

CODES = ("Q020", "Q021")
_MAX_BYTES = 20_000_000


def check(root: Path, quotes: Mapping[str, Quote], drafts: Mapping[str, Quote]) -> Iterator[Finding]:
    """Yield a finding for each quote that its transcript does not bear out."""
    texts: dict[Path, str | None] = {}
    for quote in (*quotes.values(), *drafts.values()):
        if quote.segment is None or quote.segment.file is None:
            continue
        path = root / quote.segment.file
        if path not in texts:
            texts[path] = _text(path) if inside(path, root) else None
        text = texts[path]
        if text is not None:
            yield from _segment(quote, text)


def _segment(quote: Quote, text: str) -> Iterator[Finding]:
    assert quote.segment is not None
    words = text[quote.segment.start : quote.segment.end]
    if hashlib.sha256(words.encode()).hexdigest() != quote.segment.sha256:
        yield Finding(
            quote.location,
            problem("Q021", file=quote.segment.file, quote=quote.id, start=quote.segment.start, end=quote.segment.end),
        )
    elif not quote.is_paraphrase:
        piece = missing_piece(quote.text.get(quote.original, ""), words)
        if piece:
            yield Finding(
                quote.location,
                problem("Q020", piece=piece, quote=quote.id),
                language=quote.original,
            )


def _text(path: Path) -> str | None:
    """The transcript, or None where it is not here."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            return None
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
