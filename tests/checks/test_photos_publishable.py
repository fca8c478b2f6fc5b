"""Photographs: the last day of consent, every way in which it can be lacking, and the last pixel that is too few."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from kerege.checks.photos_publishable import _sharp
from kerege.findings import Location
from kerege.read import read_report
from tests.tiny_report import cases, found, tiny

CODES = ("F008", "F009", "F010")


def picture(width: int = 1200) -> bytes:
    raw = io.BytesIO()
    Image.new("RGB", (width, 40)).save(raw, "PNG")
    return raw.getvalue()


def report(folder: Path, record: dict[str, Any], file: bytes = picture(), text: str = "```photo\nmarket\n```") -> Path:
    photo = {"file": "figures/market.png", "alt": {"en": "A market"}, "credit": "Somebody", "people": "none", **record}
    files = {"figures/photos.yml": {"market": photo}, "figures/market.png": file, "docs/en/01-a.md": text}
    return tiny(folder, files)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({}, []),
        ({"people": "unknown"}, ["F008/unknown"]),
        ({"people": "consented"}, ["F008/no-record"]),
        ({"people": "consented", "consent": {"record": "c-07"}}, []),
        ({"people": "consented", "consent": {"record": "c-07", "publish": "no"}}, ["F008/refused"]),
        ({"people": "consented", "consent": {"publish": "no"}}, ["F008/refused"]),
        ({"people": "consented", "consent": {"record": "c", "until": "2026-06-29"}}, ["F008/ended"]),
        ({"people": "consented", "consent": {"record": "c", "until": "2026-06-30"}}, []),
        ({"people": "consented", "consent": {"record": "c", "until": "2026-07-01"}}, []),
        ({"people": "consented", "consent": {"until": "2026-06-29"}}, ["F008/no-record", "F008/ended"]),
        ({"people": "none", "consent": {"publish": "no"}}, []),
    ],
)
def test_consent(tmp_path: Path, record: dict[str, Any], told: list[str]) -> None:
    assert cases(report(tmp_path, record), *CODES) == told


def test_a_photograph_that_no_chapter_shows_is_not_judged(tmp_path: Path) -> None:
    assert cases(report(tmp_path, {"people": "unknown"}, picture(1), text="Words."), *CODES) == []


def test_the_finding_names_the_photograph_and_the_day(tmp_path: Path) -> None:
    record = {"people": "consented", "consent": {"record": "c", "until": "2026-06-29"}}
    (finding,) = found(report(tmp_path, record), *CODES)
    assert (finding.fact("photo"), finding.fact("until")) == ("market", "2026-06-29")
    assert str(finding.location) == "figures/photos.yml:1:1"


def test_the_first_width_that_prints_sharply(tmp_path: Path) -> None:
    column = read_report(report(tmp_path / "any", {})).report.settings.paper.column
    enough = -(-100 * column // 25.4)  # 100 pixels an inch, rounded up
    assert cases(report(tmp_path / "enough", {}, picture(int(enough))), *CODES) == []
    (finding,) = found(report(tmp_path / "less", {}, picture(int(enough) - 1)), *CODES)
    facts = [finding.fact(name) for name in ("photo", "width", "needed")]
    assert finding.code == "F009" and facts == ["market", int(enough) - 1, round(100 * column / 25.4)]
    assert finding.fact("density") == round((enough - 1) / (column / 25.4))


def test_a_file_that_is_no_picture(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, {}, b"no picture"), *CODES)
    assert finding.code == "F010" and str(finding.fact("file")) == "figures/market.png"


@pytest.mark.parametrize(("width", "told"), [(999, True), (1000, False), (1001, False)])
def test_exactly_a_hundred_pixels_an_inch_are_enough(tmp_path: Path, width: int, told: bool) -> None:
    """On a column of ten inches."""
    (tmp_path / "m.png").write_bytes(picture(width))
    photo: Any = SimpleNamespace(id="m", file="m.png", location=Location(PurePosixPath("figures/photos.yml")))
    settings: Any = SimpleNamespace(paper=SimpleNamespace(column=254))
    assert (list(_sharp(photo, settings, tmp_path)) != []) is told
