"""Language packs: everything Kerege knows about a language, kept as data in `languages/<code>/`.

A further language is a further folder with `labels.yml` and `phrases.yml`; there is no code to write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kerege.errors import UnknownLanguage
from kerege.languages.data import load_data
from kerege.languages.known import language_name, plural_form

_HERE = resources.files(__package__)
AVAILABLE: tuple[str, ...] = tuple(
    sorted(item.name for item in _HERE.iterdir() if item.is_dir() and (item / "labels.yml").is_file())
)


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
    phrases: Mapping[str, Any]
    formats: Mapping[str, str]

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

    def __hash__(self) -> int:
        return hash(self.code)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LanguagePack) and other.code == self.code


@cache
def language_pack(code: str) -> LanguagePack:
    """The pack of a language.

    Raises:
        UnknownLanguage: Kerege has no folder for it.
    """
    if code not in AVAILABLE:
        raise UnknownLanguage(f"Kerege has no language '{code}'; it has {', '.join(AVAILABLE)}.")
    labels = _load(code, "labels.yml")
    phrases = _load(code, "phrases.yml")
    return LanguagePack(
        code=code,
        name=labels["name"],
        babel_locale=phrases["babel_locale"],
        quotation_marks=tuple((pair[0], pair[1]) for pair in phrases["quotation_marks"]),
        alphabet=phrases["alphabet"],
        labels=labels["labels"],
        phrases=phrases,
        formats=phrases["formats"],
    )


@cache
def search_rules(code: str) -> Mapping[str, Any]:
    """How words of a language are searched (`search.yml`); without the file words are found by their beginnings."""
    return _load(code, "search.yml") if (_HERE / code / "search.yml").is_file() else {}


def _load(code: str, name: str) -> dict[str, Any]:
    return load_data((_HERE / code / name).read_text(encoding="utf-8"))
