"""What is read and checked again after a save says exactly what reading and checking everything would say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from preview_served import faulty

from kerege.checks import check_report
from kerege.checks.context import FOLDERS, CheckContext, Rule, parameters
from kerege.errors import KeregeError
from kerege.evidence.ledger import read_ledger
from kerege.findings import Finding
from kerege.preview.rechecking import Checker
from kerege.preview.rereading import Rereader
from kerege.preview.revaluing import Ledgers
from kerege.preview.watch import state_of
from kerege.read import read_report
from kerege.read.translations import memory_file, memory_text
from kerege.translate.state import recorded_state

ALL_CHAPTERS = FOLDERS.keys() | {"report", "chapters"}
"""Parameters by which a rule asks for all of the report, or for files beside it."""


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
    ("quotes/motives.yml", "She had tried", "“She had tried"),
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


_WORDS = {
    "en": ("Women carry the hopes of a family on a long road.", "A house is built.", "see there"),
    "ru": ("Женщины несут надежды семьи по долгой дороге.", "Дом построен.", "см. там"),
    "ky": ("Аялдар үй-бүлөнүн үмүтүн узак жолдо көтөрүп жүрөт.", "Үй курулган.", "ошол жерди караңыз"),
}  # fmt: skip


@pytest.fixture
def linked(template: Path) -> Path:
    """A report whose chapters define and use each other's headings, tables, figures, testimonies, sentences and words."""
    for code, (long, short, there) in _WORDS.items():
        for number, name in enumerate(("02-first", "03-second", "04-third")):
            (template / "docs" / code / f"{name}.md").write_text(
                f"---\ntitle: {name}\n---\n\n## {long[:20].strip()} {number + 2} {{#{name}-why}}\n\n{long}\n\n{short}\n\n"
                f"[{there}](01-example.md#example-found) [{there}](02-first.md#02-first-why) [{there}](table:example)\n",
                "utf-8",
            )
    return template


ACROSS = [
    # (edits of one save, what is found for the first time then)
    ([("docs/en/02-first.md", "{#02-first-why}", "{#02-first-how}")], {"X017"}),
    ([("docs/en/02-first.md", "{#02-first-how}", "{#02-first-why}")], set()),
    ([("docs/en/01-example.md", "Table: Answers", "Tabel: Answers")], {"X010"}),
    ([("docs/en/01-example.md", "Tabel: Answers", "Table: Answers")], set()),
    ([("docs/ru/01-example.md", "```figure\nreading\n```\n", "")], {"X010", "T003"}),
    ([("docs/ru/04-third.md", "Дом построен.", "Дом построен.\n\n```figure\nreading\n```")], set()),
    # the same testimony in a chapter before, then in one behind
    ([("docs/en/02-first.md", "A house is built.", "A house is built.\n\n```quote\nr1\n```")], {"Q008"}),
    ([("docs/en/02-first.md", "```quote\nr1\n```", ""), ("docs/en/index.md", "\n\n", "\n\n```quote\nr1\n```\n\n")], set()),
    ([("docs/en/index.md", "```quote\nr1\n```", "")], set()),
    # and twice in one
    ([("docs/ky/01-example.md", "```quote\nr1\n```", "```quote\nr1\n```\n\n```quote\nr1\n```")], {"Q008"}),
    ([("docs/ky/01-example.md", "```quote\nr1\n```\n\n", "")], set()),
    # a sentence translated in another way, first behind the usual one, then before it; its place moves
    ([("docs/ru/03-second.md", "Дом построен.", "Дом возведён.")], {"T019"}),
    ([("docs/ru/02-first.md", "\n\n", "\n\nСлово.\n\n")], set()),
    ([("docs/ru/02-first.md", "Дом построен.", "Здание готово.")], set()),
    ([("docs/ru/03-second.md", "Дом возведён.", "Здание готово."), ("docs/ru/04-third.md", "Дом построен.", "Здание готово.")], set()),
    # a word that lost its letters is seen by what other chapters and records write
    ([("docs/ky/03-second.md", "узак жолдо", "узак жолдо кутулган")], set()),
    ([("docs/ky/04-third.md", "узак жолдо", "узак жолдо күтүлгөн күтүлган кутулгон")], {"T014"}),
    ([("glossary.yml", "ky: ", "ky: үмүт, умут, ")], set()),
    ([("docs/ky/02-first.md", "үмүтүн узак", "умутун узак")], set()),
    ([("docs/ky/02-first.md", "\n\n", "\n\nСөз.\n\n")], set()),
    ([("docs/ky/03-second.md", "умутун", "үмүтүн"), ("docs/ky/02-first.md", "умутун узак", "үмүтүн узак")], set()),
    # a statistic that is stated nowhere any more, and a share over few cases that is
    ([("data/statistics/example.yml", "unit: percent", "unit: percent\n  base: 20")], {"S041"}),
    ([(f"docs/{code}/01-example.md", "readers-share", "writers-share") for code in _WORDS], {"S003"}),
    ([("docs/en/03-second.md", "A house", "[62.5 per cent](stat:readers-share). A house")], {"T004"}),
    ([("docs/ru/index.md", "\n\n", "\n\n[x](00-none.md)\n\n")], {"X016"}),
    # a value that one chapter states, one that others do, and one that is no number any more
    ([("data/survey.csv", "62.5", "61.5")], set()),
    ([("docs/ky/04-third.md", "Үй курулган.", "Үй курулган, [62,5 пайызы](stat:readers-share).")], set()),
    ([("data/survey.csv", "61.5", "62.5"), ("data/survey.csv", "33.3", "43.3")], set()),
    ([("data/survey.csv", "62.5", "none")], {"S015"}),
    ([("data/survey.csv", "none", "62.5")], set()),
]  # fmt: skip


