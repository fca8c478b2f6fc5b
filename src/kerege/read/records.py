"""YAML files as plain data that remembers where each key stands, with findings instead of exceptions.

PyYAML's own constructor loses positions, turns dates into objects and lets a duplicate key win silently; so the node
tree is composed with PyYAML and walked here. Every scalar stays the text the editor typed. Aliases are refused: no
report needs them, and they are how a small file becomes a large one.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

import yaml

from kerege.catalogue import Problem, problem
from kerege.files import content, inside
from kerege.findings import Finding, Location
from kerege.languages.known import is_language
from kerege.messages import reason, say
from kerege.model.comments import drop
from kerege.model.words import tied_text
from kerege.read.markup import Trouble, has_tag
from kerege.read.signs import look_alikes, number_troubles, sign_troubles

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where it is there: ten times as fast."""
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_DEPTH = 40
_MAX_BYTES = 4_000_000
"""Far above any hand-written file; a larger one is a mistake or an attack."""
LEADS_OUT = problem("R011/leads-out")


class Node(NamedTuple):
    """A YAML value with its place. Tuples, since a series has hundreds of thousands of them."""

    value: str | list[Node] | dict[str, Node] | None
    location: Location
    keys: Mapping[str, Location] = MappingProxyType({})
    """For a mapping: where each key stands."""

    def plain(self) -> object:
        """The value as strings, lists and dictionaries."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


class Complaints:
    """The findings of one reading, collected in order."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(self, location: Location, wrong: Problem) -> None:
        self.findings.append(Finding(location, wrong))

    @staticmethod
    def nowhere(shown: PurePosixPath) -> Location:
        """The place of something that is not there: the top of the file where it should be."""
        return Location(shown)


def read_text(path: Path, shown: PurePosixPath, complaints: Complaints) -> str | None:
    """The text of a file as UTF-8 with `\\n` line breaks, or None after a finding (R002) that says why not."""
    # What a series shares lies beside the report: ../shared/…
    root = Path(*path.parts[: len(path.parts) - sum(part != ".." for part in shown.parts)])
    if not inside(path, root):
        complaints.add(Location(shown), LEADS_OUT)
        return None
    try:
        if path.exists() and not path.is_file():
            # A pipe would be read for ever.
            complaints.add(Location(shown), problem("R002/no-file"))
            return None
        raw = content(path)
    except OSError as error:
        complaints.add(Location(shown), problem("R002/cannot-be-read", strerror=reason(error)))
        return None
    if len(raw) > _MAX_BYTES:
        complaints.add(Location(shown), problem("R002/larger-than-bytes", max_bytes=f"{_MAX_BYTES:,}"))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        complaints.add(Location(shown, line), problem("R002/not-utf-text"))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_yaml(text: str, shown: PurePosixPath, complaints: Complaints, first_line: int = 1) -> Node | None:
    """The node tree of a YAML text, or None after a finding (R001). `first_line`: where the text starts in its file."""
    try:
        return _Building(shown, complaints, first_line).tree(yaml.parse(text, Loader=LOADER))
    except yaml.YAMLError as error:
        _not_yaml(error, text, shown, complaints, first_line)
        return None


def require_yaml(path: Path, shown: PurePosixPath, complaints: Complaints) -> None:
    """A finding (R001, R002) when a file that others read is no YAML; what stands in it is for them to judge."""
    text = read_text(path, shown, complaints)
    try:
        for _ in yaml.parse(text or "", Loader=LOADER):
            pass
    except yaml.YAMLError as error:
        _not_yaml(error, text or "", shown, complaints, 1)


_USUAL = say("look at this line and the one above: a missing colon, quotation mark or indent is the usual cause")
_PROBLEMS = (
    ("mapping values are not allowed", "colon"),
    ("unexpected end of stream", "never-closed"),
    ("expected ',' or", "bracket"),
    ("could not find expected ':'", "no-colon"),
    ("expected <block end>", "indented"),
    ("did not find expected key", "indented"),
    ("did not find expected '-' indicator", "indented"),
    ("found undefined alias", "asterisk"),
)
"""What the parser says, and what it means to an editor: a case of R001."""


