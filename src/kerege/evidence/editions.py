"""What an edition says, to be kept when it is closed, and how two editions differ."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kerege.evidence.claim_phrases import results_of
from kerege.evidence.claims import Operand, PairResult, RankResult, Result
from kerege.evidence.tolerances import tolerances
from kerege.model import BlockKind, Chapter, Report, Scheme, SourceTable, Statistic, Value
from kerege.model.editions import ClosedEdition, PublishedChapter, PublishedValue

_NUMBER = re.compile(r"[≈<>]?-?\d[\d.]*(?:–-?\d[\d.]*)?")
_SIGNS = {"above": ">", "below": "<", "near": "≈"}


def present_edition(
    report: Report, values: Mapping[str, Value], files: Mapping[str, str] | None = None
) -> ClosedEdition:
    """What the report says now, as `kerege edition close` keeps it.

    Args:
        files: the sha256 of each published file.
    """
    stated: dict[str, dict[str, list[str]]] = {}
    claimed: dict[str, dict[str, list[str]]] = {}
    printed: dict[str, dict[str, str]] = {}
    places: dict[str, dict[str, None]] = {}
    for chapter in report.all_chapters():
        code = chapter.language
        for what in stated_in(chapter, report):
            places.setdefault(what, {})[chapter.name] = None
        for tie in chapter.ties:
            if tie.scheme is Scheme.STATISTIC:
                stated.setdefault(tie.target, {}).setdefault(code, []).append(tie.words)
            elif tie.scheme is Scheme.CLAIM:
                claimed.setdefault(tie.target, {}).setdefault(code, []).append(tie.words)
        for block in chapter.blocks:
            quote = report.quotes.get(block.target)
            if block.kind is BlockKind.STATISTIC:
                stated.setdefault(block.target, {}).setdefault(code, []).append("")
            elif block.kind is BlockKind.QUOTE and quote is not None and not quote.withdrawn:
                printed.setdefault(quote.id, {})[code] = text_digest(quote.text.get(code, ""))
    for figure in report.figures.values():
        for key in figure.data:
            stated.setdefault(key, {})
    for key in report.settings.key_figures:
        stated.setdefault(key, {})
    kept: Mapping[str, Mapping[str, object]] = {
        "stat": stated,
        "claim": claimed,
        "table": report.tables,
        "quote": printed,
    }
    return ClosedEdition(
        number=report.settings.edition,
        date=report.settings.date,
        statistics={
            key: PublishedValue(
                shown_value(report.statistics[key], values[key]),
                report.statistics[key].unit,
                {code: tuple(words) for code, words in sorted(stated[key].items())},
                report.statistics[key].provisional,
                dict(report.statistics[key].label),
            )
            for key in sorted(stated)
            if key in values and key in report.statistics
        },
        claims={
            key: {code: tuple(words) for code, words in sorted(claimed[key].items())}
            for key in sorted(claimed)
            if key in report.claims
        },
        results={
            key: written_result(result)
            for key, result in sorted(results_of(report, values, tolerances(report.settings.tolerances)).items())
            if key in claimed
        },
        tables={key: _cells(report.tables[key], values) for key in sorted(report.tables) if f"table:{key}" in places},
        places={
            what: tuple(sorted(names))
            for what, names in sorted(places.items())
            if what.partition(":")[2] in kept.get(what.partition(":")[0], ())
        },
        quotes={key: dict(sorted(printed[key].items())) for key in sorted(printed)},
        chapters={
            code: {
                chapter.name: PublishedChapter(chapter.title, tuple(text_digest(p.plain) for p in chapter.passages))
                for chapter in chapters
            }
            for code, chapters in sorted(report.chapters.items())
        },
        files=dict(files or {}),
        doi=report.settings.edition_doi,
    )


def _cells(table: SourceTable, values: Mapping[str, Value]) -> dict[str, str]:
    found = {f"{row}/{column}": values.get(table.key(row, column)) for row in table.rows for column in table.columns}
    return {name: written_value(value.number, value.high, "") for name, value in found.items() if value is not None}


def shown_value(statistic: Statistic, value: Value) -> str:
    """A value as files of editions and corrections write it: `59.6`, `3–10`, `<13`."""
    return written_value(value.number, value.high, statistic.bound)


def written_value(number: Decimal, high: Decimal | None, bound: str) -> str:
    """A number or a range, with the sign of its bound."""
    text = f"{number.normalize():f}"
    if high is not None:
        text += f"–{high.normalize():f}"
    return _SIGNS.get(bound, "") + text


def stated_in(chapter: Chapter, report: Report) -> set[str]:
    """`stat:ID`, `claim:ID`, `table:ID` and `quote:ID` of what a chapter states, in its figures too; the front page its key
    figures."""
    stated = {f"{tie.scheme.value}:{tie.target}" for tie in chapter.ties}
    if chapter.is_front_page:
        stated |= {f"{Scheme.STATISTIC.value}:{key}" for key in report.settings.key_figures}
    for block in chapter.blocks:
        figure = report.figures.get(block.target)
        stated.add(f"{'stat' if block.kind.value == 'statistic' else block.kind.value}:{block.target}")
        stated |= {f"{Scheme.STATISTIC.value}:{key}" for key in (figure.data if figure else ())}
    return stated


_DIRECTIONS = {"up": "<", "down": ">", "same": "="}


def written_result(result: Result) -> str:
    """What the data say of a claim: `poor-2010 12 < poor-2015 20`, `poor-batken > poor-osh`, `women ÷ all 62.5`; `?` where
    bounds do not tell."""
    if isinstance(result, PairResult):
        sign = _DIRECTIONS.get(result.direction, "?")
        return f"{_end(result.base)} {sign} {_end(result.other)}"
    if isinstance(result, RankResult):
        return " > ".join(one.statistic.id for one in result.order)
    of = result.of.statistic.id + (f" ÷ {result.whole.statistic.id}" if result.whole else "")
    return f"{of} {written_value(result.low, None if result.exact else result.high, '')}"


def _end(operand: Operand) -> str:
    number = written_value(operand.value.number, operand.value.high, operand.statistic.bound)
    return f"{operand.statistic.id} {number}"


def _bare_of_numbers(result: str) -> tuple[str, ...]:
    """The statistics and signs of a result."""
    return tuple(part for part in result.split() if not _NUMBER.fullmatch(part))


def text_digest(text: str) -> str:
    """Sixteen hexadecimal digits of the sha256 of a text, however its blanks fall."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8")).hexdigest()[:16]


