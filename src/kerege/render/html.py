"""A chapter's document tree as elements, for website, book and EPUB.

What words, lists, tables and notes become stands here; what a tie becomes in `ties`, what a record shows in `blocks`.
Every node of the tree has its place in the output: nothing is skipped but comments, and notes that nobody calls.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kerege.model import GROUPS, Chapter
from kerege.model import document as n
from kerege.render.anchors import anchors
from kerege.render.behind import lent, marked
from kerege.render.blocks import (
    comparison_element,
    figure_element,
    missing,
    quote_element,
    quotes_element,
    statistic_element,
    statistics_element,
    table_element,
)
from kerege.render.citations import citation_content, group_of
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, add, element, flat, inner_html, parts_of, words_of
from kerege.render.formulas import formula
from kerege.render.links import Links, Medium
from kerege.render.pictures import photo_element
from kerege.render.ties import link_element, tie_content

_SHORT_FORMULA = 24
"""Characters of a formula within a line that fits a phone."""
_LISTS = {"bullet": "ul", "ordered": "ol", "definitions": "dl"}
_ITEMS = {"item": "li", "term": "dt", "description": "dd"}
_STYLES = {"emphasis": "em", "strong": "strong", "sub": "sub", "sup": "sup"}
_CALLOUTS = {"note": "note", "tip": "tip", "warning": "warning", "example": "example", "box": "box", "important": "note", "caution": "warning"}  # fmt: skip
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z]+)(?P<attributes>(?:\s+(?:lang|dir)=[\"'][\w-]+[\"'])*)\s*/?>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"(?P<name>lang|dir)=[\"'](?P<value>[\w-]+)", re.IGNORECASE)
_VOID = ("br", "wbr")


@dataclass(frozen=True)
class Section:
    """A heading, as lists of contents name it."""

    level: int
    id: str
    content: tuple[Element | str, ...]
    """Its words, with emphasis but without links, notes and citations. To be put in one place only."""
    words: str
    language: str


@dataclass(frozen=True)
class Page:
    """A chapter's text without its title."""

    body: Element
    """Holds what is shown; itself it is no part of the page."""
    sections: tuple[Section, ...]
    front: Mapping[str, Content]
    """The words of the front matter: title, summary, content_note."""


def chapter_page(chapter: Chapter, edition: Edition, medium: Medium) -> Page:
    """The text of a chapter, with what is borrowed from the original where its translation is missing."""
    writer = _Writer(chapter, edition.speaking(chapter), medium)
    front = {name: list(flat(writer.inline(words))) for name, words in chapter.document.front.items()}
    body = element("div", _with_borrowed(writer, chapter, edition, medium))
    add(body, writer.notes())
    return Page(body, tuple(writer.sections), {"title": chapter.title, **front})


def front_text(chapter: Chapter, edition: Edition, name: str) -> str:
    """A field of the front matter in plain words, for programs and lists of links."""
    writer = _Writer(chapter, edition.speaking(chapter), Medium.WEB)
    return words_of(writer.inline(chapter.document.front.get(name, ()), bare=True))


def chapter_html(chapter: Chapter, edition: Edition, medium: Medium) -> str:
    """The text of a chapter as HTML, for whoever wants to look at it."""
    return inner_html(chapter_page(chapter, edition, medium).body)


def _with_borrowed(writer: _Writer, chapter: Chapter, edition: Edition, medium: Medium) -> Content:
    waiting = list(lent(chapter, edition))
    original = edition.report.chapter(edition.report.settings.original, chapter.name)
    parts: list[Content] = []

    def lend(until: float) -> None:
        while waiting and original is not None and waiting[0][0] <= until:
            parts.append(_borrowed(original, waiting.pop(0)[1], edition, medium, writer))

    for run in _runs(chapter.document.blocks, edition):
        lend(run[0].span.start)
        parts.append(writer.run(run))
    lend(float("inf"))
    return parts


