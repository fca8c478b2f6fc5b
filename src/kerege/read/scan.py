"""Taking a chapter apart: ties, blocks, tables, headings, notes and every passage that a reader will see.

This is the only code that recognises our constructs. Checks, website, PDF and translation work from what it found;
whatever resembles a construct of ours and is not one becomes a `Suspect`, never silence. The structure of the Markdown
(what is a paragraph, a cell, a fence) comes from markdown-it-py; positions within a line come from `read.inline`.
"""

from __future__ import annotations

import bisect
import difflib
import itertools
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from kerege.findings import Location
from kerege.model import (
    Block,
    BlockKind,
    Chapter,
    Citation,
    Heading,
    Kind,
    Lead,
    Note,
    Offsets,
    Passage,
    Scheme,
    Stretch,
    Suspect,
    Table,
    Tie,
)
from kerege.read.inline import Inline, read_inline
from kerege.read.markdown.tree import read_document
from kerege.read.markup import HARMFUL, troubles
from kerege.read.markup import SCHEMES as PLAIN_SCHEMES
from kerege.read.records import Complaints, Node, parse_yaml
from kerege.read.settings import STATES

_SCHEMES = {scheme.value: scheme for scheme in Scheme}
_BLOCKS = {kind.value: kind for kind in BlockKind}
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+-]*):(?P<target>.*)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING_ID = re.compile(r"\s*\{#(?P<id>[^}\s]+)\}\s*$")
_CAPTION = re.compile(r"Table:[ \t]*(?P<caption>.*?)[ \t]*(?:\{#(?P<id>[^}\s]+)\})?[ \t]*\Z", re.DOTALL)
_HALF_TIE = re.compile(
    r"\[(?P<words>[^\[\]]*)\](?P<gap>\s*)\((?P<target>(?:"
    + "|".join(map(re.escape, _SCHEMES))
    + r"):[^\s()\[\]]+)(?P<end>\)?)"
)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def _note_calls(state: StateCore) -> None:
    """Read the lines that may call a note, since notes are put into the order of their calls; `read.inline` reads the rest."""
    for token in state.tokens:
        if token.type == "inline" and "[^" in token.content:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


_PARSER = MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False)
"""What is a paragraph, a cell, a fence: one answer for checks and translations."""
_PARSER.core.ruler.at("inline", _note_calls)


def scan_chapter(text: str, path: PurePosixPath, language: str, complaints: Complaints) -> Chapter:
    """Take one Markdown file apart.

    Args:
        text: the file, with `\\n` line breaks.
        path: relative to the report's folder, for locations.
        complaints: receives findings about broken front matter.
    """
    return _Scan(text, path, language, complaints).chapter()


