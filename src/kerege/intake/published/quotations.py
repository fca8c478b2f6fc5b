"""Quotations within sentences, lifted to records: the words, who said them as far as the sentence tells, where.

The attribution in brackets after the closing mark is sure; a speaker named in the same sentence is a guess; a work
cited behind the quotation makes it the words of a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kerege.intake.published.document import Journal, Paragraph, Role, Span
from kerege.intake.published.looking_over import NOTHING_REFUSED, Refused
from kerege.intake.published.testimony import is_title
from kerege.intake.published.vocabulary import Speech
from kerege.languages import recognised
from kerege.languages.speller import speller
from kerege.messages import say

_QUOTATION = re.compile(
    r"“(?P<a>[^“”]{12,900})”|«[ \u00a0\u202f]*(?P<b>[^«»]{12,900}?)[ \u00a0\u202f]*»|\"(?P<c>[^\"“”]{12,900})\"|“(?P<d>[^“”\"]{12,900})\""
)
_AFTER = re.compile(r"[\s,;.]*[({](?P<who>[^(){}]{3,90})[)}]")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[“\"«]?[^\W\d_])")
_NEAR = 140
_SPELT = 0.8
"""Share of a quotation's words that a dictionary must know."""
_FEWEST = 4
"""Words of a quotation that is lifted; shorter ones are terms and titles."""


@dataclass(frozen=True)
class Quotation:
    """Words that somebody said or wrote."""

    id: str
    words: str
    speaker: str
    """As the report names the speaker; empty when it does not."""
    page: int
    block: bool
    document: bool = False
    sure: bool = True


def lifted(
    paragraphs: tuple[Paragraph, ...],
    words: Speech,
    journal: Journal,
    refused: Refused = NOTHING_REFUSED,
    unbelievable: frozenset[int] = frozenset(),
) -> tuple[tuple[Paragraph, ...], tuple[Quotation, ...]]:
    """The paragraphs with every quotation tied, and the quotations in their order.

    Args:
        refused: what the check did not take in an earlier round; it stays as plain words.
        unbelievable: pages on which nobody's words are lifted (`legible.py`).
    """
    found: list[Quotation] = []
    count = 0
    result = []
    for paragraph in paragraphs:
        if paragraph.page in unbelievable:
            is_quote = paragraph.role is Role.QUOTE
            said = f"{paragraph.text} ({paragraph.speaker})" if paragraph.speaker else paragraph.text
            result.append(replace(paragraph, role=Role.BODY, text=said) if is_quote else paragraph)
        elif paragraph.role is Role.QUOTE:
            count += 1
            key = f"q{count:03}"
            if key in refused.quotes:
                said = f"{paragraph.text} ({paragraph.speaker})" if paragraph.speaker else paragraph.text
                result.append(replace(paragraph, role=Role.BODY, text=said))
                continue
            found.append(Quotation(key, _bare(paragraph.text), paragraph.speaker, paragraph.page, block=True))
            result.append(replace(paragraph, key=key))
        elif paragraph.role in (Role.BODY, Role.ITEM, Role.NOTE):
            spans: list[Span] = []
            for start, end, quotation in _inline(paragraph, words, journal):
                if any(span.start < end and start < span.end for span in paragraph.spans):
                    continue  # a link lies in it, whose address would be lost
                count += 1
                quotation = replace(quotation, id=f"q{count:03}")
                if quotation.id in refused.quotes:
                    continue
                found.append(quotation)
                spans.append(Span(start, end, f"quote:{quotation.id}"))
            result.append(replace(paragraph, spans=paragraph.spans + tuple(spans)))
        else:
            result.append(paragraph)
    return tuple(result), tuple(found)


def _bare(text: str) -> str:
    """A block quote without the marks that stand around the whole of it."""
    match = re.fullmatch(r"[“\"«]([^“”\"«»]*)[”\"»]\.?", text)
    return match[1] if match else text


