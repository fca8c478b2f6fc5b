"""Where sentences begin and end, in any script."""

from __future__ import annotations

import pytest

from kerege.languages.sentences import sentence_at, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("One.  Two.", ["One.", "Two."]),
        ("One.Two.", ["One.Two."]),  # no blank, as in an address
        ("About 3.5 of them. Then.", ["About 3.5 of them.", "Then."]),
        ("See p. 5 of it.", ["See p.", "5 of it."]),
        ("e.g. this one.", ["e.g. this one."]),  # a small letter goes on
        ("By A. Smith. Then.", ["By A. Smith.", "Then."]),  # an initial
        ("By AB. Smith.", ["By AB.", "Smith."]),
        ("Я. Иванов. Да.", ["Я. Иванов.", "Да."]),
        ("“One.” Two.", ["“One.”", "Two."]),
        ("«Раз.» Два.", ["«Раз.»", "Два."]),
        ('"One." Two.', ['"One."', "Two."]),
        ("*One.* Two.", ["*One.*", "Two."]),
        ("One?! Two.", ["One?!", "Two."]),
        ("One. “Two.” Three.", ["One.", "“Two.”", "Three."]),
        ("One. (Two.) Three.", ["One.", "(Two.)", "Three."]),
        ("One. — Two.", ["One.", "— Two."]),
        ("One. 2015 was.", ["One.", "2015 was."]),
        ("Бир. Өлкө.", ["Бир.", "Өлкө."]),
        ("مرحبا؟ نعم.", ["مرحبا؟", "نعم."]),
        ("第一。第二！第三", ["第一。", "第二！", "第三"]),
        ("No end", ["No end"]),
        ("! One.", ["!", "One."]),
        ("One. (", ["One. ("]),
        ("One. ", ["One. "]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [
        text[start:end].rstrip() if end < len(text) else text[start:end] for start, end in sentences(text)
    ] == expected


@pytest.mark.parametrize(
    ("place", "found"), [(0, "One."), (3, "One."), (4, "One."), (5, "Two."), (8, "Two."), (9, "Two.")]
)
def test_the_sentence_of_a_place(place: int, found: str) -> None:
    text = "One. Two."
    start, end = sentence_at(text, place)
    assert text[start:end].strip() == found


def test_of_nothing_there_is_an_empty_sentence() -> None:
    assert sentence_at("", 0) == (0, 0)


@pytest.mark.parametrize("mark", ["(", "“", "”", "¿", "—", "(“"])
def test_marks_before_a_sentence(mark: str) -> None:
    """Behind them a small letter goes on with the sentence, as it does without them."""
    assert len(list(sentences(f"One. {mark}two"))) == 1 and len(list(sentences(f"One. {mark}Two"))) == 2
