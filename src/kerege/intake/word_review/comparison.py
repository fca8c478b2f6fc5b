"""Comparing the blocks of a Word file with what they were."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kerege.docx.blocks import WordBlock, comparable, note_markdown
from kerege.docx.document import Comment, WordFile
from kerege.docx.pieces import Segment
from kerege.docx.units import cite_markdown, plain, units, without_heading_id
from kerege.evidence.ledger import read_ledger
from kerege.intake.word_review.alignment import letters_of
from kerege.intake.word_review.base import Base, Standing
from kerege.intake.word_review.edits import VOUCHED, Edit, NotGivenBack, edited, numbers, same, written
from kerege.intake.word_review.proposals import Change, Notice, Remark
from kerege.intake.word_review.recognition import recognised
from kerege.intake.word_review.tables import Part, table_parts
from kerege.languages import language_pack
from kerege.messages import say, settled
from kerege.model import Chapter, Report, Value

_CALL = re.compile(r"\[\^(?:note|-?\d+)\]")


@dataclass
class Comparison:
    """The growing result of one comparison."""

    report: Report
    file: WordFile
    standing: Standing
    changes: list[Change] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)
    """Notes whose change was proposed: one may be called more than once."""

    def __post_init__(self) -> None:
        self.pack = language_pack(self.standing.language)
        self.bases = {base.bookmark: base for base in self.standing.bases}
        self.values: Mapping[str, Value] | None = None

    def compare(self, blocks: Sequence[WordBlock]) -> None:
        """Propose and tell whatever the file's blocks say."""
        blocks = recognised(blocks, self.standing.bases)
        there = {block.bookmark: block for block in blocks if block.bookmark}
        before: Base | None = None
        loose: list[WordBlock] = []
        for block in blocks:
            base = self.bases.get(block.bookmark)
            if base is None:
                loose.append(block)
                continue
            self._added(before, loose)
            loose = []
            self._block(base, block)
            before = base
        self._added(before, loose)
        for base in self.standing.bases:
            if base.bookmark not in there and base.kind in ("prose", "table", "block"):
                self._removed(base)
        self._moved([block.bookmark for block in blocks if block.bookmark in self.bases])

    # --- one block ---

    def _block(self, base: Base, block: WordBlock) -> None:
        word = comparable(block.markdown)
        if base.shown is not None and same(base.shown, word):
            self._notes(base, block, None)
            return
        if base.shown is None and base.kind in ("made", "front", "block"):
            return
        if base.shown and base.kind != "prose" and word.startswith(base.shown + "\n\n"):
            # New paragraphs, written at the end of something that is no text of the chapter.
            self._add(base, word[len(base.shown) :].strip(), block.authors)
            return
        if base.kind == "made":
            self._tell(
                "",
                say("words that Kerege prints were edited and stay as they are: {base}", base=_difference(base, word)),
            )
        elif base.kind == "front":
            chapter = self.report.chapter(self.standing.language, base.chapter)
            place = str(chapter.path) if chapter is not None else base.chapter
            self._tell(
                place,
                say(
                    "title, summary and content note are changed in the front matter: {base}",
                    base=_difference(base, word),
                ),
            )
        elif base.kind == "block":
            self._tell(
                self._place(base),
                say(
                    "the words of {record} come from its record and stay as they are: {base}",
                    record=base.record,
                    base=_difference(base, word),
                ),
            )
        else:
            self._edit(base, block, word)

    def _edit(self, base: Base, block: WordBlock, word: str) -> None:
        place = self.standing.places.get(base.bookmark)
        if place is None:
            self._conflict(base, word)
            return
        chapter, segment = place
        head, tail = without_heading_id(segment.source)
        try:
            if base.kind == "table":
                self._table(base, block, table_parts(segment.source, base.shown, block, self.pack))
                return
            edit = edited(head, base.shown, word, self.pack)
        except NotGivenBack as error:
            reason = settled(error) or say("the source holds something that Word cannot give back")
            self._tell(
                self._place(base),
                say(
                    "not proposed, since {reason}; make the change by hand: {base}",
                    reason=reason,
                    base=_difference(base, word),
                ),
            )
            return
        self._kept(edit, self._place(base))
        self._notes(base, block, edit)
        if brought := [target for target in dict.fromkeys(edit.added) if target.startswith(VOUCHED)]:
            edit.held.append(say("it brings ties of its own: {found}", found=brought))
        text = edit.text
        if tail:
            # A heading's id stays with its first line.
            first, newline, rest = text.partition("\n")
            text = f"{first}{tail}{newline}{rest}"
        if text != segment.source:
            self._propose(
                chapter, segment.start, segment.end, text, say("changed"), edit.marked, edit.held, block.authors
            )

    def _table(self, base: Base, block: WordBlock, parts: Sequence[Part]) -> None:
        chapter, segment = self.standing.places[base.bookmark]
        for part in parts:
            edit = part.edit
            self._kept(edit, self._place(base))
            if brought := [target for target in dict.fromkeys(edit.added) if target.startswith(VOUCHED)]:
                edit.held.append(say("it brings ties of its own: {found}", found=brought))
            if edit.text != segment.source[part.start : part.end]:
                start, end = segment.start + part.start, segment.start + part.end
                self._propose(chapter, start, end, edit.text, part.kind, edit.marked, edit.held, block.authors)
        if len(block.calls()) == len(base.notes):
            self._notes(base, block, None)

    def _kept(self, edit: Edit, place: str) -> None:
        for target, old, new in edit.kept:
            self._tell(
                place,
                say(
                    "'{old}' was changed to '{new}'; {target}, so it stays. {target2}",
                    old=old,
                    new=new,
                    target=self._vouches(target),
                    target2=_remedy(target),
                ),
            )

    def _vouches(self, target: str) -> str:
        scheme, _, key = target.partition(":")
        if scheme == "stat":
            if self.values is None:
                self.values = read_ledger(self.report).values
            value = self.values.get(key)
            return (
                say(
                    "the value of {target} is {number} ({trail})", target=target, number=value.number, trail=value.trail
                )
                if value is not None
                else say("{target} is its source", target=target)
            )
        return say("{target} vouches for it", target=target)

    def _notes(self, base: Base, block: WordBlock, edit: Edit | None) -> None:
        """Footnotes: known by their place among the calls of a block."""
        if not base.notes:
            if edit is not None and edit.new_notes:
                self._new_notes(base, block, edit)
            return
        calls = block.calls()
        pairs = [(n, n) for n in range(min(len(base.notes), len(calls)))] if edit is None else edit.notes
        for ours, theirs in pairs:
            note = self.bases.get(f"note:{base.notes[ours]}") if ours < len(base.notes) else None
            if note is None or theirs >= len(calls) or note.shown is None:
                continue
            word = note_markdown(self.file.notes, calls[theirs])
            if note.bookmark not in self.noted and not same(note.shown, word):
                self.noted.add(note.bookmark)
                self._note(note, word, block.authors)
        if edit is not None:
            if edit.lost_notes:
                edit.held.append(say("the call of a footnote is gone; its text must go too"))
            self._new_notes(base, block, edit)

    def _new_notes(self, base: Base, block: WordBlock, edit: Edit) -> None:
        calls = block.calls()
        for number in edit.new_notes:
            text = note_markdown(self.file.notes, calls[number]) if number < len(calls) else ""
            self._tell(self._place(base), say("a footnote was added, write it by hand: {text}", text=written(text)))

    def _note(self, note: Base, word: str, authors: tuple[str, ...]) -> None:
        place = self.standing.places.get(note.bookmark)
        if place is None:
            self._conflict(note, word)
            return
        chapter, segment = place
        mark = re.match(r"\[\^[^\]]+\]:[ \t]*", segment.source)
        assert mark is not None
        try:
            edit = edited(segment.source[mark.end() :], note.shown, word, self.pack)
        except NotGivenBack:
            self._tell(
                self._place(note), say("not proposed, make the change by hand: {note}", note=_difference(note, word))
            )
            return
        self._kept(edit, self._place(note))
        text = mark[0] + edit.text
        if text != segment.source:
            self._propose(chapter, segment.start, segment.end, text, say("changed"), edit.marked, edit.held, authors)

    # --- blocks that came, went, moved ---

    def _added(self, before: Base | None, loose: Sequence[WordBlock]) -> None:
        if not self.standing.marked:
            loose = self._not_printed(loose)
        if not loose:
            return
        items = [item for block in loose for item in block.items]
        joined = WordBlock("", items)
        text = joined.markdown
        if not text.strip():
            return
        if joined.grid is not None or before is None or not before.chapter:
            what = say("a table") if joined.grid is not None else say("text outside the chapters")
            self._tell(
                self._place(before) if before else "",
                say("{what} was added, write it by hand: {text}", what=what, text=_short(text)),
            )
            return
        self._add(before, text, joined.authors)

    def _not_printed(self, loose: Sequence[WordBlock]) -> Sequence[WordBlock]:
        """Paragraphs without what Kerege prints around the chapters: the head of the file, titles, summaries, notes on content.

        In a file without marks nothing else tells these from what somebody wrote.
        """
        howto = letters_of(self.pack.label("word_howto"))
        letters = [letters_of(block.markdown) for block in loose]
        first = next((number + 1 for number, text in enumerate(letters) if text.endswith(howto)), 0)
        chapters = self.report.chapters.get(self.standing.language, ())
        own = {letters_of(str(c.meta.get(key) or "")) for c in chapters for key in ("title", "summary", "content_note")}
        own |= {letters_of(chapter.title) for chapter in chapters}
        return [block for block, text in zip(loose[first:], letters[first:], strict=True) if text and text not in own]

    def _add(self, before: Base, word: str, authors: tuple[str, ...]) -> None:
        chapter = self.report.chapter(self.standing.language, before.chapter)
        if chapter is None:
            self._tell(
                before.chapter, say("text was added to a chapter that is no longer there: {word}", word=_short(word))
            )
            return
        held: list[str] = []
        if _CALL.search(word):
            self._tell(self._place(before), say("a footnote in added text was left out; write it by hand"))
        text = written(_CALL.sub("", word))
        brought = [unit.target for unit in units(text) if unit.target.startswith(VOUCHED)]
        if brought:
            held.append(say("it brings ties of its own: {found}", found=list(dict.fromkeys(brought))))
        if not self.standing.marked:
            held.append(say("the file lost its marks: it may be what Kerege prints"))
        found = sorted(numbers(plain(units(text)), self.pack).elements())
        if found:
            held.append(say("it states numbers that are not tied: {found}", found=found))
        at = self._end_of(before, chapter)
        if at is None:
            rest = chapter.text[chapter.body :]
            start = chapter.body + len(rest) - len(rest.lstrip())
            self._propose(chapter, start, start, f"{text}\n\n", say("added"), f"{{+{text}+}}", held, authors)
        else:
            self._propose(chapter, at, at, f"\n\n{text}", say("added"), f"{{+{text}+}}", held, authors)

    def _end_of(self, before: Base, chapter: Chapter) -> int | None:
        """Where the last block up to this one ends in the chapter of today."""
        own = [base for base in self.standing.bases if base.chapter == chapter.name and base.kind != "note"]
        for base in reversed(own[: own.index(before) + 1]):
            if base.bookmark in self.standing.places:
                return self.standing.places[base.bookmark][1].end
        return None

    def _removed(self, base: Base) -> None:
        place = self.standing.places.get(base.bookmark)
        if place is None:
            chapter = self.report.chapter(self.standing.language, base.chapter)
            if chapter is not None and base.source:
                self._conflict(base, "")
            return
        chapter, segment = place
        if base.kind == "block" and not self.standing.marked:
            return  # what its record shows is not known here
        held = [say("it removes {record}", record=base.record)] if base.record else []
        if not self.standing.marked:
            held.append(say("the file lost its marks: it may stand there in other words"))
        here = {target for change in self.changes for target in re.findall(r"\]\(([a-z]+:[^()\s]+)\)", change.text)}
        gone = [u.target for u in units(segment.source) if u.target.startswith(VOUCHED) and u.target not in here]
        held += [
            say("it removes {value}", value=cite_markdown(t) if t.startswith("cite:") else t)
            for t in dict.fromkeys(gone)
        ]
        if base.kind == "table" and not held:
            held.append(say("it removes a table"))
        end = segment.end
        while end < len(chapter.text) and chapter.text[end].isspace():
            end += 1
        start = segment.start
        if end == len(chapter.text):
            while start > chapter.body and chapter.text[start - 1] == "\n":
                start -= 1
            end = segment.end
        self._propose(chapter, start, end, "", say("removed"), f"[-{_short(segment.source)}-]", held, ())

    def _moved(self, order: Sequence[str]) -> None:
        places = {base.bookmark: index for index, base in enumerate(self.standing.bases)}
        matcher = difflib.SequenceMatcher(
            None, sorted(order, key=lambda mark: places[mark]), list(order), autojunk=False
        )
        steady = {order[b + step] for _, b, size in matcher.get_matching_blocks() for step in range(size)}
        for mark in order:
            if mark not in steady:
                base = self.bases[mark]
                if self._carried(base, order):
                    continue
                self._tell(
                    self._place(base),
                    say("this block was moved in Word; move it by hand: {shown}", shown=_short(base.shown or "")),
                )

    def _carried(self, base: Base, order: Sequence[str]) -> bool:
        """Propose a move as one change, where nothing else changed between the two places."""
        place = self.standing.places.get(base.bookmark)
        earlier = [self.bases[mark] for mark in order[: order.index(base.bookmark)]]
        before = next((one for one in reversed(earlier) if one.bookmark in self.standing.places), None)
        if place is None or before is None or base.kind == "note":
            return False
        chapter, segment = place
        other, behind = self.standing.places[before.bookmark]
        if other is not chapter or behind.start == segment.start:
            return False
        text, at = chapter.text, behind.end
        if at > segment.start:
            start, end = segment.start, at
            new = f"{text[segment.end : at].lstrip()}\n\n{segment.source}"
        else:
            start, end = at, segment.end
            new = f"\n\n{segment.source}{text[at : segment.start].rstrip()}"
        if any(c.path == chapter.path and c.start <= end and start <= c.end for c in self.changes):
            return False
        marked = f"{{~{_short(base.shown or segment.source)}~}}"
        self._propose(chapter, start, end, new, say("moved"), marked, (), ())
        return True

    # --- telling ---

    def _conflict(self, base: Base, word: str) -> None:
        said = _difference(base, word) if word else say("it was deleted in Word")
        chapter = self.report.chapter(self.standing.language, base.chapter)
        reason = say("this block has changed") if chapter is not None else say("the chapter is no longer there")
        place = str(chapter.path) if chapter is not None else base.chapter
        self._tell(place, say("refused, since {reason} since the Word file was made: {said}", reason=reason, said=said))

    def _tell(self, place: str, message: str) -> None:
        self.notices.append(Notice(place, message))

    def _place(self, base: Base) -> str:
        place = self.standing.places.get(base.bookmark)
        if place is not None:
            return f"{place[0].path}:{_line(place[0], place[1].start)}"
        chapter = self.report.chapter(self.standing.language, base.chapter)
        return str(chapter.path) if chapter is not None else ""

    def _propose(
        self,
        chapter: Chapter,
        start: int,
        end: int,
        text: str,
        kind: str,
        marked: str,
        held: Sequence[str],
        authors: tuple[str, ...],
    ) -> None:
        line = _line(chapter, start)
        self.changes.append(
            Change(0, chapter.path, line, kind, start, end, text, marked, tuple(dict.fromkeys(held)), authors)
        )

    def remark(self, comment: Comment) -> Remark:
        """A comment with its place in the chapter."""
        base = self.bases.get(comment.owner)
        place = self._place(base) if base is not None else ""
        found = self.standing.places.get(comment.owner)
        if found is not None and comment.anchor:
            chapter, segment = found
            offset = _offset(segment, comment.anchor)
            place = f"{chapter.path}:{_line(chapter, segment.start + offset)}"
        return Remark(place, comment.author, comment.date[:10], comment.text, comment.anchor, comment.done)


def _line(chapter: Chapter, offset: int) -> int:
    return chapter.text.count("\n", 0, offset) + 1


def _offset(segment: Segment, anchor: str) -> int:
    """Where the first words of a comment's anchor stand in the source."""
    words = anchor.split()
    for count in range(min(len(words), 5), 0, -1):
        match = re.search(r"\s+".join(re.escape(word) for word in words[:count]), segment.source)
        if match is not None:
            return match.start()
    return 0


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 160 else f"{folded[:157]}…"


def _difference(base: Base, word: str) -> str:
    """The words that differ, before and after."""
    before, after = (base.shown or "").split(), word.split()
    parts = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            parts.append(
                say(
                    "'{before}' became '{after}'",
                    before=_short(" ".join(before[a:b])),
                    after=_short(" ".join(after[c:d])),
                )
            )
    return "; ".join(parts[:4]) or _short(word)


def _remedy(target: str) -> str:
    if target.startswith("stat:"):
        return say("If the source is wrong, correct it there.")
    if target.startswith("quote:"):
        return say("If the record is wrong, correct it in quotes/.")
    return say("If it is wrong, change the tie in the chapter.")
