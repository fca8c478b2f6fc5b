"""Build the extension for VS Code, `editors/vscode`, into a .vsix: TypeScript compiled, packed by vsce. Needs Node, npm and a network.

    tools/run vscode [--out DIR]

Built in a folder of its own, as one file with what it needs and the licences of that; what npm fetches is pinned in package.json,
and no lock file names where it came from.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "editors" / "vscode"


def build(out: Path) -> Path:
    """Write the extension into a folder.

    Raises:
        SystemExit: Node is missing, or a step has failed; npm has said why.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not on this machine; install Node from 20 on.")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "vscode"
        shutil.copytree(SOURCE, work, ignore=shutil.ignore_patterns("node_modules", "out", "*.vsix"))
        _run(npm, work, "install", "--no-audit", "--no-fund", "--no-package-lock")
        _run(npm, work, "run", "check")
        _run(npm, work, "run", "bundle")
        (work / "THIRD-PARTY.txt").write_text(_licences(work), encoding="utf-8")
        _run(npm, work, "run", "package")
        out.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(work / "kerege.vsix", out / "kerege.vsix"))


def _run(npm: str, work: Path, *arguments: str) -> None:
    if subprocess.run([npm, *arguments], cwd=work, check=False).returncode:
        raise SystemExit(f"npm {' '.join(arguments)} has failed.")


def _licences(work: Path) -> str:
    """The licence of each package that is part of the bundle."""
    files = json.loads((work / "bundled.json").read_text(encoding="utf-8"))["inputs"]
    packages = {match[0] for file in files if (match := re.match(r"(?:.*/)?node_modules/(?:@[^/]+/)?[^/]+", file))}
    parts = []
    for package in sorted(packages):
        texts = [
            path for path in sorted((work / package).iterdir()) if re.match(r"licen[cs]e", path.name, re.IGNORECASE)
        ]
        if not texts:
            raise SystemExit(f"{package} brings no licence.")
        about = json.loads((work / package / "package.json").read_text(encoding="utf-8"))
        parts.append(f"{about['name']} {about['version']}\n\n{texts[0].read_text(encoding='utf-8').strip()}\n")
    return "\n---\n\n".join(parts)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="tools/run vscode", description="Build the extension for VS Code.")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="where it is written (dist/)")
    print(build(parser.parse_args().out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
