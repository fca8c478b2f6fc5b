"""What follows from another finding is not said; what does not, or follows from a mere warning, is."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kerege.catalogue import problem
from kerege.checks.consequences import causes_in, chapter_of, follows
from kerege.findings import Finding, Location, Severity
from kerege.model import Report
from tests.tiny_report import SOURCE, cited, found, tiny


def a_finding(code: str, path: str, line: int = 1, column: int = 1, end: int | None = None, **more: object) -> Finding:
    """A finding of a code, whatever its sentence."""
    from kerege.catalogue import Problem, entry

    case = next(iter(entry(code).sentences))
    return Finding(Location(PurePosixPath(path), line, column), Problem(code, case, ()), end_column=end, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cause", "path", "unknown"),
    [
        ("R001", "quotes/a.yml", "Q001"),
        ("R002", "data/statistics/a.yml", "S001"),
        ("R001", "data/claims.yml", "S080"),
        ("R001", "data/sources.yml", "S010"),
        ("R001", "glossary.yml", "X010"),
        ("R001", "../shared/glossary.yml", "X010"),
        ("R001", "references.json", "C001"),
        ("R001", "glossary.yml", "L006"),
        ("R002", "privacy.yml", "P007"),
        ("R001", "quotes/speakers.yml", "Q007"),
        ("R001", "quotes/quotes.lock", "Q011"),
        ("R001", "data/sources.lock", "S022"),
        ("R001", "data/tables.yml", "F012"),
        ("R001", "figures/photos.yml", "F007"),
        ("R001", "editions/corrections.yml", "E001"),
        ("R001", "translations/ky/01-a.json", "T009"),
        ("R005", "quotes/a.yml", "Q002"),
        ("R007", "data/statistics/a.yml", "S008"),
        ("E008", "editions/1.json", "E005"),
        ("R004", "quotes/a.yml", "Q004"),
        ("R011", "data/sources.yml", "S011"),
        ("F001", "figures/a.yml", "F005"),
        ("S011", "data/sources.yml", "S016"),
    ],
)
def test_what_is_unknown_only_because_of_a_file(cause: str, path: str, unknown: str) -> None:
    causes = causes_in(PurePosixPath(path), [a_finding(cause, path)])
    assert unknown in causes.records
    elsewhere = causes_in(PurePosixPath("report.yml"), [a_finding(cause, "report.yml")])
    assert unknown not in elsewhere.records


def test_a_warning_hides_nothing() -> None:
    path = PurePosixPath("quotes/a.yml")
    warning = Finding(Location(path), a_finding("R001", "quotes/a.yml").problem, Severity.WARNING)
    assert causes_in(path, [warning]).records == frozenset()


@pytest.mark.parametrize(
    ("cause", "not_compared", "still_compared"),
    [
        ("R001", {"T001", "T004", "T006", "T031"}, set()),
        ("R005", {"T008"}, {"T004"}),
        ("X011", {"T006", "T008"}, {"T003"}),
        ("X002", {"T003", "T006", "T008"}, {"T004"}),
        ("S001", {"T004", "T005", "T011"}, {"T003"}),
        ("C001", {"T011"}, {"T006"}),
    ],
)
def test_what_comparisons_say_of_a_harmed_chapter(cause: str, not_compared: set[str], still_compared: set[str]) -> None:
    path = PurePosixPath("docs/en/01-a.md")
    comparisons = causes_in(path, [a_finding(cause, str(path))]).comparisons
    assert not_compared <= comparisons and not still_compared & comparisons
    assert causes_in(PurePosixPath("data/a.yml"), [a_finding(cause, "data/a.yml")]).comparisons == frozenset()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("docs/en/01-a.md", "01-a"),
        ("docs/en/index.md", "index"),
        ("docs/01-a.md", ""),
        ("docs/en/more/01-a.md", ""),
        ("docs/en/01-a.txt", ""),
        ("data/en/01-a.md", ""),
    ],
)
def test_which_file_is_a_chapter(path: str, name: str) -> None:
    assert chapter_of(PurePosixPath(path)) == name


def said(*findings: Finding, codes: frozenset[str] = frozenset(), told: tuple[object, ...] = ()) -> list[Finding]:
    """What is left of the findings of one chapter."""
    path = findings[0].location.path
    causes = {path: causes_in(path, findings)}
    return list(follows(findings, Report(None, None, {}), causes, codes, told))  # type: ignore[arg-type]


CHAPTER = "docs/en/01-a.md"


def test_a_number_whose_tie_is_none_is_not_also_untied() -> None:
    tie, same, other = (a_finding("X001", CHAPTER, 3), a_finding("S005", CHAPTER, 3), a_finding("S005", CHAPTER, 4))
    assert said(tie, same, other) == [tie, other]


@pytest.mark.parametrize(("column", "kept"), [(4, True), (5, False), (9, False), (10, True)])
def test_a_sign_in_the_words_of_a_finding(column: int, kept: bool) -> None:
    sign, number = a_finding("X030", CHAPTER, 3, column), a_finding("S003", CHAPTER, 3, 5, 9)
    assert (number in said(sign, number)) is kept


def test_a_sign_in_the_line_of_a_finding_without_an_end() -> None:
    sign, number = a_finding("X031", CHAPTER, 3, 40), a_finding("S002", CHAPTER, 3, 5)
    assert said(sign, number) == [sign] and said(sign, a_finding("S002", CHAPTER, 4)) != [sign]


def test_a_word_with_wrong_letters_is_not_misspelt_too() -> None:
    letters, word, other = (a_finding(c, CHAPTER, 3, column) for c, column in (("T013", 4), ("L006", 4), ("L006", 9)))
    assert said(letters, word, other) == [letters, other]


def test_a_file_that_cannot_be_read_is_told_once() -> None:
    first, second = a_finding("S011", CHAPTER, 1), a_finding("S011", CHAPTER, 9)
    assert said(first, second) == [first]
    assert said(first, told=(first.problem,)) == []


def test_codes_may_be_left_out_by_their_case() -> None:
    finding = Finding(Location(PurePosixPath(CHAPTER)), problem("E001/stat-gone", key="a", edition="1"))
    assert said(finding, codes=frozenset({"E001/stat-gone"})) == [] == said(finding, codes=frozenset({"E001"}))
    assert said(finding, codes=frozenset({"E001/quote-gone"})) == [finding]


def test_a_misspelt_id_is_told_alone(tmp_path: object) -> None:
    """In a whole report: neither the comparison of languages nor the untied number follows."""
    from pathlib import Path

    files = {
        "data/sources.yml": SOURCE,
        "data/statistics/a.yml": {"a": cited("40", label="A")},
        "docs/en/01-a.md": "It is [40%](stat:b).",
        "docs/ru/01-a.md": "Это [40\u00a0%](stat:a).",
    }
    folder = tiny(Path(str(tmp_path)), files, languages=("en", "ru"))
    assert [one.code for one in found(folder, "S001", "S005", "T004", "T011")] == ["S001"]