def changed_things(
    before: ClosedEdition, after: ClosedEdition, *, words: bool = False
) -> Iterator[tuple[str, str, str]]:
    """What readers must be told of: each published statistic, claim, table and testimony that is another one, or gone.

    A claim of which only the numbers changed is told with the statistic that it is about.

    Args:
        words: also a claim that says the same in other words, or with other numbers, and chapters of another text.

    Yields:
        `stat:ID` …, what was published, and what is now (empty: it is stated no longer).
    """
    for key, old in before.statistics.items():
        new = after.statistics.get(key)
        if new is None or new.value != old.value:
            yield f"stat:{key}", old.value, new.value if new else ""
    moved = {key for key, old in before.statistics.items() if (new := after.statistics.get(key)) is None or new != old}
    for key, wordings in before.claims.items():
        was, now = before.results.get(key, ""), after.results.get(key, "")
        if key not in after.claims:
            yield f"claim:{key}", was or "…", ""
        elif (was and now and was != now and not _told_with_another(was, now, moved)) or (
            words and (was != now or after.claims[key] != wordings)
        ):
            yield f"claim:{key}", was or "…", now or "…"
    for key, cells in before.tables.items():
        present = after.tables.get(key)
        if present is None:
            yield f"table:{key}", "…", ""
        elif other := [name for name, value in cells.items() if present.get(name) != value]:
            yield f"table:{key}", ", ".join(other), "…"
    for key, texts in before.quotes.items():
        said = after.quotes.get(key)
        other = [code for code, digest in texts.items() if (said or {}).get(code, digest) != digest]
        if said is None or other:
            yield f"quote:{key}", ", ".join(other) or "…", "…" if said else ""
    if words:
        yield from _rewritten(before, after)


