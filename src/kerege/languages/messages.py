"""Kerege's own messages in the language of the person at the keyboard.

Rules and commands make their sentences in English and know nothing of this. When a sentence is printed it is compared
with the templates of a gettext catalogue (`<code>/messages.po`, filled by `scripts/messages`), and the translation of the
one that fits is filled with what stood in the sentence. What fits none is printed as it is: a message is never lost.

What stands between quotation marks belongs to the report and is never translated; any other filled-in part may itself be
a template (the name of a kind of record, a clause that is there only sometimes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from babel.messages.pofile import read_po

from kerege.errors import UnknownLanguage

_FOLDER = Path(__file__).parent
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(?P<name>\w+)\}")
"""A placeholder of a template; braces that are meant as such are doubled."""
_GAP = re.compile(r"\s+|(?=[,;:] )")
_FEW_LETTERS = 5
"""A template with fewer letters of its own fits only where each open part is one word, or it would fit everything."""


def ui_languages() -> tuple[str, ...]:
    """The languages in which Kerege can speak: English, and each with a catalogue."""
    return ("en", *sorted(path.parent.name for path in _FOLDER.glob("*/messages.po")))


def placeholders(template: str) -> tuple[str, ...]:
    """The names of a template's placeholders, in order."""
    return tuple(match["name"] for match in PLACEHOLDER.finditer(template) if match["name"])


@dataclass(frozen=True)
class Template:
    """A message with its translation."""

    source: str
    target: str

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """What stands between the placeholders."""
        pieces, start = [""], 0
        for match in PLACEHOLDER.finditer(self.source):
            pieces[-1] += self.source[start : match.start()]
            if match["name"]:
                pieces.append("")
            else:
                pieces[-1] += match[0][0]
            start = match.end()
        pieces[-1] += self.source[start:]
        return tuple(pieces)

    @cached_property
    def weight(self) -> int:
        """How many letters are its own: of two templates that fit, the heavier one says more."""
        return sum(character.isalpha() for piece in self.literals for character in piece)

    @cached_property
    def longest(self) -> str:
        return max(self.literals, key=len)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        pieces = [re.escape(self.literals[0])]
        names = placeholders(self.source)
        for name, before, after in zip(names, self.literals, self.literals[1:], strict=False):
            anything = self.weight >= _FEW_LETTERS or before.endswith("'") or "%" in self.source
            pieces.append(f"(?P<{name}>" + (".*?" if anything else r"\S+?") + ")" + re.escape(after))
        return re.compile("".join(pieces), re.DOTALL)

    @cached_property
    def open(self) -> frozenset[str]:
        """The placeholders whose content may be translated: not quoted, and no part of a path, an id or a command."""
        names = placeholders(self.source)
        return frozenset(
            name
            for name, before, after in zip(names, self.literals, self.literals[1:], strict=False)
            if not (before.endswith("'") and after.startswith("'")) and not re.search(r"[:/=_\-\[.]\Z|\s{3}\Z", before)
        )


class Phrasebook:
    """The messages of one language."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        templates = [Template(source, target) for source, target in pairs if target]
        self._whole = {t.literals[0]: t for t in templates if len(t.literals) == 1}
        self._open = sorted((t for t in templates if len(t.literals) > 1), key=lambda t: (-t.weight, t.source))
        self._said: dict[str, str] = {}

    def say(self, text: str) -> str:
        """A message, or several lines of them, in this language; a line that is no known message stays as it is."""
        return "\n".join(self._line(line) for line in text.split("\n"))

    def _line(self, line: str) -> str:
        if line not in self._said:
            self._said[line] = self._phrase(line)
        return self._said[line]

    def _phrase(self, text: str, inside: bool = False) -> str:
        """A sentence; or something of the report followed, or preceded, by one; or a list of such."""
        bare = text.strip()
        if not bare:
            return text
        left, _, right = text.partition(bare)
        return left + (self._fit(bare) or self._in_parts(bare, inside)) + right

    def _in_parts(self, text: str, inside: bool) -> str:
        gaps = [match.end() for match in _GAP.finditer(text)]
        for place in gaps:
            # Outside a message a single word may be the report's own, unless it follows a colon or stands in brackets.
            apart = inside or " " in text[place:] or text[:place].endswith(": ") or text[place] == "["
            if apart and (tail := self._fit(text[place:])):
                return self._phrase(text[:place], inside) + tail
        for place in reversed(gaps if inside else []):
            head = text[:place].rstrip(" ,;:")
            if found := self._fit(head):
                return found + text[len(head) :]
        pieces = re.split("(, |; )", text) if inside else [text]
        return "".join(self._phrase(piece, inside) for piece in pieces) if len(pieces) > 1 else text

    def _fit(self, text: str) -> str | None:
        """The translation of the template that fits, also at the beginning of a sentence and before its full stop."""
        for stop in ("", "."):
            stem = text.removesuffix(stop) if stop else text
            found = self._exact(stem)
            if found is None and stem[:1].isupper():
                found = self._exact(stem[0].lower() + stem[1:])
                found = found and found[0].upper() + found[1:]
            if found is not None:
                return found + text[len(stem) :]
        return None

    def _exact(self, text: str) -> str | None:
        if text in self._whole:
            return _filled(self._whole[text].target, {})
        for template in self._open:
            if template.longest in text and (match := template.pattern.fullmatch(text)):
                parts = match.groupdict()
                return _filled(
                    template.target,
                    {name: self._phrase(part, inside=True) if name in template.open else part for name, part in parts.items()},
                )
        return None


def _filled(template: str, parts: dict[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: parts[match["name"]] if match["name"] else match[0][0], template)


@cache
def phrasebook(code: str) -> Phrasebook:
    """The messages of a language; for English none, so that every message stays as it is.

    Raises:
        UnknownLanguage: there is no catalogue for it.
    """
    if code == "en":
        return Phrasebook(())
    path = _FOLDER / code / "messages.po"
    if code not in ui_languages():
        raise UnknownLanguage(f"Kerege does not speak '{code}'; it speaks {', '.join(ui_languages())}.")
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    return Phrasebook(
        (str(message.id), str(message.string)) for message in catalogue if message.id and not message.fuzzy
    )
