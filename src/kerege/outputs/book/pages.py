"""A book as element trees, one for each piece that is laid out by itself: front matter, contents, chapters, generated pages,
back cover."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import ceil

from kerege import __version__
from kerege.fonts.measure import width
from kerege.model import Chapter, Scheme
from kerege.model import Part as ReportPart
from kerege.model.brand import BASE, address, text_scale
from kerege.model.paper import POINT, Paper
from kerege.outputs.book.barcode import barcode_element
from kerege.outputs.book.composing import compose
from kerege.render.behind import behind_count
from kerege.render.direction import directed
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element, parts_of, to_html, words_of
from kerege.render.generated import GeneratedPage, generated_pages
from kerege.render.html import chapter_page
from kerege.render.links import Links, Medium
from kerege.render.pages import authors_lines, citation_text, contact_lines, licence_url, opening, publisher_name
from kerege.render.pictures import shown_photos
from kerege.render.ties import home

_PLACE = re.compile(r' data-place="[^"]*"')
_GENERATED, _RUN_ON = "page-", "chapter--run-on"
FIRST_CHAPTER = "main-matter"
"""The anchor at which the roman page numbers end and the arabic ones begin."""


@dataclass(frozen=True)
class Part:
    """A chapter or a generated page of the book."""

    key: str
    """Its anchor."""
    title: str
    """In plain words."""
    heading: Content
    body: list[Element | str]
    sections: tuple[tuple[str, Content], ...]
    """Anchor and words of each heading of a chapter, as the contents list them."""
    number: str
    """What stands above the title: `3`, `Appendix A`, `Part II`, or nothing."""
    language: str
    kind: str
    """CSS class."""
    place: str | None = None
    """File and line of a chapter's title."""
    short: str = ""
    """Of the title, for the running head."""
    is_front: bool = False
    """It has roman page numbers."""
    level: int = 1
    """Of its bookmark: chapters of a part stand below it."""


@dataclass(frozen=True)
class Run:
    """What is laid out together: a chapter with those that run on behind it, a generated page, the contents, the back cover."""

    key: str
    """The anchor of its first part."""
    root: Element
    """Its HTML."""
    is_generated: bool = False
    """It is made from the chapters, and prints the numbers of their pages."""


@dataclass(frozen=True)
class BookText:
    """A book in the pieces that are laid out apart, as WeasyPrint takes them."""

    front: Element
    """Cover, title page and imprint, with what the PDF says of itself."""
    contents: Run
    runs: tuple[Run, ...]
    back: Run

    @property
    def pieces(self) -> tuple[Run, ...]:
        """Everything behind the front matter, in order."""
        return (self.contents, *self.runs, self.back)


def book_text(edition: Edition) -> BookText:
    """The whole book."""
    parts = _parts(edition)
    contents = _contents(edition, parts)
    first = next((index for index, part in enumerate(parts) if not part.is_front), 0)
    sections = [_section(part, edition, first=index == first) for index, part in enumerate(parts)]
    # Of what is read: the line of the source on which it stands may change.
    digest = hashlib.sha256(_PLACE.sub("", to_html(sections)).encode("utf-8")).hexdigest()[:16]
    _mark_roman([*contents, *sections], sections[:first])
    top = head(edition, generator=f"Kerege {__version__}", digest=digest)
    front = [front_cover(edition), _title_page(edition), _imprint(edition, digest)]
    runs = [
        Run(parts[at].key, _root(edition, sections[at:end]), parts[at].key.startswith(_GENERATED))
        for at, end in pairwise([*_beginnings(parts, edition), len(parts)])
    ]
    return BookText(
        _root(edition, front, top),
        Run("contents", _root(edition, contents)),
        tuple(runs),
        Run("back-cover", _root(edition, [back_cover(edition)])),
    )


_ALL_RUN_ON = re.compile(r"break-before\s*:\s*(?:auto|avoid)")


def _beginnings(parts: Sequence[Part], edition: Edition) -> list[int]:
    """The parts that begin on a new page, by their place in the book; what may share a page is laid out together."""
    if _ALL_RUN_ON.search(edition.report.brand.sheets.get("print", "")):
        return [0] if parts else []
    return [at for at, part in enumerate(parts) if at == 0 or _RUN_ON not in part.kind.split()]


def _root(edition: Edition, content: Sequence[Element], top: Element | None = None) -> Element:
    root = element("html", top, element("body", content), lang=edition.language)
    # First: what is set from left to right is one piece whatever spans it is cut into.
    directed(root, edition.language, top=True)
    compose(root, edition.language)
    return root


