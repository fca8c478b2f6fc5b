"""`kerege withdraw quote:ID`: a person takes her words back, and every trace of them leaves the sources."""

from __future__ import annotations

import re
from pathlib import Path

from kerege.errors import KeregeError
from kerege.files import write_all
from kerege.model import BlockKind, QuotesLock, Report, Scheme
from kerege.read import read_report
from kerege.read.locks import QUOTES_LOCK, quotes_lock_text


def withdraw(root: Path, thing: str) -> str:
    """Remove a quote: its record, its blocks and fragments in every language, its entry in the lock.

    Returns:
        What was removed, and what remains to be done by hand.

    Raises:
        KeregeError: there is no such quote; nothing was changed.
    """
    key = thing.removeprefix("quote:")
    report = read_report(root).report
    if key not in report.quotes:
        raise KeregeError(f"There is no quote '{key}' in this report.")
    changes: dict[Path, str] = {}
    lines = [f"quote:{key} is withdrawn:"]
    for chapter in report.all_chapters():
        text, removed = chapter.text, 0
        spans = [(b.start, b.end, "") for b in chapter.blocks if b.kind is BlockKind.QUOTE and b.target == key]
        spans += [(t.start, t.end, "[…]") for t in chapter.ties if t.scheme is Scheme.QUOTE and t.target == key]
        for start, end, instead in sorted(spans, reverse=True):
            text = text[:start] + instead + text[end:]
            removed += 1
        if removed:
            changes[root / chapter.path] = re.sub(r"\n{3,}", "\n\n", text)
            lines.append(f"  {chapter.path}: removed {removed} time(s); read the sentence before it again")
    path, text = _without_record(root, report, key)
    changes[path] = text
    lines.append(f"  {path.relative_to(root)}: record deleted")
    if key in report.quotes_lock.texts:
        rest = {name: entry for name, entry in report.quotes_lock.texts.items() if name != key}
        changes[root / QUOTES_LOCK] = quotes_lock_text(QuotesLock(rest))
        lines.append(f"  {QUOTES_LOCK}: entry deleted")
    write_all({file: content.encode("utf-8") for file, content in changes.items()}, root)
    for folder in ("build", ".kerege"):
        if (root / folder).exists():
            lines.append(f"Old output still holds it: delete {folder}/ and build again.")
    lines += [
        "By hand remain:",
        "  the published website and PDFs, wherever copies lie: publish the new edition and ask holders to replace them",
        "  web archives and search engines: ask for removal of the old pages",
        "  the history of the repository: rewrite it with git filter-repo, and tell everybody who has a clone",
        "  translations in exchange with translators (PO, XLIFF, Word), reviewers' copies, backups",
    ]
    return "\n".join(lines)


def _without_record(root: Path, report: Report, key: str) -> tuple[Path, str]:
    """The file of a record, without it."""
    path = root / report.quotes[key].location.path
    text = path.read_text(encoding="utf-8")
    match = re.search(rf"^{re.escape(key)}:.*\n(?:(?:[ \t#].*)?\n)*", text, re.MULTILINE)
    if match is None:
        raise KeregeError(f"The record '{key}' could not be cut out of {path.name}; delete it there by hand.")
    return path, text[: match.start()] + text[match.end() :]
