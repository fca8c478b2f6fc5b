"""The reader of numbers: a passage in, spans out. It knows no language: words and habits come from the lexicon."""

from kerege.languages.reading.ahead import unknown_ahead
from kerege.languages.reading.doubled import doubled_percent
from kerege.languages.reading.naming import Named, number_end, unit_named, unit_named_by
from kerege.languages.reading.passage import read
from kerege.languages.reading.spans import Form, Kind, Quantity, Span

__all__ = [
    "Form",
    "Kind",
    "Named",
    "Quantity",
    "Span",
    "doubled_percent",
    "number_end",
    "read",
    "unit_named",
    "unit_named_by",
    "unknown_ahead",
]
