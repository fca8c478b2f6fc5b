"""The clean Word edition: what is handed on, with a title page, contents, running heads and cross references, and nothing of
the review: ties are words, links lead within the file or to the web, and every number of a page is a field of Word's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from kerege import __version__
from kerege.docx.pieces import digest
from kerege.languages.formats import sort_key
from kerege.model import Chapter, Scheme
from kerege.model import document as n
from kerege.outputs.word.manuscript import ACROSS, UPRIGHT, Manuscript
from kerege.outputs.word.tree import PandocTree
from kerege.render.behind import lent
from kerege.render.citations import entry_inlines, group_of
from kerege.render.edition import Edition
from kerege.render.html import landscape_parts
from kerege.render.links import Medium
from kerege.render.pages import authors_lines, chapter_authors, citation_text, contact_lines, licence_url
from kerege.render.pandoc import Json, attr, el, link, plain, plain_table, styled, text
from kerege.render.sources import stated_at
from kerege.render.testimony import unquoted

_LONGEST = 40
"""Letters of a name by which Word knows a place."""
_EMPTY = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def place(name: str) -> str:
    """The name of a place in the file: letters, digits and `_`, no longer than Word takes."""
    safe = re.sub(r"\W", "_", name)
    return safe if len(safe) <= _LONGEST else f"{safe[: _LONGEST - 9]}_{digest(name)[:8]}"


class CleanTree(PandocTree):
    """A chapter for readers: the words of ties, and links that lead somewhere in the file or on the web."""

    def block(self, block: n.Block) -> list[Json]:
        made = super().block(block)
        if isinstance(block, n.Heading) and made:
            made[0]["c"][1] = attr(place(block.attributes.id)) if block.attributes.id else attr()
        if isinstance(block, n.Table) and block.attributes.id:
            return [el("Div", [attr(place(f"table-{block.attributes.id}")), made])]
        return made

    def tie(self, node: n.Tie) -> list[Json]:
        words, edition = self.inline(node.children), self.edition
        match node.scheme:
            case Scheme.STATISTIC.value if not words:
                return text(edition.value_text(node.target))
            case Scheme.QUOTE.value:
                return self._said(node.target, words)
            case Scheme.FIGURE.value | Scheme.TABLE.value:
                is_figure = node.scheme == Scheme.FIGURE.value
                number = (edition.figure_numbers if is_figure else edition.table_numbers).get(node.target)
                if number is None:
                    return words
                name = f"figure-{node.target}" if is_figure else f"table-{node.target}"
                return [link([*words, el("Str", f"\u00a0{edition.pack.in_digits(number)}")], f"#{place(name)}")]
            case Scheme.TERM.value if node.target in edition.report.terms:
                return [link(words, f"#{place(f'term-{node.target}')}")]
        return words

    def _said(self, key: str, words: list[Json]) -> list[Json]:
        """Words of a testimony between the marks of the language; a paraphrase has none."""
        quote = self.edition.report.quotes.get(key)
        if (quote is not None and quote.is_paraphrase) or not words:
            return words
        left, right = self.edition.pack.quotation_marks[0]
        first, last = unquoted(plain(words))
        if first and words[0]["t"] == "Str" and words[-1]["t"] == "Str":
            words = [el("Str", words[0]["c"][first:]), *words[1:]]
            words[-1] = el("Str", words[-1]["c"][: len(words[-1]["c"]) - last])
        return [el("Str", left), *words, el("Str", right)]

    def citation(self, node: n.Citation) -> list[Json]:
        inlines = self.edition.typeset.groups.get(group_of(node, self.chapter.text))
        if inlines is None:
            return text(f"({'; '.join(work.key for work in node.works)})")
        return within(inlines)

    def node(self, node: n.Inline) -> list[Json]:
        if isinstance(node, n.Link):
            made = super().node(node)
            target = made[0]["c"][2][0]
            words = made[0]["c"][1]
            if target.startswith("chapter:"):
                name, _, anchor = target.removeprefix("chapter:").partition("%23")
                known = name in {chapter.name for chapter in self.edition.chapters}
                return [link(words, f"#{place(anchor or f'chapter-{name}')}")] if known else words
            if target.startswith("#"):
                return [link(words, f"#{place(target[1:])}")]
            return made if re.match(r"https?:|mailto:", target) else words
        return super().node(node)


def within(inlines: Sequence[Json]) -> list[Json]:
    """What citeproc has set, with its links to the list of references as places of the file."""
    found: list[Json] = []
    for inline in inlines:
        if inline["t"] == "Link" and inline["c"][2][0].startswith("#"):
            found.append(link(inline["c"][1], f"#{place(inline['c'][2][0][1:])}"))
        else:
            found.append(inline)
    return found


class CleanManuscript(Manuscript):
    """The report for readers: what a book has before and behind its chapters too."""

    def __init__(self, edition: Edition, numbers: Mapping[str, int] | None = None) -> None:
        """`numbers`: of the pages of places, where somebody has laid the file out."""
        super().__init__(edition)
        self.numbers = numbers or {}

    def _put(
        self, chapter: str, kind: str, source: str, blocks: list[Json], record: str = "", labels: tuple[str, ...] = ()
    ) -> None:
        self.parts += blocks

    def whole(self, chapters: Sequence[Chapter], logo: str) -> None:
        """Everything, in order. `logo`: the file of the publisher's mark, or nothing."""
        self._title_page(logo)
        self._imprint()
        headings = list(_headings(chapters, self.edition, self._back_titles()))
        self._contents(headings)
        for chapter in chapters:
            self.chapter(chapter)
        self._back(chapters)

    def _title_page(self, logo: str) -> None:
        edition, settings = self.edition, self.edition.report.settings
        lines = [styled("Title", text(edition.words(settings.title)))]
        if edition.words(settings.subtitle):
            lines.append(styled("Subtitle", text(edition.words(settings.subtitle))))
        if settings.authors:
            lines.append(styled("Author Line", text(edition.pack.between(",").join(settings.authors))))
        lines.append(styled("Cover Line", text(edition.line), text(edition.label(f"state_{edition.state}"))))
        if logo:
            name = self.edition.report.brand.name or edition.words(settings.publisher)
            lines.append(styled("Cover Line", [el("Image", [attr(height="16mm"), text(name), [logo, ""]])]))
        self.parts += lines

    def _imprint(self) -> None:
        edition, settings = self.edition, self.edition.report.settings
        cited = citation_text(edition, settings.cited_at)
        groups = [
            ("authors", authors_lines(edition)),
            ("publisher", [edition.words(settings.publisher)]),
            ("contact", [edition.pack.between(",").join(contact_lines(edition))]),
            ("", [settings.identifier]),
            ("on_the_web", [settings.url]),
            ("suggested_citation", [cited]),
            ("rights", [edition.words(settings.rights), licence_url(settings.licence) if settings.licence else ""]),
            ("", [edition.unread, edition.label("made_with", version=__version__)]),
        ]
        self.parts.append(el("RawBlock", ["openxml", _EMPTY]))
        for key, said in groups:
            for at, words in enumerate(filter(None, said)):
                name = [el("Strong", text(edition.label(key))), el("Space")] if key and not at else []
                self.parts.append(styled("Imprint", [*name, *text(words)]))

    def _contents(self, headings: Sequence[tuple[int, str, str]]) -> None:
        edition = self.edition
        self.parts.append(styled("Contents Heading", text(edition.label("contents"))))
        self._field(r' TOC \o "1-2" \h \z \u ', headings)
        # Captions are known by their fields: a list of styles is parted by a sign that depends on who opens the file.
        figures = [(3, place(f"figure-{k}"), f"{label} {edition.words(t)}") for k, label, t in edition.listed_figures()]
        tables = [(3, place(f"table-{key}"), f"{label} {words}") for key, label, words, _ in edition.listed_tables()]
        lists = [("Figure", figures), ("Table", tables)]
        if any(entries for _, entries in lists):
            self.parts.append(styled("Contents Heading Further", text(edition.label("list_of_figures"))))
        for sequence, entries in lists:
            if entries:
                self._field(rf' TOC \h \z \c "{sequence}" ', entries)

    def _field(self, instruction: str, entries: Sequence[tuple[int, str, str]]) -> None:
        digits = self.edition.pack.in_digits
        numbers = {name: digits(str(number)) for name, number in self.numbers.items()}
        xml = field_list(instruction, entries, numbers, leftwards=self.edition.pack.leftwards)
        self.parts.append(el("RawBlock", ["openxml", xml]))

    def chapter(self, chapter: Chapter) -> None:
        edition, where = self.edition, self.edition.place(chapter.name)
        # A chapter that waits for its translation says everything in the original, its records too.
        foreign = chapter.language != edition.language
        own = CleanManuscript(edition.speaking(chapter)) if foreign else self
        tree = CleanTree(chapter, own.edition, lambda block: list(own._record(tree, block)))
        made: list[Json] = []
        if where.part is not None:
            self.parts.append(
                el("Header", [1, attr(place(f"part-{where.part.key}")), text(edition.part_line(where.part))])
            )
        front = chapter.document.front
        title = tree.inline(front["title"]) if "title" in front else text(chapter.title)
        number = edition.chapter_label(chapter.name)
        before = [*text(f"{number}."), el("Str", "\u2002")] if number else []
        made.append(el("Header", [1, attr(place(f"chapter-{chapter.name}")), [*before, *title]]))
        people = [
            edition.pack.between(",").join(filter(None, (p.name, edition.words(p.affiliation))))
            for p in chapter_authors(chapter)
        ]
        made += [styled("Author Line", text(edition.pack.between(";").join(people)))] if people else []
        if foreign:
            notice = edition.label("not_translated", language=edition.label(f"language_{chapter.language}"))
            made.append(styled("Content Note", text(notice)))
        for key, style in (("summary", "Lead"), ("content_note", "Content Note")):
            if front.get(key):
                made.append(styled(style, tree.inline(front[key])))
        waiting = list(lent(chapter, edition))
        for part, is_across in landscape_parts(chapter.document.blocks):
            made += [_pages_end(UPRIGHT)] if is_across else []
            for block in part:
                while waiting and waiting[0][0] <= block.span.start:
                    made += self._lent(chapter, waiting.pop(0)[1])
                made += tree.block(block)
            made += [_pages_end(ACROSS)] if is_across else []
        made += [block for _, blocks in waiting for block in self._lent(chapter, blocks)]
        self.parts += [el("Div", [attr(lang=chapter.language), made])] if foreign else made

    def _lent(self, chapter: Chapter, blocks: Sequence[n.Block]) -> list[Json]:
        """Blocks of the original that a translation lacks, in its language."""
        edition = self.edition
        original = edition.report.chapter(edition.report.settings.original, chapter.name)
        if original is None:
            return []
        own = CleanManuscript(edition.speaking(original))
        tree = CleanTree(original, own.edition, lambda block: list(own._record(tree, block)))
        return [el("Div", [attr(lang=original.language), tree.blocks(blocks)])]

    # --- blocks of records ---

    def _record(self, tree: PandocTree, block: n.Fence) -> Iterator[Json]:
        made = list(super()._record(tree, block))
        if block.name not in ("statistics", "comparison"):
            yield from made
            return
        # Each begins with its numeral: side by side, as in the book.
        boxes: list[list[Json]] = []
        for part in made:
            if _style(part) == "Statistic" or not boxes:
                boxes.append([])
            boxes[-1].append(part)
        yield _row(boxes if len(boxes) < 3 else [_smaller(box) for box in boxes])

    def _testimony(self, key: str) -> Iterator[Json]:
        quote = self.edition.report.quotes.get(key)
        blocks = list(super()._testimony(key))
        if quote is not None and len(blocks) == 2:
            said = [*(part for part in self._speaker(key) if part)]
            blocks[1] = styled("Testimony Source", text(" · ".join(said)))
        yield from blocks

    def _speaker(self, key: str) -> list[str]:
        """Who speaks, with the attributes that may be shown, and in what form."""
        edition, quote = self.edition, self.edition.report.quotes[key]
        words = [edition.words(edition.report.speakers.get(quote.speaker, {}))]
        words += [
            edition.words(edition.report.attributes.get(name, {}).get(value, {}))
            for name, value in sorted(quote.shown.items())
        ]
        form = ""
        if quote.is_paraphrase:
            form = edition.label("paraphrase")
        elif quote.original != edition.language:
            form = edition.label("translated_from", language=edition.label(f"language_{quote.original}"))
        return [edition.pack.between(",").join(filter(None, words)), form]

    def _value(self, target: str) -> list[Json]:
        return text(self.edition.value_text(target))

    def _figure(self, key: str) -> Iterator[Json]:
        yield el("Div", [attr(place(f"figure-{key}")), list(super()._figure(key))])

    def _table(self, key: str) -> Iterator[Json]:
        yield el("Div", [attr(place(f"table-{key}")), list(super()._table(key))])

    # --- behind the chapters ---

    def _back_titles(self) -> list[tuple[str, str]]:
        edition = self.edition
        cited = any(chapter.citations for chapter in edition.chapters)
        return [
            *([("page-glossary", edition.label("glossary"))] if edition.report.terms else []),
            *([("page-references", edition.label("references"))] if cited and edition.typeset.entries else []),
            *([("page-statistics", edition.label("sources_annex"))] if self._stated() else []),
        ]

    def _stated(self) -> list[str]:
        places = stated_at(self.edition, Medium.BOOK)
        return [key for key in self.edition.report.statistics if key in self.edition.values and places.get(key)]

    def _back(self, chapters: Sequence[Chapter]) -> None:
        edition, report = self.edition, self.edition.report
        titles = dict(self._back_titles())
        for name, words in titles.items():
            self.parts.append(el("Header", [1, attr(place(name)), text(words)]))
            if name == "page-glossary":
                terms = sorted(report.terms.values(), key=lambda term: sort_key(edition.words(term.term), edition.pack))
                for term in terms:
                    named = styled("Definition Term", text(edition.words(term.term)))
                    self.parts.append(el("Div", [attr(place(f"term-{term.id}")), [named]]))
                    self.parts.append(styled("Definition", text(edition.words(term.definition))))
            elif name == "page-references":
                cited = {citation.key for chapter in chapters for citation in chapter.citations}
                for key in edition.typeset.entries:
                    if key in cited and key in report.references:
                        self._reference(key)
            else:
                self._sources()

    def _reference(self, key: str) -> None:
        reference = self.edition.report.references[key]
        inlines = entry_inlines(reference, self.edition) or text(key)
        told = [] if reference.item.get("title") else text(f" {self.edition.label('title_unknown')}.")
        self.parts.append(el("Div", [attr(place(f"ref-{key}")), [styled("Bibliography", [*inlines, *told])]]))

    def _sources(self) -> None:
        """Each number of the text under its source, with the place that it was taken from."""
        edition, report = self.edition, self.edition.report
        self.parts.append(styled("Source Line", text(edition.label("all_figures_note"))))
        by_source: dict[str, list[str]] = {}
        for key in self._stated():
            by_source.setdefault(report.statistics[key].source, []).append(key)
        heads = [edition.label(name) for name in ("statistic", "value", "where_it_stands")]
        for source, keys in by_source.items():
            known = report.sources.get(source)
            title = edition.words(known.title) if known else edition.label("computed")
            self.parts.append(el("Header", [2, attr(), text(title)]))
            rows = []
            for key in keys:
                value = edition.values[key]
                where = value.trail
                if value.file is not None and value.row is not None:
                    where = f"{str(value.file).removeprefix('../')}, {edition.label('row', row=value.row)}"
                rows.append([edition.words(report.statistics[key].label), edition.value_text(key), where])
            self.parts.append(plain_table(heads, rows))


