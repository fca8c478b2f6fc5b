"""Phrases that state claims, with verdicts: `claim_examples.txt` of each pack.

They were written before the reader of claims was tuned to them (first run: 98.5 per cent right in English, 96.7 in Russian,
99.1 in Kyrgyz). Some sixty more a language were written without looking at the packs, by what people write (first run: 77 per
cent in English, 89 in Russian, 81 in Kyrgyz; all but three of the wrong answers were refusals). Each is refused or judged; none
is judged by half.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from kerege.evidence.agreement import Fact, judge
from kerege.evidence.claim_examples import judge_example
from kerege.evidence.wording import Ruling
from kerege.languages import language_pack
from kerege.languages.examples import ClaimExample, claim_examples

LANGUAGES = ("en", "ru", "ky")
FURTHER = ("ar", "es", "fr", "kk", "tg", "tr", "uz")
EXAMPLES = [(code, example) for code in (*LANGUAGES, *FURTHER) for example in claim_examples(code)]
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


@pytest.mark.parametrize("code", FURTHER)
def test_each_further_language_has_forty_examples_a_third_of_them_false_or_unread(code: str) -> None:
    verdicts = Counter(example.verdict for example in claim_examples(code))
    assert verdicts.total() >= 40
    assert verdicts["disagree"] + verdicts["unread"] >= verdicts.total() // 3


NEGATED = {
    "ky": "көбөйбөдү өспөдү кымбаттабады кеңейбеди молойбоду эселенбеди өскөн_жок кымбаттаган_эмес",
    "kk": "көбеймеді өспеді қымбаттамады ұлғаймады еселенбеді өскен_жоқ",
    "uz": "koʻpaymadi oshmadi oʻsmadi qimmatlashmadi koʻtarilmadi oshgani_yoʻq",
    "tr": "artmadı yükselmedi büyümedi artmıyor",
    "tg": "афзоиш_наёфт зиёд_нашуд боло_нарафт",
    "ru": "не_выросла не_увеличилась никак_не_поднялась",
    "en": "did_not_rise has_not_risen never_rose failed_to_rise no_longer_rises",
    "es": "no_aumentó nunca_aumentó ya_no_aumenta",
    "fr": "n'a_pas_augmenté n'augmente_plus n'a_jamais_augmenté",
    "ar": "لم_ترتفع لا_ترتفع لن_ترتفع ما_ارتفعت",
}


@pytest.mark.parametrize(("code", "words"), NEGATED.items())
def test_what_did_not_rise_is_never_read_as_risen(code: str, words: str) -> None:
    phrases = [word.replace("_", " ") for word in words.split()]
    read = {phrase: judge_example(phrase, "change 40 48 percent", language_pack(code)).ruling for phrase in phrases}
    assert {phrase for phrase, ruling in read.items() if ruling is Ruling.AGREES} == set()


def test_a_word_that_is_not_known_makes_a_phrase_unread() -> None:
    pack = language_pack("en")
    for word in ("hardly-ever", "blue", "nowhere", "perhaps", "arguably", "if"):
        assert judge_example(f"rose {word}", "change 40 48 percent", pack).ruling is Ruling.UNREAD, word


@pytest.mark.parametrize(
    ("code", "rose", "did_not"),
    [
        ("ky", "8 пайызга көбөйдү", ("8 пайызга көбөйбөдү", "8 пайызга өспөдү", "8 пайызга өскөн жок")),
        ("kk", "8 пайызға көбейді", ("8 пайызға көбеймеді", "8 пайызға өспеді")),
        ("uz", "8 foizga koʻpaydi", ("8 foizga koʻpaymadi", "8 foizga oshmadi")),
        ("tr", "yüzde 8 arttı", ("yüzde 8 artmadı", "yüzde 8 yükselmedi")),
    ],
)
def test_a_number_by_which_something_did_not_change_states_none(code: str, rose: str, did_not: tuple[str, ...]) -> None:
    fact = Fact(Decimal(8), "percent", 0)
    assert judge(rose, fact, language_pack(code)).holds
    assert {phrase for phrase in did_not if judge(phrase, fact, language_pack(code)).holds} == set()
