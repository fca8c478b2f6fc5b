"""Figures of the code beside those of other packages: sizes, complexity, annotations, docstrings, tests; a table in Markdown.

    tools/run code_figures NAME=PACKAGE_FOLDER[:TESTS_FOLDER] ... [--write]

`--write` puts the table between its marks in manual/developer.md. How the published table was made: the state before is
`git archive 053a18f` in a temporary folder, the others are the source archives of their packages (`pip download --no-binary :all:`).
Everything is counted with Python's own parser, for every package alike; lengths of functions are without their docstrings and blank lines.
"""

from __future__ import annotations

import argparse
import ast
import io
import statistics
import sys
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PAGE = Path(__file__).parents[1] / "manual" / "developer.md"
_BEGIN, _END = "<!-- code_figures -->", "<!-- /code_figures -->"
_LONG = 40
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_DECISIONS = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert, ast.match_case)
"""Each adds one way through a function (McCabe, 1976)."""


@dataclass
class Figures:
    """What is counted of a package."""

    modules: dict[str, int] = field(default_factory=dict)
    """Lines by module."""
    lengths: list[int] = field(default_factory=list)
    """Lines of code of each function."""
    complexities: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    """Letters of the names that functions are given and assign."""
    annotated: int = 0
    documented: int = 0
    public: int = 0
    any: int = 0
    test_lines: int = 0
    unimported: int = 0
    """Modules that no test imports itself."""


def figures(package: Path, tests: Path | None) -> Figures:
    """The figures of a package and its tests.

    Raises:
        SyntaxError: a module is no Python of this version.
    """
    found = Figures()
    for path in _modules(package):
        text = path.read_text(encoding="utf-8")
        found.modules[_name(package, path)] = len(text.splitlines())
        tree = ast.parse(text)
        code = _code_lines(text)
        found.any += sum(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(tree))
        found.public += 1
        found.documented += ast.get_docstring(tree) is not None
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.public += 1
                found.documented += ast.get_docstring(node) is not None
            if isinstance(node, _Function):
                _function(found, node, code)
    test_files = _modules(tests) if tests else []
    found.test_lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in test_files)
    imported = {name for path in test_files for name in _imports(ast.parse(path.read_text(encoding="utf-8")))}
    found.unimported = sum(name not in imported for name in found.modules)
    return found


def _modules(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if not {"report_template", "report_blocks"} & set(path.parts)]


def _name(package: Path, path: Path) -> str:
    return ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _code_lines(text: str) -> set[int]:
    """The lines on which anything but blanks, comments and strings that stand alone is written."""
    lines: set[int] = set()
    alone = True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT):
            alone = True
        elif token.type not in (tokenize.NL, tokenize.COMMENT, tokenize.ENDMARKER):
            if not (alone and token.type == tokenize.STRING):
                lines.update(range(token.start[0], token.end[0] + 1))
            alone = False
    return lines


def _function(found: Figures, node: _Function, code: set[int]) -> None:
    found.lengths.append(sum(line in code for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)))
    found.complexities.append(complexity(node))
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    typed = [each.annotation for each in arguments if each.arg not in ("self", "cls")]
    found.annotated += node.returns is not None and all(typed)
    if not node.name.startswith("_"):
        found.public += 1
        found.documented += ast.get_docstring(node) is not None
    stored = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    found.names += [len(name) for name in {each.arg for each in arguments} | stored]


def complexity(node: ast.AST) -> int:
    """The ways through a function: its decisions, those of its comprehensions and conditions, and one."""
    count = 1
    for child in ast.walk(node):
        count += isinstance(child, _DECISIONS)
        if isinstance(child, ast.BoolOp):
            count += len(child.values) - 1
        elif isinstance(child, ast.comprehension):
            count += 1 + len(child.ifs)
    return count


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}" if whole else "–"


def _point(values: Sequence[int], part: float) -> int:
    ordered = sorted(values) or [0]
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _median(values: Sequence[int]) -> str:
    return f"{statistics.median(values):g}" if values else "–"


def rows(found: Figures) -> Iterator[tuple[str, str]]:
    """What the table says of a package."""
    lines, functions = sum(found.modules.values()), len(found.lengths)
    yield "modules / lines", f"{len(found.modules)} / {lines:,}"
    yield "test lines ÷ source lines", f"{found.test_lines / lines:.2f}" if found.test_lines else "–"
    yield (
        "modules that no test imports itself, %",
        _share(found.unimported, len(found.modules)) if found.test_lines else "–",
    )
    sizes = list(found.modules.values())
    yield "lines of a module: median / longest", f"{_median(sizes)} / {max(sizes, default=0):,}"
    longest = max(found.lengths, default=0)
    yield (
        "lines of a function: median / 95 % / longest",
        f"{_median(found.lengths)} / {_point(found.lengths, 0.95)} / {longest}",
    )
    yield (
        f"functions of more than {_LONG} lines, %",
        f"{100 * sum(n > _LONG for n in found.lengths) / max(functions, 1):.1f}",
    )
    ways = found.complexities
    yield (
        "complexity of a function: median / 95 % / most",
        f"{_median(ways)} / {_point(ways, 0.95)} / {max(ways, default=0)}",
    )
    yield "functions with all annotations, %", _share(found.annotated, functions)
    yield "public modules, classes and functions with a docstring, %", _share(found.documented, found.public)
    yield "`Any`, of 1,000 lines", f"{1000 * found.any / lines:.1f}"
    yield "letters of a name, median", _median(found.names)


def table(columns: dict[str, Figures]) -> str:
    """The figures of packages beside each other."""
    told = {name: dict(rows(found)) for name, found in columns.items()}
    heads = list(next(iter(told.values())))
    lines = [f"| | {' | '.join(told)} |", f"|---{'|---' * len(told)}|"]
    return "\n".join(
        [*lines, *(f"| {head} | {' | '.join(column[head] for column in told.values())} |" for head in heads)]
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="tools/run code_figures", description=__doc__.partition("\n")[0])
    parser.add_argument("packages", nargs="+", metavar="NAME=PACKAGE_FOLDER[:TESTS_FOLDER]")
    parser.add_argument("--write", action="store_true", help="put the table into manual/developer.md")
    arguments = parser.parse_args()
    columns = {}
    for given in arguments.packages:
        name, _, folders = given.partition("=")
        package, _, tests = folders.partition(":")
        if not Path(package).is_dir() or (tests and not Path(tests).is_dir()):
            sys.exit(f"no such folder: {folders}")
        columns[name] = figures(Path(package), Path(tests) if tests else None)
    made = table(columns)
    print(made)
    if arguments.write:
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(_BEGIN)
        _, _, after = rest.partition(_END)
        PAGE.write_text(f"{before}{_BEGIN}\n\n{made}\n\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
