"""Building again: only what changed is made, what comes from the cache is what a clean build makes, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.build.build import Built, build_report
from kerege.build.units import units
from kerege.build.up_to_date import Asked, is_certain, unchanged
from kerege.cache.fingerprints import look, same_content
from kerege.cache.store import Store, empty
from kerege.checks import check_report
from kerege.citations.citeproc import typeset_citations
from kerege.outputs.book import book_digest
from kerege.outputs.book.making import Book
from kerege.outputs.epub import epub_digest
from kerege.outputs.figures import figures_digest
from kerege.outputs.site import Checked, build_site, finish_site
from kerege.outputs.site.context import make_site_context
from kerege.outputs.site.parts import language_digest
from kerege.outputs.word import word_digest
from kerege.read import read_report
from kerege.render.edition import make_edition

TEMPLATE = Path(__file__).parents[2] / "src" / "kerege" / "report_template"
KEREGE = str(Path(sys.executable).with_name("kerege"))
ALL = Asked((), (), False)
EPUB = Asked(("epub",), ("ky",), False)


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def built(folder: Path, asked: Asked = ALL, clean: bool = False) -> Built:
    result = build_report(folder, only=asked.only, languages=asked.languages, clean=clean, progress=lambda _: None)
    assert result.files, [f"{f.location} {f.message}" for f in result.findings]
    return result


def new_report(folder: Path) -> Path:
    """The template in two languages, which is quicker."""
    shutil.copytree(TEMPLATE, folder)
    shutil.rmtree(folder / "docs" / "ru")
    edit(folder, "report.yml", "[en, ru, ky]", "[en, ky]")
    edit(folder, "mkdocs.yml", "        - {locale: ru, name: Русский, build: true, site_name: Пример отчёта}\n", "")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small report with every output built."""
    folder = new_report(tmp_path_factory.mktemp("made") / "report")
    built(folder)
    return folder


@pytest.fixture
def report(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "report"))


def test_one_ky_paragraph_and_then_other_edits_give_what_a_clean_build_gives(report: Path, tmp_path: Path) -> None:
    edit(report, "docs/ky/01-example.md", "баяндама окуйт, ", "баяндама көп окуйт, ")
    again = built(report)
    anew = [unit.name for unit in again.units if not unit.cached]
    theirs = ["en-ky site", "ky EPUB", "ky PDF", "ky Word", "ky pages of chapter-01-example", "ky site", "site"]
    assert sorted(anew) == theirs, "all else comes from the cache; 'site' is what all pages share"
    edit(report, "glossary.yml", "ky: Сөздөрдөн", "ky: Кээ бир сөздөрдөн")
    edit(report, "quotes/example.yml", "Окурман аял", "Бир окурман аял")
    built(report)
    fresh = tmp_path / "fresh" / "report"
    shutil.copytree(report, fresh, ignore=shutil.ignore_patterns("build", ".kerege"))
    assert not any(unit.cached for unit in built(fresh).units)
    ours, clean = look(report / "build"), look(fresh / "build")
    assert {name: mark.digest for name, mark in ours.items()} == {name: mark.digest for name, mark in clean.items()}


def test_the_website_in_parts_is_what_mkdocs_makes_in_one_run(report: Path, tmp_path: Path) -> None:
    reading = read_report(report)
    findings, ledger = check_report(reading.report, reading.findings)
    whole = tmp_path / "whole"
    build_site(report, whole, Checked(reading.report, findings, ledger))
    editions = {code: make_edition(reading.report, code, ledger.values) for code in reading.report.settings.languages}
    finish_site(whole, (report / "build",), editions)
    parts = report / "build" / "site"
    ours, theirs = look(parts), look(whole)
    assert ours.keys() == theirs.keys() and "sitemap.xml" in ours
    assert [name for name in ours if ours[name].digest != theirs[name].digest] == []


