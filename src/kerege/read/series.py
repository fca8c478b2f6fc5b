"""A series: a folder of reports with `series.yml`, what they share in `shared/`, and what a link to another report needs to know.

Whether a folder is a report of a series is told by the folder above it, so `kerege check` within one report sees the same
glossary, works and sources as the check of the whole series.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.errors import NoReport, UnreadableReport
from kerege.files import there
from kerege.findings import Finding, in_order
from kerege.folders import SERIES
from kerege.messages import say, together
from kerege.model import Chapter, Scheme, Series, Sibling
from kerege.model.document import Heading, walk
from kerege.read.brand import read_brand
from kerege.read.markdown.tree import read_document
from kerege.read.records import Complaints, Node, Record, read_records, read_text
from kerege.read.settings import read_contact

SHARED = PurePosixPath("../shared")
"""From a report's folder."""
_BRAND = "shared/brand.yml"
_DEFAULTS = SHARED / "defaults.yml"


@dataclass(frozen=True)
class SeriesReading:
    """A series and what was wrong in its own file."""

    series: Series
    findings: tuple[Finding, ...]


def read_series(root: Path) -> SeriesReading:
    """Read `series.yml` in `root`.

    Raises:
        NoReport: there is no `series.yml`.
        UnreadableReport: it cannot be understood, or names no languages or no reports.
    """
    complaints = Complaints()
    if not (root / SERIES).is_file():
        raise NoReport(say("No series.yml in {root}.", root=root))
    node = read_records(root / SERIES, SERIES, complaints)
    if node is None:
        first = complaints.findings[0]
        raise UnreadableReport(together("; ", together(" ", first.location, first.message), first.hint) + ".")
    series = _series(root, Record(node, "series.yml", complaints))
    if not series.languages or not series.reports:
        raise UnreadableReport(
            say("series.yml names no languages or no reports; write 'languages: [en, ru, ky]' and 'reports:'.")
        )
    known = set(series.reports)
    for path in sorted(root.glob("*/report.yml")):
        if path.parent.name not in known:
            complaints.add(
                series.location,
                problem("R020/report-not-in-reports", parent=path.parent.name),
            )
    for name in series.reports:
        if not (root / name / "report.yml").is_file():
            complaints.add(series.location, problem("R020/there-no-report-in", name=name))
    return SeriesReading(series, in_order(complaints.findings))


def _series(root: Path, record: Record) -> Series:
    record.languages = record.texts("languages")
    edition = Record(
        record.node("edition") or Node({}, record.location), say("'edition' of series.yml"), record.complaints
    )
    series = Series(
        root=root,
        slug=record.text("slug", "series", needed=True),
        title=record.tied("title"),
        subtitle=record.tied("subtitle", needed=False),
        message=record.tied("message", needed=False),
        publisher=record.words("publisher"),
        languages=record.languages,
        reports=tuple(dict.fromkeys(_folders(record))),
        url=record.text("url", needed=True).rstrip("/") + "/",
        edition=edition.text("number", "1"),
        date=edition.text("date", "2000-01-01", needed=True),
        location=record.place("reports"),
        contact=read_contact(record),
        brand=read_brand(root, record.languages, record.complaints, _BRAND if (root / _BRAND).is_file() else ""),
    )
    for part in (edition, record):
        part.finish()
    return series


def _folders(record: Record) -> Iterator[str]:
    """The reports: names, never a way to another folder."""
    for name in record.texts("reports"):
        if PurePosixPath(name).name == name:
            yield name
        else:
            record.complaints.add(
                record.place("reports"),
                problem("R011/reports-names-no-folder", record=record.name, name=name[:60]),
            )


def series_of(root: Path) -> Path | None:
    """The folder of the series that a report's folder belongs to."""
    above = root.resolve().parent
    return above if (above / SERIES).is_file() else None


def series_around(root: Path) -> Series | None:
    """The series of a report; None where there is none, or its file cannot be read, which its own check says."""
    above = series_of(root)
    if above is None:
        return None
    try:
        return read_series(above).series
    except UnreadableReport:
        return None


def own_and_shared(root: Path, file: str) -> list[str]:
    """Where records of a kind are kept: what the series shares first, so that a report's second record of an id is a finding."""
    shared = [str(SHARED / file)] if series_of(root) is not None else []
    return [name for name in (*shared, file) if there(root / name)]


