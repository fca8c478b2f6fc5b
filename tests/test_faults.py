"""Whatever stops a command, what stood before it or what it was to make stands whole; tools/run faults does this at length."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kerege.build import swap
from kerege.errors import KeregeError
from kerege.files import finish_writing, write_all

OLD = {"data/sources.lock": b"old lock", "quotes/quotes.lock": b"old quotes"}
NEW = {"data/sources.lock": b"new lock", "quotes/quotes.lock": b"new quotes", "translations/ky/05.json": b"[]"}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    for name, raw in OLD.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(raw)
    return tmp_path


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".kerege" not in path.parts
    }


def _killed_while_writing(root: Path, moment: int) -> bool:
    """Write NEW in another process, which is killed when it opens, moves or makes a file or folder for the n-th time."""
    pid = os.fork()
    if pid == 0:
        count = 0

        def hook(event: str, _: object) -> None:
            nonlocal count
            if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.chmod", "fcntl.flock"):
                count += 1
                if count == moment:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            write_all({root / name: raw for name, raw in NEW.items()}, root)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def test_several_files_are_written_all_or_none_at_whatever_moment_a_kill_comes(tmp_path: Path) -> None:
    ends = []
    for moment in range(1, 200):
        root = tmp_path / str(moment)
        for name, raw in OLD.items():
            (root / name).parent.mkdir(parents=True)
            (root / name).write_bytes(raw)
        killed = _killed_while_writing(root, moment)
        assert {raw for name, raw in _files(root).items()} <= {*OLD.values(), *NEW.values()}
        finish_writing(root)
        ends.append(_files(root))
        assert ends[-1] in (OLD, NEW)
        write_all({root / name: raw for name, raw in NEW.items()}, root)
        assert _files(root) == NEW
        assert sorted(path.name for path in (root / ".kerege").iterdir()) == ["writing.lock"]
        if not killed:
            break
    assert ends.count(OLD) > 5 and ends.count(NEW) > 5


def test_what_was_changed_after_a_kill_is_not_overwritten(report: Path) -> None:
    moment = 1
    while _killed_while_writing(report, moment) and not (report / ".kerege" / "writing.json").is_file():
        moment += 1
    (report / "data" / "sources.lock").write_bytes(b"by hand")
    with pytest.raises(KeregeError, match=r"data/sources.lock was changed since. Compare it with .kerege/new/"):
        finish_writing(report)
    assert _files(report) == {**OLD, "data/sources.lock": b"by hand"}


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "link/outside.txt"])
def test_a_report_from_elsewhere_cannot_have_files_written_outside_it(report: Path, name: str) -> None:
    (report / ".kerege" / "new").mkdir(parents=True)
    (report / "link").symlink_to(report.parent)
    (report / ".kerege" / "new" / "x").write_bytes(b"x")
    (report / ".kerege" / "writing.json").write_text(json.dumps([[name, ".kerege/new/x", "", "0" * 64]]))
    with pytest.raises(KeregeError, match="was not written by Kerege; delete it"):
        finish_writing(report)


def test_a_second_build_is_told_that_one_is_running(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_PATIENCE", 0.1)
    with swap.held(report) as staging:
        (staging / "page.html").write_text("of the first")
        with pytest.raises(KeregeError, match=rf"Another build of this report is running \(process {os.getpid()}\)"):
            swap.held(report).__enter__()
        assert (staging / "page.html").read_text() == "of the first"
    with swap.held(report) as staging:
        assert not any(staging.iterdir())


@pytest.mark.parametrize("exchange", [True, False])
def test_a_build_takes_the_place_of_the_last_one(report: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    for text in ("first", "second"):
        with swap.held(report) as staging:
            (staging / "manifest.json").write_text(text)
            swap.swap(staging, report / "build")
        assert (report / "build" / "manifest.json").read_text() == text
        assert sorted(path.name for path in (report / ".kerege").iterdir()) == ["lock"]


def test_where_folders_cannot_be_exchanged_a_kill_in_between_is_made_good(report: Path) -> None:
    (report / ".kerege" / "old").mkdir(parents=True)
    (report / ".kerege" / "old" / "manifest.json").write_text("last")
    with swap.held(report):
        assert (report / "build" / "manifest.json").read_text() == "last"


@pytest.fixture(scope="module")
def faults() -> ModuleType:
    from tools import faults

    faults.warm()
    return faults


def test_builds_broken_off_at_seeded_moments(faults: ModuleType, tmp_path: Path) -> None:
    way = ("--only", "docx", "--language", "en")
    bench = faults.set_up(tmp_path, [way], first=way)
    for fault in (faults.killed, faults.ctrl_c, faults.worker_killed):
        folder = tmp_path / fault.__name__
        folder.mkdir()
        assert faults.try_build(bench, fault, way, random.Random(11), folder) == []
