"""What a file holds at a glance: symbols, parts that fold, values beside their ties, and how each block of a translation stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol import types

from kerege.evidence.classes import NumberClass, chapter_classes
from kerege.evidence.phrases import printed_value
from kerege.languages.messages import Messages
from kerege.lsp.cards import in_file
from kerege.lsp.places import Lines
from kerege.lsp.session import Session
from kerege.messages import say, say_count, word
from kerege.model import Chapter, Scheme
from kerege.model import document as nodes
from kerege.read.views import is_block
from kerege.translate.segments import Segment
from kerege.translate.state import Standing, Unit, standings
from kerege.translate.words import word_changes

_KINDS = {
    "stat": types.SymbolKind.Number, "claim": types.SymbolKind.Operator, "quote": types.SymbolKind.String,
    "term": types.SymbolKind.Key, "fig": types.SymbolKind.Object, "photo": types.SymbolKind.Object,
    "source": types.SymbolKind.File, "cite": types.SymbolKind.File, "heading": types.SymbolKind.Module,
    "table": types.SymbolKind.Array, "unit": types.SymbolKind.Constant,
    "theme": types.SymbolKind.EnumMember, "speaker": types.SymbolKind.EnumMember, "nostat": types.SymbolKind.Null,
    "part": types.SymbolKind.Namespace,
}  # fmt: skip
MOST = 500
"""Symbols of a whole report in one answer."""


def symbols(session: Session, path: str) -> list[types.DocumentSymbol]:
    """The headings of a chapter as a tree with its blocks and tables, or the records of a file."""
    chapter, lines = session.chapter(path), session.lines(path)
    if chapter is not None:
        return _headings(chapter, lines)
    return [
        types.DocumentSymbol(
            one.id, _KINDS.get(one.kind, types.SymbolKind.Key), lines.range(*one.whole), lines.range(one.start, one.end),
            detail=_detail(session, one.kind, one.id),
        )
        for one in session.mentions(path)
        if one.declares
    ]  # fmt: skip


def _headings(chapter: Chapter, lines: Lines) -> list[types.DocumentSymbol]:
    top: list[types.DocumentSymbol] = []
    open_: list[tuple[int, types.DocumentSymbol, int]] = []
    end = len(chapter.text)

    def close(level: int, at: int) -> None:
        while open_ and open_[-1][0] >= level:
            _, symbol, start = open_.pop()
            symbol.range = lines.range(start, at)

    for block in chapter.document.blocks:
        start, last = block.span
        if isinstance(block, nodes.Heading):
            close(block.level, start)
            name = chapter.text[start:last].lstrip("# ").partition("{#")[0].strip() or "#"
            made = types.DocumentSymbol(
                name,
                types.SymbolKind.Module,
                lines.range(start, end),
                lines.range(start, last),
                detail=block.attributes.id,
            )
            (open_[-1][1].children if open_ else top).append(made)  # type: ignore[union-attr]
            made.children = []
            open_.append((block.level, made, start))
        elif isinstance(block, (nodes.Fence, nodes.Table)):
            shown = _block_name(block)
            if shown:
                kind = types.SymbolKind.Object if isinstance(block, nodes.Fence) else types.SymbolKind.Array
                span = lines.range(start, last)
                made = types.DocumentSymbol(shown, kind, span, span)
                (open_[-1][1].children if open_ else top).append(made)  # type: ignore[union-attr]
    close(0, end)
    return top


def _block_name(block: nodes.Fence | nodes.Table) -> str:
    if isinstance(block, nodes.Table):
        return f"table {block.attributes.id}".strip()
    return f"{block.name} {block.lines[0].text}" if is_block(block) else ""


def _detail(session: Session, kind: str, key: str) -> str:
    report = session.report
    code = report.settings.original
    if kind == "stat" and key in report.statistics and key in session.values:
        return printed_value(report.statistics[key], session.values[key], session.pack(code))
    if kind == "source" and key in report.sources:
        return report.sources[key].title.get(code, "")
    if kind == "term" and key in report.terms:
        return report.terms[key].term.get(code, "")
    return ""


def report_symbols(session: Session, query: str) -> list[types.WorkspaceSymbol]:
    """Ids and headings of the whole report that hold the words asked for."""
    asked = query.casefold()
    found: list[types.WorkspaceSymbol] = []
    for path, one in session.everywhere():
        if one.declares and one.kind != "note" and asked in one.id.casefold():
            place = types.Location(session.uri(path), session.lines(path).range(one.start, one.end))
            found.append(
                types.WorkspaceSymbol(place, one.id, _KINDS.get(one.kind, types.SymbolKind.Key), container_name=path)
            )
            if len(found) == MOST:
                break
    return found


def folds(session: Session, path: str) -> list[types.FoldingRange]:
    """Front matter, sections, blocks and tables of a chapter; the records of a file."""
    chapter, lines = session.chapter(path), session.lines(path)
    stretches: list[tuple[int, int]] = []
    if chapter is None:
        stretches = [one.whole for one in session.mentions(path) if one.declares]
    else:
        if chapter.body:
            stretches.append((0, chapter.body))
        heads = [block for block in chapter.document.blocks if isinstance(block, nodes.Heading)]
        for place, head in enumerate(heads):
            behind = (one.span.start for one in heads[place + 1 :] if one.level <= head.level)
            stretches.append((head.span.start, next(behind, len(chapter.text))))
        stretches += [
            block.span
            for block in nodes.walk(*chapter.document.blocks)
            if isinstance(block, (nodes.Fence, nodes.Table, nodes.Callout, nodes.Note))
        ]
    found = []
    for start, end in stretches:
        last = start + len(lines.text[start:end].rstrip())
        first, until = lines.position(start).line, lines.position(max(start, last - 1)).line
        if until > first:
            found.append(types.FoldingRange(first, until))
    return found


def hints(session: Session, path: str, start: int, end: int, known: Messages, classes: bool) -> list[types.InlayHint]:
    """The value of each tie behind its words; on demand the class of every other number.

    Args:
        start, end: offsets between which they are wanted.
    """
    chapter = session.chapter(path)
    if chapter is None:
        return []
    lines, pack = session.lines(path), session.pack(chapter.language)
    found = []
    for tie in chapter.ties_to(Scheme.STATISTIC):
        record, value = session.report.statistics.get(tie.target), session.values.get(tie.target)
        if record is None or value is None or not start <= tie.end <= end:
            continue
        printed = printed_value(record, value, pack)
        if tie.words and printed.replace("\u00a0", " ") in tie.words.replace("\u00a0", " "):
            continue  # it stands there
        tooltip = record.label.get(chapter.language, "")
        found.append(
            types.InlayHint(
                lines.position(tie.end), f"= {printed}", types.InlayHintKind.Type, tooltip=tooltip, padding_left=True
            )
        )
    if classes:
        found += _classes(session, chapter, lines, start, end, known)
    return found


def _classes(
    session: Session, chapter: Chapter, lines: Lines, start: int, end: int, known: Messages
) -> Iterator[types.InlayHint]:
    pack = session.pack(chapter.language)
    wanted = {
        index
        for index, passage in enumerate(chapter.passages)
        if len(passage.offsets) and passage.offsets[0] <= end and start <= passage.offsets[len(passage.offsets) - 1]
    }
    for index, stated, numbers in chapter_classes(session.report, chapter, session.values, pack, only=wanted):
        for one in numbers:
            if one.kind is not NumberClass.TIED:
                _, last = in_file(chapter, index, stated, one.start, one.end)
                yield types.InlayHint(
                    lines.position(last), known.say(word(one.kind)), tooltip=known.say(one.why), padding_left=True
                )


# --- translations ---


@dataclass(frozen=True)
class Behind:
    """A block of a translation whose original has changed since."""

    unit: Unit
    segment: Segment


def unit_at(session: Session, chapter: Chapter, offset: int) -> Unit | None:
    """The block of a translated chapter at a place, with its original."""
    found = standings(session.report, chapter)
    for unit in found.units if found else ():
        if unit.target is not None and unit.target.start <= offset <= unit.target.end:
            return unit
    return None


def changed_words(unit: Unit) -> str:
    """What has changed in the original since a block was translated, as Markdown: gone words struck out, new ones bold."""
    if unit.source is None or not unit.previous:
        return ""
    parts = []
    for mark, words in word_changes(unit.previous, unit.source.text):
        parts.append(words if mark == " " else f"~~{words}~~" if mark == "-" else f"**{words}**")
    return " ".join(parts)


def lenses(session: Session, path: str, known: Messages) -> list[types.CodeLens]:
    """Above each block behind its original: the words that changed, accepting it, and the way to the original's block."""
    chapter = session.chapter(path)
    found = standings(session.report, chapter) if chapter is not None else None
    if chapter is None or found is None:
        return []
    lines, uri = session.lines(path), session.uri(path)
    made = []
    for unit in found.of(Standing.STALE):
        if unit.target is None or unit.source is None:
            continue
        place = lines.range(unit.target.start, unit.target.start)
        marks = [mark for mark, _ in word_changes(unit.previous, unit.source.text)]
        # Words that took the place of others are one change.
        count = sum(m == "-" or (m == "+" and marks[n - 1 : n] != ["-"]) for n, m in enumerate(marks))
        changed = say_count("the original changed in {count} place", "the original changed in {count} places", count)
        at = place.start
        made += [
            types.CodeLens(
                place, types.Command(known.say(changed), "kerege.showChanges", arguments=[uri, at.line, at.character])
            ),
            types.CodeLens(
                place,
                types.Command(
                    known.say(say("it says what the original says")),
                    "kerege.acceptBlock",
                    arguments=[uri, at.line, at.character],
                ),
            ),
            types.CodeLens(
                place,
                types.Command(
                    known.say(say("to the original")),
                    "kerege.sameBlock",
                    arguments=[uri, at.line, at.character, session.report.settings.original],
                ),
            ),
        ]
    missing = found.of(Standing.MISSING)
    if missing:
        said = say_count(
            "{count} block of the original is missing", "{count} blocks of the original are missing", len(missing)
        )
        made.append(
            types.CodeLens(
                lines.range(0, 0),
                types.Command(known.say(said), "kerege.sameBlock", arguments=[uri, 0, 0, found.original.language]),
            )
        )
    return made


def same_block(session: Session, chapter: Chapter, offset: int, language: str) -> tuple[Chapter, int] | None:
    """The same block in another language, as a chapter and a place in it."""
    report = session.report
    original = report.settings.original
    other = report.chapter(language, chapter.name)
    if other is None or language == chapter.language:
        return None
    source = offset
    if chapter.language != original:
        unit = unit_at(session, chapter, offset)
        source = unit.source.start if unit is not None and unit.source is not None else 0
    if language == original:
        return other, source
    known = standings(report, other)
    for unit in known.units if known else ():
        if unit.source is not None and unit.source.start <= source <= unit.source.end:
            return other, unit.target.start if unit.target is not None else 0
    return other, 0
