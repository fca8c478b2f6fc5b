"""The EPUB: judged by epubcheck, read back, tampered with, made twice."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from office_report import OfficeReport, make_office_report

from kerege.outputs.epub import write_epub
from kerege.outputs.readback.epub import read_back_epub
from kerege.outputs.readback.privacy import read_back_privacy

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="session")
def books(office: OfficeReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("epub")
    for code, edition in office.editions.items():
        write_epub(edition, office.figures, folder / f"{code}.epub")
    return folder


def pages(path: Path) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {name.removeprefix("EPUB/"): ElementTree.fromstring(archive.read(name)) for name in names}


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_epubcheck_has_nothing_to_say(books: Path, code: str) -> None:
    # Debian's epubcheck is a jar that the system starts where binfmt is set up; java starts it everywhere.
    done = subprocess.run(
        ["java", "-jar", "/usr/bin/epubcheck", "--failonwarnings", str(books / f"{code}.epub")],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout


def test_the_template_makes_an_epub_too(template: Path, tmp_path: Path) -> None:
    office = make_office_report(template)
    write_epub(office.editions["ky"], office.figures, tmp_path / "ky.epub")
    done = subprocess.run(
        ["java", "-jar", "/usr/bin/epubcheck", "--failonwarnings", str(tmp_path / "ky.epub")],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_two_runs_make_the_same_bytes(office: OfficeReport, books: Path, tmp_path: Path) -> None:
    write_epub(office.editions["ky"], office.figures, tmp_path / "again.epub")
    assert (tmp_path / "again.epub").read_bytes() == (books / "ky.epub").read_bytes()


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_every_link_inside_the_book_arrives(books: Path, code: str) -> None:
    found = pages(books / f"{code}.epub")
    ids = {name: {e.get("id") for e in root.iter() if e.get("id")} for name, root in found.items()}
    checked = 0
    for name, root in found.items():
        for link in root.iter(f"{XHTML}a"):
            href = link.get("href", "")
            if re.match(r"[a-z]+:", href):
                assert href.startswith(("https://", "http://", "mailto:")), href
                continue
            file, _, anchor = href.partition("#")
            assert (file or name) in found, (name, href)
            assert not anchor or anchor in ids[file or name], (name, href)
            checked += 1
    assert checked > 300


def test_notes_are_pop_ups_and_lead_back(books: Path) -> None:
    page = pages(books / "en.epub")["05-methods.xhtml"]
    calls = [a for a in page.iter(f"{XHTML}a") if a.get(TYPE) == "noteref"]
    notes = {aside.get("id"): aside for aside in page.iter(f"{XHTML}aside") if aside.get(TYPE) == "footnote"}
    assert len(calls) == len(notes) == 2
    for call in calls:
        note = notes[call.get("href", "").removeprefix("#")]
        assert "doc-backlink" in {a.get("role") for a in note.iter(f"{XHTML}a")}
        assert len("".join(note.itertext())) > 40


def test_language_is_that_of_the_words(books: Path) -> None:
    found = pages(books / "ky.epub")
    assert found["01-summary.xhtml"].get(XML_LANG) == "ky"
    assert found["06-motives.xhtml"].get("lang") == "ky"


def test_what_readers_need_to_know_is_in_the_package(books: Path) -> None:
    with zipfile.ZipFile(books / "ru.epub") as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        package = archive.read("EPUB/package.opf").decode()
        cover = archive.read("EPUB/cover.png")
        names = archive.namelist()
    assert cover.startswith(b"\x89PNG")
    assert 'href="cover.png" media-type="image/png" properties="cover-image"' in package
    for key in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert f'property="schema:{key}"' in package
    assert "<dc:language>ru</dc:language>" in package
    assert len([name for name in names if name.endswith(".ttf")]) == 5
    assert len([name for name in names if name.endswith("OFL.txt")]) == 2


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("59,6\u00a0пайызы<", "58,6\u00a0пайызы<", ["A001", "A004"]),
        ("</section></body>", "<p>[60](stat:poor-2016)</p></section></body>", ["A002"]),
        ("", "", []),
    ],
)
def test_a_tampered_epub_is_found(
    office: OfficeReport, books: Path, tmp_path: Path, old: str, new: str, codes: list[str]
) -> None:
    path = rewritten(books / "ky.epub", tmp_path / "ky.epub", "EPUB/01-summary.xhtml", lambda t: t.replace(old, new, 1))
    assert [finding.code for finding in read_back_epub(path, office.editions["ky"])] == codes


def rewritten(source: Path, target: Path, part: str, change: Callable[[str], str]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == part:
                content = change(content.decode()).encode()
            new.writestr(member, content)
    return target


def test_a_banned_name_in_an_epub_is_found(office: OfficeReport, books: Path, tmp_path: Path) -> None:
    report = office.editions["en"].report
    key, spellings = next(iter(report.privacy.banned.items()))
    (tmp_path / "epub").mkdir()
    shutil.copy2(books / "en.epub", tmp_path / "epub" / "clean.epub")
    assert list(read_back_privacy(tmp_path, report)) == []
    rewritten(
        books / "en.epub", tmp_path / "epub" / "leak.epub", "EPUB/03-introduction.xhtml",
        lambda text: text.replace("</h1>", f" {spellings[0]}</h1>", 1),
    )  # fmt: skip
    found = list(read_back_privacy(tmp_path, report))
    assert [(f.code, f.location.path.name) for f in found] == [("A005", "leak.epub")], key