def _not_yaml(error: yaml.YAMLError, text: str, shown: PurePosixPath, complaints: Complaints, first_line: int) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    case = next((meant for start, meant in _PROBLEMS if start in said), "")
    wrong = problem(f"R001/yaml-{case}") if case else problem("R001/yaml", said=said)
    if "cannot start any token" in said:
        lines = text.split("\n")
        sign = lines[line][column : column + 1] if line < len(lines) else ""
        if sign:
            wrong = problem("R001/yaml-tab") if sign == "\t" else problem("R001/yaml-sign", sign=sign)
    complaints.add(Location(shown, line + first_line, column + 1), wrong)


class _TooDeep(yaml.YAMLError):
    def __init__(self, mark: object) -> None:
        super().__init__(say("nested too deeply"))
        self.problem, self.problem_mark = say("nested too deeply"), mark


class _Building:
    """Builds the tree from the parser's events: those of libyaml are ten times faster than PyYAML's composed nodes."""

    def __init__(self, shown: PurePosixPath, complaints: Complaints, first: int) -> None:
        self._shown, self._complaints, self._first = shown, complaints, first

    def _place(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        assert mark is not None
        return Location(self._shown, mark.line + self._first, mark.column + 1)

    def tree(self, events: Iterable[yaml.Event]) -> Node:
        stream = iter(events)
        root: Node | None = None
        for event in stream:
            if isinstance(event, yaml.NodeEvent):
                if root is not None:
                    self._complaints.add(self._place(event), problem("R001/holds-second-document"))
                    break
                root = self._node(event, stream, 0)
        return root or Node({}, Location(self._shown, self._first))

    def _node(self, event: yaml.Event, stream: Iterator[yaml.Event], depth: int) -> Node:
        here = self._place(event)
        if depth > _MAX_DEPTH:
            raise _TooDeep(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            empty = not event.style and event.value in ("", "~", "null", "Null", "NULL")
            return Node(None if empty else self._words(event.value, here), here)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(here, stream, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(stream), yaml.SequenceEndEvent):
                items.append(self._node(inner, stream, depth + 1))
            return Node(items, here)
        self._complaints.add(here, problem("R001/uses-yaml-alias-name"))
        return Node(None, here)

    def _words(self, value: str, here: Location) -> str:
        """A text without the comments of colleagues; signs that show readers something else are findings."""
        for trouble in sign_troubles(value, entities=False):
            self._complaints.add(here, trouble.problem)
        value = drop(value)
        if "<!--" in value:
            self._complaints.add(here, problem("X020/comment-that-never-ends"))
        return value

    def _mapping(self, here: Location, stream: Iterator[yaml.Event], depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Location] = {}
        while not isinstance(event := next(stream), yaml.MappingEndEvent):
            named = self._node(event, stream, depth + 1)
            place = named.location
            value = self._node(next(stream), stream, depth + 1)
            if isinstance(named.value, (dict, list)):
                self._complaints.add(place, problem("R004/has-list-for-name"))
                continue
            key = named.value or ""
            if key in values:
                self._complaints.add(place, problem("R003/written-twice", key=key, line=keys[key].line))
                continue
            keys[key], values[key] = place, value
        return Node(values, here, keys)


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, written as 2030-01-01."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


class Record:
    """One mapping of a YAML file, read field by field; whatever is wrong becomes a finding at the field's place."""

    def __init__(self, node: Node, name: str, complaints: Complaints, languages: Iterable[str] = ()) -> None:
        self.name = name
        self.location = node.location
        self.complaints = complaints
        self.languages = tuple(languages)
        self._asked: set[str] = set()
        self._keys = node.keys
        self._fields: dict[str, Node] = {}
        if isinstance(node.value, dict):
            self._fields = node.value
        elif node.value is not None:
            complaints.add(node.location, problem("R004/should-be-list-fields", name=name))

    def place(self, key: str) -> Location:
        return self._keys.get(key, self.location)

    def names(self) -> tuple[str, ...]:
        """The fields that are there, for a table whose keys the editor chooses."""
        return tuple(self._fields)

    def node(self, key: str) -> Node | None:
        self._asked.add(key)
        return self._fields.get(key)

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._fields

    def lacks(self, key: str) -> None:
        """A finding (R005) for a field that is needed and not there."""
        self.complaints.add(self.place(key), problem("R005/lacks", name=self.name, key=key))

    def text(self, key: str, default: str = "", *, needed: bool = False) -> str:
        node = self.node(key)
        if node is None or node.value is None:
            if needed:
                self.lacks(key)
            return default
        if not isinstance(node.value, str):
            self.complaints.add(self.place(key), problem("R004/should-be-one-text", key=key, name=self.name))
            return default
        return node.value.strip()

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(key, default)
        if value not in allowed:
            self.complaints.add(
                self.place(key),
                problem("R004/of-is-write-one", key=key, name=self.name, value=value, allowed=[*filter(None, allowed)]),
            )
            return default
        return value

    def file(self, key: str, *, needed: bool = False) -> PurePosixPath | None:
        """A file below a folder of the report; one that would lie elsewhere is finding R011."""
        name = self.text(key, needed=needed)
        return self.within(key, name, self.place(key)) if name else None

    def files(self, key: str) -> tuple[PurePosixPath, ...]:
        """Several of them."""
        found = (self.within(key, name, self.place(key)) for name in self.texts(key))
        return tuple(file for file in found if file is not None)

    def within(self, key: str, name: str, place: Location) -> PurePosixPath | None:
        path = PurePosixPath(name)
        long = len(name) > 1000 or any(len(part.encode("utf-8", "replace")) > 250 for part in path.parts)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or long or not name.isprintable():
            self.complaints.add(place, problem("R011/no-file-report", key=key, name=self.name, name2=name[:60]))
            return None
        return path

    def language(self, key: str, *, needed: bool = False) -> str:
        """The code of a language that CLDR names; any other is finding R015."""
        code = self.text(key, needed=needed)
        if code and not is_language(code):
            self.complaints.add(
                self.place(key),
                problem("R015/in-no-language", code=code[:20], key=key, name=self.name),
            )
        return code

    def flag(self, key: str, default: bool = False) -> bool:
        words = {"true": True, "yes": True, "false": False, "no": False}
        value = self.text(key, "true" if default else "false").casefold()
        if value not in words:
            self.complaints.add(
                self.place(key), problem("R004/of-is-write-true-or-false", key=key, name=self.name, value=value)
            )
        return words.get(value, default)

    def whole(self, key: str) -> int | None:
        value = self.text(key)
        if not value:
            return None
        try:
            return int(value)
        except ValueError:
            self.complaints.add(
                self.place(key), problem("R004/of-is-write-whole-number", key=key, name=self.name, value=value)
            )
            return None

    def decimal(self, key: str, default: Decimal) -> Decimal:
        value = self.text(key)
        if not value:
            return default
        try:
            return Decimal(value)
        except InvalidOperation:
            self.complaints.add(
                self.place(key), problem("R004/of-is-write-number", key=key, name=self.name, value=value)
            )
            return default

    def texts(self, key: str) -> tuple[str, ...]:
        node = self.node(key)
        if node is None or node.value is None:
            return ()
        if isinstance(node.value, str):
            return (node.value.strip(),)
        if isinstance(node.value, dict):
            self.complaints.add(
                self.place(key), problem("R004/should-be-list-write-before-each-entry", key=key, name=self.name)
            )
            return ()
        return tuple(text for item in node.value if (text := self.entry(key, item)) is not None)

    def entry(self, key: str, item: Node) -> str | None:
        """An entry of a list or table as one text; None after a finding, since what is not understood is never dropped."""
        if isinstance(item.value, str):
            return item.value.strip()
        case = "entry-empty" if item.value is None else "entry-no-text"
        self.complaints.add(item.location, problem(f"R004/{case}", key=key, name=self.name))
        return None

    def items(self, key: str) -> list[Node]:
        """The entries of a list of records."""
        node = self.node(key)
        if node is None or node.value is None:
            return []
        if not isinstance(node.value, list):
            self.complaints.add(
                self.place(key), problem("R004/should-be-list-write-before-each-entry", key=key, name=self.name)
            )
            return []
        return node.value

    def mapping(self, key: str) -> dict[str, str]:
        """A table of texts."""
        node = self.node(key)
        if node is None or node.value is None:
            return {}
        if not isinstance(node.value, dict):
            self.complaints.add(self.place(key), problem("R004/should-hold-name-value", key=key, name=self.name))
            return {}
        entries = {name: self.entry(key, item) for name, item in node.value.items()}
        return {name: text for name, text in entries.items() if text is not None}

    def tied(self, key: str, *, needed: bool = True) -> dict[str, str]:
        """A text in every language in which numbers may be tied; it is kept as readers see it (`TiedText`)."""
        return {code: tied_text(text) for code, text in self.words(key, needed=needed).items()}

    def words(self, key: str, *, needed: bool = True) -> dict[str, str]:
        """A text in every language; a language that is missing is finding R006."""
        node = self.node(key)
        if node is None or node.value is None or node.value == {}:
            if needed:
                self.lacks(key)
            return {}
        if isinstance(node.value, str):
            self.complaints.add(
                self.place(key),
                problem(
                    "R006/has-no-languages",
                    key=key,
                    name=self.name,
                    languages=(f"{code}: …" for code in self.languages),
                ),
            )
            return dict.fromkeys(self.languages, node.value.strip())
        if not isinstance(node.value, dict):
            self.complaints.add(
                self.place(key),
                problem(
                    "R004/should-hold-text-in",
                    key=key,
                    name=self.name,
                    languages=(f"{code}: …" for code in self.languages),
                ),
            )
            return {}
        # What has no words yet in a language is said below.
        given = {code: item for code, item in node.value.items() if item.value is not None}
        words = {code: text for code, item in given.items() if (text := self.entry(key, item)) is not None}
        for code in node.value:
            if code not in self.languages and not is_language(code):
                self.complaints.add(
                    node.keys[code],
                    problem(
                        "R015/in-no-language-write-code-language",
                        code=code[:20],
                        key=key,
                        name=self.name,
                        languages=self.languages or say("en"),
                    ),
                )
        for code in self.languages:
            if not words.get(code):
                self.complaints.add(self.place(key), problem("R006/missing-in", key=key, name=self.name, code=code))
        for code, item in node.value.items() if isinstance(node.value, dict) else ():
            for trouble in _numbers(item, code):
                self.complaints.add(item.location, trouble.problem)
            if isinstance(item.value, str) and has_tag(item.value):
                self.complaints.add(
                    item.location,
                    problem("X020/holds-html", key=key, name=self.name),
                )
        return words

    def finish(self) -> None:
        """Report every field that nobody asked for (R007), with the one that was probably meant."""
        for key in self._fields:
            if key not in self._asked:
                near = difflib.get_close_matches(key, self._asked, n=1)
                known = ", ".join(sorted(self._asked))
                self.complaints.add(
                    self.place(key),
                    (
                        problem("R007/has-unknown-field", name=self.name, key=key, near=near[0])
                        if near
                        else problem("R007/has-unknown-field-known-fields", name=self.name, key=key, known=known)
                    ),
                )


def _numbers(item: Node, language: str) -> Iterator[Trouble]:
    """What looks like another number than it is, in the words of one language."""
    if isinstance(item.value, str):
        yield from number_troubles(item.value, language)
        yield from look_alikes(item.value)


def entries(node: Node | None, name: str, complaints: Complaints) -> list[Node]:
    """The entries of a file that should be one list."""
    if node is None or node.value is None or node.value == {}:
        return []
    if not isinstance(node.value, list):
        complaints.add(node.location, problem("R004/should-be-list", name=name))
        return []
    return node.value


def read_records(path: Path, shown: PurePosixPath, complaints: Complaints) -> Node | None:
    """The node tree of one YAML file, or None after findings."""
    text = read_text(path, shown, complaints)
    return None if text is None else parse_yaml(text, shown, complaints)
