"""Estimates of a sample survey by its design: share, mean, total or ratio with standard error, interval and design effect.

Computed by svy (MIT), by Taylor linearisation; an optional extra (`kerege[survey]`). A group is estimated within the whole
sample, as R's `subset` of a design does, never in a file cut down to it. Sources: Lohr, Sampling: Design and Analysis, chapters
3 to 5 and 9; the R package survey, whose figures the tests repeat.
"""

from __future__ import annotations

import ast
import math
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kerege.catalogue import problem
from kerege.evidence.problems import TableProblem, folded
from kerege.model import Design, Estimate

_LONELY = {"certainty": "skip", "adjust": "center", "average": "scale"}
"""What R's `survey.lonely.psu` calls them, and svy."""
_NUMBERS = (int, float)
_COUNTING = 1.5
"""Weights that sum to more than so many times the cases count the population."""
Known = bool | None
"""A condition on one case; None where an answer that it needs is missing."""


@dataclass(frozen=True)
class Survey:
    """The cases of a file, column by column, as texts."""

    columns: Mapping[str, Sequence[str]]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By variable: what each code means."""
    missing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By variable: codes that are no answer."""

    def answers(self, name: str) -> list[str | None]:
        """A column's answers; None where there is none.

        Raises:
            TableProblem: S076, there is no such column.
        """
        if name not in self.columns:
            raise TableProblem(problem("S076/no-variable", name=name, known=sorted(self.columns)[:12]))
        lacking = self.missing.get(name, frozenset())
        return [None if not text.strip() or text in lacking else text.strip() for text in self.columns[name]]

    def numbers(self, name: str) -> list[float | None]:
        """A column's numbers.

        Raises:
            TableProblem: S076, there is no such column, or an answer is no number.
        """
        found: list[float | None] = []
        for text in self.answers(name):
            number = None if text is None else _number(text)
            if text is not None and number is None:
                raise TableProblem(problem("S076/no-number", name=name, text=text[:40]))
            found.append(number)
        return found


@dataclass(frozen=True)
class Estimated:
    """What was computed, in the unit of the variable; a share from 0 to 1."""

    value: Decimal
    error: Decimal
    low: Decimal
    high: Decimal
    cases: int
    """Unweighted."""
    effect: Decimal | None
    """How much larger the variance is than that of a simple random sample of as many cases."""


def variables(asked: Estimate, design: Design) -> tuple[str, ...]:
    """The columns that an estimate needs.

    Raises:
        TableProblem: S076, an expression cannot be read.
    """
    names = [design.weight, *design.strata, *design.psu, design.fpc, *asked.by]
    for text in (asked.of, asked.among, asked.per):
        if text:
            names += [node.id for node in ast.walk(_parsed(text)) if isinstance(node, ast.Name)]
    return tuple(dict.fromkeys(name for name in names if name))


