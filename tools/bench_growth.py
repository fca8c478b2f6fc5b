"""How check, website, book, search index and evidence grow with the chapters of a report, and what memory they take.

Generated reports in three languages, eight statistics a chapter. `tools/run bench_growth 75 150 300 600` measures reports of
so many chapters a language. Index and evidence are timed within a process, without what else a build does.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.bench_preview import CONFIG
from tools.bench_results import KEREGE, Cell, measured, record
from tools.bench_scale import slope
from tools.generate import generate

SIZES = (15, 30, 60)
TARGET = 1.1
STEPS = ("check", "website", "book", "search index", "evidence")
_WITHIN = """
import json, sys, time
from pathlib import Path
from tempfile import TemporaryDirectory
from kerege.checks import check_report
from kerege.outputs.evidence import write_evidence
from kerege.outputs.site.search import write_search
from kerege.read import read_report
from kerege.render.edition import make_edition
root = Path(sys.argv[1])
report = read_report(root).report
values = check_report(report)[1].values
editions = {code: make_edition(report, code, values) for code in report.settings.languages}
seconds = []
began = time.process_time()
for code in editions:
    write_search(root / "build" / "site", code, editions, ["statistics"])
seconds.append(time.process_time() - began)
with TemporaryDirectory() as folder:
    began = time.process_time()
    write_evidence(report, editions, {}, Path(folder))
    seconds.append(time.process_time() - began)
print(json.dumps(seconds))
"""


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Generate, accept, measure, tell."""
    idle = measured(KEREGE, "--version")[1]
    rows: list[list[Cell]] = []
    points: dict[str, list[tuple[float, float]]] = {step: [] for step in STEPS}
    memory: dict[str, list[tuple[float, float]]] = {step: [] for step in STEPS[:3]}
    for chapters in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            root = generate(Path(scratch) / "report", chapters, 8 * chapters)
            (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
            kerege = (KEREGE, "--report", str(root))
            measured(*kerege, "accept", "--all")
            took = {
                "check": measured(*kerege, "check"),
                "website": measured(*kerege, "site"),
                "book": measured(*kerege, "pdf", "--language", "ky"),
            }
            told = subprocess.run(
                [sys.executable, "-c", _WITHIN, str(root)], check=True, stdout=subprocess.PIPE, text=True
            ).stdout
        seconds = {step: row[1] - idle for step, row in took.items()} | dict(
            zip(STEPS[3:], json.loads(told), strict=True)
        )
        for step, value in seconds.items():
            points[step].append((math.log(chapters), math.log(max(value, 0.001))))
        for step, row in took.items():
            memory[step].append((math.log(chapters), math.log(row[2])))
        peaks = [row[2] for row in took.values()]
        rows.append([f"{chapters} × 3", 8 * chapters, *(seconds[step] for step in STEPS), *peaks])
        print(rows[-1], flush=True)
    ratios: list[tuple[str, float, float | None]] = []
    for step in STEPS:
        ratios.append((f"growth of the CPU time of {step}, exponent", slope(points[step]), TARGET))
        # What a report costs however short it is hides in the line through all sizes, and hardly in the last step.
        ratios.append((f"growth of the CPU time of {step}, last step", slope(points[step][-2:]), TARGET))
    ratios += [(f"growth of the memory of {step}, exponent", slope(memory[step]), TARGET) for step in memory]
    record(
        "growth",
        "How a report grows",
        ["chapters", "statistics", *(f"{step} CPU s" for step in STEPS), *(f"{step} peak MB" for step in memory)],
        rows,
        ratios,
        "Generated reports; CPU seconds after what a command costs that does nothing; the book is the Kyrgyz one. Peak memory is "
        "that of the largest process.",
        {step: [(math.exp(x), math.exp(y)) for x, y in points[step]] for step in STEPS},
    )


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