def with_defaults(node: Node, root: Path, complaints: Complaints) -> Node:
    """`report.yml` with the fields that only `shared/defaults.yml` has; the report's own always win. The address follows from the series'."""
    above = series_of(root)
    if above is None or not isinstance(node.value, dict):
        return node
    fields, keys = dict(node.value), dict(node.keys)
    shared = read_records(root / _DEFAULTS, _DEFAULTS, complaints) if (root / _DEFAULTS).is_file() else None
    if shared is not None and isinstance(shared.value, dict):
        for key, value in shared.value.items():
            if key not in fields:
                fields[key], keys[key] = value, shared.keys[key]
    slug, address = fields.get("slug"), _address(above)
    if "url" not in fields and address and slug is not None and isinstance(slug.value, str):
        fields["url"], keys["url"] = Node(f"{address}{slug.value}/", slug.location), keys["slug"]
    return Node(fields, node.location, keys)


def _address(above: Path) -> str:
    """The address of a series; what is wrong with its file is for the check of the series to say."""
    node = read_records(above / SERIES, SERIES, Complaints())
    found = node.value.get("url") if node is not None and isinstance(node.value, dict) else None
    return found.value.rstrip("/") + "/" if found is not None and isinstance(found.value, str) else ""


def split_target(target: str) -> tuple[str, str, str]:
    """Report, chapter and heading of `report:slug/chapter#heading`; what is left out is empty."""
    place, _, anchor = target.partition("#")
    slug, _, chapter = place.partition("/")
    return slug, chapter, anchor


def linked_chapters(chapters: Iterable[Chapter]) -> dict[str, set[str]]:
    """The names of the chapters of other reports that these chapters link to, by slug of the report."""
    wanted: dict[str, set[str]] = {}
    for chapter in chapters:
        for tie in chapter.ties_to(Scheme.REPORT):
            slug, name, _ = split_target(tie.target)
            wanted.setdefault(slug, set()).add(name or "index")
    return wanted


def chapter_files_of(sibling: Sibling, names: Iterable[str]) -> Iterator[str]:
    """Where chapters of another report stand, or would, relative to the folder of a report of the same series."""
    for code in sibling.languages:
        for name in names:
            if PurePosixPath(name).name == name:
                yield f"../{sibling.folder}/docs/{code}/{name}.md"


def read_siblings(root: Path, chapters: Iterable[Chapter]) -> dict[str, Sibling]:
    """The other reports of the series that these chapters link to, by slug: of each, only the chapters linked to are read."""
    above = series_of(root)
    wanted = linked_chapters(chapters) if above is not None else {}
    if not wanted or above is None:
        return {}
    found = {}
    for path in sorted(above.glob("*/report.yml")):
        sibling = _sibling(path.parent, wanted) if path.parent != root.resolve() else None
        if sibling is not None:
            found[sibling.slug] = sibling
    return found


def _sibling(root: Path, wanted: dict[str, set[str]]) -> Sibling | None:
    quiet = Complaints()
    node = read_records(root / "report.yml", PurePosixPath("report.yml"), quiet)
    if node is None:
        return None
    record = Record(with_defaults(node, root, quiet), "report.yml", quiet)
    languages = record.texts("languages")
    slug = record.text("slug")
    if not languages:
        return None
    anchors = {
        (code, name): frozenset(_anchors(root / "docs" / code / f"{name}.md", quiet))
        for code in languages
        for name in sorted(wanted.get(slug, ()))
        if PurePosixPath(name).name == name and (root / "docs" / code / f"{name}.md").is_file()
    }
    pending = Record(record.node("pending") or Node({}, record.location), "pending", quiet)
    waiting = {code: pending.texts(code) for code in languages}
    url = record.text("url").rstrip("/") + "/"
    return Sibling(slug, record.mapping("title"), url, languages, anchors, waiting, root.name)


def _anchors(path: Path, quiet: Complaints) -> Iterator[str]:
    text = read_text(path, PurePosixPath(path.name), quiet) or ""
    headings = (node for node in walk(*read_document(text).blocks) if isinstance(node, Heading))
    return (node.attributes.id for node in headings if node.attributes.id)


def moved_to_series(findings: Collection[Finding], folder: str) -> Iterator[Finding]:
    """The findings of a report with their places as they are seen from the series' folder."""
    for finding in findings:
        path = finding.location.path
        shared = path.parts[:1] == ("..",)
        seen = PurePosixPath(*path.parts[1:]) if shared else folder / path
        yield replace(finding, location=replace(finding.location, path=seen))
