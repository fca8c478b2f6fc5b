"""The report as it lies open while it is written: read again at every save, each page made when it is asked for.

Whatever is shown was made from the state of the files after the last save. No page is kept over a save, so nothing can be
forgotten; what is costly to read is kept by `kerege.preview.rereading` by the content of its files.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kerege.build.chapter import write_pages
from kerege.errors import BuildFailed, KeregeError
from kerege.findings import Finding
from kerege.messages import say, settled, together
from kerege.model import BlockKind, Chapter, Report, Value
from kerege.outputs.figures import cited_figures, draw_figure
from kerege.outputs.site import extras, house_style
from kerege.outputs.site.context import make_site_context
from kerege.outputs.site.drawings import drawings_in, with_drawings
from kerege.outputs.site.figure_pages import figure_page, shown_figures
from kerege.outputs.site.finish import present_downloads, with_downloads
from kerege.outputs.site.layout import SiteContext
from kerege.outputs.site.package import FOLDER, write_package
from kerege.outputs.site.pairs import parallel_layout
from kerege.outputs.site.policy import meta_policy
from kerege.outputs.site.single import Pages
from kerege.outputs.site.styles import theme_file, theme_files
from kerege.outputs.site.urls import figure_place, parallel_place
from kerege.preview.citation_cache import Citations
from kerege.preview.rechecking import Checker
from kerege.preview.rereading import Rereader
from kerege.preview.revaluing import Ledgers
from kerege.render.blocks import figure_csv
from kerege.render.generated import cited_quotes
from kerege.render.notices import DOWNLOADS
from kerege.render.pictures import photo_named
from kerege.render.voices import STYLES, voices_css

BOOK_PAGES = "chapter.pdf"
"""Behind the address of a chapter's page: the chapter as it stands in the book."""
_DRAWING = re.compile(r"(?:[a-z-]+/)?assets/figures/(?P<key>[a-z0-9-]+)-(?P<language>[a-z]+)\.(?P<kind>svg|png|csv)")


@dataclass(frozen=True)
class ShownPage:
    """What is shown at one place."""

    html: str
    digest: str
    """Changes with anything that a reader of the page sees, its drawings too."""
    problem: str = ""
    """Why this is the last good page and not the present one."""


