"""Labels: the same in every language, with a wording for each plural form."""

from __future__ import annotations

import pytest

from kerege.languages import language_pack, own_labels, shipped
from kerege.languages.known import plural_form


def test_every_language_has_the_same_labels() -> None:
    keys = {code: set(own_labels(code)) for code in shipped()}
    assert {code: keys["en"] ^ mine for code, mine in keys.items() if mine != keys["en"]} == {}


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        ("en", 1, "base: 1 answer"),
        ("en", 2, "base: 2 answers"),
        ("ru", 101, "база: 101 ответ"),
        ("ru", 1022, "база: 1022 ответа"),
        ("ru", 111, "база: 111 ответов"),
        ("ky", 1, "база: 1 жооп"),
    ],
)
def test_a_label_agrees_with_its_number(code: str, number: int, said: str) -> None:
    assert language_pack(code).label("base", number=number) == said


@pytest.mark.parametrize("code", shipped())
def test_a_label_has_each_plural_form_of_its_language(code: str) -> None:
    pack = language_pack(code)
    forms = {plural_form(number, pack.babel_locale) for number in range(200)} | {"other"}
    for wording in pack.labels.values():
        assert isinstance(wording, str) or set(wording) == forms
