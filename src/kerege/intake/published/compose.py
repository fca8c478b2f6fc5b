"""Paragraphs written as the Markdown of chapters: escaped, tied, with heading ids and footnotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kerege.intake.published.document import Journal, Look, Paragraph, Role, Span, Style
from kerege.intake.published.signs import shown
from kerege.intake.published.vocabulary import Speech
from kerege.languages import recognised
from kerege.languages.ids import id_of
from kerege.latex import is_readable, without_glyph
from kerege.messages import say
from kerege.model import document as nodes
from kerege.model.document import walk
from kerege.read.markdown.foreign import guarded
from kerege.read.markdown.tree import read_words

_SPECIAL = re.compile(r"[\\`*_\[\]{}$]|(?<!\w)@(?=[\w{])|~(?=\S*~)|\^(?=\S*\^)|&(?=#?\w+;)")
_BLOCK_START = re.compile(r"^(?:[#>+~|-]|\d+[.)](?=\s)|Table:)")
_SETTING = re.compile(r"\{[^}\n]*[:=}]|!\[|\]\(")
"""What is read as something of its own within code, too."""


@dataclass(frozen=True)
class Made:
    """One chapter file."""

    name: str
    title: str
    text: str
    paragraphs: tuple[Paragraph, ...]


def chapters_of(
    paragraphs: tuple[Paragraph, ...], notes: tuple[Paragraph, ...], words: Speech, journal: Journal | None = None
) -> tuple[Made, ...]:
    """The chapters as Markdown, in order."""
    by_label = {note.key: note for note in notes}
    parts: list[_Part] = []
    for title, members in _split(paragraphs):
        shown = " ".join(title.text.split()) if title else words.label("front")
        slug = _slug(shown)
        # The ids of its headings begin with a letter, as those of an EPUB must.
        first = next((word for word in slug.split("-") if word[:1].isalpha()), "chapter")
        taken = {part.prefix for part in parts}
        prefix = next(one for one in (first, f"chapter-{slug}", f"chapter-{slug}-{len(parts) + 1}") if one not in taken)
        parts.append(_Part(f"{len(parts) + 1:02}-{slug}", slug, prefix, shown, title, members))
    # An id is that of one heading in the whole report; both times the headings are met in the same order.
    met: set[str] = set()
    places = {name: place for part in parts for name, place in _places(part, met)}
    used: set[str] = set()
    return tuple(_made(part, by_label, _Writing(part, places, journal or Journal(), used)) for part in parts)


@dataclass(frozen=True)
class _Part:
    """A chapter before it is written."""

    name: str
    slug: str
    prefix: str
    shown: str
    title: Paragraph | None
    members: list[Paragraph]


def _places(part: _Part, used: set[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Where each name of the file leads to: chapter and heading."""
    here = ""
    for name in part.title.anchors if part.title else ():
        yield name, (part.name, "")
    for paragraph in part.members:
        if paragraph.role is Role.HEADING and _is_worded(paragraph):
            here = _heading_id(paragraph, part.prefix, used)
        for name in paragraph.anchors:
            yield name, (part.name, here)


def _made(part: _Part, by_label: Mapping[str, Paragraph], writing: _Writing) -> Made:
    body = "\n\n".join(writing.blocks())
    opening = (part.title,) if part.title else ()
    whole = (*opening, *part.members)
    called = list(dict.fromkeys(label for p in whole for _, label in p.marks if p.role is not Role.QUOTE))
    written = []
    for label in called:
        if label in by_label:
            written.append(f"[^{label}]: {writing.inline(by_label[label])}")
    front = f"---\ntitle: {_quoted(guarded(escaped(part.shown)))}\n---\n\n"
    if part.title and part.title.marks:
        body = "".join(f"[^{label}]" for _, label in part.title.marks) + "\n\n" + body
    text = front + "\n\n".join(piece for piece in (body, *written) if piece) + "\n"
    return Made(part.name, part.shown, text, whole)


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
    """An id of at most five words, and of as many as fit into forty letters."""
    small = recognised.words("document", "small")
    words = id_of(" ".join(word for word in title.casefold().split() if word not in small)).split("-")
    while len("-".join(words)) > 40 and len(words) > 1:
        words.pop()
    return "-".join(words[:5])[:40].strip("-") or "chapter"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_worded(paragraph: Paragraph) -> bool:
    return re.search(r"[^\W\d_]", paragraph.text) is not None


