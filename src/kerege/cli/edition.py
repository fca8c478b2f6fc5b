"""`kerege edition`: what was published is kept, compared and corrected in the open."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

import yaml

from kerege.build.kept import keep
from kerege.build.manifest import MANIFEST, listed_files
from kerege.checks import check_report
from kerege.cli.edition_compare import Rewritten, compared
from kerege.errors import KeregeError
from kerege.evidence.editions import (
    Difference,
    changed_things,
    present_edition,
    published_in,
    written_value,
)
from kerege.files import write_whole
from kerege.findings import errors
from kerege.messages import Message, say, say_count, together
from kerege.model import Report
from kerege.model.editions import Change, ClosedEdition, PublishedValue
from kerege.read import read_report
from kerege.read.editions import CORRECTIONS, FOLDER, FORMAT, closed_edition

_NUMBER = re.compile(r"[\w-]+(?:\.[\w-]+)*")
NOW = "now"
"""How the report as it stands is called beside the numbers of editions."""


def close(root: Path, *, whole: bool = False) -> Path:
    """Keep what the present edition says in `editions/NUMBER.json`.

    Args:
        whole: keep its website too, in `editions/NUMBER/`.

    Raises:
        KeregeError: the report has errors, was not built as it stands, or an edition of that number is closed already.
    """
    report, edition, wrong = _present(root)
    if wrong:
        raise KeregeError(
            say_count(
                "The report has {count} error; an edition is closed when 'kerege check' finds none.",
                "The report has {count} errors; an edition is closed when 'kerege check' finds none.",
                wrong,
            )
        )
    if not _NUMBER.fullmatch(edition.number):
        raise KeregeError(
            say(
                "Edition '{number}' cannot name a file; write its number with letters, digits, dots and hyphens.",
                number=edition.number,
            )
        )
    path = root / FOLDER / f"{edition.number}.json"
    if path.exists():
        raise KeregeError(
            say(
                "Edition {number} is closed already; give the next one its number in report.yml.", number=edition.number
            )
        )
    files = listed_files(root / "build")
    told = json.loads((root / "build" / MANIFEST).read_text(encoding="utf-8")) if files else {}
    if told.get("edition") != edition.number or told.get("date") != edition.date:
        raise KeregeError(
            say("build/ does not hold this edition; run 'kerege build' first, publish it, then close it.")
        )
    closed = replace(edition, files=files)
    if whole:
        keep(report, closed, root / "build")
    write_whole(path, written(closed))
    return path


def keep_published(root: Path, number: str, published: Path) -> Path:
    """Keep the website of a closed edition in `editions/NUMBER/`, so that the next ones put it up again.

    Raises:
        KeregeError: there is no such edition, or `published` is not what it published.
    """
    report = read_report(root).report
    closed = next((one for one in report.editions if one.number == number), None)
    if closed is None:
        raise KeregeError(
            say("Edition '{number}' is not closed; 'kerege edition list' shows those that are.", number=number)
        )
    return keep(report, closed, published)


def _present(root: Path) -> tuple[Report, ClosedEdition, int]:
    reading = read_report(root)
    findings, ledger = check_report(reading.report, reading.findings)
    return reading.report, present_edition(reading.report, ledger.values), len(errors(findings))


def written(edition: ClosedEdition) -> str:
    """An edition as the text of its file."""
    data = {
        "format": FORMAT,
        "edition": edition.number,
        "date": edition.date,
        **({"doi": edition.doi} if edition.doi else {}),
        **({"withdrawn": list(edition.withdrawn)} if edition.withdrawn else {}),
        "statistics": {
            key: {
                "value": one.value,
                "unit": one.unit,
                "words": {c: list(w) for c, w in one.words.items()},
                **({"provisional": one.provisional} if one.provisional else {}),
                **({"label": dict(one.label)} if one.label else {}),
            }
            for key, one in edition.statistics.items()
        },
        "claims": edition.claims,
        "results": dict(edition.results),
        "tables": {key: dict(one) for key, one in edition.tables.items()},
        "places": {what: list(names) for what, names in edition.places.items()},
        "quotes": edition.quotes,
        "chapters": {
            code: {name: {"title": one.title, "blocks": list(one.blocks)} for name, one in chapters.items()}
            for code, chapters in edition.chapters.items()
        },
        "files": dict(sorted(edition.files.items())),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def compare(root: Path, before: str, after: str) -> tuple[list[Difference], list[Rewritten]]:
    """What two editions say differently, and their passages where the pages of both are at hand.

    Args:
        before, after: the number of a closed edition, `now`, a published folder, or an `evidence.json`.

    Raises:
        KeregeError: there is no such edition.
    """
    first, second = (_edition(root, name) for name in (before, after))
    sites = (_site(root, before, first), _site(root, after, second))
    return compared(first, second, sites, read_report(root).report.settings.original)


def _site(root: Path, name: str, edition: ClosedEdition) -> Path | None:
    """The website of an edition, where it is at hand."""
    build = root / "build"
    if name == NOW:
        told = _manifest(build)
        is_built = told.get("edition") == edition.number and told.get("date") == edition.date
        return build / "site" if is_built and (build / "site").is_dir() else None
    folders = [root / FOLDER / name] if "/" not in name else []
    path = Path(name)
    folders += [path / "site", path, path.parent / "site", path.parent.parent / "site"]
    return next((folder for folder in folders if (folder / "index.html").is_file()), None)


def _manifest(build: Path) -> Mapping[str, object]:
    try:
        data = json.loads((build / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _edition(root: Path, name: str) -> ClosedEdition:
    if name == NOW:
        return _present(root)[1]
    kept = root / FOLDER / f"{name}.json"
    path = Path(name)
    try:
        if "/" not in name and kept.is_file():
            return closed_edition(json.loads(kept.read_text(encoding="utf-8")))
        if path.is_dir():
            path = next(p for p in (path / "evidence.json", path / "evidence" / "evidence.json") if p.is_file())
        if path.is_file():
            return _from_evidence(path)
    except StopIteration:
        raise KeregeError(say("There is no evidence.json in {name}.", name=name)) from None
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation):
        raise KeregeError(say("{name} holds no edition that can be read.", name=name)) from None
    raise KeregeError(
        say("There is no edition '{name}'; name a number of editions/, 'now', or a published folder.", name=name)
    )


def _from_evidence(path: Path) -> ClosedEdition:
    """An edition as its own evidence tells it."""
    data = json.loads(path.read_text(encoding="utf-8"))
    statistics = {}
    for one in data["statistics"]:
        words: dict[str, list[str]] = {}
        for phrase in one["phrases"]:
            words.setdefault(phrase["language"], []).append(phrase["words"])
        high = Decimal(one["high"]) if one["high"] else None
        value = written_value(Decimal(one["value"]), high, one["bound"])
        statistics[one["id"]] = PublishedValue(value, one["unit"], {c: tuple(w) for c, w in words.items()})
    quotes: dict[str, dict[str, str]] = {}
    table = path.parent / "quotes.csv"
    if table.is_file():
        with open(table, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                quotes.setdefault(row["id"], {})[row["language"]] = row["text_sha256"][:16]
    places: dict[str, set[str]] = {}
    for one in data["statistics"]:
        names = {Path(phrase["file"]).stem for phrase in one["phrases"] if phrase.get("file")}
        places.setdefault(f"stat:{one['id']}", set()).update(names)
    return ClosedEdition(
        data["edition"],
        data["date"],
        statistics,
        quotes=quotes,
        places={what: tuple(sorted(names)) for what, names in places.items() if names},
    )


def correct(root: Path, things: Sequence[str], change: str, *, at_once: bool = False) -> Message:
    """Write drafts of entries at the end of `editions/corrections.yml`; their reasons are left for a person to write.

    Args:
        things: `stat:ID`, `claim:ID`, `table:ID`, `quote:ID`, `chapter:NAME` (its text); none: whatever changed since the last edition and is told nowhere.
        at_once: one reason holds for all statistics, claims and tables too, not only for all testimonies.

    Raises:
        KeregeError: no edition is closed, the last one says no such thing, or it says the same as the report.
    """
    report, now, _ = _present(root)
    if not report.editions:
        raise KeregeError(say("No edition is closed yet, so there is nothing to correct; see 'kerege edition close'."))
    last = report.editions[-1]
    changed = {what: (was, new) for what, was, new in changed_things(last, now, words=True)}
    told_already = {entry.what for entry in report.corrections if entry.edition == last.number}
    asked = list(dict.fromkeys(things)) or [
        what for what, _, _ in changed_things(last, now) if what not in told_already
    ]
    for what in asked:
        _needs_telling(what, last, changed)
    groups: dict[tuple[str, str], list[str]] = {}
    for what in asked:
        kind = what.partition(":")[0]
        gone = not changed[what][1]
        # Of a provisional figure readers were told that it would be revised.
        revised = kind == "stat" and bool(last.statistics[what.partition(":")[2]].provisional)
        made = Change.WITHDRAWAL.value if gone else Change.REVISION.value if revised else change
        groups.setdefault((made, "" if kind == "quote" or at_once else what), []).append(what)
    entries: list[dict[str, object]] = []
    for (made, _), whats in groups.items():
        entry: dict[str, object] = {
            "what": whats if len(whats) > 1 else whats[0],
            "change": made,
            "edition": last.number,
        }
        if len(whats) == 1 and whats[0].startswith("stat:"):
            entry |= {"was": changed[whats[0]][0], "now": changed[whats[0]][1]}
        entries.append(entry | {"date": now.date, "reason": dict.fromkeys(report.settings.languages, "")})
    if not entries:
        return say("nothing changed since edition {number} that readers are not told of", number=last.number)
    path = root / CORRECTIONS
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)
    write_whole(path, before + text)
    return say("{corrections}: write the reason in each language", corrections=CORRECTIONS)


def _needs_telling(what: str, last: ClosedEdition, changed: Mapping[str, object]) -> None:
    kind, _, key = what.partition(":")
    if not published_in(last, what):
        raise KeregeError(
            say(
                "Edition {number} published no '{what}'; write stat:ID, claim:ID, table:ID, quote:ID or chapter:NAME.",
                number=last.number,
                what=what,
            )
        )
    if what not in changed and kind == "stat":
        was = last.statistics[key].value
        raise KeregeError(
            say("'{what}' is still {was}, as edition {number} published it.", what=what, was=was, number=last.number)
        )
    if what not in changed:
        raise KeregeError(say("'{what}' is as edition {number} published it.", what=what, number=last.number))


def listed(root: Path) -> Iterator[str]:
    """Each closed edition in a line, and how much was corrected in it since."""
    report = read_report(root).report
    for edition in report.editions:
        count = sum(entry.edition == edition.number for entry in report.corrections)
        counted = together(
            ", ",
            say_count("{count} statistic", "{count} statistics", len(edition.statistics)),
            say_count("{count} correction", "{count} corrections", count),
        )
        yield together("  ", edition.number, edition.date, counted)
    if not report.editions:
        yield say("no edition is closed yet")
