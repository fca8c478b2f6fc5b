"""A report in a language whose labels nobody has written says that readers see English ones."""

from __future__ import annotations

from pathlib import Path

from kerege import languages
from kerege.checks.labels_written import check
from kerege.languages import use_packs
from kerege.read import read_report
from tests.tiny_report import tiny, told


def test_labels_that_are_missing_are_counted_and_named(tmp_path: Path) -> None:
    root = tiny(tmp_path, {"languages/xl/language.txt": "[language]\nlocale | pt\n"}, languages=("en", "xl"))
    before = dict(languages._FOLDERS)
    try:
        use_packs(root)
        (wrong,) = check(read_report(root).report.settings)
        assert wrong.code == "L008" and "in 'xl'" in str(wrong.message) and "appendix_number" in str(wrong.message)
        labels = root / "languages" / "xl" / "labels.po"
        labels.write_text('msgctxt "page"\nmsgid "page"\nmsgstr "página"\n', encoding="utf-8")
        languages.forget()
        (fewer,) = check(read_report(root).report.settings)
        assert str(fewer.message).split()[0] != str(wrong.message).split()[0]
    finally:
        languages._FOLDERS.clear()
        languages._FOLDERS.update(before)
        languages.forget()


def test_languages_that_come_with_kerege_are_whole(tmp_path: Path) -> None:
    assert told(tiny(tmp_path, {}, languages=languages.shipped()), "L008") == []
