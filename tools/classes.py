"""Which class each digit and number word of foreign texts lies in: quantity, convention, narrative, unread; none may lie in none.

    tools/run classes FILE_OR_FOLDER... [--language en] [--sample 200 --seed 1]

Texts are Markdown or plain; their passages are what readers see. Printed are the shares by class, the digits that lie in no span or in
two (which must be none), the time, and, with `--sample`, so many of the findings that an untied text would have, each in its sentence.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from kerege.languages import language_pack
from kerege.languages.lexicon import Lexicon
from kerege.languages.reading import Kind, Span, read
from kerege.languages.reading.cursor import Cursor
from kerege.languages.sentences import sentence_at
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints

_NUMBER_WORDS = ("number", "hundred", "scale", "many")
_MOST = 200_000
"""Characters of a file that are read."""


def passages(path: Path, language: str) -> Iterator[str]:
    """The passages of a file that readers see."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")[:_MOST]
    if path.suffix in (".md", ".markdown", ".qmd"):
        chapter = read_chapter_text(text, PurePosixPath(path.name), language, Complaints())
        yield from (passage.plain for passage in chapter.passages)
    else:
        yield from text.split("\n\n")


def uncovered(text: str, spans: Iterable[Span], lexicon: Lexicon) -> list[int]:
    """The digits and number words that lie in no span, or in two, as offsets."""
    owners = [0] * len(text)
    for span in spans:
        for place in range(span.start, span.end):
            owners[place] += 1
    cursor = Cursor(text, lexicon)
    words = {
        token.start
        for number, token in enumerate(cursor.tokens)
        if any(not match.entry.glued for cls in _NUMBER_WORDS for match in cursor.all(number, cls))
    }
    digits = {place for place, sign in enumerate(text) if unicodedata.category(sign) in ("Nd", "No", "Nl")}
    return sorted(place for place in digits | words if owners[place] != 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    lexicon = language_pack(arguments.language).lexicon
    files = sorted({file for source in arguments.sources for file in _files(source)})
    kinds: Counter[str] = Counter()
    lost: list[str] = []
    told: list[tuple[str, str, str]] = []
    characters, started = 0, time.process_time()
    for file in files:
        for text in passages(file, arguments.language):
            spans = read(text, lexicon)
            characters += len(text)
            kinds.update(span.kind.value for span in spans)
            lost += [f"{file.name}: {text[max(0, at - 30) : at + 30]!r}" for at in uncovered(text, spans, lexicon)]
            for span in spans if arguments.sample else ():
                if span.kind in (Kind.QUANTITY, Kind.UNREAD):
                    start, end = sentence_at(text, span.start)
                    told.append((span.kind.value, text[span.start : span.end], text[start:end]))
    total = sum(kinds.values()) or 1
    print(f"{len(files)} texts, {characters:,} characters, {total:,} spans, {time.process_time() - started:.1f} s")
    for kind in Kind:
        print(f"  {kind.value:12}{kinds[kind.value]:8,} {100 * kinds[kind.value] / total:6.1f} %")
    print(f"  in no class or in two: {len(lost)}")
    for line in lost[:20]:
        print("   ", line)
    for kind_name, words, sentence in random.Random(arguments.seed).sample(told, min(arguments.sample, len(told))):
        print(f"{kind_name} | {' '.join(words.split())} | {' '.join(sentence.split())[:240]}")
    return 1 if lost else 0


def _files(source: Path) -> Iterator[Path]:
    endings = (".md", ".markdown", ".qmd", ".txt")
    yield from (file for file in source.rglob("*") if file.suffix in endings) if source.is_dir() else [source]


if __name__ == "__main__":
    sys.exit(main())
