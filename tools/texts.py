"""What the texts of a report are: words, testimonies' lengths and openings, the table of terms, passages for a second reading.

    tools/run texts                                        words of each language; testimonies: sentences, words, openings
    tools/run texts --before COMMIT                        testimonies as they were then, beside those of now
    tools/run texts --terms ky                             each agreed term: where the original says it, and who renders it
    tools/run texts --passages ru --count 40 --seed 731    passages by chance, to be read by an editor who counts errors

A passage is a paragraph, an item or a testimony of twelve words and more. Terms are counted by their stems, in chapters, testimonies and
the words of figures; one that the original says and no text renders is marked.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from kerege.model import Rendering, Report
from kerege.model.record_texts import record_texts, testimony_texts
from kerege.read import read_report

ROOT = Path(__file__).parents[1]
_SENTENCE = re.compile(r"[.!?…]+[»”’)]*(?=\s|$)")
_LEAST_WORDS = 12


def chapter_texts(report: Report, code: str) -> list[tuple[str, str]]:
    """The passages of the chapters of a language, each with its place."""
    return [
        (f"{chapter.path}:{passage.location.line}", " ".join(passage.plain.split()))
        for chapter in report.chapters.get(code, ())
        for passage in chapter.passages
    ]


def testimonies(report: Report, code: str) -> list[str]:
    """The testimonies of a language, in the order of the records."""
    return [record.words[code] for record in testimony_texts(report) if code in record.words]


def shape(texts: Sequence[str]) -> str:
    """Lengths and openings of testimonies, in a line."""
    lengths = sorted(len(text.split()) for text in texts)
    sentences = Counter(len(_SENTENCE.findall(text)) or 1 for text in texts)
    openings = Counter(text.split()[0] for text in texts)
    pairs = list(pairwise(texts))
    alike = sum(one.split()[0] == other.split()[0] for one, other in pairs)
    spread = ", ".join(f"{count} of {number}" for number, count in sorted(sentences.items()))
    common = ", ".join(f"{word} {count}" for word, count in openings.most_common(5))
    return (
        f"{len(texts)} testimonies; sentences: {spread}; words: {lengths[0]} to {lengths[-1]}, median {lengths[len(lengths) // 2]}; "
        f"{len(openings)} openings ({common}); {alike} of {len(pairs)} neighbours begin alike"
    )


def terms(report: Report, code: str) -> Iterator[tuple[Rendering, Counter[str], Counter[str]]]:
    """Each term with its rendering: how often the original says it, and how often the language's stems stand, by kind of text."""
    original = report.settings.original
    kinds: dict[str, Callable[[str], list[str]]] = {
        "chapters": lambda language: [text for _, text in chapter_texts(report, language)],
        "testimonies": lambda language: testimonies(report, language),
        "figures": lambda language: [
            record.words.get(language, "") for record in record_texts(report) if record.what.startswith("figure")
        ],
    }
    texts = {
        (kind, language): [t.casefold() for t in make(language)]
        for kind, make in kinds.items()
        for language in (original, code)
    }
    for rendering in report.termbase:
        if rendering.language == code:
            yield (
                rendering,
                Counter({kind: _said(texts[kind, original], rendering.source) for kind in kinds}),
                Counter({kind: _rendered(texts[kind, code], rendering) for kind in kinds}),
            )


def _said(texts: Sequence[str], term: str) -> int:
    word = re.compile(rf"(?<!\w){re.escape(term.casefold())}(?!\w)")
    return sum(len(word.findall(text)) for text in texts)


def _rendered(texts: Sequence[str], rendering: Rendering) -> int:
    stems = rendering.stems or (rendering.term,)
    return sum(text.count(stem.casefold()) for text in texts for stem in stems)


def passages(report: Report, code: str) -> list[tuple[str, str]]:
    """Everything of a language that a reader reads in one go."""
    found = chapter_texts(report, code)
    found += [(record.what, record.words[code]) for record in testimony_texts(report) if code in record.words]
    return [(place, text) for place, text in found if len(text.split()) >= _LEAST_WORDS]


def before(commit: str, folder: Path) -> Report:
    """The report as it stood in a commit, unpacked into a folder."""
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)
    return read_report(folder).report


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--report", type=Path, default=ROOT)
    parser.add_argument("--before")
    parser.add_argument("--terms")
    parser.add_argument("--passages")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    report = read_report(given.report).report
    if given.terms:
        for term, said, rendered in terms(report, given.terms):
            lost = said.total() and not rendered.total() and not term.advice
            mark = "  <- said and not rendered" if lost else ""
            counts = "  ".join(f"{kind} {said[kind]}/{rendered[kind]}" for kind in said)
            print(f"{term.source} = {term.term}: {counts}{mark}")
        return 0
    if given.passages:
        chosen = random.Random(given.seed).sample(passages(report, given.passages), given.count)
        for number, (place, text) in enumerate(chosen, 1):
            print(f"{number}. {place}\n   {text}")
        print(f"{sum(len(text.split()) for _, text in chosen)} words")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        old = before(given.before, Path(folder)) if given.before else None
        for code in report.settings.languages:
            words = sum(len(text.split()) for _, text in chapter_texts(report, code))
            told = sum(len(text.split()) for text in testimonies(report, code))
            print(f"{code}: {words} words in chapters with their titles and summaries, {told} in testimonies")
            if old is not None:
                print(f"    before: {shape(testimonies(old, code))}")
            print(f"    now:    {shape(testimonies(report, code))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
