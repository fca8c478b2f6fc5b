"""The whole build: check, figures, site, PDFs, manifest; everything in a new folder that is swapped in when finished."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import shutil
import signal
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerege import __version__
from kerege.checks import check_report
from kerege.errors import BuildFailed
from kerege.findings import Finding, errors, in_order
from kerege.model import Report, Value
from kerege.outputs.book import write_book
from kerege.outputs.book.layout import ready
from kerege.outputs.evidence import write_evidence
from kerege.outputs.figures import draw_figures
from kerege.outputs.office.citations import typeset_citations
from kerege.outputs.office.publish import write_office
from kerege.outputs.place import Tether, held, swap, take_over
from kerege.outputs.readback.book import read_back_book, read_book
from kerege.outputs.readback.pages import read_back_site
from kerege.outputs.readback.printing import read_back_printing
from kerege.outputs.readback.privacy import read_back_privacy
from kerege.outputs.site import build_site, finish_site
from kerege.outputs.tools import tool_versions
from kerege.read import read_report
from kerege.render.edition import make_edition

Progress = Callable[[str], None]
_ATTACHED = "attached"
_CARRIED = ("statistics.csv", "claims.csv", "quotes.csv", "datapackage.json")


@dataclass(frozen=True)
class Built:
    """What a build left behind."""

    out: Path
    findings: tuple[Finding, ...]
    files: int


def build_report(
    root: Path,
    *,
    only: Sequence[str] = (),
    languages: Sequence[str] = (),
    draft: bool = False,
    progress: Progress = print,
    workers: int | None = None,
) -> Built:
    """Build the report in `root` into `root/build`.

    Args:
        only: of `site`, `pdf`, `epub` and `docx`; empty means all.
        languages: PDFs, EPUBs and Word files of these; empty means all.
        draft: PDFs for a quick look: no press file, no tags, not read back.
        workers: processes side by side; one a core where nothing is said.

    Returns:
        The findings; when one is an error nothing was built and the last output stands.
    """
    with held(root) as staging:
        return _build(root, staging, tuple(only), languages, draft, progress, workers)


def _build(
    root: Path,
    staging: Path,
    only: tuple[str, ...],
    languages: Sequence[str],
    draft: bool,
    progress: Progress,
    workers: int | None,
) -> Built:
    progress("check the report")
    reading = read_report(root)
    findings, ledger = check_report(reading.report, reading.findings)
    report = reading.report
    if errors(findings):
        return Built(root / "build", findings, 0)
    wanted = tuple(code for code in report.settings.languages if not languages or code in languages)
    drawn: list[Finding] = []
    pdf = not only or "pdf" in only
    if pdf:
        ready(root / ".kerege" / "print")
    if pdf and not draft:
        # What the screen PDFs carry; the pages of each figure are not known before the PDFs are.
        editions = {code: make_edition(report, code, ledger.values) for code in report.settings.languages}
        write_evidence(report, editions, {}, staging / _ATTACHED)
    tether = Tether()
    # Languages side by side; forked after the imports, so that they are paid once.
    with (
        tether,
        ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("fork"), initializer=_listen, initargs=(progress, tether)
        ) as pool,
    ):
        jobs: dict[str, Future[Any]] = {}
        pages: dict[str, dict[str, tuple[int, ...]]] = {}
        try:
            # Ctrl-C reaches every process of the terminal; who works in the pool leaves it to us, and inherits that.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            if not only or "site" in only:
                jobs["site"] = pool.submit(_site, report, ledger.values, root, staging / "site")
            for code in wanted:
                jobs[code] = pool.submit(_edition, report, ledger.values, code, root, staging, only, draft)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            for name, job in jobs.items():
                if name == "site":
                    drawn.extend(job.result())
                else:
                    found, on_pages = job.result()
                    drawn.extend(found)
                    if on_pages:
                        pages[name] = on_pages
                progress(f"{name} done")
        except KeyboardInterrupt:
            # The pool would first finish what it has begun: half a minute for whoever pressed Ctrl-C.
            for child in multiprocessing.active_children():
                child.kill()
            raise
        except BrokenProcessPool as error:
            raise BuildFailed("A process of the build was ended from outside, perhaps for want of memory.") from error
    shutil.rmtree(staging / _ATTACHED, ignore_errors=True)
    findings = in_order([*findings, *drawn])
    if errors(findings):
        return Built(root / "build", findings, 0)
    if not only:
        editions = {code: make_edition(report, code, ledger.values) for code in report.settings.languages}
        write_evidence(report, editions, pages, staging / "evidence")
    leaks = tuple(read_back_privacy(staging, report))
    if leaks:
        return Built(root / "build", in_order([*findings, *leaks]), 0)
    if only:
        take_over(staging, root / "build")
    if not only or "site" in only:
        editions = {code: make_edition(report, code, ledger.values) for code in report.settings.languages}
        finish_site(staging / "site", (staging,), editions)
    _manifest(report, staging, findings)
    swap(staging, root / "build")
    return Built(root / "build", findings, sum(1 for path in (root / "build").rglob("*") if path.is_file()))


_tell: list[Progress] = [print]
"""Whom a forked process tells how far it is."""


def _listen(progress: Progress, tether: Tether) -> None:
    tether.tie()
    _tell[0] = progress


def _site(report: Report, values: Mapping[str, Value], root: Path, out: Path) -> tuple[Finding, ...]:
    build_site(root, out)
    editions = {code: make_edition(report, code, values) for code in report.settings.languages}
    return tuple(read_back_site(out, editions, report.settings.url))


def _edition(
    report: Report,
    values: Mapping[str, Value],
    language: str,
    root: Path,
    staging: Path,
    only: tuple[str, ...],
    draft: bool,
) -> tuple[tuple[Finding, ...], dict[str, tuple[int, ...]]]:
    """Figures, EPUB, Word file and PDFs of a language, read back. Returns findings, and the pages of each statistic."""
    figures = staging / "figures"
    findings = draw_figures(report, values, figures, language)
    if report.settings.pending.get(language):
        # A chapter that waits for its translation is shown in the original language, its figures too.
        findings = (*findings, *draw_figures(report, values, figures, report.settings.original))
    if errors(findings) or (only and not set(only) & {"pdf", "epub", "docx"}):
        return findings, {}
    path = staging / "pdf" / f"{report.settings.slug}-{language}{'-draft' if draft else ''}.pdf"
    edition = make_edition(report, language, values, typeset_citations(report, language))
    if not draft:
        findings = (*findings, *write_office(edition, figures, staging, only))
    if only and "pdf" not in only:
        return findings, {}
    facts = write_book(
        edition,
        figures,
        path,
        root / ".kerege" / "print",
        attachments=[] if draft else [staging / _ATTACHED / name for name in _CARRIED],
        draft=draft,
        progress=lambda step: _tell[0](f"{language}: {step}"),
    )
    if draft:
        return findings, {}
    book = read_book(path)
    pages: dict[str, tuple[int, ...]] = {}
    for link in book.links:
        pages[link.statistic] = tuple(dict.fromkeys((*pages.get(link.statistic, ()), link.page)))
    return (*findings, *read_back_book(path, edition, book), *read_back_printing(facts, edition)), pages


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
        "kerege": __version__,
        "tools": tool_versions(),
        "findings": [f"{f.location} {f.severity.value} {f.code} {f.message}" for f in findings],
        "rules_off": dict(report.settings.off),
        "rules_warned": dict(report.settings.warn),
        "privacy_waivers": [f"{w.code} {w.file} {w.name}: {w.reason} ({w.by})" for w in report.privacy.waivers],
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (staging / "manifest.json").write_text(text + "\n", encoding="utf-8")
