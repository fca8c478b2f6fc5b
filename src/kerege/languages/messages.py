"""Kerege's own messages in the language of the person at the keyboard.

Rules and commands make their sentences in English and know nothing of this. When a sentence is printed it is compared
with the templates of a gettext catalogue (`<code>/messages.po`, filled by `tools/run messages`), and the translation of the
one that fits is filled with what stood in the sentence. What fits none is printed as it is: a message is never lost.

What stands between quotation marks belongs to the report and is never translated; any other filled-in part may itself be
a template (the name of a kind of record, a clause that is there only sometimes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kerege.errors import UnknownLanguage

_FOLDER = Path(__file__).parent
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(?P<name>\w+)\}")
"""A placeholder of a template; braces that are meant as such are doubled."""
_COUNTS = ("line", "count")
"""Placeholders that hold a number, always."""
_GAP = re.compile(r"\s+|(?=[,;:] )")
_TORN = 10
"""How much a fit that tears a quotation or brackets apart counts against one whose parts merely are no messages of their own."""
_OURSELVES = "kerege: "
_FEW_LETTERS = 5
"""A template with fewer letters of its own, and no sign, fits only where each part is one word: "{a} is {b}" fits much."""


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

    @property
    def weak(self) -> bool:
        return self.weight < _FEW_LETTERS and not re.search("[%,:']", "".join(self.literals))

    @cached_property
    def longest(self) -> str:
        return max(self.literals, key=len)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        pieces = [re.escape(self.literals[0])]
        for name, before, after in self._places:
            anything = not self.weak or before.endswith("'")
            content = r"\d+" if name in _COUNTS else ".*?" if anything else r"\S+?"
            pieces.append(f"(?P<{name}>{content})" + re.escape(after))
        return re.compile("".join(pieces), re.DOTALL)

    @cached_property
    def quoted(self) -> frozenset[str]:
        """The placeholders between quotation marks, or next to one of them."""
        return frozenset(name for name, before, after in self._places if "'" in (before[-1:], after[:1]))

    @cached_property
    def open(self) -> frozenset[str]:
        """The placeholders whose content may be translated: not quoted, no part of a path, an id or a command, no list to type from."""
        return frozenset(
            name
            for name, before, _ in self._places
            if name not in self.quoted and not re.search(r"[:/=_\-\[.^]\Z|\s{3}\Z|\b(?:one of|fields): \Z", before)
        )

    @property
    def begins_open(self) -> bool:
        return not self.literals[0]

    @cached_property
    def _places(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(zip(placeholders(self.source), self.literals, self.literals[1:], strict=False))


class Phrasebook:
    """The messages of one language."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        templates = [Template(source, target) for source, target in pairs if target]
        self._whole = {t.literals[0]: t for t in templates if len(t.literals) == 1}
        self._open = sorted((t for t in templates if len(t.literals) > 1), key=lambda t: (-t.weight, t.source))
        self._said: dict[tuple[str, bool], str] = {}

    def say(self, text: str) -> str:
        """A message, or several lines of them, in this language; a line that is no known message stays as it is."""
        return "\n".join(self._phrase(line) for line in text.split("\n"))

    def _phrase(self, text: str, inside: bool = False) -> str:
        """A sentence; or something of the report followed, or preceded, by one; or a list of such.

        Args:
            inside: it was filled into another message.
        """
        if (text, inside) not in self._said:
            bare = text.strip()
            fit = self._told(bare) or self._fit(bare)
            for cut in (
                () if inside or fit else (" ", "  ")
            ):  # an empty part at the end may have lost the blanks before it
                fit = fit or self._fit(bare + cut)
            said = fit[1].rstrip() if fit else bare
            if fit is None or fit[0] >= _TORN:
                parts = self._in_parts(bare, inside, whole_only=fit is not None)
                said = parts if parts != bare else said
            self._said[text, inside] = text.replace(bare, said, 1) if bare else text
        return self._said[text, inside]

    def _told(self, text: str) -> tuple[int, str] | None:
        """A sentence of the command, behind its name."""
        fit = self._fit(text.removeprefix(_OURSELVES)) if text.startswith(_OURSELVES) else None
        return (0, _OURSELVES + fit[1]) if fit and not fit[0] else None

    def _in_parts(self, text: str, inside: bool, whole_only: bool) -> str:
        gaps = [match.end() for match in _GAP.finditer(text) if text.count("'", 0, match.end()) % 2 == 0]
        for place in gaps:
            before, after = text[:place], text[place:]
            # A single word may be the report's own, unless something shows that it is not.
            ours = before.endswith((": ", "' ")) or after[0] == "[" or (inside and before.rstrip()[-1:].isdigit())
            tail = self._fit(after) if ours or " " in after else None
            if tail and not (whole_only and tail[0]):
                return self._lead(before) + tail[1]
        for place in reversed(gaps if inside else []):
            lead = text[:place].rstrip(" :;,")
            head = self._fit(lead)
            if head and (any(map(str.isdigit, lead)) or not self._is_weak(lead)):
                return head[1] + text[len(lead) :]
        pieces = re.split(r"(?<=\S)(?=[,;] )", text) if inside else [text]
        return "".join(map(self._piece, pieces)) if len(pieces) > 1 else text

    def _lead(self, text: str) -> str:
        """What stands before a message, with or without the colon between."""
        said = self._phrase(text, inside=True)
        bare = text.rstrip(" :;,")
        return self._phrase(bare, inside=True) + text[len(bare) :] if said == text else said

    def _piece(self, piece: str) -> str:
        """One of a list, with the comma before it."""
        said = self._phrase(piece, inside=True)
        return piece[:2] + self._phrase(piece[2:], inside=True) if said == piece and piece[:1] in ",;" else said

    def _is_weak(self, text: str) -> bool:
        return text not in self._whole and all(
            template.weak for template in self._open if template.pattern.fullmatch(text)
        )

    def _fit(self, text: str) -> tuple[int, str] | None:
        """The translation of the template that fits, also at the beginning of a sentence and before its full stop.

        Returns:
            How doubtful it is (0: every part is whole), and the translation.
        """
        for stop in ("", "."):
            stem = text.removesuffix(stop) if stop else text
            if found := self._best(stem):
                return found[0], found[2] + text[len(stem) :]
            if stem[:1].isupper() and (found := self._best(stem[0].lower() + stem[1:])):
                return found[0], found[2][:1].upper() + found[2][1:] + text[len(stem) :]
        return None

    def _best(self, text: str) -> tuple[int, Template, str] | None:
        """Of the templates that fit, the one whose parts are whole: a name or a clause, not half of a sentence."""
        if text in self._whole:
            return 0, self._whole[text], _filled(self._whole[text].target, {})
        best: tuple[int, Template, str] | None = None
        for template in self._open:
            if template.longest in text and (match := template.pattern.fullmatch(text)):
                parts = match.groupdict()
                said = {name: self._phrase(parts[name], inside=True) for name in template.open}
                broken = sum(_TORN for name in template.quoted if "'" in parts[name])
                broken += sum(_TORN for part in parts.values() if part.count("(") != part.count(")"))
                broken += _TORN if template.begins_open and _has_lead(next(iter(parts.items())), said) else 0
                broken += sum(said[name] != parts[name] and not self._is_part(parts[name]) for name in template.open)
                if best is None or broken < best[0]:
                    best = broken, template, _filled(template.target, parts | said)
                if not broken:
                    break
        return best

    def _is_part(self, text: str) -> bool:
        """Whether something filled in is a message of its own (a place in a table, too), and none with its own subject."""
        found = self._best(text.strip())
        return (
            found is not None and not found[0] and bool(found[1].literals[0] or found[1].literals[1].startswith(", "))
        )


def _has_lead(first: tuple[str, str], said: Mapping[str, str]) -> bool:
    """Whether the part at the beginning of a sentence holds what stands before it: "kerege: a.docx", "a.pdf: 121"."""
    name, part = first
    return said.get(name, part) == part and re.search(r"(?:\A|\S): ", part) is not None


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
    from babel.messages.pofile import read_po  # who is spoken to in English need not wait for it

    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    return Phrasebook(
        (str(message.id), str(message.string)) for message in catalogue if message.id and not message.fuzzy
    )
