"""No entry of a record is dropped: what is not understood is a finding at its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding
from kerege.languages import language_pack
from kerege.languages.known import is_language
from kerege.read.records import is_day

Check = Callable[[Path], list[Finding]]


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "place"),
    [
        ("report.yml", "key_figures: [readers-share]", "key_figures: [readers-share, {id: x}]", "R004", "report.yml:11:"),
        ("report.yml", "key_figures: [readers-share]", "key_figures: [readers-share, ]\nhelplines: yes", "R004", "report.yml:12:1"),
        ("report.yml", "status: {ru: draft, ky: draft}", "status: {ru: draft, ky: [draft]}", "R004", "report.yml:7:25"),
        ("report.yml", "slug: example", "slug: example\nchecks: {off: {T007: }}", "R004", "report.yml:2:22"),
        ("report.yml", "slug: example", "slug: example\nchecks: {tolerances: {about: much}}", "R004", "report.yml:2:10"),
        ("report.yml", "{en: An example report,", "{en: An example, the report,", "R015", "report.yml:2:25"),
        ("quotes/example.yml", "themes:", "reviewed: Aigul\n  themes:", "R004", "quotes/example.yml"),
        ("quotes/example.yml", "original: en", "original: zz", "R015", "quotes/example.yml"),
        ("quotes/example.yml", "original: en", "original: kyrgyz", "R015", "quotes/example.yml"),
        ("data/sources.yml", "files: [survey.csv]", "files: [survey.csv, [more.csv]]", "R004", "data/sources.yml"),
        ("data/sources.yml", "files: [survey.csv]", "files: [survey.csv]\n  decimal: coma", "R004", "data/sources.yml"),
        ("glossary.yml", "tie:", "tie:\n  stems: {en: {a: b}}", "R004", "glossary.yml"),
    ],
)  # fmt: skip
def test_an_entry_that_is_not_understood_is_a_finding(
    template: Path, findings_of: Check, file: str, old: str, new: str, code: str, place: str
) -> None:
    path = template / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = [f for f in findings_of(template) if f.code == code]
    assert any(str(f.location).startswith(place) for f in found), [f"{f.location} {f.code} {f.message}" for f in found]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("privacy.yml", "banned: [Nookat]\n"),
        ("privacy.yml", "waivers: {code: P001}\n"),
        ("privacy.yml", "frame: yes\n"),
        ("data/assertions.yml", "holds: a == b\n"),
        ("translations/terms.yml", "- tie\n"),
        ("references.json", '{"id": "a"}\n'),
    ],
)
def test_a_file_of_another_form_is_a_finding(template: Path, findings_of: Check, file: str, text: str) -> None:
    (template / file).write_text(text, "utf-8")
    found = [f for f in findings_of(template) if str(f.location.path) == file]
    assert any(f.code == "R004" for f in found), [f"{f.location} {f.code} {f.message}" for f in findings_of(template)]


def test_a_lock_whose_parts_are_no_tables_is_a_finding(template: Path, findings_of: Check) -> None:
    (template / "data" / "sources.lock").write_text('{"files": []}', "utf-8")
    assert [f.code for f in findings_of(template) if str(f.location.path) == "data/sources.lock"] == ["R001"]


@pytest.mark.parametrize(
    ("code", "en", "ru"),
    [("tg", "Tajik", "таджикский"), ("uz", "Uzbek", "узбекский"), ("ky", "Kyrgyz", "кыргызский"), ("zh-Hant", "Traditional Chinese", "китайский, традиционное письмо"), ("ug", "Uyghur", "уйгурский")],
)  # fmt: skip
def test_languages_have_the_names_of_cldr_unless_the_pack_has_its_own(code: str, en: str, ru: str) -> None:
    assert is_language(code)
    assert (language_pack("en").language_name(code), language_pack("ru").language_name(code)) == (en, ru)


@pytest.mark.parametrize("code", ["", "zz", "english", "en us", "x", "../en"])
def test_what_cldr_does_not_name_is_no_language(code: str) -> None:
    assert not is_language(code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24", True),
        ("2028-02-29", True),
        ("2026-02-29", False),
        ("2026-13-01", False),
        ("20261124", False),
        ("2026-W01-1", False),
        ("", False),
    ],
)
def test_a_day_is_one_of_the_calendar(text: str, expected: bool) -> None:
    assert is_day(text) is expected
