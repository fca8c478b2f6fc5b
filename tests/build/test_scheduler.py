"""Units side by side: what fails, dies or never ends is a finding at once, what needs it is skipped, the rest is made."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kerege.build.scheduler import make_all
from kerege.build.units import BuildContext, Made, Unit
from kerege.catalogue import problem
from kerege.errors import KeregeError, MissingProgram
from kerege.findings import Finding, Location

Make = Callable[[Any, str], Made]


def _good(_: object, language: str) -> Made:
    return Made(language, False)


def _wrong(_: object, language: str) -> Made:
    return Made(
        language,
        False,
        (Finding(Location(PurePosixPath("figures/a.py")), problem("F002", figure="a", name="Error", error="fails")),),
    )


class _Unpicklable(Exception):
    def __init__(self, one: object, other: object) -> None:
        super().__init__("cannot travel")
        self.locked = lambda: (one, other)


def _unpicklable(_: object, language: str) -> Made:
    raise _Unpicklable(1, 2)


def _fault(_: object, language: str) -> Made:
    names: dict[str, str] = {}
    return Made(names[language], False)


def _exits(_: object, language: str) -> Made:
    os._exit(7)


def _leaves(_: object, language: str) -> Made:
    raise SystemExit("a plugin gives up")


def _is_killed(_: object, language: str) -> Made:
    os.kill(os.getpid(), signal.SIGKILL)
    return Made(language, False)


def _for_ever(_: object, language: str) -> Made:
    while True:
        time.sleep(0.01)


def _run(units: list[Unit], longest: float = 60) -> tuple[dict[str, Made], list[str]]:
    told: list[str] = []
    shop = cast(BuildContext, SimpleNamespace(progress=told.append))
    begun = time.monotonic()
    made = make_all(units, shop, 2, longest)
    assert time.monotonic() - begun < 20
    return {one.name: one for one in made}, told


def _chain(first: Make) -> list[Unit]:
    """Three in a row, and one beside them."""
    return [
        Unit("figures", first, "a"),
        Unit("site", _good, "b", ("figures",)),
        Unit("pair", _good, "c", ("site",)),
        Unit("other", _good, "d"),
    ]


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (_wrong, "F002", "fails"),
        (_fault, "A011", "'figures' could not be made: 'KeyError: 'a' ("),
        (_unpicklable, "A011", "cannot travel"),
        (_exits, "A011", "the process that made 'figures' was ended from outside or died (7)"),
        (_leaves, "A011", "died (1)"),
        (_is_killed, "A011", "died (SIGKILL)"),
    ],
)
def test_what_needs_a_failed_unit_is_skipped_and_the_rest_is_made(make: Make, code: str, said: str) -> None:
    made, told = _run(_chain(make))
    (finding,) = made["figures"].findings
    assert finding.code == code and said in finding.message
    assert (made["site"].skipped, made["pair"].skipped, made["other"].skipped) == ("figures", "site", "")
    assert sorted(told) == [
        "figures failed",
        "other done",
        "pair skipped, since it needs site",
        "site skipped, since it needs figures",
    ]


def test_a_unit_that_never_ends_is_given_up() -> None:
    made, told = _run(_chain(_for_ever), longest=0.5)
    assert "given up after" in made["figures"].findings[0].message
    assert "pair skipped, since it needs site" in told and "other done" in told


def test_all_are_made_in_an_order_in_which_needs_come_first() -> None:
    made, told = _run(_chain(_good))
    assert not any(one.findings or one.skipped for one in made.values())
    assert list(made) == ["figures", "site", "pair", "other"]
    assert told.index("figures done") < told.index("site done") < told.index("pair done")


def test_what_this_machine_lacks_ends_the_build_with_its_own_sentence() -> None:
    def lacks(_: object, language: str) -> Made:
        raise MissingProgram("pandoc is missing.")

    def full(_: object, language: str) -> Made:
        raise OSError(errno.ENOSPC, "No space left on device", "build/a.pdf")

    class Odd(KeregeError):
        def __init__(self, one: int, other: int) -> None:
            super().__init__(f"{one} {other}")

    def odd(_: object, language: str) -> Made:
        raise Odd(1, 2)

    with pytest.raises(MissingProgram, match="pandoc is missing"):
        _run(_chain(lacks))
    with pytest.raises(OSError, match="No space left") as caught:
        _run(_chain(full))
    assert caught.value.filename == "build/a.pdf"
    with pytest.raises(KeregeError, match="1 2"):
        _run(_chain(odd))


def test_no_process_is_left(tmp_path: Path) -> None:
    marks = tmp_path / "pid"

    def marked(_: object, language: str) -> Made:
        marks.write_text(str(os.getpid()))
        raise MissingProgram("gone")

    with pytest.raises(MissingProgram):
        _run([Unit("endless", _for_ever, "a"), Unit("marked", marked, "b")])
    with pytest.raises(ProcessLookupError):
        os.kill(int(marks.read_text()), 0)
