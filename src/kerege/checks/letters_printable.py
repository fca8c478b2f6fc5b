"""Every letter of every text stands in a font: what none has would be a box on paper, in a figure, on a cover.

Passes: «Ысык-Көл», 3 °C, № 5, a letter that a font in the report's folder `fonts/` has. Fails: an emoji, 中, the sign of the
som, in a chapter, a record, a figure's label, a title (L001); a file of `fonts/` that is no font, or that its maker
forbids to embed (L002).

What is printed: chapters without comments and the addresses of links; of records the words in the report's languages.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.findings import Finding, Location
from kerege.fonts import OWN, named, own_fonts, to_add, without_font
from kerege.model import Chapter, Report, chapters_of

CODES = ("L001", "L002")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_ADDRESS = re.compile(r"<!--.*?-->|(?<=\]\()[^()\s]*(?=[\s)])|(?<=\]:)[ \t]*\S+", re.DOTALL)
_WORD = re.compile(r"\S+")


def check_fonts(root: Path) -> Iterator[Finding]:
    """Yield a finding for each font of the report that cannot be used."""
    for font in own_fonts(root):
        if font.problem:
            restricted = font.problem == "restricted"
            yield Finding(
                Location(PurePosixPath(OWN, font.path.name)),
                (problem("L002/its-maker-forbids-embed") if restricted else problem("L002/no-font-that-can")),
            )


def check_chapters(parallels: Parallels, letters: frozenset[int]) -> Iterator[Finding]:
    """Yield a finding for each word of a chapter with a letter that no font has."""
    for chapter in chapters_of(parallels):
        yield from _in_chapter(chapter, letters)


def check_records(records: Report, letters: frozenset[int]) -> Iterator[Finding]:
    """Yield the same for what is printed of records."""
    for location, texts in _records(records):
        yield from _in_record(records, location, texts, letters)


def _in_chapter(chapter: Chapter, letters: frozenset[int]) -> Iterator[Finding]:
    told: set[str] = set()
    for start, word, lacking in _lacking(chapter.text, letters):
        new = lacking - told
        told |= lacking
        if new:
            yield _finding(_at(chapter.path, chapter.text, start), word, new, chapter.language)


@lru_cache(maxsize=4096)
def _lacking(text: str, letters: frozenset[int]) -> tuple[tuple[int, str, frozenset[str]], ...]:
    """Offset, word and letters without a font, of Markdown."""
    if not without_font(text, letters) and "&" not in text:
        return ()
    # Blanked out and not cut out, so that offsets stay.
    shown = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    found = [(m.start(), m[0], without_font(m[0], letters)) for m in _WORD.finditer(shown)]
    found += [(m.start(), m[0], without_font(html.unescape(m[0]), letters)) for m in _ENTITY.finditer(shown)]
    return tuple(sorted((entry for entry in found if entry[2]), key=lambda entry: entry[0]))


def _records(report: Report) -> Iterator[tuple[Location, list[str]]]:
    """What is printed of the records, with the place where each record begins."""
    codes = report.settings.languages

    def words(*texts: Mapping[str, str]) -> list[str]:
        return [text[code] for text in texts for code in codes if text.get(code)]

    s = report.settings
    printed = [*s.authors, s.url, s.identifier, s.edition, *s.nostat.values()]
    printed += [text for line in s.helplines for text in (*words(line.name), line.contact)]
    more = [words for part in s.parts.values() for words in (part.title, part.summary)]
    more += [words for partner in s.partners for words in (partner.name, partner.role)]
    every = (
        s.title,
        s.short_title,
        s.keywords,
        s.subtitle,
        s.publisher,
        s.rights,
        s.message,
        s.contact.name,
        s.contact.address,
        *more,
    )
    yield s.location, [*words(*every), *printed]
    for source in report.sources.values():
        yield source.location, words(source.title, source.population)
    for statistic in report.statistics.values():
        yield statistic.location, words(statistic.label)
    for quote in report.quotes.values():
        if not quote.withdrawn:
            yield quote.location, words(quote.text)
    for name, records in (("speakers", report.speakers), ("themes", report.themes)):
        yield Location(PurePosixPath("quotes", f"{name}.yml")), words(*records.values())
    shown = [entry for values in report.attributes.values() for entry in values.values()]
    yield Location(PurePosixPath("quotes", "speakers.yml")), words(*shown)
    for figure in report.figures.values():
        yield (
            figure.location,
            words(figure.title, figure.subtitle, figure.alt, figure.description, *figure.labels.values()),
        )
    for photo in report.photos.values():
        yield photo.location, words(photo.alt, photo.caption, photo.credit, photo.rights, photo.place)
    for table in report.tables.values():
        heads = (*table.rows.values(), *table.columns.values())
        yield table.location, words(table.title, table.stub, table.note, *heads)
    for term in report.terms.values():
        yield term.location, words(term.term, term.definition)
    for reference in report.references.values():
        yield reference.location, [*_strings(reference.item)]


def _strings(item: object) -> Iterator[str]:
    """Every text of a work's record."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, Mapping):
        for key, value in item.items():
            if key not in ("id", "note", "abstract", "URL"):
                yield from _strings(value)
    elif isinstance(item, list | tuple):
        for value in item:
            yield from _strings(value)


def _in_record(report: Report, location: Location, texts: Iterable[str], letters: frozenset[int]) -> Iterator[Finding]:
    told: set[str] = set()
    for text in texts:
        if not without_font(text, letters):
            continue
        for word in _WORD.findall(text):
            new = without_font(word, letters) - told
            told |= new
            if new:
                yield _finding(_place(report, location, word, new), word, new)


def _place(report: Report, record: Location, word: str, lacking: frozenset[str]) -> Location:
    """Where a word stands in the file of its record; the record itself where it is written otherwise, as `\\u20C0` is."""
    try:
        raw = (report.root / record.path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return record
    begin = sum(len(line) for line in raw.splitlines(keepends=True)[: record.line - 1])
    for wanted in (word, next(letter for letter in word if letter in lacking)):
        for start in (begin, 0):
            found = raw.find(wanted, start)
            if found >= 0:
                return _at(record.path, raw, found)
    return record


def _at(path: PurePosixPath, text: str, offset: int) -> Location:
    return Location(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _finding(place: Location, word: str, lacking: frozenset[str], language: str | None = None) -> Finding:
    shown = html.unescape(word)
    return Finding(
        place,
        problem("L001", word=word, word2=named(shown, lacking), fonts=to_add(shown, lacking)),
        language=language,
        end_column=place.column + len(word),
    )
