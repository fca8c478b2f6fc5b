"""`report.yml`: what the report is called, its languages, its edition, how it is checked and printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePosixPath

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from kerege.catalogue import problem
from kerege.findings import Finding
from kerege.messages import say
from kerege.model import Author, Contact, Helpline, Part, Partner, Press, Settings, Words
from kerege.model.paper import A4, LARGEST, SIZES, SMALLEST, Paper, paper_named, paper_of
from kerege.model.settings import DOWNLOADS
from kerege.read.identifiers import KINDS, kind_of
from kerege.read.pictures import picture_file
from kerege.read.records import ID, Complaints, Node, Record, is_day

_SLUG = re.compile(r"[A-Za-z0-9](?:[\w.-]{0,98}\w)?", re.ASCII)
_URL = re.compile(r"https?://[\w.:\[\]-]+(?:/[^\s<>\"'\\]*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
STATES = ("original", "draft", "translated", "reviewed")
_MEASURES = re.compile(r"(\d{2,3}(?:[.,]\d+)?)\s*(?:mm|мм)?\s*[x×хX*]\s*(\d{2,3}(?:[.,]\d+)?)\s*(?:mm|мм)?")
_MARGINS = (("inner", "outer"), ("left", "right"))
_SMALLEST_TEXT = 60.0
"""Millimetres of a page that its text needs, each way."""
CONTENTS = ("sections", "chapters")
SIGNATURES = ("1", "2", "4", "8", "16", "32")


def read_settings(record: Record, root: Path) -> Settings:
    """The settings of a report; what is missing gets a default after a finding.

    Args:
        root: its folder, in which logos are looked for.
    """
    languages = tuple(dict.fromkeys(record.texts("languages")))
    if len(languages) < len(record.texts("languages")):
        record.complaints.add(
            record.place("languages"),
            problem("R003/languages-names-language-twice"),
        )
    record.languages = languages
    edition = _inner(record, "edition")
    printing = _inner(record, "print")
    checks = _inner(record, "checks")
    date = edition.text("date", "2000-01-01", needed=True)
    if not is_day(date):
        record.complaints.add(edition.place("date"), problem("R004/edition-s-date", date=date))
        date = "2000-01-01"
    pending = _inner(record, "pending")
    imported = _inner(record, "imported")
    states = record.mapping("status")
    for code, state in states.items():
        if state not in STATES:
            record.complaints.add(
                record.place("status"),
                problem("R004/status", code=code, state=state, states=STATES[1:]),
            )
    rights, licence = _rights(record)
    numbers = _identifiers(record)
    settings = Settings(
        slug=_slug(record),
        title=record.tied("title"),
        subtitle=record.tied("subtitle", needed=False),
        languages=languages,
        publisher=record.words("publisher"),
        people=tuple(people(record)),
        edition=edition.text("number", "1"),
        date=date,
        status={code: state for code, state in states.items() if state in STATES},
        pending={code: pending.texts(code) for code in languages},
        rights=rights,
        licence=licence,
        message=record.tied("message"),
        url=web_address(record, "url"),
        work_doi=next(iter(numbers["doi"]), ""),
        edition_doi=_checked(edition, "doi", edition.text("doi")),
        isbn=numbers["isbn"],
        issn=next(iter(numbers["issn"]), ""),
        number=next(iter(numbers[""]), ""),
        paper=_paper(printing),
        press=_press(printing),
        key_figures=record.texts("key_figures"),
        short_title=record.words("short_title", needed=False),
        keywords=record.words("keywords", needed=False),
        parts={part.key: part for part in _parts(record)},
        partners=tuple(_partners(record, root)),
        contact=read_contact(record),
        downloads=_downloads(record),
        helplines=tuple(_helplines(record)),
        nostat=_reasons(record),
        nostat_words=_reasoned_words(record),
        off=checks.mapping("off"),
        warn=checks.mapping("warn"),
        imported=imported.text("citation"),
        tolerances=_decimals(checks, "tolerances"),
        claims=record.choice("claims", ("advise", "off", "require"), "advise"),
        location=record.location,
    )
    record.text("assertions")
    imported.text("file")
    imported.text("sha256")
    for part in (edition, printing, checks, pending, imported, record):
        part.finish()
    return settings


def _reasons(record: Record) -> dict[str, str]:
    """Why words are tied to no statistic, by key: `key: reason`, or `key: {reason: …, words: […]}`."""
    node = record.node("nostat")
    if node is None or not isinstance(node.value, dict):
        return record.mapping("nostat")
    found = {}
    for key, item in node.value.items():
        if isinstance(item.value, dict):
            inner = Record(item, say("'nostat' of '{key}'", key=key), record.complaints)
            found[key] = inner.text("reason", needed=True)
            inner.texts("words")
            inner.finish()
        elif (text := record.entry("nostat", item)) is not None:
            found[key] = text
    return found


def _reasoned_words(record: Record) -> dict[str, tuple[str, ...]]:
    """The words that a key of `nostat` is for, where it names them."""
    node = record.node("nostat")
    keyed = node.value.items() if node is not None and isinstance(node.value, dict) else ()
    return {
        key: words
        for key, item in keyed
        if isinstance(item.value, dict) and (words := Record(item, key, Complaints()).texts("words"))
    }


def _slug(record: Record) -> str:
    """The name of every finished file."""
    slug = record.text("slug", "report", needed=True)
    if _SLUG.fullmatch(slug):
        return slug
    record.complaints.add(record.place("slug"), problem("R009/cannot-name-files", slug=slug[:60]))
    return "report"


def web_address(record: Record, key: str) -> str:
    """The address of a website; empty after a finding where it is none."""
    url = record.text(key)
    if not url or _URL.fullmatch(url):
        return url
    record.complaints.add(record.place(key), problem("R004/is-write-address-website-https", key=key, url=url[:60]))
    return ""


def _press(printing: Record) -> Press:
    usual = Press()
    return Press(
        signature=int(printing.choice("signature", SIGNATURES, str(usual.signature))),
        weight=_measure(printing, "weight", usual.weight),
        bulk=_measure(printing, "bulk", usual.bulk),
        binding=_measure(printing, "binding", usual.binding),
        profile=printing.file("profile"),
        contents=printing.choice("contents", CONTENTS, usual.contents),
        condition=printing.text("condition"),
    )


def _paper(printing: Record) -> Paper:
    """The page: a name, or its measures; and its margins. `inner` and `outer` are mirrored, `left` and `right` are not."""
    written = printing.text("paper", "A4")
    names = {name.casefold(): name for name in SIZES}
    measures = _MEASURES.fullmatch(written)
    paper = A4
    if written.casefold() in names:
        paper = paper_named(names[written.casefold()])
    elif measures is not None:
        width, height = (float(side.replace(",", ".")) for side in measures.groups())
        paper = paper_of(width, height)
    if (measures is None and written.casefold() not in names) or not all(
        SMALLEST <= side <= LARGEST for side in (paper.width, paper.height)
    ):
        printing.complaints.add(
            printing.place("paper"),
            problem("R004/paper-report-yml", written=written[:40], sizes=SIZES),
        )
        return A4
    node = printing.node("margins")
    return (
        paper
        if node is None
        else _with_margins(paper, Record(node, say("'margins' of report.yml"), printing.complaints))
    )


def _with_margins(paper: Paper, record: Record) -> Paper:
    mirrored = record.has("inner") or record.has("outer")
    sides = _MARGINS[0] if mirrored else _MARGINS[1]
    mirrored = mirrored or (paper.mirrored and not (record.has("left") or record.has("right")))
    left, right, top, bottom = (
        float(_measure(record, key, Decimal(str(getattr(paper, field)))))
        for field, key in zip(("left", "right", "top", "bottom"), (*sides, "top", "bottom"), strict=True)
    )
    record.finish()
    changed = Paper(paper.width, paper.height, left, right, top, bottom, mirrored)
    if changed.column < _SMALLEST_TEXT or changed.body < _SMALLEST_TEXT:
        record.complaints.add(
            record.location,
            problem(
                "R004/these-margins-leave-mm",
                column=f"{changed.column:g}",
                body=f"{changed.body:g}",
                smallest_text=f"{_SMALLEST_TEXT:g}",
            ),
        )
        return paper
    return changed


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
        record.complaints.add(record.place(key), problem("R004/is", key=key, text=text, usual=usual))
        return usual
    return number


def _helplines(record: Record) -> list[Helpline]:
    found = []
    for item in record.items("helplines"):
        inner = Record(item, say("'helplines' of report.yml"), record.complaints, record.languages)
        checked = inner.text("checked", needed=True)
        if checked and not is_day(checked):
            record.complaints.add(inner.place("checked"), problem("R004/helpline-was-checked-on", checked=checked))
        found.append(Helpline(inner.words("name"), inner.text("contact", needed=True), checked))
        inner.finish()
    return found


def _parts(record: Record) -> Iterator[Part]:
    node = record.node("parts")
    for key, item in node.value.items() if node is not None and isinstance(node.value, dict) else ():
        place = node.keys[key] if node is not None else record.location
        if not ID.fullmatch(key):
            record.complaints.add(place, problem("R009/not-id-use-lower-case-letters", key=key))
        inner = Record(
            Node(item.value, place, item.keys),
            say("part '{key}' of report.yml", key=key),
            record.complaints,
            record.languages,
        )
        if "title" in inner.names():
            yield Part(key, inner.words("title"), inner.words("summary", needed=False))
            inner.finish()
        else:
            whole = Node(node.value if node is not None else {}, place, node.keys if node is not None else {})
            yield Part(key, Record(whole, say("'parts' of report.yml"), record.complaints, record.languages).words(key))
    if node is not None and node.value is not None and not isinstance(node.value, dict):
        record.complaints.add(node.location, problem("R004/parts-report-yml-should"))


def _partners(record: Record, root: Path) -> Iterator[Partner]:
    for item in record.items("partners"):
        inner = Record(item, say("a partner of report.yml"), record.complaints, record.languages)
        logo = inner.node("logo")
        sides: list[PurePosixPath | None] = [None, None]
        if logo is not None and isinstance(logo.value, dict):
            both = Record(logo, say("'logo' of a partner"), record.complaints)
            sides = [_logo(both, side, root) for side in ("light", "dark")]
            both.finish()
        elif logo is not None:
            sides = [_logo(inner, "logo", root), None]
        yield Partner(
            words_or_text(inner, "name", needed=True), words_or_text(inner, "role"), web_address(inner, "url"), *sides
        )
        inner.finish()


def _logo(record: Record, key: str, root: Path) -> PurePosixPath | None:
    path = record.file(key)
    return None if path is None else picture_file(root, path, record.place(key), record.complaints)


def read_contact(record: Record) -> Contact:
    """`contact` of report.yml or series.yml: an address, or a name with ways to it."""
    node = record.node("contact")
    if node is not None and isinstance(node.value, str):
        is_mail = "@" in node.value and "/" not in node.value
        return Contact(email=node.value.strip()) if is_mail else Contact(url=web_address(record, "contact"))
    inner = Record(
        node or Node({}, record.location),
        say("'contact' of {record}", record=record.name),
        record.complaints,
        record.languages,
    )
    email = inner.text("email")
    if email and not _EMAIL.fullmatch(email):
        record.complaints.add(inner.place("email"), problem("R004/email", email=email[:60]))
        email = ""
    made = Contact(
        words_or_text(inner, "name"),
        words_or_text(inner, "address"),
        email,
        inner.text("phone"),
        web_address(inner, "url"),
    )
    inner.finish()
    return made


def _downloads(record: Record) -> tuple[str, ...]:
    found = []
    for text in record.texts("downloads"):
        if text in DOWNLOADS:
            found.append(text)
        else:
            record.complaints.add(
                record.place("downloads"),
                problem("R004/downloads-report-yml-names", text=text[:40], downloads=DOWNLOADS),
            )
    return tuple(found)


def people(record: Record) -> Iterator[Author]:
    """The authors of a report or a chapter: a name, or a table of what is known of each."""
    node = record.node("authors")
    if node is not None and isinstance(node.value, str):
        yield Author(node.value.strip())
        return
    for item in record.items("authors"):
        if not isinstance(item.value, dict):
            name = record.entry("authors", item)
            if name:
                yield Author(name)
            continue
        inner = Record(item, say("an author"), record.complaints, record.languages)
        name = inner.text("name", needed=True)
        number = inner.text("orcid")
        author = Author(
            name, words_or_text(inner, "affiliation"), _checked(inner, "orcid", number), words_or_text(inner, "role")
        )
        inner.finish()
        if name:
            yield author


def words_or_text(record: Record, key: str, *, needed: bool = False) -> Words:
    """A text in every language, or one for all of them."""
    node = record.node(key)
    if node is not None and isinstance(node.value, str):
        return dict.fromkeys(record.languages, node.value.strip())
    return record.words(key, needed=needed)


def _identifiers(record: Record) -> dict[str, tuple[str, ...]]:
    """DOI, ISBN, ISSN and what is none of them, each as far as it is right."""
    found = {
        key: tuple(number for text in record.texts(key) if (number := _checked(record, key, text)))
        for key in ("doi", "isbn", "issn")
    }
    for key in ("doi", "issn"):
        if len(found[key]) > 1:
            record.complaints.add(record.place(key), problem("R004/report-yml-should-be", key=key))
    other = record.text("identifier")
    kind = kind_of(other)
    if not kind:
        return found | {"": (other,) if other else ()}
    record.complaints.findings.append(
        Finding(
            record.place("identifier"),
            problem("R014", other=other[:60], kind=kind),  # it is published as what it is
        )
    )
    number = _checked(record, "identifier", other, kind)
    return found | {kind: (*found[kind], *([number] if number else ())), "": ()}


def _checked(record: Record, key: str, text: str, kind: str = "") -> str:
    """An identifier that is well formed and has the right check digit; empty, after a finding, where it has not."""
    read, right = KINDS[kind or key]
    number = read(text) if text else ""
    if text and not number:
        record.complaints.add(
            record.place(key),
            problem("R013", key=key, record=record.name, text=text[:60], right=right),
        )
    return number


def _rights(record: Record) -> tuple[Words, str]:
    """What readers may do: words in each language, the SPDX identifier of a licence, or both."""
    node = record.node("rights")
    if node is not None and isinstance(node.value, str) and (licence := _licence(node.value)):
        return dict.fromkeys(record.languages, licence_name(licence)), licence
    if node is None or not isinstance(node.value, dict) or "spdx" not in node.value:
        return record.words("rights"), ""
    inner = Record(node, say("'rights' of report.yml"), record.complaints, record.languages)
    written = inner.text("spdx")
    licence = _licence(written)
    if not licence:
        record.complaints.add(
            inner.place("spdx"),
            problem("R004/no-spdx-identifier", written=written[:60]),
        )
    words = {code: inner.text(code) or licence_name(licence) for code in record.languages}
    inner.finish()
    return words, licence


def _licence(text: str) -> str:
    """An SPDX identifier in its own spelling; empty where it is none."""
    try:
        return str(canonicalize_license_expression(text.strip()))
    except InvalidLicenseExpression:
        return ""


def licence_name(licence: str) -> str:
    """A licence as readers know it: `CC BY 4.0`."""
    match = re.fullmatch(r"CC-(BY(?:-\w+)*)-(\d\.\d)(-[A-Z]+)?", licence)
    return f"CC {match[1]} {match[2]}{(match[3] or '').replace('-', ' ')}" if match else licence


def _inner(record: Record, key: str) -> Record:
    node = record.node(key) or Node({}, record.location)
    return Record(node, say("'{key}' of report.yml", key=key), record.complaints)


def _decimals(record: Record, key: str) -> dict[str, Decimal]:
    numbers: dict[str, Decimal] = {}
    for name, value in record.mapping(key).items():
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            numbers[name] = number
        else:
            record.complaints.add(
                record.place(key), problem("R004/in", name=name, key=key, record=record.name, value=value[:40])
            )
    return numbers
