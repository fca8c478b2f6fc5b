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
    file = pack_folder(code) / "examples.txt"
    if not file.is_file():
        return
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if text.strip() and not text.startswith("#"):
            phrase, value, verdict = (part.strip() for part in text.rsplit("|", 2))
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
    file = pack_folder(code) / "claim_examples.txt"
    if not file.is_file():
        return
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if text.strip() and not text.startswith("#"):
            phrase, claim, verdict = (part.strip() for part in text.rsplit("|", 2))
            yield ClaimExample(number, phrase, claim, verdict)
