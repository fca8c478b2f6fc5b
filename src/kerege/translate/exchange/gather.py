"""What a report has to translate: a file for each chapter, and one for the records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kerege.errors import KeregeError
from kerege.findings import Location
from kerege.languages import language_pack
from kerege.messages import say
from kerege.model import Chapter, Remembered, Report, Term
from kerege.read.translations import RECORDS_MEMORY
from kerege.translate.alignment import Pair, is_text
from kerege.translate.digests import digest
from kerege.translate.exchange.codes import Side, pieces
from kerege.translate.exchange.entries import BEHIND, RECORDS, UNRECORDED, Entry, ExchangeFile, Key, folded
from kerege.translate.exchange.records import WordMap, word_maps
from kerege.translate.segments import Form, Segment, segments_of
from kerege.translate.state import Standing, Unit, standings, units_of


def exchange_files(report: Report, language: str, names: Sequence[str] = ()) -> tuple[ExchangeFile, ...]:
    """What is to be translated into a language, in the order of the report.

    Args:
        names: chapters, and `records`; nothing means all.

    Raises:
        KeregeError: there is no such language or chapter.
    """
    settings = report.settings
    others = [code for code in settings.languages if code != settings.original]
    if language not in others:
        raise KeregeError(
            say(
                "'{language}' is no language into which this report is translated: {others}.",
                language=language,
                others=others,
            )
        )
    chapters = {chapter.name: chapter for chapter in report.chapters.get(settings.original, ())}
    wanted = [name.removeprefix("docs/").removeprefix(f"{language}/").removesuffix(".md") for name in names]
    unknown = [name for name in wanted if name not in chapters and name != RECORDS]
    if unknown:
        raise KeregeError(
            say(
                "There is no chapter '{unknown}'; write one of {chapters}, or {records}.",
                unknown=unknown[0],
                chapters=chapters,
                records=RECORDS,
            )
        )
    found = [
        _of_chapter(report, chapter, language) for name, chapter in chapters.items() if not wanted or name in wanted
    ]
    if not wanted or RECORDS in wanted:
        found.append(_of_records(report, language))
    return tuple(found)


def _of_chapter(report: Report, original: Chapter, language: str) -> ExchangeFile:
    chapter = report.chapter(language, original.name)
    standing = standings(report, chapter) if chapter is not None else None
    segments = segments_of(original)
    units = {unit.source.start: unit for unit in standing.units if unit.source} if standing else {}
    pack = language_pack(original.language)
    seen: Counter[str] = Counter()
    entries = []
    for number, segment in enumerate(segments):
        if not is_text(segment):
            continue
        unit = units.get(segment.start) or Unit(segment, None, Standing.MISSING, "", "", False)
        mark = digest(segment.text, pack)
        seen[mark] += 1
        line = original.text.count("\n", 0, segment.start) + 1
        entries.append(
            _entry(
                unit, language, Key(original.name, str(seen[mark]), mark), Location(original.path, line),
                _notes(report, segment.text, language), number,
            )
        )  # fmt: skip
    return ExchangeFile(original.name, original.title, original.language, language, tuple(entries))


def _of_records(report: Report, language: str) -> ExchangeFile:
    settings = report.settings
    maps = [found for found in word_maps(report) if _translatable(report, found, language)]
    units = record_units(report, maps, language)
    pack = language_pack(settings.original)
    entries = []
    for found, unit in zip(maps, units, strict=True):
        source = found.words[settings.original]
        key = Key(found.file.as_posix(), found.name, digest(source, pack))
        notes = (*found.notes, *(_notes(report, source, language) if found.path[-1] != "term" else ()))
        entries.append(_entry(unit, language, key, found.location, notes, -1))
    title = settings.title.get(settings.original, settings.slug)
    return ExchangeFile(RECORDS, title, settings.original, language, tuple(entries))


def _translatable(report: Report, found: WordMap, language: str) -> bool:
    source = found.words.get(report.settings.original, "")
    quote = (
        report.quotes.get(found.path[0]) if found.path[1:] == ("text",) and found.file.parts[0] == "quotes" else None
    )
    # What somebody said in this language is no translation into it.
    if quote is not None and quote.original == language:
        return False
    return bool(re.search(r"[^\W\d_]", source))


def record_units(report: Report, maps: Sequence[WordMap], language: str) -> tuple[Unit, ...]:
    """How the texts of records stand, each paired by its place."""
    original = report.settings.original
    source = [_segment(found.words[original]) for found in maps]
    target = [_segment(found.words.get(language, "")) for found in maps]
    pairs = [Pair(n, n if target[n].text else None) for n in range(len(maps))]
    memory: Sequence[Remembered] = report.memory.get((language, RECORDS_MEMORY), ())
    packs = (language_pack(original), language_pack(language))
    return units_of(source, target, pairs, memory, packs, report.settings.status.get(language, "draft"))


def _segment(text: str) -> Segment:
    return Segment(Form.LABEL, text, 0, 0, "", "", "")


def _entry(unit: Unit, language: str, key: Key, location: Location, notes: tuple[str, ...], number: int) -> Entry:
    assert unit.source is not None
    status = {Standing.STALE: BEHIND, Standing.UNRECORDED: UNRECORDED}.get(unit.standing, unit.status)
    return Entry(
        language=language,
        key=key,
        kind=unit.source.form.value if number >= 0 else "record",
        location=location,
        source=folded(unit.source.text),
        target=folded(unit.target.text) if unit.target else "",
        status=status if unit.target else "",
        previous=folded(unit.previous),
        notes=notes,
        number=number,
    )


def _notes(report: Report, text: str, language: str) -> tuple[str, ...]:
    """The glossary's words for the terms in a text."""
    found = pieces(text)
    plain = "".join(piece.text for piece in found if piece.side is Side.WORDS).casefold()
    tied = {piece.code for piece in found}
    return tuple(
        f"{term.term[report.settings.original]} = {term.term[language]}"
        for term in report.terms.values()
        if _hit(term, report.settings.original, plain, tied) and term.term.get(language)
    )


def _hit(term: Term, original: str, plain: str, tied: set[str]) -> bool:
    words = term.term.get(original, "").casefold()
    if not words or words not in plain:
        return f"[…](term:{term.id})" in tied
    # A plural or a possessive is a hit, a longer word that begins alike is none; an acronym has no plural but -s.
    return re.search(rf"(?<!\w){re.escape(words)}(?:e?s|['’]s)?(?!\w)", plain) is not None
