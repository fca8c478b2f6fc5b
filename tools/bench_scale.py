"""How check and website grow with a series: CPU time and peak memory at several sizes, and the exponent of their growth.

The whole: five reports in three languages, 1,200 chapters, 10,000 statistics, 5,000 quotes. `tools/run bench_scale 16 8 4`
measures a sixteenth, an eighth and a quarter of it; 1 is the whole.
"""

from __future__ import annotations

import math
import sys
import tempfile
from pathlib import Path

from tools.bench_results import KEREGE, measured, record
from tools.generate import REPORTS, generate_series

CHAPTERS, STATISTICS, QUOTES = 1_200, 10_000, 5_000
SHARES = (16, 8, 4, 1)
STEPS = ("check", "site")
TARGET = 1.1
Row = list[str | int | float]


def main(shares: tuple[int, ...] = SHARES) -> None:
    """Generate, accept, measure, tell."""
    idle, floor = measured(KEREGE, "--version")[1:]
    rows: list[Row] = []
    for share in shares:
        with tempfile.TemporaryDirectory() as scratch:
            size = (CHAPTERS // share, STATISTICS // share, QUOTES // share)
            root = generate_series(Path(scratch) / "series", *size)
            for number in range(1, REPORTS + 1):
                measured(KEREGE, "--report", str(root / f"pillar-{number}"), "accept", "--all", "translations")
            row: Row = [f"1/{share}" if share > 1 else "whole", *size]
            for step in STEPS:
                row += measured(KEREGE, "--report", str(root), step)
            rows.append(row)
            print(row, flush=True)
    tell(rows, idle, floor)


def tell(rows: list[Row], idle: float, floor: float, note: str = "") -> None:
    """Record the rows with the exponents of their growth.

    Args:
        idle: CPU seconds of a command that does nothing.
        floor: its peak memory in MB.
    """
    ratios = []
    for step in STEPS:
        cpu, memory = _points(rows, step, 1, idle), _points(rows, step, 2, floor)
        ratios.append((f"growth of the CPU time of {step}, exponent", slope(cpu), TARGET))
        # What a series costs however short it is hides in the line through all sizes, and hardly in the last step.
        ratios.append((f"growth of the CPU time of {step}, last step", slope(cpu[-2:]), TARGET))
        ratios.append((f"growth of the memory of {step}, exponent", slope(memory), TARGET))
    check, site = (_points(rows, step, 1, idle)[-1][1] for step in STEPS)
    ratios.append(("check ÷ website, series", math.exp(check - site), 0.1))
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
        f"line through the logarithms, after what a command costs that does nothing. {note}".strip(),
        {step: [(float(row[1]), float(row[5 + 3 * at])) for row in rows] for at, step in enumerate(STEPS)},
    )


def _points(rows: list[Row], step: str, what: int, less: float) -> list[tuple[float, float]]:
    """Logarithms of chapters and of seconds (`what` is 1) or memory (2)."""
    column = 4 + 3 * STEPS.index(step) + what
    return [(math.log(float(row[1])), math.log(max(float(row[column]) - less, 0.01))) for row in rows]


def slope(points: list[tuple[float, float]]) -> float:
    """Least-squares slope: the exponent, on logarithms."""
    x = sum(a for a, _ in points) / len(points)
    y = sum(b for _, b in points) / len(points)
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


if __name__ == "__main__":
    main(tuple(int(share) for share in sys.argv[1:]) or SHARES)
