"""The whole build: check, figures, site, PDFs, manifest; everything in a new folder that is swapped in when finished."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kerege import __version__
from kerege.build.revision import source_revision
from kerege.build.scheduler import make_all
from kerege.build.swap import held, swap, take_over
from kerege.build.units import ATTACHED, BuildContext, Made, units
from kerege.build.up_to_date import Asked, look_before, remember
from kerege.cache.store import CACHE, PRINT, Store, empty
from kerege.cache.versions import tool_versions
from kerege.checks import check_report
from kerege.findings import Finding, errors, in_order
from kerege.messages import say
from kerege.model import Report
from kerege.outputs.book.layout import ready
from kerege.outputs.evidence import write_evidence
from kerege.outputs.readback.privacy import read_back_privacy
from kerege.outputs.site import Checked, finish_site
from kerege.read import read_report
from kerege.render.edition import make_edition

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build left behind."""

    out: Path
    findings: tuple[Finding, ...]
    files: int
    units: tuple[Made, ...] = ()
    """What was made, and what came from the cache."""


def build_report(
    root: Path,
    *,
    only: Sequence[str] = (),
    languages: Sequence[str] = (),
    draft: bool = False,
    clean: bool = False,
    progress: Progress = print,
    workers: int | None = None,
) -> Built:
    """Build the report in `root` into `root/build`.

    Args:
        only: of `site`, `pdf`, `epub` and `docx`; empty means all.
        languages: PDFs, EPUBs and Word files of these; empty means all.
        draft: PDFs for a quick look: no press file, no tags, not read back.
        clean: make everything anew, whatever earlier builds have kept.
        workers: processes side by side; one a core where nothing is said.

    Returns:
        The findings; when one is an error nothing was built and the last output stands.
    """
    with held(root) as staging:
        if clean:
            empty(root / ".kerege")
        asked = Asked(tuple(only), tuple(languages), draft)
        return _build(root, staging, asked, progress, workers)


def _build(root: Path, staging: Path, asked: Asked, progress: Progress, workers: int | None) -> Built:
    only, languages, draft = asked.only, asked.languages, asked.draft
    for left in staging.parent.glob("making-*"):
        shutil.rmtree(left, ignore_errors=True)
    before = look_before(root)
    progress(say("check the report"))
    reading = read_report(root)
    findings, ledger = check_report(reading.report, reading.findings)
    report = reading.report
    if errors(findings):
        return Built(root / "build", findings, 0)
    wanted = tuple(code for code in report.settings.languages if not languages or code in languages)
    editions = {code: make_edition(report, code, ledger.values) for code in report.settings.languages}
    pdf = not only or "pdf" in only
    if pdf:
        ready(root / PRINT)
    if pdf and not draft:
        # What the screen PDFs carry; the pages of each figure are not known before the PDFs are.
        for code in wanted:
            write_evidence(report, {code: editions[code]}, {}, staging / ATTACHED / code)
    context = BuildContext(Checked(report, findings, ledger), ledger, root, staging, draft, before, progress)
    # Before processes are forked: each would make these texts again.
    if not only or "site" in only:
        context.prepare()
    pieces = {code: [run.key for run in context.book(code).chapters] for code in wanted if pdf}
    made = make_all(units(report, only, wanted, draft, pieces), context, workers)
    shutil.rmtree(staging / ATTACHED, ignore_errors=True)
    findings = in_order([*findings, *(finding for unit in made for finding in unit.findings)])
    if errors(findings):
        return Built(root / "build", findings, 0, made)
    if not only:
        pages = {unit.language: unit.pages for unit in made if unit.pages}
        write_evidence(report, editions, pages, staging / "evidence")
        findings = in_order([*findings, *read_back_privacy(staging, report, "evidence")])
        if errors(findings):
            return Built(root / "build", findings, 0, made)
    if only:
        take_over(staging, root / "build")
    if not only or "site" in only:
        finish_site(staging / "site", (staging,), editions)
    _manifest(report, staging, findings)
    swap(staging, root / "build")
    remember(root, asked, before, f"{datetime.now():%Y-%m-%d %H:%M}", len(findings))
    Store(root / CACHE).prune()
    return Built(root / "build", findings, sum(1 for path in (root / "build").rglob("*") if path.is_file()), made)


def _manifest(report: Report, staging: Path, findings: Sequence[Finding]) -> None:
    files = {
        path.relative_to(staging).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(staging.rglob("*"))
        if path.is_file()
    }
    manifest = {
        "report": report.settings.slug,
        "edition": report.settings.edition,
        "date": report.settings.date,
        "source": source_revision(report.root),
        "kerege": __version__,
        "tools": tool_versions(),
        "findings": [f"{f.location} {f.severity.value} {f.code} {f.message}" for f in findings],
        "rules_off": dict(report.settings.off),
        "rules_warned": dict(report.settings.warn),
        "privacy_waivers": [f"{w.code} {w.file} {w.fact}: {w.reason} ({w.by})" for w in report.privacy.waivers],
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (staging / "manifest.json").write_text(text + "\n", encoding="utf-8")
