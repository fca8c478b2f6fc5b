"""The reader of numbers: a passage in, spans out. It knows no language: words and habits come from the lexicon."""

from kerege.languages.reading.passage import read
from kerege.languages.reading.spans import Form, Kind, Quantity, Span

__all__ = ["Form", "Kind", "Quantity", "Span", "read"]
