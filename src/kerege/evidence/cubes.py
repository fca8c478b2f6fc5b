"""Tables as PxWeb and the offices of statistics give them: PX files and JSON-stat, each cell addressed by its variables.

A variable and its values are known by their codes and by their labels in every language of the file; the cell stands in the column
`value`, or that of the table's contents. A variable that may be left out has the value that the office says then.
Sources: PX file format 2013 (Statistics Sweden); JSON-stat 1.2 and 2.0 (json-stat.org).
"""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kerege.catalogue import problem
from kerege.evidence.columns import POINT, Marks
from kerege.evidence.problems import TableProblem, folded
from kerege.evidence.tables import MAX_BYTES, Table, decoded
from kerege.messages import reason

VALUE = "value"
"""The column of the cells."""
_MOST_CELLS = 5_000_000
_KEYWORD = re.compile(
    r"\s*(?P<name>[A-Z][A-Z0-9_.-]*)(?:\[(?P<language>[\w-]+)\])?(?:\((?P<of>[^=]*)\))?\s*=", re.IGNORECASE
)
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_LOOSE_TEXT = re.compile(r'"((?:[^"]|""|"(?!\s*(?:[,;")]|$)))*)"')
"""The same where somebody wrote a quotation mark within: one that nothing fit to follow a text follows."""
_CELL = re.compile(r'"[^"]*"|[^\s",;]+')
_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([\w-]+)"', re.IGNORECASE)
_SYMBOLS = (".", "..", "...", "....", ".....", "......", "-")


@dataclass(frozen=True)
class Variable:
    """One dimension of a table."""

    names: tuple[str, ...]
    """Its code, and what it is called in each language; the first is the name of its column."""
    labels: tuple[tuple[str, ...], ...]
    """For each value its code and its labels; the first is what its cell says."""
    left_out: str = ""
    """The value that is meant where nobody names one."""


@dataclass
class Cube(Table):
    """A table of variables; rows are found by any name of a variable and any label of a value."""

    variables: tuple[Variable, ...] = ()
    contents: tuple[str, ...] = ()
    """Further names of the column of values."""
    _positions: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def find(self, where: Mapping[str, str]) -> list[int]:
        """Indexes of the rows that a condition fits, told from the order of the cells."""
        wanted = {folded(name): value for name, value in where.items()}
        choices: list[list[int]] = []
        for variable in self.variables:
            key = next((folded(name) for name in variable.names if folded(name) in wanted), "")
            value = wanted.get(key, variable.left_out)
            if not value:
                choices.append(list(range(len(variable.labels))))
                continue
            positions = self._position(variable).get(folded(value))
            if not positions:
                return []
            choices.append(positions)
        steps = [math.prod(len(v.labels) for v in self.variables[n + 1 :]) for n in range(len(self.variables))]
        rows = (
            sum(at * step for at, step in zip(places, steps, strict=True)) for places in itertools.product(*choices)
        )
        return list(itertools.islice(rows, 50))

    def _position(self, variable: Variable) -> dict[str, list[int]]:
        """Where each name of a value stands: one that two values bear stands in two places, and a code goes before it."""
        name = variable.names[0]
        if name not in self._positions:
            found: dict[str, list[int]] = {}
            for at, labels in enumerate(variable.labels):
                for label in dict.fromkeys(map(folded, labels)):
                    found.setdefault(label, []).append(at)
            for at, labels in enumerate(variable.labels):
                if (
                    len(found[folded(labels[-1])]) > 1
                    and sum(folded(v[-1]) == folded(labels[-1]) for v in variable.labels) == 1
                ):
                    found[folded(labels[-1])] = [at]
            self._positions[name] = found
        return self._positions[name]