class _Writing:
    """Writes one chapter."""

    def __init__(self, part: _Part, places: Mapping[str, tuple[str, str]], journal: Journal, used: set[str]) -> None:
        self._part, self._links, self._journal, self._used = part, places, journal, used

    def blocks(self) -> Iterator[str]:
        levels: list[int] = []
        items: list[Paragraph] = []
        rows: list[Paragraph] = []
        for paragraph in self._part.members:
            if rows and (paragraph.role is not Role.TABLE or paragraph.key != rows[0].key):
                yield self._table(rows)
                rows = []
            if items and paragraph.role is not Role.ITEM:
                yield self._list(items)
                items = []
            if paragraph.role is Role.ITEM:
                items.append(paragraph)
            elif paragraph.role is Role.TABLE:
                rows.append(paragraph)
            elif paragraph.role is Role.HEADING and _is_worded(paragraph):
                # Levels that the file skips are closed up, and headings of one level stay of one level.
                while levels and levels[-1] >= paragraph.level:
                    levels.pop()
                levels.append(paragraph.level)
                marks = "#" * min(len(levels) + 1, 5)
                yield f"{marks} {self.inline(paragraph)} {{#{_heading_id(paragraph, self._part.prefix, self._used)}}}"
            else:
                yield self._block(paragraph)
        if rows:
            yield self._table(rows)
        if items:
            yield self._list(items)

    def _block(self, paragraph: Paragraph) -> str:
        if paragraph.role is Role.QUOTE:
            return f"```quote\n{paragraph.key}\n```"
        if paragraph.role is Role.PICTURE:
            return f"```photo\n{paragraph.key}\n```"
        if paragraph.role is Role.FORMULA and _is_formula(paragraph.text):
            return f"$$\n{paragraph.text}\n$$"
        if paragraph.role is Role.CODE or paragraph.role is Role.FORMULA:
            # A report has no blocks of code: each line is words that are shown as they are.
            lines = [line.strip() for line in paragraph.text.splitlines() if line.strip()]
            return "\\\n".join(_shown_as_is(line, "code") for line in lines)
        return self.inline(paragraph)

    def _list(self, items: list[Paragraph]) -> str:
        lines: list[str] = []
        numbers: dict[int, int] = {}
        sign: dict[int, str] = {}
        levels: list[int] = []
        for item in items:
            if item.key != "+":
                # As with headings: a level that the file skips is closed up.
                while levels and levels[-1] >= item.within:
                    levels.pop()
                levels.append(item.within)
            depth = max(len(levels) - 1, 0)
            indent = "    " * depth
            if item.key == "+":
                lines += ["", f"{indent}    {self.inline(item)}", ""]
                continue
            for deeper in [one for one in numbers if one > depth]:
                del numbers[deeper]
            if item.key[:1].isdigit():
                number = int(re.match(r"\d+", item.key)[0])  # type: ignore[index]
                # A list that begins anew is another one: its sign differs, so that it is not numbered on.
                if depth in numbers and number <= numbers[depth]:
                    sign[depth] = ")" if sign.get(depth, ".") == "." else "."
                numbers[depth] = number
                lines.append(f"{indent}{item.key.rstrip('.)')}{sign.get(depth, '.')} {self.inline(item)}")
            else:
                lines.append(f"{indent}- {self.inline(item)}")
        return "\n".join(lines).strip("\n")

    def _table(self, rows: list[Paragraph]) -> str:
        """A Markdown table; its first row is the head."""
        texts = [self.inline(row) for row in rows]
        width = max(row.text.count(" | ") for row in rows) + 1
        full = [
            f"| {text}{' |' * (width - 1 - row.text.count(' | '))} |" for row, text in zip(rows, texts, strict=True)
        ]
        if width == 1:
            # One column is a list of lines, and no table.
            return "\n\n".join(text for text in texts if text)
        if len(full) == 1:
            # A table has rows below its head.
            full = [f"|{'  |' * width}", *full]
        return "\n".join([full[0], "|" + "---|" * width, *full[1:]])

    def inline(self, paragraph: Paragraph) -> str:
        """A paragraph's text with its ties, looks and calls; ties that lie within another are given up."""
        styled = self._whole(paragraph)
        if paragraph.styles and not _reads_as(styled, paragraph):
            self._journal.count(say("paragraphs whose emphasis could not be written"))
            return self._whole(replace(paragraph, styles=()))
        return styled

    def _whole(self, paragraph: Paragraph) -> str:
        text = paragraph.text
        spans: list[Span] = []
        for span in sorted(paragraph.spans, key=lambda span: (span.start, -span.end)):
            if not spans or span.start >= spans[-1].end:
                spans.append(span)
        result: list[str] = []
        position = 0
        for span in spans:
            result.append(_styled(paragraph, position, span.start))
            result.append(self._tied(paragraph, span))
            position = span.end
        result.append(_styled(paragraph, position, len(text), last=True))
        whole = "".join(result)
        match = _BLOCK_START.match(whole)
        if match and paragraph.role not in (Role.HEADING, Role.TABLE):
            at = match.end() - 1 if match[0][0].isalnum() else match.start()
            whole = f"{whole[:at]}\\{whole[at:]}"
        whole = unicodedata.normalize("NFC", whole)
        if paragraph.role is Role.TABLE:
            # The words of a cell begin as those of a line do.
            return " | ".join(guarded(cell) for cell in whole.split(" | "))
        return guarded(whole)

    def _tied(self, paragraph: Paragraph, span: Span) -> str:
        words = paragraph.text[span.start : span.end]
        calls = _calls(paragraph, span.start, span.end)
        scheme, _, rest = span.target.partition(":")
        if scheme == "cite":
            return f"[{rest}]" + calls
        if scheme in ("code", "formula", "display"):
            return _shown_as_is(words, scheme) + calls
        if scheme == "power":
            return _power(words, rest) + calls
        inside = _styled(paragraph, span.start, span.end)
        if scheme == "address":
            linked = words if "://" in words else f"http://{words}"
            return f"<{linked}>" if linked == words and shown(words) == words else f"[{inside}]({_address(linked)})"
        if scheme == "link":
            lead = self._lead(rest)
            return f"[{inside}]({lead})" if lead else inside
        return f"[{inside}]({span.target})"

    def _lead(self, target: str) -> str:
        """Where a link of the file leads now; nothing where the place is not in the text."""
        if not target.startswith("#"):
            return _address(target)
        name, heading = self._links.get(target[1:], ("", ""))
        if not name or (name == self._part.name and not heading):
            self._journal.count(say("links within the file whose place is in no chapter"))
            return ""
        return (f"{name}.md" if name != self._part.name else "") + (f"#{heading}" if heading else "")


