"""Kerege's own messages in the language of the person at the keyboard: gettext catalogues, read by Babel.

A message knows its template and its facts (`kerege.messages`); its translation is the template of another language, filled
with the same facts. Whatever is no message, such as a line of the report itself, is printed as it is.
"""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path
from typing import Any

from kerege.errors import UnknownLanguage
from kerege.languages.known import SOURCE
from kerege.messages import Message, Vocabulary, filled, say, shown, word

_FOLDER = Path(__file__).parent


def ui_languages() -> tuple[str, ...]:
    """The languages in which Kerege can speak: English, and each with a catalogue."""
    return (SOURCE, *sorted(path.parent.name for path in _FOLDER.glob("*/messages.po")))


class Messages:
    """The messages of one language."""

    def __init__(self, translations: gettext.NullTranslations) -> None:
        self._translations = translations

    def say(self, text: str) -> str:
        """A message in this language; any other text as it is."""
        if not isinstance(text, Message) or not text.template:
            return str(text)
        if text.plural:
            template = self._translations.ngettext(text.template, text.plural, text.number or 0)
        else:
            template = self._translations.gettext(text.template)
        return filled(template, {name: self._shown(fact) for name, fact in text.facts.items()})

    def one(self, text: str) -> str:
        """A sentence without facts, such as the help of a command."""
        return self._translations.gettext(text) if text else text

    def counted(self, text: str, plural: str, number: int) -> str:
        """A sentence for one thing or several, its facts not yet put in."""
        return self._translations.ngettext(text, plural, number)

    def _shown(self, fact: Any) -> str:
        if isinstance(fact, tuple):
            return ", ".join(map(self._shown, fact))
        if isinstance(fact, Vocabulary):
            fact = word(fact)
        return self.say(fact) if isinstance(fact, Message) else shown(fact)


@cache
def messages(code: str) -> Messages:
    """The messages of a language; English ones stay as they are.

    Raises:
        UnknownLanguage: there is no catalogue for it.
    """
    if code == SOURCE:
        return Messages(gettext.NullTranslations())
    if code not in ui_languages():
        raise UnknownLanguage(
            say("Kerege does not speak '{code}'; it speaks {languages}.", code=code, languages=ui_languages())
        )
    # Who is spoken to in English need not wait for Babel.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (_FOLDER / code / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Messages(gettext.GNUTranslations(compiled))
