"""Reading the REFI-QDA project exchange format, .qdpx: a zip with `project.qde` and the transcripts as plain text.

The standard counts positions in Unicode characters from 0. Programs differ in what they make of a Windows line end, and
some count UTF-16 units; so where the file's selections repeat their own words, those words decide, else the ends of words.
Source: REFI-QDA Standard 1.5, project exchange, TextSource and PlainTextSelection.
"""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kerege.archives import DAMAGED, BadArchive, require_sane
from kerege.errors import KeregeError
from kerege.intake.coding.project import Code, CodedProject, CodedSegment, Transcript
from kerege.messages import say, say_count

_SPACE = "{urn:QDA-XML:project:1.0}"


def read_qdpx(path: Path) -> CodedProject:
    """The project of a .qdpx file.

    Raises:
        KeregeError: the file is no REFI-QDA project, is hostile, or holds nothing coded.
    """
    if not path.is_file():
        raise KeregeError(say("There is no file {path}.", path=path))
    try:
        require_sane(path)
    except BadArchive as error:
        raise KeregeError(
            say("{path_error}; export it anew as 'REFI-QDA project (.qdpx)'.", path_error=f"{path.name} {error}")
        ) from error
    with zipfile.ZipFile(path) as archive:
        members = {PurePosixPath(name.replace("\\", "/")).name.casefold(): name for name in archive.namelist()}
        if "project.qde" not in members:
            raise KeregeError(
                say("{path} holds no project.qde; export it anew as 'REFI-QDA project (.qdpx)'.", path=path.name)
            )
        try:
            root = fromstring(archive.read(members["project.qde"]))
            return _Reading(root, archive, members).project()
        except (ParseError, DefusedXmlException, *DAMAGED) as error:
            # ValueError among them: bad numbers and texts that are not UTF-8.
            raise KeregeError(say("{path} cannot be read: {error}.", path=path.name, error=error)) from error


@dataclass(frozen=True)
class _Selection:
    start: int
    end: int
    name: str
    codes: tuple[str, ...]
    comment: str
    is_wrong: bool = False
    """Other words stand there than the file says, and those it says stand nowhere, or in several places."""