def estimate(asked: Estimate, design: Design, survey: Survey) -> Estimated:
    """Compute an estimate.

    Raises:
        TableProblem: S017 svy is missing; S076 a variable, an expression or the design is no good.
    """
    try:
        import polars
        import svy
    except ImportError as error:
        raise TableProblem(problem("S017/this-source-needs-svy")) from error
    cases = len(next(iter(survey.columns.values()), ()))
    group = _all_of(cases, _group(asked, survey))
    values = _values(asked.of, survey) if asked.kind != "share" else _shares(asked.of, survey)
    per = _values(asked.per, survey) if asked.per else [1.0] * cases
    inside = [bool(g) and v is not None and p is not None for g, v, p in zip(group, values, per, strict=True)]
    if not any(inside):
        raise TableProblem(problem("S076/no-case", said=said(asked)))
    columns: dict[str, Any] = {
        "y": [v if i else 0.0 for v, i in zip(values, inside, strict=True)],
        "x": [p if i else 0.0 for p, i in zip(per, inside, strict=True)],
        "inside": [int(i) for i in inside],
    }
    design_columns = _design(design, survey, cases)
    frame = polars.DataFrame({**columns, **design_columns})
    frame = frame.filter(polars.col("weight") > 0)
    lonely: Any = _LONELY.get(design.lonely)
    declared = svy.Design(
        wgt="weight",
        stratum="stratum" if design.strata else None,
        psu="psu" if design.psu else None,
        pop_size="population" if design.fpc else None,
        singleton=lonely,
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sample = svy.Sample(frame, declared)
            return _computed(asked, sample, svy.col("inside") == 1, sum(inside), _reference(frame["weight"].to_list()))
    except Exception as error:  # svy raises errors of its own, polars's and Rust's
        kind = "S076/lonely" if "SINGLETON" in str(error).upper() else "S076/refused"
        raise TableProblem(problem(kind, error=" ".join(str(error).split())[:200])) from error


def _computed(asked: Estimate, sample: Any, where: Any, cases: int, reference: str) -> Estimated:
    estimation = sample.estimation
    if asked.kind == "ratio":
        made = estimation.ratio("y", "x", where=where, deff=reference)
    elif asked.kind == "total":
        made = estimation.total("y", where=where, deff=reference)
    else:
        made = estimation.mean("y", where=where, deff=reference)
    row = made.to_dicts()[0]
    low, high = row["lci"], row["uci"]
    if asked.kind == "share":
        low, high = _logit(row["est"], row["se"], _t(row))
    return Estimated(
        _decimal(row["est"]), _decimal(row["se"]), _decimal(low), _decimal(high), cases,
        _decimal(row["deff"]) if row["deff"] is not None and math.isfinite(row["deff"]) else None,
    )  # fmt: skip


def _reference(weights: Sequence[float]) -> str:
    """The simple random sample with which the design is compared: without replacement, as R and Stata do, where weights count the
    population; with it where they were made to sum to the sample, as those of DHS, and tell nothing of the population's size."""
    return "wor" if sum(weights) > _COUNTING * len(weights) else "wr"


def _t(row: Mapping[str, Any]) -> float:
    """The quantile of Student's t that the interval of a mean was made with."""
    return float((row["uci"] - row["est"]) / row["se"]) if row["se"] else 0.0


def _logit(share: float, error: float, quantile: float) -> tuple[float, float]:
    """The interval of a share on the scale of its log odds, so that it stays between 0 and 1. Source: svyciprop of R's survey."""
    if not 0 < share < 1 or not error:
        return share, share
    middle, spread = math.log(share / (1 - share)), quantile * error / (share * (1 - share))
    low, high = (1 / (1 + math.exp(-end)) for end in (middle - spread, middle + spread))
    return low, high


def _design(design: Design, survey: Survey, cases: int) -> dict[str, list[Any]]:
    weights = survey.numbers(design.weight) if design.weight else [1.0] * cases
    lacking = sum(weight is None for weight in weights)
    if lacking:
        raise TableProblem(problem("S076/no-weight", name=design.weight, count=lacking))
    made: dict[str, list[Any]] = {"weight": [float(weight or 0) / design.divide for weight in weights]}
    for key, names in (("stratum", design.strata), ("psu", design.psu)):
        if not names:
            continue
        parts = [survey.answers(name) for name in names]
        # Clusters are numbered anew in each stratum by many offices: a cluster is one within its stratum.
        told = [survey.answers(name) for name in design.strata] if key == "psu" else []
        rows = list(zip(*told, *parts, strict=True))
        if any(None in row for row in rows):
            raise TableProblem(problem("S076/no-design", name=", ".join(names), count=sum(None in row for row in rows)))
        made[key] = ["|".join(str(cell) for cell in row) for row in rows]
    if design.fpc:
        made["population"] = [float(number or 0) for number in survey.numbers(design.fpc)]
    return made


def _group(asked: Estimate, survey: Survey) -> Iterable[Sequence[Known]]:
    for name, value in asked.by.items():
        yield [_same(survey, name, text, value) for text in survey.answers(name)]
    if asked.among:
        yield _shares_known(asked.among, survey)


def _all_of(cases: int, conditions: Iterable[Sequence[Known]]) -> list[Known]:
    found: list[Known] = [True] * cases
    for condition in conditions:
        found = [bool(a) and bool(b) for a, b in zip(found, condition, strict=True)]
    return found


def _shares(text: str, survey: Survey) -> list[float | None]:
    return [None if known is None else float(known) for known in _shares_known(text, survey)]


def _shares_known(text: str, survey: Survey) -> list[Known]:
    tree = _parsed(text).body
    return _condition(tree, survey, text)


def _condition(node: ast.expr, survey: Survey, text: str) -> list[Known]:
    """A condition on every case; what is not known makes it unknown unless the rest decides."""
    if isinstance(node, ast.BoolOp):
        parts = [_condition(value, survey, text) for value in node.values]
        decides = isinstance(node.op, ast.Or)
        return [_joined(row, decides) for row in zip(*parts, strict=True)]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [None if known is None else not known for known in _condition(node.operand, survey, text)]
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.left, ast.Name):
        return _compared(node.left.id, node.ops[0], node.comparators[0], survey, text)
    raise TableProblem(problem("S076/unread", text=text))


