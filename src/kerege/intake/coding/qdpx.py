"""Reading the REFI-QDA project exchange format, .qdpx: a zip with `project.qde` and the transcripts as plain text.

The standard counts positions in Unicode characters from 0. Programs differ in what they make of a Windows line end, and
some count UTF-16 units; so where the file's selections repeat their own words, those words decide.
Source: REFI-QDA Standard 1.5, project exchange, TextSource and PlainTextSelection.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
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
        transcripts, segments = [], []
        for source, holder, kind in self._texts():
            name = source.get("name", "")
            selections = _selections(holder, kind)
            text = self._text(holder, name)
            if text is None:
                continue
            text = _as_counted(text, selections)
            guid = _guid(source.get("guid"))
            transcripts.append(Transcript(guid, name, text))
            for selection in selections:
                carried = tuple(code for code in selection.codes if code in known)
                if not 0 <= selection.start < selection.end <= len(text):
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
        if not path.startswith("internal://"):
            self._left.append(say("'{name}': its text is not inside the file", name=name))
            return None
        # Only the member's name counts, so that no path can lead out of the archive.
        member = self._members.get(PurePosixPath(path.removeprefix("internal://")).name.casefold())
        if member is None:
            self._left.append(say("'{name}': its text is missing from the file", name=name))
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


def _as_counted(text: str, selections: list[_Selection]) -> str:
    """The text with the line ends that the program counted: as stored, unless the selections' own words say otherwise."""
    if "\r\n" not in text:
        return text
    folded = text.replace("\r\n", "\n")

    def agree(candidate: str) -> int:
        return sum(
            1
            for s in selections
            if len(s.name) >= 3 and candidate[s.start : s.end].strip().startswith(s.name.strip(" .…")[:20])
        )

    fits = all(s.end <= len(folded) for s in selections)
    return folded if fits and agree(folded) > agree(text) else text


def _guid(value: str | None) -> str:
    return (value or "").strip("{}").casefold()
