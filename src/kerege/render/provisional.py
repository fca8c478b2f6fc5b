"""Provisional figures: a mark at each, a notice before the chapter, and when they will be revised."""

from __future__ import annotations

from kerege.evidence.editions import stated_in
from kerege.languages.formats import format_period
from kerege.model import Chapter, Statistic
from kerege.render.edition import Edition
from kerege.render.elements import Element, element


def provisional_text(edition: Edition, record: Statistic | None) -> str:
    """`Provisional; will be revised: December 2026.`; empty for a final figure."""
    if record is None or not record.provisional:
        return ""
    return _one_stop(edition.label("provisional", date=format_period(record.provisional, edition.pack)))


def _one_stop(text: str) -> str:
    """`декабрь 2026 г.` ends in a full stop of its own."""
    return text.replace("..", ".")


def provisional_mark(edition: Edition, key: str) -> Element | None:
    """The sign behind a provisional figure; where a pointer can rest on it, it says the rest."""
    said = provisional_text(edition, edition.report.statistics.get(key))
    return element("sup", edition.label("provisional_mark"), class_="k-provisional", title=said) if said else None


def notice(chapter: Chapter, edition: Edition) -> Element | None:
    """Before a chapter that states provisional figures, in its drawings too: what the mark means, and when they are revised."""
    report = edition.report
    keys = [what.removeprefix("stat:") for what in stated_in(chapter, report) if what.startswith("stat:")]
    dates = sorted({report.statistics[key].provisional for key in keys if key in report.statistics} - {""})
    if not dates:
        return None
    when = edition.pack.between(",").join(format_period(date, edition.pack) for date in dates)
    said = edition.label("provisional_page", mark=edition.label("provisional_mark"), date=when)
    return element("div", _one_stop(said), class_="k-status k-status--provisional", role="note")
