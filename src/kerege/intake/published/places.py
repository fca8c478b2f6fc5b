"""Places that the report names although it promises that nobody will be recognised by them.

The report's own words tell: where it says that people will not be identified, every village, town and neighbourhood
that it names is put on the list of doubtful names, so that the check points to each place.
"""

from __future__ import annotations

import re

from kerege.intake.published.document import Journal, Paragraph
from kerege.intake.published.vocabulary import Speech
from kerege.messages import say

_NAME = r"[^\W\d_a-zа-яёңөү][\w’]+(?:-[^\W\d_]\w+)*(?: (?!and\b)[^\W\d_a-zа-яёңөү][\w’]+){0,1}"


def named_places(paragraphs: tuple[Paragraph, ...], words: Speech, journal: Journal) -> tuple[str, ...]:
    """The places named, in order; empty when the report promises nothing."""
    promise = words.pattern("promise")
    kept = next((p for p in paragraphs if promise.search(p.text)), None)
    if kept is None:
        return ()
    kind = words.words["place"]
    joined = rf"{_NAME}(?:(?:, | {words.words['and']} | and ){_NAME})*"
    before = re.compile(rf"(?P<names>{_NAME}) (?:{kind})(?!\w)")
    after = re.compile(rf"(?<!\w)(?:[Cc]ity of|{kind}(?: of)?) (?P<names>{joined})")
    found: dict[str, None] = {}
    for paragraph in paragraphs:
        for pattern in (before, after):
            for match in pattern.finditer(paragraph.text):
                for name in re.split(rf", | {words.words['and']} | and ", match["names"]):
                    if len(name) > 3 and not re.fullmatch(rf"(?:{kind}|The|This|City|In|A)", name, re.IGNORECASE):
                        found.setdefault(re.sub(r"^(?:In|The|City of|From) ", "", name))
    if found:
        journal.guess(
            say("Places to which the check will point because the report promises that nobody can be recognised"),
            kept.page,
            ", ".join(found),
        )
    return tuple(found)