def _inline(paragraph: Paragraph, words: Speech, journal: Journal) -> Iterator[tuple[int, int, Quotation]]:
    text = paragraph.text
    for match in _QUOTATION.finditer(text):
        said = next(group for group in match.groups() if group)
        if len(said.split()) < _FEWEST:
            continue
        page = paragraph.page_at(match.start())
        noted = any(0 <= offset - match.end() <= 1 for offset, _ in paragraph.marks)
        quotation = _attributed(text, match, said, page, words, noted=noted)
        if not _is_said(text, match, said, quotation, words):
            journal.ask(
                say("Words in quotation marks that nobody is said to have said: left as they are"),
                page,
                " ".join(said.split()[:10]) + " …",
            )
            continue
        if quotation.sure:
            journal.count(say("quotations within sentences with their attribution"))
        elif quotation.speaker:
            journal.guess(
                say("Speakers told from the sentence"), page, f"{quotation.speaker}: {' '.join(said.split()[:6])} …"
            )
        elif quotation.document:
            journal.count(say("quotations from documents"))
        else:
            journal.ask(
                say("Quotations whose speaker the sentence does not name"), page, " ".join(said.split()[:10]) + " …"
            )
        yield match.start(), match.end(), quotation


def _is_said(text: str, match: re.Match[str], said: str, quotation: Quotation, words: Speech) -> bool:
    """Whether the words are somebody's, and not a title, a term or a piece of code: the sentence or the words themselves tell."""
    if re.search(r"[{}=<>|]", said) or (not said[:1].isalnum() and said[:1] not in "[(‘'…"):
        return False
    if re.search(r"[\w\"][:=]$", text[: match.start()]) or is_title(said) or not _is_spelt(said, words):
        return False
    if quotation.sure or quotation.speaker or quotation.document:
        return True
    around = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    sentence = f"{_SENTENCE.split(around[0])[-1]} {_SENTENCE.split(around[1])[0]}"
    own = words.pattern("first-person").search(said) or words.pattern("plural-person").search(said)
    return own is not None or any(
        not _is_passive(words, sentence[: verb.start()]) for verb in words.pattern("said").finditer(sentence)
    )


def _is_spelt(said: str, words: Speech) -> bool:
    """Whether its words are words: not the halves of lines of two columns, nor what a program saw in a bad scan."""
    spelling = speller(words.pack.code)
    small = [word for word in re.findall(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])", said) if word.islower()]
    return spelling is None or not small or sum(map(spelling.known, small)) >= _SPELT * len(small)


def _is_passive(words: Speech, before: str) -> bool:
    """Whether a verb of saying behind these words tells what nobody said: what can be answered, what one might say."""
    return any(match.end() == len(before.rstrip()) for match in words.pattern("unsaid").finditer(before))


def _attributed(text: str, match: re.Match[str], said: str, page: int, words: Speech, *, noted: bool) -> Quotation:
    """Who said it. `noted`: a footnote is called at the closing mark, as behind the words of a work."""
    if noted:
        return Quotation("", said, "", page, block=False, document=True, sure=False)
    after = _AFTER.match(text, match.end())
    if after and re.search(r"\b(?:19|20)\d\d\b|\bpp?\.", after["who"]):
        return Quotation("", said, "", page, block=False, document=True, sure=False)
    if after and words.pattern("speaker").search(after["who"]):
        return Quotation("", said, after["who"].strip(), page, block=False)
    before = text[max(0, match.start() - _NEAR) : match.start()]
    before = _SENTENCE.split(before)[-1]
    behind = _SENTENCE.split(text[match.end() : match.end() + _NEAR])[0]
    for piece in (before, behind):
        who = _named(piece, words)
        if who:
            return Quotation("", said, who, page, block=False, sure=False)
    return Quotation("", said, "", page, block=False, sure=False)


def _named(piece: str, words: Speech) -> str:
    """The speaker that a sentence names beside a verb of saying: article, adjectives, noun."""
    if not words.pattern("said").search(piece):
        return ""
    nouns, article = words.either("speaker"), words.either("article")
    before = "" if article == recognised.NOTHING.pattern else rf"{article}(?: [\w-]+){{0,3}}? "
    pattern = rf"(?<!\w)({before}{nouns})(?!\w)"
    phrase = re.search(pattern, piece, re.IGNORECASE)
    return phrase[1].strip() if phrase else ""
