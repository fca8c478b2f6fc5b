"""The value of every statistic, with the place that bears it out; whatever cannot be had is a finding."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath

from kerege.evidence import microdata
from kerege.evidence.cells import Files, value_of
from kerege.evidence.formula import FormulaProblem, compute, references
from kerege.evidence.query import Database
from kerege.evidence.tables import TableProblem, number
from kerege.findings import Finding
from kerege.model import Cell, Cited, Formula, Query, Report, Statistic, Value


@dataclass(frozen=True)
class Ledger:
    """Values by statistic, and what was wrong."""

    values: Mapping[str, Value]
    findings: tuple[Finding, ...]


def read_ledger(report: Report) -> Ledger:
    """The value of every statistic of a report. Every file is read once."""
    return _Reading(report).ledger()


class _Reading:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.values: dict[str, Value] = {}
        self.findings: list[Finding] = []
        self.files = Files(report.root)
        self.databases: dict[str, Database] = {}

    def ledger(self) -> Ledger:
        formulas = []
        for statistic in self.report.statistics.values():
            if isinstance(statistic.origin, Formula):
                formulas.append(statistic)
                continue
            if statistic.source not in self.report.sources:
                near = difflib.get_close_matches(statistic.source, self.report.sources, n=1)
                hint = f"did you mean '{near[0]}'?" if near else "add it to data/sources.yml"
                self._add(
                    statistic, "S010", f"statistic '{statistic.id}' names no known source: '{statistic.source}'", hint
                )
            if self._answered_by_lock(statistic):
                continue
            try:
                self.values[statistic.id] = self._value(statistic)
            except TableProblem as problem:
                self._add(statistic, problem.code, str(problem), problem.hint)
        self._formulas(formulas)
        self.findings.extend(self._assertions())
        return Ledger(self.values, tuple(self.findings))

    def _add(self, statistic: Statistic, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(statistic.origin_location, code, message, hint))

    def _answered_by_lock(self, statistic: Statistic) -> bool:
        """A restricted source's files are not in the repository: the value accepted from them stands."""
        source = self.report.sources.get(statistic.source)
        if source is None or not source.restricted or isinstance(statistic.origin, Cited):
            return False
        if all((self.report.root / "data" / file).is_file() for file in source.files):
            return False
        accepted = self.report.sources_lock.values.get(statistic.id)
        if accepted is None:
            self._add(
                statistic,
                "S018",
                f"the files of restricted source '{source.id}' are not here, and no value of '{statistic.id}' was accepted",
                f"run 'kerege accept {source.id}' where the files are, and commit data/sources.lock",
            )
            return True
        high = Decimal(accepted.high) if accepted.high else None
        trail = f"data/sources.lock (the files of {source.id} are restricted)"
        self.values[statistic.id] = Value(Decimal(accepted.low), high, trail, raw=accepted.low)
        return True

    def _value(self, statistic: Statistic) -> Value:
        origin = statistic.origin
        if isinstance(origin, Cited):
            page = f", p. {origin.page}" if origin.page else ""
            high = number(origin.high) if origin.high else None
            return Value(number(origin.value), high, f"{statistic.source}{page}", raw=origin.value)
        if isinstance(origin, Cell):
            return value_of(origin, self.files, self.report.sources.get(statistic.source))
        assert isinstance(origin, Query)
        return self._query(statistic, origin)

    def _query(self, statistic: Statistic, origin: Query) -> Value:
        source = self.report.sources.get(statistic.source)
        files = source.files if source is not None else ()
        if not files:
            raise TableProblem("S017", "a query needs a source that lists files", "add 'files' to data/sources.yml")
        paths = {file: self.files.path(file, source) for file in files}
        if any(microdata.is_large(path) for path in paths.values()):
            low, high = microdata.value_of(origin.sql, paths)
        else:
            if statistic.source not in self.databases:
                tables = {file: self.files.table(file, source) for file in files}
                self.databases[statistic.source] = Database(tables)
            low, high = self.databases[statistic.source].value(origin.sql)
        shown = ", ".join(f"data/{file}" for file in files)
        file = PurePosixPath("data") / files[0] if len(files) == 1 else None
        return Value(low, high, f"{' '.join(origin.sql.split())} ({shown})", file, raw=str(low))

    def _formulas(self, waiting: list[Statistic]) -> None:
        """Formulas in the order in which their parts become known; those left over name unknown parts or each other."""
        while waiting:
            ready = [s for s in waiting if all(part in self.values for part in _parts(s))]
            if not ready:
                break
            for statistic in ready:
                self._formula(statistic)
            waiting = [statistic for statistic in waiting if statistic not in ready]
        for statistic in waiting:
            unknown = [part for part in _parts(statistic) if part not in self.values]
            self._add(
                statistic,
                "S016",
                f"the formula of '{statistic.id}' needs {', '.join(unknown)}, which has no value",
                "check the ids; two formulas cannot need each other",
            )

    def _formula(self, statistic: Statistic) -> None:
        assert isinstance(statistic.origin, Formula)
        numbers = {key: value.number for key, value in self.values.items()}
        try:
            result = compute(statistic.origin.expression, numbers)
        except FormulaProblem as problem:
            self._add(
                statistic, "S016", f"the formula of '{statistic.id}' {problem}", "write plain arithmetic over {id}"
            )
            return
        parts = _parts(statistic)
        self.values[statistic.id] = Value(
            Decimal(result), None, f"= {statistic.origin.expression}", raw=statistic.origin.expression, parts=parts
        )

    def _assertions(self) -> Iterator[Finding]:
        numbers = {key: value.number for key, value in self.values.items()}
        for assertion in self.report.assertions:
            try:
                result = compute(assertion.expression, numbers)
            except FormulaProblem as problem:
                yield Finding(assertion.location, "S032", f"the assertion {problem}", "write 'a == b + c' with ids")
                continue
            said = ", ".join(f"{key} is {numbers[key]}" for key in references(assertion.expression) if key in numbers)
            if bool(result) and not assertion.holds:
                yield Finding(
                    assertion.location,
                    "S031",
                    f"'{assertion.expression}' is declared not to hold, and it does ({said})",
                    "declare it with 'holds:', and drop the editor's note about it",
                )
            elif not result and assertion.holds:
                yield Finding(
                    assertion.location, "S030", f"'{assertion.expression}' does not hold: {said}", "correct the data"
                )


def _parts(statistic: Statistic) -> tuple[str, ...]:
    return references(statistic.origin.expression) if isinstance(statistic.origin, Formula) else ()
