"""What a person has judged harmless in `privacy.yml`, and the waivers that name nothing.

A waiver names a fact: the entry of `privacy.yml` that was found (`place: nookat`), the word of a testimony
(`word: Patriot`), the testimony whose attributes are shown (`quote: b13`), or, for a finding about a file, only the file. It is
never compared with the sentence of a finding, so that it cannot hide more than it says.

Passes: `{code: P001, file: docs/en/01-a.md, place: nookat, reason: …, by: …}` where `banned` has an entry `nookat`.
Fails: `{code: P001, file: docs/en/01-a.md, name: Nook, …}`, a piece of a word (P012, a warning; nothing is waived).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kerege.catalogue import problem
from kerege.findings import Finding
from kerege.model import Privacy, Quote, Waiver

CODES = ("P012",)
_OF_ENTRIES = ("P001", "P002", "P009", "P010", "A005")
_OF_WORDS = ("P003", "P007", "P014", "P015", "P016")
_OF_QUOTES = ("P004", "P005")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A finding about somebody who could be recognised, and what a waiver of it would name."""

    finding: Finding
    entry: str = ""
    """Key of the entry in `privacy.yml` that was found."""
    word: str = ""
    """What a testimony says."""
    quote: str = ""
    """The testimony whose attributes are shown."""


def not_waived(privacy: Privacy, found: Iterable[Recognised]) -> Iterator[Finding]:
    """The findings that nobody has judged harmless."""
    for recognised in found:
        if not any(_names(waiver, recognised) for waiver in privacy.waivers):
            yield recognised.finding


def _names(waiver: Waiver, found: Recognised) -> bool:
    if (waiver.code, waiver.file) != (found.finding.code, str(found.finding.location.path)):
        return False
    if waiver.entry:
        return waiver.entry == found.entry
    if waiver.word:
        return _folded(waiver.word) == _folded(found.word)
    if waiver.quote:
        return waiver.quote == found.quote
    return not (found.entry or found.word or found.quote)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def check(privacy: Privacy, quotes: Mapping[str, Quote]) -> Iterator[Finding]:
    """Yield a warning for each waiver that names no fact: it waives nothing."""
    for waiver in privacy.waivers:
        if waiver.entry and waiver.entry not in privacy.entries:
            yield Finding(
                waiver.location,
                problem("P012/waiver-names-which-no", entry=waiver.entry),
            )
        elif waiver.quote and waiver.quote not in quotes:
            yield Finding(
                waiver.location,
                problem("P012/waiver-names-which-no-write-id-testimony-whose", quote=waiver.quote),
            )
        elif (needed := _needed(waiver)) and not getattr(waiver, needed):
            field = "place" if needed == "entry" else needed
            yield Finding(
                waiver.location,
                problem("P012/waiver-does-not-say", code=waiver.code, field=field),
            )


def _needed(waiver: Waiver) -> str:
    """The field by which a waiver of this code names its fact."""
    if waiver.code in _OF_ENTRIES:
        return "" if waiver.code == "A005" and waiver.word else "entry"
    if waiver.code in _OF_WORDS:
        return "word"
    return "quote" if waiver.code in _OF_QUOTES else ""