def test_a_website_with_another_plugin_is_made_in_one_run(report: Path) -> None:
    names = [unit.name for unit in units(read_report(report).report, ["site"], (), False)]
    assert names[2:] == ["en site", "ky site", "en-ky site", "site"]
    edit(report, "mkdocs.yml", "  - kerege\n", "  - kerege\n  - search\n")
    names = [unit.name for unit in units(read_report(report).report, ["site"], (), False)]
    assert names[2:] == ["site"], "the index of MkDocs' search holds every language"
    edit(report, "report.yml", "url: https://example.org/\n", "")
    result = built(report, Asked(("site",), (), False))
    assert [unit.cached for unit in result.units] == [True, True, False]
    # The template that static-i18n calls by that name is none of ours; without an address there is no sitemap.
    assert not (report / "build/site/sitemap.xml").exists()
    assert not (report / "build/site/search/search_index.json").exists(), "the search is Kerege's own"


def digests(folder: Path) -> dict[str, str]:
    """What each unit of the report would be known by."""
    reading = read_report(folder)
    values = check_report(reading.report)[1].values
    found = {}
    site_context = make_site_context(reading.report, values, "")
    for code in reading.report.settings.languages:
        edition = make_edition(reading.report, code, values, typeset_citations(reading.report, code))
        drawings = folder / "build" / "figures"
        found |= {
            f"{code} figures": figures_digest(reading.report, values, code),
            f"{code} PDF": book_digest(Book(edition, drawings, drawings), [], True),
            f"{code} EPUB": epub_digest(edition, drawings),
            f"{code} Word": word_digest(edition, drawings),
            f"{code} site": language_digest(site_context, code),
        }
    return found


EN = "en PDF, en EPUB, en Word, en site"
BOTH = "en figures, en PDF, en EPUB, en Word, en site, ky figures, ky PDF, ky EPUB, ky Word, ky site"


@pytest.mark.parametrize(
    ("file", "old", "new", "dependents"),
    [
        ("data/survey.csv", "62.5", "62.6", BOTH),
        ("quotes/example.yml", "Окурман аял", "Бир окурман аял", "ky PDF, ky EPUB, ky Word, ky site"),
        # A Word file for review prints no glossary.
        ("glossary.yml", "ky: Сөздөрдөн", "ky: Кээ бир сөздөрдөн", "ky Word, ky PDF, ky EPUB, ky site"),
        ("figures/reading.yml", "ky: окушат", "ky: окуп жатышат", "ky figures"),
        ("figures/reading.py", "Two bars.", "Two long bars.", "en figures, ky figures"),
        # The Kyrgyz chapter says that its title is behind the original's.
        ("docs/en/01-example.md", "title: ", "title: New ", f"{EN}, ky PDF, ky EPUB, ky site"),
    ],
)
def test_an_edit_changes_the_digests_of_its_dependents_and_no_others(
    report: Path, file: str, old: str, new: str, dependents: str
) -> None:
    before = digests(report)
    edit(report, file, old, new)
    after = digests(report)
    assert {name for name in before if before[name] != after[name]} == set(dependents.split(", "))


def _touched(folder: Path) -> None:
    os.utime(folder / "docs/ky/01-example.md")


def _other_word_of_the_same_length_and_date(folder: Path) -> None:
    path = folder / "docs/en/01-example.md"
    stat, text = path.stat(), path.read_text(encoding="utf-8")
    with path.open("r+", encoding="utf-8") as file:
        file.write(text.replace("small", "great").replace("Small", "Great"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)
    assert path.read_text(encoding="utf-8") != text


def _spoilt_output(folder: Path) -> None:
    path = folder / "build/site/index.html"
    path.write_text(path.read_text(encoding="utf-8").replace("<p>", "<P>"), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "still"),
    [
        (lambda folder: None, True),
        (_touched, True),
        (_other_word_of_the_same_length_and_date, False),
        (_spoilt_output, False),
        (lambda folder: (folder / "build/pdf/example-ky.pdf").unlink(), False),
        (lambda folder: (folder / "data/new.csv").write_text("a\n", encoding="utf-8"), False),
        (lambda folder: (folder / ".kerege/unchanged.json").write_text("x\n{}", encoding="utf-8"), False),
    ],
    ids=["nothing", "touched", "same size and date", "output altered", "output removed", "new file", "record damaged"],
)
def test_only_a_report_and_an_output_that_nobody_changed_are_unchanged(
    report: Path, change: Callable[[Path], object], still: bool
) -> None:
    change(report)
    assert (unchanged(report, ALL) is not None) is still
    assert unchanged(report, EPUB) is None, "something else was asked for"