def _address(url: str) -> str:
    return re.sub(r"[\s<>()\\\[\]{}|^`\"]", lambda match: f"%{ord(match[0]):02X}", url.strip())


def _power(words: str, told: str) -> str:
    """A number with a raised or lowered one, as a formula: so nobody reads the two as one number."""
    if told:
        base, small, sign = words[: int(told[:-1])], words[int(told[:-1]) :], told[-1]
    else:
        match = re.match(r"\d+?(?=[⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉])", words)
        base = match[0] if match else words
        small, sign = words[len(base) :], "^" if words[-1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else "~"
    small = unicodedata.normalize("NFKC", small)
    return (
        f"${base}{'^' if sign == '^' else '_'}{{{small}}}$" if re.fullmatch(r"[\w.,+-]+", small) else f"{base} {small}"
    )


def _is_formula(tex: str) -> bool:
    """Whether every edition can show a formula."""
    return shown(tex) == tex and is_readable(tex) and not without_glyph(tex)


def _shown_as_is(words: str, scheme: str) -> str:
    if scheme != "code" and "$" not in words and _is_formula(words):
        return f"${words.strip()}$" if scheme == "formula" else f"$${words.strip()}$$"
    if _SETTING.search(words) or "<" in words:
        return guarded(escaped(words))
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", words)), default=0))
    blank = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{ticks}{blank}{shown(words)}{blank}{ticks}"


def _reads_as(markdown: str, paragraph: Paragraph) -> bool:
    """Whether no sign that should set words in a way of their own is read as a sign."""
    read = "".join(node.text for node in walk(*read_words(markdown)) if isinstance(node, nodes.Text))
    return all(read.count(sign) <= shown(paragraph.text).count(sign) for sign in "*~^")


def _heading_id(paragraph: Paragraph, prefix: str, used: set[str]) -> str:
    base = f"{prefix}-{_slug(paragraph.text)}"
    key, count = base, 1
    while key in used:
        count += 1
        key = f"{base}-{count}"
    used.add(key)
    return key


def _styled(paragraph: Paragraph, start: int, end: int, *, last: bool = False) -> str:
    """A stretch of text with its looks, escaped, with the footnote calls that stand in it."""
    wanted = sorted(
        (
            Style(max(s.start, start), min(s.end, end), s.look)
            for s in paragraph.styles
            if s.start < end and start < s.end
        ),
        key=lambda s: (s.start, -s.end),
    )
    return _looks(paragraph, start, end, wanted, last=last)


def _looks(paragraph: Paragraph, start: int, end: int, wanted: list[Style], *, last: bool) -> str:
    text, pieces, position = paragraph.text, [], start
    while wanted:
        style, *rest = wanted
        first, until = style.start, min(style.end, end)
        while first < until and text[first].isspace():
            first += 1
        while first < until and text[until - 1].isspace():
            until -= 1
        inner = [
            Style(s.start, min(s.end, until), s.look) for s in rest if s.start < until and s.look is not style.look
        ]
        wanted = [Style(max(s.start, until), s.end, s.look) for s in rest if s.end > until]
        if first >= until or first < position or not _can_be_set(text, first, until, style.look):
            wanted = sorted([*(s for s in inner if s.start >= position), *wanted], key=lambda s: (s.start, -s.end))
            continue
        pieces.append(_marked(paragraph, position, first))
        sign = style.look.value
        pieces.append(f"{sign}{_looks(paragraph, first, until, inner, last=False)}{sign}")
        position = until
    pieces.append(_marked(paragraph, position, end, last=last))
    return "".join(pieces)


def _can_be_set(text: str, start: int, end: int, look: Look) -> bool:
    """Whether Markdown reads signs at these places as a look. Source: CommonMark 0.31, 6.2, flanking runs."""
    words = text[start:end]
    if look in (Look.SUB, Look.SUP):
        return not re.search(r"[\s~^]", words)
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = words[0].isalnum() or not before or not before.isalnum()
    closes = words[-1].isalnum() or not after or not after.isalnum()
    return opens and closes


def _marked(paragraph: Paragraph, start: int, end: int, *, last: bool = False) -> str:
    """A stretch of text, escaped, with the footnote calls that stand in it. A call at the very end belongs to the next."""
    pieces: list[str] = []
    position = start
    for offset, label in paragraph.marks:
        if start < offset < end or (offset == start and start == 0) or (offset == end and (last or start < end)):
            pieces.append(escaped(paragraph.text[position:offset]))
            pieces.append(f"[^{label}]")
            position = offset
    pieces.append(escaped(paragraph.text[position:end]))
    return "".join(pieces)


def _calls(paragraph: Paragraph, start: int, end: int) -> str:
    return "".join(f"[^{label}]" for offset, label in paragraph.marks if start < offset <= end)


def escaped(text: str) -> str:
    """Words that mean nothing but themselves in Markdown."""
    # A tag is a finding even behind a backslash.
    text = _SPECIAL.sub(lambda match: f"\\{match[0]}", shown(text)).replace("<", "&lt;")
    # Braces that set something are read behind a backslash, too.
    return text.replace("\\{", "&#123;")
