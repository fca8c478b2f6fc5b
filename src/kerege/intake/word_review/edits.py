"""What an edit in Word makes of a piece of Markdown: the source's own text wherever the words are the same.

A tie is kept as the source has it. When its words were edited in Word, that is told and not done: a number or a quotation
changes in its record, never in a Word file. When a tie was lost because its words were typed anew, it is tied again.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kerege.docx.units import FORMULA, Unit, cite_markdown, escaped, plain, units
from kerege.languages import LanguagePack
from kerege.languages.reading import Kind, number_end, read
from kerege.messages import say

_UNITS = frozenset(("percent", "percentage_points", "USD", "KGS", "RUB", "years"))
"""Units that are part of a number's words."""
VOUCHED = ("stat:", "claim:", "quote:", "nostat:", "cite:", "fig:", "table:")
"""Schemes whose words are not for Word to change."""
_SPACING = " ¶\u00a0\u202f\u2009"
_CONTEXT = 6
_CITED = re.compile(r"\[[^\]]*\]\((?P<target>cite:[^()\s]*)\)")


@dataclass
class Edit:
    """One piece of Markdown before and after."""

    text: str
    """The new source."""
    marked: str
    """Old and new words side by side, for a reader: `[-old-]{+new+}`."""
    kept: list[tuple[str, str, str]] = field(default_factory=list)
    """Ties whose words were edited in Word and stay as they are: target, words before, words in Word."""
    held: list[str] = field(default_factory=list)
    """Why a person must decide."""
    added: list[str] = field(default_factory=list)
    """Targets of ties that are new here."""
    notes: list[tuple[int, int]] = field(default_factory=list)
    """Calls of notes that stayed: place among the calls of the source, and of Word."""
    lost_notes: int = 0
    new_notes: list[int] = field(default_factory=list)
    """Calls of notes that only Word has."""


class NotGivenBack(Exception):
    """The source holds something that Word cannot give back, so an edit cannot be put into it."""


def edited(source: str, shown: str | None, word: str, pack: LanguagePack) -> Edit:
    """Put an edit made in Word into its source.

    Args:
        source: the Markdown as the chapter has it.
        shown: what the export showed of it; None when the file no longer tells.
        word: what Word has now.

    Raises:
        NotGivenBack: what was shown is not all of the source.
    """
    ours = units(source)
    before = ours if shown is None else units(shown)
    if [_kind(unit) for unit in ours] != [_kind(unit) for unit in before]:
        raise NotGivenBack
    after = units(word)
    edit = Edit("", "")
    _align(ours, before, after, shown is not None, edit)
    return _numbers(before, after, pack, edit)


def same(shown: str, word: str) -> bool:
    """Whether Word has what was shown, tie words included."""
    return [(u.key, u.words) for u in units(shown)] == [(u.key, u.words) for u in units(word)]


def _align(ours: Sequence[Unit], before: Sequence[Unit], after: Sequence[Unit], words_known: bool, edit: Edit) -> None:
    matcher = difflib.SequenceMatcher(None, [u.key for u in before], [u.key for u in after], autojunk=False)
    codes = matcher.get_opcodes()
    removed = [i for tag, a, b, _, _ in codes if tag in ("delete", "replace") for i in range(a, b)]
    lost = {_bare(before[i]): ours[i] for i in removed if ours[i].target.startswith((*VOUCHED, FORMULA))}
    old_words = {_bare(before[i]): before[i].words for tag, a, b, _, _ in codes if tag != "equal" for i in range(a, b)}
    calls_before, calls_after = _calls(before), _calls(after)
    result: list[str] = []
    for tag, a, b, c, d in codes:
        if tag == "equal":
            for i, j in zip(range(a, b), range(c, d), strict=True):
                result.append(_gap(ours[i], result) + _kept(ours[i], before[i], after[j], words_known, edit))
                if i in calls_before:
                    edit.notes.append((calls_before[i], calls_after[j]))
            continue
        edit.lost_notes += sum(1 for i in range(a, b) if i in calls_before)
        edit.new_notes += [calls_after[j] for j in range(c, d) if j in calls_after]
        fresh = True
        for unit in _retied(list(after[c:d]), lost, old_words):
            if unit.target.startswith("note:"):
                continue
            if unit.target.startswith(FORMULA) and _bare(unit) not in lost:
                edit.held.append(say("the formula '{words}' was written in Word; write it by hand", words=unit.words))
                continue
            if unit.target and _bare(unit) in lost:
                unit = Unit(unit.key, lost.pop(_bare(unit)).text, unit.gap, unit.target, unit.words)
            elif unit.target:
                edit.added.append(unit.target)
            gap = _gap(unit, result)
            if fresh and a < b and gap == " " and ours[a].gap.count("\n") < 2 and ours[a].gap:
                # The line breaks where it broke before.
                gap = ours[a].gap
            fresh = False
            result.append(gap + _written(unit))
    edit.text = _as_written("".join(result).strip(), ours[0].gap if ours else "")
    edit.held += [say("{unit} is no longer in the text", unit=_name(unit)) for unit in lost.values()]
    edit.marked = _marked(before, after, codes)


