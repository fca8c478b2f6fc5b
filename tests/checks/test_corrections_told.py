"""What was published and is another number now is told, and told rightly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kerege.checks import check_report
from kerege.cli.edition import _present, compare, correct, written
from kerege.errors import KeregeError
from kerege.evidence.editions import changed_things, differences, present_edition, renamed_chapters
from kerege.findings import Severity
from kerege.model.editions import PublishedChapter
from kerege.read import read_report
from tests.small_report import english

ENTRY = """- what: {what}
  change: {change}
  edition: "{edition}"
  was: "{was}"
  now: "{now}"
  date: "2026-02-01"
  reason: {{en: Late answers were counted twice.}}
"""


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A report whose first edition is closed, and which calls itself the second."""
    folder = english(tmp_path / "report")
    reading = read_report(folder)
    _, ledger = check_report(reading.report, reading.findings)
    (folder / "editions").mkdir()
    (folder / "editions" / "1.json").write_text(
        written(present_edition(reading.report, ledger.values)), encoding="utf-8"
    )
    settings = (folder / "report.yml").read_text(encoding="utf-8")
    (folder / "report.yml").write_text(settings.replace('number: "1"', 'number: "2"'), encoding="utf-8")
    return folder


def codes(folder: Path) -> list[str]:
    reading = read_report(folder)
    found, _ = check_report(reading.report, reading.findings)
    return [finding.code for finding in found if finding.code.startswith("E")]


def change_value(folder: Path) -> None:
    """62.5 becomes 64.5, in the source and in the text."""
    for path in (folder / "data" / "survey.csv", folder / "docs" / "en" / "01-example.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("62.5", "64.5"), encoding="utf-8")


def tell(folder: Path, **changes: str) -> None:
    facts = {"what": "stat:readers-share", "change": "correction", "edition": "1", "was": "62.5", "now": "64.5"}
    (folder / "editions" / "corrections.yml").write_text(ENTRY.format(**facts | changes), encoding="utf-8")


def test_an_edition_that_says_the_same_is_silent(closed: Path) -> None:
    assert codes(closed) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/statistics/example.yml", "readers-share:", "readers-share: {"),
        ("data/sources.yml", "survey.csv", "surveys.csv"),
        ("docs/en/01-example.md", "(stat:readers-share)", "(stat:reader-share)"),
        ("docs/en/01-example.md", "---\n", "---\nx: {\n"),
        ("quotes/example.yml", "r1:", "r1: {"),
    ],
)
def test_what_only_cannot_be_read_is_not_told_to_be_gone(closed: Path, file: str, old: str, new: str) -> None:
    path = closed / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    reading = read_report(closed)
    found, _ = check_report(reading.report, reading.findings)
    assert any(finding.severity is Severity.ERROR for finding in found) and codes(closed) == []


def test_a_changed_value_needs_an_entry_and_one_that_fits_is_enough(closed: Path) -> None:
    change_value(closed)
    assert codes(closed) == ["E001"]
    tell(closed)
    assert codes(closed) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"was": "62.4"}, ["E002"]),
        ({"now": "64"}, ["E003"]),
        ({"edition": "7"}, ["E001", "E005"]),
        ({"what": "stat:nobody"}, ["E001", "E005"]),
        ({"what": "stat:writers-share", "was": "33.3", "now": "33.4"}, ["E001", "E004"]),
        ({"change": "revision"}, []),
    ],
)
def test_an_entry_that_is_not_true(closed: Path, changes: dict[str, str], found: list[str]) -> None:
    change_value(closed)
    tell(closed, **changes)
    assert sorted(codes(closed)) == found


def test_a_value_that_came_back_needs_no_entry(closed: Path) -> None:
    tell(closed)
    assert codes(closed) == ["E004"]


def test_a_corrected_report_has_a_number_of_its_own(closed: Path) -> None:
    change_value(closed)
    tell(closed)
    settings = (closed / "report.yml").read_text(encoding="utf-8")
    (closed / "report.yml").write_text(settings.replace('number: "2"', 'number: "1"'), encoding="utf-8")
    assert codes(closed) == ["E006"]


