"""The same report built twice under conditions that should not matter; every file must be the same, byte for byte.

    tools/run reproducible            the report of this repository
    tools/run reproducible DIR        another one

The two builds differ in folder, user, home, time zone, locale, hash seed and file mode mask. The second runs in a network
namespace of its own, where nothing can be reached, not even this machine: what it needs it has. What could not be varied on
this machine is said.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kerege.build.manifest import prove
from tools.report_copy import copy_report

ROOT = Path(__file__).parents[1]
NOBODY, MAPPED = 65534, 4242
_TRY = (
    "import errno, socket, sys\n"
    "try: socket.create_connection(('192.0.2.1', 80), 5)\n"
    "except OSError as e: sys.exit(0 if e.errno == errno.ENETUNREACH else 1)\n"
    "sys.exit(1)"
)
"""Ends with 0 where there is no way to any other machine. The address is one that belongs to nobody (RFC 5737)."""


@dataclass(frozen=True)
class Conditions:
    """Of a build."""

    folder: Path
    zone: str
    locale: str
    seed: str
    mask: str
    before: tuple[str, ...] = ()
    """Programs that start it as somebody else, or somewhere else."""
    user: int = 0


def build(conditions: Conditions) -> None:
    home = conditions.folder.parent / "home"
    home.mkdir()
    if conditions.user == NOBODY:
        for path in (conditions.folder.parent, *conditions.folder.parent.rglob("*")):
            os.chown(path, conditions.user, conditions.user)
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(home), "TZ": conditions.zone, "LANG": conditions.locale,
        "LC_ALL": conditions.locale, "PYTHONHASHSEED": conditions.seed,
    }  # fmt: skip
    command = ["sh", "-c", 'umask "$1"; shift; exec "$@"', "sh", conditions.mask]
    run = subprocess.run(
        [*conditions.before, *command, str(ROOT / ".venv" / "bin" / "kerege"), "--report", str(conditions.folder), "build"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(
            f"The build in {conditions.folder} ended with {run.returncode}:\n{run.stdout[-3000:]}{run.stderr[-3000:]}"
        )


def without_network() -> tuple[str, ...]:
    """What starts a program where nothing can be reached; nothing when this machine does not permit it."""
    for way in (("unshare", "-n"), ("unshare", "-rn")):
        if (
            shutil.which(way[0])
            and subprocess.run([*way, sys.executable, "-c", _TRY], check=False, capture_output=True).returncode == 0
        ):
            return way
    return ()


def another_user() -> tuple[tuple[str, ...], int]:
    """What starts a program as somebody else, and as whom; nothing and the present user when this machine does not permit it.

    Only root can become somebody who owns nothing. Where that user may not even read this environment, and for everybody
    else, a user namespace gives the process another number and no name.
    """
    ways: list[tuple[tuple[str, ...], int]] = [(("unshare", "--user", f"--map-user={MAPPED}"), MAPPED)]
    if os.geteuid() == 0:
        ways.insert(0, (("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"), NOBODY))
    for way, user in ways:
        told = [*way, "sh", "-c", 'exec "$0" -c "import os, kerege; print(os.getuid())"', sys.executable]
        if shutil.which(way[0]):
            run = subprocess.run(told, capture_output=True, text=True, check=False, cwd="/")
            if run.stdout.strip() == str(user):
                return way, user
    return (), os.geteuid()


def other_locale() -> str:
    """Of this machine's locales one with other words and marks than C, if there is one."""
    told = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    named = [name for name in told if name.split(".")[0] not in ("C", "POSIX")]
    return next((name for name in named if name.startswith(("ru", "ky", "tr", "de"))), (*named, "POSIX")[0])


def differences(one: Path, other: Path) -> list[str]:
    """A line for each file that is not the same in both folders."""
    lines = []
    names = {p.relative_to(f).as_posix() for f in (one, other) for p in f.rglob("*") if p.is_file()}
    for name in sorted(names):
        a, b = one / name, other / name
        if not (a.is_file() and b.is_file()):
            lines.append(f"{name}: only in the {'first' if a.is_file() else 'second'}")
            continue
        ours, theirs = a.read_bytes(), b.read_bytes()
        if ours != theirs:
            at = next(
                (n for n, (x, y) in enumerate(zip(ours, theirs, strict=False)) if x != y), min(len(ours), len(theirs))
            )
            near = slice(max(0, at - 40), at + 40)
            lines.append(
                f"{name}: differs from byte {at} of {len(ours)} and {len(theirs)}: {ours[near]!r} | {theirs[near]!r}"
            )
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("report", nargs="?", type=Path, default=ROOT)
    parser.add_argument("--keep", type=Path, help="a new folder in which both builds are left to be looked at")
    report = parser.parse_args(arguments).report.resolve()
    keep = parser.parse_args(arguments).keep
    notes = []
    network = without_network()
    if not network:
        notes.append("The second build had a network: this machine permits no network namespace.")
    locale = other_locale()
    if locale == "POSIX":
        notes.append("This machine has no locale but C; the second build ran under POSIX.")
    as_other, user = another_user()
    if not as_other:
        notes.append("Both builds were the same user's: this machine permits no other.")
    elif user == MAPPED:
        notes.append(
            "The second build's user had another number, but the same rights: this environment cannot be read by others."
        )
    with tempfile.TemporaryDirectory(prefix="kerege-twice-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        first = Conditions(folder / "a" / "report", "UTC", "C.UTF-8", "1", "022")
        second = Conditions(
            folder / "another place" / "отчёт-2", "XYZ-5:45", locale, "4242", "077", (*network, *as_other), user
        )
        for conditions in (first, second):
            copy_report(conditions.folder, report)
            build(conditions)
        lines = differences(first.folder / "build", second.folder / "build")
        for conditions in (first, second):
            lines += [f"{f.location} {f.message}" for f in prove(conditions.folder / "build").findings]
        files = sum(1 for path in (first.folder / "build").rglob("*") if path.is_file())
        if keep:
            for number, conditions in enumerate((first, second), 1):
                shutil.copytree(conditions.folder / "build", keep / str(number))
    print("\n".join([*lines, *notes]))
    print(
        f"{files} files, {len(lines)} differing; second build: user {second.user}, TZ {second.zone}, "
        f"locale {second.locale}, umask {second.mask}, {'no network' if network else 'network'}"
    )
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
