"""Four editions of a small report: every page, feed, record and PDF says of editions and corrections what is expected of it.

What is expected stands in `history/NUMBER.txt`, to be read by people; `python -m tests.report.test_history FOLDER` writes it anew.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from kerege.build.manifest import prove
from kerege.cli.edition import compare, keep_published
from kerege.errors import KeregeError
from tests.report.report_history import LANGUAGES, command, edit, history, plain, told, told_in_files
from tests.serving import served

EXPECTED = Path(__file__).parent / "history"
_ADDED = re.compile(
    r'<aside class="k-earlier".*?</aside>\n|<!--kerege:versions-->.*?<!--/kerege:versions-->'
    r'|<li>(?:(?!</li>).)*-offline\.zip.*?</li>|href="[^"]*feed\.xml"|<p class="k-citation">.*?</p>',
    re.DOTALL,
)  # fmt: skip
WITHDRAWN = ("trusts a figure when she can see", "верит числу, когда видит", "анын кайдан алынганын көргөндө")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `published/NUMBER/` for each edition, and the report beside it."""
    folder = tmp_path_factory.mktemp("history")
    history(folder / "report", folder / "published")
    return folder / "published"


@pytest.mark.parametrize("number", ["1", "2", "3", "4"])
def test_pages_feeds_and_records_of_each_edition_are_as_expected(published: Path, number: str) -> None:
    found = [*told(published / number / "site"), *told_in_files(published / number)]
    assert found == (EXPECTED / f"{number}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("number", ["2", "3", "4"])
def test_every_earlier_page_is_what_was_published_and_says_that_another_has_taken_its_place(
    published: Path, number: str
) -> None:
    root = published / number / "site"
    last = str(int(number) - 1)
    seen = 0
    for path in sorted((root / "editions" / last).rglob("*")):
        before = published / last / "site" / path.relative_to(root / "editions" / last)
        if path.suffix != ".html":
            # Downloads byte for byte, but for what a withdrawal changed.
            assert path.is_dir() or number == "3" or path.read_bytes() == before.read_bytes(), path
            continue
        html, old = path.read_text(encoding="utf-8"), before.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in old:
            assert html == old
            continue
        seen += 1
        assert html.count('class="k-earlier"') == 1 and html.count('<link rel="canonical"') == 1, path
        assert html.count('class="k-versions"') == 1, path
        if number != "3":
            assert _ADDED.sub("", html.partition("<body")[2]) == _ADDED.sub("", old.partition("<body")[2]), path
    assert seen > 20


def test_links_between_editions_lead_to_pages(published: Path) -> None:
    site = published / "4" / "site"
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        here = path.relative_to(site).parent.as_posix()
        added = "".join(
            re.findall(r'<details class="k-versions">.*?</details>|<aside class="k-earlier".*?</aside>', html)
        )
        for href in re.findall(r'href="([^"]*)"', added):
            target = site / posixpath.normpath(posixpath.join(here, href)) / "index.html"
            assert target.is_file(), (path, href)
        if here.startswith("editions/") and 'http-equiv="refresh"' not in html:
            for href in re.findall(r'<a\b[^>]*?\bhref="([^"#?:]+)["#?]', html):
                target = site / posixpath.normpath(posixpath.join(here, href))
                assert target.is_file() or (target / "index.html").is_file(), (path, href)
        canonical = re.search(r'<link rel="canonical" href="https://example\.org/([^"]*)"', html)
        assert canonical is None or (site / canonical[1] / "index.html").is_file(), path


def test_downloads_of_earlier_editions_are_there_or_said_to_be_gone(published: Path) -> None:
    site = published / "4" / "site"
    assert sorted(path.name for path in (site / "editions" / "3" / "downloads").glob("*.pdf")) == sorted(
        f"example-{code}{kind}.pdf" for code in LANGUAGES for kind in ("", "-print")
    )
    page = (site / "editions" / "1" / "about-and-citing" / "index.html").read_text(encoding="utf-8")
    assert plain(page).count("(no longer published)") == 4 and "-offline.zip" not in page
    kept = (site / "editions" / "3" / "about-and-citing" / "index.html").read_text(encoding="utf-8")
    assert "(no longer published)" not in plain(kept) and 'href="../downloads/example-en.pdf"' in kept


def test_what_was_withdrawn_is_in_no_file_of_any_edition(published: Path) -> None:
    from kerege.outputs.readback.texts import texts_of

    for number in ("3", "4"):
        for path in sorted((published / number).rglob("*")):
            if path.is_file() and path.suffix not in (".woff2", ".png"):
                said = " ".join(" ".join(text.split()) for text in texts_of(path.name, path.read_bytes()))
                assert not any(words in said for words in WITHDRAWN), path
    # It had been there, so the search finds what it looks for.
    before = texts_of("x.html", (published / "2" / "site" / "01-example" / "index.html").read_bytes())
    assert any(WITHDRAWN[0] in " ".join(text.split()) for text in before)


@pytest.mark.parametrize(
    ("number", "code", "words", "never"),
    [
        ("1", "en", ("62.5 per cent", "provisional", "December 2026"), ("Corrections",)),
        ("2", "en", ("64.5 per cent", "Corrections", "Edition 1 said 62.5%. It is 64.5% now."), ()),
        ("2", "ru", ("В издании 1 было: 62,5 %. Теперь: 64,5 %.", "будут пересмотрены: декабрь 2026 г."), ()),
        ("3", "ky", ("2-басылмада мындай болгон: 12,5%.", "кайра каралат"), ("аттап кетет",)),
        ("4", "en", ("26.5 per cent", "Edition 3 said 24.5%. It is 26.5% now."), ("provisional", "will not stay for long")),
    ],
)  # fmt: skip
def test_pdfs_tell_what_was_corrected(
    published: Path, number: str, code: str, words: tuple[str, ...], never: tuple[str, ...]
) -> None:
    path = published / number / "pdf" / f"example-{code}.pdf"
    text = " ".join(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout.split())
    text = text.replace("\u00a0", " ")
    assert [said for said in words if said not in text] == []
    assert [said for said in never if said in text] == []


def test_the_copy_without_a_network_says_where_earlier_editions_are(published: Path) -> None:
    (copy,) = (published / "4" / "site" / "downloads").glob("*-offline.zip")
    with zipfile.ZipFile(copy) as archive:
        pages = {name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".html")}
    assert not [name for name in pages if "/editions/" in name]
    for name, words in (
        ("example/02-days/index.html", "This copy holds edition 4 only. Earlier editions: https://example.org/"),
        ("example/ru/02-days/index.html", "В этой копии только издание 4. Прежние издания: https://example.org/"),
        ("example/ky/02-days/index.html", "Бул көчүрмөдө 4-басылма гана бар. Мурунку басылмалар: https://example.org/"),
    ):
        assert words in plain(pages[name])
    # The page of a chapter that is gone leads to the edition that had it, on the website.
    assert 'href="https://example.org/editions/3/03-short/"' in pages["example/03-short/index.html"]
    for name, html in pages.items():
        assert not re.search(r'href="(?:\.\./)*editions/', html), name


