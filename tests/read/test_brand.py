"""The house style: the open form of brand.yml, its colours, families and files, and what is told when they cannot be had."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from kerege.checks import check_report
from kerege.model.brand import Brand, contrast, text_scale
from kerege.read import read_report
from tests.own_font import make_font
from tests.small_report import TEMPLATE, english


def read(folder: Path, brand: str, files: Mapping[str, str] | None = None) -> tuple[Brand, list[str]]:
    """The house style of a small report, and the codes and places of what is told of it."""
    root = english(folder)
    for name, text in {"brand.yml": brand, **(files or {})}.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    reading = read_report(root)
    findings, _ = check_report(reading.report, reading.findings)
    ours = [f for f in findings if f.location.path.parts[0] in ("brand.yml", "_brand.yml", "style")]
    return reading.report.brand, [f"{f.location.line} {f.code} {f.message}" for f in ours]


def test_a_report_without_the_file_is_plain(tmp_path: Path) -> None:
    brand = read_report(english(tmp_path / "r")).report.brand
    assert brand == Brand()
    assert contrast(brand.light["primary"], "#ffffff") > 4.5


def test_colours_by_palette_theme_css_and_for_both_schemes(tmp_path: Path) -> None:
    brand, told = read(
        tmp_path / "r",
        """
color:
  palette: {forest: "#1d5c3a", night: {light: "#112233", dark: "#ddeeff"}}
  primary: forest
  link: primary
  foreground: night
  info: rebeccapurple
""",
    )
    assert told == []
    assert (brand.light["primary"], brand.light["link"], brand.light["info"]) == ("#1d5c3a", "#1d5c3a", "#663399")
    assert (brand.light["foreground"], brand.dark["foreground"]) == ("#112233", "#ddeeff")
    assert contrast(brand.dark["primary"], brand.dark["background"]) >= 4.5


@pytest.mark.parametrize(
    ("brand", "code"),
    [
        ("color: {primary: '#12345'}", "1 H003"),
        ("color: {primary: fofest}", "1 H003"),
        ("color: {palette: {a: b, b: a}, primary: a}", "1 H003"),
        ("color: {primary: 'rgba(0, 0, 0, .5)'}", "1 H003"),
        ("color: {prymary: red}", "1 R007"),
        ("logo: https://example.org/logo.svg", "1 H004"),
        ("logo: logos/none.svg", "1 H004"),
        ("logo: ../../etc/passwd.svg", "1 R011"),
        ("logo: report.yml", "1 H004"),
        ("typography:\n  base: Open Sans", "2 H002"),
        ("typography:\n  base: {family: Source Sans 3, weight: heavy}", "2 R004"),
        ("typography:\n  fonts: [{family: X, source: file, files: [{path: fonts/x.ttf}]}]", "2 H004"),
    ],
)
def test_what_cannot_be_had_is_told_at_its_line(tmp_path: Path, brand: str, code: str) -> None:
    _, told = read(tmp_path / "r", brand)
    assert [line.split(" ", 2)[:2] for line in told] == [code.split()]


def test_what_other_programs_keep_there_is_theirs(tmp_path: Path) -> None:
    _, told = read(
        tmp_path / "r",
        """
meta: {name: {full: Office, short: O}, link: {home: https://example.org, mastodon: https://example.org/@o}, anything: 1}
defaults: {bootstrap: {defaults: {x: y}}, quarto: {format: {html: {toc: true}}}, shiny: {}}
""",
    )
    assert told == []


@pytest.mark.parametrize(("ground", "found"), [("#767676", False), ("#777777", True)])
def test_contrast_at_its_boundary(tmp_path: Path, ground: str, found: bool) -> None:
    """#767676 on white is 4.54:1, #777777 4.48:1."""
    _, told = read(
        tmp_path / "r",
        f"color: {{primary: '{ground}', tertiary: white}}\ndefaults: {{kerege: {{colors: {{cover: black}}}}}}",
    )
    assert bool(told) == found
    if found:
        assert "H001 'primary #777777' on 'background #ffffff' has a contrast of 4.48:1" in told[0]
        assert told[0].startswith("1 ")


def test_drawings_that_could_run_are_refused(tmp_path: Path) -> None:
    for number, inside in enumerate(
        (
            "<script>1</script>",
            '<image href="https://example.org/x.png"/>',
            '<rect onload="x()"/>',
            '<a href="javascript:x"/>',
        )
    ):
        _, told = read(
            tmp_path / str(number),
            "logo: style/a.svg",
            {"style/a.svg": f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'},
        )
        assert any(" R012 " in line for line in told), inside
    _, told = read(
        tmp_path / "plain", "logo: style/a.svg",
        {"style/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><use href="#b"/><rect fill="url(#c)"/></svg>'},
    )  # fmt: skip
    assert told == []


@pytest.mark.parametrize(
    ("sheet", "line"),
    [
        ("a { color: red }\n@import 'x.css';", 2),
        (".x { background: url(https://example.org/x.png) }", 1),
        (".x {\n  background: url('none.svg') }", 2),
        ("a { color: }} b {}", 1),
    ],
)
def test_sheets_are_judged(tmp_path: Path, sheet: str, line: int) -> None:
    _, told = read(tmp_path / "r", "meta: {name: x}", {"style/print.css": sheet})
    assert [entry.split(" ", 2)[:2] for entry in told] == [[str(line), "H005"]]


def test_sizes_of_the_text() -> None:
    assert [text_scale(size) for size in ("", "9.8pt", "1rem", "125%", "19.6pt")] == [1, 1, 1, 1.25, 2]


def test_a_family_without_letters_of_a_language_gives_way_in_it(tmp_path: Path) -> None:
    make_font(
        tmp_path / "r" / "fonts" / "a.ttf",
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + "абвгдеёжзийклмнопрстуфхцчшщъыьэюя".upper(),
    )
    copy = tmp_path / "report"
    shutil.copytree(TEMPLATE, copy)
    shutil.copytree(tmp_path / "r" / "fonts", copy / "fonts")
    (copy / "brand.yml").write_text(
        "typography: {base: Squares}\ndefaults: {kerege: {fallback: {Cyrl: Source Sans 3}}}", encoding="utf-8"
    )
    reading = read_report(copy)
    told = [f.message for f in reading.findings if f.code == "H006"]
    assert (
        len(told) == 2 and "lacks abcdefgh of 'en'" in told[0] and "text in 'ky' is set in 'Source Sans 3'" in told[1]
    )
    brand = reading.report.brand
    assert [brand.in_language(code).text_family for code in ("en", "ru", "ky")] == [
        "Source Serif 4",
        "Squares",
        "Source Sans 3",
    ]
