"""`kerege withdraw quote:ID`: a person takes her words back, and every trace of them leaves the report's folder."""

from __future__ import annotations

import sys
from pathlib import Path

from kerege.cli.interface_language import echo
from kerege.withdrawal.withdraw import told, withdraw


def withdraw_and_tell(root: Path, thing: str) -> None:
    """Withdraw, say what was done, and end with 1 when something is left for a person to do."""
    result = withdraw(root, thing)
    echo(*told(result))
    if not result.complete:
        sys.exit(1)
