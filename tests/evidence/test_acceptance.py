"""Sources and testimonies change only when a person says so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kerege.findings import Finding, Severity

Check = Callable[[Path], list[Finding]]
KEREGE = str(Path(sys.executable).with_name("kerege"))


def run(report: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [KEREGE, "--report", str(report), *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_changed_value_names_old_new_and_every_citing_place(real: Path, findings_of: Check) -> None:
    edit(real / "data" / "un-2015" / "women-share.csv", "59.6", "61.6")
    found = [f for f in findings_of(real) if f.code == "S020"]
    assert [str(f.location.path) for f in found] == ["data/statistics/scale.yml"]
    said = found[0].message
    assert "was 59.6" in said and "is 61.6 now" in said
    for language in ("en", "ru"):
        assert f"docs/{language}/01-summary.md:" in said
    assert "kerege accept un-2015" in found[0].hint


def test_accept_shows_the_difference_and_settles_it(real: Path, findings_of: Check) -> None:
    edit(real / "data" / "un-2015" / "women-share.csv", "59.6", "61.6")
    before = (real / "data" / "sources.lock").read_bytes()
    dry = run(real, "accept", "un-2015", "--dry-run")
    assert dry.returncode == 0 and "59.6 → 61.6" in dry.stdout and "docs/ru/01-summary.md:" in dry.stdout
    assert (real / "data" / "sources.lock").read_bytes() == before
    assert run(real, "accept", "un-2015").returncode == 0
    assert not [f for f in findings_of(real) if f.code == "S020"]
    lock = json.loads((real / "data" / "sources.lock").read_text(encoding="utf-8"))
    assert lock["values"]["women-share-2015"] == "61.6"
    assert run(real, "accept", "un-2015").stdout.strip() == "Nothing had changed."


def test_a_change_that_touches_no_value_is_a_warning(real: Path, findings_of: Check) -> None:
    path = real / "data" / "un-2015" / "women-share.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    found = [f for f in findings_of(real) if f.code.startswith("S02")]
    assert [(f.code, f.severity) for f in found] == [("S021", Severity.WARNING)]


def test_accepting_something_unknown_or_broken_writes_nothing(real: Path) -> None:
    before = (real / "data" / "sources.lock").read_bytes()
    answer = run(real, "accept", "un-2051")
    assert answer.returncode == 2 and "'un-2051'" in answer.stderr
    edit(real / "data" / "un-2015" / "women-share.csv", "59.6", "n/a")
    answer = run(real, "accept", "un-2015")
    assert answer.returncode == 2 and "women-share-2015 has no value" in answer.stderr
    assert (real / "data" / "sources.lock").read_bytes() == before


def test_a_broken_lock_is_a_finding_and_is_not_overwritten(real: Path, findings_of: Check) -> None:
    path = real / "data" / "sources.lock"
    path.write_text("{ <<<<<<< HEAD", encoding="utf-8")
    assert [str(f.location.path) for f in findings_of(real) if f.code == "R001"] == ["data/sources.lock"]
    answer = run(real, "accept", "--all")
    assert answer.returncode == 2 and path.read_text(encoding="utf-8") == "{ <<<<<<< HEAD"


def test_a_polished_word_in_a_testimony_is_found_in_each_language(real: Path, findings_of: Check) -> None:
    edit(real / "quotes" / "motives.yml", "had tried whatever", "had tried all")
    edit(real / "quotes" / "motives.yml", "поднять на эти деньги", "вырастить на эти деньги")
    found = [f for f in findings_of(real) if f.code == "Q010"]
    assert sorted(f.language or "" for f in found) == ["en", "ru"]
    assert run(real, "accept", "quote:b13").returncode == 0
    assert not [f for f in findings_of(real) if f.code in ("Q010", "Q011")]


def test_the_lock_answers_for_a_restricted_file(real: Path, findings_of: Check) -> None:
    (real / "data" / "un-2015" / "women-share.csv").unlink()
    assert any(f.code == "S011" for f in findings_of(real))
    sources = real / "data" / "sources.yml"
    text = sources.read_text(encoding="utf-8")
    start = text.index("restricted: false", text.index("un-2015:"))
    sources.write_text(text[:start] + "restricted: true" + text[start + 17 :], encoding="utf-8")
    assert not [f for f in findings_of(real) if f.severity is Severity.ERROR]
    edit(
        real / "docs" / "en" / "01-summary.md",
        "[59.6 per cent](stat:women-share-2015)",
        "[58.6 per cent](stat:women-share-2015)",
    )
    assert [f.code for f in findings_of(real) if f.severity is Severity.ERROR] == ["S003"]
    edit(real / "data" / "sources.lock", '"women-share-2015"', '"women-share-2051"')
    assert "S018" in [f.code for f in findings_of(real)]
