"""Reading order: titles before what they open, paragraphs torn by a column, a box or a page put together again.

Extraction writes boxes and columns one after another, so a sentence may go on several paragraphs later. A paragraph
that breaks off is continued by the next one that begins in the middle of a sentence; told apart are running text and
testimony, which are torn by each other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from kerege.intake.published.document import Journal, Paragraph, Role, is_open
from kerege.intake.published.mending import Vocabulary
from kerege.messages import say

_FLOWING = (Role.BODY, Role.QUOTE, Role.ITEM)
_WIDER = 1.4
"""How much longer than other lines of its page those of a lead are, set over all columns."""
_FAR = 2
"""Pages within which a broken sentence goes on: pictures may stand between."""


def opened(paragraphs: tuple[Paragraph, ...], journal: Journal) -> tuple[Paragraph, ...]:
    """On a page that opens a chapter: the title first, then the lead set over all columns, then the columns."""
    result: list[Paragraph] = []
    for page, members in groupby(paragraphs, key=lambda paragraph: paragraph.page):
        here = list(members)
        titles = [p for p in here if p.role is Role.CHAPTER]
        narrow = sorted(p.width for p in here if p.role in _FLOWING and len(p.lines) > 2)
        usual = narrow[len(narrow) // 2] if narrow else 0
        leads = [p for p in here if p.role is Role.BODY and len(p.lines) > 2 and usual and p.width > usual * _WIDER]
        torn = bool(result) and any(_begins_within(p.text) for p in here[:1])
        if len(titles) == 1 and leads and not torn and here[0] is not titles[0] and not here[0].size:
            journal.guess(say("Titles moved before the text of their page"), page, " ".join(titles[0].text.split()))
            rest = [p for p in here if p is not titles[0] and p not in leads]
            here = [titles[0], *leads, *rest]
        result += here
    return tuple(result)


def stitched(paragraphs: tuple[Paragraph, ...], journal: Journal) -> tuple[Paragraph, ...]:
    """The paragraphs with those that were torn put together, each at the place where it begins."""
    book = Vocabulary(paragraphs)
    by_page: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs:
        by_page.setdefault(paragraph.page, []).append(paragraph)
    result: list[Paragraph] = []
    loose: list[int] = []
    for paragraph in paragraphs:
        if paragraph.role not in _FLOWING or paragraph.fixed:
            result.append(paragraph)
            continue
        loose = [index for index in loose if paragraph.page - _last_page(result[index]) <= _FAR]
        head = _head(paragraph, result, loose)
        if (
            head is not None
            and paragraph.page - _last_page(result[head]) == _FAR
            and _is_reversed(paragraph, by_page[paragraph.page])
        ):
            head = None
        if head is None:
            result.append(paragraph)
            if is_open(paragraph.text) and len(paragraph.text.split()) > 4:
                loose.append(len(result) - 1)
            continue
        near = head == len(result) - 1
        if not near:
            journal.guess(
                say("Sentences joined over what stood between"),
                paragraph.page,
                f"…{result[head].text[-40:].strip()} ‖ {_start(paragraph.text)}",
            )
        else:
            journal.count(say("paragraphs joined over a column or page"))
        result[head] = _joined(result[head], paragraph, book, journal)
        loose.remove(head)
        if is_open(result[head].text):
            loose.append(head)
    return _after_capitals(_turned(result, book, journal), book, journal)


def _is_reversed(paragraph: Paragraph, page: list[Paragraph]) -> bool:
    """Whether the page itself holds, further down, a paragraph that breaks off: columns written in the wrong order."""
    below = page[next(place for place, one in enumerate(page) if one is paragraph) + 1 :]
    return any(p.role is paragraph.role and is_open(p.text) and len(p.text.split()) > 12 for p in below)


def _turned(paragraphs: list[Paragraph], book: Vocabulary, journal: Journal) -> list[Paragraph]:
    """Paragraphs that begin within a sentence, behind the one of their page that breaks off and was written after them."""
    result = [*paragraphs]
    for late in paragraphs:
        if late.role not in _FLOWING or late.role is Role.ITEM or late.fixed or not _begins_within(late.text):
            continue
        # One that was taken as the head of another stands no more by itself.
        index = next((place for place, one in enumerate(result) if one is late), None)
        if index is None:
            continue
        heads = [
            p for p in result[index + 1 :]
            if p.page == late.page and p.role is late.role and is_open(p.text) and len(p.text.split()) > 12
        ]  # fmt: skip
        if not heads:
            journal.ask(say("Begins in the middle of a sentence"), late.page, _start(late.text))
            continue
        head = heads[-1]
        journal.guess(
            say("Columns put in the other order"), late.page, f"…{head.text[-40:].strip()} ‖ {_start(late.text)}"
        )
        result[index] = _joined(head, late, book, journal)
        del result[next(place for place, one in enumerate(result) if one is head)]
    return result


def _after_capitals(paragraphs: list[Paragraph], book: Vocabulary, journal: Journal) -> tuple[Paragraph, ...]:
    """What still breaks off goes on with the paragraph directly after it, capital or not; else it is listed."""
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        before = result[-1] if result else None
        torn = (
            before is not None
            and before.role is Role.BODY
            and not before.fixed
            and is_open(before.text)
            and len(before.text.split()) > 12
        )
        goes_on = paragraph.role is Role.BODY and not paragraph.fixed and paragraph.text[:1].isalnum()
        if before is not None and torn and goes_on and paragraph.page - _last_page(before) <= 1:
            journal.guess(
                say("Sentences joined over what stood between"),
                paragraph.page,
                f"…{before.text[-40:].strip()} ‖ {_start(paragraph.text)}",
            )
            result[-1] = _joined(before, paragraph, book, journal)
            continue
        result.append(paragraph)
    for paragraph in result:
        torn = paragraph.role in _FLOWING and is_open(paragraph.text) and len(paragraph.text.split()) > 4
        if torn and not paragraph.speaker:
            journal.ask(say("Breaks off"), _last_page(paragraph), f"…{paragraph.text[-60:].strip()}")
    return tuple(result)


def _head(paragraph: Paragraph, result: list[Paragraph], loose: list[int]) -> int | None:
    """The torn paragraph that this one continues."""
    if _begins_within(paragraph.text):
        alike = [index for index in loose if result[index].role is paragraph.role]
        mixed = [index for index in loose if Role.QUOTE not in (result[index].role, paragraph.role)]
        either = alike or mixed or loose
        if not either:
            return None
        if len(result) - 1 in either:
            return len(result) - 1
        # Columns are read to their end before the next begins: what broke off first goes on first.
        long = [index for index in either if len(result[index].text.split()) > 12]
        return long[0] if long else either[-1]
    # A bracket or quotation that broke off goes on where it is closed.
    unclosed = [index for index in loose if _closes(result[index].text, paragraph.text)]
    return unclosed[-1] if unclosed else None


def _closes(first: str, second: str) -> bool:
    """Whether a text closes, before it opens one, a bracket or quotation that another leaves open."""
    for left, right in ("()", "“”"):
        close, opening = second.find(right), second.find(left)
        if first.count(left) > first.count(right) and 0 <= close < 400 and not 0 <= opening < close:
            return True
    return False


def _joined(first: Paragraph, second: Paragraph, book: Vocabulary, journal: Journal) -> Paragraph:
    whole = book.glued(first.text.rstrip(), second.text.lstrip(), second.page, journal)
    start = len(whole) - len(second.text.lstrip())
    pages = first.pages if second.page == _last_page(first) else (*first.pages, (start, second.page))
    marks = tuple((offset + start, label) for offset, label in second.marks)
    return replace(
        first,
        text=whole,
        pages=pages,
        marks=first.marks + marks,
        lines=first.lines + second.lines,
        speaker=first.speaker or second.speaker,
    )


def _last_page(paragraph: Paragraph) -> int:
    return paragraph.pages[-1][1] if paragraph.pages else paragraph.page


def _begins_within(text: str) -> bool:
    return re.match(r"\s*[(\"“‘\[]?[^\W\d_]", text) is not None and _first_letter(text).islower()


def _first_letter(text: str) -> str:
    return next((letter for letter in text if letter.isalpha()), "A")


def _start(text: str) -> str:
    return " ".join(text.split()[:8]) + " …"
