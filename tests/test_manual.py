"""The manual names every code that a finding can have, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from kerege.catalogue import entries, entry
from kerege.messages import placeholders
from tools import rules

ROOT = Path(__file__).parents[1]


def test_the_page_of_rules_is_made_from_the_catalogue() -> None:
    assert rules.PAGE.read_text(encoding="utf-8") == rules.page(), "run: tools/run rules"


def test_every_code_of_the_source_has_an_entry_and_every_entry_is_used() -> None:
    used = set()
    for path in sorted((ROOT / "src" / "kerege").rglob("*.py")):
        if "catalogue" not in path.parts:
            used |= set(re.findall(r'"([A-Z]\d{3})(?:/[\w{}-]+)?"', path.read_text(encoding="utf-8")))
    assert used == {entry.code for entry in entries()}


def test_every_problem_of_the_source_has_its_sentence_and_its_facts() -> None:
    wrong = []
    for path in sorted((ROOT / "src" / "kerege").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "problem"):
                continue
            key = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            if not isinstance(key, str):
                continue  # a case that is chosen: the tests of the rule meet each
            code, _, case = key.partition("/")
            sentence = entry(code).sentences.get(case)
            if sentence is None:
                wrong.append(f"{path.name}:{node.lineno}: {key} has no sentence")
            elif all(fact.arg for fact in node.keywords):
                wanted = frozenset().union(*map(placeholders, (sentence.text, sentence.plural, sentence.remedy)))
                given = {fact.arg for fact in node.keywords}
                if wanted != given - {"count"} and wanted != given:
                    wrong.append(f"{path.name}:{node.lineno}: {key} wants {sorted(wanted)}")
    assert wrong == []


def test_every_rule_has_a_sample_that_passes_and_one_that_fails() -> None:
    """Whatever a rule of `checks/` says; reading and reading back tell theirs in the manual's pages on records and outputs."""
    told = {
        code
        for path in (ROOT / "src" / "kerege" / "checks").glob("*.py")
        for code in re.findall(r"[A-Z]\d{3}", str(re.findall(r"^CODES = .*", path.read_text(encoding="utf-8"), re.M)))
    }
    assert sorted(code for code in told if not (entry(code).passes and entry(code).fails)) == []
