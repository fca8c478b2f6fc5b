"""The locks of `requirements/`: every package by hash, in one set for each Python that the README promises.

    tools/run lock              write the locks anew, keeping the versions that they hold
    tools/run lock --upgrade    the same with the newest versions
    tools/run lock --check      only compare the locks with the records; asks no registry

Beside each lock stands what its packages say of Python: `requirements/python.tsv` holds the `Requires-Python` of every locked
version. So a test can refuse, without asking anybody, a lock that a promised Python cannot install.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from itertools import count
from pathlib import Path

from packaging.markers import Marker, default_environment
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "requirements"
RECORDS = FOLDER / "python.tsv"
LOCKS = ("build", "test", "interop", "fuzz")
PYTHONS = ("3.11.0", "3.11.2", "3.12.0", "3.13.0", "3.14.0")
"""The versions that README promises; 3.11.2 is Debian 12's."""
UV = "uv==0.13.9"
"""What resolves the locks. Pinned, so that two people get the same bytes."""
_ROW = re.compile(
    r"^(?P<name>[A-Za-z0-9_.\-]+)==(?P<version>[^\s\\;]+)(?:\s*;\s*(?P<marker>[^\\\n]+?))?\s*(?P<rest>(?:\\\n[^\n\\]*)*)$",
    re.MULTILINE,
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Row:
    """One version of a package in a lock."""

    name: str
    """As PEP 503 writes it: small letters and hyphens."""
    version: str
    marker: str
    """For which machines it is meant; empty for all."""
    hashes: tuple[str, ...]

    def serves(self, python: str | None = None) -> bool:
        """Whether it is installed on a Linux machine with that Python; with none named, on this machine."""
        if not self.marker:
            return True
        about: dict[str, str] = {k: str(v) for k, v in default_environment().items()}
        if python is not None:
            about |= {
                "python_full_version": python, "python_version": python.rpartition(".")[0], "implementation_version": python,
                "implementation_name": "cpython", "platform_python_implementation": "CPython", "sys_platform": "linux",
                "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64",
            }  # fmt: skip
        return Marker(self.marker).evaluate(about)


def rows(text: str) -> tuple[Row, ...]:
    """The rows of a lock, in its order."""
    return tuple(
        Row(canonicalize_name(m["name"]), m["version"], m["marker"] or "", tuple(_HASH.findall(m["rest"])))
        for m in _ROW.finditer(text)
    )


def records(text: str) -> dict[tuple[str, str], str]:
    """`Requires-Python` by name and version; empty where a package asks for none."""
    lines = [line.split("\t") for line in text.splitlines()[1:]]
    return {(name, version): asked for name, version, asked in lines}


def complaints(found: Iterable[Row], asked: Mapping[tuple[str, str], str], pythons: Sequence[str]) -> list[str]:
    """What keeps one of these Pythons from installing a lock: sentences, in the lock's order."""
    told = []
    for row in found:
        if (row.name, row.version) not in asked:
            told.append(f"{row.name} {row.version} has no record of its Requires-Python: run tools/run lock")
            continue
        wants = SpecifierSet(asked[row.name, row.version])
        refused = [python for python in pythons if row.serves(python) and python not in wants]
        if refused:
            told.append(f"{row.name} {row.version} asks for Python {wants}, so not for {', '.join(refused)}")
    return told


def differing(found: Iterable[Row], asked: Mapping[tuple[str, str], str]) -> list[str]:
    """Packages whose installed metadata ask for another Python than the record of that version says: sentences."""
    told = []
    for row in found:
        try:
            about = metadata.metadata(row.name)
        except metadata.PackageNotFoundError:
            continue
        record = asked.get((row.name, row.version))
        says = (about.get_all("Requires-Python") or [""])[0]
        if (
            Version(about["Version"]) == Version(row.version)
            and record is not None
            and SpecifierSet(says) != SpecifierSet(record)
        ):
            told.append(f"{row.name} {row.version} asks for Python '{says}'; the record says '{record}'")
    return told


def _written(asked: Mapping[tuple[str, str], str]) -> str:
    lines = ["\t".join((*package, asks)) for package, asks in sorted(asked.items())]
    return "\n".join(["package\tversion\trequires_python", *lines]) + "\n"


def _resolve(uv: Path, name: str, more: Sequence[str]) -> None:
    others = ["--constraints", "build.txt"] if name == "test" else []
    subprocess.run(
        [
            str(uv), "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11",
            "--no-emit-index-url", "--no-header", "--no-annotate", *more, *others, f"{name}.in", "--output-file", f"{name}.txt",
        ],
        cwd=FOLDER,
        check=True,
    )  # fmt: skip


def _asked(python: Path, found: Iterable[Row], folder: Path) -> dict[tuple[str, str], str]:
    """What each row's package says of Python. Read from its metadata alone: nothing is downloaded or installed."""
    newest_first = sorted(PYTHONS, key=lambda v: tuple(map(int, v.split("."))), reverse=True)
    groups: dict[tuple[str, int], list[Row]] = {}
    placed: set[tuple[str, str]] = set()
    for row in found:
        if (row.name, row.version) not in placed:
            placed.add((row.name, row.version))
            serving = next((v for v in newest_first if row.serves(v)), newest_first[-1])
            # The locks may have a package in two versions, which no single question may name.
            turn = next(n for n in count() if all(other.name != row.name for other in groups.get((serving, n), ())))
            groups.setdefault((serving, turn), []).append(row)
    asked: dict[tuple[str, str], str] = {}
    for (version, _), group in groups.items():
        wanted, report = folder / "wanted.txt", folder / "report.json"
        wanted.write_text("".join(f"{row.name}=={row.version}\n" for row in group), encoding="utf-8")
        subprocess.run(
            [
                str(python), "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--no-deps",
                "--ignore-requires-python", "--only-binary", ":all:", "--python-version", version.rpartition(".")[0],
                "--target", str(folder / "nothing"), "--report", str(report), "--requirement", str(wanted),
            ],
            check=True,
        )  # fmt: skip
        for item in json.loads(report.read_text(encoding="utf-8"))["install"]:
            about = item["metadata"]
            asked[canonicalize_name(about["name"]), str(Version(about["version"]))] = about.get("requires_python", "")
    return asked


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools/run lock", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    parser.add_argument("--check", action="store_true", help="only compare the locks with the records")
    arguments = parser.parse_args()
    if not arguments.check:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            venv.create(folder / "venv", with_pip=True)
            python = folder / "venv" / "bin" / "python"
            subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--upgrade", "pip", UV], check=True)
            for lock in LOCKS:
                _resolve(python.with_name("uv"), lock, ["--upgrade"] if arguments.upgrade else [])
            RECORDS.write_text(_written(_asked(python, _all(), folder)), encoding="utf-8")
    asked = records(RECORDS.read_text(encoding="utf-8"))
    told = [*complaints(_all(), asked, PYTHONS), *differing(_all(), asked)]
    for line in told:
        print(line, file=sys.stderr)
    print(f"{len(asked)} packages for Python {', '.join(PYTHONS)}: {len(told)} to look at")
    return 1 if told else 0


def _all() -> tuple[Row, ...]:
    """Every row of every lock, each once."""
    return tuple(dict.fromkeys(row for lock in LOCKS for row in rows((FOLDER / f"{lock}.txt").read_text("utf-8"))))


if __name__ == "__main__":
    sys.exit(main())
