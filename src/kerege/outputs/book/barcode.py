"""The bar code of an ISBN: EAN-13 (ISO/IEC 15420), as booksellers scan it from the back cover."""

from __future__ import annotations

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
    wide = (len(bits) + sum(_QUIET)) * MODULE
    drawing = element("svg", viewBox=f"0 0 {wide:.2f} {_HEIGHT + _GUARD:.2f}", aria_label=f"ISBN {isbn}")
    drawing.set("xmlns", "http://www.w3.org/2000/svg")
    drawing.set("style", f"width: {wide:.2f}mm; height: {_HEIGHT + _GUARD:.2f}mm; display: block")
    at = 0
    while at < len(bits):
        end = at
        while end < len(bits) and bits[end] == bits[at]:
            end += 1
        if bits[at] == "1":
            is_guard = at < 3 or 45 <= at < 50 or at >= 92
            high = _HEIGHT + (_GUARD if is_guard else 0)
            place = {"x": f"{(at + _QUIET[0]) * MODULE:.3f}", "y": "0", "width": f"{(end - at) * MODULE:.3f}"}
            drawing.append(element("rect", **place, height=f"{high:.2f}", fill="#000000"))
        at = end
    return element("div", element("p", f"ISBN {isbn}"), drawing, class_="barcode")
