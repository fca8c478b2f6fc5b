"""The parts of a build, what each is made from, and the cache that a part comes from when making it would change nothing.

Each unit is known by a digest of what really goes into it: the text that a renderer hands to WeasyPrint, the parts of an
EPUB, the bytes of the drawings, the words that reading back must find, the rules of privacy, Kerege's code, the libraries.
So nobody has to guess who depends on whom: a paragraph that changed in one language leaves the other languages' digests as
they were, and one that is shown in two changes both.

    figures of a language ─┬─ PDF of that language, with the evidence of that language attached
                           ├─ EPUB of it, Word file of it
                           └─ website of it ─┬─ website of each two languages, side by side
                                             └─ what the websites of all languages share: this is made anew with any change
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from kerege.build.kept import changed_since
from kerege.build.up_to_date import Before, is_certain, look_at_report, made_in_parts
from kerege.cache.fingerprints import untouched
from kerege.cache.store import CACHE, PRINT, Store, digest_of
from kerege.catalogue import Problem
from kerege.citations.citeproc import typeset_citations
from kerege.evidence.ledger import Ledger
from kerege.findings import Finding, Location, Severity, errors
from kerege.messages import say
from kerege.model import Report
from kerege.outputs.book import book_digest, put_together
from kerege.outputs.book.extract import extract_digest, write_extract
from kerege.outputs.book.making import Book
from kerege.outputs.epub import epub_digest, write_epub
from kerege.outputs.figures import draw_figures, figures_digest
from kerege.outputs.readback import expected_in
from kerege.outputs.readback.book import read_back_book, read_book
from kerege.outputs.readback.epub import read_back_epub
from kerege.outputs.readback.pages import read_back_site
from kerege.outputs.readback.printing import read_back_extract, read_back_printing
from kerege.outputs.readback.privacy import privacy_digest, read_back_privacy
from kerege.outputs.readback.word import read_back_clean, read_back_word
from kerege.outputs.site import Checked, build_language, build_site
from kerege.outputs.site.context import make_site_context
from kerege.outputs.site.earlier import earlier_digest, write_earlier
from kerege.outputs.site.extras import write_shared
from kerege.outputs.site.layout import TEXTS, SiteContext
from kerege.outputs.site.page_cache import PageCache
from kerege.outputs.site.pairs import write_parallel
from kerege.outputs.site.parts import language_digest, pair_digest
from kerege.outputs.site.policy import meta_policy
from kerege.outputs.site.single import Pages
from kerege.outputs.site.urls import pairs
from kerege.outputs.site.versions import EARLIER, earlier_editions
from kerege.outputs.word import word_digest, write_word
from kerege.render.edition import Edition, make_edition
from kerege.render.pages import asked_chapters, extract_name

ATTACHED = "attached"
"""Folder of the staging area: a folder for each language, with the data that its screen PDF carries."""
CARRIED = ("statistics.csv", "phrases.csv", "claims.csv", "quotes.csv", "datapackage.json")


@dataclass(frozen=True)
class BuildContext:
    """What all units are made from, and where."""

    checked: Checked
    ledger: Ledger
    root: Path
    staging: Path
    draft: bool
    before: Before
    progress: Callable[[str], None]
    _editions: dict[str, Edition] = field(default_factory=dict)
    _books: dict[str, Book] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        return self.checked.report

    @property
    def figures(self) -> Path:
        return self.staging / "figures"

    # Only the website needs these two; each process of a build makes them once.
    @cached_property
    def site_context(self) -> SiteContext:
        return make_site_context(self.report, self.ledger.values, meta_policy())

    @cached_property
    def pages(self) -> Pages:
        return Pages(self.root, self.page_cache)

    @cached_property
    def page_cache(self) -> PageCache | None:
        """Where pages of the website are kept; None where they may follow from more than is known."""
        if not is_certain(self.root):
            return None
        return PageCache(Store(self.root / CACHE), self.before.tools, self.before.beside)

    def prepare(self) -> None:
        """Make the texts of the website's pages, as far as they are remembered."""
        texts = ((code, c.name) for code, edition in self.site_context.editions.items() for c in edition.everything)
        for code, name in islice(texts, TEXTS):
            self.site_context.text(code, name)

    def edition(self, language: str) -> Edition:
        """With its citations."""
        if language not in self._editions:
            typeset = typeset_citations(self.report, language)
            self._editions[language] = make_edition(self.report, language, self.ledger.values, typeset)
        return self._editions[language]

    def book(self, language: str) -> Book:
        """The PDFs of a language, whose pieces are kept in the cache."""
        if language not in self._books:
            store, tools = Store(self.root / CACHE), self.before.tools
            edition = self.edition(language)
            self._books[language] = Book(edition, self.figures, self.root / PRINT, store, tools, draft=self.draft)
        return self._books[language]


