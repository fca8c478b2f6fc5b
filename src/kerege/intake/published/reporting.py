"""`import-report.md`: what was sure, what was guessed, what needs a person, and every word that stands only here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kerege.intake.published.account import Account
from kerege.intake.published.document import Entry, Journal

TITLE_LEFT = "## Words that stand only here"


def import_report(title: str, file: str, journal: Journal, counted: Account) -> str:
    """The report as Markdown."""
    return "\n".join(_lines(title, file, journal, counted)) + "\n"


def _lines(title: str, file: str, journal: Journal, counted: Account) -> Iterator[str]:
    yield f"# Import of “{title}”"
    yield ""
    yield f"From `{file}`. {counted.kept:,} of {counted.total:,} words kept ({counted.share:.2%})."
    if counted.missing:
        yield ""
        yield "Words that stand fewer times in the folder than in the file: " + ", ".join(counted.missing) + "."
    yield ""
    yield "## Sure"
    yield ""
    for what, count in journal.sure.items():
        yield f"- {count} {what}"
    yield ""
    yield "## Guessed: look at each"
    yield from _sections(journal.guessed)
    yield ""
    yield "## Needs a person"
    yield from _sections(journal.person)
    yield ""
    yield TITLE_LEFT
    yield from _sections(journal.left_out)


def _sections(entries: dict[str, list[Entry]]) -> Iterator[str]:
    if not entries:
        yield ""
        yield "Nothing."
    for what, members in entries.items():
        yield ""
        yield f"### {what} ({len(members)})"
        yield ""
        for text, same in groupby(members, key=lambda entry: entry.text):
            pages = ", ".join(str(entry.page) for entry in same)
            yield f"- p. {pages}: {text}"
