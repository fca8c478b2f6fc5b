"""Records of `data/statistics/*.yml` that declare a whole table: each of its cells is a statistic, found by row and column.

What is the same for all of them is said once; what a column or a row says of itself goes before it. A label of a row may
say where the column's words stand (`{column} who fear it`), and a label of a column where the row's do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from kerege.catalogue import problem
from kerege.findings import Location
from kerege.languages.ids import id_of
from kerege.messages import say
from kerege.model import Statistic, table_name
from kerege.read.records import ID, Complaints, Node, Record
from kerege.read.statistics import read_statistic

SHARED = (
    "source", "unit", "decimals", "of", "period", "base", "bound", "complement", "note", "published", "scale", "interval",
    "high",
)  # fmt: skip
"""Fields of a statistic that may be said of the table, of a column, or of a row, which goes before."""
IDS = "{table}.{row}.{column}"
"""How the statistics of a table are called where `ids` says nothing else."""


def declares_table(record: Record) -> bool:
    """Whether an entry declares a whole table."""
    return record.has("table")


def read_statistics(key: str, record: Record, own: frozenset[str] = frozenset()) -> Statistic | dict[str, Statistic]:
    """An entry of `data/statistics/*.yml`: one statistic, or those of a table by their ids.

    Args:
        own: units of the report's own.
    """
    return _Reading(key, record, own).statistics() if declares_table(record) else read_statistic(key, record, own)


@dataclass(frozen=True)
class _Line:
    """A row or a column as it is declared."""

    label: str
    """As the source has it."""
    key: str
    words: Mapping[str, Node] | str | None
    """What readers see, by language; the source's own label as one text; None where nothing is to be seen."""
    fields: Node
    place: Location


