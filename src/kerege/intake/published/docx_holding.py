"""What a Word file holds by its own XML: words, pictures, links and cells for the account, comments, heads and feet of pages.

Source: ECMA-376 part 1, in its transitional and its strict namespaces.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kerege.archives import DAMAGED
from kerege.intake.published.document import Holding
from kerege.languages.recognised import within

_TEXT = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
_EDGE = re.compile(r"word/(?:header|footer)\d*\.xml")
_BLANKS = ("tab", "br", "cr", "noBreakHyphen")
_SKIPPED = ("Fallback", "del", "moveFrom")
"""What is there a second time for old programs, and what was deleted."""


@dataclass(frozen=True)
class PackageParts:
    """What was found beside the text."""

    holding: Holding = field(default_factory=Holding)
    comments: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    """Texts of heads and feet of pages, each once."""
    media: Mapping[str, bytes] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    """By name of a style in small letters: the level of the headings that it is for."""
    shown: tuple[tuple[str, str], ...] = ()
    """Pictures in the order of the text: the file's name, and the words before it."""

    def picture(self, source: str) -> bytes | None:
        """The bytes of a picture that the text shows."""
        name = posixpath.normpath(source).casefold()
        return next((content for path, content in self.media.items() if path.casefold().endswith(name)), None)


def package_parts(path: Path) -> PackageParts:
    """Read the parts of a Word file.

    Raises:
        OSError: it is no file of this kind.
    """
    texts: list[str] = []
    comments: list[str] = []
    edges: dict[str, None] = {}
    counts = [0, 0, 0]
    media = {}
    levels: Mapping[str, int] = {}
    shown: list[tuple[str, str]] = []
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if "/media/" in f"/{name}":
                    media[name] = archive.read(name)
                elif not name.endswith(".xml"):
                    continue
                elif _TEXT.fullmatch(name):
                    root = fromstring(archive.read(name))
                    texts += list(_paragraphs(root))
                    shown += _shown(root, _targets(archive, name))
                    counts = [before + more for before, more in zip(counts, _counts(root), strict=True)]
                elif _EDGE.fullmatch(name):
                    edges |= dict.fromkeys(text for text in _paragraphs(fromstring(archive.read(name))) if text.strip())
                elif name == "word/styles.xml":
                    levels = _levels(fromstring(archive.read(name)))
                elif name == "word/comments.xml":
                    comments = list(_comments(fromstring(archive.read(name))))
    except (ParseError, DefusedXmlException, *DAMAGED) as error:
        raise OSError(str(error)) from error
    holding = Holding(tuple(texts), *counts)
    return PackageParts(holding, tuple(comments), tuple(edges), media, levels, tuple(shown))


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _paragraphs(element: Element) -> Iterator[str]:
    """The text of each paragraph; those of a text box stand apart from the one in which it lies."""
    for child in element:
        name = _local(child)
        if name in _SKIPPED:
            continue
        if name == "p":
            pieces: list[str] = []
            inner = list(_run_texts(child, pieces))
            yield "".join(pieces)
            yield from inner
        else:
            yield from _paragraphs(child)


def _run_texts(element: Element, pieces: list[str]) -> Iterator[str]:
    for child in element:
        name = _local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in _BLANKS:
            pieces.append(" ")
        elif name == "txbxContent":
            yield from _paragraphs(child)
        elif name not in _SKIPPED and name not in ("oMath", "oMathPara"):
            yield from _run_texts(child, pieces)


def _counts(element: Element) -> tuple[int, int, int]:
    """Pictures, links, cells."""
    pictures = links = cells = 0
    for child in element:
        name = _local(child)
        if name in _SKIPPED:
            continue
        pictures += _picture_id(child) != ""
        links += name == "hyperlink" and any(key.endswith("}id") for key in child.attrib)
        links += name == "instrText" and re.search(r"HYPERLINK(?!.*\\l\b)", child.text or "") is not None
        cells += name == "tc" and not _goes_on(child)
        more = _counts(child)
        pictures, links, cells = pictures + more[0], links + more[1], cells + more[2]
    return pictures, links, cells


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _picture_id(element: Element) -> str:
    """The relation of a picture that lies in the file."""
    if _local(element) == "blip":
        return _attribute(element, "embed")
    return _attribute(element, "id") if _local(element) == "imagedata" else ""


def _goes_on(cell: Element) -> bool:
    """Whether a cell is the lower part of a merged one."""
    return any(
        _local(inner) == "vMerge" and _attribute(inner, "val") in ("", "continue")
        for properties in cell
        if _local(properties) == "tcPr"
        for inner in properties
    )


def _targets(archive: zipfile.ZipFile, part: str) -> Mapping[str, str]:
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    return {one.get("Id", ""): one.get("Target", "") for one in fromstring(archive.read(relations))}


def _shown(root: Element, targets: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pictures of a part, each with the words before it."""
    before = ""

    def walk(element: Element) -> Iterator[tuple[str, str]]:
        nonlocal before
        for child in element:
            if _local(child) in _SKIPPED:
                continue
            if _local(child) == "t" and (child.text or "").strip():
                before = (before + (child.text or ""))[-60:]
            if (key := _picture_id(child)) and targets.get(key):
                yield targets[key].rpartition("/")[2], before
            yield from walk(child)

    yield from walk(root)


def _levels(root: Element) -> Mapping[str, int]:
    """Styles that are for headings, whatever they are called: they have a level in the outline."""
    names: dict[str, str] = {}
    own: dict[str, int] = {}
    above: dict[str, str] = {}
    for style in root:
        key = _attribute(style, "styleId")
        if _local(style) != "style" or _attribute(style, "type") != "paragraph":
            continue
        for inner in style.iter():
            if _local(inner) == "name":
                names[key] = _attribute(inner, "val").casefold()
            elif _local(inner) == "basedOn":
                above[key] = _attribute(inner, "val")
            elif _local(inner) == "outlineLvl" and _attribute(inner, "val").isdigit():
                own[key] = int(_attribute(inner, "val"))
    found = {}
    for key, name in names.items():
        place, seen = key, set[str]()
        while place not in own and place in above and place not in seen:
            seen.add(place)
            place = above[place]
        # Nine means: text.
        if own.get(place, 9) < 9:
            found[name] = own[place] + 1
    if found.keys() - _BUILT_IN:
        return found
    # Publishers' styles that Word's outline does not know: Chapter Title, Head A, Head B.
    named = {name: _named_level(name) for name in names.values()}
    return {**found, **{name: level for name, level in named.items() if level}}


_BUILT_IN = frozenset(f"heading {level}" for level in range(1, 10))
_HEAD_STYLE = re.compile(
    r"(?:head(?:ing)?[ _-]?(?P<a>[a-d])|(?P<b>[a-d])[ _-]head(?:ing)?|h(?:ead)?[ _-]?(?P<n>[1-6]))"
)


def _named_level(name: str) -> int:
    """The level of a heading that the name of a style tells; 0 for another style."""
    if within("document", "chapter-style").fullmatch(name):
        return 1
    match = _HEAD_STYLE.fullmatch(name)
    if match is None:
        return 0
    return int(match["n"]) if match["n"] else "abcd".index(match["a"] or match["b"]) + 2


def _comments(root: Element) -> Iterator[str]:
    for comment in root:
        who = next((value for key, value in comment.attrib.items() if key.endswith("}author")), "")
        said = " ".join(text for text in _paragraphs(comment) if text.strip())
        if said:
            yield f"{who}: {said}" if who else said
