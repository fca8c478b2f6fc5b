"""`examples.txt` of a pack: phrases with a value and whether they agree, written by a speaker of the language.

A line is `phrase | value unit | verdict`; verdicts are agree, disagree, understates. The judge itself lives upstairs in
`kerege.evidence`, so it is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kerege.languages import pack_folder


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase, and what must be said of it."""

    line: int
    phrase: str
    value: str
    high: str
    unit: str
    verdict: str


def examples(code: str) -> Iterator[Example]:
    """The examples of a language; none where the pack has no `examples.txt`."""
    for number, phrase, value, verdict in _rows(code, "examples.txt"):
        amount, unit = value.rsplit(maxsplit=1)
        low, _, high = amount.partition("..")
        yield Example(number, phrase, low, high, unit, verdict)


@dataclass(frozen=True, slots=True)
class ClaimExample:
    """A phrase that states a claim, and what must be said of it."""

    line: int
    phrase: str
    claim: str
    """The claim in one line: `change 40 48 percent`."""
    verdict: str


def claim_examples(code: str) -> Iterator[ClaimExample]:
    """The examples of claims of a language; none where the pack has no `claim_examples.txt`."""
    for row in _rows(code, "claim_examples.txt"):
        yield ClaimExample(*row)


def _rows(code: str, name: str) -> Iterator[tuple[int, str, str, str]]:
    """The lines of a file of examples with three parts each, and their numbers; none where the pack has no such file."""
    file = pack_folder(code) / name
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines() if file.is_file() else (), 1):
        if text.strip() and not text.startswith("#"):
            first, second, third = (part.strip() for part in text.rsplit("|", 2))
            yield number, first, second, third
