"""Number formats of workbooks: whether one multiplies by a hundred, and a number as it is shown.

After ECMA-376, part 1, 18.8.31: sections for positive numbers, negative ones and zero stand between semicolons; what stands
between quotation marks, or behind a backslash, is shown as it is and does nothing.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_PIECE = re.compile(r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[[^\]]*\]|(?P<sign>.)', re.DOTALL)
_BY_WORDS = re.compile(r"general|[@?/]|[eE][+-]|[ymdhs]", re.IGNORECASE)
"""In a section without its literals: formats whose numbers are shown as they are stored."""


def is_percent(form: str, value: float) -> bool:
    """Whether a format shows a hundredfold: `0.0%` does, `0.0"%"` does not."""
    return any(sign == "%" for sign, literal in _section(form, value) if not literal)


def printed(value: float, form: str) -> str:
    """A number as the workbook shows it; of formats that are no plain decimals, the number itself."""
    plain = f"{value:.15g}"
    section = _section(form, value)
    code = "".join(sign for sign, literal in section if not literal)
    if not section or _BY_WORDS.search(code) or not re.search("[0#]", code):
        return plain
    digits = [place for place, (sign, literal) in enumerate(section) if not literal and sign in "0#"]
    first, last = digits[0], digits[-1]
    body = "".join(sign for sign, literal in section[first : last + 1] if not literal)
    scaled = re.match(",*", "".join(sign for sign, literal in section[last + 1 :] if not literal))
    try:
        number = Decimal(plain).scaleb(2 * code.count("%") - 3 * len(scaled[0] if scaled else ""))
        whole, _, behind = body.partition(".")
        number = number.quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP)
    except InvalidOperation:
        return plain
    if behind.endswith("#"):
        number = number.normalize() if number % 1 else number.quantize(Decimal(1))
    text = f"{abs(number):{',' if ',' in whole else ''}f}"
    before = "".join(sign for sign, literal in section[:first] if literal or sign in "+-$€£%( ")
    after = "".join(sign for sign, literal in section[last + 1 :] if literal or sign in "+-$€£%) ")
    minus = "-" if number < 0 and (";" not in _bare(form)) else ""
    return f"{minus}{before}{text}{after}".strip()


def _bare(form: str) -> str:
    return "".join(match["sign"] or "" for match in _PIECE.finditer(form))


def _section(form: str, value: float) -> list[tuple[str, bool]]:
    """The signs of the section that a number falls into, and whether each is a literal."""
    sections: list[list[tuple[str, bool]]] = [[]]
    for match in _PIECE.finditer(form):
        literal = match["quoted"] if match["quoted"] is not None else match["escaped"]
        if literal is not None:
            sections[-1] += [(sign, True) for sign in literal]
        elif match["sign"] == ";":
            sections.append([])
        elif match["sign"]:
            sections[-1].append((match["sign"], False))
    place = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    return sections[place]