def _rewritten(before: ClosedEdition, after: ClosedEdition) -> Iterator[tuple[str, str, str]]:
    """Chapters whose text is another one in a language that both editions have."""
    for name in sorted({name for chapters in before.chapters.values() for name in chapters}):
        there = [code for code in before.chapters if name in before.chapters[code] and code in after.chapters]
        present = {code: after.chapters[code].get(name) for code in there}
        changed = [code for code in there if present[code] != before.chapters[code][name]]
        if changed:
            yield f"chapter:{name}", ", ".join(changed), "…" if any(present.values()) else ""
        for code in changed:
            yield f"chapter:{code}/{name}", code, "…" if present[code] else ""


def published_in(edition: ClosedEdition, what: str) -> bool:
    """Whether an edition published `stat:ID`, `claim:ID`, `table:ID`, `quote:ID`, `chapter:NAME` or `chapter:LANGUAGE/NAME`."""
    kind, _, key = what.partition(":")
    if kind == "chapter":
        code, _, name = key.rpartition("/")
        return any(name in chapters for language, chapters in edition.chapters.items() if code in ("", language))
    records: Mapping[str, Mapping[str, object]] = {
        "stat": edition.statistics, "claim": edition.claims, "table": edition.tables, "quote": edition.quotes,
    }  # fmt: skip
    return key in records.get(kind, {})


def _told_with_another(was: str, now: str, moved: set[str]) -> bool:
    """Whether a claim says the same with the new number of a statistic, of which readers are told."""
    said = _bare_of_numbers(was)
    return said == _bare_of_numbers(now) and not moved.isdisjoint(said)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two editions say differently."""

    what: str
    """`stat:ID`, `claim:ID`, `table:ID`, `quote:ID`, `chapter:LANGUAGE/NAME`, `file:NAME`."""
    was: str
    """Empty: it is new."""
    now: str
    """Empty: it is gone."""
    details: tuple[str, ...] = ()
    """Each wording, language or cell that is concerned."""
    places: tuple[str, ...] = ()
    """The chapters that state it, in either edition."""


def differences(before: ClosedEdition, after: ClosedEdition) -> Iterator[Difference]:
    """What two editions say differently: figures, claims, testimonies, chapters, files; in that order."""
    for key in sorted(before.statistics.keys() | after.statistics.keys()):
        old, new = before.statistics.get(key), after.statistics.get(key)
        was, now = _with_unit(old), _with_unit(new)
        if was != now:
            yield Difference(
                f"stat:{key}", was, now, tuple(_wordings(new or old)), _places(f"stat:{key}", before, after)
            )
    for key in sorted(before.claims.keys() | after.claims.keys()):
        told, tells = before.claims.get(key, {}), after.claims.get(key, {})
        for code in sorted(told.keys() | tells.keys()):
            was, now = (" · ".join(one.get(code, ())) for one in (told, tells))
            if was != now:
                yield Difference(f"claim:{key}", was, now, (code,), _places(f"claim:{key}", before, after))
        was, now = before.results.get(key, ""), after.results.get(key, "")
        if was and now and was != now:
            yield Difference(f"claim:{key}", was, now, (), _places(f"claim:{key}", before, after))
    for key in sorted(before.tables.keys() | after.tables.keys()):
        cells, present = before.tables.get(key, {}), after.tables.get(key, {})
        for name in sorted(cells.keys() | present.keys()):
            was, now = cells.get(name, ""), present.get(name, "")
            if was != now:
                yield Difference(f"table:{key}", was, now, (name,), _places(f"table:{key}", before, after))
    for key in sorted(before.quotes.keys() | after.quotes.keys()):
        said, says = before.quotes.get(key, {}), after.quotes.get(key, {})
        changed = tuple(sorted(code for code in said.keys() | says.keys() if said.get(code) != says.get(code)))
        if changed:
            places = _places(f"quote:{key}", before, after)
            yield Difference(f"quote:{key}", "printed" if said else "", "printed" if says else "", changed, places)
    for code in sorted(before.chapters.keys() | after.chapters.keys()):
        yield from _chapters(code, before.chapters.get(code, {}), after.chapters.get(code, {}))
    for name in sorted(before.files.keys() | after.files.keys()) if before.files and after.files else ():
        was, now = before.files.get(name, ""), after.files.get(name, "")
        # Every page of a website changes with its date: of pages only new ones and lost ones are worth a line.
        if was != now and not (was and now and name.startswith("site/")):
            yield Difference(f"file:{name}", was[:12], now[:12])


def _places(what: str, before: ClosedEdition, after: ClosedEdition) -> tuple[str, ...]:
    return tuple(sorted({*before.places.get(what, ()), *after.places.get(what, ())}))


def _with_unit(value: PublishedValue | None) -> str:
    return "" if value is None else f"{value.value} {value.unit}".strip()


def _wordings(value: PublishedValue | None) -> Iterator[str]:
    for code, words in (value.words if value else {}).items():
        yield from (f"{code}: {one}" for one in dict.fromkeys(words) if one)


def _chapters(
    code: str, before: Mapping[str, PublishedChapter], after: Mapping[str, PublishedChapter]
) -> Iterator[Difference]:
    renamed = renamed_chapters(before, after)
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None and new is not None and name not in renamed.values():
            yield Difference(f"chapter:{code}/{name}", "", new.title)
        elif old is not None and new is None:
            to = renamed.get(name, "")
            yield Difference(f"chapter:{code}/{name}", old.title, f"{to}: {after[to].title}" if to else "")
        elif old is not None and new is not None:
            lost, added = set(old.blocks) - set(new.blocks), set(new.blocks) - set(old.blocks)
            if lost or added or old.title != new.title:
                yield Difference(f"chapter:{code}/{name}", old.title, new.title, (f"-{len(lost)} +{len(added)}",))


def renamed_chapters(before: Mapping[str, PublishedChapter], after: Mapping[str, PublishedChapter]) -> dict[str, str]:
    """By the old name: where each chapter that is gone under its own name lives on, in one that holds most of its passages.

    That is a new chapter, or one that was there already and took it in.
    """
    found: dict[str, str] = {}
    for name in (name for name in before if name not in after):
        blocks = set(before[name].blocks)
        kept = {other: len(blocks & _added(before.get(other), after[other])) for other in after}
        best = max(kept, key=lambda other: (kept[other], other not in before), default="")
        if best and kept[best] * 2 > len(blocks):
            found[name] = best
    return found


def _added(old: PublishedChapter | None, new: PublishedChapter) -> set[str]:
    return set(new.blocks) - set(old.blocks if old else ())


def _present_chapters(report: Report, language: str) -> dict[str, PublishedChapter]:
    return {
        chapter.name: PublishedChapter(chapter.title, tuple(text_digest(p.plain) for p in chapter.passages))
        for chapter in report.chapters.get(language, ())
    }


def moved_chapters(report: Report, language: str) -> dict[str, str]:
    """By each name under which an earlier edition published a chapter that is gone: the chapter's name now."""
    present: Mapping[str, PublishedChapter] = _present_chapters(report, language) if report.editions else {}
    found: dict[str, str] = {}
    later: Mapping[str, PublishedChapter] = present
    for edition in reversed(report.editions):
        earlier = edition.chapters.get(language, {})
        for old, new in renamed_chapters(earlier, later).items():
            name = new if new in present else found.get(new, "")
            if name and old not in present:
                found[old] = name
        later = earlier
    return found


