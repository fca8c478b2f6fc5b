"""Words by which documents and tables of other people are understood: [document], [sheet] and [coded] of the packs.

Nobody says in which language a heading of a spreadsheet is written, so without a language the words of all packs are meant,
and those of `elsewhere.txt`, in languages for which there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources

from kerege.languages import available, kept_until_forgotten, word_lists
from kerege.languages.packfiles import WordLists, read_word_list

NOTHING = re.compile(r"(?!)")
"""Matches no text."""


@kept_until_forgotten
def words(section: str, *values: str, language: str = "") -> tuple[str, ...]:
    """The words of some values of a section as they are listed, in one language or in all of them."""
    lists = [word_lists(code) for code in ([language] if language else available())]
    every = lists if language else [*lists, _elsewhere()]
    return tuple(dict.fromkeys(word for one in every for value in values for word in one.words(section, value)))


@kept_until_forgotten
def folded_words(section: str, *values: str) -> frozenset[str]:
    """The words of all languages in small letters, with single blanks."""
    return frozenset(" ".join(word.casefold().split()) for word in words(section, *values))


def either(listed: Iterable[str], blank: str = r"\s+") -> str:
    """The words as one regular expression; `*` at the end of one stands for any ending, an apostrophe for each of its forms.

    Args:
        blank: what may stand between the words of one entry.
    """
    made = []
    for word in sorted(listed, key=len, reverse=True):
        stem = word.removesuffix("*")
        parts = (re.escape(part).replace("'", "['’ʼ]") for part in stem.split())
        made.append(blank.join(parts) + (r"\w*" if stem != word else ""))
    return f"(?:{'|'.join(made)})" if made else NOTHING.pattern


@kept_until_forgotten
def whole_words(section: str, *values: str, language: str = "") -> re.Pattern[str]:
    """The words as whole words anywhere in a text, in small letters or capitals."""
    return re.compile(rf"(?<!\w){either(words(section, *values, language=language))}(?!\w)", re.IGNORECASE)


@kept_until_forgotten
def within(section: str, *values: str) -> re.Pattern[str]:
    """The words of all languages anywhere, also within a longer word: names of styles."""
    return re.compile(either(words(section, *values), r"[\s_-]*"), re.IGNORECASE)


@cache
def _elsewhere() -> WordLists:
    return read_word_list(resources.files(__package__) / "elsewhere.txt")


@cache
def not_small() -> str:
    """What a regular expression writes for a letter that is no small one: a capital, or a letter of a script without capitals."""
    return rf"[^\W\d_{_ranges(str.islower)}]"


@cache
def capital() -> str:
    """What a regular expression writes for a capital letter."""
    return f"[{_ranges(str.isupper)}]"


def _ranges(belongs: Callable[[str], bool]) -> str:
    ranges: list[list[int]] = []
    for sign in (number for number in range(0x10000) if belongs(chr(number))):
        if ranges and ranges[-1][1] == sign - 1:
            ranges[-1][1] = sign
        else:
            ranges.append([sign, sign])
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)
