"""Every place of a report where something is named by its id: where it is declared, and where it is used.

Chapters are read from their trees; records from the tables below, which say what stands where in a file. Definition,
references, rename, completion and hover all ask here, so that none of them can know another place than the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import PurePosixPath

from kerege.model import GROUPS, Chapter
from kerege.model import document as nodes
from kerege.read.records import ID, Complaints, Node, parse_yaml
from kerege.read.views import BLOCKS, SCHEMES, is_block

_LITERAL = re.compile(r"(?P<mark>['\"])(?P<id>[a-z0-9]+(?:[-.][a-z0-9]+)*)(?P=mark)")
_FORMULA = re.compile(r"\{(?P<id>[a-z0-9.-]+)\}")
_NAMED = re.compile(r"(?<![\w.-])[a-z0-9]+(?:[-.][a-z0-9]+)*(?![\w-])")
_TIE = re.compile(rf"\]\((?P<kind>{'|'.join(SCHEMES)}):(?P<id>[^)\s]*)\)")
_THING = re.compile(rf"(?P<kind>{'|'.join(SCHEMES)}):(?P<id>[a-z0-9][\w.-]*)")

STATEMENTS = ("formula", "expression")
"""Kinds of text that name statistics: `{a} + {b}`, and `a > b`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An id where it stands."""

    kind: str
    """stat, claim, quote, term, fig, table, photo, nostat, report, cite, heading, source, speaker, theme, part, unit, chapter, note."""
    id: str
    start: int
    end: int
    """Offsets of the id itself."""
    declares: bool = False
    whole: tuple[int, int] = (0, 0)
    """Of what it is part of: the tie, the record; its own place where that is all."""


# What stands where: the path of keys (`*` any key, `[]` any entry of a list, `~` the keys themselves), and what it names.
# A `!` says that it is declared there.
_STATISTICS = {
    "~": "stat!", "*/source": "source", "*/complement": "stat", "*/formula": "formula", "*/unit": "unit",
    "*/rows/*/complement": "stat", "*/columns/*/complement": "stat",
}  # fmt: skip
_CLAIMS = {
    "~": "claim!", "*/change/from": "stat", "*/change/to": "stat", "*/compare/of": "stat", "*/compare/with": "stat",
    "*/rank/of/[]": "stat", "*/share/of": "stat", "*/share/in": "stat",
    **{f"*/rank/{place}": "stat" for place in ("first", "second", "third", "last", "which", "only")},
}  # fmt: skip
_QUOTES = {
    "~": "quote!", "*/speaker": "speaker", "*/themes/[]": "theme", "*/source/citation": "cite",
}  # fmt: skip
RECORDS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("data/statistics/*.yml", _STATISTICS),
    ("data/claims.yml", _CLAIMS),
    ("data/sources.yml", {"~": "source!", "*/citation": "cite"}),
    ("data/tables.yml", {"~": "table!", "*/source": "source"}),
    ("data/units.yml", {"~": "unit!", "*/of": "unit"}),
    ("data/assertions.yml", {"[]/holds": "expression", "[]/fails": "expression"}),
    ("quotes/speakers.yml", {"roles/~": "speaker!"}),
    ("quotes/themes.yml", {"~": "theme!"}),
    ("quotes/drafts/*.yml", _QUOTES),
    ("quotes/*.yml", _QUOTES),
    ("figures/photos.yml", {"~": "photo!"}),
    ("figures/*.yml", {"data/[]": "stat", "data": "stat", "source": "source", "labels/~": "stat"}),
    ("glossary.yml", {"~": "term!"}),
    ("privacy.yml", {"waivers/[]/quote": "quote"}),
    ("report.yml", {"nostat/~": "nostat!", "key_figures/[]": "stat", "parts/~": "part!"}),
    ("editions/corrections.yml", {"[]/what": "thing"}),
)
_SCRIPTS = "figures/*.py"
"""Code may name what it draws: a text in quotation marks that is an id."""
_JSON = ("references.json", "data/sources.lock", "quotes/quotes.lock")


def is_record_file(path: str) -> bool:
    """Whether a file, relative to the report's folder, holds records that name things."""
    return path in _JSON or fnmatchcase(path, _SCRIPTS) or record_paths(path) is not None


