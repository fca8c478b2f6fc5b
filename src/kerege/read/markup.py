"""What a chapter may hold besides words: a short list of HTML tags, links that a reader can follow, nothing that loads or runs.

Markdown lets every HTML tag through, and Python-Markdown, markdown-it and pandoc do not agree where a tag, an attribute
list or an address begins. So this looks at the characters only, in code and comments too, and knows what is allowed; what
is not on the list is a finding, whoever would have understood it. The finished pages are read back for the same
(`outputs/readback/active.py`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from kerege.catalogue import Problem, problem
from kerege.errors import KeregeError
from kerege.findings import Finding
from kerege.messages import say

UNSAFE = ("X020", "X021", "X022", "X023", "X024", "X030", "X031", "X032", "R011", "R012")
"""Codes of what would load, run or read something: a report cannot turn them off, and nothing is written past them."""
TAGS = (
    "abbr",
    "b",
    "bdi",
    "br",
    "cite",
    "em",
    "i",
    "kbd",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "wbr",
)
SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
"""Where an ordinary link may lead."""
HARMFUL = frozenset(
    {
        "about",
        "blob",
        "data",
        "file",
        "filesystem",
        "intent",
        "jar",
        "javascript",
        "ms-msdt",
        "res",
        "vbscript",
        "view-source",
    }
)
_TAG = re.compile(rf"</?(?:{'|'.join(TAGS)})(?:\s+(?:lang|dir)=(?:\"[\w-]+\"|'[\w-]+'))*\s*/?>", re.IGNORECASE)
_AUTOLINK = re.compile(r"<(?:(?:https?|ftp|mailto):[^\s<>\"'`]+|[^\s<>\"'`:@]+@[\w.-]+)>", re.IGNORECASE)
# Whoever reads it, this comment ends at its last three characters, for nothing within it can open or close anything.
_COMMENT = re.compile(r"<!--(?!-?>)[^<>]*-->")
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_SHOWN = re.compile(r"<[^>\n]{0,40}>?")
_BRACES = re.compile(r"\{(?=(?P<near>[^\n]{0,2000}?)\}(?P<far>[^\n]{0,2000}\})?)")
_PLAIN_ATTRIBUTES = re.compile(
    r"(?::\s*)?(?:(?:[#.][^\s#.{}=\"'<>]+|(?:lang|dir)=[\"']?[\w-]+[\"']?)(?:\s+|(?=[#.])|$))+"
)
_ATTRIBUTE = re.compile(r"^\s*[:=]|[\w:.-]+\s*=")
_TARGET = re.compile(
    r"\](?=\(\s*(?:<(?P<pointed>[^>\n]{0,2000})>|(?P<bare>[^)\"'\n]{0,2000}(?:\n[^)\"'\n]{0,2000})?)))"
)
_DEFINITION = re.compile(r"^[ >]*\[(?![@^])[^\]\n]+\]:\s*<?(?P<url>[^\s>]+)", re.MULTILINE)
_IMAGE = re.compile(r"!\[(?![@^])")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\]")
_URL_SCHEME = re.compile(r"(?P<name>[a-z][a-z0-9+.-]*):", re.IGNORECASE)


class Trouble(NamedTuple):
    """Something that must not stand in a chapter; the offset counts in the text."""

    offset: int
    problem: Problem


def require_safe(findings: Iterable[Finding]) -> None:
    """For commands that go on in spite of errors: not in spite of these.

    Raises:
        KeregeError: the first finding that says something could load, run or lead elsewhere.
    """
    for finding in findings:
        if finding.code in UNSAFE:
            location_code_message = f"{finding.location} {finding.code} {finding.message}"
            raise KeregeError(
                say("{location_code_message}; mend that first.", location_code_message=location_code_message)
            )


def troubles(text: str) -> Iterator[Trouble]:
    """Everything in a chapter that is not on the list: X020 tags, X021 attributes, X022 links, X023 paths, X024 images."""
    yield from _tags(text)
    yield from _attributes(text)
    for match in _TARGET.finditer(text):
        name = "bare" if match["pointed"] is None else "pointed"
        yield from _address(match[name], match.start(name))
    for match in _DEFINITION.finditer(text):
        yield from _address(match["url"], match.start("url"))
    for match in _IMAGE.finditer(text):
        yield Trouble(
            match.start(),
            problem("X024"),
        )


def _tags(text: str) -> Iterator[Trouble]:
    for match in _OPENING.finditer(text):
        at = match.start()
        if any(pattern.match(text, at) for pattern in (_TAG, _AUTOLINK, _COMMENT)):
            continue
        shown = _SHOWN.match(text, at)
        found = shown[0] if shown else text[at : at + 20]
        if found.startswith("<!--"):
            yield Trouble(at, problem("X020/comment-with-tag", found=found))
        else:
            yield Trouble(at, problem("X020/html-that-chapter-cannot", found=found, tags=TAGS))


def has_tag(text: str) -> bool:
    """Whether a text of a record holds HTML; records are plain text and would show the tag as it is written."""
    return any(not _AUTOLINK.match(text, match.start()) for match in _OPENING.finditer(text))


def _attributes(text: str) -> Iterator[Trouble]:
    for match in _BRACES.finditer(text):
        # Some readers end the list at the first brace, some at the last of the line.
        near = match["near"].strip()
        whole = f"{near}}}{match['far'][:-1]}" if match["far"] else near
        if any(_ATTRIBUTE.search(inner) and not _PLAIN_ATTRIBUTES.fullmatch(inner) for inner in (near, whole)):
            yield Trouble(
                match.start(),
                problem("X021", near=near[:40]),
            )


def _address(url: str, at: int) -> Iterator[Trouble]:
    """X022 for a link that runs something or hides its scheme, X023 for one that leaves the report."""
    bare = plain_address(url)
    scheme = _URL_SCHEME.match(bare)
    written = _URL_SCHEME.match(url.strip())
    if scheme is not None:
        name = scheme["name"].lower()
        hidden = written is None or written["name"].lower() != name
        if name in HARMFUL or (hidden and "." not in name):
            yield Trouble(
                at,
                problem("X022/link-that-runs-or", url=url.strip()[:60], name=name),
            )
    elif bare.startswith("//"):
        yield Trouble(at, problem("X022/does-not-say-how", url=url.strip()[:60]))
    elif leaves(bare):
        yield Trouble(at, problem("X023", url=url.strip()[:60]))


def plain_address(url: str) -> str:
    """An address as a browser takes it: entities resolved, no blanks, controls or backslashes within."""
    for _ in range(3):
        url = unescape(url)
    return _IGNORED.sub("", url)


def leaves(path: str) -> bool:
    """Whether a link of a chapter is absolute or climbs above docs/."""
    path = re.split("[?#]", path.replace("%2e", ".").replace("%2E", "."))[0]
    if not path:
        return False
    return path.startswith("/") or posixpath.normpath(f"docs/language/{path}").split("/")[0] != "docs"
