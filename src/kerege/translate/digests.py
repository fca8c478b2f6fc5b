"""When two texts of a block say the same: digests with what a data update changes masked.

Spaces fold, so reflowing is no change. Within a tie to a statistic or a claim each number becomes its form (numeral, words, fraction),
its hedge and its unit, so a new value is no change, and a new wording is. The id of a quote is masked: which testimony
illustrates a sentence is not the translator's business.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

from kerege.languages import LanguagePack
from kerege.languages.reading import Form, Span, number_end, read

_TIE = re.compile(r"\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\((?P<scheme>stat|claim|quote):(?P<target>[^)\s]*)\)")
_UNITS = frozenset(("percent", "percentage_points", "USD", "KGS", "RUB", "years"))
"""Units that are masked with their number; what is counted is a word of the sentence."""
_DIGITS = frozenset((Form.RATE, Form.RANGE, Form.TIMES, Form.ORDINAL))
"""Forms that are masked as numerals where they are written in digits."""


@cache
def digest(text: str, pack: LanguagePack) -> str:
    """The digest of a block's Markdown: 16 hexadecimal digits of its sha256."""
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    masked = _TIE.sub(lambda tie: _masked(tie, pack), folded)
    return hashlib.sha256(masked.encode("utf-8")).hexdigest()[:16]


def _masked(tie: re.Match[str], pack: LanguagePack) -> str:
    if tie["scheme"] == "quote":
        return f"[{tie['words']}](quote:)"
    words = tie["words"]
    for span in reversed(read(words, pack.lexicon)):
        mark = _mark(words, span)
        if mark:
            end = number_end(words, span, pack.lexicon, _UNITS)
            words = words[: span.start] + mark + words[end:]
    return f"[{words}]({tie['scheme']}:{tie['target']})"


def _mark(words: str, span: Span) -> str:
    """What a number is masked by; a word such as *twice* or *third* stays as it is."""
    written = words[span.start : span.end]
    digits = any(sign.isdecimal() for sign in written)
    quantity = span.quantity
    if quantity is None:
        return "#numeral  #" if digits else ""
    form = quantity.form
    if form in _DIGITS or form is Form.VAGUE:
        if not digits and form is not Form.RANGE:
            return ""
        form = Form.NUMERAL if digits else Form.WORDS
    relation = "" if quantity.relation in ("between", "range", "from", "exact") else quantity.relation
    return f"#{form.value} {relation} {quantity.unit if quantity.unit in _UNITS else ''}#"
