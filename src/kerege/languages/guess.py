"""In which language a text is written: by the letters of each pack's alphabet, and by the words that say nothing by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kerege.languages import available, language_pack
from kerege.languages.stems import is_small_word, words

_LOOKED_AT = 50_000
"""So many characters tell it."""
_OWN_LETTER = 3
"""How much a letter that only one of the alphabets has counts beside a small word."""


def guess_language(text: str, among: Sequence[str] = ()) -> str:
    """The code of the likeliest language, of all that there are if none are given; of a text without words the first."""
    among = among or available()
    text = text[:_LOOKED_AT].casefold()
    alphabets = {code: language_pack(code).letters for code in among}
    letters = Counter(sign for sign in text if sign.isalpha())
    found = [word for word, _, _ in words(text)]
    scores = {}
    for code in among:
        known = sum(count for letter, count in letters.items() if letter in alphabets[code])
        own = sum(
            count
            for letter, count in letters.items()
            if letter in alphabets[code] and not any(letter in alphabets[other] for other in among if other != code)
        )
        small = sum(is_small_word(word, code) for word in found)
        scores[code] = known / max(1, letters.total()) * (1 + small + _OWN_LETTER * own)
    # Of alphabets that hold all its letters the smaller one is likelier: Kyrgyz has every letter of Russian.
    return max(among, key=lambda code: (scores[code], -len(alphabets[code])))
