"""Nobody can be recognised: in the sources, and in everything that was built."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from kerege.findings import Finding
from kerege.languages.names import Names
from kerege.outputs.readback.privacy import read_back_privacy
from kerege.outputs.readback.texts import texts_of
from kerege.read import read_report
from kerege.render.blocks import quote_element
from kerege.render.edition import make_edition
from kerege.render.elements import to_html
from kerege.render.html import chapter_page
from kerege.render.links import Links, Medium
from kerege.render.pages import opening

Check = Callable[[Path], list[Finding]]
ROOT = Path(__file__).parents[2]
KEREGE = str(Path(sys.executable).with_name("kerege"))
CONSENT = '  consent:\n    publish: published\n    translate: "yes"\n'
NAMES = Names({"kadamjay": ["Кадамжай"], "osh": ["Ош"], "masy": ["Масы"], "quiet": ["^Тынчтык"], "uch": ["Үч-Коргон"]})


@pytest.mark.parametrize(
    "word",
    [
        "Кадамжай", "Кадамжае", "Кадамжая", "Кадамжайда", "Кадамжайдын", "Кадамжайлык", "кадамжайлыктар", "КАДАМЖАЙ", "Kadamjay",
        "Kadamzhai", "Kadamjai’s", "Kadam\u00adjay", "Ош", "Оше", "Ошем", "Ошто", "Оштогу", "Оштун", "Ошский", "Масы", "Масыда",
        "Тынчтыкта", "Үч-Коргондо", "Уч-Коргона", "Uch-Korgon", "Uch Korgon",
    ],
)  # fmt: skip
def test_a_name_is_found_in_its_forms(word: str) -> None:
    found = list(NAMES.find(f"в селе {word} жили"))
    assert len(found) == 1, word


@pytest.mark.parametrize(
    "word",
    ["ошибка", "ошол", "ошондо", "ошого", "масса", "массив", "тынчтык", "кадам", "кадамдар", "hose", "mass", "Kadan"],
)
def test_ordinary_words_are_no_names(word: str) -> None:
    assert list(NAMES.find(f"бул {word} эле")) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Үйүндө колдон", "Ошто жашаган үйүндө колдон", "P002"),
        ("She had tried", "In Kochkor she had tried", "P002"),
        ("had tried", "aged 34, had tried", "P003"),
        ("had tried", "on 5 May 2014 had tried", "P003"),
        ("had tried", "who owed 300 dollars had tried", "P003"),
        ("had tried", "called Aigul had tried", "P007"),
        ("  speaker: woman_migrant", "  shown: {area: rural}\n  speaker: woman_migrant", "P004"),
    ],
)
def test_a_testimony_is_generalised(real: Path, findings_of: Check, old: str, new: str, code: str) -> None:
    path = real / "quotes" / "motives.yml"
    text = path.read_text(encoding="utf-8")
    start = text.index("b13:")
    assert old in text[start:]
    path.write_text(text[:start] + text[start:].replace(old, new, 1), encoding="utf-8")
    found = [f for f in findings_of(real) if f.code == code]
    assert found and all(f.hint for f in found), [f"{f.code} {f.message}" for f in findings_of(real)]


def frame(real: Path, rows: str) -> None:
    path = real / "privacy.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("frame: []", f"frame:\n{rows}"), encoding="utf-8")


def show(real: Path, quote: str, shown: str, extra: str = "") -> None:
    for path in (real / "quotes").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        if f"\n{quote}:" in "\n" + text:
            start = text.index(f"{quote}:")
            at = text.index("  speaker:", start)
            path.write_text(text[:at] + f"  shown: {shown}\n{extra}" + text[at:], encoding="utf-8")
            return
    raise AssertionError(quote)


def change(real: Path, quote: str, old: str, new: str) -> None:
    for path in (real / "quotes").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        if f"\n{quote}:" in "\n" + text:
            start = text.index(f"{quote}:")
            assert old in text[start:], old
            path.write_text(text[:start] + text[start:].replace(old, new, 1), encoding="utf-8")
            return
    raise AssertionError(quote)


def test_k_is_counted_in_the_frame(real: Path, findings_of: Check) -> None:
    frame(real, "  - {area: rural, count: 4}\n  - {area: urban, count: 2}\n")
    show(real, "b13", "{area: rural}")
    assert not [f for f in findings_of(real) if f.code == "P004"]
    show(real, "b06", "{area: rural}")  # on violence: five are needed
    assert ["b06" in f.message for f in findings_of(real) if f.code == "P004"] == [True]


def test_testimonies_of_one_person_are_put_together(real: Path, findings_of: Check) -> None:
    rows = "  - {area: rural, age: young, count: 1}\n  - {area: rural, age: old, count: 9}\n  - {area: urban, age: young, count: 9}\n"
    frame(real, rows)
    show(real, "b13", "{area: rural}", "  participant: w01\n")
    show(real, "b01", "{age: young}", "  participant: w01\n")
    found = [f for f in findings_of(real) if f.code in ("P004", "P005")]
    assert [f.code for f in found] == ["P005"]
    assert "1 participant shares" in found[0].message


def test_a_chapter_on_violence_needs_a_content_note(real: Path, findings_of: Check) -> None:
    path = real / "docs" / "en" / "06-motives.md"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("content_note:")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [str(f.location.path) for f in findings_of(real) if f.code == "P006"] == ["docs/en/06-motives.md"]


def test_a_waiver_needs_a_name_and_is_listed(real: Path, findings_of: Check) -> None:
    path = real / "docs" / "en" / "05-methods.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nTokmok is a town.\n", encoding="utf-8")
    assert "P001" in [f.code for f in findings_of(real)]
    settings = real / "privacy.yml"
    waiver = "waivers:\n  - {code: P001, file: docs/en/05-methods.md, name: tokmok, reason: a test, by: the suite}"
    settings.write_text(settings.read_text(encoding="utf-8").replace("waivers: []", waiver), encoding="utf-8")
    assert "P001" not in [f.code for f in findings_of(real)]
    settings.write_text(settings.read_text(encoding="utf-8").replace(", by: the suite", ""), encoding="utf-8")
    assert "R005" in [f.code for f in findings_of(real)]


def test_nothing_banned_stands_in_what_was_built(built: Path, tmp_path: Path) -> None:
    report = read_report(built.parent).report
    assert report.privacy.banned
    # The build has read everything back; here one file of each kind is.
    for suffix in (".epub", ".docx", ".zip", ".json", ".csv", ".html", ".svg"):
        files = [path for path in built.rglob(f"*{suffix}") if path.is_file()]
        shutil.copy2(min(files, key=lambda path: (path.stat().st_size, path.name)), tmp_path)
    assert list(read_back_privacy(tmp_path, report)) == []
    assert json.loads((built / "manifest.json").read_text(encoding="utf-8"))["privacy_waivers"] == []


def test_a_leak_in_finished_files_is_found(built: Path, tmp_path: Path) -> None:
    report = read_report(built.parent).report
    out = tmp_path / "build"
    (out / "site").mkdir(parents=True)
    (out / "site" / "search.json").write_text(json.dumps({"t": "Кадамжайда"}), encoding="utf-8")
    (out / "site" / "photo-nookat.txt").write_text("x", encoding="utf-8")
    shutil.copy2(built / "pdf" / "women-and-labour-migration-en.pdf", out / "a.pdf")
    with pikepdf.open(out / "a.pdf", allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Subject"] = "Interview in Kochkor"
        pdf.save(out / "a.pdf")
    found = {str(f.location.path): f.code for f in read_back_privacy(out, report)}
    assert found == {"build/a.pdf": "A005", "build/site/photo-nookat.txt": "A005", "build/site/search.json": "A005"}


def test_a_leak_within_an_archive_or_an_attachment_is_found(built: Path, tmp_path: Path) -> None:
    report = read_report(built.parent).report
    quote = next(iter(report.quotes.values()))
    report = replace(report, quotes={**report.quotes, quote.id: replace(quote, participant="w0417-k")})
    out = tmp_path / "build"
    out.mkdir()
    with zipfile.ZipFile(out / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w:t>Kad</w:t><w:t>amjay</w:t>")
    with zipfile.ZipFile(out / "b.epub", "w") as archive:
        archive.writestr("OEBPS/masy.xhtml", "<p>nothing</p>")
    (out / "index.pf_fragment").write_bytes(gzip.compress(b'{"content":"w0417-k said"}'))
    with pikepdf.open(built / "pdf" / "women-and-labour-migration-en.pdf") as pdf:
        pdf.attachments["data.csv"] = pikepdf.AttachedFileSpec(pdf, b"place\nTokmok\n", filename="data.csv")
        pdf.save(out / "c.pdf")
    with pikepdf.open(built / "pdf" / "women-and-labour-migration-en.pdf") as pdf:
        with pdf.open_metadata() as metadata:
            metadata["dc:description"] = "Kochkor"
        pdf.save(out / "d.pdf")
    found = {f.location.path.name: f.message for f in read_back_privacy(out, report)}
    assert sorted(found) == ["a.docx", "b.epub", "c.pdf", "d.pdf", "index.pf_fragment"]
    assert "participant" in found["index.pf_fragment"]


@pytest.mark.parametrize(
    ("consent", "code", "where"),
    [
        ('{publish: "yes", translate: "yes", until: "2026-11-29"}', "Q004", {"en", "ru", "ky"}),
        ('{publish: "yes", translate: "yes", until: "2026-11-30"}', None, set()),
        ('{publish: "yes", translate: "no"}', "Q009", {"ru", "ky"}),
        ("{publish: unknown}", "Q004", {"en", "ru", "ky"}),
        ('{publish: "yes", translate: "yes", until: "next year"}', "R004", {"quotes"}),
    ],
)
def test_consent_is_kept(real: Path, findings_of: Check, consent: str, code: str | None, where: set[str]) -> None:
    change(real, "b13", CONSENT, f"  consent: {consent}\n")
    found = [f for f in findings_of(real) if f.code.startswith(("Q", "R"))]
    assert {f.code for f in found} == ({code} if code else set())
    assert {f.location.path.parts[-2] for f in found} == where


def test_words_of_a_person_are_translated_only_with_consent(real: Path, findings_of: Check) -> None:
    change(real, "b13", "form: paraphrase", "form: verbatim")
    change(real, "b13", CONSENT, '  consent: {publish: "yes"}\n')
    assert {f.code for f in findings_of(real)} == {"Q009"}


def test_a_testimony_is_printed_twice_only_where_its_record_allows_it(real: Path, findings_of: Check) -> None:
    for code in ("en", "ru", "ky"):
        path = real / "docs" / code / "05-methods.md"
        path.write_text(path.read_text(encoding="utf-8") + "\n```quote\nb13\n```\n", encoding="utf-8")
    assert {f.code for f in findings_of(real)} == {"Q008"}
    change(real, "b13", "  form: paraphrase", "  repeats: true\n  form: paraphrase")
    assert findings_of(real) == []


def test_displayed_attributes_are_printed_in_the_readers_language(real: Path, findings_of: Check) -> None:
    frame(real, "  - {speaker: woman_migrant, area: rural, count: 9}\n")
    show(real, "b13", "{area: rural}", "  participant: w0417\n")
    assert {f.code for f in findings_of(real)} == {"Q007"}
    speakers = real / "quotes" / "speakers.yml"
    words = "attributes:\n  area:\n    rural: {en: rural area, ru: сельская местность, ky: айыл жери}\n"
    speakers.write_text(speakers.read_text(encoding="utf-8") + words, encoding="utf-8")
    assert findings_of(real) == []
    report = read_report(real).report
    for code, printed in (("en", "A woman migrant, rural area"), ("ky", "Мигрант аял, айыл жери")):
        html = to_html(quote_element(make_edition(report, code, {}), Links(Medium.WEB, "index"), report.quotes["b13"]))
        assert f">{printed}<" in html and "w0417" not in html


def test_a_withdrawn_testimony_leaves_every_language(real: Path, findings_of: Check) -> None:
    words = {
        "en": "tried whatever there was to try at home",
        "ru": "поднять на эти деньги детей было нельзя",
        "ky": "айлык бала багууга жетчү эмес",
    }
    run = subprocess.run(
        [KEREGE, "--report", str(real), "withdraw", "quote:b13"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    for code in ("en", "ru", "ky"):
        assert f"docs/{code}/01-summary.md: removed" in run.stdout
    assert "history of the repository" in run.stdout
    for path in real.rglob("*"):
        if path.is_file() and ".kerege" not in path.parts:
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not any(phrase in " ".join(text.split()) for phrase in words.values()), path
            marks = {".md": "\nb13\n", ".yml": "\nb13:", ".lock": '"b13"'}
            assert marks.get(path.suffix, "\0") not in text, path
    assert not [f for f in findings_of(real) if f.severity.value == "error"]
    again = subprocess.run(
        [KEREGE, "--report", str(real), "withdraw", "quote:b13"], capture_output=True, text=True, check=False
    )
    assert again.returncode == 2 and "no quote 'b13'" in again.stderr


@pytest.mark.parametrize(
    ("before", "behind", "keys"),
    [
        ("Бул баянда‐", "масы бар.", set()),
        ("Ал Кадам‐", "жайда жашайт.", {"kadamjay"}),
        ("Ал бар.", "Масыда жашайт.", {"masy"}),
    ],
)
def test_a_word_that_a_page_divides_is_read_whole(before: str, behind: str, keys: set[str]) -> None:
    foot = '<p style="margin-top: 3cm">2</p><p>Изилдөө тууралуу</p>'
    text = f'<p>{before}</p>{foot}<p style="break-before: page">{behind}</p>{foot}'
    raw = weasyprint.HTML(string=f'<html lang="ky"><body>{text}</body></html>').write_pdf() or b""
    found = {name.key for said in texts_of("a.pdf", raw) for name in NAMES.find(said)}
    assert found == keys


def test_planted_leaks_are_all_caught() -> None:
    from tools import mutate_privacy

    clean, outcomes = mutate_privacy.run(ROOT, 20, seed=3)
    assert clean == 0
    assert [f"{leak.kind}: {leak.what}" for leak, ok in outcomes if not ok] == []


def test_helplines_follow_the_content_note_with_the_day_they_were_tried(real: Path, findings_of: Check) -> None:
    settings = real / "report.yml"
    text = settings.read_text(encoding="utf-8")
    line = 'helplines:\n  - {name: {en: A line, ru: Линия, ky: Линия}, contact: "000", checked: "2026-11-20"}'
    settings.write_text(text.replace("helplines: []", line), encoding="utf-8")
    assert findings_of(real) == []
    report = read_report(real).report
    edition = make_edition(report, "ru", {})
    chapter = next(c for c in edition.chapters if c.meta.get("content_note"))
    html = to_html(
        opening(chapter, edition, Links(Medium.WEB, chapter.name), chapter_page(chapter, edition, Medium.WEB).front)
    )
    assert html.index("k-content-note") < html.index("Линия: 000") < html.index("проверено 20 ноября 2026")
    settings.write_text(text.replace("helplines: []", line.replace('"2026-11-20"', "yesterday")), encoding="utf-8")
    assert [f.code for f in findings_of(real)] == ["R004"]
