"""The check of a series: each report with what it shares and links to, reports side by side, and what they have in common.

Passes: reports whose slugs and languages fit together. Fails: a report that is not in `reports` or not there, two reports of
one slug, a report that lacks a language of the series (R020).
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from kerege.catalogue import problem
from kerege.checks import check_report
from kerege.errors import BuildFailed
from kerege.findings import Finding, Location, in_order
from kerege.messages import say
from kerege.model import Series, Settings
from kerege.read.report import read_report
from kerege.read.series import moved_to_series, read_series

CODES = ("R020",)


def check_series(root: Path) -> tuple[Finding, ...]:
    """Every finding of a series, with places as they are seen from its folder.

    Raises:
        NoReport: there is no `series.yml`.
        UnreadableReport: `series.yml`, or the `report.yml` of one of its reports, cannot be understood.
    """
    reading = read_series(root)
    folders = present(reading.series)
    findings = [*reading.findings]
    settings: dict[str, Settings] = {}
    # One process a core: a report's check holds its chapters in memory, and two would only take turns.
    with ProcessPoolExecutor(cores(len(folders)), mp_context=multiprocessing.get_context("fork")) as pool:
        try:
            for name, (found, its) in zip(folders, pool.map(_checked, [root / name for name in folders]), strict=True):
                findings += moved_to_series(found, name)
                settings[name] = its
        except BrokenProcessPool as error:
            raise BuildFailed(
                say("A process of the check was ended from outside, perhaps for want of memory.")
            ) from error
    findings += _together(reading.series, settings)
    return in_order(findings)


def present(series: Series) -> tuple[str, ...]:
    """The reports of a series that are there."""
    return tuple(name for name in series.reports if (series.root / name / "report.yml").is_file())


def cores(jobs: int) -> int:
    """How many processes are worth having for so many jobs."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, jobs))


def _checked(root: Path) -> tuple[tuple[Finding, ...], Settings]:
    reading = read_report(root)
    return check_report(reading.report, reading.findings)[0], reading.report.settings


def _together(series: Series, settings: dict[str, Settings]) -> Iterator[Finding]:
    slugs: dict[str, str] = {}
    for name, its in settings.items():
        place = Location(name / its.location.path)
        if its.slug in slugs:
            yield Finding(
                place,
                problem("R020/slug-that-report-too", slug=its.slug, slugs=slugs[its.slug]),
            )
        slugs[its.slug] = name
        lacking = [code for code in series.languages if code not in its.languages]
        if lacking:
            yield Finding(
                place,
                problem("R020/report-lacks-languages-its", lacking=lacking),
            )
        if not its.url.startswith(series.url):
            yield Finding(
                place,
                problem("R020/report-s-address-does", url=its.url, url2=series.url),
            )
