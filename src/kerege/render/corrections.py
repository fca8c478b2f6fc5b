"""What readers are told of corrections: a page of all, a notice before each chapter that states one, a mark at the number.

Of a testimony that a person took back nothing is said but that one was withdrawn, when, and from which chapter: neither its words
nor its id. On paper and in an EPUB, where nothing can be tapped, the notice before the chapter says what was, what is, and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import groupby

from kerege.evidence.editions import written_result
from kerege.languages.formats import format_date, format_value
from kerege.model import Chapter, Scheme, words_in
from kerege.model.editions import TESTIMONY, Change, ClosedEdition, Correction
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element, joined
from kerege.render.links import Links, Medium

PAGE = "corrections"
_LABELS = {
    Change.CORRECTION: "correction",
    Change.REVISION: "revision",
    Change.WITHDRAWAL: "withdrawal",
}
_IN_ID = str.maketrans(":/ ", "---")
Told = tuple[Correction, ...]
"""What an entry is about, for which one reason holds."""


def corrections_of(edition: Edition) -> tuple[Told, ...]:
    """The entries about the corrections of a report, the latest first."""
    return tuple(entries_of(edition.corrections))


def entries_of(found: Iterable[Correction]) -> Iterator[Told]:
    """The entries that corrections belong to."""
    for _, things in groupby(found, key=place_of):
        yield tuple(things)


def place_of(entry: Correction) -> str:
    """The id of the entry on its page. It ends in what the entry is about: so a search for `quote-ID` finds it, to take it out."""
    return f"correction-{entry.edition}-{(entry.entry or entry.what).translate(_IN_ID)}"


def corrected(edition: Edition, what: str) -> Correction | None:
    """The latest correction of `stat:ID`, `claim:ID`, `table:ID` or `quote:ID`."""
    return edition.corrected.get(what)


def correction_mark(edition: Edition, links: Links, what: str) -> Element | None:
    """The star behind something that was corrected, which leads to its entry; where a pointer can rest on it, it says the rest."""
    entry = edition.corrected.get(what)
    if entry is None:
        return None
    said = " ".join(change_and_reason(edition, (entry,)))
    star = element("a", "*", href=links.to(PAGE, place_of(entry)), title=said or None)
    return element("sup", star, class_="k-correction")


def corrected_in(chapter: Chapter, edition: Edition) -> tuple[Correction, ...]:
    """The corrections of what a chapter states, in its figures too, and of what was withdrawn from it."""
    stated = edition.things_in(chapter)
    return tuple(
        entry for entry in edition.corrections if entry.what in stated or chapter.name in _stood_in(edition, entry)
    )


def _stood_in(edition: Edition, entry: Correction) -> tuple[str, ...]:
    """The chapters from which something was withdrawn, by their present names."""
    if entry.change is not Change.WITHDRAWAL:
        return ()
    then = _then(edition, entry)
    names = entry.chapters or (then.places.get(entry.what, ()) if then else ())
    return tuple(edition.moved.get(name, name) for name in names)


def _then(edition: Edition, entry: Correction) -> ClosedEdition | None:
    """The edition that said otherwise."""
    return next((one for one in edition.report.editions if one.number == entry.edition), None)


def _after(edition: Edition, entry: Correction) -> ClosedEdition | None:
    """The closed edition that corrected it; None: the present one does."""
    closed = edition.report.editions
    at = next((place for place, one in enumerate(closed) if one.number == entry.edition), len(closed))
    return closed[at + 1] if at + 1 < len(closed) else None


def notice(chapter: Chapter, edition: Edition, links: Links) -> Element | None:
    """Before a chapter: that something in it was corrected, with a link to each entry; in print with was, now and why."""
    found = corrected_in(chapter, edition)
    if not found:
        return None
    words = f"{edition.label('corrected_page', count=len(found))} "
    told = list(entries_of(found))
    named = [element("a", title_of(edition, things), href=links.to(PAGE, place_of(things[0]))) for things in told]
    class_ = "k-status k-status--corrected"
    if links.medium is Medium.WEB:
        return element("div", words, joined(named, edition.pack.between(";")), class_=class_, role="note")
    rows = [
        element("p", "* " if _has_mark(things) else None, name, ". ", " ".join(change_and_reason(edition, things)))
        for name, things in zip(named, told, strict=True)
    ]
    return element("div", element("p", words), rows, class_=class_, role="note")


def _has_mark(things: Sequence[Correction]) -> bool:
    return any(entry.change is not Change.WITHDRAWAL and entry.kind != "chapter" for entry in things)


def title_of(edition: Edition, things: Sequence[Correction]) -> str:
    """`People who read reports`, `Withdrawal: People who skip pages`."""
    named = subjects(edition, things)
    if things[0].change is not Change.WITHDRAWAL:
        return named
    return f"{edition.label(_LABELS[Change.WITHDRAWAL])}: {named}"


def subjects(edition: Edition, things: Sequence[Correction]) -> str:
    """What an entry is about, in the reader's words; testimonies are counted."""
    named = [subject(edition, entry) for entry in things if entry.kind not in ("quote", TESTIMONY)]
    counts = Counter(entry.change is Change.WITHDRAWAL for entry in things if entry.kind in ("quote", TESTIMONY))
    for withdrawn, count in sorted(counts.items()):
        kind = "withdrawn" if withdrawn else "corrected"
        named.append(
            edition.label(f"testimonies_{kind}", count=count) if count > 1 else edition.label(f"testimony_{kind}")
        )
    return edition.pack.between(";").join(named)


