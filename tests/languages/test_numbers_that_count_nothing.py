"""Numbers that name a year, an age group, a scale or a code, and the counts that look like them."""

from __future__ import annotations

import pytest

from kerege.languages import language_pack
from kerege.languages.reading import Kind, read


def counted(text: str, language: str = "en") -> list[str]:
    """What of a text is read as a quantity."""
    spans = read(text, language_pack(language).lexicon)
    return [text[span.start : span.end] for span in spans if span.kind is Kind.QUANTITY]


@pytest.mark.parametrize(
    "text",
    [
        "The office released 2012 divorce statistics.", "They use the new 2013 European Standard Population.",
        "May 2014 and June 2014 were wet.", "Answers are put on a 0 to 10 scale.", "Rated on a scale from 1–5.",
        "Those between the ages of 60 and 65 retire.", "From the 60 to 64 age group onwards.", "The 30-39 age group.",
        "Estimates stand at t-2.", "Rounded to 2 decimal places.", "Between 2010 and 2015 women gained.",
        "In 2019 unemployed women gained.", "First collected in 1697, trade grew.", "Clothing (divisions 13-15).",
        "Half-time posts and a half-truth.", "Chart 14.1 Vacancies rise.", "The under 16 conception rate fell.",
        "The fertility rate at age 45 includes births.", "In the age groups 90-94; 95-99 and age 100.", "Between month 1 and month 2.",
        "In 2001/2 it rose.", "Lancet 2005; 59:115–120 [read].", "An estimated 95% confidence interval.", "Projected beyond 2037.",
        "A scale from 0–10 where most answer.", "Women aged under 20 and 20-24 left.", "It grew over the 1993 to 2013 period.",
        "The diagonal 45 degree line.", "See section 3, part 2.",
    ],
)  # fmt: skip
def test_nothing_is_counted(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of the 2014 women asked, few came.", ["2014 women"]),
        ("2014 Kyrgyz women were asked.", ["2014 Kyrgyz women"]),
        ("The survey was done in 2019 households.", ["2019 households"]),
        ("The 2019 sample of 1,200 women.", ["1,200 women"]),
        ("Aged 25 and 30 per cent of them.", ["30 per cent"]),
        ("The survey was done in 1697 villages.", ["1697 villages"]),
        ("The number rose in 1697 cases, and fell.", ["1697 cases"]),
        ("They scored 1 to 5 points.", ["1 to 5 points"]),
        ("Table 3 women were named in it.", ["3 women"]),
        ("In that month 12 died.", ["12"]),
        ("That year 8 had died.", ["8"]),
        ("Over the year 40 women left.", ["40 women"]),
        ("At age 45 women leave.", ["45 women"]),
        ("Under 18 women came.", ["Under 18 women"]),
        ("Over 1993 women came.", ["Over 1993 women"]),
        ("Aged 20-24; 12 women left.", ["12 women"]),
        ("At this point five women left.", []),
        ("It rose by point five per cent.", ["point five per cent"]),
    ],
)
def test_a_count_is_none_of_them(text: str, found: list[str]) -> None:
    assert [words.removeprefix("by ") for words in counted(text)] == found
