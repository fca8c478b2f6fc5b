"""Where a report, or a series of reports, stands. Every command asks this first, so nothing is imported for it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from kerege.errors import NoReport
from kerege.messages import say

SERIES = PurePosixPath("series.yml")
_PACKAGE = Path(__file__).parent


def find_report(start: Path) -> Path:
    """The nearest folder, from `start` upward, that holds `report.yml`.

    Raises:
        NoReport: none does.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "report.yml").is_file():
            return folder
        if (folder / SERIES).is_file():
            names = sorted(path.parent.name for path in folder.glob("*/report.yml")) or ["NAME"]
            listed, place = ", ".join(names), folder / names[0]
            raise NoReport(
                say(
                    "{folder} holds a series; name one of its reports ({listed}), such as: kerege --report {place} …",
                    folder=folder,
                    listed=listed,
                    place=place,
                )
            )
    raise NoReport(say("No report.yml in {start} or a folder above it; 'kerege new DIR' makes a report.", start=start))


def find_series(start: Path) -> Path | None:
    """The nearest folder, from `start` upward, that holds `series.yml`; None where a report is nearer, or there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "report.yml").is_file():
            return None
        if (folder / SERIES).is_file():
            return folder
    return None


def manual_pages() -> dict[str, Path]:
    """The pages of the manual by name: those that the wheel brought, or in a clone those that are being written."""
    packed = _PACKAGE / "manual"
    folder = packed if packed.is_dir() else _PACKAGE.parents[1] / "manual"
    return {path.stem: path for path in sorted(folder.glob("*.md"))}
