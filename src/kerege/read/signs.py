"""Signs by which readers would see another text, above all another number, than the one that was checked.

Refused wherever words are read: signs that turn the direction of text, control characters, signs that draw over others; beside a
number or within a tie also every sign without ink, and letters or special digits that look like digits. Invisible joiners
are allowed where a script needs them, away from numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from kerege.catalogue import problem
from kerege.languages.cldr import own_digits, runs_leftwards
from kerege.read.markup import Trouble

_DIRECTION = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff0-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_OVERLAY = re.compile(r"[\u0334-\u0338\u0488\u0489\u20d0-\u20f0\ufe20-\ufe2f]")
_FILLER = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2061-\u2065\u206a-\u206f\u2800\u3164\uffa0"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Blank or invisible, and needed by no text of a report."""
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
"""Invisible, and needed by some: soft hyphens, joiners, signs that choose a form."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_TIE = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]\((?:stat|claim|nostat|quote|fig|table|term):[^)\s]*\)")
_JOINED = re.compile(r"LATIN|CYRILLIC|GREEK|ARMENIAN|GEORGIAN|HEBREW|DIGIT")
"""Scripts that join no letters; between letters of these a joiner only hides something."""
_RAISED = re.compile(r"(?<=[0-9.,])[²³¹⁰⁴-⁹₀-₉]+|[²³¹⁰⁴-⁹₀-₉]+(?=[0-9])")
_SPECIAL = re.compile(
    r"(?![0-9])\d|[\u2160-\u2188\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3021-\u3029\u3192-\u3195\u3220-\u3229\u3248-\u324f"
    r"\u3251-\u325f\u3280-\u3289\u32b1-\u32bf\U0001f100-\U0001f10c]"
)
"""Digits beside 0 to 9, and signs that hold a number: in a circle, in brackets, Roman."""
_NO_LETTER = re.compile(r"[^\w\s\x00-\x7f]")
_HEAP = 4
"""More marks than any spelling has over one letter."""
_TOKEN = re.compile(r"\w+(?:[.,'’\u00a0\u202f\u2009]\w+)*")
_ROUND = "OoОоΟοՕօ"
_UPRIGHT = "lIІіӀӏΙιɩ"
_ANYWHERE = frozenset(_ROUND + _UPRIGHT)
_WITHIN = frozenset("SBZЅЗзбВ")
"""Labels such as 3B or S5 are common; between two digits these letters are none."""
_LEFTWARDS = "\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_MIXED_ORDER = re.compile(rf"[{_LEFTWARDS}][^\w<]*\d|\d[^\w<]*[{_LEFTWARDS}]")
_ISOLATED = re.compile(r"<bdi\b[^<>]*>.*?</bdi>", re.DOTALL | re.IGNORECASE)
_TURNED = re.compile(
    r"<(?P<tag>\w+)[^<>]*\bdir=[\"']?rtl[^<>]*>(?P<tagged>.{0,2000}?)(?:</(?P=tag)>|\Z)|\{[^{}\n]*\bdir=[\"']?rtl[^{}\n]*\}",
    re.DOTALL | re.IGNORECASE,
)


def sign_troubles(text: str, *, entities: bool = True) -> Iterator[Trouble]:
    """Signs that turn, control, hide or draw over others (X030, X031), whatever the language.

    Args:
        entities: `&#8238;` stands for the sign that it names, as in Markdown.
    """
    if text.isascii() and text.isprintable() and "&" not in text:
        return
    ties = [match.span() for match in _TIE.finditer(text)]
    for at, end, sign in _signs(text, entities):
        yield from _sign(text, at, end, sign, ties)
    if not text.isascii():
        yield from _marks(text)


def number_troubles(text: str, language: str) -> Iterator[Trouble]:
    """Numbers whose parts readers see in another order (X030), and digits that are none of the language's (X032)."""
    if not runs_leftwards(language):
        yield from _order(text)
    if text.isascii():
        return
    for match in _RAISED.finditer(text):
        yield Trouble(match.start(), problem("X032/raised", found=match[0]))
    digits = own_digits(language)
    for match in _SPECIAL.finditer(text):
        sign = match[0]
        if sign not in digits:
            yield Trouble(match.start(), problem("X032/digit-of-another-kind", sign=sign, name=_name(sign)))


