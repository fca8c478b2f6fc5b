"""The choice of editions in the header of every page: each leads to the same page, where the edition has it. It opens without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kerege.languages import LanguagePack
from kerege.languages.formats import format_date
from kerege.model import Report
from kerege.model.editions import ClosedEdition
from kerege.outputs.site.urls import link, place
from kerege.render.direction import direction

EARLIER = "editions"
"""The folder of earlier editions, in the report and on its website."""
BEGIN, END = "<!--kerege:versions-->", "<!--/kerege:versions-->"
"""Around the choice in a page: an edition that is kept gets a new one when another edition follows."""


@dataclass(frozen=True)
class Standing:
    """Where a page stands, and what it is called in the editions."""

    language: str
    here: str
    """Its place below the website's root."""
    inner: str
    """Its place below the root of its own edition."""
    present: str
    """The place of the same page, or of what readers find instead, in the present edition."""


def kept_folder(report: Report, number: str) -> Path:
    """Where the website of an edition is kept."""
    return report.root / EARLIER / number


def earlier_editions(report: Report) -> tuple[ClosedEdition, ...]:
    """The closed editions of which the website is kept, but the present one, the first edition first."""
    return tuple(
        one
        for one in report.editions
        if one.number != report.settings.edition and kept_folder(report, one.number).is_dir()
    )


def choice(report: Report, pack: LanguagePack, at: Standing, moved: Mapping[str, str], number: str) -> str:
    """The choice of editions as HTML, between its marks; the marks alone where there is one edition.

    Args:
        pack: of the page's language.
        moved: by old name, the chapters of the language that were renamed since.
        number: of the edition that the page belongs to.
    """
    earlier = earlier_editions(report)
    if not earlier:
        return BEGIN + END
    settings = report.settings
    now = pack.label("version_now", number=settings.edition, date=format_date(settings.date, pack))
    rows = [_row(now, link(at.here, at.present), settings.edition == number)]
    for one in reversed(earlier):
        there, foreign = _there(report, one, at, moved)
        title = pack.label("edition_line", number=one.number, date=format_date(one.date, pack))
        rows.append(_row(title, link(at.here, f"{EARLIER}/{one.number}/{there}"), one.number == number, foreign))
    return (
        f'{BEGIN}<details class="k-versions"><summary>{escape(pack.label("version", number=number))}</summary>'
        f'<nav aria-label="{escape(pack.wording("versions"))}"><ul>{"".join(rows)}</ul></nav></details>{END}'
    )


def _row(title: str, href: str, current: bool, foreign: str = "") -> str:
    marks = ' aria-current="true"' if current else ""
    marks += f' hreflang="{foreign}"' if foreign else ""
    return f'<li><a href="{escape(href)}"{marks} target="_self">{escape(title)}</a></li>'


def _there(report: Report, one: ClosedEdition, at: Standing, moved: Mapping[str, str]) -> tuple[str, str]:
    """The place of the same page in an earlier edition, else of its beginning; and its language where it is another one."""
    folder, original = kept_folder(report, one.number), report.settings.original
    home = place(at.language, original)
    for inner in (*_names(at, moved), home):
        if (folder / inner / "index.html").is_file():
            return inner, ""
    return "", original


def _names(at: Standing, moved: Mapping[str, str]) -> Iterator[str]:
    yield at.inner
    yield at.present
    for old, new in moved.items():
        # Its own page, and those that have it beside another language.
        if f"/{at.present}".endswith(f"/{new}/"):
            yield f"{at.present.removesuffix(f'{new}/')}{old}/"


def turned(language: str) -> str:
    """The attributes that give a part of a page its language and direction."""
    return f'lang="{language}" dir="{direction(language)}"'