def _mark_roman(content: Sequence[Element], front: Sequence[Element]) -> None:
    """Mark the links whose printed page number is a roman one: those to chapters before the first that has a number."""
    names = {inner.get("id") for section in front for inner in section.iter()} - {None}
    for part in content if names else ():
        for link in part.iter("a"):
            if link.get("href", "")[1:] in names:
                link.set("class", f"{link.get('class', '')} k-roman".strip())


def head(edition: Edition, *, generator: str, digest: str = "") -> Element:
    """What the PDF says of itself; `digest` is that of its text, for whoever holds only the file."""
    settings = edition.report.settings
    facts = [
        *(("author", name) for name in settings.authors),
        ("description", edition.words(settings.message)),
        ("keywords", ", ".join(settings.subjects(edition.language))),
        ("generator", generator),
        ("dcterms.publisher", publisher_name(edition)),
        ("dcterms.rights", edition.words(settings.rights)),
        ("dcterms.identifier", settings.identifier or settings.url or settings.slug),
        ("dcterms.coverage", "; ".join(filter(None, (edition.line, edition.label(f"state_{edition.state}"), digest)))),
        ("dcterms.created", settings.date),
        ("dcterms.modified", settings.date),
    ]
    title = element("title", edition.words(settings.title))
    return element("head", title, [element("meta", name=name, content=text) for name, text in facts if text])


def _parts(edition: Edition) -> list[Part]:
    parts = [part for chapter in edition.chapters for part in _chapter(chapter, edition)]
    pages = generated_pages(edition, Medium.BOOK)
    return parts + [_generated(page, edition, is_first=at == 0) for at, page in enumerate(pages)]


_FEW_LINES = 0.3
"""Part of a page: a generated page that takes less stands behind the one before."""


def _generated(page: GeneratedPage, edition: Edition, *, is_first: bool) -> Part:
    kind = f"chapter chapter--{page.name}"
    paper = edition.report.settings.paper
    lines = sum(
        1 + len(words_of(block)) * _LETTER / (paper.column * POINT) for block in page.body.iter() if block.tag in _LINES
    )
    if not is_first and 14 * lines < _FEW_LINES * paper.body * POINT:
        kind += " chapter--run-on"
    return Part(f"{_GENERATED}{page.name}", page.title, page.title, parts_of(page.body), (), "", edition.language, kind)


_LINES = ("p", "li", "dt", "dd", "tr", "h2")
_LETTER = 4.1
"""Points of a letter of the smaller texts of a book."""
_SAMPLE, _SERIF = 3000, 1.04
"""Letters of a chapter that tell their mean width; how much wider the face of the text is than the one that is measured."""


def _part(part: ReportPart, edition: Edition) -> Part:
    """The page on which a part begins."""
    summary = edition.words(part.summary)
    title = edition.words(part.title)
    body: list[Element | str] = [element("p", summary, class_="k-lead")] if summary else []
    return Part(f"part-{part.key}", title, title, body, (), edition.part_label(part), edition.language, "chapter part")


def _letter_width(chapter: Chapter) -> float:
    """The mean width of a letter of a chapter, blanks among them, points."""
    text = " ".join(passage.plain for passage in chapter.passages)[:_SAMPLE]
    return width(text, _SERIF * BASE) / len(text) if text else BASE / 2


def _chapter(chapter: Chapter, edition: Edition) -> Iterator[Part]:
    """A chapter, and the part that begins with it."""
    where = edition.place(chapter.name)
    if where.part is not None:
        yield _part(where.part, edition)
    paper, scale = edition.report.settings.paper, text_scale(edition.report.brand.base.size)
    letter = _letter_width(chapter) * scale
    measure = Measure(paper.column * POINT / letter, paper.aside * POINT / (letter * _LARGER))
    page = chapter_page(chapter, edition, Medium.BOOK)
    text = in_rows(parts_of(page.body))
    text = beside(text, measure) if paper.aside else text
    kinds = [
        "chapter chapter--numbered" if where.number else "chapter chapter--plain",
        f"chapter--{where.kind}",
        "chapter--tight" if chapter.meta.get("print") == "tight" else "",
        "chapter--front" if where.is_front else "",
        _RUN_ON if where.run_on else "",
    ]
    yield Part(
        f"chapter-{chapter.name}",
        chapter.title,
        page.front["title"],
        parts_of(element("div", opening(chapter, edition, Links(Medium.BOOK, chapter.name), page.front), text)),
        tuple((section.id, section.content) for section in page.sections if section.level == 2),
        edition.chapter_label(chapter.name),
        chapter.language,
        " ".join(filter(None, kinds)),
        f"{chapter.path}:1",
        edition.short_title(chapter),
        where.is_front,
        2 if where.within else 1,
    )


