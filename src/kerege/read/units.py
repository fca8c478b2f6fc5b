"""`data/units.yml`: units of a report's own, and further words for what it counts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kerege.catalogue import problem
from kerege.files import there
from kerege.languages.units import canonical, known_codes
from kerege.messages import say
from kerege.model import Unit
from kerege.read.records import Complaints, Node, Record

OWN = (
    "percent", "percentage_points", "permille", "points", "ratio", "rate", "rank", "index", "persons", "count", "years",
    "year", "months", "number",
)  # fmt: skip
"""Units of Kerege's own, beside CLDR's and the currencies of ISO 4217."""
_OF = ("persons", "things")
"""What a further word may count."""


def read_unit(key: str, record: Record) -> Unit:
    """One entry of `data/units.yml`."""
    forms = Record(
        record.node("forms") or Node({}, record.location),
        say("'forms' of {record}", record=record.name),
        record.complaints,
    )
    words = {language: forms.texts(language) for language in record.languages if forms.has(language)}
    forms.finish()
    return Unit(key, record.words("name", needed=False), words, record.text("of"), _scale(record), record.location)


def judge_multiples(units: Mapping[str, Unit], complaints: Complaints) -> None:
    """A finding for each unit that is a multiple of one that nobody knows."""
    for unit in units.values():
        if unit.of and unit.of not in _OF and not is_unit(unit.of, frozenset(units)):
            complaints.add(
                unit.location,
                problem("R004/unit-name-unit-that-multiple", code=unit.code, of=unit.of),
            )


def _scale(record: Record) -> Decimal:
    text = record.text("scale", "1")
    try:
        scale = Decimal(text)
    except InvalidOperation:
        scale = Decimal(0)
    if not scale.is_finite() or scale <= 0:
        record.complaints.add(record.place("scale"), problem("R004/scale", record=record.name, text=text))
        return Decimal(1)
    return scale


def is_unit(code: str, own: frozenset[str]) -> bool:
    """Whether a statistic may be in a unit."""
    return code in OWN or code in own or canonical(code) in known_codes()


def codes_in(root: Path) -> tuple[str, ...]:
    """The files that name units of a report's own, if there are any."""
    return ("data/units.yml",) if there(root / "data" / "units.yml") else ()
