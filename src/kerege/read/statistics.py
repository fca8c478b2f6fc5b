"""`data/sources.yml`, `data/statistics/*.yml` and `data/assertions.yml`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path, PurePosixPath
from urllib.parse import unquote_plus

from kerege.catalogue import problem
from kerege.files import there
from kerege.languages.units import known_codes
from kerege.messages import say
from kerege.model import Assertion, Cell, Cited, Design, Estimate, Formula, Origin, Query, Source, Statistic, Words
from kerege.read.records import Complaints, Node, Record, entries, is_day, read_records
from kerege.read.units import OWN, is_unit

ORIGINS = ("at", "sql", "estimate", "formula", "cited")
"""Fields of which a statistic has exactly one: where its value stands."""
_MOST_DECIMALS = 12
SCALES = {"": 1, "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
"""What the column of a source may count in."""

_SECRET = re.compile(
    r"\A[^:]+://[^:/@]*:[^@]+@|[?&;](?:\w*password|passwd|pwd|passphrase|\w*token|\w*secret)\s*=\s*[^&;\s]",
    re.IGNORECASE,
)
"""A password before the host, as SQLAlchemy reads URLs, or in the options of a driver."""


def read_source(key: str, record: Record) -> Source:
    """One entry of `data/sources.yml`."""
    database = record.text("database")
    if database and record.has("files"):
        record.complaints.add(record.place("database"), problem("R004/has-both-files-database", record=record.name))
    if database and _SECRET.search(unquote_plus(database)):
        variables = ", ".join(database_variables(key))
        record.complaints.add(
            record.place("database"),
            problem("S023", record=record.name, variables=variables),
        )
    return Source(
        id=key,
        title=record.tied("title"),
        citation=record.text("citation") or None,
        files=record.files("files"),
        population=record.tied("population", needed=False),
        fieldwork=record.text("fieldwork"),
        restricted=record.flag("restricted"),
        note=record.text("note"),
        location=record.location,
        database=database,
        # A source that a series shares has its files beside its record.
        folder=record.location.path.parent,
        decimal=record.choice("decimal", ("", "comma", "point"), ""),
        brackets=record.choice("brackets", ("", "few", "negative"), ""),
        missing=record.texts("missing"),
        design=_design(record),
        said=_said(record),
    )


def _said(record: Record) -> dict[str, Words]:
    """`said: {"two thirds, in words": {en: …, ru: …, ky: …}}`."""
    node = record.node("said")
    if node is None:
        return {}
    inner = Record(node, say("'said' of {record}", record=record.name), record.complaints, record.languages)
    return {words: inner.words(words) for words in inner.names()}


_LONELY = ("fail", "certainty", "adjust", "average")


def _design(record: Record) -> Design | None:
    """`design: {weight: v005, strata: v023, psu: v021, fpc: …, lonely: adjust, divide: 1000000}`."""
    node = record.node("design")
    if node is None:
        return None
    inner = Record(node, say("'design' of {record}", record=record.name), record.complaints)
    design = Design(
        weight=inner.text("weight"),
        strata=inner.texts("strata"),
        psu=inner.texts("psu"),
        fpc=inner.text("fpc"),
        lonely=inner.choice("lonely", _LONELY, "fail"),
        divide=max(1, inner.whole("divide") or 1),
        file=inner.file("file"),
    )
    inner.finish()
    return design


def database_variables(source: str) -> tuple[str, str]:
    """The environment variables that hold the user and the password of a source's database."""
    name = re.sub(r"\W", "_", source).upper()
    return f"KEREGE_{name}_USER", f"KEREGE_{name}_PASSWORD"


def read_statistic(key: str, record: Record, own: frozenset[str] = frozenset()) -> Statistic:
    """One entry of `data/statistics/*.yml`; exactly one of `at`, `sql`, `estimate`, `formula`, `cited` says where its value is.

    Args:
        own: units of the report's own.
    """
    origin, place = _origin(key, record)
    published = Record(
        record.node("published") or Node({}, record.location), say("'published' of {key}", key=key), record.complaints
    )
    statistic = Statistic(
        id=key,
        source=record.text("source", needed=not isinstance(origin, Formula)),
        origin=origin,
        unit=_unit(record, own),
        decimals=_decimals(record),
        label=record.tied("label"),
        of=record.words("of", needed=False),
        period=record.text("period"),
        base=record.whole("base"),
        bound=record.choice("bound", ("", "above", "below", "near"), ""),
        complement=record.text("complement"),
        note=record.text("note"),
        published=published.text("lines"),
        location=record.location,
        origin_location=record.place(place),
        interval=_interval(record),
        provisional=_provisional(record),
        scale=SCALES[record.choice("scale", tuple(SCALES), "")],
    )
    return statistic


def _unit(record: Record, own: frozenset[str]) -> str:
    return require_unit(record, record.text("unit", "number"), own)


