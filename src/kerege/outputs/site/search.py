"""The search of the website: for each language one index of its own, as scripts that also load from disk.

The index is the text itself, passage by passage; the browser makes the word list when the search is first opened
(`search.js`). That is less to load than an inverted index with fragments, needs no server, no WebAssembly and no second
stemmer here, and the file can be read back for names that must not be published. What a language's words need (letters
typed for others, endings, irregular forms) is data: `languages/<code>/search.yml`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anyascii import anyascii

from kerege.languages import search_rules
from kerege.outputs.site.page_cache import PageCache
from kerege.outputs.site.passages import Kind, Passage, passages
from kerege.render.edition import Edition

FOLDER = "assets/kerege/search"
PART = 160_000
"""Characters of text after which a further script begins, so that the parts load side by side."""
_LABELS = (
    "find_title", "find_words", "find_hint", "find_close", "find_results", "find_count", "find_some", "find_spelling",
    "find_none", "find_none_help", "find_elsewhere", "find_more", "find_testimony", "find_statistic", "find_figure",
    "find_term", "find_work",
)  # fmt: skip


@dataclass(frozen=True)
class _Page:
    """A page as the search shows it."""

    place: str
    """Its address below the website's root."""
    title: str
    passages: tuple[Passage, ...]
    generated: bool


def write_search(
    site: Path, code: str, editions: Mapping[str, Edition], generated: Sequence[str], cache: PageCache | None = None
) -> None:
    """Write the index of a language whose pages are in `site`.

    Args:
        editions: of every language, since the search names the others.
        generated: the names of the language's pages that nobody writes.
        cache: where it is kept what pages say.
    """
    pages = tuple(_pages(site, editions[code], generated, cache))
    if pages:
        _write(site / FOLDER, code, editions[code], editions, pages)


def _pages(site: Path, edition: Edition, generated: Sequence[str], cache: PageCache | None) -> Iterator[_Page]:
    """The pages that are in the language, each testimony once: in the chapter that prints it."""
    prefix = "" if edition.language == edition.report.settings.original else f"{edition.language}/"
    seen: set[str] = set()
    names = [chapter.name for chapter in edition.everything if chapter.language == edition.language]
    for name in (*names, *generated):
        place = prefix if name == "index" else f"{prefix}{name}/"
        path = site / place / "index.html"
        if not path.is_file():
            continue
        read = _read(path.read_text(encoding="utf-8"), edition.language, cache)
        kept = tuple(p for p in read if p.kind is not Kind.TESTIMONY or p.mark not in seen)
        seen |= {p.mark for p in kept if p.kind is Kind.TESTIMONY}
        title = next((p.text for p in kept if p.kind is Kind.TITLE), "")
        if title:
            yield _Page(place, title, kept, name in generated)


def _read(html: str, language: str, cache: PageCache | None) -> tuple[Passage, ...]:
    if cache is None:
        return passages(html, language)
    rows = cache.read("passages", html, language, lambda: [_row(passage) for passage in passages(html, language)])
    return tuple(Passage(Kind(kind), *rest) for kind, *rest in rows)


def _row(passage: Passage) -> list[str]:
    return [passage.kind.value, passage.anchor, passage.text, passage.beside, passage.mark]


def _write(folder: Path, code: str, edition: Edition, editions: Mapping[str, Edition], pages: Sequence[_Page]) -> None:
    """`<code>.js` with words, rules and contents, and `<code>-<digest>.js` with the text of the pages, in parts."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{code}-*.js"):
        old.unlink()
    parts = []
    for part in _parts(pages):
        # Named for what it holds: a browser never takes an old part for a new one.
        name = f"{code}-{hashlib.sha256(_call('add', part).encode()).hexdigest()[:8]}.js"
        text = _call("add", part, name)
        (folder / name).write_text(text, encoding="utf-8")
        parts.append(name)
    original = edition.report.settings.original
    others = [
        [other, e.pack.name, "" if other == original else f"{other}/"]
        for other, e in editions.items() if other != code
    ]  # fmt: skip
    opening = {
        "language": code,
        "labels": {key.removeprefix("find_"): edition.pack.wording(key) for key in _LABELS},
        "rules": {**_keyboard(editions), **search_rules(code), "latin": _latin(editions, pages)},
        "others": others,
        "more": [[page.place, page.title] for page in pages if page.generated],
        "parts": parts,
    }
    (folder / f"{code}.js").write_text(_call("begin", opening), encoding="utf-8")


def _keyboard(editions: Mapping[str, Edition]) -> dict[str, str]:
    """The keyboard that a reader may have had set by mistake: the first that one of the report's languages tells of."""
    told = (search_rules(code).get("keyboard") for code in editions)
    return {"keyboard": found} if (found := next(filter(None, told), "")) else {}


def _latin(editions: Mapping[str, Edition], pages: Sequence[_Page]) -> dict[str, str]:
    """How each letter of the text and of the report's languages is written in Latin letters, so that a word is found in either script."""
    shown = {
        letter for page in pages for passage in page.passages for letter in f"{passage.text}{passage.beside}".lower()
    }
    shown |= {letter for edition in editions.values() for letter in edition.pack.letters}
    foreign = sorted(letter for letter in shown if letter.isalpha() and not letter.isascii())
    return {
        letter: latin
        for letter in foreign
        if (latin := "".join(filter(str.isalpha, anyascii(letter).lower()))) != letter
    }


def _parts(pages: Sequence[_Page]) -> Iterator[list[Any]]:
    part: list[Any] = []
    size = 0
    for page in pages:
        rows = [[p.kind.value, p.anchor, p.text, *([p.beside] if p.beside else [])] for p in page.passages]
        part.append([page.place, page.title, rows])
        size += sum(len(p.text) + len(p.beside) for p in page.passages)
        if size > PART:
            yield part
            part, size = [], 0
    if part:
        yield part


def _call(function: str, *values: object) -> str:
    """A script that hands values over; U+2028 and U+2029 end a line in older JavaScript, JSON lets them be."""
    text = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"keregeSearch.{function}({text});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