def _borrowed(
    original: Chapter, blocks: tuple[n.Block, ...], edition: Edition, medium: Medium, into: _Writer
) -> Element:
    writer = _Writer(original, edition.speaking(original), medium, lent=True)
    note = element("p", edition.label("untranslated_note"), class_="k-untranslated__note", lang=edition.language)
    made = element("div", note, writer.blocks(blocks), class_="k-untranslated", lang=original.language)
    # The same place may exist in the translation; an id must be one in a page.
    for inner in made.iter():
        if inner.get("id"):
            inner.set("id", f"original-{inner.get('id')}")
    into.sections += [replace(section, id=f"original-{section.id}") for section in writer.sections]
    return made


def numbered_notes(document: n.Document) -> dict[str, int]:
    """The number of each note: in the order of their calls, those that a note calls right behind it."""
    numbers: dict[str, int] = {}

    def count(nodes: Iterable[n.Node]) -> None:
        for node in n.walk(*nodes):
            if isinstance(node, n.Call) and node.label in document.notes and node.label not in numbers:
                numbers[node.label] = len(numbers) + 1
                count(document.notes[node.label].blocks)

    for words in document.front.values():
        count(words)
    count(block for block in document.blocks if not isinstance(block, n.Note))
    return numbers


def _runs(blocks: Sequence[n.Block], edition: Edition) -> Iterator[Sequence[n.Block]]:
    """Blocks as they are set: a landscape section together, two testimonies that follow each other side by side, unless one is
    set large."""
    shown = [block for block in blocks if not isinstance(block, (n.Note, n.LinkDefinition, n.Raw))]
    while shown:
        end = 1
        first = shown[0]
        if _is_landscape(first):
            level = first.level if isinstance(first, n.Heading) else 0
            while end < len(shown) and not _ends_section(shown[end], level):
                end += 1
        elif end < len(shown) and all(_is_plain_quote(block, edition) for block in shown[: end + 1]):
            end = 2
        yield shown[:end]
        shown = shown[end:]


def landscape_parts(blocks: Sequence[n.Block]) -> Iterator[tuple[Sequence[n.Block], bool]]:
    """Blocks in parts, and whether a part stands on pages of landscape format: a section of its own, or tables."""
    while blocks:
        first, size = blocks[0], 1
        is_across = _is_landscape(first) or _is_landscape_table(first)
        if isinstance(first, n.Heading):
            while is_across and size < len(blocks) and not _ends_section(blocks[size], first.level):
                size += 1
        else:
            while is_across and size < len(blocks) and _is_landscape_table(blocks[size]):
                size += 1
        yield blocks[:size], is_across
        blocks = blocks[size:]


def _is_landscape_table(block: n.Block) -> bool:
    return isinstance(block, n.Table) and "landscape" in block.attributes.classes


def _is_quote(block: n.Block) -> bool:
    return isinstance(block, n.Fence) and block.name == "quote"


def _is_plain_quote(block: n.Block, edition: Edition) -> bool:
    if not isinstance(block, n.Fence) or block.name != "quote":
        return False
    quote = edition.report.quotes.get(block.lines[0].text if block.lines else "")
    return quote is None or quote.display == "plain"


def _is_landscape(block: n.Block) -> bool:
    return isinstance(block, n.Heading) and "landscape" in block.attributes.classes


def _ends_section(block: n.Block, level: int) -> bool:
    return isinstance(block, n.Heading) and block.level <= level


