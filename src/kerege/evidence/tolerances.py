"""How far a wording may stand from its value: one table, `tolerances.yml`, which a report may override by key."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from importlib import resources

from kerege.languages.data import load_data

Tolerances = Mapping[str, Decimal]

DEFAULT: Tolerances = {
    key: Decimal(value)
    for key, value in load_data((resources.files(__package__) / "tolerances.yml").read_text(encoding="utf-8")).items()
}


def tolerances(overrides: Mapping[str, Decimal]) -> Tolerances:
    """The table of a report; keys that do not exist are ignored here and reported by the check of report.yml."""
    return {**DEFAULT, **{key: value for key, value in overrides.items() if key in DEFAULT}}
