"""Numbers are found where one of them looks like part of something else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kerege.languages import language_pack
from kerege.languages.quantities import Kind, find_quantities


@pytest.mark.parametrize(
    ("code", "text", "numbers"),
    [
        ("en", "fell from 42.2 per cent in 2000 to 2.9 per cent in 2012", ["42.2", "2.9"]),
        ("en", "between 2000 and 30 per cent", ["30"]),
        ("ru", "с 42,2 процента в 2000 году до 2,9 процента", ["42.2", "2.9"]),
        ("ky", "2000-жылы 42,2 пайыздан 2,9 пайызга түштү", ["42.2", "2.9"]),
    ],
)
def test_a_year_hides_no_number_that_follows_it(code: str, text: str, numbers: list[str]) -> None:
    found = [q for q in find_quantities(text, language_pack(code)) if q.kind is Kind.QUANTITY]
    assert [q.low for q in found] + [q.high for q in found if q.is_range] == [Decimal(n) for n in numbers]
