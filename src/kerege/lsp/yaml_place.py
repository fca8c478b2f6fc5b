"""Where in a YAML text somebody is typing, told from its lines: a text that is half typed can be parsed by nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KEY = re.compile(
    r"^(?P<indent> *)(?P<dash>(?:- )*)(?P<key>\"[^\"]*\"|'[^']*'|[^\s:#{}\[\],&*'\"-][^:#{}\[\]]*?):(?:\s|$)"
)
_FLOW_KEY = re.compile(r"(?:^|[{,])\s*(?P<key>\"[^\"]*\"|'[^']*'|[^\s:{}\[\],'\"][^:{}\[\],]*?)\s*:\s*$")


@dataclass(frozen=True)
class YamlPlace:
    """A place in a YAML text."""

    path: tuple[str, ...]
    """The keys of the mappings around it, the outermost first."""
    key: str | None
    """The key whose value is being typed; None where a key is."""
    typed: str
    """What stands before the place of the word that is being typed."""
    beside: tuple[str, ...]
    """The keys of the same mapping."""


def yaml_place(text: str, offset: int) -> YamlPlace:
    """Where an offset of a YAML text is."""
    begin = text.rfind("\n", 0, offset) + 1
    before = text[begin:offset]
    lines = text.split("\n")
    number = text.count("\n", 0, offset)
    inner, head = _flow(before)
    if inner is not None:
        outer = _block(lines, number, head)
        return _in_flow(outer, inner, text, offset)
    match = _KEY.match(before)
    if match:
        indent = len(match["indent"]) + len(match["dash"])
        typed = before[match.end() :].lstrip()
        return YamlPlace(_above(lines, number, indent), _bare(match["key"]), _word(typed), ())
    stripped = before.lstrip(" ")
    indent = len(before) - len(stripped)
    if stripped.startswith("- "):
        above = _above(lines, number, indent + 1)
        item = stripped[2:].lstrip()
        if above:
            return YamlPlace(above[:-1], above[-1], _word(item), ())
        return YamlPlace((), None, item, ())
    return YamlPlace(_above(lines, number, indent), None, stripped, _siblings(lines, number, indent))


def _bare(key: str) -> str:
    return key.strip().strip("\"'")


def _word(typed: str) -> str:
    return re.split(r"[\s\[{,\"'|]", typed)[-1]


def _above(lines: list[str], number: int, indent: int) -> tuple[str, ...]:
    """The keys that a line is below."""
    path: list[str] = []
    left = indent
    for line in reversed(lines[:number]):
        match = _KEY.match(line)
        if match is None or not line.strip() or line.lstrip().startswith("#"):
            continue
        own = len(match["indent"])
        if own < left:
            path.append(_bare(match["key"]))
            left = own
        if left == 0:
            break
    return tuple(reversed(path))


def _siblings(lines: list[str], number: int, indent: int) -> tuple[str, ...]:
    found: list[str] = []
    for step, rest in ((-1, reversed(lines[:number])), (1, iter(lines[number + 1 :]))):
        del step
        for line in rest:
            if not line.strip():
                continue
            own = len(line) - len(line.lstrip(" "))
            if own < indent:
                break
            match = _KEY.match(line)
            if match and own == indent:
                found.append(_bare(match["key"]))
    return tuple(found)


def _flow(before: str) -> tuple[str | None, str]:
    """What stands in the innermost bracket that is still open, and what before it; None where none is."""
    depth = 0
    quoted = ""
    for place in range(len(before) - 1, -1, -1):
        sign = before[place]
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in "\"'" and (place == 0 or before[place - 1] in " {[,:"):
            continue
        elif sign in "}]":
            depth += 1
        elif sign in "{[":
            if depth == 0:
                return before[place:], before[:place]
            depth -= 1
    return None, before


def _block(lines: list[str], number: int, head: str) -> tuple[str, ...]:
    """The keys around a bracket: those of the line before it, and those above."""
    match = _KEY.match(head)
    if match is None:
        return _above(lines, number, len(head) - len(head.lstrip(" ")))
    indent = len(match["indent"]) + len(match["dash"])
    path = [*_above(lines, number, indent), _bare(match["key"])]
    rest = head[match.end() :]
    while True:
        inner, rest_head = _flow(rest)
        if inner is None:
            break
        key = _FLOW_KEY.search(inner)
        if key is None:
            break
        path.append(_bare(key["key"]))
        rest = rest_head
        break
    return tuple(path)


def _in_flow(outer: tuple[str, ...], inner: str, text: str, offset: int) -> YamlPlace:
    if inner.startswith("["):
        typed = inner[1:].rpartition(",")[2].lstrip()
        return YamlPlace(outer[:-1], outer[-1] if outer else None, _word(typed), ())
    last = re.split(r",(?![^\[]*\])", inner[1:])[-1]
    beside = tuple(_bare(match[1]) for match in re.finditer(r"[{,]\s*([\w -]+?)\s*:", inner))
    if ":" in last:
        key, _, value = last.partition(":")
        return YamlPlace(outer, _bare(key), _word(value.lstrip()), beside)
    return YamlPlace(outer, None, last.lstrip(), beside)