class LiveReport:
    """A report folder and its pages."""

    def __init__(self, root: Path) -> None:
        """Read the report.

        Raises:
            KeregeError: it cannot be read, or `mkdocs.yml` is missing.
        """
        self.root = root
        self.lock = threading.RLock()
        self._reader = Rereader(root)
        self._ledgers = Ledgers()
        self._unread: set[str] = set()
        self._unchecked: set[str] = set()
        """Files that have changed since the last reading, and the last check, that came to its end."""
        self._checker = Checker()
        self._citations = Citations()
        self._pages = Pages(root)
        self._listed: Pages | None = None
        """The pages that know the files of `docs/` that are no chapters."""
        self._good: dict[str, ShownPage] = {}
        self._sheets: dict[str, ShownPage] = {}
        self._files: dict[str, bytes] = {}
        self.problem = ""
        """Why what is shown is not what the files say; empty when it is."""
        self._problem_of_pages = ""
        self.site_context = self._lay_out(())

    def refresh(self, changed: Collection[str]) -> None:
        """Read what has changed; paths are relative to the report's folder. Where that fails, the last state stays."""
        with self.lock:
            self._unread |= set(changed)
            self._unchecked |= set(changed)
            try:
                self.problem = self._refreshed(frozenset(self._unread))
                self._unread.clear()
            except (
                Exception
            ) as error:  # a fault of ours must not end the preview; the files are read with the next save
                self.problem = say(
                    "The save could not be taken in ({name}: {error}).", name=type(error).__name__, error=error
                )
            self._sheets = {}
            self._files = {}

    def _refreshed(self, changed: Collection[str]) -> str:
        """Take in the files, as far as that can be done; why not all of them."""
        problems = []
        try:
            self._reader.read(changed)
        except KeregeError as error:
            problems.append(settled(error))
        if "mkdocs.yml" in changed:
            self._problem_of_pages = self._load_pages()
        try:
            self.site_context = self._lay_out(changed)
        except KeregeError as error:
            problems.append(settled(error))
        return together(" ", *filter(None, (*problems, self._problem_of_pages)))

    def _load_pages(self) -> str:
        """Take over a new `mkdocs.yml`, or say why the one before is still used."""
        pages = Pages(self.root)
        try:
            pages.load(self.site_context.original)
        except KeregeError as error:
            told: str = settled(error)
            return told
        self._pages = pages
        return ""

    def _lay_out(self, changed: Collection[str]) -> SiteContext:
        self._ledgers.read(self._reader.reading.report, self._reader.shown.report, changed)
        others = [path for path in changed if path.startswith("docs") and not path.endswith(".md")]
        if others or self._listed is not self._pages:
            self._listed = self._pages
            docs = self.root / "docs"
            files = (path for path in docs.rglob("*") if path.suffix != ".md")
            self._pages.listing = tuple(sorted(path.relative_to(docs).as_posix() for path in files))
        return make_site_context(
            self._reader.shown.report, self._ledgers.shown.values, meta_policy(), self._citations.typeset
        )

    def check(self, between: Callable[[], None] = lambda: None) -> tuple[Finding, ...]:
        """The findings of `kerege check`, of the files as they are; `between` is called between two rules."""
        with self.lock:
            reading, ledger, changed = self._reader.reading, self._ledgers.present, frozenset(self._unchecked)
        found = self._checker.check(reading.report, reading.findings, ledger, changed, between)
        with self.lock:
            self._unchecked -= changed
        return found

    def warm(self) -> None:
        """Load what the first page of each language would have to wait for."""
        for code in self.site_context.editions:
            self.sheet(self.site_context.place(code))

    @property
    def unread(self) -> tuple[str, ...]:
        """Files that cannot be read: what is shown of them is their last good state."""
        return self._reader.unread

    @property
    def linked(self) -> frozenset[str]:
        """Chapters of other reports of the series to which this one links, relative to the report's folder."""
        return self._reader.linked

    @property
    def report(self) -> Report:
        return self.site_context.editions[self.site_context.original].report

    @property
    def base(self) -> str:
        """The path below which the website stands, `/` or `/report/`."""
        return urlsplit(self.site_context.url).path or "/"

    # --- places ---

    def named(self, place: str) -> tuple[str, str, str] | None:
        """Language, second language or empty, and name of the page at a place below `base`; None where there is none."""
        parts = [part for part in place.removesuffix("index.html").split("/") if part]
        codes = tuple(self.site_context.editions)
        if len(parts) == 3 and parts[0] == "parallel":
            code, _, other = parts[1].partition("-")
            known = code in codes and other in self.site_context.pairs_of(code, parts[2])
            return (code, other, parts[2]) if known else None
        code = (
            parts.pop(0)
            if parts and parts[0] in codes and parts[0] != self.site_context.original
            else self.site_context.original
        )
        name = parts[0] if parts else "index"
        if len(parts) > 1 or (parts and name == "index") or name not in self.site_context.names(code):
            return None
        return code, "", name

    def chapters_at(self, place: str) -> tuple[Chapter, ...]:
        """The chapters that the page at a place shows."""
        found = self.named(place)
        if found is None:
            return ()
        code, other, name = found
        return tuple(
            chapter
            for key in (code, other)
            if key
            for chapter in self.site_context.editions[key].everything
            if chapter.name == name
        )

    def shown_chapters(self, place: str) -> tuple[tuple[Report, Chapter], ...]:
        """The same, each with the report as it is shown."""
        return tuple(
            (self.site_context.editions[chapter.language].report, chapter) for chapter in self.chapters_at(place)
        )

    @property
    def shown_values(self) -> Mapping[str, Value]:
        """The values that the pages show."""
        return self._ledgers.shown.values

    def sheet(self, place: str) -> ShownPage | None:
        """The page at a place; the last good one where it cannot be made now; None where there is none."""
        with self.lock:
            if place not in self._sheets:
                made = self._sheet(place)
                if made is None:
                    return None
                self._sheets[place] = made
            return self._sheets[place]

    def _sheet(self, place: str) -> ShownPage | None:
        found = self.named(place)
        try:
            html = self._html(*found) if found is not None else self._figure_page(place)
            if not html:
                return None
            drawings = "".join(self._drawing_digest(*drawing) for drawing in self._drawings(place))
            digest = hashlib.sha256((html + drawings).encode()).hexdigest()[:16]
            self._good[place] = ShownPage(html, digest)
            return self._good[place]
        except KeregeError as error:
            problem = settled(error)
        except Exception as error:  # a page that cannot be made must not take the others down
            problem = say("The page could not be made ({name}: {error}).", name=type(error).__name__, error=error)
        last = self._good.get(place, ShownPage("", ""))
        return ShownPage(last.html, f"{last.digest}!", problem)

    def _html(self, code: str, other: str, name: str) -> str:
        site_context = self.site_context
        here = parallel_place(code, other, name) if other else site_context.place(code, name)
        if other:
            html = self._pages.templates(site_context).page(parallel_layout(site_context, code, other, name))
        else:
            html = self._pages.page(site_context, code, name)
        html = with_drawings(html, self._draw(drawings_in(html, tuple(site_context.editions))))
        edition = site_context.editions[code]
        if "<!--kerege:" in html:
            # A chapter only names the PDF; the size of the table of figures is shown where all files are listed.
            table = len(extras.statistics_csv(edition)) if DOWNLOADS in html else 0
            finished = self.root / "build" / "site" / "downloads"
            html = with_downloads(html, here, edition, tuple(present_downloads(finished, edition, table)))
        return html

    def _figure_page(self, place: str) -> str:
        """The page that a figure has for itself; nothing where the place is none of one."""
        for code in self.site_context.editions:
            for key, chapter in shown_figures(self.site_context, code):
                if figure_place(self.site_context.place(code), chapter.language, key) == place.removesuffix(
                    "index.html"
                ):
                    drawn = self._draw([(key, chapter.language)])
                    return figure_page(
                        self.site_context, self._pages.templates(self.site_context), code, key, chapter, drawn
                    )
        return ""

    def missing(self, place: str) -> str:
        """The page for wrong addresses."""
        with self.lock, tempfile.TemporaryDirectory() as folder:
            extras.write_missing_pages(self.site_context, self._pages.templates(self.site_context), Path(folder))
            code = next(
                (key for key in self.site_context.editions if place.startswith(f"{key}/")), self.site_context.original
            )
            return (Path(folder) / self.site_context.place(code) / "404.html").read_text(encoding="utf-8")

    # --- drawings ---

    def _draw(self, wanted: Iterable[tuple[str, str]]) -> Path:
        """Draw figures, each in a language, and say where they are."""
        folder = self.root / ".kerege" / "site-figures"
        for key, language in wanted:
            draw_figure(self.report, self._ledgers.shown.values, key, folder, language)
        return folder

    def _drawings(self, place: str) -> tuple[tuple[str, str], ...]:
        known = cited_figures(self.report)
        if (found := self.named(place)) is not None and found[2] == "charts":
            return tuple((key, found[0]) for key in known)
        return tuple(
            (block.target, chapter.language)
            for chapter in self.chapters_at(place)
            for block in chapter.blocks_of(BlockKind.FIGURE)
            if block.target in known
        )

    def _drawing_digest(self, key: str, language: str) -> str:
        figure = self.report.figures[key]
        values = self._ledgers.shown.values
        try:
            script = (self.root / figure.script).read_bytes()
        except OSError:
            script = b""
        parts = (repr(figure), repr([(datum, str(values.get(datum))) for datum in figure.data]), language)
        return hashlib.sha256("\0".join(parts).encode() + script).hexdigest()

    def drawings(self, place: str) -> Mapping[str, str]:
        """The drawings of a page and what each depends on, so that a browser fetches those anew that have changed."""
        with self.lock:
            return {f"{key}-{code}": self._drawing_digest(key, code)[:12] for key, code in self._drawings(place)}

    # --- other files ---

    def file(self, place: str) -> bytes | Path | None:
        """What a build would have written at a place that is no page; None where there is nothing."""
        with self.lock:
            if place not in self._files and (made := self._made(place)) is not None:
                self._files[place] = made
            found = self._files[place] if place in self._files else self._kept(place)
            return None if isinstance(found, Path) and self._leads_out(found) else found

    def _leads_out(self, path: Path) -> bool:
        """Whether a file of the report is a link to one that is not, or to a hidden one."""
        if not path.is_relative_to(self.root):
            return False  # of the theme
        real = Path(os.path.realpath(path))
        root = Path(os.path.realpath(self.root))
        if self.report.series is not None and ".." in path.parts:  # what the reports of a series share
            root = root.parent / "shared"
        return not real.is_relative_to(root) or any(part.startswith(".") for part in real.relative_to(root).parts)

    def _made(self, place: str) -> bytes | None:
        site_context = self.site_context
        if place in theme_files():
            report = site_context.editions[site_context.original].report
            return theme_file(place, self._pages.templates(site_context), report.brand, self.root)
        if place.startswith((f"{house_style.FOLDER}/", "assets/kerege/")):
            report = site_context.editions[site_context.original].report
            made = house_style.house_files(report.brand, report.root, report.pictures).get(place)
            if made is not None:
                return made
        if place == STYLES:
            return voices_css(cited_quotes(site_context.editions[site_context.original])).encode()
        if match := _DRAWING.fullmatch(place):
            return self._drawing(match["key"], match["language"], match["kind"])
        if place.endswith(f"/{BOOK_PAGES}") and self.has_pages(place.removesuffix(BOOK_PAGES)):
            return self._book_pages(place.removesuffix(BOOK_PAGES))
        if place.startswith("assets/photos/"):
            return photo_named(site_context.editions[site_context.original], place.rpartition("/")[2])
        if place.endswith(".csv") and "assets/tables/" in place:
            return self._table(place)
        for code, edition in site_context.editions.items():
            if place == f"{site_context.place(code)}assets/data/statistics.csv":
                return extras.statistics_csv(edition)
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / place
            if target.suffix in {".xml", ".json", ".bib", ".ris", ".cff", ".txt"} and not place.startswith("assets/"):
                extras.write_machine_files(site_context, Path(folder))
            elif place.startswith(FOLDER):
                write_package(site_context.editions, site_context.url, Path(folder))
            return target.read_bytes() if target.is_file() else None

    def has_pages(self, place: str) -> bool:
        """Whether the page at a place is that of a chapter, which has pages in a book."""
        found = self.named(place)
        chapter = self.site_context.editions[found[0]].named(found[2]) if found is not None and not found[1] else None
        return chapter is not None and not chapter.is_front_page

    def _book_pages(self, place: str) -> bytes | None:
        """A chapter as it stands in the book; None where it cannot be set."""
        found = self.named(place)
        assert found is not None
        drawings = self._draw(self._drawings(place))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / BOOK_PAGES
            try:
                write_pages(self.site_context.editions[found[0]], found[2], drawings, self.root, path)
            except BuildFailed:
                return None
            return path.read_bytes()

    def _table(self, place: str) -> bytes | None:
        """A table from a source as a file, in the language of its folder."""
        for code in self.site_context.editions:
            folder = self.site_context.place(code)
            if place.startswith(f"{folder}assets/tables/"):
                return extras.tables(self.site_context, code).get(place.removeprefix(f"{folder}assets/"))
        return None

    def _drawing(self, key: str, language: str, kind: str) -> bytes | None:
        if key not in cited_figures(self.report) or language not in self.site_context.editions:
            return None
        if kind == "csv":
            return figure_csv(self.site_context.editions[language], key).encode("utf-8-sig")
        folder = self._draw([(key, language)])
        path = folder / f"{key}-{language}.{kind}"
        return path.read_bytes() if path.is_file() else None

    def _kept(self, place: str) -> Path | None:
        """A file that a build would copy."""
        for source in self.report.sources.values():
            for file in source.files:
                path = self.root / source.path(file)
                if not source.restricted and place == f"assets/data/{source.name(file)}" and path.is_file():
                    return path
        downloads = self.root / "build" / "site" / "downloads"
        if place.startswith("downloads/") and place.count("/") == 1 and (downloads / place[10:]).is_file():
            return downloads / place[10:]
        return self._pages.static(self.site_context, place)
