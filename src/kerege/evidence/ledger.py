"""The value of every statistic, with the place that bears it out; whatever cannot be had is a finding."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePosixPath

from kerege.catalogue import Problem, problem
from kerege.evidence import database
from kerege.evidence.cells import Files, at_its_row, marks_of, value_of
from kerege.evidence.columns import only_number
from kerege.evidence.counting import counting
from kerege.evidence.formula import FormulaProblem, compute, references
from kerege.evidence.microdata import Microdata, is_large
from kerege.evidence.problems import TableProblem
from kerege.evidence.query import Database
from kerege.evidence.survey import Survey, estimate, said, variables
from kerege.findings import Finding, Location
from kerege.messages import say
from kerege.model import Cell, Cited, Estimate, Formula, Query, Report, Source, SourceTable, Statistic, Value

_LABELS = "-labels"
"""Ends the name of the file that says what codes mean, beside that of the cases."""
_TABLES = (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".ods", ".xls")
_SHARES = ("percent", "percentage_points", "ratio")


@dataclass(frozen=True)
class Ledger:
    """Values by statistic, and what was wrong."""

    values: Mapping[str, Value]
    findings: tuple[Finding, ...]


def read_ledger(report: Report, asked: Collection[str] = (), known: Mapping[str, Value] | None = None) -> Ledger:
    """The value of every statistic of a report. Every file is read once.

    Args:
        asked: sources whose databases are asked now; for the others the answers frozen in the lock stand.
        known: values that are known already, since neither record nor file has changed.
    """
    return _Reading(report, asked, known or {}).ledger()


class _Reading:
    def __init__(self, report: Report, asked: Collection[str], known: Mapping[str, Value]) -> None:
        self.report = report
        self.asked = asked
        self.known = known
        self.values: dict[str, Value] = {}
        self.findings: list[Finding] = []
        self.files = Files(report.root)
        self.databases: dict[str, Database] = {}
        self.microdata: dict[str, Microdata] = {}
        self.lacking: dict[str, list[tuple[Statistic, TableProblem]]] = {}
        """By the record of a whole table: its cells without a value."""

    def ledger(self) -> Ledger:
        formulas = []
        for statistic in self.report.statistics.values():
            if isinstance(statistic.origin, Formula):
                formulas.append(statistic)
                continue
            if statistic.id in self.known:
                self.values[statistic.id] = self.known[statistic.id]
                continue
            if statistic.source not in self.report.sources:
                near = difflib.get_close_matches(statistic.source, self.report.sources, n=1)
                self._add(
                    statistic,
                    (
                        problem(
                            "S010/statistic-names-no-known",
                            statistic=statistic.id,
                            source=statistic.source,
                            near=near[0],
                        )
                        if near
                        else problem(
                            "S010/statistic-names-no-known-add-data-sources-yml",
                            statistic=statistic.id,
                            source=statistic.source,
                        )
                    ),
                )
            if self._answered_by_lock(statistic):
                continue
            try:
                self.values[statistic.id] = self._value(statistic)
            except TableProblem as error:
                if statistic.table:
                    self.lacking.setdefault(statistic.table, []).append((statistic, error))
                else:
                    self._problem(statistic, error)
        for name, lacking in self.lacking.items():
            self._lacking_cells(name, lacking)
        self.findings += [_at_its_place(error) for error in self.files.ragged()]
        if formulas:
            self._formulas(formulas)
        for key, value in self.values.items():
            written = self.report.statistics[key].base
            if written is not None and value.base is None:
                self.values[key] = replace(value, base=written)
        if self.report.assertions:
            self.findings.extend(self._assertions())
        for table in self.report.tables.values():
            self._table(table)
        return Ledger(self.values, tuple(self.findings))

    def _table(self, table: SourceTable) -> None:
        """The values of a table's cells, by `SourceTable.key`; a cell in which the source has no number has none."""
        source = self.report.sources.get(table.source)
        if source is None:
            near = difflib.get_close_matches(table.source, self.report.sources, n=1)
            facts = {"table": table.id, "source": table.source}
            wrong = problem("S010/table-near", near=near[0], **facts) if near else problem("S010/table", **facts)
            self.findings.append(Finding(table.location, wrong))
            return
        told: set[str] = set()
        for row in table.rows if table.file is not None else ():
            for column in table.columns:
                try:
                    value = value_of(self._cell(table, row, column, source), self.files, source)
                except TableProblem as error:
                    if error.is_missing:
                        continue
                    if error.line and error.file is not None:
                        self.findings.append(_at_its_place(error))
                    elif str(error) not in told:
                        told.add(str(error))
                        self.findings.append(Finding(table.location, error.problem))
                    continue
                number = value.number * table.scale
                self.values[table.key(row, column)] = replace(value, number=number)

    def _lacking_cells(self, name: str, lacking: list[tuple[Statistic, TableProblem]]) -> None:
        """A table may have cells without values, and a file need not have every pair of its labels. A label without any is wrong."""
        cells = [(s.location, _column(s)) for s in self.report.statistics.values() if s.table == name]
        without = {(statistic.location, _column(statistic)) for statistic, _ in lacking}
        rows = {row for row, _ in cells if all(cell in without for cell in cells if cell[0] == row)}
        columns = {column for _, column in cells if all(cell in without for cell in cells if cell[1] == column)}
        told: set[object] = set()
        for statistic, error in lacking:
            if error.is_missing and statistic.location not in rows:
                continue
            absent = error.problem.code == "S013"
            if absent and statistic.location not in rows and _column(statistic) not in columns:
                continue
            label = statistic.location if statistic.location in rows else _column(statistic) if absent else str(error)
            if label not in told:
                told.add(label)
                self._problem(statistic, error)

    def _cell(self, table: SourceTable, row: str, column: str, source: Source) -> Cell:
        """Where a cell of a table stands."""
        return self._plain(table.cell(row, column), row, column, source)

    def _plain(self, asked: Cell, row: str, column: str, source: Source | None) -> Cell:
        """A cell by the first column and the one head of a plain file, else by the labels around it."""
        if asked.column:
            return asked
        try:
            plain = self.files.table(asked.file, source, asked.sheet)
        except TableProblem:
            return asked
        first = next(iter(plain.columns), "")
        if column in plain.columns and len(plain.find({first: row})) == 1:
            return replace(asked, where={first: row}, column=column, row="", under="")
        return asked

    def _add(self, statistic: Statistic, wrong: Problem) -> None:
        self.findings.append(Finding(statistic.origin_location, wrong))

    def _problem(self, statistic: Statistic, error: TableProblem) -> None:
        # What is wrong with a row of a file is said there, once.
        if error.line and error.file is not None:
            self.findings.append(_at_its_place(error))
        else:
            self._add(statistic, error.problem)

    def _answered_by_lock(self, statistic: Statistic) -> bool:
        """A restricted source's files are not in the repository: the value accepted from them stands."""
        source = self.report.sources.get(statistic.source)
        if source is None or not source.restricted or isinstance(statistic.origin, Cited):
            return False
        if all((self.report.root / source.path(file)).is_file() for file in source.files):
            return False
        accepted = self.report.sources_lock.values.get(statistic.id)
        if accepted is None:
            self._add(
                statistic,
                problem("S018", source=source.id, statistic=statistic.id),
            )
            return True
        high = Decimal(accepted.high) if accepted.high else None
        trail = say("data/sources.lock (the files of {source} are restricted)", source=source.id)
        self.values[statistic.id] = Value(Decimal(accepted.low), high, trail, raw=accepted.low)
        return True

    def _value(self, statistic: Statistic) -> Value:
        origin = statistic.origin
        if isinstance(origin, Cited):
            page = f", p. {origin.page}" if origin.page else ""
            high = only_number(origin.high) if origin.high else None
            return _scaled(
                statistic, Value(only_number(origin.value), high, f"{statistic.source}{page}", raw=origin.value)
            )
        if isinstance(origin, Cell):
            source = self.report.sources.get(statistic.source)
            if statistic.table:
                origin = self._plain(origin, origin.row, origin.under, source)
            value = value_of(origin, self.files, source)
            if None not in (value.base, statistic.base) and value.base != statistic.base:
                self._wrong_base(statistic, value.base or 0)
            return _scaled(statistic, value)
        if isinstance(origin, Estimate):
            return self._estimate(statistic, origin)
        assert isinstance(origin, Query)
        return self._query(statistic, origin)

    def _estimate(self, statistic: Statistic, asked: Estimate) -> Value:
        """An estimate with its error, interval, cases and design effect; a share is a percentage where the unit is one."""
        source = self.report.sources.get(statistic.source)
        if source is None or source.design is None:
            raise TableProblem(problem("S076/no-design-declared", source=statistic.source))
        names = variables(asked, source.design)
        found = estimate(asked, source.design, self._survey(source, names))
        if statistic.base is not None and found.cases != statistic.base:
            self._wrong_base(statistic, found.cases)
        factor = Decimal(100 if asked.kind == "share" and statistic.unit in ("percent", "percentage_points") else 1)
        file = self._cases_of(source)
        trail = say("{said} ({file})", said=said(asked), file=source.path(file))
        low, high = found.low * factor, found.high * factor
        return _scaled(
            statistic,
            Value(
                found.value * factor, None, trail, source.path(file), raw=str(found.value * factor), base=found.cases,
                error=found.error * factor, interval=(low, high), effect=found.effect,
            ),
        )  # fmt: skip

    def _cases_of(self, source: Source) -> PurePosixPath:
        """The file that holds the cases of a survey."""
        files = [file for file in source.files if not file.stem.endswith(_LABELS)]
        files = [file for file in files if file.suffix.casefold() in _TABLES]
        chosen = source.design.file if source.design is not None else None
        if chosen is None and len(files) != 1:
            raise TableProblem(problem("S076/no-file", source=source.id))
        return chosen or files[0]

    def _survey(self, source: Source, names: tuple[str, ...]) -> Survey:
        """Columns of a survey, with the labels and the codes without an answer that `kerege intake` wrote beside them."""
        file = self._cases_of(source)
        path = self.files.path(file, source)
        columns: Mapping[str, Sequence[str]]
        if is_large(path):
            if source.id not in self.microdata:
                self.microdata[source.id] = Microdata({file: path}, marks_of(source))
            columns = self.microdata[source.id].columns(file, names)
        else:
            table = self.files.table(file, source)
            if table.ragged:
                raise at_its_row(table.ragged[0], source.path(file))
            columns = {name: [row.get(name, "") for _, row in table.rows] for name in table.columns if name in names}
        labels: dict[str, dict[str, str]] = {}
        missing: dict[str, set[str]] = {name: set(source.missing) for name in names}
        for beside in source.files:
            if beside.stem.endswith(_LABELS):
                for _, row in self.files.table(beside, source).rows:
                    name, code = row.get("variable", ""), row.get("value", "")
                    if code:
                        labels.setdefault(name, {})[code] = row.get("label", "")
                    if code and row.get("missing"):
                        missing.setdefault(name, set()).add(code)
        return Survey(columns, labels, {name: frozenset(codes) for name, codes in missing.items()})

    def _query(self, statistic: Statistic, origin: Query) -> Value:
        source = self.report.sources.get(statistic.source)
        if source is not None and source.database:
            return self._answer(statistic, origin, source)
        files = source.files if source is not None else ()
        if not files:
            raise TableProblem(
                problem("S017/query-needs-source-with"),
            )
        paths = {file: self.files.path(file, source) for file in files}
        if any(is_large(path) for path in paths.values()):
            if statistic.source not in self.microdata:
                self.microdata[statistic.source] = Microdata(paths, marks_of(source))
            asked: Microdata | Database = self.microdata[statistic.source]
        else:
            if statistic.source not in self.databases:
                tables = {file: self.files.table(file, source) for file in files}
                self.databases[statistic.source] = Database(tables)
            asked = self.databases[statistic.source]
        try:
            low, high = asked.value(origin.sql)
        except TableProblem as error:
            error.file = source.path(error.file) if source is not None and error.file is not None else None
            raise
        places = [source.path(file) for file in files] if source is not None else []
        shown = ", ".join(map(str, places))
        file = places[0] if len(places) == 1 else None
        base = self._counted(statistic, origin, asked)
        return _scaled(
            statistic, Value(low, high, f"{' '.join(origin.sql.split())} ({shown})", file, raw=str(low), base=base)
        )

    def _counted(self, statistic: Statistic, origin: Query, asked: Microdata | Database) -> int | None:
        """The cases that a query computes from; a base that the record gives is compared with them."""
        found = counting(origin.sql)
        if found is None or (statistic.base is None and statistic.unit not in _SHARES):
            return None
        try:
            counts = asked.counts(found.sql)
        except TableProblem:
            return None  # a query that this house cannot take apart
        base = found.base(counts)
        if statistic.base is not None and found.fits(counts, statistic.base):
            return statistic.base
        if statistic.base is not None:
            self._wrong_base(statistic, base)
        return base

    def _wrong_base(self, statistic: Statistic, base: int) -> None:
        self.findings.append(
            Finding(
                statistic.location,
                problem("S028", statistic=statistic.id, base=base, base2=statistic.base),
            )
        )

    def _answer(self, statistic: Statistic, origin: Query, source: Source) -> Value:
        """What a database answers now, or what it answered when a person accepted it."""
        asked = " ".join(origin.sql.split())
        if source.id in self.asked:
            low, high = database.value_of(origin.sql, source, self.report.root)
            return _scaled(
                statistic,
                Value(
                    low, high, say("{asked} (the database of {source})", asked=asked, source=source.id), raw=str(low)
                ),
            )
        lock = self.report.sources_lock
        frozen, query = lock.values.get(statistic.id), lock.queries.get(statistic.id)
        if frozen is None or query is None:
            raise TableProblem(
                problem("S024", source=source.id, statistic=statistic.id),
            )
        if query.sha256 != database.query_digest(source, origin.sql):
            self._add(
                statistic,
                problem("S025", statistic=statistic.id, low=frozen.low, on=query.on, source=source.id),
            )
        high = Decimal(frozen.high) if frozen.high else None
        trail = say("{asked} (the database of {source}, asked on {on})", asked=asked, source=source.id, on=query.on)
        return Value(Decimal(frozen.low), high, trail, raw=frozen.low)

    def _formulas(self, waiting: list[Statistic]) -> None:
        """Formulas in the order in which their parts become known; those left over name unknown parts or each other."""
        numbers = {key: value.number for key, value in self.values.items()}
        while waiting:
            ready = {s.id: s for s in waiting if all(part in self.values for part in _parts(s))}
            if not ready:
                break
            for statistic in ready.values():
                self._formula(statistic, numbers)
            waiting = [statistic for statistic in waiting if statistic.id not in ready]
        for statistic in waiting:
            unknown = [part for part in _parts(statistic) if part not in self.values]
            self._add(
                statistic,
                problem("S016/formula-needs-which-has", statistic=statistic.id, unknown=unknown),
            )

    def _formula(self, statistic: Statistic, numbers: dict[str, Decimal]) -> None:
        """Compute one formula; `numbers` holds what is known, and grows by its result."""
        assert isinstance(statistic.origin, Formula)
        try:
            result = compute(statistic.origin.expression, numbers)
        except FormulaProblem as error:
            self._add(statistic, problem("S016/formula", statistic=statistic.id, problem=error.args[0]))
            return
        parts = _parts(statistic)
        numbers[statistic.id] = Decimal(result)
        self.values[statistic.id] = Value(
            Decimal(result), None, f"= {statistic.origin.expression}", raw=statistic.origin.expression, parts=parts
        )

    def _assertions(self) -> Iterator[Finding]:
        numbers = {key: value.number for key, value in self.values.items()}
        for assertion in self.report.assertions:
            try:
                result = compute(assertion.expression, numbers)
            except FormulaProblem as error:
                yield Finding(assertion.location, problem("S032", problem=error.args[0]))
                continue
            told = ", ".join(
                say("{key} is {numbers}", key=key, numbers=numbers[key])
                for key in references(assertion.expression)
                if key in numbers
            )
            if bool(result) and not assertion.holds:
                yield Finding(
                    assertion.location,
                    problem("S031", expression=assertion.expression, said=told),
                )
            elif not result and assertion.holds:
                yield Finding(assertion.location, problem("S030", expression=assertion.expression, said=told))


def _column(statistic: Statistic) -> str:
    """The column of a table in which a statistic stands."""
    origin = statistic.origin
    if not isinstance(origin, Cell):
        return ""
    return origin.under or next(iter(list(origin.where.values())[1:2]), "")


def _at_its_place(error: TableProblem) -> Finding:
    assert error.file is not None
    return Finding(Location(error.file, error.line), error.problem)


def _scaled(statistic: Statistic, value: Value) -> Value:
    """The value in ones, where the source counts in thousands."""
    if statistic.scale == 1:
        return value
    scale = statistic.scale
    high = None if value.high is None else value.high * scale
    interval = None if value.interval is None else (value.interval[0] * scale, value.interval[1] * scale)
    error = None if value.error is None else value.error * scale
    return replace(value, number=value.number * scale, high=high, interval=interval, error=error)


def _parts(statistic: Statistic) -> tuple[str, ...]:
    return references(statistic.origin.expression) if isinstance(statistic.origin, Formula) else ()
