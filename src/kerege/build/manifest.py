"""Proof of a published folder: every file is what the build made, none is missing, none was added.

The manifest of the build is all that is needed; the report's sources are not. Files are looked for in the folder and compared
with the manifest, never opened by a name that the manifest gives: whatever it says, nothing outside the folder is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kerege.catalogue import Problem, problem
from kerege.errors import KeregeError
from kerege.findings import Finding, Location, in_order
from kerege.messages import reason, say
from kerege.outputs.hosting import FOR_HOSTS

MANIFEST = "manifest.json"
SIGNATURES = (f"{MANIFEST}.sig", f"{MANIFEST}.minisig")
"""What `ssh-keygen -Y sign` and minisign write beside it; it cannot list them."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SAID = ("report", "edition", "date", "kerege")
_LARGEST = 64_000_000
"""Bytes of a manifest: some hundred thousand files."""


@dataclass(frozen=True)
class Proof:
    """What a published folder is worth."""

    folder: Path
    findings: tuple[Finding, ...]
    """A020 about the manifest; A021 a file missing; A022 one added; A023 one changed. None: the folder is as it was built."""
    files: int
    """How many files the manifest lists."""
    told: Mapping[str, str]
    """Report, edition, date and version of Kerege, as the manifest says."""
    digest: str
    """Sha256 of the manifest itself: who has it from the publisher can trust the rest."""


def prove(folder: Path) -> Proof:
    """Compare a folder with its manifest.

    Raises:
        KeregeError: there is no such folder, or no manifest in it.
        OSError: the manifest cannot be read.
    """
    path = folder / MANIFEST
    if not folder.is_dir() or not (path.is_file() or path.is_symlink()):
        raise KeregeError(
            say(
                "There is no {manifest} in {folder}; name the folder that a build made.",
                manifest=MANIFEST,
                folder=folder,
            )
        )
    findings: list[Finding] = []
    if path.is_symlink() or path.stat().st_size > _LARGEST:
        findings.append(_about(problem("A020/no-plain-file")))
        return Proof(folder, tuple(findings), 0, {}, "")
    raw = path.read_bytes()
    listed, told = _listed(raw, findings)
    digest = hashlib.sha256(raw).hexdigest()
    if listed is not None:
        findings += _differences(folder, listed)
    return Proof(folder, in_order(findings), len(listed or ()), told, digest)


def prove_read(raw: bytes, read: Callable[[str], bytes | None], *, prefix: str = "") -> Proof | None:
    """Compare what can be read one by one, as from an address of the web, with a manifest; nobody can say what was added there.

    Args:
        raw: the manifest.
        read: gives a file by its name, None where there is none.
        prefix: only files below it, which are asked for without it.

    Returns:
        The proof; None where it is no manifest of Kerege.
    """
    findings: list[Finding] = []
    listed, told = _listed(raw, findings)
    if listed is None or "kerege" not in told:
        return None
    return prove_listed(listed, read, told, prefix=prefix, known=findings, digest=hashlib.sha256(raw).hexdigest())


def prove_listed(
    listed: Mapping[str, str],
    read: Callable[[str], bytes | None],
    told: Mapping[str, str],
    *,
    prefix: str = "",
    known: Iterable[Finding] = (),
    digest: str = "",
) -> Proof:
    """As `prove_read`, with the sha256 of each file by its name."""
    findings = list(known)
    count = 0
    for name, wanted in sorted(listed.items()):
        if not name.startswith(prefix) or PurePosixPath(name).name in FOR_HOSTS:
            continue
        count += 1
        content = read(name.removeprefix(prefix))
        if content is None:
            findings.append(_of(name, problem("A021")))
        elif hashlib.sha256(content).hexdigest() != wanted:
            findings.append(_of(name, problem("A023/changed")))
    return Proof(Path(), in_order(findings), count, told, digest)


def listed_files(folder: Path) -> dict[str, str]:
    """The sha256 of each file that a folder's manifest lists; none when it has no manifest that can be read."""
    path = folder / MANIFEST
    return {} if path.is_symlink() or not path.is_file() else listed_in(path.read_bytes())


def listed_in(raw: bytes) -> dict[str, str]:
    """The sha256 of each file that a manifest lists; none when it cannot be read."""
    return _listed(raw, [])[0] or {}


def _listed(raw: bytes, findings: list[Finding]) -> tuple[dict[str, str] | None, dict[str, str]]:
    """The sha256 of each file that the manifest lists; None when it lists none. Its mistakes go to `findings`."""
    try:
        data = json.loads(raw.decode("utf-8"), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        findings.append(_about(problem("A020/no-json"), error.lineno, error.colno))
        return None, {}
    except (ValueError, RecursionError) as error:
        findings.append(
            _about(problem("A020/twice", key=error.key) if isinstance(error, _Twice) else problem("A020/no-json"))
        )
        return None, {}
    files = data.get("files") if isinstance(data, dict) else None
    if not isinstance(files, dict) or not files:
        findings.append(_about(problem("A020/no-files")))
        return None, {}
    told = {key: data[key] for key in _SAID if isinstance(data.get(key), str)}
    findings += [_about(problem("A020/lacks", key=key)) for key in _SAID if key not in told]
    listed: dict[str, str] = {}
    for name, digest in files.items():
        if not _stays_inside(name):
            findings.append(_about(problem("A020/path", name=name)))
        elif not isinstance(digest, str) or not _SHA256.fullmatch(digest):
            findings.append(_about(problem("A020/no-sha256", name=name)))
        else:
            listed[name] = digest
    return listed, told


def _differences(folder: Path, listed: Mapping[str, str]) -> Iterator[Finding]:
    found: set[str] = set()
    for name, plain in _files(folder):
        found.add(name)
        if name == MANIFEST or (plain and name in SIGNATURES):
            continue
        if not plain or name not in listed:
            yield _of(name, problem("A022/added") if plain else problem("A022/no-file"))
            continue
        try:
            with open(folder / name, "rb", opener=_not_through_links) as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            yield _of(name, problem("A023/unreadable", strerror=reason(error)))
            continue
        if digest != listed[name]:
            yield _of(name, problem("A023/changed"))
    for name in listed.keys() - found:
        yield _of(name, problem("A021"))


def _files(folder: Path) -> Iterator[tuple[str, bool]]:
    """Whatever stands in the folder but folders, and whether it is a plain file."""

    def unread(error: OSError) -> None:
        raise error

    for parent, folders, names in os.walk(folder, onerror=unread):
        inner = Path(parent).relative_to(folder)
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in (*names, *links):
            path = Path(parent) / name
            yield (inner / name).as_posix(), path.is_file() and not path.is_symlink()


def _stays_inside(name: str) -> bool:
    parts = name.split("/")
    return (
        not any(part in ("", ".", "..") for part in parts)
        and "\\" not in name
        and "\0" not in name
        and name != MANIFEST
    )


def _not_through_links(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NOFOLLOW)


class _Twice(ValueError):
    def __init__(self, key: str) -> None:
        self.key = key


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """JSON lets a key stand twice, and readers disagree over which one counts."""
    known: dict[str, object] = {}
    for key, value in pairs:
        if key in known:
            raise _Twice(key)
        known[key] = value
    return known


def shown(name: str) -> str:
    """A file name as it can stand on one line of any terminal."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in name)


def _of(name: str, wrong: Problem) -> Finding:
    return Finding(Location(PurePosixPath(shown(name))), wrong)


def _about(wrong: Problem, line: int = 1, column: int = 1) -> Finding:
    return Finding(Location(PurePosixPath(MANIFEST), line, column), wrong)
