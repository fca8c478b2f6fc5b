"""PO files, through polib: for Poedit, Weblate, Virtaal and the like.

Ties stand as Markdown in the text. A text that is behind is fuzzy and carries the previous original; the translator's
comment holds the status. The file has no dates: the same report gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import polib

from kerege.errors import KeregeError
from kerege.findings import Location
from kerege.messages import say
from kerege.translate.exchange.entries import BEHIND, Entry, ExchangeFile, Returned
from kerege.translate.state import STATUSES

SUFFIX = ".po"
_STATUS = re.compile(r"^\s*status:\s*(\w+)", re.MULTILINE)


def po_text(exchanged: ExchangeFile) -> str:
    """The PO file of an exchanged chapter."""
    file = polib.POFile(wrapwidth=100)
    file.metadata = {
        "Project-Id-Version": f"{exchanged.name} ({exchanged.title})",
        "Language": exchanged.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": exchanged.source_language,
        "X-Generator": "Kerege",
    }
    for entry in exchanged.entries:
        file.append(_entry(entry))
    return f"{file}\n"


def _entry(entry: Entry) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=entry.id,
        msgid=entry.source,
        msgstr=entry.target,
        comment="\n".join((entry.kind, *entry.notes)),
        tcomment=f"status: {entry.status}" if entry.status else "",
        occurrences=[(entry.location.path.as_posix(), str(entry.location.line))],
        flags=["fuzzy"] if entry.status == BEHIND else [],
        previous_msgid=entry.previous or None,
    )


def read_po(path: Path) -> Iterator[Returned]:
    """What a PO file brings back.

    Raises:
        KeregeError: it is none.
    """
    try:
        file = polib.pofile(str(path), encoding="utf-8")
    except (OSError, ValueError, UnicodeDecodeError) as error:
        problem = re.search(r"\(line \d+\)|: .*", str(error))
        raise KeregeError(
            say(
                "{path} is not a PO file that can be read{where}.", path=path, where=f" {problem[0]}" if problem else ""
            )
        ) from error
    for entry in file:
        if not entry.obsolete:
            where = Location(PurePosixPath(path.as_posix()), entry.linenum or 1)
            yield Returned(entry.msgctxt or "", entry.msgid, entry.msgstr, _status(entry), where)


def _status(entry: polib.POEntry) -> str:
    match = _STATUS.search(entry.tcomment or "")
    said = match[1] if match else ""
    if entry.fuzzy:
        return BEHIND
    if said == BEHIND or (said and said not in (*STATUSES, "unrecorded")):
        # The editor cleared the mark: somebody has looked at it.
        return "translated"
    return said
