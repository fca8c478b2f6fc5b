"""Identifiers with their check digits; one digit that is mistyped, or two that change places, are seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding
from kerege.read.identifiers import doi, isbn, issn, kind_of, orcid
from kerege.read.report import read_report

Check = Callable[[Path], list[Finding]]


@pytest.mark.parametrize(
    ("read", "text", "right"),
    [
        (isbn, "978-3-16-148410-0", "978-3-16-148410-0"),
        (isbn, "ISBN 978 3 16 148410 0", "978 3 16 148410 0"),
        (isbn, "0-306-40615-2", "0-306-40615-2"),
        (isbn, "0-8044-2957-X", "0-8044-2957-X"),
        (isbn, "978-3-16-148410-1", ""),
        (isbn, "978-3-16-148401-0", ""),
        (isbn, "10.5555/12345678", ""),
        (issn, "2049-3630", "2049-3630"),
        (issn, "ISSN 2049-3630", "2049-3630"),
        (issn, "2049-3631", ""),
        (doi, "10.5555/12345678", "10.5555/12345678"),
        (doi, "https://doi.org/10.1000/182", "10.1000/182"),
        (doi, "doi:10.1000/182", "10.1000/182"),
        (doi, "978-3-16-148410-0", ""),
        (orcid, "0000-0002-1825-0097", "0000-0002-1825-0097"),
        (orcid, "https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"),
        (orcid, "0000-0002-1825-0079", ""),
    ],
)
def test_identifiers(read: Callable[[str], str], text: str, right: str) -> None:
    assert read(text) == right


@pytest.mark.parametrize("read,right", [(isbn, "9783161484100"), (issn, "20493630"), (orcid, "0000000218250097")])
def test_every_single_wrong_digit_is_seen(read: Callable[[str], str], right: str) -> None:
    for place, digit in enumerate(right):
        for other in set("0123456789") - {digit}:
            assert read(right[:place] + other + right[place + 1 :]) == ""


def test_what_an_identifier_of_old_is() -> None:
    texts = ("978-3-16-148410-0", "978-3-16-148410-9", "10.5555/1", "2049-3630", "urn:nbn:de:1", "REP/2016-04")
    assert [kind_of(text) for text in texts] == ["isbn", "isbn", "doi", "issn", "", ""]


@pytest.mark.parametrize(
    ("line", "codes", "isbns", "dois", "number"),
    [
        ("isbn: 978-3-16-148410-0", [], ("978-3-16-148410-0",), "", ""),
        ("isbn: [978-3-16-148410-0, 0-306-40615-2]", [], ("978-3-16-148410-0", "0-306-40615-2"), "", ""),
        ("isbn: 978-3-16-148410-1", ["R013"], (), "", ""),
        ("doi: 10.5555/12345678", [], (), "10.5555/12345678", ""),
        ("doi: 978-3-16-148410-0", ["R013"], (), "", ""),
        ("identifier: 978-3-16-148410-0", ["R014"], ("978-3-16-148410-0",), "", ""),
        ("identifier: doi:10.5555/12345678", ["R014"], (), "10.5555/12345678", ""),
        ("identifier: 978-3-16-148410-1", ["R013", "R014"], (), "", ""),
        ("identifier: REP/2016-04", [], (), "", "REP/2016-04"),
        ("issn: 2049-3631", ["R013"], (), "", ""),
        ("authors: [{name: A, orcid: 0000-0002-1825-0079}]", ["R013"], (), "", ""),
    ],
)
def test_identifiers_of_a_report(
    template: Path, line: str, codes: list[str], isbns: tuple[str, ...], dois: str, number: str
) -> None:
    with (template / "report.yml").open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
    reading = read_report(template)
    settings = reading.report.settings
    assert sorted(f.code for f in reading.findings) == codes
    assert (settings.isbn, settings.doi, settings.number) == (isbns, dois, number)
