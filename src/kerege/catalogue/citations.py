"""citations"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "C001",
        "a cited work that is not in references.json",
        {
            "near": Sentence("there is no work '{target}'", "did you mean '{near}'?"),
            "unknown": Sentence("there is no work '{target}'", "add it to references.json, or correct the id"),
        },
        passes="`[kelin](term:kelin)` with `kelin` in glossary.yml; `[^a]` with a line `[^a]: …`.",
        fails="work",
    ),
    Entry(
        "C002",
        "a reference without id or type",
        {
            "": Sentence("reference '{key}' lacks 'id' or 'type'", "add it"),
        },
    ),
    Entry(
        "C003",
        "two references that are probably one work under two names",
        {
            "": Sentence(
                "'{other}, {when}' is probably the same work as '{author}, {year}' ('{first}')",
                "keep one, and write [@{first}] wherever the other is cited",
            ),
        },
        severity=Severity.WARNING,
        passes="two works of one author and year with other titles",
        fails="`Smith, 2020` with the DOI of `Smith, 2020` under another id",
    ),
)
