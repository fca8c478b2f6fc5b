"""Records for the cells of a table, drafted from a data file: every value is tried before it is proposed, and nothing is written.

What a person has to say remains to be said: words in the other languages, groups, periods. A draft of a report in several
languages names the source's own label in each of them and says that they are to be written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import yaml

from kerege.errors import KeregeError
from kerege.evidence.cells import Files, marks_of
from kerege.evidence.ledger import read_ledger
from kerege.evidence.microdata import Microdata, is_large
from kerege.evidence.problems import TableProblem
from kerege.files import inside
from kerege.languages import available, language_pack, word_lists
from kerege.languages.ids import id_of
from kerege.languages.known import SOURCE
from kerege.languages.reading import Named, unit_named
from kerege.messages import say
from kerege.model import DATA, Report, Statistic, table_name
from kerege.read.records import Complaints, Record, parse_yaml
from kerege.read.statistic_tables import read_statistics
from kerege.read.statistics import SCALES
from kerege.tying.shapes import Shape, shapes

_DECIMALS = re.compile(r"[.,٫](\d{1,12})\s*%?$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_LABELS = 200


@dataclass(frozen=True)
class Asked:
    """What is wanted of microdata: the share of an answer, or a mean, by one or two variables."""

    rows: str
    columns: str = ""
    share: str = ""
    """`variable=answer`."""
    mean: str = ""
    weight: str = ""


@dataclass(frozen=True)
class TableDraft:
    """A record that declares a whole table."""

    key: str
    source: str
    text: str
    """The record, as it would stand in a file of `data/statistics/`."""
    values: Mapping[str, str]
    """What it was tried with: each statistic that has a value, with the value and its place."""
    empty: tuple[str, ...]
    """Cells without a value: no statistics."""
    units: frozenset[str]


@dataclass(frozen=True)
class Said:
    """What a person says of a table, where its heads do not."""

    unit: str = ""
    period: str = ""


def table_drafts(
    report: Report,
    file: str,
    sheet: str = "",
    asked: Asked | None = None,
    said: Said = Said(),
) -> tuple[TableDraft, ...]:
    """Records for the tables of a data file; none where it holds no table that could be told.

    Args:
        file: its path, from the report's folder or from `data/`.
        asked: what is to be computed, where the file holds microdata.

    Raises:
        KeregeError: no source lists the file, or it cannot be read.
    """
    source, name = listed(report, file)
    if asked is not None:
        return tuple(_tried(report, source, [_of_microdata(report, source, name, asked, said)]))
    try:
        found = shapes(Files(report.root), report.sources[source], name, sheet)
    except TableProblem as error:
        raise KeregeError(error.problem.message) from error
    return tuple(_tried(report, source, [_of_shape(report, source, shape, len(found) > 1, said) for shape in found]))


def listed(report: Report, file: str) -> tuple[str, PurePosixPath]:
    """The source that lists a file, and the file as it lists it.

    Raises:
        KeregeError: none does, or the file is not there.
    """
    wanted = PurePosixPath(file)
    for source in report.sources.values():
        for one in source.files:
            if wanted in (one, source.path(one)) or (report.root / source.path(one)) == Path(file).absolute():
                if not (report.root / source.path(one)).is_file():
                    raise KeregeError(say("There is no file {path}.", path=source.path(one)))
                return source.id, one
    place = wanted if wanted.parts[:1] == (str(DATA),) else DATA / wanted
    if not inside(report.root / place, report.root) or not (report.root / place).is_file():
        raise KeregeError(say("There is no file {path}.", path=place))
    raise KeregeError(
        say(
            "No source lists {file}; add it to 'files' of its source in data/sources.yml, then draft its statistics.",
            file=place.relative_to(DATA),
        )
    )


# --- what the heads of a file tell ---


def unit_of_head(shape: Shape, column: str, language: str) -> str:
    """The unit that a head names, in any language that Kerege speaks of; `number` where it names none."""
    heads = (shape.by[2] if shape.by[2] else column, column, shape.file.stem)
    units = (named.unit for head in heads for named in _named(head.replace("-", " ").replace("_", " "), language))
    return next(filter(None, units), "number")


def _named(label: str, language: str) -> Iterator[Named]:
    """What a label says of unit and scale, read in a language first, then in every other."""
    for code in dict.fromkeys((language, SOURCE, *available())):
        yield unit_named(label, language_pack(code).lexicon)


def decimals_of(raw: str) -> int:
    """The decimals that a cell is written with."""
    match = _DECIMALS.search(raw.strip())
    return len(match[1].rstrip("0")) if match else 0


def table_key(report: Report, shape: Shape, many: bool = False) -> str:
    """The id of a table's record: the file's name, with what tells its tables apart."""
    parts = [
        shape.file.stem,
        shape.sheet,
        *(shape.where.values() if many else ()),
        shape.by[2] if many and shape.where == {} else "",
    ]
    base = id_of(" ".join(filter(None, parts))) or "table"
    taken = {statistic.table for statistic in report.statistics.values()} | set(report.statistics)
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def cell_id(report: Report, shape: Shape, row: str, column: str) -> str:
    """The id of the statistic of a cell, in a record of its own."""
    base = "-".join(filter(None, (id_of(shape.file.stem), id_of(row), id_of(column))))
    name, number = base, 1
    while name in report.statistics:
        number += 1
        name = f"{base}-{number}"
    return name


# --- records as text ---


def _of_shape(report: Report, source: str, shape: Shape, many: bool, told: Said) -> tuple[str, str]:
    key = table_key(report, shape, many)
    raws = {cell: value.raw for cell, value in shape.values.items()}
    original = report.settings.original
    units = {column: told.unit or unit_of_head(shape, column, original) for column in shape.columns or ("",)}
    decimals = {
        column: max((decimals_of(raw) for (_, one), raw in raws.items() if one == column), default=0)
        for column in units
    }
    at: dict[str, object] = {"file": str(shape.file)}
    if shape.sheet:
        at["sheet"] = shape.sheet
    if shape.by[0] and shape.by[2]:
        at["by"] = {name: text for name, text in zip(("rows", "columns", "value"), shape.by, strict=True) if text}
    if shape.where:
        at["where"] = dict(shape.where)
    named = " ".join((shape.file.stem, shape.sheet, shape.by[2], *map(str, shape.where.values())))
    years = {told.period} if told.period else set(_YEAR.findall(named))
    by_row = _by_row(shape, original) if set(units.values()) == {"number"} and not told.unit else {}
    if by_row:
        decimals = {}
    elif len(set(units.values())) == 1 and "number" not in units.values():
        # Columns of one unit are printed alike, though one of them may hold whole numbers alone.
        decimals = dict.fromkeys(decimals, max(decimals.values(), default=0))
    lines = [f"{key}:", f"  source: {source}", f"  table: {_flow(at)}"]
    one_unit, one_form = len(set(units.values())) == 1, len(set(decimals.values())) == 1
    scales = {column: _scale_of_head(column, original) for column in shape.columns}
    if one_unit and not by_row:
        lines.append(f"  unit: {next(iter(units.values()))}")
    if one_form and next(iter(decimals.values())):
        lines.append(f"  decimals: {next(iter(decimals.values()))}")
    if len(years) == 1:
        lines.append(f'  period: "{years.pop()}"')
    if shape.columns:
        said: dict[str, dict[str, object]] = {
            column: {} if one_unit else {"unit": units[column]} for column in shape.columns
        }
        groups = _groups(shape.columns, report.settings.languages)
        for column in shape.columns:
            if scales[column]:
                said[column]["scale"] = scales[column]
            if column in groups:
                said[column]["of"] = groups[column]
            if not one_form and decimals.get(column):
                said[column]["decimals"] = str(decimals[column])
            if not years and (own := set(_YEAR.findall(column))) and len(own) == 1:
                said[column]["period"] = own.pop()
        lines += _labels(report, "columns", shape.columns, said)
    groups = _groups(shape.rows, report.settings.languages)
    own_rows = {row: {**({"of": groups[row]} if row in groups else {}), **by_row.get(row, {})} for row in shape.rows}
    lines += _labels(report, "rows", shape.rows, own_rows)
    return key, "\n".join(lines) + "\n"


def _by_row(shape: Shape, language: str) -> dict[str, dict[str, object]]:
    """Unit, scale and decimals of each row, where the labels of rows name them; empty where none does."""
    found: dict[str, dict[str, object]] = {}
    for row in shape.rows:
        raws = [value.raw for (one, _), value in shape.values.items() if one == row]
        units = (named.unit for named in _named(row, language))
        unit, scale = next(filter(None, units), ""), _scale_of_head(row, language)
        decimals = max(map(decimals_of, raws), default=0)
        found[row] = {"unit": unit or "number"}
        found[row] |= {"scale": scale} if scale else {}
        found[row] |= {"decimals": decimals} if decimals else {}
    return found if any(said["unit"] != "number" or "scale" in said for said in found.values()) else {}


def _scale_of_head(label: str, language: str) -> str:
    """thousand, million …, where the head of a column or the label of a row says that it counts in them."""
    sizes = (named.scale for named in _named(label, language))
    return next((name for size in sizes for name, one in SCALES.items() if name and one == size), "")


_MOST_STEMS = 3
_GROUPS = ("women", "men", "urban", "rural")


def _groups(labels: Sequence[str], languages: Sequence[str]) -> dict[str, dict[str, str]]:
    """Labels that name a group which every pack knows, where others name others: the beginnings of its words by language."""
    known = {
        word: group
        for code in dict.fromkeys((*languages, SOURCE))
        for group in _GROUPS
        for word in word_lists(code).words("group", group)
    }
    found: dict[str, str] = {}
    for label in labels:
        groups = {known[word] for word in _LETTERS.findall(label.casefold()) if word in known}
        if len(groups) == 1:
            found[label] = groups.pop()
    if len(set(found.values())) < 2:
        return {}
    stems = {
        group: {code: _beginnings(word_lists(code).words("group", group)) for code in languages} for group in _GROUPS
    }
    return {label: stems[group] for label, group in found.items() if all(stems[group].values())}


def _beginnings(words: Sequence[str]) -> str:
    """What the forms of some words begin with, as `of` names a group."""
    cut = [word if len(word) < 6 else word[:-2] for word in words]
    bare = dict.fromkeys(one for one in cut if not any(one != other and one.startswith(other) for other in cut))
    return "|".join(list(bare)[:_MOST_STEMS])


def _labels(
    report: Report, field: str, labels: Sequence[str], said: Mapping[str, Mapping[str, object]]
) -> Iterator[str]:
    """The labels of a table: a list where they speak for themselves, else each with its words."""
    languages = report.settings.languages
    keys = _keys(labels)
    plain = len(languages) == 1 and not any(said.values()) and all(keys[label] == id_of(label) for label in labels)
    if plain:
        yield f"  {field}: {_flow(list(labels))}"
        return
    yield f"  {field}:"
    for label in labels:
        fields: dict[str, object] = {} if keys[label] == id_of(label) else {"key": keys[label]}
        fields["label"] = dict.fromkeys(languages, label)
        fields |= said.get(label, {})
        yield f"    {_scalar(label)}: {_flow(fields)}"


def _keys(labels: Sequence[str]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for label in labels:
        base = id_of(label) or f"n{len(keys) + 1}"
        name, number = base, 1
        while name in keys.values():
            number += 1
            name = f"{base}-{number}"
        keys[label] = name
    return keys


def _scalar(text: str) -> str:
    return _flow({text: ""})[1:].rpartition(": ")[0]


def _flow(data: object) -> str:
    """YAML on one line; numbers that are texts stay texts."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{_word(key)}: {_flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(_flow(value) for value in data) + "]"
    return _word(data)


