"""Times of the steps of a build on this report, in CPU seconds and as shares of the site build."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

KEREGE = str(Path(sys.executable).with_name("kerege"))
STEPS = {"start (--version)": ["--version"], "check": ["check"], "site": ["site"], "pdf, three languages": ["pdf"]}


def main() -> None:
    """Run each step once and print a table."""
    rows = []
    for name, arguments in STEPS.items():
        before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([KEREGE, *arguments], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        rows.append((name, time.perf_counter() - wall, cpu))
    site = {name: cpu for name, _, cpu in rows}["site"]
    print(f"{'step':24}{'wall s':>9}{'CPU s':>9}{'CPU ÷ site':>12}")
    for name, wall, cpu in rows:
        print(f"{name:24}{wall:9.2f}{cpu:9.2f}{cpu / site:12.2f}")


if __name__ == "__main__":
    main()
