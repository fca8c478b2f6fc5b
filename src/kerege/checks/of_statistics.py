"""What is worked out from all the statistics of a report, and kept while they stay the same: who writes asks at every keystroke."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from kerege.model import Statistic

Found = TypeVar("Found")
Statistics = Mapping[str, Statistic]


def of_statistics(work: Callable[..., Found]) -> Callable[..., Found]:
    """The function, answering with what it last worked out from the same statistics; it reads nothing but its arguments.

    Its first argument are the statistics, the others are names of languages.
    """
    last: dict[tuple[str, ...], tuple[Statistics, Found]] = {}

    def known(statistics: Statistics, *languages: str) -> Found:
        held = last.get(languages)
        if held is None or held[0] is not statistics:
            held = last[languages] = (statistics, work(statistics, *languages))
        return held[1]

    return known