def _word(text: object) -> str:
    said = str(text)
    try:
        plain = yaml.safe_load(f"{{{said}: x}}") == {said: "x"} and not said.endswith(":")
    except yaml.YAMLError:
        plain = False
    return said if plain and said else json.dumps(said, ensure_ascii=False)


def _of_microdata(report: Report, source: str, file: PurePosixPath, asked: Asked, told: Said) -> tuple[str, str]:
    """A record of shares or means by the labels that the file has."""
    labels = {name: _distinct(report, source, file, name) for name in (asked.rows, asked.columns) if name}
    by = {"rows": asked.rows, **({"columns": asked.columns} if asked.columns else {})}
    at: dict[str, object] = {"file": str(file), "by": by}
    variable, _, answer = asked.share.partition("=")
    if asked.share:
        at["share"] = {"of": variable, "is": answer}
    else:
        at["mean"] = asked.mean
    if asked.weight:
        at["weight"] = asked.weight
    base = id_of(" ".join((file.stem, asked.mean or asked.share)))
    taken = {statistic.table for statistic in report.statistics.values()} | set(report.statistics)
    key = next(name for name in (base, *(f"{base}-{n}" for n in range(2, 1000))) if name not in taken)
    unit = told.unit or ("percent" if asked.share else "number")
    lines = [f"{key}:", f"  source: {source}", f"  table: {_flow(at)}", f"  unit: {unit}", "  decimals: 1"]
    if told.period:
        lines.append(f'  period: "{told.period}"')
    if asked.columns:
        lines += _labels(report, "columns", labels[asked.columns], {})
    lines += _labels(report, "rows", labels[asked.rows], {})
    return key, "\n".join(lines) + "\n"


