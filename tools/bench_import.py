"""How well a published report is brought in: precision and recall over invented reports whose content is known.

`tools/run bench import` prints, for PDFs in two columns, for `pdftotext -layout` of the same PDFs and for badly extracted
text: headings, quotes, attributions, numbers, footnotes, quotes behind their introductions, and the share of words kept.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kerege.intake.published.bring_in import bring_in
from kerege.intake.published.pdf import read_pdf
from kerege.intake.published.plain import read_plain
from kerege.model import BlockKind, Report
from kerege.read import read_report
from tools.published_samples import Sample, as_pdf, as_torn_text, make_sample

KINDS = ("pdf", "layout", "torn")
SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class Score:
    """What was found of what is there."""

    found: int
    right: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.found + other.found, self.right + other.right, self.there + other.there)


def imported(sample: Sample, kind: str, folder: Path) -> Path:
    """The sample written as a file of a kind, and brought in."""
    out, pdf, text = folder / f"{kind}-report", folder / "sample.pdf", folder / f"{kind}.txt"
    if kind == "torn":
        text.write_text(as_torn_text(sample), encoding="utf-8")
    else:
        as_pdf(sample, pdf)
    if kind == "layout":
        subprocess.run(["pdftotext", "-layout", str(pdf), str(text)], check=True)
    file, read = (pdf, read_pdf) if kind == "pdf" else (text, read_plain)
    bring_in(file, out, read, language="en", date="2026-11-24")
    return out


def scores(sample: Sample, root: Path) -> dict[str, Score]:
    """What the folder holds of what the sample has."""
    report = read_report(root).report
    chapters = [c for c in report.chapters["en"] if not c.is_front_page]
    titles = [c.title for c in chapters if c.title != "Opening pages"]
    headings = [*titles, *(h.text for c in chapters for h in c.headings)]
    quotes = {_folded(q.text["en"]): report.speakers[q.speaker]["en"] for q in report.quotes.values()}
    wanted = {_folded(words): speaker for words, speaker in sample.quotes}
    right = {words: speaker for words, speaker in quotes.items() if words in wanted}
    named = sum(1 for words, speaker in right.items() if speaker.casefold() == wanted[words].casefold())
    said = [re.sub(r".*“(.*)”.*", r"\1", s.note) for s in report.statistics.values()]
    return {
        "headings": _compare(map(_folded, headings), map(_folded, (*sample.headings(), sample.title, "Abbreviations"))),
        "quotes": Score(len(quotes), len(right), len(wanted)),
        "attributions": Score(len(right), named, len(right)),
        "numbers": _compare(said, sample.numbers),
        "footnotes": _compare(_notes(report), _notes_of(sample)),
        "introductions": _compare(_introductions(report), ((_folded(a), _folded(b)) for a, b in sample.introductions)),
    }


def kept(sample: Sample, root: Path) -> float:
    """The share of the sample's words that stand in the folder: chapters, records, or lists of the import report."""
    report = read_report(root).report
    texts = [report.settings.title["en"]]
    for chapter in report.chapters["en"]:
        texts += [chapter.title, *(p.plain for p in chapter.passages), *(note.label for note in chapter.notes)]
        texts += [report.quotes[b.target].text["en"] for b in chapter.blocks_of(BlockKind.QUOTE)]
        texts += [report.speakers[report.quotes[b.target].speaker]["en"] for b in chapter.blocks_of(BlockKind.QUOTE)]
    texts += [f"{term.term['en']} {term.definition['en']}" for term in report.terms.values()]
    texts.append((root / "import-report.md").read_text(encoding="utf-8").split("## Words that stand only here")[1])
    given, made = _counted([sample.words()]), _counted(texts)
    return 1 - sum((given - made).values()) / sum(given.values())


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"[^\W\d_]+|\d+", text.casefold()))


def _compare(found: Iterable[object], wanted: Iterable[object]) -> Score:
    mine, theirs = Counter(found), Counter(wanted)
    # The title and the name of a list may come out as headings or not.
    optional: Counter[object] = Counter({_folded("Wells and Ferries"): 1, _folded("Abbreviations"): 1})
    mine, theirs = mine - optional, theirs - optional
    return Score(mine.total(), (mine & theirs).total(), theirs.total())


def _notes(report: Report) -> Iterable[tuple[str, str]]:
    """The word before each call, and the note's text."""
    for chapter in report.chapters["en"]:
        written = dict(re.findall(r"^\[\^([^\]]+)\]: (.*)$", chapter.text, re.MULTILINE))
        for word, label in re.findall(r"(\w+)\W{0,2}\[\^([^\]]+)\](?!:)", chapter.text):
            yield word, _folded(written.get(label, ""))


def _notes_of(sample: Sample) -> Iterable[tuple[str, str]]:
    for _, pieces in sample.chapters:
        for piece in pieces:
            for word, label in re.findall(r"(\w+)\W?\{\{(\d+)\}\}", piece.text):
                yield word, _folded(sample.notes[label])


def _introductions(report: Report) -> Iterable[tuple[str, str]]:
    for chapter in report.chapters["en"]:
        for block in chapter.blocks_of(BlockKind.QUOTE):
            before = chapter.text[: block.start].rstrip()
            if before.endswith(":"):
                yield _folded(before[-40:]), _folded(report.quotes[block.target].text["en"][:30])


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def main(kinds: Iterable[str] = KINDS) -> None:
    """Print the table."""
    print(f"{'input':8}{'what':16}{'precision':>10}{'recall':>8}{'there':>7}")
    with tempfile.TemporaryDirectory() as scratch:
        for kind in kinds:
            total: dict[str, Score] = {}
            shares = []
            for seed in SEEDS:
                sample = make_sample(seed)
                folder = Path(scratch) / f"{kind}-{seed}"
                folder.mkdir()
                root = imported(sample, kind, folder)
                for what, score in scores(sample, root).items():
                    total[what] = total[what] + score if what in total else score
                shares.append(kept(sample, root))
            for what, score in total.items():
                print(f"{kind:8}{what:16}{score.precision:10.3f}{score.recall:8.3f}{score.there:7}")
            print(f"{kind:8}{'words kept':16}{'':10}{min(shares):8.4f}")
