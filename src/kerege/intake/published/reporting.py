"""`import-report.md`: what was sure, what was guessed, what needs a person, and every word that stands only here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from kerege.intake.published.document import Entry, Journal
from kerege.intake.published.word_count import Account

Say = Callable[[str], str]
"""Puts a sentence into the language of whoever imports."""


def import_report(title: str, file: str, journal: Journal, counted: Account, say: Say) -> str:
    """The report as Markdown."""
    return "\n".join(_lines(title, file, journal, counted, say)) + "\n"


def _lines(title: str, file: str, journal: Journal, counted: Account, say: Say) -> Iterator[str]:
    yield f"# {say(f'Import of “{title}”')}"
    yield ""
    yield say(f"From `{file}`. {counted.kept:,} of {counted.total:,} words kept ({counted.share:.2%}).")
    if counted.missing:
        yield ""
        # The words are the file's own: said beside them, not with them.
        yield f"{say('Words that stand fewer times in the folder than in the file:')} {', '.join(counted.missing)}."
    yield ""
    yield f"## {say('Sure')}"
    yield ""
    for what, count in journal.sure.items():
        yield f"- {say(what)}: {count}"
    yield ""
    yield f"## {say('Guessed: look at each')}"
    yield from _sections(journal.guessed, say)
    yield ""
    yield f"## {say('Needs a person')}"
    yield from _sections(journal.person, say)
    yield ""
    yield f"## {say('Words that stand only here')}"
    yield from _sections(journal.left_out, say)


def _sections(entries: dict[str, list[Entry]], say: Say) -> Iterator[str]:
    if not entries:
        yield ""
        yield say("Nothing.")
    for what, members in entries.items():
        yield ""
        yield f"### {say(what)} ({len(members)})"
        yield ""
        for text, same in groupby(members, key=lambda entry: entry.text):
            pages = ", ".join(str(entry.page) for entry in same)
            yield f"- {say('p.')} {pages}: {text}"
