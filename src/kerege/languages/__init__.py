"""Language packs: everything Kerege knows about a language, kept as data in a folder of words.

A further language is a further folder: in `languages/<code>/`, in a folder that the environment variable
`KEREGE_LANGUAGES` names, or in a package that declares it in the entry-point group `kerege.languages`. There is no code
to write; `manual/language.md` describes the files.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from babel import Locale

from kerege.errors import UnknownLanguage
from kerege.languages.data import load_data
from kerege.languages.known import language_name, plural_form
from kerege.languages.lexicon import Lexicon
from kerege.languages.packfiles import WordLists, read_word_lists
from kerege.languages.units import ReportUnit
from kerege.messages import say

ENTRY_POINTS = "kerege.languages"
PATH_VARIABLE = "KEREGE_LANGUAGES"
_NEEDED = "labels.yml"


def _folders() -> dict[str, Traversable]:
    """Every pack's folder by language code; a folder outside the package takes the place of one inside."""
    found: dict[str, Traversable] = {}
    for place in (resources.files(__package__), *_outside()):
        for folder in place.iterdir() if place.is_dir() else ():
            if folder.is_dir() and (folder / _NEEDED).is_file():
                found[folder.name] = folder
    for point in metadata.entry_points(group=ENTRY_POINTS):
        found[point.name] = resources.files(point.value)
    return found


def _outside() -> list[Path]:
    return [Path(place) for place in os.environ.get(PATH_VARIABLE, "").split(os.pathsep) if place]


_FOLDERS = _folders()
AVAILABLE: tuple[str, ...] = tuple(sorted(_FOLDERS))


@dataclass(frozen=True)
class LanguagePack:
    """One language."""

    code: str
    name: str
    """Its own name for itself."""
    babel_locale: str
    quotation_marks: tuple[tuple[str, str], ...]
    """Outer marks, then inner ones."""
    alphabet: str
    labels: Mapping[str, str | Mapping[str, str]]
    """A label that counts something may have a wording for each plural form of CLDR: one, few, many, other."""
    words: WordLists
    """Its word lists as the files have them."""
    formats: Mapping[str, str]
    units: tuple[ReportUnit, ...] = field(default=())
    """Units of the report's own."""

    def label(self, key: str, **values: object) -> str:
        """A printed word of the tool, with `{names}` filled in; `language_tg` is the name of a language."""
        if key.startswith("language_") and key not in self.labels:
            return self.language_name(key.removeprefix("language_"))
        return self.wording(key, *values.values()).format(**values)

    def wording(self, key: str, *values: object) -> str:
        """A label before its `{names}` are filled in; of several plural forms that of the first whole number among the values."""
        wording = self.labels[key]
        if isinstance(wording, str):
            return wording
        number = next((value for value in values if isinstance(value, int)), None)
        form = "other" if number is None else plural_form(number, self.babel_locale)
        return wording.get(form, wording["other"])

    def language_name(self, code: str) -> str:
        """The name of a language in this one: the pack's own, else CLDR's; of a code that nobody knows, the code."""
        own = f"language_{code}"
        return self.wording(own) if own in self.labels else language_name(code, self.babel_locale) or code

    @property
    def lexicon(self) -> Lexicon:
        """The words of its numbers."""
        return lexicon(self.code, self.units)

    def __hash__(self) -> int:
        return hash((self.code, self.units))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LanguagePack) and (other.code, other.units) == (self.code, self.units)


@cache
def language_pack(code: str, units: tuple[ReportUnit, ...] = ()) -> LanguagePack:
    """The pack of a language.

    Args:
        units: units of the report's own, which its texts may name.

    Raises:
        UnknownLanguage: Kerege has no folder for it.
        UnreadablePack: its word lists are not understood.
    """
    if code not in AVAILABLE:
        raise UnknownLanguage(
            say("Kerege has no language '{code}'; it has {available}.", code=code, available=AVAILABLE)
        )
    labels = _load(code, _NEEDED)
    words = word_lists(code)
    settings = words.settings("language")
    marks = settings["quotation"].split()
    return LanguagePack(
        code=code,
        name=labels["name"],
        babel_locale=settings["locale"],
        quotation_marks=tuple(zip(marks[::2], marks[1::2], strict=True)),
        alphabet=settings["alphabet"],
        labels=labels["labels"],
        words=words,
        formats={line.value: line.words[0] for line in words.lines("print")},
        units=tuple(units),
    )


@cache
def word_lists(code: str) -> WordLists:
    """The word lists of a language; those of the pack that it extends stand before its own."""
    own = read_word_lists(_FOLDERS[code])
    base = own.settings("language").get("extends", "")
    if base not in AVAILABLE:
        return own
    merged = {name: list(lines) for name, lines in word_lists(base).sections.items()}
    for name, lines in own.sections.items():
        merged.setdefault(name, []).extend(lines)
    return WordLists(merged)


@cache
def lexicon(code: str, units: Sequence[ReportUnit] = ()) -> Lexicon:
    """The word forms of a language, with the units of a report."""
    lists = word_lists(code)
    return Lexicon(code, Locale.parse(lists.settings("language")["locale"], sep="_"), lists, units)


def pack_folder(code: str) -> Traversable:
    """Where the files of a language lie."""
    return _FOLDERS[code]


@cache
def search_rules(code: str) -> Mapping[str, Any]:
    """How words of a language are searched (`search.yml`); without the file words are found by their beginnings."""
    return _load(code, "search.yml") if (_FOLDERS[code] / "search.yml").is_file() else {}


def _load(code: str, name: str) -> dict[str, Any]:
    return load_data((_FOLDERS[code] / name).read_text(encoding="utf-8"))
