"""Words that are likely to be somebody's name: a list of given names, patronymics, and the endings of names that are made anew."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from kerege.languages.folding import skeletons
from kerege.languages.names import ENDINGS, Stem, stems_of

_FILE = Path(__file__).with_name("given_names.txt")
_MADE = re.compile(r"[a-z]{2,}(?:gul|bek|jan|zada|bubu|sultan|bibi)(?:[aeiou]|[gdnt][aeiou]\w{0,3}|ti[nk]|om|em)?")
"""Endings of Turkic and Persian given names, with a case ending of Kyrgyz or Russian."""
_PATRONYMIC = re.compile(r"[a-z]{3,}(?:ovic|evic|ovn|evn)(?:[aeiou]{0,3}|om|em)?")
_SURNAME = re.compile(r"[a-z]{4,}[oe]v(?:a|oi|u)|[a-z]{5,}[oe]v(?:a|u|im|e)?")
_ORDINARY = frozenset(
    [
        "snova",
        "slova",
        "osnova",
        "golova",
        "gotova",
        "zdorova",
        "korova",
        "sleva",
        "korolev",
        "koroleva",
        "surova",
        "podkova",
        "osnovu",
        "snovu",
        "gotovi",
        "zdorov",
        "svekrov",
        "hoziaeva",
        "krov",
        "vnov",
        "gotov",
    ]
)
"""Russian words that end as surnames do."""


def is_given_name(word: str, *, capital: bool) -> bool:
    """Whether a word is a given name, a patronymic or a surname of the region, in any script and case.

    Args:
        capital: it begins with a capital, so that names which are ordinary words too are meant.
    """
    read = skeletons(word)
    made = any(p.fullmatch(skeleton) for p in (_PATRONYMIC, _MADE, _SURNAME) for skeleton in read)
    if capital and made and not _ORDINARY & set(read):
        return True
    listed = _listed()
    return any(
        (capital or not only) and ENDINGS.fullmatch(skeleton[len(stem.letters) :])
        for skeleton in read
        for length in range(3, len(skeleton) + 1)
        for stem, only in listed.get(skeleton[:length], ())
    )


@cache
def _listed() -> dict[str, tuple[tuple[Stem, bool], ...]]:
    """The names of the list by stem, and whether only the capitalised word is one."""
    found: dict[str, list[tuple[Stem, bool]]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        for name in () if line.startswith("#") else line.split():
            for stem in stems_of(name.lstrip("^")):
                found.setdefault(stem.letters, []).append((stem, name.startswith("^")))
    return {letters: tuple(stems) for letters, stems in found.items()}
