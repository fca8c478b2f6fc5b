"""An edition: the report in one language, with its values, ready to be rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from kerege.evidence.claim_phrases import results_of
from kerege.evidence.claims import Result
from kerege.evidence.editions import moved_chapters, stated_in
from kerege.evidence.packs import report_pack
from kerege.evidence.tolerances import tolerances
from kerege.languages import SOURCE, LanguagePack
from kerege.languages.formats import format_date, format_value
from kerege.model import BlockKind, Chapter, Part, Report, Scheme, SourceTable, Statistic, Value, Words, words_in
from kerege.model.editions import Correction
from kerege.model.visible import visible
from kerege.render.anchors import anchors
from kerege.render.citations import Typeset
from kerege.render.elements import Content, element
from kerege.render.links import Medium
from kerege.render.structure import Place, places, roman, written_parts

BOUNDS = {"above": ">\u00a0", "below": "<\u00a0", "near": "≈\u00a0"}
"""Signs for values of which the source gives only a bound: the same in every language, so no word needs an ending."""


@dataclass(frozen=True)
class Edition:
    """Everything a renderer needs to know about one language of a report."""

    report: Report
    language: str
    pack: LanguagePack
    values: Mapping[str, Value]
    figure_numbers: Mapping[str, str]
    """One numbering for website and print, in reading order of the original language; `A.1` in an appendix."""
    table_numbers: Mapping[str, str]
    places: Mapping[str, Place]
    """Where each chapter stands, by name."""
    typeset: Typeset

    # Asked for on every page and for every row: worked out once an edition.
    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters proper, without the front page."""
        return tuple(c for c in self.everything if not c.is_front_page)

    @cached_property
    def everything(self) -> tuple[Chapter, ...]:
        """All chapters that this edition shows, the front page first: its own, and those of the original that wait for
        their translation."""
        own = self.report.chapters.get(self.language, ())
        waiting = set(self.report.settings.pending.get(self.language, ())) - {chapter.name for chapter in own}
        if not waiting:
            return own
        originals = self.report.chapters.get(self.report.settings.original, ())
        by_name = {**{c.name: c for c in originals if c.name in waiting}, **{c.name: c for c in own}}
        return tuple(by_name[name] for name in sorted(by_name, key=lambda name: (name != "index", name)))

    @cached_property
    def _by_name(self) -> Mapping[str, Chapter]:
        return {chapter.name: chapter for chapter in self.everything}

    @cached_property
    def _citing(self) -> Mapping[str, tuple[Chapter, ...]]:
        """By statistic: the chapters that state it. Found in one walk, not one for every statistic."""
        found: dict[str, dict[str, Chapter]] = {}
        for chapter in self.everything:
            stated = {tie.target for tie in chapter.ties_to(Scheme.STATISTIC)}
            for target in stated | {block.target for block in chapter.blocks_of(BlockKind.STATISTIC)}:
                found.setdefault(target, {})[chapter.name] = chapter
        return {target: tuple(chapters.values()) for target, chapters in found.items()}

    def named(self, name: str) -> Chapter | None:
        """The chapter that this edition shows under a name."""
        return self._by_name.get(name)

    def speaking(self, chapter: Chapter) -> Edition:
        """This edition in the language of a chapter, which is another one where a translation is pending."""
        if chapter.language == self.language:
            return self
        return replace(self, language=chapter.language, pack=report_pack(self.report, chapter.language))

    @property
    def unread(self) -> str:
        """That no native speaker has read the words that Kerege prints in this language; empty where one has, and for the source."""
        told = self.pack.read_by or self.pack.code == SOURCE
        return "" if told else self.label("words_unread")

    def place(self, name: str) -> Place:
        """Where a chapter stands in the report."""
        return self.places.get(name, Place())

    def listed_figures(self) -> Iterator[tuple[str, str, Words]]:
        """The numbered figures in their order: key, `Figure 3.`, title."""
        for key, number in self.figure_numbers.items():
            if figure := self.report.figures.get(key):
                yield key, self.label("figure_number", number=number), figure.title

    def listed_tables(self) -> Iterator[tuple[str, str, str, str]]:
        """The numbered tables in their order: key, `Table 3.`, caption, and its language."""
        captions = {t.id: (t.caption, chapter.language) for chapter in self.chapters for t in chapter.tables if t.id}
        captions |= {key: (self.words(table.title), self.language) for key, table in self.report.tables.items()}
        for key, number in self.table_numbers.items():
            if key in captions:
                yield key, self.label("table_number", number=number), *captions[key]

    def chapter_label(self, name: str) -> str:
        """`3`, `Appendix A`, or nothing: what stands before a chapter's title in lists."""
        place = self.place(name)
        return (
            self.label("appendix_number", letter=place.number)
            if place.is_appendix and place.number
            else self.pack.in_digits(place.number)
        )

    def part_label(self, part: Part) -> str:
        """`Part II`, or in the digits of the language where its pack asks for them (`[print] part-numbers | digits`)."""
        keys = list(self.report.settings.parts)
        if part.key not in keys:
            return ""
        number = keys.index(part.key) + 1
        counted = self.pack.formats.get("part-numbers") == "digits"
        return self.label("part_number", number=number if counted else roman(number))

    def part_line(self, part: Part) -> str:
        """`Part II. What was found`, in one line."""
        return ". ".join(text for text in (self.part_label(part), self.words(part.title)) if text)

    def short_title(self, chapter: Chapter) -> str:
        """A chapter's title for running heads and narrow lists."""
        short = chapter.document.front.get("short_title")
        return visible(short).text if short else chapter.title

    @property
    def state(self) -> str:
        """original, draft, translated or reviewed."""
        settings = self.report.settings
        return "original" if self.language == settings.original else settings.status.get(self.language, "draft")

    def state_of(self, chapter: Chapter) -> str:
        return str(chapter.meta.get("status") or self.state)

    def title_of(self, name: str) -> Content:
        """A chapter's title for a list of links; one that waits for its translation is marked as its own language."""
        chapter = self.named(name)
        if chapter is None or chapter.language == self.language:
            return chapter.title if chapter else name
        return element("span", chapter.title, lang=chapter.language)

    @property
    def line(self) -> str:
        """Number and date of the edition."""
        settings = self.report.settings
        return self.label("edition_line", number=settings.edition, date=format_date(settings.date, self.pack))

    def words(self, words: Words) -> str:
        return words_in(words, self.language)

    def label(self, key: str, **values: object) -> str:
        if key.startswith("state_"):
            # A draft names the language of the text that holds.
            values.setdefault("language", self.pack.language_name(self.report.settings.original))
        return self.pack.label(key, **values)

    def value_text(self, statistic: str) -> str:
        """A statistic as this edition prints it; the id in brackets when it has no value (a finding by then)."""
        record, value = self.report.statistics.get(statistic), self.values.get(statistic)
        if record is None or value is None:
            return f"[{statistic}]"
        low = BOUNDS.get(record.bound, "") + self._text(record, value.number)
        if value.high is None:
            return low
        bare = format_value(value.number, "number", record.decimals, self.pack)
        return f"{bare}–{self._text(record, value.high)}"

    def _text(self, record: Statistic, number: Decimal) -> str:
        return format_value(number, record.unit, record.decimals, self.pack)

    def cell_text(self, table: SourceTable, row: str, column: str) -> str:
        """A cell of a table from a source as this edition prints it; `…` where the source has no value."""
        value = self.values.get(table.key(row, column))
        if value is None:
            return "…"
        unit = table.units.get(column, "number")
        # The head or the caption of a table names its unit.
        bare = "number" if unit in ("percent", "permille", "persons", "count") else unit
        decimals = table.decimals.get(column, self._printed_decimals(table, column))
        return format_value(value.number, bare, decimals, self.pack)

    def _printed_decimals(self, table: SourceTable, column: str) -> int:
        """As many as the most exact value of a column has."""
        values = (self.values.get(table.key(row, column)) for row in table.rows)
        return max((max(0, -int(value.number.normalize().as_tuple().exponent)) for value in values if value), default=0)

    def source_line(self, statistic: Statistic) -> str:
        source = self.report.sources.get(statistic.source)
        return self.words(source.title) if source else ""

    def cited_in(self, statistic: str) -> tuple[Chapter, ...]:
        """The chapters that state a statistic."""
        return self._citing.get(statistic, ())

    @cached_property
    def _places(self) -> Mapping[tuple[Scheme, str], tuple[tuple[str, str], ...]]:
        found: dict[tuple[Scheme, str], list[tuple[str, str]]] = {}
        for chapter in self.everything:
            for anchor in anchors(chapter, Medium.WEB).values():
                found.setdefault((anchor.scheme, anchor.target), []).append((chapter.name, anchor.name))
        return {key: tuple(places) for key, places in found.items()}

    def places_stating(self, scheme: Scheme, target: str) -> tuple[tuple[str, str], ...]:
        """Every place of the website that states a statistic, or a claim: chapter and anchor, in reading order."""
        return self._places.get((scheme, target), ())

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """What was corrected since earlier editions, in this language, the latest first."""
        other = tuple(f"chapter:{code}/" for code in self.report.settings.languages if code != self.language)
        own = (entry for entry in self.report.corrections if not entry.what.startswith(other))
        return tuple(sorted(own, key=lambda entry: entry.date, reverse=True))

    @cached_property
    def corrected(self) -> Mapping[str, Correction]:
        """By `stat:ID`, `claim:ID`, `table:ID` and `quote:ID`: its latest correction."""
        return {entry.what: entry for entry in reversed(self.corrections)}

    @cached_property
    def _things(self) -> dict[str, frozenset[str]]:
        return {}

    def things_in(self, chapter: Chapter) -> frozenset[str]:
        """`stat:ID` … of what a chapter states, and `chapter:NAME`."""
        if chapter.name not in self._things:
            own = (f"chapter:{chapter.name}", f"chapter:{chapter.language}/{chapter.name}")
            self._things[chapter.name] = frozenset({*stated_in(chapter, self.report), *own})
        return self._things[chapter.name]

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """By the name under which an earlier edition published a chapter: its name now."""
        return moved_chapters(self.report, self.language)

    @cached_property
    def results(self) -> Mapping[str, Result]:
        """The claims that can be computed."""
        return results_of(self.report, self.values, tolerances(self.report.settings.tolerances))

    @property
    def stated(self) -> frozenset[str]:
        """The statistics that chapters state."""
        return frozenset(self._citing)


