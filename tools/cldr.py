"""Takes from CLDR what Babel leaves out, quotation marks and letters, into src/kerege/languages/cldr.txt.

Run with the folder of an unpacked `cldr-misc-full` (the JSON edition of CLDR): `python -m tools cldr FOLDER`. Needed when
CLDR has a new version. CLDR is under the Unicode licence v3, which its text at the head of the file names.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kerege.languages.cldr import FILE

_HEAD = """\
# Quotation marks and letters of the world's languages, from CLDR {version} (characters.json, delimiters.json).
# © 1991 Unicode, Inc., under the Unicode License v3 (unicode.org/license.txt). Made by tools/cldr.py; not edited by hand.
# A line: locale | outer and inner quotation marks | letters | their order. A locale that says what its parent says has no line.
"""
_RANGE = re.compile(r"(.)-(.)")


def main() -> None:
    """Write the file anew."""
    parser = argparse.ArgumentParser(prog="python -m tools cldr", description=__doc__)
    parser.add_argument("folder", type=Path, help="the unpacked package, with its folder main/")
    folder = parser.parse_args().folder
    version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    said: dict[str, tuple[str, str, str]] = {}
    for path in sorted((folder / "main").iterdir(), key=lambda path: (path.name.count("-"), path.name)):
        code = path.name
        characters = _of(path, "characters")
        letters, order = (" ".join(_letters(characters.get(key, "[]"))) for key in ("exemplarCharacters", "index"))
        row = (_marks(_of(path, "delimiters")), letters, order.lower() or letters)
        parent = code.rpartition("-")[0]
        while parent and parent not in said:
            parent = parent.rpartition("-")[0]
        if all(row) and row != said.get(parent) and code != "und":
            said[code] = row
    lines = [f"{code} | {' | '.join(row)}\n" for code, row in sorted(said.items())]
    FILE.write_text(_HEAD.format(version=version) + "".join(lines), encoding="utf-8")
    print(f"{FILE}: {len(lines)} locales")


def _of(path: Path, name: str) -> dict[str, Any]:
    file = path / f"{name}.json"
    if not file.is_file():
        return {}
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["main"][path.name][name]
    return found


def _marks(delimiters: dict[str, str]) -> str:
    names = ("quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd")
    marks = [delimiters.get(name, "").strip("\u00a0\u202f \u200e\u200f") for name in names]
    return " ".join(marks) if all(marks) else ""


def _letters(letters: str) -> Iterator[str]:
    """The letters of a set such as `[a-d e {ch} ʻ]`; letters of two signs stand as they are."""
    for entry in re.findall(r"\{[^}]*\}|\\?\S", _spelled(letters[1:-1])):
        letter = entry.strip("{}").replace("\\", "")
        if letter:
            yield letter


def _spelled(letters: str) -> str:
    """Ranges written out."""
    return _RANGE.sub(lambda m: "".join(f"{chr(code)} " for code in range(ord(m[1]), ord(m[2]) + 1)), letters)


if __name__ == "__main__":
    main()