def _distinct(report: Report, source: str, file: PurePosixPath, column: str) -> list[str]:
    """The labels of a variable, in their order in the file."""
    record = report.sources[source]
    path = report.root / record.path(file)
    try:
        if is_large(path):
            found = Microdata({file: path}, marks_of(record)).labels(table_name(file), column, _MOST_LABELS + 1)
        else:
            table = Files(report.root).table(file, record)
            if column not in table.columns:
                raise KeregeError(
                    say(
                        "{file} has no column '{column}'; it has {columns}.",
                        file=file,
                        column=column,
                        columns=table.columns,
                    )
                )
            found = list(dict.fromkeys(text for _, cells in table.rows if (text := cells.get(column, "").strip())))
    except TableProblem as error:
        raise KeregeError(error.problem.message) from error
    if len(found) > _MOST_LABELS:
        raise KeregeError(
            say(
                "'{column}' has more than {most} labels; it names no rows of a table.", column=column, most=_MOST_LABELS
            )
        )
    return found


# --- trying them ---


def _tried(report: Report, source: str, made: Sequence[tuple[str, str]]) -> Iterator[TableDraft]:
    for key, text in made:
        statistics = declared(report, text)
        values = read_ledger(_with(report, statistics)).values
        told = {
            name: f"{values[name].number:f} {one.unit}  ({values[name].trail})"
            for name, one in statistics.items()
            if name in values
        }
        empty = tuple(name for name in statistics if name not in values)
        if told:
            units = frozenset(one.unit for name, one in statistics.items() if name in values)
            yield TableDraft(key, source, text, told, empty, units)


