"""An EPUB is valid: the conditions that a reading system or a shop refuses one for, each told at the chapter it comes from. (A015)

Sources: EPUB 3.2, 4 and 5.1; HTML, 3.2 (content models). `epubcheck` judges the same, and more, in the tests.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, fromstring

from kerege.catalogue import problem
from kerege.findings import Finding, Location
from kerege.messages import say
from kerege.model import Chapter
from kerege.outputs.readback import compact
from kerege.render.edition import Edition

CODES = ("A015",)
_NAME = re.compile(r"[^\W\d][\w.-]*")
_OPF = "{http://www.idpf.org/2007/opf}"
_BLOCKS = frozenset(
    (
        "aside",
        "blockquote",
        "div",
        "dl",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    )
)
_ONLY = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd"), "tr": ("td", "th"), "thead": ("tr",), "tbody": ("tr",)}


def read_back_validity(path: Path, edition: Edition) -> Iterator[Finding]:
    """Findings about an EPUB as a file that others open."""
    chapters = {f"{chapter.name}.xhtml": chapter for chapter in edition.chapters}
    file = path.name
    for page, trouble, words in epub_problems(path):
        yield Finding(
            _place(chapters.get(page), words) or Location(PurePosixPath("build/epub") / file / page),
            problem("A015", file=file, page=page, problem=trouble),
            language=edition.language,
        )


def _place(chapter: Chapter | None, words: str) -> Location | None:
    """The block of a chapter that shows these words."""
    if chapter is None:
        return None
    sought = compact(words)
    found = (passage.location for passage in chapter.passages if sought and sought in compact(passage.plain))
    return next(found, Location(chapter.path))


def epub_problems(path: Path) -> Iterator[tuple[str, str, str]]:
    """For each problem: the file within the EPUB, what is wrong, and the words it is about."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if not entries or entries[0].filename != "mimetype" or entries[0].compress_type != zipfile.ZIP_STORED:
            yield "mimetype", say("it is not the first entry, stored as it is"), ""
        parts = {
            name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist() if name.startswith("EPUB/")
        }
    pages: dict[str, Element] = {}
    for name, content in parts.items():
        if name.endswith((".xhtml", ".svg", ".opf")):
            try:
                pages[name] = fromstring(content)
            except ParseError as error:
                yield name, say("it is not well-formed ({error})", error=error), ""
    yield from _manifest(pages.get("package.opf"), parts)
    texts = {name: root for name, root in pages.items() if name.endswith(".xhtml")}
    ids = {
        name: [part.get("id", "") for part in root.iter() if part.get("id") is not None] for name, root in texts.items()
    }
    for name, root in texts.items():
        yield from _ids(name, ids[name])
        for part in root.iter():
            yield from _links(name, part, ids, parts)
            yield from _nesting(name, part)


def _manifest(package: Element | None, parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    if package is None:
        yield "package.opf", say("it is missing"), ""
        return
    listed = {unquote(item.get("href", "")) for item in package.iter(f"{_OPF}item")}
    for part in sorted(listed - set(parts)):
        yield "package.opf", say("'{part}' is not there", part=part), ""
    for part in sorted(set(parts) - listed - {"package.opf"}):
        yield "package.opf", say("'{part}' is not listed", part=part), ""


def _ids(name: str, ids: list[str]) -> Iterator[tuple[str, str, str]]:
    for identifier in sorted({i for i in ids if ids.count(i) > 1}):
        yield name, say("the id '{identifier}' stands twice", identifier=identifier), ""
    for identifier in ids:
        if not _NAME.fullmatch(identifier):
            yield name, say("'{identifier}' is no id", identifier=identifier), ""


def _links(
    name: str, part: Element, ids: Mapping[str, list[str]], parts: Mapping[str, bytes]
) -> Iterator[tuple[str, str, str]]:
    for key in ("href", "src"):
        target = part.get(key)
        if target is None or re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
            continue
        file, mark, anchor = target.partition("#")
        there = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(file))) if file else name
        if there not in parts or (mark and there in ids and unquote(anchor) not in ids[there]):
            yield name, say("the link to '{target}' leads nowhere", target=target), "".join(part.itertext())


def _nesting(name: str, part: Element) -> Iterator[tuple[str, str, str]]:
    tag = part.tag.rpartition("}")[2]
    kids = [child.tag.rpartition("}")[2] for child in part]
    allowed = _ONLY.get(tag)
    for inner in (child for child in kids if (allowed and child not in allowed) or (tag == "p" and child in _BLOCKS)):
        yield name, say("<{inner}> stands in <{tag}>", inner=inner, tag=tag), "".join(part.itertext())[:60]
    if allowed and not kids:
        yield name, say("<{tag}> is empty", tag=tag), ""
    if tag == "a" and any(child.tag.endswith("}a") for child in part.iter() if child is not part):
        yield name, say("a link stands in a link"), "".join(part.itertext())
