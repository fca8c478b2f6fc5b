"""A sentence that compares, ranks or tells a change of tied numbers says so with a claim.

Passes: "Poverty [fell](claim:poverty-fall) to [22 per cent](stat:poor-2015)". Told (S089): "Poverty fell to [22 per cent](stat:…)",
where nobody vouches for *fell*; the same in titles,
subtitles, descriptions of figures and captions of photographs, whose numbers are those of their data. A note; under `claims: off` nothing. Under `claims: require` in report.yml an error, also where no tied number stands beside
the words ("Most people were poor", "No women work"): then whatever compares, ranks or counts by words is tied or explained.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kerege.catalogue import problem
from kerege.checks.context import Packs, Parallels, Statistics, Values
from kerege.evidence.phrases import stated_passages
from kerege.evidence.record_texts import stated_record
from kerege.evidence.stated import Hold, untied
from kerege.evidence.unbound import unbound, unbound_in
from kerege.findings import Finding, Location, Severity
from kerege.model import Figure, Photo, Scheme, Settings, Words, WordTie, chapters_of

CODES = ("S089",)


def check(
    parallels: Parallels, settings: Settings, statistics: Statistics, values: Values, packs: Packs
) -> Iterator[Finding]:
    """Yield a note for each word that states a claim of its own."""
    wanted = settings.claims
    if wanted == "off":
        return
    severity = Severity.ERROR if wanted == "require" else Severity.NOTE
    for chapter in chapters_of(parallels):
        pack = packs[chapter.language]
        for index, stated in stated_passages(statistics, chapter, values, pack):
            passage = chapter.passages[index]
            for found in unbound_in(stated, pack, everywhere=wanted == "require"):
                at = stated.place(found.start)
                place = chapter.places.at(passage.offsets[at]) if at < len(passage.offsets) else passage.location
                words = stated.text[found.start : found.end]
                yield Finding(
                    place,
                    problem("S089", words=words),
                    severity,
                    language=chapter.language,
                )


def check_records(
    settings: Settings, figures: Mapping[str, Figure], photos: Mapping[str, Photo], packs: Packs
) -> Iterator[Finding]:
    """The same for the words of figures and photographs."""
    wanted = settings.claims
    if wanted == "off" or settings.imported:
        return
    for place, words, has_data in _shown(figures, photos):
        for language, text in words.items():
            if language not in packs:
                continue
            pack = packs[language]
            stated = stated_record(text, pack)
            ties = [(hold, hold.key) for hold in stated.holds if isinstance(hold.key, WordTie)]
            numbers = [hold for hold, tie in ties if tie.scheme == Scheme.STATISTIC.value]
            free = [(hold.start, hold.end) for hold, tie in ties if tie.scheme != Scheme.STATISTIC.value]
            # A number of a figure is one of its data, or the check says so (S005).
            numbers += [Hold(span.start, span.end) for span in untied(stated)] if has_data else []
            for found in unbound(stated, numbers, free, pack, everywhere=wanted == "require"):
                said = problem("S089", words=text[found.start : found.end])
                yield Finding(place, said, Severity.ERROR if wanted == "require" else Severity.NOTE, language=language)


def _shown(figures: Mapping[str, Figure], photos: Mapping[str, Photo]) -> Iterator[tuple[Location, Words, bool]]:
    for figure in figures.values():
        for words in (figure.title, figure.subtitle, figure.alt, figure.description):
            yield figure.location, words, bool(figure.data)
    for photo in photos.values():
        for words in (photo.alt, photo.caption):
            yield photo.location, words, False
