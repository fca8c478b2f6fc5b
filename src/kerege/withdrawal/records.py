"""Taking a record out of a YAML file by node: whatever its style, and every other byte stays.

The parser says where a node begins and ends, so flow maps, texts over several lines and JSON are no different from the rest. What
another record has of this one by an alias is written out there. The result is read again and compared before it is used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from kerege.errors import KeregeError
from kerege.messages import say
from kerege.read.records import LOADER


@dataclass
class _Node:
    start: int
    end: int
    kind: str
    """scalar, mapping, sequence or alias."""
    value: str = ""
    flow: bool = False
    plain: bool = False
    """A scalar without quotation marks: a number or a truth value stays one."""
    items: list[_Node] = field(default_factory=list)
    """Of a mapping: names and values by turns."""
    target: _Node | None = None
    """Of an alias."""

    def pairs(self) -> Iterator[tuple[_Node, _Node]]:
        return zip(self.items[::2], self.items[1::2], strict=True)

    def last(self) -> int:
        """Where its last sign stands: a mapping's own end is that of the blanks and comments after it."""
        if self.flow or self.kind in ("scalar", "alias") or not self.items:
            return self.end
        return max(item.last() for item in self.items)

    def below(self) -> Iterator[_Node]:
        yield self
        for item in self.items:
            yield from item.below()


def without_record(text: str, key: str, name: str) -> str | None:
    """A YAML file without one of its records; None when it has no such record.

    Args:
        text: the file as it is, line ends included.
        name: of the file, for the sentence that says why it cannot be done.

    Raises:
        KeregeError: the file is no YAML, or the record cannot be cut out without harm to the rest; delete it by hand.
    """
    root = _tree(text, name)
    if root is None or root.kind != "mapping" or not any(named.value == key for named, _ in root.pairs()):
        return None
    removed = [(named, value) for named, value in root.pairs() if named.value == key]
    spans = _flow_spans(text, root, key) if root.flow else _block_spans(text, root, key)
    gone = {id(node) for named, value in removed for part in (named, value) for node in part.below()}
    for node in root.below():
        if node.kind == "alias" and id(node) not in gone and node.target is not None and id(node.target) in gone:
            spans.append((node.start, node.end, _written(node.target)))
    changed = text
    for start, end, instead in sorted(spans, reverse=True):
        changed = changed[:start] + instead + changed[end:]
    kept = [(named.value, _plain(value)) for named, value in root.pairs() if named.value != key]
    after = _tree(changed, name)
    now = [(named.value, _plain(value)) for named, value in after.pairs()] if after and after.kind == "mapping" else []
    if now != kept:
        raise KeregeError(
            say("The record '{key}' could not be cut out of {name}; delete it there by hand.", key=key, name=name)
        )
    return changed


def _block_spans(text: str, root: _Node, key: str) -> list[tuple[int, int, str]]:
    """Whole lines: the record, comments beside it, comments right above it, and the blank lines that would be left double."""
    spans = []
    pairs = list(root.pairs())
    for number, (named, value) in enumerate(pairs):
        if named.value != key:
            continue
        start = _line_start(text, named.start)
        floor = _line_end(text, pairs[number - 1][1].last()) if number else 0
        begin = _comments_above(text, start, floor)
        ceiling = (
            _line_start(text, pairs[number + 1][0].start) if number + 1 < len(pairs) else _document_end(text, root)
        )
        end = _end_of_record(text, max(value.last(), named.end), ceiling, more=number + 1 < len(pairs))
        head = text[start : named.start]
        if head.strip(" ?"):
            # `--- key: …`: what stands before the key on its line is no part of the record.
            begin = start = named.start
        spans.append((begin, max(begin, end), ""))
    return spans


def _end_of_record(text: str, last: int, ceiling: int, *, more: bool) -> int:
    """After the record's last line and what follows it without belonging to the next one."""
    end = min(_line_end(text, max(last - 1, 0)), ceiling) if text[last - 1 : last] == "\n" else _line_end(text, last)
    end = min(end, ceiling)
    rest = text[end:ceiling]
    lines = rest.splitlines(keepends=True)
    blank = next((index for index, line in enumerate(lines) if not line.strip()), None)
    above_next = len(lines)
    if more:
        while above_next and lines[above_next - 1].strip() and not lines[above_next - 1].startswith((" ", "\t")):
            above_next -= 1
    taken = 0
    for index, line in enumerate(lines):
        bare = line.strip()
        beside = bare.startswith("#") and (
            line[0] in " \t" or (index < above_next and (blank is None or index < blank))
        )
        if bare and not beside:
            break
        taken = index + 1
    if taken and not more:
        return end + len("".join(lines[:taken]))
    return end + len("".join(lines[:taken]))


def _comments_above(text: str, start: int, floor: int) -> int:
    """The first of the comment lines that stand right above a line."""
    while start > floor:
        above = _line_start(text, start - 1)
        if above < floor or not text[above:start].strip().startswith("#"):
            break
        start = above
    return start


