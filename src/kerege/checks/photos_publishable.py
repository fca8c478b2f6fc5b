"""A photograph is shown only where everybody who can be recognised in it has agreed, and is large enough to print.

Passes: `people: none`; `people: consented` with `consent: {record: c-07}`. Fails: `people: consented` without a record, with one that
says `publish: no`, or after its last day; `people: unknown`, as an import leaves it (F008); a picture that has fewer than 100 pixels an inch across the column (F009).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kerege.catalogue import problem
from kerege.findings import Finding
from kerege.model import Photo, Settings
from kerege.pictures import picture_size

CODES = ("F008", "F009", "F010")
_LEAST = 100
"""Pixels an inch of print below which a picture looks coarse."""
_INCH = 25.4


def check(
    photos: Mapping[str, Photo], photos_shown: frozenset[str], settings: Settings, figures_root: Path
) -> Iterator[Finding]:
    """Yield a finding for each photograph that a chapter shows and must not, or that would not be sharp."""
    for key, photo in photos.items():
        if key in photos_shown:
            yield from _consent(photo, settings)
            yield from _sharp(photo, settings, figures_root)


def _consent(photo: Photo, settings: Settings) -> Iterator[Finding]:
    if photo.people == "unknown":
        yield Finding(photo.location, problem("F008/unknown", photo=photo.id))
    if photo.people != "consented":
        return
    if not photo.publish:
        yield Finding(photo.location, problem("F008/refused", photo=photo.id))
    elif not photo.consent:
        yield Finding(photo.location, problem("F008/no-record", photo=photo.id))
    if photo.until and photo.until < settings.date:
        yield Finding(photo.location, problem("F008/ended", photo=photo.id, until=photo.until))


def _sharp(photo: Photo, settings: Settings, root: Path) -> Iterator[Finding]:
    if photo.file is None:
        return
    try:
        width, _ = picture_size(root / photo.file)
    except (OSError, ValueError, SyntaxError):
        yield Finding(photo.location, problem("F010", file=photo.file))
        return
    density = width / (settings.paper.column / _INCH)
    if density < _LEAST:
        needed = round(_LEAST * settings.paper.column / _INCH)
        yield Finding(
            photo.location, problem("F009", photo=photo.id, width=width, density=round(density), needed=needed)
        )
