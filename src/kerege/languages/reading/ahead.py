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
_KNOWN = ("function", "neutral", "change", "month", "unit", "period", "share", "each", "many")
_LONGEST_NAME = 4
"""Words of what a number is said to be: the average monthly wage of."""
_TURNING = ("not", "but", "or", "than", "negation")
"""Words that turn a number, where no reading has taken them in."""


def unknown_ahead(text: str, lexicon: Lexicon, nouns: Sequence[str] = ()) -> str:
    """The word that is not known in what stands between the beginning of a tie and its number; empty where all are.

    A pack lists in `[ahead]` what is known (`x`), measures that a name may follow (`head`: «уровень безработицы»), small
    words that are looked past (`pass`), words of what is no fact (`unreal`: a target of 60), and of words that no list has
    the cases (`case`: «айылдардын 12 пайызы») and endings (`ending`: смертность) that only nouns have. One that lists
    nothing knows no such words, and nothing is said. A comma, a bracket or another number ends what belongs to the number.

    Args:
        nouns: beginnings of words that name what the statistic counts.
    """
    if not text.strip() or not lexicon.lists.lines("ahead"):
        return ""
    c = Cursor(text, lexicon)
    looked_past = ""
    for end in range(c.count, 0, -1):
        token = c.tokens[end - 1]
        if token.sort is not Sort.WORD:
            # Possibly, 60: a word of what is no fact before a comma.
            doubted = c.sign(end - 1, ",") and _ending(c, end - 1, "ahead", "unreal")
            return c.tokens[end - 2].text if doubted else ""
        turned = any(_ending(c, end, cls) for cls in _TURNING) or _compares(c, end)
        if turned or _ending(c, end, "ahead", "unreal"):
            return token.text
        if _ending(c, end, "ahead", "x"):
            return ""
        if _ending(c, end, "ahead", "pass"):
            looked_past = token.text
            continue
        if any(_ending(c, end, cls) for cls in _PASSED):
            continue
        named = any(token.fold.startswith(noun.casefold()) for noun in nouns)
        of_it = end < c.count and not looked_past and _opens_with_article(c, end)
        known = named or of_it or _listed(c, end) or any(_ending(c, end, cls) for cls in _KNOWN)
        return "" if known else token.text
    return ""


def _listed(c: Cursor, end: int) -> bool:
    """Whether `[ahead]` knows the word, by itself, by its case or ending, or as the name of what is measured."""
    lists, word = c.lexicon.lists, c.tokens[end - 1].fold
    if _ending(c, end, "ahead", "x") or _ending(c, end, "ahead", "head"):
        return True
    if c.lexicon.case_of(word) in lists.words("ahead", "case"):
        return True
    if any(word.endswith(ending) and len(word) > len(ending) + 2 for ending in lists.words("ahead", "ending")):
        return True
    return any(_ending(c, at, "ahead", "head") for at in range(end - 1, max(end - _LONGEST_NAME, 0), -1))


def _compares(c: Cursor, end: int) -> bool:
    """Whether a word for *than* ends here, in a language where what is compared stands behind it."""
    starts = range(max(end - 4, 0), end)
    found = [match for at in starts for match in c.all(at, "comparison") if match.end == end and match.value == "than"]
    return any("behind" not in match.entry.flags for match in found)


def _opens_with_article(c: Cursor, end: int) -> bool:
    """A deficit of, the monthly wage of: what the number is, where nothing stands before it."""
    return end <= _LONGEST_NAME and bool(c.has(0, "one") or c.has(0, "the"))


def _ending(c: Cursor, end: int, cls: str, value: str = "") -> bool:
    """Whether an entry of a class, with a value, ends before a token."""
    starts = range(max(end - 4, 0), end)
    return any(match.end == end and value in ("", match.value) for at in starts for match in c.all(at, cls))