def _flow_spans(text: str, root: _Node, key: str) -> list[tuple[int, int, str]]:
    """Within `{…}`: the record with one of the commas beside it, and its comments."""
    spans = []
    pairs = list(root.pairs())
    last = root.start + 1
    for number, (named, value) in enumerate(pairs):
        begin, end = named.start, max(value.end, named.end)
        if named.value == key:
            mark = _after_question(text, begin, last)
            comma = _skip(text, end)
            if comma < len(text) and text[comma] == ",":
                end = comma + 1
                beside = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n?").match(text, end)
                line = text[_line_start(text, mark) : mark]
                alone = not line.strip()
                if beside is not None and (alone or "#" in beside[0]):
                    end = beside.end() if alone else beside.end() - len(re.search(r"\r?\n?\Z", beside[0])[0])  # type: ignore[index]
                elif not alone:
                    end += len(text[end:]) - len(text[end:].lstrip(" \t"))
                start = _comments_above(text, _line_start(text, mark), last) if alone else mark
            elif number:
                start = _comma_before(text, mark, pairs[number - 1][1].end)
                beside = re.compile(r"[ \t]*#[^\n]*").match(text, end)
                end = beside.end() if beside is not None else end
            else:
                start = mark
            spans.append((max(start, last if not number else start), end, ""))
        last = max(value.end, named.end)
    return _joined(spans)


def _joined(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Neighbours that are both taken out may share the comma between them."""
    joined: list[tuple[int, int, str]] = []
    for start, end, instead in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), instead)
        else:
            joined.append((start, end, instead))
    return joined


def _after_question(text: str, begin: int, floor: int) -> int:
    before = text[floor:begin].rstrip()
    return floor + len(before) - 1 if before.endswith("?") else begin


def _comma_before(text: str, begin: int, floor: int) -> int:
    """Where the comma before a record stands, comments between them left out of account."""
    at = floor
    while at < begin:
        if text[at] == "#":
            at = _line_end(text, at)
        elif text[at] == ",":
            return at
        else:
            at += 1
    return begin


def _skip(text: str, at: int) -> int:
    """Past blanks, line ends and comments."""
    while at < len(text):
        if text[at] in " \t\r\n":
            at += 1
        elif text[at] == "#":
            at = _line_end(text, at)
        else:
            break
    return at


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _document_end(text: str, root: _Node) -> int:
    match = re.compile(r"^(?:\.\.\.|---)(?:\s|$)", re.MULTILINE).search(text, root.last())
    return match.start() if match else len(text)


# --- the tree ------------------------------------------------------------------------------------------------------------


def _tree(text: str, name: str) -> _Node | None:
    try:
        # A file may begin with a byte order mark; the parser counts from behind it.
        mark = len(text) - len(text.lstrip("\ufeff"))
        events = yaml.parse(text[mark:], Loader=LOADER)
        return _Building(mark).root(events)
    except (yaml.YAMLError, RecursionError) as error:
        raise KeregeError(say("{name} is no valid YAML; mend it, then withdraw again.", name=name)) from error


class _Building:
    def __init__(self, shift: int) -> None:
        self._shift = shift
        self._anchors: dict[str, _Node] = {}

    def root(self, events: Iterator[yaml.Event]) -> _Node | None:
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                return self._node(event, events)
        return None

    def _node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event]) -> _Node:
        assert event.start_mark is not None and event.end_mark is not None
        start, end = event.start_mark.index + self._shift, event.end_mark.index + self._shift
        if isinstance(event, yaml.AliasEvent):
            return _Node(start, end, "alias", event.anchor or "", target=self._anchors.get(event.anchor or ""))
        if isinstance(event, yaml.ScalarEvent):
            node = _Node(start, end, "scalar", event.value, flow=True, plain=not event.style)
        else:
            kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
            node = _Node(start, end, kind, flow=bool(getattr(event, "flow_style", False)))
        if event.anchor:
            self._anchors[event.anchor] = node
        if node.kind != "scalar":
            for inner in events:
                if isinstance(inner, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                    assert inner.end_mark is not None
                    node.end = inner.end_mark.index + self._shift
                    break
                assert isinstance(inner, yaml.NodeEvent)
                node.items.append(self._node(inner, events))
        return node


def _plain(node: _Node) -> object:
    if node.kind == "alias":
        return _plain(node.target) if node.target else None
    if node.kind == "mapping":
        return [(_plain(named), _plain(value)) for named, value in node.pairs()]
    if node.kind == "sequence":
        return [_plain(item) for item in node.items]
    return node.value


def _written(node: _Node) -> str:
    """A value in one line, as it may stand anywhere in a YAML file."""
    if node.kind == "alias":
        return _written(node.target) if node.target else "null"
    if node.kind == "mapping":
        return "{" + ", ".join(f"{_written(named)}: {_written(value)}" for named, value in node.pairs()) + "}"
    if node.kind == "sequence":
        return "[" + ", ".join(map(_written, node.items)) + "]"
    if node.plain and re.fullmatch(r"(?:[\w.+-]|<<)*", node.value):
        return node.value
    return json.dumps(node.value, ensure_ascii=False)


def record_texts(text: str, name: str) -> Mapping[str, list[str]]:
    """Of each record of a file: everything that it says, aliases followed."""
    root = _tree(text, name)
    if root is None or root.kind != "mapping":
        return {}
    found: dict[str, list[str]] = {}
    for named, value in root.pairs():
        node = value.target if value.kind == "alias" and value.target else value
        found.setdefault(named.value, []).extend(part.value for part in node.below() if part.kind == "scalar")
    return found


def same_but_texts(before: str, after: str) -> bool:
    """Whether two YAML files differ in nothing but what their texts say."""
    try:
        one, other = _tree(before, ""), _tree(after, "")
    except KeregeError:
        return False
    return one is not None and other is not None and _shape(one) == _shape(other)


def _shape(node: _Node) -> object:
    if node.kind == "mapping":
        return [(named.value, _shape(value)) for named, value in node.pairs()]
    return [_shape(item) for item in node.items] if node.kind == "sequence" else node.kind
