"""Building a series: its reports side by side, then one folder with a landing page, every report and one manifest.

A report is built in its own folder, as if it stood alone. Its outputs are then put together, by hard links where the disk
allows it, in `build/` of the series: `site/<slug>/` and `<slug>/pdf/`, `<slug>/epub/` … A part of the work done elsewhere
(`kerege build --report NAME --language CODE` in a job of a CI service) comes back by `join_series`.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import re
import shutil
import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from kerege import __version__
from kerege.build.build import Built, Progress, build_report
from kerege.build.swap import held, swap
from kerege.build.up_to_date import Asked, look_before, remember, unchanged
from kerege.cache.versions import tool_versions
from kerege.catalogue import problem
from kerege.checks.whole_series import check_series, cores
from kerege.errors import KeregeError
from kerege.evidence.ledger import read_ledger
from kerege.findings import Finding, Location, errors, in_order
from kerege.messages import say
from kerege.model import Series
from kerege.outputs.evidence import write_evidence
from kerege.outputs.readback.book import read_book
from kerege.outputs.site.landing import Part, write_landing
from kerege.outputs.site.urls import place
from kerege.read.records import Complaints
from kerege.read.report import read_report, settings_of
from kerege.read.series import moved_to_series, read_series
from kerege.render.edition import make_edition

PART = "part.json"
"""In the `build/` of a series: what was built of it elsewhere, and from which texts."""
_OUTPUTS = ("pdf", "epub", "docx", "evidence", "figures")
"""Beside the website; the manifest of the whole takes the place of each report's own."""
_TRAVELLING = ("pdf", "epub", "docx")
_NOT_SOURCES = {"build", ".kerege", "__pycache__"}
_LINK = re.compile(r'(?P<before><a\b[^>]*?\bhref=")(?P<url>[^"#]*)')


def build_series(
    root: Path,
    *,
    only: Sequence[str] = (),
    languages: Sequence[str] = (),
    reports: Sequence[str] = (),
    clean: bool = False,
    progress: Progress = print,
) -> Built:
    """Build the series in `root` into `root/build`.

    Args:
        only: of `site`, `pdf`, `epub` and `docx`; empty means all, but of a part all that travels: no website.
        languages: PDFs, EPUBs and Word files of these; empty means all.
        reports: folder names; empty means all. With some of them, or with some languages, `build/` holds that part only,
            for `join_series`.
        clean: make everything anew, whatever earlier builds have kept.

    Returns:
        The findings; when one is an error the last output stands.
    """
    with held(root) as staging:
        before = look_before(root)
        built = _series(root, staging, tuple(only), tuple(languages), tuple(reports), clean, progress)
        if built.files:
            asked = Asked(tuple(only), tuple(languages), False, tuple(reports))
            remember(root, asked, before, f"{datetime.now():%Y-%m-%d %H:%M}", len(built.findings))
        return built


def _series(
    root: Path,
    staging: Path,
    only: tuple[str, ...],
    languages: tuple[str, ...],
    reports: tuple[str, ...],
    clean: bool,
    progress: Progress,
) -> Built:
    series = read_series(root).series
    unknown = [name for name in reports if name not in series.reports]
    if unknown:
        raise KeregeError(say("There is no report {unknown} in series.yml.", unknown=unknown))
    progress(say("check the report"))
    findings = check_series(root)
    if errors(findings):
        return Built(root / "build", findings, 0)
    if (reports or languages) and not only:
        # The websites need every language's files beside them: the join makes them.
        only = _TRAVELLING
    names = tuple(name for name in series.reports if not reports or name in reports)
    built = _side_by_side(root, names, only, languages, progress, clean)
    findings = in_order([*findings, *(f for name, one in built.items() for f in moved_to_series(one.findings, name))])
    if errors(findings):
        return Built(root / "build", findings, 0)
    if reports or languages:
        return _part(series, staging, names, languages, only, findings)
    return _whole(series, staging, findings, progress)


def join_series(root: Path, parts: Sequence[Path], progress: Progress = print) -> Built:
    """Put together what jobs built elsewhere: their files go into each report's `build/`, the websites are built here.

    Args:
        parts: folders that hold `part.json`, somewhere below them: what each job left in the `build/` of the series.

    Raises:
        KeregeError: a part is damaged, or was built from other texts or by another version; or one is missing.
    """
    with held(root) as staging:
        return _joined(root, staging, parts, progress)


