"""`import-report.md`: what was sure, what was guessed, what needs a person, and every word that stands only here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from kerege.findings import Finding
from kerege.intake.published.document import Entry, Journal
from kerege.intake.published.word_count import Account
from kerege.messages import say

Say = Callable[[str], str]
"""Puts a sentence into the language of whoever imports."""


def import_report(
    title: str, file: str, journal: Journal, counted: Account, speak: Say, wrong: tuple[Finding, ...] = ()
) -> str:
    """The report as Markdown.

    Args:
        wrong: errors that the check of the new folder finds.
    """
    return "\n".join(_lines(title, file, journal, counted, speak, wrong)) + "\n"


def _lines(
    title: str, file: str, journal: Journal, counted: Account, speak: Say, wrong: tuple[Finding, ...]
) -> Iterator[str]:
    yield f"# {speak(say('Import of “{title}”', title=title))}"
    yield ""
    yield speak(
        say(
            "From `{file}`. {kept} of {total} words kept ({share}).",
            file=file,
            kept=f"{counted.kept:,}",
            total=f"{counted.total:,}",
            share=f"{counted.share:.2%}",
        )
    )
    kinds = (
        (say("Pictures: {kept} of {total}.", **vars(counted.pictures)), counted.pictures),
        (say("Links: {kept} of {total}.", **vars(counted.links)), counted.links),
        (say("Cells of tables: {kept} of {total}.", **vars(counted.cells)), counted.cells),
    )
    for sentence, kind in kinds:
        if kind.total:
            yield speak(sentence)
    if counted.missing:
        yield ""
        # The words are the file's own: said beside them, not with them.
        yield f"{speak(say('Words that stand fewer times in the folder than in the file:'))} {', '.join(counted.missing)}."
    if wrong:
        yield ""
        yield f"## {speak(say('What the check refuses: mend it, and the report builds'))}"
        yield ""
        for finding in wrong:
            yield f"- `{finding.location}` {finding.code} {speak(finding.message)}: {speak(finding.hint)}"
    yield ""
    yield f"## {speak(say('Sure'))}"
    yield ""
    for what, count in journal.sure.items():
        yield f"- {speak(what)}: {count}"
    yield ""
    yield f"## {speak(say('Guessed: look at each'))}"
    yield from _sections(journal.guessed, speak)
    yield ""
    yield f"## {speak(say('Needs a person'))}"
    yield from _sections(journal.person, speak)
    yield ""
    yield f"## {speak(say('Words that stand only here'))}"
    yield from _sections(journal.left_out, speak)


def _sections(entries: dict[str, list[Entry]], speak: Say) -> Iterator[str]:
    if not entries:
        yield ""
        yield speak(say("Nothing."))
    for what, members in entries.items():
        yield ""
        yield f"### {speak(what)} ({len(members)})"
        yield ""
        for text, same in groupby(members, key=lambda entry: entry.text):
            pages = ", ".join(str(entry.page) for entry in same)
            yield f"- {speak(say('p.'))} {pages}: {text}"
