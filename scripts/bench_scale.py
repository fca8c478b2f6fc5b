"""How check and website grow with a series: CPU time and peak memory at several sizes, and the exponent of their growth.

The whole: five reports in three languages, 1,200 chapters, 10,000 statistics, 5,000 quotes. `scripts/bench scale 16 8 4`
measures a sixteenth, an eighth and a quarter of it; 1 is the whole.
"""

from __future__ import annotations

import math
import sys
import tempfile
from pathlib import Path

from bench_results import KEREGE, measured, record
from generate import REPORTS, generate_series

CHAPTERS, STATISTICS, QUOTES = 1_200, 10_000, 5_000
SHARES = (16, 8, 4, 1)
STEPS = ("check", "site")
TARGET = 1.1


def main(shares: tuple[int, ...] = SHARES) -> None:
    """Generate, accept, measure, tell."""
    rows: list[list[str | int | float]] = []
    points: dict[str, list[tuple[float, float]]] = {step: [] for step in STEPS}
    peaks: dict[str, list[tuple[float, float]]] = {step: [] for step in STEPS}
    idle, floor = measured(KEREGE, "--version")[1:]
    for share in shares:
        with tempfile.TemporaryDirectory() as scratch:
            size = (CHAPTERS // share, STATISTICS // share, QUOTES // share)
            root = generate_series(Path(scratch) / "series", *size)
            for number in range(1, REPORTS + 1):
                measured(KEREGE, "--report", str(root / f"pillar-{number}"), "accept", "--all", "translations")
            row: list[str | int | float] = [f"1/{share}" if share > 1 else "whole", *size]
            for step in STEPS:
                wall, cpu, peak = measured(KEREGE, "--report", str(root), step)
                row += [wall, cpu, peak]
                points[step].append((math.log(1 / share), math.log(max(cpu - idle, 0.01))))
                peaks[step].append((math.log(1 / share), math.log(max(peak - floor, 1.0))))
            rows.append(row)
            print(row, flush=True)
    ratios = [(f"growth of the CPU time of {step}, exponent", slope(points[step]), TARGET) for step in STEPS]
    ratios += [(f"growth of the memory of {step}, exponent", slope(peaks[step]), TARGET) for step in STEPS]
    ratios.append(("CPU time of check ÷ site", math.exp(points["check"][-1][1] - points["site"][-1][1]), 0.1))
    record(
        "scale",
        "A series of five reports",
        [
            "size",
            "chapters",
            "statistics",
            "quotes",
            *(f"{step} {what}" for step in STEPS for what in ("s", "CPU s", "peak MB")),
        ],
        rows,
        ratios,
        "Chapters of all reports and languages. Peak memory is that of the largest process; the exponents are those of a "
        "line through the logarithms, after what a command costs that does nothing.",
        {step: [(float(row[1]), float(row[5 + 3 * at])) for row in rows] for at, step in enumerate(STEPS)},
    )


def slope(points: list[tuple[float, float]]) -> float:
    """Least-squares slope: the exponent, on logarithms."""
    x = sum(a for a, _ in points) / len(points)
    y = sum(b for _, b in points) / len(points)
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


if __name__ == "__main__":
    main(tuple(int(share) for share in sys.argv[1:]) or SHARES)
