"""From a coded project to draft records: consent `unknown`, names of interviews left behind, out of the repository.

Written are `transcripts/<project>/` (the transcripts under opaque names, the codebook, the register that says which is
which) and `quotes/drafts/<project>.yml` with the themes beside it. Both folders carry a `.gitignore` that keeps all of
it out of Git: words enter the repository only when an editor moves a record to `quotes/`, generalised and agreed to.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kerege.cells import safe
from kerege.errors import KeregeError
from kerege.files import write_all
from kerege.intake.coding.project import Code, CodedProject
from kerege.languages.ids import id_of
from kerege.messages import say
from kerege.model import Report

_IGNORE = "# Testimony that nobody has agreed to publish: it must not enter the repository.\n*\n"


@dataclass(frozen=True)
class Drafted:
    """What was written."""

    records: Path
    transcripts: Path
    count: int
    new_themes: tuple[str, ...]


def write_drafts(
    report: Report, project: CodedProject, name: str, *, language: str, speaker: str, method: str
) -> Drafted:
    """Write the drafts of a project into a report: everything, or nothing.

    Args:
        report: the report, for its themes and ids.
        project: what was read.
        name: for files; letters, digits and hyphens are kept.
        language: in which the interviews were held.
        speaker: the role of all speakers, or empty when an editor shall say it for each.
        method: interview, focus_group, case_study or unknown.

    Raises:
        KeregeError: there is nothing coded, or a project of this name was brought in before; nothing was changed.
    """
    if not project.segments:
        if project.left:
            raise KeregeError(
                say("The file holds no coded words ({why}); nothing was written.", why=list(project.left)[:5])
            )
        raise KeregeError(say("The file holds no coded words; nothing was written."))
    slug = id_of(name) or "interviews"
    records = report.root / "quotes" / "drafts" / f"{slug}.yml"
    folder = report.root / "transcripts" / slug
    for path in (records, folder):
        if path.exists():
            raise KeregeError(
                say("{path} exists already; nothing was written. Delete it, or give another --name.", path=path)
            )
    opaque = {entry.guid: f"p-{_digest(entry.guid)[:8]}" for entry in project.transcripts}
    themes = _themes(project.codes, report.themes)
    texts: dict[str, dict[str, Any]] = {}
    for segment in project.segments:
        key = f"d-{_digest(segment.transcript, str(segment.start), segment.place, segment.words)[:10]}"
        if key in report.quotes or key in report.drafts:
            continue
        participant = opaque[segment.transcript]
        place: dict[str, Any] = {"sha256": _digest(segment.words)}
        if segment.end:
            place |= {"file": f"transcripts/{slug}/{participant}.txt", "start": segment.start, "end": segment.end}
        if segment.place:
            place["place"] = segment.place
        texts[key] = {
            "form": "verbatim",
            "original": language,
            "text": {language: segment.words.strip()},
            **({"speaker": speaker} if speaker else {"speaker": "unknown"}),
            "method": method,
            "participant": participant,
            "consent": {"publish": "unknown", "translate": "unknown"},
            "sensitive": [],
            "themes": list(dict.fromkeys(themes[code] for code in segment.codes)),
            "segment": place,
        }
    if not texts:
        raise KeregeError(say("Every coded segment of this file is in the report already; nothing was written."))
    fresh = {themes[code.guid]: code for code in project.codes if themes[code.guid] not in report.themes}
    contents = {
        report.root / "transcripts" / ".gitignore": _IGNORE,
        records.parent / ".gitignore": _IGNORE,
        **{folder / f"{opaque[entry.guid]}.txt": entry.text for entry in project.transcripts if entry.text},
        folder / "register.csv": _register(project, opaque),
        folder / "codebook.csv": _codebook(project, themes),
        records.with_name(f"{slug}-themes.yml"): _themes_text(fresh, report.settings.languages),
        # The records come last: they are what makes the rest count.
        records: _HEAD + yaml.safe_dump(texts, allow_unicode=True, sort_keys=False, width=110),
    }
    write_all({path: text.encode("utf-8") for path, text in contents.items()}, report.root)
    return Drafted(records, folder, len(texts), tuple(fresh))


_HEAD = """# Draft records. To publish one: record the consent, generalise what could identify the person, give it words in every
# language, and move it to a file of quotes/. What you leave out or put in is marked by … and [ ].
"""


def _themes(codes: tuple[Code, ...], known: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The theme of each code: one of the report's where a word of it is the same, else a new one."""
    by_words = {" ".join(text.casefold().split()): key for key, words in known.items() for text in words.values()}
    themes: dict[str, str] = {}
    for code in codes:
        theme = by_words.get(code.path[-1].casefold()) or id_of(code.path[-1])
        if theme in themes.values() and theme not in known:
            theme = id_of(" ".join(code.path))
        themes[code.guid] = theme or f"code-{_digest(code.guid)[:6]}"
    return themes


def _themes_text(fresh: Mapping[str, Code], languages: tuple[str, ...]) -> str:
    entries = {key: dict.fromkeys(languages, code.path[-1]) for key, code in fresh.items()}
    head = (
        "# Codes that are no theme of this report yet. Translate those you need and move them to quotes/themes.yml.\n"
    )
    return head + (yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=110) if entries else "")


def _register(project: CodedProject, opaque: Mapping[str, str]) -> str:
    rows = [[opaque[t.guid], t.name, t.group] for t in project.transcripts]
    return _csv(["participant", "interview", "group"], rows)


def _codebook(project: CodedProject, themes: Mapping[str, str]) -> str:
    counts = {code.guid: sum(code.guid in s.codes for s in project.segments) for code in project.codes}
    rows = [[themes[c.guid], " > ".join(c.path), str(counts[c.guid]), c.description] for c in project.codes]
    return _csv(["theme", "code", "segments", "description"], rows)


def _csv(head: list[str], rows: list[list[str]]) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(head)
    # A cell that begins like a formula must stay text in a spreadsheet.
    writer.writerows([[safe(cell) for cell in row] for row in rows])
    return target.getvalue()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
