"""Words of several scripts and spellings folded into one, so that a name is known however it is written.

Кадамжай, Kadamjay, Kadamzhai, Kadamjaj and Qadamjay have one skeleton of Latin letters. Where a letter is read in more than one
way (`j` is ж to one writer and й to the next, `x` is х or кс) a word has several skeletons, and two words are the same when
they share one.

Source of the letters: CLDR's transforms (Cyrillic-Latin, Kazakh, Kyrgyz, Tajik, Uzbek), ALA-LC, BGN/PCGN and ISO 9 for the ways in which
one letter is romanised; Unicode Technical Standard 39 for letters that look alike.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

_LETTERS = {
    # Cyrillic: Russian, Kyrgyz, Kazakh, Tajik, Uzbek, Tatar, Bashkir, Turkmen, Uyghur, Ukrainian, Belarusian, South Slavic, Mongolian.
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "ű", "я": "ia", "ң": "n", "ө": "o", "ү": "u", "ә": "a", "ғ": "g",
    "қ": "k", "ұ": "u", "һ": "h", "і": "i", "ҷ": "j", "ҳ": "h", "ӣ": "i", "ӯ": "u", "ў": "õ", "ҡ": "k", "ҙ": "z", "ҫ": "s", "җ": "j",
    "ґ": "g", "є": "e", "ї": "i", "ј": "ĵ", "љ": "l", "њ": "n", "ћ": "ch", "ђ": "j", "џ": "j", "ѓ": "g", "ќ": "k", "ѕ": "z", "ҕ": "g",
    "ӷ": "g", "ҟ": "k", "ҝ": "k", "ҥ": "n", "ҹ": "j", "ӝ": "j", "ӟ": "z", "ӡ": "z", "ӵ": "ch", "ҽ": "ch", "ҿ": "ch", "ӏ": "", "ӂ": "j",
    "ѐ": "e", "ѝ": "i", "ӧ": "o", "ӱ": "u", "ӳ": "u", "ӥ": "i", "ӓ": "a", "ӑ": "a", "ӗ": "e", "ӭ": "e", "ӫ": "o", "ӛ": "a", "ӹ": "i",
    # Latin letters whose mark says which sound is meant.
    "ş": "sh", "ș": "sh", "š": "sh", "ŝ": "sh", "ç": "ƈ", "č": "ch", "ć": "ch", "ĉ": "ch", "ž": "j", "ż": "j", "ĝ": "j", "ǰ": "j",
    "ẋ": "h", "ḥ": "h", "ḫ": "h", "ḩ": "h", "ħ": "h", "ĥ": "h", "ŭ": "õ", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "t",
    "æ": "e", "œ": "o", "ß": "s", "ə": "a", "ŋ": "n", "ŧ": "t", "w": "v", "q": "k", "y": "i", "j": "ĵ", "x": "ẍ", "c": "ĉ",
}  # fmt: skip
"""By letter. `ĵ ẍ ĉ õ ű ƈ` stand for what is read in more than one way."""
_TABLE = str.maketrans(_LETTERS)
_WAYS = {
    "ĵ": ("j", "i"),
    "ẍ": ("h", "ks"),
    "ĉ": ("k", "ts", "j", "s"),
    "õ": ("o", "u"),
    "ű": ("iu", "u"),
    "ƈ": ("ч", "j"),
    "ḉ": ("ч", "h"),
    "ṳ": ("ue", "u"),
    "ọ": ("oe", "o"),
    "ë": ("e", "io", "o"),
}
_MOST = 24
"""Skeletons of one word; a longer list is for words that are no names."""
_DIGRAPHS = (
    ("schtsch", "sh"), ("shch", "sh"), ("dsch", "j"), ("tsch", "ч"), ("tch", "ч"), ("sch", "sh"), ("ch", "ḉ"), ("dzh", "j"), ("zh", "j"),
    ("dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ck", "k"), ("ng", "n"), ("ou", "u"), ("oʻ", "õ"), ("gʻ", "g"),
    ("yo", "ë"), ("jo", "ë"), ("yu", "ű"), ("ju", "ű"), ("ue", "ṳ"), ("oe", "ọ"),
)  # fmt: skip
_AFTER = (("dj", "j"), ("ch", "ч"), ("kh", "h"), ("ng", "n"), ("ie", "e"), ("ks", "x"), ("ou", "u"))
"""The same of Cyrillic letters, once they are Latin; what is spelled alike is written alike."""
APOSTROPHES = "ʻʼʽ‘’`´ʹ′'ˈ\u02bb\u02bc\u055a\uff07"
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_LOOKING = dict(zip("aceopxyijsdhqwBCEHKMOPTXAYIJS", "асеорхуіјѕԁһԛԝВСЕНКМОРТХАУІЈЅ", strict=True))
"""Latin letters that look like Cyrillic ones."""
_TO_CYRILLIC = str.maketrans(_LOOKING | {"y": "у", "u": "и", "n": "п", "m": "т", "i": "і"})
_TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in _LOOKING.items()} | {"ԍ": "g"})
_GREEK = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ", "ABEZHIKMNOPTYXaeiknoptux")
INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\x00-\x08\x0e-\x1f\x7f-\x9f\ufff9-\uffff\U000e0000-\U000e0fff]"
)
_ODD = re.compile(
    rf"&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});|{INVISIBLE.pattern}|[\u0300-\u036f\u0483-\u0489\u1dc0-\u1dff\u20d0-\u20f0]"
)


class Readable:
    """A text as a reader sees it: entities resolved, invisible signs left out, marks put together with their letters."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.text, self._starts, self._shifts = (
            _readable(text) if not text.isascii() or "&" in text else (text, [0], [0])
        )

    def place(self, offset: int) -> int:
        """Where a character of the text stands in the source."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]


def _readable(text: str) -> tuple[str, list[int], list[int]]:
    pieces: list[str] = []
    starts, shifts = [0], [0]
    position = length = 0
    for match in _ODD.finditer(text):
        pieces.append(text[position : match.start()])
        length += match.start() - position
        position = match.end()
        sign = unescape(match[0]) if match[0][0] == "&" else match[0]
        # An entity for a control character stands for nothing.
        if not sign or INVISIBLE.fullmatch(sign):
            sign = ""
        elif unicodedata.combining(sign[0]) or unicodedata.category(sign[0]) == "Me":
            # A mark becomes part of its letter where Unicode has the two as one; any other hides nothing.
            before = next((piece for piece in reversed(pieces) if piece), "")
            whole = unicodedata.normalize("NFC", before[-1:] + sign) if before else ""
            if len(whole) == 1 and whole.isalpha():
                at = max(index for index, piece in enumerate(pieces) if piece)
                pieces[at] = pieces[at][:-1] + whole
            sign = ""
        if sign:
            pieces.append(sign)
            length += len(sign)
        starts.append(length)
        shifts.append(position - length)
    pieces.append(text[position:])
    return "".join(pieces), starts, shifts


# A report says the same words over and over, and every finished file says them once more.
@lru_cache(maxsize=1 << 18)
def skeletons(word: str) -> tuple[str, ...]:
    """A word in Latin letters, spellings folded, in each way in which it can be read."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", word))
    found = dict.fromkeys(skeleton for spelled in _one_script(plain) for skeleton in _folded(spelled.casefold()))
    return tuple(found)[:_MOST]


