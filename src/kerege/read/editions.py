"""`editions/`: what was published (`N.json`, written by `kerege edition close`) and what was corrected since (`corrections.yml`)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from kerege.catalogue import problem
from kerege.files import there
from kerege.findings import Location
from kerege.messages import say
from kerege.model.editions import TESTIMONY, Change, ClosedEdition, Correction, PublishedChapter, PublishedValue
from kerege.read.records import Complaints, Record, entries, is_day, read_records

FOLDER = "editions"
CORRECTIONS = f"{FOLDER}/corrections.yml"
FORMAT = 1
"""Of the files that keep an edition."""
_WHAT = re.compile(r"(?:stat|claim|table|quote|chapter):\w[\w.-]*|chapter:[\w-]+/\w[\w.-]*")


def read_closed_editions(root: Path, complaints: Complaints) -> tuple[ClosedEdition, ...]:
    """The closed editions in the order of their numbers; E008 for a file that cannot be understood."""
    found = []
    for path in sorted((root / FOLDER).glob("*.json"), key=lambda path: number_order(path.stem)):
        shown = PurePosixPath(FOLDER, path.name)
        try:
            found.append(closed_edition(json.loads(path.read_text(encoding="utf-8")), Location(shown)))
        except (ValueError, TypeError, KeyError, AttributeError):
            complaints.add(
                Location(shown),
                problem("E008", shown=shown),
            )
    return tuple(found)


def number_order(number: str) -> tuple[tuple[int, int | str], ...]:
    """By what editions are sorted: 2 before 10, 1.2 before 1.10."""
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in re.split(r"[.-]", number))


def closed_edition(data: Mapping[str, Any], location: Location | None = None) -> ClosedEdition:
    """An edition from the data of its file.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is no such data.
    """
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    return ClosedEdition(
        number=str(data["edition"]),
        date=str(data["date"]),
        statistics={
            key: PublishedValue(
                str(one["value"]),
                str(one["unit"]),
                {code: tuple(words) for code, words in one["words"].items()},
                str(one.get("provisional", "")),
                dict(one.get("label", {})),
            )
            for key, one in data["statistics"].items()
        },
        claims={key: {c: tuple(w) for c, w in one.items()} for key, one in data["claims"].items()},
        results=dict(data.get("results", {})),
        tables={key: dict(one) for key, one in data.get("tables", {}).items()},
        places={key: tuple(names) for key, names in data.get("places", {}).items()},
        quotes={key: dict(one) for key, one in data["quotes"].items()},
        chapters={
            code: {name: PublishedChapter(str(one["title"]), tuple(one["blocks"])) for name, one in chapters.items()}
            for code, chapters in data["chapters"].items()
        },
        files=dict(data["files"]),
        withdrawn=tuple(data.get("withdrawn", ())),
        doi=str(data.get("doi", "")),
        location=location,
    )


def read_corrections(root: Path, languages: tuple[str, ...], complaints: Complaints) -> tuple[Correction, ...]:
    """The entries of `editions/corrections.yml` in their order."""
    if not there(root / CORRECTIONS):
        return ()
    node = read_records(root / CORRECTIONS, PurePosixPath(CORRECTIONS), complaints)
    found: list[Correction] = []
    for number, item in enumerate(entries(node, "correction", complaints), 1):
        record = Record(item, say("correction {number}", number=number), complaints, languages)
        things = _things(record, number, complaints)
        node = record.node("what")
        listed = node is not None and isinstance(node.value, list)
        date = record.text("date", needed=True)
        if date and not is_day(date):
            complaints.add(
                record.place("date"), problem("R004/date-correction", number=number, date=date[:40])
            )  # fmt: skip
        change = Change(record.choice("change", tuple(kind.value for kind in Change), Change.CORRECTION.value))
        edition = record.text("edition", needed=True)
        # Why a person took her words back may be hers to tell.
        reason = record.words("reason", needed=things != (TESTIMONY,))
        was, now, chapters = record.text("was"), record.text("now"), record.texts("chapters")
        earlier = sum(one.what == one.entry.rpartition(" ")[2] == things[0] for one in found if one.edition == edition)
        entry = f"{earlier + 1} {things[0]}" if earlier else things[0]
        found += [
            Correction(what, change, edition, was, now, reason, date, record.location, entry, chapters, listed)
            for what in things
        ]  # fmt: skip
        record.finish()
    return tuple(found)


def _things(record: Record, number: int, complaints: Complaints) -> tuple[str, ...]:
    """What an entry is about: one thing, or a list of things that changed for one reason."""
    node = record.node("what")
    if node is not None and isinstance(node.value, list):
        things = record.texts("what")
    else:
        things = (record.text("what", needed=True),)
    for what in things:
        if what and what != TESTIMONY and not _WHAT.fullmatch(what):
            complaints.add(
                record.place("what"), problem("R004/what-correction", number=number, what=what[:40])
            )  # fmt: skip
    return things or ("",)
