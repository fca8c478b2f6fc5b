"""What a finished page says, passage by passage, for the search: only what a reader of that page sees, in its language.

The finished pages are read, not the chapters, so that the search finds what was published and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from xml.etree.ElementTree import Element

from kerege.outputs.finished import page_tree
from kerege.render.elements import VOID


class Kind(Enum):
    """What a passage is, as the search names it; the value stands in the index."""

    TITLE = "1"
    SECTION = "2"
    SUBSECTION = "3"
    TEXT = "p"
    TESTIMONY = "q"
    STATISTIC = "s"
    FIGURE = "f"
    TERM = "t"
    WORK = "r"


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, a testimony, a statistic … with the anchor that leads to it."""

    kind: Kind
    anchor: str
    text: str
    beside: str = ""
    """What stands beside the text: who speaks, the value of a statistic, the meaning of a term."""
    mark: str = ""
    """The record that the passage prints, such as `quote:b01`."""


def passages(html: str, language: str) -> tuple[Passage, ...]:
    """The passages of a finished page, in reading order.

    Args:
        language: text of the page that is marked as another language is left out.
    """
    reader = _Reader(language)
    reader.read(page_tree(html))
    return tuple(reader.found)


_HEADINGS = {"h1": Kind.TITLE, "h2": Kind.SECTION, "h3": Kind.SUBSECTION, "h4": Kind.SUBSECTION}
_BLOCKS = {
    *_HEADINGS, "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "header", "li", "ol", "p", "section", "summary", "table", "tbody", "thead", "tr", "ul",
}  # fmt: skip
_CELLS = {"td", "th"}
_UNREAD = {"nav", "script", "style", "form", "template", "button", "svg"}
# Notices, file names, links that repeat the titles of other pages, data that the page of statistics has too.
_UNREAD_CLASSES = {
    "k-status", "k-cite-page", "k-meta", "k-where", "k-trail", "k-stated", "k-cards", "k-downloads",
    "k-citation", "k-figure__data", "k-figure__source", "k-statistic__source", "k-quote__form", "k-voices__none", "k-voices__shown", "k-shown",
    "headerlink", "k-permalink", "footnote-ref", "footnote-backref",
}  # fmt: skip
_ASIDE = {"k-quote__speaker", "k-value", "k-statistic__value"}


@dataclass
class _Open:
    """An element whose end has not come yet."""

    tag: str
    identifier: str
    kind: Kind | None
    mark: str
    unread: bool
    beside: bool
    block: bool


@dataclass
class _Words:
    """The passage being read."""

    text: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    anchor: str = ""


class _Reader:
    def __init__(self, language: str) -> None:
        self.found: list[Passage] = []
        self._language = language
        self._open: list[_Open] = []
        self._words = _Words()
        self._heading = ""
        self._term = ""
        self._evidence = False

    def read(self, element: Element) -> None:
        tag, values = element.tag, element.attrib
        if tag in VOID:
            self._add(" ")
            return
        classes = set(values.get("class", "").split())
        self._evidence |= "k-evidence" in classes
        block = tag in _BLOCKS and not self._within(Kind.TESTIMONY, Kind.STATISTIC)
        if block:
            self._finish()
        if tag in _CELLS:
            self._add(" · ")
        identifier = values.get("id", "")
        if identifier and not block and not self._words.anchor:
            self._words.anchor = identifier
        kind, mark = _kind(tag, classes, identifier), values.get("data-kerege", "")
        unread, beside = self._is_unread(tag, classes, values), bool(classes & _ASIDE)
        self._open.append(_Open(tag, identifier if block else "", kind, mark, unread, beside, block))
        self._add(element.text or "")
        for child in element:
            self.read(child)
            self._add(child.tail or "")
        if block:
            self._finish()
        self._open.pop()

    def _is_unread(self, tag: str, classes: set[str], values: Mapping[str, str]) -> bool:
        # A foreign word within a sentence belongs to the sentence; a foreign block does not belong to the page.
        if self._drawn(tag, classes):
            return False
        foreign = tag in _BLOCKS and values.get("lang", self._language) != self._language
        hidden = "hidden" in values or values.get("aria-hidden") == "true" or "data-pagefind-ignore" in values
        # The heads of the tables of statistics are the same for each source, their rows are only counted.
        repeated = self._evidence and (tag == "thead" or (tag == "td" and "k-number" in classes))
        return tag in _UNREAD or repeated or bool(classes & _UNREAD_CLASSES) or foreign or hidden

    def _drawn(self, tag: str, classes: set[str]) -> bool:
        """Whether it is the wide drawing of a figure, or a part of one: its words are read, those of the narrow one are the same."""
        return (tag == "svg" and "k-drawing__wide" in classes) or (
            tag in ("g", "a", "text", "tspan") and any(e.tag == "svg" for e in self._open)
        )

    def _within(self, *kinds: Kind) -> bool:
        return any(element.kind in kinds for element in self._open)

    def _add(self, text: str) -> None:
        if not any(element.tag == "article" for element in self._open) or any(e.unread for e in self._open):
            return
        (self._words.beside if any(e.beside for e in self._open) else self._words.text).append(text)

    def _finish(self) -> None:
        """End the passage being read: a block begins or ends."""
        words, self._words = self._words, _Words()
        text, beside = (" ".join("".join(parts).split()).strip("· ") for parts in (words.text, words.beside))
        if not text:
            return
        kind = next((e.kind for e in reversed(self._open) if e.kind is not None), Kind.TEXT)
        own = next((e.identifier for e in reversed(self._open) if e.identifier), "")
        mark = next((e.mark for e in reversed(self._open) if e.mark), "")
        if kind in _HEADINGS.values():
            self._heading = own
        if kind is Kind.TERM and not beside:
            # The term; its meaning is the next block.
            if self._open[-1].tag == "dt":
                self._term, self._heading = text, own
                return
            text, beside = self._term, text
        self.found.append(Passage(kind, own or words.anchor or self._heading, text, beside, mark))


def _kind(tag: str, classes: set[str], identifier: str) -> Kind | None:
    if tag in _HEADINGS:
        return _HEADINGS[tag]
    if "k-quote" in classes:
        return Kind.TESTIMONY
    if classes & {"k-statistic", "k-card"}:
        return Kind.STATISTIC
    if "k-figure" in classes:
        return Kind.FIGURE
    if "k-glossary" in classes:
        return Kind.TERM
    return Kind.WORK if "k-references" in classes else None
