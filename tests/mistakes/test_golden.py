"""What Kerege says to the mistakes that people make most often is read by a person whenever it changes."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from kerege.languages.messages import ui_languages
from tools import mistakes as program


@pytest.fixture(scope="module")
def mistakes() -> ModuleType:
    return program


@pytest.fixture(scope="module")
def answers(mistakes: ModuleType) -> dict[str, str]:
    return dict(mistakes.all_answers())


@pytest.mark.parametrize("code", ui_languages())
def test_kerege_answers_as_somebody_has_read_it(mistakes: ModuleType, answers: dict[str, str], code: str) -> None:
    """After a change: tools/run mistakes, then read the difference."""
    assert answers[code] == mistakes.golden(code).read_text(encoding="utf-8")
    if code == "en":
        assert mistakes.manual(answers[code]) == mistakes.PAGE.read_text(encoding="utf-8")


def test_each_of_sixty_mistakes_is_answered_with_what_to_do(answers: dict[str, str]) -> None:
    said = re.findall(r"^## (.*)\n((?:(?!## ).*\n)*)", answers["en"], re.M)
    assert len(said) >= 60
    for mistake, text in said:
        assert "Traceback" not in text
        assert "(exit 0)" not in text or " warning " in text or "wrong folder" in mistake, mistake
        findings = re.findall(r"^\S+:\d+:\d+: \w+ [A-Z]\d{3} .*\n(.*)", text, re.M)
        assert all(hint.startswith("    ") for hint in findings), mistake