def _joined(row: Sequence[Known], decides: bool) -> Known:
    if any(known is decides for known in row):
        return decides
    return None if None in row else not decides


def _compared(name: str, operator: ast.cmpop, right: ast.expr, survey: Survey, text: str) -> list[Known]:
    answers = survey.answers(name)
    try:
        wanted = ast.literal_eval(right)
    except ValueError as error:
        raise TableProblem(problem("S076/unread", text=text)) from error
    if isinstance(operator, (ast.In, ast.NotIn)) and isinstance(wanted, (tuple, list, set)):
        is_in = isinstance(operator, ast.In)
        return [
            None if a is None else any(_same(survey, name, a, str(one)) for one in wanted) is is_in for a in answers
        ]
    if isinstance(operator, (ast.Eq, ast.NotEq)) and isinstance(wanted, (str, *_NUMBERS)):
        is_equal = isinstance(operator, ast.Eq)
        return [None if a is None else _same(survey, name, a, str(wanted)) is is_equal for a in answers]
    order = _ORDERS.get(type(operator))
    if order is not None and isinstance(wanted, _NUMBERS):
        return [None if number is None else order(number, float(wanted)) for number in survey.numbers(name)]
    raise TableProblem(problem("S076/unread", text=text))


_ORDERS: Mapping[type, Callable[[float, float], bool]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
}


def _same(survey: Survey, name: str, answer: str | None, wanted: str) -> bool:
    """Whether an answer is the one asked for: by its code or by the label of its code."""
    if answer is None:
        return False
    one, other = _number(answer), _number(wanted)
    if one is not None and other is not None:
        return one == other
    label = survey.labels.get(name, {}).get(answer, answer)
    return folded(wanted) in (folded(answer), folded(label))


def _values(text: str, survey: Survey) -> list[float | None]:
    """A variable's numbers, or a condition as 1 and 0."""
    tree = _parsed(text).body
    if isinstance(tree, ast.Name):
        return survey.numbers(tree.id)
    return _shares(text, survey)


def _parsed(text: str) -> ast.Expression:
    try:
        return ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise TableProblem(problem("S076/unread", text=text)) from error


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _decimal(number: float) -> Decimal:
    return Decimal(f"{number:.12g}")


def said(asked: Estimate) -> str:
    """An estimate in words, for its trail."""
    group = [f"{name} = {value}" for name, value in asked.by.items()] + ([asked.among] if asked.among else [])
    of = f"{asked.of} / {asked.per}" if asked.per else asked.of
    return f"{asked.kind}: {of}" + (f"; {', '.join(group)}" if group else "")