def require_unit(record: Record, code: str, own: frozenset[str]) -> str:
    """A unit of Kerege's, of CLDR or ISO 4217, or of the report's own; `number` after a finding."""
    if is_unit(code, own):
        return code
    near = difflib.get_close_matches(code, [*OWN, *own, *known_codes()], n=3, cutoff=0.6)
    kinds = say(
        "write one of: {own}, a unit of CLDR (kilogram, hectare), a currency (KGS), or one of data/units.yml", own=OWN
    )
    record.complaints.add(
        record.place("unit"),
        (
            problem("R004/unit", record=record.name, code=code, near=" or ".join(near), kinds=kinds)
            if near
            else problem("R004/unit-write-one-unit-cldr", record=record.name, code=code, own=OWN)
        ),
    )
    return "number"


def _decimals(record: Record) -> int:
    key = "decimals"
    value = record.whole(key) or 0
    if 0 <= value <= _MOST_DECIMALS:
        return value
    name = record.name
    record.complaints.add(record.place(key), problem("R004/of-is-write-whole-number", key=key, name=name, value=value))
    return 0


def _provisional(record: Record) -> str:
    """`provisional: "2027-06"`: when the figure will be revised."""
    text = record.text("provisional")
    if text and not is_day({4: text + "-01-01", 7: text + "-01"}.get(len(text), text)):
        record.complaints.add(
            record.place("provisional"), problem("R004/provisional", name=record.name, text=text[:40])
        )
        return ""
    return text


def _interval(record: Record) -> tuple[Decimal, Decimal] | None:
    """`interval: {low: "57.1", high: "62.1"}`, in the unit of the statistic."""
    node = record.node("interval")
    if node is None:
        return None
    inner = Record(node, say("'interval' of {record}", record=record.name), record.complaints)
    inner.text("low", needed=True)
    inner.text("high", needed=True)
    low, high = inner.decimal("low", Decimal("NaN")), inner.decimal("high", Decimal("NaN"))
    inner.finish()
    if not low.is_finite() or not high.is_finite():
        return None
    if low >= high:
        record.complaints.add(record.place("interval"), problem("R004/ends-where-begins-or", inner=inner.name))
        return None
    # Like the value, it is written as the source counts.
    scale = SCALES.get(record.text("scale"), 1)
    return low * scale, high * scale


def _origin(key: str, record: Record) -> tuple[Origin, str]:
    kinds = [kind for kind in ORIGINS if record.has(kind)]
    if len(kinds) != 1:
        record.complaints.add(
            record.location,
            problem("R010", key=key),
        )
    kind = kinds[0] if kinds else "cited"
    if kind == "sql":
        return Query(record.text("sql")), kind
    if kind == "formula":
        return Formula(record.text("formula")), kind
    inner = Record(
        record.node(kind) or Node({}, record.location), say("'{kind}' of {key}", kind=kind, key=key), record.complaints
    )
    origin: Origin
    if kind == "estimate":
        origin = _estimate(inner)
    elif kind == "cited":
        origin = Cited(inner.text("value", needed=True), inner.text("high"), inner.text("page"))
    else:
        origin = Cell(
            file=inner.file("file", needed=True) or PurePosixPath("no-file"),
            where=inner.mapping("where"),
            column=inner.text("column"),
            high=inner.text("high"),
            sheet=inner.text("sheet"),
            row=inner.text("row"),
            under=inner.text("under"),
        )
    inner.finish()
    return origin, kind


_KINDS = ("share", "mean", "total", "ratio")


def _estimate(record: Record) -> Estimate:
    """`estimate: {share: q12 == 1, by: {sex: women}}`; of a ratio `{ratio: income, per: members}`."""
    kinds = [kind for kind in _KINDS if record.has(kind)]
    if len(kinds) != 1:
        record.complaints.add(record.location, problem("R010/estimate", key=record.name))
    kind = kinds[0] if kinds else "share"
    estimate = Estimate(
        kind, record.text(kind, needed=True), record.mapping("by"), record.text("among"), record.text("per")
    )
    if (kind == "ratio") != bool(estimate.per):
        record.complaints.add(record.place("per"), problem("R010/ratio", key=record.name))
    return estimate


def read_assertions(root: Path, complaints: Complaints, languages: tuple[str, ...]) -> Iterator[Assertion]:
    """The arithmetic that must hold, and that which is known not to."""
    path = root / "data" / "assertions.yml"
    if not there(path):
        return
    node = read_records(path, PurePosixPath("data/assertions.yml"), complaints)
    for item in entries(node, "assertions", complaints):
        record = Record(item, "assertion", complaints, languages)
        holds = record.has("holds")
        expression = record.text("holds" if holds else "fails", needed=True)
        yield Assertion(expression, holds, record.words("reason", needed=not holds), record.location)
        record.finish()
