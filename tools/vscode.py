"""Build the extension for VS Code, `editors/vscode`, into a .vsix: TypeScript compiled, packed by vsce. Needs Node, npm and a network.

    tools/run vscode [--out DIR]

Built in a folder of its own; what npm fetches is pinned in package.json, and no lock file names where it came from.
"""

from __future__ import annotations

import argparse
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
        for arguments in (["install", "--no-audit", "--no-fund"], ["run", "package"]):
            if subprocess.run([npm, *arguments], cwd=work, check=False).returncode:
                raise SystemExit(f"npm {arguments[0]} has failed.")
        out.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(work / "kerege.vsix", out / "kerege.vsix"))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="tools/run vscode", description="Build the extension for VS Code.")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="where it is written (dist/)")
    print(build(parser.parse_args().out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
