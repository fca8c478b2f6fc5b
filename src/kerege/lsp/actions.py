"""What can be done about what stands at a place: the value's words, a tie, a record, a quote, an id, an acceptance.

An action is a change of texts that an editor makes when somebody chooses it, or a command of theirs. Each was tried: a value or a tie
that would be a finding is not proposed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lsprotocol import types

from kerege.evidence.claim_drafts import drafts
from kerege.evidence.packs import report_packs
from kerege.evidence.tolerances import tolerances
from kerege.findings import Finding
from kerege.languages.messages import Messages
from kerege.lsp.cards import passage_at
from kerege.lsp.mentions import at
from kerege.lsp.outline import unit_at
from kerege.lsp.session import Session
from kerege.messages import say
from kerege.model import Chapter, Report, Scheme, Value
from kerege.read.claims import FILE as CLAIMS
from kerege.read.spelling import PATH as SPELLING
from kerege.translate.state import Standing
from kerege.tying.placing import Change, declared_none, placed, stated_beside
from kerege.tying.proposals import Proposer, Untied, printed, untied_numbers
from kerege.tying.rewording import reworded

_SOURCES = ("S018", "S020", "S021", "S022", "S024", "S025")
_QUOTES = ("Q010", "Q011")
_TRANSLATIONS = ("T007", "T009")
_MISSPELT = "L006"


@dataclass(frozen=True)
class Action:
    """Something that can be done."""

    title: str
    changes: tuple[Change, ...] = ()
    command: tuple[str, tuple[object, ...]] | None = None
    codes: tuple[str, ...] = ()
    """The findings that it mends."""
    best: bool = False
    kind: str = types.CodeActionKind.QuickFix


class Actions:
    """The actions of one report."""

    def __init__(self, session: Session, known: Messages) -> None:
        self.session, self.known = session, known
        self._proposer: tuple[Report, Mapping[str, Value], Proposer] | None = None

    @property
    def proposer(self) -> Proposer:
        """Kept while the records stay what they are, since it reads the data files."""
        report, values = self.session.report, self.session.values
        kept = self._proposer
        if kept is None or kept[1] is not values or kept[0].statistics is not report.statistics:
            made = Proposer(report, values, report_packs(report))
            self._proposer = (report, values, made)
            return made
        kept[2].report = report
        return kept[2]

    def at(self, path: str, start: int, end: int, findings: Iterable[Finding]) -> Iterator[Action]:
        """What can be done between two places of a file, whose findings these are."""
        here = [finding for finding in findings if self._touches(finding, path, start, end)]
        yield from self._nearest(path, here)
        yield from self._accepting(here)
        yield from self._spelling(here)
        chapter = self.session.chapter(path)
        if chapter is None:
            return
        yield from self._wordings(chapter, start, end)
        numbers = list(self._untied(chapter, start, end))
        for number in numbers[:1]:
            yield from self._ties(chapter, number)
        yield from self._quoting(chapter, start, end)
        yield from self._claims(chapter, start, end)
        yield from self._blocks(path, chapter, start)

    def _say(self, text: str) -> str:
        return self.known.say(text)

    def _touches(self, finding: Finding, path: str, start: int, end: int) -> bool:
        lines = self.session.lines(path)
        place = lines.at(finding.location)
        first = lines.position(start).line + 1
        last = lines.position(end).line + 1
        return start <= place <= end or first <= finding.location.line <= last

    # --- findings ---

    def _nearest(self, path: str, findings: Sequence[Finding]) -> Iterator[Action]:
        """The id, or the field, that was probably meant."""
        lines = self.session.lines(path)
        for finding in findings:
            near = finding.fact("near")
            if isinstance(near, tuple):
                near = near[0] if near else ""
            wrong = next(
                (str(fact) for name in ("target", "key", "source", "label", "word") if (fact := finding.fact(name))), ""
            )
            if not isinstance(near, str) or not near or not wrong:
                continue
            place = lines.at(finding.location)
            mention = at(self.session.mentions(path), place)
            if mention is not None and mention.id == wrong:
                start = mention.start
            else:
                start = lines.text.find(wrong, place, place + 400)
            if start >= 0:
                title = self._say(say("write '{near}'", near=near))
                yield Action(title, (Change(path, start, start + len(wrong), near),), codes=(finding.code,), best=True)

    def _spelling(self, findings: Sequence[Finding]) -> Iterator[Action]:
        """A word that the report knows better than the dictionary."""
        for finding in findings:
            if finding.code == _MISSPELT:
                text, word = self.session.text(str(SPELLING)), str(finding.fact("word"))
                gap = "" if not text or text.endswith("\n") else "\n"
                change = Change(str(SPELLING), len(text), len(text), f"{gap}{word}\n")
                title = self._say(say("'{word}' is right: add it to spelling.txt", word=word))
                yield Action(title, (change,), codes=(_MISSPELT,))

    def _accepting(self, findings: Sequence[Finding]) -> Iterator[Action]:
        """What a person who has looked at it may accept."""
        for finding in findings:
            thing = ""
            if finding.code in _SOURCES and isinstance(finding.fact("source"), str):
                thing = str(finding.fact("source"))
            elif finding.code in _QUOTES and isinstance(finding.fact("quote"), str):
                thing = f"quote:{finding.fact('quote')}"
            elif finding.code in _TRANSLATIONS and finding.location.path.parts[0] == "docs":
                thing = f"{finding.location.path.parts[1]}/{finding.location.path.stem}"
            if thing:
                title = self._say(say("accept {thing}: I have looked at it", thing=thing))
                here = self.session.uri(finding.location.path)
                yield Action(title, command=("kerege.accept", (thing, here)), codes=(finding.code,))

    # --- numbers ---

    def _wordings(self, chapter: Chapter, start: int, end: int) -> Iterator[Action]:
        """The value of a tie in this language's words, in the form that stands there."""
        pack, limits = self.session.pack(chapter.language), tolerances(self.session.report.settings.tolerances)
        for tie in chapter.ties_to(Scheme.STATISTIC):
            value = self.session.values.get(tie.target)
            if value is None or tie.end < start or end < tie.start or not tie.words:
                continue
            for number, words in enumerate(reworded(self.session.report, chapter, tie, value, pack, limits)):
                change = Change(str(chapter.path), tie.words_start, tie.words_end, words)
                title = self._say(say("write “{words}”", words=words))
                yield Action(title, (change,), codes=("S002", "S003", "S008", "S009", "S055"), best=number == 0)

    def _untied(self, chapter: Chapter, start: int, end: int) -> Iterator[Untied]:
        index = passage_at(chapter, start)
        if index is None:
            return
        pack = self.session.pack(chapter.language)
        for number in untied_numbers(self.session.report, chapter, self.session.values, pack, {index}):
            if number.start <= end and start <= number.end:
                yield number

    def _ties(self, chapter: Chapter, number: Untied) -> Iterator[Action]:
        report, proposer = self.session.report, self.proposer
        pack = proposer.packs[chapter.language]
        found = proposer.proposals(chapter, number, stated_beside(report, chapter, number))
        for place, one in enumerate(found):
            made = placed(proposer, chapter, number, one)
            label = one.statistic.label.get(chapter.language, "")
            facts = {"key": one.key, "value": printed(one, pack), "label": label, "languages": made.languages}
            title = (
                say("write a draft statistic {key}: {value}, {label} ({languages})", **facts)
                if one.is_new
                else say("tie to {key}: {value}, {label} ({languages})", **facts)
            )
            yield Action(self._say(title), made.changes, codes=("S005",), best=place == 0)
        for key in report.settings.nostat:
            title = say("no statistic: nostat:{key}", key=key)
            yield Action(self._say(title), declared_none(chapter, number, key), codes=("S005", "S056"))

    # --- other words ---

    def _quoting(self, chapter: Chapter, start: int, end: int) -> Iterator[Action]:
        """Selected words that a stored quote says."""
        words = " ".join(chapter.text[start:end].split()).strip("“”«»\"'")
        if len(words.split()) < 2 or "](" in words:
            return
        for key, quote in self.session.report.quotes.items():
            said = " ".join(quote.text.get(chapter.language, "").split())
            if words and words in said:
                change = Change(str(chapter.path), start, end, f"[{chapter.text[start:end]}](quote:{key})")
                yield Action(self._say(say("mark as words of quote {key}", key=key)), (change,), best=True)

    def _claims(self, chapter: Chapter, start: int, end: int) -> Iterator[Action]:
        """A claim drafted from a sentence that states several statistics."""
        report = self.session.report
        if chapter.language != report.settings.original:
            return
        index = passage_at(chapter, start)
        if index is None or sum(tie.passage == index for tie in chapter.ties_to(Scheme.STATISTIC)) < 2:
            return
        limits = tolerances(report.settings.tolerances)
        alone = replace(report, chapters={chapter.language: (chapter,)})
        line = chapter.places.at(start).line
        text = self.session.text(CLAIMS)
        for draft in drafts(alone, self.session.values, self.session.pack(chapter.language), limits):
            place = chapter.places.offset(draft.claim.location)
            if passage_at(chapter, place) != index or chapter.places.at(place).line > line + 30:
                continue
            gap = "" if not text or text.endswith("\n") else "\n"
            changes = [Change(CLAIMS, len(text), len(text), f"{gap}{draft.record}\n")]
            where = chapter.text.find(draft.word, place) if draft.word else -1
            if where >= 0 and "](" not in draft.word:
                changes.append(
                    Change(str(chapter.path), where, where + len(draft.word), f"[{draft.word}](claim:{draft.claim.id})")
                )
            title = say("write a draft claim {key}: {arithmetic}", key=draft.claim.id, arithmetic=draft.arithmetic)
            yield Action(self._say(title), tuple(changes), codes=("S089",), kind=types.CodeActionKind.RefactorExtract)

    def _blocks(self, path: str, chapter: Chapter, start: int) -> Iterator[Action]:
        """The way to the same block of other languages, and accepting one that was behind."""
        place = self.session.lines(path).position(start)
        here = (self.session.uri(path), place.line, place.character)
        for code in self.session.report.settings.languages:
            if code != chapter.language and self.session.report.chapter(code, chapter.name):
                title = self._say(say("go to the same block in {language}", language=code))
                yield Action(title, command=("kerege.sameBlock", (*here, code)), kind=types.CodeActionKind.Empty)
        unit = unit_at(self.session, chapter, start)
        if unit is not None and unit.standing in (Standing.STALE, Standing.UNRECORDED):
            title = self._say(say("this block says what the original says"))
            yield Action(title, command=("kerege.acceptBlock", here), codes=_TRANSLATIONS)


