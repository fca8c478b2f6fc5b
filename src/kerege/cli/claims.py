"""Drafts of claims as lines for `data/claims.yml`."""

from __future__ import annotations

from pathlib import Path

from kerege.evidence.claim_drafts import drafts
from kerege.evidence.ledger import read_ledger
from kerege.evidence.packs import report_pack
from kerege.evidence.tolerances import tolerances
from kerege.messages import say, together
from kerege.read import read_report


def suggested(root: Path) -> str:
    """A record for each draft, below its place, its sentence and its arithmetic, which are YAML remarks."""
    report = read_report(root).report
    values = read_ledger(report).values
    pack = report_pack(report, report.settings.original)
    lines: list[str] = []
    for draft in drafts(report, values, pack, tolerances(report.settings.tolerances)):
        claim = draft.claim
        lines += [f"# {claim.location}  {draft.sentence}", f"#   {draft.arithmetic}"]
        if draft.word:
            lines.append(f"#   [{draft.word}](claim:{claim.id})")
        lines += [draft.record, ""]
    if not lines:
        return together(" ", "#", say("No sentence states two tied numbers of one unit that no claim compares."))
    head = together(" ", "#", say("Drafts: keep what the text says, delete the rest, give each a name."))
    return together("\n", head, "\n".join(lines).rstrip())
