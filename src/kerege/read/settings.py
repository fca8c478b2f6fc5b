"""`report.yml`: what the report is called, its languages, its edition, how it is checked and printed."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from kerege.model import Helpline, Press, Settings
from kerege.read.records import Node, Record

_SLUG = re.compile(r"[A-Za-z0-9](?:[\w.-]{0,98}\w)?", re.ASCII)
_URL = re.compile(r"https?://[\w.:\[\]-]+(?:/[^\s<>\"'\\]*)?", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
STATES = ("original", "draft", "translated", "reviewed")
PAPERS = ("A4", "B5", "Letter")
SIGNATURES = ("1", "2", "4", "8", "16", "32")


def read_settings(record: Record) -> Settings:
    """The settings of a report; what is missing gets a default after a finding."""
    languages = record.texts("languages")
    record.languages = languages
    edition = _inner(record, "edition")
    printing = _inner(record, "print")
    checks = _inner(record, "checks")
    date = edition.text("date", "2000-01-01", needed=True)
    if not _DATE.fullmatch(date):
        record.complaints.add(
            edition.place("date"), "R004", f"the edition's date is '{date}'", 'write it as "2026-11-24"'
        )
        date = "2000-01-01"
    pending = _inner(record, "pending")
    imported = _inner(record, "imported")
    states = record.mapping("status")
    for code, state in states.items():
        if state not in STATES:
            record.complaints.add(
                record.place("status"),
                "R004",
                f"the status of '{code}' is '{state}'",
                f"write one of: {', '.join(STATES[1:])}",
            )
    settings = Settings(
        slug=_slug(record),
        title=record.words("title"),
        subtitle=record.words("subtitle", needed=False),
        languages=languages,
        publisher=record.words("publisher"),
        authors=record.texts("authors"),
        edition=edition.text("number", "1"),
        date=date,
        status={code: state for code, state in states.items() if state in STATES},
        pending={code: pending.texts(code) for code in languages},
        rights=record.words("rights"),
        message=record.words("message"),
        url=_url(record),
        identifier=record.text("identifier"),
        paper=printing.choice("paper", PAPERS, "A4"),
        press=_press(printing),
        key_figures=record.texts("key_figures"),
        helplines=tuple(_helplines(record)),
        nostat=record.mapping("nostat"),
        off=checks.mapping("off"),
        warn=checks.mapping("warn"),
        imported=imported.text("citation"),
        tolerances=_decimals(checks.mapping("tolerances")),
        location=record.location,
    )
    record.text("assertions")
    imported.text("file")
    imported.text("sha256")
    for part in (edition, printing, checks, pending, imported, record):
        part.finish()
    return settings


def _slug(record: Record) -> str:
    """The name of every finished file."""
    slug = record.text("slug", "report", needed=True)
    if _SLUG.fullmatch(slug):
        return slug
    record.complaints.add(
        record.place("slug"), "R009", f"'{slug[:60]}' cannot name files", "use letters, digits, hyphens"
    )
    return "report"


def _url(record: Record) -> str:
    url = record.text("url")
    if not url or _URL.fullmatch(url):
        return url
    record.complaints.add(
        record.place("url"), "R004", f"'url' is '{url[:60]}'", "write the address of the website: https://example.org/"
    )
    return ""


def _press(printing: Record) -> Press:
    usual = Press()
    return Press(
        signature=int(printing.choice("signature", SIGNATURES, str(usual.signature))),
        weight=_measure(printing, "weight", usual.weight),
        bulk=_measure(printing, "bulk", usual.bulk),
        binding=_measure(printing, "binding", usual.binding),
        profile=printing.file("profile"),
        condition=printing.text("condition"),
    )


def _measure(record: Record, key: str, usual: Decimal) -> Decimal:
    """A positive number, or the usual one after a finding."""
    text = record.text(key)
    if not text:
        return usual
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or number <= 0:
        record.complaints.add(record.place(key), "R004", f"'{key}' is '{text}'", f'write a number, such as "{usual}"')
        return usual
    return number


def _helplines(record: Record) -> list[Helpline]:
    node = record.node("helplines")
    found = []
    for item in node.value if node is not None and isinstance(node.value, list) else []:
        inner = Record(item, "'helplines' of report.yml", record.complaints, record.languages)
        checked = inner.text("checked", needed=True)
        if checked and not _DATE.fullmatch(checked):
            record.complaints.add(
                inner.place("checked"), "R004", f"a helpline was checked on '{checked}'", 'write it as "2026-11-24"'
            )
        found.append(Helpline(inner.words("name"), inner.text("contact", needed=True), checked))
        inner.finish()
    return found


def _inner(record: Record, key: str) -> Record:
    node = record.node(key) or Node({}, record.location)
    return Record(node, f"'{key}' of report.yml", record.complaints)


def _decimals(values: dict[str, str]) -> dict[str, Decimal]:
    numbers: dict[str, Decimal] = {}
    for key, value in values.items():
        try:
            numbers[key] = Decimal(value)
        except InvalidOperation:
            continue
    return numbers
