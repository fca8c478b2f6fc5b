"""A chapter as HTML: ties and blocks replaced at the offsets where the scanner found them, the rest by Python-Markdown.

The website gives the Markdown made here to MkDocs, the book to the same Python-Markdown with the same extensions, so
both print what was checked.
"""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from kerege.model import BlockKind, Chapter, Scheme, Table, Tie
from kerege.model.comments import drop
from kerege.read.series import split_target
from kerege.render.anchors import Anchor, anchors
from kerege.render.behind import borrowed, marks
from kerege.render.blocks import figure_html, missing, quote_html, statistic_html
from kerege.render.citations import citation_html
from kerege.render.edition import Edition, attribute
from kerege.render.links import Links, Medium, sibling_url
from kerege.render.testimony import fragment_html

MARKDOWN_EXTENSIONS = [
    "tables",
    "attr_list",
    "footnotes",
    "sane_lists",
    "md_in_html",
    "kerege.render.chapters:Captions",
]
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
MARKDOWN_EXTENSION_CONFIGS: dict[str, dict[str, object]] = {
    "footnotes": {"UNIQUE_IDS": False},
    "tables": {"use_align_attribute": True},
}


def chapter_markdown(chapter: Chapter, edition: Edition, medium: Medium) -> str:
    """The chapter's Markdown, front matter cut off, with everything of ours turned into HTML."""
    links = Links(medium, chapter.name)
    edition = edition.speaking(chapter)
    pieces = [*_replacements(chapter, edition, links), *marks(chapter, edition)]
    pieces += _borrowed(chapter, edition, links)
    # What an editor noted for colleagues is not for the source text of the published page.
    pieces += [(match.start(), match.end(), "") for match in _COMMENT.finditer(chapter.text, chapter.body)]
    return _with_pieces(chapter.text, sorted(pieces, key=lambda piece: piece[:2]), chapter.body, len(chapter.text))


def _with_pieces(text: str, pieces: list[tuple[int, int, str]], begin: int, stop: int) -> str:
    """A stretch of text with some spans replaced."""
    result: list[str] = []
    position = begin
    for start, end, html in pieces:
        if position <= start and end <= stop:
            result += (text[position:start], html)
            position = end
    return "".join([*result, text[position:stop]])


def _borrowed(chapter: Chapter, edition: Edition, links: Links) -> Iterator[tuple[int, int, str]]:
    """Blocks of the original where their translation is missing."""
    shown = borrowed(chapter, edition)
    original = edition.report.chapter(edition.report.settings.original, chapter.name)
    if not shown or original is None:
        return
    spoken = edition.speaking(original)
    pieces = sorted(_replacements(original, spoken, links), key=lambda piece: piece[:2])
    note = escape(edition.label("untranslated_note"))
    for block in shown:
        text = drop(_with_pieces(original.text, pieces, block.start, block.end))
        # The same place may exist in the translation; an id must be one in a page.
        text = re.sub(r"\[\^[^\]\s]+\]", "", text.replace(' id="', ' id="original-').replace("{#", "{#original-"))
        yield (
            block.place,
            block.place,
            f'\n\n<div class="k-untranslated" lang="{original.language}" markdown="1">\n\n'
            f'<p class="k-untranslated__note" lang="{edition.language}">{note}</p>\n\n{text}\n\n</div>\n\n',
        )


def chapter_html(chapter: Chapter, edition: Edition, medium: Medium) -> str:
    """The body of a chapter as HTML, without its title."""
    converter = markdown.Markdown(extensions=MARKDOWN_EXTENSIONS, extension_configs=MARKDOWN_EXTENSION_CONFIGS)
    html = converter.convert(chapter_markdown(chapter, edition, medium))
    return _within_the_book(_notes_at_their_call(html, chapter.name), edition) if medium is Medium.BOOK else html


_TO_CHAPTER = re.compile(
    r'<a href="(?:\./)?(?P<name>[\w-]+)\.md(?P<anchor>#[^"]*)?"(?P<rest>[^>]*)>(?P<words>.*?)</a>', re.DOTALL
)


