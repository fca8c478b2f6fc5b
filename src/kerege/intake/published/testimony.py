"""Block quotes: which paragraphs are somebody's words, who spoke, and which sentence introduces them.

Sure is a paragraph that ends with an attribution, or one that Word or its marks say is a quotation. Guessed is one that
speaks of itself throughout. Where boxes tore a quote from its introduction (a paragraph ending with a colon), the
nearest introduction that shares its words gets it back; each such move is listed.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from dataclasses import replace

from kerege.intake.published.document import Journal, Paragraph, Role, is_open
from kerege.intake.published.vocabulary import Speech
from kerege.messages import say

_PARENTHESIS = re.compile(r"\s*[({](?P<who>[^(){}]{3,90})[)}]\s*\.?\s*$")
_DASH = re.compile(r"(?<=[.!?…”\"’])\s+[—–-]{1,2}\s*(?P<who>[^—–.!?\"“”]{3,90})\.?\s*$")
_QUOTED = re.compile(r"^[“\"«](?P<words>[^“”\"«»]{20,})[”\"»]\.?$")
_FROM_WORK = re.compile(r"\s*\((?P<who>[^()]*\b(?:19|20)\d\d\b[^()]*\bpp?\.\s*\d+[^()]*)\)\.?$")
_INNER = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_CITED = re.compile(r"\([^()]*\b(?:19|20)\d\d[a-z]?\b[^()]*\)")
_NUMBERED = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s+(?=[^\W\d_])")
_SMALL, _TITLE = 4, 4
"""Letters of the longest word of a title that is written small, and its fewest words."""
_STRONG = 0.6
"""Likeness that takes a quote away from the introduction behind which it stands."""
_INTRODUCTION = 320
"""Characters before the colon that say what the quote is about."""
_SELF, _SELF_ALONE = 0.025, 0.05
_PLURAL_SELF = 0.08
"""Shares of a paragraph's words by which it speaks of itself: I and my; with we; we and you alone."""


def with_speakers(paragraphs: tuple[Paragraph, ...], words: Speech, journal: Journal) -> tuple[Paragraph, ...]:
    """Quotes with the speaker that a line of its own names below them. To be called before roles are given."""
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        before = result[-1] if result else None
        text = re.sub(r"^[—–-]+\s*", "", " ".join(paragraph.text.split()))
        named = len(text.split()) <= 10 and text[:1].isupper() and not re.search(r"[.:;?!]$", text)
        if before is not None and named and paragraph.role is Role.BODY and words.pattern("speaker").search(text):
            quoted = _QUOTED.match(" ".join(before.text.split()))
            dashed = paragraph.text.lstrip()[:1] in "—–"
            if not before.speaker and (quoted or (dashed and before.role is Role.QUOTE)):
                result[-1] = replace(before, role=Role.QUOTE, speaker=text)
                journal.count(say("speakers named on a line below their words"))
                continue
        result.append(paragraph)
    return tuple(result)


def with_testimony(paragraphs: tuple[Paragraph, ...], words: Speech, journal: Journal | None) -> tuple[Paragraph, ...]:
    """The paragraphs, those that are testimony marked as such and parted from their attribution."""
    judged = [_judged(paragraph, words, journal) for paragraph in paragraphs]
    for index in range(1, len(judged) - 1):
        before, here, after = judged[index - 1 : index + 2]
        between = before.role is after.role is Role.QUOTE and before.page == here.page == after.page
        apart = _may_be_set_apart(here)
        if between and here.role is Role.BODY and apart and _could_be_speech(here.text, words):
            judged[index] = replace(here, role=Role.QUOTE)
            if journal:
                start = " ".join(here.text.split()[:10])
                journal.guess(
                    say("Paragraphs taken for testimony because they stand within it"), here.page, f"{start} …"
                )
    return tuple(judged)


def _may_be_set_apart(paragraph: Paragraph) -> bool:
    """Whether a paragraph is set apart, or nothing tells how it is set."""
    return not paragraph.fixed and (paragraph.set_in or not paragraph.size)


def _could_be_speech(text: str, words: Speech) -> bool:
    bare = _INNER.sub(" ", text)
    return not (
        text.rstrip().endswith(":") or words.pattern("scholarly").search(bare) or _CITED.search(bare) or is_open(text)
    )


