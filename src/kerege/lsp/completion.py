"""What may stand where somebody is typing: ids with their label and value, headings, files, fields with what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lsprotocol import types

from kerege.evidence.agreement import judge
from kerege.evidence.phrases import fact_of, printed_value
from kerege.evidence.tolerances import tolerances
from kerege.languages.reading import read
from kerege.lsp.mentions import record_paths
from kerege.lsp.schemas import Field, fields_at
from kerege.lsp.session import Session
from kerege.lsp.yaml_place import YamlPlace, yaml_place
from kerege.model import GROUPS, BlockKind, Chapter, Scheme
from kerege.tying.proposals import near

MOST = 400
"""Answers at once; an editor asks again when more is typed."""
TRIGGERS = [":", "(", "@", "#", "`", "[", " ", "/", "^"]
_TARGET = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<target>[^\s()\[\]]*)$")
_SCHEME = re.compile(rf"(?P<scheme>{'|'.join(scheme.value for scheme in Scheme)}):(?P<id>[\w.-]*)$")
_CITED = re.compile(r"(?:^|[\s\[;(-])@(?P<id>[\w-]*)$")
_NOTE = re.compile(r"\[\^(?P<id>[\w-]*)$")
_FENCE = re.compile(r"^```(?P<name>[a-z]*)$")


@dataclass(frozen=True)
class _Offer:
    """One thing that may stand there."""

    text: str
    detail: str = ""
    documentation: str = ""
    kind: types.CompletionItemKind = types.CompletionItemKind.Reference
    first: bool = False
    insert: str = ""
    """What is written, where that is more than what is listed."""


def completions(session: Session, path: str, position: types.Position) -> types.CompletionList:
    """What may stand at a place of a file."""
    lines = session.lines(path)
    offset = lines.offset(position)
    before = lines.text[lines.text.rfind("\n", 0, offset) + 1 : offset]
    chapter = session.chapter(path)
    if chapter is not None:
        start, offers = _in_chapter(session, chapter, lines.text, offset, before)
    elif record_paths(path) is not None or fields_at(path, ()):
        start, offers = _in_record(session, path, lines.text, offset)
    else:
        return types.CompletionList(False, [])
    typed = lines.text[offset - start : offset]
    found = [one for one in offers if typed.casefold() in one.text.casefold() or _like(typed, one.detail)]
    place = lines.range(offset - start, offset)
    items = [_item(one, place, number) for number, one in enumerate(found[:MOST])]
    return types.CompletionList(len(found) > MOST, items)


def _like(typed: str, detail: str) -> bool:
    return len(typed) > 2 and typed.casefold() in detail.casefold()


def _item(one: _Offer, place: types.Range, number: int) -> types.CompletionItem:
    return types.CompletionItem(
        one.text,
        kind=one.kind,
        detail=one.detail or None,
        documentation=one.documentation or None,
        sort_text=f"{0 if one.first else 1}{number:05}",
        filter_text=f"{one.text} {one.detail}".strip(),
        text_edit=types.TextEdit(place, one.insert or one.text),
        insert_text_format=types.InsertTextFormat.PlainText,
    )


# --- chapters ---


def _in_chapter(session: Session, chapter: Chapter, text: str, offset: int, before: str) -> tuple[int, list[_Offer]]:
    """How many signs before the place are part of what is being typed, and what it may be."""
    if text.startswith("---\n") and offset <= max(chapter.body - 4, text.find("\n---", 4) + 1):
        return _in_front(session, chapter, text, offset)
    if match := _TARGET.search(before):
        return _target(session, chapter, match["words"], match["target"])
    if match := _NOTE.search(before):
        return len(match["id"]), [_Offer(note.label) for note in chapter.notes]
    if match := _CITED.search(before):
        return len(match["id"]), list(_works(session))
    if match := _FENCE.match(before.strip()):
        names = (*(kind.value for kind in BlockKind), *GROUPS)
        return len(match["name"]), [_Offer(name, kind=types.CompletionItemKind.Snippet) for name in names]
    if name := _open_fence(text, offset):
        return len(before.lstrip()), list(_records(session, chapter.language, name))
    return 0, []


def _open_fence(text: str, offset: int) -> str:
    """The name of the block of ours whose first line, or list of ids, is being typed."""
    lines = text[:offset].split("\n")
    for number, line in enumerate(reversed(lines[:-1])):
        if line.startswith("```"):
            name = line.strip("`").strip()
            known = name in GROUPS or (name in {kind.value for kind in BlockKind} and number == 0)
            return name if known else ""
    return ""


def _target(session: Session, chapter: Chapter, words: str, target: str) -> tuple[int, list[_Offer]]:
    if match := _SCHEME.fullmatch(target):
        return len(match["id"]), list(_things(session, chapter, match["scheme"], words))
    if "#" in target:
        file, _, typed = target.partition("#")
        return len(typed), list(_headings(session, chapter, file))
    schemes = [_Offer(f"{scheme.value}:", kind=types.CompletionItemKind.Keyword) for scheme in Scheme]
    files = [
        _Offer(f"{one.name}.md", one.title, kind=types.CompletionItemKind.File)
        for one in session.report.chapters.get(chapter.language, ())
    ]
    return len(target), [*schemes, *files]


def _headings(session: Session, chapter: Chapter, file: str) -> Iterator[_Offer]:
    name = PurePosixPath(file).stem if file else chapter.name
    found = session.report.chapter(chapter.language, name)
    for heading in found.headings if found else ():
        if heading.id:
            yield _Offer(heading.id, heading.text, kind=types.CompletionItemKind.Module)


def _things(session: Session, chapter: Chapter, scheme: str, words: str) -> Iterator[_Offer]:
    name = {"stat": "statistic", "fig": "figure"}.get(scheme, scheme)
    if scheme == "table":
        for path, one in session.everywhere():
            if one.kind == "table" and one.declares and path.startswith((f"docs/{chapter.language}/", "data/")):
                yield _Offer(one.id)
        return
    yield from _records(session, chapter.language, name, words)


def _records(session: Session, language: str, name: str, words: str = "") -> Iterator[_Offer]:
    """The records of a kind with their labels; statistics that the words before them state come first."""
    report = session.report
    name = {"statistics": "statistic", "comparison": "statistic", "quotes": "quote"}.get(name, name)
    if name == "statistic":
        pack = session.pack(language)
        limits = tolerances(report.settings.tolerances)
        said = next((span.quantity for span in read(words, pack.lexicon) if span.quantity is not None), None)
        for key, record in report.statistics.items():
            value = session.values.get(key)
            printed = printed_value(record, value, pack) if value else "–"
            agrees = value is not None and said is not None and near(said.low, said.high, value)
            yield _Offer(
                key,
                f"{printed}  {record.label.get(language, '')}",
                str(value.trail) if value else "",
                types.CompletionItemKind.Value,
                first=agrees
                and value is not None
                and judge(words, fact_of(record, value, language), pack, limits).holds,
            )
    elif name == "claim":
        for key, claim in report.claims.items():
            yield _Offer(key, f"{claim.kind.value}: {', '.join(claim.statistics)}")
    elif name == "quote":
        for key, quote in report.quotes.items():
            text = " ".join((quote.text.get(language) or quote.text.get(quote.original, "")).split())
            yield _Offer(key, text[:80], text)
    elif name == "term":
        for key, term in report.terms.items():
            yield _Offer(key, term.term.get(language, ""), term.definition.get(language, ""))
    elif name == "figure":
        for key, figure in report.figures.items():
            yield _Offer(key, figure.title.get(language, ""), figure.alt.get(language, ""))
        for key, photo in report.photos.items():
            yield _Offer(key, photo.caption.get(language, ""), photo.alt.get(language, ""))
    elif name == "photo":
        for key, photo in report.photos.items():
            yield _Offer(key, photo.caption.get(language, ""), photo.alt.get(language, ""))
    elif name == "table":
        for key, table in report.tables.items():
            yield _Offer(key, table.title.get(language, ""))
    elif name == "nostat":
        for key, reason in report.settings.nostat.items():
            yield _Offer(key, str(reason))
    elif name == "report":
        for slug, sibling in report.siblings.items():
            yield _Offer(slug, sibling.title.get(language, "") if isinstance(sibling.title, dict) else "")


def _works(session: Session) -> Iterator[_Offer]:
    for key, reference in session.report.references.items():
        yield _Offer(key, str(reference.item.get("title", "")))


def _in_front(session: Session, chapter: Chapter, text: str, offset: int) -> tuple[int, list[_Offer]]:
    place = yaml_place(text[4:], offset - 4)
    known = fields_at("docs/*/*.md", place.path)
    if place.key is None:
        return len(place.typed), [_field(one) for one in known if one.name not in place.beside]
    if place.key == "part":
        return len(place.typed), [_Offer(key) for key in session.report.settings.parts]
    return len(place.typed), _choices(known, place)


# --- records ---


def _in_record(session: Session, path: str, text: str, offset: int) -> tuple[int, list[_Offer]]:
    place = yaml_place(text, offset)
    known = fields_at(path, place.path)
    if place.key is None:
        return len(place.typed), [_field(one) for one in known if one.name not in place.beside]
    kind = _kind(path, (*place.path, place.key))
    offers = list(_named(session, path, kind)) if kind else []
    if place.key in ("file", "files"):
        offers += [_Offer(one, kind=types.CompletionItemKind.File) for one in _data_files(session, path)]
    if place.key == "unit":
        from kerege.read.units import OWN

        offers += [_Offer(one, kind=types.CompletionItemKind.Unit) for one in (*OWN, *session.report.units)]
    return len(place.typed), [*offers, *_choices(known, place)]


def _choices(known: list[Field], place: YamlPlace) -> list[_Offer]:
    field = next((one for one in known if one.name == place.key), None)
    if field is None:
        return []
    return [_Offer(one, field.documentation, kind=types.CompletionItemKind.EnumMember) for one in field.choices]


def _field(one: Field) -> _Offer:
    return _Offer(
        one.name,
        one.kind,
        one.documentation,
        types.CompletionItemKind.Property,
        first=one.needed,
        insert=f"{one.name}: ",
    )


def _kind(path: str, keys: tuple[str, ...]) -> str:
    """What a value names, by the table of mentions."""
    paths = record_paths(path) or {}
    wanted = list(keys)
    for form, kind in paths.items():
        parts = [part for part in form.split("/") if part != "[]"]
        if len(parts) == len(wanted) and all(a in ("*", b) for a, b in zip(parts, wanted, strict=True)):
            return kind
    return ""


def _named(session: Session, path: str, kind: str) -> Iterator[_Offer]:
    report = session.report
    code = report.settings.original
    if kind in ("stat", "formula", "expression"):
        yield from _records(session, code, "statistic")
    elif kind == "source":
        for key, source in report.sources.items():
            yield _Offer(key, source.title.get(code, ""))
    elif kind == "cite":
        yield from _works(session)
    elif kind == "speaker":
        for key, words in report.speakers.items():
            yield _Offer(key, words.get(code, ""))
    elif kind == "theme":
        for key, words in report.themes.items():
            yield _Offer(key, words.get(code, ""))
    elif kind == "quote":
        yield from _records(session, code, "quote")


def _data_files(session: Session, path: str) -> list[str]:
    folder = session.root / ("figures" if path.startswith("figures/photos") else "data")
    endings = {".csv", ".tsv", ".xlsx", ".ods", ".xls", ".parquet", ".jpg", ".png", ".jpeg", ".webp"}
    found = (one for one in folder.rglob("*") if one.suffix.casefold() in endings and one.is_file())
    return sorted(one.relative_to(folder).as_posix() for one in found)[:MOST]
