"""Units and currencies: CLDR's own codes and names through Babel, and what a report adds in `data/units.yml`.

A unit code is the name of CLDR without its category (`hour`, `kilogram`, `square-kilometer`), a currency code of ISO 4217,
or one of Kerege's own: percent, percentage_points, permille, points, persons, count, number, ratio, rate, rank, year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_symbol, list_currencies

from kerege.languages.known import SOURCE

ALIASES: Mapping[str, str] = {
    "hours": "hour", "minutes": "minute", "seconds": "second", "days": "day", "weeks": "week", "months": "month",
    "years": "years", "tonnes": "tonne", "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter",
    "ha": "hectare", "km2": "square-kilometer", "m2": "square-meter", "m3": "cubic-meter", "kg": "kilogram",
    "g": "gram", "mg": "milligram", "ug": "microgram", "l": "liter", "kWh": "kilowatt-hour", "MW": "megawatt",
    "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "per_thousand": "permille", "degrees": "degree",
}  # fmt: skip
"""Short names that people write for a code."""
COUNTED = frozenset({"persons", "things"})
"""What is counted one by one; `things` are counted nouns that are no persons."""
TIMES = frozenset({"years", "month", "week", "day", "hour", "minute", "second"})
SUMS: Mapping[tuple[str, str], int] = {
    ("hour", "minute"): 60, ("years", "month"): 12, ("minute", "second"): 60, ("day", "hour"): 24, ("meter", "centimeter"): 100,
    ("kilometer", "meter"): 1000, ("kilogram", "gram"): 1000,
}  # fmt: skip
"""Units that are said together, with how many of the second make one of the first: 3 hours 20 minutes."""
_CATEGORIES = frozenset(
    ("length", "area", "volume", "mass", "power", "energy", "temperature", "digital", "duration", "pressure", "speed", "frequency", "electric", "light")
)  # fmt: skip
_UNUSUAL = frozenset(
    (
        "point", "stone", "cup", "cup-metric", "drop", "dram", "jigger", "pinch", "grain", "carat", "fathom", "furlong", "earth-radius", "knot",
        "solar-radius", "earth-mass", "solar-mass", "dalton", "bushel", "tablespoon", "teaspoon", "dessert-spoon", "dessert-spoon-imperial", "generic",
        "night", "quarter", "century", "decade", "year-person", "month-person", "week-person", "day-person", "pound", "parsec", "beaufort", "bar", "bit",
        "pint", "quart", "ounce", "yard", "foot", "inch", "foodcalorie", "solar-luminosity", "light-speed", "astronomical-unit", "dunam", "year",
    )
)  # fmt: skip
"""Units whose names are everyday words of another meaning: a report that measures in them lists them itself."""


_FURTHER = frozenset(("megawatt-hour", "gigawatt-hour", "terawatt-hour", "megabit-per-second", "gigabit-per-second"))
"""Measures of offices that CLDR lacks."""


@dataclass(frozen=True, slots=True)
class ReportUnit:
    """A unit of the report's own, from `data/units.yml`."""

    code: str
    words: tuple[tuple[str, tuple[str, ...]], ...]
    """Language codes with its written forms; `*` at the end of one stands for any ending."""
    of: str = ""
    """The unit that it is a multiple of, if it is one."""
    scale: Fraction = Fraction(1)
    """How many of that unit it makes."""

    def forms(self, language: str) -> tuple[str, ...]:
        """How it is written in a language."""
        return next((words for code, words in self.words if code == language), ())


@dataclass(frozen=True, slots=True)
class UnitName:
    """One written form of a unit."""

    code: str
    text: str
    long: bool
    """A whole word, which takes endings."""


def between(said: str, wanted: str) -> Fraction:
    """How many of one unit make one of another that is said together with it (60 minutes an hour); 1 for any other two."""
    if size := SUMS.get((said, wanted)):
        return Fraction(size)
    return 1 / Fraction(SUMS.get((wanted, said), 1))


def canonical(code: str) -> str:
    """The one name of a unit: `hours` and `hour` are the same."""
    return ALIASES.get(code, code)


@cache
def known_codes() -> frozenset[str]:
    """The codes of CLDR's units, of all currencies, and of the measures that CLDR lacks."""
    patterns = Locale.parse(SOURCE)._data["unit_patterns"]
    return frozenset(name.partition("-")[2] for name in patterns) | frozenset(list_currencies()) | _FURTHER


@cache
def currency_codes() -> frozenset[str]:
    """The codes of ISO 4217."""
    return frozenset(list_currencies())


def cldr_form(code: str, locale: Locale) -> str:
    """CLDR's short form of a measure with `{0}` for the number; empty for times, which are said in words, and others."""
    if code in TIMES:
        return ""
    for name, lengths in locale._data["unit_patterns"].items():
        category, _, unit = name.partition("-")
        if unit == code and category in _CATEGORIES and code not in _UNUSUAL:
            return str(lengths.get("short", {}).get("other", ""))
    return ""


def cldr_units(locale: Locale) -> Iterator[UnitName]:
    """The names of CLDR's measures in a language, long and short."""
    for name, lengths in locale._data["unit_patterns"].items():
        category, _, code = name.partition("-")
        if category not in _CATEGORIES or code in _UNUSUAL:
            continue
        for length, patterns in lengths.items():
            for pattern in patterns.values():
                text = pattern.replace("{0}", "").strip() if isinstance(pattern, str) else ""
                # Of single letters only the usual ones: CLDR's narrowest `m` is a month.
                if text and "{" not in text and (len(text) > 1 or length == "short"):
                    yield UnitName(code, text, length == "long" and text[-1].isalpha())


def currencies(locale: Locale) -> dict[str, str]:
    """CLDR's currencies: ISO 4217 code and name."""
    return {str(code): str(name) for code, name in locale.currencies.items()}


def currency_names(locale: Locale) -> Iterator[UnitName]:
    """The names of the world's currencies in a language."""
    plural = locale._data["currency_names_plural"]
    for code, name in currencies(locale).items():
        for text in {name, *(plural.get(code) or {}).values()} - {code}:
            yield UnitName(code, text, True)


@cache
def _current() -> frozenset[str]:
    """The currencies that are legal tender somewhere today."""
    territories = get_global("territory_currencies").values()
    return frozenset(code for entries in territories for code, _, end, _ in entries if end is None)


def current_codes(locale: Locale) -> Iterator[str]:
    """The codes that may stand beside an amount; those of the past are names of other things today (ESA 95)."""
    return (code for code in currencies(locale) if code in _current())


def currency_signs(locale: Locale) -> Iterator[UnitName]:
    """Signs such as $ and €, with those that only English writes."""
    for code in currencies(locale):
        for text in {get_currency_symbol(code, locale), get_currency_symbol(code, SOURCE)} - {code}:
            # A$ would be found in «a $500 grant»: signs with letters are the pack's to list.
            if not any(sign.isalpha() for sign in text):
                yield UnitName(code, text, False)


@cache
def plural_words(code: str, locale: str) -> Mapping[str, str]:
    """The name of a unit in one word by CLDR plural form: in Russian of percent `one` процент, `few` процента, `many` процентов."""
    for name, lengths in Locale.parse(locale)._data["unit_patterns"].items():
        if name.partition("-")[2] == code.removesuffix("s"):
            words = {
                form: text.replace("{0}", "").strip()
                for form, text in lengths.get("long", {}).items()
                if isinstance(text, str)
            }
            return {form: word for form, word in words.items() if word.isalpha()}
    return {}
