"""Translations that came back, as new contents of the report's files: all of them, or none and the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.errors import KeregeError
from kerege.files import write_all
from kerege.findings import Finding
from kerege.languages import language_pack
from kerege.messages import say
from kerege.model import Chapter, Remembered, Report
from kerege.read.translations import RECORDS_MEMORY, memory_file, memory_text
from kerege.translate.alignment import is_text
from kerege.translate.digests import digest
from kerege.translate.exchange.chapters import Misplaced, changed_chapter, new_chapter
from kerege.translate.exchange.entries import ExchangeFile, Returned
from kerege.translate.exchange.gather import exchange_files
from kerege.translate.exchange.judging import Judged, judge, languages_of
from kerege.translate.exchange.records import text_of
from kerege.translate.exchange.scalars import CannotWrite, with_words
from kerege.translate.segments import segments_of
from kerege.translate.state import standings


@dataclass
class Taken:
    """What an import comes to."""

    findings: list[Finding] = field(default_factory=list)
    """Reasons to refuse it; then nothing is to be written."""
    contents: dict[PurePosixPath, bytes] = field(default_factory=dict)
    """New contents of the files that change."""
    changed: dict[PurePosixPath, int] = field(default_factory=dict)
    """How many texts change, by file."""
    waiting: list[str] = field(default_factory=list)
    """Chapters without a translation of which the file does not hold every text yet."""
    texts: int = 0
    """How many texts were looked at."""


def take_in(report: Report, returned: Sequence[Returned]) -> Taken:
    """What the report's files become when these translations are taken in.

    Raises:
        KeregeError: there is nothing in the file, or a file of the report cannot be read.
    """
    if not returned:
        raise KeregeError(say("There is no text in the file."))
    taken = Taken(texts=len(returned))
    known = report.settings.languages[1:]
    present = {code: exchange_files(report, code) for code in languages_of(returned) if code in known}
    judged, taken.findings = judge(report, returned, present)
    by_place: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for item in judged:
        where = item.entry.key.where
        by_place[item.entry.language, RECORDS_MEMORY if item.entry.number < 0 else where].append(item)
    words: dict[PurePosixPath, list[Judged]] = defaultdict(list)
    for (language, name), items in by_place.items():
        if name == RECORDS_MEMORY:
            for item in items:
                words[item.entry.location.path].append(item)
            _remember(report, language, name, _records(report, language, present[language], items), taken)
        else:
            _take_chapter(report, language, name, items, taken)
    for file, items in words.items():
        _take_words(report, file, [item for item in items if item.changed], taken)
    return taken


def write(report: Report, taken: Taken) -> None:
    """Write what was taken in: every file, or none."""
    write_all({report.root / path: content for path, content in taken.contents.items()}, report.root)


# --- chapters ---------------------------------------------------------------------------------------------------------


def _take_chapter(report: Report, language: str, name: str, items: Sequence[Judged], taken: Taken) -> None:
    original = report.chapter(report.settings.original, name)
    assert original is not None
    texts = {item.entry.number: item.text for item in items if item.changed}
    chapter = report.chapter(language, name)
    path = PurePosixPath("docs", language, f"{name}.md")
    if texts:
        try:
            new = _new(report, original, chapter, path, language, texts)
        except Misplaced as error:
            guilty = next((item for item in items if item.entry.number == error.number), items[0])
            taken.findings.append(Finding(guilty.returned.location, problem("T085/this-text", error=error.args[0])))
            return
        if new is None:
            missing = sum(1 for n, s in enumerate(segments_of(original)) if is_text(s) and n not in texts)
            taken.waiting.append(
                say(
                    "{path} is not there yet, and {missing} of its texts are not translated: left for later",
                    path=path,
                    missing=missing,
                )
            )
            return
        taken.changed[path] = len(texts)
        _put(report, path, chapter.source if chapter else "", new.source, taken)
    _remember(report, language, name, _blocks(report, original, chapter, language, items), taken)


def _new(
    report: Report,
    original: Chapter,
    chapter: Chapter | None,
    path: PurePosixPath,
    language: str,
    texts: Mapping[int, str],
) -> Chapter | None:
    if chapter is None:
        return new_chapter(original, path, language, texts)
    found = standings(report, chapter)
    assert found is not None
    return changed_chapter(found, texts)


def _blocks(
    report: Report, original: Chapter, chapter: Chapter | None, language: str, items: Sequence[Judged]
) -> Iterator[Remembered]:
    """What is remembered of a chapter: the pairs that came back with a status, and what was known of the others."""
    source_pack, pack = language_pack(original.language), language_pack(language)
    old = report.memory.get((language, original.name), ())
    recorded = {item.entry.number: item for item in items if item.status}
    found = standings(report, chapter) if chapter else None
    partners = {p.source: found.target[p.target].text for p in found.pairs if p.target is not None} if found else {}
    previous = {unit.source.start: unit.previous for unit in found.units if unit.source} if found else {}
    for number, segment in enumerate(segments_of(original)):
        if not is_text(segment):
            continue
        mark = digest(segment.text, source_pack)
        if number in recorded:
            item = recorded[number]
            yield Remembered(mark, digest(item.text, pack), item.status, segment.text)
        elif number in partners:
            there = digest(partners[number], pack)
            kept = _known(old, mark, there, previous.get(segment.start, ""))
            if kept is not None:
                yield kept


# --- records ----------------------------------------------------------------------------------------------------------


def _records(
    report: Report, language: str, present: Sequence[ExchangeFile], items: Sequence[Judged]
) -> Iterator[Remembered]:
    source_pack, pack = language_pack(report.settings.original), language_pack(language)
    old = report.memory.get((language, RECORDS_MEMORY), ())
    recorded = {item.entry.key: item for item in items if item.status}
    for entry in (entry for exchanged in present for entry in exchanged.entries if entry.number < 0):
        mark = digest(entry.source, source_pack)
        if entry.key in recorded:
            item = recorded[entry.key]
            yield Remembered(mark, digest(item.text, pack), item.status, entry.source)
        elif entry.target:
            kept = _known(old, mark, digest(entry.target, pack), entry.previous)
            if kept is not None:
                yield kept


def _take_words(report: Report, file: PurePosixPath, items: Sequence[Judged], taken: Taken) -> None:
    if not items:
        return
    text = text_of(report.root, file)
    words = {(tuple(item.entry.key.name.split("/")), item.entry.language): item.text for item in items}
    try:
        new = with_words(text, words)
    except CannotWrite as error:
        taken.findings.append(
            Finding(
                items[0].returned.location,
                problem("T085/text", file_error=error.args[0], text=items[0].text[:40], file=file),
            )
        )
        return
    taken.changed[file] = len(items)
    _put(report, file, text, new, taken)


# --- both -------------------------------------------------------------------------------------------------------------


def _known(old: Sequence[Remembered], source: str, target: str, previous: str) -> Remembered | None:
    exact = next((e for e in old if (e.source, e.target) == (source, target)), None)
    return exact or next((e for e in old if e.target == target or e.source == source or e.text == previous), None)


def _remember(report: Report, language: str, name: str, entries: Iterator[Remembered], taken: Taken) -> None:
    new = tuple(dict.fromkeys(entries))
    if new != tuple(dict.fromkeys(report.memory.get((language, name), ()))):
        taken.contents[memory_file(language, name)] = memory_text(new).encode("utf-8")


def _put(report: Report, path: PurePosixPath, before: str, after: str, taken: Taken) -> None:
    """The new content with the byte-order mark and the line breaks of the old."""
    file: Path = report.root / path
    raw = file.read_bytes() if file.is_file() else b""
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    ends = "\r\n" if b"\r\n" in raw else "\n"
    if raw and mark + before.replace("\n", ends).encode("utf-8") != raw:
        raise KeregeError(say("{path} mixes two kinds of line breaks; save it with one kind.", path=path))
    taken.contents[path] = mark + after.replace("\n", ends).encode("utf-8")
