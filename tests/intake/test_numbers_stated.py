"""Which numbers of a published text become statistics: those by which a sentence states a quantity, and no others."""

from __future__ import annotations

import pytest

from kerege.intake.published.document import Journal, Paragraph, Role
from kerege.intake.published.legible import unbelievable
from kerege.intake.published.numbers import tied
from kerege.intake.published.vocabulary import speech
from kerege.languages import language_pack


def stated(text: str, unread: frozenset[int] = frozenset()) -> list[str]:
    paragraphs = (Paragraph(text, 1, 1, Role.BODY),)
    _, numbers = tied(paragraphs, language_pack("en"), speech("en"), Journal(), unbelievable=unread)
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
        "Portions of the 1.2 specification are rarely used by anybody.",
        "The i 7.2 feature of the database provides access to rows and columns.",
        "The cmp method 3 compares two values and can be called on anything.",
        "The Identity Theft Resource Center 1 reports that many breaches have occurred.",
        "Next, there is a line for each test function in that integration test 3 and a summary line.",
        "It can be used to get the probability of a third word, given the previous two words.",
        "Three officers have been murdered and a fourth, Frank Fredericks, was injured.",
        "This code would print x = 5 and then end the program that was run.",
        'The table has a head <th scope="col">2012</th> that says which year is meant.',
        "Change in the scores of comments per site and year was 215% 254.6% 2100% in all.",
        "A system of so many robots contains 2 n possible states that can be told apart.",
        "The number of accessible states grows with n + 1 states for every robot.",
        "The authority is given in sections 302 through 309 and 1002 through 1004 of the law.",
        "Congress should 1) pay the claims that were filed and 3) set new criteria for them.",
        "Theorem 1 allows us to reduce the bandwidth that is needed for control.",
        "The data were dissolved in 0.5 M of a solution that was made before.",
        "The deviation of rainfall is T half of the reduction that is meant.",
        "There are B − 1 negative passages for each of the questions.",
        "It is measured as the percentage of top 20/100 retrieved passages in all.",
        "The set is composed of 6, 066 sequences of questions in all.",
        "Radio Range 20 m Node Velocity 10 km/h Mobility 50% the overhead of control and latency for them.",
        "Tables 1, 2, and 3 show how these models perform on the sets.",
        "It can be seen that the stream flow was !20% of the time.",
        "11 G. Pedrini, W. Osten, and M. E. Gusev measured small objects by digital holography.",
        "It only relied on the fact that n ≥ 3 in the formula that was shown above.",
        "The binding tightness is such that 1200 means the least precedence and 3 compares the rest.",
        "The source of illumination was slightly translated from one point to another.",
        "The benchmark requires reasoning over two or more passages of the text.",
        "The task directly uses pseudo-variables, which are written $$, $1, $2 and so on.",
        'The page has a cell class="cell" style="width:0%" in each of the rows of the table.',
        "The tax is at the appropriate rate, which is (a) other (b) 10% (c) 15% (d) 30% basis from the form.",
        "The fonts that are installed are mapped 1:1 to the fonts of the computer.",
        "Hookano has traveled over forty- - thousand miles on the ship that was hers.",
        "The loss was \ue0015.4 per cent of the income of all these households.",
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
        ("This results in a final sample of 432 for the whole of the study.", ["432"]),
        ("Coefficient alpha was 0.91 for the first scale, and 0.93 for the second.", ["0.91", "0.93"]),
        ("The network is composed of 10 villages and of 300 households there.", ["10 villages", "300 households"]),
        ("In Bishkek 45 women were interviewed in the markets.", ["45 women"]),
        ("Altogether 35 interviews were carried out in that year.", ["35 interviews"]),
        ("Since then, 27,492 claims have been filed with the office.", ["27,492"]),
        ("Of the migrants, a third were women from villages in the south.", ["a third"]),
    ],
)
def test_what_states_one_is(text: str, said: list[str]) -> None:
    assert stated(text) == said


def test_a_page_of_nothing_but_numbers_is_read_to_its_end() -> None:
    # A reading that begins anew at each of them would not end.
    found = stated("The parts of this page are " + "1.1, " * 300 + "and so on. And then there are 30 women.")
    assert found[-1:] == ["30 women"]


LEGIBLE = "The share of women among those who left the country was 54 per cent in the year of the survey. " * 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # A font of mathematical signs whose letters nobody named: the page shows "−15 %", "t(162) = 25.7" and "+12 per cent".
        (f"{LEGIBLE}It fell by 215 per cent ðt ð162Þ ¼ 25:714Þ at site A and rose (þ 12 per cent) at site B.", "signs"),
        (f"{LEGIBLE}A 3 £ 2 £ 3 analysis of variance was made of all the answers.", "signs"),
        ("Uif tibsf pg xpnfo bnpoh uiptf xip mfgu uif dpvousz xbt 54 qfs dfou. " * 6, "words"),
        ("Der Anteil der Frauen unter denen, die das Land verlassen haben, betrug 54 Prozent. " * 6, "words"),
        (LEGIBLE, ""),
        ("The coefficient (β = 0.3) of ½ a litre, ¾ of the wells, is shown by Þórður of Iceland. " * 4, ""),
    ],
)
def test_pages_whose_letters_are_others_than_they_seem_are_told_and_not_tied(text: str, said: str) -> None:
    journal = Journal()
    found = unbelievable((Paragraph(text, 3, 1, Role.BODY),), speech("en"), journal)
    assert found == ({3} if said else set())
    assert [what for what in journal.person if f"Pages whose {'letters' if said == 'words' else said}" in what] == [
        *journal.person
    ]
    assert stated(text, frozenset({1})) == []


@pytest.mark.parametrize(
    "text",
    [
        "Si un membre m n’est pas couvert par un autre, alors ni m ni aucun autre ne couvre la liste.",
        "De manière générale, la stratégie 2 reste plus efficace que toutes les autres.",
        "Le laboratoire se trouve au 3 place Jean Jaurès dans la ville de Blois.",
    ],
)
def test_letters_and_addresses_in_french_are_none(text: str) -> None:
    paragraphs = (Paragraph(text, 1, 1, Role.BODY),)
    assert not tied(paragraphs, language_pack("fr"), speech("fr"), Journal())[1]
