"""When two texts of a block say the same: a new value is no change, a new wording is."""

from __future__ import annotations

from hashlib import sha256

import pytest

from kerege.languages import language_pack
from kerege.translate.digests import digest


@pytest.fixture(autouse=True)
def _forget() -> None:
    """Digests are kept while a program runs: each test makes its own."""
    digest.cache_clear()


@pytest.mark.parametrize(
    ("code", "one", "other", "same"),
    [
        ("en", "Some words\nhere.", "Some  words here.", True),
        ("en", "Some words here.", "Some words there.", False),
        ("en", "é", "e\u0301", True),  # the same letter in two forms of Unicode
        ("en", "It is [40%](stat:a).", "It is [41.5%](stat:a).", True),
        ("en", "It is [40%](stat:a).", "It is [40%](stat:b).", False),
        ("en", "It is [40%](stat:a).", "It is [40 per cent](stat:a).", True),
        ("en", "It is [40%](stat:a).", "It is [about 40%](stat:a).", False),
        ("en", "It is [about 40%](stat:a).", "It is [about 60%](stat:a).", True),
        ("en", "It is [more than 40%](stat:a).", "It is [less than 40%](stat:a).", False),
        ("en", "It is [a third](stat:a).", "It is [a quarter](stat:a).", True),
        ("en", "It is [a third](stat:a).", "It is [33%](stat:a).", False),  # another form
        ("en", "It is [40 women](stat:a).", "It is [40 men](stat:a).", False),
        ("en", "It is [40 women](stat:a).", "It is [12 women](stat:a).", True),
        ("en", "It is [40 years](stat:a).", "It is [40%](stat:a).", False),
        ("en", "It is [40 to 50%](stat:a).", "It is [41 to 60%](stat:a).", True),
        ("en", "[20% more](claim:c)", "[30% more](claim:c)", True),
        ("en", "[20% more](claim:c)", "[20% less](claim:c)", False),
        ("en", "[her words](quote:a)", "[her words](quote:b)", True),
        ("en", "[her words](quote:a)", "[his words](quote:a)", False),
        ("en", "[40 winks](nostat:a)", "[41 winks](nostat:a)", False),  # nothing computes it
        ("en", "In 2015.", "In 2016.", False),
        ("ru", "Это [40\u00a0%](stat:a).", "Это [41,5\u00a0%](stat:a).", True),
        ("ru", "Это [около трети](stat:a).", "Это [треть](stat:a).", False),
    ],
)
def test_what_is_a_change(code: str, one: str, other: str, same: bool) -> None:
    pack = language_pack(code)
    assert (digest(one, pack) == digest(other, pack)) is same


def test_its_form() -> None:
    made = digest("Words.", language_pack("en"))
    assert len(made) == 16 and int(made, 16) >= 0
    # What is kept in translations/ must be known again by a later version.
    assert made == sha256(b"Words.").hexdigest()[:16]


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("40%", "#numeral  percent#"),
        ("about 40%", "#numeral about percent#"),
        ("a third", "#fraction  #"),
        ("exactly half", "#fraction  #"),
        ("twice", "twice"),
        ("three times as many", "three times as many"),
        ("3 times", "#numeral  # times"),
        ("40 to 50%", "#numeral  percent#"),
        ("between 40 and 50%", "#numeral  percent#"),
        ("from 40 to 50%", "#numeral  percent#"),
        ("forty to fifty per cent", "#words  percent#"),
        ("twelve women", "#words  # women"),
        ("hundreds", "hundreds"),
        ("third", "third"),
        ("the 3rd", "the #numeral  #"),
        ("US$40", "#numeral  USD#"),
        ("40 years", "#numeral  years#"),
        ("40 kg", "#numeral  # kg"),
        ("2015", "#numeral  #"),
        ("3:1", "#ratio  #"),
        ("many", "many"),
    ],
)
def test_what_a_number_is_masked_by(words: str, masked: str) -> None:
    """What is remembered of translations rests on these words: another mask would make every block look changed."""
    pack = language_pack("en")
    for scheme in ("stat", "claim"):
        bare = sha256(f"It is [{masked}]({scheme}:a).".encode()).hexdigest()[:16]
        assert digest(f"It is [{words}]({scheme}:a).", pack) == bare