def _as_written(text: str, opening: str) -> str:
    """A text with the marks of the block that it is: `opening` is what stands before its first word."""
    if "!!!" in opening:
        return _as_callout(f"{opening.lstrip()}{text}", has_title='"' in opening)
    return _as_quotation(text) if ">" in opening else text


def _as_callout(text: str, *, has_title: bool) -> str:
    """The title between its marks, every further line behind four blanks."""
    first, _, rest = text.partition("\n")
    if has_title and not first.rstrip().endswith('"'):
        first = f'{first.rstrip()}"'
    lines = (
        line if line.startswith("    ") or not line.strip() else f"    {line}" for line in rest.strip("\n").split("\n")
    )
    return "\n".join((first, *lines))


def _as_quotation(text: str) -> str:
    """Every line behind a `>`."""
    lines = (line if line.startswith(">") else f"> {line}" if line else ">" for line in text.split("\n"))
    return "\n".join(lines)


def _calls(found: Sequence[Unit]) -> dict[int, int]:
    """Places of the calls of notes, counted."""
    places = [index for index, unit in enumerate(found) if unit.target.startswith("note:")]
    return {index: number for number, index in enumerate(places)}


def _bare(unit: Unit) -> str:
    return unit.key.lstrip(_SPACING)


def _kind(unit: Unit) -> str:
    """What a unit is known by where Word's form of a formula stands beside its LaTeX."""
    spacing = unit.key[: len(unit.key) - len(_bare(unit))]
    return f"{spacing}⟦formula⟧" if unit.target.startswith(FORMULA) else unit.key


def _name(unit: Unit) -> str:
    if unit.target.startswith(FORMULA):
        return unit.text
    return cite_markdown(unit.target) if unit.target.startswith("cite:") else unit.target


def _gap(unit: Unit, result: list[str]) -> str:
    return unit.gap if result else ""


def _written(unit: Unit) -> str:
    """A citation that Word has as a link is one again; whatever else stands as it is written."""
    linked = unit.target.startswith("cite:") and unit.text.endswith(f"]({unit.target})")
    return cite_markdown(unit.target) if linked else unit.text


def _kept(ours: Unit, before: Unit, after: Unit, words_known: bool, edit: Edit) -> str:
    """A unit that is in both: the source's text, unless it is a link whose words are free."""
    if not ours.target or ours.target.startswith(("note:", FORMULA)):
        return ours.text
    # Without what was shown, the words of a citation or of a printed value are not known.
    known = words_known or (ours.words and not ours.target.startswith("cite:"))
    if not known or _folded(before.words) == _folded(after.words):
        return ours.text
    if ours.target.startswith(VOUCHED):
        edit.kept.append((_name(ours), before.words, after.words))
        return ours.text
    return f"[{escaped(after.words)}]({ours.target})"


def _folded(words: str) -> str:
    return " ".join(words.split())


