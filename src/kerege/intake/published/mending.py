"""Lines joined to running text, and what extraction broke mended: hyphens, split words, brackets.

The report itself is the dictionary: a hyphen goes when the joined word stands elsewhere in it, stays when the
hyphenated one does, and is a guess when neither does.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import partial

from kerege.intake.published.document import Journal, Paragraph
from kerege.languages import recognised
from kerege.messages import say

_AT_LINE_END = re.compile(r"(\w+)[-\u00ad\u2010][ \t]*\n[ \t]*(\w+)")
_BRACKETED = 60
"""Characters before a closing bracket among which the opening one is looked for."""
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]\n([^\W\d_]+)")
_ADDRESS = re.compile(r"((?:https?://|www\.)\S+)[ \t]*\n[ \t]*(?=[^\s]*[/_.=%-])(\S+)(?=[ \t]*(?:\n|$))")
_WITHIN = re.compile(r"(?<![\w-])([^\W\d_]+)- ([^\W\d_]{2,})")
_APART = re.compile(r"(?<![\w-])([^\W\d_]{3,}) (?=([^\W\d_]{2,4})(?![\w’'-]))")
_GROUPED = re.compile(r"(?<=\w )(?<![\d.,])([1-9]\d{0,2})((?: \d{3})+)(?![\d.,]*\d)")
_CURLY = re.compile(r"\{([^{}()]*)\)")
_SQUARE = re.compile(r"\]([^\[\]\n]{1,80})\]")
_SPELLED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def mended(paragraphs: tuple[Paragraph, ...], journal: Journal) -> tuple[Paragraph, ...]:
    """The paragraphs as running text."""
    book = Vocabulary(paragraphs)
    result = []
    for paragraph in paragraphs:
        if paragraph.fixed and not paragraph.lines:
            result.append(paragraph)
            continue
        text = _addresses(paragraph, journal)
        text = _AT_LINE_END.sub(partial(book.joined, page=paragraph.page, journal=journal), text)
        text = " ".join(text.split())
        # A blank that groups digits becomes one that does not break: so the number is read, and printed, as one.
        text = _GROUPED.sub(partial(_grouped, page=paragraph.page, journal=journal), text)
        text = _WITHIN.sub(partial(book.within, page=paragraph.page, journal=journal), text)
        text = _APART.sub(partial(book.apart, page=paragraph.page, journal=journal), text)
        text = book.opened(_brackets(text, paragraph.page, journal), paragraph.page, journal)
        result.append(replace(paragraph, text=text))
    return tuple(result)


def _grouped(match: re.Match[str], page: int, journal: Journal) -> str:
    if not match[0].endswith("00"):
        journal.guess(say("Digits taken for one number"), page, match[0])
    return match[0].replace(" ", "\u00a0")


def _addresses(paragraph: Paragraph, journal: Journal) -> str:
    """The text with addresses that lines broke in one piece."""
    text = paragraph.text
    while match := _ADDRESS.search(text):
        journal.leave(say("Addresses broken at a line's end"), paragraph.page, f"{match[1]} {match[2]}")
        journal.count(say("addresses broken at a line's end and joined"))
        text = text[: match.start()] + match[1] + match[2] + text[match.end() :]
    return text


class Vocabulary:
    """The words of the report, and how often each stands in it away from a line's broken end."""

    def __init__(self, paragraphs: tuple[Paragraph, ...]) -> None:
        self._count: Counter[str] = Counter()
        for paragraph in paragraphs:
            text = _AT_LINE_END.sub(" ", paragraph.text)
            self._count.update(word.casefold() for word in _SPELLED.findall(text))

    def joined(self, match: re.Match[str], page: int, journal: Journal) -> str:
        first, second = match[1], match[2]
        whole, hyphened = f"{first}{second}", f"{first}-{second}"
        journal.leave(say("Words broken at a line's end"), page, f"{first}- {second}")
        closed, split = self._count[whole.casefold()], self._count[hyphened.casefold()]
        if closed > split:
            journal.count(say("words broken at a line's end and joined"))
            return whole
        if split or first[-1].isdigit() or second[0].isdigit() or second[0].isupper():
            journal.count(say("hyphens at a line's end kept"))
            return hyphened
        journal.guess(say("Words joined that stand nowhere else in the report"), page, f"{first}- {second} → {whole}")
        return whole

    def glued(self, first: str, second: str, page: int, journal: Journal) -> str:
        """Two stretches of one sentence in one; a word that was broken between them is joined."""
        match = _BROKEN.search(first + "\n" + second)
        if match is None:
            return f"{first} {second}"
        return first[: match.start()] + self.joined(match, page, journal) + second[len(match[2]) :]

    def within(self, match: re.Match[str], page: int, journal: Journal) -> str:
        whole = match[1] + match[2]
        if not self._count[whole.casefold()] or match[2].casefold() in recognised.words("link", "and", "or"):
            if not self._known(match[1]) and not self._known(match[2]) and match[2][0].islower():
                journal.guess(say("Words joined that stand nowhere else in the report"), page, f"{match[0]} → {whole}")
                journal.leave(say("Words broken within a line"), page, match[0])
                return whole
            return match[0]
        journal.leave(say("Words broken within a line"), page, match[0])
        journal.count(say("words broken within a line and joined"))
        return whole

    def apart(self, match: re.Match[str], page: int, journal: Journal) -> str:
        """`need ed`: joined when the report knows the whole and never uses the second piece alone."""
        whole = match[1] + match[2]
        alone = self._count[match[2].casefold()]
        if alone > 1 or not self._count[whole.casefold()] or match[2][0].isupper():
            return match[0]
        journal.leave(say("Words broken within a line"), page, match[0] + match[2])
        journal.guess(say("Words joined over a blank"), page, f"{match[0]}{match[2]} → {whole}")
        return match[1]

    def opened(self, text: str, page: int, journal: Journal) -> str:
        """`pher children]`: an opening bracket that was read as a letter, told by the word that remains without it."""
        for close in [place for place, letter in enumerate(text) if letter == "]"]:
            before = text[:close]
            if before.count("[") > before.count("]"):
                continue
            for match in reversed(list(_SPELLED.finditer(text, max(0, close - _BRACKETED), close))):
                word = match[0]
                rest, whole = self._count[word[1:].casefold()], self._count[word.casefold()]
                if len(word) > 3 and rest > 1 and rest > 3 * whole:
                    journal.leave(say("Brackets that were read as letters"), page, word)
                    journal.guess(say("Brackets put for a letter"), page, f"{word} → [{word[1:]}")
                    text = f"{text[: match.start()]}[{text[match.start() + 1 :]}"
                    break
        return text

    def _known(self, word: str) -> bool:
        return self._count[word.casefold()] > 1


