"""Headings as the bookmarks of a file name them: found on their pages by their words, with the bookmarks' levels."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace

from kerege.intake.published.document import Paragraph, Role
from kerege.intake.published.pdf_page import Bookmark
from kerege.languages import kept_until_forgotten
from kerege.languages.recognised import either, words

_ENOUGH = 0.5
"""Share of the bookmarks that must be found before they are believed."""


@kept_until_forgotten
def _number() -> re.Pattern[str]:
    """The number before a title, with the word for what is numbered."""
    numbered = either(words("document", "numbered"))
    return re.compile(rf"^(?:{numbered}\s+)?[\divxlc]+(?:\.\d+)*[.):]?\s+", re.IGNORECASE)


def by_outline(paragraphs: tuple[Paragraph, ...], outline: tuple[Bookmark, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs with the headings that bookmarks name; these and no others where most bookmarks are found."""
    if len(outline) < 3:
        return paragraphs
    outline = _without_root(outline)
    paragraphs = tuple(part for paragraph in paragraphs for part in _cut(paragraph, outline))
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, paragraph in enumerate(paragraphs):
        by_page[paragraph.page].append(index)
    found: dict[int, tuple[Bookmark, int]] = {}
    for bookmark in outline:
        places = [index for page in (bookmark.page, bookmark.page + 1) for index in by_page[page] if index not in found]
        match = _match(bookmark, places, paragraphs)
        if match is not None:
            found[match[0]] = (bookmark, match[1])
    if len(found) < max(2, _ENOUGH * len(outline)):
        return paragraphs
    deepest = max(bookmark.level for bookmark, _ in found.values())
    result: list[Paragraph] = []
    skip = 0
    for index, paragraph in enumerate(paragraphs):
        if skip:
            skip -= 1
            continue
        if index in found:
            bookmark, count = found[index]
            parts = paragraphs[index : index + count]
            lines = tuple(replace(line, running=False) for part in parts for line in part.lines)
            role = Role.CHAPTER if bookmark.level == 1 else Role.HEADING
            whole = "\n".join(part.text for part in parts)
            result.append(replace(paragraph, text=whole, lines=lines, role=role, level=bookmark.level, fixed=True))
            skip = count - 1
        elif paragraph.fixed and paragraph.role in (Role.CHAPTER, Role.HEADING):
            # A heading by its tag that no bookmark has stands below those that bookmarks have.
            result.append(replace(paragraph, role=Role.HEADING, level=max(paragraph.level, deepest + 1)))
        else:
            result.append(replace(paragraph, told=True))
    return tuple(result)


def _cut(paragraph: Paragraph, outline: tuple[Bookmark, ...]) -> tuple[Paragraph, ...]:
    """A paragraph whose first lines, or lines within, are a bookmark's words: these apart."""
    lines = paragraph.lines
    if len(lines) < 2 or paragraph.fixed:
        return (paragraph,)
    wanted = {_folded(b.title) for b in outline if b.page in (paragraph.page, paragraph.page - 1)}
    for start in range(len(lines)):
        for count in (1, 2, 3):
            text = " ".join(line.text for line in lines[start : start + count])
            unnumbered = _folded(_number().sub("", text))
            whole = start == 0 and count >= len(lines)
            if not whole and ({_folded(text), unnumbered} & wanted) - {""} and start + count <= len(lines):
                pieces = (lines[:start], lines[start : start + count], lines[start + count :])
                made = [
                    replace(paragraph, text="\n".join(line.text for line in piece), lines=piece, number=piece[0].number)
                    for piece in pieces
                    if piece
                ]
                return (*made[:-1], *_cut(made[-1], outline)) if pieces[2] else tuple(made)
    return (paragraph,)


def _without_root(outline: tuple[Bookmark, ...]) -> tuple[Bookmark, ...]:
    """Without a single bookmark over all others, which is the title of the whole."""
    top = [bookmark for bookmark in outline if bookmark.level == 1]
    if len(top) == 1 and outline[0].level == 1 and len(outline) > 3:
        return tuple(replace(bookmark, level=bookmark.level - 1) for bookmark in outline[1:])
    lowest = min(bookmark.level for bookmark in outline)
    return tuple(replace(bookmark, level=bookmark.level - lowest + 1) for bookmark in outline)


def _match(bookmark: Bookmark, places: list[int], paragraphs: tuple[Paragraph, ...]) -> tuple[int, int] | None:
    """The paragraph that a bookmark names, and over how many paragraphs its words go."""
    wanted = _folded(bookmark.title)
    bare = _folded(_number().sub("", bookmark.title))
    if not bare:
        return None
    # A running head says the same as the heading.
    for index in sorted(places, key=lambda place: any(line.running for line in paragraphs[place].lines)):
        if paragraphs[index].role not in (Role.BODY, Role.CHAPTER, Role.HEADING, Role.CAPTION):
            continue
        text = ""
        for count in range(1, 5):
            if index + count > len(paragraphs) or paragraphs[index + count - 1].page != paragraphs[index].page:
                break
            text += paragraphs[index + count - 1].text + " "
            said, unnumbered = _folded(text), _folded(_number().sub("", " ".join(text.split())))
            if wanted in (said, unnumbered) or bare in (said, unnumbered):
                return index, count
            if len(said) > len(wanted) + 12:
                break
    return None


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().replace("-\n", "")
    return "".join(re.findall(r"[^\W_]+", text))
