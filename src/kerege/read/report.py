"""Reading a whole report folder.

Everything that can be read is read, in one pass and in a fixed order, and everything that cannot is a finding. Only a
missing `report.yml`, or one without languages, makes going on impossible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar
from unicodedata import normalize

from kerege.catalogue import problem
from kerege.errors import NoReport, UnreadableReport
from kerege.files import finish_writing, listed, names_in, there
from kerege.findings import Finding, Location, in_order
from kerege.fonts import lend
from kerege.languages import available, font_families, use_packs
from kerege.messages import say, together
from kerege.model import Chapter, Report, Settings, Sibling
from kerege.read import claims, figures, photos, quotes, references, statistic_tables, statistics, tables, units
from kerege.read.boundary import look_around
from kerege.read.brand import read_brand
from kerege.read.chapter import read_chapter_text
from kerege.read.editions import read_closed_editions, read_corrections
from kerege.read.locks import read_quotes_lock, read_sources_lock
from kerege.read.privacy import read_privacy
from kerege.read.records import ID, Complaints, Node, Record, read_records, read_text
from kerege.read.series import own_and_shared, read_siblings, series_around, with_defaults
from kerege.read.settings import read_settings
from kerege.read.spelling import read_spelling
from kerege.read.termbase import read_termbase
from kerege.read.translations import read_memory
from kerege.read.website import read_website

Entry = TypeVar("Entry")

_CHAPTER = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Reading:
    """A report and what was wrong in its files."""

    report: Report
    findings: tuple[Finding, ...]


def read_report(root: Path) -> Reading:
    """Read the report in `root`; what a killed command had ready to write into it is written first.

    Raises:
        NoReport: there is no `report.yml`.
        UnreadableReport: `report.yml` cannot be understood.
    """
    finish_writing(root)
    complaints = Complaints()
    settings = read_report_settings(root, complaints)
    fields = {
        field: value
        for part in PARTS
        for field, value in zip(part.fields, part.read(root, settings.languages, complaints), strict=True)
    }
    chapters = {code: tuple(_chapters(root, code, complaints)) for code in settings.languages}
    report = whole_report(root, settings, chapters, fields)
    around = look_around(root, settings.languages, report.sources.values(), report.website)
    return Reading(report, in_order([*complaints.findings, *around]))


def read_report_settings(root: Path, complaints: Complaints) -> Settings:
    """`report.yml`.

    Raises:
        NoReport: there is none.
        UnreadableReport: it cannot be understood.
    """
    if not (root / "report.yml").is_file():
        raise NoReport(say("No report.yml in {root}; 'kerege new DIR' makes a report.", root=root))
    return settings_of(root, complaints)


def settings_of(root: Path, complaints: Complaints) -> Settings:
    """`report.yml` alone, with what the series gives.

    Raises:
        UnreadableReport: it cannot be understood.
    """
    use_packs(root)
    node = read_records(root / "report.yml", PurePosixPath("report.yml"), complaints)
    if node is None:
        first = complaints.findings[0]
        raise UnreadableReport(together("; ", together(" ", first.location, first.message), first.hint) + ".")
    node = with_defaults(node, root, complaints)
    settings = read_settings(Record(node, "report.yml", complaints), root)
    if not settings.languages:
        raise UnreadableReport(say("report.yml names no languages; write 'languages: [en, ru, ky]'."))
    for code in settings.languages:
        if code not in available():
            place = node.value["languages"].location if isinstance(node.value, dict) else node.location
            raise UnreadableReport(
                say(
                    "{place} names the language '{code}', which Kerege has not; it has {value}.",
                    place=place,
                    code=code[:20],
                    value=available(),
                )
            )
    lend(root, [family.strip() for code in settings.languages for family in font_families(code)])
    return settings


def whole_report(
    root: Path,
    settings: Settings,
    chapters: Mapping[str, tuple[Chapter, ...]],
    fields: Mapping[str, Any],
    siblings: Mapping[str, Sibling] | None = None,
) -> Report:
    """A report from its parts, with what links to the rest of its series lead to.

    Without those sources of the series that it takes nothing from: nobody need accept them here.

    Args:
        siblings: what `read_siblings` answers for these chapters, when that is known already.
    """
    if siblings is None:
        siblings = read_siblings(root, (chapter for found in chapters.values() for chapter in found))
    report = Report(root=root, settings=settings, chapters=chapters, siblings=siblings, **fields)
    if all(source.location.path.parts[0] != ".." for source in report.sources.values()):
        return report
    used = {statistic.source for statistic in report.statistics.values()}
    used |= {figure.source for figure in report.figures.values()}
    kept = {key: s for key, s in report.sources.items() if key in used or s.location.path.parts[0] != ".."}
    return replace(report, sources=kept)


Languages = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """What is read of a report beside its settings and chapters, one kind of thing at a time."""

    fields: tuple[str, ...]
    """Of `Report`."""
    paths: tuple[str, ...]
    """The files that it depends on; what ends in `/` is a folder with everything in it. In a series: those in `shared/` too."""
    read: Callable[[Path, Languages, Complaints], tuple[Any, ...]]


def _sources(root: Path, languages: Languages, complaints: Complaints) -> tuple[Any, ...]:
    # Where there are statistics, there must be sources.
    files = own_and_shared(root, "data/sources.yml") or ["data/sources.yml"] * bool(
        _yaml_files(root, "data/statistics")
    )
    return (_keyed(root, files, complaints, languages, statistics.read_source, say("source")),)


def _units_and_statistics(root: Path, languages: Languages, complaints: Complaints) -> tuple[Any, ...]:
    own = _keyed(root, list(units.codes_in(root)), complaints, languages, units.read_unit, say("unit"))
    units.judge_multiples(own, complaints)
    read = partial(statistic_tables.read_statistics, own=frozenset(own))
    files = _yaml_files(root, "data/statistics")
    return own, _keyed(root, files, complaints, languages, read, say("statistic"))


def _claims(root: Path, languages: Languages, complaints: Complaints) -> tuple[Any, ...]:
    files = _there(root, claims.FILE)
    # Words that a phrase may hold are needed only in languages that use them.
    return (_keyed(root, files, complaints, (), claims.read_claim, "claim"),)


def _tables(root: Path, languages: Languages, complaints: Complaints) -> tuple[Any, ...]:
    # What is wrong with the units is said where they are read.
    own = _keyed(root, list(units.codes_in(root)), Complaints(), languages, units.read_unit, "unit")
    read = partial(tables.read_table, own=frozenset(own))
    return (_keyed(root, _there(root, tables.FILE), complaints, languages, read, say("table")),)


def _there(root: Path, file: str) -> list[str]:
    return [file] if there(root / file) else []


def _editions(root: Path, languages: Languages, complaints: Complaints) -> tuple[Any, ...]:
    return read_closed_editions(root, complaints), read_corrections(root, languages, complaints)


def _website(root: Path, _languages: Languages, complaints: Complaints) -> tuple[Any, ...]:
    return (read_website(root, complaints),)


def _house_style(root: Path, languages: Languages, complaints: Complaints) -> tuple[Any, ...]:
    shared = next((name for name in own_and_shared(root, "brand.yml") if name != "brand.yml"), "")
    return (read_brand(root, languages, complaints, shared),)


PARTS: tuple[Part, ...] = (
    # Files of the editor's own stand there by custom; where others are named, a save of mkdocs.yml takes them in.
    Part(
        ("website",), ("mkdocs.yml", "overrides/", "docs/assets/", "docs/stylesheets/", "docs/javascripts/"), _website
    ),
    Part(("brand",), ("brand.yml", "_brand.yml", "style/", "fonts/"), _house_style),
    Part(("series",), ("../series.yml",), lambda root, languages, complaints: (series_around(root),)),
    Part(
        ("speakers", "attributes", "themes"),
        ("quotes/speakers.yml", "quotes/themes.yml"),
        lambda root, languages, complaints: quotes.read_tables(root, complaints, languages),
    ),
    Part(("sources",), ("data/sources.yml", "data/statistics/"), _sources),
    Part(("units", "statistics"), ("data/statistics/", "data/units.yml"), _units_and_statistics),
    Part(("claims",), (claims.FILE,), _claims),
    Part(
        ("quotes",),
        ("quotes/",),
        lambda root, languages, complaints: (
            _keyed(root, quotes.record_files(root), complaints, languages, quotes.read_quote, say("quote")),
        ),
    ),
    Part(
        ("drafts",),
        ("quotes/drafts/",),
        # A draft may lack languages.
        lambda root, languages, complaints: (
            _keyed(root, quotes.draft_files(root), complaints, (), quotes.read_quote, say("quote")),
        ),
    ),
    Part(
        ("figures",),
        ("figures/",),
        lambda root, languages, complaints: (figures.read_figures(root, complaints, languages),),
    ),
    Part(
        ("photos",),
        ("figures/",),
        lambda root, languages, complaints: (
            _keyed(
                root,
                _there(root, photos.FILE),
                complaints,
                languages,
                photos.photo_reader(root, complaints),
                say("photograph"),
            ),
        ),
    ),
    Part(("tables",), ("data/tables.yml", "data/units.yml"), _tables),
    Part(
        ("terms",),
        ("glossary.yml",),
        lambda root, languages, complaints: (
            _keyed(
                root, own_and_shared(root, "glossary.yml"), complaints, languages, references.read_term, say("term")
            ),
        ),
    ),
    Part(
        ("references",),
        ("references.json",),
        lambda root, languages, complaints: (references.read_references(root, complaints),),
    ),
    Part(
        ("assertions",),
        ("data/assertions.yml",),
        lambda root, languages, complaints: (tuple(statistics.read_assertions(root, complaints, languages)),),
    ),
    Part(("sources_lock",), ("data/sources.lock",), lambda root, _, complaints: (read_sources_lock(root, complaints),)),
    Part(("quotes_lock",), ("quotes/quotes.lock",), lambda root, _, complaints: (read_quotes_lock(root, complaints),)),
    Part(("privacy",), ("privacy.yml",), lambda root, _, complaints: (read_privacy(root, complaints),)),
    Part(("spelling",), ("spelling.txt",), lambda root, _, complaints: (read_spelling(root, complaints),)),
    Part(("editions", "corrections"), ("editions/",), _editions),
    Part(
        ("memory",),
        ("translations/",),
        lambda root, languages, complaints: (read_memory(root, languages[1:], complaints),),
    ),
    Part(
        ("termbase",),
        ("translations/terms.yml",),
        lambda root, languages, complaints: (read_termbase(root, languages[1:], complaints),),
    ),
)


def _yaml_files(root: Path, folder: str) -> list[str]:
    return [path.relative_to(root).as_posix() for path in listed(root / folder, "*.yml")]


def _keyed(
    root: Path,
    files: list[str],
    complaints: Complaints,
    languages: tuple[str, ...],
    read: Callable[[str, Record], Entry | dict[str, Entry]],
    name: str,
) -> dict[str, Entry]:
    """Records of several YAML files by id; an id used twice (R008) or ill-formed (R009) is a finding.

    Args:
        read: makes the record of an entry, or those that it declares.
    """
    records: dict[str, Entry] = {}
    places: dict[str, Location] = {}
    for file in files:
        node = read_records(root / file, PurePosixPath(file), complaints)
        if node is None:
            continue
        if not isinstance(node.value, dict):
            complaints.add(node.location, problem("R004/should-hold-one-entry", name=name))
            continue
        for key, item in node.value.items():
            place = node.keys[key]
            if not ID.fullmatch(key):
                complaints.add(place, problem("R009/not-id-use-lower-case-letters", key=key))
            if key in records:
                complaints.add(place, problem("R008/already-in", name=name, key=key, places=places[key]))
                continue
            record = Record(
                Node(item.value, place, item.keys), say("{kind} '{key}'", kind=name, key=key), complaints, languages
            )
            made = read(key, record)
            record.finish()
            for one, entry in made.items() if isinstance(made, dict) else ((key, made),):
                if one in records:
                    complaints.add(place, problem("R008/already-in", name=name, key=one, places=places[one]))
                    continue
                records[one] = entry
                places[one] = place
    return records


def _chapters(root: Path, language: str, complaints: Complaints) -> Iterator[Chapter]:
    for path in chapter_files(root, language):
        chapter = read_chapter(root, path, language, complaints)
        if chapter is not None:
            yield chapter


def chapter_files(root: Path, language: str) -> list[Path]:
    """The chapters of a language in reading order: the front page first, then by file name."""
    folder = root / "docs" / language
    return [folder / name for name in chapter_file_names(root, language)]


def chapter_file_names(root: Path, language: str) -> list[str]:
    """The names of these files."""
    names = names_in(root / "docs" / language, "*.md")
    return sorted(names, key=lambda name: (name != "index.md", name))


def read_chapter(root: Path, path: Path, language: str, complaints: Complaints) -> Chapter | None:
    """One chapter; None, after a finding, where the file cannot be read."""
    shown = PurePosixPath(path.relative_to(root).as_posix())
    # macOS writes й as и and a breve; it is the same name.
    if not _CHAPTER.fullmatch(normalize("NFC", path.stem)):
        # The name becomes an address, and stands in every link to the chapter.
        complaints.add(Location(shown), problem("R009/no-name-for-chapter", stem=path.stem))
        return None
    text = read_text(path, shown, complaints)
    return None if text is None else read_chapter_text(text, shown, language, complaints)
