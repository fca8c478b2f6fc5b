"""Photographs, rows of statistics, comparisons, testimonies together, pull quotes and tables from a source, in every output."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from kerege.build.build import build_report
from kerege.checks import check_report
from kerege.outputs.readback.printing import elements
from kerege.read import read_report
from tests.conftest import once
from tests.small_report import english

BLOCKS = """---
title: Every block
---

A photograph.

```photo
market
```

## Statistics {#blocks-stats}

```statistics
readers-share
writers-share
readers-share
```

Against each other.

```comparison
readers-share
writers-share
```

## Voices {#blocks-voices}

```quote
p1
```

Between.

```quotes
r2
r3
```

## Tables {#blocks-tables}

See [Table](table:regions) and [Table](table:tidy).

```table
regions
```

```table
tidy
```
"""
PHOTO = """market:
  file: figures/market.jpg
  alt: {en: Mountains behind a meadow}
  caption: {en: A meadow.}
  credit: Drawn by the project
  date: "2026"
  people: none
"""
TABLES = """regions:
  source: invented
  at: {file: regions.csv, rows: [North, South], columns: ["2020", "2021"]}
  title: {en: Livestock}
  stub: {en: Region}
tidy:
  source: invented
  at:
    file: tidy.csv
    by: {rows: region, columns: sex, value: percent}
    where: {year: "2020"}
    rows: {North: {en: The north}}
    columns: {women: {en: Women}, men: {en: Men}}
  title: {en: "Women and men, per cent"}
  unit: percent