def subject(edition: Edition, entry: Correction) -> str:
    """What was corrected, in the reader's words; what is gone is called as it was."""
    report, then = edition.report, _then(edition, entry)
    if entry.kind in ("quote", TESTIMONY):
        return edition.label("testimony_withdrawn" if entry.change is Change.WITHDRAWAL else "testimony_corrected")
    if entry.kind == "table":
        table = report.tables.get(entry.target)
        return edition.words(table.title) if table is not None else entry.target
    if entry.kind == "chapter":
        name = entry.target.rpartition("/")[2]
        chapter = edition.named(edition.moved.get(name, name))
        published = then.chapters.get(edition.language, {}).get(name) if then else None
        return chapter.title if chapter is not None else published.title if published is not None else entry.target
    if entry.kind == "claim":
        claim = report.claims.get(entry.target)
        said = words_in(claim.words, edition.language) if claim and claim.words else ""
        return said or _quoted(edition, _claimed(edition, entry.target) or _claimed_then(edition, entry, then))
    record = report.statistics.get(entry.target)
    if record is not None:
        return edition.words(record.label)
    value = then.statistics.get(entry.target) if then else None
    if value is None:
        return entry.target
    said = words_in(value.label, edition.language) if value.label else ""
    return said or edition.pack.between(",").join(dict.fromkeys(value.words.get(edition.language, ()))) or entry.target


def _claimed(edition: Edition, key: str) -> str:
    """The words that state a claim now."""
    return next(
        (tie.words for chapter in edition.everything for tie in chapter.ties_to(Scheme.CLAIM) if tie.target == key), ""
    )


def _claimed_then(edition: Edition, entry: Correction, then: ClosedEdition | None) -> str:
    words = then.claims.get(entry.target, {}) if then else {}
    return next(iter(words.get(edition.language) or words.get(edition.report.settings.original) or ()), "")


def _result_now(edition: Edition, entry: Correction, after: ClosedEdition | None) -> str:
    result = edition.results.get(entry.target)
    if after is not None:
        return after.results.get(entry.target, "")
    return written_result(result) if result is not None else ""


def _reckoned(edition: Edition, result: str) -> str:
    """What the data say of a claim, with the names of statistics for their ids and numbers as the language writes them."""
    records = edition.report.statistics
    parts = result.split()
    named = []
    for at, part in enumerate(parts):
        before = records.get(parts[at - 1]) if at else None
        if part in records:
            named.append(edition.words(records[part].label))
        else:
            named.append(_number(edition, part, before.unit, before.decimals) if before is not None else part)
    return " ".join(named)


def _quoted(edition: Edition, words: str) -> str:
    left, right = edition.pack.quotation_marks[0]
    return f"{left}{words}{right}" if words else ""


def was_and_now(edition: Edition, entry: Correction) -> str:
    """`Edition 1 said 62.5%. It is 64.5% now.`; empty for words of a testimony."""
    then, after = _then(edition, entry), _after(edition, entry)
    gone = edition.label("is_gone") if entry.change is Change.WITHDRAWAL else ""
    if entry.kind == TESTIMONY:
        return edition.label("words_gone")
    if entry.kind == "claim":
        was, now = (
            _quoted(edition, _claimed_then(edition, entry, then)),
            _quoted(edition, _claimed(edition, entry.target)),
        )
        if was == now and not gone:
            # The same words say something else.
            was = _reckoned(edition, then.results.get(entry.target, "") if then else "")
            now = _reckoned(edition, _result_now(edition, entry, after))
        if was == now:
            return gone
    elif entry.kind == "table":
        return " ".join([*_cells(edition, entry, then, after), *([gone] if gone else [])])
    elif entry.kind == "stat":
        before, present = (then.statistics.get(entry.target) if then else None), entry.now
        if not present and not gone:
            published = after.statistics.get(entry.target) if after else None
            present = published.value if published else edition.value_text(entry.target)
        was = _shown(edition, entry, entry.was or (before.value if before else ""), before.unit if before else "")
        now = _shown(edition, entry, present, before.unit if before else "") if present else ""
    else:
        return gone
    said = [edition.label("was_published", value=was, edition=entry.edition)] if was else []
    said += [gone] if gone else [edition.label("is_now", value=now)] if now else []
    return " ".join(said)


