"""Editions of a report, ready to be written as EPUB or Word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kerege.checks import check_report
from kerege.citations.citeproc import typeset_citations
from kerege.outputs.figures import draw_figures
from kerege.read import read_report
from kerege.render.edition import Edition, make_edition
from tools.report_copy import copy_report


@dataclass(frozen=True)
class OfficeReport:
    """A report ready to be written."""

    root: Path
    editions: Mapping[str, Edition]
    figures: Path


def make_office_report(root: Path) -> OfficeReport:
    reading = read_report(root)
    report = reading.report
    _, ledger = check_report(report, reading.findings)
    editions = {
        code: make_edition(report, code, ledger.values, typeset_citations(report, code))
        for code in report.settings.languages
    }
    for code in editions:
        draw_figures(report, ledger.values, root / ".kerege" / "drawn", code)
    return OfficeReport(root, editions, root / ".kerege" / "drawn")


def copy_of_the_report(folder: Path) -> Path:
    return copy_report(folder, without=("brand.yml", "style", "mkdocs.yml", "translations", "editions"))
