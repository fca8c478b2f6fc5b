"""Kerege's measurements: each prints a table and its ratios within one run, and the page `manual/speed.md` is written from them.

`scripts/bench` takes those of MEASURES one after the other, `scripts/bench NAME` one of them, or another `bench_NAME.py`:
`report` this report, `check` generated ones, `pdf` the books beside WeasyPrint alone, `scale` a series, `microdata` statistics
over ten million rows, `preview` how long a save takes to the screen, `import` how well invented published reports are brought
in, `search` what the website's search finds. `scripts/bench --plot FILE.svg` draws what was measured last.
"""

from __future__ import annotations

import importlib
import math
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import bench_results
from bench_results import record
from generate import generate

from kerege.evidence.ledger import read_ledger
from kerege.outputs.book import write_book
from kerege.outputs.book.hyphenation import teach
from kerege.outputs.book.layout import lay_out, ready, style_text
from kerege.outputs.book.pages import book_html
from kerege.outputs.figures import draw_figures
from kerege.outputs.office.citations import typeset_citations
from kerege.read import read_report
from kerege.render.edition import Edition, make_edition

KEREGE = str(Path(sys.executable).with_name("kerege"))
STEPS = {"start (--version)": ["--version"], "check": ["check"], "site": ["site"], "pdf, three languages": ["pdf"]}
ROUNDS = 3
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
    measured = [(name, *cpu_of(*arguments)) for name, arguments in STEPS.items()]
    cpu = {name: seconds for name, _, seconds in measured}
    alone = cpu["check"] - cpu["start (--version)"]
    record(
        "report",
        "This report",
        ["step", "wall s", "CPU s", "CPU ÷ site"],
        [[name, wall, seconds, seconds / cpu["site"]] for name, wall, seconds in measured],
        [("check ÷ website, this report", alone / cpu["site"], 0.1)],
        "The check without the time that a command takes to begin.",
    )


def generated_reports() -> None:
    """The check of generated reports of three sizes, three languages each, and the exponent of its growth."""
    points, rows = [], []
    with tempfile.TemporaryDirectory() as scratch:
        for chapters, statistics in SIZES:
            folder = generate(Path(scratch) / str(chapters), chapters, statistics)
            subprocess.run([KEREGE, "--report", str(folder), "accept", "--all"], check=True, stdout=subprocess.DEVNULL)
            _, start = cpu_of("--version")
            _, seconds = cpu_of("--report", str(folder), "check")
            points.append((math.log(chapters), math.log(seconds - start)))
            rows.append([f"{chapters} × 3", statistics, seconds, bench_results.peak_so_far()])
    record(
        "check",
        "The check of one report",
        ["chapters", "statistics", "CPU s", "peak MB"],
        rows,
        [("growth of the check of one report, exponent", slope(points), 1.1)],
    )


def books() -> None:
    """Screen, press and cover of three languages, beside the WeasyPrint calls without which they cannot be.

    Both sides are imported once and forked on two processes, lay each language out once and write it twice; they take
    turns, and the medians are compared.
    """
    root = Path(__file__).parents[1]
    report = read_report(root).report
    values = read_ledger(report).values
    editions = {
        code: make_edition(report, code, values, typeset_citations(report, code)) for code in report.settings.languages
    }
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        ready(folder / "cache")
        teach(report.settings.languages, folder / "cache" / "hyphenation")
        for code in editions:
            draw_figures(report, values, folder / "figures", code)
        for turn in range(ROUNDS):
            ours.append(_in_two_processes(_our_book, editions, folder / f"ours-{turn}", folder / "figures"))
            bare.append(_in_two_processes(_bare_book, editions, folder / f"bare-{turn}", folder / "figures"))
        again = _in_two_processes(_our_book, editions, folder / f"ours-{ROUNDS - 1}", folder / "figures")
    rows = [
        [name, *(statistics.median(column) for column in zip(*times, strict=True))]
        for name, times in (("Kerege", ours), ("WeasyPrint alone", bare), ("Kerege, nothing changed", [again]))
    ]
    ratios = [
        statistics.median(one[index] / other[index] for one, other in zip(ours, bare, strict=True)) for index in (0, 1)
    ]
    record(
        "pdf",
        "The books beside WeasyPrint alone",
        ["three languages, screen and press", "wall s", "CPU s"],
        rows,
        [("books ÷ WeasyPrint alone, wall", ratios[0], 1.2), ("books ÷ WeasyPrint alone, CPU", ratios[1], 1.2)],
        f"Medians of {ROUNDS} rounds in which both take turns.",
    )


def _in_two_processes(
    job: Callable[[Edition, Path, Path], None], editions: Mapping[str, Edition], out: Path, figures: Path
) -> tuple[float, float]:
    """Wall and CPU seconds of a job for each language, on two forked processes."""
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as pool:
        for result in [pool.submit(job, edition, out, figures) for edition in editions.values()]:
            result.result()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _our_book(edition: Edition, out: Path, figures: Path) -> None:
    write_book(edition, figures, out / f"{edition.language}.pdf", out / "cache")


def _bare_book(edition: Edition, out: Path, figures: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    settings = edition.report.settings
    document = lay_out(book_html(edition), style_text(settings.paper), figures, out / "cache", settings.languages)
    document.write_pdf(out / f"{edition.language}.pdf", pdf_variant="pdf/a-3a", pdf_identifier=b"0" * 16)
    document.copy(document.pages[1:-1]).write_pdf(out / f"{edition.language}-print.pdf", pdf_identifier=b"0" * 16)


def slope(points: list[tuple[float, float]]) -> float:
    """Least-squares slope: the exponent, on logarithms."""
    x = sum(a for a, _ in points) / len(points)
    y = sum(b for _, b in points) / len(points)
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


MEASURES: dict[str, Callable[[], None]] = {
    "report": this_report,
    "check": generated_reports,
    "pdf": books,
    "scale": lambda: importlib.import_module("bench_scale").main(),
    "microdata": lambda: importlib.import_module("bench_microdata").main(),
}
"""What `scripts/bench` takes when no name is given. Modules of their own need programs that the others do not."""


def main(words: list[str]) -> None:
    """Take the measurements named, or all; then write the page, or draw the plot."""
    if words[:1] == ["--plot"]:
        bench_results.plot(Path(words[1] if len(words) > 1 else "bench.svg"))
        return
    for name in words or MEASURES:
        print(f"\n{name}")
        measure = MEASURES.get(name)
        if measure is None and not Path(__file__).with_name(f"bench_{name}.py").is_file():
            raise SystemExit(f"There is no measurement '{name}'; there are {', '.join(MEASURES)}, import, search.")
        (measure or importlib.import_module(f"bench_{name}").main)()
    bench_results.write_page()


if __name__ == "__main__":
    main(sys.argv[1:])
