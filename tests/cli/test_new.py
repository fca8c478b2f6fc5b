"""`kerege new` makes a report in any of the shipped languages, with what a report needs outside this repository."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
import yaml

from kerege.build.build import build_report
from kerege.cli.new_report import make_report
from kerege.errors import KeregeError
from kerege.findings import Finding, errors
from kerege.languages import shipped
from kerege.read import read_report

Check = Callable[[Path], list[Finding]]
WRITTEN = ("en", "ky", "ru")
"""Languages of the template's own texts."""
SETS = [
    *(chosen for number in (1, 2, 3) for chosen in permutations(WRITTEN, number)),
    *((code,) for code in shipped() if code not in WRITTEN),
    ("kk", "en"),
    ("en", "fr", "uz"),
    ("tg", "es"),
]


@pytest.mark.parametrize("languages", SETS, ids="-".join)
def test_any_set_of_languages_checks_without_errors(
    tmp_path: Path, findings_of: Check, languages: tuple[str, ...]
) -> None:
    make_report(tmp_path, languages, "My Report 2026")
    found = findings_of(tmp_path)
    # What nobody has accepted yet is told; nothing of the template itself is behind, or misspelt.
    assert errors(found) == () and not {"T007", "L006"} & {finding.code for finding in found}
    settings = read_report(tmp_path).report.settings
    assert (settings.languages, settings.slug) == (languages, "my-report-2026")
    words = (tmp_path / "data" / "statistics" / "example.yml").read_text("utf-8")
    assert ("Люди" in words) == ("ru" in languages)
    waits = () if languages[0] in WRITTEN else ("en",)
    there = {code for code in languages if (code in WRITTEN and code not in waits) or code == languages[0]}
    assert {path.name for path in (tmp_path / "docs").iterdir()} == there


def test_a_report_in_two_languages_is_published_with_the_languages_of_report_yml(tmp_path: Path) -> None:
    make_report(tmp_path, ("ru", "en"), "two")
    built = build_report(tmp_path, only=("site",), progress=lambda _: None)
    assert not errors(built.findings), [f.message for f in built.findings]
    site = tmp_path / "build" / "site"
    assert 'lang="ru"' in (site / "index.html").read_text("utf-8")
    english = (site / "en" / "01-example" / "index.html").read_text("utf-8")
    assert "the Russian edition holds" in english and "English edition holds" not in english
    assert "The figures are invented." in english[english.index("<footer") :]


def test_it_has_what_a_repository_needs_and_names_no_script(tmp_path: Path) -> None:
    make_report(tmp_path, ("en",), "x")
    assert "build/" in (tmp_path / ".gitignore").read_text("utf-8")
    steps = yaml.safe_load((tmp_path / ".github" / "workflows" / "report.yml").read_text("utf-8"))
    said = [step.get("run", "") for step in steps["jobs"]["report"]["steps"]]
    assert "kerege check --format github" in said and "kerege build" in said
    assert (tmp_path / "privacy.yml").is_file() and "languages" not in yaml.safe_load(
        (tmp_path / "mkdocs.yml").read_text("utf-8")
    )
    texts = [path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".png"]
    assert not any("scripts/" in text for text in texts)


@pytest.mark.parametrize("languages", [("en", "en"), ("en", "xx"), ()])
def test_languages_that_cannot_be_are_refused(tmp_path: Path, languages: tuple[str, ...]) -> None:
    with pytest.raises(KeregeError, match="language"):
        make_report(tmp_path, languages, "x")
    assert not any(tmp_path.iterdir())


def test_a_language_twice_in_report_yml_is_a_finding(template: Path, findings_of: Check) -> None:
    path = template / "report.yml"
    path.write_text(path.read_text("utf-8").replace("[en, ru, ky]", "[en, ru, ky, en]"), "utf-8")
    assert [str(f.location) for f in findings_of(template) if f.code == "R003"] == ["report.yml:3:1"]
    assert read_report(template).report.settings.languages == ("en", "ru", "ky")


@pytest.mark.parametrize(("kind", "chapters"), [("report", 5), ("bulletin", 4), ("brief", 2)])
def test_kinds_publisher_and_title(tmp_path: Path, findings_of: Check, kind: str, chapters: int) -> None:
    make_report(tmp_path, ("ky", "ru"), "x", kind=kind, publisher='Office of "Examples"', title="Title: with a colon")
    assert errors(findings_of(tmp_path)) == ()
    report = read_report(tmp_path).report
    assert len([c for c in report.chapters["ky"] if not c.is_front_page]) == chapters
    assert report.settings.publisher == dict.fromkeys(("ky", "ru"), 'Office of "Examples"')
    assert report.settings.title["ky"] == "Title: with a colon" and report.brand.name == 'Office of "Examples"'
    assert (report.settings.paper.width == 148) == (kind == "brief")
    shown = {block.kind.value for chapter in report.chapters["ky"] for block in chapter.blocks}
    assert shown == {"quote", "statistic", "figure", "photo", "table"}


def test_a_person_is_asked_and_a_script_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from kerege import cli

    assert CliRunner().invoke(cli.cli, ["new", str(tmp_path / "a")], input="").exit_code == 0
    monkeypatch.setattr(cli.sys.stdin.__class__, "isatty", lambda _: True, raising=False)
    runner = CliRunner()
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    answer = runner.invoke(cli.cli, ["new", str(tmp_path / "b")], input="ru\nОтдел\nbrief\n")
    assert answer.exit_code == 0, answer.output
    settings = read_report(tmp_path / "b").report.settings
    assert settings.languages == ("ru",) and settings.publisher == {"ru": "Отдел"} and settings.paper.width == 148
