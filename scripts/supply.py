"""What Kerege is made of: the licence of every locked package, and a bill of materials.

    scripts/supply            print the licences; exit 1 when one is not permissive, not known, or not locked by hash
    scripts/supply --sbom F   write the bill of materials (CycloneDX 1.5, JSON) of what a report is built with

Read from the installed packages' own metadata, so it tells of what really runs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PERMISSIVE = (
    "MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "Apache", "ISC", "Zlib", "CC0-1.0",
    "Python Software Foundation", "PSF-2.0", "MPL", "MPL-2.0", "Mozilla Public License", "HPND", "Unlicense", "BSL-1.0",
)  # fmt: skip
"""Licences that let anybody use, change and pass on. MPL is file by file: nothing of ours is touched by it."""
CHOSEN = {"pyphen": "MPL-1.1"}
"""Packages that offer several licences, and the one under which we use them."""
_LOCKED = re.compile(
    r"^(?P<name>[A-Za-z0-9_.\-]+)==(?P<version>[^\s\\;]+)(?P<rest>(?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Package:
    """One locked package."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str
    """As its metadata says; empty when it is not installed."""

    @property
    def permissive(self) -> bool:
        parts = [part.strip(" ()") for part in re.split(r"\bAND\b|\bOR\b|;|,", self.licence) if part.strip(" ()")]
        told = [part for part in parts if part != "dependency licenses"]
        return bool(told) and all(any(part.startswith(known) for known in PERMISSIVE) for part in told)


def packages(lock: Path) -> tuple[Package, ...]:
    """The packages of a requirements file, in its order."""
    text = lock.read_text(encoding="utf-8")
    return tuple(
        Package(m["name"], m["version"], tuple(_HASH.findall(m["rest"])), licence(m["name"]))
        for m in _LOCKED.finditer(text)
    )


def licence(name: str) -> str:
    """A package's licence: the expression, else the classifiers, else the field."""
    if name.casefold() in CHOSEN:
        return CHOSEN[name.casefold()]
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    classified = "; ".join(
        line.split(" :: ")[-1]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License :: OSI Approved ::")
    )
    return str(about.get("License-Expression") or classified or (about.get("License") or "").split("\n")[0])


def bill(found: tuple[Package, ...], version: str) -> dict[str, object]:
    """The bill of materials as CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/); the same bytes for the same lock."""
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{package.name}@{package.version}",
            "name": package.name,
            "version": package.version,
            "purl": f"pkg:pypi/{package.name}@{package.version}",
            "licenses": [{"license": {"name": package.licence}}],
        }
        for package in found
    ]
    serial = hashlib.sha256(json.dumps(components, sort_keys=True).encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial[:8]}-{serial[8:12]}-5{serial[13:16]}-8{serial[17:20]}-{serial[20:32]}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "kerege", "version": version}},
        "components": components,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sbom", type=Path, help="write the bill of materials here")
    arguments = parser.parse_args()
    found = packages(ROOT / "requirements" / "build.txt")
    wrong = [package for package in found if not package.permissive or not package.hashes]
    for package in found:
        print(
            f"{package.name} {package.version}: {package.licence or 'not installed'}{' (!)' if package in wrong else ''}"
        )
    if arguments.sbom:
        text = json.dumps(bill(found, metadata.version("kerege")), indent=1, sort_keys=True)
        arguments.sbom.write_text(text + "\n", encoding="utf-8")
    print(f"{len(found)} packages, {len(wrong)} to look at")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