class _Writer:
    """Writes one chapter for one medium."""

    def __init__(self, chapter: Chapter, edition: Edition, medium: Medium, *, lent: bool = False) -> None:
        self.chapter, self.edition, self.medium = chapter, edition, medium
        self.document = chapter.document
        self.links = Links(medium, chapter.name)
        self.lent = lent
        """Blocks that stand in for their translation: without notes, which the translation has itself."""
        self.behind = frozenset() if lent else marked(chapter, edition)
        self.places = anchors(chapter, medium)
        self.numbers = numbered_notes(self.document)
        self.called: Counter[str] = Counter()
        self.sections: list[Section] = []
        # In print a line break of the source would be seen in a note: its blanks are not folded.
        self.gap = "" if medium is Medium.BOOK else "\n"

    # --- blocks ---

    def blocks(self, blocks: Sequence[n.Block]) -> Content:
        parts: list[Content] = []
        for run in _runs(blocks, self.edition):
            parts += [self.gap, self.run(run)] if parts else [self.run(run)]
        return parts

    def run(self, run: Sequence[n.Block]) -> Content:
        made: list[Content] = [self.placed(block, self.block(block)) for block in run]
        if len(run) == 1 and not _is_landscape(run[0]):
            return made
        return element("div", made, class_="k-pair" if _is_quote(run[0]) else "k-landscape")

    def block(self, block: n.Block) -> Content:
        match block:
            case n.Paragraph():
                words = [self.mark(block), self.inline(block.children)]
                # A comment alone is no paragraph.
                return words if block.tight or not _holds_something(words) else element("p", words)
            case n.Heading():
                return self.heading(block)
            case n.List():
                start = str(block.start) if block.kind == "ordered" and block.start != 1 else None
                return element(_LISTS[block.kind], [self.item(item) for item in block.items], start=start)
            case n.Quotation():
                return element("blockquote", self.blocks(block.blocks))
            case n.Callout():
                return self.callout(block)
            case n.Table():
                return self.table(block)
            case n.Fence():
                return self.fence(block)
            case n.Formula(tex=tex):
                # A wide one is scrolled on a phone, which a keyboard must be able to do.
                reached = "0" if self.medium is Medium.WEB else None
                return element("div", formula(tex, self.medium, display=True), class_="k-formula", tabindex=reached)
            case n.Rule():
                return element("hr")
            case n.CodeBlock(text=text):
                return element("pre", element("code", text))
        return None

    def placed(self, node: n.Node, made: Content) -> Content:
        """An element of the book that says where its source stands, for what is found wrong only on its page."""
        if self.medium is Medium.BOOK and isinstance(made, Element):
            line = self.chapter.text.count("\n", 0, node.span.start) + 1
            made.set("data-place", f"{self.chapter.path}:{line}")
        return made

    def mark(self, block: n.Node) -> Content:
        """What is said of a block whose original has changed."""
        if block.span.start not in self.behind:
            return None
        return element("span", self.edition.label("behind_mark"), class_="k-behind"), " "

    def heading(self, block: n.Heading) -> Element:
        identifier = block.attributes.id or f"section-{self.chapter.name}-{len(self.sections) + 1}"
        named = tuple(flat(self.inline(block.children, bare=True)))
        words = words_of(named)
        self.sections.append(Section(block.level, self.links.anchor(identifier), named, words, self.chapter.language))
        made = element(
            f"h{block.level}",
            self.inline(block.children),
            id=self.links.anchor(identifier),
            class_=" ".join(block.attributes.classes) or None,
        )
        if self.medium is Medium.BOOK and words != words_of(made):
            made.set("data-bookmark", words)
        return made

    def item(self, item: n.Item) -> Element:
        made = element(_ITEMS[item.kind], self.blocks(item.blocks))
        self.placed(item, made)
        return made

    def callout(self, block: n.Callout) -> Element:
        kind = _CALLOUTS.get(block.kind, "note")
        words = self.inline(block.title)
        if not block.title and kind != "box":
            words = self.edition.label(f"callout_{kind}")
        title = element("p", words, class_="k-callout__title") if words else None
        return element("aside", title, self.blocks(block.blocks), class_=f"k-callout k-callout--{kind}")

    def table(self, block: n.Table) -> Element:
        edition, key = self.edition, block.attributes.id
        number = (
            edition.label("table_number", number=edition.table_numbers[key]) if key in edition.table_numbers else ""
        )
        rows = [
            element("tr", [self.cell(cell, "th" if k == 0 else "td") for k, cell in enumerate(row.cells)])
            for row in block.rows
        ]
        for row in rows:
            if len(row) and row[0].tag == "th":
                row[0].set("scope", "row")
        head = element("thead", element("tr", [self.cell(cell, "th") for cell in block.head.cells]))
        caption = [f"{number} " if number and block.caption else number, self.inline(block.caption)]
        titled = bool(number or block.caption)
        table = element("table", element("caption", caption) if titled else None, head, element("tbody", rows))
        landscape = " k-landscape" if "landscape" in block.attributes.classes else ""
        if not titled and not landscape:
            return table
        # A frame that can be scrolled by keyboard.
        label = " ".join([number, words_of(self.inline(block.caption, bare=True))]).strip()
        anchor = self.links.anchor(f"table-{key}") if key else None
        frame = {"tabindex": "0", "role": "region", "aria_label": label} if label else {}
        return element("div", table, class_=f"k-table{landscape}", id=anchor, **frame)

    def cell(self, cell: n.Cell, tag: str) -> Element:
        side = f"k-{cell.align}" if cell.align in ("right", "center") else None
        return element(tag, self.mark(cell), self.inline(cell.children), class_=side)

    def fence(self, block: n.Fence) -> Element:
        target = block.lines[0].text if block.lines else ""
        if block.name == "statistic":
            place = self.places.get(block.span.start)
            label = self.inline(block.label)
            return statistic_element(self.edition, self.links, target, label, place.name if place else None)
        if block.name == "figure":
            return figure_element(self.edition, self.links, target)
        if block.name == "photo":
            photo = self.edition.report.photos.get(target)
            return photo_element(self.edition, self.links, photo) if photo else missing(self.edition, f"photo:{target}")
        if block.name == "table":
            return table_element(self.edition, self.links, target)
        if block.name in GROUPS:
            return self.group(block)
        if block.name == "quote":
            quote = self.edition.report.quotes.get(target)
            return quote_element(self.edition, self.links, quote) if quote else missing(self.edition, f"quote:{target}")
        return element("pre", element("code", "\n".join(line.text for line in block.lines)))

    def group(self, block: n.Fence) -> Element:
        """Several records together."""
        lines = [line for line in block.lines if line.text]
        if block.name == "quotes":
            return quotes_element(self.edition, self.links, [line.text for line in lines])
        named = [
            (line.text, self.places[line.span.start].name if line.span.start in self.places else None) for line in lines
        ]
        make = statistics_element if block.name == "statistics" else comparison_element
        return make(self.edition, self.links, named)

    # --- within a line ---

    def inline(self, nodes: Sequence[n.Inline], *, bare: bool = False) -> Content:
        """Words with what is in them.

        Args:
            bare: as a list of contents shows them: without links, notes and citations.
        """
        root = Element("span")
        open_tags = [root]
        for node in nodes:
            if isinstance(node, n.Raw):
                _tag(node.html, open_tags)
            else:
                add(open_tags[-1], self.node(node, bare))
        return parts_of(root)

    def node(self, node: n.Inline, bare: bool) -> Content:
        match node:
            case n.Text(text=text):
                return text
            case n.Break(hard=hard):
                return (element("br"), self.gap) if hard and not bare else self.gap or " "
            case n.Styled():
                return element(_STYLES[node.style], self.inline(node.children, bare=bare))
            case n.Code(text=text):
                return element("code", text)
            case n.Math():
                shown = formula(node.tex, self.medium, display=node.display)
                if self.medium is Medium.WEB and len(node.tex) > _SHORT_FORMULA:
                    # No browser breaks a formula within a line; one that may be wider than a phone is scrolled.
                    return element("span", shown, class_="k-formula-within", tabindex="0")
                return shown
            case n.Tie():
                anchor = self.places.get(node.span.start)
                words = self.inline(node.children, bare=bare)
                return tie_content(
                    self.edition, self.links, node, words, None if bare or anchor is None else anchor.name, bare=bare
                )
            case n.Link():
                words = self.inline(node.children, bare=bare)
                return words if bare else link_element(self.edition, self.links, node, words)
            case n.Citation():
                if bare and not node.in_text:
                    return None
                made = citation_content(self.edition, self.links, group_of(node, self.chapter.text))
                return words_of(made) if bare else made
            case n.Call():
                return None if bare or self.lent else self.call(node)
            case n.Image():
                return self.inline(node.children, bare=bare)
        return None

    # --- notes ---

    def call(self, node: n.Call) -> Content:
        number = self.numbers.get(node.label)
        if number is None:
            return None
        self.called[node.label] += 1
        again = self.called[node.label]
        name = f"note-{self.chapter.name}-{number}"
        shown = self.edition.pack.in_digits(str(number))
        if self.medium is Medium.BOOK:
            if again > 1:
                return element("sup", element("a", shown, href=f"#{name}"), class_="k-note-again")
            note = element("k-note", self.note_at_call(node.label), id=name, data_number=shown)
            return self.placed(self.document.notes[node.label], note)
        link = element("a", shown, class_="footnote-ref", href=f"#{name}")
        if self.medium is Medium.EPUB:
            link.set("epub:type", "noteref")
            link.set("role", "doc-noteref")
        return element("sup", link, id=f"call-{name}{f'-{again}' if again > 1 else ''}")

    def note_at_call(self, label: str) -> Content:
        """A note for the foot of a page: its first paragraph begins beside the number."""
        blocks = self.document.notes[label].blocks
        if blocks and isinstance(blocks[0], n.Paragraph):
            return self.mark(blocks[0]), self.inline(blocks[0].children), self.blocks(blocks[1:])
        return self.blocks(blocks)

    def notes(self) -> Content:
        """The notes below the text; in print each stands where it is called."""
        if not self.numbers or self.medium is Medium.BOOK:
            return None
        made = [self.note(label, number) for label, number in self.numbers.items()]
        if self.medium is Medium.EPUB:
            marks = {"epub:type": "footnotes", "role": "doc-endnotes"}
            return element("section", element("hr"), made, class_="notes", **marks)
        return "\n", element("div", element("hr"), element("ol", made), class_="footnote")

    def note(self, label: str, number: int) -> Element:
        name = f"note-{self.chapter.name}-{number}"
        body = element("li", self.blocks(self.document.notes[label].blocks), id=name)
        on_web = self.medium is Medium.WEB
        if on_web:
            title = self.edition.label("note_back_to", number=number)
        else:
            title = f"{self.edition.label('note_back')} {self.edition.pack.in_digits(str(number))}"
        back = element(
            "a", "↩", class_="footnote-backref", href=f"#call-{name}", title=title if on_web else None, aria_label=title
        )
        if len(body) and body[-1].tag == "p" and not (body[-1].tail or "").strip():
            add(body[-1], "\u00a0", back)
        else:
            add(body, element("p", back))
        if not on_web:
            back.set("role", "doc-backlink")
            _as_aside(body, self.edition.pack.in_digits(str(number)))
        return body


