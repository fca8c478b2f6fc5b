"""What it costs to read this report's chapters and to render them, beside the three readers of Markdown that there were before.

`tools/run bench reading` takes a checkout of the last commit at which Python-Markdown printed what two other readers had checked, runs
the same chapters through both, one process after the other, several times, and compares the best user seconds of each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.bench_results import ROOT, Cell, record

BEFORE = "5439d8a"
"""The parent of the commit at which one tree began."""
ROUNDS = 5
_WORK = """
import gc, json, resource, sys
from pathlib import Path, PurePosixPath
gc.disable()
root, files = Path(sys.argv[1]), []
for code in ("en", "ru", "ky"):
    for path in sorted((root / "docs" / code).glob("*.md")):
        files.append((path.read_text(encoding="utf-8"), PurePosixPath("docs", code, path.name), code))
from kerege.checks import check_report
from kerege.read import read_report
from kerege.read.records import Complaints
from kerege.render.edition import make_edition
from kerege.render.links import Medium
from kerege.translate.segments import segments_of
from kerege.docx.pieces import segments
try:
    from kerege.read.chapter import read_chapter_text
    from kerege.render.html import chapter_html
except ImportError:
    from kerege.read.scan import scan_chapter as read_chapter_text
    from kerege.render.chapters import chapter_html
report = read_report(root).report
ledger = check_report(report)[1]
editions = {code: make_edition(report, code, ledger.values) for code in ("en", "ru", "ky")}
chapters = [chapter for code in editions for chapter in report.chapters[code]]
steps = {
    "read": lambda: [read_chapter_text(*file, Complaints()) for file in files],
    "blocks for Word": lambda: [segments(chapter) for chapter in chapters],
    "segments for translators": lambda: [segments_of(chapter) for chapter in chapters],
    "website": lambda: [chapter_html(chapter, editions[chapter.language], Medium.WEB) for chapter in chapters],
    "book": lambda: [chapter_html(chapter, editions[chapter.language], Medium.BOOK) for chapter in chapters],
}
def seconds(step):
    begun = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    step()
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime - begun
print(json.dumps({name: min(seconds(step) for _ in range(3)) for name, step in steps.items()}))
"""


def _measured(source: Path, report: Path) -> dict[str, float]:
    environment = os.environ | {"PYTHONPATH": str(source / "src")}
    command = [sys.executable, "-c", _WORK, str(report)]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    return {str(name): float(value) for name, value in json.loads(told).items()}


def main() -> None:
    """Measure both, turn by turn, on the chapters of the commit before."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        subprocess.run(["git", "-C", str(ROOT), "worktree", "add", "-q", "--detach", str(before), BEFORE], check=True)
        try:
            old: dict[str, float] = {}
            new: dict[str, float] = {}
            for _ in range(ROUNDS):
                for best, source in ((old, before), (new, ROOT)):
                    for name, value in _measured(source, before).items():
                        best[name] = min(value, best.get(name, value))
        finally:
            subprocess.run(["git", "-C", str(ROOT), "worktree", "remove", "--force", str(before)], check=True)
    rows: list[list[Cell]] = [[name, old[name], new[name], new[name] / old[name]] for name in old]
    whole = sum(new.values()) / sum(old.values())
    rows.append(["all", sum(old.values()), sum(new.values()), whole])
    record(
        "reading",
        "Reading and rendering chapters",
        ["step", "before, user s", "now, user s", "now ÷ before"],
        rows,
        [("reading and rendering ÷ the three readers before", whole, 0.5)],
        "The 57 chapters of this report in three languages, as they were at that commit; the best of several turns.",
    )


if __name__ == "__main__":
    main()
