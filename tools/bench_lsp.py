"""What an editor waits for: from a keystroke in a paragraph until its diagnostics, and for each thing that is asked.

`kerege lsp` is spoken with over its standard input and output, on generated reports of 30 and of 1,200 chapters, as an editor
speaks with it: the change alone is sent, nothing is saved. Memory is that of the server after everything was asked.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tools.bench_results import Cell, record
from tools.generate import generate
from tools.lsp_client import Client

KEREGE = str(Path(sys.executable).with_name("kerege"))
SIZES = ((10, 400, 0.1), (400, 10_000, 0.2))
"""Chapters a language, statistics, and the seconds within which a changed paragraph has its diagnostics."""
ROUNDS = 20
_CHAPTER = "docs/ru/003-chapter.md"
_LIMIT = 1800.0


def main() -> None:
    """The measurement, kept for the page of them."""
    rows: list[list[Cell]] = []
    ratios: list[tuple[str, float, float | None]] = []
    sizes = SIZES[:1] if "--small" in sys.argv else SIZES
    with tempfile.TemporaryDirectory() as scratch:
        for chapters, count, limit in sizes:
            root = generate(Path(scratch) / str(chapters), chapters, count)
            _measure(root, chapters * 3, limit, rows, ratios)
    record(
        "lsp",
        "In the editor",
        ["chapters", "", "median ms", "slowest ms"],
        rows,
        ratios,
        "From the message of the editor until the answer of `kerege lsp` has been read. A diagnostic is waited for from the keystroke.",
    )


def _measure(root: Path, chapters: int, limit: float, rows: list[list[Cell]], ratios: list[Any]) -> None:
    client = Client(root)
    begun = time.perf_counter()
    text = client.open(_CHAPTER)
    client.type(_CHAPTER, "\u00a0%](stat:", "5\u00a0%](stat:")
    client.wait(lambda: "S003" in client.codes(_CHAPTER), _LIMIT)
    first = time.perf_counter() - begun
    client.type(_CHAPTER, "5\u00a0%](stat:", "\u00a0%](stat:")
    client.wait(lambda: "S003" not in client.codes(_CHAPTER), _LIMIT)
    rows.append([chapters, "first check", 1000 * first, 1000 * first])
    seconds = [_keystroke(client, number) for number in range(ROUNDS)]
    _row(rows, chapters, "diagnostics of a changed paragraph", seconds)
    ratios.append(
        (f"diagnostics at {chapters} chapters beside {1000 * limit:.0f} ms", statistics.median(seconds) / limit, 1.0)
    )
    words = text[text.index("](stat:") + 7 :].partition(")")[0]
    tie = client.place(_CHAPTER, f"(stat:{words})", 8)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 60, "character": 0}}
    here = {"textDocument": tie["textDocument"]}
    point = {"start": tie["position"], "end": tie["position"]}
    asked: dict[str, Any] = {
        "hover": tie,
        "completion": tie,
        "definition": tie,
        "references": {**tie, "context": {"includeDeclaration": True}},
        "rename": {**tie, "newName": "another-name"},
        "codeAction": {**here, "range": point, "context": {"diagnostics": []}},
        "documentSymbol": here,
        "foldingRange": here,
        "inlayHint": {**here, "range": whole},
        "codeLens": here,
    }
    for name, params in asked.items():
        _row(
            rows,
            chapters,
            name,
            [_taken(partial(client.ask, f"textDocument/{name}", params)) for _ in range(5)],
        )
    rows.append([chapters, "memory, MB", _memory(client.process.pid), 0])
    client.close()


def _keystroke(client: Client, number: int) -> float:
    """Seconds from a keystroke until its finding is told, or is told to be gone."""
    wrong = number % 2 == 0
    time.sleep(0.15)
    begun = time.perf_counter()
    client.type(_CHAPTER, *(("\u00a0%](stat:", "5\u00a0%](stat:") if wrong else ("5\u00a0%](stat:", "\u00a0%](stat:")))
    client.wait(lambda: ("S003" in client.codes(_CHAPTER)) is wrong, _LIMIT)
    return time.perf_counter() - begun


def _taken(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _row(rows: list[list[Cell]], chapters: int, name: str, seconds: list[float]) -> None:
    rows.append([chapters, name, 1000 * statistics.median(seconds), 1000 * max(seconds)])


def _memory(process: int) -> float:
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=False).stdout
    return int(told or 0) / 1024


if __name__ == "__main__":
    main()
