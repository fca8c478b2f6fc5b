"""Paragraphs written as the Markdown of chapters: escaped, tied, with heading ids and footnotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kerege.intake.published.citations import key_of
from kerege.intake.published.document import Paragraph, Role, Span
from kerege.intake.published.vocabulary import Speech
from kerege.read.markdown.foreign import guarded

_SPECIAL = re.compile(r"[\\`*_\[\]{}$]|(?<!\w)@(?=[\w{])|~(?=\S*~)|\^(?=\S*\^)|&(?=#?\w+;)")
_BLOCK_START = re.compile(r"^(?:[#>+~|-]|\d+[.)](?=\s)|Table:)")
_LETTERS = dict(
    zip("абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
        ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "n", "o", "o", "p", "r", "s", "t", "u", "u", "f", "h", "ts", "ch", "sh", "sh", "-", "y", "-", "e", "yu", "ya"], strict=True)
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """One chapter file."""

    name: str
    title: str
    text: str
    paragraphs: tuple[Paragraph, ...]


def chapters_of(paragraphs: tuple[Paragraph, ...], notes: tuple[Paragraph, ...], words: Speech) -> tuple[Made, ...]:
    """The chapters as Markdown, in order."""
    by_label = {note.key: note for note in notes}
    made: list[Made] = []
    for title, members in _split(paragraphs):
        shown = " ".join(title.text.split()) if title else words.words["front"]
        slug = _slug(shown)
        name = f"{len(made) + 1:02}-{slug}"
        prefix = (
            slug.split("-")[0] if not any(_slug(m.title).split("-")[0] == slug.split("-")[0] for m in made) else slug
        )
        body = "\n\n".join(_blocks(members, prefix))
        called = dict.fromkeys(label for p in ((title,) if title else ()) + tuple(members) for _, label in p.marks)
        written = [f"[^{label}]: {_inline(by_label[label])}" for label in called if label in by_label]
        opening = f"---\ntitle: {_quoted(guarded(_escaped(shown)))}\n---\n\n"
        if title and title.marks:
            body = "".join(f"[^{label}]" for _, label in title.marks) + "\n\n" + body
        text = opening + "\n\n".join(part for part in (body, *written) if part) + "\n"
        made.append(Made(name, shown, text, ((title,) if title else ()) + tuple(members)))
    return tuple(made)


def _split(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[Paragraph | None, list[Paragraph]]]:
    title: Paragraph | None = None
    members: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.role is Role.CHAPTER:
            if members or title:
                yield title, members
            title, members = paragraph, []
        else:
            members.append(paragraph)
    if members or title:
        yield title, members


def _slug(title: str) -> str:
    latin = "".join(_LETTERS.get(letter, letter) for letter in title.casefold())
    words = [word for word in key_of(latin).split("-") if word not in ("the", "and", "of", "a", "in", "for")]
    return "-".join(words[:5])[:40].strip("-") or "chapter"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _blocks(members: list[Paragraph], prefix: str) -> Iterator[str]:
    used: set[str] = set()
    items: list[str] = []
    rows: list[str] = []
    for paragraph in members:
        if rows and paragraph.role is not Role.TABLE:
            yield _table(rows)
            rows = []
        if paragraph.role is Role.ITEM:
            marker = f"{paragraph.key.rstrip('.)')}." if paragraph.key[:1].isdigit() else "-"
            items.append(f"{marker} {_inline(paragraph)}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        if paragraph.role is Role.HEADING:
            yield f"{'#' * min(max(paragraph.level, 2), 5)} {_inline(paragraph)} {{#{_heading_id(paragraph, prefix, used)}}}"
        elif paragraph.role is Role.QUOTE:
            yield f"```quote\n{paragraph.key}\n```"
        elif paragraph.role is Role.CAPTION:
            yield _inline(paragraph)
        elif paragraph.role is Role.TABLE:
            rows.append(_inline(paragraph))
        else:
            yield _inline(paragraph)
    if rows:
        yield _table(rows)
    if items:
        yield "\n".join(items)


def _table(rows: list[str]) -> str:
    """A Markdown table; its first row is the head."""
    width = max(row.count(" | ") for row in rows) + 1
    full = [f"| {row}{' |' * (width - 1 - row.count(' | '))} |" for row in rows]
    return "\n".join([full[0], "|" + "---|" * width, *full[1:]])


def _heading_id(paragraph: Paragraph, prefix: str, used: set[str]) -> str:
    base = f"{prefix}-{_slug(paragraph.text)}"
    key, count = base, 1
    while key in used:
        count += 1
        key = f"{base}-{count}"
    used.add(key)
    return key


def _inline(paragraph: Paragraph) -> str:
    """A paragraph's text with its ties and calls; ties that lie within another are given up."""
    text = paragraph.text
    spans: list[Span] = []
    for span in sorted(paragraph.spans, key=lambda span: (span.start, -span.end)):
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    result: list[str] = []
    position = 0
    for span in spans:
        result.append(_marked(paragraph, position, span.start))
        inside = _marked(paragraph, span.start, span.end)
        if span.target.startswith("cite:"):
            result.append(f"[{span.target.removeprefix('cite:')}]" + _calls(paragraph, span.start, span.end))
        elif span.target == "address:":
            address = text[span.start : span.end]
            linked = address if "://" in address else f"http://{address}"
            result.append(f"<{linked}>" if linked == address else f"[{inside}]({linked})")
        else:
            result.append(f"[{inside}]({span.target})")
        position = span.end
    result.append(_marked(paragraph, position, len(text), last=True))
    whole = "".join(result)
    match = _BLOCK_START.match(whole)
    if match and paragraph.role is not Role.HEADING:
        at = match.end() - 1 if match[0][0].isalnum() else match.start()
        whole = f"{whole[:at]}\\{whole[at:]}"
    return guarded(unicodedata.normalize("NFC", whole))


def _marked(paragraph: Paragraph, start: int, end: int, *, last: bool = False) -> str:
    """A stretch of text, escaped, with the footnote calls that stand in it. A call at the very end belongs to the next."""
    pieces: list[str] = []
    position = start
    for offset, label in paragraph.marks:
        if start < offset < end or (offset == start and start == 0) or (offset == end and (last or start < end)):
            pieces.append(_escaped(paragraph.text[position:offset]))
            pieces.append(f"[^{label}]")
            position = offset
    pieces.append(_escaped(paragraph.text[position:end]))
    return "".join(pieces)


def _calls(paragraph: Paragraph, start: int, end: int) -> str:
    return "".join(f"[^{label}]" for offset, label in paragraph.marks if start < offset <= end)


def _escaped(text: str) -> str:
    # A tag is a finding even behind a backslash.
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text).replace("<", "&lt;")
