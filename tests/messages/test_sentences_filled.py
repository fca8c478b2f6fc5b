"""Every sentence can be filled: its braces are those of a template, and whoever says it gives every fact that it names."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from kerege.catalogue import entries
from kerege.languages.messages import messages
from kerege.messages import Message, placeholders

SOURCE = Path(__file__).parents[2] / "src" / "kerege"


def names(template: str) -> list[str]:
    """What `str.format` would look for."""
    return [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]


def sentences() -> Iterator[tuple[str, str]]:
    for one in entries():
        for case, sentence in one.sentences.items():
            for template in (sentence.text, sentence.plural, sentence.remedy):
                yield f"{one.code}/{case}", template


def test_the_braces_of_every_sentence_are_those_of_a_template() -> None:
    wrong = {(code, name) for code, template in sentences() for name in names(template) if not name.isidentifier()}
    assert wrong == set()


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
@pytest.mark.parametrize("count", [1, 2, 5, 11])
def test_every_sentence_is_said_in_every_language_with_all_its_facts(code: str, count: int) -> None:
    for one in entries():
        for case, sentence in one.sentences.items():
            known = frozenset().union(*map(placeholders, (sentence.text, sentence.plural, sentence.remedy)))
            facts: dict[str, object] = {name: f"<{name}>" for name in known}
            if sentence.plural:
                facts["count"] = count
            said = messages(code).say(
                Message(sentence.text, facts, sentence.plural, count if sentence.plural else None)
            )
            remedy = messages(code).say(Message(sentence.remedy, facts))
            wanted = placeholders(sentence.text) if not sentence.plural else frozenset[str]()
            assert all(f"<{name}>" in said for name in wanted), f"{one.code}/{case}: {said}"
            assert all(str(facts[name]) in remedy for name in placeholders(sentence.remedy)), f"{one.code}/{case}"


def calls(*functions: str) -> Iterator[tuple[str, str, ast.Call]]:
    """Calls of these functions with a text, and without facts that only a running program knows."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                text = node.args[0].value
                if name in functions and isinstance(text, str) and all(word.arg for word in node.keywords):
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", text, node


def test_whoever_says_a_sentence_gives_every_fact_of_it() -> None:
    lacking, count = {}, 0
    for place, template, call in calls("say"):
        if left := placeholders(template) - {word.arg for word in call.keywords}:
            lacking[place] = (template, left)
        count += 1
    assert lacking == {} and count > 300
