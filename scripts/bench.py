"""Times of Kerege's steps as ratios within one run.

`scripts/bench` measures this report, `scripts/bench check` generated ones, `scripts/bench pdf` the books beside WeasyPrint alone,
`scripts/bench microdata` statistics over ten million rows, `scripts/bench import` how well invented published reports are brought in, `scripts/bench search` what the
website's search finds.
"""

from __future__ import annotations

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
    print(f"{'':34}{'wall s':>9}{'CPU s':>9}")
    for name, rows in (("Kerege", ours), ("WeasyPrint alone", bare), ("Kerege, nothing changed", [again])):
        wall, cpu = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"{name:34}{wall:9.2f}{cpu:9.2f}")
    for index, name in enumerate(("wall", "CPU")):
        ratios = [one[index] / other[index] for one, other in zip(ours, bare, strict=True)]
        print(
            f"Kerege ÷ WeasyPrint alone, {name}: {statistics.median(ratios):.2f} (of {ROUNDS} rounds {sorted(round(r, 2) for r in ratios)})"
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


def published_reports() -> None:
    """Precision and recall of the import of published reports."""
    import bench_import

    bench_import.main()


def slope(points: list[tuple[float, float]]) -> float:
    """Least-squares slope: the exponent, on logarithms."""
    x = sum(a for a, _ in points) / len(points)
    y = sum(b for _, b in points) / len(points)
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "report"
    if what == "microdata":
        # Needs DuckDB, an extra.
        import bench_microdata

        bench_microdata.main()
    elif what == "search":
        # Needs the browser of the tests, which the other measurements do not.
        from bench_search import main

        main()
    else:
        measures = {"report": this_report, "check": generated_reports, "pdf": books, "import": published_reports}
        measures.get(what, this_report)()
