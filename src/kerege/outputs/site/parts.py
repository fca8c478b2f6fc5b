"""The website in parts: the pages of each language, by MkDocs; those of each two languages; and what all of them share.

A part is known by what goes into it: the text of each page as MkDocs gets it, and what the template shows around it. So a
paragraph that changed in one language leaves the pages of the others as they were. What a plugin that is not known here
does to a page cannot be foreseen; where `mkdocs.yml` names one, the website is made as a whole (`build_site`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from kerege.cache.store import digest_of
from kerege.outputs.site import build_language
from kerege.outputs.site.extras import card_words, tables
from kerege.outputs.site.layout import Contents, House, Layout
from kerege.outputs.site.pages import chapter_layout, generated_layout
from kerege.outputs.site.pairs import parallel_frame, parallel_pages
from kerege.render.chapters import chapter_markdown
from kerege.render.links import Medium

CONTENTS = "contents"
"""Folder of the staging area: the finished text of each language's pages, which those of two languages are made from."""


def language_digest(house: House, code: str) -> str:
    """Of everything that the pages of a language, and the files that go with them, are made from; without the drawings."""
    names = [
        [(p.name, p.title) for p in house.generated[code]],
        [(key, e.pack.name) for key, e in house.editions.items()],
    ]
    return digest_of(
        list(_pages(house, code)), sorted(tables(house, code).items()), sorted(card_words(house, code).items()), names
    )


def _pages(house: House, code: str) -> Iterator[tuple[object, ...]]:
    edition = house.editions[code]
    for chapter in edition.everything:
        text = chapter_markdown(chapter, edition, Medium.WEB)
        yield chapter.language, text, sorted(chapter.meta.items()), _told(chapter_layout(house, code, chapter, ""))
    for page in house.generated[code]:
        yield code, page.html, _told(generated_layout(house, code, page, ""))


def make_language(root: Path, house: House, code: str, drawings: Path, out: Path) -> None:
    """Write the pages of a language below `out/site`, and their texts for the pages of two languages.

    Raises:
        BuildFailed: MkDocs stopped; the message carries its reason.
    """
    contents = build_language(root, out / "site", house, code, drawings)
    folder = out / CONTENTS
    folder.mkdir(parents=True, exist_ok=True)
    _place(folder, code).write_text(json.dumps(contents, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def contents_of(staging: Path, codes: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """The finished texts that `make_language` left, by language and name."""
    found: dict[tuple[str, str], str] = {}
    for code in codes:
        texts = json.loads(_place(staging / CONTENTS, code).read_text(encoding="utf-8"))
        found |= {(code, name): text for name, text in texts.items()}
    return found


def _place(folder: Path, code: str) -> Path:
    # No text that is published: its words are read back where they stand on a page.
    return folder / f"{code}.contents"


def pair_digest(house: House, contents: Contents, pair: tuple[str, str]) -> str:
    """Of everything that the pages of two languages are made from."""
    pages = tuple(parallel_pages(house, *pair))
    return digest_of(
        [_told(parallel_frame(house, *page)) for page in pages],
        [contents[first, name] for first, _, name in pages],
    )


def _told(layout: Layout) -> list[tuple[str, Any]]:
    """What a layout says; its labels are words of Kerege's own."""
    return [(field.name, getattr(layout, field.name)) for field in fields(layout) if field.name != "label"]
