"""How two editions differ, told in lines, for programs, and as a page; passages word by word where the pages of both are at hand.

The record of an edition keeps no passage's words. They stand in the pages that were published: in `editions/NUMBER/` of a report
that keeps them, in a published folder, and in `build/` for the report as it stands.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

from kerege.evidence.editions import Difference, differences, text_digest
from kerege.messages import Message, say, say_count, together
from kerege.model.editions import ClosedEdition, PublishedChapter
from kerege.outputs.finished import page_tree
from kerege.render.elements import words_of

Blocks = Mapping[tuple[str, str], Sequence[str]]
"""The passages of each chapter, by language and name."""
_CHAPTER = re.compile(r"(?:(?P<code>[a-z]{2,3}(?:-\w+)*)/)?(?P<name>[^/]+)/index\.html")
_GENERATED = {
    "testimonies", "glossary", "references", "statistics", "corrections", "charts", "about-and-citing", "accessibility",
    "privacy", "translation", "parallel", "figures", "editions", "assets", "downloads", "search",
}  # fmt: skip
"""What is no chapter."""
_BLOCKS = {"p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption"}
_TEXT = {"k-text", "k-lead"}
_ASIDE = {
    "k-status",
    "k-toc",
    "k-card",
    "k-record",
    "k-permalink",
    "k-correction",
    "k-provisional",
    "k-place",
    "k-cite-page",
    "k-steps",
}
"""What Kerege adds to a chapter's text, by class."""
_UNREAD = {"script", "style", "nav", "svg", "template"}
_WORD = re.compile(r"\s+|\d[\d.,]*\d|\w+|[^\w\s]")
_VALUE, _HALF = 4, 0.5
"""Words and signs of a passage that is hardly more than a value; likeness from which two passages are one."""


@dataclass(frozen=True)
class Rewritten:
    """A chapter's passages that are others now."""

    what: str
    """`chapter:LANGUAGE/NAME`."""
    passages: tuple[tuple[str, str], ...]
    """Was and now; one is empty where a passage is new or gone."""


def published_pages(folder: Path, original: str) -> tuple[Mapping[str, Mapping[str, PublishedChapter]], Blocks]:
    """The chapters of a website, by language and name, and their passages.

    Args:
        folder: the website's root.
        original: the language at the root.
    """
    chapters: dict[str, dict[str, PublishedChapter]] = {}
    found: dict[tuple[str, str], Sequence[str]] = {}
    for path in sorted(folder.glob("*/index.html")) + sorted(folder.glob("*/*/index.html")):
        match = _CHAPTER.fullmatch(path.relative_to(folder).as_posix())
        if match is None or match["name"] in _GENERATED or match["code"] in _GENERATED:
            continue
        page = page_tree(path.read_text(encoding="utf-8", errors="replace"))
        blocks: list[str] = []
        _gather(page, inside=False, blocks=blocks)
        title = page.find(".//h1")
        if blocks and title is not None:
            name, code = match["name"], match["code"] or original
            published = PublishedChapter(words_of(title), tuple(map(text_digest, blocks)))
            chapters.setdefault(code, {})[name] = published
            found[code, name] = blocks
    return chapters, found


def _gather(part: Element, *, inside: bool, blocks: list[str]) -> str:
    """The words of a part of a page; those of each block of the chapter's text go to `blocks`, and to no block around it."""
    classes = set(part.get("class", "").split())
    if part.tag in _UNREAD or classes & _ASIDE:
        return ""
    inside = inside or bool(classes & _TEXT)
    words = part.text or ""
    for child in part:
        words += _gather(child, inside=inside, blocks=blocks) + (child.tail or "")
    if part.tag not in _BLOCKS:
        return words
    words = " ".join(words.replace("\u00ad", "").split())
    if words and inside:
        blocks.append(words)
    return ""


def rewritten(before: Blocks, after: Blocks, found: Sequence[Difference]) -> Iterator[Rewritten]:
    """The passages of each chapter that differ, in their order; a chapter that was renamed is compared with what it became."""
    for one in found:
        kind, _, where = one.what.partition(":")
        code, _, name = where.partition("/")
        became = name if (code, name) in after else one.now.partition(": ")[0]
        old, new = before.get((code, name)), after.get((code, became))
        if kind == "chapter" and old is not None and new is not None:
            passages = tuple(_passages(old, new))
            if passages:
                yield Rewritten(one.what, passages)


