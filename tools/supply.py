"""What Kerege is made of: the licence of every locked package, and a bill of materials.

    tools/run supply            print the licences; exit 1 when one is not permissive, not known, or not locked by hash
    tools/run supply --sbom F   write the bill of materials (CycloneDX 1.5, JSON) of what a report is built with

Read from the installed packages' own metadata, so it tells of what really runs. A package's metadata speak of its own code; what
else lies in it, programs and libraries of others, is listed in CARRIED, and a program or a GNU licence that is not listed is told.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

import pypandoc

from tools.lock import Row, rows

ROOT = Path(__file__).parents[1]
PERMISSIVE = (
    "MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "Apache", "ISC", "Zlib", "CC0-1.0",
    "Python Software Foundation", "PSF-2.0", "MPL", "MPL-2.0", "Mozilla Public License", "HPND", "Unlicense", "BSL-1.0",
)  # fmt: skip
"""Licences that let anybody use, change and pass on. MPL is file by file: nothing of ours is touched by it."""
CHOSEN = {"pyphen": "MPL-1.1", "resvg-py": "MIT", "chunspell": "MIT AND MPL-1.1"}
"""Packages that offer several licences, and the one under which we use them; or whose licence stands in a file alone (resvg-py)."""
_GNU = re.compile(r"\bGNU (?:Affero |Lesser |Library )?General Public License|\b[AL]?GPL(?:-\d|v\d)", re.IGNORECASE)
_LICENCE_FILE = re.compile(r"licen[sc]e|copying|copyright|notice", re.IGNORECASE)
_PROGRAM = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""How programs begin on Linux, on Windows and on macOS. Libraries begin alike; their names tell them apart."""
_LIBRARY = re.compile(r"\.(?:so|dylib|dll|pyd)(?:\.|$)")


@dataclass(frozen=True)
class Carried:
    """Somebody else's program or library that lies in a package, under a licence of its own."""

    name: str
    licence: str
    """As SPDX writes it."""
    version: str
    """Empty where nothing asks for it."""
    duty: str
    """What the licence asks of whoever passes it on."""


PANDOC = (
    "Kerege runs it as a program of its own and neither contains nor links it, so Kerege is not under the GPL, nor is what pandoc "
    "writes (its templates are offered under BSD-3-Clause as well). The wheel and the source archive of Kerege do not hold it: pip "
    "fetches it. Whoever passes it on, in a container image, a copy of .venv, an installer or on a disk, passes on the text of the "
    "GPL and pandoc's notices (pypandoc/files/copyright.pandoc) with it, adds or offers in writing the complete source of that very "
    "version, and sets no further terms"
)
CARRIED: dict[str, tuple[Carried, ...]] = {
    "pypandoc-binary": (Carried("pandoc", "GPL-2.0-or-later", "", PANDOC),),
    "numpy": (
        Carried("libgfortran", "GPL-3.0-or-later WITH GCC-exception-3.1", "", "the exception frees what is linked with it; pass its notice on"),
        Carried("libquadmath", "LGPL-2.1-or-later", "", "a shared library: pass its licence on, and let users put another version in its place"),
    ),
}  # fmt: skip
"""What lies in packages beside their own code and is not permissive, by package."""
REVIEWED = {
    "chunspell": "the library of Hunspell in it is used under the MPL: see CHOSEN",
    "et-xmlfile": "tells that Python's own licence goes together with the GPL",
    "lxml": "a test runner that is not in the wheel; libxml2 and libxslt are MIT",
    "matplotlib": "FreeType is offered under the FTL as well, which is the one used",
    "numpy": "libgfortran and libquadmath: see CARRIED",
    "pathspec": "MPL-2.0, whose text names the GNU licences as secondary ones",
    "pikepdf": "MPL-2.0, whose text names the GNU licences; the compiler's runtime is under GPL-3.0 with the GCC exception",
    "pillow": "FreeType under the FTL; xz's tools under the GPL are not in the wheel, its library is in the public domain",
    "pypandoc-binary": "pandoc: see CARRIED",
    "pypdfium2": "texts for parts that only other systems' wheels hold, and of the compiler's runtime with its exception",
    "pyphen": "used under the MPL: see CHOSEN",
}
"""Packages whose licence files speak of a GNU licence, and why that is no trouble: read by a person, once."""


