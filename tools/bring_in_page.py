"""Write `manual/bringing-in.md`: what `tools/run bring_in` found in others' files, beside what other programs keep of them.

    tools/run bring_in_page LIST... --judged FILE

LIST is what `tools/run bring_in --list` wrote, a later one before an earlier; a report with `"table": true` stands in the table of reports; `--judged` is YAML of what somebody found who read the ties and quotes of a file:
`file: {ties: [read, false], quotes: [read, false]}`. The folders of a file are `owner+repository`, then its path.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

PAGE = Path(__file__).parents[1] / "manual" / "bringing-in.md"
_REPORTS = (".docx", ".pdf")
_COUNTED = (
    "count", "ties", "quotes", "sheets", "cells", "addressed", "wrong", "variables", "asked", "found", "rows", "columns", "texts",
    "segments", "codes", "translated",
)  # fmt: skip


def rows_of(lists: list[Path]) -> list[dict[str, Any]]:
    """What was found of each file, by repository and path."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for path in lists:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            parts = Path(row["file"]).parts
            at = next(number for number, part in enumerate(parts) if "+" in part)
            row["from"], row["path"] = parts[at].replace("+", "/", 1), "/".join(parts[at + 1 :])
            found[row["from"], row["path"]] = row
    return [found[key] for key in sorted(found)]


def of_reports(rows: list[dict[str, Any]], judged: dict[str, Any]) -> list[str]:
    """The table of published reports."""
    lines = [
        "| file | words | kept | pandoc | markitdown | pictures | links | cells | headings against the outline | ties (false) | quotes (false) | errors | builds |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        read = judged.get(row["path"].rpartition("/")[2], {})
        others = [row.get(name, "") for name in ("pandoc", "peer")]
        shown = [other["words"] if isinstance(other, dict) else other or "–" for other in others]
        lines.append(
            "| "
            + " | ".join(
                [
                    row["path"].rpartition("/")[2], f"{row['count']:,}", row["words"], *shown,
                    *(row[key] for key in ("pictures", "links", "cells")), row["outline"] or "no outline",
                    _judged(row["ties"], read.get("ties")), _judged(row["quotes"], read.get("quotes")),
                    row["errors"] or "none", _builds(row),
                ]
            )
            + " |"
        )  # fmt: skip
    return lines


def _judged(count: int, read: list[int] | None) -> str:
    return f"{count}" if not count or read is None else f"{count} ({read[1]} of {read[0]} read)"


def _builds(row: dict[str, Any]) -> str:
    said = row.get("builds", "")
    return "yes" if said == "yes" else "not tried" if not said else "no, and says why" if row["errors"] else "no"


def of_others(rows: list[dict[str, Any]]) -> list[str]:
    """The table of tables, microdata, coded projects and exchange files: how many of a kind, and what came of them."""
    lines = [
        "| kind | files | read | refused with a sentence | tracebacks | what was counted |",
        "|---|---|---|---|---|---|",
    ]
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_kind.setdefault(Path(row["path"]).suffix.casefold(), []).append(row)
    for kind, members in sorted(by_kind.items()):
        outcomes = Counter(str(row["outcome"]) for row in members)
        totals: Counter[str] = Counter()
        for row in members:
            totals.update({key: row[key] for key in _COUNTED if isinstance(row.get(key), int)})
        told = ", ".join(f"{key} {value:,}" for key, value in totals.items())
        lines.append(
            f"| {kind[1:]} | {len(members)} | {outcomes['made']} | {outcomes['refused']} | "
            f"{outcomes['traceback'] + outcomes['limit']} | {told} |"
        )
    return lines


def sources(rows: list[dict[str, Any]]) -> list[str]:
    """Where the files are: the repository's name, and the folders in it."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row["from"], Counter())[Path(row["path"]).suffix.casefold()[1:]] += 1
    return [
        f"- `{name}`: {', '.join(f'{count} {kind}' for kind, count in kinds.items())}" for name, kinds in found.items()
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools/run bring_in_page", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("lists", nargs="+", type=Path)
    parser.add_argument("--judged", type=Path, required=True)
    asked = parser.parse_args()
    rows = rows_of(asked.lists)
    judged = YAML(typ="safe").load(asked.judged)
    reports = [row for row in rows if Path(row["path"]).suffix.casefold() in _REPORTS and row.get("table")]
    text = PAGE.read_text(encoding="utf-8")
    for name, made in (
        ("reports", of_reports(reports, judged)),
        ("others", of_others(rows)),
        ("sources", sources(rows)),
        ("paths", [f"- {row['from']}: {row['path']}" for row in reports]),
    ):
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        head, _, rest = text.partition(begin)
        text = "\n".join((f"{head}{begin}", "", *made, "", f"{end}{rest.partition(end)[2]}"))
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
