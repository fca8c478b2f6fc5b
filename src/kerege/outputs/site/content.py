"""What the website adds to a page's text, and how it takes the text apart: permalinks, headings, top-level blocks."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

from kerege.render.edition import Edition

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_CLAIM = re.compile(r'<a class="k-stat" id="(?P<id>[^"]+)"[^>]*>(?P<text>.*?)</a>', re.DOTALL)
_PASSAGE = re.compile(r"<(?P<tag>p|li)>(?P<body>(?:(?!</?(?:p|li|ul|ol)\b).)*)</(?P=tag)>", re.DOTALL)
_HEADING = re.compile(r'<h(?P<level>[2-4]) id="(?P<id>[^"]+)"(?P<rest>[^>]*)>(?P<text>.*?)</h(?P=level)>', re.DOTALL)
_NOTE_BACK = re.compile(r'title="Jump back to footnote (?P<number>\d+) in the text"')
_QUOTE = re.compile(
    r'(?P<head><figure class="k-quote[^>]*? data-kerege="quote:(?P<id>[^"]+)">)(?P<body>.*?)</figcaption>', re.DOTALL
)
_TAG = re.compile(r"<[^>]+>")
_WORDS_A_MINUTE = 200
_LETTERS_A_WORD = 6
"""Kyrgyz builds long words; counting letters treats the three languages alike. Six with the space is the English mean."""


@dataclass(frozen=True)
class Heading:
    """An entry of a page's table of contents."""

    id: str
    text: str
    lang: str = ""
    """Set where it is in another language than its page."""


@dataclass(frozen=True)
class Piece:
    """One top-level block of a page."""

    html: str
    key: str
    """What it is compared by: its heading's id, its record, or only its kind."""

    @property
    def is_named(self) -> bool:
        return "#" in self.key or ":" in self.key


def with_permalinks(html: str, edition: Edition) -> str:
    """Every section and every passage that carries a claim gets a link to itself; the way back from a note gets words."""

    def heading(match: re.Match[str]) -> str:
        label = edition.label("section_permalink", title=plain(match["text"]))
        link = _permalink(match["id"], label)
        return f'<h{match["level"]} id="{match["id"]}"{match["rest"]}>{match["text"]} {link}</h{match["level"]}>'

    def passage(match: re.Match[str]) -> str:
        claim = _CLAIM.search(match["body"])
        if claim is None:
            return match[0]
        label = edition.label("statement_permalink", text=plain(claim["text"]))
        return f"<{match['tag']}>{match['body']} {_permalink(claim['id'], label)}</{match['tag']}>"

    def way_back(match: re.Match[str]) -> str:
        # Python-Markdown writes English into every page.
        label = escape(edition.label("note_back_to", number=match["number"]))
        return f'title="{label}" aria-label="{label}"'

    return _NOTE_BACK.sub(way_back, _PASSAGE.sub(passage, _HEADING.sub(heading, html)))


def with_records(html: str, edition: Edition) -> str:
    """Every testimony gets a link to its record on the page of all testimonies."""

    def record(match: re.Match[str]) -> str:
        label = escape(edition.label("among_testimonies"))
        link = f'<a class="k-record" href="../testimonies/#quote-{match["id"]}" data-pagefind-ignore>{label}</a>'
        return f"{match['head']}{match['body']} {link}</figcaption>"

    return _QUOTE.sub(record, html)


def _permalink(anchor: str, label: str) -> str:
    # The sign is drawn by the style sheet, so that it is neither copied, printed nor found by a search.
    return f'<a class="k-permalink" href="#{anchor}" aria-label="{escape(label)}" data-pagefind-ignore></a>'


def plain(html: str) -> str:
    """The visible text."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def headings(html: str) -> tuple[Heading, ...]:
    """The sections of a page, as its contents list them."""
    found = (match for match in _HEADING.finditer(html) if match["level"] == "2")
    return tuple(Heading(match["id"], plain(match["text"]), _lang(match["rest"])) for match in found)


def _lang(attributes: str) -> str:
    match = re.search(r'\blang="([^"]+)"', attributes)
    return match[1] if match else ""


def minutes(html: str) -> int:
    """How long reading takes, at least one minute."""
    return max(1, math.ceil(len(plain(html)) / _LETTERS_A_WORD / _WORDS_A_MINUTE))


class _Splitter(HTMLParser):
    """Notes where each top-level element begins and ends."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.spans: list[tuple[int, int, str, dict[str, str]]] = []
        self._lines = [0]
        for line in html.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._open: list[str] = []
        self._begun: tuple[int, str, dict[str, str]] = (0, "", {})
        self.feed(html)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._open:
            self._begun = (self._here(), tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            if not self._open:
                start = self._here()
                self.spans.append((start, start + len(self.get_starttag_text() or ""), tag, {}))
            return
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        if not self._open:
            start, name, attributes = self._begun
            self.spans.append((start, self._here() + len(tag) + 3, name, attributes))


def pieces(html: str) -> tuple[Piece, ...]:
    """The top-level blocks of a page in their order."""
    found = []
    for start, end, tag, attributes in _Splitter(html).spans:
        mark = attributes.get("data-kerege", "")
        identifier = attributes.get("id", "") if tag != "p" else ""
        found.append(Piece(html[start:end], mark or (f"{tag}#{identifier}" if identifier else tag)))
    return tuple(found)


def renamed_ids(html: str, ending: str, rename: Callable[[str], bool] = lambda _: True) -> str:
    """HTML whose ids, and the links to them within it, carry an ending, so that it can stand beside its twin."""
    html = re.sub(r'\bid="([^"]+)"', lambda m: f'id="{m[1]}{ending}"' if rename(m[1]) else m[0], html)
    return re.sub(r'\bhref="#([^"]+)"', lambda m: f'href="#{m[1]}{ending}"' if rename(m[1]) else m[0], html)