def _passages(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        right, at = list(new[c:d]), 0
        for was in old[a:b]:
            match = next((k for k in range(at, len(right)) if _alike(was, right[k])), None)
            yield from (("", now) for now in right[at : match or at])
            yield was, "" if match is None else right[match]
            at = at if match is None else match + 1
        yield from (("", now) for now in right[at:])


def _alike(was: str, now: str) -> bool:
    """Whether two passages are one that was changed; a value alone is taken for one that became another value."""
    old, new = _WORD.findall(was), _WORD.findall(now)
    if max(len(old), len(new)) <= _VALUE:
        return any(part[0].isdigit() for part in old) == any(part[0].isdigit() for part in new)
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() > _HALF


def by_word(was: str, now: str, gone: tuple[str, str], come: tuple[str, str], shown: Callable[[str], str] = str) -> str:
    """Two passages as one, with signs around the words that went and those that came.

    Args:
        shown: how words are written where the signs are markup.
    """
    old, new = _WORD.findall(was), _WORD.findall(now)
    told = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            told.append(shown("".join(old[a:b])))
            continue
        left, right = shown("".join(old[a:b])), shown("".join(new[c:d]))
        told += [f"{gone[0]}{left}{gone[1]}"] if left else []
        told += [f"{come[0]}{right}{come[1]}"] if right else []
    return "".join(told)


def told(found: Sequence[Difference], passages: Sequence[Rewritten] = ()) -> Iterator[Message]:
    """The differences, one a line with its places and wordings below it, then each passage with [-what went-] and {+what came+}."""
    by_chapter = {one.what: one.passages for one in passages}
    for one in found:
        yield together("", one.what, "  ", one.was or say("(new)"), " → ", one.now or say("(gone)"))
        if one.places:
            yield together("", "    ", say("in {places}", places=", ".join(one.places)))
        yield from (together("", "    ", detail) for detail in one.details)
        for was, now in by_chapter.get(one.what, ()):
            yield together("", "    ", by_word(was, now, ("[-", "-]"), ("{+", "+}")))
    yield say_count("{count} difference", "{count} differences", len(found)) if found else say("no differences")


def as_json(found: Sequence[Difference], passages: Sequence[Rewritten] = ()) -> str:
    """The differences for programs."""
    by_chapter = {one.what: one.passages for one in passages}
    rows = [
        {
            "what": d.what, "was": d.was, "now": d.now, "places": list(d.places), "details": list(d.details),
            "passages": [{"was": was, "now": now} for was, now in by_chapter.get(d.what, ())],
        }
        for d in found
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, indent=1)


_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem;border-bottom:1px solid #ccc}"
    "del{background:#fbe0dd}ins{background:#dff2df;text-decoration:underline}code{overflow-wrap:anywhere}"
)


def as_page(found: Sequence[Difference], passages: Sequence[Rewritten], names: tuple[str, str], language: str) -> str:
    """The differences as a page that stands alone: a table of what changed, then the passages with `del` and `ins`."""
    title = f"{names[0]} → {names[1]}"
    rows = "".join(
        f"<tr><td><code>{escape(one.what)}</code></td><td>{escape(one.was)}</td><td>{escape(one.now)}</td>"
        f"<td>{'<br>'.join(map(escape, (*one.places, *one.details)))}</td></tr>\n"
        for one in found
    )
    chapters = "".join(
        f"<h2><code>{escape(one.what)}</code></h2>\n"
        + "".join(
            f"<p>{by_word(was, now, ('<del>', '</del>'), ('<ins>', '</ins>'), escape)}</p>\n"
            for was, now in one.passages
        )
        for one in passages
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n<table>\n"
        f"<thead><tr><th></th><th>{escape(names[0])}</th><th>{escape(names[1])}</th><th></th></tr></thead>\n"
        f"<tbody>{rows}</tbody></table>\n{chapters}</body></html>"
    )


def compared(
    before: ClosedEdition, after: ClosedEdition, sites: tuple[Path | None, Path | None], original: str
) -> tuple[list[Difference], list[Rewritten]]:
    """What two editions say differently, by word where the websites of both are at hand."""
    blocks: tuple[Blocks, Blocks] = ({}, {})
    if sites[0] is not None and sites[1] is not None:
        # Pages cut passages as pages do; so both sides are taken from pages.
        (was, old), (now, new) = published_pages(sites[0], original), published_pages(sites[1], original)
        before, after, blocks = replace(before, chapters=was), replace(after, chapters=now), (old, new)
    found = list(differences(before, after))
    if not before.chapters or not after.chapters:
        # What was published may be there without its chapters: then only what both hold is compared.
        found = [one for one in found if one.what.startswith(("stat:", "quote:"))]
    elif not all(one.claims or one.tables or one.files for one in (before, after)):
        # Evidence alone holds neither the wordings of claims nor cells of tables.
        found = [one for one in found if not one.what.startswith(("claim:", "table:"))]
    return found, list(rewritten(*blocks, found))