def _within_the_book(html: str, edition: Edition) -> str:
    """Links to other chapters lead to their pages; one to a page that no book has is only its words."""
    names = {chapter.name for chapter in edition.chapters}

    def link(match: re.Match[str]) -> str:
        if match["name"] not in names:
            return match["words"]
        return f'<a href="{match["anchor"] or "#chapter-" + match["name"]}"{match["rest"]}>{match["words"]}</a>'

    return _TO_CHAPTER.sub(link, html)


def _replacements(chapter: Chapter, edition: Edition, links: Links) -> Iterator[tuple[int, int, str]]:
    """Every span of the text that is ours, with the HTML that takes its place."""
    places = anchors(chapter, links.medium)
    for tie in chapter.ties:
        yield tie.start, tie.end, _tie_html(chapter, tie, edition, links, places)
    groups: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for citation in chapter.citations:
        groups.setdefault((citation.start, citation.end), []).append((citation.key, citation.locator))
    for (start, end), works in groups.items():
        yield start, end, citation_html(edition, links, works)
    paired = _paired(chapter)
    for block in chapter.blocks:
        if block.kind is BlockKind.STATISTIC:
            html = statistic_html(edition, links, block, places[block.start].name)
        elif block.kind is BlockKind.FIGURE:
            html = figure_html(edition, links, block.target)
        else:
            quote = edition.report.quotes.get(block.target)
            html = quote_html(edition, quote) if quote else missing(edition, f"quote:{block.target}")
            html = paired.get(block.start, "{}").format(html)
        yield block.start, block.end, f"\n{html}\n"
    for table in chapter.tables:
        if table.start != table.body_start:
            yield table.start, table.body_start, _caption_html(table, edition)
            yield table.end, table.end, "\n\n</div>\n"


def _paired(chapter: Chapter) -> dict[int, str]:
    """Two testimonies that follow each other with nothing between are set side by side: what stands around each."""
    around: dict[int, str] = {}
    quotes = chapter.blocks_of(BlockKind.QUOTE)
    for first, second in itertools.pairwise(quotes):
        if first.start not in around and not chapter.text[first.end : second.start].strip():
            around[first.start] = '<div class="k-pair">{}'
            around[second.start] = "{}</div>"
    return around


def _caption_html(table: Table, edition: Edition) -> str:
    number = edition.label("table_number", number=edition.table_numbers[table.id]) if table.id else ""
    caption = attribute(f"{number} {table.caption}".strip())
    anchor = f' id="table-{attribute(table.id)}"' if table.id else ""
    # A frame that can be scrolled by keyboard; the caption moves into the table once Markdown has made it.
    return (
        f'<div class="k-table" markdown="block"{anchor} tabindex="0" role="region" aria-label="{caption}" '
        f'data-kerege-caption="{caption}">\n\n'
    )


def _tie_html(chapter: Chapter, tie: Tie, edition: Edition, links: Links, places: Mapping[int, Anchor]) -> str:
    # The Markdown between the brackets is kept, so that emphasis within a tie still works.
    words = chapter.text[tie.words_start : tie.words_end]
    mark = f'data-kerege="{tie.scheme.value}:{attribute(tie.target)}"'
    if tie.scheme is Scheme.STATISTIC:
        record = edition.report.statistics.get(tie.target)
        title = edition.label("source_line", source=edition.source_line(record)) if record and record.source else ""
        shown = words if words.strip() else escape(edition.value_text(tie.target))
        title_html = f' title="{attribute(title)}"' if title and links.medium is Medium.WEB else ""
        name = places[tie.start].name
        return f'<a class="k-stat" id="{name}" href="{links.statistic(tie.target)}" {mark}{title_html}>{shown}</a>'
    if tie.scheme is Scheme.TERM:
        term = edition.report.terms.get(tie.target)
        title_html = ""
        if term and links.medium is Medium.WEB:
            title_html = f' title="{attribute(edition.words(term.definition))}"'
        return f'<a class="k-term" href="{links.term(tie.target)}" {mark}{title_html}>{words}</a>'
    if tie.scheme in (Scheme.FIGURE, Scheme.TABLE):
        return _reference_html(tie, words, edition, links, mark)
    if tie.scheme is Scheme.REPORT:
        slug, name, anchor = split_target(tie.target)
        sibling = edition.report.siblings.get(slug)
        if sibling is None:
            return missing(edition, f"report:{slug}")
        href = sibling_url(sibling, chapter.language, name, anchor)
        return f'<a class="k-ref" href="{attribute(href)}" {mark}>{words}</a>'
    if tie.scheme is Scheme.QUOTE:
        quote = edition.report.quotes.get(tie.target)
        return fragment_html(words, edition.pack, quoted=quote is None or not quote.is_paraphrase, mark=mark)
    return f"<span {mark}>{words}</span>"


