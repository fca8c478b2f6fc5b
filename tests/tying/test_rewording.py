"""Words that could stand in a tie so that it agrees: in the form in which the number stands, in the language of the page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path, PurePosixPath

import pytest

from kerege.evidence.cells import Files
from kerege.evidence.ledger import read_ledger
from kerege.evidence.packs import report_packs
from kerege.evidence.tolerances import DEFAULT
from kerege.languages import language_pack
from kerege.model import Chapter, Report, Source, Tie
from kerege.read import read_report
from kerege.tying import shapes as tables
from kerege.tying.drafts import decimals_of
from kerege.tying.placing import Change, applied
from kerege.tying.rewording import reworded
from kerege.tying.shapes import shapes
from tests.tiny_report import SOURCE, cited, tiny


def offered(folder: Path, text: str, value: str, unit: str = "percent", high: str = "", code: str = "en") -> list[str]:
    record = cited(value, unit, label="Readers", decimals=decimals_of(value))
    if high:
        record["cited"]["high"] = high
    files = {"data/sources.yml": SOURCE, "data/statistics/a.yml": {"a": record}, f"docs/{code}/01-a.md": text}
    languages = ("en",) if code == "en" else ("en", code)
    report = read_report(tiny(folder, files, languages=languages)).report
    chapter = report.chapter(code, "01-a")
    assert chapter is not None
    ledger = read_ledger(report)
    return list(reworded(report, chapter, chapter.ties[0], ledger.values["a"], report_packs(report)[code], DEFAULT))


@pytest.mark.parametrize(
    ("text", "value", "first"),
    [
        ("It is [41 per cent](stat:a).", "40", "40 per cent"),
        ("It is [41%](stat:a).", "40", "40%"),
        ("It is [41](stat:a) per cent.", "40", "40"),
        ("It is [41.5 per cent](stat:a).", "40.2", "40.2 per cent"),
        ("It is [41 per cent](stat:a).", "40.2", "40 per cent"),  # as many decimals as stand there
        ("It is [about 41 per cent](stat:a).", "60", "about 60 per cent"),
        ("It is more than [70 per cent](stat:a).", "60", ""),  # a hedge outside the tie would be false of any number
    ],
)
def test_the_nearest_words_come_first(tmp_path: Path, text: str, value: str, first: str) -> None:
    made = offered(tmp_path, text, value)
    assert (made[0] if made else "") == first


@pytest.mark.parametrize(
    ("text", "value", "unit", "words"),
    [
        ("Это [53 процента](stat:a).", "51", "percent", "51 процент"),
        ("Это [51 процент](stat:a).", "55", "percent", "55 процентов"),
        ("Это [53,5 процента](stat:a).", "51.5", "percent", "51,5 процента"),
    ],
)
def test_the_word_of_the_unit_has_the_number_that_its_value_asks_for(
    tmp_path: Path, text: str, value: str, unit: str, words: str
) -> None:
    assert offered(tmp_path, text, value, unit, code="ru")[0] == words


def test_both_ends_of_a_range(tmp_path: Path) -> None:
    assert offered(tmp_path, "It is [3 to 11 per cent](stat:a).", "3", high="10")[0] == "3 to 10 per cent"


def test_what_agrees_is_not_offered_again_and_an_unknown_tie_gets_nothing(tmp_path: Path) -> None:
    assert "40 per cent" not in offered(tmp_path / "a", "It is [40 per cent](stat:a).", "40")
    files = {"data/sources.yml": SOURCE, "data/statistics/a.yml": {"a": cited("40")}, "docs/en/01-a.md": "[x](stat:b)"}
    report: Report = read_report(tiny(tmp_path / "b", files)).report
    chapter: Chapter | None = report.chapter("en", "01-a")
    assert chapter is not None
    tie: Tie = chapter.ties[0]
    value = read_ledger(report).values["a"]
    assert reworded(report, chapter, tie, value, language_pack("en"), DEFAULT) == ()
    assert reworded(report, chapter, replace(tie, target="a"), value, language_pack("en"), DEFAULT) == ()


# --- tables as shapes ---


def shaped(
    folder: Path, text: str
) -> list[tuple[tuple[str, str, str], dict[str, str], tuple[str, ...], tuple[str, ...], int]]:
    (folder / "data").mkdir()
    (folder / "data" / "t.csv").write_text(text, encoding="utf-8")
    file = PurePosixPath("t.csv")
    report = read_report(tiny(folder, {"data/sources.yml": {"s": {"title": {"en": "S"}, "files": ["t.csv"]}}})).report
    source: Source = report.sources["s"]
    found = shapes(Files(folder), source, file)
    return [(one.by, dict(one.where), one.rows, one.columns, len(one.values)) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k,v\nx,1\ny,2\n", [(("k", "", "v"), {}, ("x", "y"), (), 2)]),
        ("k,v,w\nx,1,3\ny,2,4\n", [(("k", "", ""), {}, ("x", "y"), ("v", "w"), 4)]),
        (
            "area,sex,v\nn,m,1\nn,f,2\ns,m,3\ns,f,4\n",
            [(("area", "sex", "v"), {}, ("n", "s"), ("m", "f"), 4)],
        ),
        (
            "area,sex,year,v\nn,m,a,1\nn,f,a,2\nn,m,b,3\nn,f,b,4\n",
            [
                (("area", "sex", "v"), {"year": "a"}, ("n",), ("m", "f"), 2),
                (("area", "sex", "v"), {"year": "b"}, ("n",), ("m", "f"), 2),
            ],
        ),
        ("k,v\nx,1\ny,many\nz,3\n", [(("k", "", "v"), {}, ("x", "z"), (), 2)]),  # a cell without a value is left out
    ],
)
def test_the_tables_of_a_file(
    tmp_path: Path,
    text: str,
    expected: list[tuple[tuple[str, str, str], dict[str, str], tuple[str, ...], tuple[str, ...], int]],
) -> None:
    assert shaped(tmp_path, text) == expected


def test_years_name_rows(tmp_path: Path) -> None:
    (made,) = shaped(tmp_path, "year,v\n2015,1\n2016,2\n")
    assert made[0] == ("year", "", "v") and made[2] == ("2015", "2016")


def test_more_cells_than_anybody_cites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_MOST_CELLS", 20)
    few = "k,v\n" + "".join(f"r{n},{n}\n" for n in range(20))
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()
    assert [one[4] for one in shaped(tmp_path / "few", few)] == [20]
    assert shaped(tmp_path / "many", few + "r20,1\n") == []


# --- changes of texts ---


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ([Change("a", 0, 1, "X")], "Xbcdef"),
        ([Change("a", 1, 1, "X")], "aXbcdef"),
        ([Change("a", 1, 2, "X"), Change("a", 4, 5, "YY")], "aXcdYYf"),
        ([Change("a", 4, 5, "YY"), Change("a", 1, 2, "X")], "aXcdYYf"),  # in any order
        ([Change("a", 1 << 30, 1 << 30, "X")], "abcdefX"),
    ],
)
def test_changes_are_put_in_from_the_end(changes: list[Change], text: str) -> None:
    assert applied({"a": "abcdef"}, changes) == {"a": text}


@pytest.mark.parametrize(("raw", "decimals"), [("40", 0), ("40.5", 1), ("40,50", 1), ("1,000.25", 2), ("", 0)])
def test_how_many_decimals_a_cell_prints(raw: str, decimals: int) -> None:
    assert decimals_of(raw) == decimals and Decimal(1)