@lru_cache(maxsize=2000)
def record_paths(path: str) -> Mapping[str, str] | None:
    """What stands where in a file of records; None for any other file."""
    name = path.removeprefix("../shared/")
    depth = name.count("/")
    return next((known for form, known in RECORDS if fnmatchcase(name, form) and form.count("/") == depth), None)


def chapter_mentions(chapter: Chapter) -> tuple[Mention, ...]:
    """What a chapter names, in the file's order."""
    return tuple(sorted(_in_chapter(chapter), key=lambda one: (one.start, one.end)))


def _in_chapter(chapter: Chapter) -> Iterator[Mention]:
    folder = chapter.path.parent
    for node in nodes.walk(*chapter.front_nodes(), *chapter.document.blocks):
        match node:
            case nodes.Tie() if node.at is not None:
                yield Mention(node.scheme, node.target, *node.at, whole=node.span)
            case nodes.Work():
                yield Mention("cite", node.key, *_key(chapter.text, node), whole=node.span)
            case nodes.Call():
                at = chapter.text.find(node.label, node.span.start)
                yield Mention("note", node.label, at, at + len(node.label), whole=node.span)
            case nodes.Note():
                at = chapter.text.find(node.label, node.span.start)
                yield Mention("note", node.label, at, at + len(node.label), True, node.span)
            case nodes.Fence() if is_block(node):
                yield from _fence(node)
            case nodes.Heading() | nodes.Table() if node.attributes.id and node.attributes.span:
                kind = "heading" if isinstance(node, nodes.Heading) else "table"
                at = chapter.text.find("#" + node.attributes.id, node.attributes.span.start) + 1
                yield Mention(kind, node.attributes.id, at, at + len(node.attributes.id), True, node.span)
            case nodes.Link() if node.form != "auto" and ":" not in node.target:
                yield from _lead(chapter, node, folder)


def _key(text: str, node: nodes.Work) -> tuple[int, int]:
    at = text.find(node.key, node.span.start)
    return (at, at + len(node.key)) if 0 <= at <= node.span.end else node.span


def _fence(node: nodes.Fence) -> Iterator[Mention]:
    kind = GROUPS[node.name][0].value if node.name in GROUPS else BLOCKS[node.name].value
    name = {"statistic": "stat", "figure": "fig"}.get(kind, kind)
    for line in node.lines if node.name in GROUPS else node.lines[:1]:
        if line.text:
            yield Mention(name, line.text, line.span.start, line.span.start + len(line.text), whole=node.span)


def _lead(chapter: Chapter, node: nodes.Link, folder: PurePosixPath) -> Iterator[Mention]:
    """`04-motives.md#motives-why`: the chapter, and the heading."""
    file, _, anchor = node.target.partition("#")
    at = chapter.text.find(node.target, node.words.end, node.span.end)
    if at < 0:
        return
    if file:
        yield Mention("chapter", PurePosixPath(file).stem, at, at + len(file), whole=node.span)
    if anchor:
        start = at + len(file) + 1
        yield Mention("heading", anchor, start, start + len(anchor), whole=node.span)


@lru_cache(maxsize=400)
def record_mentions(path: str, text: str) -> tuple[Mention, ...]:
    """What a file of records names, in the file's order; nothing where it cannot be read."""
    if path in _JSON:
        return tuple(_in_json(path, text))
    if fnmatchcase(path, _SCRIPTS):
        literals = _LITERAL.finditer(text)
        return tuple(Mention("stat", one["id"], one.start("id"), one.end("id"), whole=one.span()) for one in literals)
    paths = record_paths(path)
    tree = parse_yaml(text, PurePosixPath(path), Complaints()) if paths is not None else None
    if tree is None:
        return ()
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found = _Walk(paths or {}, text, starts).node(tree, "", (0, len(text)))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


