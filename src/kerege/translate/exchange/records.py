"""The texts of a report's records in all languages: titles, glossary, words of figures, testimonies, labels of statistics.

They are found by their shape, a mapping from languages to texts, so that a new field needs nothing here. Stems are no
texts. A testimony is left out when it was withdrawn, or when the person did not agree to a translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml

from kerege.errors import KeregeError
from kerege.findings import Location
from kerege.messages import say
from kerege.model import Report
from kerege.read.quotes import record_files
from kerege.read.records import Complaints, read_text
from kerege.translate.exchange.scalars import Mapped, Scalar, mappings, parse

_NO_TEXTS = {"stems", "of", "status", "pending"}
"""Fields whose values by language are not for readers."""


@dataclass(frozen=True, slots=True)
class WordMap:
    """One text of a record in all its languages."""

    file: PurePosixPath
    path: tuple[str, ...]
    words: Mapping[str, str]
    location: Location
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return "/".join(self.path)


def word_maps(report: Report) -> tuple[WordMap, ...]:
    """All of them, file by file.

    Raises:
        KeregeError: a file cannot be read.
    """
    return tuple(found for file in _files(report.root) for found in _of_file(report, file))


def text_of(root: Path, file: PurePosixPath) -> str:
    """A YAML file with its line breaks as `\\n`.

    Raises:
        KeregeError: it cannot be read.
    """
    complaints = Complaints()
    text = read_text(root / file, file, complaints)
    if text is None:
        raise KeregeError(f"{file} {complaints.findings[0].message}.")
    return text


def _files(root: Path) -> Iterator[PurePosixPath]:
    single = ("report.yml", "glossary.yml")
    figures = [path.relative_to(root).as_posix() for path in sorted((root / "figures").glob("*.yml"))]
    tables = ("quotes/speakers.yml", "quotes/themes.yml", "data/sources.yml", "data/assertions.yml")
    statistics = [path.relative_to(root).as_posix() for path in sorted((root / "data" / "statistics").glob("*.yml"))]
    for file in (*single, *figures, *record_files(root), *tables, *statistics):
        if (root / file).is_file():
            yield PurePosixPath(file)


def _of_file(report: Report, file: PurePosixPath) -> Iterator[WordMap]:
    try:
        tree = parse(text_of(report.root, file))
    except yaml.YAMLError as error:
        raise KeregeError(say("{file} is not valid YAML; run 'kerege check'.", file=file)) from error
    testimonies = file.as_posix() in record_files(report.root)
    for path, mapped in mappings(tree):
        if path and not _NO_TEXTS & set(path) and _is_words(mapped, report):
            words = {code: value.value.strip() for code, value in mapped.fields.items() if isinstance(value, Scalar)}
            found = WordMap(file, path, words, Location(file, mapped.line))
            kept = _testimony(report, found) if testimonies and path[1:] == ("text",) else found
            if kept is not None:
                yield kept


def _is_words(mapped: Mapped, report: Report) -> bool:
    languages = report.settings.languages
    return bool(mapped.fields) and all(
        code in languages and isinstance(value, Scalar) for code, value in mapped.fields.items()
    )


def _testimony(report: Report, found: WordMap) -> WordMap | None:
    quote = report.quotes.get(found.path[0])
    if quote is None or quote.withdrawn or quote.consent.translate == "no":
        return None
    code = report.settings.original
    notes = [say("speaker: {code}", code=report.speakers.get(quote.speaker, {}).get(code, quote.speaker))]
    if quote.original != code:
        notes.append(
            say(
                "spoken in '{original}': {original2}",
                original=quote.original,
                original2=found.words.get(quote.original, ""),
            )
        )
    words = dict(found.words)
    if code not in words and quote.original in words:
        words[code] = words[quote.original]
    return WordMap(found.file, found.path, words, found.location, tuple(notes))