@dataclass(frozen=True)
class Package:
    """One locked package that this machine installs."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str
    """As its metadata says; empty when it is not installed."""
    carried: tuple[Carried, ...] = ()
    unexplained: tuple[str, ...] = ()
    """Files that are programs, or speak of a GNU licence, of which nothing is said here."""

    @property
    def permissive(self) -> bool:
        """Whether its own code is. What it carries is told apart."""
        parts = [part.strip(" ()") for part in re.split(r"\bAND\b|\bOR\b|;|,", self.licence) if part.strip(" ()")]
        told = [part for part in parts if part != "dependency licenses"]
        return bool(told) and all(any(part.startswith(known) for known in PERMISSIVE) for part in told)


def packages(lock: Path) -> tuple[Package, ...]:
    """The packages of a lock that are meant for this machine, in its order."""
    return tuple(_package(row) for row in rows(lock.read_text(encoding="utf-8")) if row.serves())


def _package(row: Row) -> Package:
    carried = tuple(
        replace(thing, version=str(pypandoc.get_pandoc_version())) if thing.name == "pandoc" else thing
        for thing in CARRIED.get(row.name, ())
    )
    return Package(row.name, row.version, row.hashes, licence(row.name), carried, unexplained(row.name))


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
    expression, field = ((about.get_all(key) or [""])[0] for key in ("License-Expression", "License"))
    return expression or classified or field.split("\n")[0]


def unexplained(name: str) -> tuple[str, ...]:
    """The files of an installed package that are programs, or speak of a GNU licence, where nobody has said what they are."""
    try:
        files = metadata.distribution(name).files or []
    except metadata.PackageNotFoundError:
        return ()
    found = []
    for file in files:
        path = Path(str(file.locate()))
        if path.suffix in (".py", ".pyc") or not path.is_file():
            continue
        with path.open("rb") as stream:
            program = stream.read(4).startswith(_PROGRAM) and not _LIBRARY.search(path.name)
        if program and path.stem not in {thing.name for thing in CARRIED.get(name, ())}:
            found.append(str(file))
            continue
        tells = name not in REVIEWED and not program and _LICENCE_FILE.search(str(file))
        if tells and _GNU.search(path.read_text(encoding="utf-8", errors="replace")):
            found.append(str(file))
    return tuple(found)


def bill(found: Sequence[Package], version: str) -> dict[str, object]:
    """The bill of materials as CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/); the same bytes for the same lock."""
    components = [_component(package) for package in found]
    serial = hashlib.sha256(json.dumps(components, sort_keys=True).encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial[:8]}-{serial[8:12]}-5{serial[13:16]}-8{serial[17:20]}-{serial[20:32]}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "kerege", "version": version}},
        "components": components,
    }


def _component(package: Package) -> dict[str, object]:
    reference = f"pkg:pypi/{package.name}@{package.version}"
    inside = [
        {
            "type": "application" if thing.name == "pandoc" else "library",
            "bom-ref": f"{reference}#{thing.name}",
            "name": thing.name,
            **({"version": thing.version} if thing.version else {}),
            "licenses": [{"expression": thing.licence}],
            "description": thing.duty,
        }
        for thing in package.carried
    ]
    return {
        "type": "library",
        "bom-ref": reference,
        "name": package.name,
        "version": package.version,
        "purl": reference,
        "licenses": [{"license": {"name": package.licence}}],
        **({"components": inside} if inside else {}),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools/run supply", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sbom", type=Path, help="write the bill of materials here")
    arguments = parser.parse_args()
    found = packages(ROOT / "requirements" / "build.txt")
    wrong = [package for package in found if not package.permissive or not package.hashes or package.unexplained]
    for package in found:
        print(
            f"{package.name} {package.version}: {package.licence or 'not installed'}{' (!)' if package in wrong else ''}"
        )
        for thing in package.carried:
            print(
                f"  carries {' '.join((thing.name, thing.version)).strip()}: {thing.licence}. {thing.duty[0].upper()}{thing.duty[1:]}."
            )
        for file in package.unexplained:
            print(f"  {file}: a program, or a GNU licence, of which tools/supply.py says nothing (!)")
    if arguments.sbom:
        text = json.dumps(bill(found, metadata.version("kerege")), indent=1, sort_keys=True)
        arguments.sbom.write_text(text + "\n", encoding="utf-8")
    print(f"{len(found)} packages, {len(wrong)} to look at")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