def _joined(root: Path, staging: Path, parts: Sequence[Path], progress: Progress) -> Built:
    series = read_series(root).series
    progress(say("check the report"))
    findings = check_series(root)
    if errors(findings):
        return Built(root / "build", findings, 0)
    given = {name: digest(series, name) for name in series.reports}
    found: dict[str, set[str]] = {name: set() for name in series.reports}
    for file in sorted(path for part in parts for path in part.rglob(PART)):
        for name in _verified(file, given):
            taken = _take(file.parent / name, root / name / "build")
            found[name] |= taken
    _complete(series, found)
    for name in series.reports:
        _evidence(root / name)
    built = _side_by_side(root, series.reports, ("site",), (), progress)
    findings = in_order([*findings, *(f for name, one in built.items() for f in moved_to_series(one.findings, name))])
    if errors(findings):
        return Built(root / "build", findings, 0)
    return _whole(series, staging, findings, progress)


def _side_by_side(
    root: Path,
    names: Sequence[str],
    only: tuple[str, ...],
    languages: tuple[str, ...],
    progress: Progress,
    clean: bool = False,
) -> dict[str, Built]:
    """Each report built, as many at a time as there are cores; each of them alone with its core's share."""
    together = cores(len(names))
    share = max(1, cores(1_000) // together)
    built = {}
    with ProcessPoolExecutor(together, mp_context=multiprocessing.get_context("fork"), initializer=_listen) as pool:
        jobs = {name: pool.submit(_build, root / name, only, languages, clean, share) for name in names}
        try:
            for name, job in jobs.items():
                try:
                    built[name] = job.result()
                except BrokenProcessPool:
                    built[name] = Built(root / name / "build", (_dead(name),), 0)
                progress(
                    say("{name} failed", name=name) if errors(built[name].findings) else say("{name} done", name=name)
                )
        except KeyboardInterrupt:
            # Ctrl-C has reached those who build, too; no further report is begun.
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return built


def _dead(name: str) -> Finding:
    return Finding(
        Location(PurePosixPath("report.yml")),
        problem("A011/process-that-built-or", name=name),
    )


_busy = [False]
"""Whether this process of the pool is building a report."""


def _listen() -> None:
    signal.signal(signal.SIGINT, _stopped)


def _stopped(_signal: int, _frame: object) -> None:
    if _busy[0]:
        raise KeyboardInterrupt
    os._exit(130)  # it waited for work: nothing to tidy up, and nothing to tell


def _build(root: Path, only: tuple[str, ...], languages: tuple[str, ...], clean: bool, workers: int) -> Built:
    _busy[0] = True
    try:
        last = None if clean else unchanged(root, Asked(only, languages, False))
        if last is not None and not last.findings:
            return Built(root / "build", (), last.files)
        return build_report(root, only=only, languages=languages, clean=clean, progress=_silent, workers=workers)
    finally:
        _busy[0] = False


def _silent(step: str) -> None:
    """Reports side by side would only talk into each other's lines."""


def _whole(series: Series, staging: Path, findings: tuple[Finding, ...], progress: Progress) -> Built:
    """The folder with everything, swapped in when it is finished."""
    settings = {name: settings_of(series.root / name, Complaints()) for name in series.reports}
    slugs = {name: its.slug for name, its in settings.items()}
    for name, slug in slugs.items():
        _link_tree(series.root / name / "build" / "site", staging / "site" / slug)
        _take(series.root / name / "build", staging / slug)
    homes = frozenset(place(code, series.languages[0]) for code in series.languages)
    for path in sorted((staging / "site").rglob("*.html")):
        _relative_links(path, staging / "site", series.url, frozenset(slugs.values()), homes)
    parts = [Part(its, slugs[name]) for name, its in settings.items()]
    write_landing(series, parts, staging / "site", series.root)
    manifests = {slugs[name]: _manifest_of(series.root / name / "build") for name in series.reports}
    _write_manifest(series, manifests, findings, staging)
    swap(staging, series.root / "build")
    progress(say("series done"))
    return Built(
        series.root / "build", findings, sum(1 for path in (series.root / "build").rglob("*") if path.is_file())
    )


def _part(
    series: Series,
    staging: Path,
    names: Sequence[str],
    languages: Sequence[str],
    only: Sequence[str],
    findings: tuple[Finding, ...],
) -> Built:
    """The folder with what one job built, and the record by which another machine can trust it."""
    for name in names:
        _take(series.root / name / "build", staging / name, languages)
    record = {
        "kerege": __version__,
        "tools": tool_versions(),
        "languages": list(languages) or list(series.languages),
        "only": list(only),
        "sources": {name: digest(series, name) for name in names},
        "files": _digests(staging),
    }
    (staging / PART).write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    swap(staging, series.root / "build", PART)
    return Built(series.root / "build", findings, len(record["files"]) + 1)


def digest(series: Series, name: str) -> str:
    """sha256 of everything that a report is made from, the shared folder and `series.yml` included."""
    whole = hashlib.sha256()
    for top in (series.root / "series.yml", series.root / "shared", series.root / name):
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            inner = path.relative_to(series.root)
            if path.is_file() and not _NOT_SOURCES & set(inner.parts):
                whole.update(f"{inner.as_posix()}\0".encode())
                whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _verified(file: Path, given: Mapping[str, str]) -> Iterator[str]:
    """The reports of a part, once its files are known to be those of its job, made from the texts that are here."""
    try:
        record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        files, sources = dict(record["files"]), dict(record["sources"])
    except (ValueError, KeyError, TypeError) as error:
        raise KeregeError(say("{file} cannot be read: {error}.", file=file, error=error)) from error
    if record.get("kerege") != __version__ or record.get("tools") != tool_versions():
        raise KeregeError(
            say("{parent} was built by other versions of Kerege or its tools; build it again.", parent=file.parent)
        )
    if _digests(file.parent) != files:
        raise KeregeError(
            say("{parent} does not hold the files that its job built; fetch it again.", parent=file.parent)
        )
    for name, sha in sources.items():
        if given.get(name) != sha:
            raise KeregeError(
                say(
                    "{parent} was built from other texts of '{name}' than those here; build it again.",
                    parent=file.parent,
                    name=name,
                )
            )
        yield name


def _evidence(root: Path) -> None:
    """The evidence of a report, with the pages of the PDFs that other machines made."""
    report = read_report(root).report
    values = read_ledger(report).values
    editions = {code: make_edition(report, code, values) for code in report.settings.languages}
    pages: dict[str, dict[str, tuple[int, ...]]] = {}
    for code in editions:
        found: dict[str, tuple[int, ...]] = {}
        for link in read_book(root / "build" / "pdf" / f"{report.settings.slug}-{code}.pdf").links:
            found[link.mark] = tuple(dict.fromkeys((*found.get(link.mark, ()), link.page)))
        pages[code] = found
    write_evidence(report, editions, pages, root / "build" / "evidence")


def _complete(series: Series, found: Mapping[str, set[str]]) -> None:
    """Raise unless every report has its files in every language."""
    missing = []
    for name in series.reports:
        settings = settings_of(series.root / name, Complaints())
        wanted = {f"pdf/{settings.slug}-{code}.pdf" for code in settings.languages}
        missing += [f"{name}/{file}" for file in sorted(wanted - found[name])]
    if missing:
        raise KeregeError(say("Nothing was joined: no part holds {missing}.", missing=missing))


def _take(source: Path, target: Path, languages: Sequence[str] = ()) -> set[str]:
    """Put the outputs beside the website into a folder; returns them, relative to it."""
    taken = set()
    for name in _OUTPUTS:
        top = source / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            inner = path.relative_to(source).as_posix()
            if path.is_file() and _of_language(path, languages):
                _link(path, target / inner)
                taken.add(inner)
    return taken


def _of_language(path: Path, languages: Sequence[str]) -> bool:
    return not languages or any(re.search(rf"-{code}(?:-[a-z]+)?\.\w+\Z", path.name) for code in languages)


def _relative_links(path: Path, site: Path, url: str, slugs: frozenset[str], homes: frozenset[str]) -> None:
    """Links of a page to the rest of the series, which name the public address, lead to the pages beside it instead.

    Args:
        homes: the landing pages, below the public address `url`.
    """
    html = path.read_text(encoding="utf-8")
    inner = path.parent.relative_to(site)

    def relative(match: re.Match[str]) -> str:
        target = match["url"]
        rest = target.removeprefix(url)
        slug = rest.partition("/")[0]
        if not target.startswith(url) or slug == inner.parts[0] or (slug not in slugs and rest not in homes):
            return match[0]
        return match["before"] + "../" * len(inner.parts) + rest

    mended = _LINK.sub(relative, html)
    if mended != html:
        # The file is a second name of the report's own page, which keeps the public address.
        path.unlink()
        path.write_text(mended, encoding="utf-8")


def _link_tree(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        if path.is_file():
            _link(path, target / path.relative_to(source))


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another disk, or one that knows no second names
        shutil.copy2(source, target)


def _manifest_of(build: Path) -> dict[str, Any]:
    path = build / "manifest.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    found.pop("files", None)
    return found


def _write_manifest(series: Series, reports: Mapping[str, object], findings: Sequence[Finding], staging: Path) -> None:
    manifest = {
        "report": series.slug,
        "edition": series.edition,
        "date": series.date,
        "kerege": __version__,
        "tools": tool_versions(),
        "findings": [f"{f.location} {f.severity.value} {f.code} {f.message}" for f in findings],
        "reports": reports,
        "files": _digests(staging),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (staging / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / PART
    }
