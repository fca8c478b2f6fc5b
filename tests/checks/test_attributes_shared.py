"""k-anonymity counts who has all that is shown, and only them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from kerege.checks.attributes_shared import participants
from kerege.findings import Finding, Location
from kerege.model import FrameRow

Check = Callable[[Path], list[Finding]]
PLACE = Location(PurePosixPath("privacy.yml"))
BOTH = {"speaker": "reader", "age": "fifties", "area": "rural"}


def rows(*counted: tuple[dict[str, str], int]) -> list[FrameRow]:
    return [FrameRow(shown, count, PLACE) for shown, count in counted]


def test_marginals_do_not_say_who_is_both() -> None:
    frame = rows(({"speaker": "reader", "age": "fifties"}, 4), ({"speaker": "reader", "area": "rural"}, 4))
    assert participants(frame, BOTH) is None


def test_a_large_row_without_the_attribute_does_not_stand_for_it() -> None:
    frame = rows(({"speaker": "reader"}, 40), (BOTH, 1))
    assert participants(frame, BOTH) == 1


def test_the_parts_of_a_table_add_up_and_its_margin_does_not() -> None:
    parts = rows(({"area": "rural", "age": "young"}, 2), ({"area": "rural", "age": "old"}, 2))
    assert participants(parts, {"area": "rural"}) == 4
    assert participants([*parts, *rows(({"area": "rural"}, 4))], {"area": "rural"}) == 4
    assert participants([*parts, *rows(({"area": "rural"}, 9))], {"area": "rural"}) == 4


def test_the_same_combination_twice_is_not_twice_as_many_people() -> None:
    assert participants(rows((BOTH, 2), (BOTH, 2)), BOTH) == 2


@pytest.mark.parametrize("value", ["unknown", "other", "any", "*", "not stated"])
def test_an_unknown_category_is_none(value: str) -> None:
    shown = {"area": value}
    assert participants(rows((shown, 50)), shown) is None


def shown(folder: Path, *records: str) -> None:
    text = (folder / "quotes" / "example.yml").read_text(encoding="utf-8")
    lines = text.rstrip("\n").split("\n")[1:]
    made = ["\n".join([f"r{number}:", *lines, f"  {record}"]) for number, record in enumerate(records, 1)]
    (folder / "quotes" / "example.yml").write_text("\n".join(made) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("frame", "records", "codes"),
    [
        ("- {speaker: reader, age: old, count: 5}", ["shown: {age: old}"], []),
        ("- {speaker: reader, age: old, count: 2}", ["shown: {age: old}"], ["P004"]),
        ("- {speaker: writer, age: old, count: 9}", ["shown: {age: old}"], ["P004"]),
        ("- {age: old, count: 9}", ["shown: {age: old}"], ["P013"]),
        ("- {speaker: reader, age: old, count: 9}", ["shown: {age: old, area: rural}"], ["P004"]),
        (
            "- {speaker: reader, age: 20-29, count: 9}\n- {speaker: reader, age: 25-34, count: 9}",
            ["shown: {age: 20-29}"],
            ["P013"],
        ),
        # One person in two records, of which one has no code, or shows another value.
        ("- {speaker: reader, age: old, count: 9}", ["shown: {age: old}\n  participant: w0001", "shown: {age: old}"], ["P005"]),
        (
            "- {speaker: reader, age: old, count: 9}\n- {speaker: reader, age: young, count: 9}",
            ["shown: {age: old}\n  participant: w0001", "shown: {age: young}\n  participant: w0001"],
            ["P005"],
        ),
        # Each by itself is common, together they are one.
        (
            "- {speaker: reader, age: old, area: rural, count: 1}\n- {speaker: reader, age: old, area: urban, count: 9}\n"
            "- {speaker: reader, age: young, area: rural, count: 9}",
            ["shown: {age: old}\n  participant: w0001", "shown: {area: rural}\n  participant: w0001"],
            ["P005"],
        ),
    ],
)  # fmt: skip
def test_testimonies_are_judged_by_the_frame(
    template: Path, findings_of: Check, frame: str, records: list[str], codes: list[str]
) -> None:
    shown(template, *records)
    (template / "privacy.yml").write_text(f"frame:\n{frame}\n", encoding="utf-8")
    assert sorted({f.code for f in findings_of(template) if f.code in ("P004", "P005", "P013")}) == codes