def _cells(
    edition: Edition, entry: Correction, then: ClosedEdition | None, after: ClosedEdition | None
) -> Iterator[str]:
    """Each cell of a table that another edition printed otherwise."""
    table, was = edition.report.tables.get(entry.target), then.tables.get(entry.target, {}) if then else {}
    for row, words in table.rows.items() if table is not None else ():
        for column, head in table.columns.items() if table is not None else ():
            assert table is not None
            name, value = f"{row}/{column}", edition.values.get(table.key(row, column))
            now = after.tables.get(entry.target, {}).get(name, "") if after else ""
            if after is None and value is not None:
                now = f"{value.number.normalize():f}" + ("" if value.high is None else f"–{value.high.normalize():f}")
            if name in was and was[name] != now:
                unit = table.units.get(column, "number")
                before, present = (
                    _number(edition, text, unit, table.decimals.get(column, 0)) for text in (was[name], now)
                )
                yield f"{edition.words(words)}, {edition.words(head)}: {before} → {present or '…'}."


def _shown(edition: Edition, entry: Correction, text: str, unit: str = "") -> str:
    """A value of an entry as the page prints values; as it is written where it is no plain number."""
    record = edition.report.statistics.get(entry.target)
    if record is None and not unit:
        return text
    return _number(edition, text, record.unit if record else unit, record.decimals if record else 0)


def _number(edition: Edition, text: str, unit: str, decimals: int) -> str:
    sign = text[:1] if text[:1] in "<>≈" else ""
    try:
        parts = [Decimal(part) for part in text.removeprefix(sign).split("–")]
    except InvalidOperation:
        return text
    # As exact as it was published: rounding could hide what was corrected.
    places = max(decimals, *(-int(part.as_tuple().exponent) for part in parts))
    numbers = [format_value(part, unit, places, edition.pack) for part in parts]
    return (f"{sign}\u00a0" if sign else "") + "–".join(numbers)


def change_and_reason(edition: Edition, things: Sequence[Correction], *, named: bool = True) -> Iterator[str]:
    """What was and is, for each thing of an entry, then why.

    Args:
        named: one of several things is called by its name.
    """
    said: dict[str, None] = {}
    for entry in things:
        change = was_and_now(edition, entry)
        several = len({other.what for other in things}) > 1 and entry.kind not in ("quote", TESTIMONY)
        said[f"{subject(edition, entry)}: {change}" if change and named and several else change] = None
    yield from filter(None, [*said, edition.words(things[0].reason) if things[0].reason else ""])


def corrections_page(edition: Edition, links: Links) -> Content:
    """Every correction: what, was and now, why, when, and where it is or was stated."""
    rows = []
    where = {chapter.name: {place_of(one) for one in corrected_in(chapter, edition)} for chapter in edition.everything}
    for things in corrections_of(edition):
        kind = edition.label(_LABELS[things[0].change])
        when = format_date(things[0].date, edition.pack)
        places = [
            element("a", chapter.title, href=links.to_chapter(chapter.name))
            for chapter in edition.everything
            if place_of(things[0]) in where[chapter.name]
        ]
        label = "stood_in" if things[0].change is Change.WITHDRAWAL else "stated_in"
        rows.append(
            element(
                "li",
                element("p", element("strong", subjects(edition, things)), f" · {kind}, {when}"),
                [element("p", said) for said in change_and_reason(edition, things)],
                element("p", f"{edition.label(label)}: ", joined(places, edition.pack.between(";")), class_="k-where")
                if places
                else None,
                id=place_of(things[0]),
            )
        )
    state = edition.state if edition.state in ("draft", "translated") else ""
    unread = element(
        "div", edition.label(f"state_{state or 'draft'}"), class_=f"k-status k-status--{state}", role="note"
    )
    return [
        # Reasons are translated as the chapters are.
        unread if state else None,
        element("p", edition.label("corrections_lead"), class_="k-where"),
        element("ul", rows, class_="k-corrections"),
    ]
