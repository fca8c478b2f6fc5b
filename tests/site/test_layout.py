"""What the templates are given is plain data, so that another program than MkDocs can show it too."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

from kerege.evidence.ledger import read_ledger
from kerege.outputs.site.bridge import THEME, context
from kerege.outputs.site.content import site_page
from kerege.outputs.site.context import make_site_context
from kerege.outputs.site.pages import chapter_layout
from kerege.outputs.site.pairs import parallel_layout
from kerege.read import read_report

TEMPLATES = "".join(path.read_text(encoding="utf-8") for path in sorted(THEME.rglob("*.html")))


def test_a_layout_survives_json_and_material_s_menu_is_made_of_it_alone(template: Path) -> None:
    report = read_report(template).report
    site_context = make_site_context(report, read_ledger(report).values, "")
    edition = site_context.editions["ky"]
    chapter = edition.chapters[0]
    layout = chapter_layout(site_context, "ky", chapter, site_page(chapter, edition), "<p>…</p>")
    pair = parallel_layout(site_context, "ky", "en", chapter.name)
    for one in (layout, pair):
        plain = json.loads(json.dumps(asdict(one)))
        assert plain["title"] == one.title
        # Templates are given nothing that has to be called: what one says is a value, and all of them are in the JSON.
        said = {name for name in dir(one) if not name.startswith("_")}
        assert said == set(plain) and not any(callable(getattr(one, name)) for name in said)
        assert set(re.findall(r"\bk\.(\w+)", TEMPLATES)) <= said and not re.search(r"\bk\.\w+\(", TEMPLATES)
    shown = context({"theme": {"name": "material"}, "extra": {}}, layout)
    assert [place.title for place in shown["nav"].items if place.active] == [shown["page"].title]
    assert [place.url for place in shown["page"].toc[0].children] == [f"#{heading.id}" for heading in layout.toc]
    assert shown["config"]["theme"]["features"] and shown["config"]["theme"]["font"] is False
