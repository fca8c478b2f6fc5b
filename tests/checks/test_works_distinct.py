"""Two references of one work, told by authors in another order or misspelt, in the same year, with the same title."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_report import found, tiny


def work(key: str, *authors: str, year: int = 2016, title: str = "A report") -> dict[str, object]:
    names = [{"literal": author} for author in authors]
    return {"id": key, "type": "report", "title": title, "author": names, "issued": {"date-parts": [[year]]}}


def told(folder: Path, *works: dict[str, object]) -> list[tuple[object, object]]:
    findings = found(tiny(folder, {"references.json": [*works]}), "C003")
    return [(one.fact("first"), one.fact("other")) for one in findings]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (("FIDH",), ("FIHD",), True),  # four letters, two neighbours exchanged
        (("FID",), ("FDI",), False),  # three are too few
        (("FIDH",), ("FIDX",), False),
        (("FIDH",), ("HIDF",), True),
        (("FIDH",), ("DHFI",), False),
        (("Mahmudov",), ("Mahmudow",), True),  # eight letters, one of them other
        (("Mahmudo",), ("Mahmudov",), True),
        (("Mahmudo",), ("Mahmudx",), True),  # seven
        (("Mahmud",), ("Mahmux",), False),  # six are too few
        (("Mahmudo",), ("Mahmudova",), False),  # two letters more
        (("NSC", "UNFPA"), ("UNFPA", "NSC"), True),
        (("NSC", "UNFPA"), ("UNFPA", "ILO"), False),
        (("A1", "B2", "C3", "D4"), ("A1", "B2", "C3", "D5"), True),
        (("A1", "B2", "C3"), ("A1", "B2", "C4"), False),
        (("UNDP",), ("UNDP",), True),
        (("UNICE",), ("UNIEC",), True),
        (("Karimovas",), ("Karimovs",), True),  # the longer one comes first in the alphabet
        (("Mahmudov",), ("Mahudov",), True),  # a letter less within it
        (("Mahmudov",), ("Mahnudov",), True),  # another letter within it
        (("Mahmudov",), ("Kahmudow",), False),  # two other letters
    ],
)
def test_authors_that_are_alike(tmp_path: Path, first: tuple[str, ...], second: tuple[str, ...], alike: bool) -> None:
    joined = " & ".join(second)
    assert told(tmp_path, work("a", *first), work("b", *second)) == ([("a", joined)] if alike else [])


def test_another_year_or_title_is_another_work(tmp_path: Path) -> None:
    assert told(tmp_path / "y", work("a", "FIDH"), work("b", "FIHD", year=2017)) == []
    assert told(tmp_path / "t", work("a", "FIDH"), work("b", "FIHD", title="Another")) == []
    assert told(tmp_path / "c", work("a", "FIDH"), work("b", "FIHD", title="a REPORT")) != []


def test_without_an_author_or_a_year_nothing_is_compared(tmp_path: Path) -> None:
    nobody = {key: value for key, value in work("b").items() if key != "author"}
    undated = {key: value for key, value in work("b", "FIDH").items() if key != "issued"}
    assert told(tmp_path / "a", {**nobody, "id": "a"}, nobody) == []
    assert told(tmp_path / "b", {**undated, "id": "a"}, undated) == []


def test_three_of_one_work_make_three_pairs(tmp_path: Path) -> None:
    works = [work("a", "FIDH"), work("b", "FIHD"), work("c", "FIDH")]
    assert len(told(tmp_path, *works)) == 3


def test_families_and_authors_without_a_name(tmp_path: Path) -> None:
    families = [
        {**work(key), "author": [{"family": name, "given": "A."}]} for key, name in (("a", "Smith"), ("b", "Smiht"))
    ]
    assert told(tmp_path / "f", *families) == [("a", "Smiht")]
    nameless = [{**work(key), "author": [{"given": "A."}]} for key in "ab"]
    assert told(tmp_path / "n", *nameless) == []
    half = {**work("b"), "author": [{"given": "A."}, {"literal": "FIHD"}]}
    assert told(tmp_path / "h", work("a", "FIDH"), half) == [("a", "FIHD")]
