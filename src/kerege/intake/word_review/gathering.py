"""Changes that belong together as one: a paragraph parted in two, two that became one; and those of signs alone, apart."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kerege.docx.units import plain, units
from kerege.intake.word_review.edits import held_for
from kerege.intake.word_review.proposals import Change
from kerege.languages import LanguagePack
from kerege.messages import say, together

_ENOUGH = 0.6
"""Share of a paragraph's words that must stand in the other for the two to be one text."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2009\u2007", " "),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚‹›", "'"),
        **dict.fromkeys("–—‑‐−", "-"),
        "…": "...",
        "\u00ad": "",
    }
)
"""What programs put in the place of a sign by themselves."""


def gathered(changes: Sequence[Change], texts: Mapping[PurePosixPath, str], pack: LanguagePack) -> tuple[Change, ...]:
    """The changes in order, those that belong together as one.

    Args:
        texts: of the chapters, by path.
    """
    result: list[Change] = []
    for change in sorted(changes, key=lambda one: (one.path, one.start, one.end)):
        before = result[-1] if result else None
        whole = _together(before, change, texts[change.path], pack) if before and before.path == change.path else None
        if whole is not None:
            result[-1] = whole
        else:
            result.append(change)
    return tuple(_of_signs(change, texts[change.path]) for change in result)


def _together(first: Change, second: Change, text: str, pack: LanguagePack) -> Change | None:
    """Two neighbouring changes as one, where the words of one went into the other."""
    if second.kind == say("added") and second.start == second.end == first.end and first.kind == say("changed"):
        old = text[first.start : first.end]
        if _share(second.text, old) >= _ENOUGH:
            return _whole(first, second, first.text + second.text, text, say("split"), pack)
    between = text[first.end : second.start]
    if between.strip():
        return None
    if first.kind == say("changed") and second.kind == say("removed"):
        gone = text[second.start : second.end]
        if _share(gone, first.text) >= _ENOUGH:
            end = gone[len(gone.rstrip()) :]
            return _whole(first, second, first.text + end, text, say("merged"), pack)
    if first.kind == say("removed") and second.kind == say("changed"):
        gone = text[first.start : first.end]
        if _share(gone, second.text) >= _ENOUGH:
            return _whole(first, second, second.text, text, say("merged"), pack)
    return None


def _share(words: str, within: str) -> float:
    """The share of a text's words that stand in another in the same order."""
    wanted, there = (re.findall(r"\w+", plain(units(text)).casefold()) for text in (words, within))
    blocks = difflib.SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks()
    return sum(size for *_, size in blocks) / len(wanted) if wanted else 0.0


def _whole(first: Change, second: Change, new: str, text: str, kind: str, pack: LanguagePack) -> Change:
    old = text[first.start : second.end]
    marked = f"{first.marked} ¶ {second.marked}"
    authors = tuple(sorted({*first.authors, *second.authors}))
    return replace(
        first, kind=kind, end=second.end, text=new, marked=marked, held=tuple(held_for(old, new, pack)), authors=authors
    )


def _of_signs(change: Change, text: str) -> Change:
    """A change after which the words are the same: quotation marks, dashes and blanks that a program put by itself."""
    old = text[change.start : change.end]
    same = _plain_signs(old) == _plain_signs(change.text) and old != change.text
    if not same or change.kind != say("changed"):
        return change
    if change.text.count("\n\n") != old.count("\n\n"):
        # The same words in more paragraphs, or fewer.
        return replace(change, kind=say("split") if change.text.count("\n\n") > old.count("\n\n") else say("merged"))
    return replace(change, kind=say("signs only"), signs=True, marked=_shown_signs(old, change.text))


def _plain_signs(text: str) -> str:
    return " ".join(text.translate(_SIGNS).split())


def _shown_signs(old: str, new: str) -> str:
    """The signs that differ, those that look alike by their names."""
    found: Counter[str] = Counter()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found[together(" → ", _named(old[a:b]), _named(new[c:d]))] += 1
    return together(", ", *(together("", what, f" ×{count}") if count > 1 else what for what, count in found.items()))


_NAMES = {
    " ": say("blank"), "\u00a0": say("no-break blank"), "\u202f": say("narrow no-break blank"), "\u2009": say("thin blank"),
    "\u2007": say("blank as wide as a digit"), "\u00ad": say("soft hyphen"), "-": say("hyphen"), "‐": say("hyphen"),
    "‑": say("no-break hyphen"), "–": say("en dash"), "—": say("em dash"), "−": say("minus"),
}  # fmt: skip
"""Signs that cannot be told by looking."""


def _named(signs: str) -> str:
    return together(" ", *(_NAMES.get(sign, sign) for sign in signs)) if signs else say("nothing")
