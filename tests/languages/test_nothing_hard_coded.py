"""No language is known outside the packs: source code holds no code of a language, no alphabet, no range of letters, no words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kerege.languages import SOURCE, shipped

ROOT = Path(__file__).parents[2] / "src" / "kerege"
ALLOWED = {
    "languages/folding.py": "how letters of any script are romanised (ALA-LC, ISO 9, UTS 39)",
    "languages/given.py": "endings of given names, in folded letters",
    "languages/packfiles.py": "examples in the description of the sections",
    "languages/making.py": "an example in a remark",
    "languages/tokens.py": "ё is е in every language that has it; signs that stand for an apostrophe",
    "languages/stems.py": "the Arabic stretching stroke",
    "languages/known.py": "the source language",
    "read/signs.py": "letters that look like digits, ranges of scripts from right to left",
    "read/settings.py": "the sign for millimetres and the letters that look like ×",
    "read/markdown/foreign.py": "list marks of other programs",
    "cli/console.py": "letters of old terminals",
    "translate/exchange/tmx.py": "what the format asks for",
    "read/records.py": "a sample in a remedy",
    "evidence/columns.py": "small raised letters by which offices mark numbers",
    "intake/published/signs.py": "where Unicode keeps scripts",
    "intake/published/pdf.py": "ligatures that PDFs hold",
    "catalogue": "samples of rules",
}
"""Where such things rightly stand, and why."""
_RANGE = re.compile(r"[а-яА-Я]-[а-яА-Я]|\[[A-Za-z]-[A-Za-z]\](?!.*https?)")


def _allowed(path: Path) -> bool:
    name = path.relative_to(ROOT).as_posix()
    return any(name == key or name.startswith(key + "/") for key in ALLOWED)


def _strings(path: Path) -> list[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def _source_files() -> list[Path]:
    return [path for path in sorted(ROOT.rglob("*.py")) if "report_" not in path.as_posix() and not _allowed(path)]


def test_no_code_of_a_language_stands_in_the_source() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text!r}"
        for path in _source_files()
        for line, text in _strings(path)
        # A code that is also a word of HTML or of the command line is none.
        if text in set(shipped()) - {"tr", "ar"}
    ]
    assert found == [], f"take it from the pack, or from SOURCE ({SOURCE!r})"


def test_no_letters_of_a_language_stand_in_the_source() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:60]!r}"
        for path in _source_files()
        for line, text in _strings(path)
        if any(letter.isalpha() and ord(letter) > 0x2FF for letter in text) or re.search("[а-я]-[а-я]", text)
    ]
    assert found == [], "words and letters belong in the pack of the language"


@pytest.mark.parametrize("name", ALLOWED)
def test_every_exception_is_still_there(name: str) -> None:
    assert (ROOT / name).exists()
