"""This report against the published text it retells: every figure, no sentence. Runs where that text is at hand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kerege.read import read_report

ROOT = Path(__file__).parents[2]
TEXT = ROOT.parent / "shared" / "published" / "women-and-labour-migration.txt"
NAMES = (
    "national statistical committee of the kyrgyz republic",
    "western union pays tribute to global women work force",
)
"""A name and a cited title, which may be written as they are."""

pytestmark = pytest.mark.skipif(not TEXT.is_file(), reason="the published text is not part of this repository")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_no_run_of_eight_words_is_shared() -> None:
    published = words(TEXT.read_text(encoding="utf-8"))
    runs = {tuple(published[i : i + 8]) for i in range(len(published) - 7)}
    report = read_report(ROOT).report
    texts = {c.name: "\n".join(p.plain for p in c.passages) for c in report.chapters["en"]}
    texts |= {f"quote {q.id}": q.text["en"] for q in report.quotes.values()}
    shared = []
    for name, text in texts.items():
        own = " ".join(words(text))
        for number, allowed in enumerate(NAMES):
            own = own.replace(allowed, f"name{number}")
        ours = own.split()
        shared += [
            f"{name}: {' '.join(ours[i : i + 8])}" for i in range(len(ours) - 7) if tuple(ours[i : i + 8]) in runs
        ]
    assert shared == []


def test_every_figure_of_the_published_text_is_here_or_explained() -> None:
    run = subprocess.run(
        [sys.executable, "scripts/compare_published.py", str(TEXT)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 figure(s)" in run.stdout


def test_a_figure_that_is_missing_is_listed(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Fully 73.4 per cent of them agreed.\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "scripts/compare_published.py", str(text)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "line 1: Fully 73.4 per cent: NOT EXPLAINED" in run.stdout
