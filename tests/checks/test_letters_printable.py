"""L001, L002: every letter that is printed stands in a font of ours or of the report."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kerege.build.build import build_report
from kerege.findings import Finding
from kerege.fonts import FOLDER, our_letters, spans, to_add
from kerege.languages import language_pack, shipped
from kerege.render.direction import direction
from tests.own_font import make_font
from tests.small_report import only_english

Check = Callable[[Path], list[Finding]]
SOM, HAN = "\u20c0", "\u4e2d"


def letters_told(check: Check, folder: Path) -> list[str]:
    return [f"{f.location} {f.code} {f.message}" for f in check(folder) if f.code.startswith("L")]


def test_the_list_of_letters_is_that_of_the_fonts() -> None:
    found: set[int] = set()
    for path in FOLDER.glob("*.ttf"):
        found |= set(TTFont(path).getBestCmap())
    assert our_letters() == found
    assert (FOLDER / "letters.txt").read_text(encoding="ascii") == spans(sorted(found))


@pytest.mark.parametrize("code", shipped())
def test_our_own_words_have_fonts(code: str) -> None:
    if direction(code) == "rtl":
        pytest.skip("its letters come by an extra: pip install kerege[arabic]")
    words = str(language_pack(code))
    assert {letter for letter in words if letter.isalpha() and ord(letter) not in our_letters()} == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ысык-Көл, 3 °C, № 5, 12 ₽ and 7 ₸ 1–2 per cent… “so”", ""),
        (f"Prices in {SOM} rose.", "3:11 L001 '⃀': no font of the report has U+20C0 SOM SIGN"),
        (f"one{HAN} two", "3:1 L001 'one中': no font of the report has U+4E2D CJK UNIFIED IDEOGRAPH-4E2D"),
        ("an &#x20C0; entity", "3:4 L001 '&#x20C0;': no font of the report has U+20C0 SOM SIGN"),
        (
            "a \U0001f642\ufe0f smile",
            "3:3 L001 '\U0001f642\ufe0f': no font of the report has U+1F642 SLIGHTLY SMILING FACE",
        ),
        (f"a <!-- {HAN} --> comment", ""),
        (f"[a page](https://example.org/{HAN})", ""),
        ("soft\u00adhyphen, zero\u200bwidth, thin\u2009space", ""),
        (
            f"[{HAN}](https://example.org/)",
            "3:1 L001 '[中](': no font of the report has U+4E2D CJK UNIFIED IDEOGRAPH-4E2D",
        ),
    ],
)
def test_a_letter_of_a_chapter(template: Path, findings_of: Check, text: str, told: str) -> None:
    (template / "docs" / "en" / "02-more.md").write_text(f"# More\n\n{text}\n", encoding="utf-8")
    assert letters_told(findings_of, template) == ([f"docs/en/02-more.md:{told}"] if told else [])


@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("report.yml", "en: An example report"),
        ("figures/reading.yml", "readers-share: {en: read"),
        ("figures/reading.yml", "title: {en: More"),
        ("glossary.yml", "en: tie"),
        ("quotes/example.yml", "en: A reader"),
        ("quotes/speakers.yml", "en: A reader"),
        ("data/sources.yml", "en: Example survey"),
        ("data/statistics/example.yml", "en: People who read"),
        ("references.json", '"title": "'),
    ],
)
def test_a_letter_of_a_record(template: Path, findings_of: Check, file: str, old: str) -> None:
    path = template / file
    text = path.read_text(encoding="utf-8")
    assert old in text, text
    changed = text.replace(old, f"{old}{SOM}", 1)
    path.write_text(changed, encoding="utf-8")
    offset = changed.index(SOM)
    line = changed.count("\n", 0, offset) + 1
    told = letters_told(findings_of, template)
    assert len(told) == 1 and told[0].startswith(f"{file}:{line}:"), told


def test_an_escape_of_a_record_is_told_at_the_record(template: Path, findings_of: Check) -> None:
    path = template / "references.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"title": "', '"title": "\\u20c0', 1), encoding="utf-8")
    assert [entry.split(" ")[1] for entry in letters_told(findings_of, template)] == ["L001"]


def test_a_font_of_the_report_helps_out_everywhere(template: Path, findings_of: Check) -> None:
    only_english(template, {"02-more": f"---\ntitle: More {HAN}\n---\n\nPrices in **{SOM}** and *{HAN}* rose.\n"})
    words = template / "figures" / "reading.yml"
    text = words.read_text(encoding="utf-8")
    words.write_text(text.replace("readers-share: {en: read", f"readers-share: {{en: re{SOM}ad", 1), encoding="utf-8")
    assert len(letters_told(findings_of, template)) == 3
    make_font(template / "fonts" / "squares.ttf", SOM + HAN)
    assert letters_told(findings_of, template) == []
    result = build_report(template, only=("pdf", "epub"), languages=("en",), progress=lambda _: None)
    assert result.files, [f"{f.location} {f.message}" for f in result.findings]
    pdf = next((template / "build" / "pdf").glob("*-en.pdf"))
    printed = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert f"Prices in {SOM} and {HAN} rose" in printed
    fonts = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True).stdout
    assert "Squares" in fonts
    with zipfile.ZipFile(next((template / "build").rglob("*-en.epub"))) as book:
        assert "EPUB/fonts/own-1.ttf" in book.namelist()
        sheet = book.read("EPUB/epub.css").decode()
        assert '@font-face { font-family: "Own 1"; src: url("fonts/own-1.ttf"); }' in sheet
        assert sheet.count('"Own 1"') > 1
        assert b"own-1.ttf" in book.read("EPUB/package.opf")


def test_what_a_figure_s_script_writes_itself_is_told_when_it_is_drawn(template: Path) -> None:
    script = template / "figures" / "reading.py"
    source = script.read_text(encoding="utf-8")
    script.write_text(f"{source}\n\nplain = draw\n\n\ndef draw(canvas, data, words):\n    plain(canvas, data, words)\n"
                      f'    canvas.text(0.5, 0.5, "in {SOM} and $x^2$")\n', encoding="utf-8")  # fmt: skip
    found = build_report(template, only=("pdf",), languages=("en",), progress=lambda _: None)
    assert not found.files
    line = script.read_text(encoding="utf-8").count("\n")
    told = [f"{f.location} {f.message}" for f in found.findings if f.code == "L001"]
    assert told == [f"figures/reading.py:{line}:31 '{SOM}': no font of the report has U+20C0 SOM SIGN"]


def test_fonts_that_cannot_be_used_are_told(template: Path, findings_of: Check) -> None:
    make_font(template / "fonts" / "closed.ttf", SOM, restricted=True)
    (template / "fonts" / "broken.otf").write_bytes(b"no font")
    assert letters_told(findings_of, template) == [
        "fonts/broken.otf:1:1 L002 is no font that can be read",
        "fonts/closed.ttf:1:1 L002 its maker forbids to embed this font",
    ]


@pytest.mark.parametrize(
    ("letter", "family"),
    [
        (SOM, "Noto Sans"),
        (HAN, "Noto Sans SC"),
        ("\U0001f642", "Noto Emoji"),
        ("\u10d0", "Noto Sans Georgian"),
        ("\u2230", "Noto Sans Math"),
    ],
)
def test_the_font_to_add_is_named(letter: str, family: str) -> None:
    assert to_add(f"a{letter}b", frozenset(letter)) == family
