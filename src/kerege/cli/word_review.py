"""`kerege import docx`: what a colleague did in Word, shown, decided on, written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kerege.cli.interface_language import echo, spoken
from kerege.errors import KeregeError
from kerege.files import write_whole
from kerege.messages import say, say_count, together
from kerege.read import find_report, read_report

if TYPE_CHECKING:
    from kerege.intake.word_review.proposals import Change, Review


@click.command(name="docx")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--accept", "accepted", multiple=True, metavar="NUMBER|all", help="Write these changes; 'all' without held ones."
)
@click.option("--ask", is_flag=True, help="Ask about each change, then write those accepted.")
@click.option("--diff", "patch", type=click.Path(path_type=Path), help="Write a patch for 'git apply' instead.")
@click.pass_obj
def docx(folder: Path, file: Path, accepted: tuple[str, ...], ask: bool, patch: Path | None) -> None:
    """Changes and comments of a Word file that `kerege export docx` made. Without options it only shows them."""
    from kerege.intake.word_review import review
    from kerege.intake.word_review.apply import as_patch, changed_files, write_changes

    report = read_report(find_report(folder)).report
    found = review(report, file)
    echo(_told(found))
    if patch is not None and not accepted and not ask:
        accepted = ("all",)
    chosen = _asked(found.changes) if ask else _chosen(found.changes, accepted)
    if patch is not None:
        write_whole(patch, as_patch(changed_files(report, chosen)))
        echo(
            say_count(
                "{count} change in {patch}; apply it with: git apply {patch}",
                "{count} changes in {patch}; apply them with: git apply {patch}",
                len(chosen),
                patch=patch,
            )
        )
    elif chosen:
        written = write_changes(report, chosen)
        echo(
            say_count(
                "{count} change written into {written}.",
                "{count} changes written into {written}.",
                len(chosen),
                written=written,
            )
        )
        echo(say("Run kerege check, and read the difference before you commit."))
    elif found.changes and not accepted and not ask:
        echo(say("Nothing was written. Write them with --accept all, --accept NUMBER, --ask or --diff FILE."))


def _told(found: Review) -> str:
    lines: list[str] = []
    for change in sorted(found.changes, key=lambda one: one.signs):
        if change.signs and not any(say("Signs alone, which 'all' leaves as they are:") == line for line in lines):
            lines += ["", say("Signs alone, which 'all' leaves as they are:")]
        by = say(", by {authors}", authors=change.authors) if change.authors else ""
        place = f"{change.number}. {change.path}:{change.line}"
        lines += [together(": ", place, together("", change.kind, by)), together("", "    ", change.marked)]
        lines += [("    " + say("held: {reason}", reason=reason)) for reason in change.held]
    if found.notices:
        lines += ["", say("Not proposed:")]
        lines += ["  " + together(": ", *filter(None, (notice.place, notice.message))) for notice in found.notices]
    if found.remarks:
        lines += ["", say("Comments:")]
        for remark in found.remarks:
            done = " " + say("(resolved)") if remark.done else ""
            lines.append(
                "  "
                + say(
                    "{place}, {author} {date}{done}, at '{anchor}':",
                    place=remark.place or say("the file"),
                    author=remark.author,
                    date=remark.date,
                    done=done,
                    anchor=remark.anchor,
                )
            )
            lines += [f"    {line}" for line in remark.text.split("\n")]
    held = sum(1 for change in found.changes if change.held)
    count = say_count(
        "{count} change, {held} held; {remarks}.",
        "{count} changes, {held} of them held; {remarks}.",
        len(found.changes),
        held=held,
        remarks=say_count("{count} comment", "{count} comments", len(found.remarks)),
    )
    return together("\n", *lines, *([""] if lines else []), count)


def _chosen(changes: Sequence[Change], accepted: Sequence[str]) -> list[Change]:
    numbers = {change.number: change for change in changes}
    chosen: dict[int, Change] = {}
    for word in (part.strip() for text in accepted for part in text.split(",")):
        if word == "all":
            chosen |= {number: change for number, change in numbers.items() if not (change.held or change.signs)}
        elif word.isdecimal() and int(word) in numbers:
            chosen[int(word)] = numbers[int(word)]
        else:
            raise KeregeError(
                say(
                    "There is no change '{word}'; write a number from 1 to {changes}, or 'all'.",
                    word=word,
                    changes=len(changes),
                )
            )
    return [chosen[number] for number in sorted(chosen)]


def _asked(changes: Sequence[Change]) -> list[Change]:
    return [
        change
        for change in changes
        if click.confirm(
            spoken(
                say(
                    "{number}. {path}:{line}: accept this change? [{value}]",
                    number=change.number,
                    path=change.path,
                    line=change.line,
                    value="y/N" if change.held or change.signs else "Y/n",
                )
            ),
            default=not (change.held or change.signs),
            show_default=False,
            prompt_suffix=" ",
        )
    ]
