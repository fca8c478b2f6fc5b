"""What is read and checked again after a save says exactly what reading and checking everything would say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from kerege.checks import check_report
from kerege.checks.again import Checker
from kerege.errors import KeregeError
from kerege.evidence.again import Ledgers
from kerege.evidence.ledger import read_ledger
from kerege.findings import Finding
from kerege.outputs.preview.watch import state_of
from kerege.read import read_report
from kerege.read.again import Rereader


class _Again:
    """A folder as the preview follows it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reader, self.ledgers, self.checker = Rereader(root), Ledgers(), Checker()
        self.state = state_of(root)
        self.findings = self._check(())

    def save(self) -> tuple[Finding, ...]:
        now = state_of(self.root)
        changed = {path for path in now.keys() | self.state.keys() if now.get(path) != self.state.get(path)}
        self.state = now
        self.reader.read(changed)
        self.findings = self._check(tuple(changed))
        return self.findings

    def _check(self, changed: tuple[str, ...]) -> tuple[Finding, ...]:
        reading = self.reader.reading
        self.ledgers.read(reading.report, self.reader.shown.report, changed)
        return self.checker.check(reading.report, reading.findings, self.ledgers.present, changed)


def _all_anew(root: Path) -> tuple[Finding, ...]:
    reading = read_report(root)
    return check_report(reading.report, reading.findings)[0]


def _edits(root: Path, seed: int, count: int) -> Iterator[str]:
    """Saves as people make them, and as no one does: words, digits, lines, files, in any place of the report."""
    chance = random.Random(seed)
    before = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    texts = [
        path
        for path in before
        if path.suffix in {".md", ".yml", ".csv", ".json", ".lock"} and path.name != "mkdocs.yml"
    ]
    for number in range(count):
        path = chance.choice(texts)
        lines = before[path].decode("utf-8").splitlines(keepends=True)
        at = chance.randrange(len(lines)) if lines else 0
        kind = chance.choice(("digit", "lost", "twice", "words", "gone", "new", "moved", "broken", "back"))
        if kind == "digit" and lines:
            lines[at] = "".join(chance.choice("0123456789") if c.isdigit() else c for c in lines[at])
        elif kind == "lost" and lines:
            del lines[at]
        elif kind == "twice" and lines:
            lines.insert(at, lines[at])
        elif kind == "words":
            lines.append(f"\nA woman said 4{number} per cent, [kelin](term:kelin) and [x](stat:none-{number}).\n")
        elif kind == "moved":
            chance.shuffle(lines)
        elif kind == "new":
            path = path.with_name(f"{path.stem}-{number}{path.suffix}")
        elif kind == "broken":
            lines.insert(at, "\x00: [}{\n")
        text = "".join(lines).encode()
        if kind == "gone":
            path.unlink(missing_ok=True)
        elif kind == "back":
            for old, content in before.items():
                if not old.is_file() or old.read_bytes() != content:
                    old.write_bytes(content)
        else:
            path.write_bytes(text)
        yield f"{number}: {kind} {path.relative_to(root)}"


@pytest.mark.parametrize("seed", [1])
def test_findings_after_any_saves_are_those_of_a_whole_check(template: Path, seed: int) -> None:
    again = _Again(template)
    assert again.findings == _all_anew(template)
    for edit in _edits(template, seed, 40):
        try:
            found = again.save()
        except KeregeError as error:
            with pytest.raises(KeregeError, match="^" + str(error).split(":")[0]):
                read_report(template)
            continue
        assert found == _all_anew(template), edit
        assert again.reader.reading.report == read_report(template).report, edit
        assert again.ledgers.present == read_ledger(again.reader.reading.report), edit


