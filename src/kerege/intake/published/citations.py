"""Works that the report cites, collected from `(Author, 2016)` and `Author (2016)`, and its list of references.

A bracket that holds nothing but citations is replaced by the tool's own, `[@fidh-2016]`, and listed with the words it
had; anything else stays as printed. A name spelt in two ways becomes two works: the check, not the importer, says that
they are probably one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kerege.intake.published.document import Journal, Paragraph, Role, Span
from kerege.intake.published.vocabulary import Speech
from kerege.languages import kept_until_forgotten, recognised
from kerege.languages.ids import id_of
from kerege.languages.recognised import not_small
from kerege.messages import say

_BRACKET = re.compile(r"[({]([^(){}]{4,200})[)}]")
_WORK = re.compile(
    r"\s*(?P<author>[^\W\d_][^;()\d]{1,110}?)(?:,\s*|\s+|[.]\s*)(?P<year>(?:19|20)\d\d[a-z]?)"
    r"(?:\s*[,:]\s*(?:[^\W\d_]{1,4}\.?\s*)?(?P<place>\d+(?:\s*[-–]\s*\d+)?))?\s*\.?\s*"
)
_ENTRY = re.compile(
    r"(?P<author>[^\W\d_][^()\d]{1,200}?)[\s,.]*[(]?(?P<year>(?:19|20)\d\d[a-z]?)[)]?[.,:]?\s*(?P<title>.*)", re.DOTALL
)


@kept_until_forgotten
def _narrative() -> re.Pattern[str]:
    """Names before a year in brackets: Fielding and Ross (2015)."""
    name, joined = rf"{not_small()}[\w’'-]+", recognised.either([*recognised.words("link", "and"), "&"])
    return re.compile(
        rf"(?P<author>{name}(?:(?:,? {joined} |, ){name})*(?: et\.? al\.?)?)(?:’s)?\s*[({{](?P<year>(?:19|20)\d\d[a-z]?)[)}}]"
    )


@dataclass(frozen=True)
class Work:
    """A cited work."""

    key: str
    author: str
    year: str
    title: str = ""
    """What its entry in the list of references says after the year."""
    listed: str = ""
    """The whole entry."""


def collected(
    paragraphs: tuple[Paragraph, ...], words: Speech, journal: Journal
) -> tuple[tuple[Paragraph, ...], Mapping[str, Work]]:
    """The paragraphs with citations tied, without the list of references, and the works by key."""
    works: dict[str, Work] = {}
    paragraphs = _list_of_references(paragraphs, words, works, journal)
    result = []
    for paragraph in paragraphs:
        spans = []
        if paragraph.role not in (Role.QUOTE, Role.CHAPTER, Role.HEADING, Role.TABLE):
            for match in _BRACKET.finditer(paragraph.text):
                cited = _cited(match[1], works)
                if cited and not any(s.start < match.end() and match.start() < s.end for s in paragraph.spans):
                    spans.append(Span(match.start(), match.end(), "cite:" + "; ".join(cited)))
                    journal.leave(say("Citations, as they were printed"), paragraph.page_at(match.start()), match[0])
                    journal.count(say("citations tied to their works"), len(cited))
            for match in _narrative().finditer(paragraph.text):
                _work(match["author"], match["year"], works)
        result.append(replace(paragraph, spans=paragraph.spans + tuple(spans)))
    return tuple(result), works


def _cited(inside: str, works: dict[str, Work]) -> list[str]:
    """The works of a bracket in pandoc's syntax; empty when it holds anything else."""
    found = []
    parsed = []
    for part in inside.split(";"):
        match = _WORK.fullmatch(part)
        if match is None or len(match["author"].split()) > 14 or not match["author"][0].isupper():
            return []
        if re.match(r"(?:in|see|e\.g|cf)\b", match["author"], re.IGNORECASE) or " in " in match["author"]:
            return []
        parsed.append(match)
    for match in parsed:
        key = _work(match["author"], match["year"], works)
        found.append(f"@{key}" + (f", {match['place']}" if match["place"] else ""))
    return found


def _work(author: str, year: str, works: dict[str, Work]) -> str:
    author = re.sub(r"’s$", "", " ".join(author.split()).strip(" ,."))
    key = key_of(f"{author} {year}")
    for known, work in works.items():
        if work.listed and work.year == year and _same_author(author, work.author):
            return known
    works.setdefault(key, Work(key, author, year))
    return key


def _same_author(short: str, full: str) -> bool:
    first = re.findall(r"[^\W\d_]{2,}", short.casefold())
    return bool(first) and re.findall(r"[^\W\d_]{2,}", full.casefold())[:1] == first[:1]


def key_of(text: str) -> str:
    """An id made of words: Latin letters, digits, hyphens."""
    slug = id_of(text)
    if len(slug) > 48:
        slug = "-".join(slug.split("-")[:4] + slug.split("-")[-1:])[:60]
    return slug or f"x{abs(hash(text)) % 10**6}"


def _list_of_references(
    paragraphs: tuple[Paragraph, ...], words: Speech, works: dict[str, Work], journal: Journal
) -> tuple[Paragraph, ...]:
    heading = words.whole("references")
    inside, level = False, 0
    kept = []
    for paragraph in paragraphs:
        title = " ".join(paragraph.text.split())
        if paragraph.role in (Role.CHAPTER, Role.HEADING):
            if heading.fullmatch(title):
                inside, level = True, paragraph.level
                journal.leave(say("Titles of lists that became records"), paragraph.page, title)
                continue
            if inside and paragraph.level <= level:
                inside = False
        match = _ENTRY.match(title) if inside else None
        if match is None:
            kept.append(paragraph)
            continue
        author = match["author"].strip(" ,.(")
        key = key_of(f"{' '.join(author.split()[:3])} {match['year']}")
        while key in works:
            key += "b"
        works[key] = Work(key, author, match["year"], match["title"].strip(), title)
        journal.count(say("references of the list"))
    return tuple(kept)
