"""The first edition of this report, closed again from the revision that held it: the record in `editions/1.json`, and who doubts it.

    tools/run first_edition              # says whether editions/1.json is what that revision said
    tools/run first_edition --write      # writes it
    tools/run first_edition --site DIR   # builds that edition's website with today's Kerege, to read it

Nobody published that edition: it was the working text before testimonies were written anew and 110 corrections were made. So its
record names no published files, and `editions/1/` does not exist; its text is in the repository, and this program makes pages of it.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kerege.build.build import build_report
from kerege.checks import check_report
from kerege.cli.edition import written
from kerege.evidence.editions import present_edition
from kerege.findings import errors
from kerege.model.editions import ClosedEdition
from kerege.read import read_report
from kerege.read.editions import closed_edition

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "editions" / "1.json"
REVISION = "053a18f"
"""The last one before testimonies were written anew and the texts corrected (3abdf0a)."""
_PARTS: tuple[str, ...] = (
    "report.yml",
    "mkdocs.yml",
    "brand.yml",
    "privacy.yml",
    "glossary.yml",
    "references.json",
    "spelling.txt",
)
_PARTS += ("docs", "quotes", "data", "figures", "translations")
_TODAY = (
    # Without the comma, today's reader takes it for a number of states.
    ("docs/en/04-literature.md", "New York Declaration of 2016 states", "New York Declaration of 2016, states"),
    # Without quotation marks, the comma of a flow mapping ended the text.
    ("quotes/themes.yml", "ru: Деньги, отправленные домой", 'ru: "Деньги, отправленные домой"'),
)
"""By file: what stood there, and as what today's formats want it."""


def main() -> None:
    """Compare, write or build."""
    asked = argparse.ArgumentParser(prog="tools/run first_edition")
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--site", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "report"
        lay_out(folder)
        found = closed(folder)
        if options.site:
            built = build_report(folder, only=["site"])
            shutil.copytree(folder / "build" / "site", options.site)
            sys.exit(1 if errors(built.findings) else 0)
    if options.write:
        RECORD.parent.mkdir(exist_ok=True)
        RECORD.write_text(written(found), encoding="utf-8")
    wrong = list(differs(found, closed_edition(json.loads(RECORD.read_text(encoding="utf-8")))))
    print(*wrong or ["editions/1.json is what the first edition said"], sep="\n")
    sys.exit(1 if wrong else 0)


def lay_out(folder: Path) -> None:
    """The report as it was, in today's formats.

    Raises:
        subprocess.CalledProcessError: the repository does not hold the revision (a shallow clone).
    """
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-tree", "--name-only", REVISION], check=True, capture_output=True, text=True
    ).stdout.split()
    parts = [part for part in _PARTS if part in listed]
    packed = subprocess.run(["git", "-C", ROOT, "archive", REVISION, *parts], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    for file, was, now in _TODAY:
        path = folder / file
        assert was in path.read_text(encoding="utf-8"), file
        path.write_text(path.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")


def closed(folder: Path) -> ClosedEdition:
    """What `kerege edition close` would keep of it, but for files: none was published."""
    reading = read_report(folder)
    _, ledger = check_report(reading.report, reading.findings)
    return replace(present_edition(reading.report, ledger.values), files={})


def differs(found: ClosedEdition, kept: ClosedEdition) -> Iterator[str]:
    """What the record says otherwise: figures, testimonies, chapters. How a passage is cut, and so its digest, is the tool's."""
    for name in ("number", "date", "quotes", "claims"):
        if getattr(found, name) != getattr(kept, name):
            yield f"{name}: editions/1.json differs from revision {REVISION}"
    for key in sorted(found.statistics.keys() | kept.statistics.keys()):
        one, other = found.statistics.get(key), kept.statistics.get(key)
        if (one and (one.value, one.unit, one.words)) != (other and (other.value, other.unit, other.words)):
            yield f"stat:{key} differs"
    for code, chapters in found.chapters.items():
        if {name: one.title for name, one in chapters.items()} != {
            name: one.title for name, one in kept.chapters.get(code, {}).items()
        }:
            yield f"chapters in {code} differ"


if __name__ == "__main__":
    main()
