"""Language packs: everything Kerege knows about a language, kept as data in a folder of words.

A further language is a further folder: in `languages/<code>/` here, in the folder `languages/` of a report, in a folder that the
environment variable `KEREGE_LANGUAGES` names, or in a package that declares it in the entry-point group `kerege.languages`.
There is no code to write; `manual/language.md` describes the files.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, cast

from babel import Locale

from kerege.errors import UnknownLanguage, UnreadablePack
from kerege.languages import cldr
from kerege.languages.data import load_data
from kerege.languages.known import SOURCE as SOURCE
from kerege.languages.known import language_name, plural_form
from kerege.languages.labels import Labels, read_labels
from kerege.languages.lexicon import Lexicon
from kerege.languages.packfiles import WordLists, read_word_lists
from kerege.languages.tokens import fold_apostrophes
from kerege.languages.units import ReportUnit
from kerege.messages import say

ENTRY_POINTS = "kerege.languages"
PATH_VARIABLE = "KEREGE_LANGUAGES"
OWN = "languages"
"""The folder of a report with packs of its own."""
_NEEDED = "language.txt"


def _folders() -> dict[str, Traversable]:
    """Every pack's folder by language code; a folder outside the package takes the place of one inside."""
    found: dict[str, Traversable] = {}
    for place in (resources.files(__package__), *_outside()):
        found |= _within(place)
    for point in metadata.entry_points(group=ENTRY_POINTS):
        found[point.name] = resources.files(point.value)
    return found


def _outside() -> list[Path]:
    return [Path(place) for place in os.environ.get(PATH_VARIABLE, "").split(os.pathsep) if place]


def _within(place: Traversable) -> dict[str, Traversable]:
    """The packs that lie in a folder."""
    folders = place.iterdir() if place.is_dir() else ()
    return {folder.name: folder for folder in folders if folder.is_dir() and (folder / _NEEDED).is_file()}


_FOLDERS = _folders()


def available() -> tuple[str, ...]:
    """The codes of all languages that Kerege has, those of the report included."""
    return tuple(sorted(_FOLDERS))


def shipped() -> tuple[str, ...]:
    """The codes of the languages that come with Kerege."""
    return tuple(sorted(_within(resources.files(__package__))))


def use_packs(root: Path) -> None:
    """Take the packs of a report (its folder `languages/`) into use; they take the place of others of the same code."""
    found = _within(root / OWN)
    if found and any(_FOLDERS.get(code) != folder for code, folder in found.items()):
        _FOLDERS.update(found)
        forget()


def use_pack(code: str, folder: Path) -> None:
    """Take one pack into use.

    Raises:
        UnreadablePack: the folder holds none.
    """
    if not (folder / _NEEDED).is_file():
        raise UnreadablePack(say("{folder} holds no language: it has no {needed}.", folder=folder, needed=_NEEDED))
    _FOLDERS[code] = folder
    forget()


_NUMBER = re.compile(r"(?:[^\W\d_]\.)?\d+")
"""What is printed in the digits of a language: `3`, and the third of an appendix, `A.3`."""
_KEPT: list[Callable[[], None]] = []
_Kept = TypeVar("_Kept", bound=Callable[..., Any])


def kept_until_forgotten(function: _Kept) -> _Kept:
    """A function whose answers are kept, since they follow from the packs, until `forget` is called."""
    kept = lru_cache(maxsize=50_000)(function)
    _KEPT.append(kept.cache_clear)
    return cast(_Kept, kept)


def forget() -> None:
    """Read every pack anew when it is next asked for: its files have changed, or others are in use."""
    for clear in _KEPT:
        clear()


@dataclass(frozen=True)
class LanguagePack:
    """One language."""

    code: str
    name: str
    """Its own name for itself."""
    babel_locale: str
    region: str
    """Language and country, as Word and other programs ask for it: `en-GB`."""
    quotation_marks: tuple[tuple[str, str], ...]
    """Outer marks, then inner ones."""
    alphabet: tuple[str, ...]
    """The letters by which it sorts, in their order; some are of two signs."""
    letters: frozenset[str]
    """Every sign that its words are written with, small and capital."""
    words: WordLists
    """Its word lists as the files have them."""
    formats: Mapping[str, str]
    units: tuple[ReportUnit, ...] = field(default=())
    """Units of the report's own."""

    def label(self, key: str, **values: object) -> str:
        """A printed word of the tool, with `{names}` filled in; `language_tg` is the name of a language."""
        if key.startswith("language_") and key not in self.labels:
            return self.language_name(key.removeprefix("language_"))
        shown = {
            name: self.in_digits(str(value)) if _NUMBER.fullmatch(str(value)) else value
            for name, value in values.items()
        }
        return self.wording(key, *values.values()).format(**shown)

    def between(self, sign: str) -> str:
        """What parts the words of a list, with its blank: `, ` or `; `, unless the pack has other signs (`[print] comma`, `semicolon`)."""
        return self.formats.get({",": "comma", ";": "semicolon"}[sign], sign) + " "

    def in_digits(self, text: str) -> str:
        """A text with its digits as the language's readers know them, where the pack asks for others than 0 to 9 (`digits | arab`)."""
        zero = cldr.ZEROS.get(self.words.settings("language").get("digits", ""))
        return text.translate({ord("0") + n: chr(ord(zero) + n) for n in range(10)}) if zero else text

    @property
    def counter(self) -> str:
        """How CSS calls the digits that the pack asks for; empty where they are 0 to 9."""
        return cldr.COUNTERS.get(self.words.settings("language").get("digits", ""), "")

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
        own = self.words.words("languages", code)
        return own[0] if own else language_name(code, self.babel_locale) or code

    @property
    def labels(self) -> Labels:
        """By key. A label that counts something may have a wording for each plural form of CLDR: one, few, many, other.

        What the pack lacks is said as the language that it extends has it, else in English.
        """
        return _labels(self.code)

    @property
    def lexicon(self) -> Lexicon:
        """The words of its numbers."""
        return lexicon(self.code, self.units)

    @property
    def appendix_letters(self) -> str:
        """The letters by which appendices are told: the pack's own choice (`[print] appendix-letters`), else its alphabet."""
        alphabet = "".join(letter for letter in self.alphabet if len(letter) == 1)
        return self.formats.get("appendix-letters") or alphabet.upper()

    @property
    def leftwards(self) -> bool:
        """Whether it is written from right to left."""
        return cldr.runs_leftwards(self.babel_locale)

    @property
    def read_by(self) -> str:
        """Who read the pack as a native speaker; empty where nobody has."""
        return self.words.settings("language").get("read-by", "")

    def __hash__(self) -> int:
        return hash((self.code, self.units))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LanguagePack) and (other.code, other.units) == (self.code, self.units)


