"""An id under a new name: afterwards the report checks as it did before, and no translation is behind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kerege.checks import check_report
from kerege.errors import KeregeError
from kerege.lsp.mentions import at
from kerege.lsp.renaming import renamed
from kerege.lsp.session import Session
from kerege.model.editions import ClosedEdition, PublishedValue
from kerege.read import read_report
from kerege.read.report import Reading
from kerege.tying.placing import applied
from tools import mistakes

pytest.importorskip("pygls")
EN = "docs/en/01-example.md"


@pytest.fixture(scope="module")
def accepted() -> Iterator[Path]:
    with mistakes.accepted_report() as folder:
        yield folder


@pytest.fixture
def root(accepted: Path, tmp_path: Path) -> Path:
    shutil.copytree(accepted, tmp_path / "r")
    return tmp_path / "r"


def _findings(root: Path) -> list[str]:
    reading = read_report(root)
    return [f"{f.location} {f.code} {f.message}" for f in check_report(reading.report, reading.findings)[0]]


def _rename(root: Path, words: str, inside: int, name: str) -> None:
    session = Session(root)
    offset = session.text(EN).index(words) + inside
    mention = at(session.mentions(EN), offset)
    assert mention is not None
    made = renamed(session, EN, mention, name)
    texts = {change.path: session.text(change.path) for change in made.changes}
    for path, text in applied(texts, made.changes).items():
        (root / path).write_text(text, encoding="utf-8")
    for old, new in made.files:
        (root / old).rename(root / new)


@pytest.mark.parametrize(
    ("words", "inside", "name"),
    [
        ("(stat:readers-share)", 8, "reading-people"),
        ("(term:tie)", 7, "bond"),
        ("(fig:reading)", 6, "readers"),
        ("(table:example)", 8, "answers"),
        ("@example-2026", 3, "survey-2026"),
        ("```quote\nr1", 10, "reader-one"),
        ("{#example-found}", 4, "example-result"),
        ("[^example-note]", 4, "example-remark"),
    ],
)
def test_the_report_checks_as_before(root: Path, words: str, inside: int, name: str) -> None:
    before = _findings(root)
    assert before == []
    _rename(root, words, inside, name)
    assert name in (root / EN).read_text(encoding="utf-8")
    assert _findings(root) == before


def test_a_name_of_a_closed_edition_stays(root: Path) -> None:
    published = PublishedValue("62.5", "percent", {"en": ("62.5 per cent",)})
    session = Session(root)
    report = replace(session.report, editions=(ClosedEdition("1", "2026-01-01", {"readers-share": published}),))
    session._reader.shown = Reading(report, ())
    mention = at(session.mentions(EN), session.text(EN).index("(stat:readers-share)") + 8)
    assert mention is not None
    with pytest.raises(KeregeError, match="was published under this name"):
        renamed(session, EN, mention, "reading-people")
