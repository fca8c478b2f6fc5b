"""Published reports made up for tests and benches: invented text with everything known that an import should find.

`make_sample(seed)` invents a report; `as_pdf` sets it in two columns with WeasyPrint, `as_torn_text` writes it as bad
extraction does: columns one after another, quotes in boxes away from their introductions, words broken by hyphens.
Nothing in it is true, and nothing is taken from any publication.
"""

from __future__ import annotations

import html
import os
import random
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SUBJECTS = (
    "wells",
    "schools",
    "roads",
    "markets",
    "clinics",
    "bakeries",
    "ferries",
    "orchards",
    "libraries",
    "workshops",
)
PLACES = ("in the valley", "along the coast", "near the old bridge", "behind the station", "on the northern slopes")
VERBS = ("repair", "visit", "paint", "measure", "inspect", "clean", "open", "describe", "photograph", "count")
THINGS = ("fences", "windows", "ledgers", "lanterns", "kettles", "benches", "signposts", "baskets", "shelves", "pumps")
MANNERS = (
    "carefully",
    "twice each season",
    "before the rain",
    "without any help",
    "with borrowed tools",
    "after long talks",
)
SPEAKERS = (
    "A woman farmer",
    "Participant of a focus group",
    "A ferry worker",
    "A young teacher",
    "Two members of the council",
)
AUTHORS = ("Harbour Board", "Lindqvist & Moreau", "Okafor", "Valley Council", "Tanaka", "Institute of Wells")
ACRONYMS = (
    ("HBB", "Harbour Building Board"), ("VCC", "Valley Community Council"), ("IWR", "Institute of Wells and Roads"),
    ("NFU", "National Ferry Union"), ("BLA", "Bakers and Librarians Association"), ("RSO", "Road Safety Office"),
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """One paragraph as it should come out."""

    kind: str
    """heading, text, quote or note."""
    text: str
    """With footnote marks as `{{label}}`."""
    speaker: str = ""
    level: int = 2


@dataclass
class Sample:
    """A report and what is in it."""

    title: str
    chapters: list[tuple[str, list[Piece]]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    quotes: list[tuple[str, str]] = field(default_factory=list)
    """Words and speaker, block quotes and those within sentences."""
    numbers: list[str] = field(default_factory=list)
    introductions: list[tuple[str, str]] = field(default_factory=list)
    """End of the introduction, beginning of its block quote."""
    works: list[str] = field(default_factory=list)

    def headings(self) -> list[str]:
        return [t for title, pieces in self.chapters for t in (title, *(p.text for p in pieces if p.kind == "heading"))]

    def words(self) -> str:
        """Every word of the report."""
        parts = [self.title, *self.notes.values(), *self.notes]
        for title, pieces in self.chapters:
            parts += [title, *(re.sub(r"\{\{.*?\}\}", "", p.text) + " " + p.speaker for p in pieces)]
        parts += [" ".join(pair) for pair in ACRONYMS]
        return " ".join(parts)


def make_sample(seed: int, chapters: int = 4) -> Sample:
    """Invent a report."""
    return _Invention(random.Random(seed)).sample(chapters)


class _Invention:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.made = Sample("Wells and Ferries")
        self.used: set[str] = set()

    def sample(self, chapters: int) -> Sample:
        for number in range(chapters):
            subject = SUBJECTS[(number * 2) % len(SUBJECTS)]
            title = f"{subject.upper()} AND {SUBJECTS[(number * 2 + 1) % len(SUBJECTS)].upper()}"
            self.made.chapters.append((title, list(self.chapter(subject))))
        return self.made

    def one(self, among: tuple[str, ...]) -> str:
        return self.chance.choice(among)

    def chapter(self, subject: str) -> Iterator[Piece]:
        for number in range(3):
            if number:
                yield Piece("heading", f"How people {self.one(VERBS)} their {self.one(THINGS)} {self.one(PLACES)}")
            for kind in ("text", "number", "inline", "text", "block", "note", "number"):
                yield from getattr(self, f"_{kind}")(subject)

    def sentence(self, subject: str) -> str:
        return (
            f"{self.one(('Most', 'Many', 'Some of the', 'Nearly all'))} {subject} {self.one(PLACES)} belong to families who "
            f"{self.one(VERBS)} the {self.one(THINGS)} {self.one(MANNERS)} and {self.one(VERBS)} the {self.one(THINGS)} "
            f"{self.one(MANNERS)}."
        )

    def text(self, subject: str, sentences: int) -> str:
        return " ".join(self.sentence(subject) for _ in range(sentences))

    def _text(self, subject: str) -> Iterator[Piece]:
        yield Piece("text", self.text(subject, self.chance.randint(3, 5)))

    def _number(self, subject: str) -> Iterator[Piece]:
        share, count = self.chance.randint(21, 89), self.chance.randint(1200, 98000)
        author, year = self.one(AUTHORS), self.chance.randint(2003, 2022)
        self.made.numbers += [f"{share} percent", f"{count:,}"]
        self.made.works.append(f"{author}, {year}")
        yield Piece(
            "text",
            f"{self.sentence(subject)} According to the survey, {share} percent of the {subject} {self.one(PLACES)} were in "
            f"use, and {count:,} {self.one(THINGS)} were sold there ({author}, {year}). {self.sentence(subject)}",
        )

    def _inline(self, subject: str) -> Iterator[Piece]:
        said = f"we {self.one(VERBS)} every {self.one(THINGS)[:-1]} {self.one(MANNERS)} and nobody {self.one(PLACES)} thanks us"
        speaker = self.one(SPEAKERS)
        self.made.quotes.append((said, speaker))
        yield Piece(
            "text", f"{self.sentence(subject)} It was often heard that “{said}” ({speaker}). {self.sentence(subject)}"
        )

    def _block(self, subject: str) -> Iterator[Piece]:
        thing, place, verb = self.one(THINGS), self.one(PLACES), self.one(VERBS)
        intro = f"{self.text(subject, 2)} One story tells how people {verb} {thing} {place}:"
        said = (
            f"I had to {verb} the {thing} {place} because my neighbours had left. I {self.one(VERBS)} the {self.one(THINGS)} "
            f"{self.one(MANNERS)} and my children {self.one(VERBS)} the rest. I would not do it again {self.one(MANNERS)}."
        )
        speaker = self.one(SPEAKERS)
        self.made.quotes.append((said, speaker))
        self.made.introductions.append((intro[-40:], said[:30]))
        yield Piece("text", intro)
        yield Piece("quote", said, speaker)

    def _note(self, subject: str) -> Iterator[Piece]:
        label = str(len(self.made.notes) + 1)
        self.made.notes[label] = (
            f"Register of {self.one(THINGS)} kept {self.one(PLACES)}, as {self.one(AUTHORS)} describes it."
        )
        first, rest = self.sentence(subject), self.text(subject, 2)
        yield Piece("text", f"{first}{{{{{label}}}}} {rest}")


# --- a PDF in two columns ---

_STYLE = """
@page { size: A4; margin: 22mm 18mm;
  @top-center { content: "Annual Review of Useful Places"; font: 8pt sans-serif }
  @bottom-center { content: counter(page); font: 8pt sans-serif } }
body { font: 9.5pt/1.35 "DejaVu Serif", serif }
.columns { columns: 2; column-gap: 9mm; text-align: justify; hyphens: auto }
h1 { font-size: 24pt; margin: 0 0 8mm } h2 { font-size: 18pt; break-before: page; margin: 0 0 5mm }
h3 { font-size: 12pt; text-align: left; break-after: avoid; hyphens: manual }
p { margin: 0 0 2.2mm } blockquote { margin: 1mm 5mm 3mm; font-style: italic }
sup { font-size: 6pt; line-height: 1 } .note { font-size: 7pt; margin: 0 } .acronym { margin: 0 }
"""


def as_html(sample: Sample) -> str:
    """The sample as a page for WeasyPrint; the notes of a chapter stand below its columns."""
    parts = [f"<style>{_STYLE}</style><body lang=en><h1>{sample.title}</h1><h3>Abbreviations</h3>"]
    parts += [f"<p class=acronym>{short} – {long}</p>" for short, long in ACRONYMS]
    for title, pieces in sample.chapters:
        parts.append(f"<h2>{title}</h2><div class=columns>")
        called: list[str] = []
        for piece in pieces:
            text = html.escape(piece.text, quote=False)
            called += re.findall(r"\{\{(\d+)\}\}", text)
            text = re.sub(r"\{\{(\d+)\}\}", r"<sup>\1</sup>", text)
            tag = {"heading": "h3", "quote": "blockquote"}.get(piece.kind, "p")
            speaker = f" ({piece.speaker})" if piece.speaker else ""
            parts.append(f"<{tag}>{text}{speaker}</{tag}>")
        parts.append("</div>")
        parts += [f"<p class=note>{label} {html.escape(sample.notes[label])}</p>" for label in called]
    return "<meta charset=utf-8>" + "".join(parts)


def as_pdf(sample: Sample, path: Path) -> None:
    """Set the sample in two columns, by a process of its own: one that has made our books knows no fonts but ours."""
    program = "import sys, weasyprint; weasyprint.HTML(string=sys.stdin.read()).write_pdf(sys.argv[1])"
    known = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    subprocess.run([sys.executable, "-c", program, str(path)], input=as_html(sample), text=True, check=True, env=known)


# --- bad extraction ---

_COLUMN, _LINES = 52, 44


def as_torn_text(sample: Sample, seed: int = 1) -> str:
    """The sample as bad extraction writes it, pages parted by form feeds."""
    chance = random.Random(seed)
    pages = ["\n".join([sample.title.upper(), "", "ABBREVIATIONS", "", *(f"{a}  {b}" for a, b in ACRONYMS)])]
    for title, pieces in sample.chapters:
        for number, page in enumerate(_pages(pieces, sample, chance)):
            pages.append(f"{title}\n\n{page}" if number == 0 else page)
    return "\f".join(f"{page}\n\nAnnual Review of Useful Places\n{n}\n" for n, page in enumerate(pages, start=1))


def _pages(pieces: list[Piece], sample: Sample, chance: random.Random) -> Iterator[str]:
    """Two columns of running text; the quotes of the page as boxes above them, its notes below."""
    text: list[str] = []
    boxes: list[str] = []
    notes: list[str] = []
    for piece in pieces:
        marks = re.findall(r"\{\{(\d+)\}\}", piece.text)
        plain = re.sub(r"\{\{(\d+)\}\}", r"\1", piece.text)
        if piece.kind == "quote":
            boxes.append("\n".join(_set(f"{plain} ({piece.speaker})", 60, chance)))
            continue
        notes += ["\n".join(_set(f"{label} {sample.notes[label]}", _COLUMN, chance)) for label in marks]
        if text:
            text.append("")
        text += _set(plain, 40 if piece.kind == "heading" else _COLUMN, chance)
        if len(text) >= 2 * _LINES:
            yield _page(text[: 2 * _LINES], boxes, notes)
            text, boxes, notes = text[2 * _LINES :], [], []
    if any(text) or boxes or notes:
        yield _page(text, boxes, notes)


def _page(text: list[str], boxes: list[str], notes: list[str]) -> str:
    columns = ["\n".join(text[:_LINES]).strip("\n"), "\n".join(text[_LINES:]).strip("\n")]
    return "\n\n".join(part for part in (*boxes, *columns, *notes) if part.strip())


def _set(text: str, width: int, chance: random.Random) -> list[str]:
    """Lines of a text, some broken within a word."""
    lines: list[str] = []
    rest = text
    while rest:
        line = textwrap.wrap(rest, width)[0]
        rest = rest[len(line) :].lstrip()
        word = re.match(r"[a-z]{7,}(?= )", rest)
        if word and chance.random() < 0.3:
            line, rest = f"{line} {word[0][:3]}-", word[0][3:] + rest[word.end() :]
        lines.append(line)
    return lines