def workspace_edit(
    session: Session, changes: Iterable[Change], files: Iterable[tuple[str, str]] = ()
) -> types.WorkspaceEdit:
    """Changes of texts as an editor makes them; files that get a new name get it last."""
    by_path: dict[str, list[types.TextEdit]] = {}
    for change in changes:
        lines = session.lines(change.path)
        edit = types.TextEdit(lines.range(change.start, change.end), change.text)
        if edit not in by_path.setdefault(change.path, []):
            by_path[change.path].append(edit)
    renames = list(files)
    made = [path for path in by_path if not (session.root / path).is_file()]
    if not renames and not made:
        return types.WorkspaceEdit(changes={session.uri(path): edits for path, edits in by_path.items()})
    steps: list[types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile] = [
        types.CreateFile(session.uri(path), options=types.CreateFileOptions(ignore_if_exists=True)) for path in made
    ]
    steps += [
        types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(session.uri(path)), list(edits))
        for path, edits in by_path.items()
    ]
    steps += [types.RenameFile(session.uri(old), session.uri(new)) for old, new in renames]
    return types.WorkspaceEdit(document_changes=steps)


def as_arguments(values: Iterable[object]) -> list[object]:
    """Arguments of a command as JSON has them."""
    found: list[object] = json.loads(json.dumps(list(values)))
    return found
