"""Reading back for privacy: no banned name stands anywhere in what will be published (A005), no comment of colleagues (A012), nothing
is published that cannot be read (A018), and numbers are seen as they were checked (A013)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kerege.cache.store import Store, digest_of
from kerege.catalogue import problem
from kerege.findings import Finding, Location
from kerege.languages.names import Names, names_of
from kerege.model import Report
from kerege.model.comments import COMMENT
from kerege.outputs.finished import page_tree
from kerege.outputs.readback.order import order_findings
from kerege.outputs.readback.texts import Unreadable, texts_of
from kerege.outputs.readback.words import Words, words_of

CODES = ("A005", "A018", "A012", "A013")


def read_back_privacy(
    out: Path,
    report: Report,
    part: str = "",
    store: Store | None = None,
    tools: str = "",
    *,
    is_ordered: bool = False,
) -> Iterator[Finding]:
    """Findings about every file below `out`, or of one of its folders: its name, and whatever it says (`texts.py`).

    Besides the banned names, no participant's code may stand anywhere.

    Args:
        store: where it is kept of which files nothing was found: of those that are the same, nothing is found again.
        tools: the digest of Kerege, the libraries and the environment.
        is_ordered: that numbers are seen as they were checked was read back already, with the pages.
    """
    sought = privacy_digest(report)
    banned, codes, comments = names_of(report.privacy.banned), _codes(report), _comments(report)
    for path in sorted((out / part).rglob("*")):
        if path.is_file():
            shown = PurePosixPath("build") / path.relative_to(out).as_posix()
            known = ("nothing private", tools, sought, str(shown), is_ordered)
            key = digest_of(*known, path.read_bytes()) if store else ""
            if store is not None and store.has(key):
                continue
            found = [*(_order(path, shown) if path.suffix in (".html", ".xhtml") and not is_ordered else ())]
            if banned or codes is not None:
                found += _file(path, shown, report, banned, codes)
            found += _commented(path, shown, comments)
            if store is not None and not found:
                store.keep(key, {})
            yield from found


def _file(
    path: Path, shown: PurePosixPath, report: Report, banned: Names, codes: re.Pattern[str] | None
) -> Iterator[Finding]:
    told: set[str] = set()
    try:
        for text in _texts(path, shown):
            found = [(name.key, name.text) for name in banned.find(text)] if banned else []
            found += [("participant", match[0]) for match in codes.finditer(text)] if codes else []
            for key, words in found:
                if key not in told and not _waived(report, str(shown), key, words):
                    told.add(key)
                    yield Finding(
                        Location(shown),
                        problem("A005", words=words, key=key),
                    )
    except Unreadable as error:
        if not any((waiver.code, waiver.file) == ("A018", str(shown)) for waiver in report.privacy.waivers):
            name = str(error)
            yield Finding(
                Location(shown),
                problem("A018", name=name),
            )


def _order(path: Path, shown: PurePosixPath) -> Iterator[Finding]:
    yield from order_findings(page_tree(path.read_text(encoding="utf-8", errors="replace")), shown)


def _commented(path: Path, shown: PurePosixPath, comments: Words) -> Iterator[Finding]:
    try:
        if comments and any(comments.stand_in(text) for text in texts_of(path.name, path.read_bytes())):
            yield Finding(
                Location(shown),
                problem("A012"),
            )
    except Unreadable:
        # A018 says so where it matters.
        return


def _comments(report: Report) -> Words:
    """What chapters say between <!-- and -->, and nowhere else."""
    chapters = report.all_chapters()
    comments = [comment[4:-3] for chapter in chapters for comment in COMMENT.findall(chapter.source)]
    if not comments:
        return Words(frozenset(), frozenset())
    said = (passage.plain for chapter in chapters for passage in chapter.passages)
    return words_of(comments, known=said)


def _texts(path: Path, shown: PurePosixPath) -> Iterator[str]:
    """The file's name, then what it says."""
    yield str(shown).replace("/", " ").replace("_", " ")
    yield from texts_of(path.name, path.read_bytes())


def privacy_digest(report: Report) -> str:
    """Of everything that reading back looks for."""
    codes = _codes(report)
    return digest_of(report.privacy, codes.pattern if codes else "", sorted(_comments(report).runs))


def _codes(report: Report) -> re.Pattern[str] | None:
    """Participants' codes as words. Short codes and plain numbers would be found in any text and are left to the records'
    rule that they are printed nowhere."""
    codes = {quote.participant for quote in (*report.quotes.values(), *report.drafts.values())}
    told_apart = sorted(code for code in codes if len(code) > 3 and not code.isdigit())
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, told_apart))})(?!\w)") if told_apart else None


def _waived(report: Report, shown: str, key: str, words: str) -> bool:
    """Whether a waiver names the entry, or the participant's code, that was found in this very file."""
    return any(
        (waiver.code, waiver.file) == ("A005", shown)
        and (waiver.entry == key or (waiver.word != "" and waiver.word == words))
        for waiver in report.privacy.waivers
    )
