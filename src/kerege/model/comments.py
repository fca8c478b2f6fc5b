"""What colleagues write to each other between `<!--` and `-->`: for nobody else.

A comment is emptied where a file is read, so that no output can hold it: `hollow` keeps its length and its lines, and with them every
place in the file. What is written back into the report is taken from `Chapter.source`, where the comments stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HOLLOW = re.compile(r"<!--[x \t>\n]*-->")
_DROPPED = re.compile(r"(?P<before>[ \t]*)<!--.*?-->(?P<after>(?=[ \t\n]|\Z)?)", re.DOTALL)


def hollow(text: str) -> str:
    """A text whose comments say nothing: each is as long as it was, and ends in the same line."""
    return COMMENT.sub(_emptied, text) if "<!--" in text else text


def _emptied(comment: re.Match[str]) -> str:
    first, *others = comment[0][4:-3].split("\n")
    # What makes further lines part of a quotation or a list stays, or the comment would end there.
    kept = [line[: len(line) - len(line.lstrip(" \t>"))] for line in others]
    filled = [indent + "x" * len(line[len(indent) :]) for indent, line in zip(kept, others, strict=True)]
    return "<!--" + "\n".join(["x" * len(first), *filled]) + "-->"


def drop(text: str) -> str:
    """A text without its comments, and without the blanks that would be left double."""
    return _DROPPED.sub(_gap, text) if "<!--" in text else text


def _gap(match: re.Match[str]) -> str:
    following = match.string[match.end() : match.end() + 1]
    return "" if following in ("", " ", "\t", "\n") or match.start() == 0 else match["before"]


def with_comments(text: str, source: str) -> str:
    """New words for a stretch of a file, with the comments that stood in it.

    Args:
        text: the new words; a comment that was emptied stands where its own should, any other follows at the end.
        source: the stretch as it is in the file.
    """
    comments = iter(COMMENT.findall(source))
    text = _HOLLOW.sub(lambda match: next(comments, ""), text)
    left = list(comments)
    return " ".join([text, *left]) if text else " ".join(left)


def unbounded(text: str) -> Iterator[int]:
    """Where a comment begins within a line and holds an empty line: to Markdown the paragraph, and the comment, ends there."""
    for match in COMMENT.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if line.strip(" \t>") and re.search(r"\n[ \t>]*\n", match[0]):
            yield match.start()