def _brackets(text: str, page: int, journal: Journal) -> str:
    text, count = _CURLY.subn(r"(\g<1>)", text)
    if count:
        journal.count(say("brackets put right"), count)
    for match in _SQUARE.finditer(text):
        # Only where the first closes nothing: `[a] b c]` is another fault.
        before = text[: match.start()]
        if before.count("[") == before.count("]"):
            text = f"{before}[{match[1]}]{text[match.end() :]}"
            journal.count(say("brackets put right"))
            break
    for left, right, other in (("{", "(", "}"), ("}", ")", "{")):
        if left in text and other not in text:
            journal.count(say("brackets put right"), text.count(left))
            text = text.replace(left, right)
    return text


def ask_for_brackets(paragraphs: tuple[Paragraph, ...], journal: Journal) -> None:
    """List brackets that do not match, once sentences are whole."""
    for paragraph in paragraphs:
        place = _unmatched(paragraph.text)
        if place is not None:
            journal.ask(say("Brackets that do not match"), paragraph.page_at(place), _around(paragraph.text, place))


def _unmatched(text: str) -> int | None:
    """Where the first bracket without its other half stands; `a)` before an item is none."""
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter in "([":
            opened.append(place)
        elif letter in ")]":
            if opened:
                opened.pop()
            elif not re.search(r"(?:^|\s)\w{1,2}$", text[:place]):
                return place
    return opened[-1] if opened else None


def _around(text: str, place: int) -> str:
    return "…" + text[max(0, place - 40) : place + 40] + "…"