def in_rows(parts: list[Element | str]) -> list[Element | str]:
    """The blocks of a chapter, in which statistics that follow each other stand in one row, or in two."""
    made: list[Element | str] = []
    for is_box, run in groupby(parts, _is_statistic):
        boxes = list(run)
        while is_box and len(boxes) > 1:
            # Never one alone in the last row.
            size = min(3, len(boxes)) if len(boxes) != _TWO_ROWS else 2
            made.append(element("div", boxes[:size], class_=f"k-statistics k-statistics--{size}"))
            boxes = boxes[size:]
        made += boxes
    return made


_TWO_ROWS = 4


def _is_statistic(part: Element | str) -> bool:
    return isinstance(part, Element) and "k-statistic" in part.get("class", "").split()


@dataclass(frozen=True)
class Measure:
    """Letters of a line of text, and of a line of a testimony in the margin."""

    column: float
    aside: float


_LARGER = 1.12
"""Letters of a testimony in the margin against those of the text."""
_WORD, _MOST, _SPARE = 3, 14, 0.7
"""Letters lost at the end of a line in the margin, where no word is divided; lines that no page may part; part of a line
by which the testimony may be higher than the text beside it."""


def beside(parts: list[Element | str], measure: Measure) -> list[Element | str]:
    """The blocks of a chapter, in which a testimony that is chosen for it stands in the margin where the text is as high.

    That is the paragraph before it, or that and the one behind it. They are one block that no page parts, so
    testimonies in the margin never run into each other or off the page; two that follow each other never both go there.
    """
    made: list[Element | str] = []
    at = 0
    while at < len(parts):
        before, quote, after = (parts[at + k] if at + k < len(parts) else None for k in range(3))
        if (
            not _is_paragraph(before)
            or not _is_for_margin(quote)
            or (isinstance(after, Element) and after.tag == "figure")
        ):
            made.append(parts[at])
            at += 1
            continue
        taken = [before, quote, after] if _is_paragraph(after) else [before, quote]
        made += _placed([part for part in taken if isinstance(part, Element)], measure)
        at += len(taken)
    return made


def _placed(taken: list[Element], measure: Measure) -> list[Element]:
    """A paragraph, a testimony and perhaps a second paragraph: in one block, where the testimony goes into the margin."""
    before, quote, *after = taken
    source = quote.find("figcaption")
    said = sum(len(words_of(part)) for part in quote if part is not source)
    # A rule and its space are half a line; the lines of the source are lower.
    high = _lines(said, measure.aside - _WORD) + 0.8 * _lines(len(words_of(source)), measure.aside * 1.4) + 0.6
    alone = _lines(len(words_of(before)), measure.column)
    if high <= alone <= _MOST and _is_free(before):
        return [element("div", before, quote, class_="k-beside"), *after]
    both = alone + sum(_lines(len(words_of(part)), measure.column) for part in after)
    if after and high - _SPARE <= both <= _MOST and _is_free(before) and _is_free(after[0]):
        return [element("div", taken, class_="k-beside k-beside--two")]
    return taken


def _is_paragraph(part: Element | str | None) -> bool:
    return isinstance(part, Element) and part.tag == "p" and not part.attrib.keys() - {"data-place"}


def _is_for_margin(part: Element | str | None) -> bool:
    return isinstance(part, Element) and part.tag == "figure" and "k-quote--margin" in part.get("class", "").split()


def _is_free(paragraph: Element) -> bool:
    """Whether a paragraph holds no note, which must be able to go to the next page with its line."""
    return paragraph.find(".//k-note") is None


def _lines(length: int, letters: float) -> int:
    return int(length / letters) + 1


def chapter_section(edition: Edition, chapter: Chapter) -> Element:
    """One chapter, without the page of the part that begins with it."""
    return _section(list(_chapter(chapter, edition))[-1], edition, first=True)


