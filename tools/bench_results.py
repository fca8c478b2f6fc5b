"""Results of the measurements: kept as JSON in `manual/speed/`, shown as a table, a plot and a page of the manual.

A measurement hands in rows and ratios; nothing here measures. The JSON is committed, so that the page can be written anew
when one measurement alone was taken.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "manual" / "speed"
PAGE = ROOT / "manual" / "speed.md"
KEREGE = str(Path(sys.executable).with_name("kerege"))
_INTRODUCTION = """# How fast it is

Written by `tools/run bench`, which takes these measurements anew: do not edit by hand. Ratios are within one run, since two
machines, or two hours on one machine, differ; seconds are there to show the size of things. `tools/run bench NAME` takes one
measurement, `tools/run bench --plot FILE.svg` draws the ratios beside their targets.
"""

Cell = str | int | float


# Begun by a process that has imported nothing: the system counts what its parent held as the memory of a child.
_LAUNCHER = """
import json, os, sys
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024]))
"""


def measured(*command: str, check: bool = True, folder: Path | None = None) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak memory (MB, of the largest process) of one command and its children."""
    program = KEREGE if command[0] == "kerege" else shutil.which(command[0]) or command[0]
    launch = [sys.executable, "-I", "-S", "-c", _LAUNCHER, program, *command[1:]]
    wall = time.perf_counter()
    told = subprocess.run(launch, stdout=subprocess.PIPE, text=True, check=True, cwd=folder).stdout
    wall = time.perf_counter() - wall
    code, cpu, peak = json.loads(told)
    if check and code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return wall, cpu, peak


def record(
    name: str,
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    ratios: Sequence[tuple[str, float, float | None]] = (),
    note: str = "",
    curves: Mapping[str, Sequence[tuple[float, float]]] | None = None,
) -> None:
    """Print a measurement, and keep it in `manual/speed/NAME.json`.

    Args:
        ratios: name, value, and the target that it should not exceed; None where there is none.
        note: a sentence for the page: what was measured, or what disturbed it.
        curves: for the plot: how something grows, size and seconds.
    """
    found = {
        "name": name,
        "title": title,
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "columns": list(columns),
        "rows": [list(row) for row in rows],
        "ratios": [{"name": what, "value": round(value, 3), "target": target} for what, value, target in ratios],
        "note": note,
        "curves": {what: [list(point) for point in points] for what, points in (curves or {}).items()},
    }
    print("\n".join(_table(columns, rows, plain=True)))
    for what, value, target in ratios:
        print(f"{what}: {value:.2f}" + (f" (target ≤ {target:g})" if target is not None else ""))
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def results() -> list[dict[str, Any]]:
    """Every measurement that was kept, by name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))]


def write_page() -> None:
    """The manual's page and its plot, from every measurement that was kept."""
    parts = [_INTRODUCTION]
    ratios = [(found, ratio) for found in results() for ratio in found["ratios"]]
    if ratios:
        plot(PAGE.with_suffix(".svg"))
        parts.append(
            "![The ratios of the table below as bars, and what grows with the number of chapters.](speed.svg)\n"
        )
        rows = [[r["name"], f"{r['value']:.2f}", _target(r["target"]), f["title"], f["date"]] for f, r in ratios]
        parts.append(
            "## Ratios\n\n" + "\n".join(_table(["ratio", "value", "target", "measurement", "date"], rows)) + "\n"
        )
    for found in results():
        body = "\n".join(_table(found["columns"], found["rows"]))
        note = f"\n{found['note']}\n" if found["note"] else ""
        parts.append(
            f"## {found['title']}\n\n{found['date']}, {found['machine']}. `tools/run bench {found['name']}`\n\n{body}\n{note}"
        )
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def plot(out: Path) -> None:
    """The ratios as bars, each with the mark of its target, and what grows as lines on logarithms, into one SVG."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "kerege"
    from matplotlib import pyplot

    ratios: list[Mapping[str, Any]] = [ratio for found in results() for ratio in found["ratios"]]
    curves = {name: points for found in results() for name, points in found.get("curves", {}).items()}
    if not ratios:
        raise SystemExit("Nothing was measured yet; run tools/run bench NAME.")
    height = max(3.5, 0.6 + 0.36 * len(ratios))
    figure, (bars, growth) = pyplot.subplots(1, 2, figsize=(13, height), width_ratios=[3, 2], layout="constrained")
    _bars(bars, ratios)
    for name, points in curves.items():
        growth.loglog(*zip(*points, strict=True), marker="o", label=name)
    growth.set_xlabel("chapters")
    growth.set_ylabel("CPU seconds")
    if curves:
        growth.legend(frameon=False)
    for axes in (bars, growth):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(out, metadata={"Date": None})
    pyplot.close(figure)


def _bars(axes: Any, ratios: Sequence[Mapping[str, Any]]) -> None:
    places = range(len(ratios))
    colours = ["#b5452c" if r["target"] is not None and r["value"] > r["target"] else "#2f6f73" for r in ratios]
    axes.barh(places, [r["value"] for r in ratios], color=colours, height=0.6)
    for place, ratio in zip(places, ratios, strict=True):
        beside = max(ratio["value"], ratio["target"] or 0.0)
        axes.annotate(f"{ratio['value']:.2f}", (beside, place), (7, 0), textcoords="offset points", va="center")
        if ratio["target"] is not None:
            axes.plot([ratio["target"]] * 2, [place - 0.4, place + 0.4], color="black", linewidth=1.6)
    axes.set_yticks(places, [r["name"] for r in ratios])
    axes.invert_yaxis()
    axes.set_xlabel("ratio; the black mark is the target that it should not exceed")


def machine() -> str:
    """Processor, cores and memory of this machine, and its Python."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{model}, {cores} cores, {memory:.0f} GB, Python {platform.python_version()}"


def _target(target: float | None) -> str:
    return "" if target is None else f"≤ {target:g}"


def _table(columns: Sequence[str], rows: Sequence[Sequence[Cell]], *, plain: bool = False) -> list[str]:
    """A Markdown table; `plain`: with even columns, for the terminal."""
    cells = [list(columns), *([_shown(cell) for cell in row] for row in rows)]
    if not plain:
        head = "|" + "|".join("---" if i == 0 else "--:" for i in range(len(columns))) + "|"
        lines = ["| " + " | ".join(row) + " |" for row in cells]
        return [lines[0], head, *lines[1:]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    return [
        "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in cells
    ]


def _shown(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.2f}" if cell < 100 else f"{cell:.0f}"
    return f"{cell:,}".replace(",", " ") if isinstance(cell, int) else cell
