"""Kerege's measurements: each prints a table and its ratios within one run, and the page `manual/speed.md` is written from them.

`tools/run bench` takes those of QUICK one after the other, within ten minutes on two quiet cores; `tools/run bench NAME` takes one:
`build` this report beside the bare tools, and again after one edit, `growth` how check, website, book, index and evidence grow,
`numbers` how reading grows with a passage, `peers` other programs on the same chapters, `preview` how long a save takes to the screen,
`check` the check of generated reports, `pdf` the books beside WeasyPrint alone, `scale` a series to 1,200 chapters, `microdata`
statistics over ten million rows, `reading` how chapters are read and rendered beside the readers before, `import` how well invented
published reports are brought in, `search` what the website's search finds, `site` what a visit weighs, `lsp` what an editor waits for.
`tools/run bench --plot FILE.svg` draws what was measured last.
"""

from __future__ import annotations

import importlib
import math
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from kerege.citations.citeproc import typeset_citations
from kerege.evidence.ledger import read_ledger
from kerege.outputs.book import write_book
from kerege.outputs.book.cover import report_pictures
from kerege.outputs.book.hyphenation import dictionaries
from kerege.outputs.book.layout import lay_out, ready, style_text
from kerege.outputs.book.weasyprint_70 import hyphenated
from kerege.outputs.figures import draw_figures
from kerege.read import read_report
from kerege.render.edition import Edition, make_edition
from tests.book.whole_book import whole_html
from tools import bench_results
from tools.bench_results import Cell, measured, record
from tools.generate import generate
from tools.report_copy import copy_report

KEREGE = str(Path(sys.executable).with_name("kerege"))
CHAPTER = "05-methods"
ROUNDS = 3
SIZES = ((75, 2_500), (150, 5_000), (300, 10_000))
"""Chapters a language, and statistics, of the generated reports."""


