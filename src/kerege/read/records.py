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

from kerege.files import inside
from kerege.findings import Finding, Location
from kerege.languages.known import is_language
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
LEADS_OUT = ("leads outside the report's folder", "put a copy of the file there, not a link to it")


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

    def add(self, location: Location, code: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding(location, code, message, hint))

    @staticmethod
    def nowhere(shown: PurePosixPath) -> Location:
        """The place of something that is not there: the top of the file where it should be."""
        return Location(shown)


def read_text(path: Path, shown: PurePosixPath, complaints: Complaints) -> str | None:
    """The text of a file as UTF-8 with `\\n` line breaks, or None after a finding (R002) that says why not."""
    # What a series shares lies beside the report: ../shared/…
    root = Path(*path.parts[: len(path.parts) - sum(part != ".." for part in shown.parts)])
    if not inside(path, root):
        complaints.add(Location(shown), "R011", *LEADS_OUT)
        return None
    try:
        if path.exists() and not path.is_file():
            # A pipe would be read for ever.
            complaints.add(Location(shown), "R002", "is no file", "replace it by a file")
            return None
        raw = path.read_bytes()
    except OSError as error:
        complaints.add(
            Location(shown), "R002", f"cannot be read: {error.strerror}", "check the file and its permissions"
        )
        return None
    if len(raw) > _MAX_BYTES:
        complaints.add(Location(shown), "R002", f"is larger than {_MAX_BYTES:,} bytes", "split the file")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        complaints.add(Location(shown, line), "R002", "is not UTF-8 text", "save the file as UTF-8")
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


_USUAL = "look at this line and the one above: a missing colon, quotation mark or indent is the usual cause"
_PROBLEMS = (
    ("mapping values are not allowed", "a colon stands in a text without quotation marks", "put the whole text between quotation marks"),
    ("unexpected end of stream", "a quotation mark or bracket is never closed", "close it"),
    ("expected ',' or", "a bracket that was opened before is not closed, or a comma is missing", "close it; a text with brackets stands between quotation marks"),
    ("could not find expected ':'", "a line has no colon after its name", "write 'name: value', and indent the lines of a long text"),
    ("expected <block end>", "a line is not indented like those above it", "indent it as they are, with blanks"),
    ("did not find expected key", "a line is not indented like those above it", "indent it as they are, with blanks"),
    ("did not find expected '-' indicator", "a line is not indented like those above it", "indent it as they are, with blanks"),
    ("found undefined alias", "a text begins with *", "put it between quotation marks"),
)  # fmt: skip
"""What the parser says, what it means to an editor, what to do about it."""


def _not_yaml(error: yaml.YAMLError, text: str, shown: PurePosixPath, complaints: Complaints, first_line: int) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    message, hint = next(((said, do) for start, said, do in _PROBLEMS if start in problem), (problem, _USUAL))
    if "cannot start any token" in problem:
        lines = text.split("\n")
        sign = lines[line][column : column + 1] if line < len(lines) else ""
        if sign == "\t":
            message, hint = "a line is indented with the Tab key", "indent it with blanks"
        elif sign:
            message, hint = f"a text begins with {sign}", "put it between quotation marks"
    complaints.add(Location(shown, line + first_line, column + 1), "R001", f"is not valid YAML: {message}", hint)


