"""`figures/photos.yml`: photographs with their words, their rights, and the consent of those who can be recognised."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from kerege.catalogue import problem
from kerege.findings import Finding
from kerege.messages import say
from kerege.model import Photo
from kerege.read.pictures import picture_file
from kerege.read.records import Complaints, Node, Record
from kerege.read.settings import words_or_text

FILE = "figures/photos.yml"
KINDS = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def photo_reader(root: Path, complaints: Complaints) -> partial[Photo]:
    """What reads one photograph of the report in `root`."""
    return partial(_photo, root, complaints)


def _photo(root: Path, complaints: Complaints, key: str, record: Record) -> Photo:
    consent = Record(
        record.node("consent") or Node({}, record.location), say("'consent' of {key}", key=key), complaints
    )
    file = record.file("file", needed=True)
    if file is not None:
        file = picture_file(root, file, record.place("file"), complaints, KINDS)
    people = record.text("people", needed=True)
    if people and people not in ("none", "consented", "unknown"):
        complaints.add(record.place("people"), problem("R004/people", name=record.name, people=people[:30]))
    photo = Photo(
        id=key,
        file=file,
        alt=record.words("alt"),
        caption=record.words("caption", needed=False),
        credit=words_or_text(record, "credit", needed=True),
        rights=words_or_text(record, "rights"),
        place=words_or_text(record, "place"),
        date=_dated(record, "date", _DATE),
        people=people,
        consent=consent.text("record"),
        until=_dated(consent, "until", _DAY),
        publish=consent.choice("publish", ("yes", "no"), "yes") == "yes",
        location=record.location,
    )
    consent.finish()
    if file is not None and _tells_place(root / file):
        complaints.findings.append(Finding(record.place("file"), problem("F011", name=record.name)))
    return photo


def _dated(record: Record, key: str, form: re.Pattern[str]) -> str:
    text = record.text(key)
    if text and not form.fullmatch(text):
        record.complaints.add(record.place(key), problem("R004/date-of", key=key, name=record.name, text=text[:30]))
        return ""
    return text


def _tells_place(path: Path) -> bool:
    from kerege.pictures import tells_place

    return tells_place(path)
