"""Over how many cases a query computes: the query that counts them, and those of which nothing can be said."""

from __future__ import annotations

import pytest

from kerege.evidence.counting import Counting, counting


@pytest.mark.parametrize(
    ("sql", "counts", "whole"),
    [
        ("select avg(age) from people", "select count(*), count(age) from  people", (True,)),
        ("select avg(age) from people;", "select count(*), count(age) from  people", (True,)),
        (
            "SELECT sum(w * (q = 1)) / sum(w) FROM t WHERE q < 9",
            "select count(*), count(*), count(w) from  t WHERE q < 9",
            (True, True),
        ),
        (
            "select count(*) filter (where q = 1) * 100.0 / count(*) from t",
            "select count(*), count(*) filter (where q = 1), count(*) from  t",
            (False, True),
        ),
        ("select avg(age) from t order by 1", "select count(*), count(age) from  t ", (True,)),
        ("select avg(age) from t limit 1", "select count(*), count(age) from  t ", (True,)),
        (
            'select avg("my age") from "my table" as m',
            'select count(*), count("my age") from  "my table" as m',
            (True,),
        ),
    ],
)
def test_the_query_that_counts(sql: str, counts: str, whole: tuple[bool, ...]) -> None:
    made = counting(sql)
    assert made is not None and made.whole == whole
    assert made.sql.split() == counts.split()


@pytest.mark.parametrize(
    "sql",
    [
        "select age from people",
        "select avg(age) from people group by sex",
        "select avg(age) from people join more using (id)",
        "select avg(age) from a, b",
        "select avg(age) from (select * from people)",
        "select count(distinct age) from people",
        "select avg(age) over () from people",
        "select avg(age) from people -- a comment",
        "select avg(age) /* here */ from people",
        "with t as (select 1) select avg(age) from t",
        "select avg(age) from people union select 1",
        "select avg(1)",
        "",
    ],
)
def test_where_nothing_can_be_said(sql: str) -> None:
    assert counting(sql) is None


@pytest.mark.parametrize(
    ("whole", "counts", "base"),
    [
        ((True,), (100, 90), 90),
        ((True, True), (100, 90, 80), 80),
        ((False, True), (100, 30, 90), 90),
        ((False, False), (100, 30, 40), 40),
        ((), (100,), 100),
    ],
)
def test_the_cases_that_a_result_rests_on(whole: tuple[bool, ...], counts: tuple[int, ...], base: int) -> None:
    assert Counting("", whole).base(counts) == base


@pytest.mark.parametrize(("written", "fits"), [(100, True), (90, True), (30, False), (99, False)])
def test_a_base_that_somebody_wrote(written: int, fits: bool) -> None:
    assert Counting("", (False, True)).fits((100, 30, 90), written) is fits
