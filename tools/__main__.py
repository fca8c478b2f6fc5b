"""Run one of the programs: `tools/run NAME [ARGUMENTS]`; without a name, say which there are."""

from __future__ import annotations

import ast
import runpy
import sys
from pathlib import Path


def programs() -> dict[str, str]:
    """The programs by name, with what each does: the first sentence of its module."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        source = path.read_text(encoding="utf-8")
        if '\nif __name__ == "__main__":\n' in source:
            found[path.stem] = (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]
    return found


def main() -> int:
    known = programs()
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name in known:
        sys.argv = [f"tools/run {name}", *sys.argv[2:]]
        runpy.run_module(f"tools.{name}", run_name="__main__", alter_sys=True)
        return 0
    asked = name in ("", "--help", "-h")
    width = max(map(len, known))
    lines = [f"  {program:<{width}}  {does}" for program, does in known.items()]
    print("tools/run NAME [ARGUMENTS]", *lines, sep="\n", file=sys.stdout if asked else sys.stderr)
    return 0 if asked else 2


if __name__ == "__main__":
    sys.exit(main())
