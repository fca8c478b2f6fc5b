"""Citations and references, typeset by the real pandoc in the three languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kerege.citations.citeproc import typeset_citations
from kerege.read import read_report
from kerege.render.citations import Cited, Group
from kerege.render.pandoc import plain


@pytest.mark.parametrize(("code", "page"), [("en", "p.\u00a09"), ("ru", "с.\u00a09"), ("ky", "б.\u00a09")])
def test_citations_speak_the_language_of_the_edition(real: Path, code: str, page: str) -> None:
    report = read_report(real).report
    typeset = typeset_citations(report, code)
    inlines = typeset.groups[Group((Cited("iom-2009", "", ", 9", False),), False)]
    assert plain(inlines) == f"(International Organization for Migration, 2009, {page})"
    cited = {c.key for chapter in report.all_chapters() for c in chapter.citations}
    assert cited <= set(typeset.entries)
    assert len(typeset.entries) >= 43
    again = typeset_citations(report, code)
    assert (again.groups, again.entries) == (typeset.groups, typeset.entries)


def test_the_list_on_the_page_has_every_cited_work(built: Path) -> None:
    for code in ("", "ru/", "ky/"):
        text = (built / "site" / code / "references" / "index.html").read_text(encoding="utf-8")
        chapter = (built / "site" / code / "04-literature" / "index.html").read_text(encoding="utf-8")
        targets = set(re.findall(r'class="k-cite" href="\.\./references/#(ref-[\w-]+)"', chapter))
        assert len(targets) > 15
        assert all(f'id="{target}"' in text for target in targets)
