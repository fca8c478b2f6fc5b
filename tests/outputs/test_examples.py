"""The example reports are made from files of the public formats alone, check clean and build: a bulletin and a brief."""

from __future__ import annotations

import runpy
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from kerege.build.build import build_report
from kerege.checks import check_report
from kerege.findings import Severity
from kerege.read import read_report
from tests.conftest import once

EXAMPLES = Path(__file__).parents[2] / "examples"
_POINT = 72 / 25.4


def copied(folder: Path, name: str) -> Path:
    return Path(
        shutil.copytree(EXAMPLES / name, folder, ignore=shutil.ignore_patterns("build", ".kerege", "__pycache__"))
    )


@pytest.fixture(scope="module", params=["bulletin", "brief"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        result = build_report(copied(folder, request.param), progress=lambda _: None)
        assert result.files, [f"{f.location} {f.message}" for f in result.findings]
        assert not [f for f in result.findings if f.severity is not Severity.NOTE]

    return once(tmp_path_factory, f"example-{request.param}", make)


@pytest.mark.parametrize("name", ["bulletin", "brief"])
def test_they_check_clean(name: str) -> None:
    reading = read_report(EXAMPLES / name)
    findings, _ = check_report(reading.report, reading.findings)
    assert [f"{f.code} {f.location} {f.message}" for f in findings] == []


@pytest.mark.parametrize("name", ["bulletin", "brief"])
def test_their_numbers_are_made_by_the_program_beside_them(tmp_path: Path, name: str) -> None:
    root = copied(tmp_path / name, name)
    before = {path.relative_to(root): path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    runpy.run_path(str(root / "make_data.py"), run_name="__main__")
    assert {
        path.relative_to(root): path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()
    } == before


def test_they_are_whole(built: Path) -> None:
    report = read_report(built).report
    settings = report.settings
    for code in settings.languages:
        path = built / "build" / "pdf" / f"{settings.slug}-{code}.pdf"
        with pikepdf.open(path) as book:
            width, height = (float(side) / _POINT for side in book.pages[3].mediabox[2:])
            assert (round(width), round(height)) == (round(settings.paper.width), round(settings.paper.height))
        assert (built / "build" / "epub" / f"{settings.slug}-{code}.epub").is_file()
        assert (built / "build" / "docx" / f"{settings.slug}-{code}.docx").is_file()
        handed_on = f"{settings.slug}-{code}-clean.docx"
        offered = (built / "build" / "site" / "downloads" / handed_on).read_bytes()
        assert offered == (built / "build" / "docx" / handed_on).read_bytes()


def test_the_cover_is_in_the_colours_of_the_house(built: Path, tmp_path: Path) -> None:
    report = read_report(built).report
    path = built / "build" / "pdf" / f"{report.settings.slug}-{report.settings.original}.pdf"
    subprocess.run(["pdftoppm", "-r", "20", "-l", "1", "-png", str(path), str(tmp_path / "p")], check=True)
    with Image.open(next(tmp_path.glob("p*.png"))) as page:
        found = page.convert("RGB").getpixel((5, 5))
    wanted = report.brand.light["cover"]
    assert "#" + "".join(f"{part:02x}" for part in found) == wanted