def _judged(paragraph: Paragraph, words: Speech, journal: Journal | None) -> Paragraph:
    if paragraph.role not in (Role.BODY, Role.QUOTE):
        return paragraph
    who = attribution(paragraph.text, words)
    if who:
        paragraph = replace(paragraph, role=Role.QUOTE, text=paragraph.text[: who[0]].rstrip(), speaker=who[1])
        if journal:
            journal.count(say("block quotes with their attribution"))
        return paragraph
    if paragraph.speaker or (paragraph.role is Role.QUOTE and paragraph.fixed):
        if journal:
            journal.count(
                say("block quotes with their attribution") if paragraph.speaker else say("block quotes by their style")
            )
        return paragraph
    if _is_no_speech(paragraph.text):
        return replace(paragraph, role=Role.BODY) if paragraph.role is Role.QUOTE else paragraph
    quoted = _QUOTED.match(paragraph.text)
    if quoted or (_may_be_set_apart(paragraph) and _speaks_of_itself(paragraph.text, words)):
        if journal:
            start = " ".join(paragraph.text.split()[:10])
            journal.guess(say("Paragraphs taken for testimony; the speaker is not named"), paragraph.page, f"{start} …")
        return replace(paragraph, role=Role.QUOTE)
    if paragraph.role is Role.QUOTE and journal:
        start = " ".join(paragraph.text.split()[:10])
        journal.guess(say("Paragraphs taken for quotations because they are set in"), paragraph.page, f"{start} …")
    return paragraph


def _is_no_speech(text: str) -> bool:
    """Whether a paragraph without attribution or style is the items or questions of an instrument, a sample of a text, a title."""
    text = text.lstrip('“"« ')
    if len(_NUMBERED.findall(text)) > 1 or re.match(r"(?:\. ?){3}", text):
        return True
    sentences = re.split(r"(?<=[.!?…])\s+", text.strip())
    return all(sentence.endswith("?") for sentence in sentences) or is_title(text)


