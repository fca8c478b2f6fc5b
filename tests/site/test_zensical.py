"""Zensical, which its makers mean to follow MkDocs and Material, can take the website over: a trial build of six pages.

It runs neither our plugin nor static-i18n, so a page comes to it as its `Layout` in the front matter of an empty text, and our
templates as those of its `custom_dir`, with the edits below. It is installed apart (`requirements/interop.in`).
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import asdict
from pathlib import Path

import pytest

from kerege.evidence.ledger import read_ledger
from kerege.outputs.finished import page_tree
from kerege.outputs.site.bridge import THEME
from kerege.outputs.site.content import site_page
from kerege.outputs.site.context import make_site_context
from kerege.outputs.site.layout import Layout
from kerege.outputs.site.pages import chapter_layout, generated_layout
from kerege.read import read_report
from kerege.render.elements import inner_html, words_of

ZENSICAL = Path(__file__).parents[2] / ".venv-interop" / "bin" / "zensical"
PLACES = {
    "base.html": "main.html",
    "partials/footer.html": "partials/kerege/footer.html",
    "partials/kerege/figure.html": None,
    "partials/languages/ky.html": "partials/languages/ky.html",
}
"""Where a template of ours stands there, if not where it does here; None where it is not one of the theme's pages."""
KEPT = ("header.html", "alternate.html", "copyright.html", "language.html")
EDITS = (
    (r"\bk\.", "page.meta.k."),
    (r"(?<!material:)partials/footer\.html", "partials/kerege/footer.html"),
    ("material:", ""),
    ("k_fonts", "page.meta.k.fonts"),
    (r"~ furniture ~", "~ page.meta.k.language ~"),
)  # fmt: skip
"""All that has to be changed in them: how the page's data and the theme's own templates are called."""
MISSING = "<!doctype html><title>404</title>"


def six(root: Path) -> list[Layout]:
    """Front page, chapter and the page of all figures in two languages."""
    report = read_report(root).report
    site_context = make_site_context(report, read_ledger(report).values, "")
    found = []
    for code in ("en", "ky"):
        edition = site_context.editions[code]
        for chapter in edition.everything[:2]:
            page = site_page(chapter, edition)
            found.append(chapter_layout(site_context, code, chapter, page, inner_html(page.body)))
        figures = next(page for page in site_context.generated[code] if page.name == "statistics")
        found.append(generated_layout(site_context, code, figures, figures.html))
    return found


def write(folder: Path, layouts: list[Layout]) -> None:
    """A project of Zensical: settings, templates, and a page of data alone for each layout."""
    for path in sorted(THEME.rglob("*.html")):
        name = str(path.relative_to(THEME))
        place = PLACES.get(name, name if path.name in KEPT or "partials/kerege" in name else None)
        if place is not None:
            text = path.read_text(encoding="utf-8")
            for before, now in EDITS:
                text = re.sub(before, now, text)
            save(folder / "overrides" / place, text)
    save(folder / "overrides" / "404.html", MISSING)
    for layout in layouts:
        front = json.dumps({"title": layout.title, "k": asdict(layout)}, ensure_ascii=False)
        save(folder / "docs" / layout.place / "index.md", f"---\n{front}\n---\n")
    theme = {"name": "material", "variant": "classic", "custom_dir": "overrides", "font": False}
    settings = {"site_name": "Trial", "site_url": "https://example.org/", "theme": theme, "plugins": []}
    save(folder / "mkdocs.yml", json.dumps(settings))


def save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.skipif(not ZENSICAL.is_file(), reason="Zensical is not installed; scripts/setup test installs it")
def test_six_pages_are_built_from_their_data_alone(template: Path, tmp_path: Path) -> None:
    layouts = six(template)
    write(tmp_path / "trial", layouts)
    run = subprocess.run([ZENSICAL, "build"], cwd=tmp_path / "trial", capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    assert len(layouts) == 6
    for layout in layouts:
        html = (tmp_path / "trial" / "site" / layout.place / "index.html").read_text(encoding="utf-8")
        tree = page_tree(html)
        assert next(tree.iter("html")).get("lang") == layout.language
        assert [words_of(h1) for h1 in tree.iter("h1")] == [layout.title]
        assert layout.content in html and (not layout.cards or layout.cards in html)
        menu = next(part for part in tree.iter("nav") if part.get("id") == "all-pages")
        assert [words_of(a) for a in menu.iter("a")] == [entry.title for entry in (*layout.chapters, *layout.pages)]
        assert [a.get("hreflang") for a in tree.iter("a") if a.get("hreflang")] == [e.lang for e in layout.languages]
