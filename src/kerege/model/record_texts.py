"""The words that a report's records print, by language: testimonies, figures, statistics, glossary, sources, report.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kerege.findings import Location
from kerege.messages import say
from kerege.model.report import Report


@dataclass(frozen=True, slots=True)
class RecordText:
    """One text of a record in its languages."""

    location: Location
    what: str
    """For a message: `figure 'evidence'`."""
    words: Mapping[str, str]
    original: str
    """The language that it was written in."""


def record_texts(report: Report) -> Iterator[RecordText]:
    """Every text of a record that readers see, without the testimonies."""
    settings = report.settings
    for figure in report.figures.values():
        for words in (figure.title, figure.subtitle, figure.alt, figure.description, *figure.labels.values()):
            yield RecordText(figure.location, say("figure '{figure}'", figure=figure.id), words, settings.original)
    for photo in report.photos.values():
        for words in (photo.alt, photo.caption, photo.credit, photo.rights, photo.place):
            yield RecordText(photo.location, say("photograph '{photo}'", photo=photo.id), words, settings.original)
    for drawn in report.tables.values():
        for words in (drawn.title, drawn.stub, drawn.note, *drawn.rows.values(), *drawn.columns.values()):
            yield RecordText(drawn.location, say("table '{table}'", table=drawn.id), words, settings.original)
    for statistic in report.statistics.values():
        yield RecordText(
            statistic.location,
            say("statistic '{statistic}'", statistic=statistic.id),
            statistic.label,
            settings.original,
        )
    for term in report.terms.values():
        for words in (term.term, term.definition):
            yield RecordText(term.location, say("term '{term}'", term=term.id), words, settings.original)
    for source in report.sources.values():
        for words in (source.title, source.population, *source.said.values()):
            yield RecordText(source.location, say("source '{source}'", source=source.id), words, settings.original)
    for words in (settings.title, settings.subtitle, settings.message, settings.rights, settings.publisher):
        yield RecordText(settings.location, "report.yml", words, settings.original)
    contact = settings.contact
    more = [settings.short_title, settings.keywords, contact.name, contact.address]
    more += [words for part in settings.parts.values() for words in (part.title, part.summary)]
    more += [words for partner in settings.partners for words in (partner.name, partner.role)]
    for words in more:
        yield RecordText(settings.location, "report.yml", words, settings.original)
    for name, table in (("themes", report.themes), ("speakers", report.speakers)):
        for key, words in table.items():
            place = Location(PurePosixPath("quotes", f"{name}.yml"))
            yield RecordText(place, say("'{key}' of {name}.yml", key=key, name=name), words, settings.original)


def testimony_texts(report: Report) -> Iterator[RecordText]:
    """The testimonies that are printed."""
    for quote in report.quotes.values():
        yield RecordText(quote.location, say("quote '{quote}'", quote=quote.id), quote.text, quote.original)
