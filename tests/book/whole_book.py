"""A book laid out whole, as WeasyPrint lays out a document: what a book that is put together from pieces must look like.

This is the oracle of `kerege.outputs.book`: the same HTML, style and fonts, one layout, one file for the screen and one for
the press. `differences` tells in which pages, words, elements, places, links and bookmarks two files differ.
"""

from __future__ import annotations

import copy
import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from kerege.model.brand import text_scale
from kerege.outputs.book import weasyprint_70
from kerege.outputs.book.archive import identify_archive, name_bookmarks
from kerege.outputs.book.cover import own_families, own_folder, report_pictures
from kerege.outputs.book.footnotes import link_footnotes
from kerege.outputs.book.layout import lay_out, style_text
from kerege.outputs.book.pages import FIRST_CHAPTER, book_text
from kerege.outputs.book.press import press_file, profile_of
from kerege.outputs.book.structure import build_structure
from kerege.outputs.readback.printing import elements, outline_titles
from kerege.render.edition import Edition

_SCALE = 1.25
"""Of 72 dots an inch, at which pages are compared."""
_ROUNDING = 8
"""Of 255: how far the edge of a letter may differ that was moved, and not laid out, to where it stands."""
_FAR = 0.02
"""Points by which places may differ."""


def whole_html(edition: Edition) -> Any:
    """The HTML of all pieces as one document."""
    text = book_text(edition)
    root = copy.deepcopy(text.front)
    body = root.find("body")
    assert body is not None
    for run in text.pieces:
        body.extend(copy.deepcopy(list(run.root.iterfind("body/*"))))
    return root


def lay_out_whole(edition: Edition, figures: Path, cache: Path) -> Any:
    """WeasyPrint's document of the whole book."""
    report = edition.report
    paper, brand = report.settings.paper, report.brand.in_language(edition.language)
    return lay_out(
        whole_html(edition),
        style_text(paper, brand, own_families(edition), edition.pack),
        figures,
        cache,
        report.settings.languages,
        fit=True,
        own_fonts=own_folder(edition),
        paper=paper,
        files=report_pictures(edition),
        scale=text_scale(brand.base.size),
    )


def write_whole(edition: Edition, figures: Path, cache: Path, out: Path) -> tuple[Path, Path]:
    """The files for the screen and for the press of a book that is laid out whole."""
    document = lay_out_whole(edition, figures, cache)
    link_footnotes(document)
    name_bookmarks(document)
    first = next(number for number, page in enumerate(document.pages) if FIRST_CHAPTER in page.anchors)
    screen, press = out.with_name(f"{out.stem}-whole.pdf"), out.with_name(f"{out.stem}-whole-print.pdf")
    write_document(document, screen, first)
    profile, condition = profile_of(edition.report)
    inside = document.pages[1:-1]
    press.write_bytes(press_file(document, inside, profile=profile, condition=condition, identifier=bytes(16)))
    return screen, press


def write_document(document: Any, out: Path, first: int) -> None:
    """The file for the screen of a laid-out book.

    Args:
        first: the page with which the arabic page numbers begin.
    """

    def finish(_: Any, pdf: Any) -> None:
        pdf.catalog["PageLabels"] = _labels(first, len(document.pages))
        identify_archive(document.metadata, pdf)

    with weasyprint_70.writing(build_structure):
        document.write_pdf(out, finisher=finish, pdf_variant="pdf/a-3a", pdf_identifier=bytes(16))


def _labels(first: int, pages: int) -> Any:
    import pydyf

    ranges = [
        (0, {"P": pydyf.String("—")}),
        (1, {"S": "/r"}),
        (first, {"S": "/D"}),
        (pages - 1, {"P": pydyf.String("—")}),
    ]
    return pydyf.Dictionary(
        {"Nums": pydyf.Array([part for at, label in ranges for part in (at, pydyf.Dictionary(label))])}
    )


