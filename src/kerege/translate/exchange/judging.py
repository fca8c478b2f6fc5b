"""What came back, judged: each text is one of ours, whole, and nothing in the report has changed under it.

One sentence for each that is not; a file with any such text is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kerege.catalogue import problem
from kerege.findings import Finding
from kerege.languages import language_pack
from kerege.model import Report
from kerege.translate.digests import digest
from kerege.translate.exchange.codes import codes_of
from kerege.translate.exchange.entries import (
    BEHIND,
    RECORDS,
    UNRECORDED,
    Entry,
    Id,
    Key,
    Parcel,
    Returned,
    fingerprint,
    folded,
    read_id,
)
from kerege.translate.state import STATUSES


@dataclass(frozen=True, slots=True)
class Judged:
    """A text that may be taken in."""

    entry: Entry
    """As the report has it now."""
    text: str
    """The translation from now on."""
    status: str
    """To be recorded; empty: what is remembered stays."""
    returned: Returned

    @property
    def changed(self) -> bool:
        return self.text != self.entry.target


def judge(
    report: Report, returned: Sequence[Returned], parcels: Mapping[str, Sequence[Parcel]]
) -> tuple[list[Judged], list[Finding]]:
    """The texts that may be taken in, and a finding (T080 to T084) for each that may not.

    Args:
        parcels: what the report has to translate now, by language.
    """
    entries = {(entry.language, entry.key): entry for all_ in parcels.values() for p in all_ for entry in p.entries}
    taken: list[Judged] = []
    findings: list[Finding] = []
    seen: dict[tuple[str, Key], Returned] = {}
    for item in returned:
        known = read_id(item.id)
        if known is None:
            findings.append(_finding(item, problem("T080/no-id-text-that", item=item.id)))
            continue
        entry = entries.get((known.language, known.key))
        problem = _unknown(report, item, known, entries) if entry is None else None
        place = (known.language, known.key)
        if place in seen:
            problem = _finding(item, problem("T080/this-text-in-files", location=seen[place].location))
        seen.setdefault(place, item)
        if problem is None and entry is not None:
            judged = _judged(report, item, known, entry)
            if isinstance(judged, Judged):
                taken.append(judged)
            elif judged is not None:
                problem = judged
        if problem is not None:
            findings.append(problem)
    return taken, findings


_AS_SENT = "leave ids as they were sent, or export the file anew"


def _unknown(report: Report, item: Returned, known: Id, entries: Mapping[tuple[str, Key], Entry]) -> Finding:
    settings = report.settings
    if known.language not in settings.languages[1:]:
        return _finding(item, problem("T080/report-not-translated-into", language=known.language))
    places = {key.where for language, key in entries if language == known.language}
    if known.key.where not in places:
        return _finding(item, problem("T080/report-has-no-translate", where=known.key.where))
    return _finding(
        item,
        problem("T081", where=known.key.where, source=_brief(item.source), known=_parcel(known)),
    )


def _judged(report: Report, item: Returned, known: Id, entry: Entry) -> Judged | Finding | None:
    """None: there is nothing to take in."""
    pack = language_pack(report.settings.original)
    if digest(folded(item.source), pack) != known.key.digest:
        hint = "only the translation may be changed; mend the original in the report"
        return _finding(item, "T082", f"the original was altered in the file: '{_brief(item.source)}'", hint)
    text = folded(item.target)
    sent = fingerprint(text) == known.print
    if not text:
        if known.print == "-":
            return None
        hint = "put the translation back; to take a text out of an edition, edit the report"
        return _finding(item, "T083", f"the translation was emptied: '{_brief(item.source)}'", hint)
    if not sent and fingerprint(entry.target) not in (known.print, fingerprint(text)):
        return _finding(
            item,
            problem("T084", target=_brief(entry.target), known=_parcel(known)),
        )
    # What the translator left alone may have been changed in the report: that stands.
    text = entry.target if sent else text
    damage = _damage(entry, text) if text != entry.target else ""
    if damage:
        return _finding(item, "T083", damage, "every tie of the original, once, in any order")
    return Judged(entry, text, _status(item.status, entry, text), item)


def _damage(entry: Entry, text: str) -> str:
    """What is wrong with the codes of a text, in words; empty when nothing is."""
    ours = codes_of(text)
    # A translation may have had reasons for a tie more or less; who mends another word of it need not know them.
    wanted = [codes_of(entry.source), *([codes_of(entry.target)] if entry.target else [])]
    if ours in wanted:
        return ""
    lost, added = (", ".join(sorted(codes.elements())) for codes in (wanted[0] - ours, ours - wanted[0]))
    brief = _brief(text)
    if lost and added:
        return f"'{brief}' has lost {lost} and added {added}"
    return f"'{brief}' has lost {lost}" if lost else f"'{brief}' has added {added}"


def _status(said: str, entry: Entry, text: str) -> str:
    changed = text != entry.target
    if said in STATUSES:
        same = said == entry.status and not changed
        return "" if same else said
    if said == BEHIND:
        # Still behind, or a doubt about a text that was not.
        return "" if entry.status == BEHIND or not changed else "draft"
    if said == UNRECORDED:
        return "draft" if changed else ""
    return "translated" if changed else ""


def _finding(item: Returned, code: str, message: str, hint: str) -> Finding:
    return Finding(item.location, code, message, hint)


def _parcel(known: Id) -> str:
    return RECORDS if known.key.where.endswith(".yml") else known.key.where


def _brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:57].rsplit(' ', 1)[0]} …"


def languages_of(returned: Sequence[Returned]) -> Iterator[str]:
    """The languages of what came back, each once."""
    yield from dict.fromkeys(known.language for item in returned if (known := read_id(item.id)) is not None)
