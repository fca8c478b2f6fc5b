"""From save to screen: a chapter is written, and the time is taken until its new page has been fetched.

`kerege serve` and `mkdocs serve` run side by side on the same generated report, at 30 and at 1,200 chapters, and take
turns. Both are asked as a browser asks: the first through its line of events, the second through the address that its
own script polls. `--first [REPORT]` prints instead the processor time of the first page in each language, and of a further one, of a
whole report: this one where none is named.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.bench_results import Cell, record
from tools.generate import generate

KEREGE = str(Path(sys.executable).with_name("kerege"))
MKDOCS = str(Path(sys.executable).with_name("mkdocs"))
SIZES = ((10, 400), (400, 10_000))
"""Chapters a language, and statistics; three languages each."""
ROUNDS = 5
_MKDOCS_ROUNDS = 2
"""Rebuilding 1,200 chapters takes minutes."""
_LIMIT = 1800
CONFIG = (
    "site_name: Generated\nsite_url: https://example.org/generated/\ntheme: {name: material, font: false}\nplugins:\n"
    "  - i18n: {docs_structure: folder, fallback_to_default: false, reconfigure_material: false, reconfigure_search: false,\n"
    "      languages: [{locale: en, name: English, default: true, build: true}, {locale: ru, name: Русский, build: true},\n"
    "        {locale: ky, name: Кыргызча, build: true}]}\n  - kerege\n"
)
_PAGE = "generated/ru/003-chapter/"
_SAVED = "docs/ru/003-chapter.md"
_CELL = "data/survey-0.csv"


def first(root: Path) -> None:
    """Print the processor time, which another program's work does not lengthen, of reading a report and of its pages."""
    from kerege.outputs.site import plugin  # noqa: F401  What is loaded once is no part of a page.
    from kerege.preview.session import LiveReport

    def timed(work: Callable[[], object]) -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    begun = time.process_time()
    live = LiveReport(root)
    print(f"reading the report {time.process_time() - begun:.2f} s")
    names = [chapter.name for chapter in live.report.chapters[live.site_context.original] if chapter.name != "index"]
    total = 0.0
    for code in live.site_context.editions:
        spent = timed(lambda code=code: live.sheet(f"{live.site_context.place(code)}{names[1]}/"))  # type: ignore[misc]
        total += spent
        print(f"first page in {code} {spent:.2f} s")
    print(f"first page in each language {total:.2f} s of 0.60 s")
    further = statistics.median(timed(lambda name=name: live.sheet(f"{name}/")) for name in names[2:8])  # type: ignore[misc]
    print(f"a further page {1000 * further:.0f} ms")


