"""What each paragraph is: chapter title, heading, list item, caption, note; decided on its lines, before they are joined.

Where the reader knows the height of letters (PDF), headings are told by it. In plain text a chapter is a short line in
capitals, or numbered with one number; another short line without a full stop, followed by longer text, is a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kerege.intake.published.document import Journal, Paragraph, Role
from kerege.intake.published.notes import called_labels
from kerege.intake.published.vocabulary import Speech
from kerege.languages import kept_until_forgotten
from kerege.languages.recognised import either, words
from kerege.messages import say

_BULLET = re.compile(r"\s*(?:[-–—•▪●■◦*·]\s+|\d{1,2}[.)]\s+|[a-z]\)\s+)(?=\S)")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[^\W\d_])")
_NOTE = re.compile(r"\s*(?P<label>\d{1,3})(?P<dot>[.)]?)\s{1,4}(?P<text>[^\W\d].*|[\"“«‘(].*|http.*)", re.DOTALL)
_RAISED_NOTE = re.compile(r"\s*(?P<label>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*(?P<text>[^\W\d].*|[\"“«‘(].*)", re.DOTALL)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LONGEST = 110
_LARGER = 1.12
"""How much higher a heading's letters are than the text's."""


def with_roles(paragraphs: tuple[Paragraph, ...], words: Speech, journal: Journal) -> tuple[Paragraph, ...]:
    """The paragraphs with their roles."""
    usual = _usual_size(paragraphs)
    caption = re.compile(
        rf"{words.either('photo')}\b[^.]{{0,40}}:|©|{words.either('figure')} \d+|{words.either('source')}:",
        re.IGNORECASE,
    )
    called = called_labels(paragraphs)
    first = [_role(paragraph, index, paragraphs, usual, caption, called) for index, paragraph in enumerate(paragraphs)]
    levelled = _levels(tuple(first), usual)
    merged = _merged(levelled)
    for paragraph in merged:
        if paragraph.role is Role.CHAPTER:
            journal.count("chapters")
        elif paragraph.role is Role.HEADING:
            if (usual and paragraph.size >= usual * _LARGER) or paragraph.fixed:
                journal.count(say("headings within chapters"))
            else:
                journal.guess(say("Short lines taken for headings"), paragraph.page, " ".join(paragraph.text.split()))
    return merged


def _usual_size(paragraphs: tuple[Paragraph, ...]) -> float:
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            if line.size:
                sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _role(
    paragraph: Paragraph,
    index: int,
    paragraphs: tuple[Paragraph, ...],
    usual: float,
    caption: re.Pattern[str],
    called: frozenset[tuple[int, str]],
) -> Paragraph:
    if paragraph.fixed or paragraph.role is not Role.BODY:
        return paragraph
    text = " ".join(paragraph.text.split())
    raised = _RAISED_NOTE.match(paragraph.text)
    if raised and len(raised["text"].split()) > 1:
        return replace(paragraph, role=Role.NOTE, key=raised["label"].translate(_SUPERSCRIPT), text=raised["text"])
    note = _NOTE.match(paragraph.text)
    small = bool(usual) and paragraph.size < usual * 0.93
    is_called = note is not None and any((paragraph.page + d, note["label"]) in called for d in (-1, 0, 1))
    # What is set larger or in bold is a numbered heading, and no note.
    if note and (paragraph.bold or (usual and paragraph.size >= usual * _LARGER)):
        note = None
    if note and (small or is_called or not (note["dot"] or _heading_like(text, paragraph))):
        return replace(paragraph, role=Role.NOTE, key=note["label"], text=note["text"])
    if paragraph.lines and all(line.tag == "Caption" for line in paragraph.lines):
        return replace(paragraph, role=Role.CAPTION)
    if (caption.match(text) and len(text) < 400) or "©" in text:
        return replace(paragraph, role=Role.CAPTION)
    if not paragraph.told and _heading_like(text, paragraph) and _leads(index, paragraphs, usual):
        larger = usual and paragraph.size >= usual * _LARGER
        apart = larger or paragraph.bold or _capitals(text)
        if not usual or (apart and (larger or paragraph.bold or len(paragraph.lines) == 1)):
            return replace(paragraph, role=Role.HEADING)
    bullet = _BULLET.match(paragraph.text)
    if bullet:
        mark = bullet[0].strip()
        return replace(
            paragraph, role=Role.ITEM, text=paragraph.text[bullet.end() :], key=mark if mark[0].isalnum() else ""
        )
    return paragraph


@kept_until_forgotten
def _numbered_chapter() -> re.Pattern[str]:
    """Chapter 3, Глава III, 3-бөлүм."""
    chapter = either(words("document", "chapter"))
    return re.compile(rf"{chapter}\s+(?:\d+|[ivx]+)\b|\d+-{chapter}(?!\w)", re.IGNORECASE)


def _heading_like(text: str, paragraph: Paragraph) -> bool:
    if (
        len(text) > _LONGEST
        or len(paragraph.lines) > 3
        or len(text.split()) > 16
        or not re.search(r"[^\W\d_]{3}", text)
    ):
        return False
    if len(text.split()) == 1 and re.search(r"[_/.@]", text):
        return False
    bare = _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text
    if bare[:1].islower() or bare[:1] in '([…“"«-–•':
        return False
    if re.search(r"https?://|\bwww\.|\(\w[^()]*\d{4}[a-z]?\)", text):
        return False
    if _capitals(text):
        return not text.endswith((",", "-"))
    return not re.search(r"[.,;:…”)]$", text) and text.split()[-1] not in words("document", "small")


def _leads(index: int, paragraphs: tuple[Paragraph, ...], usual: float) -> bool:
    """Whether longer text follows, soon enough for this to be its heading, and is not the rest of a broken sentence."""
    larger = bool(usual) and paragraphs[index].size >= usual * _LARGER
    after = paragraphs[index + 1].text.lstrip()[:1] if index + 1 < len(paragraphs) else ""
    if after.islower() and not larger and not _capitals(paragraphs[index].text):
        return False
    capitals = _capitals(paragraphs[index].text)
    for later in paragraphs[index + 1 : index + (12 if capitals else 6)]:
        if len(later.text.split()) <= (5 if capitals else 12):
            continue
        # A heading does not end its page; a line that does is the first of a paragraph.
        same_page = later.page == paragraphs[index].page and not later.text.lstrip()[:1].isdigit()
        if capitals or larger or same_page:
            return True
    return larger


def _capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) >= len(letters) * 0.9


def _levels(paragraphs: tuple[Paragraph, ...], usual: float) -> tuple[Paragraph, ...]:
    """Which headings open chapters, and how deep the others stand."""
    heads = [p for p in paragraphs if p.role is Role.HEADING and not p.fixed]
    sizes = sorted({round(p.size) for p in heads if usual and p.size >= usual * _LARGER}, reverse=True)
    counts = Counter(round(p.size) for p in heads)
    # The title of the cover is set larger than anything and once: it opens no chapter but the first pages.
    while len(sizes) > 1 and counts[sizes[0]] < 2:
        sizes = sizes[1:]
    has_capitals = sum(_capitals(p.text) for p in heads) >= 2
    result = []
    for paragraph in paragraphs:
        if paragraph.role is Role.HEADING and not paragraph.fixed:
            level = _level(paragraph, sizes, has_capitals)
            paragraph = replace(paragraph, role=Role.CHAPTER if level == 1 else Role.HEADING, level=level)
        result.append(paragraph)
    return tuple(result)


def _level(paragraph: Paragraph, sizes: list[int], has_capitals: bool) -> int:
    text = " ".join(paragraph.text.split())
    if sizes and round(paragraph.size) in sizes:
        return min(sizes.index(round(paragraph.size)) + 1, 4)
    if sizes and round(paragraph.size) > sizes[0]:
        return 1
    if sizes:
        return min(len(sizes) + 1, 4)
    numbered = _NUMBERED.match(text)
    if _numbered_chapter().match(text):
        return 1
    if has_capitals:
        return 1 if _capitals(text) else 2 + (numbered["number"].count(".") > 1 if numbered else 0)
    if numbered:
        return min(numbered["number"].count(".") + 1, 4)
    return 2


def _merged(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """A title that fills several blocks of one page becomes one."""
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        before = result[-1] if result else None
        if (
            before is not None
            and paragraph.role is Role.CHAPTER
            and before.role is Role.CHAPTER
            and not (paragraph.fixed or before.fixed)
            and paragraph.page == before.page
            and len(paragraph.text) + len(before.text) < _LONGEST
        ):
            result[-1] = replace(before, text=f"{before.text}\n{paragraph.text}", lines=before.lines + paragraph.lines)
            continue
        result.append(paragraph)
    return tuple(result)