def make_edition(report: Report, language: str, values: Mapping[str, Value], typeset: Typeset | None = None) -> Edition:
    """The edition of a report in one of its languages; `typeset` is needed wherever citations are printed."""
    pack = report_pack(report, language)
    original = report.chapters.get(report.settings.original, ())
    structure = {chapter.name: chapter for chapter in original if not chapter.is_front_page}
    letters = pack.appendix_letters
    # Numbers are those of the whole report, also while chapters of an edition wait for their translation.
    parts = report.settings.parts or written_parts(report, structure)
    found = places(structure.values(), structure, parts, letters)
    figures, tables = _numbers(original, found)
    return Edition(report, language, pack, values, figures, tables, found, typeset or Typeset({}, {}))


def _numbers(chapters: Iterable[Chapter], found: Mapping[str, Place]) -> tuple[dict[str, str], dict[str, str]]:
    """The numbers of figures and of tables: counted through the report, and anew in each appendix."""
    figures: dict[str, str] = {}
    tables: dict[str, str] = {}
    counts: Counter[str] = Counter()

    def add(numbers: dict[str, str], key: str, kind: str, place: Place) -> None:
        if key in numbers:
            return
        letter = f"{place.number}." if place.is_appendix and place.number else ""
        counts[kind + letter] += 1
        numbers[key] = f"{letter}{counts[kind + letter]}"

    for chapter in chapters:
        place = found.get(chapter.name, Place())
        for block in chapter.blocks_of(BlockKind.FIGURE):
            add(figures, block.target, "figure", place)
        listed = [(table.start, table.id) for table in chapter.tables if table.id]
        listed += [(block.start, block.target) for block in chapter.blocks_of(BlockKind.TABLE)]
        for _, key in sorted(listed):
            add(tables, key, "table", place)
    return figures, tables
