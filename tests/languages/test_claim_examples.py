"""Phrases that state claims, with verdicts: `claim_examples.txt` of each pack.

They were written before the reader of claims was tuned to them (first run: 98.5 per cent right in English, 96.7 in Russian,
99.1 in Kyrgyz). Some sixty more a language were written without looking at the packs, by what people write (first run: 77 per
cent in English, 89 in Russian, 81 in Kyrgyz; all but three of the wrong answers were refusals). Each is refused or judged; none
is judged by half.
"""

from __future__ import annotations

from collections import Counter

import pytest

from kerege.evidence.claim_examples import judge_example
from kerege.evidence.wording import Ruling
from kerege.languages import language_pack
from kerege.languages.examples import ClaimExample, claim_examples

LANGUAGES = ("en", "ru", "ky")
EXAMPLES = [(code, example) for code in LANGUAGES for example in claim_examples(code)]
RULINGS = {
    "agree": Ruling.AGREES,
    "disagree": Ruling.DISAGREES,
    "points": Ruling.POINTS,
    "unread": Ruling.UNREAD,
}


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=[f"{code}-{e.line}" for code, e in EXAMPLES])
def test_a_phrase_is_judged_as_its_example_says(code: str, example: ClaimExample) -> None:
    verdict = judge_example(example.phrase, example.claim, language_pack(code))
    assert verdict.ruling is RULINGS[example.verdict], f"{example.phrase} ({example.claim}): {verdict.reason}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_has_two_hundred_examples_with_every_verdict(code: str) -> None:
    verdicts = Counter(example.verdict for example in claim_examples(code))
    assert verdicts.total() >= 200
    assert verdicts.keys() == RULINGS.keys()
    assert verdicts["disagree"] >= verdicts.total() // 4


def test_a_word_that_is_not_known_makes_a_phrase_unread() -> None:
    pack = language_pack("en")
    for word in ("hardly-ever", "blue", "nowhere", "perhaps", "arguably", "if"):
        assert judge_example(f"rose {word}", "change 40 48 percent", pack).ruling is Ruling.UNREAD, word
