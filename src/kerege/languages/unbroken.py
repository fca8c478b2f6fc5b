"""Spaces at which a line must not end: within a number, between a number and its unit, behind a short word, before a dash.

Only the kind of a space changes. Which words are short, and which particles stay with the word before them, says
`typography.yml` of the language; units, scales and months are those of its pack and of CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from babel import Locale
from babel.dates import get_month_names

from kerege.languages import available, word_lists
from kerege.languages.typography import typography

NBSP = "\u00a0"
_DASH = re.compile(r"(?<=\S) (?=[—–] )")
"""A dash never begins a line."""
_SIGN = re.compile(r"(?<=\d) (?=%)|(?<=[№§]) (?=\d)|(?<=\d) (?=\d{3}(?!\d))")
"""A number stays with its per cent sign and in one piece, a "No." with its number."""
_ABBREVIATED = re.compile(r"(?<!\w)([^\W\d_]{1,4}\.) (?=\d)")
"""с. 6, ст. 12, art. 3"""
_INITIALS = re.compile(r"(?<=\b[^\W\d_]\.) (?=[^\W\d_])")
_LETTERS = re.compile(r"(?<=\b[^\W\d_]\.) (?=[^\W\d_]\.)")
"""т. д., ж. б., n. d."""
_STEM = 3
"""A shorter word stands alone; behind a longer one endings may follow."""
_LONGEST_SYMBOL = 6
_ENDING = re.compile(r"[~*^].*")


def unbroken(text: str, language: str, *, paper: bool = True) -> str:
    """A text with no-break spaces where a line must not end.

    Args:
        paper: the lines are long. On narrow screens a number is not bound to the first word of a unit of several ("per cent"):
            the line would then end within the unit.
    """
    return _binder(language, paper)(text) if " " in text else text


@cache
def _binder(language: str, paper: bool) -> Callable[[str], str]:
    """The function that binds the spaces of a language."""
    rules = typography(language)
    after = _words(rules.bind_after, r"(?<![\w'’-])(?:{words})(?P<space> )(?=\S|$)")
    split = frozenset[str]() if paper else _first_words(language)
    before = _words(rules.bind_before - split, r"(?<=\S)(?P<space> )(?=(?:{words})(?![\w-]))")
    stems = _counted(language)
    long = _words(frozenset(stem for stem in stems if len(stem) >= _STEM), r"(?<=\d)(?P<space> )(?={words})")
    whole = frozenset(stem for stem in stems if len(stem) < _STEM) | _symbols(language)
    short = _words(whole, r"(?<=\d)(?P<space> )(?={words}(?!\w))")
    referring = _words(_referring(language), r"(?<!\w){words}\w*(?P<space> )(?=\d)")

    def bind(text: str) -> str:
        for pattern in (_DASH, _SIGN):
            text = pattern.sub(NBSP, text)
        text = _ABBREVIATED.sub(rf"\1{NBSP}", text)
        text = _LETTERS.sub(NBSP, text)
        text = _INITIALS.sub(lambda match: NBSP if _between_capitals(text, match) else match[0], text)
        for words in (long, short, referring, after, before):
            if words is not None:
                text = words.sub(lambda match: match[0].replace(" ", NBSP), text)
        return text

    return bind


def _counted(language: str) -> frozenset[str]:
    """The beginnings of words that stay with a number before them: units, scales, months."""
    if language not in available():
        return frozenset()
    lists = word_lists(language)
    listed = (word for section in ("unit", "scale") for line in lists.lines(section) for word in line.words)
    locale = lists.settings("language").get("locale", language).replace("-", "_")
    months = (name for kind in ("format", "stand-alone") for name in get_month_names("wide", kind, locale).values())
    return frozenset(_stems((*listed, *months)))


@cache
def _symbols(language: str) -> frozenset[str]:
    """The short names of units that CLDR knows: km, кг, мин."""
    if language not in available():
        return frozenset()
    locale = Locale.parse(word_lists(language).settings("language").get("locale", language).replace("-", "_"))
    found = set()
    for widths in locale._data["unit_patterns"].values():
        for pattern in (widths.get("short") or {}).values():
            symbol = pattern.removeprefix("{0}").strip() if isinstance(pattern, str) else ""
            if symbol and symbol[0].isalpha() and len(symbol) <= _LONGEST_SYMBOL and not re.search(r"[\s{}]", symbol):
                found.add(symbol.casefold())
    # 5 in all, «5 в среднем»: what is a small word too is no inch and no volt.
    small = {word for line in word_lists(language).lines("function") for word in line.words}
    return frozenset(found - small - typography(language).bind_after)


def _referring(language: str) -> frozenset[str]:
    """The beginnings of words that stay with the number behind them: chapter 5, «таблица 2»."""
    if language not in available():
        return frozenset()
    listed = (
        word
        for line in word_lists(language).lines("convention")
        if line.value.split()[0] == "reference"
        for word in line.words
    )
    return frozenset(stem for stem in _stems(listed) if len(stem) >= _STEM)


def _first_words(language: str) -> frozenset[str]:
    """The first words of units of several words: per (cent)."""
    if language not in available():
        return frozenset()
    listed = (word for line in word_lists(language).lines("unit") for word in line.words)
    return frozenset(word.partition(" ")[0].casefold() for word in listed if " " in word)


def _stems(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        stem = _ENDING.sub("", word).strip()
        if len(stem) > 1 and stem[0].isalpha() and " " not in stem:
            yield stem.casefold()


def _between_capitals(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 2].isupper() and text[match.end()].isupper()


def _words(words: frozenset[str], shape: str) -> re.Pattern[str] | None:
    if not words:
        return None
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(shape.replace("{words}", f"(?:{alternatives})"), re.IGNORECASE)