def main() -> None:
    """The measurement, kept for the page of them."""
    if "--first" in sys.argv:
        first(Path(sys.argv[2] if len(sys.argv) > 2 else "."))
        return
    rows: list[list[Cell]] = []
    ratios: list[tuple[str, float, float | None]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for chapters, count in SIZES:
            root = generate(Path(scratch) / str(chapters), chapters, count)
            (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
            subprocess.run([KEREGE, "--report", str(root), "accept", "--all"], check=True, stdout=subprocess.DEVNULL)
            _measure(root, chapters * 3, rows, ratios)
    record(
        "preview",
        "From save to screen",
        ["chapters", "", "median s", "slowest s"],
        rows,
        ratios,
        "From the writing of a file until its new page has been fetched. `mkdocs serve` is asked at 30 chapters only: at 1,200 its "
        "first build alone was not done after 24 minutes.",
    )


def _measure(root: Path, chapters: int, rows: list[list[Cell]], ratios: list[tuple[str, float, float | None]]) -> None:
    def row(name: str, seconds: list[float]) -> float:
        rows.append([chapters, name, statistics.median(seconds), max(seconds)])
        print(*rows[-1], flush=True)
        return statistics.median(seconds)

    with _kerege(root) as ours:
        mine = row("kerege serve: words on screen", _rounds(root, ours.saved, ROUNDS))
        told = row("kerege serve: findings told", list(ours.findings))
        cell = row("kerege serve: a cell on screen", [_cell(root, ours.saved, number) for number in range(3)])
        pages = row("kerege serve: a changed chapter as PDF", [_pages(root, ours, number) for number in range(3)])
    ratios.append((f"save to screen at {chapters:,} chapters, seconds", mine, 0.2))
    ratios.append((f"findings told at {chapters:,} chapters, seconds", told, 0.2))
    ratios.append(
        (f"a changed chapter as PDF at {chapters:,} chapters, seconds", pages, 1.0 if chapters <= 30 else None)
    )
    ratios.append((f"a cell to screen at {chapters:,} chapters, seconds", cell, 0.2))
    if chapters <= 30:
        with _mkdocs(root) as theirs:
            rebuilt = row("mkdocs serve: words on screen", _rounds(root, theirs, _MKDOCS_ROUNDS))
        ratios.append(("save to screen ÷ mkdocs serve, 30 chapters", mine / rebuilt, None))


def _rounds(root: Path, saved: Callable[[float, str], float], rounds: int) -> list[float]:
    """Seconds from the write until the page with the new words has been fetched."""
    path = root / _SAVED
    text = path.read_text(encoding="utf-8")
    seconds = []
    for number in range(rounds):
        mark = f"пробное слово {'раз ' * (number + 1)}конец"
        begun = time.perf_counter()
        path.write_text(f"{text}\n\nЭто {mark}.\n", encoding="utf-8")
        seconds.append(saved(begun, mark))
        time.sleep(1)
    path.write_text(text, encoding="utf-8")
    time.sleep(3)
    return seconds


def _cell(root: Path, saved: Callable[[float, str], float], number: int) -> float:
    """A changed cell of the data, on a page that prints it: the chapter is given an empty tie first."""
    path = root / _SAVED
    if "[](stat:i0-women)" not in path.read_text(encoding="utf-8"):
        path.write_text(f"{path.read_text(encoding='utf-8')}\n\nЗначение: [](stat:i0-women).\n", encoding="utf-8")
        time.sleep(5)
    data = root / _CELL
    lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
    value = 91 + number
    lines[1] = f"i0,women,{value}\n"
    begun = time.perf_counter()
    data.write_text("".join(lines), encoding="utf-8")
    seconds = saved(begun, f">{value}")
    time.sleep(5)
    return seconds


def _pages(root: Path, ours: _Ours, number: int) -> float:
    """From asking for the pages of a chapter that has just been changed until they are here."""
    path = root / _SAVED
    mark = f"другое слово {'раз ' * (number + 1)}конец"
    begun = time.perf_counter()
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\nЭто {mark}.\n", encoding="utf-8")
    ours.saved(begun, mark)
    time.sleep(1)
    begun = time.perf_counter()
    with urllib.request.urlopen(f"{ours.address}/{_PAGE}chapter.pdf") as answer:
        answer.read()
    return time.perf_counter() - begun


class _Ours:
    """An open page of `kerege serve`, as its script hears of changes."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._new = threading.Condition()
        self._digest = ""
        self._began = 0.0
        self.findings: list[float] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with urllib.request.urlopen(f"{self.address}/_kerege/events?page=/{_PAGE}") as line:
            for raw in line:
                if raw.startswith(b"data: {"):
                    said = json.loads(raw[6:])
                    with self._new:
                        self._digest, self._last = said["page"], said["findings"]
                        self._new.notify_all()
                    self._hear()

    def _hear(self) -> None:
        if not self._began:
            return
        with urllib.request.urlopen(f"{self.address}/_kerege/findings?page=/{_PAGE}") as answer:
            if not json.load(answer)["checking"]:
                self.findings.append(time.perf_counter() - self._began)
                self._began = 0.0

    def saved(self, begun: float, mark: str) -> float:
        """Seconds until the page that holds `mark` is here."""
        before = self._digest
        self._began = begun
        with self._new:
            while self._digest == before:
                if not self._new.wait(_LIMIT):
                    raise TimeoutError("kerege serve told nothing")
        seconds = _fetched(f"{self.address}/{_PAGE}", begun, mark)
        end = time.perf_counter() + _LIMIT
        while self._began and time.perf_counter() < end:
            time.sleep(0.01)
        return seconds


def _fetched(address: str, begun: float, mark: str) -> float:
    end = time.perf_counter() + _LIMIT
    while time.perf_counter() < end:
        with urllib.request.urlopen(address) as answer:
            if mark in answer.read().decode("utf-8"):
                return time.perf_counter() - begun
        time.sleep(0.02)
    raise TimeoutError(f"{address} never showed '{mark}'")


@contextmanager
def _kerege(root: Path) -> Iterator[_Ours]:
    arguments = [KEREGE, "--report", str(root), "serve", "--address", "127.0.0.1:8765"]
    with _running(arguments, root, "other finding"):
        ours = _Ours("http://127.0.0.1:8765")
        time.sleep(2)
        yield ours


@contextmanager
def _mkdocs(root: Path) -> Iterator[Callable[[float, str], float]]:
    """`mkdocs serve`, asked whether the page is new as its own script asks: the answer comes when the rebuild is over."""
    with _running([MKDOCS, "serve", "-a", "127.0.0.1:8766", "-f", str(root / "mkdocs.yml")], root, "Serving on"):
        yield lambda begun, mark: _fetched(f"http://127.0.0.1:8766/{_PAGE}", begun, mark)


@contextmanager
def _running(arguments: list[str], root: Path, ready: str) -> Iterator[None]:
    log = root / "log.txt"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(arguments, stdout=out, stderr=subprocess.STDOUT)
        try:
            end = time.monotonic() + _LIMIT
            while ready not in log.read_text(encoding="utf-8"):
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(log.read_text(encoding="utf-8")[-1000:])
                time.sleep(0.2)
            yield
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
