"""A PDF comes in by what it says of itself: bookmarks, columns, running heads that vary, tables, pictures, links."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from kerege.intake.published.bring_in import Brought, bring_in
from kerege.intake.published.pdf import read_pdf

LONG = (
    "Many families in the valley keep a well behind the house and repair it every spring with borrowed tools. "
    "They say that the water was better when the old canal still carried snow from the pass. "
)


def made_of(body: str, tmp_path: Path, style: str = "", **options: object) -> tuple[Path, Brought]:
    file = tmp_path / "report.pdf"
    css = f"@page {{ size: A4; margin: 20mm }} body {{ font: 10pt/1.4 sans-serif }} {style}"
    weasyprint.HTML(string=f"<style>{css}</style>{body}").write_pdf(file, **options)
    out = tmp_path / "made"
    return out, bring_in(file, out, read_pdf, language="en", date="2026-11-24")


def text_of(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("docs/en/*.md")))


def test_headings_are_those_of_the_bookmarks_whatever_is_bold_or_large(tmp_path: Path) -> None:
    body = "".join(
        f"<h1>Chapter {name}</h1><p>{LONG}</p><p><b>Bold but no heading</b></p><p>{LONG}</p><h2>Part of {name}</h2><p>{LONG}</p>"
        for name in ("wells", "roads", "bread")
    )
    folder, made = made_of(body, tmp_path)
    text = text_of(folder)
    assert (
        made.chapters >= 3
        and text.count("\n## Part of") == 3
        and "## Bold" not in text
        and 'title: "Chapter bread"' in text
    )


@pytest.mark.parametrize("count", [2, 3, 4])
def test_columns_are_read_one_after_the_other(tmp_path: Path, count: int) -> None:
    sentences = [
        f"Sentence number {'abcdefghij'[n % 10]}{n // 10} tells of wells, of roads and of bread in the valley."
        for n in range(90)
    ]
    folder, made = made_of(
        f"<div>{' '.join(sentences)}</div>", tmp_path, f"div {{ columns: {count}; column-gap: 7mm }}"
    )
    text = " ".join(text_of(folder).split())
    places = [text.find(sentence) for sentence in sentences]
    assert -1 not in places and places == sorted(places) and made.quotations == 0


def test_tables_with_rules_and_without_come_in_as_tables(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{n}2.5</td><td>{n}7</td></tr>"
        for n, name in enumerate(("Osh", "Batken", "Naryn", "Talas"), 1)
    )
    head = "<tr><th>Region</th><th>2019</th><th>2020</th></tr>"
    body = (
        f"<p>{LONG}</p><table class=a>{head}{rows}</table><p>{LONG}</p><table class=b>{head}{rows}</table><p>{LONG}</p>"
    )
    style = "table { border-collapse: collapse; margin: 5mm } .a td, .a th { border: 1px solid } .b td, .b th { padding: 1mm 9mm }"
    folder, made = made_of(body, tmp_path, style)
    lines = [line for line in text_of(folder).splitlines() if line.startswith("|")]
    assert lines.count("| Batken | 22.5 | 27 |") == 2 and lines.count("| Region | 2019 | 2020 |") == 2
    assert made.numbers == 0 and made.counted.cells.kept == made.counted.cells.total == 30


def test_running_heads_that_vary_are_no_text(tmp_path: Path) -> None:
    body = "".join(f"<h1>Chapter {name}</h1><p>{LONG * 25}</p>" for name in ("wells", "roads", "bread", "hay", "salt"))
    style = "h1 { string-set: t content(); break-before: page } @page { @top-left { content: 'On ' string(t) } @bottom-right { content: counter(page) } }"
    folder, _ = made_of(body, tmp_path, style)
    assert "On Chapter" not in text_of(folder)
    assert "On Chapter wells" in (folder / "import-report.md").read_text(encoding="utf-8")


def test_pictures_and_links_are_kept(tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "picture.png"
    Image.effect_noise((600, 300), 60).save(picture)
    body = f"<p>{LONG}</p><img width=400 src='{picture.as_uri()}'><p>{LONG}</p><p>Read what <a href='https://example.org/x'>the council says</a> of it.</p>"
    folder, made = made_of(body, tmp_path)
    assert (
        made.counted.pictures.kept == made.counted.pictures.total == 1 and (folder / "figures" / "photos.yml").is_file()
    )
    assert "[the council says](https://example.org/x)" in text_of(folder)


def test_numbers_that_name_and_do_not_count_stay_untied(tmp_path: Path) -> None:
    body = (
        f"<p>{LONG}</p><p>The survey of Wave 2 asked 1,240 women in all regions. Call 562–797–1717 or write to 2600 Westminster Street. "
        "Table 3 says that 45 per cent of them agree (see section 4.2 and COVID-19).</p>"
    )
    folder, made = made_of(body, tmp_path)
    text = text_of(folder)
    assert "[1,240 women](stat:" in text and "[45 per cent](stat:" in text and made.numbers == 2


def test_a_page_from_right_to_left_is_read_in_its_own_order(tmp_path: Path) -> None:
    first = "تستعمل ٣٠ أسرة لغة Python للاستعلام عن الإنتاجية والمشكلات (حسب السنة)، ثم تنشر النتائج كلها في مجلد واحد لا غير."
    rows = "".join(
        f"<tr><td>{name}</td><td>{value}</td></tr>"
        for name, value in (("السنة", "1403/09/19"), ("العدد", "436"), ("الاسم", "open data"), ("النوع", "سنوي"))
    )
    body = f"<h1>تقرير</h1><p>{first}</p><p>{first}</p><table>{rows}</table>"
    folder, made = made_of(
        body, tmp_path, "body { direction: rtl; font-family: 'DejaVu Sans' } td { border: 1px solid; padding: 2mm }"
    )
    text = text_of(folder)
    for words in ("الإنتاجية والمشكلات (حسب السنة)،", "لغة Python للاستعلام", "مجلد واحد لا غير."):
        assert words in text, words
    assert "| السنة | 1403/09/19 |" in text and "| الاسم | open data |" in text
    assert made.counted.is_whole
