"""The labels of a pack: every word that Kerege itself prints for readers.

English is the source, `labels.yml`. Every other language has `labels.po`, which translators' programs open (Poedit, Weblate): the key
is the context, the English wording the original, and a label that counts has each plural form of the language.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from importlib.resources.abc import Traversable

from babel.messages.catalog import Catalog

from kerege.errors import UnreadablePack
from kerege.languages.cldr import known_locale
from kerege.languages.data import load_data
from kerege.languages.known import plural_form
from kerege.messages import say

Labels = dict[str, "str | Mapping[str, str]"]
_ENOUGH, _MILLION = 201, 1_000_000
"""Whole numbers up to here, and a million, have every plural form of every language."""


def read_labels(folder: Traversable, locale: str) -> Labels:
    """The labels that a pack's own files have.

    Raises:
        UnreadablePack: `labels.po` is no PO file.
    """
    source, translated = folder / "labels.yml", folder / "labels.po"
    found = _translated(translated, locale) if translated.is_file() else {}
    return found | (load_data(source.read_text(encoding="utf-8"))["labels"] if source.is_file() else {})


def _translated(file: Traversable, locale: str) -> Labels:
    catalogue = catalogue_of(file, locale)
    plural = gettext.c2py(catalogue.plural_expr)
    found: Labels = {}
    for message in catalogue:
        if not message.context or message.fuzzy:
            continue
        if isinstance(message.string, str):
            if message.string:
                found[message.context] = message.string
            continue
        forms = tuple(message.string or ())
        if forms and all(forms):
            # By CLDR's names, which need not be in the order of gettext's numbers.
            found[message.context] = {
                plural_form(number, locale): forms[plural(number)] for number in range(_ENOUGH)
            } | {"other": forms[-1]}
    return found


def catalogue_of(file: Traversable, locale: str) -> Catalog:
    """A PO file.

    Raises:
        UnreadablePack: it is none.
    """
    from babel.messages.pofile import PoFileError, read_po

    try:
        with file.open("rb") as stream:
            return read_po(stream, locale=known_locale(locale), abort_invalid=True)
    except (PoFileError, ValueError, UnicodeError) as error:
        raise UnreadablePack(
            say("{file} is no PO file that can be read: {error}", file=file.name, error=error)
        ) from error
