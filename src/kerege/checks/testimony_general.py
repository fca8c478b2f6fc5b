"""A testimony tells what was lived through, and nothing by which its speaker could be found.

Passes: "A woman from a village, in her thirties, owed a large sum". Fails: a town or a region (P002), an exact sum, date or age (P003),
a capitalised word that looks like a name and is not registered (P007), an address, a handle or a telephone number (P015). Told as
warnings, for a person to judge: what may be a name at the head of a sentence, in brackets, behind a dash, in small letters, or
as initials (P014); an age or a sum in words (P016). Each is waived by the word itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kerege.catalogue import problem
from kerege.checks.context import Packs
from kerege.checks.waivers import Recognised, not_waived
from kerege.findings import Finding
from kerege.languages import available, word_lists
from kerege.languages.folding import Readable
from kerege.languages.given import is_given_name
from kerege.languages.names import Names
from kerege.languages.reading import Form, Kind, Quantity, Span, read
from kerege.languages.tokens import fold_apostrophes
from kerege.model import Privacy, Quote

CODES = ("P002", "P003", "P007", "P014", "P015", "P016")
_CURRENCY = re.compile(r"[A-Z]{3}")
"""The code of one (ISO 4217)."""
_EXACT = ("date", "year", "decade", "telephone", "age")
"""Conventions that tell who somebody is."""
_WORD = re.compile(r"[^\W\d_]+(?:[-‐’ʼʻ'][^\W\d_]+)*")
_WITHIN = re.compile(r"(?:[^\W\d_][’'”»\"]?|,) \Z")
"""What stands before a word that goes on with a sentence."""
_INITIAL = re.compile(r"(?<![\w.])[^\W\d_]\.(?:\s?[^\W\d_]\.)*(?=[\s,;)]|[^\W\d_])")
_CONTACTS = (
    re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?<![\w.])@[^\W\d][\w.]{2,}"),
    re.compile(
        r"(?:https?://|www\.)\S+|\b(?:t\.me|wa\.me|vk\.com|ok\.ru|instagram\.com|facebook\.com|tiktok\.com)/\S+"
    ),
    re.compile(r"\+?\d(?:[\s().\-‐–]*\d){6,}"),
)
_ADULT, _OLDEST = 10, 99
_SUM = 100
"""A hundred itself is a manner of speaking."""


def check(privacy: Privacy, quotes: Mapping[str, Quote], packs: Packs) -> Iterator[Finding]:
    """Yield a finding for each thing in a testimony by which its speaker could be recognised."""
    inside = Names({**privacy.banned, **privacy.in_quotes})
    known = Names(
        {
            "known": [
                *(word for name in privacy.allowed for word in name.split()),
                *(name for names in privacy.pseudonyms.values() for name in names),
            ]
        }
    )
    for quote in quotes.values():
        for language, text in quote.text.items():
            text = Readable(" ".join(text.split())).text
            for rule in (_places(quote, language, text, inside), _names(quote, language, text, known)):
                yield from not_waived(privacy, rule)
            yield from not_waived(privacy, _contacts(quote, language, text))
            yield from not_waived(privacy, _exact(packs, quote, language, text))


def _places(quote: Quote, language: str, text: str, inside: Names) -> Iterator[Recognised]:
    for name in inside.find(text):
        finding = Finding(
            quote.location,
            problem("P002", quote=quote.id, text=name.text, language=language, key=name.key),
            language=language,
        )
        yield Recognised(finding, entry=name.key)


def _contacts(quote: Quote, language: str, text: str) -> Iterator[Recognised]:
    for pattern in _CONTACTS:
        for match in pattern.finditer(text):
            words = match[0].strip()
            finding = Finding(
                quote.location,
                problem("P015", quote=quote.id, words=words, language=language),
                language=language,
            )
            yield Recognised(finding, word=words)


def _exact(packs: Packs, quote: Quote, language: str, text: str) -> Iterator[Recognised]:
    if language not in packs:
        return
    for span in read(text, packs[language].lexicon):
        words = text[span.start : span.end].strip()
        if _tells(text, span):
            finding = Finding(
                quote.location,
                problem("P003", quote=quote.id, words=words, language=language),
                language=language,
            )
            yield Recognised(finding, word=words)
        elif span.quantity is not None and _tells_in_words(text, span, span.quantity, _age_words(language)):
            yield _in_words(quote, language, words)
    for match in _age_words(language).whole.finditer(text):
        yield _in_words(quote, language, match[0])


@dataclass(frozen=True)
class _AgeWords:
    """How a language tells an age in words: the section [age] of its pack."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    whole: re.Pattern[str]


