"""`quotes/`: testimony records, the table of speakers and the table of themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.files import listed
from kerege.messages import say
from kerege.model import Consent, Quote, Review, Segment, Words
from kerege.read.records import Complaints, Node, Record, is_day, read_records
from kerege.read.series import own_and_shared

TABLES = ("speakers.yml", "themes.yml")
"""Files of `quotes/` that hold tables, not records."""


def record_files(root: Path) -> list[str]:
    """The files of `quotes/` that hold records, in order."""
    return [path.relative_to(root).as_posix() for path in listed(root / "quotes", "*.yml") if path.name not in TABLES]


def draft_files(root: Path) -> list[str]:
    """The files of `quotes/drafts/` that hold records, in order."""
    return [
        path.relative_to(root).as_posix()
        for path in listed(root / "quotes" / "drafts", "*.yml")
        if not path.name.endswith("themes.yml")
    ]


def read_tables(
    root: Path, complaints: Complaints, languages: tuple[str, ...]
) -> tuple[dict[str, Words], dict[str, dict[str, Words]], dict[str, Words]]:
    """Roles, displayed attributes and themes, each with its words in every language."""
    roles: dict[str, Words] = {}
    attributes: dict[str, dict[str, Words]] = {}
    # The tables of a series first; what a report's own table says of the same role or theme stands.
    for speakers in _tables(root, "speakers.yml", complaints):
        roles |= _word_map(speakers, "roles", complaints, languages)
        inner = Record(speakers.node("attributes") or Node({}, speakers.location), "attributes", complaints, languages)
        for name in inner.names():
            attributes[name] = _word_map(inner, name, complaints, languages)
        speakers.finish()
    themes: dict[str, Words] = {}
    for table in _tables(root, "themes.yml", complaints, languages):
        themes |= {name: table.words(name) for name in table.names()}
    return roles, attributes, themes


def _tables(root: Path, name: str, complaints: Complaints, languages: tuple[str, ...] = ()) -> Iterator[Record]:
    for file in own_and_shared(root, f"quotes/{name}"):
        shown = PurePosixPath(file)
        node = read_records(root / shown, shown, complaints)
        yield Record(node or Node({}, Complaints.nowhere(shown)), str(shown), complaints, languages)


def _word_map(record: Record, key: str, complaints: Complaints, languages: tuple[str, ...]) -> dict[str, Words]:
    node = record.node(key)
    if node is None:
        return {}
    inner = Record(node, key, complaints, languages)
    return {name: inner.words(name) for name in inner.names()}


def read_quote(key: str, record: Record) -> Quote:
    """One testimony. Its text may lack a language: the check of quotes says so where it is cited."""
    consent = Record(
        record.node("consent") or Node({}, record.location), say("'consent' of {key}", key=key), record.complaints
    )
    source = Record(
        record.node("source") or Node({}, record.location), say("'source' of {key}", key=key), record.complaints
    )
    review_node = record.node("reviewed")
    reviewed = None
    if review_node is not None and review_node.value is not None:
        review = Record(review_node, say("'reviewed' of {key}", key=key), record.complaints)
        reviewed = Review(review.text("by", needed=True), review.text("on", needed=True))
        review.finish()
    quote = Quote(
        id=key,
        form=record.choice("form", ("verbatim", "paraphrase"), "verbatim"),
        original=record.language("original", needed=True),
        text=record.words("text"),
        speaker=record.text("speaker", needed=True),
        shown=record.mapping("shown"),
        method=record.choice("method", ("interview", "focus_group", "case_study", "unknown"), "unknown"),
        participant=record.text("participant"),
        consent=Consent(
            consent.choice("publish", ("yes", "no", "unknown", "published"), "unknown"),
            consent.choice("translate", ("yes", "no", "unknown"), "unknown"),
            _day(consent, "until"),
        ),
        sensitive=record.texts("sensitive"),
        themes=record.texts("themes"),
        citation=source.text("citation"),
        place=source.text("place"),
        withdrawn=record.flag("withdrawn"),
        repeats=record.flag("repeats"),
        reviewed=reviewed,
        location=record.location,
        segment=_segment(key, record),
        display=record.choice("display", ("plain", "pull", "margin"), "plain"),
    )
    consent.finish()
    source.finish()
    return quote


def _day(record: Record, key: str) -> str:
    day = record.text(key)
    if day and not is_day(day):
        record.complaints.add(record.place(key), problem("R004/of-is", key=key, record=record.name, day=day))
    return day


def _segment(key: str, record: Record) -> Segment | None:
    node = record.node("segment")
    if node is None:
        return None
    inner = Record(node, say("'segment' of {key}", key=key), record.complaints)
    segment = Segment(
        inner.file("file"),
        inner.whole("start") or 0,
        inner.whole("end") or 0,
        inner.text("place"),
        inner.text("sha256"),
    )
    inner.finish()
    return segment
