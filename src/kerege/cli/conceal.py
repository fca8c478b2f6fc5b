"""`kerege conceal`: privacy.yml no longer tells the names that it hides, and still finds them."""

from __future__ import annotations

import itertools
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from kerege.errors import KeregeError
from kerege.files import write_all
from kerege.languages.names import Names, concealed, is_concealed
from kerege.messages import say
from kerege.read.privacy import LISTS, PATH
from kerege.read.records import LOADER

_COMMENT = re.compile(r"(?m)(?:^|\s)#.*$")


@dataclass(frozen=True)
class Entry:
    """An entry of a list that names something in clear."""

    key: str
    forms: tuple[str, ...]
    name: tuple[int, int]
    """Where its key stands in the file."""
    value: tuple[int, int]
    """The same of its names, from behind the colon."""
    ends_line: bool
    """Whether its names stand on lines of their own, whose end belongs to them."""


@dataclass(frozen=True)
class Concealed:
    """What was concealed."""

    names: Mapping[str, tuple[str, ...]]
    """By the key that stands in the file now; for who keeps the list elsewhere."""
    comments: tuple[int, ...]
    """Lines of the file with a comment, which may tell a name."""


def conceal(root: Path) -> Concealed:
    """Replace each name in the lists of the report's `privacy.yml` by digests, and its key, which may tell it, by a number.

    Everything else of the file stays byte for byte.

    Raises:
        KeregeError: there is no such file, it is no YAML, or a name would no longer be found; then nothing is written.
    """
    path = root / PATH
    if not path.is_file():
        raise KeregeError(say("The folder of the report holds no {path}; nothing is to be concealed.", path=PATH))
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise KeregeError(say("{path} is not UTF-8 text; save it as UTF-8.", path=PATH)) from error
    forms = (form for entry in _entries(text, clear=False) for form in entry.forms)
    salt = next(filter(None, map(is_concealed, forms)), "") or secrets.token_hex(8)
    names: dict[str, tuple[str, ...]] = {}
    changes: list[tuple[int, int, str]] = []
    taken = {entry.key for entry in _entries(text, clear=False)}
    for entry in _entries(text):
        hidden = [piece for form in entry.forms for piece in ([form] if is_concealed(form) else concealed(form, salt))]
        hidden = list(dict.fromkeys(hidden))
        key = next(key for number in itertools.count(1) if (key := f"name-{number}") not in taken)
        taken.add(key)
        changes += [(*place, key) for place in (entry.name, *_waived(text, entry.key))]
        written = ", ".join(f'"{piece}"' for piece in hidden)
        changes.append((*entry.value, f": [{written}]" + ("\n" if entry.ends_line else "")))
        names[key] = entry.forms
        unfound = [form for form in entry.forms if not any(Names({"": hidden}).find(form.lstrip("^")))]
        if unfound:
            raise KeregeError(
                say(
                    "'{unfound}' would no longer be found; leave it out of {path}, or write it otherwise.",
                    unfound=unfound[0],
                    path=PATH,
                )
            )
    for start, end, instead in sorted(set(changes), reverse=True):
        text = text[:start] + instead + text[end:]
    _tree(text)
    if changes:
        write_all({path: text.encode("utf-8")}, root)
    lines = tuple(text.count("\n", 0, match.end()) + 1 for match in _COMMENT.finditer(text))
    return Concealed(names, lines if names else ())


def told(result: Concealed) -> Iterator[str]:
    """What was done, line by line."""
    if not result.names:
        yield say("{path} names nothing in clear.", path=PATH)
        return
    yield say("Concealed. Keep this list where only those see it who may; the report does not need it:")
    for key, forms in result.names.items():
        yield f"  {key}: {', '.join(forms)}"
    for line in result.comments:
        yield say("{path}:{line}: read this comment; it may tell a name", path=PATH, line=line)
    yield say("Older states of the file, in the history of the repository and in copies, still tell the names.")


def _tree(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise KeregeError(say("{path} is not valid YAML; kerege check says where.", path=PATH)) from error


def _pairs(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from node.value


def _said(value: yaml.Node) -> tuple[str, ...]:
    nodes = value.value if isinstance(value, yaml.SequenceNode) else [value]
    return tuple(node.value.strip() for node in nodes if isinstance(node, yaml.ScalarNode) and node.value.strip())


def _entries(text: str, *, clear: bool = True) -> Iterator[Entry]:
    """The entries of the lists; `clear`: those with a name in clear only."""
    for name, records in _pairs(_tree(text)):
        for key, value in _pairs(records) if name.value in LISTS else ():
            forms = _said(value)
            if clear and all(map(is_concealed, forms)):
                continue
            end = value.end_mark.index
            block = isinstance(value, yaml.SequenceNode) and not value.flow_style and bool(value.value)
            if block:
                # The parser's end of a block is where the next thing begins: blanks and comments between stay.
                end = text.find("\n", max(item.end_mark.index for item in value.value)) + 1 or len(text)
            yield Entry(key.value, forms, _span(key), (key.end_mark.index, end), block)


def _waived(text: str, key: str) -> Iterator[tuple[int, int]]:
    """Where waivers name an entry by its key."""
    for name, waivers in _pairs(_tree(text)):
        for waiver in waivers.value if name.value == "waivers" and isinstance(waivers, yaml.SequenceNode) else ():
            for field, value in _pairs(waiver):
                if field.value in ("place", "name") and value.value == key:
                    yield _span(value)


def _span(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index