@kept_until_forgotten
def language_pack(code: str, units: tuple[ReportUnit, ...] = ()) -> LanguagePack:
    """The pack of a language.

    What its files do not say is taken from CLDR: locale, name, letters, quotation marks, decimal mark.

    Args:
        units: units of the report's own, which its texts may name.

    Raises:
        UnknownLanguage: Kerege has no folder for it.
        UnreadablePack: its word lists are not understood.
    """
    if code not in _FOLDERS:
        raise UnknownLanguage(say("Kerege has no language '{code}'; it has {value}.", code=code, value=available()))
    words = word_lists(code)
    settings = words.settings("language")
    locale = settings["locale"]
    marks = settings["quotation"].split()
    return LanguagePack(
        code=code,
        name=settings["name"],
        babel_locale=locale,
        region=settings.get("region") or cldr.full_locale(locale),
        quotation_marks=tuple(zip(marks[::2], marks[1::2], strict=True)),
        alphabet=tuple(fold_apostrophes(settings["alphabet"]).split()),
        letters=_letters(locale, settings["alphabet"]),
        words=words,
        formats={line.value: line.words[0] for line in words.lines("print")},
        units=tuple(units),
    )


def _letters(locale: str, alphabet: str) -> frozenset[str]:
    known = cldr.written(locale)
    small = {sign for letter in (*(known.letters if known else ()), alphabet) for sign in letter if not sign.isspace()}
    return frozenset(small | {sign for letter in small for sign in letter.upper()})


@kept_until_forgotten
def word_lists(code: str) -> WordLists:
    """The word lists of a language; those of the pack that it extends stand before its own, and CLDR's settings before both.

    Raises:
        UnreadablePack: a file is not understood, or the pack extends one that is not there, or itself.
    """
    merged: dict[str, list[Any]] = {}
    for name in reversed(_line(code)):
        for section, lines in read_word_lists(_FOLDERS[name]).sections.items():
            merged.setdefault(section, []).extend(lines)
    lists = WordLists(merged)
    return lists.with_settings(cldr.settings(lists.settings("language").get("locale", code)))


def _line(code: str) -> list[str]:
    """A language, the one that it extends, the one that that extends …"""
    found = [code]
    while base := read_word_lists(_FOLDERS[found[-1]]).settings("language").get("extends", ""):
        if base not in _FOLDERS or base in found:
            raise UnreadablePack(
                say(
                    "The language '{found}' extends '{base}', which is not there, or extends it.",
                    found=found[-1],
                    base=base,
                )
            )
        found.append(base)
    return found


@kept_until_forgotten
def _labels(code: str) -> Labels:
    found: Labels = dict(read_labels(_FOLDERS[SOURCE], SOURCE))
    for name in reversed(_line(code)):
        found |= read_labels(_FOLDERS[name], word_lists(name).settings("language")["locale"])
    return found


def own_labels(code: str) -> Labels:
    """The labels that a pack says itself, or a pack that it extends."""
    found: Labels = {}
    for name in reversed(_line(code)):
        found |= read_labels(_FOLDERS[name], word_lists(name).settings("language")["locale"])
    return found


@kept_until_forgotten
def lexicon(code: str, units: Sequence[ReportUnit] = ()) -> Lexicon:
    """The word forms of a language, with the units of a report."""
    lists = word_lists(code)
    return Lexicon(code, Locale.parse(lists.settings("language")["locale"].replace("-", "_")), lists, units)


def font_families(code: str) -> tuple[str, ...]:
    """The families of fonts that a language asks for beside Kerege's own (`fonts | Amiri, Noto Sans Arabic`)."""
    listed = word_lists(code).settings("language").get("fonts", "")
    return tuple(family.strip() for family in listed.split(",") if family.strip())


def pack_folder(code: str) -> Traversable:
    """Where the files of a language lie."""
    return _FOLDERS[code]


def pack_file(code: str, name: str) -> Traversable | None:
    """A file of a language, or of the one that it extends; None where neither has it."""
    return next((file for pack in _line(code) if (file := _FOLDERS[pack] / name).is_file()), None)


@kept_until_forgotten
def search_rules(code: str) -> Mapping[str, Any]:
    """How words of a language are searched (`search.yml`); without the file words are found by their beginnings."""
    file = pack_file(code, "search.yml")
    return load_data(file.read_text(encoding="utf-8")) if file else {}
