"""Nobody can be recognised: names and places stay out, and nothing rare is shown of a person.

Passes: "A woman from a village" ; fails: the village's name, in any inflection and script, in a chapter, a testimony,
alt text, a figure, a file's name or an image's metadata (P001, P008, P009). In a testimony also: a town or a region
(P002), an exact sum, date or age (P003), attributes that fewer than k participants share, alone (P004) or put together
over one participant's testimonies (P005), a place that an imported report names against its own promise (P010, a warning), a word that looks like a name and is not registered (P007). A chapter that
prints testimony on violence begins with a content note (P006).

Source of k: the disclosure rules of statistical offices use a minimum cell count of 3 (Eurostat, "Handbook on Statistical
Disclosure Control", 2010); 5 on sensitive topics.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kerege.checks.context import Case
from kerege.findings import Finding, Location, Severity
from kerege.languages.names import Names
from kerege.languages.reading import Kind, Span, read
from kerege.model import BlockKind, Chapter, Passage, Quote

CODES = ("P001", "P002", "P003", "P004", "P005", "P006", "P007", "P008", "P009", "P010")
_MONEY = ("USD", "KGS", "RUB")
_EXACT = ("date", "year", "decade", "telephone", "age")
"""Conventions that tell who somebody is."""
_CAPITAL = re.compile(r"(?<=[^\W\d_] )[A-ZА-ЯЁҢӨҮ][^\W\d_]+|(?<=, )[A-ZА-ЯЁҢӨҮ][^\W\d_]+")
_IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp")
_FOLDERS = ("docs", "data", "figures", "quotes")
_VIOLENCE = {"violence", "psychological_violence", "sexual_violence", "forced_marriage", "suicide", "abuse_of_children"}


def check_chapters(case: Case) -> Iterator[Finding]:
    """Yield a finding for each thing in a chapter by which somebody could be recognised."""
    banned, doubtful = Names(case.report.privacy.banned), Names(case.report.privacy.doubtful)
    found = (
        finding
        for chapter in case.chapters()
        for finding in (
            *(f for passage in chapter.passages for f in _passage(chapter, passage, banned)),
            *(f for passage in chapter.passages for f in _promised(chapter, passage, doubtful)),
            *_content_note(case, chapter),
        )
    )
    yield from _not_waived(case, found)


def check_records(case: Case) -> Iterator[Finding]:
    """Yield a finding for each thing in records and testimonies by which somebody could be recognised."""
    privacy = case.report.privacy
    banned, inside = Names(privacy.banned), Names({**privacy.banned, **privacy.in_quotes})
    known = Names(
        {
            "known": [
                *(word for name in privacy.allowed for word in name.split()),
                *(name for names in privacy.pseudonyms.values() for name in names),
            ]
        }
    )
    yield from _not_waived(case, _in_records(case, banned, inside, known))


def check_files(case: Case) -> Iterator[Finding]:
    """Yield a finding for each file whose name or metadata tells of somebody."""
    yield from _not_waived(case, _files(case, Names(case.report.privacy.banned)))


def _not_waived(case: Case, found: Iterable[Finding]) -> Iterator[Finding]:
    for finding in found:
        waived = any(
            waiver.code == finding.code
            and waiver.file == str(finding.location.path)
            and (not waiver.name or waiver.name in finding.message)
            for waiver in case.report.privacy.waivers
        )
        if not waived:
            yield finding


def _in_records(case: Case, banned: Names, inside: Names, known: Names) -> Iterator[Finding]:
    yield from _records(case, banned)
    for quote in case.report.quotes.values():
        yield from _testimony(case, quote, inside, known)
    yield from _attributes(case)


def _place(chapter: Chapter, passage: Passage, position: int) -> Location:
    offset = passage.offsets[position] if position < len(passage.offsets) else chapter.body
    line = chapter.text.count("\n", 0, offset) + 1
    return Location(chapter.path, line, offset - chapter.text.rfind("\n", 0, offset))


def _promised(chapter: Chapter, passage: Passage, doubtful: Names) -> Iterator[Finding]:
    for name in doubtful.find(passage.plain):
        yield Finding(
            _place(chapter, passage, name.start),
            "P010",
            f"'{name.text}' is named, although the report promises that nobody can be recognised by their place",
            "say the region, or 'a village', and move the name from 'doubtful' to 'banned' in privacy.yml",
            Severity.WARNING,
            language=chapter.language,
        )


def _passage(chapter: Chapter, passage: Passage, banned: Names) -> Iterator[Finding]:
    for name in banned.find(passage.plain):
        yield Finding(
            _place(chapter, passage, name.start),
            "P001",
            f"'{name.text}' is banned ({name.key})",
            "say the oblast, or 'a village'",
            language=chapter.language,
        )


def _records(case: Case, banned: Names) -> Iterator[Finding]:
    report = case.report
    texts: list[tuple[Location, str, Iterable[Mapping[str, str]]]] = [
        (f.location, f"figure '{f.id}'", (f.title, f.subtitle, f.alt, *f.labels.values()))
        for f in report.figures.values()
    ]
    texts += [(s.location, f"statistic '{s.id}'", (s.label,)) for s in report.statistics.values()]
    texts += [(t.location, f"term '{t.id}'", (t.term, t.definition)) for t in report.terms.values()]
    texts += [(s.location, f"source '{s.id}'", (s.title, s.population)) for s in report.sources.values()]
    settings = report.settings
    texts.append(
        (settings.location, "report.yml", (settings.title, settings.subtitle, settings.message, settings.rights))
    )
    for place, what, maps in texts:
        for words in maps:
            for language, text in words.items():
                for name in banned.find(text):
                    yield Finding(
                        place,
                        "P001",
                        f"'{name.text}' in {what} is banned ({name.key})",
                        "take it out",
                        language=language,
                    )


def _tells(text: str, span: Span) -> bool:
    """Whether a number is exact enough to tell who somebody is: digits, a date, a sum of money."""
    if span.quantity is not None and span.quantity.unit in _MONEY:
        return True
    digits = any(sign.isdecimal() for sign in text[span.start : span.end])
    return digits and (span.kind is not Kind.CONVENTION or span.name in _EXACT)


def _testimony(case: Case, quote: Quote, inside: Names, known: Names) -> Iterator[Finding]:
    for language, text in quote.text.items():
        for name in inside.find(text):
            yield Finding(
                quote.location,
                "P002",
                f"quote '{quote.id}' names '{name.text}' in '{language}' ({name.key})",
                "say 'a village', 'a city' or the country",
                language=language,
            )
        if language in case.packs:
            for span in read(text, case.packs[language].lexicon):
                if _tells(text, span):
                    yield Finding(
                        quote.location,
                        "P003",
                        f"quote '{quote.id}' says '{text[span.start : span.end]}' in '{language}'",
                        "generalise: 'a large sum', 'in her thirties', 'some years ago'",
                        language=language,
                    )
        plain = " ".join(text.split())
        for match in _CAPITAL.finditer(plain):
            if not any(True for _ in known.find(match[0])):
                yield Finding(
                    quote.location,
                    "P007",
                    f"'{match[0]}' in quote '{quote.id}' ('{language}') looks like a name",
                    "take it out, or register it in privacy.yml: pseudonyms, or allowed",
                    language=language,
                )


def _attributes(case: Case) -> Iterator[Finding]:
    privacy = case.report.privacy
    people: dict[str, list[Quote]] = {}
    for quote in case.report.quotes.values():
        if quote.participant:
            people.setdefault(quote.participant, []).append(quote)
        if quote.shown:
            yield from _rare(case, quote, dict(quote.shown), "P004", f"quote '{quote.id}' shows")
    for quotes in people.values():
        together: dict[str, str] = {}
        for quote in quotes:
            together |= {"speaker": quote.speaker, **quote.shown}
        if len(quotes) > 1 and any(q.shown for q in quotes):
            together.pop("speaker")
            yield from _rare(
                case, quotes[0], together, "P005", f"the testimonies {', '.join(q.id for q in quotes)} together show"
            )
    del privacy


def _rare(case: Case, quote: Quote, shown: Mapping[str, str], code: str, what: str) -> Iterator[Finding]:
    privacy = case.report.privacy
    wanted = {"speaker": quote.speaker, **shown}
    listed = {name for row in privacy.frame for name in row.shown}
    count = sum(
        row.count for row in privacy.frame if all(row.shown.get(k, v) == v for k, v in wanted.items() if k in listed)
    )
    needed = privacy.k_sensitive if quote.sensitive else privacy.k
    said = ", ".join(f"{key}: {value}" for key, value in sorted(shown.items()))
    if not privacy.frame:
        yield Finding(
            quote.location,
            code,
            f"{what} {said}, and privacy.yml has no frame of participants to judge it by",
            "add 'frame' with counts, or show no attributes",
        )
    elif count < needed or not set(shown) <= listed:
        yield Finding(
            quote.location,
            code,
            f"{what} {said}; {count} participant(s) share this, {needed} are needed",
            "show fewer or wider attributes, e.g. 'rural' instead of the oblast",
        )


def _content_note(case: Case, chapter: Chapter) -> Iterator[Finding]:
    if chapter.meta.get("content_note"):
        return
    for block in chapter.blocks_of(BlockKind.QUOTE):
        quote = case.report.quotes.get(block.target)
        if quote is not None and _VIOLENCE & set(quote.sensitive):
            yield Finding(
                block.location,
                "P006",
                f"'{quote.id}' speaks of {', '.join(quote.sensitive)}, and the chapter has no content note",
                "add 'content_note:' to its front matter, with a helpline where there is one",
                language=chapter.language,
            )
            return


def _files(case: Case, banned: Names) -> Iterator[Finding]:
    root = case.report.root
    for shown in (path for folder in _FOLDERS for path in _below(root, folder)):
        for name in banned.find(shown.replace("_", " ").replace("/", " ")):
            place = Location(PurePosixPath(shown))
            yield Finding(place, "P009", f"the file's name holds '{name.text}' ({name.key})", "rename it")
        if shown.casefold().endswith(_IMAGES) and (kept := _metadata_of(root / shown)):
            yield Finding(
                Location(PurePosixPath(shown)),
                "P008",
                f"the image carries metadata: {', '.join(kept)}",
                "save it without metadata; they can hold the place and the photographer's notes",
            )


def _below(root: Path, folder: str) -> Iterator[str]:
    """Everything below a folder, folders too; links are named and not followed."""
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    for entry in entries:
        yield f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _below(root, f"{folder}/{entry.name}")


def _metadata_of(path: Path) -> tuple[str, ...]:
    if not path.is_file():
        return ()
    status = path.stat()
    return _metadata_once(path, status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


@lru_cache(maxsize=10_000)
def _metadata_once(path: Path, *_state: int) -> tuple[str, ...]:
    """While a report is written it is checked at every save, and its pictures are the largest files that it has."""
    return tuple(image_metadata(path.read_bytes()))


def image_metadata(raw: bytes) -> list[str]:
    """The kinds of metadata that an image file carries: Exif, XMP, IPTC, text."""
    found = []
    head = raw[:200_000] + raw[-20_000:]
    for name, mark in (
        ("Exif", b"Exif\x00\x00"),
        ("Exif", b"eXIf"),
        ("XMP", b"<x:xmpmeta"),
        ("XMP", b"ns.adobe.com/xap"),
        ("IPTC", b"Photoshop 3.0"),
        ("text", b"tEXt"),
        ("text", b"iTXt"),
        ("text", b"zTXt"),
        ("Exif", b"EXIF"),
    ):
        if mark in head and name not in found:
            found.append(name)
    return found
