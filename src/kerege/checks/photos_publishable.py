"""A photograph is shown only where everybody who can be recognised in it has agreed, and is large enough to print.

Passes: `people: none`; `people: consented` with `consent: {record: c-07}`. Fails: `people: consented` without a record, with one that
says `publish: no`, or after its last day (F008); a picture that has fewer than 100 pixels an inch across the column (F009).
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.checks.context import Case
from kerege.findings import Finding, Severity
from kerege.model import BlockKind, Photo
from kerege.pictures import picture_size

CODES = ("F008", "F009", "F010")
_LEAST = 100
"""Pixels an inch of print below which a picture looks coarse."""
_INCH = 25.4


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each photograph that a chapter shows and must not, or that would not be sharp."""
    shown = dict.fromkeys(b.target for c in case.report.all_chapters() for b in c.blocks_of(BlockKind.PHOTO))
    for key in shown:
        photo = case.report.photos.get(key)
        if photo is not None:
            yield from _consent(case, photo)
            yield from _sharp(case, photo)


def _consent(case: Case, photo: Photo) -> Iterator[Finding]:
    if photo.people != "consented":
        return
    if not photo.publish:
        yield Finding(
            photo.location,
            "F008",
            f"the people in photograph '{photo.id}' did not agree to have it published",
            "do not show it",
        )
    elif not photo.consent:
        yield Finding(
            photo.location,
            "F008",
            f"nothing says where the consent of the people in photograph '{photo.id}' is kept",
            "write 'consent: {record: …}' with the place where it is kept, or do not show the photograph",
        )
    if photo.until and photo.until < case.report.settings.date:
        yield Finding(
            photo.location,
            "F008",
            f"the consent to show photograph '{photo.id}' ended on {photo.until}",
            "do not show it, or ask again",
        )


def _sharp(case: Case, photo: Photo) -> Iterator[Finding]:
    if photo.file is None:
        return
    try:
        width, _ = picture_size(case.report.root / photo.file)
    except (OSError, ValueError, SyntaxError):
        yield Finding(
            photo.location, "F010", f"'{photo.file}' cannot be read as a picture", "save it again as JPEG or PNG"
        )
        return
    density = width / (case.report.settings.paper.column / _INCH)
    if density < _LEAST:
        yield Finding(
            photo.location,
            "F009",
            f"photograph '{photo.id}' is {width} pixels wide: {density:.0f} an inch where it is printed",
            f"take one of at least {_LEAST * case.report.settings.paper.column / _INCH:.0f} pixels",
            Severity.WARNING,
        )