def differences(one: Path, other: Path) -> Iterator[str]:
    """In what two files for the screen differ."""
    yield from different_pictures(one, other)
    with pikepdf.open(one) as a, pikepdf.open(other) as b:
        for name, told in (
            ("elements", _told), ("bookmarks", _bookmarks), ("labels", lambda f: [page.label for page in f.pages]),
            ("destinations", _destinations), ("links", _links), ("content", _content),
        ):  # fmt: skip
            x, y = told(a), told(b)
            if len(x) != len(y):
                yield f"{len(x)} {name}, {len(y)} {name}"
            yield from (
                f"{name} {at}: {p} / {q}" for at, (p, q) in enumerate(zip(x, y, strict=False)) if not _same(p, q)
            )


def different_pictures(one: Path, other: Path, pages: int | None = None) -> Iterator[str]:
    """The pages that look different; of the first so many."""
    documents = [pypdfium2.PdfDocument(path) for path in (one, other)]
    try:
        if pages is None and len(documents[0]) != len(documents[1]):
            yield f"{len(documents[0])} pages, {len(documents[1])} pages"
        for index in range(min(pages or len(documents[0]), len(documents[0]), len(documents[1]))):
            pictures = []
            for document in documents:
                bitmap = document[index].render(scale=_SCALE, may_draw_forms=False)
                size = bitmap.width, bitmap.height
                pictures.append((size, ctypes.string_at(bitmap.buffer, bitmap.stride * bitmap.height)))
            if pictures[0][0] != pictures[1][0]:
                yield f"page {index + 1} has another size"
            elif pictures[0] != pictures[1]:
                most = max(abs(p - q) for p, q in zip(pictures[0][1], pictures[1][1], strict=True))
                if most > _ROUNDING:
                    yield f"page {index + 1} looks different, by {most} of 255"
    finally:
        for document in documents:
            document.close()


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _FAR
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _told(file: Any) -> list[Any]:
    """Every structure element in reading order: what it is, its page, and what it says of itself."""
    number = {page.obj.objgen: index for index, page in enumerate(file.pages)}
    found = []
    for element in elements(file.Root.StructTreeRoot):
        attributes = element.get("/A", {})
        box = [float(side) for side in attributes.get("/BBox", [])]
        told = tuple(str(element.get(key, "")) for key in ("/S", "/Lang", "/Alt", "/ID"))
        kids = [
            str(kid.get("/Type")) if isinstance(kid, pikepdf.Dictionary) else str(kid) for kid in element.get("/K", [])
        ]
        found.append((*told, number[element.Pg.objgen], str(attributes.get("/Scope", "")), box, kids))
    return found


def _bookmarks(file: Any) -> list[Any]:
    number = {page.obj.objgen: index for index, page in enumerate(file.pages)}

    def read(items: Any, level: int) -> Iterator[Any]:
        for item in items:
            place = item.obj.Dest
            yield level, str(item.title), number[place[0].objgen], float(place[2]), float(place[3])
            yield from read(item.children, level + 1)

    with file.open_outline() as outline:
        return [*list(read(outline.root, 0)), outline_titles(file)]


def _destinations(file: Any) -> list[Any]:
    number = {page.obj.objgen: index for index, page in enumerate(file.pages)}
    names = pikepdf.NameTree(file.Root.Names.Dests)
    return [
        (str(key), number[v[0].objgen], float(v[2]), float(v[3]))
        for key, v in sorted(names.items(), key=lambda i: str(i[0]))
    ]


def _links(file: Any) -> list[Any]:
    """Every link: its page, what it leads to, says and covers, and the element that it belongs to."""
    parents = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
    return [
        (
            index,
            str(link.get("/Dest", link.get("/A", {}).get("/URI", ""))),
            str(link.get("/Contents", "")),
            [float(side) for side in link.Rect],
            str(parents[int(link.StructParent)].S),
        )
        for index, page in enumerate(file.pages)
        for link in page.get("/Annots", [])
    ]


def _content(file: Any) -> list[Any]:
    """The element of each piece of marked content that is no artifact, by page."""
    parents = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
    return [
        [str(element.S) for element in parents[int(page.StructParents)] if isinstance(element, pikepdf.Dictionary)]
        if "/StructParents" in page else []
        for page in file.pages
    ]  # fmt: skip