@dataclass
class _Scan:
    """The growing result of one scan; thrown away when the chapter is made."""

    text: str
    path: PurePosixPath
    language: str
    complaints: Complaints
    stretches: list[Stretch] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    suspects: list[Suspect] = field(default_factory=list)
    calls: dict[str, list[Location]] = field(default_factory=dict)
    written: dict[str, Location] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self.lines = self.text.split("\n")

    def chapter(self) -> Chapter:
        body, meta = self._front_matter()
        # The front matter is blanked, not cut, so that line numbers stay those of the file.
        blanked = re.sub(r"[^\n]", " ", self.text[:body]) + self.text[body:]
        tokens = _PARSER.parse(blanked)
        self._tokens(tokens)
        self._outline()
        for trouble in troubles(self.text):
            self.suspect(self.place(trouble.offset), *trouble[1:])
        labels = dict.fromkeys([*self.calls, *self.written])
        title = meta.get("title")
        return Chapter(
            language=self.language,
            name=self.path.stem,
            path=self.path,
            text=self.text,
            body=body,
            meta=meta,
            title=title if isinstance(title, str) else self.path.stem,
            stretches=tuple(self.stretches),
            passages=tuple(self.passages),
            ties=tuple(self.ties),
            blocks=tuple(self.blocks),
            headings=tuple(self.headings),
            tables=tuple(self.tables),
            citations=tuple(self.citations),
            notes=tuple(Note(label, tuple(self.calls.get(label, ())), self.written.get(label)) for label in labels),
            leads=tuple(self.leads),
            suspects=tuple(self.suspects),
            document=read_document(self.text),
        )

    def _outline(self) -> None:
        """Headings make an outline without gaps, below the title that the front matter gives (WCAG 2.2, 1.3.1)."""
        level, known = 1, dict[str, Location]()
        for heading in self.headings:
            if heading.level == 1:
                self.suspect(
                    heading.location,
                    "X014",
                    f"'{heading.text}' is a second title",
                    "the title stands in the front matter; begin a heading with ##",
                )
            elif heading.level > level + 1:
                self.suspect(
                    heading.location,
                    "X014",
                    f"the heading '{heading.text}' skips a level",
                    f"begin it with {'#' * (level + 1)}",
                )
            level = heading.level
            if heading.id and heading.id in known:
                self.suspect(
                    heading.location,
                    "X015",
                    f"the id '{heading.id}' is already that of the heading in line {known[heading.id].line}",
                    "give one of them another id: a link can lead to one place only",
                )
            elif heading.id:
                known[heading.id] = heading.location

    # --- places ---

    def place(self, offset: int) -> Location:
        line = bisect.bisect_right(self.line_starts, offset)
        return Location(self.path, line, offset - self.line_starts[line - 1] + 1)

    def suspect(self, location: Location, code: str, message: str, hint: str) -> None:
        self.suspects.append(Suspect(location, code, message, hint))

    # --- front matter ---

    def _front_matter(self) -> tuple[int, dict[str, object]]:
        match = _FRONT_MATTER.match(self.text)
        if match is None:
            if self.text.startswith("---\n"):
                self.complaints.add(
                    Location(self.path), "R001", "the front matter is never closed", "end it with a line '---'"
                )
            else:
                self._untitled()
            return 0, {}
        node = parse_yaml(match["yaml"], self.path, self.complaints, first_line=2)
        keys = node.keys if node is not None else {}
        status = node.value.get("status") if node is not None and isinstance(node.value, dict) else None
        if status is not None and status.value not in STATES:
            self.complaints.add(
                keys["status"],
                "R004",
                f"the status of this chapter is '{status.plain()}'",
                f"write one of: {', '.join(STATES[1:])}",
            )
        if node is not None and "title" not in keys:
            self._untitled()
        meta: dict[str, object] = {}
        if node is not None and isinstance(node.value, dict):
            for key, item in node.value.items():
                meta[key] = item.plain()
                if key in ("title", "summary", "content_note"):
                    kind = Kind.TITLE if key == "title" else Kind.SUMMARY
                    self._meta_passage(kind, item, match.end())
        return match.end(), meta

    def _untitled(self) -> None:
        self.complaints.add(
            Location(self.path),
            "R005",
            "this chapter has no title",
            "begin the file with three lines: ---, title: …, ---",
        )

    def _meta_passage(self, kind: Kind, node: Node, end: int) -> None:
        if not isinstance(node.value, str):
            return
        offset = self.line_starts[node.location.line - 1] + node.location.column - 1
        plain = " ".join(node.value.split(" "))
        at = self.text.find(node.value, offset, end)
        length = len(plain)
        # Words that do not stand in the file as they are read, such as folded ones, all have the place of the first.
        offsets = _straight(at, length) if at >= 0 else Offsets(tuple(range(length)), (offset,) * length, length)
        self.passages.append(Passage(kind, plain, offsets, node.location))

    # --- the token stream ---

    def _tokens(self, tokens: list[Token]) -> None:
        stack: list[str] = []
        note = ""
        caption: tuple[int, int, str, str | None] | None = None
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "table_open":
                index = self._table(tokens, index, caption)
                caption = None
                continue
            if token.type == "fence" and token.map:
                self._fence(token, nested=bool(stack))
            elif token.type == "code_block" and token.map:
                self._indented(token)
            elif token.type == "html_block" and token.map:
                # Words behind a comment are printed like any others.
                if _COMMENT.sub("", token.content).strip():
                    self._passage(Kind.PARAGRAPH, token.content, token.map[0])
            elif token.type == "inline" and token.map:
                opener = tokens[index - 1]
                kind = _kind(opener, stack)
                quoted = "blockquote_open" in stack
                label = note if kind is Kind.NOTE else ""
                self.stretches.append(Stretch(kind, quoted, label, token.content, *token.map))
                found = self._caption(token, tokens, index) if opener.type == "paragraph_open" else None
                if found is None:
                    self._inline(token, opener, kind)
                else:
                    caption = found
            elif token.nesting == 1 and token.type not in ("paragraph_open", "heading_open"):
                stack.append(token.type)
                if token.type == "footnote_open":
                    note = str(token.meta.get("label", ""))
                    self._note_written(note, tokens, index)
            elif token.nesting == -1 and token.type not in ("paragraph_close", "heading_close") and stack:
                stack.pop()
            index += 1

    def _inline(self, token: Token, opener: Token, kind: Kind) -> None:
        assert token.map is not None
        passage = self._passage(kind, token.content, token.map[0])
        if kind is Kind.HEADING:
            match = _HEADING_ID.search(token.content)
            location = self.place(passage.offsets[0]) if passage.offsets else Location(self.path, token.map[0] + 1)
            self.headings.append(Heading(int(opener.tag[1:]), passage.plain, match["id"] if match else None, location))

    def _note_written(self, label: str, tokens: list[Token], index: int) -> None:
        inner = next((t for t in tokens[index:] if t.map), None)
        line = inner.map[0] + 1 if inner and inner.map else 1
        self.written[label] = Location(self.path, line)

    def _mapping(self, content: str, first_line: int) -> Offsets:
        """The file's offset of every character of a token's content, whose lines may stand behind `> ` or blanks."""
        starts: list[int] = []
        places: list[int] = []
        length = 0
        for number, line in enumerate(content.split("\n"), start=first_line):
            raw = self.lines[number] if number < len(self.lines) else ""
            at = max(raw.find(line.rstrip()), 0)
            starts.append(length)
            places.append(self.line_starts[min(number, len(self.line_starts) - 1)] + at)
            length += len(line) + 1
        return Offsets(tuple(starts), tuple(places), length)

    def _passage(self, kind: Kind, content: str, first_line: int, **place: int | None) -> Passage:
        return self._mapped_passage(kind, content, self._mapping(content, first_line), **place)

    def _mapped_passage(
        self,
        kind: Kind,
        content: str,
        mapping: Offsets,
        *,
        row: int | None = None,
        column: int | None = None,
        table: int | None = None,
        block: int | None = None,
    ) -> Passage:
        found = read_inline(content, 0, len(content))
        offsets = found.offsets().through(mapping)
        location = self.place(offsets[0] if offsets else mapping[0] if mapping else 0)
        passage = Passage(kind, found.text(), offsets, location, row, column, table, block)
        self.passages.append(passage)
        self._links(found, mapping, len(self.passages) - 1)
        self._half_ties(passage)
        return passage

    def _half_ties(self, passage: Passage) -> None:
        """What was meant as a tie and stayed text."""
        for match in _HALF_TIE.finditer(passage.plain):
            location = self.place(passage.offsets[match.start()])
            tie = f"[{match['words']}]({match['target']})"
            if not match["end"]:
                self.suspect(location, "X013", f"the tie to '{match['target']}' is never closed", f"write {tie}")
            elif match["gap"]:
                self.suspect(
                    location,
                    "X012",
                    f"a blank stands between the brackets of the tie to '{match['target']}'",
                    f"write {tie}",
                )

    def _links(self, found: Inline, mapping: Offsets, passage: int) -> None:
        for link in found.links:
            location = self.place(mapping[link.start])
            match = _SCHEME.fullmatch(link.target)
            if match is None:
                if not link.image:
                    self.leads.append(Lead(link.target, location))
                continue
            name = match["scheme"].lower()
            scheme = _SCHEMES.get(name)
            if scheme is None:
                if name not in PLAIN_SCHEMES and name not in HARMFUL:
                    near = difflib.get_close_matches(name, _SCHEMES, n=1, cutoff=0.5)
                    known = ", ".join(f"{known}:" for known in _SCHEMES)
                    hint = f"did you mean '{near[0]}:{match['target']}'?" if near else f"Kerege knows {known}"
                    self.suspect(
                        location, "X001", f"'{link.target}' is not a link that Kerege or a browser knows", hint
                    )
                continue
            words = self.passages[passage].plain[link.plain_start : link.plain_end].strip()
            self.ties.append(
                Tie(
                    scheme,
                    match["target"],
                    words,
                    mapping[link.start],
                    mapping[link.end - 1] + 1,
                    mapping[link.words_start],
                    mapping[link.words_end],
                    location,
                    passage,
                    link.plain_start,
                    link.plain_end,
                )
            )
        for group in found.citations:
            start, end = mapping[group.start], mapping[group.end - 1] + 1
            for key, locator in group.works:
                self.citations.append(Citation(key, locator, start, end, self.place(start), passage))
        for label, at in found.notes:
            self.calls.setdefault(label, []).append(self.place(mapping[at]))

    # --- fences ---

    def _fence(self, token: Token, *, nested: bool) -> None:
        assert token.map is not None
        name = token.info.strip().split(" ")[0]
        first, last = token.map
        location = Location(self.path, first + 1)
        kind = _BLOCKS.get(name)
        if kind is None:
            near = difflib.get_close_matches(name.casefold(), _BLOCKS, n=1, cutoff=0.6)
            if near:
                self.suspect(location, "X002", f"'{name}' is not a block that Kerege knows", f"write '```{near[0]}'")
            elif name == "" or name in ("table", "stat", "fig"):
                self.suspect(
                    location,
                    "X002",
                    "a fenced block without a name that Kerege knows",
                    "write '```quote', '```statistic' or '```figure'; code has no place in a report",
                )
            return
        closing = self.lines[last - 1].strip() if last - 1 > first else ""
        if not closing.startswith(token.markup):
            self.suspect(location, "X003", f"the {name} block is never closed", "end it with a line '```'")
            return
        within = next((n for n in range(first + 1, last - 1) if self.lines[n].lstrip().startswith(token.markup)), None)
        if within is not None:
            self.suspect(
                location,
                "X003",
                f"the {name} block is never closed: the next one begins in line {within + 1}",
                "end it with a line '```'",
            )
            return
        if nested:
            self.suspect(
                location, "X004", f"the {name} block stands inside a list or a quotation", "move it to the margin"
            )
            return
        start = self.line_starts[first]
        end = self.line_starts[last - 1] + len(self.lines[last - 1])
        content = token.content.strip("\n").split("\n")
        target = content[0].strip()
        label = " ".join(line.strip() for line in content[1:] if line.strip())
        id_place = Location(self.path, first + 2, 1)
        if not target:
            self.suspect(location, "X005", f"the {name} block names no record", "write the id on its first line")
            return
        self.blocks.append(Block(kind, target, label, start, end, id_place))
        if label:
            offset = self.text.index("\n", self.line_starts[first + 1]) + 1
            mapping = _straight(offset, end + 1 - offset)
            self._mapped_passage(
                Kind.LABEL, self.text[offset : self.line_starts[last - 1] - 1], mapping, block=len(self.blocks) - 1
            )

    def _indented(self, token: Token) -> None:
        assert token.map is not None
        first = token.content.lstrip().split("\n")[0]
        name = first.lstrip("`~").strip().split(" ")[0] if first else ""
        location = Location(self.path, token.map[0] + 1)
        if first.startswith(("```", "~~~")):
            self.suspect(
                location,
                "X004",
                f"the {name or 'fenced'} block is indented, so it would be printed as code",
                "begin its lines at the margin",
            )
        else:
            self.suspect(
                location,
                "X006",
                "text indented by four blanks would be printed as code",
                "begin the line at the margin",
            )

    # --- tables ---

    def _caption(self, token: Token, tokens: list[Token], index: int) -> tuple[int, int, str, str | None] | None:
        """If this paragraph is a table's caption: first line, last line, words, id."""
        assert token.map is not None
        match = _CAPTION.match(token.content)
        if match is None:
            return None
        following = tokens[index + 2] if index + 2 < len(tokens) else None
        if following is None or following.type != "table_open":
            self.suspect(
                Location(self.path, token.map[0] + 1),
                "X007",
                "a caption 'Table:' without a table below it",
                "put the table on the next line, its rows beginning and ending with |",
            )
            return None
        return (token.map[0], token.map[1], match["caption"], match["id"])

    def _table(self, tokens: list[Token], index: int, caption: tuple[int, int, str, str | None] | None) -> int:
        opener = tokens[index]
        assert opener.map is not None
        number = len(self.tables)
        begin = self.line_starts[opener.map[0]]
        start = begin
        words = ""
        if caption is not None:
            start = self.line_starts[caption[0]]
            raw = self.text[start : self.line_starts[caption[1]] - 1]
            shift = raw.index("Table:") + len("Table:")
            mapping = _straight(start + shift, len(raw) + 1 - shift)
            words = self._mapped_passage(Kind.CAPTION, raw[shift:], mapping, table=number).plain
        rows = self._rows(opener.map, number)
        last = opener.map[1] - 1
        while last > opener.map[0] and not self.lines[last].strip():
            last -= 1
        end = self.line_starts[last] + len(self.lines[last])
        location = Location(self.path, (caption[0] if caption else opener.map[0]) + 1)
        self.tables.append(Table(caption[3] if caption else None, words, rows, start, end, begin, location))
        while tokens[index].type != "table_close":
            index += 1
        return index + 1

    def _rows(self, span: list[int], table: int) -> tuple[tuple[str, ...], ...]:
        rows: list[tuple[str, ...]] = []
        for line in range(span[0], span[1]):
            if line == span[0] + 1 or not self.lines[line].strip():
                continue
            base = self.line_starts[line]
            spans = [(base + a, base + b) for a, b in cells_of(self.lines[line])]
            cells = [
                self._mapped_passage(
                    Kind.CELL, self.text[a:b], _straight(a, b + 1 - a), row=len(rows), column=column, table=table
                ).plain
                for column, (a, b) in enumerate(spans)
            ]
            rows.append(tuple(cells))
        return tuple(rows)


def _straight(place: int, length: int) -> Offsets:
    """Characters that all stand behind one another."""
    return Offsets((0,), (place,), length)


def _kind(opener: Token, stack: list[str]) -> Kind:
    """What a line of text is, by the token before it and the containers around it."""
    if opener.type == "heading_open":
        return Kind.HEADING
    if "footnote_open" in stack:
        return Kind.NOTE
    return Kind.ITEM if "list_item_open" in stack else Kind.PARAGRAPH


def cells_of(line: str) -> list[tuple[int, int]]:
    """Where the cells of a table's line stand in it; the bars at its ends open no cell."""
    bars = [m.start() for m in re.finditer(r"(?<!\\)\|", line)]
    spans = [(a + 1, b) for a, b in itertools.pairwise([-1, *bars, len(line)])]
    if line.lstrip().startswith("|"):
        spans = spans[1:]
    if line.rstrip().endswith("|"):
        spans = spans[:-1]
    return spans
