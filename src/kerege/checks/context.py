"""What a rule is given: the report with its values and language packs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kerege.checks.overview import Across, across
from kerege.evidence.ledger import Ledger
from kerege.evidence.packs import report_packs
from kerege.evidence.tolerances import Tolerances, tolerances
from kerege.fonts import letters_of
from kerege.languages import LanguagePack
from kerege.model import Chapter, Report, Tie, Value


@dataclass(frozen=True)
class Case:
    """A report ready to be judged."""

    report: Report
    ledger: Ledger
    packs: Mapping[str, LanguagePack]
    tolerances: Tolerances
    across: Across
    """What the chapters say together."""
    letters: frozenset[int]
    """The code points that its fonts have."""
    chapters_only: bool = False
    """Whether only chapters are asked about: what there is to say of records is known already."""

    @property
    def values(self) -> Mapping[str, Value]:
        return self.ledger.values

    def chapters(self) -> tuple[Chapter, ...]:
        return self.report.all_chapters()

    def ties(self) -> tuple[tuple[Chapter, Tie], ...]:
        return tuple((chapter, tie) for chapter in self.chapters() for tie in chapter.ties)


def make_case(report: Report, ledger: Ledger, said: Across | None = None) -> Case:
    """The case of a report.

    Args:
        said: what its chapters say together, when that is known already.

    Raises:
        UnknownLanguage: a language of the report has no pack.
    """
    return Case(
        report,
        ledger,
        report_packs(report),
        tolerances(report.settings.tolerances),
        said or across(report),
        letters_of(report.root),
    )