def test_the_words_of_a_testimony_are_published_too(closed: Path) -> None:
    path = next((closed / "quotes").glob("ex*.yml"))
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.strip().startswith("en:"))
    path.write_text(text.replace(line, line.replace("en: ", "en: Once, ", 1)), encoding="utf-8")
    assert codes(closed) == ["E001"]
    tell(closed, what="quote:r1", was="", now="")
    assert codes(closed) == []


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, (name, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


CHAPTER = "docs/en/01-example.md"


def test_a_figure_that_nothing_states_any_more_is_told(closed: Path) -> None:
    edit(closed, CHAPTER, "[a third](stat:writers-share)", "others")
    edit(closed, CHAPTER, "| Writes | [](stat:writers-share) |\n", "")
    edit(closed, "figures/reading.yml", "[readers-share, writers-share]", "[readers-share]")
    assert codes(closed) == ["E001"]
    tell(closed, what="stat:writers-share", was="33.3", now="")
    assert codes(closed) == ["E003"]
    tell(closed, what="stat:writers-share", was="33.3", now="", change="withdrawal")
    assert codes(closed) == []
    edit(closed, CHAPTER, "others", "[a third](stat:writers-share)")
    assert codes(closed) == ["E004"]


def test_a_testimony_that_is_gone_is_told_and_one_that_stands_there_is_not_withdrawn(closed: Path) -> None:
    edit(closed, CHAPTER, "```quote\nr1\n```\n\n", "")
    assert codes(closed) == ["E001"]
    tell(closed, what="quote:r1", was="", now="")
    assert codes(closed) == ["E003"]
    tell(closed, what="quote:r1", was="", now="", change="withdrawal")
    assert codes(closed) == []
    tell(closed, what="testimony", was="", now="", change="correction")
    assert sorted(codes(closed)) == ["E001", "E005"]


CLAIMS = "more-read: {compare: {of: readers-share, with: writers-share}}\n"


@pytest.mark.parametrize(
    ("column", "found"),
    [
        # The number is told with its statistic; that it is the other way round is the claim's own.
        ("64.5", ["stat:readers-share"]),
        ("30.5", ["stat:readers-share", "claim:more-read"]),
    ],
)
def test_a_claim_that_turns_round_is_told_besides_the_figure(tmp_path: Path, column: str, found: list[str]) -> None:
    folder = english(tmp_path / "report")
    (folder / "data" / "claims.yml").write_text(CLAIMS, encoding="utf-8")
    edit(folder, CHAPTER, "Every number", "[More people read](claim:more-read) than write. Every number")
    before = _present(folder)[1]
    assert before.results == {"more-read": "writers-share 33.3 < readers-share 62.5"}
    assert before.places["claim:more-read"] == ("01-example",)
    edit(folder, "data/survey.csv", "62.5", column)
    after = _present(folder)[1]
    assert [what for what, _, _ in changed_things(before, after)] == found
    edit(folder, "data/survey.csv", column, "62.5")
    edit(folder, CHAPTER, "[More people read](claim:more-read) than write. ", "")
    assert next(iter(changed_things(before, _present(folder)[1])))[0] == "claim:more-read"


TABLE = """answers:
  source: example-survey
  at: {file: survey.csv, rows: [reads, writes], columns: {percent: {en: Share}}}
  title: {en: Answers}
  stub: {en: Question}
"""


def test_the_cells_of_a_table_from_a_source_are_published_too(tmp_path: Path) -> None:
    folder = english(tmp_path / "report", {"02-more": "---\ntitle: More\n---\n\nHere.\n\n```table\nanswers\n```\n"})
    (folder / "data" / "tables.yml").write_text(TABLE, encoding="utf-8")
    before = _present(folder)[1]
    assert before.tables == {"answers": {"reads/percent": "62.5", "writes/percent": "33.3"}}
    edit(folder, "data/survey.csv", "33.3", "34.3")
    after = _present(folder)[1]
    assert ("table:answers", "writes/percent", "…") in set(changed_things(before, after))


def test_one_entry_may_tell_of_several_things_whose_values_the_editions_know(closed: Path) -> None:
    change_value(closed)
    edit(closed, "data/survey.csv", "33.3", "34.3")
    correct(closed, ["stat:readers-share", "stat:writers-share", "chapter:01-example"], "revision", at_once=True)
    assert codes(closed) == []
    reading = read_report(closed)
    assert [entry.what for entry in reading.report.corrections] == [
        "stat:readers-share", "stat:writers-share", "chapter:01-example",
    ]  # fmt: skip
    assert {entry.entry for entry in reading.report.corrections} == {"stat:readers-share"}
    with pytest.raises(KeregeError, match="published no 'chapter:09-none'"):
        correct(closed, ["chapter:09-none"], "correction")
    assert "readers are not told" in str(correct(closed, [], "correction"))


def test_the_doi_of_an_edition_is_its_own(closed: Path) -> None:
    record = closed / "editions" / "1.json"
    record.write_text(record.read_text("utf-8").replace('"date"', '"doi": "10.5555/a", "date"', 1), "utf-8")
    settings = (closed / "report.yml").read_text("utf-8")
    for doi, found in (("10.5555/a", ["E010"]), ("10.5555/b", [])):
        (closed / "report.yml").write_text(settings.replace('number: "2"', f'number: "2", doi: {doi}'), "utf-8")
        assert codes(closed) == found


@pytest.mark.parametrize(
    ("when", "found"),
    [("2025-12-31", ["E011"]), ("2026-01-01", []), ("2025", ["E011"]), ("2026", []), ("2025-12", ["E011"])],
)
def test_a_provisional_figure_is_revised_in_time(closed: Path, when: str, found: list[str]) -> None:
    path = closed / "data" / "statistics" / "example.yml"
    path.write_text(path.read_text("utf-8").replace("decimals: 1", f'decimals: 1\n  provisional: "{when}"', 1), "utf-8")
    assert codes(closed) == found


def test_what_was_provisional_is_revised_not_corrected(closed: Path) -> None:
    record = closed / "editions" / "1.json"
    record.write_text(
        record.read_text("utf-8").replace('"value": "62.5"', '"provisional": "2026", "value": "62.5"'), "utf-8"
    )
    change_value(closed)
    correct(closed, ["stat:readers-share"], "correction")
    assert "change: revision" in (closed / "editions" / "corrections.yml").read_text("utf-8")


def test_a_chapter_that_another_took_in_is_known_too() -> None:
    before = {"01-a": PublishedChapter("A", ("1", "2", "3")), "02-b": PublishedChapter("B", ("4",))}
    assert renamed_chapters(before, {"02-b": PublishedChapter("B", ("4", "1", "2"))}) == {"01-a": "02-b"}
    # What both said before is no sign of it.
    same = {"01-a": PublishedChapter("A", ("1", "2")), "02-b": PublishedChapter("B", ("1", "2"))}
    assert renamed_chapters(same, {"02-b": PublishedChapter("B", ("1", "2"))}) == {}


def test_a_file_that_holds_no_edition_is_told(closed: Path) -> None:
    (closed / "editions" / "1.json").write_text("{}", encoding="utf-8")
    assert codes(closed) == ["E008"]


def test_an_entry_without_any_edition_is_told(closed: Path) -> None:
    tell(closed)
    (closed / "editions" / "1.json").write_text("{}", encoding="utf-8")
    assert codes(closed) == ["E008"]
    (closed / "editions" / "1.json").unlink()
    assert codes(closed) == ["E005"]


def test_a_draft_of_an_entry_is_written_behind_what_stands_there(closed: Path) -> None:
    with pytest.raises(KeregeError, match=r"still 62\.5"):
        correct(closed, ["stat:readers-share"], "correction")
    change_value(closed)
    (closed / "editions" / "corrections.yml").write_text("# by hand\n", encoding="utf-8")
    correct(closed, ["stat:readers-share"], "correction")
    text = (closed / "editions" / "corrections.yml").read_text(encoding="utf-8")
    assert text.startswith("# by hand\n- what: stat:readers-share\n") and "was: '62.5'\n  now: '64.5'" in text
    with pytest.raises(KeregeError, match="published no 'stat:nobody'"):
        correct(closed, ["stat:nobody"], "correction")


def test_editions_are_compared_with_the_report_and_with_published_evidence(closed: Path, tmp_path: Path) -> None:
    change_value(closed)
    assert next((d.what, d.was, d.now) for d in compare(closed, "1", "now")[0]) == (
        "stat:readers-share", "62.5 percent", "64.5 percent",
    )  # fmt: skip
    phrase = {"language": "en", "words": "62.5 per cent"}
    one = {"id": "readers-share", "value": "62.50", "high": "", "bound": "", "unit": "percent", "phrases": [phrase]}
    (tmp_path / "evidence.json").write_text(
        json.dumps({"edition": "1", "date": "2026-01-01", "statistics": [one]}), encoding="utf-8"
    )
    found, _ = compare(closed, str(tmp_path), "1")
    assert [d.what for d in found if d.was and d.now] == []
    with pytest.raises(KeregeError, match="no edition '9'"):
        compare(closed, "9", "now")


def test_a_renamed_chapter_is_known_by_its_passages() -> None:
    before = {"01-a": PublishedChapter("A", ("1", "2", "3")), "02-b": PublishedChapter("B", ("4",))}
    after = {"01-z": PublishedChapter("A", ("1", "2", "9")), "02-b": PublishedChapter("B", ("4",))}
    assert renamed_chapters(before, after) == {"01-a": "01-z"}
    assert renamed_chapters(before, {"01-z": PublishedChapter("A", ("1", "8", "9"))}) == {}


def test_nothing_differs_from_itself(closed: Path) -> None:
    reading = read_report(closed)
    assert list(differences(reading.report.editions[0], reading.report.editions[0])) == []