class _TooDeep(yaml.YAMLError):
    def __init__(self, mark: object) -> None:
        super().__init__("nested too deeply")
        self.problem, self.problem_mark = "nested too deeply", mark


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
                    self._complaints.add(self._place(event), "R001", "holds a second document", "delete the line '---'")
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
        self._complaints.add(
            here, "R001", "uses a YAML alias (*name), which Kerege does not read", "write the value out"
        )
        return Node(None, here)

    def _words(self, value: str, here: Location) -> str:
        """A text without the comments of colleagues; signs that show readers something else are findings."""
        for trouble in sign_troubles(value, entities=False):
            self._complaints.add(here, *trouble[1:])
        value = drop(value)
        if "<!--" in value:
            self._complaints.add(here, "X020", "a comment that never ends", "end it with -->")
        return value

    def _mapping(self, here: Location, stream: Iterator[yaml.Event], depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Location] = {}
        while not isinstance(event := next(stream), yaml.MappingEndEvent):
            named = self._node(event, stream, depth + 1)
            place = named.location
            value = self._node(next(stream), stream, depth + 1)
            if isinstance(named.value, (dict, list)):
                self._complaints.add(place, "R004", "has a list for a name", "write 'name: value' lines")
                continue
            key = named.value or ""
            if key in values:
                self._complaints.add(
                    place, "R003", f"'{key}' is written twice", f"keep one; the first is in line {keys[key].line}"
                )
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
            complaints.add(node.location, "R004", f"{name} should be a list of fields", "write 'field: value' lines")

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

    def text(self, key: str, default: str = "", *, needed: bool = False) -> str:
        node = self.node(key)
        if node is None or node.value is None:
            if needed:
                self.complaints.add(self.place(key), "R005", f"{self.name} lacks '{key}'", f"add '{key}:'")
            return default
        if not isinstance(node.value, str):
            self.complaints.add(self.place(key), "R004", f"'{key}' of {self.name} should be one text", "")
            return default
        return node.value.strip()

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(key, default)
        if value not in allowed:
            self.complaints.add(
                self.place(key), "R004", f"'{key}' of {self.name} is '{value}'", f"write one of: {', '.join(allowed)}"
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
            message = f"'{key}' of {self.name} is no file of the report: '{name[:60]}'"
            self.complaints.add(place, "R011", message, "write its path below the folder of the report, without ..")
            return None
        return path

    def language(self, key: str, *, needed: bool = False) -> str:
        """The code of a language that CLDR names; any other is finding R015."""
        code = self.text(key, needed=needed)
        if code and not is_language(code):
            self.complaints.add(
                self.place(key),
                "R015",
                f"'{code[:20]}' in '{key}' of {self.name} is no language",
                "write its code, such as ky, tg, uz or kk (ISO 639, BCP 47)",
            )
        return code

    def flag(self, key: str, default: bool = False) -> bool:
        words = {"true": True, "yes": True, "false": False, "no": False}
        value = self.text(key, "true" if default else "false").casefold()
        if value not in words:
            self.complaints.add(self.place(key), "R004", f"'{key}' of {self.name} is '{value}'", "write true or false")
        return words.get(value, default)

    def whole(self, key: str) -> int | None:
        value = self.text(key)
        if not value:
            return None
        try:
            return int(value)
        except ValueError:
            self.complaints.add(self.place(key), "R004", f"'{key}' of {self.name} is '{value}'", "write a whole number")
            return None

    def decimal(self, key: str, default: Decimal) -> Decimal:
        value = self.text(key)
        if not value:
            return default
        try:
            return Decimal(value)
        except InvalidOperation:
            self.complaints.add(self.place(key), "R004", f"'{key}' of {self.name} is '{value}'", "write a number")
            return default

    def texts(self, key: str) -> tuple[str, ...]:
        node = self.node(key)
        if node is None or node.value is None:
            return ()
        if isinstance(node.value, str):
            return (node.value.strip(),)
        if isinstance(node.value, dict):
            self.complaints.add(
                self.place(key), "R004", f"'{key}' of {self.name} should be a list", "write '- ' before each entry"
            )
            return ()
        return tuple(text for item in node.value if (text := self.entry(key, item)) is not None)

    def entry(self, key: str, item: Node) -> str | None:
        """An entry of a list or table as one text; None after a finding, since what is not understood is never dropped."""
        if isinstance(item.value, str):
            return item.value.strip()
        message = f"an entry of '{key}' of {self.name} is no text"
        if item.value is None:
            message = f"an entry of '{key}' of {self.name} is empty"
        self.complaints.add(item.location, "R004", message, "write one text for each entry")
        return None

    def items(self, key: str) -> list[Node]:
        """The entries of a list of records."""
        node = self.node(key)
        if node is None or node.value is None:
            return []
        if not isinstance(node.value, list):
            self.complaints.add(
                self.place(key), "R004", f"'{key}' of {self.name} should be a list", "write '- ' before each entry"
            )
            return []
        return node.value

    def mapping(self, key: str) -> dict[str, str]:
        """A table of texts."""
        node = self.node(key)
        if node is None or node.value is None:
            return {}
        if not isinstance(node.value, dict):
            self.complaints.add(self.place(key), "R004", f"'{key}' of {self.name} should hold 'name: value' pairs", "")
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
                self.complaints.add(self.place(key), "R005", f"{self.name} lacks '{key}'", f"add '{key}:'")
            return {}
        if isinstance(node.value, str):
            self.complaints.add(
                self.place(key),
                "R006",
                f"'{key}' of {self.name} has no languages",
                f"write {{{', '.join(f'{code}: …' for code in self.languages)}}}",
            )
            return dict.fromkeys(self.languages, node.value.strip())
        if not isinstance(node.value, dict):
            self.complaints.add(
                self.place(key),
                "R004",
                f"'{key}' of {self.name} should hold a text in each language",
                f"write {{{', '.join(f'{code}: …' for code in self.languages)}}}",
            )
            return {}
        # What has no words yet in a language is said below.
        given = {code: item for code, item in node.value.items() if item.value is not None}
        words = {code: text for code, item in given.items() if (text := self.entry(key, item)) is not None}
        for code in node.value:
            if code not in self.languages and not is_language(code):
                self.complaints.add(
                    node.keys[code],
                    "R015",
                    f"'{code[:20]}' in '{key}' of {self.name} is no language",
                    f"write the code of a language: {', '.join(self.languages) or 'en'}",
                )
        for code in self.languages:
            if not words.get(code):
                self.complaints.add(
                    self.place(key), "R006", f"'{key}' of {self.name} is missing in '{code}'", f"add '{code}: …'"
                )
        for code, item in node.value.items() if isinstance(node.value, dict) else ():
            for trouble in _numbers(item, code):
                self.complaints.add(item.location, *trouble[1:])
            if isinstance(item.value, str) and has_tag(item.value):
                self.complaints.add(
                    item.location,
                    "X020",
                    f"'{key}' of {self.name} holds HTML",
                    "write plain words: a record shows the tag as it is written",
                )
        return words

    def finish(self) -> None:
        """Report every field that nobody asked for (R007), with the one that was probably meant."""
        for key in self._fields:
            if key not in self._asked:
                near = difflib.get_close_matches(key, self._asked, n=1)
                known = ", ".join(sorted(self._asked))
                hint = f"did you mean '{near[0]}'?" if near else f"known fields: {known}"
                self.complaints.add(self.place(key), "R007", f"{self.name} has an unknown field '{key}'", hint)


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
        complaints.add(node.location, "R004", f"{name} should be a list", "write '- ' before each entry")
        return []
    return node.value


def read_records(path: Path, shown: PurePosixPath, complaints: Complaints) -> Node | None:
    """The node tree of one YAML file, or None after findings."""
    text = read_text(path, shown, complaints)
    return None if text is None else parse_yaml(text, shown, complaints)
