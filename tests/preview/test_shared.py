"""A report of a series: what it shares and what it links to is watched, shown and checked as its own files are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from preview_served import Served

from kerege.checks import check_report
from kerege.errors import NoReport
from kerege.folders import find_report
from kerege.preview.session import LiveReport
from kerege.preview.watch import Watch, state_of
from kerege.read import read_report

sys.path.append(str(Path(__file__).parents[1] / "series"))
from small_series import small_series

Serve = Callable[[Path], Served]
PLACES = (
    "",
    "01-first/",
    "ru/01-first/",
    "parallel/ky-en/01-first/",
    "glossary/",
    "references/",
    "statistics/",
    "sources/",
)
FIRST = {"01-first/", "ru/01-first/", "parallel/ky-en/01-first/"}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return small_series(tmp_path / "two") / "rights"


def _as_anew(served: Served) -> None:
    """What is shown and found is what a preview that begins now would show and find."""
    reading = read_report(served.root)
    assert served.findings[-1] == check_report(reading.report, reading.findings)[0]
    anew = LiveReport(served.root)
    for place in PLACES:
        assert served.preview.live.sheet(place) == anew.sheet(place), place


EDITS = [
    ("../shared/glossary.yml", "What is done.", "What 60 per cent of women do.", {"01-first/", "glossary/"}, "S005"),
    ("../shared/data/survey.csv", "share,40", "share,41", {"statistics/"}, "S003"),
    ("../shared/data/sources.yml", "{en: Survey,", "{en: The Survey,", {"statistics/"}, ""),
    ("../shared/references.json", '"World"', '"The World"', {"references/"}, ""),
    ("../series.yml", "{en: Two reports,", "{en: Both reports,", {"", "01-first/", "glossary/"}, ""),
    ("../shared/defaults.yml", "{en: The press,", "{en: A press,", {""}, ""),
    ("../money/docs/ru/01-first.md", "{#money-why}", "{#money-because}", set(), "X018"),
    ("../money/report.yml", "slug: money", "slug: moneys", FIRST, "X018"),
]  # fmt: skip


def test_what_is_shared_is_shown_and_checked_at_every_save(serve: Serve, report: Path) -> None:
    served = serve(report)
    before = served.digests(PLACES)
    for file, old, new, expected, code in EDITS:
        text = (report / file).read_text("utf-8")
        codes = {finding.code for finding in served.findings[-1]}
        served.save(file, old, new)
        assert file in served.told[-1]
        _as_anew(served)
        after = served.digests(PLACES)
        assert {place for place in PLACES if before[place] != after[place]} >= expected, file
        found = {finding.code for finding in served.findings[-1]}
        assert code in found - codes or not code, (file, found)
        served.save(file, new, old)
        assert (report / file).read_text("utf-8") == text
        assert served.digests(PLACES) == before, file
        _as_anew(served)


def test_a_shared_file_that_cannot_be_read_leaves_the_last_good_page(serve: Serve, report: Path) -> None:
    served = serve(report)
    shared = report.parent / "shared"
    for name in ("glossary.yml", "references.json", "data/sources.yml"):
        good = served.get("glossary/")
        whole = (shared / name).read_text("utf-8")
        (shared / name).write_text("a: {", "utf-8")
        assert served.preview.once(10)
        assert served.get("glossary/") == good
        assert f"../shared/{name}" in served.panel("")["unread"]
        (shared / name).write_text(whole, "utf-8")
        assert served.preview.once(10)
        assert served.panel("")["unread"] == []
        _as_anew(served)


def test_a_report_that_is_linked_to_anew_is_followed_from_then_on(serve: Serve, report: Path) -> None:
    served = serve(report)
    other = report.parent / "money" / "docs" / "en" / "02-second.md"
    served.save("docs/en/01-first.md", "report:money/01-first#money-why", "report:money/02-second#two")
    assert "X018" in {finding.code for finding in served.findings[-1]}
    other.write_text("---\ntitle: Second\n---\n\n## Two {#two}\n\nWords.\n", "utf-8")
    assert served.preview.once(10)
    _as_anew(served)
    assert "X018" not in {finding.code for finding in served.findings[-1] if "docs/en" in str(finding.location)}
    # A report that comes.
    served.save("docs/en/01-first.md", "report:money/02-second#two", "report:third")
    (report.parent / "third" / "docs" / "en").mkdir(parents=True)
    (report.parent / "third" / "report.yml").write_text("slug: third\nlanguages: [en]\ntitle: {en: T}\n", "utf-8")
    (report.parent / "third" / "docs" / "en" / "index.md").write_text("---\ntitle: T\n---\n\nWords.\n", "utf-8")
    assert served.preview.once(10)
    _as_anew(served)
    # Nobody links to it any more: its saves are nobody's concern here.
    served.save("docs/en/01-first.md", "report:third", "report:money")
    (report.parent / "third" / "docs" / "en" / "index.md").write_text("---\ntitle: T\n---\n\nOther words.\n", "utf-8")
    other.write_text("", "utf-8")
    assert not served.preview.once(0.5)


def test_a_folder_becomes_a_report_of_a_series_and_ceases_to_be_one(serve: Serve, report: Path) -> None:
    served = serve(report)
    series = report.parent / "series.yml"
    series.rename(series.with_name("kept.txt"))
    (report / "report.yml").write_text(
        (report / "report.yml").read_text("utf-8") + "languages: [en, ru, ky]\n", "utf-8"
    )
    assert served.preview.once(10)
    assert "X010" in {finding.code for finding in served.findings[-1]}
    _as_anew(served)
    series.with_name("kept.txt").rename(series)
    assert served.preview.once(10)
    assert "X010" not in {finding.code for finding in served.findings[-1]}
    _as_anew(served)


def test_nothing_that_is_built_beside_the_report_is_watched(report: Path) -> None:
    series = report.parent
    for name in (
        "build/site/report.yml",
        "money/build/x.md",
        "money/.kerege/x.json",
        "money/docs/en/05-other.md",
        ".git/report.yml",
    ):
        (series / name).parent.mkdir(parents=True, exist_ok=True)
        (series / name).write_text("x", "utf-8")
    linked = frozenset({"../money/docs/en/01-first.md"})
    beside = {path for path in state_of(report, linked) if path.startswith("../")}
    assert beside == {
        "../series.yml", "../money/report.yml", *linked, "../shared/defaults.yml", "../shared/glossary.yml",
        "../shared/references.json", "../shared/data/sources.yml", "../shared/data/survey.csv",
    }  # fmt: skip
    watch = Watch(report)
    watch.follow(linked)
    (series / "money" / "build" / "x.md").write_text("y", "utf-8")
    (series / "money" / "docs" / "en" / "05-other.md").write_text("y", "utf-8")
    assert watch.wait(0.5) == frozenset()
    (series / "money" / "docs" / "en" / "01-first.md").write_text("y", "utf-8")
    assert watch.wait(5) == linked
    watch.close()


def test_a_shared_file_of_data_is_served_where_a_build_puts_it(serve: Serve, report: Path) -> None:
    served = serve(report)
    assert served.get("assets/data/shared/survey.csv") == (200, "item,percent\nshare,40\n")


def test_the_folder_of_a_series_is_answered_with_its_reports(report: Path) -> None:
    with pytest.raises(
        NoReport, match=r"holds a series; name one of its reports \(money, rights\), such as: kerege --report \S+money"
    ):
        find_report(report.parent)