def is_title(text: str) -> bool:
    """Whether words are a title: all but small ones begin with a capital."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text)
    long = [word for word in words if len(word) > _SMALL]
    return len(words) >= _TITLE and not any(word.islower() for word in long) and any(word.istitle() for word in long)


def attribution(text: str, words: Speech) -> tuple[int, str] | None:
    """Where the attribution at the end of a quote begins, and whom it names."""
    for pattern in (_PARENTHESIS, _DASH):
        match = pattern.search(text)
        if match is None or re.search(r"\b(?:19|20)\d\d\b|\bpp?\.", match["who"]):
            continue
        before = text[: match.start()].rstrip()
        ended = before.endswith((".", "!", "?", "…", "”", '"', "’", "»"))
        if ended and len(before.split()) >= 4 and words.pattern("speaker").search(match["who"]):
            if pattern is _PARENTHESIS and before.endswith(("”", '"', "»")) and not _QUOTED.match(before):
                return None  # A sentence of the text that ends with a quotation; `quotations` deals with it.
            return match.start(), match["who"].strip()
    return None


def _speaks_of_itself(text: str, words: Speech) -> bool:
    bare = _INNER.sub(" ", text)
    if words.pattern("scholarly").search(bare) or _CITED.search(bare):
        return False
    count = len(bare.split())
    if count < 12:
        return False
    alone = len(words.pattern("first-person").findall(bare))
    together = alone + len(words.pattern("plural-person").findall(bare))
    return (
        (alone >= 2 and alone / count >= _SELF)
        or (alone >= 1 and together / count >= _SELF_ALONE)
        or together / count >= _PLURAL_SELF
    )


# --- introductions ---


def introduced(paragraphs: tuple[Paragraph, ...], journal: Journal) -> tuple[Paragraph, ...]:
    """Quotes that stand away from their introductions, moved behind them."""
    paragraphs = _from_works(paragraphs, journal)
    weights = _weights(paragraphs)
    loose, waiting = _unmatched(paragraphs)
    if not loose or not waiting:
        return paragraphs
    chosen = _matches(paragraphs, loose, waiting, weights)
    behind: dict[int, list[int]] = {}
    for quote, intro in chosen.items():
        behind.setdefault(intro, []).append(quote)
    moved = set(chosen)
    result = []
    for index, paragraph in enumerate(paragraphs):
        if index in moved:
            continue
        result.append(paragraph)
        for quote in sorted(behind.get(index, ())):
            result.append(paragraphs[quote])
            journal.guess(
                say("Quotes put behind the sentence that introduces them"),
                paragraphs[quote].page,
                f"…{paragraph.text[-50:].strip()} ‖ {' '.join(paragraphs[quote].text.split()[:8])} …",
            )
    return tuple(result)


def _from_works(paragraphs: tuple[Paragraph, ...], journal: Journal) -> tuple[Paragraph, ...]:
    """Paragraphs that end with a work and its page, where a sentence of their page waits for a quotation."""
    _, waiting = _unmatched(paragraphs)
    pages = {paragraphs[intro].page_at(10**9) for intro in waiting}
    result = []
    for paragraph in paragraphs:
        match = _FROM_WORK.search(paragraph.text)
        alone = match is not None and not _CITED.search(paragraph.text[: match.start()])
        if match is not None and alone and paragraph.role is Role.BODY and paragraph.page in pages:
            journal.guess(say("Paragraphs taken for quotations of a work"), paragraph.page, match["who"])
            paragraph = replace(
                paragraph, role=Role.QUOTE, text=paragraph.text[: match.start()].rstrip() + ".", speaker=match["who"]
            )
        result.append(paragraph)
    return tuple(result)


def _unmatched(paragraphs: tuple[Paragraph, ...]) -> tuple[list[int], list[int]]:
    """Quotes that follow no introduction, and introductions that no quote follows."""
    loose, waiting = [], []
    led_on = 0
    for index, paragraph in enumerate(paragraphs):
        is_intro = paragraph.role is Role.BODY and paragraph.text.rstrip().endswith(":")
        if paragraph.role is Role.QUOTE:
            # The first quote behind an introduction is its own; others may belong to one that waits elsewhere.
            if paragraph.page != led_on:
                loose.append(index)
            led_on = 0
            continue
        led_on = paragraph.page_at(10**9) if is_intro else 0
        following = paragraphs[index + 1].role if index + 1 < len(paragraphs) else None
        own = following is Role.QUOTE and paragraphs[index + 1].page == led_on
        if is_intro and not own and following not in (Role.ITEM, Role.TABLE):
            waiting.append(index)
    return loose, waiting


def _matches(
    paragraphs: tuple[Paragraph, ...], loose: list[int], waiting: list[int], weights: dict[str, float]
) -> dict[int, int]:
    """For each quote that is moved, its introduction: the best pairs first, then what stood directly after them."""
    scored = []
    for intro in waiting:
        near = [q for q in loose if abs(paragraphs[q].page - paragraphs[intro].page_at(10**9)) <= 1]
        for quote in near:
            alike = _likeness(paragraphs[intro].text[-_INTRODUCTION:], paragraphs[quote].text, weights)
            order = 0.12 * abs(_rank(paragraphs, quote, loose) - _rank(paragraphs, intro, waiting))
            same = 0.3 if paragraphs[quote].page == paragraphs[intro].page_at(10**9) else 0
            if _has_own(paragraphs, quote):
                # It stands behind an introduction already: only one of its page, or likeness, takes it away from there.
                if not same and alike < _STRONG:
                    continue
                same -= 0.1
            behind = 0.2 if quote == intro + 1 else 0
            scored.append((alike - order + same + behind, intro, quote))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, intro, quote in sorted(scored, reverse=True):
        if intro not in taken and quote not in chosen:
            chosen[quote] = intro
            taken.add(intro)
    _exchanged(chosen, {(intro, quote): score for score, intro, quote in scored})
    for quote in loose:
        led = quote - 1 in chosen and not _has_own(paragraphs, quote)
        if quote not in chosen and led and paragraphs[quote].page == paragraphs[quote - 1].page:
            chosen[quote] = chosen[quote - 1]
    return chosen


def _exchanged(chosen: dict[int, int], scores: dict[tuple[int, int], float]) -> None:
    """Exchange the quotes of two introductions wherever both together gain by it."""
    for _ in range(len(chosen)):
        better = False
        for one, other in itertools.combinations(list(chosen), 2):
            now = scores[chosen[one], one] + scores[chosen[other], other]
            then = scores.get((chosen[other], one), -9) + scores.get((chosen[one], other), -9)
            if then > now + 0.001:
                chosen[one], chosen[other] = chosen[other], chosen[one]
                better = True
        if not better:
            return


def _has_own(paragraphs: tuple[Paragraph, ...], quote: int) -> bool:
    """Whether the quotes among which this one stands have an introduction before them on the page."""
    index = quote
    while index > 0 and paragraphs[index].role is Role.QUOTE and paragraphs[index].page == paragraphs[quote].page:
        index -= 1
    before = paragraphs[index]
    return before.page_at(10**9) == paragraphs[quote].page and before.text.rstrip().endswith(":")


def _rank(paragraphs: tuple[Paragraph, ...], index: int, among: list[int]) -> int:
    """How many of the same kind stand before it on its page."""
    page = paragraphs[index].page_at(10**9)
    return sum(1 for other in among if other < index and paragraphs[other].page_at(10**9) == page)


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}


def _weights(paragraphs: tuple[Paragraph, ...]) -> dict[str, float]:
    seen: Counter[str] = Counter()
    for paragraph in paragraphs:
        seen.update(_stems(paragraph.text))
    return {stem: math.log(len(paragraphs) / count) for stem, count in seen.items()}


def _likeness(intro: str, quote: str, weights: dict[str, float]) -> float:
    shared = _stems(intro) & _stems(quote)
    return sum(weights.get(stem, 0) for stem in shared) / 10
