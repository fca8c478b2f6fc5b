"""The words of a tie as they should be: the value in the page's language, in the form in which the number stands now.

Nothing is proposed that does not agree: each candidate is put into its passage and judged as the check judges it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kerege.evidence.phrases import fact_of, named_over, printed_value, stated_passages
from kerege.evidence.stated import Hold, Stated, judge_hold, state
from kerege.evidence.tolerances import Tolerances
from kerege.languages import LanguagePack
from kerege.languages.formats import format_number
from kerege.languages.known import plural_form
from kerege.languages.reading import Named
from kerege.languages.units import canonical, plural_words
from kerege.model import Chapter, Report, Scheme, Statistic, Tie, Value

_BARE = frozenset(("number", "count", "persons", "rank", "index", "year"))
"""Units that need not be written."""
_DIGITS = re.compile(r"\d+(?:[\d.,'’٫٬\u00a0\u202f ]*\d)?")
_DECIMALS = re.compile(r"[.,٫](\d+)$")
_WORDS = re.compile(r"\d[\u00a0\u202f ]*(?P<word>[^\W\d_]{3,})")


def reworded(
    report: Report, chapter: Chapter, tie: Tie, value: Value, pack: LanguagePack, tolerances: Tolerances
) -> tuple[str, ...]:
    """What could stand between the brackets of a tie to a statistic so that it agrees, the nearest to what stands there first."""
    statistic = report.statistics.get(tie.target)
    if statistic is None or tie.scheme is not Scheme.STATISTIC:
        return ()
    found = next(iter(stated_passages(report.statistics, chapter, {tie.target: value}, pack, {tie.passage})), None)
    holds = [hold for hold in found[1].holds if hold.key is tie] if found else []
    if found is None or not holds:
        return ()
    named = named_over(chapter, chapter.passages[tie.passage], pack)
    written = chapter.text[tie.words_start : tie.words_end]
    agreeing = []
    for words in dict.fromkeys(_candidates(written or tie.words, statistic, value, pack)):
        if words != written and _agrees(found[1], holds[0], words, statistic, value, pack, tolerances, named):
            agreeing.append(words)
    return tuple(agreeing)


def _candidates(words: str, statistic: Statistic, value: Value, pack: LanguagePack) -> Iterator[str]:
    numbers = list(_DIGITS.finditer(words))
    wanted = [value.number] if value.high is None else [value.number, value.high]
    if len(numbers) == len(wanted):
        for decimals in dict.fromkeys((_printed_decimals(numbers[0][0]), statistic.decimals)):
            said, done = "", 0
            for match, number in zip(numbers, wanted, strict=True):
                said += words[done : match.start()] + format_number(abs(number), decimals, pack)
                done = match.end()
            said += words[done:]
            yield _in_number(words, said, wanted[-1], decimals, statistic, pack)
            yield said
    printed = printed_value(statistic, value, pack)
    hedge = words[: numbers[0].start()] if len(numbers) == 1 else ""
    if hedge.strip():
        yield hedge + printed
    yield printed
    if value.high is None and canonical(statistic.unit) in _BARE:
        yield format_number(value.number, statistic.decimals, pack)


def _printed_decimals(number: str) -> int:
    match = _DECIMALS.search(number)
    # Three digits behind a mark may be a group: 1,200.
    return len(match[1]) if match and len(match[1]) != 3 else 0


def _in_number(before: str, after: str, value: Decimal, decimals: int, statistic: Statistic, pack: LanguagePack) -> str:
    """The word of the unit in the number that its value asks for: 53 процента, 51 процент. Only where CLDR has both."""
    old, new = _WORDS.search(before), _WORDS.search(after)
    unit = canonical(statistic.unit)
    if old is None or new is None or decimals:
        return after
    whole = int(value.to_integral_value())
    forms = plural_words(unit, pack.babel_locale)
    if old["word"] not in forms.values():
        return after
    word = forms.get(plural_form(whole, pack.babel_locale), "")
    return after[: new.start("word")] + word + after[new.end("word") :] if word else after


def _agrees(
    stated: Stated,
    hold: Hold,
    words: str,
    statistic: Statistic,
    value: Value,
    pack: LanguagePack,
    tolerances: Tolerances,
    named: Named,
) -> bool:
    text = stated.text[: hold.start] + words + stated.text[hold.end :]
    moved = replace(hold, end=hold.start + len(words), printed="")
    shift = len(words) - (hold.end - hold.start)
    others = [
        replace(one, start=one.start + shift, end=one.end + shift) if one.start >= hold.end else one
        for one in stated.holds
        if one is not hold
    ]
    again = state(text, [moved, *(replace(one, printed="") for one in others)], pack)
    mine = next(one for one in again.holds if one.key is hold.key)
    return judge_hold(again, mine, fact_of(statistic, value, pack.code), pack, tolerances, named).holds
