"""Acronyms and terms paired with what they stand for.

Three forms: `ABC  Meaning` on one line; a block of terms followed by a block of meanings (two columns that extraction
wrote one after the other), paired in order where the initials agree; `Focus Group Discussion (FGD)` in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kerege.intake.published.document import Journal, Paragraph, Role
from kerege.intake.published.vocabulary import Speech
from kerege.languages import recognised
from kerege.languages.recognised import capital
from kerege.messages import say

_CAPITAL = capital()
_ONE_LINE = re.compile(
    rf"\s*(?P<term>{_CAPITAL}[\w&/-]{{1,11}}|{_CAPITAL}{{2}} {_CAPITAL}\w+)(?:\s{{2,}}|\s*[–—:=]\s+|\s+-\s+)(?P<meaning>[^\W\d_].{{3,}})"
)
_ACRONYM = re.compile(rf"(?=(?:[^\W\d_]*{_CAPITAL}){{2}})[^\W\d_][\w&/.-]{{1,11}}|{_CAPITAL}{{2}} {_CAPITAL}\w+")
_BRACKETED = re.compile(
    rf"(?P<meaning>(?:[\w’'-]+ ){{1,9}}[\w’'-]+) \((?P<term>{_CAPITAL}(?:{_CAPITAL}|[&-]){{1,9}})s?\)"
)


def _small() -> tuple[str, ...]:
    return recognised.words("document", "small")


@dataclass(frozen=True)
class Meaning:
    """A term and what it stands for."""

    term: str
    text: str
    acronym: bool
    page: int
    spelled: bool = False
    """The text itself says it, so that its words stand in a chapter."""


def paired(
    paragraphs: tuple[Paragraph, ...], words: Speech, journal: Journal
) -> tuple[tuple[Paragraph, ...], tuple[Meaning, ...]]:
    """The paragraphs without their lists of terms, and the pairs. To be called before lines are joined."""
    found: list[Meaning] = []
    kept: list[Paragraph] = []
    headings = words.whole("acronyms"), words.whole("glossary")
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        title = " ".join(paragraph.text.split())
        if len(title) < 50 and any(heading.fullmatch(title) for heading in headings):
            journal.leave(say("Titles of lists that became records"), paragraph.page, title)
            index += 1
            continue
        lines = _same_line(paragraph)
        if lines:
            found += lines
            journal.count(say("acronyms and terms paired"), len(lines))
            index += 1
            continue
        columns = _two_columns(paragraphs, index, journal)
        if columns:
            pairs, end = columns
            found += pairs
            index = end
            continue
        kept.append(paragraph)
        index += 1
    return tuple(kept), tuple(found)


def _same_line(paragraph: Paragraph) -> list[Meaning]:
    pairs: list[Meaning] = []
    if len(paragraph.lines) < 3:
        return []
    for line in paragraph.lines:
        match = _ONE_LINE.fullmatch(line.text.rstrip())
        if match and _ACRONYM.fullmatch(match["term"]):
            pairs.append(Meaning(match["term"], match["meaning"].strip(), True, line.page))
        elif pairs and not _ACRONYM.fullmatch(line.text.split()[0]):
            pairs[-1] = replace(pairs[-1], text=f"{pairs[-1].text} {line.text.strip()}")
        else:
            return []
    return pairs


def _two_columns(paragraphs: tuple[Paragraph, ...], index: int, journal: Journal) -> tuple[list[Meaning], int] | None:
    """Blocks of short terms and as many blocks of meanings after them."""
    end = index
    columns: list[list[str]] = []
    while end < len(paragraphs) and _is_terms(paragraphs[end], paragraphs[index].page):
        columns.append([" ".join(line.text.split()) for line in paragraphs[end].lines])
        end += 1
    if not columns or sum(map(len, columns)) < 6:
        return None
    # The terms of one list may be written in several blocks: as many meanings follow as there are kinds of terms.
    groups: list[list[str]] = []
    for column in columns:
        acronyms = _are_acronyms(column)
        if groups and _are_acronyms(groups[-1]) == acronyms:
            groups[-1] += column
        else:
            groups.append([*column])
    blocks = [
        p for p in paragraphs[end : end + len(groups)] if p.page == paragraphs[index].page and p.role is Role.BODY
    ]
    if len(blocks) != len(groups):
        return None
    pairs: list[Meaning] = []
    for terms, block in zip(groups, blocks, strict=True):
        acronyms = _are_acronyms(terms)
        meanings = _aligned(terms, [line.text.strip() for line in block.lines], acronyms=acronyms)
        if meanings is None:
            return None
        for term, meaning in zip(terms, meanings, strict=True):
            pairs.append(Meaning(term, meaning, acronyms, block.page))
            if acronyms and _initials_agree(term, meaning):
                journal.count(say("acronyms and terms paired"))
            else:
                journal.guess(say("Terms paired with meanings by their order"), block.page, f"{term} = {meaning}")
    return pairs, end + len(groups)


def _is_terms(paragraph: Paragraph, page: int) -> bool:
    lines = [line.text.strip() for line in paragraph.lines]
    short = all(1 <= len(line.split()) <= 3 and len(line) <= 24 and line[-1:] not in ".,;:" for line in lines)
    return paragraph.page == page and len(lines) >= 3 and short


def _are_acronyms(terms: list[str]) -> bool:
    return sum(_ACRONYM.fullmatch(term) is not None for term in terms) > len(terms) * 0.6


def _aligned(terms: list[str], lines: list[str], *, acronyms: bool) -> list[str] | None:
    """The lines of the meanings put together to as many meanings as there are terms, or None.

    A line goes on the one before when it begins with a small letter, or the one before broke off. Where too many remain,
    those whose joining the terms themselves support are joined.
    """
    meanings: list[str] = []
    for line in lines:
        goes_on = meanings and (
            line[:1].islower()
            or line[:1] in "‘“("
            or meanings[-1].split()[-1].casefold() in _small()
            or meanings[-1].count("“") > meanings[-1].count("”")
        )
        if goes_on:
            meanings[-1] += " " + line
        else:
            meanings.append(line)
    while len(meanings) > len(terms):
        places = range(1, len(meanings))
        # Join where the lines begin least like the terms they would be paired with.
        best = max(
            places,
            key=lambda at: _fit(
                terms, [*meanings[: at - 1], f"{meanings[at - 1]} {meanings[at]}", *meanings[at + 1 :]]
            ),
        )
        meanings[best - 1 : best + 1] = [f"{meanings[best - 1]} {meanings[best]}"]
    del acronyms
    return meanings if len(meanings) == len(terms) else None


def _fit(terms: list[str], meanings: list[str]) -> int:
    return sum(_initials_agree(term, meaning) for term, meaning in zip(terms, meanings, strict=False))


def _initials_agree(term: str, meaning: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", meaning) if word.casefold() not in _small()).upper()
    letters = re.sub(r"[^\w]", "", term).upper()
    return initials[:1] == letters[:1] and (
        initials.startswith(letters[:2]) or letters[:3] in initials or len(letters) < 3
    )


def spelled_out(paragraphs: tuple[Paragraph, ...], known: tuple[Meaning, ...], journal: Journal) -> tuple[Meaning, ...]:
    """Acronyms that the text itself spells out, beside those known already."""
    terms = {meaning.term for meaning in known}
    found = [*known]
    for paragraph in paragraphs:
        for match in _BRACKETED.finditer(paragraph.text):
            meaning = _spelling(match["term"], match["meaning"])
            if meaning and match["term"] not in terms:
                terms.add(match["term"])
                found.append(Meaning(match["term"], meaning, True, paragraph.page_at(match.start()), spelled=True))
                journal.count(say("acronyms and terms paired"))
    return tuple(found)


def _spelling(term: str, before: str) -> str:
    """The last words before the bracket whose initials are the acronym."""
    words = before.split()
    letters = re.sub(r"\W", "", term).casefold()
    for start in range(len(words) - 1, -1, -1):
        initials = "".join(
            part[0].casefold()
            for word in words[start:]
            if word.casefold() not in _small()
            for part in re.findall(r"[^\W\d_]+", word)[:3]
        )
        if initials == letters and words[start].casefold() not in _small():
            return " ".join(words[start:])
    return ""
