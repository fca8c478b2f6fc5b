"""A book put together from its pieces: one file for the screen, one for the press.

The front matter is the file that the pieces are put into: it brings identification, intents and attachments. Each piece
brings pages, its part of the structure tree, its places and bookmarks. Fonts are shared by all pages; running heads are put
behind the content of each page; printed numbers of pages are written; pages whose margins change sides are moved.

Sources: ISO 32000-1:2008, 7.9.6 and 7.9.7 (name and number trees), 8.10 (form XObjects), 12.3.3 (bookmarks), 14.7 (structure);
ISO 19005-3:2012, 6.1.7.1 (a stream must not end in a carriage return that a reader could take for the end of a line).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kerege.outputs.book.numbers import numbered
from kerege.outputs.book.pieces import Facts
from kerege.outputs.book.press import bleed_box, drawn_marks

_TRIES = 50
"""How often a file is written until none of the streams that objects are packed into ends in a carriage return: one in three
files has one."""


@dataclass(frozen=True)
class Part:
    """A piece and what becomes of it."""

    pdf: bytes
    facts: Facts
    shifts: tuple[float, ...] = ()
    """By how much each page is moved to the right, points."""
    blank_before: int = 0
    """Empty pages before it."""


@dataclass
class Assembly:
    """A file that grows by pieces."""

    front: bytes
    fonts: bytes
    heads: bytes
    numbers: Mapping[str, int]
    """Of the pages of anchors."""
    first_head: int = 0
    """The page of `heads` that belongs to the first page."""
    facts: Facts | None = None
    """Of the first piece, where that is no front matter."""
    book: Any = None
    _open: list[Any] = field(default_factory=list)
    _parents: list[Any] = field(default_factory=list)
    _next_parent: int = 0
    _names: list[tuple[bytes, Any]] = field(default_factory=list)
    _shared: set[tuple[int, int]] = field(default_factory=set)
    _marks: dict[tuple[float, ...], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.book = self._opened(self.front)
        self._heads = self._opened(self.heads)
        self._fonts = self.book.copy_foreign(self._opened(self.fonts).pages[0].Resources.Font)
        self._spaces = self.book.pages[0].Resources.ColorSpace
        self._head_resources = self.book.copy_foreign(self._heads.make_indirect(self._heads.pages[0].Resources))
        self._share_in(self._head_resources)
        root = self.book.Root
        self._document = None
        if "/StructTreeRoot" in root:
            self._document = root.StructTreeRoot.K[0]
            self._renumber(list(self.book.pages), root.StructTreeRoot.ParentTree.Nums)
        if "/Names" in root and "/Dests" in root.Names:
            self._place_names(root.Names.Dests.Names)
        for page in self.book.pages:
            self._share(page)
            if self.facts is not None and self.facts.printed:
                self._number(page, self.facts)

    def _opened(self, raw: bytes) -> Any:
        import pikepdf

        file = pikepdf.open(io.BytesIO(raw))
        self._open.append(file)
        return file

    # --- pieces ------------------------------------------------------------------------------------------------------

    def add(self, part: Part) -> None:
        """Put a piece behind what is there."""
        import pikepdf

        for _ in range(part.blank_before):
            self.add_blank()
        piece = self._opened(part.pdf)
        before = len(self.book.pages)
        for page in piece.pages:
            self.book.pages.append(pikepdf.Page(self.book.copy_foreign(page.obj)))
        new = [self.book.pages[index] for index in range(before, len(self.book.pages))]
        for page in new:
            self._share(page)
            if part.facts.printed:
                self._number(page, part.facts)
        kids: list[Any] = []
        if self._document is not None:
            tree = self.book.copy_foreign(piece.Root.StructTreeRoot)
            kids = list(tree.K[0].K)
            for kid in kids:
                kid.P = self._document
                self._document.K.append(kid)
            self._renumber(new, tree.ParentTree.Nums)
        names = len(self._names)
        if "/Names" in piece.Root and "/Dests" in piece.Root.Names:
            self._place_names(self.book.copy_foreign(piece.make_indirect(piece.Root.Names.Dests)).Names)
        moved = {page.objgen: shift for page, shift in zip(new, part.shifts, strict=False) if shift}
        if moved:
            self._move([page for page in new if page.objgen in moved], moved)
            _move_places(moved, [place for _, place in self._names[names:]], kids)

    def add_blank(self) -> None:
        """An empty page, of the size of the heads that belong to it."""
        import pikepdf

        source = self._heads.pages[min(self.first_head + len(self.book.pages), len(self._heads.pages) - 1)]
        page = pikepdf.Dictionary(Type=pikepdf.Name.Page, Contents=self._stream(b"\n"), Resources=pikepdf.Dictionary())
        for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
            page[box] = pikepdf.Array([float(side) for side in source[box]])
        self.book.pages.append(pikepdf.Page(self.book.make_indirect(page)))

    def _stream(self, content: bytes) -> Any:
        import pikepdf

        return self.book.make_stream(zlib.compress(content, 9), Filter=pikepdf.Name.FlateDecode)

    def _share(self, page: Any) -> None:
        """One set of fonts, and one of colour spaces, for all pages."""
        if page.Resources.objgen not in self._shared:
            self._shared.add(page.Resources.objgen)
            self._share_in(page.Resources)

    def _share_in(self, resources: Any) -> None:
        resources.Font = self._fonts
        resources.ColorSpace = self._spaces
        for kind in ("/XObject", "/Pattern"):
            for item in resources.get(kind, {}).values():
                if "/Resources" in item and item.Resources.objgen not in self._shared:
                    self._shared.add(item.Resources.objgen)
                    self._share_in(item.Resources)

    def _number(self, page: Any, facts: Facts) -> None:
        """Write the numbers of pages into their places, and into what links say."""
        import pikepdf

        content = page.Contents.read_bytes()
        written = numbered(content, self.numbers, facts.digits)
        if written != content:
            page.Contents = self._stream(written)
        printed = set(facts.printed)
        for link in page.get("/Annots", []):
            name = str(link.get("/Dest", ""))
            if name in printed:
                number, words = str(self.numbers[name]), str(link.get("/Contents", ""))
                stood = str(10 ** (len(number) - 1))
                if words == stood or words.endswith(f" {stood}"):
                    link.Contents = pikepdf.String(words[: len(words) - len(stood)] + number)

    def _renumber(self, pages: Sequence[Any], nums: Any) -> None:
        """A piece's part of the tree of parents: its own numbers, moved."""
        import pikepdf

        base = self._next_parent
        for page in pages:
            page.StructParents = base + int(page.StructParents)
            for link in page.get("/Annots", []):
                if "/StructParent" in link:
                    link.StructParent = base + int(link.StructParent)
        for index in range(0, len(nums), 2):
            nums[index] = base + int(nums[index])
        self._next_parent = base + len(nums) // 2
        limits = pikepdf.Array([base, self._next_parent - 1])
        self._parents.append(self.book.make_indirect(pikepdf.Dictionary(Limits=limits, Nums=nums)))

    def _place_names(self, names: Any) -> None:
        self._names += [(bytes(names[index]), names[index + 1]) for index in range(0, len(names), 2)]

    def _move(self, pages: Sequence[Any], shifts: Mapping[Any, float]) -> None:
        """Move what stands on pages, and their links, to the right."""

        after = self._stream(b"Q\n")
        for page in pages:
            shift = shifts[page.objgen]
            _put_around(page, [self._stream(f"q 1 0 0 1 {shift:.6f} 0 cm\n".encode())], [after])
            for link in page.get("/Annots", []):
                link.Rect = _moved(link.Rect, shift)

    # --- the whole ---------------------------------------------------------------------------------------------------

    def leave_out_links(self, known: set[str]) -> None:
        """Take links to what is not in the file off its pages."""
        import pikepdf

        for page in self.book.pages:
            if "/Annots" in page:
                kept = [link for link in page.Annots if "/Dest" not in link or str(link.Dest) in known]
                page.Annots = pikepdf.Array(kept)

    def finish_screen(self, bookmarks: Sequence[Bookmark], labels: Sequence[Labels], out: Path) -> None:
        """Write the file for the screen."""
        import pikepdf

        root = self.book.Root
        opened, closed = self._stream(b"q\n"), b"Q\n"
        for index, page in enumerate(self.book.pages):
            _put_around(page, [opened], [self._stream(closed + self._head(page, index))])
        if self._document is not None:
            tree = root.StructTreeRoot
            tree.ParentTree = self.book.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array(self._parents)))
            tree.ParentTreeNextKey = self._next_parent
        if self._names:
            flat = pikepdf.Array()
            for name, place in sorted(self._names, key=lambda item: item[0]):
                flat.append(pikepdf.String(name))
                flat.append(place)
            if "/Names" not in root:
                root.Names = pikepdf.Dictionary()
            root.Names.Dests = self.book.make_indirect(pikepdf.Dictionary(Names=flat))
        if bookmarks:
            root.Outlines = self._outline(bookmarks)
        numbers = pikepdf.Array()
        for label in labels:
            numbers.append(label.first)
            numbers.append(label.as_pdf())
        root.PageLabels = pikepdf.Dictionary(Nums=numbers)
        self._save(out, "1.7")

    def finish_press(self, missing: int, binding: float, out: Path) -> None:
        """Write the file for the press.

        Args:
            missing: empty pages that fill the last sheet.
            binding: by how many points what stands on a page is moved away from the spine; the first page is a right one.
        """
        import pikepdf

        heads = len(self.book.pages)
        for _ in range(missing):
            self.add_blank()
        tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[1, 1, 1, 1])
        for name in list(self._spaces.keys()):
            del self._spaces[name]
        names = pikepdf.Name
        self._spaces.Registration = pikepdf.Array([names.Separation, names.All, names.DeviceCMYK, tint])
        blank = pikepdf.Dictionary(ColorSpace=self._spaces)
        for index, page in enumerate(self.book.pages):
            if not len(page.Resources.keys()):
                page.Resources = blank
            shift = binding if index % 2 == 0 else -binding
            before = f"q 1 0 0 1 {shift:.3f} 0 cm {self._turn(page)} q\n".encode()
            head = self._head(page, index) if index < heads else b""
            after = [self._stream(b"Q " + head + b" Q\n"), self._marked(page)]
            _put_around(page, [self._stream(before)], after)
            page.Group = pikepdf.Dictionary(S=names.Transparency, CS=names.DeviceCMYK)
        self._save(out, "1.6")

    def _head(self, page: Any, index: int) -> bytes:
        """Put the running heads of a page among its resources; the operators that draw them."""
        import pikepdf

        source = self._heads.pages[self.first_head + index]
        form = self.book.copy_foreign(source.Contents)
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([float(side) for side in source.MediaBox])
        form.Resources = self._head_resources
        name = f"head{index}"
        if "/XObject" not in page.Resources:
            page.Resources.XObject = pikepdf.Dictionary()
        page.Resources.XObject[f"/{name}"] = form
        return f"/{name} Do".encode()

    def _turn(self, page: Any) -> str:
        """Turn a page that lies on its side, its head to the left, so that all pages of a sheet are alike; the operator for it."""
        import pikepdf

        left, top, right, bottom = (float(side) for side in page.TrimBox)
        if right - left <= abs(bottom - top):
            return ""
        total = sum(float(side) for side in page.MediaBox[1::2])
        for key in ("/MediaBox", "/TrimBox"):
            x0, y0, x1, y1 = (float(side) for side in page[key])
            page[key] = pikepdf.Array([total - y1, x0, total - y0, x1])
        return f"0 1 -1 0 {total:.3f} 0 cm"

    def _marked(self, page: Any) -> Any:
        """Give a page its BleedBox; the stream that draws its crop marks."""
        import pikepdf

        trim = tuple(float(side) for side in page.TrimBox)
        page.BleedBox = pikepdf.Array([round(side, 4) for side in bleed_box(trim)])
        if trim not in self._marks:
            self._marks[trim] = self._stream(drawn_marks(trim).encode() + b"\n")
        return self._marks[trim]

    def _outline(self, bookmarks: Sequence[Bookmark]) -> Any:
        """The tree of bookmarks; a level that is left out makes none."""
        import pikepdf

        top = self.book.make_indirect(pikepdf.Dictionary())
        above: list[tuple[int, Any, bool]] = [(0, top, True)]
        for mark in bookmarks:
            while above[-1][0] >= mark.level:
                above.pop()
            parent = above[-1][1]
            page = self.book.pages[mark.page].obj
            place = pikepdf.Array([page, pikepdf.Name.XYZ, mark.x, mark.y, 0])
            item = self.book.make_indirect(
                pikepdf.Dictionary(Title=pikepdf.String(mark.label), Dest=place, Parent=parent, Count=0)
            )
            if "/Last" in parent:
                item.Prev = parent.Last
                parent.Last.Next = item
            else:
                parent.First = item
            parent.Last = item
            above.append((mark.level, item, mark.state != "closed"))
            for _, each, is_open in reversed(above[:-1]):
                each.Count = int(each.get("/Count", 0)) + (1 if is_open else -1)
                if not is_open:
                    break  # what is below a closed item is not seen from above it
        return top

    def _save(self, out: Path, version: str) -> None:
        import pikepdf

        for item in self.book.objects:
            if isinstance(item, pikepdf.Stream):
                _settle(item)
        modes = pikepdf.ObjectStreamMode.generate
        for index in range(_TRIES):
            self.book.save(
                out, force_version=version, object_stream_mode=modes, compress_streams=True, deterministic_id=True
            )
            if b"\r\nendstream" not in out.read_bytes():
                break
            # An object more moves all that are packed behind it.
            page = self.book.pages[index % len(self.book.pages)]
            key = ("/MediaBox", "/TrimBox", "/BleedBox")[index // len(self.book.pages) % 3]
            page[key] = self.book.make_indirect(page[key])
        for file in self._open:
            file.close()


@dataclass(frozen=True)
class Bookmark:
    """A bookmark of the book."""

    level: int
    label: str
    page: int
    """From 0."""
    x: float
    """Points."""
    y: float
    state: str


@dataclass(frozen=True)
class Labels:
    """The numbers that are printed on pages, from one page on (ISO 32000-1, 12.4.2)."""

    first: int
    """The index of that page."""
    style: str = ""
    """`D` for arabic numbers, `r` for roman ones."""
    prefix: str = ""
    start: int = 1

    def as_pdf(self) -> Any:
        """The dictionary."""
        import pikepdf

        made = pikepdf.Dictionary()
        if self.style:
            made.S = pikepdf.Name(f"/{self.style}")
        if self.prefix:
            made.P = pikepdf.String(self.prefix)
        if self.start != 1:
            made.St = self.start
        return made


def book_labels(first: int, pages: int) -> list[Labels]:
    """Those of a book: none on the covers, roman before the first chapter, then arabic."""
    made = [Labels(0, prefix="—")] if first else []
    made += [Labels(1, "r")] if first > 1 else []
    made.append(Labels(first, "D"))
    return [*made, Labels(pages - 1, prefix="—")] if first and pages - 1 > first else made


def _settle(stream: Any) -> None:
    """A byte behind a packed stream that would end in a carriage return: what unpacks it has come to its end before."""
    raw = stream.read_raw_bytes()
    if raw.endswith(b"\r"):
        stream.write(raw + b"\n", filter=stream.get("/Filter"), decode_parms=stream.get("/DecodeParms"))


def _put_around(page: Any, before: Sequence[Any], after: Sequence[Any]) -> None:
    """Put streams before and behind what a page shows."""
    import pikepdf

    content = page.Contents
    inner = list(content) if isinstance(content, pikepdf.Array) else [content]
    page.Contents = pikepdf.Array([*before, *inner, *after])


def _moved(box: Any, shift: float) -> Any:
    import pikepdf

    left, bottom, right, top = (float(side) for side in box)
    return pikepdf.Array([left + shift, bottom, right + shift, top])


def _move_places(shifts: Mapping[Any, float], places: Sequence[Any], kids: Sequence[Any]) -> None:
    """Move the places that names lead to, and those of pictures, with their pages."""
    for place in places:
        place[2] = float(place[2]) + shifts.get(place[0].objgen, 0.0)
    for kid in kids:
        for element in (kid, *_elements(kid)):
            attributes = element.get("/A")
            if attributes is not None and "/BBox" in attributes:
                attributes.BBox = _moved(attributes.BBox, shifts.get(element.Pg.objgen, 0.0))


def _elements(node: Any) -> Iterator[Any]:
    import pikepdf

    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)
