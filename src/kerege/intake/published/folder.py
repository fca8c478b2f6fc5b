"""The report folder that an import leaves: written whole beside its place and moved there, or not at all."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kerege.intake.published.citations import Work, key_of
from kerege.intake.published.compose import Made, escaped
from kerege.intake.published.document import FrontMatter
from kerege.intake.published.glossary import Meaning
from kerege.intake.published.numbers import ADDRESS, LABEL, NUMBERING, WORDING, Number
from kerege.intake.published.pictures import Shown
from kerege.intake.published.quotations import Quotation
from kerege.intake.published.signs import shown
from kerege.intake.published.vocabulary import Speech
from kerege.languages import language_pack
from kerege.messages import say
from kerege.read.markdown.foreign import guarded

ITSELF = "imported-report"
"""Key of the imported report among its own references and sources."""
_REASON = say("Imported; nobody has looked at these findings yet.")
_LOOKED_AT_LATER = (
    "S002", "S003", "S004", "S005", "S006", "S043", "S045", "S050", "S051",
    "S055", "F008", "F009", "X031", "X032",
    "P002", "P003", "P006", "P007", "P015", "Q006", "Q008", "X010", "X011",
)  # fmt: skip
"""Findings about the words and numbers that were published: warnings until a person takes the code off the list."""


@dataclass(frozen=True)
class Imported:
    """Everything that was read out of a report."""

    title: str
    file: str
    sha256: str
    language: str
    date: str
    chapters: tuple[Made, ...]
    quotations: tuple[Quotation, ...]
    numbers: tuple[Number, ...]
    works: Mapping[str, Work]
    meanings: tuple[Meaning, ...]
    places: tuple[str, ...]
    front: FrontMatter = field(default_factory=FrontMatter)
    pictures: tuple[Shown, ...] = ()
    originals: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures that cannot be shown, by path."""


def files_of(imported: Imported, words: Speech) -> dict[str, str | bytes]:
    """Every file of the folder, by path, but for the import report."""
    code = imported.language
    files = {
        "report.yml": _yaml(_settings(imported, words)),
        "mkdocs.yml": _website(imported),
        "glossary.yml": _yaml(_glossary(imported)),
        "references.json": json.dumps(_references(imported), ensure_ascii=False, indent=1) + "\n",
        "privacy.yml": _yaml({"doubtful": {key_of(place): [place] for place in imported.places}}),
        "data/sources.yml": _yaml(_sources(imported)),
        "quotes/speakers.yml": _yaml({"roles": {k: {code: v} for k, v in _roles(imported, words).items()}}),
        "quotes/themes.yml": "# Themes, each with its words in every language.\n",
        f"docs/{code}/index.md": _front_page(imported),
        ".gitignore": "/build/\n/.kerege/\n.kerege-*.new\n",
    }
    if imported.pictures:
        files["figures/photos.yml"] = _yaml(
            {picture.key: _photo(picture, imported, words) for picture in imported.pictures}
        )
    for chapter in imported.chapters:
        files[f"docs/{code}/{chapter.name}.md"] = chapter.text
        keys = {p.key for p in chapter.paragraphs if p.key} | {
            s.target.removeprefix("quote:") for p in chapter.paragraphs for s in p.spans
        }
        mine = [q for q in imported.quotations if q.id in keys]
        if mine:
            files[f"quotes/{chapter.name}.yml"] = _yaml({q.id: _quote(q, imported, chapter, words) for q in mine})
        tied = {s.target.removeprefix("stat:") for p in chapter.paragraphs for s in p.spans}
        stated = [n for n in imported.numbers if n.id in tied]
        if stated:
            files[f"data/statistics/{chapter.name}.yml"] = _yaml({n.id: _statistic(n, imported) for n in stated})
    files = _with_rest(files, imported, words)
    return {**files, **{picture.path: picture.content for picture in imported.pictures}, **imported.originals}


