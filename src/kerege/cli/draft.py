"""`kerege draft` and `kerege tie`: a whole table as one record, and numbers tied one after the other. Written when accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kerege.errors import KeregeError
from kerege.evidence.ledger import Ledger, read_ledger
from kerege.evidence.packs import report_packs
from kerege.files import write_all
from kerege.messages import Message, say, say_count, together
from kerege.model import Chapter, Report
from kerege.preview.rereading import Rereader
from kerege.read import read_report
from kerege.read.units import is_unit
from kerege.tying.drafts import Asked, Said, TableDraft, table_drafts
from kerege.tying.placing import Change, applied, declared_none, placed, stated_beside, statistics_file
from kerege.tying.proposals import Proposal, Proposer, Untied, printed, untied_numbers

Ask = Callable[[str], str]
Tell = Callable[[str], None]


def drafted(root: Path, file: str, sheet: str, asked: Asked | None, said: Said) -> tuple[TableDraft, ...]:
    """Records that declare the tables of a data file.

    Raises:
        KeregeError: the file holds no table, no source lists it, or its unit is none.
    """
    report = read_report(root).report
    if said.unit and not is_unit(said.unit, frozenset(report.units)):
        raise KeregeError(say("'{unit}' is no unit; write percent, persons, count, KGS, kilogram …", unit=said.unit))
    found = table_drafts(report, file, sheet, asked, said)
    if not found:
        raise KeregeError(say("{file} holds no table of which a value could be read.", file=file))
    return found


def told(drafts: tuple[TableDraft, ...]) -> Message:
    """The records, and each value that they were tried with."""
    lines: list[str] = []
    for draft in drafts:
        lines += [draft.text.rstrip(), ""]
        width = max(map(len, draft.values))
        lines += [f"#   {key:<{width}}  {value}" for key, value in draft.values.items()]
        lines += [together("   ", "#", say("{key}: the cell has no value", key=key)) for key in draft.empty]
        if any(unit == "number" for unit in draft.units):
            lines.append(together("   ", "#", say("No head names the unit of some numbers; say --unit, or write it.")))
        lines.append("")
    return together("\n", *lines[:-1])


def written(root: Path, drafts: tuple[TableDraft, ...]) -> dict[str, str]:
    """Add the records to the files of `data/statistics/` in which their source's stand; the files with their new content."""
    report = read_report(root).report
    texts: dict[str, str] = {}
    for draft in drafts:
        path = statistics_file(report, draft.source)
        before = texts.get(path)
        if before is None:
            before = (root / path).read_text(encoding="utf-8") if (root / path).is_file() else ""
        texts[path] = f"{before.rstrip()}\n\n{draft.text}" if before.strip() else draft.text
    write_all({root / path: text.encode("utf-8") for path, text in texts.items()}, root)
    return texts


@dataclass
class Tying:
    """A chapter whose numbers are being tied."""

    root: Path
    name: str
    reader: Rereader
    ask: Ask
    tell: Tell
    tied: int = 0
    files: set[str] = field(default_factory=set)

    @property
    def report(self) -> Report:
        return self.reader.reading.report

    def chapter(self) -> Chapter:
        """The chapter as it is now.

        Raises:
            KeregeError: there is none of that name, or there are several.
        """
        name = self.name.removeprefix("docs/").removesuffix(".md")
        found = [c for c in self.report.all_chapters() if f"{c.language}/{c.name}" == name]
        found = found or [c for c in self.report.chapters[self.report.settings.original] if c.name == name]
        if len(found) != 1:
            raise KeregeError(say("There is no chapter '{name}' in this report.", name=self.name))
        return found[0]

    def run(self) -> None:
        """Ask about one number after the other, until there are no more or the answer is q."""
        seen: set[tuple[int, int]] = set()
        ledger = read_ledger(self.report)
        while True:
            chapter = self.chapter()
            proposer = Proposer(self.report, ledger.values, report_packs(self.report))
            waiting = list(untied_numbers(self.report, chapter, ledger.values, proposer.packs[chapter.language]))
            number = next((one for one in waiting if (one.passage, one.span.start) not in seen), None)
            if number is None:
                break
            seen.add((number.passage, number.span.start))
            answer = self._one(proposer, chapter, number, len(waiting))
            if answer is None:
                break
            if answer:
                ledger = self._write(answer, ledger)
        self.tell(
            say_count(
                "{count} number tied; {files}", "{count} numbers tied; {files}", self.tied, files=_files(self.files)
            )
        )

    def _one(self, proposer: Proposer, chapter: Chapter, number: Untied, left: int) -> tuple[Change, ...] | None:
        """The changes that somebody agreed to; none where the number is left; None where they have had enough."""
        place = chapter.places.at(number.start)
        found = proposer.proposals(chapter, number, stated_beside(self.report, chapter, number))
        self.tell(together("  ", "\n" + str(place), say_count("{count} left", "{count} left", left)))
        self.tell("  " + number.sentence.replace(number.words, f">>{number.words}<<", 1))
        for line in _listed(found, proposer, chapter.language):
            self.tell(line)
        if not found:
            self.tell(say("  nothing fits: no statistic and no cell of a source's files agrees"))
        keys = tuple(self.report.settings.nostat)
        choices = say("number, s to skip, n KEY for no statistic ({keys}), q to end", keys=keys or "-")
        while True:
            answer = self.ask(choices).strip()
            if answer == "q":
                return None
            if answer in ("", "s"):
                return ()
            if answer.isdecimal() and 1 <= int(answer) <= len(found):
                return self._placed(proposer, chapter, number, found[int(answer) - 1])
            kind, _, key = answer.partition(" ")
            if kind == "n" and key in keys:
                return declared_none(chapter, number, key)
            self.tell(say("'{answer}' is none of the answers.", answer=answer))

    def _placed(self, proposer: Proposer, chapter: Chapter, number: Untied, chosen: Proposal) -> tuple[Change, ...]:
        made = placed(proposer, chapter, number, chosen)
        missed = say("; not found in {languages}", languages=made.missed) if made.missed else ""
        self.tell("  " + say("stat:{key} in {languages}", key=chosen.key, languages=made.languages) + missed)
        self.tied += len(made.languages)
        return made.changes

    def _write(self, changes: tuple[Change, ...], ledger: Ledger) -> Ledger:
        """Write what somebody agreed to, all files or none."""
        texts = {
            change.path: (self.root / change.path).read_text(encoding="utf-8")
            for change in changes
            if (self.root / change.path).is_file()
        }
        made = applied(texts, changes)
        write_all({self.root / path: text.encode("utf-8") for path, text in made.items()}, self.root)
        self.files |= made.keys()
        self.reader.read(made.keys())
        records = any(path.startswith("data/") for path in made)
        return read_ledger(self.report) if records else ledger


def _files(paths: set[str]) -> str:
    return ", ".join(sorted(paths)) or "-"


def _listed(found: tuple[Proposal, ...], proposer: Proposer, language: str) -> Iterator[str]:
    pack = proposer.packs[language]
    for place, one in enumerate(found, 1):
        value = printed(one, pack)
        label = one.statistic.label.get(language, "")
        new = " " + say("(new record)") if one.is_new else ""
        yield together("", f"  {place}  stat:{one.key}", new, f"  {value}  {label}")
        yield together("", "       ", one.value.trail)


def tie(root: Path, name: str, ask: Ask, tell: Tell) -> None:
    """Propose a statistic or a cell for each untied number of a chapter, and write what is accepted.

    Raises:
        KeregeError: there is no such chapter.
    """
    Tying(root, name, Rereader(root), ask, tell).run()
