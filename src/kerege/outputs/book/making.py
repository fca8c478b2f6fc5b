"""The making of a book from its pieces: which there are, what each is known by, in which order they are laid out.

A piece is laid out when nothing that was kept is known by the same digest: that of its HTML, the style, the files that it
shows, the fonts, and of each number of a page that it prints how many digits that has. Chapters come first, since the
generated pages print the numbers of theirs; where a number turns out to have more digits than there is room for, the piece
that prints it is made again. The same report gives the same book, whatever was kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from math import ceil
from pathlib import Path

from kerege.cache.store import Store, digest_of
from kerege.errors import BuildFailed
from kerege.fonts import usable_fonts
from kerege.messages import say
from kerege.model.brand import text_scale
from kerege.outputs.book.archive import attached
from kerege.outputs.book.assembly import Bookmark, Part
from kerege.outputs.book.cover import cover_element, cover_style, own_families, own_folder, report_pictures, write_cover
from kerege.outputs.book.faces import make_fonts, used_fonts
from kerege.outputs.book.heads import Place, make_heads
from kerege.outputs.book.layout import Typesetter, style_text
from kerege.outputs.book.pages import FIRST_CHAPTER, Run, book_text
from kerege.outputs.book.pieces import POINT, Asked, Base, Facts, Leaf, Piece, Printing, make_front, make_piece
from kerege.outputs.book.press import profile_of
from kerege.render.edition import Edition
from kerege.render.elements import Element, to_html

_DRAWING = re.compile(r"kerege:/*figures/([\w=-]+\.svg)")
_LETTER, _DRAWING_HEIGHT, _LESS = 14.0, 0.35, 0.2
"""Square millimetres of a page that a letter takes, about, with the space around paragraphs; the part of a page that a
drawing takes, and the beginning of a chapter."""
_FRONT = 3
"""Pages of the front matter: cover, title page, imprint."""
_ROUNDS = 12
"""How often pieces are made again because numbers of pages have other digits than before."""
_BLANK = Leaf(name="auto", is_blank=True)
_SMALL = 0.001


class Book:
    """One edition's book while it is made."""

    def __init__(
        self,
        edition: Edition,
        figures: Path,
        cache: Path,
        store: Store | None = None,
        tools: str = "",
        *,
        draft: bool = False,
        is_look: bool = False,
    ) -> None:
        """See `write_book`.

        Args:
            tools: the digest of Kerege, the libraries and the environment.
            is_look: pieces that are not kept are made for the screen only.
        """
        self.edition, self.figures, self.cache = edition, figures, cache
        self.draft, self.is_look, self._store, self._tools = draft, is_look, store, tools
        self.text = book_text(edition)
        settings, brand = edition.report.settings, edition.report.brand
        self.style = style_text(
            settings.paper, brand.in_language(edition.language), own_families(edition), edition.pack
        )
        self.profile, self.condition = profile_of(edition.report)
        self._made: dict[str, Piece] = {}
        self._laid_out: list[str] = []
        self._html = {run.key: to_html(run.root) for run in self.text.pieces}

    @cached_property
    def printing(self) -> Printing:
        """Fonts, style sheet and files, made when the first piece is."""
        report = self.edition.report
        setter = Typesetter(
            self.style,
            self.figures,
            self.cache,
            report.settings.languages,
            own_fonts=own_folder(self.edition),
            paper=report.settings.paper,
            files=report_pictures(self.edition),
            scale=text_scale(report.brand.base.size),
        )
        return Printing(setter, self.profile, self.draft, self.is_look)

    def load(self) -> None:
        """Load now what the first piece would have to wait for."""
        _ = self.printing

    # --- what is kept ------------------------------------------------------------------------------------------------

    @cached_property
    def _common(self) -> str:
        """Of what every piece is made from."""
        settings = self.edition.report.settings
        fonts = [(path.name, digest_of(path.read_bytes())) for path in usable_fonts(self.edition.report.root)]
        pictures = [(name, digest_of(path.read_bytes())) for name, path in report_pictures(self.edition).items()]
        return digest_of(
            self._tools, self.style, pictures, fonts, self.profile.read_bytes(), settings.languages, settings.paper,
            self.edition.report.brand.base.size, self.draft,
        )  # fmt: skip

    def _drawings(self, html: str) -> list[tuple[str, str]]:
        """The drawings that a text shows, with their digests; whoever lays it out tells of those that are not there."""
        named = sorted(set(_DRAWING.findall(html)))
        return [(name, digest_of(path.read_bytes())) for name in named if (path := self.figures / name).is_file()]

    def _kept(self, key: str, make: Callable[[], Piece]) -> Piece:
        """What is kept under a key; made, and kept, where nothing is."""
        if key not in self._made:
            found = self._store.read(key) if self._store is not None else None
            if found is None and self.is_look:
                key = digest_of("look", key)
                found = self._store.read(key) if self._store is not None else None
            if found is not None:
                self._made[key] = Piece(Facts.from_data(found.value), found.files["screen"], found.files["press"])
            else:
                made = self._made[key] = make()
                self._laid_out.append(key)
                if self._store is not None:
                    self._store.keep(key, {"screen": made.screen, "press": made.press}, made.facts.as_data())
        return self._made[key]

    # --- pieces ------------------------------------------------------------------------------------------------------

    def piece(self, run: Run, numbers: Mapping[str, int], *, turned: bool = False) -> Piece:
        """A piece, in which numbers of pages are printed as they are, or with as many digits.

        Args:
            turned: it begins on the other side than pieces do where nothing depends on that.

        Raises:
            BuildFailed: it asks for a file that it must not have.
        """
        for asked in self._asked(run, numbers, turned):
            make = partial(make_piece, self.printing, run.root, asked)
            made = self._kept(self._key(run, asked), make)
            if made.facts.is_even:
                break
        return made

    def prepare(self, key: str = "") -> bool:
        """Make and keep what is lacking of a chapter's piece, or, without its key, of those behind the chapters.

        Returns:
            Whether anything was lacking.
        """
        if self._store is None:
            return False
        before = len(self._laid_out)
        if key:
            run = next(run for run in self.chapters if run.key == key)
            asked = next(self._asked(run, self.numbers({}), turned=False))
            if not self._store.has(self._key(run, asked)):
                self.piece(run, self.numbers({}))
        else:
            self._roughly(_FRONT)
        return len(self._laid_out) > before

    def _asked(self, run: Run, numbers: Mapping[str, int], turned: bool) -> Iterator[Asked]:
        """How a piece is asked for: with rooms for numbers, then, where digits differ in width, with the numbers."""
        wanted = {name: numbers[name] for name in self._wanted(run) if name in numbers}
        rooms = frozenset() if self._is_exact else frozenset(wanted) - self._roman
        nowhere = frozenset(link.get("href", "")[1:] for link in run.root.iter("a") if _is_inner(link)) - self._names
        if rooms:
            yield Asked(wanted | {name: room_of(wanted[name]) for name in rooms}, rooms, turned, nowhere)
        yield Asked(wanted, frozenset(), turned, nowhere)

    def _key(self, run: Run, asked: Asked) -> str:
        html = self._html[run.key]
        told = sorted(asked.numbers.items()), sorted(asked.rooms), asked.turned, sorted(asked.nowhere)
        return digest_of("piece", self._common, html, self._drawings(html), told)

    def _wanted(self, run: Run) -> list[str]:
        """The anchors whose page's number a piece prints, or may print."""
        links = [link for link in run.root.iter("a") if _is_inner(link)]
        if run is not self.text.contents and not self._own_counters:
            links = [link for link in links if "k-page" in link.get("class", "").split()]
        return list(dict.fromkeys(link.get("href", "")[1:] for link in links))

    @cached_property
    def _names(self) -> frozenset[str]:
        """Every anchor of the book."""
        return frozenset(name for run in self.text.pieces for name in _ids(run))

    @cached_property
    def _own_counters(self) -> bool:
        """The report's own style sheet prints numbers of pages, wherever that may be."""
        return "target-counter" in self.edition.report.brand.sheets.get("print", "")

    @cached_property
    def _is_exact(self) -> bool:
        """Pieces are made with the true numbers, since digits of their own are printed."""
        return self._own_counters or bool(self.edition.pack.words.settings("language").get("digits"))

    @cached_property
    def _roman(self) -> frozenset[str]:
        """The anchors on pages with roman numbers."""
        marked = (link for run in self.text.pieces for link in run.root.iter("a"))
        return frozenset(link.get("href", "")[1:] for link in marked if "k-roman" in link.get("class", "").split())

    # --- the order of things -----------------------------------------------------------------------------------------

    def _roughly(self, front: int) -> dict[str, Facts]:
        """Each piece made with the numbers of the pages before it, those of the chapters with numbers that are guessed."""
        guessed = self.numbers({}, front)
        facts = {run.key: self.piece(run, guessed).facts for run in self.chapters}
        for run in self.behind:
            facts[run.key] = self.piece(run, self.numbers(facts, front)).facts
        return facts

    @property
    def chapters(self) -> list[Run]:
        """The pieces that are laid out before the others, with numbers that are guessed."""
        return [run for run in self.text.runs if not run.is_generated]

    @property
    def behind(self) -> list[Run]:
        """The other pieces, the contents last: they print the numbers of all."""
        generated = [run for run in self.text.runs if run.is_generated]
        return [*generated, self.text.back, self.text.contents]

    def numbers(self, known: Mapping[str, Facts], front: int = _FRONT) -> dict[str, int]:
        """The number of the page of each anchor; about that of those whose piece is not known.

        Args:
            front: pages of the front matter without the contents.
        """
        found: dict[str, int] = {}
        places = self._starts(known, front)
        first = next(
            (
                places[key] + facts.anchors[FIRST_CHAPTER]
                for key, facts in known.items()
                if FIRST_CHAPTER in facts.anchors
            ),
            places[self.text.runs[0].key] if self.text.runs else 0,
        )
        for run in self.text.pieces:
            facts = known.get(run.key)
            anchors = facts.anchors if facts is not None else dict.fromkeys(_ids(run), 0)
            for name, at in anchors.items():
                index = places[run.key] + at
                found.setdefault(name, index - first + 1 if index >= first else index)
        return found

    def known_numbers(self, run: Run) -> tuple[dict[str, int], bool]:
        """The numbers of pages as far as the kept pieces tell them, and whether those before a piece all are kept."""
        guessed = self.numbers({})
        known: dict[str, Facts] = {}
        for each in self.chapters:
            key = self._key(each, next(self._asked(each, guessed, turned=False)))
            if self._store is not None and self._store.has(key):
                known[each.key] = self.piece(each, guessed).facts
        before = self.chapters[: self.chapters.index(run)]
        return self.numbers(known), all(each.key in known for each in before)

    def places_from(self, piece: Piece, number: int) -> list[Place]:
        """The pages of a piece that begins on a page with an arabic number; odd ones stand on the side of the first."""
        leaves = enumerate(piece.facts.leaves, number)
        return [Place(leaf, (page % 2 == 1) != self._leftwards) for page, leaf in leaves]

    def _starts(self, known: Mapping[str, Facts], front: int) -> dict[str, int]:
        """The index of the first page of each piece."""
        page, starts = front, {}
        for run in self.text.pieces:
            facts = known.get(run.key)
            page += self._blanks(facts, page) if facts is not None else 0
            starts[run.key] = page
            page += len(facts.leaves) if facts is not None else self._about(run)
        return starts

    def _about(self, run: Run) -> int:
        """How many pages a piece fills, about: what that is wrong by costs time only."""
        paper, scale = self.edition.report.settings.paper, text_scale(self.edition.report.brand.base.size)
        letters = sum(map(len, run.root.itertext()))
        drawings = sum(1 for _ in run.root.iter("img"))
        filled = letters * _LETTER * scale * scale / (paper.column * paper.body)
        return max(1, ceil(filled + _DRAWING_HEIGHT * drawings + _LESS))

    def _blanks(self, facts: Facts, page: int) -> int:
        """Empty pages before a piece, so that it begins on the side that it asks for."""
        sides = {"right": True, "left": False, "recto": not self._leftwards, "verso": self._leftwards}
        wanted = sides.get(facts.begins)
        return int(wanted is not None and wanted != self._is_right(page))

    @cached_property
    def _leftwards(self) -> bool:
        return self.edition.pack.leftwards

    def _is_right(self, page: int) -> bool:
        """Whether a page is a right one: the cover is none, or, of a book from right to left, is one."""
        return (page % 2 == 1) != self._leftwards

    def settled(self, front: Piece) -> tuple[dict[str, Piece], dict[str, int], Piece]:
        """All pieces, the numbers of pages that they print, and the running heads.

        Raises:
            BuildFailed: the numbers do not come to rest.
        """
        before = len(front.facts.leaves)
        facts = self._roughly(before)
        is_sided = False
        for _ in range(_ROUNDS):
            numbers, starts = self.numbers(facts, before), self._starts(facts, before)
            turned = {key for key, page in starts.items() if is_sided and not self._is_home(page)}
            pieces = {run.key: self.piece(run, numbers, turned=run.key in turned) for run in self.text.pieces}
            now = {key: piece.facts for key, piece in pieces.items()}
            if now != facts:
                facts = now
                continue
            heads = self._heads(pieces, front)
            if is_sided or self._fits(pieces, heads, front):
                return pieces, numbers, heads
            is_sided = True
        raise BuildFailed(
            say("The numbers of the pages of the book do not come to rest; nothing is wrong with the text.")
        )

    def _is_home(self, page: int) -> bool:
        """Whether a page is on the side on which pieces are laid out: that behind the cover."""
        return self._is_right(page) == self._is_right(1)

    def _places(self, pieces: Mapping[str, Piece], front: Piece) -> list[Place]:
        """Every page of the book, with the side on which it stands."""
        leaves = list(front.facts.leaves)
        for piece in pieces.values():
            leaves += [_BLANK] * self._blanks(piece.facts, len(leaves))
            leaves += piece.facts.leaves
        return [Place(leaf, self._is_right(index)) for index, leaf in enumerate(leaves)]

    def _heads(self, pieces: Mapping[str, Piece], front: Piece) -> Piece:
        places = self._places(pieces, front)
        key = digest_of("heads", self._common, places, self.edition.language)
        return self._kept(key, lambda: make_heads(self.printing, places, self.edition.language))

    def _fits(self, pieces: Mapping[str, Piece], heads: Piece, front: Piece) -> bool:
        """Whether pages need only be moved to stand as their side asks for."""
        places = self._places(pieces, front)
        frames = [place.leaf.frame for place in places], [leaf.frame for leaf in heads.facts.leaves]
        sizes = [
            (one[1:], other[1:]) for place, one, other in zip(places, *frames, strict=True) if not place.leaf.is_blank
        ]
        return all(abs(a - b) < _SMALL for one, other in sizes for a, b in zip(one, other, strict=True))

    def parts(self, pieces: Mapping[str, Piece], heads: Piece, front: Piece, which: str) -> list[Part]:
        """The pieces as `Assembly` takes them, of the file for the screen or for the press."""
        page, made = len(front.facts.leaves), []
        for piece in pieces.values():
            blanks = self._blanks(piece.facts, page)
            page += blanks
            framed = heads.facts.leaves[page : page + len(piece.facts.leaves)]
            shifts = [
                (there.frame[0] - here.frame[0]) * POINT for here, there in zip(piece.facts.leaves, framed, strict=True)
            ]
            moved = tuple(shift if abs(shift) > _SMALL else 0.0 for shift in shifts)
            made.append(Part(getattr(piece, which), piece.facts, moved, blanks))
            page += len(piece.facts.leaves)
        return made

    def fonts(self, facts: Iterable[Facts]) -> bytes:
        """The fonts of the book, as a PDF."""
        used = used_fonts(facts)
        key = digest_of("fonts", self._common, used)
        return self._kept(key, lambda: Piece(Facts(()), make_fonts(self.printing.setter, used), b"")).screen

    def front(self, attachments: Sequence[Path]) -> Piece:
        """The front matter, into which the pieces are put."""
        date = self.edition.report.settings.date
        base = Base(self.identifier, self.condition, attached(attachments, date))
        return make_front(self.printing, self.text.front, base)

    def cover(self, spine: float) -> bytes:
        """The printer's cover sheet.

        Args:
            spine: its width, millimetres.
        """
        html, style = to_html(cover_element(self.edition, spine)), cover_style(self.edition, spine)
        key = digest_of("cover", self._common, html, style, self.condition)

        def sheet() -> Piece:
            made = write_cover(self.edition, spine, self.cache, self.profile, self.condition)
            return Piece(Facts(()), b"", made)

        return self._kept(key, sheet).press

    @cached_property
    def identifier(self) -> bytes:
        """Of the file: the same text has the same."""
        whole = "\n".join([to_html(self.text.front), *self._html.values()])
        return hashlib.sha256(whole.encode("utf-8")).digest()[:16]


def room_of(number: int) -> int:
    """A number that stands for all with as many digits."""
    return int(10 ** (len(str(number)) - 1))


def _ids(run: Run) -> Iterator[str]:
    for inner in run.root.iter():
        name = inner.get("id")
        if name:
            yield name


def _is_inner(link: Element) -> bool:
    return link.get("href", "").startswith("#")


def require_links(facts: Iterable[Facts]) -> None:
    """Stop where a link of the book leads nowhere.

    Raises:
        BuildFailed: with the name.
    """
    everything = list(facts)
    anchors = {name for each in everything for name in each.anchors}
    nowhere = sorted({name for each in everything for name in each.links} - anchors)
    if nowhere:
        raise BuildFailed(say("A link of the book leads to '{name}', which is nowhere in it.", name=nowhere[0]))


def bookmarks(parts: Sequence[Part], front: int) -> list[Bookmark]:
    """The bookmarks of all pieces."""
    page, found = front, []
    for part in parts:
        page += part.blank_before
        for level, label, at, x, y, state in part.facts.bookmarks:
            found.append(Bookmark(level, label, page + at, x + (part.shifts[at] if part.shifts else 0.0), y, state))
        page += len(part.facts.leaves)
    return found