@dataclass(frozen=True)
class Made:
    """A unit that stands in the staging folder."""

    name: str
    cached: bool
    findings: tuple[Finding, ...] = ()
    language: str = ""
    pages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Of a PDF: where each statistic and each claim stands, by `stat:ID` and `claim:ID`."""
    skipped: str = ""
    """The unit that failed, for want of which this one was not made."""


@dataclass(frozen=True)
class Unit:
    """Something to be made."""

    name: str
    make: Callable[[BuildContext, str], Made]
    language: str = ""
    needs: tuple[str, ...] = ()
    """Names of units that must stand first."""
    is_told: bool = True
    """Whoever waits is told when it is done; pieces of a book are too many for that."""


def units(
    report: Report,
    only: Sequence[str],
    wanted: Sequence[str],
    draft: bool,
    pieces: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Unit, ...]:
    """Everything that a build makes, in an order in which what takes longest begins first.

    Args:
        only: of `site`, `pdf`, `epub` and `docx`; empty means all.
        wanted: the languages of PDFs, EPUBs and Word files.
        pieces: the chapters of each PDF that are laid out by themselves.
    """
    settings = report.settings

    def asked(part: str) -> bool:
        return not only or part in only

    shown = {code: _shown(report, code) for code in settings.languages}
    drawn = settings.languages if asked("site") else dict.fromkeys(key for code in wanted for key in shown[code])
    made = [Unit(say("{code} figures", code=code), _figures, code) for code in drawn]
    books = [code for code in wanted if asked("pdf")]
    made += [unit for c in books for unit in _pieces(c, (pieces or {}).get(c, ()), _figures_of(shown[c]))]
    made += [Unit(f"{c} PDF", _book, c, (_behind_name(c),)) for c in books]
    if asked("pdf") and not draft:
        made += [
            Unit(
                say("{code} PDF of {name}", code=code, name=name),
                partial(_extract, name),
                code,
                _figures_of(shown[code]),
            )
            for code in wanted
            for name in _extracted(report, code)
        ]
    if asked("site"):
        made += _website(report)
    if not draft:
        made += [Unit(f"{c} Word", _word, c, _figures_of(shown[c])) for c in wanted if asked("docx")]
        made += [Unit(f"{c} EPUB", _epub, c, _figures_of(shown[c])) for c in wanted if asked("epub")]
    return tuple(made)


def _pieces(code: str, chapters: Sequence[str], figures: tuple[str, ...]) -> Iterator[Unit]:
    """The chapters of a book, and what is behind them: laid out side by side, and kept for the book."""
    names = []
    for key in chapters:
        names.append(say("{code} pages of {name}", code=code, name=key))
        yield Unit(names[-1], partial(_pages, key), code, figures, is_told=False)
    yield Unit(_behind_name(code), partial(_pages, ""), code, tuple(names) or figures, is_told=False)


def _behind_name(code: str) -> str:
    return say("{code} pages behind the chapters", code=code)


def _shown(report: Report, language: str) -> tuple[str, ...]:
    """The languages whose chapters an edition shows: a chapter that waits for its translation is shown in the original's."""
    pending = report.settings.pending.get(language)
    return tuple(dict.fromkeys((language, report.settings.original))) if pending else (language,)


def _website(report: Report) -> Iterator[Unit]:
    settings = report.settings
    if earlier_editions(report):
        yield Unit(say("earlier editions"), _earlier)
    if not made_in_parts(report.root):
        yield Unit("site", _site, needs=_figures_of(settings.languages))
        return
    for code in settings.languages:
        yield Unit(
            say("{code} site", code=code), _site_of_one, code, _figures_of(dict.fromkeys((code, settings.original)))
        )
    for pair in pairs(settings.languages):
        yield Unit(say("{pair} site", pair="-".join(pair)), partial(_site_of_two, pair), needs=_figures_of(pair))
    yield Unit("site", _site_of_all)


def _figures_of(languages: Iterable[str]) -> tuple[str, ...]:
    return tuple(say("{code} figures", code=code) for code in languages)


# --- each kind of unit -----------------------------------------------------------------------------------------------