@cache
def _age_words(language: str) -> _AgeWords:
    lists = word_lists(language)

    def one_of(kind: str) -> str:
        # A pattern without words fits nothing.
        words = [re.escape(word).replace(r"\*", r"\w*") for word in lists.words("age", kind)]
        return "|".join(sorted(words, key=len, reverse=True)) or "(?!)"

    return _AgeWords(
        re.compile(rf"\b(?:{one_of('before')}) \Z", re.IGNORECASE),
        re.compile(rf"[ -]?(?:{one_of('after')})", re.IGNORECASE),
        re.compile(rf"\b(?:{one_of('whole')})", re.IGNORECASE),
    )


def _tells(text: str, span: Span) -> bool:
    """Whether a number is exact enough to tell who somebody is: digits, a date, a sum of money."""
    if span.quantity is not None and _CURRENCY.fullmatch(span.quantity.unit):
        return True
    digits = any(sign.isdecimal() for sign in text[span.start : span.end])
    return digits and (span.kind is not Kind.CONVENTION or span.name in _EXACT)


def _tells_in_words(text: str, span: Span, quantity: Quantity, age: _AgeWords) -> bool:
    """Whether words state an age, or a sum without a currency."""
    if span.name == "age":
        return True
    if quantity.form is not Form.WORDS:
        return False
    if quantity.unit in ("", "years") and _ADULT <= quantity.low <= _OLDEST:
        after = text[span.start : span.end + 12]
        if age.before.search(text[: span.start]) or age.after.search(after):
            return True
    return not quantity.unit and quantity.low > _SUM


def _in_words(quote: Quote, language: str, words: str) -> Recognised:
    finding = Finding(
        quote.location,
        problem("P016", quote=quote.id, words=words, language=language),
        language=language,
    )
    return Recognised(finding, word=words)


def _names(quote: Quote, language: str, text: str, known: Names) -> Iterator[Recognised]:
    for match in _WORD.finditer(text):
        word = match[0]
        within = bool(_WITHIN.search(text[: match.start()]))
        capital = word[0].isupper()
        sure = capital and within and len(word) > 1 and not _ordinary(word)
        parts = (word, *re.split(r"[-‐]", word)) if "-" in word or "‐" in word else (word,)
        given = any(part and is_given_name(part, capital=part[0].isupper()) for part in parts)
        if not (sure or given) or any(True for _ in known.find(word)):
            continue
        if sure:
            said = problem("P007", word=word, quote=quote.id, language=language)
        else:
            said = problem("P014/name", word=word, quote=quote.id, language=language)
        finding = Finding(quote.location, said, language=language)
        yield Recognised(finding, word=word)
    for match in _INITIAL.finditer(text):
        if match[0][0].isupper():
            said = problem("P014/initials", word=match[0], quote=quote.id, language=language)
            finding = Finding(quote.location, said, language=language)
            yield Recognised(finding, word=match[0])


def _ordinary(word: str) -> bool:
    """A word that is always written with a capital and is no name (`[letters] capital`), in its contracted forms too."""
    return fold_apostrophes(word) in _capitals()


@cache
def _capitals() -> frozenset[str]:
    return frozenset(word for code in available() for word in word_lists(code).words("letters", "capital"))