"""
QUOTE = """
{key}:
  form: paraphrase
  original: en
  text: {{en: A reader said that {said}.}}
  speaker: reader
  consent: {{publish: "yes", translate: "yes"}}
  themes: [reading]
{more}"""


def report(folder: Path, text: str = BLOCKS, photo: str = PHOTO, tables: str = TABLES) -> Path:
    root = english(folder, {"02-blocks": text})
    (root / "data" / "regions.csv").write_text("Region;2020;2021\nNorth;10,5;11\nSouth;1 200,25;…\n", encoding="utf-8")
    tidy = "region,sex,year,percent\nNorth,women,2020,51\nNorth,men,2020,49\nNorth,women,2019,1\n"
    (root / "data" / "tidy.csv").write_text(tidy, encoding="utf-8")
    with (root / "data" / "sources.yml").open("a", encoding="utf-8") as file:
        file.write("\ninvented:\n  title: {en: Invented tables}\n  files: [regions.csv, tidy.csv]\n")
    (root / "data" / "tables.yml").write_text(tables, encoding="utf-8")
    image = Image.radial_gradient("L").resize((1700, 1100)).convert("RGB")
    exif = image.getexif()
    exif[0x010E] = "a secret description"
    exif.get_ifd(0x8825)[1] = "N"
    image.save(root / "figures" / "market.jpg", exif=exif)
    (root / "figures" / "photos.yml").write_text(photo, encoding="utf-8")
    with (root / "quotes" / "example.yml").open("a", encoding="utf-8") as file:
        for key, said, more in (
            ("r2", "tables help", ""),
            ("r3", "notes help", ""),
            ("p1", "sources help", "  display: pull\n"),
        ):
            file.write(QUOTE.format(key=key, said=said, more=more))
    return root


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        result = build_report(report(folder), progress=lambda _: None)
        assert result.files, [f"{f.location} {f.message}" for f in result.findings]

    return once(tmp_path_factory, "blocks", make) / "build"


def told(root: Path) -> list[str]:
    reading = read_report(root)
    findings, _ = check_report(reading.report, reading.findings)
    return [f"{f.code} {f.location} {f.message}" for f in findings if f.code not in ("S022", "Q011")]


def test_only_the_place_in_the_file_is_told(tmp_path: Path) -> None:
    assert [line.split()[0] for line in told(report(tmp_path / "r"))] == ["F011"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("people: none", "people: consented", "F008"),
        ("people: none", "people: consented\n  consent: {record: c-07}", ""),
        ("people: none", "people: consented\n  consent: {record: c-07, publish: 'no'}", "F008"),
        # The edition is of 2026-01-01: the last day is within the consent, the day before it is not.
        ("people: none", "people: consented\n  consent: {record: c-07, until: '2026-01-01'}", ""),
        ("people: none", "people: consented\n  consent: {record: c-07, until: '2025-12-31'}", "F008"),
        ("people: none", "people: many", "R004"),
        ("  people: none\n", "", "R005"),
        ("market.jpg", "none.jpg", "H004"),
        ("market:", "markt:", "F007"),
    ],
)
def test_photographs_need_consent_and_a_file(tmp_path: Path, old: str, new: str, code: str) -> None:
    lines = [
        line for line in told(report(tmp_path / "r", photo=PHOTO.replace(old, new))) if not line.startswith("F011")
    ]
    # A file that is no photograph of a record is judged as any image is.
    codes = [line.split()[0] for line in lines if not line.startswith("P008")]
    assert codes == ([code] if code else [])


@pytest.mark.parametrize(("pixels", "found"), [(485, True), (520, False)])
def test_a_photograph_of_few_pixels_is_coarse(tmp_path: Path, pixels: int, found: bool) -> None:
    """The column of A4 is 132 mm: 100 pixels an inch are 520."""
    root = report(tmp_path / "r")
    Image.new("RGB", (pixels, 300)).save(root / "figures" / "market.jpg")
    assert any(line.startswith("F009") for line in told(root)) == found


def test_a_file_that_is_no_picture_is_told(tmp_path: Path) -> None:
    root = report(tmp_path / "r")
    (root / "figures" / "market.jpg").write_text("no picture", encoding="utf-8")
    assert [line.split()[0] for line in told(root)] == ["F010"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("rows: [North, South]", "rows: [North, Suoth]", "S013"),
        ('columns: ["2020", "2021"]', 'columns: ["2020", "2022"]', "S013"),
        ("source: invented\n  at: {file: regions", "source: invnted\n  at: {file: regions", "S010"),
        ('where: {year: "2020"}', "where: {}", "S014"),
        ("unit: percent", "unit: prcent", "R004"),
        ("value: percent}", "vlue: percent}", "R005"),
        ("regions:\n", "region:\n", "F012"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    lines = told(report(tmp_path / "r", tables=TABLES.replace(old, new)))
    assert any(line.startswith(code) for line in lines), lines


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("readers-share\nwriters-share\nreaders-share\n", "readers-share\n"),
        ("```comparison\nreaders-share\n", "```comparison\nreaders-share\nwriters-share\n"),
        ("r2\nr3", "r2 and words\nr3"),
    ],
)
def test_groups_hold_ids_and_not_too_many(tmp_path: Path, old: str, new: str) -> None:
    assert any(line.startswith("X005") for line in told(report(tmp_path / "r", BLOCKS.replace(old, new))))


def test_no_copy_of_a_photograph_tells_anything(build: Path) -> None:
    site = build / "site" / "assets" / "photos"
    assert sorted(path.name for path in site.iterdir()) == [
        f"market-{width}.{ending}" for width in (1600, 480, 960) for ending in ("jpg", "webp")
    ]
    with zipfile.ZipFile(build / "epub" / "example-en.epub") as archive:
        copies = [archive.read("EPUB/photos/market-1200.jpg")]
    with zipfile.ZipFile(build / "docx" / "example-en.docx") as archive:
        copies += [archive.read(name) for name in archive.namelist() if name.endswith(".jpg")]
    copies += [path.read_bytes() for path in site.iterdir()]
    assert len(copies) == 8
    for copy in copies:
        with Image.open(io.BytesIO(copy)) as image:
            assert not image.getexif() and b"secret" not in copy
    page = (build / "site" / "02-blocks" / "index.html").read_text(encoding="utf-8")
    assert 'alt="Mountains behind a meadow"' in page and "480w" in page and "Photograph: Drawn by the project" in page


def test_the_press_file_has_the_photograph_in_its_inks(build: Path) -> None:
    with pikepdf.open(build / "pdf" / "example-en-print.pdf") as book:
        images = {
            image.objgen: image for page in book.pages for image in page.get("/Resources").get("/XObject", {}).values()
        }
        images = {key: image for key, image in images.items() if str(image.get("/Subtype")) == "/Image"}
        assert [str(image.ColorSpace) for image in images.values()] == ["/DeviceCMYK"]
        raw = next(iter(images.values())).read_raw_bytes()
    with Image.open(io.BytesIO(raw)) as image:
        assert image.mode == "CMYK"
    with pikepdf.open(build / "pdf" / "example-en.pdf") as book:
        said = [str(part.get("/Alt", "")) for part in elements(book.Root.StructTreeRoot)]
    assert "Mountains behind a meadow" in said


def test_tables_carry_their_cells(build: Path) -> None:
    text = (build / "site" / "assets" / "tables" / "regions.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[3] == ["South", "2020", "1200.25", "data/regions.csv, row 3, 2020"]
    assert rows[4] == ["South", "2021", "", ""]
    page = (build / "site" / "02-blocks" / "index.html").read_text(encoding="utf-8")
    assert 'data-value="1200.25"' in page and "data/tidy.csv, row 2, percent" in page and "Table 2" in page
    with zipfile.ZipFile(build / "docx" / "example-en.docx") as archive:
        assert "1,200.25" in archive.read("word/document.xml").decode()


def test_tables_are_sorted_in_the_browser(build: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((build / "site" / "02-blocks" / "index.html").as_uri())
        table = page.locator("#table-regions table")
        first = table.locator("tbody tr:first-child th")
        assert first.inner_text() == "North"
        table.get_by_role("button", name="2020").click()
        assert first.inner_text() == "South" and table.locator("[aria-sort=descending]").count() == 1
        table.get_by_role("button", name="2021").click()
        assert first.inner_text() == "North", "a cell without a value stands at the end"
        browser.close()


def test_groups_and_pull_quotes(build: Path) -> None:
    page = (build / "site" / "02-blocks" / "index.html").read_text(encoding="utf-8")
    assert page.count("k-statistics--3") == 1 and page.count("k-comparison__side") == 2
    assert page.count("k-quote--pull") == 1 and page.count("k-voices") == 1
    assert page.count('data-kerege="statistic:') == 5 and page.count('data-kerege="quote:') == 3
    with zipfile.ZipFile(build / "docx" / "example-en.docx") as archive:
        words = archive.read("word/document.xml").decode()
    assert all(said in words for said in ("tables help", "notes help", "sources help"))