class _Reading:
    def __init__(self, root: Element, archive: zipfile.ZipFile, members: dict[str, str]) -> None:
        self._root, self._archive, self._members = root, archive, members
        self._left: list[str] = []

    def project(self) -> CodedProject:
        if self._root.tag != f"{_SPACE}Project":
            raise ValueError(say("its root is '{tag}', not a REFI-QDA project", tag=self._root.tag))
        codes = tuple(
            code
            for top in self._root.findall(f"{_SPACE}CodeBook/{_SPACE}Codes/{_SPACE}Code")
            for code in _codes(top, ())
        )
        known = {code.guid for code in codes}
        groups = self._groups()
        transcripts, segments = [], []
        for source, holder, kind in self._texts():
            name = source.get("name", "") or PurePosixPath(holder.get("plainTextPath", "")).stem
            selections = _selections(holder, kind)
            text = self._text(holder, name)
            if text is None:
                continue
            text, selections, unproved = _as_counted(text, selections)
            if unproved:
                self._left.append(
                    say_count(
                        "{count} segment of '{name}' whose words nothing proves: the text has signs that programs count in different ways",
                        "{count} segments of '{name}' whose words nothing proves: the text has signs that programs count in different ways",
                        unproved,
                        name=name,
                    )
                )
            guid = _guid(source.get("guid"))
            transcripts.append(Transcript(guid, name, text, groups.get(guid, "")))
            for selection in selections:
                carried = tuple(code for code in selection.codes if code in known)
                if selection.is_wrong:
                    self._left.append(
                        say(
                            "a segment of '{name}' at {start}–{end}: its words are others than the file says",
                            name=name,
                            start=selection.start,
                            end=selection.end,
                        )
                    )
                elif not 0 <= selection.start < selection.end <= len(text):
                    self._left.append(
                        say(
                            "a segment of '{name}' at {start}–{end}: not in its text",
                            name=name,
                            start=selection.start,
                            end=selection.end,
                        )
                    )
                elif carried:
                    words = text[selection.start : selection.end]
                    segments.append(
                        CodedSegment(guid, words, carried, selection.start, selection.end, comment=selection.comment)
                    )
            whole = len(source.findall(f"{_SPACE}Coding"))
            if whole:
                self._left.append(
                    say_count(
                        "{count} code put on the whole of '{name}'",
                        "{count} codes put on the whole of '{name}'",
                        whole,
                        name=name,
                    )
                )
        for kind in ("PictureSource",):
            count = len(self._root.findall(f"{_SPACE}Sources/{_SPACE}{kind}"))
            if count:
                self._left.append(say_count("{count} picture", "{count} pictures", count))
        return CodedProject(self._root.get("name", ""), codes, tuple(transcripts), tuple(segments), tuple(self._left))

    def _groups(self) -> dict[str, str]:
        """By source: the groups of documents that it stands in."""
        found: dict[str, list[str]] = {}
        for group in self._root.findall(f"{_SPACE}Sets/{_SPACE}Set"):
            for member in group.findall(f"{_SPACE}MemberSource"):
                found.setdefault(_guid(member.get("targetGUID")), []).append(group.get("name", ""))
        return {guid: " / ".join(names) for guid, names in found.items()}

    def _texts(self) -> Iterator[tuple[Element, Element, str]]:
        """Each source, the element of it that holds text, and what its selections are called."""
        for source in self._root.findall(f"{_SPACE}Sources/*"):
            kind = source.tag.removeprefix(_SPACE)
            if kind == "TextSource":
                yield source, source, "PlainTextSelection"
            elif kind == "PDFSource":
                inner = source.find(f"{_SPACE}Representation")
                if inner is not None:
                    yield source, inner, "PlainTextSelection"
                if source.find(f"{_SPACE}PDFSelection") is not None:
                    self._left.append(say("areas of pages coded in '{value}'", value=source.get("name", "")))
            elif kind in ("AudioSource", "VideoSource"):
                for inner in source.findall(f"{_SPACE}Transcript"):
                    yield source, inner, "TranscriptSelection"

    def _text(self, holder: Element, name: str) -> str | None:
        content = holder.findtext(f"{_SPACE}PlainTextContent")
        if content is not None:
            return content
        path = holder.get("plainTextPath", "")
        # Only the member's name counts, so that no path can lead out of the archive; some programs write nothing before it.
        member = self._members.get(PurePosixPath(path.rpartition("://")[2]).name.casefold())
        if member is None:
            inside = path.startswith("internal://")
            missing = say("'{name}': its text is missing from the file", name=name)
            self._left.append(missing if inside else say("'{name}': its text is not inside the file", name=name))
            return None
        return self._archive.read(member).decode("utf-8-sig")


def _codes(element: Element, above: tuple[str, ...]) -> Iterator[Code]:
    path = (*above, " ".join(element.get("name", "").split()))
    if element.get("isCodable", "true") in ("true", "1"):
        yield Code(_guid(element.get("guid")), path, (element.findtext(f"{_SPACE}Description") or "").strip())
    for inner in element.findall(f"{_SPACE}Code"):
        yield from _codes(inner, path)


def _selections(holder: Element, kind: str) -> list[_Selection]:
    points = {_guid(p.get("guid")): int(p.get("position", "-1")) for p in holder.findall(f"{_SPACE}SyncPoint")}
    found = []
    for element in holder.findall(f"{_SPACE}{kind}"):
        if kind == "TranscriptSelection":
            start = points.get(_guid(element.get("fromSyncPoint")), -1)
            end = points.get(_guid(element.get("toSyncPoint")), -1)
        else:
            start, end = int(element.get("startPosition", "-1")), int(element.get("endPosition", "-1"))
        codes = [_guid(ref.get("targetGUID")) for ref in element.findall(f"{_SPACE}Coding/{_SPACE}CodeRef")]
        comment = (element.findtext(f"{_SPACE}Description") or "").strip()
        found.append(_Selection(start, end, element.get("name", ""), tuple(dict.fromkeys(codes)), comment))
    return found