def _front_page(imported: Imported) -> str:
    """The front page: what stands on the file's own before the text."""
    front = imported.front
    lines = [front.subtitle, "; ".join(front.authors), front.date, *front.abstract]
    body = "".join(f"\n{guarded(escaped(line))}\n" for line in lines if line.strip())
    return f"---\ntitle: {json.dumps(guarded(escaped(imported.title)), ensure_ascii=False)}\n---\n{body}"


def _photo(picture: Shown, imported: Imported, words: Speech) -> dict[str, Any]:
    code = imported.language
    return {
        "file": picture.path,
        "alt": {code: picture.alt},
        "credit": {code: words.label("itself")},
        "people": "unknown",
    }


def _with_rest(files: dict[str, str], imported: Imported, words: Speech) -> dict[str, str]:
    """Numbers and quotations of notes, which belong to no chapter's own paragraphs."""
    all_text = "".join(text for path, text in files.items() if path.startswith(("quotes/", "data/statistics/")))
    quotes = [q for q in imported.quotations if f"\n{q.id}:" not in f"\n{all_text}"]
    numbers = [n for n in imported.numbers if f"\n{n.id}:" not in f"\n{all_text}"]
    if quotes:
        chapter = imported.chapters[-1]
        files["quotes/notes.yml"] = _yaml({q.id: _quote(q, imported, chapter, words) for q in quotes})
    if numbers:
        files["data/statistics/notes.yml"] = _yaml({n.id: _statistic(n, imported) for n in numbers})
    return files


