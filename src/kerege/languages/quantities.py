"""Finding every number in running text: numerals, number words, fractions, ratios, ranges, with hedges and units.

One regular expression a language is compiled from its `phrases.yml`. Digits always matter, unless they are a
convention (a date, a year, a page). Number words matter when they state a share, a rate or a total: with a unit, a
multiplier, or as a fraction. Number words that only count things in a story are NARRATIVE.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from kerege.languages import LanguagePack


class Form(Enum):
    """How a number is written."""

    NUMERAL = "numeral"
    WORDS = "words"
    FRACTION = "fraction"
    RATIO = "ratio"
    SHARE = "share"


class Kind(Enum):
    """Why a number stands there."""

    QUANTITY = "quantity"
    CONVENTION = "convention"
    NARRATIVE = "narrative"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number in a text; offsets count in that text."""

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    """Equal to `low`, unless a range or a majority was written."""
    form: Form
    unit: str | None
    hedge: str | None
    """about, nearly, over, under, at_least, at_most, just_over, just_under."""
    decimals: int
    kind: Kind
    convention: str = ""

    @property
    def is_range(self) -> bool:
        return self.low != self.high and self.form is not Form.SHARE


_SPACE = "[ \u00a0\u202f\u2009]"


_Share = tuple[re.Pattern[str], Decimal, Decimal, Form, Kind]


@dataclass(frozen=True)
class _Grammar:
    pattern: re.Pattern[str]
    conventions: re.Pattern[str]
    convention_names: tuple[str, ...]
    words: dict[str, Decimal]
    word: re.Pattern[str]
    fractions: tuple[_Share, ...]
    ratio: re.Pattern[str] | None
    decimal_marks: str
    grouping: str


@lru_cache(maxsize=200_000)
def find_quantities(text: str, pack: LanguagePack) -> tuple[Quantity, ...]:
    """Every number of a text, in order, none overlapping."""
    grammar = _grammar(pack)
    taken: list[Quantity] = []
    for match in grammar.conventions.finditer(text):
        if match.end() == match.start():
            continue
        assert match.lastgroup is not None
        name = grammar.convention_names[int(match.lastgroup[1:])]
        taken.append(
            Quantity(
                match.start(),
                match.end(),
                match[0],
                Decimal(0),
                Decimal(0),
                Form.NUMERAL,
                None,
                None,
                0,
                Kind.CONVENTION,
                name,
            )
        )
    spans = [(q.start, q.end) for q in taken]
    position = 0
    while (found := grammar.pattern.search(text, position)) is not None:
        match = found
        over = [end for start, end in spans if match.start("core") < end and start < match.end("core")]
        if over:
            # "from 42.2 in 2000 to 2.9 in 2012": after the year the search goes on, not after the seeming range.
            position = max(over[0], match.start() + 1)
            continue
        position = max(match.end(), match.start() + 1)
        quantity = _quantity(match, grammar)
        if quantity is not None:
            taken.append(quantity)
    return tuple(sorted(taken, key=lambda q: q.start))


def _quantity(match: re.Match[str], grammar: _Grammar) -> Quantity | None:
    groups = match.groupdict()
    hedge = next((k[2:] for k, v in groups.items() if v and k[:2] in ("b_", "a_")), None)
    unit = next((k[2:].rstrip("0123456789") for k, v in groups.items() if v and k[:2] in ("u_", "p_", "v_")), None)
    common = (match.start(), match.end(), match[0])
    if match["share"]:
        for pattern, low, high, form, kind in grammar.fractions:
            # Matched in place, since a pattern may look at the word that follows.
            found = pattern.match(match.string, match.start("share"))
            if found is not None and found.end() == match.end("share"):
                return Quantity(*common, low, high, form, None, hedge, 0, kind)
        return _ratio(match, grammar, common, hedge)
    first, decimals, form = _number(match["n1"] or match["o1"], grammar)
    second = match["n2"] or match["o2"]
    high, more, _ = _number(second, grammar) if second else (first, decimals, form)
    if match["m4"] or match["m3"]:
        high *= _scale(match["m4"] or match["m3"], grammar)
        first *= _scale(match["m3"] or match["m4"], grammar)
    elif match["m2"]:
        # `650 to 700 thousand`: the multiplier serves both ends; `650 thousand to 700 thousand` has its own on each.
        high *= _scale(match["m2"], grammar)
        first = first * _scale(match["m1"] or match["m2"], grammar)
    elif match["m1"]:
        first *= _scale(match["m1"], grammar)
        high = high if second else first
    # In words, only a unit or a large number makes a statement; `two sisters` just counts.
    # "One person" is a way to say "somebody".
    measured = unit not in (None, "years") and not (unit == "persons" and first == high == 1)
    stated = form is Form.NUMERAL or measured or max(first, high) >= 1000
    kind = Kind.QUANTITY if stated else Kind.NARRATIVE
    return Quantity(*common, min(first, high), max(first, high), form, unit, hedge, max(decimals, more), kind)


