"""Whatever looks like a construct of ours is one.

Passes: a fence ```` ```quote ```` at the margin, closed, with an id.
Fails: ```` ```qoute ````, an indented fence, `[x](stats:y)`, a caption without a table. (X001 to X007); a tie with a
blank between its brackets (X012) or without the last one (X013); a heading that skips a level, repeats the title or has no words (X014); an
id given to two headings, or two tables, of a report (X015).

Passes: `H<sub>2</sub>O`, `[a law](https://example.org/)`. Fails: `<iframe>`, `{: onclick=… }`, `[x](javascript:…)`,
`[x](../../notes.md)`, an image. (X020 to X024, which a report cannot turn off)
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.checks.fences import fence_troubles
from kerege.findings import Finding, Location
from kerege.model import Chapter, Passage, Scheme, chapters_of
from kerege.model.comments import unbounded
from kerege.model.document import Formula, Heading, Link, Math, Paragraph, Text, walk
from kerege.read.chapter import names_something
from kerege.read.markup import HARMFUL, SCHEMES, troubles

CODES = (
    *("X001", "X002", "X003", "X004", "X005", "X006", "X007", "X012", "X013", "X014", "X015"),
    *("X020", "X021", "X022", "X023", "X024"),
)
_TIES = tuple(scheme.value for scheme in Scheme)
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+-]*):(?P<target>.*)", re.DOTALL)
_HALF_TIE = re.compile(
    rf"\[(?P<words>[^\[\]]*)\](?P<gap>\s*)\((?P<target>(?:{'|'.join(_TIES)}):[^\s()\[\]]+)(?P<end>\)?)"
)


def check(
    parallels: Parallels,
    headings: Mapping[str, Mapping[str, tuple[str, ...]]],
    captioned: Mapping[str, Mapping[str, tuple[str, ...]]],
) -> Iterator[Finding]:
    """Yield a finding for each construct that is not what it seems to be."""
    codes = {chapter.language for chapter in chapters_of(parallels)}
    ids = {code: (_homes(headings.get(code, {})), _homes(captioned.get(code, {}))) for code in codes}
    for chapter in chapters_of(parallels):
        yield from of_chapter(chapter)
        yield from _elsewhere(chapter, *ids[chapter.language])


def _homes(ids: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The first chapter that has each id."""
    homes: dict[str, str] = {}
    for name, keys in ids.items():
        for key in keys:
            homes.setdefault(key, name)
    return homes


def _elsewhere(chapter: Chapter, headings: Mapping[str, str], tables: Mapping[str, str]) -> Iterator[Finding]:
    """Ids that an earlier chapter, or an earlier table, has: in a book they are one place."""
    for heading in chapter.headings:
        if heading.id and headings.get(heading.id, chapter.name) != chapter.name:
            yield Finding(
                heading.location, problem("X015/heading-of-chapter", id=heading.id, chapter=headings[heading.id])
            )
    here = set[str]()
    for table in chapter.tables:
        if table.id and (table.id in here or tables.get(table.id, chapter.name) != chapter.name):
            yield Finding(table.location, problem("X015/table-of-chapter", id=table.id, chapter=tables[table.id]))
        here.add(table.id or "")


def of_chapter(chapter: Chapter) -> Iterator[Finding]:
    """Those of one chapter."""
    yield from fence_troubles(chapter)
    for node in walk(*chapter.document.blocks, *chapter.front_nodes()):
        if isinstance(node, Link):
            yield from _scheme(node, chapter.places.at(node.span.start))
        elif isinstance(node, Paragraph):
            yield from _caption(node, chapter.places.at(node.span.start))
    for passage in chapter.passages:
        yield from _half_ties(chapter, passage)
    yield from _outline(chapter)
    for trouble in troubles(_without_formulas(chapter)):
        yield Finding(chapter.places.at(trouble.offset), trouble.problem)
    for offset in unbounded(chapter.source):
        yield Finding(chapter.places.at(offset), problem("X020/comment-within-paragraph-holds"))


def _without_formulas(chapter: Chapter) -> str:
    """The file's text, with blanks in the place of formulas: their braces and signs set nothing."""
    text = chapter.source
    for node in walk(*chapter.document.blocks, *chapter.front_nodes()):
        if isinstance(node, Math | Formula):
            start, end = node.span
            text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _scheme(node: Link, place: Location) -> Iterator[Finding]:
    match = _SCHEME.fullmatch(node.target)
    if match is None or match["scheme"].lower() in SCHEMES | HARMFUL:
        return
    if match["scheme"].lower() in _TIES:
        yield Finding(place, problem("X001/tie-written-in-another", target=node.target))
        return
    near = difflib.get_close_matches(match["scheme"].lower(), _TIES, n=1, cutoff=0.5)
    known = ", ".join(f"{name}:" for name in _TIES)
    yield Finding(
        place,
        (
            problem("X001/not-link-that-kerege", target=node.target, near=near[0], match=match["target"])
            if near
            else problem("X001/not-link-that-kerege-kerege-knows", target=node.target, known=known)
        ),
    )


def _caption(node: Paragraph, place: Location) -> Iterator[Finding]:
    first = node.children[0] if node.children else None
    if isinstance(first, Text) and first.text.startswith("Table:"):
        yield Finding(place, problem("X007"))


def _half_ties(chapter: Chapter, passage: Passage) -> Iterator[Finding]:
    """What was meant as a tie and stayed text."""
    for match in _HALF_TIE.finditer(passage.plain):
        place = chapter.places.at(passage.offsets[match.start()])
        tie = f"[{match['words']}]({match['target']})"
        if not match["end"]:
            yield Finding(place, problem("X013", match=match["target"], tie=tie))
        elif match["gap"]:
            yield Finding(place, problem("X012", match=match["target"], tie=tie))


def _outline(chapter: Chapter) -> Iterator[Finding]:
    """Headings make an outline without gaps, below the title that the front matter gives (WCAG 2.2, 1.3.1)."""
    for node in walk(*chapter.document.blocks):
        if isinstance(node, Heading) and not names_something(node.children):
            place = chapter.places.at(node.span.start)
            yield Finding(place, problem("X014/no-words"))
    level, known = 1, dict[str, Location]()
    for heading in chapter.headings:
        if heading.level == 1:
            yield Finding(heading.location, problem("X014/second-title", heading=heading.text))
        elif heading.level > level + 1:
            yield Finding(heading.location, problem("X014/skips-level", heading=heading.text, marks="#" * (level + 1)))
        level = heading.level
        if heading.id and heading.id in known:
            yield Finding(
                heading.location,
                problem("X015", heading=heading.id, line=known[heading.id].line),
            )
        elif heading.id:
            known[heading.id] = heading.location
