"""The language packs of a report: what Kerege knows of its languages, with the units that the report adds."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kerege.languages import LanguagePack, language_pack
from kerege.languages.units import ReportUnit, canonical
from kerege.model import Report


def report_packs(report: Report) -> Mapping[str, LanguagePack]:
    """The pack of each language of a report.

    Raises:
        UnknownLanguage: a language of the report has no pack.
    """
    units = report_units(report)
    return {code: language_pack(code, units) for code in report.settings.languages}


def report_pack(report: Report, language: str) -> LanguagePack:
    """The pack of one language of a report."""
    return language_pack(language, report_units(report))


def report_units(report: Report) -> tuple[ReportUnit, ...]:
    """The units of `data/units.yml`."""
    return tuple(
        ReportUnit(unit.code, tuple(sorted(unit.forms.items())), canonical(unit.of), Fraction(unit.scale))
        for unit in report.units.values()
    )