class _Reading:
    def __init__(self, key: str, record: Record, own: frozenset[str]) -> None:
        self.key, self.record, self.own = key, record, own
        self.told: set[tuple[Location, str]] = set()

    def statistics(self) -> dict[str, Statistic]:
        record = self.record
        at = Record(
            record.node("table") or Node({}, record.location),
            say("'table' of {key}", key=self.key),
            record.complaints,
        )
        if at.file("file", needed=True) is None:
            pass  # it has its finding
        by = Record(at.node("by") or Node({}, at.location), say("'by' of {key}", key=self.key), record.complaints)
        tidy = (by.text("rows"), by.text("columns"), by.text("value"))
        counted = self._counted(at)
        if any(tidy) and not (tidy[0] and (tidy[2] or counted)):
            record.complaints.add(at.place("by"), problem("R005/by-lacks-rows-or-value", name=record.name))
        at.text("sheet")
        where = at.node("where")
        at.mapping("where")
        form = record.text("ids", IDS)
        shared = self._fields(record)
        rows = list(self._lines("rows"))
        # A file of items and values has rows alone.
        alone = bool(tidy[0] and (tidy[2] or counted) and not tidy[1])
        none = _Line("", "", None, Node({}, record.location), record.location)
        columns = [none] if alone else list(self._lines("columns"))
        made: dict[str, Statistic] = {}
        for row in rows:
            for column in columns:
                name = self._name(form, row, column)
                fields = {**shared, **self._said(column), **self._said(row)}
                high = fields.pop("high", None)
                if counted:
                    fields["sql"] = Node(self._query(at, where, counted, tidy, row, column), record.place("table"))
                else:
                    fields["at"] = self._origin(at, where, tidy, row, column, high)
                if name in made:
                    record.complaints.add(
                        row.place,
                        problem("R008/already-in", name=say("statistic"), key=name, places=made[name].location),
                    )
                    continue
                made[name] = self._statistic(name, row, column, fields)
        for part in (by, at):
            part.finish()
        return made

    def _lines(self, field: str) -> Iterator[_Line]:
        """The rows or columns: a table of labels with what is said of each, or a list of labels that speak for themselves."""
        record = self.record
        node = record.node(field)
        if node is None or node.value in (None, {}, []):
            record.lacks(field)
            return
        if isinstance(node.value, list):
            if len(record.languages) > 1:
                example = ", ".join(f"{code}: …" for code in record.languages)
                record.complaints.add(
                    record.place(field), problem("R006/labels", key=field, name=record.name, example=example)
                )
            for item in node.value:
                label = record.entry(field, item)
                if label:
                    yield _Line(
                        label, self._key("", label, item.location, field), label, Node({}, item.location), item.location
                    )
            return
        if not isinstance(node.value, dict):
            record.complaints.add(
                record.place(field), problem("R004/should-hold-name-value", key=field, name=record.name)
            )
            return
        for label, item in node.value.items():
            inner = Record(
                Node(item.value if item.value is not None else {}, node.keys[label], item.keys),
                say("'{label}' of {name}", label=label, name=record.name),
                record.complaints,
                record.languages,
            )
            written = inner.text("key") if inner.has("key") else None
            key = "" if written == "" else self._key(written or "", label, node.keys[label], field)
            words = inner.node("label")
            said = words.value if words is not None and isinstance(words.value, dict) else None
            if field == "rows" or words is not None:
                inner.words("label")
            for name in SHARED:
                inner.node(name)
            if field == "rows":
                inner.mapping("ids")
            inner.finish()
            yield _Line(label, key, said, item, node.keys[label])

    def _key(self, written: str, label: str, place: Location, field: str) -> str:
        key = written or id_of(label)
        if not ID.fullmatch(key):
            self.record.complaints.add(place, problem("R009/not-id-use-lower-case-letters", key=key or label))
        return key

    def _fields(self, record: Record) -> dict[str, Node]:
        return {name: node for name in SHARED if (node := record.node(name)) is not None}

    def _said(self, line: _Line) -> dict[str, Node]:
        inner = line.fields.value if isinstance(line.fields.value, dict) else {}
        return {name: inner[name] for name in SHARED if name in inner}

    def _name(self, form: str, row: _Line, column: _Line) -> str:
        ids = row.fields.value.get("ids") if isinstance(row.fields.value, dict) else None
        if ids is not None and isinstance(ids.value, dict) and column.label in ids.value:
            return str(ids.value[column.label].value)
        name = form.replace("{table}", self.key).replace("{row}", row.key).replace("{column}", column.key)
        return name.strip(".-")

    def _counted(self, at: Record) -> str:
        """What is computed of microdata: the share of those who gave an answer, or the mean of a variable, as SQL; else empty."""
        share = at.node("share")
        weight, mean = at.text("weight"), at.text("mean")
        weighed = _quoted(weight) if weight else "1.0"
        if share is not None:
            inner = Record(share, say("'share' of {key}", key=self.key), self.record.complaints)
            of, answer = inner.text("of", needed=True), inner.text("is", needed=True)
            inner.finish()
            hit = f"CASE WHEN {_is(of, answer)} THEN {weighed} ELSE 0 END"
            known = f"CASE WHEN {_quoted(of)} IS NOT NULL THEN {weighed} END"
            return f"100.0 * sum({hit}) / sum({known})" if of and answer else ""
        if mean and weight:
            return f"sum({_quoted(mean)} * {weighed}) / sum(CASE WHEN {_quoted(mean)} IS NOT NULL THEN {weighed} END)"
        return f"avg({_quoted(mean)})" if mean else ""

    def _query(
        self, at: Record, where: Node | None, counted: str, tidy: tuple[str, str, str], row: _Line, column: _Line
    ) -> str:
        rest = where.value if where is not None and isinstance(where.value, dict) else {}
        cells = {tidy[0]: row.label, tidy[1]: column.label, **{name: str(node.value) for name, node in rest.items()}}
        chosen = " AND ".join(_is(name, label) for name, label in cells.items() if name)
        return f"SELECT {counted} FROM {table_name(PurePosixPath(at.text('file')))} WHERE {chosen}"

    def _origin(
        self, at: Record, where: Node | None, tidy: tuple[str, str, str], row: _Line, column: _Line, high: Node | None
    ) -> Node:
        """`at`, as a record of one statistic would say it."""
        place = self.record.place("table")

        def node(text: str) -> Node:
            return Node(text, place)

        fields = {"file": node(at.text("file")), "sheet": node(at.text("sheet")), **({"high": high} if high else {})}
        if tidy[0] and tidy[2]:
            rest = where.value if where is not None and isinstance(where.value, dict) else {}
            cells = {tidy[0]: node(row.label), **({tidy[1]: node(column.label)} if tidy[1] else {}), **rest}
            fields |= {"where": Node(cells, place), "column": node(tidy[2])}
        else:
            fields |= {"row": node(row.label), "under": node(column.label)}
        return Node(fields, place)

    def _statistic(self, name: str, row: _Line, column: _Line, fields: Mapping[str, Node]) -> Statistic:
        record = self.record
        own = Complaints()
        keys = {"{row}": row.key, "{column}": column.key}
        filled = dict(fields)
        for field in ("complement",):
            if field in filled and isinstance(filled[field].value, str):
                filled[field] = Node(_filled(str(filled[field].value), keys), filled[field].location)
        filled["label"] = self._label(row, column)
        places = dict.fromkeys(("label", "at", "sql"), row.place) | {
            field: node.location for field, node in fields.items() if field not in ("at", "sql")
        }
        inner = Record(Node(filled, row.place, places), say("statistic '{name}'", name=name), own, record.languages)
        made = read_statistic(name, inner, self.own)
        inner.finish()
        for finding in own.findings:
            if (finding.location, finding.code) not in self.told:
                self.told.add((finding.location, finding.code))
                record.complaints.findings.append(finding)
        return replace(made, table=self.key)

    def _label(self, row: _Line, column: _Line) -> Node:
        languages = self.record.languages
        texts = {
            code: Node(text, row.place) for code in languages if (text := _joined(_in(row, code), _in(column, code)))
        }
        return Node(texts, row.place, dict.fromkeys(texts, row.place))


def _in(line: _Line, language: str) -> str:
    if isinstance(line.words, str):
        return line.words
    node = line.words.get(language) if line.words is not None else None
    return node.value.strip() if node is not None and isinstance(node.value, str) else ""


def _joined(row: str, column: str) -> str:
    """The words of a row and a column as one label."""
    if "{column}" in row:
        return row.replace("{column}", column)
    if "{row}" in column:
        return column.replace("{row}", row)
    return f"{row}: {column}" if row and column else row or column


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _is(column: str, label: str) -> str:
    """That a row bears a label, in SQL; a code may be stored as a whole number or with decimals."""
    if not re.fullmatch(r"-?\d+", label):
        return f"{_quoted(column)} = {_literal(label)}"
    return f"CAST({_quoted(column)} AS VARCHAR) IN ({_literal(label)}, {_literal(label + '.0')})"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _filled(text: str, keys: Mapping[str, str]) -> str:
    for name, key in keys.items():
        text = text.replace(name, key)
    return text