def _ratio(match: re.Match[str], grammar: _Grammar, common: tuple[int, int, str], hedge: str | None) -> Quantity | None:
    found = grammar.ratio.fullmatch(match["share"]) if grammar.ratio else None
    if found is None:
        return None
    part, _, _ = _number(found["rn"], grammar)
    whole, _, _ = _number(found["rm"], grammar)
    if not whole or part > whole:
        return None
    share = part * 100 / whole
    return Quantity(*common, share, share, Form.RATIO, None, hedge, 0, Kind.QUANTITY)


def _scale(text: str, grammar: _Grammar) -> Decimal:
    return _lookup(text.strip(), grammar) or Decimal(1)


def _lookup(word: str, grammar: _Grammar) -> Decimal | None:
    match = grammar.word.fullmatch(word.casefold())
    if match is None or match.lastgroup is None:
        return None
    return grammar.words[match.lastgroup]


def _number(text: str, grammar: _Grammar) -> tuple[Decimal, int, Form]:
    """The value of a numeral or of number words, its printed decimals, its form."""
    if any(character.isdigit() for character in text):
        return (*_numeral(text, grammar), Form.NUMERAL)
    total, current = Decimal(0), Decimal(0)
    for word in re.split(r"[\s\u00a0-]+", text.casefold()):
        value = _lookup(word, grammar)
        if value is None:
            continue
        if value == 100:
            current = (current or Decimal(1)) * 100
        elif value >= 1000:
            total += (current or Decimal(1)) * value
            current = Decimal(0)
        else:
            current += value
    found = total + current
    return found, 0 if found == found.to_integral_value() else 1, Form.WORDS


def _numeral(text: str, grammar: _Grammar) -> tuple[Decimal, int]:
    digits = re.sub(f"{_SPACE}", "", text)
    if grammar.grouping:
        digits = digits.replace(grammar.grouping, "")
    for mark in grammar.decimal_marks:
        digits = digits.replace(mark, ".")
    whole, _, fraction = digits.partition(".")
    return Decimal(f"{whole}.{fraction}" if fraction else whole), len(fraction)


