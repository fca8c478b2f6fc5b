"""manual/rules.md from the catalogue of findings: what each code says, what to do about it, what passes and what fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kerege.catalogue import FAMILIES, Entry, entries
from kerege.catalogue.entry import Severity

PAGE = Path(__file__).parents[1] / "manual" / "rules.md"
_HEAD = """# The codes of findings

Made from `src/kerege/catalogue/` by `tools/run rules`.

One mistake is said once. While a file of quotes, statistics, sources, terms or works cannot be read (R001, R002), what is unknown
only because of it is not listed; while an id is misspelt or a block harmed, nothing is said of the translations that lack it or
were made before. Mend the cause, check again: what remains is said then.

| Code | What is wrong |
|---|---|
"""


def page() -> str:
    """The page of the manual: a table of all codes, then each with its sentences and remedies."""
    lines = [_HEAD + "\n".join(_row(entry) for entry in entries()), ""]
    for letter, family in FAMILIES.items():
        lines += ["", f"## {letter}: {family.replace('_', ' ')}", ""]
        for entry in entries():
            if entry.code[0] == letter:
                lines += _told(entry)
    return "\n".join(lines).rstrip() + "\n"


def _row(entry: Entry) -> str:
    weight = f" ({entry.severity.value})" if entry.severity is not Severity.ERROR else ""
    off = " (cannot be turned off)" if entry.always else ""
    return f"| {entry.code} | {entry.summary.replace('|', chr(92) + '|')}{weight}{off} |"


def _told(entry: Entry) -> Iterator[str]:
    yield f"### {entry.code}"
    yield ""
    for text, remedy in dict.fromkeys((s.plural or s.text, s.remedy) for s in entry.sentences.values()):
        yield f"- {_code(text)}{': ' + _code(remedy) if remedy else ''}"
    for name, sample in (("Passes", entry.passes), ("Fails", entry.fails)):
        if sample:
            yield f"- {name}: {' '.join(sample.split())}"
    yield ""


def _code(text: str) -> str:
    """A template as code, whatever signs it holds."""
    plain = text.replace("{{", "{").replace("}}", "}")
    fence = "``" if "`" in plain else "`"
    fence = "````" if "```" in plain else fence
    pad = " " if len(fence) > 1 else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name}: {len(entries())} codes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