@dataclass(frozen=True)
class _Walk:
    paths: Mapping[str, str]
    text: str
    starts: list[int]

    def place(self, node: Node) -> int:
        at = self.starts[node.location.line - 1] + node.location.column - 1
        return at + 1 if self.text[at : at + 1] in ("'", '"') else at

    def node(self, node: Node, path: str, whole: tuple[int, int]) -> Iterator[Mention]:
        if isinstance(node.value, dict) and node.value:
            keys = self.paths.get(f"{path}/~" if path else "~", "")
            places = {key: self.starts[at.line - 1] + at.column - 1 for key, at in node.keys.items()}
            ends = [*sorted(places.values())[1:], whole[1]]
            for (key, inner), end in zip(node.value.items(), ends, strict=True):
                start = places[key] + (self.text[places[key]] in "'\"")
                here = (places[key], end)
                if keys:
                    yield Mention(keys.rstrip("!"), key, start, start + len(key), keys.endswith("!"), here)
                named = f"{path}/{key}" if path else key
                any_key = f"{path}/*" if path else "*"
                known = any(one == named or one.startswith(f"{named}/") for one in self.paths)
                yield from self.node(inner, named if known else any_key, here)
        elif isinstance(node.value, list):
            for inner in node.value:
                yield from self.node(inner, f"{path}/[]" if path else "[]", whole)
        elif isinstance(node.value, str):
            yield from self.words(node, self.paths.get(path, ""), whole)

    def words(self, node: Node, kind: str, whole: tuple[int, int]) -> Iterator[Mention]:
        at, value = self.place(node), str(node.value)
        written = self.text[at : at + len(value)] == value
        if kind in STATEMENTS and written:
            for match in (_FORMULA if kind == "formula" else _NAMED).finditer(value):
                name = match["id"] if kind == "formula" else match[0]
                start = at + (match.start("id") if kind == "formula" else match.start())
                yield Mention("stat", name, start, start + len(name), whole=whole)
        elif kind == "thing" and (named := _THING.fullmatch(value)):
            start = at + named.start("id")
            yield Mention(named["kind"], named["id"], start, at + named.end("id"), whole=whole)
        elif kind and written:
            yield Mention(kind, value, at, at + len(value), whole=whole)
        elif "](" in value:
            # A folded text stands over several lines, but a tie's target holds no blank.
            for match in _TIE.finditer(self.text, at, whole[1]):
                if ID.match(match["id"]):
                    yield Mention(match["kind"], match["id"], match.start("id"), match.end("id"), whole=match.span())
                if match.end() - at > 2 * len(value) + 200:
                    break


_WORK = re.compile(r'"id"\s*:\s*"(?P<id>[^"\\]+)"')
_PART = re.compile(r'^ "(?P<name>\w+)": \{', re.MULTILINE)
_ENTRY = re.compile(r'^  "(?P<id>[^"\\]+)":', re.MULTILINE)


def _in_json(path: str, text: str) -> Iterator[Mention]:
    if path == "references.json":
        for match in _WORK.finditer(text):
            yield Mention("cite", match["id"], match.start("id"), match.end("id"), True, match.span())
        return
    kinds = {"values": "stat", "queries": "stat", "texts": "quote"}
    parts = [(match.start(), match["name"]) for match in _PART.finditer(text)]
    for match in _ENTRY.finditer(text):
        part = next((name for start, name in reversed(parts) if start < match.start()), "")
        if part in kinds:
            yield Mention(kinds[part], match["id"], match.start("id"), match.end("id"), whole=match.span())


def at(mentions: tuple[Mention, ...], offset: int) -> Mention | None:
    """The mention whose id an offset touches, else that of which it touches the whole; the smallest of several."""
    touched = [one for one in mentions if one.start <= offset <= one.end]
    touched = touched or [one for one in mentions if one.whole[1] and one.whole[0] <= offset <= one.whole[1]]
    return min(touched, key=lambda one: (one.whole[1] or one.end) - (one.whole[0] or one.start), default=None)
