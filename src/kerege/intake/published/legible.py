"""Pages that cannot be believed: letters that spell no words, signs that are others than the file says they are.

A PDF draws shapes and says beside them which letters they are, and may say it wrongly: a paper on its screen reads "−15 %", its
text "215 %". A number from such a page is wrong without looking so, so none of them is tied and each page is told.
"""

from __future__ import annotations

import re
from collections import defaultdict

from kerege.intake.published.document import Journal, Paragraph, Role
from kerege.intake.published.vocabulary import Speech
from kerege.languages.speller import speller
from kerege.languages.stems import is_small_word
from kerege.messages import say

_MISTAKEN = re.compile(
    r"(?<!\w)[ðÐþÞ](?!\w)|(?<![^\W\d_])[ðÐþÞ](?=\w{0,2}\s?[(\d¼])|\d[ðÐþÞ]|[^\W\d_]\s?[¼½¾]\s?[\d.,−-]|/C\d{1,3}(?!\d)|(?<!\w)!\d|\(cid:\d+\)"
    r"|\d\s?[£€¥](?=\s?\d+\s?[£€¥]\s?\d)|(?<=\d\s[£€¥])\s?\d+\s?[£€¥]\s?\d"
)
"""What fonts of mathematical signs leave of "(", "+", ")", "=" and "×" where nobody told which letters they are."""
_FEWEST_SIGNS = 2
_FEWEST_WORDS = 40
"""A page of fewer words is not judged by them."""
_MOST_WORDS = 400
_KNOWN = 0.45
"""Share of the words of a page that a dictionary knows, at least. Prose of specialists has 0.8, another language 0.2."""
_SMALL = 0.04
"""The like of the words that say nothing by themselves, for languages without a dictionary."""
_FOREIGN = 0.1
"""Share of words with a letter that the language has not, at most."""
_SAID = (Role.BODY, Role.ITEM, Role.NOTE, Role.QUOTE)


def unbelievable(paragraphs: tuple[Paragraph, ...], words: Speech, journal: Journal) -> frozenset[int]:
    """The pages of a PDF or text whose numbers and words may be others than they seem; each is told."""
    pages: dict[int, list[str]] = defaultdict(list)
    for paragraph in paragraphs:
        if paragraph.role in _SAID:
            pages[paragraph.page].append(paragraph.text)
            for _, page in paragraph.pages:
                pages[page].append(paragraph.text)
    found = set()
    for page, texts in sorted(pages.items()):
        text = "\n".join(texts)
        signs = [*_MISTAKEN.finditer(text)]
        if not _has_words(text, words):
            journal.ask(
                say("Pages whose letters spell no words of the report's language: nothing on them is tied"),
                page,
                " ".join(text.split()[:12]) + " …",
            )
        elif len(signs) >= _FEWEST_SIGNS:
            at = signs[0].start()
            journal.ask(
                say(
                    "Pages whose signs are others than the file says (2 may be a minus, ¼ an equals sign): nothing on them is tied"
                ),
                page,
                f"…{' '.join(text[max(0, at - 30) : at + 30].split())}…",
            )
        else:
            continue
        found.add(page)
    return frozenset(found)


def _has_words(text: str, words: Speech) -> bool:
    """Whether the letters of a text spell words of its language; of a short text it is supposed."""
    said = re.findall(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])", text)[:_MOST_WORDS]
    small = [word for word in said if word.islower()]
    if len(small) < _FEWEST_WORDS:
        return True
    spelling = speller(words.pack.code)
    if spelling is not None:
        return sum(map(spelling.known, small)) >= _KNOWN * len(small)
    if sum(not set(word) <= words.pack.letters for word in small) > _FOREIGN * len(small):
        return False
    every = re.findall(r"[^\W\d_]+", text)
    return sum(is_small_word(word.casefold(), words.pack.code) for word in every) >= _SMALL * len(every)
