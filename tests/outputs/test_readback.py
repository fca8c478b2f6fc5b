"""What was made is read back: tampered pages and PDFs are found, the untampered ones are clean."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2
import pytest

from kerege.cache.store import Store
from kerege.checks import check_report
from kerege.findings import Finding
from kerege.outputs.readback.book import read_back_book, read_book
from kerege.outputs.readback.pages import read_back_site
from kerege.read import read_report
from kerege.render.edition import Edition, make_edition

Editions = Callable[[Path], Mapping[str, Edition]]
ReadBack = Callable[[Path], list[Finding]]


def _editions(root: Path) -> Mapping[str, Edition]:
    reading = read_report(root)
    _, ledger = check_report(reading.report, reading.findings)
    return {code: make_edition(reading.report, code, ledger.values) for code in reading.report.settings.languages}


@pytest.fixture
def editions() -> Editions:
    return _editions


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "site", tmp_path / "site"))


@pytest.fixture(scope="session")
def clean(built: Path, tmp_path_factory: pytest.TempPathFactory) -> ReadBack:
    """Reads a website of the report back; what is as it was built was read once, with nothing to say."""
    store = Store(tmp_path_factory.mktemp("read back"))
    made = _editions(built.parent)
    assert list(read_back_site(built / "site", made, store=store)) == []

    def read_back(site: Path) -> list[Finding]:
        return list(read_back_site(site, made, store=store))

    return read_back


def tamper(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


def test_the_untouched_site_and_books_say_what_the_chapters_say(
    built: Path, editions: Editions, clean: ReadBack
) -> None:
    made = editions(built.parent)
    assert clean(built / "site") == []
    for code, edition in made.items():
        path = built / "pdf" / f"women-and-labour-migration-{code}.pdf"
        book = read_book(path)
        assert len(book.links) > 40
        assert list(read_back_book(path, edition, book)) == []


@pytest.mark.parametrize(
    ("page", "old", "new", "code"),
    [
        ("ky/01-summary/index.html", ">59,6\u00a0пайызы<", ">58,6\u00a0пайызы<", ["A001", "A004"]),
        ("ru/01-summary/index.html", "поднять на\u00a0эти деньги детей", "поднять на\u00a0эти деньги сына", ["A001"]),
        ("01-summary/index.html", "</article>", "<p>[60 per cent](stat:poor-2016)</p></article>", ["A002"]),
        (
            "05-methods/index.html",
            "</head>",
            '<script src="https://cdn.example.org/x.js"></script></head>',
            ["A010", "A003"],
        ),
        ("index.html", "</body>", '<img src="//example.org/pixel.gif"></body>', ["A003"]),
        ("assets/kerege/kerege.css", "", '@import "https://fonts.example.org/a.css";', ["A003"]),
    ],
)
def test_a_tampered_page_is_found(site: Path, clean: ReadBack, page: str, old: str, new: str, code: list[str]) -> None:
    tamper(site / page, old, new)
    found = clean(site)
    assert codes(found) == code
    assert all(f.hint for f in found)


def test_what_runs_in_a_finished_file_is_found(site: Path, clean: ReadBack) -> None:
    tamper(site / "glossary" / "index.html", "<main ", '<main onclick="x()" ')
    tamper(site / "ru" / "index.html", "</main>", '<a href="java&#115;cript:x()">a</a></main>')
    tamper(site / "404.html", "</body>", "<script>x()</script></body>")
    tamper(site / "assets" / "figures" / "attitudes-en.svg", "</svg>", "<script/></svg>")
    (site / "assets" / "x.js").write_text("x()", encoding="utf-8")
    found = clean(site)
    assert codes(found) == ["A010"] * 5
    assert {f.location.path.name for f in found} == {"index.html", "404.html", "attitudes-en.svg", "x.js"}


def test_a_page_that_is_missing_is_found(site: Path, clean: ReadBack) -> None:
    (site / "ky" / "05-methods" / "index.html").unlink()
    found = clean(site)
    assert [(f.code, str(f.location.path)) for f in found] == [("A001", "docs/ky/05-methods.md")]


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_a_pdf_older_than_its_chapter_is_found(built: Path, real: Path, editions: Editions, code: str) -> None:
    chapter = real / "docs" / code / "01-summary.md"
    words = {"en": "59.6 per cent", "ru": "59,6\u00a0%", "ky": "59,6 пайызы"}[code]
    changed = {"en": "about 60 per cent", "ru": "около 60\u00a0%", "ky": "60 пайызга жакыны"}[code]
    tamper(chapter, f"[{words}]", f"[{changed}]")
    path = built / "pdf" / f"women-and-labour-migration-{code}.pdf"
    found = list(read_back_book(path, editions(real)[code]))
    assert codes(found) == ["A001", "A004"]
    assert str(found[0].location).startswith(f"docs/{code}/01-summary.md:")


def test_the_evidence_can_be_checked_by_a_stranger(built: Path) -> None:
    folder = built / "evidence"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        raw = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + hashlib.sha256(raw).hexdigest()
        rows = list(csv.reader(raw.decode("utf-8").splitlines()))
        assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
    statistics = list(csv.DictReader((folder / "statistics.csv").open(encoding="utf-8", newline="")))
    assert statistics
    for row in statistics:
        if row["file"]:
            source = built.parent / row["file"]
            assert row["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
            assert row["cell"] in source.read_text(encoding="utf-8").splitlines()[int(row["row"]) - 1]
    phrases = list(csv.DictReader((folder / "phrases.csv").open(encoding="utf-8", newline="")))
    assert {row["language"] for row in phrases} == {"en", "ru", "ky"}
    assert {row["verdict"] for row in phrases} <= {"agrees", "understates", "printed by the tool"}
    for row in phrases:
        url, _, anchor = row["url"].partition("#")
        assert f'id="{anchor}"' in (built / "site" / url / "index.html").read_text(encoding="utf-8")
        assert row["pdf_pages"] or url in ("", "ru/", "ky/")


def test_the_annex_of_the_book_names_the_pages(built: Path) -> None:
    statistics = json.loads((built / "evidence" / "evidence.json").read_text(encoding="utf-8"))["statistics"]
    stated = {s["id"]: s["pages"]["ky"] for s in statistics if "ky" in s["pages"]}
    text = subprocess.run(
        ["pdftotext", str(built / "pdf" / "women-and-labour-migration-ky.pdf"), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    # The entry behind its file: what it is called, its value, where it was read, at its end the pages.
    entry = " ".join(text.partition("women-share.csv")[2].split())
    row = entry[: re.search(r"\bБет \d+(?:, \d+)*", entry).end()]  # type: ignore[union-attr]
    # The evidence counts the file's pages, the annex prints the numbers that stand on them.
    with pypdfium2.PdfDocument(built / "pdf" / "women-and-labour-migration-ky.pdf") as document:
        labels = [document.get_page_label(page - 1) for page in stated["women-share-2015"]]
    printed = re.findall(r"\d+", row.rpartition("Бет ")[2])
    assert "59,6%" in row
    assert list(dict.fromkeys(printed)) == labels and "1" in labels, row
