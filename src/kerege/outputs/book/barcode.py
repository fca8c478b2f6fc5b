"""The bar code of an ISBN: EAN-13 (ISO/IEC 15420), as booksellers scan it from the back cover."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kerege.render.elements import Element, element

_LEFT = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
"""Modules of each digit in the left half, of odd parity."""
_EVEN = tuple("".join("10"[int(bit)] for bit in reversed(code)) for code in _LEFT)
_RIGHT = tuple("".join("10"[int(bit)] for bit in code) for code in _LEFT)
_PARITY = ("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO")
"""By the first digit, which has no bars of its own: the parity of the six that follow."""
MODULE, _HEIGHT, _GUARD = 0.33, 22.85, 1.65
"""Millimetres of the narrowest bar, of the bars, and by which those at the ends and in the middle are longer."""
_QUIET = (11, 7)
"""Modules that stay white before and behind."""


def modules(isbn: str) -> str:
    """The 95 modules of a number of thirteen digits: 1 is a bar. Empty for one that is none, as ISBNs of ten digits are."""
    digits = [int(sign) for sign in isbn if sign.isdecimal()]
    if len(digits) != 13:
        return ""
    halves = zip(digits[1:7], _PARITY[digits[0]], strict=True)
    left = "".join((_LEFT if parity == "O" else _EVEN)[digit] for digit, parity in halves)
    return f"101{left}01010{''.join(_RIGHT[digit] for digit in digits[7:])}101"


def barcode_element(isbn: str) -> Element | None:
    """The bars on a white field with the number above them, or nothing where a number has no bars."""
    bits = modules(isbn)
    if not bits:
        return None
    field = element("div", class_="bars")
    field.set("style", f"width: {(len(bits) + sum(_QUIET)) * MODULE:.2f}mm; height: {_HEIGHT + _GUARD:.2f}mm")
    for start, end in _bars(bits):
        is_guard = start < 3 or 45 <= start < 50 or start >= 92
        bar = element("div")
        place = f"left: {(start + _QUIET[0]) * MODULE:.3f}mm; width: {(end - start) * MODULE:.3f}mm"
        bar.set("style", f"{place}; height: {_HEIGHT + (_GUARD if is_guard else 0):.2f}mm")
        field.append(bar)
    # The bars say what the number above them says.
    return element("div", element("p", f"ISBN {isbn}"), field, class_="barcode")


def _bars(bits: str) -> Iterator[tuple[int, int]]:
    """Where each bar begins and ends."""
    for found in re.finditer("1+", bits):
        yield found.span()
