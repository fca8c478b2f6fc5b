"""Ids from words, for drafts: a person may change them before anything names them."""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
_LATIN = "a b v g d e e zh z i y k l m n n o o p r s t u u f kh ts ch sh shch - y - e yu ya".replace("-", "").split(" ")
_LETTERS = dict(zip(_CYRILLIC, _LATIN, strict=True))


def id_of(words: str) -> str:
    """Small Latin letters, digits and hyphens from words in Latin or Cyrillic letters; empty where they have none."""
    plain = "".join(_LETTERS.get(sign, sign) for sign in words.casefold())
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
