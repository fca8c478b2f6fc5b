"""Words that stand before a number within a tie: each must be known, since one that is not may turn what the number says.

«Nowhere near 60» and "a whisker short of 60" look like "a record 60" to whoever knows neither. An editor chose what the tie
holds, so what changes nothing can be left outside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kerege.languages.lexicon import Lexicon
from kerege.languages.reading.cursor import Cursor
from kerege.languages.tokens import Sort

_PASSED = ("of", "the", "one")
"""Small words that say nothing by themselves: what stands before them decides."""
_KNOWN = ("ahead", "function", "neutral", "change", "month", "unit", "period", "share", "each", "many")
_LONGEST_NAME = 4
"""Words of what a number is said to be: the average monthly wage of."""
_TURNING = ("not", "but", "or", "than", "negation")
"""Words that turn a number, where no reading has taken them in."""


def unknown_ahead(text: str, lexicon: Lexicon, nouns: Sequence[str] = ()) -> str:
    """The word that is not known in what stands between the beginning of a tie and its number; empty where all are.

    A pack that does not list such words (`[ahead]`) knows none of them, and nothing is said. A comma, a bracket or another
    number ends what belongs to the number.

    Args:
        nouns: beginnings of words that name what the statistic counts.
    """
    if not text.strip() or not lexicon.lists.lines("ahead"):
        return ""
    c = Cursor(text, lexicon)
    for end in range(c.count, 0, -1):
        token = c.tokens[end - 1]
        if token.sort is not Sort.WORD:
            return ""
        if any(_ending(c, end, cls) for cls in _TURNING) or _ending(c, end, "comparison", "than"):
            return token.text
        if any(_ending(c, end, cls) for cls in _PASSED):
            continue
        named = any(token.fold.startswith(noun.casefold()) for noun in nouns)
        of_it = end < c.count and _opens_with_article(c, end)
        return "" if named or of_it or any(_ending(c, end, cls) for cls in _KNOWN) else token.text
    return ""


def _opens_with_article(c: Cursor, end: int) -> bool:
    """A deficit of, the monthly wage of: what the number is, where nothing stands before it."""
    return end <= _LONGEST_NAME and bool(c.has(0, "one") or c.has(0, "the"))


def _ending(c: Cursor, end: int, cls: str, value: str = "") -> bool:
    """Whether an entry of a class, with a value, ends before a token."""
    starts = range(max(end - 4, 0), end)
    return any(match.end == end and value in ("", match.value) for at in starts for match in c.all(at, cls))
