"""The revision of the report's sources in its Git repository, so that what was published can be made again from them."""

from __future__ import annotations

import subprocess
from pathlib import Path


def source_revision(root: Path) -> dict[str, str | bool]:
    """`revision`, the commit, and `modified`, whether files of the report differ from it; nothing outside a repository."""
    if _git(root, "ls-files", "--error-unmatch", "report.yml") is None:
        return {}
    revision = _git(root, "rev-parse", "HEAD")
    if revision is None:
        return {}
    return {"revision": revision, "modified": bool(_git(root, "status", "--porcelain", "--", "."))}


def _git(root: Path, *arguments: str) -> str | None:
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ran.stdout.strip() if ran.returncode == 0 else None