@pytest.fixture
def short(real: Path) -> Path:
    """The report of this repository with two of its chapters, so that a whole check is quick."""
    for path in (*real.glob("docs/*/*.md"), *real.glob("translations/*/*.json")):
        if path.stem not in ("index", "01-summary", "05-methods"):
            path.unlink()
    for path in real.glob("docs/*/01-summary.md"):
        path.write_text(f"{path.read_text('utf-8')}\n[x](fig:attitudes) [x](table:methods-heard)\n", "utf-8")
    return real


MISTAKES = [
    ("docs/en/01-summary.md", "(stat:despair-women) of women", "(stat:despair-women) of men"),
    ("docs/ru/05-methods.md", "В основе исследования", "У 73 процентов опрошенных в основе исследования"),
    ("quotes/motives.yml", "publish: published", 'publish: "no"'),
    ("quotes/risks.yml", "b17:", "b17: {"),
]
CODES = {"S003", "S004", "S005", "S020", "S021", "Q004", "R001", "X010", "P001"}
"""What is found, so that the edits are known to have been mistakes."""
CROSSING = [
    ("quotes/risks.yml", "b17:", "b17: {"),
    ("quotes/motives.yml", "en: A woman", "en: “A woman"),
    ("quotes/motives.yml", "publish: published", 'publish: "no"'),
    # a figure and a table of another chapter
    ("docs/en/05-methods.md", "```figure\nattitudes", "```figur\nattitudes"),
    ("docs/ru/05-methods.md", "Table:", "Tabl:"),
    # values that figures, other chapters and the lock depend on
    ("data/un-2015/women-share.csv", "59.6", "61.6"),
    ("data/sources.lock", "59.6", "59.5"),
    ("data/un-2015/women-share.csv", "706-707", "706-708"),
    ("glossary.yml", "ru:", "ru: Бишкек"),
    ("privacy.yml", "banned:", "banned:\n  everybody: [women, женщин, аялдар]"),
    ("references.json", '"id"', '"idd"'),
    ("translations/ru/01-summary.json", '"status": "', '"status": "x'),
    ("translations/terms.yml", "[интервью, бесед]", "[ничего]"),
]


def test_findings_after_each_mistake_are_those_of_a_whole_check(short: Path) -> None:
    again = _Again(short)
    said = set()
    for file, old, new in [*MISTAKES, *CROSSING]:
        path = short / file
        text = path.read_text("utf-8")
        assert old in text, file
        if not file.startswith("docs"):
            again.save()  # a record that changes alone
        path.write_text(text.replace(old, new, 1), "utf-8")
        found = again.save()
        assert found == check_report(again.reader.reading.report, again.reader.reading.findings)[0], (file, new)
        said |= {finding.code for finding in found}
        path.write_text(text, "utf-8")  # read with the next save
    assert said >= CODES
    again.save()
    assert again.findings == _all_anew(short)


def test_a_rule_learns_what_it_reads_when_a_chapter_gains_something(template: Path) -> None:
    chapters = sorted(template.glob("docs/*/01-example.md"))
    texts = [path.read_text("utf-8") for path in chapters]
    for path, text in zip(chapters, texts, strict=True):
        path.write_text(text.replace("```quote", "```text"), "utf-8")
    again = _Again(template)
    for path, text in zip(chapters, texts, strict=True):
        path.write_text(text, "utf-8")
    again.save()
    record = template / "quotes" / "example.yml"
    record.write_text(record.read_text("utf-8").rstrip() + "\n  sensitive: [violence]\n", "utf-8")
    assert "P006" in {finding.code for finding in again.save()}
    assert again.findings == _all_anew(template)


def test_a_picture_that_tells_where_it_was_taken_is_found_when_it_comes(template: Path) -> None:
    again = _Again(template)
    exif = Image.Exif()
    exif[0x010E] = "a village"
    Image.new("RGB", (2, 2)).save(template / "figures" / "yard.jpg", exif=exif)
    assert "P008" in {finding.code for finding in again.save()}
    (template / "figures" / "yard.jpg").unlink()
    assert "P008" not in {finding.code for finding in again.save()}
