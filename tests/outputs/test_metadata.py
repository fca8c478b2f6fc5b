"""What is published about the report for programs: people, publisher, identifiers and rights, each as what it is."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from kerege.checks import check_report
from kerege.model import Value
from kerege.outputs.epub.package import _metadata
from kerege.outputs.site import metadata
from kerege.outputs.site.extras import statistics_csv
from kerege.read import read_report
from kerege.render.blocks import figure_csv
from kerege.render.edition import Edition, make_edition
from kerege.render.links import Links, Medium
from kerege.render.number_card import said_beside, statistic_card
from kerege.render.pages import citation_text

PEOPLE = """
authors:
  - {name: "Asanova, Aigul", affiliation: {en: Institute, ru: Институт, ky: Институт}, orcid: 0000-0002-1825-0097, role: {en: Editor, ru: Редактор, ky: Редактор}}
  - Bakyt Osmonov
doi: 10.5555/12345678
isbn: 978-3-16-148410-0
issn: 2049-3630
"""


def edition_of(root: Path, language: str = "en") -> Edition:
    reading = read_report(root)
    found, ledger = check_report(reading.report, reading.findings)
    assert not [f for f in found if f.code.startswith("R")], [f.message for f in found]
    return make_edition(reading.report, language, ledger.values)


def settled(root: Path, more: str, *replaced: tuple[str, str]) -> Path:
    path = root / "report.yml"
    text = path.read_text("utf-8")
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text + more, "utf-8")
    return root


def epub_metadata(edition: Edition) -> ElementTree.Element:
    text = "".join(_metadata(edition))
    return ElementTree.fromstring(f'<package xmlns:dc="http://purl.org/dc/elements/1.1/">{text}</package>')


DC = "{http://purl.org/dc/elements/1.1/}"


def test_authors_are_authors_everywhere(template: Path) -> None:
    edition = edition_of(settled(template, PEOPLE))
    report = edition.report
    tags = [(name, text) for _, name, text in metadata.citation_tags(edition, "T", "u", "p", False)]
    assert [text for name, text in tags if name == "citation_author"] == ["Asanova, Aigul", "Bakyt Osmonov"]
    assert ("citation_author_institution", "Institute") in tags
    assert ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097") in tags
    cite = json.loads(metadata.datacite(report, "P"))
    assert cite["creators"][0]["nameIdentifiers"][0]["nameIdentifier"].endswith("0097")
    assert cite["creators"][0]["affiliation"] == [{"name": "Institute"}]
    assert [c["nameType"] for c in cite["creators"]] == ["Personal", "Personal"]
    cff = yaml.safe_load(metadata.citation_cff(report, "P"))
    assert cff["authors"][0]["family-names"] == "Asanova" and cff["authors"][0]["affiliation"] == "Institute"
    assert cff["authors"][1] == {"name": "Bakyt Osmonov"}
    data = metadata.report_data(edition, "u", ())
    assert data["author"][0]["affiliation"]["name"] == "Institute" and data["author"][0]["jobTitle"] == "Editor"
    assert "author = {{Asanova, Aigul} and {Bakyt Osmonov}}" in metadata.bibtex(edition, "u")
    assert "AU  - Bakyt Osmonov" in metadata.ris(edition, "u")
    assert [e.text for e in epub_metadata(edition).iter(f"{DC}creator")] == ["Asanova, Aigul", "Bakyt Osmonov"]
    assert citation_text(edition, "").startswith("Asanova, Aigul, Bakyt Osmonov (2026)")


def test_without_authors_the_publisher_is_the_publisher(template: Path) -> None:
    edition = edition_of(template)
    tags = {name: text for _, name, text in metadata.citation_tags(edition, "T", "u", "p", False)}
    assert "citation_author" not in tags and tags["citation_technical_report_institution"] == "Your organisation"
    cite = json.loads(metadata.datacite(edition.report, "Your organisation"))
    assert cite["creators"] == [{"name": "(:none)"}] and cite["publisher"]["name"] == "Your organisation"
    assert "author" not in metadata.report_data(edition, "u", ())
    assert "author" not in metadata.bibtex(edition, "u") and "AU  -" not in metadata.ris(edition, "u")
    assert not list(epub_metadata(edition).iter(f"{DC}creator"))


def test_each_identifier_is_of_its_kind(template: Path) -> None:
    edition = edition_of(settled(template, PEOPLE))
    tags = {name: text for _, name, text in metadata.citation_tags(edition, "T", "u", "p", False)}
    assert (tags["citation_doi"], tags["citation_isbn"], tags["citation_issn"]) == (
        "10.5555/12345678",
        "978-3-16-148410-0",
        "2049-3630",
    )
    cite = json.loads(metadata.datacite(edition.report, "P"))
    assert cite["doi"] == "10.5555/12345678"
    assert {e["alternateIdentifierType"] for e in cite["alternateIdentifiers"]} == {"ISBN", "ISSN"}
    cff = yaml.safe_load(metadata.citation_cff(edition.report, "P"))
    assert (cff["doi"], cff["preferred-citation"]["isbn"]) == ("10.5555/12345678", "978-3-16-148410-0")
    sources = [e.text for e in epub_metadata(edition).iter(f"{DC}source")]
    assert sources == ["doi:10.5555/12345678", "urn:isbn:9783161484100", "urn:issn:2049-3630"]
    assert (
        edition.report.settings.identifier
        == "https://doi.org/10.5555/12345678 · ISBN 978-3-16-148410-0 · ISSN 2049-3630"
    )


def test_an_isbn_alone_is_no_doi(template: Path) -> None:
    edition = edition_of(settled(template, "isbn: 978-3-16-148410-0\n"))
    names = [name for _, name, _ in metadata.citation_tags(edition, "T", "u", "p", False)]
    assert "citation_doi" not in names and "citation_isbn" in names
    assert "doi" not in json.loads(metadata.datacite(edition.report, "P"))
    assert "doi" not in yaml.safe_load(metadata.citation_cff(edition.report, "P"))


RIGHTS = "rights: {en: The figures are invented., ru: Числа вымышлены., ky: Сандар ойдон чыгарылган.}"


@pytest.mark.parametrize(
    ("line", "words", "licence"),
    [
        ("rights: CC-BY-4.0", "CC BY 4.0", "CC-BY-4.0"),
        ("rights: cc-by-nc-sa-3.0-igo", "CC BY-NC-SA 3.0 IGO", "CC-BY-NC-SA-3.0-IGO"),
        ("rights: {spdx: CC0-1.0, en: Free, ru: Свободно, ky: Эркин}", "Free", "CC0-1.0"),
        (RIGHTS, "The figures are invented.", ""),
    ],
)
def test_rights_are_words_or_a_licence(template: Path, line: str, words: str, licence: str) -> None:
    edition = edition_of(settled(template, "", (RIGHTS, line)))
    settings = edition.report.settings
    assert (settings.rights["en"], settings.licence) == (words, licence)
    rights = json.loads(metadata.datacite(edition.report, "P"))["rightsList"][0]
    assert rights["rights"] == words and rights.get("rightsIdentifier", "") == licence
    assert [e.text for e in epub_metadata(edition).iter(f"{DC}rights")] == [words]


def test_what_a_source_says_beside_a_number_is_told_in_the_language_of_the_reader(template: Path) -> None:
    edition = edition_of(template)
    report, key = edition.report, "readers-share"
    record = report.statistics[key]
    said = {
        "two thirds, in words": {
            "en": "two thirds, in words",
            "ru": "две трети, словами",
            "ky": "үчтөн экиси, сөз менен",
        }
    }
    sources = {**report.sources, record.source: replace(report.sources[record.source], said=said)}
    told = {}
    for words in ("slightly less than", "около", "two thirds, in words", "of those who answered"):
        values = {**edition.values, key: replace(edition.values[key], qualifier=words)}
        for language in ("en", "ru", "ky"):
            shown = make_edition(replace(report, sources=sources), language, values)
            told[words, language] = " ".join(said_beside(shown, record, values[key]))
    assert "“slightly less than”" in told["slightly less than", "en"] and "меньше" in told["slightly less than", "ru"]
    assert "“about”" in told["около", "en"] and "«около»" in told["около", "ru"] and "болжол" in told["около", "ky"]
    assert "үчтөн экиси" in told["two thirds, in words", "ky"] and "две трети" in told["two thirds, in words", "ru"]
    assert "of those who answered" in told["of those who answered", "ky"]  # what nobody has translated stays as it is


def test_a_card_tells_how_many_its_number_rests_on(template: Path) -> None:
    shown = edition_of(template)
    key = next(iter(shown.values))
    record = replace(shown.report.statistics[key], base=1_234_567)
    card = statistic_card(shown, Links(Medium.WEB, "01-example"), record, "..")
    assert card is not None and "1,234,567" in "".join(card.itertext())


def test_published_tables_keep_ranges_bounds_base_and_period(template: Path) -> None:
    edition = edition_of(template)
    key, other = "readers-share", "writers-share"
    report = edition.report
    statistics = dict(report.statistics)
    statistics[other] = replace(statistics[other], bound="below", period="2015")
    values = dict(edition.values)
    values[key] = replace(values[key], number=Decimal(3), high=Decimal(10), base=40, qualifier="about")
    values[other] = Value(Decimal(13), None, "t", raw="13")
    for language in ("en", "ru", "ky"):
        shown = make_edition(replace(report, statistics=statistics), language, values)
        for text in (statistics_csv(shown).decode("utf-8-sig"), figure_csv(shown, "reading")):
            rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
            one, two = rows[key], rows[other]
            assert (one["value"], one["high"], one["base"], one["qualifier"]) == ("3", "10", "40", "about")
            assert (two["value"], two["bound"], two["qualifier"], two["period"]) == ("13", "below", "less than", "2015")
            assert (one["unit"], one["label"]) == ("percent", report.statistics[key].label[language])