def test_records_for_libraries_name_the_edition_before(published: Path) -> None:
    cited = json.loads((published / "2" / "site" / "datacite.json").read_text(encoding="utf-8"))
    assert cited["doi"] == "10.5555/example.2" and cited["version"] == "2"
    assert [(one["relationType"], one["relatedIdentifier"]) for one in cited["relatedIdentifiers"]] == [
        ("IsVersionOf", "10.5555/example"),
        ("IsNewVersionOf", "10.5555/example.1"),
    ]
    page = (published / "2" / "site" / "index.html").read_text(encoding="utf-8")
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert data["sameAs"] == "https://doi.org/10.5555/example.2"
    assert data["exampleOfWork"]["@id"] == "https://doi.org/10.5555/example"
    assert len(data["correction"]) == 1


def test_a_whole_edition_is_proved_and_kept_again_from_where_it_was_published(published: Path, tmp_path: Path) -> None:
    assert not prove(published / "4").findings
    report = published.parent / "report"
    assert [one.what for one in compare(report, "3", "now")[0] if one.what.startswith("stat:")] == [
        "stat:listeners-share"
    ]
    kept = report / "editions" / "3"
    kept.rename(tmp_path / "3")
    try:
        with pytest.raises(KeregeError, match="is not what edition 3 published"):
            keep_published(report, "3", published / "4")
        with pytest.raises(KeregeError, match="was withdrawn after it was published"):
            keep_published(report, "1", published / "1")
        command(report, "edition", "keep", "3", str(published / "3" / "site"))
        names = {path.relative_to(kept): path for path in kept.rglob("*") if path.is_file()}
        assert {name: _digest(path) for name, path in names.items()} == {
            path.relative_to(tmp_path / "3"): _digest(path) for path in (tmp_path / "3").rglob("*") if path.is_file()
        }
    finally:
        if not kept.exists():
            (tmp_path / "3").rename(kept)


def test_editions_are_compared_by_word_where_their_pages_are_at_hand(published: Path) -> None:
    report = published.parent / "report"
    kept = command(report, "edition", "compare", "1", "2")
    assert "chapter:en/02-daily  Daily life → 02-days: Daily life" in kept
    assert "[-62.5-]{+64.5+} per cent" in kept and "{+Nobody was left out.+}" in kept
    assert "stat:readers-share  62.5 percent → 64.5 percent\n    in 01-example" in kept
    # Published folders say the same by themselves, with their evidence beside the website or alone.
    folders = (str(published / "1"), str(published / "2"))
    found = json.loads(command(report, "edition", "compare", *folders, "--format", "json"))
    by_what = {row["what"]: row for row in found}
    assert by_what["stat:readers-share"]["places"] == ["01-example"]
    assert by_what["chapter:ru/02-daily"]["now"] == "02-days: Будни"
    assert {"was": "", "now": "Nobody was left out."} in by_what["chapter:en/01-example"]["passages"]
    alone = command(report, "edition", "compare", str(published / "1" / "evidence" / "evidence.json"), "2")
    assert "stat:readers-share" in alone
    page = command(report, "edition", "compare", "1", "2", "--format", "page")
    assert "<del>62.5</del><ins>64.5</ins> per cent" in page and page.startswith("<!DOCTYPE html>")