def last_changed(report: Report, values: Mapping[str, Value], language: str) -> dict[str, str]:
    """By chapter: the date of the edition since which it says the same, its figures and testimonies among it."""
    if not report.editions:
        return {}
    now = present_edition(report, values)
    found: dict[str, str] = {}
    touched: list[tuple[ClosedEdition, set[str]]] = []
    later = now
    for one in reversed(report.editions):
        names = {name for what, _, _ in changed_things(one, later) for name in _places(what, one, later)}
        names |= {name for entry in report.corrections if entry.edition == one.number for name in entry.chapters}
        touched.append((one, names))
        later = one
    for name, chapter in now.chapters.get(language, {}).items():
        found[name] = now.date
        if name == "index":
            # The front page names the edition.
            continue
        for one, names in touched:
            # An edition that does not know where its figures stood cannot vouch for a chapter.
            if not one.places or name in names or one.chapters.get(language, {}).get(name) != chapter:
                break
            found[name] = one.date
    return found


def gone_chapters(report: Report, language: str) -> dict[str, ClosedEdition]:
    """By name: the last edition that published a chapter which is gone, and lives on in no other one."""
    if not report.editions or language not in report.chapters:
        return {}
    present = {chapter.name for chapter in report.chapters[language]} | moved_chapters(report, language).keys()
    return {
        name: edition
        for edition in report.editions
        for name in edition.chapters.get(language, {})
        if name not in present
    }
