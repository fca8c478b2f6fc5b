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
        "Rated as 9 or 10 out of 10.", "Very low anxiety (0–1 out of 10) rose.", "Low ratings of 4 or less for happiness.",
        "Where 0 is ‘not at all’ and 10 is ‘completely’.", "The base is 2010 = 100.", "Prices (EU-27=100).",
        "31-33 refers to Other Manufacturing.", "10-12 refers to Food, Textiles (13-15) and Coke (19).",
        "1. Employment 2. Vacancies 3. Benefits", "Parkin DM, and Walker LC (2011). 16. Cancer. British Journal of Cancer 105 (S2).",
        "All ages, 1-14, 15-34 and 35-54.", "Age groups for births (25-29 and 30-34) and moves (20-24).",
        "Women aged under 16, under 18 and under 20.", "Those aged 30 to 39 and 40 to 49 left.", "Figures for 20 13 are provisional.",
        "It rose in 2012/ 13.", "The rate since 2001/ 2.", "The lowest since 2002/031.", "The top 20 nationalities came.",
        "In the 12 months to May 2014.", "Data up to 17 July 2014.", "Published on Friday 19.", "Published in Population Trends 145.",
        "Added at Heathrow Terminal 5.", "The Research Report 68, which came out.", "COFOG category 05 Protection.",
        "It uses month 3 estimates.", "Found in maps 1 and 2 below.", "In Charts 9.1 and 9.2, few.", "Adults (16 years and over).",
        "Reducing under 18 conceptions helps.", "Residents aged 65 and over1.", "As in earlier censuses1, 2.", "Regions, 2010 <1> (share).",
        "Bands: 10 to 49, 50 to 249, 250 to 999 and 1000 or more.", "The 16 to 17 and 65 and over age groups.", "The 90+ population.",
        "A rating of -1 or less.", "Rules of the Council 808/2004.", "It is on our website. 18. Feedback", "In households3 4.",
        "The lower age groups (under 40).", "Under 18 and under 16 conceptions.", "Background note (2) above.", "Tel 0845 601 3034.",
        "See epp.eurostat.ec.europa.eu/cache/KS-13-013/013-EN.PDF now.", "Ten to 15 year olds.", "5. 4. Methods", "In table 10 are sums.",
        "The second sale (25/26 March 2014).", "Births in 2012: as 2012 adoptions are not known, in 2012.", "4-Fluoromethcathinone",
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
        ("Goal 59.6 per cent.", ["59.6 per cent"]),
        ("Status 3 per cent.", ["3 per cent"]),
        ("Wards 12 of them.", ["12"]),
        ("Heathrow Terminal 5 women.", ["5 women"]),
        ("In Wales 25 and in Scotland 30.", ["25", "30"]),
        ("There were under 18 conceptions.", ["under 18"]),
        ("Agreed by 9 out of 10 women.", ["9 out of 10 women"]),
        ("Said by 4 or more out of 10 women.", ["4 or more", "10 women"]),
        ("The index base 2010 = 100 women.", ["= 100 women"]),
        ("The ratings of 4.2 were low.", ["4.2"]),
        ("Of these maps 12 were drawn.", ["12"]),
        ("Of the 20 13 were women.", ["20", "13"]),
        ("In 2012, 2012 women left.", ["2012 women"]),
        ("Among those aged 15–29 it rose from 30 to 34.", ["from 30 to 34"]),
        ("Women aged 16 to 24: 30 to 34 per cent.", ["30 to 34 per cent"]),
        ("The top 10 per cent earn more.", ["10 per cent"]),
        ("On Friday 19 women died.", ["19 women"]),
        ("Of 30 villages 12. Four had 13. Six had 14. All.", ["30 villages", "12", "13", "14"]),
        ("Theft 34", ["34"]),
        ("From 10 to 49, then 60 to 70.", ["From 10 to 49", "60 to 70"]),
        ("The 90+ women came.", ["90+ women"]),
        ("It met 9 villages. 18 left.", ["9 villages", "18"]),
        ("It took 300 person-days.", ["300 person-days"]),
        ("There were 300 women-headed households.", ["300 women-headed households"]),
        ("Report 12 cases.", ["12 cases"]),
        ("Millions of people.", ["Millions of people"]),
        ("In 2004/ 5 women left.", ["5 women"]),
        ("It rose by point five per cent.", ["point five per cent"]),
    ],
)
def test_a_count_is_none_of_them(text: str, found: list[str]) -> None:
    assert [words.removeprefix("by ") for words in counted(text)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ru", "Индекс (2010 = 100).", []),
        ("ru", "Оценили жизнь на 8–10 из 10.", []),
        ("ru", "Где 0 – «совсем нет», а 10 – «полностью».", []),
        ("ru", "Это было в 20 13 году.", []),
        ("ru", "В возрасте 15–19, 20–24 и 25–29 лет.", []),
        ("ru", "Вошли в топ-10 стран.", []),
        ("ru", "Сказали 8–10 из 10 женщин.", ["8–10", "10 женщин"]),
        ("ru", "База: 2010 = 100 женщин.", ["= 100 женщин"]),
        ("ru", "В Оше 25, в Баткене 30.", ["25", "30"]),
        ("ky", "Индекс (2010 = 100).", []),
        ("ky", "Бул 20 13-жылы болгон.", []),
        ("ky", "15–19, 20–24 жана 25–29 жаштагылар.", []),
        ("ky", "Топ-10 өлкө.", []),
        ("ky", "25 майып бала.", ["25 майып бала"]),
    ],
)
def test_the_same_in_russian_and_kyrgyz(language: str, text: str, found: list[str]) -> None:
    assert counted(text, language) == found


def test_digits_torn_from_their_group_are_not_half_read() -> None:
    text = "It was 16.6 per 100, 000 population."
    spans = read(text, language_pack("en").lexicon)
    assert [(text[span.start : span.end], span.kind) for span in spans] == [("16.6 per 100, 000", Kind.UNREAD)]
