"""Paragraphs of a Word file as Markdown, with emphasis, ties and calls of notes as a chapter writes them."""

from __future__ import annotations

import re

from kerege.docx.document import Paragraph, Run
from kerege.docx.units import escaped
from kerege.read.markdown.foreign import guarded


def paragraphs_markdown(items: list[Paragraph]) -> str:
    """Paragraphs as one piece of Markdown, each line as long as it is."""
    parts: list[str] = []
    counts: dict[int, int] = {}
    for index, item in enumerate(item for item in items if not item.is_empty):
        words = inline_markdown(item.runs)
        heading = re.fullmatch(r"Heading(?P<level>[1-6])", item.style)
        if item.level is None:
            counts.clear()
            words = re.sub(r"^(#{1,6}|[-+]|\d+)(?=[.)]?\s)", _guarded, words)
        if heading is not None:
            line, separator = f"{'#' * int(heading['level'])} {words}", "\n\n"
        elif item.level is not None:
            counts[item.level] = counts.get(item.level, 0) + 1
            mark = f"{counts[item.level]}." if item.ordered else "-"
            line, separator = f"{'  ' * item.level}{mark} {words}", "\n" if index and counts else "\n\n"
        else:
            line, separator = words, "\n\n"
        parts += [separator if index else "", line]
    return "".join(parts)


def _guarded(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0][0].isdigit() else f"\\{match[0]}"


def inline_markdown(runs: list[Run]) -> str:
    """Runs as Markdown: emphasis, ties and calls of notes as a chapter writes them; a citation stays a link with `cite:`."""
    written: list[str] = []
    open_marks: list[str] = []
    for run in _merged(runs):
        wanted = [mark for mark, on in (("**", run.bold), ("*", run.italic)) if on]
        text = run.text
        lead = text[: len(text) - len(text.lstrip())]
        tail = text[len(text.rstrip()) :] if text.strip() else ""
        if not text.strip() and not run.note:
            # Blanks have no look of their own.
            written.append(text)
            continue
        blank = _close(written, open_marks, wanted)
        written.append(blank + lead)
        for mark in wanted:
            if mark not in open_marks:
                open_marks.append(mark)
                written.append(mark)
        words = text.strip()
        if run.formula:
            shown = re.sub(r"[$\\\s]+", "", words) or "formula"
            written.append(f"${shown}$")
        elif run.note:
            written.append(f"[^{run.note}]")
        elif run.target:
            written.append(f"[{escaped(words)}]({run.target})")
        else:
            written.append(escaped(words))
        written.append(tail)
    _close(written, open_marks, [])
    return guarded("".join(written).strip())


def _close(written: list[str], open_marks: list[str], wanted: list[str]) -> str:
    """Close the marks that are no longer wanted, before the blanks that ended the last words; those blanks."""
    if all(mark in wanted for mark in open_marks):
        return ""
    blank = ""
    while written and not written[-1].strip():
        blank = written.pop() + blank
    while open_marks and any(mark not in wanted for mark in open_marks):
        written.append(open_marks.pop())
    return blank


def _merged(runs: list[Run]) -> list[Run]:
    """Neighbours of the same look as one run: Word splits them at will."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if run.formula or (last is not None and last.formula):
            merged.append(run)
            continue
        same = last is not None and (last.bold, last.italic, last.target) == (run.bold, run.italic, run.target)
        if last is not None and same and not last.note and not run.note:
            merged[-1] = Run(last.text + run.text, run.bold, run.italic, run.target)
        elif last is not None and last.target and last.target == run.target and not run.note and not last.note:
            # A tie is one, whatever looks its words have.
            merged[-1] = Run(last.text + run.text, last.bold, last.italic, run.target)
        elif run.text or run.note:
            merged.append(run)
    return merged