def read_cube(path: Path, sheet: str, marks: Marks) -> Cube:
    """The table of a PX or JSON-stat file.

    Args:
        sheet: which of several data sets of a JSON-stat file.
        marks: what the source says of its numbers.

    Raises:
        TableProblem: S011 it cannot be read; S012 it is no such file, or its cells are not as many as its variables say.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TableProblem(problem("S012/larger-than-bytes", max_bytes=f"{MAX_BYTES:,}"))
        raw = path.read_bytes()
    except OSError as error:
        raise TableProblem(problem("S011/cannot-be-read", strerror=reason(error))) from error
    if path.suffix.casefold() == ".json":
        return _json_stat(raw, sheet, marks)
    return _px(raw, marks)


def _cube(variables: Sequence[Variable], cells: Sequence[str], contents: tuple[str, ...], marks: Marks) -> Cube:
    size = math.prod(len(variable.labels) for variable in variables)
    if not variables or size != len(cells) or size > _MOST_CELLS:
        raise TableProblem(problem("S012/cube-cells", cells=len(cells), size=size))
    names = [variable.names[0] for variable in variables]
    rows: list[tuple[int, dict[str, str]]] = []
    for number, (labels, cell) in enumerate(
        zip(itertools.product(*(v.labels for v in variables)), cells, strict=True), start=1
    ):
        row = {name: label[0] for name, label in zip(names, labels, strict=True)}
        row |= dict.fromkeys((VALUE, *contents), cell)
        rows.append((number, row))
    # Names in other languages and codes are names of columns, too.
    aliases = [name for variable in variables for name in variable.names[1:]]
    columns = tuple(dict.fromkeys([*names, *aliases, VALUE, *contents]))
    return Cube(columns, rows, replace(marks, decimal=POINT), variables=tuple(variables), contents=contents)


# --- PX ---


def _px(raw: bytes, marks: Marks) -> Cube:
    text = _px_text(raw)
    keywords, data = _statements(text)
    if not data or (("STUB", "", "") not in keywords and ("HEADING", "", "") not in keywords):
        raise TableProblem(problem("S012/no-px"))
    default = next(iter(keywords.get(("LANGUAGE", "", ""), ())), "")
    languages = [code for code in keywords.get(("LANGUAGES", "", ""), ()) if code != default]
    variables = [
        _px_variable(keywords, name, languages)
        for name in (*keywords.get(("STUB", "", ""), ()), *keywords.get(("HEADING", "", ""), ()))
    ]
    contents = tuple(
        dict.fromkeys(
            text
            for language in ("", *languages)
            for text in keywords.get(("CONTENTS", language, ""), ())
            if text and not any(text in v.names for v in variables)
        )
    )
    reasons = []
    for number in range(1, 7):
        said = keywords.get((f"DATASYMBOL{number}", "", ""), ())
        reasons += [("." * number, said[0])] if said and said[0] else []
    nil = keywords.get(("DATASYMBOLNIL", "", ""), ())
    reasons += [("-", nil[0])] if nil and nil[0] else []
    marks = replace(marks, missing=(*marks.missing, *_SYMBOLS), reasons=tuple(reasons))
    return _cube(variables, _px_cells(data, keywords, variables), contents, marks)


def _px_text(raw: bytes) -> str:
    """The text of a file by the code page that it names; else as any other table of the region is read."""
    named = _CODEPAGE.search(raw[:20_000])
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw.decode("utf-8-sig", "replace")
    if named is not None:
        try:
            return raw.decode(named[1].decode("ascii"), "replace")
        except LookupError:
            pass
    try:
        return decoded(raw)
    except TableProblem:
        # CHARSET="ANSI" without a code page is the one of Western Europe.
        return raw.decode("cp1252", "replace")


def _statements(text: str) -> tuple[dict[tuple[str, str, str], tuple[str, ...]], str]:
    """The keywords of a file by name, language and what they are of; and its data."""
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    position = 0
    while (match := _KEYWORD.match(text, position)) is not None:
        name = match["name"].upper()
        if name == "DATA":
            return found, text[match.end() :]
        end = _end_of_statement(text, match.end())
        body = text[match.end() : end]
        of = "\t".join(_TEXT.findall(match["of"] or ""))
        found[name, match["language"] or "", of] = tuple(_values(body))
        position = end + 1
    return found, ""


def _end_of_statement(text: str, position: int, texts: re.Pattern[str] = _LOOSE_TEXT) -> int:
    """Where the semicolon stands that ends a statement; one within quotation marks does not."""
    found = (match for match in re.compile(f"{texts.pattern}|;").finditer(text, position) if match[0] == ";")
    return next((match.start() for match in found), len(text))


def _values(body: str) -> Iterator[str]:
    """The values of a statement: a text goes on in the next line where no comma stands between."""
    whole = ""
    last = -1
    for match in (_TEXT if body.count('"') % 2 == 0 else _LOOSE_TEXT).finditer(body):
        between = body[last : match.start()] if last >= 0 else ""
        if last >= 0 and "," in between:
            yield whole
            whole = ""
        whole += match[1]
        last = match.end()
    if last >= 0:
        yield whole
    elif body.strip():
        yield from (part.strip() for part in body.split(",") if part.strip())


def _px_variable(
    keywords: Mapping[tuple[str, str, str], tuple[str, ...]], name: str, languages: Sequence[str]
) -> Variable:
    values = keywords.get(("VALUES", "", name), ())
    codes = keywords.get(("CODES", "", name), ())
    names, labels = [name], [[value] for value in values]
    place = _place_of(keywords, name)
    for language in languages:
        said = keywords.get((place[0], language, ""), ()) if place else ()
        other = said[place[1]] if place and place[1] < len(said) else name
        names.append(other)
        for label, more in zip(labels, keywords.get(("VALUES", language, other), ()), strict=False):
            label.append(more)
    names += keywords.get(("VARIABLECODE", "", name), ())
    for label, code in zip(labels, codes, strict=False):
        label.append(code)
    left_out = next(iter(keywords.get(("ELIMINATION", "", name), ())), "")
    left_out = left_out if left_out in values else ""
    return Variable(tuple(dict.fromkeys(names)), tuple(tuple(label) for label in labels), left_out)


def _place_of(keywords: Mapping[tuple[str, str, str], tuple[str, ...]], name: str) -> tuple[str, int] | None:
    for kind in ("STUB", "HEADING"):
        names = keywords.get((kind, "", ""), ())
        if name in names:
            return kind, names.index(name)
    return None


def _px_cells(
    data: str, keywords: Mapping[tuple[str, str, str], tuple[str, ...]], variables: Sequence[Variable]
) -> list[str]:
    keyed = [name for kind, _, name in keywords if kind == "KEYS"]
    end = _end_of_statement(data, 0, _TEXT)
    if not keyed:
        return [cell.strip('"') for cell in _CELL.findall(data[:end])]
    # Rows that hold nothing but zeros may be left out: each row names its keys, then its cells.
    keys = [variable for variable in variables if variable.names[0] in keyed]
    width = math.prod(len(v.labels) for v in variables if v.names[0] not in keyed)
    rows = []
    for line in data[:end].splitlines():
        texts = _TEXT.findall(line)
        values = _CELL.findall(line[line.rfind('",') + 2 :]) if len(texts) >= len(keys) else []
        if len(values) >= width:
            rows.append((texts, [value.strip('"') for value in values[:width]]))
    # Programs name them in the order of the stub, as the format says, or of their own statements.
    orders = (keys, sorted(keys, key=lambda variable: keyed.index(variable.names[0])))
    order = next((order for order in orders if all(_place(order, texts) for texts, _ in rows)), None)
    if order is None:
        raise TableProblem(problem("S012/no-px"))
    cells = ["0"] * (width * math.prod(len(v.labels) for v in keys))
    for texts, values in rows:
        places, at = _place(order, texts), 0
        for variable in keys:
            at = at * len(variable.labels) + places[variable.names[0]]
        cells[at * width : (at + 1) * width] = values
    return cells


def _place(variables: Sequence[Variable], keys: Sequence[str]) -> dict[str, int]:
    """For each variable, which of its values a row names; nothing where one of them has no such value."""
    found = {}
    for variable, key in zip(variables, keys, strict=False):
        place = next((number for number, labels in enumerate(variable.labels) if key in labels), None)
        if place is None:
            return {}
        found[variable.names[0]] = place
    return found


# --- JSON-stat ---


def _json_stat(raw: bytes, sheet: str, marks: Marks) -> Cube:
    try:
        whole = json.loads(raw.decode("utf-8-sig"))
        name, data = _data_set(whole, sheet)
        del name
        dimension = data["dimension"]
        order = [str(key) for key in (data.get("id") or dimension["id"])]
        sizes = [int(size) for size in (data.get("size") or dimension["size"])]
        variables = [_json_variable(key, dimension[key], size) for key, size in zip(order, sizes, strict=True)]
        cells, signs = _json_cells(data, math.prod(sizes))
    except TableProblem:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise TableProblem(problem("S012/no-json-stat")) from error
    label = str(data.get("label") or "")
    contents = (label,) if label and not any(label in v.names for v in variables) else ()
    said = _signs_said(data)
    reasons = tuple((sign, said[sign]) for sign in signs if said.get(sign))
    return _cube(
        variables, cells, contents, replace(marks, missing=(*marks.missing, *_SYMBOLS, *signs), reasons=reasons)
    )


def _signs_said(data: Mapping[str, Any]) -> dict[str, str]:
    """What a response says that its signs of status mean, as Eurostat writes it."""
    status = (data.get("extension") or {}).get("status") or {}
    labels = status.get("label") if isinstance(status, dict) else None
    return {str(sign): str(said) for sign, said in labels.items()} if isinstance(labels, dict) else {}


def _data_set(whole: Mapping[str, Any], sheet: str) -> tuple[str, Mapping[str, Any]]:
    """The data set of a response: the only one, or the one that is named."""
    if "dimension" in whole:
        return "", whole
    sets = {key: one for key, one in whole.items() if isinstance(one, dict) and "dimension" in one}
    for one in (whole.get("link") or {}).get("item", []) if isinstance(whole.get("link"), dict) else []:
        if "dimension" in one:
            sets[str(one.get("label") or one.get("href") or len(sets))] = one
    if sheet in sets:
        return sheet, sets[sheet]
    if not sets:
        raise ValueError(sheet)
    if len(sets) != 1 or sheet:
        listed = ", ".join(f"'{key}'" for key in sets)
        if not sheet:
            raise TableProblem(problem("S012/several-data-sets", listed=listed))
        raise TableProblem(problem("S012/has-no-sheet", sheet=sheet, listed=listed))
    return next(iter(sets.items()))


def _json_variable(key: str, dimension: Mapping[str, Any], size: int) -> Variable:
    category = dimension.get("category") or {}
    index = category.get("index")
    labels = category.get("label") or {}
    if isinstance(index, dict):
        codes = [str(code) for code, _ in sorted(index.items(), key=lambda item: int(item[1]))]
    else:
        codes = [str(code) for code in (index or labels)]
    if len(codes) != size:
        raise ValueError(key)
    name = str(dimension.get("label") or key)
    extension = dimension.get("extension") or {}
    left_out = str(extension.get("eliminationValueCode") or "") if extension.get("elimination") else ""
    return Variable(
        tuple(dict.fromkeys((name, key))),
        tuple(tuple(dict.fromkeys((str(labels.get(code, code)), code))) for code in codes),
        left_out,
    )


def _json_cells(data: Mapping[str, Any], size: int) -> tuple[list[str], tuple[str, ...]]:
    """The cells, and the signs that stand in the place of those without a value."""
    values, status = data["value"], data.get("status")
    if not isinstance(values, dict) and len(values) != size:
        raise ValueError(len(values))
    cells = []
    signs: dict[str, None] = {}
    for at in range(size):
        value = values.get(str(at)) if isinstance(values, dict) else values[at]
        sign = status if isinstance(status, str) else _at(status, at)
        if value is None:
            signs |= {sign: None} if sign and sign not in _SYMBOLS else {}
            cells.append(sign or "..")
        else:
            shown = repr(value) if isinstance(value, float) else str(value)
            cells.append(shown)
    return cells, tuple(signs)


def _at(status: object, at: int) -> str:
    if isinstance(status, dict):
        return str(status.get(str(at)) or "")
    if isinstance(status, list):
        return str(status[at] or "") if at < len(status) else ""
    return ""