def _section(part: Part, edition: Edition, *, first: bool) -> Element:
    heading = element("h1", part.heading)
    if words_of(heading) != listed_title(part):
        heading.set("data-bookmark", listed_title(part))
    if part.short and part.short != part.title:
        heading.set("data-short", part.short)
    if part.level > 1:
        heading.set("class", f"level-{part.level}")
    return element(
        "section",
        element("div", id=FIRST_CHAPTER) if first else None,
        element("p", edition.pack.in_digits(part.number), class_=_number_class(part.number)) if part.number else None,
        heading,
        part.body,
        class_=f"{part.kind} chapter--first" if first else part.kind,
        id=part.key,
        data_place=part.place,
        # A chapter that waits for its translation is in another language than the book.
        lang=_foreign(part.language, edition),
    )


def _number_class(number: str) -> str:
    return "chapter-number" if number.isdecimal() else "chapter-number chapter-number--words"


def _foreign(language: str, edition: Edition) -> str | None:
    return language if language != edition.language else None


_TITLES, _MESSAGES = (34.0, 30.0, 26.0, 22.0, 18.0, 15.0), (13.0, 11.5, 10.0, 9.0, 8.0, 7.0)
"""Sizes of a cover's words, points."""


def _size(sizes: Sequence[float], text: str, room: float, paper: Paper) -> float:
    """The first size in which a text has room."""
    return next((size for size in sizes if _lines_high(text, size, paper) <= room), sizes[-1])