def _as_aside(body: Element, number: str) -> None:
    """A note of an EPUB, which a reading system shows where it is called."""
    body.tag = "aside"
    body.set("epub:type", "footnote")
    body.set("role", "doc-footnote")
    label = element("span", f"{number}.", class_="note-number")
    first = body[0] if len(body) and body[0].tag == "p" and not (body.text or "").strip() else None
    if first is None:
        body.insert(0, element("p", label))
        return
    label.tail, first.text = f"\u00a0{first.text or ''}", None
    first.insert(0, label)


def _holds_something(content: Content) -> bool:
    return any(not isinstance(part, str) or part.strip() for part in flat(content))


def _tag(html: str, open_tags: list[Element]) -> None:
    """One of the few tags that a chapter may hold; a comment is nobody's to read, and what is no tag is shown as written."""
    match = _TAG.fullmatch(html)
    if match is None:
        add(open_tags[-1], None if html.startswith("<!--") else html)
        return
    name = match["name"].lower()
    if match["close"]:
        if any(tag.tag == name for tag in open_tags[1:]):
            while open_tags.pop().tag != name:
                pass
        return
    made = element(name, **{m["name"].lower(): m["value"] for m in _ATTRIBUTE.finditer(match["attributes"])})
    add(open_tags[-1], made)
    if name not in _VOID:
        open_tags.append(made)
