"""A small report in one language, to be changed and built by tests."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

TEMPLATE = Path(__file__).parents[1] / "src" / "kerege" / "report_template"


def english(folder: Path, chapters: Mapping[str, str] | None = None, settings: str = "") -> Path:
    """A copy of the template in English only.

    Args:
        chapters: Markdown by name; they stand behind the template's own.
        settings: lines for `report.yml`, in the place of its own of the same names.
    """
    shutil.copytree(TEMPLATE, folder)
    return only_english(folder, chapters, settings)


def only_english(folder: Path, chapters: Mapping[str, str] | None = None, settings: str = "") -> Path:
    """Make a copy of the template English."""
    for code in ("ru", "ky"):
        shutil.rmtree(folder / "docs" / code)
    shutil.rmtree(folder / "translations", ignore_errors=True)
    given = {line.split(":")[0] for line in settings.splitlines() if re.match(r"\w+:", line)} | {"languages", "status"}
    lines = (folder / "report.yml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.split(":")[0] not in given]
    (folder / "report.yml").write_text("\n".join([*kept, "languages: [en]", settings, ""]), encoding="utf-8")
    for name, text in (chapters or {}).items():
        (folder / "docs" / "en" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder
