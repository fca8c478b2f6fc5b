"""The one formatter: `Decimal` in, text out, in each language's house form.

Babel groups the digits; rounding is ours, half up, since Babel's is half even and the published figures are not.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

from babel import Locale, numbers
from babel.dates import format_skeleton

from kerege.languages import LanguagePack
from kerege.languages.cldr import usual_marks
from kerege.languages.tokens import fold_apostrophes
from kerege.languages.units import canonical, cldr_form, currency_codes


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """`value` with that many decimals, halves rounded away from zero."""
    # Decimal's usual 28 digits would make an error of a longer number.
    room = Context(prec=max(28, value.adjusted() + decimals + 2), rounding=ROUND_HALF_UP)
    return value.quantize(Decimal(1).scaleb(-decimals), context=room)


def format_number(value: Decimal, decimals: int, pack: LanguagePack) -> str:
    """A bare number: grouped digits, the language's decimal mark."""
    # What is cached takes anything that is equal: mypy looks at the types here.
    return _formatted(value, decimals, pack)


@lru_cache(maxsize=100_000)
def _formatted(value: Decimal, decimals: int, pack: LanguagePack) -> str:
    rounded = round_half_up(value, decimals)
    # CLDR groups as the language does: India by lakh, Spanish and Polish not below 10,000.
    locale = Locale.parse(pack.babel_locale)
    pattern = locale.decimal_formats[None].pattern.partition(";")[0].partition(".")[0] + (
        "." + "0" * decimals if decimals else ""
    )
    with localcontext(prec=max(28, rounded.adjusted() + decimals + 2)):
        text = str(numbers.format_decimal(rounded, format=pattern, locale=locale))
    # CLDR's grouping space varies (U+00A0, U+202F) with its version; ours does not. A minus is a minus, no hyphen; a mark of
    # direction is the browser's business.
    text = text.replace("\u202f", "\u00a0").replace("-", "−").replace("\u200e", "").replace("\u200f", "")
    return pack.in_digits(_own_marks(text, pack))


def _own_marks(text: str, pack: LanguagePack) -> str:
    """The number with the marks that the pack puts first, where they are others than CLDR's of the same locale."""
    usual = usual_marks(pack.babel_locale)
    own = (pack.lexicon.settings.decimal[:1] or usual[0], pack.lexicon.settings.group[:1] or "")
    own = (own[0], "\u00a0" if own[1] == " " else own[1])
    usual = (usual[0], "\u00a0" if usual[1] == " " else usual[1])
    return text if own == usual else text.translate({ord(usual[0]): own[0], ord(usual[1]): own[1]})


def format_value(value: Decimal, unit: str, decimals: int, pack: LanguagePack) -> str:
    """A value with its unit, as the tool prints it: `59.6%`, `59,6 %`, `US$1.90`, `64 kg`.

    What is counted (persons, years, …) and bare numbers print without a unit. A minus stands before a currency sign.
    """
    if unit == "year":
        return pack.in_digits(str(round_half_up(value, 0)))
    printed = format_number(abs(value), decimals, pack)
    minus = "−" if round_half_up(value, decimals) < 0 else ""
    return minus + _form(canonical(unit), pack).format(n=printed)


@lru_cache(maxsize=1_000)
def _form(unit: str, pack: LanguagePack) -> str:
    """How a unit is printed: the pack's own form, the report's, CLDR's short one, or the code of a currency."""
    if unit in pack.formats:
        return pack.formats[unit]
    own = next((one.forms(pack.code) for one in pack.units if one.code == unit), ())
    if own:
        return "{n}\u00a0" + own[0].rstrip("*~")
    if unit in currency_codes():
        return "{n}\u00a0" + unit
    short = cldr_form(unit, Locale.parse(pack.babel_locale))
    return short.replace("{0}", "{n}").replace(" ", "\u00a0") if short else "{n}"


def format_date(date: str, pack: LanguagePack) -> str:
    """A date of the form 2026-11-25 as it is written out: `25 November 2026`; what is no such date stays as it is.

    As CLDR's long form, unless the pack has its own (`[print] date | {day} {month} {year}`, `month-names`).
    """
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return date
    form = pack.formats.get("date") or _date_form(Locale.parse(pack.babel_locale))
    name = month_names(pack, pack.formats.get("month-names", ""))[int(month) - 1]
    return pack.in_digits(form.format(day=int(day), month=name, year=year))


def format_period(date: str, pack: LanguagePack) -> str:
    """A day, a month or a year as it is written out: `25 November 2026`, `November 2026`, `2026`."""
    year, _, month = date.partition("-")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= 12):
        return format_date(date, pack)
    # CLDR names a month without a day in another form than one with it.
    text = format_skeleton("yMMMM", datetime.date(int(year), int(month), 1), locale=Locale.parse(pack.babel_locale))
    return pack.in_digits(text.replace("\u202f", "\u00a0"))


def month_names(pack: LanguagePack, own: str) -> list[str]:
    """The names of the months as a date has them: those listed, else CLDR's."""
    listed = [name.strip() for name in own.split(",")]
    wide = Locale.parse(pack.babel_locale).months["format"]["wide"]
    return listed if len(listed) == 12 else [str(wide[number]) for number in range(1, 13)]


def citation_months(pack: LanguagePack) -> list[str]:
    """The names of the months in the date on which a work was looked at."""
    return month_names(
        pack, ",".join(pack.words.words("citation", "month-names")) or pack.formats.get("month-names", "")
    )


def citation_date(pack: LanguagePack) -> str:
    """How that date is written: `{day} {month} {year}`."""
    own = pack.words.words("citation", "date")
    return own[0] if own else pack.formats.get("date") or _date_form(Locale.parse(pack.babel_locale))


def _date_form(locale: Locale) -> str:
    """CLDR's long date: `d 'de' MMMM 'de' y` → `{day} de {month} de {year}`."""
    fields = {"d": "{day}", "dd": "{day}", "M": "{month}", "L": "{month}", "y": "{year}", "yyyy": "{year}"}
    pieces = re.findall(r"'([^']*)'|([A-Za-z])(\2*)|([^'A-Za-z]+)", locale.date_formats["long"].pattern)
    form = "".join(quoted or fields.get(letter, "") or literal for quoted, letter, _, literal in pieces)
    return form.strip() if all(field in form for field in ("{day}", "{month}", "{year}")) else "{day} {month} {year}"


def sort_key(text: str, pack: LanguagePack) -> tuple[tuple[int, ...], str]:
    """A key that sorts by the language's own alphabet; letters it does not know come after those it does.

    A letter with a mark stands with the one without, unless it is one of the alphabet's own: ñ is in Spanish, á is not.
    """
    order = {letter: index for index, letter in enumerate(pack.alphabet)}
    longest = max(map(len, order), default=1)
    text = fold_apostrophes(unicodedata.normalize("NFC", text.casefold()))
    found: list[int] = []
    place = 0
    while place < len(text):
        length = next((size for size in range(longest, 1, -1) if text[place : place + size] in order), 1)
        letter = text[place : place + length]
        place += length
        if letter not in order:
            letter = letter if not letter.isalnum() else unicodedata.normalize("NFD", letter)[0]
        if letter.isalnum() or letter in order:
            found.append(order.get(letter, len(order) + ord(letter[0])))
    return tuple(found), text
