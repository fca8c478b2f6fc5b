"""Ties, citations and notes that lead nowhere, with the id that was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_report import SOURCE, cases, cited, found, tiny, told

CODES = ("S001", "S007", "S080", "Q001", "Q004", "X010", "X011", "X018", "C001")
FILES = {
    "data/sources.yml": SOURCE,
    "data/statistics/a.yml": {"women-share": cited("40", label="Women")},
    "data/claims.yml": {"most": {"share": {"of": "women-share", "below": 50}}},
    "glossary.yml": {"kelin": {"term": {"en": "kelin"}, "definition": {"en": "A bride."}}},
    "references.json": [{"id": "un-2016", "type": "report", "title": "T", "author": [{"literal": "UN"}]}],
}


def report(folder: Path, text: str) -> Path:
    return tiny(folder, {**FILES, "docs/en/01-a.md": text}, nostat={"idiom": "An idiom."})


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[40 per cent](stat:women-share)", []),
        ("[40 per cent](stat:women-shre)", ["S001/near"]),
        ("[40 per cent](stat:zzz)", ["S001/unknown"]),
        ("[fewer](claim:mots)", ["S080/near"]),
        ("[fewer](claim:zzz)", ["S080/unknown"]),
        ("[words](quote:zzz)", ["Q001/unknown"]),
        ("[kelin](term:kelin)", []),
        ("[kelin](term:kelim)", ["X010/term-near"]),
        ("[kelin](term:zzz)", ["X010/term-unknown"]),
        ("[Figure](fig:zzz)", ["X010/figure-unknown"]),
        ("[Table](table:zzz)", ["X010/table-unknown"]),
        ("[40 winks](nostat:idiom)", []),
        ("[40 winks](nostat:idoim)", ["S007/near"]),
        ("As told [@un-2016].", []),
        ("As told [@un-2015].", ["C001/near"]),
        ("As told [@zzz].", ["C001/unknown"]),
        ("[there](report:other/01-a)", ["X018/report-unknown"]),
        ("A note.[^a]\n\n[^a]: It is here.", []),
        ("A note.[^a]", ["X011/footnote-called-not-written-add-line"]),
        ("[^a]: It is here.", ["X011/footnote-written-never-called"]),
        ("A note.[^note-1]\n\n[^note-2]: Here.", ["X011/footnote-called-not-written"]),
        ("A.[^a]\n\n[^a]: One.\n\n[^a]: Two.", ["X011/footnote-written-twice-first"]),
    ],
)
def test_where_each_leads(tmp_path: Path, text: str, codes: list[str]) -> None:
    assert cases(report(tmp_path, text), *CODES) == codes


def test_the_id_that_was_meant(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, "It is [40 per cent](stat:women-shre)."), "S001")
    assert (finding.fact("target"), finding.fact("near"), finding.location.column) == ("women-shre", "women-share", 7)


def test_a_testimony_that_is_still_a_draft(tmp_path: Path) -> None:
    folder = report(tmp_path, "[words](quote:d)")
    draft = "d: {original: en, text: {en: 'Some words.'}, speaker: w}\n"
    (folder / "quotes" / "drafts").mkdir(parents=True)
    (folder / "quotes" / "drafts" / "a.yml").write_text(draft)
    assert told(folder, *CODES) == ["Q004 docs/en/01-a.md:5"]


def test_ties_in_records_lead_somewhere_too(tmp_path: Path) -> None:
    folder = report(tmp_path, "Words.")
    text = "t: {term: {en: tie}, definition: {en: 'See [40 per cent](stat:women-shre)'}}\n"
    (folder / "glossary.yml").write_text(text)
    assert told(folder, "S001") == ["S001 glossary.yml:1"]


def test_where_a_note_is_written_twice_the_first_is_named(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, "A.[^a]\n\n[^a]: One.\n\n[^a]: Two."), "X011")
    assert (finding.location.line, finding.fact("line"), finding.fact("label")) == (9, 7, "a")
