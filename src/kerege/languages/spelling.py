"""Numbers in words, for proving that a pack reads them: as CLDR spells them (RBNF, by the package unicode-rbnf, if it is there),
else put together from the pack's own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from kerege.languages import LanguagePack
from kerege.languages.reading import Kind, read
from kerege.languages.reading.spans import Form

SCALES = (10_000, 100_000, 1_000_000, 1_000_000_000, 1_000_000_000_000)
"""Multiples of these are read back too."""
_TIMES = (1, 2, 5, 7)
LAST = 9_999
_LEFT_OUT = ("year", "ordinal", "digits", "prefixpart", "alt", "gender")
"""Rule sets of CLDR that spell something else than a count."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What the reader made of a number in words."""

    number: int
    spelled: str
    read: Fraction | None
    """None where it refused."""

    @property
    def wrong(self) -> bool:
        return self.read is not None and self.read != self.number


def numbers() -> Iterator[int]:
    """0 to 9,999, and some of every scale."""
    yield from range(LAST + 1)
    for scale in SCALES:
        for times in _TIMES:
            yield scale * times
            yield scale * times + 1
            yield scale * times + 250
            yield scale * times + 3 * scale // 1000


def cldr_spelled(locale: str) -> dict[int, tuple[str, ...]]:
    """The numbers as CLDR spells them, in every gender and case that it knows; empty where it knows none, or nobody can ask it."""
    engine = _engine(locale)
    if engine is None:
        return {}
    sets = [name for name in engine.rulesets if name.startswith(("spellout-cardinal", "spellout-numbering"))]
    sets = [name for name in sets if not any(part in name for part in _LEFT_OUT)]
    found = {}
    for number in numbers():
        spelled = (str(engine.format_number(number, ruleset_names=[name]).text) for name in sets)
        found[number] = tuple(dict.fromkeys(text.replace("\u00ad", "") for text in spelled if text))
    return _trusted(found)


def _trusted(found: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """Without what the package spells as another number: in a few languages it takes a hundred thousand for a thousand."""
    said = Counter(text for texts in found.values() for text in texts)
    doubtful = {scale for scale in SCALES if any(said[text] > 1 for times in _TIMES for text in found[scale * times])}
    return {number: texts for number, texts in found.items() if _scale(number) not in doubtful}


def _scale(number: int) -> int:
    return max((scale for scale in SCALES if scale <= number), default=0)


@cache
def _engine(locale: str) -> Any:
    """The speller of a locale, or of its language; None where there is none."""
    try:
        from unicode_rbnf import RbnfEngine
    except ImportError:
        return None
    for name in dict.fromkeys((locale, locale.partition("_")[0])):
        try:
            return RbnfEngine.for_language(name)
        except (ValueError, KeyError, LookupError, FileNotFoundError):
            continue
    return None


def can_ask_cldr() -> bool:
    """Whether the package that knows CLDR's spelled numbers is installed."""
    try:
        import unicode_rbnf  # noqa: F401
    except ImportError:
        return False
    return True


def own_spelled(pack: LanguagePack) -> dict[int, tuple[str, ...]]:
    """The numbers put together from the pack's first words: hundreds, tens and units in a row, a scale behind what it multiplies."""
    words: dict[int, _Word] = {}
    glue = tuple(
        ending.strip() for ending in pack.words.settings("language").get("glue", "").split(",") if ending.strip()
    )
    for section in ("number", "scale"):
        for line in pack.words.lines(section):
            if line.value.isdecimal() and line.words and not line.flags:
                plain = [re.sub(r"[~*^].*", "", word) for word in line.words]
                joined = (
                    next((word for word in plain if word != plain[0] and word.endswith(glue)), plain[0])
                    if glue
                    else plain[0]
                )
                words.setdefault(int(line.value), _Word(plain[0], joined))
    return {number: (text,) for number in numbers() if (text := _put_together(number, words, pack))}


class _Word(NamedTuple):
    """A number word, and as it is with what joins it to the next («бисту панҷ»)."""

    plain: str
    joined: str


def _put_together(number: int, words: Mapping[int, _Word], pack: LanguagePack) -> str:
    if number == 0:
        return words[0].plain if 0 in words else ""
    pieces: list[_Word | None] = []
    for scale in (10**12, 10**9, 10**6, 1000):
        count, number = divmod(number, scale)
        if count:
            one = count == 1 and scale == 1000 and pack.lexicon.settings.bare_scale
            # What counts a scale stands before it without the joint: «се ҳазору як».
            counting = [] if one else _below_thousand(count, words)
            pieces += [
                *counting[:-1],
                *(word and _Word(word.plain, word.plain) for word in counting[-1:]),
                words.get(scale),
            ]
    pieces += _below_thousand(number, words) if number else []
    known = [piece for piece in pieces if piece is not None]
    if len(known) < len(pieces):
        return ""
    return " ".join([*(piece.joined for piece in known[:-1]), known[-1].plain])


def _below_thousand(number: int, words: Mapping[int, _Word]) -> list[_Word | None]:
    hundreds, rest = number - number % 100, number % 100
    pieces: list[_Word | None] = []
    if hundreds:
        whole = words.get(hundreds)
        pieces = [whole] if whole else [words.get(hundreds // 100), words.get(100)]
    if not rest:
        return pieces
    if rest in words:
        return [*pieces, words[rest]]
    return [*pieces, words.get(rest - rest % 10), words.get(rest % 10)]


def read_back(number: int, spelled: str, pack: LanguagePack) -> ReadBack:
    """What the reader makes of a number in words; anything but one number over the whole phrase is a refusal."""
    found = [span for span in read(spelled, pack.lexicon) if span.quantity or span.kind is Kind.UNREAD]
    if len(found) != 1 or found[0].quantity is None or found[0].kind is Kind.UNREAD:
        return ReadBack(number, spelled, None)
    quantity = found[0].quantity
    plain = quantity.point and quantity.form in (Form.WORDS, Form.NUMERAL)
    return ReadBack(number, spelled, quantity.low if plain else None)


def proof(pack: LanguagePack) -> tuple[str, list[ReadBack]]:
    """Every number in words with what was read: `cldr`, or `own` where CLDR does not spell the language."""
    spelled = cldr_spelled(pack.babel_locale)
    source = "cldr" if spelled else "own"
    spelled = spelled or own_spelled(pack)
    return source, [read_back(number, text, pack) for number, texts in spelled.items() for text in texts]
