"""Telling readers that a published testimony was withdrawn, in `editions/corrections.yml`: when, and from which chapters.

Neither its id nor its words are in the entry, so that nothing leads from it to what was taken back; entries that named it go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from kerege.errors import KeregeError
from kerege.messages import say
from kerege.model import BlockKind, Report
from kerege.model.editions import TESTIMONY, Change
from kerege.read.editions import CORRECTIONS
from kerege.read.records import LOADER


def corrections_with(root: Path, report: Report, key: str) -> str | None:
    """The text of `editions/corrections.yml` with the notice of a withdrawal; None where there is nothing to change.

    Raises:
        KeregeError: the file is no list of entries; nothing was changed.
    """
    path = root / CORRECTIONS
    text = path.read_bytes().decode("utf-8") if path.is_file() else ""
    changed = _without(text, f"quote:{key}")
    if not any(key in edition.quotes for edition in report.editions):
        # Nobody has read it.
        return changed if changed != text else None
    return changed + ("\n" if changed and not changed.endswith("\n") else "") + _entry(report, key)


def _entry(report: Report, key: str) -> str:
    published = next(edition for edition in reversed(report.editions) if key in edition.quotes)
    names = published.places.get(f"quote:{key}", ()) or tuple(
        sorted({
            chapter.name
            for chapter in report.all_chapters()
            for block in chapter.blocks_of(BlockKind.QUOTE)
            if block.target == key
        })
    )  # fmt: skip
    settings = report.settings
    closed = {edition.number for edition in report.editions}
    lines = [
        f"- what: {TESTIMONY}",
        f"  change: {Change.WITHDRAWAL.value}",
        f"  edition: {json.dumps(published.number)}",
        *([f"  chapters: {json.dumps(list(names))}"] if names else []),
        # An edition that is published already cannot tell of it: then it was today.
        f'  date: "{date.today().isoformat() if settings.edition in closed else settings.date}"',
    ]
    return "\n".join(lines) + "\n"


def _without(text: str, what: str) -> str:
    """The entries but those about a testimony; a list of things loses it."""
    try:
        root = yaml.compose(text, Loader=LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        raise KeregeError(say("{name} is no valid YAML; mend it, then withdraw again.", name=CORRECTIONS)) from error
    if not isinstance(root, yaml.SequenceNode):
        return text
    if root.flow_style and what in text:
        raise KeregeError(
            say(
                "The record '{key}' could not be cut out of {name}; delete it there by hand.",
                key=what,
                name=CORRECTIONS,
            )
        )
    starts = [_line_start(text, item.start_mark.index) for item in root.value] + [len(text)]
    pieces = [text[: starts[0]]] if root.value else [text]
    for item, start, end in zip(root.value, starts, starts[1:], strict=False):
        spans = list(_spans(text, item, what))
        if None in spans:
            continue
        piece = text[start:end]
        for begin, stop, instead in reversed([span for span in spans if span is not None]):
            piece = piece[: begin - start] + instead + piece[stop - start :]
        pieces.append(piece)
    return "".join(pieces)


def _spans(text: str, item: yaml.Node, what: str) -> Iterator[tuple[int, int, str] | None]:
    """Where the list of things is to be written anew, and how; None: the entry is about nothing else."""
    for key, value in item.value if isinstance(item, yaml.MappingNode) else ():
        if key.value != "what":
            continue
        if isinstance(value, yaml.ScalarNode) and value.value == what:
            yield None
        elif isinstance(value, yaml.SequenceNode) and what in [one.value for one in value.value]:
            left = [one.value for one in value.value if one.value != what]
            if not left:
                yield None
            else:
                begin = text.index(":", key.end_mark.index) + 1
                # A list in lines ends, for the parser, where the next key begins.
                yield begin, begin + len(text[begin : value.end_mark.index].rstrip()), f" {json.dumps(left)}"


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1