def _figures(context: BuildContext, language: str) -> Made:
    def make(out: Path) -> Made:
        return Made("", False, draw_figures(context.report, context.ledger.values, out / "figures", language))

    return _made(
        context,
        say("{language} figures", language=language),
        figures_digest(context.report, context.ledger.values, language),
        make,
    )


def _pages(key: str, context: BuildContext, language: str) -> Made:
    """A piece of a book, or those behind the chapters."""
    return Made("", not context.book(language).prepare(key))


def _book(context: BuildContext, language: str) -> Made:
    book = context.book(language)
    edition = book.edition
    name = f"{context.report.settings.slug}-{language}{'-draft' if context.draft else ''}.pdf"
    attached = [] if context.draft else [context.staging / ATTACHED / language / file for file in CARRIED]

    def make(out: Path) -> Made:
        path = out / "pdf" / name
        facts = put_together(book, path, attached)
        if context.draft:
            return Made("", False)
        read = read_book(path)
        pages: dict[str, tuple[int, ...]] = {}
        for link in read.links:
            pages[link.mark] = tuple(dict.fromkeys((*pages.get(link.mark, ()), link.page)))
        found = (*read_back_book(path, edition, read), *read_back_printing(facts, edition))
        return Made("", False, found, pages=pages)

    return _made(
        context, f"{language} PDF", digest_of(name, book_digest(book, attached, True), _expected(edition)), make
    )


def _extracted(report: Report, language: str) -> list[str]:
    """The chapters of a language that have a PDF of their own."""
    return [chapter.name for chapter in asked_chapters(make_edition(report, language, {}))]


def _extract(name: str, context: BuildContext, language: str) -> Made:
    edition = context.edition(language)
    chapter = next(chapter for chapter in edition.chapters if chapter.name == name)
    file = extract_name(edition, chapter)

    def make(out: Path) -> Made:
        write_extract(edition, chapter, context.figures, out / "pdf" / file, context.root / PRINT)
        return Made("", False, tuple(read_back_extract(out / "pdf" / file, edition, chapter)))

    return _made(
        context,
        say("{language} PDF of {name}", language=language, name=name),
        digest_of(file, extract_digest(edition, chapter, context.figures)),
        make,
    )


def _epub(context: BuildContext, language: str) -> Made:
    edition = context.edition(language)
    name = f"{context.report.settings.slug}-{language}.epub"

    def make(out: Path) -> Made:
        write_epub(edition, context.figures, out / "epub" / name)
        return Made("", False, tuple(read_back_epub(out / "epub" / name, edition)))

    return _made(
        context, f"{language} EPUB", digest_of(name, epub_digest(edition, context.figures), _expected(edition)), make
    )


def _word(context: BuildContext, language: str) -> Made:
    edition = context.edition(language)
    name = f"{context.report.settings.slug}-{language}.docx"
    clean = f"{context.report.settings.slug}-{language}-clean.docx"

    def make(out: Path) -> Made:
        write_word(edition, out / "docx" / name, figures=context.figures)
        write_word(edition, out / "docx" / clean, figures=context.figures, clean=True)
        wrong = (
            *read_back_word(out / "docx" / name, edition),
            *read_back_clean(out / "docx" / clean, edition.chapters, edition),
        )
        return Made("", False, wrong)

    return _made(
        context, f"{language} Word", digest_of(name, word_digest(edition, context.figures), _expected(edition)), make
    )


def _site(context: BuildContext, _: str) -> Made:
    def make(out: Path) -> Made:
        build_site(context.root, out / "site", context.checked)
        codes = context.report.settings.languages
        editions = {code: make_edition(context.report, code, context.ledger.values) for code in codes}
        return Made("", False, _read_back_pages(context, out, editions))

    return _pages_made(context, "site", context.before.digest, make)


def _site_of_one(context: BuildContext, language: str) -> Made:
    site_context = context.site_context

    def make(out: Path) -> Made:
        build_language(context.root, out / "site", site_context, language, context.figures, context.page_cache)
        editions = {language: site_context.editions[language]}
        return Made("", False, _read_back_pages(context, out, editions))

    drawn = [
        figures_digest(context.report, context.ledger.values, code)
        for code in dict.fromkeys((language, site_context.original))
    ]
    key = digest_of(language_digest(site_context, language), drawn, context.before.beside)
    return _pages_made(context, say("{language} site", language=language), key, make)


