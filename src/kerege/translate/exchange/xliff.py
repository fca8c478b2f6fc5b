"""XLIFF 1.2 (OASIS standard, 1 February 2008): for Trados, memoQ, OmegaT, Phrase and the like.

Ties, citations and footnote marks are native codes (`bpt`/`ept`, `ph`), which these programs lock and can move as a whole;
their content is the Markdown itself. A text that is behind carries its previous original as `alt-trans`.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kerege import __version__
from kerege.errors import KeregeError
from kerege.findings import Location
from kerege.messages import say
from kerege.translate.exchange.codes import Side, pieces
from kerege.translate.exchange.entries import BEHIND, UNRECORDED, Entry, ExchangeFile, Mark, Returned

SUFFIX = ".xlf"
_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_VERSIONS = ("1.0", "1.1", "1.2")
_STATES = {
    "": 'state="new"',
    BEHIND: 'state="needs-translation" state-qualifier="fuzzy-match"',
    UNRECORDED: 'state="needs-review-translation" state-qualifier="x-unrecorded"',
    "draft": 'state="needs-review-translation"',
    "translated": 'state="translated"',
    "reviewed": 'state="signed-off"',
}
_FORMS = {
    "heading": "x-heading",
    "caption": "caption",
    "cell": "cell",
    "list item": "listitem",
    "footnote": "footnote",
    "label": "label",
    "front matter": "x-front-matter",
}


def xliff_text(exchanged: ExchangeFile) -> str:
    """The XLIFF file of an exchanged chapter."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<xliff version="1.2" xmlns="{_SPACE}">']
    for original, entries in exchanged.originals.items():
        lines += [
            f'<file original="{escape(str(original))}" source-language="{exchanged.source_language}" '
            f'target-language="{exchanged.language}" datatype="x-markdown" tool-id="kerege">',
            f'<header><tool tool-id="kerege" tool-name="Kerege" tool-version="{__version__}"/></header>',
            "<body>",
            *(line for entry in entries for line in _unit(entry)),
            "</body>",
            "</file>",
        ]
    return "\n".join([*lines, "</xliff>", ""])


def _unit(entry: Entry) -> Iterator[str]:
    approved = ' approved="yes"' if entry.status == "reviewed" else ""
    form = _FORMS.get(entry.kind, "x-paragraph" if entry.number >= 0 else "x-record")
    place = f"{entry.location.path}:{entry.location.line}"
    yield (
        f'<trans-unit id={quoteattr(entry.id)} resname={quoteattr(place)} restype="{form}"{approved} xml:space="preserve">'
    )
    yield f"<source>{coded(entry.source)}</source>"
    yield f"<target {_STATES[entry.status]}>{coded(entry.target, entry.source)}</target>"
    if entry.previous:
        yield '<alt-trans alttranstype="previous-version">'
        yield f"<source>{coded(entry.previous)}</source>"
        yield f"<target>{coded(entry.target, entry.previous)}</target>"
        yield "</alt-trans>"
    for note in entry.notes:
        yield f'<note from="glossary" annotates="source">{escape(note)}</note>'
    yield "</trans-unit>"


def coded(text: str, like: str = "", attribute: str = "id") -> str:
    """A text with its codes as elements; their numbers are those of the same codes in `like`."""
    return "".join(_coded(text, like, attribute))


def _coded(text: str, like: str, attribute: str) -> Iterator[str]:
    elements = {Side.OPEN: "bpt", Side.CLOSE: "ept", Side.ALONE: "ph"}
    for piece in pieces(text, like):
        if piece.side is Side.WORDS:
            yield escape(piece.text)
        else:
            name = elements[piece.side]
            yield f'<{name} {attribute}="{piece.number}">{escape(piece.text)}</{name}>'


def read_xliff(path: Path) -> Iterator[Returned]:
    """What an XLIFF file brings back.

    Raises:
        KeregeError: it is none.
    """
    raw = path.read_bytes()
    try:
        root = fromstring(raw, forbid_dtd=True)
    except (etree.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise KeregeError(say("{path} is not XML that can be read: {error}.", path=path, error=error)) from error
    # Some programs write an older version's name, or no namespace; what is read here is the same in all of them.
    if _local(root) != "xliff" or root.get("version", "1.2") not in _VERSIONS:
        raise KeregeError(say("{path} is not XLIFF 1.2; have your program save that version.", path=path))
    shown = PurePosixPath(path.as_posix())
    text = raw.decode("utf-8", "replace")
    for unit in (element for element in root.iter() if _local(element) == "trans-unit"):
        key = unit.get("id", "")
        line = text.count("\n", 0, max(text.find(quoteattr(key)), 0)) + 1
        source, target = (next((e for e in unit if _local(e) == name), None) for name in ("source", "target"))
        words = "".join(target.itertext()) if target is not None else ""
        status = _status(unit, target) if target is not None else ""
        yield Returned(
            key,
            "".join(source.itertext()) if source is not None else "",
            words,
            status,
            Location(shown, line),
            tuple(_marks(source)) if source is not None else (),
            tuple(_marks(target)) if target is not None else (),
        )


def _local(element: etree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


_SIDES = {"bpt": "open", "bx": "open", "ept": "close", "ex": "close", "ph": "alone", "x": "alone"}


def _marks(element: etree.Element) -> Iterator[Mark]:
    """Words and codes of a text, whatever elements a program writes its codes with: groups, pairs, placeholders."""
    if element.text:
        yield Mark(element.text)
    for child in element:
        name = _local(child)
        number = str(child.get("rid") or child.get("id") or "")
        if name == "g":
            yield Mark(number=number, side="open")
            yield from _marks(child)
            yield Mark(number=number, side="close")
        elif name == "it":
            yield Mark(number=number, side="open" if child.get("pos") == "open" else "close")
        elif name in _SIDES:
            yield Mark(number=number, side=_SIDES[name])
        elif name:
            # Segments and marked words are words.
            yield from _marks(child)
        if child.tail:
            yield Mark(child.tail)


def _status(unit: etree.Element, target: etree.Element) -> str:
    state, qualifier = target.get("state", ""), target.get("state-qualifier", "")
    if unit.get("approved") == "yes" and state not in ("new", "needs-translation", "needs-adaptation", "needs-l10n"):
        return "reviewed"  # what a person approved counts more than a state that the program left alone
    if state in ("signed-off", "final") and unit.get("approved") != "no":
        return "reviewed"
    if state in ("signed-off", "final"):
        return "translated"
    if state == "translated":
        return "translated"
    if state in ("needs-translation", "needs-adaptation", "needs-l10n"):
        return BEHIND
    if state.startswith("needs-review-"):
        return UNRECORDED if qualifier == "x-unrecorded" else "draft"
    return ""
