"""Figures of code, counted on a package of a few lines; and what mutation testing reads and keeps."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tools.code_figures import complexity, figures, rows, table
from tools.mutation import Change, change_in, explanations, record, room_tests, source_files

MODULE = '''"""A module."""

from typing import Any


def short(a: int, b: Any) -> int:
    """What it does,
    in two lines.
    """

    # a comment
    return a


def untyped(a):
    return a


class Thing:
    def _private(self) -> None:
        x = """not
        a docstring"""
'''


def package(folder: Path) -> Path:
    (folder / "p").mkdir()
    (folder / "p" / "__init__.py").write_text("")
    (folder / "p" / "one.py").write_text(MODULE)
    (folder / "tests").mkdir()
    (folder / "tests" / "test_one.py").write_text("from p.one import short\n\nassert short(1, 2)\n")
    return folder / "p"


def test_what_is_counted(tmp_path: Path) -> None:
    found = figures(package(tmp_path), tmp_path / "tests")
    assert found.modules == {"p": 0, "p.one": len(MODULE.splitlines())} and found.test_lines == 3
    assert sorted(found.lengths) == [2, 2, 3]  # without docstring, comment and blank line
    assert (found.annotated, found.any, found.unimported) == (2, 1, 1)
    assert (found.documented, found.public) == (2, 5)  # two modules, two functions, a class
    told = dict(rows(found))
    assert (
        told["modules / lines"] == f"2 / {len(MODULE.splitlines())}"
        and told["functions with all annotations, %"] == "67"
    )
    assert table({"ours": found}).splitlines()[0] == "| | ours |"


def test_without_tests_nothing_is_said_of_them(tmp_path: Path) -> None:
    assert dict(rows(figures(package(tmp_path), None)))["test lines ÷ source lines"] == "–"


@pytest.mark.parametrize(
    ("body", "ways"),
    [
        ("pass", 1),
        ("if a: pass", 2),
        ("if a: pass\n elif b: pass", 3),
        ("return a if b else c", 2),
        ("return a and b or c", 3),
        ("return [x for x in a if x if y]", 4),
        ("for x in a: pass", 2),
        ("try: pass\n except A: pass\n except B: pass", 3),
        ("match a:\n  case 1: pass\n  case _: pass", 3),
    ],
)
def test_the_ways_through_a_function(body: str, ways: int) -> None:
    assert complexity(ast.parse(f"def f():\n {body}\n").body[0]) == ways


SHOWN = """# kerege.checks.a.x__f__mutmut_3: survived
--- src/kerege/checks/a.py
+++ src/kerege/checks/a.py
@@ -1,2 +1,2 @@
 def _f():
-    return  a < 3
+    return a <= 3
"""


@pytest.mark.parametrize(
    ("name", "function"),
    [("kerege.checks.a.x__f__mutmut_3", "_f"), ("kerege.checks.a.xǁThingǁgo__mutmut_12", "Thing.go")],
)
def test_a_change_is_known_by_its_words_and_not_by_its_number(name: str, function: str) -> None:
    assert change_in(SHOWN, "checks/a.py", name) == Change("checks/a.py", function, "return a < 3", "return a <= 3")


def test_explanations_and_figures_are_kept_by_file(tmp_path: Path) -> None:
    survivors = tmp_path / "survivors.yml"
    survivors.write_text("checks/a.py:\n- {in: f, was: a  < 3, now: a <= 3, why: it is never 3}\n", encoding="utf-8")
    assert explanations(survivors) == {Change("checks/a.py", "f", "a < 3", "a <= 3"): "it is never 3"}
    results = tmp_path / "results.tsv"
    record({"b.py": (5, 4, 1, 0)}, results)
    record({"a.py": (2, 2, 0, 0), "b.py": (5, 5, 0, 0)}, results)
    assert results.read_text(encoding="utf-8").splitlines()[1:] == ["a.py\t2\t2\t0\t0", "b.py\t5\t5\t0\t0"]


def test_the_tests_of_a_module_are_those_of_its_name_else_of_its_room() -> None:
    assert room_tests("checks/bases_sufficient.py") == ["tests/checks/test_bases_sufficient.py"]
    assert room_tests("translate/progress.py") == ["tests/translate"]
    assert source_files("checks/fragments.py") == ["checks/fragments.py"] and source_files("no/such.py") == []
    assert "checks/fragments.py" in source_files("src/kerege/checks")


def test_every_explained_survivor_is_of_a_module_that_is_there() -> None:
    for change in explanations():
        assert source_files(change.file) == [change.file]
        lines = (Path(__file__).parents[1] / "src" / "kerege" / change.file).read_text(encoding="utf-8")
        assert change.was in " ".join(lines.split()), f"the source has it no longer: {change}"
