"""SPSS and Stata files into tidy CSV, with their labels and where they came from. An optional extra (`kerege[intake]`).

The report keeps text files that anybody can read in thirty years; the `.sav` or `.dta` itself stays where it was.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerege.errors import KeregeError, MissingProgram
from kerege.files import write_all
from kerege.messages import say

KINDS = {".sav": "SPSS", ".zsav": "SPSS", ".por": "SPSS", ".dta": "Stata"}


@dataclass(frozen=True)
class Taken:
    """What was written."""

    data: Path
    labels: Path
    provenance: Path
    rows: int
    columns: int


def take_in(path: Path, out: Path) -> Taken:
    """Write `<stem>.csv`, `<stem>-labels.csv` and `<stem>-provenance.json` into the folder `out`.

    Values stay codes, as the file has them; the labels say what each code and each variable means. Missing values are
    empty cells. All three files are written, or none.

    Raises:
        MissingProgram: pyreadstat is not installed.
        KeregeError: the file is no SPSS or Stata file, cannot be read, or the output exists already.
    """
    kind = KINDS.get(path.suffix.casefold())
    if kind is None:
        raise KeregeError(
            say("{path} is no SPSS or Stata file; known endings are {kinds}.", path=path.name, kinds=KINDS)
        )
    if not path.is_file():
        raise KeregeError(say("There is no file {path}.", path=path))
    try:
        import pyreadstat
    except ImportError as error:
        raise MissingProgram(
            say("Reading SPSS and Stata files needs an extra; run: pip install 'kerege[intake]'")
        ) from error
    readers: dict[str, Any] = {
        ".sav": pyreadstat.read_sav,
        ".zsav": pyreadstat.read_sav,
        ".por": pyreadstat.read_por,
        ".dta": pyreadstat.read_dta,
    }
    try:
        columns, meta = readers[path.suffix.casefold()](str(path), output_format="dict", user_missing=False)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, UnicodeDecodeError, ValueError, TypeError) as error:
        raise KeregeError(
            say("{path} cannot be read as a file of {kind}: {error}.", path=path.name, kind=kind, error=error)
        ) from error
    stem = path.stem.casefold().replace(" ", "-")
    taken = Taken(
        out / f"{stem}.csv",
        out / f"{stem}-labels.csv",
        out / f"{stem}-provenance.json",
        meta.number_rows or 0,
        len(columns),
    )
    # The data come last: while they are missing, nothing was taken in, whatever a killed run left.
    texts = {
        taken.labels: _labels(columns, meta),
        taken.provenance: _provenance(path, kind, meta, len(columns), pyreadstat.__version__),
        taken.data: _data(columns),
    }
    contents = {file: text.encode("utf-8") for file, text in texts.items()}
    present = [taken.data] if taken.data.exists() else [file for file in contents if _is_other(file, contents[file])]
    if present:
        raise KeregeError(
            say("{present} exists already; nothing was written. Delete or rename it first.", present=present[0])
        )
    write_all(contents)
    return taken


def _is_other(file: Path, content: bytes) -> bool:
    return file.exists() and (not file.is_file() or file.read_bytes() != content)


def _data(columns: dict[str, Any]) -> str:
    names = list(columns)
    rows = zip(*(columns[name] for name in names), strict=True)
    return _csv(names, ([_cell(value) for value in row] for row in rows))


def _labels(columns: dict[str, Any], meta: Any) -> str:
    rows = []
    for name in columns:
        rows.append([name, "", str((meta.column_names_to_labels or {}).get(name) or "")])
        for code, label in (meta.variable_value_labels or {}).get(name, {}).items():
            rows.append([name, _cell(code), str(label)])
    return _csv(["variable", "value", "label"], rows)


def _provenance(path: Path, kind: str, meta: Any, columns: int, version: str) -> str:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    facts = {
        "file": path.name,
        "format": kind,
        "sha256": digest,
        "bytes": path.stat().st_size,
        "rows": meta.number_rows,
        "columns": columns,
        "encoding": meta.file_encoding,
        "label": meta.file_label or "",
        "read_with": f"pyreadstat {version}",
    }
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def _csv(head: list[str], rows: Any) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return target.getvalue()


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)