@cache
def _grammar(pack: LanguagePack) -> _Grammar:
    data = pack.phrases
    ending = data.get("ending", "")
    words = {_group(value): Decimal(str(value)) for value in [*data["cardinals"], *data["multipliers"]]}
    cardinals, multipliers = _patterns(data["cardinals"]), _patterns(data["multipliers"])
    parts = {**cardinals, **multipliers}
    # The endings, of which Kyrgyz has dozens, stand once behind all words: so the expressions are compiled much sooner.
    word = "|".join(f"(?P<{_group(value)}>{pattern})" for value, pattern in parts.items())
    word = f"(?:{word}){ending}"
    decimals = re.escape(data["decimal"])
    if data["grouping"]:
        mark = re.escape(data["grouping"])
        # Blanks that do not break group digits too, as the SI brochure (5.4.4) has it.
        numeral = (
            rf"\d{{1,3}}(?:{mark}\d{{3}})+(?:[{decimals}]\d+)?"
            rf"|\d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}})+(?!\d)(?:[{decimals}]\d+)?|\d+(?:[{decimals}]\d+)?"
        )
    else:
        numeral = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[{decimals}]\d+)?|\d+(?:[{decimals}]\d+)?"
    # Only the last word of a compound carries an ending where the language glues endings on.
    stem = "|".join(f"(?:{pattern})" for pattern in parts.values())
    spelled = rf"(?<!\w)(?:(?:{stem})(?:{data['joiner']}))*(?:{stem}){ending}(?!\w)"
    number = rf"(?:{numeral}|{spelled})"
    glued = "" if not ending else rf"(?:-?{ending}(?!\w))?"
    multiplier = f"(?:{'|'.join(f'(?:{p})' for p in multipliers.values())}){ending}"
    shares, fractions, ratio = _shares(data, number)
    before = _named(data["before"], "b_")
    after = _named(data["after"], "a_")
    units = _named(data["units"], "u_")
    # A range that ends in a word of its own («650 миңден 700 миңге чейин») has multiplier and unit before that word.
    inner_units, bare_units = _named(data["units"], "v_"), "|".join(_patterns(data["units"]).values())
    unit_before = _named(data["unit_before"], "p_")
    spans = data["range"]
    core = (
        rf"(?P<share>(?<!\w)(?:{shares})(?!\w))"
        rf"|(?:(?:{spans['open']})(?P<o1>{number}){glued}(?:{_SPACE}?(?P<m3>(?:{multiplier})(?!\w)))?"
        rf"(?:{_SPACE}?(?:{bare_units})(?!\w))?(?:{spans['open_between']})(?P<o2>{number}){glued}"
        rf"(?:{_SPACE}?(?P<m4>(?:{multiplier})(?!\w)))?(?:{_SPACE}?(?:{inner_units})(?!\w))?(?:{spans['close']}))"
        rf"|(?P<n1>{number}){glued}(?:{_SPACE}?(?P<m1>(?:{multiplier})(?!\w)))?"
        rf"(?:(?:{spans['between']})(?P<n2>{number}){glued})?"
    )
    # Most words of a text are passed over because none of this begins there; within a word still less can.
    begins = "|".join([*_patterns(data["before"]).values(), *_beginnings(data), stem])
    within = "|".join(filter(None, [r"\d", *_patterns(data["unit_before"]).values(), spans["open"]]))
    pattern = (
        rf"(?:(?<!\w)(?={begins})|(?={within}))"
        rf"(?:(?<!\w)(?:{before})\s+(?:the |a )?)?(?:{unit_before})?(?P<core>{core})"
        rf"(?:{_SPACE}?(?P<m2>(?:{multiplier})(?!\w)))?(?:{_SPACE}?(?:{units})(?!\w))?(?:\s+(?:{after})(?!\w))?"
    )
    names = tuple(item["name"] for item in data["conventions"])
    conventions = "|".join(rf"(?P<c{i}>(?<![\w,.]){item['pattern']})" for i, item in enumerate(data["conventions"]))
    flags = re.IGNORECASE
    return _Grammar(
        re.compile(pattern, flags),
        re.compile(conventions),
        names,
        words,
        re.compile(word, flags),
        fractions,
        ratio,
        data["decimal"],
        data["grouping"],
    )


def _group(value: object) -> str:
    return "w" + str(value).replace(".", "_")


def _patterns(entries: dict[str, dict[str, str]]) -> dict[str, str]:
    """The regular expression of each entry; the sample beside it is for the tests."""
    return {name: entry["pattern"] for name, entry in entries.items()}


def _named(entries: dict[str, dict[str, str]], prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{name}>{pattern})" for name, pattern in _patterns(entries).items()) or "(?!)"


def _beginnings(data: Mapping[str, Any]) -> list[str]:
    """How fractions, ratios and majority words begin, but for those that begin with a number.

    The number of a ratio stands within no other group of its pattern.
    """
    sources = [item["pattern"] for key in ("shares", "fractions", "ratios") for item in data[key]]
    before_number = [re.split(r"\(\?P<r[nm]>N\)", source)[0] for source in sources]
    return [_unnamed(source) for source in before_number if source]


def _unnamed(ratio: str) -> str:
    """The pattern of a ratio with groups that have no names."""
    return re.sub(r"\(\?P<r[nm]>", "(?:", ratio)


def _shares(data: Mapping[str, Any], number: str) -> tuple[str, tuple[_Share, ...], re.Pattern[str] | None]:
    """Alternation of all fractions, ratios and majority words, with what each means."""
    compiled: list[_Share] = []
    sources: list[str] = []
    ratio: re.Pattern[str] | None = None
    for form, key in ((Form.SHARE, "shares"), (Form.FRACTION, "fractions"), (Form.RATIO, "ratios")):
        for item in data[key]:
            source = item["pattern"]
            if "(?P<rn>" in source:
                ratio = re.compile(source.replace("N)", f"{number})"), re.IGNORECASE)
                sources.append(_unnamed(source.replace("N)", f"{number})")))
                continue
            low = Decimal(item.get("low", item.get("value", "0")))
            high = Decimal(item.get("high", item.get("value", "0")))
            kind = Kind.NARRATIVE if item.get("narrative") else Kind.QUANTITY
            compiled.append((re.compile(rf"(?:{source})(?!\w)", re.IGNORECASE), low, high, form, kind))
            sources.append(source)
    return "|".join(f"(?:{source})" for source in sources), tuple(compiled), ratio
