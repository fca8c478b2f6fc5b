"""How reading the numbers of a passage grows with its length, in each language: the last doublings of one paragraph without an end."""

from __future__ import annotations

import gc
import math
import time

from kerege.languages import language_pack
from kerege.languages.reading.passage import read
from tools.bench_results import Cell, record
from tools.bench_scale import slope
from tools.generate import PROSE, SENTENCES

LENGTHS = (25, 50, 100, 200, 400)
"""Sentences."""
ROUNDS = 3


def main() -> None:
    """The measurement, kept for the page of them."""
    gc.disable()  # as the commands do
    rows: list[list[Cell]] = []
    ratios: list[tuple[str, float, float | None]] = []
    for code, (stated, plain) in SENTENCES.items():
        points = []
        for length in LENGTHS:
            text = " ".join(
                stated.format(n=10 + n, m=17 + n, a="a", b="b") + PROSE[code] + plain for n in range(length)
            )
            seconds = min(_seconds(f"{text} {turn}", code) for turn in range(ROUNDS))
            points.append((math.log(len(text)), math.log(seconds)))
            rows.append([code, len(text), 1000 * seconds, 1_000_000 * seconds / len(text)])
        ratios.append((f"growth of reading numbers with a passage in {code}, exponent", slope(points), 1.1))
    record("numbers", "Reading numbers", ["language", "letters", "CPU ms", "CPU µs a letter"], rows, ratios)


def _seconds(text: str, code: str) -> float:
    lexicon = language_pack(code).lexicon
    began = time.process_time()
    read(text, lexicon)
    return time.process_time() - began


if __name__ == "__main__":
    main()
