"""Two statistics do not change places in a translation.

Passes: a translated block with its ties in the order of the original; another order, where the words beside each number
name what it is about. Fails: "[62.5](stat:readers) read and [a third](stat:writers) write" translated as «[треть](stat:writers)
читает, а [62,5](stat:readers) пишет» (T021): each phrase states its statistic, and readers learn the contrary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kerege.catalogue import problem
from kerege.checks.context import Parallels, Statistics
from kerege.checks.groups_beside import names
from kerege.findings import Finding
from kerege.languages.sentences import sentences
from kerege.languages.stems import is_small_word
from kerege.languages.units import COUNTED, canonical
from kerege.model import Scheme, Settings, Statistic
from kerege.translate.state import place_of, translated

CODES = ("T021",)
_TIE = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]\(stat:(?P<target>[^)\s]*)\)")
_LETTERS, _ENDING = 3, 4
"""Of a label's word so many letters are left at least when so many are taken off for its ending."""


def check(parallels: Parallels, settings: Settings, statistics: Statistics) -> Iterator[Finding]:
    """Yield a finding for each tie that stands where another of its unit stands in the original, and is not named there."""
    for chapter, _, source, target in translated(parallels, settings):
        ties = list(_TIE.finditer(target.text))
        order, theirs = _TIE.findall(source.text), [tie["target"] for tie in ties]
        if order == theirs or sorted(order) != sorted(theirs):
            continue  # what was lost or added is T004
        places = chapter.places_of_ties(Scheme.STATISTIC, target.start, target.end)
        moved = {mine for mine, here in zip(theirs, order, strict=True) if mine != here}
        for number, tie in enumerate(ties):
            rivals = _rivals(statistics, tie["target"], moved)
            if not rivals:
                continue
            before = target.text[ties[number - 1].end() if number else 0 : tie.start()]
            after = target.text[tie.end() : ties[number + 1].start() if number + 1 < len(ties) else len(target.text)]
            own = stems_of(statistics[tie["target"]], rivals, chapter.language)
            if not names(_last_sentence(before), own) and not names(_first_sentence(after), own):
                yield Finding(
                    places[number] if len(places) == len(ties) else place_of(chapter, target.start),
                    problem("T021/stands-where-original-has", tie=tie["target"]),
                )


def _last_sentence(text: str) -> str:
    start, end = list(sentences(text))[-1] if text else (0, 0)
    return text[start:end]


def _first_sentence(text: str) -> str:
    start, end = next(iter(sentences(text)), (0, 0))
    return text[start:end]


def _rivals(statistics: Statistics, key: str, moved: set[str]) -> list[Statistic]:
    """The moved statistics that the same words might state."""
    if key not in moved or key not in statistics:
        return []
    unit = kind_of(statistics[key])
    others = (statistics[other] for other in sorted(moved - {key}) if other in statistics)
    return [other for other in others if kind_of(other) == unit]


def kind_of(statistic: Statistic) -> str:
    """Persons and other things are both counted: «four» might be either."""
    unit = canonical(statistic.unit)
    return "count" if unit in COUNTED else unit


def stems_of(statistic: Statistic, rivals: Sequence[Statistic], language: str) -> str:
    """Beginnings of the words by which a statistic's label and group differ from those of the others, joined by `|`.

    A group that another one has too names neither: of two figures of women, "women" says nothing.
    """
    shared = {word for rival in rivals for word in _words(rival, language)}
    theirs = {stem for rival in rivals for stem in _groups(rival, language)}
    own = _words(statistic, language) - shared or _words(statistic, language)
    groups = [stem for stem in _groups(statistic, language) if stem not in theirs]
    return "|".join([*groups, *sorted(word[: max(_LETTERS, len(word) - _ENDING)] for word in own)])


def _groups(statistic: Statistic, language: str) -> list[str]:
    return [stem.strip() for stem in statistic.of.get(language, "").split("|") if stem.strip()]


def _words(statistic: Statistic, language: str) -> set[str]:
    found = re.findall(r"[^\W\d_]{3,}", statistic.label.get(language, "").casefold())
    return {word for word in found if not is_small_word(word, language)}
