"""How spoken words are set: quotation marks and dashes of dialogue as each language has them.

English and Russian nest “ ‘ ’ ” and « „ “ »; dialogue takes a dash at the start of a line, followed by a space that
does not break. Source: Chicago Manual of Style 13.30; Мильчин, Справочник издателя и автора, 2.8 and 11.1.
"""

from __future__ import annotations

import re

from kerege.languages import LanguagePack

_TURN = re.compile(r"\s*[-–—]\s+")
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"))
_MARKED = re.compile(r"“([^“”„«»]*)”|„([^“”„]*)[“”]|«([^«»]*)»|\"([^\"]*)\"")
LONG = 420
"""Characters from which a testimony is set as a long one, which may go over pages."""


def turns(text: str) -> tuple[str, ...]:
    """The lines of a dialogue, without their dashes; a text that is none is one turn."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len([line for line in lines if _TURN.match(line)]) < 2:
        return (" ".join(text.split()),)
    spoken: list[str] = []
    for line in lines:
        if _TURN.match(line) or not spoken:
            spoken.append(" ".join(_TURN.sub("", line, count=1).split()))
        else:
            spoken[-1] += " " + " ".join(line.split())
    return tuple(spoken)


def paragraphs(text: str, pack: LanguagePack, *, quoted: bool) -> tuple[str, ...]:
    """A testimony as it is printed.

    Args:
        text: the record's text; a line that begins with a dash is a turn of a dialogue.
        quoted: the words are the person's own: between the language's outer marks, quotations within between the inner
            ones. A dialogue's dashes stand instead of the outer marks.
    """
    spoken = turns(text)
    if not quoted:
        return spoken
    inner_left, inner_right = pack.quotation_marks[1]

    def nested(match: re.Match[str]) -> str:
        return f"{inner_left}{next(group for group in match.groups() if group is not None)}{inner_right}"

    nested_turns = tuple(_MARKED.sub(nested, turn) for turn in spoken)
    if len(spoken) > 1:
        return tuple(f"—\u00a0{turn}" for turn in nested_turns)
    left, right = pack.quotation_marks[0]
    return (f"{left}{nested_turns[0]}{right}",)


def unquoted(words: str) -> tuple[int, int]:
    """How many signs to leave out at the beginning and at the end of words: quotation marks that an editor put around them."""
    for left, right in (*_PAIRS, ('"', '"')):
        if words.startswith(left) and words.endswith(right) and left not in words[1:-1]:
            return 1, 1
    return 0, 0


def length_class(text: str) -> str:
    """How much room a testimony asks for."""
    return " k-quote--long" if len(text) >= LONG else ""