def _site_of_two(pair: tuple[str, str], context: BuildContext, _: str) -> Made:
    site_context = context.site_context

    def make(out: Path) -> Made:
        write_parallel(site_context, context.pages.templates(site_context), out / "site", *pair, context.figures)
        return Made("", False, _read_back_pages(context, out, {}))

    drawn = [figures_digest(context.report, context.ledger.values, code) for code in pair]
    key = digest_of(pair_digest(site_context, pair), drawn, context.before.beside)
    return _pages_made(context, say("{pair} site", pair="-".join(pair)), key, make)


def _site_of_all(context: BuildContext, _: str) -> Made:
    def make(out: Path) -> Made:
        write_shared(context.site_context, context.pages.templates(context.site_context), context.root, out / "site")
        return Made("", False, _read_back_pages(context, out, {}))

    return _pages_made(context, "site", context.before.digest, make)


def _pages_made(context: BuildContext, name: str, key: str, make: Callable[[Path], Made]) -> Made:
    """A part of the website; its pages are kept each by itself too, for when another part of it changes."""
    made = _made(context, name, key, make, partial(_as_before, context), is_ordered=True)
    if context.page_cache is not None:
        context.page_cache.settle(_as_before(context))
    return made


def _read_back_pages(context: BuildContext, out: Path, editions: Mapping[str, Edition]) -> tuple[Finding, ...]:
    store, report = Store(context.root / CACHE), context.report
    return tuple(
        read_back_site(out / "site", editions, report.settings.url, report.website, store, context.before.tools)
    )


def _earlier(context: BuildContext, _: str) -> Made:
    """What is kept is proved against the record of its edition, then put up; `_made` reads it back for privacy."""

    def make(out: Path) -> Made:
        found = tuple(changed_since(context.report))
        if not found:
            write_earlier(context.site_context, out / "site")
        return Made("", False, found)

    kept = {name: mark.digest for name, mark in context.before.report.items() if name.startswith(f"{EARLIER}/")}
    return _made(
        context,
        say("earlier editions"),
        digest_of(kept, earlier_digest(context.site_context)),
        make,
        partial(_as_before, context),
    )


def _as_before(context: BuildContext) -> bool:
    """Whether no file was saved since the build began: MkDocs reads files itself, and might show under the digest of
    before what was saved while it ran."""
    return is_certain(context.root) and untouched(
        context.before.report, look_at_report(context.root, context.before.report)
    )


def _expected(edition: Edition) -> str:
    """What reading back looks for, and where findings would point to."""
    return digest_of([list(expected_in(chapter, edition)) for chapter in edition.everything])


# --- the cache -------------------------------------------------------------------------------------------------------


def _made(
    context: BuildContext,
    name: str,
    key: str,
    make: Callable[[Path], Made],
    may_keep: Callable[[], bool] = lambda: True,
    *,
    is_ordered: bool = False,
) -> Made:
    """A unit from the cache, or made anew and kept, with what reading it back for privacy found.

    Args:
        is_ordered: `make` has read back already in which order readers see its numbers.
    """
    store = Store(context.root / CACHE)
    whole = digest_of(name, key, context.before.tools, privacy_digest(context.report))
    kept = store.take(whole, context.staging) if may_keep() else None
    if kept is not None:
        found, pages = kept.value["findings"], kept.value["pages"]
        told = tuple(_finding(row) for row in found)
        return Made(name, True, told, pages={key: tuple(numbers) for key, numbers in pages.items()})
    # In a folder of its own: what is kept is this unit and nothing else.
    with tempfile.TemporaryDirectory(dir=context.staging.parent, prefix="making-") as scratch:
        out = Path(scratch)
        made = make(out)
        tools = context.before.tools
        private = read_back_privacy(out, context.report, store=store, tools=tools, is_ordered=is_ordered)
        found = (*made.findings, *private)
        if not errors(found) and may_keep():
            files = {path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*")) if path.is_file()}
            store.keep(whole, files, {"findings": [_row(f) for f in found], "pages": made.pages})
        for path in sorted(out.rglob("*")):
            if path.is_file():
                target = context.staging / path.relative_to(out)
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
    return replace(made, name=name, findings=found)


def _row(finding: Finding) -> list[Any]:
    place = finding.location
    return [
        [str(place.path), place.line, place.column],
        finding.problem.as_data(),
        finding.severity.value,
        finding.language,
        finding.end_column,
    ]


def _finding(row: Sequence[Any]) -> Finding:
    (path, line, column), data, severity, language, end = row
    return Finding(
        Location(PurePosixPath(path), line, column), Problem.from_data(data), Severity(severity), language, end
    )
