"""What came back, judged: each text is one of ours, whole, and nothing in the report has changed under it.

One sentence for each that is not; a file with any such text is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kerege.catalogue import Problem, problem
from kerege.findings import Finding
from kerege.languages import language_pack
from kerege.model import Report
from kerege.translate.digests import digest
from kerege.translate.exchange.codes import codes_of, rebuilt
from kerege.translate.exchange.entries import (
    BEHIND,
    RECORDS,
    UNRECORDED,
    Entry,
    ExchangeFile,
    Id,
    Key,
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
    report: Report, returned: Sequence[Returned], exchange_files: Mapping[str, Sequence[ExchangeFile]]
) -> tuple[list[Judged], list[Finding]]:
    """The texts that may be taken in, and a finding (T080 to T084) for each that may not.

    Args:
        exchange_files: what the report has to translate now, by language.
    """
    entries = {
        (entry.language, entry.key): entry for all_ in exchange_files.values() for p in all_ for entry in p.entries
    }
    taken: list[Judged] = []
    findings: list[Finding] = []
    seen: dict[tuple[str, Key], Returned] = {}
    for item in returned:
        known = read_id(item.id)
        if known is None:
            findings.append(_finding(item, problem("T080/no-id-text-that", item=item.id)))
            continue
        entry = entries.get((known.language, known.key))
        wrong = _unknown(report, item, known, entries) if entry is None else None
        place = (known.language, known.key)
        if place in seen:
            wrong = _finding(item, problem("T080/this-text-in-files", location=seen[place].location))
        seen.setdefault(place, item)
        if wrong is None and entry is not None:
            judged = _judged(report, item, known, entry)
            if isinstance(judged, Judged):
                taken.append(judged)
            elif judged is not None:
                wrong = judged
        if wrong is not None:
            findings.append(wrong)
    return taken, findings


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
    item = _with_our_codes(item, entry, lambda text: digest(folded(text), pack) == known.key.digest)
    if digest(folded(item.source), pack) != known.key.digest:
        return _finding(item, problem("T082", source=_brief(item.source)))
    text = folded(item.target)
    sent = fingerprint(text) == known.print
    if not text:
        if known.print == "-":
            return None
        return _finding(item, problem("T083/emptied", source=_brief(item.source)))
    if not sent and fingerprint(entry.target) not in (known.print, fingerprint(text)):
        return _finding(
            item,
            problem("T084", target=_brief(entry.target), known=_parcel(known)),
        )
    # What the translator left alone may have been changed in the report: that stands.
    text = entry.target if sent else text
    damage = _damage(entry, text) if text != entry.target else None
    if damage is not None:
        return _finding(item, damage)
    return Judged(entry, text, _status(item.status, entry, text), item)


def _with_our_codes(item: Returned, entry: Entry, is_ours: Callable[[str], bool]) -> Returned:
    """What came back with its codes as Kerege writes them: programs rewrite pairs as groups and empty placeholders."""
    if not item.source_marks:
        return item
    source, target = item.source, item.target
    if not is_ours(source):
        again = rebuilt(item.source_marks, entry.source)
        source = again if again is not None and is_ours(again) else source
    if target.strip() and codes_of(folded(target)) not in (codes_of(entry.source), codes_of(entry.target)):
        again = rebuilt(item.target_marks, entry.source, entry.target)
        if again is not None and codes_of(folded(again)) in (codes_of(entry.source), codes_of(entry.target)):
            target = again
    return replace(item, source=source, target=target)


def _damage(entry: Entry, text: str) -> Problem | None:
    """What is wrong with the codes of a text; None when nothing is."""
    ours = codes_of(text)
    # A translation may have had reasons for a tie more or less; who mends another word of it need not know them.
    wanted = [codes_of(entry.source), *([codes_of(entry.target)] if entry.target else [])]
    if ours in wanted:
        return None
    lost, added = (sorted(codes.elements()) for codes in (wanted[0] - ours, ours - wanted[0]))
    brief = _brief(text)
    if lost and added:
        return problem("T083/lost-and-added", brief=brief, lost=lost, added=added)
    return problem("T083/lost", brief=brief, lost=lost) if lost else problem("T083/added", brief=brief, added=added)


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


def _finding(item: Returned, wrong: Problem) -> Finding:
    return Finding(item.location, wrong)


def _parcel(known: Id) -> str:
    return RECORDS if known.key.where.endswith(".yml") else known.key.where


def _brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:57].rsplit(' ', 1)[0]} …"


def languages_of(returned: Sequence[Returned]) -> Iterator[str]:
    """The languages of what came back, each once."""
    yield from dict.fromkeys(known.language for item in returned if (known := read_id(item.id)) is not None)
