"""Which numbers of a published text become statistics: those by which a sentence states a quantity, and no others."""

from __future__ import annotations

import pytest

from kerege.intake.published.document import Journal, Paragraph, Role
from kerege.intake.published.numbers import tied
from kerege.intake.published.vocabulary import speech
from kerege.languages import language_pack


def stated(text: str) -> list[str]:
    paragraphs = (Paragraph(text, 1, 1, Role.BODY),)
    _, numbers = tied(paragraphs, language_pack("en"), speech("en"), Journal())
    return [number.said for number in numbers]


@pytest.mark.parametrize(
    "text",
    [
        "Services were provided under ch. 48 or ch. 938 to the family.",
        "Please contact the office of the superintendent at ext. 61200 before the meeting.",
        "The rule amends § 39.13 by removing the directive of the agency.",
        "Title 49 of the code specifies what the agency may do.",
        "The report is updated on the 25 th of each month by the office.",
        "Tools like Google Docs and Microsoft 365 enabled multiple users to edit together.",
        "The product is sold at all branches .......... $85 ........... $6,205 per product.",
        "let mut guess = String::new(); the function returns 5 values;",
        "It sets the field active of the record to 0 and returns.",
        "1.2 has many features that nobody ever used.",
    ],
)
def test_what_states_no_quantity_is_no_statistic(text: str) -> None:
    assert stated(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The accident killed 189 passengers who were on board.", ["189 passengers"]),
        ("In 2016, 119 000 Kyrgyz migrants were registered under this law.", ["119 000 Kyrgyz migrants"]),
        ("The average cost of a breach increased by 15% in the year after.", ["15%"]),
        ("The final sample of the study was 432.", ["432"]),
    ],
)
def test_what_states_one_is(text: str, said: list[str]) -> None:
    assert stated(text) == said


def test_a_page_of_nothing_but_numbers_is_read_to_its_end() -> None:
    # A reading that begins anew at each of them would not end.
    found = stated("The parts of this page are " + "1.1, " * 300 + "and then there are 30 women.")
    assert found[-1:] == ["30 women"]
