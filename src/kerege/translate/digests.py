"""When two texts of a block say the same: digests with what a data update changes masked.

Spaces fold, so reflowing is no change. Within a tie to a statistic each number becomes its form (numeral, words, fraction),
its hedge and its unit, so a new value is no change, and a new wording is. The id of a quote is masked: which testimony
illustrates a sentence is not the translator's business.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

from kerege.languages import LanguagePack
from kerege.languages.quantities import find_quantities

_TIE = re.compile(r"\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\((?P<scheme>stat|quote):(?P<target>[^)\s]*)\)")


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
    for number in reversed(find_quantities(words, pack)):
        mark = f"#{number.form.value} {number.hedge or ''} {number.unit or ''}#"
        words = words[: number.start] + mark + words[number.end :]
    return f"[{words}](stat:{tie['target']})"