def cpu_of(*arguments: str) -> tuple[float, float]:
    """Wall and CPU seconds of one command."""
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([KEREGE, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def builds() -> None:
    """This report: a clean build beside the bare tools on two processes, the parts of it, and what is done again after an edit."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = copy_report(Path(scratch) / "report")
        kerege = (KEREGE, "--report", str(folder))
        rows: dict[str, tuple[float, float, float | str]] = {
            "bare tools, two processes": (*_bare_tools(folder, Path(scratch)), "")
        }
        for name in ("--version", "--help"):
            rows[name] = measured(KEREGE, name)
        rows["check"] = measured(*kerege, "check")
        rows["one chapter as PDF, nothing kept"] = measured(*kerege, "pdf", "--chapter", CHAPTER)
        rows["website alone"] = measured(*kerege, "build", "--clean", "--only", "site")
        rows["clean build"] = measured(*kerege, "build", "--clean")
        rows["nothing changed"] = measured(*kerege, "build")
        rows["one chapter as PDF, pages kept"] = measured(*kerege, "pdf", "--chapter", CHAPTER)
        _edit(sorted((folder / "docs" / "ky").glob("0*.md"))[-1])
        rows["one paragraph in ky"] = measured(*kerege, "build")
    cpu = {name: seconds for name, (_, seconds, _) in rows.items()}
    wall = {name: seconds for name, (seconds, _, _) in rows.items()}
    bare, clean = "bare tools, two processes", "clean build"
    record(
        "build",
        "Building this report",
        ["", "wall s", "CPU s", "wall ÷ clean", "CPU ÷ clean", "peak MB"],
        [[name, row[0], row[1], row[0] / wall[clean], row[1] / cpu[clean], row[2]] for name, row in rows.items()],
        [
            ("clean build ÷ bare tools, CPU", cpu[clean] / cpu[bare], 1.15),
            ("clean build ÷ bare tools, wall", wall[clean] / wall[bare], 1.1),
            ("one paragraph ÷ clean build, CPU", cpu["one paragraph in ky"] / cpu[clean], 0.1),
            ("check ÷ website, CPU", (cpu["check"] - cpu["--version"]) / cpu["website alone"], 0.05),
            ("one chapter as PDF, nothing kept, CPU seconds", cpu["one chapter as PDF, nothing kept"], 3.0),
            ("one chapter as PDF, pages kept, CPU seconds", cpu["one chapter as PDF, pages kept"], None),
            *((f"{name}, CPU seconds", cpu[name], 0.25) for name in ("--version", "--help", "nothing changed")),
        ],
        "Bare tools: matplotlib, WeasyPrint (laid out once, written twice), pandoc, MkDocs with Material, on the same chapters. "
        "Peak memory is that of the largest process. The check without the time that a command takes to begin.",
    )


def _edit(chapter: Path) -> None:
    """A word more in the first paragraph after a heading."""
    lines = chapter.read_text(encoding="utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("## "))
    place = next(n for n, line in enumerate(lines) if n > start and line[:1].isalpha())
    lines[place] = f"Ошентип, {lines[place]}"
    chapter.write_text("\n".join(lines), encoding="utf-8")


def _bare_tools(root: Path, scratch: Path) -> tuple[float, float]:
    """What cannot be left out: matplotlib draws, WeasyPrint lays out and writes twice, pandoc and MkDocs with Material write
    the same chapters as they stand; longest first, side by side."""
    report = read_report(root).report
    values = read_ledger(report).values
    codes = report.settings.languages
    editions = [make_edition(report, code, values, typeset_citations(report, code)) for code in codes]
    ready(scratch / "cache")
    patterns = dictionaries(codes, scratch / "cache" / "hyphenation")
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with hyphenated(patterns), ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as pool:
        jobs = [pool.submit(_bare_language, edition, scratch / "bare") for edition in editions]
        jobs.append(pool.submit(_bare_site, root, scratch))
        for job in jobs:
            job.result()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _bare_language(edition: Edition, out: Path) -> None:
    import pypandoc

    draw_figures(edition.report, edition.values, out / f"figures-{edition.language}", edition.language)
    _bare_book(edition, out, out / f"figures-{edition.language}")
    text = "\n\n".join(chapter.text[chapter.body :] for chapter in edition.chapters)
    for kind in ("docx", "epub"):
        target = out / f"{edition.language}.{kind}"
        pypandoc.convert_text(text, kind, format="gfm", outputfile=str(target), extra_args=["--quiet"])


def _bare_site(root: Path, scratch: Path) -> None:
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("  - kerege\n", "")
    settings = settings.replace("docs_dir: docs", f"docs_dir: {root / 'docs'}")
    settings = settings.replace("site_dir: build/site", f"site_dir: {scratch / 'site'}")
    (scratch / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(scratch / "mkdocs.yml")]
    subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stderr=subprocess.DEVNULL)


def generated_reports() -> None:
    """The check of generated reports of three sizes, three languages each, and the exponent of its growth."""
    points: list[tuple[float, float]] = []
    rows: list[list[Cell]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for chapters, statistics in SIZES:
            folder = generate(Path(scratch) / str(chapters), chapters, statistics)
            subprocess.run([KEREGE, "--report", str(folder), "accept", "--all"], check=True, stdout=subprocess.DEVNULL)
            _, start = cpu_of("--version")
            _, seconds, peak = measured(KEREGE, "--report", str(folder), "check")
            points.append((math.log(chapters), math.log(seconds - start)))
            rows.append([f"{chapters} × 3", statistics, seconds, peak])
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
        patterns = dictionaries(report.settings.languages, folder / "cache" / "hyphenation")
        for code in editions:
            draw_figures(report, values, folder / "figures", code)
        for turn in range(ROUNDS):
            ours.append(_in_two_processes(_our_book, editions, folder / f"ours-{turn}", folder / "figures"))
            with hyphenated(patterns):
                bare.append(_in_two_processes(_bare_book, editions, folder / f"bare-{turn}", folder / "figures"))
    rows = [
        [name, *(statistics.median(column) for column in zip(*times, strict=True))]
        for name, times in (("Kerege", ours), ("WeasyPrint alone", bare))
    ]
    ratios = [
        statistics.median(one[index] / other[index] for one, other in zip(ours, bare, strict=True)) for index in (0, 1)
    ]
    record(
        "pdf",
        "The books beside WeasyPrint alone",
        ["three languages, screen and press", "wall s", "CPU s"],
        rows,
        [("books ÷ WeasyPrint alone, wall", ratios[0], 1.15), ("books ÷ WeasyPrint alone, CPU", ratios[1], 1.15)],
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
    document = lay_out(
        whole_html(edition),
        style_text(settings.paper, edition.report.brand),
        figures,
        out / "cache",
        settings.languages,
        files=report_pictures(edition),
    )
    document.write_pdf(out / f"{edition.language}.pdf", pdf_variant="pdf/a-3a", pdf_identifier=b"0" * 16)
    document.copy(document.pages[1:-1]).write_pdf(out / f"{edition.language}-print.pdf", pdf_identifier=b"0" * 16)


def slope(points: list[tuple[float, float]]) -> float:
    """Least-squares slope: the exponent, on logarithms."""
    x = sum(a for a, _ in points) / len(points)
    y = sum(b for _, b in points) / len(points)
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


MEASURES: dict[str, Callable[[], None]] = {"build": builds, "check": generated_reports, "pdf": books}
"""Those that stand here; the others are modules of their own."""
QUICK = ("build", "growth", "numbers", "peers", "preview")
"""What `tools/run bench` takes when no name is given."""


def main(words: list[str]) -> None:
    """Take the measurements named, or all; then write the page, or draw the plot."""
    if words[:1] == ["--plot"]:
        bench_results.plot(Path(words[1] if len(words) > 1 else "bench.svg"))
        return
    for name in words or QUICK:
        print(f"\n{name}")
        measure = MEASURES.get(name)
        if measure is None and not Path(__file__).with_name(f"bench_{name}.py").is_file():
            known = [
                *MEASURES,
                *(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py")),
            ]
            raise SystemExit(f"There is no measurement '{name}'; there are {', '.join(sorted(known))}.")
        (measure or importlib.import_module(f"tools.bench_{name}").main)()
    bench_results.write_page()


if __name__ == "__main__":
    main(sys.argv[1:])