def _reference_html(tie: Tie, words: str, edition: Edition, links: Links, mark: str) -> str:
    is_figure = tie.scheme is Scheme.FIGURE
    numbers = edition.figure_numbers if is_figure else edition.table_numbers
    anchor = f"{'figure' if is_figure else 'table'}-{tie.target}"
    href = links.to(home(edition, tie.scheme, tie.target), anchor)
    number = numbers.get(tie.target)
    text = f"{words}\u00a0{number}" if number else words
    return f'<a class="k-ref" href="{href}" {mark}>{text}</a>'


def home(edition: Edition, scheme: Scheme, target: str) -> str:
    """The chapter in which a figure or a table stands."""
    for chapter in edition.everything:
        if scheme is Scheme.FIGURE and any(b.target == target for b in chapter.blocks_of(BlockKind.FIGURE)):
            return chapter.name
        if scheme is Scheme.TABLE and any(table.id == target for table in chapter.tables):
            return chapter.name
    return "index"


class _CaptionTree(Treeprocessor):
    """Moves each caption into its table, and lets the first cell of a row name the row."""

    def run(self, root: ElementTree.Element) -> None:
        for frame in root.iter("div"):
            caption = frame.attrib.pop("data-kerege-caption", None)
            table = frame.find("table")
            if caption is not None and table is not None:
                title = ElementTree.Element("caption")
                title.text = caption
                table.insert(0, title)
        for body in root.iter("tbody"):
            _row_heads(body)


def _row_heads(body: ElementTree.Element) -> None:
    """The first cell of each row names the row."""
    for row in body.iter("tr"):
        cells = list(row)
        if cells and cells[0].tag == "td":
            cells[0].tag = "th"
            cells[0].set("scope", "row")


class _Captions(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:
        # After md_in_html has put the raw <div> into the tree, before attr_list (8).
        md.treeprocessors.register(_CaptionTree(md), "kerege-captions", 12)


def Captions(**settings: object) -> Extension:
    """The extension, in the form Python-Markdown loads by name."""
    return _Captions(**settings)


_NOTES = re.compile(r'<div class="footnote">.*?</div>\s*\Z', re.DOTALL)
_NOTE = re.compile(r'<li id="fn:(?P<label>[^"]+)">(?P<body>.*?)</li>', re.DOTALL)
_BACK = re.compile(r'\s*(?:&#160;)?<a class="footnote-backref".*?</a>', re.DOTALL)
_CALL = re.compile(r'<sup id="fnref\d*:(?P<label>[^"]+)">.*?</sup>', re.DOTALL)


def _notes_at_their_call(html: str, chapter: str) -> str:
    """Footnotes as `<k-note>` where they are called, which is what print layout floats to the foot.

    An element of its own, so that the PDF's structure can tell the call, the note and its mark from other spans.
    """
    block = _NOTES.search(html)
    if block is None:
        return html
    notes: dict[str, str] = {}
    for note in _NOTE.finditer(block[0]):
        body = _BACK.sub("", note["body"])
        # A line break of the source would be printed as one: WeasyPrint does not fold the spaces of a footnote.
        notes[note["label"]] = re.sub(r"\s+", " ", re.sub(r"</?p>", " ", body)).strip()
    body = html[: block.start()]
    called: Counter[str] = Counter()

    def at_call(call: re.Match[str]) -> str:
        # A note that is called again is printed again, and an id must be one in a book.
        called[call["label"]] += 1
        again = f"-{called[call['label']]}" if called[call["label"]] > 1 else ""
        return f'<k-note id="note-{chapter}-{call["label"]}{again}">{notes.get(call["label"], "")}</k-note>'

    return _CALL.sub(at_call, body)