def _one_script(word: str) -> Iterator[str]:
    """The word, or, where letters of one script imitate another's, each script that it can be meant in."""
    latin = any("a" <= c <= "z" or "A" <= c <= "Z" for c in word)
    cyrillic = any("\u0400" <= c <= "\u052f" for c in word)
    greek = any("\u0370" <= c <= "\u03ff" for c in word)
    if (latin or cyrillic) and greek:
        word = word.translate(_GREEK)
        latin = True
    if latin and cyrillic:
        yield word.translate(_TO_CYRILLIC)
        yield word.translate(_TO_LATIN)
    yield word


def _folded(word: str) -> Iterator[str]:
    word = re.sub(rf"(?<=[og])[{APOSTROPHES}]", "ʻ", word)
    for old, new in _DIGRAPHS:
        word = word.replace(old, new)
    latin = _APOSTROPHE.sub("", word).translate(_TABLE)
    if not latin.isascii():
        kept = "".join(_WAYS)
        latin = "".join(c if c in kept else _bare(c) for c in latin)
    ways = [_WAYS.get(letter, (letter,)) for letter in latin]
    for letters in itertools.islice(itertools.product(*ways), _MOST):
        read = "".join(letters)
        for old, new in _AFTER:
            read = read.replace(old, new)
        # ч stands for one sound until doubled letters are one.
        yield re.sub(r"(.)\1+", r"\1", read.replace("ч", "c"))


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    """A letter without its marks."""
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c)).translate(
        _TABLE_BARE
    )


_TABLE_BARE = str.maketrans({key: value for key, value in _LETTERS.items() if key not in "jxcyqw"})


def unknown_letters(text: str) -> str:
    """Letters of scripts that this module does not fold into Latin: a name in them is known in that script only."""
    found = dict.fromkeys(c for c in text if ord(c) > 0x52F and c.isalpha() and not _known(c))
    return "".join(found)


@lru_cache(maxsize=4096)
def _known(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return any(script in name for script in ("LATIN", "CYRILLIC", "MODIFIER LETTER", "GREEK"))
