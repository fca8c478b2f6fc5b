"""A testimony tells what was lived through, and nothing by which its speaker could be found.

Passes: "A woman from a village, in her thirties, owed a large sum". Fails: a town or a region (P002), an exact sum, date or age (P003),
a capitalised word that looks like a name and is not registered (P007).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kerege.checks.context import Case
from kerege.checks.waivers import Recognised, not_waived
from kerege.findings import Finding
from kerege.languages.names import Names
from kerege.languages.reading import Kind, Span, read
from kerege.languages.units import currency_codes
from kerege.model import Quote

CODES = ("P002", "P003", "P007")
_EXACT = ("date", "year", "decade", "telephone", "age")
"""Conventions that tell who somebody is."""
_CAPITAL = re.compile(r"(?<=[^\W\d_] )[A-ZА-ЯЁҢӨҮ][^\W\d_]+|(?<=, )[A-ZА-ЯЁҢӨҮ][^\W\d_]+")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each thing in a testimony by which its speaker could be recognised."""
    privacy = case.report.privacy
    inside = Names({**privacy.banned, **privacy.in_quotes})
    known = Names(
        {
            "known": [
                *(word for name in privacy.allowed for word in name.split()),
                *(name for names in privacy.pseudonyms.values() for name in names),
            ]
        }
    )
    for quote in case.report.quotes.values():
        for language, text in quote.text.items():
            plain = " ".join(text.split())
            yield from not_waived(privacy, _places(quote, language, text, inside))
            yield from not_waived(privacy, _exact(case, quote, language, text))
            yield from not_waived(privacy, _names(quote, language, plain, known))


def _places(quote: Quote, language: str, text: str, inside: Names) -> Iterator[Recognised]:
    for name in inside.find(text):
        finding = Finding(
            quote.location,
            "P002",
            f"quote '{quote.id}' names '{name.text}' in '{language}' ({name.key})",
            "say 'a village', 'a city' or the country",
            language=language,
        )
        yield Recognised(finding, entry=name.key)


def _exact(case: Case, quote: Quote, language: str, text: str) -> Iterator[Recognised]:
    if language not in case.packs:
        return
    for span in read(text, case.packs[language].lexicon):
        if _tells(text, span):
            words = text[span.start : span.end]
            finding = Finding(
                quote.location,
                "P003",
                f"quote '{quote.id}' says '{words}' in '{language}'",
                "generalise: 'a large sum', 'in her thirties', 'some years ago'",
                language=language,
            )
            yield Recognised(finding, word=words)


def _tells(text: str, span: Span) -> bool:
    """Whether a number is exact enough to tell who somebody is: digits, a date, an age, a sum of money."""
    if span.quantity is not None and span.quantity.unit in currency_codes():
        return True
    digits = any(sign.isdecimal() for sign in text[span.start : span.end])
    return digits and (span.kind is not Kind.CONVENTION or span.name in _EXACT)


def _names(quote: Quote, language: str, plain: str, known: Names) -> Iterator[Recognised]:
    for match in _CAPITAL.finditer(plain):
        if not any(True for _ in known.find(match[0])):
            finding = Finding(
                quote.location,
                "P007",
                f"'{match[0]}' in quote '{quote.id}' ('{language}') looks like a name",
                "take it out, or register it in privacy.yml: pseudonyms, or allowed",
                language=language,
            )
            yield Recognised(finding, word=match[0])
