"""A folder of reports: what they share, the links between them, the landing page, and parts built elsewhere."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from small_series import small_series

from kerege.build.build import build_report
from kerege.build.manifest import prove
from kerege.build.series import build_series, join_series
from kerege.build.up_to_date import Asked, unchanged
from kerege.cache.fingerprints import look
from kerege.checks.whole_series import check_series
from kerege.cli.edition import close, correct, keep_published
from kerege.errors import KeregeError, NoReport
from kerege.findings import errors
from kerege.read import find_report, read_report
from tests.serving import served


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The series with its websites built."""
    root = small_series(tmp_path_factory.mktemp("series") / "two")
    built = build_series(root, only=["site"], progress=lambda _: None)
    assert built.files, [f"{f.location} {f.message}" for f in built.findings]
    return root


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_manifest_of_the_whole_proves_it(series: Path) -> None:
    proof = prove(series / "build")
    assert proof.findings == () and proof.told["report"] == "two" and proof.files > 200


def test_reports_inherit_what_is_shared(series: Path) -> None:
    report = read_report(series / "money").report
    assert set(report.terms) == {"work"} and set(report.references) == {"un-2015"}
    assert set(report.sources) == {"survey"}, "a shared source that this report does not use is none of its own"
    assert report.settings.publisher["en"] == "The press"
    assert report.settings.url == "https://example.org/two/money/"


# Each row is mended apart from the others, so that all of a column can be made wrong at once.
WRONG = (
    (
        ("rights/docs/ru/01-first.md", "report:money/", "report:mony/", ("X018", "rights/docs/ru/01-first.md")),
        (
            "rights/docs/ky/01-first.md",
            "01-first#money-why",
            "01-frist#money-why",
            ("X018", "rights/docs/ky/01-first.md"),
        ),
        ("money/docs/en/01-first.md", "{#money-why}", "{#money-how}", ("X018", "rights/docs/en/01-first.md")),
        ("money/report.yml", "slug: money", "languages: [en, ky]\nslug: money", ("R020", "money/report.yml")),
        ("shared/data/survey.csv", "share,40", "share,41", ("S003", "rights/docs/en/index.md")),
    ),
    (
        ("series.yml", "[rights, money]", "[rights, peace]", ("R020", "series.yml")),
        ("rights/report.yml", "slug: rights", "url: https://example.org/\nslug: rights", ("R020", "rights/report.yml")),
    ),
)


@pytest.mark.parametrize("wrong", WRONG)
def test_what_does_not_fit_together_is_found(
    tmp_path: Path, wrong: tuple[tuple[str, str, str, tuple[str, str]], ...]
) -> None:
    root = small_series(tmp_path / "two")
    for file, old, new, _ in wrong:
        edit(root / file, old, new)
    said = {(f.code, str(f.location.path)) for f in errors(check_series(root))}
    assert {found for *_, found in wrong} <= said


def test_a_second_record_of_a_shared_id_is_an_error(tmp_path: Path) -> None:
    root = small_series(tmp_path / "two")
    shutil.copy(root / "shared" / "glossary.yml", root / "money" / "glossary.yml")
    shutil.copy(root / "shared" / "references.json", root / "money" / "references.json")
    said = [(f.code, str(f.location.path)) for f in errors(check_series(root))]
    assert said == [("R008", "money/glossary.yml"), ("R008", "money/references.json")]


