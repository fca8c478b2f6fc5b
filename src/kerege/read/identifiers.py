"""DOI, ISBN, ISSN and ORCID of `report.yml`, each with its check digit: an identifier that is wrong leads readers astray.

Norms: ISO 26324 (DOI), ISO 2108 (ISBN), ISO 3297 (ISSN), ISO 7064 MOD 11-2 as ORCID uses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s<>\"]+")
_DOI_BEFORE = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ISBN_BEFORE = re.compile(r"(?:urn:isbn:|isbn(?:-1[03])?:?\s*)", re.IGNORECASE)
_ISSN_BEFORE = re.compile(r"(?:urn:issn:|issn:?\s*)", re.IGNORECASE)
_ORCID_BEFORE = re.compile(r"(?:https?://orcid\.org/)", re.IGNORECASE)


def doi(text: str) -> str:
    """A DOI without what stands before it; empty where it is none."""
    bare = _DOI_BEFORE.sub("", text.strip(), count=1)
    return bare if _DOI.fullmatch(bare) else ""


def isbn(text: str) -> str:
    """An ISBN with its hyphens; empty where it is none, or its check digit is wrong."""
    bare = _ISBN_BEFORE.sub("", text.strip(), count=1)
    digits = re.sub(r"[-\s]", "", bare).upper()
    if re.fullmatch(r"97[89]\d{10}", digits):
        right = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10 == 0
    elif re.fullmatch(r"\d{9}[\dX]", digits):
        right = sum(_digit(digit) * (10 - place) for place, digit in enumerate(digits)) % 11 == 0
    else:
        right = False
    return bare if right else ""


def issn(text: str) -> str:
    """An ISSN; empty where it is none, or its check digit is wrong."""
    bare = _ISSN_BEFORE.sub("", text.strip(), count=1).upper()
    if not re.fullmatch(r"\d{4}-?\d{3}[\dX]", bare):
        return ""
    digits = bare.replace("-", "")
    right = sum(_digit(digit) * (8 - place) for place, digit in enumerate(digits)) % 11 == 0
    return f"{digits[:4]}-{digits[4:]}" if right else ""


def orcid(text: str) -> str:
    """An ORCID iD in four groups; empty where it is none, or its check digit is wrong."""
    bare = _ORCID_BEFORE.sub("", text.strip(), count=1).upper()
    if not re.fullmatch(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX]", bare):
        return ""
    digits = bare.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    right = (12 - total % 11) % 11 == _digit(digits[-1])
    return "-".join(digits[place : place + 4] for place in range(0, 16, 4)) if right else ""


def _digit(sign: str) -> int:
    return 10 if sign == "X" else int(sign)


KINDS: dict[str, tuple[Callable[[str], str], str]] = {
    "doi": (doi, "10.5555/12345678"),
    "isbn": (isbn, "978-3-16-148410-0"),
    "issn": (issn, "2049-3630"),
    "orcid": (orcid, "0000-0002-1825-0097"),
}
"""How each is read, and one that is right."""


def kind_of(text: str) -> str:
    """Which of the first three a text that only says 'identifier' is, or seems to be; empty where it is another one."""
    for kind in ("doi", "isbn", "issn"):
        if KINDS[kind][0](text):
            return kind
    if re.match(r"97[89][-\s\d]{10,}", text.strip()) or _ISBN_BEFORE.match(text.strip()):
        return "isbn"
    if re.match(r"10\.\d{4}", text.strip()) or _DOI_BEFORE.match(text.strip()):
        return "doi"
    return "issn" if _ISSN_BEFORE.match(text.strip()) else ""
