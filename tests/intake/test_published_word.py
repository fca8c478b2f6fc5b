"""A Word report comes in with all that it holds: title block, pictures, links, looks, merged heads, notes, lists, comments."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import pypandoc
import pytest
from PIL import Image

from kerege.checks import check_report
from kerege.findings import errors
from kerege.intake.published.bring_in import Brought, bring_in
from kerege.intake.published.document import Journal, Paragraph, Picture, Published, Role
from kerege.intake.published.docx import read_word
from kerege.intake.published.pictures import placed
from kerege.intake.published.vocabulary import speech
from kerege.read import read_report

MARKDOWN = """---
title: Wells and roads
subtitle: What people say
author: [Ada Well, Ben Road]
abstract: A short summary of nine words stands in here.
---

# Wells

About 45 per cent of the wells are dry, and **many** people *know* it: [the council](https://example.org/a?b=1#c).
Water is H~2~O, and 10^6^ drops are a litre.[^1]

- one
    - deeper
- two

5. five
6. six

### A heading that skips a level

![A well beside a road](picture.png)

+---------+---------------+
|         | Women         |
|         +-------+-------+
|         | 2019  | 2020  |
+=========+=======+=======+
| Osh     | 12    | 13    |
+---------+-------+-------+

> Set in, and nobody's words at all, as an ordinary paragraph may be.

[^1]: A note with a [link](https://example.org/note).
"""


@pytest.fixture
def word(tmp_path: Path) -> Path:
    picture = io.BytesIO()
    Image.new("RGB", (800, 400), "#336699").save(picture, format="PNG")
    (tmp_path / "picture.png").write_bytes(picture.getvalue())
    path = tmp_path / "report.docx"
    pypandoc.convert_text(
        MARKDOWN, "docx", format="markdown", outputfile=str(path), extra_args=["--resource-path", str(tmp_path)]
    )
    return path


def brought(path: Path) -> tuple[Path, Brought]:
    out = path.parent / "made"
    return out, bring_in(path, out, read_word, language="en", date="2026-11-24")


def chapters(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("docs/en/*.md")))


def test_everything_that_a_word_file_holds_stands_in_the_folder(word: Path) -> None:
    folder, made = brought(word)
    report = read_report(folder).report
    text = chapters(folder)
    assert made.counted.is_whole and not made.wrong, (made.counted, made.wrong)
    assert report.settings.title["en"] == "Wells and roads" and report.settings.subtitle["en"] == "What people say"
    assert len(report.settings.authors) == 2 and "A short summary of nine words" in text
    assert "[the council](https://example.org/a?b=1#c)" in text and "[link](https://example.org/note)" in text
    assert "**many**" in text and "*know*" in text and "H~2~O" in text and "$10^{6}$" in text
    assert "- one\n    - deeper\n- two" in text and "5. five\n6. six" in text
    assert re.search(r"^## A heading that skips a level", text, re.MULTILINE)
    assert next(iter(report.photos.values())).alt["en"] == "A well beside a road"


def test_heads_over_several_columns_are_said_at_each_column(word: Path) -> None:
    folder, _ = brought(word)
    rows = [line for line in chapters(folder).splitlines() if line.startswith("|")]
    assert rows[0] == "|  | Women – 2019 | Women – 2020 |" and rows[2] == "| Osh | 12 | 13 |"


def test_what_is_only_set_in_is_nobodys_words_and_cells_are_no_statistics(word: Path) -> None:
    folder, made = brought(word)
    assert made.quotations == 0 and made.numbers == 1
    assert "Set in, and nobody’s words" in chapters(folder) or "Set in, and nobody's words" in chapters(folder)


def test_a_picture_waits_for_somebody_to_look_at_its_people(word: Path) -> None:
    folder, _ = brought(word)
    reading = read_report(folder)
    found = check_report(reading.report, reading.findings)[0]
    assert [f.problem.case for f in found if f.code == "F008"] == ["unknown"] and not errors(found)


def test_comments_and_heads_of_pages_are_told(word: Path, tmp_path: Path) -> None:
    commented = tmp_path / "commented.docx"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    extra = {
        "word/comments.xml": f'<w:comments {space}><w:comment w:id="0" w:author="Cem"><w:p><w:r><w:t>Is this so?</w:t></w:r>'
        "</w:p></w:comment></w:comments>",
        "word/header1.xml": f"<w:hdr {space}><w:p><w:r><w:t>Annual Review</w:t></w:r></w:p></w:hdr>",
    }
    with zipfile.ZipFile(word) as old, zipfile.ZipFile(commented, "w") as new:
        for name in old.namelist():
            if name not in extra:
                new.writestr(name, old.read(name))
        for name, text in extra.items():
            new.writestr(name, text)
    folder, _ = brought(commented)
    told = (folder / "import-report.md").read_text(encoding="utf-8")
    assert "Cem: Is this so?" in told and "Annual Review" in told


def test_what_cannot_be_mended_is_told_and_the_folder_says_why(tmp_path: Path) -> None:
    path = tmp_path / "letters.docx"
    pypandoc.convert_text(
        "# Wells\n\nThe word 井 means a well in that village.\n", "docx", format="markdown", outputfile=str(path)
    )
    folder, made = brought(path)
    assert [finding.code for finding in made.wrong] == ["L001"]
    assert "L001" in (folder / "import-report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("program", ["inkscape", "soffice", ""])
def test_a_drawing_that_cannot_be_shown_is_drawn_by_a_program_that_can_or_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    Image.new("RGB", (40, 30), "teal").save(tmp_path / "right.png")
    if program:
        tool = tmp_path / "bin" / program
        tool.parent.mkdir()
        # Inkscape is told the file, LibreOffice the folder.
        tool.write_text(
            f"#!{sys.executable}\nimport shutil, sys\nlast = sys.argv[-1]\n"
            "to = last.partition('=')[2] or last.rpartition('.')[0] + '.png'\n"
            f"shutil.copyfile({str(tmp_path / 'right.png')!r}, to)\n",
            encoding="utf-8",
        )
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    drawing = Picture("picture-1", "media/chart.emf", b"\x01\x00\x00\x00" + program.encode(), "A chart")
    journal = Journal()
    text = Paragraph("", 1, 1, Role.PICTURE, fixed=True, key="picture-1")
    _, shown, kept = placed(Published((text,), pictures=(drawing,)), speech("en"), journal)
    assert kept == {"figures/originals/picture-1-media-chart.emf": drawing.content}
    assert [one.path for one in shown] == (["figures/picture-1.png"] if program else [])
    assert bool(journal.guessed) == bool(program) and bool(journal.person) != bool(program)
