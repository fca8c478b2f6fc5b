"""What a rule can ask for. It names each thing by a parameter, is given these and nothing else, and depends on nothing else.

| Parameter | |
|---|---|
| a field of `Report` but `root` | those records; `chapters` are those of all languages |
| a field of `Overview` | what the chapters say together |
| `parallels` | chapters that are judged each for itself: all of them, or those that have changed |
| `records`, `report` | a report without chapters; all of it |
| `values`, `ledger` | beside `parallels`: a chapter depends on the values that it states or counts, elsewhere on all |
| `packs`, `tolerances`, `letters` | by language; the code points that the report's fonts have |
| `data_root`, `figures_root`, `folders_root`, `root` | the report's folder, of which it opens data/, figures/, all that is published, or any file |
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property

from kerege.checks.overview import Overview, overview
from kerege.evidence.ledger import Ledger
from kerege.evidence.packs import report_packs
from kerege.evidence.tolerances import Tolerances, tolerances
from kerege.findings import Finding
from kerege.fonts import letters_of
from kerege.languages import LanguagePack
from kerege.model import Parallel, Report, Statistic, Value, parallels

Rule = Callable[..., Iterator[Finding]]
Parallels = Sequence[Parallel]
Packs = Mapping[str, LanguagePack]
Statistics = Mapping[str, Statistic]
Values = Mapping[str, Value]

FOLDERS: Mapping[str, tuple[str, ...]] = {
    "data_root": ("data",),
    "figures_root": ("figures",),
    "folders_root": ("docs", "data", "figures", "quotes"),
    "root": (),
}
"""Parameters that are the report's folder, by what is opened in it; nothing where that cannot be told."""
_OF_REPORT = frozenset(field.name for field in fields(Report)) - {"root"}
_OF_OVERVIEW = frozenset(field.name for field in fields(Overview))
_OTHERS = frozenset({"parallels", "report", "records", "values", "ledger", "packs", "tolerances", "letters"})
INPUTS = _OF_REPORT | _OF_OVERVIEW | _OTHERS | FOLDERS.keys()
"""All names that a parameter can have."""


@dataclass(frozen=True)
class CheckContext:
    """A report ready to be judged."""

    report: Report
    records: Report
    """The report without its chapters and what is remembered of their translations."""
    ledger: Ledger
    packs: Packs
    tolerances: Tolerances
    overview: Overview
    """What the chapters say together."""
    letters: frozenset[int]
    """The code points that its fonts have."""

    @property
    def values(self) -> Values:
        return self.ledger.values

    @cached_property
    def parallels(self) -> Parallels:
        return tuple(parallels(self.report))

    def given(self, name: str) -> object:
        """What a parameter of this name is given; as `parallels`, all of them."""
        if name in FOLDERS:
            return self.report.root
        if name in _OTHERS:
            return getattr(self, name)
        return getattr(self.overview if name in _OF_OVERVIEW else self.report, name)


@cache
def parameters(rule: Callable[..., object]) -> tuple[str, ...]:
    """What a rule asks for, in the order of its parameters."""
    return tuple(inspect.signature(rule).parameters)


def ask(rule: Rule, context: CheckContext) -> Iterator[Finding]:
    """What a rule finds in all of a report."""
    return rule(**{name: context.given(name) for name in parameters(rule)})


def make_context(
    report: Report, ledger: Ledger, said: Overview | None = None, before: CheckContext | None = None
) -> CheckContext:
    """What the rules of a report can ask for.

    Args:
        said: what its chapters say together, when that is known already.
        before: the same of the report as it was; what is as it was is the same object.

    Raises:
        UnknownLanguage: a language of the report has no pack.
    """
    same = before is not None and before.report.settings is report.settings and before.report.units is report.units
    settled = before if same else None
    records = replace(report, chapters={}, memory={})
    if before is not None and all(
        getattr(records, name) is getattr(before.records, name) for name in _OF_REPORT - {"chapters", "memory"}
    ):
        records = before.records
    return CheckContext(
        report,
        records,
        ledger,
        settled.packs if settled else report_packs(report),
        settled.tolerances if settled else tolerances(report.settings.tolerances),
        said or overview(report),
        letters_of(report.root),
    )
