"""Links of a PDF, which knows only places on pages, put on the words of the text."""

from __future__ import annotations

import re
from dataclasses import replace

from kerege.intake.published.document import Journal, Paragraph, Role, Span
from kerege.messages import say

_SCHEME = re.compile(r"(?:https?|mailto|ftp|tel):", re.IGNORECASE)


def linked(
    paragraphs: tuple[Paragraph, ...], links: tuple[tuple[int, str, str], ...], journal: Journal
) -> tuple[Paragraph, ...]:
    """The paragraphs with each link on its words; the address of one whose words are not found is listed."""
    result = [*paragraphs]
    for page, words, address in links:
        if not _SCHEME.match(address) or not _linked(result, page, words, address):
            journal.leave(say("Links whose words were not found in the text"), page, f"{words} {address}".strip())
    return tuple(result)


def _linked(paragraphs: list[Paragraph], page: int, words: str, address: str) -> bool:
    signs = [re.escape(word) for word in words.split()]
    if not signs:
        return False
    # A word that a line broke was joined, and an address too.
    pattern = re.compile(r"\s*".join(re.sub(r"\\-$", "-?", sign) for sign in signs))
    for index, paragraph in enumerate(paragraphs):
        pages = {paragraph.page, *(later for _, later in paragraph.pages)}
        if page not in pages or paragraph.role in (Role.CHAPTER, Role.QUOTE, Role.PICTURE):
            continue
        for match in pattern.finditer(paragraph.text):
            if not any(span.start < match.end() and match.start() < span.end for span in paragraph.spans):
                span = Span(match.start(), match.end(), f"link:{address}")
                paragraphs[index] = replace(paragraph, spans=(*paragraph.spans, span))
                return True
    return False
