"""Nobody can be recognised: names and places stay out of every file.

Passes: "A woman from a village"; fails: the village's name, in any inflection and script, in a chapter, a record,
alt text, a figure, a file's name or an image's metadata (P001, P008, P009); a place that an imported report names against
its own promise (P010, a warning); letters in an entry, or in a chapter, that nothing compares with those of other scripts (P017, a
warning). A chapter that prints testimony on violence begins with a content note (P006).
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.checks.waivers import Recognised, not_waived
from kerege.findings import Finding, Location
from kerege.languages.folding import unknown_letters
from kerege.languages.names import Names, names_of
from kerege.model import BlockKind, Chapter, Passage, Photo, Privacy, Quote, Report, chapters_of
from kerege.model.record_texts import record_texts
from kerege.read.privacy import PATH as PRIVACY

CODES = ("P001", "P006", "P008", "P009", "P010", "P017")
_IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp")
_FOLDERS = ("docs", "data", "figures", "quotes")
_VIOLENCE = {"violence", "psychological_violence", "sexual_violence", "forced_marriage", "suicide", "abuse_of_children"}


def check_chapters(parallels: Parallels, privacy: Privacy, quotes: Mapping[str, Quote]) -> Iterator[Finding]:
    """Yield a finding for each thing in a chapter by which somebody could be recognised."""
    banned, doubtful = names_of(privacy.banned), names_of(privacy.doubtful)
    found = (
        recognised
        for chapter in chapters_of(parallels)
        for recognised in (
            *(f for passage in chapter.passages for f in _passage(chapter, passage, banned)),
            *(f for passage in chapter.passages for f in _promised(chapter, passage, doubtful)),
            *_content_note(quotes, chapter),
            *_unknown_script(privacy, chapter),
        )
    )
    yield from not_waived(privacy, found)


def check_records(records: Report, privacy: Privacy) -> Iterator[Finding]:
    """Yield a finding for each banned name in a record."""
    yield from not_waived(privacy, _records(records, names_of(privacy.banned)))
    for key, forms in {**privacy.in_quotes, **privacy.doubtful, **privacy.banned}.items():
        if letters := unknown_letters("".join(forms)):
            yield Finding(
                Location(PRIVACY),
                problem("P017/entry-has-letters-that", key=key, letters=letters),
            )


def check_files(folders_root: Path, privacy: Privacy, photos: Mapping[str, Photo]) -> Iterator[Finding]:
    """Yield a finding for each file whose name or metadata tells of somebody."""
    yield from not_waived(privacy, _files(folders_root, photos, names_of(privacy.banned)))


def _place(chapter: Chapter, passage: Passage, position: int) -> Location:
    offset = passage.offsets[position] if position < len(passage.offsets) else chapter.body
    line = chapter.text.count("\n", 0, offset) + 1
    return Location(chapter.path, line, offset - chapter.text.rfind("\n", 0, offset))


def _promised(chapter: Chapter, passage: Passage, doubtful: Names) -> Iterator[Recognised]:
    for name in doubtful.find(passage.plain):
        finding = Finding(
            _place(chapter, passage, name.start),
            problem("P010", text=name.text),
            language=chapter.language,
        )
        yield Recognised(finding, entry=name.key)


def _unknown_script(privacy: Privacy, chapter: Chapter) -> Iterator[Recognised]:
    """Words in a script in which no entry is written: a banned name in it would not be known."""
    forms = "".join(form for forms in (*privacy.banned.values(), *privacy.in_quotes.values()) for form in forms)
    if not forms or chapter.text.isascii():
        return
    written = {_script(letter) for letter in forms}
    for passage in chapter.passages:
        letters = [c for c in unknown_letters(passage.plain) if _script(c) not in written]
        if letters:
            at = passage.plain.index(letters[0])
            words = "".join(letters)[:20]
            finding = Finding(
                _place(chapter, passage, at),
                problem("P017/chapter-has-letters-script", words=words),
                language=chapter.language,
            )
            yield Recognised(finding)
            return


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _passage(chapter: Chapter, passage: Passage, banned: Names) -> Iterator[Recognised]:
    for name in banned.find(passage.plain):
        finding = Finding(
            _place(chapter, passage, name.start),
            problem("P001/banned", text=name.text, key=name.key),
            language=chapter.language,
        )
        yield Recognised(finding, entry=name.key)


def _records(report: Report, banned: Names) -> Iterator[Recognised]:
    for record in record_texts(report):
        for language, text in record.words.items():
            for name in banned.find(text):
                finding = Finding(
                    record.location,
                    problem("P001/in-banned", text=name.text, what=record.what, key=name.key),
                    language=language,
                )
                yield Recognised(finding, entry=name.key)


def _content_note(quotes: Mapping[str, Quote], chapter: Chapter) -> Iterator[Recognised]:
    if chapter.meta.get("content_note"):
        return
    for block in chapter.blocks_of(BlockKind.QUOTE):
        quote = quotes.get(block.target)
        if quote is not None and _VIOLENCE & set(quote.sensitive):
            finding = Finding(
                block.location,
                problem("P006", quote=quote.id, sensitive=quote.sensitive),
                language=chapter.language,
            )
            yield Recognised(finding)
            return


def _files(root: Path, photos: Mapping[str, Photo], banned: Names) -> Iterator[Recognised]:
    # Of a photograph only copies without any are published; a place that its file tells is finding F011.
    copied = {str(photo.file) for photo in photos.values()}
    for shown in (path for folder in _FOLDERS for path in _below(root, folder)):
        for name in banned.find(shown.replace("_", " ").replace("/", " ")):
            place = Location(PurePosixPath(shown))
            finding = Finding(place, problem("P009", text=name.text, key=name.key))
            yield Recognised(finding, entry=name.key)
        if shown not in copied and shown.casefold().endswith(_IMAGES) and (kept := _metadata_of(root / shown)):
            finding = Finding(
                Location(PurePosixPath(shown)),
                problem("P008", kept=kept),
            )
            yield Recognised(finding)


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
