"""One set of locked packages serves every Python that the README promises, and a lock that does not is refused without a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import lock

ROOT = Path(__file__).parents[1]
RECORDS = lock.records(lock.RECORDS.read_text(encoding="utf-8"))


def locked(name: str) -> tuple[lock.Row, ...]:
    return lock.rows((lock.FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", lock.LOCKS)
def test_a_lock_serves_every_promised_python(name: str) -> None:
    found = locked(name)
    assert found
    assert lock.complaints(found, RECORDS, lock.PYTHONS) == []
    assert lock.differing(found, RECORDS) == []


@pytest.mark.parametrize("name", lock.LOCKS)
def test_every_row_of_a_lock_is_read_and_has_a_hash(name: str) -> None:
    text = (lock.FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert len(locked(name)) == sum("==" in line and not line.startswith((" ", "#")) for line in text.splitlines())
    assert all(row.hashes for row in locked(name)) and sum(len(r.hashes) for r in locked(name)) == text.count("--hash=")


@pytest.mark.parametrize("python", lock.PYTHONS)
@pytest.mark.parametrize("name", ["build", "test", "interop"])
def test_every_python_gets_one_version_of_every_package_asked_for(name: str, python: str) -> None:
    served = [row.name for row in locked(name) if row.serves(python)]
    assert len(served) == len(set(served))
    asked = [line for line in (lock.FOLDER / f"{name}.in").read_text(encoding="utf-8").splitlines() if "==" in line]
    pinned = {f"{row.name}=={row.version}" for row in locked(name) if row.serves(python)}
    assert asked and {line.lower().replace("_", "-").replace("ruamel.", "ruamel-") for line in asked} <= pinned


def test_the_records_are_those_of_the_locks() -> None:
    assert {(row.name, row.version) for name in lock.LOCKS for row in locked(name)} == set(RECORDS)


def test_the_readme_promises_what_is_tested() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first, last = lock.PYTHONS[0].rpartition(".")[0], lock.PYTHONS[-1].rpartition(".")[0]
    assert f"any Python from {first} to {last}" in readme


LOCK = (
    "one==1.0 ; python_full_version < '3.11.5' \\\n    --hash=sha256:"
    + "a" * 64
    + "\none==2.0 ; python_full_version >= '3.11.5' \\\n    --hash=sha256:"
    + "b" * 64
    + "\n"
)


def test_a_version_whose_marker_keeps_it_from_the_wrong_python_is_taken() -> None:
    assert lock.complaints(lock.rows(LOCK), {("one", "1.0"): ">=3.9", ("one", "2.0"): ">=3.11.5"}, lock.PYTHONS) == []


def test_a_version_that_a_promised_python_cannot_install_is_refused() -> None:
    asked = {("one", "1.0"): ">=3.11.1", ("one", "2.0"): ">=3.11.5,<3.14"}
    assert lock.complaints(lock.rows(LOCK), asked, lock.PYTHONS) == [
        "one 1.0 asks for Python >=3.11.1, so not for 3.11.0",
        "one 2.0 asks for Python <3.14,>=3.11.5, so not for 3.14.0",
    ]


def test_the_locks_of_old_are_refused() -> None:
    """pymdown-extensions 13.1 asks for 3.11.5, and Debian 12 has 3.11.2."""
    row = lock.Row("pymdown-extensions", "13.1", "", ("a" * 64,))
    assert lock.complaints([row], {("pymdown-extensions", "13.1"): ">=3.11.5"}, lock.PYTHONS) == [
        "pymdown-extensions 13.1 asks for Python >=3.11.5, so not for 3.11.0, 3.11.2"
    ]


def test_a_row_without_a_record_is_refused() -> None:
    row = lock.Row("one", "1.0", "", ())
    assert lock.complaints([row], {}, lock.PYTHONS) == [
        "one 1.0 has no record of its Requires-Python: run tools/run lock"
    ]


def test_a_record_that_the_installed_package_contradicts_is_told() -> None:
    row = next(row for row in locked("test") if row.name == "pytest")
    assert lock.differing([row], {("pytest", row.version): ">=2.7"})
