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
from kerege.model.editions import Change, ClosedEdition, Correction, PublishedChapter, PublishedValue
from kerege.read.records import Complaints, Record, entries, is_day, read_records

FOLDER = "editions"
CORRECTIONS = f"{FOLDER}/corrections.yml"
FORMAT = 1
"""Of the files that keep an edition."""
_WHAT = re.compile(r"(?:stat|claim|quote):[a-z0-9][\w.-]*")


def read_closed_editions(root: Path, complaints: Complaints) -> tuple[ClosedEdition, ...]:
    """The closed editions in the order of their numbers; E008 for a file that cannot be understood."""
    found = []
    for path in sorted((root / FOLDER).glob("*.json"), key=lambda path: _order(path.stem)):
        shown = PurePosixPath(FOLDER, path.name)
        try:
            found.append(closed_edition(json.loads(path.read_text(encoding="utf-8")), Location(shown)))
        except (ValueError, TypeError, KeyError, AttributeError):
            complaints.add(
                Location(shown),
                problem("E008", shown=shown),
            )
    return tuple(found)


def _order(number: str) -> tuple[tuple[int, int | str], ...]:
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
            )
            for key, one in data["statistics"].items()
        },
        claims={key: {c: tuple(w) for c, w in one.items()} for key, one in data["claims"].items()},
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
    found = []
    for number, item in enumerate(entries(node, "correction", complaints), 1):
        record = Record(item, say("correction {number}", number=number), complaints, languages)
        what = record.text("what", needed=True)
        if what and not _WHAT.fullmatch(what):
            complaints.add(
                record.place("what"), problem("R004/what-correction", number=number, what=what[:40])
            )  # fmt: skip
        date = record.text("date", needed=True)
        if date and not is_day(date):
            complaints.add(
                record.place("date"), problem("R004/date-correction", number=number, date=date[:40])
            )  # fmt: skip
        change = Change(record.choice("change", tuple(kind.value for kind in Change), Change.CORRECTION.value))
        made = Correction(
            what, change, record.text("edition", needed=True), record.text("was"), record.text("now"),
            record.words("reason"), date, record.location,
        )  # fmt: skip
        record.finish()
        found.append(made)
    return tuple(found)
