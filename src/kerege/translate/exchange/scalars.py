"""Texts in YAML files: where each stands, and a file with some of them said anew, every other byte as it was.

The file is not loaded and dumped: only the characters of a changed value are replaced. Then the new text is read again,
and unless it holds exactly what was meant, nothing is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from kerege.messages import say

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path = tuple[str, ...]
"""The way to a value: names of fields, numbers of list items."""


class CannotWrite(Exception):
    """The value cannot be put into the file without changing something else."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text and its place in the file."""

    value: str
    start: int
    end: int
    style: str
    """`'`, `"`, `|`, `>`, or empty for a plain one."""
    line: int


@dataclass
class Mapped:
    """A mapping: its fields in order, and where a further one can be added."""

    fields: dict[str, Scalar | Mapped | list[object]] = field(default_factory=dict)
    column: int = 0
    flow: bool = False
    """Written as `{en: …}`."""
    line: int = 1


def parse(text: str) -> object:
    """The tree of a YAML text: `Mapped`, lists and `Scalar`.

    Raises:
        yaml.YAMLError: it is none.
    """
    events = yaml.parse(text, Loader=_LOADER)
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            return _node(event, events)
    return Mapped()


def _node(event: yaml.Event, events: Iterator[yaml.Event]) -> object:
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None
    if isinstance(event, yaml.MappingStartEvent):
        found = Mapped(column=start.column, flow=bool(event.flow_style), line=start.line + 1)
        while not isinstance(name := next(events), yaml.MappingEndEvent):
            key = _node(name, events)
            value = _node(next(events), events)
            if isinstance(key, Scalar):
                found.fields.setdefault(key.value, value)  # type: ignore[arg-type]
        return found
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[object] = []
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(_node(inner, events))
        return items
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(event.value, start.index, end.index, (event.style or "").strip(), start.line + 1)
    return Scalar("", start.index, end.index, "*", start.line + 1)


def mappings(node: object, path: Path = ()) -> Iterator[tuple[Path, Mapped]]:
    """Every mapping of a tree, with the way to it, in the order of the file."""
    if isinstance(node, Mapped):
        yield path, node
        for name, value in node.fields.items():
            yield from mappings(value, (*path, name))
    elif isinstance(node, list):
        for number, item in enumerate(node, 1):
            yield from mappings(item, (*path, str(number)))


def with_words(text: str, words: Mapping[tuple[Path, str], str]) -> str:
    """The YAML text with some words said anew, or added in a language that had none.

    Args:
        words: new words by the way to their mapping and the language.

    Raises:
        CannotWrite: a value has a form that cannot be replaced alone (an alias, or a place the file no longer has).
    """
    trees = dict(mappings(parse(text)))
    edits: list[tuple[int, int, list[str]]] = []
    for (path, language), new in words.items():
        mapped = trees.get(path)
        if mapped is None:
            raise CannotWrite(say("is no longer in the file"))
        old = mapped.fields.get(language)
        if isinstance(old, Scalar):
            if old.style == "*":
                raise CannotWrite(say("is a YAML alias"))
            edits.append((old.start, old.end, list(_forms(new, old, text))))
        else:
            edits.append(_added(text, mapped, language, new))
    return _spliced(text, edits, words)


def _spliced(text: str, edits: list[tuple[int, int, list[str]]], words: Mapping[tuple[Path, str], str]) -> str:
    # The nicest form first; the last one, double quotes, always reads back.
    wanted = _contents(parse(text)) | {(*path, language): new for (path, language), new in words.items()}
    for choice in range(max((len(forms) for *_, forms in edits), default=1)):
        new = text
        for start, end, forms in sorted(edits, reverse=True):
            new = new[:start] + forms[min(choice, len(forms) - 1)] + new[end:]
        try:
            if _contents(parse(new)) == wanted:
                return new
        except yaml.YAMLError:
            continue
    raise CannotWrite(say("cannot be written without changing its neighbours"))


def _contents(node: object, path: Path = ()) -> dict[Path, str]:
    if isinstance(node, Scalar):
        return {path: node.value.strip()}
    if isinstance(node, list):
        return {k: v for n, item in enumerate(node, 1) for k, v in _contents(item, (*path, str(n))).items()}
    assert isinstance(node, Mapped)
    return {k: v for name, value in node.fields.items() for k, v in _contents(value, (*path, name)).items()}


def _forms(new: str, old: Scalar, text: str) -> Iterator[str]:
    """Ways to write a text where `old` stands, in its own style first."""
    double = json.dumps(new, ensure_ascii=False)
    if old.style in ("|", ">"):
        raw = text[old.start : old.end]
        head, _, rest = raw.partition("\n")
        indent = rest[: len(rest) - len(rest.lstrip(" "))]
        tail = raw[len(raw.rstrip("\n")) :]
        yield f"{head}\n{indent}" + new.replace("\n", f"\n{indent}") + tail
        yield double + tail
        return
    if old.style == "'" and "\n" not in new:
        yield "'" + new.replace("'", "''") + "'"
    elif not old.style and _is_plain(new):
        yield new
    yield double


def _is_plain(text: str) -> bool:
    # Also where a flow mapping would end the value; the check of the whole file decides in the end.
    try:
        return bool(yaml.safe_load(f"{{k: {text}}}") == {"k": text} and yaml.safe_load(f"k: {text}") == {"k": text})
    except yaml.YAMLError:
        return False


def _added(text: str, mapped: Mapped, language: str, new: str) -> tuple[int, int, list[str]]:
    scalars = [value for value in mapped.fields.values() if isinstance(value, Scalar)]
    if not scalars:
        raise CannotWrite(say("has no language beside which it could be written"))
    double = json.dumps(new, ensure_ascii=False)
    forms = [new, double] if _is_plain(new) else [double]
    last = scalars[-1]
    if mapped.flow:
        return last.end, last.end, [f", {language}: {form}" for form in forms]
    end = last.start + len(text[last.start : last.end].rstrip("\n"))
    at = text.find("\n", end)
    at = len(text) if at < 0 else at
    return at, at, [f"\n{' ' * mapped.column}{language}: {form}" for form in forms]