def _retied(after: list[Unit], lost: dict[str, Unit], old_words: dict[str, str]) -> list[Unit]:
    """Words that stand where their tie was lost, as ties again."""
    there = {_bare(unit) for unit in after}
    for key, unit in list(lost.items()):
        words = _folded(old_words.get(key) or unit.words)
        span = _span(after, words) if key not in there and words else None
        if span is not None:
            first, last = span
            spacing = after[first].key[: len(after[first].key) - len(_bare(after[first]))]
            after[first:last] = [Unit(spacing + key, unit.text, after[first].gap, unit.target, words)]
    return after


def _span(found: Sequence[Unit], words: str) -> tuple[int, int] | None:
    for first in range(len(found)):
        text = ""
        for last in range(first, len(found)):
            unit = found[last]
            if unit.target:
                break
            spacing = unit.key[: len(unit.key) - len(_bare(unit))] if last > first else ""
            text += ("" if not spacing else " ") + _bare(unit)
            if text == words or text == words.replace("\u00a0", " "):
                return first, last + 1
            if len(text) > len(words):
                break
    return None


def _numbers(before: Sequence[Unit], after: Sequence[Unit], pack: LanguagePack, edit: Edit) -> Edit:
    """Hold an edit that changes numbers nothing vouches for."""
    old = numbers(plain(before), pack)
    # Words that were tied again are no longer loose.
    new = numbers(plain(units(edit.text)), pack)
    gone, come = sorted((old - new).elements()), sorted((new - old).elements())
    if gone or come:
        said = [say("no longer {gone}", gone=gone)] if gone else []
        said += [say("now {come}", come=come)] if come else []
        edit.held.append(say("numbers that are not tied changed: {said}", said="; ".join(said)))
    return edit


def held_for(old: str, new: str, pack: LanguagePack) -> list[str]:
    """Why a person must decide: ties that are gone, numbers that are not tied and changed."""
    before, after = (Counter(u.target for u in units(text) if u.target.startswith(VOUCHED)) for text in (old, new))
    held: list[str] = [
        say("{unit} is no longer in the text", unit=cite_markdown(target) if target.startswith("cite:") else target)
        for target in (before - after)
    ]
    then, now = (numbers(plain(units(text)), pack) for text in (old, new))
    gone, come = sorted((then - now).elements()), sorted((now - then).elements())
    if gone or come:
        said = [say("no longer {gone}", gone=gone)] if gone else []
        said += [say("now {come}", come=come)] if come else []
        held.append(say("numbers that are not tied changed: {said}", said="; ".join(said)))
    return held


def written(word: str) -> str:
    """Words from Word as a chapter writes them."""
    return _CITED.sub(lambda match: cite_markdown(match["target"]), word).strip()


def numbers(text: str, pack: LanguagePack) -> Counter[str]:
    """The numbers of a text that state something, as they are written."""
    return Counter(
        " ".join(text[span.start : number_end(text, span, pack.lexicon, _UNITS)].split())
        for span in read(text, pack.lexicon)
        if span.kind is not Kind.NARRATIVE or any(character.isdigit() for character in text[span.start : span.end])
    )


def _marked(before: Sequence[Unit], after: Sequence[Unit], codes: Sequence[tuple[str, int, int, int, int]]) -> str:
    parts: list[str] = []
    for tag, a, b, c, d in codes:
        if tag == "equal":
            shown = list(before[a:b])
            cut = len(shown) > 2 * _CONTEXT
            text = _joined(shown[:_CONTEXT]) + " […]" + _joined(shown[-_CONTEXT:]) if cut else _joined(shown)
            parts.append(text)
            continue
        for sign, some in (("[-{}-]", before[a:b]), ("{{+{}+}}", after[c:d])):
            text = _joined(some)
            if text:
                lead = text[: len(text) - len(text.lstrip())]
                parts.append(lead + sign.format(text.strip()))
    return re.sub(r"\n+", " ¶ ", "".join(parts)).strip()


def _joined(found: Sequence[Unit]) -> str:
    shown = []
    for unit in found:
        gap = "\n" if "\n\n" in unit.gap else " " if unit.gap else ""
        shown.append(gap + (unit.words or unit.text))
    return "".join(shown)
