"""A rule is given what its parameters name, and depends on nothing else."""

from __future__ import annotations

import dis
from dataclasses import fields

import pytest

from kerege.checks import RULES
from kerege.checks.by_key import ByKey
from kerege.checks.context import INPUTS, Rule, parameters
from kerege.checks.overview import Overview
from kerege.model import Report


def _name(rule: Rule) -> str:
    function = rule.judge if isinstance(rule, ByKey) else rule
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_a_rule_asks_for_what_there_is(rule: Rule) -> None:
    assert set(parameters(rule)) <= INPUTS
    # What a rule asks for and does not use would have it asked in vain.
    for part in (rule.entries, rule.judge, rule.records) if isinstance(rule, ByKey) else (rule,):
        loaded = {step.argval for step in dis.get_instructions(part) if step.opname.startswith("LOAD")}
        assert {name for name in parameters(part) if not name.endswith("_root")} <= loaded


def test_no_two_things_have_one_name() -> None:
    report, said = ({field.name for field in fields(one)} for one in (Report, Overview))
    assert report.isdisjoint(said)
    assert len(RULES) == len(set(RULES))