def look_alikes(words: str) -> Iterator[Trouble]:
    """X032: letters that look like digits, within what a reader takes for a number. For visible words only."""
    for match in _TOKEN.finditer(words):
        token = match[0]
        if not any(c in "0123456789" for c in token) or not any(c.isalpha() for c in token):
            continue
        bare = re.sub(r"[.,'’\u00a0\u202f\u2009]", "", token)
        seen = "".join("0" if c in _ANYWHERE else c for c in bare)
        within = re.sub(r"(?<=\d)[" + "".join(_WITHIN) + r"]+(?=\d)", "0", seen)
        if within.isdecimal() and within.isascii() and not re.fullmatch(r"O[1-9]", token):
            letter = next(c for c in bare if c.isalpha())
            yield Trouble(
                match.start(),
                problem("X032/looks-like-number-in", token=token, letter=letter, letter2=_name(letter)),
            )


def mixed_words(words: str) -> Iterator[Trouble]:
    """X032: words of a tie in which a letter of one script imitates that of another: nothing reads them."""
    for match in re.finditer(r"[^\W\d_]+", words):
        scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in match[0]}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1:
            word = match[0]
            yield Trouble(match.start(), problem("X032/mixes-letters-two-scripts", word=word))


def _signs(text: str, entities: bool) -> Iterator[tuple[int, int, str]]:
    """Each sign of the kinds above, written as itself or as an entity: where it begins and ends, and the sign."""
    for pattern in (_DIRECTION, _CONTROL, _OVERLAY, _FILLER, _UNSEEN):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), match[0]
    for match in _ENTITY.finditer(text) if entities and "&" in text else ():
        sign = "\0" if re.fullmatch(r"&#[xX]?0+;", match[0]) else unescape(match[0])
        if len(sign) == 1 and any(p.match(sign) for p in (_DIRECTION, _CONTROL, _OVERLAY, _FILLER, _UNSEEN)):
            yield match.start(), match.end(), sign


def _sign(text: str, at: int, end: int, sign: str, ties: list[tuple[int, int]]) -> Iterator[Trouble]:
    name = _name(sign)
    if _DIRECTION.match(sign):
        yield Trouble(at, problem("X030/turns-direction", name=name))
    elif _CONTROL.match(sign):
        yield Trouble(at, problem("X030", name=name))
    elif _OVERLAY.match(sign) or _FILLER.match(sign):
        yield Trouble(at, problem("X031/drawn-over", name=name))
    elif _beside_number(text, at, end, sign) or any(start - 1 <= at <= stop for start, stop in ties):
        yield Trouble(at, problem("X031/in-number", name=name))
    elif sign in "\u200c\u200d\ufeff" and _hides(text, at, end):
        yield Trouble(at, problem("X031/invisible-sign-divides-word", name=name))


def _beside_number(text: str, at: int, end: int, sign: str) -> bool:
    before = _UNSEEN.sub("", text[max(0, at - 12) : at])[-2:]
    after = _UNSEEN.sub("", text[end : end + 12])[:2]
    if "\ufe00" <= sign <= "\ufe0f":
        # It changes the sign before it.
        return bool(re.search(r"\d\Z", before))
    return bool(re.search(r"\d\W?\Z", before) or re.match(r"\W?\d", after))


def _hides(text: str, at: int, end: int) -> bool:
    """Whether a joiner stands between letters that nothing joins."""
    beside = (text[at - 1 : at], text[end : end + 1])
    return all(sign.isalpha() and _JOINED.match(unicodedata.name(sign, "")) for sign in beside if sign) and all(beside)


def _marks(text: str) -> Iterator[Trouble]:
    """Combining marks over digits and punctuation, and heaps of them over a letter."""
    for match in _NO_LETTER.finditer(text):
        if not unicodedata.category(match[0]).startswith("M") or any(
            p.match(match[0]) for p in (_OVERLAY, _FILLER, _UNSEEN)
        ):
            continue
        base = match.start() - 1
        while base >= 0 and (unicodedata.category(text[base]).startswith("M") or _UNSEEN.match(text[base])):
            base -= 1
        over = text[base : base + 1] if base >= 0 else ""
        if not (over.isalpha() or over == "\u25cc") or match.start() - base > _HEAP:
            yield Trouble(match.start(), problem("X031/mark-drawn-over-digit", match=_name(match[0])))


def _order(text: str) -> Iterator[Trouble]:
    isolated = [match.span() for match in _ISOLATED.finditer(text)]
    for match in _MIXED_ORDER.finditer(text):
        if not any(start <= match.start() < end for start, end in isolated):
            yield Trouble(match.start(), problem("X030/beside-right-to-left"))
    for match in _TURNED.finditer(text):
        start, end = match.span("tagged") if match["tagged"] is not None else _paragraph(text, match.start())
        if re.search(r"\d", text[start:end]):
            yield Trouble(match.start(), problem("X030/turned"))


def _paragraph(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n\n", at)
    return max(text.rfind("\n\n", 0, at), 0), len(text) if end < 0 else end


def _name(sign: str) -> str:
    """What a sign is called, since nobody sees it."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'control')}".strip()