def test_a_kept_page_that_somebody_edited_stops_the_build(published: Path) -> None:
    from kerege.build.kept import changed_since
    from kerege.read import read_report

    report = published.parent / "report"
    path = report / "editions" / "2" / "01-example" / "index.html"
    text = path.read_text(encoding="utf-8")
    edit(path, "64.5 per cent", "65 per cent")
    pdf = report / "editions" / "2" / "downloads" / "example-en.pdf"
    pdf.parent.mkdir(exist_ok=True)
    pdf.write_bytes((published / "2" / "pdf" / "example-en.pdf").read_bytes())
    try:
        found = {str(f.location.path): f.problem for f in changed_since(read_report(report).report)}
        assert {name: one.code for name, one in found.items()} == {
            "editions/2/01-example/index.html": "E009",
            "editions/2/downloads/example-en.pdf": "E009",
        }
        assert "it is there again" in str(found["editions/2/downloads/example-en.pdf"].message)
    finally:
        path.write_text(text, encoding="utf-8")
        pdf.unlink()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("code", "old", "notice"),
    [
        ("en", "02-daily/", "This is edition 1 of 1 January 2026. Edition 4 of 1 December 2026 has taken its place."),
        ("ru", "ru/02-daily/", "Это издание 1 (1 января 2026 г.). Его сменило издание 4 (1 декабря 2026 г.)."),
        ("ky", "ky/02-days/", "Бул — 3-басылма (2026-жылдын 1-июну). Анын ордуна 4-басылма чыкты"),
    ],
)
def test_a_reader_goes_to_an_earlier_edition_and_back(
    published: Path, browser: Browser, code: str, old: str, notice: str, scripts: bool
) -> None:
    number = "3" if code == "ky" else "1"
    with served(published / "4" / "site") as address:
        context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=scripts)
        page = context.new_page()
        home = "" if code == "en" else f"{code}/"
        page.goto(f"{address}{home}02-days/")
        assert page.locator(".k-earlier").count() == 0
        page.locator(".k-versions summary").click()
        box = page.locator(".k-versions nav").bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
        page.locator(".k-versions a").nth(-1 if number == "1" else 1).click()
        assert page.url == f"{address}editions/{number}/{old}"
        assert notice in page.locator(".k-earlier").inner_text()
        assert page.locator(".k-versions [aria-current]").count() == 1
        page.locator(".k-earlier a").click()
        assert page.url == f"{address}{home}02-days/"
        context.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("code", "notice", "entry", "label"),
    [
        ("en", "Corrected since an earlier edition (2)", "Edition 1 said 62.5%. It is 64.5% now.", "edition 4"),
        (
            "ru",
            "Исправлено по сравнению с прежним изданием (2)",
            "В издании 1 было: 62,5 %. Теперь: 64,5 %.",
            "издание 4",
        ),
        ("ky", "Мурунку басылмадан бери оңдолду (2)", "1-басылмада мындай болгон: 62,5%. Азыр: 64,5%.", "4-басылма"),
    ],
)
def test_a_reader_is_told_of_a_correction_and_reports_an_error(
    published: Path, browser: Browser, code: str, notice: str, entry: str, label: str, scripts: bool
) -> None:
    with served(published / "4" / "site") as address:
        context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=scripts)
        page = context.new_page()
        home = "" if code == "en" else f"{code}/"
        page.goto(f"{address}{home}01-example/")
        told = page.locator(".k-status--corrected")
        assert notice in told.inner_text() and told.get_attribute("role") == "note"
        box = told.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
        # By keyboard: the last link of the notice leads to the entry.
        told.locator("a").last.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{home}corrections/#correction-1-stat-readers-share")
        assert entry in page.locator(":target").inner_text().replace("\u00a0", " ")
        page.goto(f"{address}{home}statistics/")
        letter = page.locator("#stat-readers-share a[href^='mailto:']").first.get_attribute("href") or ""
        assert unquote(letter).replace("\u00a0", " ") == (
            f"mailto:errors@example.org?subject=example, {label}: stat:readers-share"
        )
        # The choice of editions opens and is left by keyboard.
        page.goto(f"{address}{home}01-example/")
        page.locator(".k-versions summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent").startswith(("Edition 4", "Издание 4", "4-басылма"))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/editions/3/**")
        assert page.locator(".k-earlier").count() == 1
        context.close()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    place = Path(sys.argv[1])
    history(place / "report", place / "published")
    EXPECTED.mkdir(exist_ok=True)
    for folder in sorted((place / "published").iterdir()):
        (EXPECTED / f"{folder.name}.txt").write_text(
            "\n".join([*told(folder / "site"), *told_in_files(folder)]) + "\n", encoding="utf-8"
        )
