"""Times of Kerege's steps as ratios within one run. `scripts/bench` measures this report, `scripts/bench check` generated ones,
`scripts/bench search` what the website's search finds."""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import generate

KEREGE = str(Path(sys.executable).with_name("kerege"))
STEPS = {"start (--version)": ["--version"], "check": ["check"], "site": ["site"], "pdf, three languages": ["pdf"]}
SIZES = ((75, 2_500), (150, 5_000), (300, 10_000))
"""Chapters a language, and statistics, of the generated reports."""


def cpu_of(*arguments: str) -> tuple[float, float]:
    """Wall and CPU seconds of one command."""
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([KEREGE, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def this_report() -> None:
    """Each step once, and the share of the site build that the check alone takes."""
    rows = [(name, *cpu_of(*arguments)) for name, arguments in STEPS.items()]
    cpu = {name: seconds for name, _, seconds in rows}
    print(f"{'step':24}{'wall s':>9}{'CPU s':>9}{'CPU ÷ site':>12}")
    for name, wall, seconds in rows:
        print(f"{name:24}{wall:9.2f}{seconds:9.2f}{seconds / cpu['site']:12.2f}")
    alone = cpu["check"] - cpu["start (--version)"]
    print(f"check after start-up: {alone:.2f} s CPU, {alone / cpu['site']:.2f} of the site build")


def generated_reports() -> None:
    """The check of generated reports of three sizes, three languages each, and the exponent of its growth."""
    points = []
    print(f"{'chapters × 3':>12}{'statistics':>12}{'CPU s':>9}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as scratch:
        for chapters, statistics in SIZES:
            folder = generate(Path(scratch) / str(chapters), chapters, statistics)
            subprocess.run([KEREGE, "--report", str(folder), "accept", "--all"], check=True, stdout=subprocess.DEVNULL)
            _, start = cpu_of("--version")
            _, seconds = cpu_of("--report", str(folder), "check")
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            points.append((math.log(chapters), math.log(seconds - start)))
            print(f"{chapters:12}{statistics:12}{seconds:9.2f}{peak:9.0f}")
    print(f"exponent of growth: {slope(points):.2f}")


def slope(points: list[tuple[float, float]]) -> float:
    """Least-squares slope: the exponent, on logarithms."""
    x = sum(a for a, _ in points) / len(points)
    y = sum(b for _, b in points) / len(points)
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "report"
    if what == "search":
        # Needs the browser of the tests, which the other measurements do not.
        from bench_search import main

        main()
    else:
        {"report": this_report, "check": generated_reports}.get(what, this_report)()