def _lines_high(text: str, size: float, paper: Paper) -> float:
    """About how high a text of a cover is, points: letters are half as wide as they are high."""
    return 1.4 * size * (1 + len(text) // int(paper.column * POINT / (0.5 * size)))


def front_cover(edition: Edition) -> Element:
    """The front cover, the same for the screen and for the printer's cover sheet."""
    settings = edition.report.settings
    # The laths stand on the lower third.
    room = 0.4 * settings.paper.height * POINT - _lines_high(edition.words(settings.subtitle), 14, settings.paper)
    title = element("h1", edition.words(settings.title))
    title.set("style", f"font-size: {_size(_TITLES, edition.words(settings.title), room, settings.paper)}pt")
    subtitle = element("p", edition.words(settings.subtitle), class_="subtitle")
    words = element("div", title, subtitle, class_="words")
    line = element("p", edition.line, class_="edition")
    return element(
        "section", cover_picture(edition), words, line, logo_element(edition, dark=True), class_="cover cover--front"
    )


def cover_picture(edition: Edition) -> Element | None:
    """The picture of the house style behind the words of the front cover: a ground, so nobody is read it."""
    brand = edition.report.brand
    if brand.cover_picture is None:
        return None
    made = element("div", class_="picture picture--full" if brand.cover_full else "picture")
    made.set("style", f"background-image: url('kerege:///{address(brand.cover_picture)}')")
    return made


def logo_element(edition: Edition, *, dark: bool = False) -> Element | None:
    """The publisher's mark, in the form for the ground that it stands on."""
    logo = edition.report.brand.logo()
    if logo is None:
        return None
    name = edition.words(logo.alt) or edition.report.brand.name or publisher_name(edition)
    return element("img", src=f"kerege:///{address(logo.dark if dark else logo.light)}", alt=name, class_="logo")


def back_cover(edition: Edition) -> Element:
    """The back cover: the report in one paragraph, and where to find it."""
    settings = edition.report.settings
    message = element("p", edition.words(settings.message), class_="message") if settings.message else None
    if message is not None:
        room = 0.55 * settings.paper.height * POINT
        size = _size(_MESSAGES, edition.words(settings.message), room, settings.paper)
        message.set("style", f"font-size: {size}pt; line-height: {1.45 * size:.1f}pt")
    url = element("p", f"{edition.label('on_the_web')}: {settings.url}") if settings.url else None
    code = next(filter(None, map(barcode_element, settings.isbn)), None)
    name = element("p", settings.identifier) if settings.identifier and code is None else None
    contact = edition.pack.between(",").join(contact_lines(edition))
    asked = element("p", f"{edition.label('contact')}: {contact}") if contact else None
    partners = partners_element(edition, on_cover=True)
    address_ = element("div", url, asked, name, class_="address")
    kind = "cover cover--back cover--partners" if partners is not None else "cover cover--back"
    return element("section", message, address_, code, partners, class_=kind)


def _title_page(edition: Edition) -> Element:
    settings = edition.report.settings
    language = edition.label("edition_language", language=edition.pack.language_name(edition.language))
    facts = [edition.line, language, edition.label(f"state_{edition.state}")]
    room = 0.6 * settings.paper.height * POINT
    for text, high in ((edition.words(settings.subtitle), 13), (edition.pack.between(",").join(settings.authors), 11)):
        room -= _lines_high(text, high, settings.paper)
    size = _size(_TITLES[2:], edition.words(settings.title), room, settings.paper)
    title = element("p", edition.words(settings.title), class_="title")
    if edition.words(settings.short_title):
        title.set("data-short", edition.words(settings.short_title))
    title.set("style", f"font-size: {size}pt; line-height: {1.23 * size:.0f}pt")
    return element(
        "section",
        title,
        element("p", edition.words(settings.subtitle), class_="subtitle"),
        element("p", edition.pack.between(",").join(settings.authors), class_="authors") if settings.authors else None,
        element("div", [element("p", text) for text in facts], class_="facts"),
        logo_element(edition),
        class_="title-page",
    )


def _imprint(edition: Edition, digest: str) -> Element:
    settings = edition.report.settings
    behind = sum(behind_count(chapter, edition) for chapter in edition.everything)
    cited = citation_text(edition, settings.cited_at)
    licence = licence_url(settings.licence) if settings.licence else ""
    credits = dict.fromkeys(edition.words(photo.credit) for photo in shown_photos(edition))
    numbers = [*(f"ISBN {isbn}" for isbn in settings.isbn), f"https://doi.org/{settings.doi}" if settings.doi else ""]
    numbers += [f"ISSN {settings.issn}" if settings.issn else "", settings.number]
    made = edition.label("made_with", version=__version__)
    groups = [
        ("authors", authors_lines(edition)),
        ("publisher", [edition.words(settings.publisher)]),
        ("contact", [edition.pack.between(",").join(contact_lines(edition))]),
        ("", [edition.line, edition.label(f"state_{edition.state}")]),
        ("", [edition.label("behind_edition", count=behind) if behind else "", edition.unread]),
        ("", numbers),
        ("on_the_web", [settings.url]),
        ("suggested_citation", [cited]),
        ("rights", [edition.words(settings.rights), licence]),
        ("", [edition.label("photo_credit", credit=credit) for credit in credits if credit]),
        ("", [made, edition.label("text_digest", digest=digest)]),
    ]
    partners = partners_element(edition)
    lines = sum(
        1 + int(len(text) * _LETTER / (settings.paper.column * POINT)) for _, texts in groups for text in texts if text
    )
    high = 12.5 * lines + 6 * len(groups) + 36 * (len(partners) if partners is not None else 0) + 50
    made_of = element(
        "section",
        element("h2", edition.words(settings.title)),
        element("p", edition.words(settings.subtitle), class_="subtitle") if settings.subtitle else None,
        [_imprint_group(edition, key, texts) for key, texts in groups],
        partners,
        class_="imprint",
    )
    # It stands on the lower part of its page; a long one begins at the head.
    made_of.set(
        "style",
        f"padding-top: {max(0.0, min(0.36 * settings.paper.body * POINT, settings.paper.body * POINT - high)):.0f}pt",
    )
    return made_of


def _imprint_group(edition: Edition, key: str, texts: Sequence[str]) -> list[Element]:
    """What an imprint says of one thing, its name before it."""
    said = [text for text in texts if text]
    name = element("b", edition.label(key)) if key else None
    return [
        element("p", (name, " ") if name is not None and not at else None, text, class_=None if at else "begins")
        for at, text in enumerate(said)
    ]


def partners_element(edition: Edition, *, on_cover: bool = False) -> Element | None:
    """Partners and donors: on the imprint with their roles, on the cover the marks of those that have one."""
    made = []
    for partner in edition.report.settings.partners:
        name, role = edition.words(partner.name), edition.words(partner.role)
        logo = (partner.on_dark or partner.logo) if on_cover else partner.logo
        if on_cover and logo is None:
            continue
        mark = element("img", src=f"kerege:///{address(logo)}", alt=name) if logo else None
        if on_cover:
            made.append(element("span", mark, class_="mark" if partner.on_dark else "mark mark--field"))
        else:
            made.append(element("p", mark, element("span", f"{role}: {name}" if role else name)))
    return element("div", made, class_="partners") if made else None


def listed_title(part: Part) -> str:
    """A title as contents and bookmarks name it: `Appendix A. Method`."""
    return f"{part.number}. {part.title}" if part.number and not part.number.isdecimal() else part.title


def _listed_class(part: Part) -> str | None:
    return "part-entry" if part.key.startswith("part-") else None


@dataclass(frozen=True)
class _Design:
    """One way of setting the contents. Measures are in points, as book.css has them."""

    classes: str
    head: float
    """What its title takes."""
    line: float
    """Of a chapter."""
    gap: float
    """Below a chapter."""
    section: float
    """A line of sections."""
    size: float
    """Of its letters."""
    is_run_in: bool = True
    """Sections stand in the lines of their chapter, not each on a line."""
    is_wide: bool = False
    """It goes as far into the outer margin as wide tables do."""

    def height(self, parts: Sequence[Part], paper: Paper) -> float:
        """What chapters and sections take on a paper."""
        room = (paper.column + (paper.spread if self.is_wide else 0)) * POINT - (0 if paper.aside else _INDENT)
        found = self.head
        for part in parts:
            found += self.gap + self.line * ceil((width(part.title, BASE, bold=True) + _LEADER) / room)
            if self.is_run_in:
                words = "".join(f"{words_of(words)} 000 · " for _, words in part.sections)
                lines = width(words, self.size) / room
                # Of several each ends where a word does, and loses a little.
                found += self.section * ceil(lines if lines <= 1 else lines * _RAGGED)
            else:
                found += self.section * len(part.sections)
        return found


_INDENT, _LEADER, _RAGGED = 28.0, 30.0, 1.04
"""Points by which entries are moved in where numbers stand before them; of a leader and its number; by what ragged lines grow."""
_DESIGNS = (
    _Design("contents", 90.0, 13.0, 5.0, 11.0, 8.5, is_run_in=False),
    _Design("contents contents--run-in", 90.0, 13.0, 5.0, 11.5, 8.6),
    _Design("contents contents--run-in contents--close", 58.0, 12.0, 3.0, 10.2, 8.2, is_wide=True),
)
"""From the widest to the closest."""
_SHOWN, _SHOWN_HEAD = 14.5, 90.0
"""An entry of the list of figures, and its title."""


def _contents(edition: Edition, parts: list[Part]) -> list[Element]:
    """The contents, and the figures and tables: on as few pages as hold them, the contents on one where any design allows."""
    paper, press = edition.report.settings.paper, edition.report.settings.press
    if press.contents == "chapters":
        parts = [replace(part, sections=()) for part in parts]
    listed, figures = [_listed(part, edition) for part in parts], _figures_and_tables(edition)
    shown = _SHOWN * len(figures) + (_SHOWN_HEAD if figures else 0)

    def pages(*heights: float) -> int:
        return sum(ceil(height / (paper.body * POINT)) for height in heights)

    def total(tall: float) -> int:
        # A list that would begin a page behind the other is behind it on its last page where it has room.
        return min(pages(tall, shown), pages(tall + shown))

    heights = [design.height(parts, paper) for design in _DESIGNS]
    chosen = min((0, 1), key=lambda at: total(heights[at]) if pages(heights[0]) > 1 else at)
    if pages(heights[2]) < pages(heights[chosen]) and total(heights[2]) <= total(heights[chosen]):
        chosen = 2
    design, tall = _DESIGNS[chosen], heights[chosen]
    is_behind = pages(tall + shown) < pages(tall, shown)
    plain = "" if any(part.number.isdecimal() for part in parts) else "plain"
    heading = element("h2", edition.label("contents"))
    made = [element("section", heading, element("ol", listed, class_=plain or None), class_=design.classes)]
    if figures:
        heading = element("h2", edition.label("list_of_figures"))
        behind = f"contents contents--figures{' contents--behind' if is_behind else ''}"
        made.append(element("section", heading, element("ol", figures, class_="figures"), class_=behind))
    return made


def _listed(part: Part, edition: Edition) -> Element:
    inner = [element("li", element("a", words, href=f"#{anchor}")) for anchor, words in part.sections]
    number = element("span", part.number, class_="number") if part.number.isdecimal() else None
    title = element("a", listed_title(part), href=f"#{part.key}")
    below = element("ol", inner) if inner else None
    return element("li", number, " ", title, below, lang=_foreign(part.language, edition), class_=_listed_class(part))


def _figures_and_tables(edition: Edition) -> list[Element]:
    """Figures and numbered tables, in the order of their numbers."""
    rows = [
        element("li", element("a", f"{label} {edition.words(title)}", href=f"#figure-{key}"))
        for key, label, title in edition.listed_figures()
    ]
    for key, label, caption, language in edition.listed_tables():
        if home(edition, Scheme.TABLE, key) != "index":
            words = element("span", caption, lang=_foreign(language, edition))
            rows.append(element("li", element("a", f"{label} ", words, href=f"#table-{key}")))
    return rows