def test_an_unchanged_report_is_one_sentence_and_the_tools_are_part_of_it(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = look(report / "build")
    run = subprocess.run([KEREGE, "--report", str(report), "build"], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("Nothing changed since 20") and run.stdout.count("\n") == 1
    assert same_content(before, look(report / "build"))
    heavy = "('kerege.model', 'kerege.checks', 'weasyprint', 'matplotlib', 'mkdocs')"
    loaded = (
        f"import sys, kerege.cli; from kerege.build import up_to_date; print([m for m in {heavy} if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout == "[]\n"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    assert unchanged(report, ALL) is None


def test_damage_in_the_cache_is_noticed_and_mended(report: Path) -> None:
    # The outputs of another language and kind stand as they were.
    good = {p.name: p.read_bytes() for p in (report / "build").rglob("*-ky.epub")}
    for path in [p for p in (report / ".kerege/cache/contents").rglob("*") if p.is_file()]:
        raw = path.read_bytes()
        path.write_bytes(raw[:-1] if raw else b"x")
    shutil.rmtree(report / "build" / "epub")
    result = built(report, EPUB)
    assert [unit.cached for unit in result.units] == [False, False]
    assert {p.name: p.read_bytes() for p in (report / "build").rglob("*-ky.epub")} == good
    assert all(unit.cached for unit in built(report, EPUB).units), "what was damaged is whole again"
    listed = json.loads((report / "build/manifest.json").read_text(encoding="utf-8"))["files"]
    assert set(listed) == look(report / "build").keys() - {"manifest.json"}, "what was not built again is listed too"
    assert not any(unit.cached for unit in built(report, EPUB, clean=True).units)


def test_a_killed_build_leaves_a_cache_that_can_be_used(report: Path) -> None:
    good = (report / "build/epub/example-ky.epub").read_bytes()
    empty(report / ".kerege")
    command = [
        KEREGE,
        "--report",
        str(report),
        "build",
        "--only",
        "epub",
        "--only",
        "pdf",
        "--language",
        "ky",
        "--clean",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stdout is not None
        assert any("ky figures done" in line for line in run.stdout)
        os.killpg(run.pid, signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL
    result = built(report, EPUB)
    assert next(unit.cached for unit in result.units if unit.name == "ky figures"), "what was finished is not lost"
    assert (report / "build/epub/example-ky.epub").read_bytes() == good
    assert not list((report / ".kerege").glob("making-*"))


def test_the_cache_throws_away_what_was_used_longest_ago(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    for number in range(4):
        store.keep(f"{number:064}", {"a/file": bytes([number]) * 1000, "same": b"shared"}, number)
        os.utime(tmp_path / "cache/units/00" / f"{number:064}", (1_000_000 + number,) * 2)
    for path in (tmp_path / "cache/contents").rglob("*/*"):
        os.utime(path, (1_000_000,) * 2)
    assert store.take(f"{0:064}", tmp_path / "out") is not None
    store.prune(2500)
    kept = [number for number in range(4) if store.take(f"{number:064}", tmp_path / "out")]
    assert kept == [0, 3], "the first was used just now, the last was made last"
    assert (tmp_path / "out/a/file").read_bytes() == bytes([3]) * 1000
    assert len([p for p in (tmp_path / "cache/contents").rglob("*/*") if p.is_file()]) == 3


@pytest.mark.parametrize(
    ("line", "certain"),
    [
        ("site_description: one", True),
        ("hooks: [hook.py]", False),
        ("INHERIT: ../base.yml", False),
        ("edit_uri: ../elsewhere", False),
        ("extra: {version: !ENV VERSION}", True),
        ("plugins: [i18n, kerege, git-revision-date]", False),
    ],
)
def test_a_website_made_from_things_outside_is_always_built(tmp_path: Path, line: str, certain: bool) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: A\nsite_url: https://example.org/a/\n{line}\n", encoding="utf-8")
    assert is_certain(tmp_path) is certain
