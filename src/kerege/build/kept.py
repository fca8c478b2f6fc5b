"""Websites of closed editions, kept in `editions/NUMBER/` so that they stay online: byte for byte what was published, or not at all."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.errors import KeregeError
from kerege.files import new_folder
from kerege.findings import Finding, Location
from kerege.messages import say
from kerege.model import Report
from kerege.model.editions import ClosedEdition
from kerege.outputs.site.earlier import is_kept
from kerege.outputs.site.versions import EARLIER, earlier_editions, kept_folder

CODES = ("E009",)
SITE = "site/"
"""How the record of an edition calls the files of its website."""


def keep(report: Report, closed: ClosedEdition, published: Path) -> Path:
    """Copy the website of a closed edition into `editions/NUMBER/`; what is to be left out is left out.

    Args:
        published: `build/`, or a website as it was published.

    Raises:
        KeregeError: it is not what the edition published, or words of it were withdrawn since; nothing is kept.
    """
    if closed.withdrawn:
        raise KeregeError(
            say(
                "Testimony of edition {number} was withdrawn after it was published, and {folder} may hold its words; what was published can no longer be kept.",
                number=closed.number,
                folder=published,
            )
        )
    site = published / "site" if (published / "site").is_dir() else published
    wanted = {
        name.removeprefix(SITE): digest
        for name, digest in closed.files.items()
        if name.startswith(SITE) and is_kept(name.removeprefix(SITE))
    }
    contents = {name: _published(report, site, name, digest) for name, digest in wanted.items()}
    wrong = [name for name, content in contents.items() if content is None]
    if not wanted or wrong:
        raise KeregeError(
            say(
                "{folder} is not what edition {number} published: {name} differs or is missing.",
                folder=published,
                number=closed.number,
                name=wrong[0] if wrong else "site/",
            )
        )
    folder = kept_folder(report, closed.number)
    with new_folder(folder) as filled:
        for name, content in contents.items():
            target = filled / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content or b"")
            target.chmod(0o644)
    return folder


_LINK = re.compile(rb'(?P<before><a\b[^>]*?\bhref=")(?P<url>[^"#]*)')


def _published(report: Report, site: Path, name: str, digest: str) -> bytes | None:
    """A published file; None where it is missing or another one.

    The website of a series leads from page to page where the report's own names the public address: that is undone.
    """
    path = site / name
    if not path.is_file():
        return None
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() == digest:
        return raw
    slug = report.settings.slug
    series = report.settings.url.removesuffix(f"{slug}/").encode()
    up = b"../" * (len(PurePosixPath(name).parent.parts) + 1)

    def absolute(match: re.Match[bytes]) -> bytes:
        rest = match["url"].removeprefix(up)
        leaves = match["url"].startswith(up) and not rest.startswith(b"../")
        return match["before"] + series + rest if leaves else match[0]

    alone = _LINK.sub(absolute, raw) if report.siblings and name.endswith(".html") else raw
    return alone if hashlib.sha256(alone).hexdigest() == digest else None


def changed_since(report: Report) -> Iterator[Finding]:
    """E009 for each file of a kept website that its edition did not publish so; one that was deleted stays deleted."""
    for closed in earlier_editions(report):
        folder = kept_folder(report, closed.number)
        for parent, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                path = Path(parent, name)
                inner = path.relative_to(folder).as_posix()
                if path.is_symlink() or closed.files.get(SITE + inner) != _digest(path):
                    case = "withdrawn" if SITE + inner in closed.withdrawn else "changed"
                    yield Finding(
                        Location(PurePosixPath(EARLIER, closed.number, inner)),
                        problem(f"E009/{case}", number=closed.number),
                    )


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
