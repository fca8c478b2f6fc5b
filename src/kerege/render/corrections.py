"""What readers are told of corrections: a page of all, a notice before each chapter that states one, a mark at the number."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from kerege.languages.formats import format_date, format_value
from kerege.model import Chapter, Report, Scheme, words_in
from kerege.model.editions import Change, Correction
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element, joined
from kerege.render.links import Links

PAGE = "corrections"
_LABELS = {
    Change.CORRECTION: "correction",
    Change.REVISION: "revision",
    Change.WITHDRAWAL: "withdrawal",
}


def corrections_of(edition: Edition) -> tuple[Correction, ...]:
    """The corrections of a report, the latest first."""
    return tuple(sorted(edition.report.corrections, key=lambda entry: entry.date, reverse=True))


def place_of(entry: Correction) -> str:
    """The id of a correction on its page."""
    return f"correction-{entry.kind}-{entry.target}-{entry.edition}"


def corrected(edition: Edition, what: str) -> Correction | None:
    """The latest correction of `stat:ID`, `claim:ID` or `quote:ID`."""
    return next((entry for entry in corrections_of(edition) if entry.what == what), None)


def corrected_in(chapter: Chapter, edition: Edition) -> tuple[Correction, ...]:
    """The corrections of what a chapter states, in its figures too."""
    stated = stated_in(chapter, edition.report)
    return tuple(entry for entry in corrections_of(edition) if entry.what in stated)


def stated_in(chapter: Chapter, report: Report) -> set[str]:
    """`stat:ID`, `claim:ID` and `quote:ID` of what a chapter states, in its figures too."""
    stated = {f"{tie.scheme.value}:{tie.target}" for tie in chapter.ties}
    for block in chapter.blocks:
        figure = report.figures.get(block.target)
        stated.add(f"{'stat' if block.kind.value == 'statistic' else block.kind.value}:{block.target}")
        stated |= {f"{Scheme.STATISTIC.value}:{key}" for key in (figure.data if figure else ())}
    return stated


def notice(chapter: Chapter, edition: Edition, links: Links) -> Element | None:
    """Before a chapter: that something in it was corrected, with a link to each entry."""
    found = corrected_in(chapter, edition)
    if not found:
        return None
    entries = [element("a", subject(edition, entry), href=links.to(PAGE, place_of(entry))) for entry in found]
    words = f"{edition.label('corrected_page', count=len(found))} "
    return element("div", words, joined(entries, "; "), class_="k-status k-status--corrected", role="note")


def subject(edition: Edition, entry: Correction) -> str:
    """What was corrected, in the reader's words."""
    report = edition.report
    if entry.kind == "stat" and entry.target in report.statistics:
        return edition.words(report.statistics[entry.target].label)
    if entry.kind == "quote":
        return edition.label("testimony_corrected")
    claim = report.claims.get(entry.target)
    return (words_in(claim.words, edition.language) if claim and claim.words else "") or entry.target


def was_and_now(edition: Edition, entry: Correction) -> str:
    """`62.5% in edition 1; 64.5% now`."""
    if entry.kind != "stat":
        return ""
    old = edition.label("was_published", value=_shown(edition, entry, entry.was), edition=entry.edition)
    return f"{old} {edition.label('is_now', value=_shown(edition, entry, entry.now))}" if entry.now else old


def _shown(edition: Edition, entry: Correction, text: str) -> str:
    """A value of an entry as the page prints values; as it is written where it is no plain number."""
    record = edition.report.statistics.get(entry.target)
    sign = text[:1] if text[:1] in "<>≈" else ""
    try:
        parts = [Decimal(part) for part in text.removeprefix(sign).split("–")]
    except InvalidOperation:
        return text
    if record is None:
        return text
    # As exact as it was published: rounding could hide what was corrected.
    places = max(record.decimals, *(-int(part.as_tuple().exponent) for part in parts))
    numbers = [format_value(part, record.unit, places, edition.pack) for part in parts]
    return (f"{sign}\u00a0" if sign else "") + "–".join(numbers)


def corrections_page(edition: Edition, links: Links) -> Content:
    """Every correction: what, was and now, why, when, and where it is stated."""
    rows = []
    for entry in corrections_of(edition):
        kind = edition.label(_LABELS[entry.change])
        when = format_date(entry.date, edition.pack)
        places = [
            element("a", chapter.title, href=links.to_chapter(chapter.name))
            for chapter in edition.everything
            if entry in corrected_in(chapter, edition)
        ]
        change = was_and_now(edition, entry)
        rows.append(
            element(
                "li",
                element("p", element("strong", subject(edition, entry)), f" · {kind}, {when}"),
                element("p", change) if change else None,
                element("p", edition.words(entry.reason)),
                element("p", f"{edition.label('stated_in')}: ", joined(places, "; "), class_="k-where")
                if places
                else None,
                id=place_of(entry),
            )
        )
    return [
        element("p", edition.label("corrections_lead"), class_="k-where"),
        element("ul", rows, class_="k-corrections"),
    ]