def write_files(files: Mapping[str, str | bytes], folder: Path) -> None:
    """Write files into a folder that is being filled.

    Raises:
        OSError: the place cannot be written.
    """
    for kind in ("quotes", "data/statistics"):
        # A file of an earlier round that is made no more.
        for old in (folder / kind).glob("*.yml") if "report.yml" in files else ():
            if old.relative_to(folder).as_posix() not in files:
                old.unlink()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""Twenty times as fast where the library was built with it: a report of 60 pages is half a megabyte of records."""


def _yaml(data: object) -> str:
    # A record holds no HTML, and what comes in has no ties: what looked like a tag or a tie in the report is shown, not read.
    if not data:
        return "{}\n"
    text: str = yaml.dump(_plain(data), Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110)
    return text


def _plain(data: object) -> object:
    if isinstance(data, dict):
        return {key: _plain(item) for key, item in data.items()}
    if isinstance(data, (list, tuple)):
        return [_plain(item) for item in data]
    return shown(_TAG.sub("‹", data).replace("](", "] (")) if isinstance(data, str) else data


def _settings(imported: Imported, words: Speech) -> dict[str, Any]:
    code = imported.language
    notice = language_pack(code).label("imported_message", file=imported.file)
    front = imported.front
    settings: dict[str, Any] = {
        "slug": key_of(imported.title)[:60].strip("-"),
        "title": {code: imported.title},
        **({"subtitle": {code: front.subtitle}} if front.subtitle.strip() else {}),
        **({"authors": list(dict.fromkeys(front.authors))} if front.authors else {}),
        "languages": [code],
        "publisher": {code: words.label("itself")},
        "edition": {"number": "1", "date": imported.date},
        "rights": {code: notice},
        "message": {code: notice},
        "url": "https://example.org/",
        "imported": {"file": imported.file, "sha256": imported.sha256, "citation": ITSELF},
        "nostat": {
            NUMBERING: say("The number of a heading."),
            ADDRESS: say("Digits of an address on the internet."),
            LABEL: say("A label of letters and digits, as the published text has it."),
            WORDING: say("The published text gives words from which no value can be read."),
        },
        "checks": {"warn": dict.fromkeys(_LOOKED_AT_LATER, _REASON)},
    }
    return settings


def _website(imported: Imported) -> str:
    pack = language_pack(imported.language)
    language = f"{{locale: {imported.language}, name: {pack.name}, default: true, build: true}}"
    return (
        f"# The website. Pages, fonts, styles and extensions come from the plugin `kerege`, which reads report.yml.\n"
        f"site_name: {json.dumps(imported.title, ensure_ascii=False)}\n"
        "site_url: https://example.org/\ndocs_dir: docs\nsite_dir: build/site\n"
        "theme:\n  name: material\n  font: false\n  palette:\n"
        '    - {media: "(prefers-color-scheme: light)", scheme: default}\n'
        '    - {media: "(prefers-color-scheme: dark)", scheme: slate}\n'
        "  features: [navigation.footer, toc.follow, content.tooltips]\n"
        "plugins:\n  - search\n  - i18n:\n      docs_structure: folder\n      fallback_to_default: false\n"
        "      reconfigure_material: true\n      reconfigure_search: false\n      languages:\n"
        f"        - {language}\n  - kerege\n"
    )


def _glossary(imported: Imported) -> dict[str, Any]:
    code = imported.language
    terms: dict[str, Any] = {}
    for meaning in imported.meanings:
        key, count = key_of(meaning.term), 1
        while key in terms:
            count += 1
            key = f"{key_of(meaning.term)}-{count}"
        terms[key] = {"term": {code: meaning.term}, "definition": {code: meaning.text}}
        if meaning.acronym:
            terms[key]["acronym"] = True
    return terms


def _references(imported: Imported) -> list[dict[str, Any]]:
    year = imported.date[:4]
    items: list[dict[str, Any]] = [
        {
            "id": ITSELF,
            "type": "report",
            "title": imported.title,
            "note": say("This report itself, as it was brought in from {file}.", file=imported.file),
            "accessed": {"date-parts": [[int(year)]]},
        }
    ]
    for work in sorted(imported.works.values(), key=lambda work: work.key):
        item: dict[str, Any] = {
            "id": work.key,
            "type": "document",
            "author": [{"literal": work.author}],
            "issued": {"date-parts": [[int(work.year[:4])]]},
            "note": work.listed or say("Cited by the report without further details."),
        }
        if work.title:
            item["title"] = work.title
        items.append(item)
    return items


def _sources(imported: Imported) -> dict[str, Any]:
    code = imported.language
    sources: dict[str, Any] = {ITSELF: {"citation": ITSELF, "title": {code: imported.title}, "decimal": "point"}}
    for key in dict.fromkeys(number.work for number in imported.numbers if number.work):
        work = imported.works[key]
        sources[key] = {"citation": key, "title": {code: f"{work.author}, {work.year}"}, "decimal": "point"}
    return sources


def _roles(imported: Imported, words: Speech) -> dict[str, str]:
    """The speakers as the report names them, by key; the commonest writing of each."""
    written: dict[str, Counter[str]] = {}
    for quotation in imported.quotations:
        shown = _speaker(quotation, words)
        written.setdefault(_role_key(shown), Counter())[shown] += 1
    return {key: writings.most_common(1)[0][0] for key, writings in sorted(written.items())} or {
        "unattributed": words.label("unattributed")
    }


def _speaker(quotation: Quotation, words: Speech) -> str:
    if quotation.document:
        return words.label("document")
    shown = quotation.speaker or words.label("unattributed")
    return shown[:1].upper() + shown[1:]


def _role_key(shown: str) -> str:
    return key_of(shown).replace("-", "_")


def _quote(quotation: Quotation, imported: Imported, chapter: Made, words: Speech) -> dict[str, Any]:
    return {
        "form": "verbatim",
        "original": imported.language,
        "text": {imported.language: quotation.words},
        "speaker": _role_key(_speaker(quotation, words)),
        "consent": {"publish": "published", "translate": "unknown"},
        "source": {"citation": ITSELF, "place": f"p. {quotation.page}, {chapter.name}"},
    }


def _statistic(number: Number, imported: Imported) -> dict[str, Any]:
    cited = {"page": str(number.page), "value": number.value}
    if number.high:
        cited["high"] = number.high
    record: dict[str, Any] = {
        "source": number.work or ITSELF,
        "cited": cited,
        "unit": number.unit,
        "decimals": number.decimals,
        "label": {imported.language: number.label},
        "note": say("Draft: read by the importer as “{said}”; compare it with the source.", said=number.said),
    }
    if number.bound:
        record["bound"] = number.bound
    return record