def declared(report: Report, text: str) -> dict[str, Statistic]:
    """The statistics that a text of records would declare."""
    complaints = Complaints()
    tree = parse_yaml(text, PurePosixPath("draft"), complaints)
    found: dict[str, Statistic] = {}
    for key, node in tree.value.items() if tree is not None and isinstance(tree.value, dict) else ():
        record = Record(node, key, complaints, report.settings.languages)
        made = read_statistics(key, record, frozenset(report.units))
        found |= made if isinstance(made, dict) else {key: made}
    return found


def _with(report: Report, statistics: Mapping[str, Statistic]) -> Report:
    return replace(report, statistics=dict(statistics), assertions=(), tables={})


def single_record(report: Report, statistic: Statistic, words: Mapping[str, str]) -> str:
    """The record of one cell, as text.

    Args:
        words: its label in each language, as far as a sentence tells it.
    """
    origin = statistic.origin
    at = {
        name: value
        for name in ("file", "sheet", "where", "column", "row", "under")
        if (value := getattr(origin, name, None)) and str(value) != "."
    }
    at["file"] = str(at["file"])
    lines = [f"{statistic.id}:", f"  source: {statistic.source}", f"  at: {_flow(at)}", f"  unit: {statistic.unit}"]
    if statistic.decimals:
        lines.append(f"  decimals: {statistic.decimals}")
    labels = {code: words.get(code) or statistic.label.get(code, statistic.id) for code in report.settings.languages}
    lines += ["  label:", *(f"    {code}: {_block(text)}" for code, text in labels.items())]
    return "\n".join(lines) + "\n"


def _block(text: str) -> str:
    try:
        plain = yaml.safe_load(f"k: {text}") == {"k": text}
    except yaml.YAMLError:
        plain = False
    return text if plain else json.dumps(text, ensure_ascii=False)
