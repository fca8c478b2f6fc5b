"""After each kind of change, building again gives byte for byte the website that a clean build gives; no page in it is stale.

Changes follow one another in one report, as they do in life: a later one finds what the cache holds from before all earlier ones.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kerege.build.build import build_report
from kerege.cache.fingerprints import look
from kerege.outputs.site.page_cache import PageCache
from tests.outputs.test_incremental import edit, new_report

CHAPTER = "---\ntitle: {}\n---\n\n## {} {{#{}}}\n\n{}, [62.5 per cent](stat:readers-share).\n"


def _value(folder: Path) -> None:
    edit(folder, "data/survey.csv", "62.5", "62.6")
    edit(folder, "docs/en/01-example.md", "62.5", "62.6")
    edit(folder, "docs/ky/01-example.md", "62,5", "62,6")


def _new_chapter(folder: Path) -> None:
    text = CHAPTER.format("Second", "Read again", "again", "Again").replace("62.5", "62.6")
    (folder / "docs/en/02-second.md").write_text(text, encoding="utf-8")
    edit(
        folder,
        "report.yml",
        "status: {ru: draft, ky: draft}",
        "status: {ru: draft, ky: draft}\npending: {ky: [02-second]}",
    )


def _first_is_last(folder: Path) -> None:
    for code in ("en", "ky"):
        (folder / f"docs/{code}/01-example.md").rename(folder / f"docs/{code}/03-example.md")
    shutil.rmtree(folder / "translations")


def _brand(folder: Path) -> None:
    (folder / "brand.yml").write_text('color:\n  primary: "#1f4f7a"\n', encoding="utf-8")


def _override(folder: Path) -> None:
    edit(folder, "mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    (folder / "overrides/partials").mkdir(parents=True)
    (folder / "overrides/partials/actions.html").write_text("<p>{{ page.title }}: one</p>", encoding="utf-8")


def _override_of_all_pages(folder: Path) -> None:
    # What MkDocs knows of the other pages stands in this one.
    words = "{% for file in pages %}<i>{{ file.page.title }} {{ file.page.content | length }}</i>{% endfor %}"
    (folder / "overrides/partials/actions.html").write_text(words, encoding="utf-8")


def _chapter_removed(folder: Path) -> None:
    (folder / "docs/en/02-second.md").unlink()
    edit(folder, "report.yml", "\npending: {ky: [02-second]}", "")


Change = Callable[[Path], object]
CHANGES: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("a paragraph", (lambda f: edit(f, "docs/en/01-example.md", "Of those asked", "Of all those asked"),)),
    (
        "a translation, a title",
        (
            lambda f: edit(f, "docs/ky/01-example.md", "баяндама окуйт, ", "баяндама көп окуйт, "),
            lambda f: edit(f, "docs/en/01-example.md", "title: Example", "title: First example"),
        ),
    ),
    (
        "a value, a label, a testimony, a term",
        (
            _value,
            lambda f: edit(f, "data/statistics/example.yml", "People who write", "Those who write"),
            lambda f: edit(f, "quotes/example.yml", "she trusts a figure", "she believes a figure"),
            lambda f: edit(f, "glossary.yml", "A link from words", "A way from words"),
        ),
    ),
    ("a drawing", (lambda f: edit(f, "figures/reading.yml", "ky: окушат", "ky: окуп жатышат"),)),
    ("a new chapter that waits for its translation", (_new_chapter,)),
    ("the order of chapters", (_first_is_last,)),
    (
        "the house style, the settings",
        (_brand, lambda f: edit(f, "mkdocs.yml", "  font: false\n", "  font: false\n  features: [toc.follow]\n")),
    ),
    ("a template", (_override, lambda f: edit(f, "overrides/partials/actions.html", "one", "two"))),
    (
        "a template that asks for all pages, and a title under it",
        (_override_of_all_pages, lambda f: edit(f, "docs/en/03-example.md", "title: First", "title: Last")),
    ),
    (
        "the edition, and a chapter removed",
        (lambda f: edit(f, "report.yml", '"2026-01-01"', '"2026-02-03"'), _chapter_removed),
    ),
    ("back to earlier words", (lambda f: edit(f, "docs/en/03-example.md", "Of all those asked", "Of those asked"),)),
)
"""Compared after each group; every change is built."""


def _site(folder: Path, clean: bool = False) -> dict[str, str]:
    built = build_report(folder, only=("site",), clean=clean, progress=lambda _: None)
    assert built.files, [f"{f.location} {f.message}" for f in built.findings]
    return {name: mark.digest for name, mark in look(folder / "build" / "site").items()}


def test_the_website_is_what_a_clean_build_makes_after_every_kind_of_change(tmp_path: Path) -> None:
    report = new_report(tmp_path / "report")
    before = _site(report)
    for number, (name, changes) in enumerate(CHANGES):
        for change in changes:
            change(report)
            after = _site(report)
            assert any(file.endswith(".html") and before.get(file) != digest for file, digest in after.items()), name
            before = after
        fresh = tmp_path / str(number) / "report"
        shutil.copytree(report, fresh, ignore=shutil.ignore_patterns("build", ".kerege"))
        theirs = _site(fresh)
        wrong = [file for file in after.keys() | theirs.keys() if after.get(file) != theirs.get(file)]
        assert not wrong, f"{name}: {wrong}"


def test_the_page_that_changed_is_made_and_the_others_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = new_report(tmp_path / "report")
    _site(report)
    told = tmp_path / "told"
    made = PageCache.page

    def page(self: PageCache, name: str, given: Mapping[str, Any], make: Callable[[], str]) -> str:
        def noted() -> str:
            with told.open("a", encoding="utf-8") as file:
                file.write(f"{given['k'].place}\n")
            return make()

        return made(self, name, given, noted)

    monkeypatch.setattr(PageCache, "page", page)
    edit(report, "docs/ky/01-example.md", "баяндама окуйт, ", "баяндама көп окуйт, ")
    _site(report)
    assert set(told.read_text(encoding="utf-8").split()) == {
        "ky/01-example/",
        "parallel/ky-en/01-example/",
        "parallel/en-ky/01-example/",
    }
