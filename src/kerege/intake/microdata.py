"""SPSS, Stata and SAS files into tidy CSV, with their labels and where they came from. An optional extra (`kerege[intake]`).

The report keeps text files that anybody can read in thirty years; the `.sav` or `.dta` itself stays where it was.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerege.errors import KeregeError, MissingProgram
from kerege.files import write_all
from kerege.messages import say

KINDS = {
    ".sav": "SPSS", ".zsav": "SPSS", ".por": "SPSS", ".dta": "Stata", ".sas7bdat": "SAS", ".xpt": "SAS",
}  # fmt: skip


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

    Values stay codes, as the file has them; the labels say what each code and each variable means, and which codes are no
    answer: refused, not asked, do not know. These stay apart in the data (98, .a); an empty cell says nothing of why. All
    three files are written, or none.

    Raises:
        MissingProgram: pyreadstat is not installed.
        KeregeError: the file is no SPSS or Stata file, cannot be read, or the output exists already.
    """
    kind = KINDS.get(path.suffix.casefold())
    if kind is None:
        raise KeregeError(
            say("{path} is no SPSS, Stata or SAS file; known endings are {kinds}.", path=path.name, kinds=KINDS)
        )
    if not path.is_file():
        raise KeregeError(say("There is no file {path}.", path=path))
    try:
        import pyreadstat
    except ImportError as error:
        raise MissingProgram(
            say("Reading SPSS, Stata and SAS files needs an extra; run: pip install 'kerege[intake]'")
        ) from error
    columns, meta, dated = _read(pyreadstat, path, kind)
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
        taken.provenance: _provenance(path, kind, meta, len(columns), pyreadstat.__version__, dated=dated),
        taken.data: _data(columns, meta),
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


def _data(columns: dict[str, Any], meta: Any) -> str:
    names = list(columns)
    letters = [_letters(name, meta) for name in names]
    rows = zip(*(columns[name] for name in names), strict=True)
    return _csv(names, ([_cell(value, own) for value, own in zip(row, letters, strict=True)] for row in rows))


def _read(pyreadstat: Any, path: Path, kind: str) -> tuple[dict[str, Any], Any, bool]:
    """Columns and description of a file, and whether its dates are dates.

    Raises:
        KeregeError: it cannot be read.
    """
    readers: dict[str, Any] = {
        ".sav": pyreadstat.read_sav,
        ".zsav": pyreadstat.read_sav,
        ".por": pyreadstat.read_por,
        ".dta": pyreadstat.read_dta,
        ".sas7bdat": pyreadstat.read_sas7bdat,
        ".xpt": pyreadstat.read_xport,
    }
    suffix = path.suffix.casefold()
    # A portable file and a transport file have no way to ask for the values that their makers declared missing.
    options: dict[str, Any] = {} if suffix in (".por", ".xpt") else {"user_missing": True}
    catalogue = path.with_suffix(".sas7bcat")
    if suffix == ".sas7bdat" and catalogue.is_file():
        options["catalog_file"] = str(catalogue)
    for dated in (True, False):
        try:
            columns, meta = readers[suffix](
                str(path), output_format="dict", disable_datetime_conversion=not dated, **options
            )
        except OverflowError as error:
            if not dated:
                raise _unreadable(path, kind, error) from error
        except Exception as error:  # whatever the library and its C reader raise on damaged files
            raise _unreadable(path, kind, error) from error
        else:
            return columns, meta, dated
    raise AssertionError(path)


def _unreadable(path: Path, kind: str, error: Exception) -> KeregeError:
    return KeregeError(
        say("{path} cannot be read as a file of {kind}: {error}.", path=path.name, kind=kind, error=error)
    )


def _labels(columns: dict[str, Any], meta: Any) -> str:
    rows = []
    for name, values in columns.items():
        rows.append([name, "", str((meta.column_names_to_labels or {}).get(name) or ""), ""])
        own = _letters(name, meta)
        labels = {
            _cell(code, own): str(label) for code, label in (meta.variable_value_labels or {}).get(name, {}).items()
        }
        lacking = _no_answers(name, values, labels, meta)
        for code in dict.fromkeys([*labels, *lacking]):
            rows.append([name, code, labels.get(code, ""), "yes" if code in lacking else ""])
    return _csv(["variable", "value", "label", "missing"], rows)


def _no_answers(name: str, values: Any, labels: dict[str, str], meta: Any) -> list[str]:
    """The codes of a variable that its maker declared to be no answer, those that occur or have a label."""
    declared = (getattr(meta, "missing_ranges", None) or {}).get(name, [])
    found = [f".{letter}" for letter in _letters(name, meta)]
    occurring = dict.fromkeys([*labels, *(_cell(value) for value in values)]) if declared else {}
    for code in occurring:
        if any(_within(code, one["lo"], one["hi"]) for one in declared):
            found.append(code)
    return list(dict.fromkeys(found))


def _letters(name: str, meta: Any) -> tuple[str, ...]:
    """The letters of Stata and SAS (.a to .z, ._) that a variable has in the place of numbers."""
    return tuple((getattr(meta, "missing_user_values", None) or {}).get(name, ()))


def _within(code: str, low: Any, high: Any) -> bool:
    if isinstance(low, str) or isinstance(high, str):
        return code != "" and str(low).strip() <= code <= str(high).strip()
    try:
        return float(low) <= float(code) <= float(high)
    except ValueError:
        return False


def _provenance(path: Path, kind: str, meta: Any, columns: int, version: str, *, dated: bool) -> str:
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
    if not dated:
        facts["dates"] = "as the numbers that the file stores: at least one lies outside the calendar of 1 to 9999"
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def _csv(head: list[str], rows: Any) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return target.getvalue()


def _cell(value: Any, letters: Container[str] = ()) -> str:
    """A value as text. `letters`: those by which its variable says that there is no answer."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return f".{value}" if value in letters else str(value)