def test_links_lead_to_the_other_report_in_the_same_language(series: Path) -> None:
    site = series / "build" / "site"
    page = (site / "rights" / "ky" / "01-first" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../../money/ky/01-first/#money-why"' in page and 'href="../../../ky/"' in page
    assert (site / "money" / "ky" / "01-first" / "index.html").is_file() and (site / "ky" / "index.html").is_file()
    alone = (series / "rights" / "build" / "site" / "ky" / "01-first" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/two/money/ky/01-first/#money-why"' in alone
    assert (site / "rights" / "assets" / "data" / "shared" / "survey.csv").is_file()
    manifest = json.loads((series / "build" / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["reports"]) == {"rights", "money"} and "site/ru/index.html" in manifest["files"]


SITE = Asked(("site",), (), False)


def test_a_series_is_unchanged_until_something_that_it_shares_or_links_to_changes(series: Path, tmp_path: Path) -> None:
    root = tmp_path / "two"
    shutil.copytree(series, root)
    assert all(unchanged(folder, SITE) for folder in (root, root / "rights", root / "money"))
    kerege = str(Path(sys.executable).with_name("kerege"))
    run = [kerege, "--report", str(root), "build", "--only", "site"]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.startswith("Nothing changed since 20")
    before = look(root / "build")
    # A Russian paragraph of one report: the other one may link to it, so it is built, and comes from the cache.
    edit(root / "money" / "docs" / "ru" / "01-first.md", "Каждая женщина", "Любая женщина")
    assert not any(unchanged(folder, SITE) for folder in (root, root / "rights", root / "money"))
    made = build_report(root / "rights", only=SITE.only, progress=lambda _: None)
    assert {unit.name for unit in made.units if not unit.cached} == {"site"}
    assert build_series(root, only=SITE.only, progress=lambda _: None).files
    after = look(root / "build")
    changed = {name for name in before.keys() & after.keys() if before[name].digest != after[name].digest}
    assert "site/money/ru/01-first/index.html" in changed and not any(
        name.startswith("site/rights/") for name in changed
    )
    edit(root / "shared" / "glossary.yml", "en: What is done.", "en: Whatever is done.")
    assert not any(unchanged(folder, SITE) for folder in (root, root / "rights", root / "money"))


@pytest.fixture(scope="module")
def address(series: Path) -> Iterator[str]:
    with served(series / "build" / "site") as at:
        yield at


@pytest.mark.parametrize(("code", "colours", "width"), [("en", "light", 1280), ("ky", "dark", 360)])
def test_the_landing_page_is_accessible_and_fits(
    browser: Browser, address: str, code: str, colours: str, width: int
) -> None:
    context = browser.new_context(color_scheme=colours, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(address + ("" if code == "en" else f"{code}/"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == [] and troubles == []
    assert page.locator(".k-contact a[href='mailto:press@example.org']").count() == 1
    if code == "ky":
        page.click(".k-palette-button:visible")
        page.wait_for_selector("body[data-md-color-scheme='kerege']")
    page.click(".k-cards a >> nth=1")
    assert page.locator("h1").inner_text() == {"en": "On money", "ky": "money жөнүндө"}[code]
    assert page.locator("html").get_attribute("lang") == code
    context.close()


def test_a_damaged_or_foreign_part_is_not_joined(series: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The reports are built already; what is tried is which files travel, and which are trusted.
    monkeypatch.setattr("kerege.build.series._side_by_side", lambda *_: {})
    root = tmp_path / "two"
    shutil.copytree(series, root, ignore=shutil.ignore_patterns("build", ".kerege"))
    part = tmp_path / "part"
    (root / "rights" / "build" / "pdf").mkdir(parents=True)
    for code in ("en", "ru", "ky"):
        (root / "rights" / "build" / "pdf" / f"rights-{code}.pdf").write_bytes(b"%PDF-1.7 stands for a book")
    build_series(root, only=["site"], reports=["rights"], languages=["ru"], progress=lambda _: None)
    shutil.copytree(root / "build", part)
    assert [path.name for path in part.rglob("*.pdf")] == ["rights-ru.pdf"], "a part holds its languages only"
    with pytest.raises(KeregeError, match=r"no part holds rights/pdf/rights-en\.pdf"):
        join_series(root, [part], progress=lambda _: None)
    edit(root / "shared" / "glossary.yml", "What is done", "What was done")
    with pytest.raises(KeregeError, match="other texts of 'rights'"):
        join_series(root, [part], progress=lambda _: None)
    (part / "rights" / "pdf" / "rights-ru.pdf").write_bytes(b"%PDF-1.7 something else")
    with pytest.raises(KeregeError, match="does not hold the files"):
        join_series(root, [part], progress=lambda _: None)


def test_options_of_a_series_say_what_they_need(series: Path, template: Path) -> None:
    answer = subprocess.run(
        [str(Path(sys.executable).with_name("kerege")), "--report", str(template), "build", "--report", "money"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 2 and "in none" in answer.stderr
    with pytest.raises(NoReport, match="holds a series"):
        find_report(series / "shared")
    with pytest.raises(KeregeError, match="no report mony"):
        build_series(series, reports=["mony"], progress=lambda _: None)


def test_earlier_editions_of_reports_stay_in_the_website_of_the_series(series: Path, tmp_path: Path) -> None:
    root = tmp_path / "two"
    shutil.copytree(series, root)
    for name in ("rights", "money"):
        close(root / name, whole=True)
    # The same is kept from the website of the series, whose links to the other report are its own.
    kept = root / "rights" / "editions" / "1"
    kept.rename(tmp_path / "kept")
    keep_published(root / "rights", "1", root / "build" / "site" / "rights")
    pages = {path.relative_to(kept): path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    assert pages and pages == {
        path.relative_to(tmp_path / "kept"): path.read_bytes()
        for path in (tmp_path / "kept").rglob("*")
        if path.is_file()
    }
    for path in (root / "shared" / "defaults.yml", root / "series.yml"):
        edit(path, "number: '1', date: '2026-01-01'", "number: '2', date: '2026-06-01'")
    edit(root / "shared" / "data" / "survey.csv", "share,40", "share,44")
    for code in ("en", "ru", "ky"):
        for name in ("rights", "money"):
            folder = root / name / "docs" / code
            edit(folder / "index.md", "[40", "[44")
            (folder / "01-first.md").rename(folder / "01-begin.md")
            for path in folder.glob("*.md"):
                path.write_text(path.read_text(encoding="utf-8").replace("/01-first", "/01-begin"), encoding="utf-8")
    # A shared value is told in each report that published it.
    told = ("money", "rights")
    assert "E001" in {finding.code for finding in check_series(root)}
    for name in told:
        correct(root / name, [], "revision")
        path = root / name / "editions" / "corrections.yml"
        path.write_text(path.read_text(encoding="utf-8").replace(": ''\n", ": Counted again.\n"), encoding="utf-8")
    built = build_series(root, only=["site"], progress=lambda _: None)
    assert not errors(built.findings), [f"{f.location} {f.code} {f.message}" for f in built.findings]
    site = root / "build" / "site"
    for name in told:
        for code, home in (("en", ""), ("ru", "ru/"), ("ky", "ky/")):
            here = f"{name}/editions/1/{home}01-first"
            html = (site / here / "index.html").read_text(encoding="utf-8")
            assert html.count('class="k-earlier"') == 1 and f'lang="{code}"' in html
            assert f'<link rel="canonical" href="https://example.org/two/{name}/{home}01-begin/">' in html
    # Every link of a kept page, also to the other report, leads to a page of the website.
    for path in site.glob("*/editions/1/**/*.html"):
        folder = path.parent.relative_to(site).as_posix()
        for href in re.findall(r'<a\b[^>]*?\bhref="([^"#?:]*)["#?]', path.read_text(encoding="utf-8")):
            target = site / posixpath.normpath(posixpath.join(folder, href))
            assert target.is_file() or (target / "index.html").is_file(), (folder, href)
    redirects = (site / "_redirects").read_text(encoding="utf-8")
    assert "/two/rights/01-first/* /two/rights/01-begin/ 301" in redirects and "/two/money/ru/01-first/*" in redirects
    assert prove(root / "build").findings == ()
