"""Change the source in one small place at a time, and list the changes that no test of its room notices.

    tools/run mutation PATH... [--tests PATH...] [--jobs N] [--record]

PATH is a file or a folder below src/kerege: `evidence/tolerances.py`, `checks`. Its tests are those of the same name in the same room
(`tests/checks/test_quotes_publishable.py`), else those of the room. mutmut (BSD) makes the changes and runs the tests that reach each. Printed are
the survivors that tests/mutation/survivors.yml does not explain; where there is one, the program ends with 1. `--record` writes the
figures of each file to tests/mutation/results.tsv. It takes minutes a file and is no part of scripts/test.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "kerege"
MUTMUT = "mutmut==3.8.1"
"""Of the tools of a developer's own: nothing else needs it, so no lock holds it."""
SURVIVORS = ROOT / "tests" / "mutation" / "survivors.yml"
RESULTS = ROOT / "tests" / "mutation" / "results.tsv"
_COPIED = ("src", "tests", "tools", "scripts", "pyproject.toml")
_KILLED, _SURVIVED, _UNREACHED = (1, 3), 0, (5, 33)
"""Exit codes that mutmut notes: of pytest when a test failed, when all passed, when no test reaches the change."""


@dataclass(frozen=True, order=True)
class Change:
    """One small change of the source, as mutmut shows it."""

    file: str
    """Below src/kerege."""
    function: str
    was: str
    now: str
    """The changed lines, their spaces folded."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="tools/run mutation", description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", help="files or folders below src/kerege")
    parser.add_argument("--tests", nargs="+", help="the tests to run, instead of those of the room")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    parser.add_argument("--record", action="store_true", help="write the figures to tests/mutation/results.tsv")
    arguments = parser.parse_args()
    files = [file for path in arguments.paths for file in source_files(path)]
    tests = arguments.tests or sorted({test for file in files for test in room_tests(file)})
    if not files or not tests:
        sys.exit("no such file or folder below src/kerege, or no tests of its room")
    if find_spec("mutmut") is None:
        sys.exit(f"mutmut is not installed: .venv/bin/python -m pip install {MUTMUT}")
    with tempfile.TemporaryDirectory(prefix="kerege-mutation-") as work:
        folder = Path(work)
        _copy(folder, files, tests)
        _mutmut(folder, "run", "--max-children", str(arguments.jobs), quiet=False)
        figures = {file: _exit_codes(folder, file) for file in files}
        left = [change for file in files for change in _survivors(folder, file, figures[file])]
    explained = explanations()
    for change in (new := [change for change in left if change not in explained]):
        print(f"\n{change.file}: {change.function}\n  - {change.was}\n  + {change.now}")
    rows = {file: _row(codes) for file, codes in figures.items()}
    for file, row in rows.items():
        print(f"{file}: {row[0]} changes, {row[1]} noticed, {row[2]} not, {row[3]} reached by no test")
    if arguments.record:
        record(rows)
    sys.exit(1 if new else 0)


def source_files(path: str) -> list[str]:
    """The modules in a file or folder below src/kerege, as paths below it."""
    place = PACKAGE / path.removeprefix("src/kerege/")
    found = sorted(place.rglob("*.py")) if place.is_dir() else [place] if place.is_file() else []
    return [file.relative_to(PACKAGE).as_posix() for file in found]


def room_tests(file: str) -> list[str]:
    """The tests of a module: those of its name, else those of its room."""
    room, stem = Path(file).parts[0], Path(file).stem
    folder = ROOT / "tests" / room
    named = [test for test in (folder / f"test_{stem}.py", folder / f"test_{room}_{stem}.py") if test.is_file()]
    return [test.relative_to(ROOT).as_posix() for test in named or ([folder] if folder.is_dir() else [])]


def _copy(folder: Path, files: Sequence[str], tests: Sequence[str]) -> None:
    """What mutmut needs, apart from the worktree: it writes the changed source beside it."""
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".kerege"))
        else:
            shutil.copy(ROOT / name, folder / name)
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/kerege/{file}" for file in files],
        "also_copy": ["tools", "scripts"],
        "pytest_add_cli_args_test_selection": list(tests),
        "pytest_add_cli_args": ["-p", "no:cacheprovider"],
    }
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[tool.mutmut]\n{lines}")


def _mutmut(folder: Path, *arguments: str, quiet: bool = True) -> str:
    paths = [str(folder / "src"), str(folder), os.environ.get("PYTHONPATH", "")]
    # Of pytest itself only: its plugins are loaded anew for each change.
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    run = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    if not quiet and run.returncode:
        print(run.stdout[-3000:], run.stderr[-3000:], file=sys.stderr)
        sys.exit("mutmut could not run: do the tests pass as they are?")
    return run.stdout


def _exit_codes(folder: Path, file: str) -> dict[str, int | None]:
    """What came of each change of a module, by the name that mutmut gives it."""
    path = folder / "mutants" / "src" / "kerege" / f"{file}.meta"
    if not path.is_file():
        return {}
    return dict(json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"])


def _survivors(folder: Path, file: str, codes: dict[str, int | None]) -> Iterator[Change]:
    for name, code in sorted(codes.items()):
        if code == _SURVIVED or code in _UNREACHED:
            yield change_in(_mutmut(folder, "show", name), file, name)


def change_in(shown: str, file: str, name: str) -> Change:
    """The change that a difference of mutmut shows."""
    lines = shown.splitlines()
    was = " ".join(line[1:].strip() for line in lines if re.match(r"-(?!--)", line))
    now = " ".join(line[1:].strip() for line in lines if re.match(r"\+(?!\+\+)", line))
    function = (
        re.sub(r"__mutmut_\d+$", "", name.rpartition(".")[2]).removeprefix("x_").replace("xǁ", "").replace("ǁ", ".")
    )
    return Change(file, function, " ".join(was.split()), " ".join(now.split()))


def explanations(path: Path = SURVIVORS) -> dict[Change, str]:
    """Why a change that survives is none, or which test notices it since."""
    data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {
        Change(file, entry["in"], " ".join(entry["was"].split()), " ".join(entry["now"].split())): entry.get("why")
        or entry["killed_by"]
        for file, entries in data.items()
        for entry in entries
    }


def _row(codes: dict[str, int | None]) -> tuple[int, int, int, int]:
    kinds = Counter(
        "survived" if code == _SURVIVED else "unreached" if code in _UNREACHED else "killed" for code in codes.values()
    )
    return len(codes), kinds["killed"], kinds["survived"], kinds["unreached"]


def record(rows: dict[str, tuple[int, int, int, int]], path: Path = RESULTS) -> None:
    """Write the figures of these files, and keep those of the others."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else []
    known = {line.partition("\t")[0]: line for line in lines}
    known |= {file: "\t".join(map(str, (file, *row))) for file, row in rows.items()}
    head = "file\tchanges\tnoticed\tnot noticed\treached by no test"
    path.write_text("\n".join([head, *(known[file] for file in sorted(known)), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
