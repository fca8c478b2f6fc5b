"""Picture files that records name: logos, covers, photographs. They are files of the report, and plain."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.findings import Location
from kerege.read.records import Complaints, read_text

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_ACTIVE = re.compile(
    r"<script|<foreignObject|<!ENTITY|\son\w+\s*=|javascript:|(?:href|src)\s*=\s*[\"'](?!#|data:image/(?:png|jpeg);)|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)
"""What a drawing may not hold: it would run in a browser, or ask for a file of somebody else's."""


def picture_file(
    root: Path, path: PurePosixPath, place: Location, complaints: Complaints, kinds: tuple[str, ...] = PICTURES
) -> PurePosixPath | None:
    """The path of a picture, if it is there, of a kind that can be shown, and plain; None after a finding (H004, R012)."""
    if not (root / path).is_file():
        complaints.add(place, problem("H004/there-no-file", path=path))
        return None
    if path.suffix.lower() not in kinds:
        complaints.add(place, problem("H004/no-picture-that-can-use-one", path=path, kinds=kinds))
        return None
    require_plain_drawing(root / path, path, complaints)
    return path


def require_plain_drawing(path: Path, shown: PurePosixPath, complaints: Complaints) -> None:
    """A finding (R012) for a drawing that could run in a browser or asks for files of others."""
    if path.suffix.lower() != ".svg":
        return
    text = read_text(path, shown, complaints)
    match = _ACTIVE.search(text or "")
    if text is not None and match is not None:
        line = text.count("\n", 0, match.start()) + 1
        complaints.add(
            Location(shown, line),
            problem("R012/this-drawing-holds-could", match=match[0].strip()[:30]),
        )