def _headings(
    chapters: Sequence[Chapter], edition: Edition, back: Sequence[tuple[str, str]]
) -> Iterator[tuple[int, str, str]]:
    """Level, place and words of each entry of the contents."""
    for chapter in chapters:
        where = edition.place(chapter.name)
        if where.part is not None:
            yield 1, place(f"part-{where.part.key}"), edition.part_line(where.part)
        number = edition.chapter_label(chapter.name)
        yield 1, place(f"chapter-{chapter.name}"), f"{number}.\u2002{chapter.title}" if number else chapter.title
        for heading in chapter.headings:
            if heading.level == 2 and heading.id:
                yield 2, place(heading.id), heading.text
    for name, words in back:
        yield 1, place(name), words


def field_list(
    instruction: str,
    entries: Sequence[tuple[int, str, str]],
    numbers: Mapping[str, str] | None = None,
    *,
    leftwards: bool = False,
) -> str:
    """A field of Word that lists headings or captions, as it stands until Word or LibreOffice makes it anew.

    Args:
        numbers: of pages, by place; without one an entry has no leader either, which would lead to nothing.
    """
    right = "<w:rPr><w:rtl/></w:rPr>" if leftwards else ""
    turned = "<w:bidi/>" if leftwards else ""
    styles = {1: "TOC1", 2: "TOC2", 3: "TableofFigures"}
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction, quote=False)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    rows = []
    for at, (level, name, words) in enumerate(entries):
        known = (numbers or {}).get(name)
        number = (
            '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{known}</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            if known
            else ""
        )
        rows.append(
            f'<w:p><w:pPr><w:pStyle w:val="{styles[level]}"/>{turned}</w:pPr>{begin if at == 0 else ""}'
            f'<w:hyperlink w:anchor="{name}" w:history="1"><w:r>{right}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>{number}'
            f"</w:hyperlink>{end if at == len(entries) - 1 else ''}</w:p>"
        )
    return "".join(rows)


def _style(block: Json) -> str:
    return str(dict(block["c"][0][2]).get("custom-style", "")) if block["t"] == "Div" else ""


def _smaller(box: list[Json]) -> list[Json]:
    """A box whose numeral leaves room for two others beside it."""
    return [styled("Statistic Small", part["c"][1][0]["c"]) if _style(part) == "Statistic" else part for part in box]


def _row(cells: Sequence[list[Json]]) -> Json:
    """Blocks side by side: a table of one row without a head."""
    columns = [[el("AlignLeft"), el("ColWidth", 1 / len(cells))] for _ in cells]
    row = [attr(), [[attr(), el("AlignDefault"), 1, 1, blocks] for blocks in cells]]
    return el("Table", [attr(), [None, []], columns, [attr(), []], [[attr(), 0, [], [row]]], [attr(), []]])


def _pages_end(mark: str) -> Json:
    return el("RawBlock", ["openxml", f"<w:p><w:pPr>{mark}</w:pPr></w:p>"])
