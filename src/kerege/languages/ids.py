"""Ids from words, for drafts: a person may change them before anything names them."""

from __future__ import annotations

import re

from anyascii import anyascii

_NO_LETTER = re.compile("[\"'`]")
"""How `anyascii` writes signs that make another letter soft."""


def id_of(words: str) -> str:
    """Small Latin letters, digits and hyphens from words in any script; empty where they have none."""
    return re.sub(r"[^a-z0-9]+", "-", _NO_LETTER.sub("", anyascii(words.casefold())).casefold()).strip("-")
