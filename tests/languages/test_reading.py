"""Every digit and number word of any text lies in exactly one span; and the time grows with the text."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.languages import lexicon
from kerege.languages.lexicon import Lexicon
from kerege.languages.reading import Kind, Span, read
from kerege.languages.reading.cursor import Cursor

LANGUAGES = ("en", "ru", "ky")
NUMBER_WORDS = ("number", "hundred", "scale", "many")
ODD = [
    "1,200",
    "12 000",
    "1.2",
    "0,65",
    "½",
    "2015",
    "2.1.3",
    "10:30",
    "⑥",
    "٣",
    "12k",
    "1/3",
    "%",
    "$",
    "-",
    "–",
    "−",
    "(",
    ")",
]
ODD += [".", ",", "\n", "PM2.5", "x", "²", "6О", "\u200b", "XL", "COVID-19", "±", "p < 0.05"]


def assert_covered(text: str, words: Lexicon) -> tuple[Span, ...]:
    """Each digit and each number word of a text is in one span, and no two overlap."""
    spans = read(text, words)
    owners = [0] * len(text)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        for place in range(span.start, span.end):
            owners[place] += 1
    assert max(owners, default=0) <= 1
    for place, sign in enumerate(text):
        if unicodedata.category(sign) in ("Nd", "No", "Nl"):
            assert owners[place] == 1, (text, place)
    cursor = Cursor(text, words)
    for number, token in enumerate(cursor.tokens):
        if any(not match.entry.glued for cls in NUMBER_WORDS for match in cursor.all(number, cls)):
            assert owners[token.start] == 1, (text, token.text)
    return spans


def texts(language: str) -> st.SearchStrategy[str]:
    """Words of the pack and numerals, glued and joined at random."""
    listed = sorted(
        {
            word.rstrip("*~^")
            for lines in lexicon(language).lists.sections.values()
            for line in lines
            for word in line.words
        }
    )
    piece = st.one_of(
        st.sampled_from(listed),
        st.sampled_from(listed),
        st.integers(0, 10**7).map(str),
        st.sampled_from(ODD),
        st.text(max_size=6),
    )
    glue = st.sampled_from([" ", "", " ", "-", "\u00a0"])
    return st.lists(st.tuples(piece, glue), max_size=14).map(lambda pairs: "".join(a + b for a, b in pairs))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=200, deadline=None, derandomize=True)
@given(data=st.data())
def test_every_digit_and_number_word_lies_in_exactly_one_span(language: str, data: st.DataObject) -> None:
    assert_covered(data.draw(texts(language)), lexicon(language))


HOSTILE = [
    ("en", "1"), ("en", "1,234"), ("en", "12 "), ("en", "hundred "), ("en", "5 to "), ("en", "5 ("), ("en", "one and a half "),
    ("en", "5-"), ("en", "5 per "), ("en", "more than "), ("en", "more than 5 but less than "), ("en", "Table 5, "), ("en", "by "),
    ("ru", "двадцать один сто тысяч "), ("ky", "жыйырма бир жүз миң болжол менен жарымы "), ("ky", "миң "), ("ky", "экиден "),
]  # fmt: skip


@pytest.mark.parametrize(("language", "piece"), HOSTILE)
def test_time_grows_with_the_text(language: str, piece: str) -> None:
    words = lexicon(language)
    small, large = (_calls((piece * (letters // len(piece) + 1))[:letters], words) for letters in (2_000, 8_000))
    # Four times the text takes four times the work; squares would take sixteen times. Work is counted, since clocks are busy.
    assert large < 6 * small, (small, large)


def _calls(text: str, words: Lexicon) -> int:
    """How many functions are called to read a text."""
    count = 0

    def noted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(noted)
    try:
        read.__wrapped__(text, words)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("en", "fell from 42.2 per cent in 2000 to 2.9 per cent in 2012", ["42.2 per cent", "2.9 per cent"]),
        (
            "en",
            "Births fell from 729,674 in 2012 to 698,512 in 2013; the rate was 40.5 in 2015.",
            ["729,674", "698,512", "40.5"],
        ),
        ("en", "Goal 59.6 per cent, Table 2.1, Part 60 of them", ["59.6 per cent"]),
        ("en", "The 2014 women asked; in 2014, women", ["2014 women"]),
        ("ru", "с 42,2 процента в 2000 году до 2,9 процента", ["42,2 процента", "2,9 процента"]),
        ("ru", "до 2020 года снизился до 20 процентов", ["20 процентов"]),
        ("ky", "2000-жылы 42,2 пайыздан 2,9 пайызга түштү", ["42,2 пайыздан 2,9 пайызга"]),
        ("ky", "25 майып бала", ["25 майып"]),
        ("en", "COVID-19, PM2.5, 2015/16, 12 March 2015, aged 15–49, 95 per cent confidence, the 1990s, 10:30", []),
        ("ru", "5-й, 2015–2016 годы, глава 12, № 26, в возрасте 15–49 лет, 19 сентября 2016 года", []),
        ("ky", "5-бап, 2013–2017-жылдар, 2016-жылдын 19-сентябрында, 15–49 жаштагы, № 26", []),
        ("en", "her two sisters, most of them, the third wave", []),
        ("en", "Of the offences3, 12 months4. Population Trends 93, 29–37. Medicine 60(12): 2755–2771", ["12 months"]),
        ("en", "per 100,000 population; the last 12 months; a 12-month rate; over the five years", []),
        (
            "en",
            "aged under 20, 20–24 and 40 and over; Table 21(1), Tables 1.3A, 1.3B and 1.4C; Chart 2:2; No 691/2011",
            [],
        ),
        ("en", "GDP (£millions); ESA95; ESP 1976; 01633 455602; still lower than 2007 and 2008", []),
        (
            "en",
            "103 of 1,240 respondents; twelve of the thirty villages",
            ["103 of 1,240 respondents", "twelve of the thirty villages"],
        ),
        ("ru", "за последние 12 месяцев; 65 и старше; увеличилось на 100 процентов", ["100 процентов"]),
        ("ky", "акыркы 12 айда; 12 пайызга өскөн жок", ["12 пайызга өскөн"]),
    ],
)
def test_what_is_a_quantity_and_what_a_convention(language: str, text: str, numbers: list[str]) -> None:
    spans = assert_covered(text, lexicon(language))
    found = [text[span.start : span.end] for span in spans if span.kind is Kind.QUANTITY]
    assert [" ".join(words.split()) for words in found] == numbers or [_core(words) for words in found] == numbers


def _core(words: str) -> str:
    """Without the hedge or the verb that a quantity begins or ends with."""
    return words.removeprefix("до ").removesuffix(" бала")


@pytest.mark.parametrize(
    "text",
    ["40.9.1 per cent", "6О per cent", "6.5e6 people", "12x4", "4\u200b0 per cent", "⑥⓪", "XL per cent", "1,2005"],
)
def test_what_cannot_be_read_completely_is_not_half_read(text: str) -> None:
    kinds = {span.kind for span in assert_covered(text, lexicon("en"))}
    assert Kind.QUANTITY not in kinds and kinds & {Kind.UNREAD, Kind.CONVENTION}
