"""What Kerege prints around a text is in the text's language.

Passes: a language whose pack has every label. Warns: labels of a pack that nobody has written (L008): its pages, books and files show
the English ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.findings import Finding
from kerege.languages import SOURCE, own_labels
from kerege.model import Settings

CODES = ("L008",)
_SHOWN = 5


def check(settings: Settings) -> Iterator[Finding]:
    """Yield a warning for each language of the report whose labels are not all written."""
    wanted = own_labels(SOURCE)
    for code in settings.languages:
        own = wanted if code == SOURCE else own_labels(code)
        lacking = [key for key in wanted if key not in own]
        if lacking:
            facts = {"count": len(lacking), "all": len(wanted), "language": code, "such": lacking[:_SHOWN]}
            yield Finding(settings.location, problem("L008", **facts), language=code)
