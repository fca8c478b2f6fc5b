"""Places that the report names although it promises that nobody will be recognised by them.

The report's own words tell: where it says that people will not be identified, every village, town and neighbourhood
that it names is put on the list of doubtful names, so that the check points to each place.
"""

from __future__ import annotations

import re

from kerege.intake.published.document import Journal, Paragraph
from kerege.intake.published.vocabulary import Speech
from kerege.languages.recognised import not_small
from kerege.messages import say


def named_places(paragraphs: tuple[Paragraph, ...], words: Speech, journal: Journal) -> tuple[str, ...]:
    """The places named, in order; empty when the report promises nothing."""
    promise = words.pattern("promise")
    kept = next((p for p in paragraphs if promise.search(p.text)), None)
    if kept is None:
        return ()
    capital, kind, also, small = not_small(), words.either("place"), words.link("and"), words.either("place-before")
    one = rf"{capital}[\w’]+(?:-[^\W\d_]\w+)*(?: (?!{also}\b){capital}[\w’]+)?"
    before = re.compile(rf"(?P<names>{one}) {kind}(?!\w)")
    after = re.compile(rf"(?<!\w)(?i:{kind})(?: {words.link('of')})? (?P<names>{one}(?:(?:, | {also} ){one})*)")
    found: dict[str, None] = {}
    for paragraph in paragraphs:
        for pattern in (before, after):
            for match in pattern.finditer(paragraph.text):
                for name in re.split(rf", | {also} ", match["names"]):
                    if len(name) > 3 and not re.fullmatch(rf"(?:{kind}|{small})", name, re.IGNORECASE):
                        found.setdefault(re.sub(rf"^{small} ", "", name))
    if found:
        journal.guess(
            say("Places to which the check will point because the report promises that nobody can be recognised"),
            kept.page,
            ", ".join(found),
        )
    return tuple(found)