def _edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_what_chapters_say_together_is_judged_as_a_whole_check_judges_it(linked: Path) -> None:
    again = _Again(linked)
    for edits, codes in ACROSS:
        before = {finding.code for finding in again.findings}
        for file, old, new in edits:
            _edit(linked, file, old, new)
        found = again.save()
        assert found == _all_anew(linked), edits
        assert {finding.code for finding in found} - before >= codes, edits


def test_a_chapter_that_goes_or_is_renamed_takes_what_it_says_with_it(linked: Path) -> None:
    again = _Again(linked)
    for code in _WORDS:
        _edit(linked, f"docs/{code}/02-first.md", "{#02-first-why}", "{#02-first-why}\n\n```quote\nr1\n```")
    again.save()
    texts = {path: path.read_text("utf-8") for path in sorted(linked.glob("docs/*/*.md"))}
    for path in texts:
        path.unlink()
        assert again.save() == _all_anew(linked), path
        path.with_name("zz-moved.md").write_text(texts[path], "utf-8")
        assert again.save() == _all_anew(linked), path
        path.with_name("zz-moved.md").unlink()
        path.write_text(texts[path], "utf-8")
    for path in texts:
        path.unlink()
    assert again.save() == _all_anew(linked)
    for path, text in texts.items():
        path.write_text(text, "utf-8")
        assert again.save() == _all_anew(linked), path


def test_what_is_remembered_of_a_translation_changes_what_is_compared(linked: Path) -> None:
    again = _Again(linked)
    _edit(linked, "docs/ru/03-second.md", "Дом построен.", "Дом возведён.")
    assert "T019" in {finding.code for finding in again.save()}
    for code in ("ru", "ky"):
        for name in ("02-first", "03-second"):
            reading = read_report(linked)
            chapter = reading.report.chapter(code, name)
            assert chapter is not None
            path = linked / memory_file(code, name)
            path.write_text(memory_text(recorded_state(reading.report, chapter, "reviewed")), "utf-8")
            assert again.save() == _all_anew(linked), path
    # The original changes: a block that is behind is compared with nothing until it is recorded anew.
    for name in ("02-first", "03-second"):
        _edit(linked, f"docs/en/{name}.md", "A house is built.", "A house was pulled down by the wind last winter.")
        found = again.save()
        assert found == _all_anew(linked), name
    assert {"T007"} <= {finding.code for finding in found}
    assert "T019" not in {finding.code for finding in found}
    (linked / memory_file("ru", "03-second")).unlink()
    assert again.save() == _all_anew(linked)


def test_after_a_fault_of_ours_nothing_that_it_left_half_done_is_believed(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = _Again(linked)

    with monkeypatch.context() as broken:
        broken.setattr("kerege.checks.marks_typeset.place_of", faulty)
        _edit(linked, "docs/ru/03-second.md", "Дом построен.", "Дом возведён.")
        with pytest.raises(ZeroDivisionError):
            again.save()
    reading = again.reader.reading
    found = again.checker.check(reading.report, reading.findings, again.ledgers.present, ("docs/ru/03-second.md",))
    assert "T019" in {finding.code for finding in found}
    assert found == _all_anew(linked)


def test_a_saved_paragraph_asks_no_rule_for_the_whole_report(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = _Again(linked)
    asked = []
    whole = again.checker._whole

    def noted(rule: Rule, context: CheckContext) -> object:
        asked.append(rule)
        return whole(rule, context)

    monkeypatch.setattr(again.checker, "_whole", noted)
    _edit(linked, "docs/ru/03-second.md", "Дом построен.", "Дом построен из дерева.")
    assert again.save() == _all_anew(linked)
    assert not [rule for rule in asked if ALL_CHAPTERS.isdisjoint(parameters(rule))]
    # A cell is judged where it is stated; whatever asks for all values is no rule of a chapter.
    asked.clear()
    _edit(linked, "data/survey.csv", "62.5", "61.5")
    assert "S003" in {finding.code for finding in again.save()}
    assert again.findings == _all_anew(linked)
    assert not [rule for rule in asked if "parallels" in parameters(rule)]
    # A rule that is asked for chapters alone never sees another one.
    _edit(linked, "docs/ru/03-second.md", "Дом построен", "[x](02-first.md#none) Дом построен")
    asked.clear()
    assert "X017" in {finding.code for finding in again.save()}
    assert not [rule for rule in asked if ALL_CHAPTERS.isdisjoint(parameters(rule))]


def test_a_total_that_another_chapter_tells_in_words_is_found_at_once(template: Path) -> None:
    """S045: the chapter does not state the statistic, so only its words tie it to the value that changes."""
    survey = template / "data" / "survey.csv"
    before = survey.read_text("utf-8").rstrip("\n")
    survey.write_text(f"{before}\nvisited,5\n", "utf-8")
    (template / "data" / "statistics" / "villages.yml").write_text(
        "villages-visited: {source: example-survey, at: {file: survey.csv, where: {question: visited}, column: percent}, "
        "unit: count, decimals: 0, label: {en: Villages visited}, of: {en: villag}}\n",
        "utf-8",
    )
    chapter = template / "docs" / "en" / "01-example.md"
    chapter.write_text(chapter.read_text("utf-8") + "\nWe went to six villages.\n", "utf-8")
    again = _Again(template)
    assert "S045" not in {finding.code for finding in again.save()}
    survey.write_text(f"{before}\nvisited,6\n", "utf-8")
    assert "S045" in {finding.code for finding in again.save()}
    assert again.findings == _all_anew(template)
