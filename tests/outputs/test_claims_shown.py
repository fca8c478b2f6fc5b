"""What readers and programs get of claims: arithmetic over the words, in the annex, in claims.csv and evidence.json."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kerege.evidence.ledger import read_ledger
from kerege.outputs.evidence import write_evidence
from kerege.outputs.site.extras import claims_csv
from kerege.outputs.site.numbers import number_store, numbers_of
from kerege.read import read_report
from kerege.render.edition import Edition, make_edition
from kerege.render.generated import generated_pages
from kerege.render.html import chapter_html
from kerege.render.links import Links, Medium
from tests.claim_report import claim_report

TEXT = (
    "Poverty [rose by 8 points](claim:rise), to [48 per cent](stat:poor-2015). Reading is [most common](claim:first) in Osh,"
    " [40 per cent](stat:osh), and women read [twice as often](claim:more) as men."
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    report = read_report(claim_report(tmp_path_factory.mktemp("claims") / "report", TEXT)).report
    return make_edition(report, "en", read_ledger(report).values)


def test_the_annex_lists_each_claim_with_its_arithmetic(edition: Edition) -> None:
    for medium in (Medium.WEB, Medium.BOOK):
        page = next(page for page in generated_pages(edition, medium) if page.name == "statistics")
        assert "Comparisons and changes" in page.html
        assert "48 − 40 = +8; 48 ÷ 40 = 1.2; +20%" in page.html
        assert 'id="arithmetic-rise"' in page.html and 'id="arithmetic-first"' in page.html
        assert 'id="arithmetic-most"' not in page.html  # which nothing states
    assert "claims.csv" in next(p for p in generated_pages(edition, Medium.WEB) if p.name == "statistics").html


def test_claims_csv_holds_what_the_edition_states(edition: Edition) -> None:
    rows = list(csv.DictReader(claims_csv(edition).decode("utf-8-sig").splitlines()))
    assert [(row["id"], row["kind"], row["values"]) for row in rows] == [
        ("rise", "change", "40 48"),
        ("more", "compare", "52 26"),
        ("first", "rank", "40 38 21"),
    ]


def test_evidence_holds_every_phrase_with_its_claim(edition: Edition, tmp_path: Path) -> None:
    write_evidence(edition.report, {"en": edition}, {"en": {"claim:rise": (4,), "stat:osh": (4,)}}, tmp_path)
    rows = list(csv.DictReader((tmp_path / "claims.csv").open(encoding="utf-8", newline="")))
    assert {row["verdict"] for row in rows} == {"agrees"}
    rise = next(row for row in rows if row["claim"] == "rise")
    assert (rise["words"], rise["states"], rise["pdf_pages"]) == ("rose by 8 points", "up", "4")
    evidence = json.loads((tmp_path / "evidence.json").read_text(encoding="utf-8"))
    assert [claim["id"] for claim in evidence["claims"]] == ["rise", "first", "more"]
    assert evidence["claims"][0]["phrases"][0]["url"] == "50-claims/#claim-rise"
    osh = next(row for row in evidence["statistics"] if row["id"] == "osh")
    assert osh["pages"] == {"en": [4]}


def test_the_words_lead_to_the_arithmetic_and_show_it(edition: Edition) -> None:
    chapter = next(chapter for chapter in edition.everything if chapter.name == "50-claims")
    html = chapter_html(chapter, edition, Medium.WEB)
    assert 'href="../statistics/#arithmetic-rise"' in html
    shown = [what for what in numbers_of(html) if what.startswith("claim:")]
    assert shown == ["claim:rise", "claim:first", "claim:more"]
    card = number_store(edition, Links(Medium.WEB, chapter.name), ["claim:rise"], "../")
    assert 'data-card="claim:rise"' in card and "<dd>48 − 40 = +8; 48 ÷ 40 = 1.2; +20%</dd>" in card
    assert 'id="claim-rise"' in html and 'data-kerege="claim:rise"' in html


def test_claims_of_a_title_are_among_the_evidence(tmp_path: Path) -> None:
    folder = claim_report(tmp_path / "report", TEXT, settings='message: {en: "[Most](claim:most) women read."}')
    report = read_report(folder).report
    write_evidence(report, {"en": make_edition(report, "en", read_ledger(report).values)}, {}, tmp_path / "evidence")
    rows = list(csv.DictReader((tmp_path / "evidence" / "claims.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["words"], row["verdict"]) for row in rows if row["file"] == "report.yml"] == [("Most", "agrees")]