_FEWEST = 3
"""Letters of an excerpt that can prove anything."""
_EXCERPT = 20


def _as_counted(text: str, selections: list[_Selection]) -> tuple[str, list[_Selection], int]:
    """The text and the selections in characters of it, however the program counted; and how many of them nothing proves.

    Programs count characters or UTF-16 units, and a Windows line end once or twice. The way is taken in which most selections
    show the words that they repeat. Where they repeat none, as NVivo's, it is the one in which they begin and end between
    words, if only one is; else as the standard says (characters, as stored).
    """
    # QualCoder for Windows writes two carriage returns before a line feed where it is asked for the line ends of MAXQDA.
    folded = re.sub(r"\r+\n", "\n", text)
    tried = []
    for candidate in (text, folded):
        wide = [at + before for before, at in enumerate(at for at, sign in enumerate(candidate) if sign > "\uffff")]
        tried += [(candidate, selections), (candidate, [_moved(s, wide) for s in selections])]
    scores = [
        (
            sum(_agrees(candidate, s) is True for s in made),
            # A way in which a selection leaves the text is none.
            sum(0 <= s.start < s.end <= len(candidate) for s in made),
            sum(map(sum, (_between_words(candidate, s) for s in made))),
            -number,
        )
        for number, (candidate, made) in enumerate(tried)
    ]
    best = max(range(len(tried)), key=lambda number: scores[number])
    chosen, made = tried[best]
    if scores[best][0]:
        return chosen, [_proved(chosen, selection) for selection in made], 0
    shown = _shown(chosen, made)
    others = [scores[number][2] for number, way in enumerate(tried) if _shown(*way) != shown]
    edges, all_edges = scores[best][2], 2 * len(made)
    proved = (
        all_edges >= _FEWEST_EDGES
        and edges >= _EDGES * all_edges
        and all(edges - other > _CLEARLY * all_edges for other in others)
    )
    return chosen, made, len(made) if others and not proved else 0


_FEWEST_EDGES = 10
"""Ends of segments that prove anything."""
_EDGES, _CLEARLY = 0.9, 0.2
"""Shares of the ends of segments: those between words where it is counted rightly, and by how much other ways have fewer."""


def _shown(text: str, selections: list[_Selection]) -> list[tuple[str, bool]]:
    return [(text[s.start : s.end], s.end <= len(text)) for s in selections]


def _between_words(text: str, selection: _Selection) -> tuple[bool, bool]:
    """Whether a selection begins, and ends, where no word is cut."""
    begins, ends = (
        at <= 0 or not (text[at - 1 : at].isalnum() and text[at : at + 1].isalnum())
        for at in (selection.start, selection.end)
    )
    return begins, ends


def _moved(selection: _Selection, wide: list[int]) -> _Selection:
    """A selection whose ends count UTF-16 units, in characters.

    Args:
        wide: where, in units, the characters of two units begin.
    """
    start, end = (at - bisect_left(wide, at) for at in (selection.start, selection.end))
    return replace(selection, start=start, end=end)


def _agrees(text: str, selection: _Selection) -> bool | None:
    """Whether a selection shows the words that it repeats; None where it repeats none."""
    said = " ".join(selection.name.split()).strip(" .…")
    if len(said) < _FEWEST:
        return None
    return " ".join(text[max(0, selection.start) : max(0, selection.end)].split()).startswith(said[:_EXCERPT])


def _proved(text: str, selection: _Selection) -> _Selection:
    """A selection at the one place where its own words stand; where they stand nowhere else, it may have a name of another kind."""
    said = selection.name.strip(" .…\n")
    if _agrees(text, selection) is not False or len(said) < _EXCERPT:
        return selection
    places = [match.start() for match in re.finditer(re.escape(said), text)]
    if len(places) == 1:
        length = max(selection.end - selection.start, len(said))
        return replace(selection, start=places[0], end=min(len(text), places[0] + length))
    return replace(selection, is_wrong=True)


def _guid(value: str | None) -> str:
    return (value or "").strip("{}").casefold()
