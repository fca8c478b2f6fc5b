"""Reports made for tests: copies of the template that `kerege new` makes, and the real report built once."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from kerege.build.build import build_report
from kerege.checks import check_report
from kerege.findings import Finding
from kerege.read import read_report
from tools.report_copy import copy_report

ROOT = Path(__file__).parents[1]
UNCLOSED = ("editions",)
"""Left out where values are changed on purpose: that they were published otherwise is for the tests of editions to say."""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A fresh report, as `kerege new` makes it."""
    folder = tmp_path / "report"
    kept = shutil.ignore_patterns(".kerege", "__pycache__")
    shutil.copytree(ROOT / "src" / "kerege" / "report_template", folder, ignore=kept)
    return folder


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the report of this repository."""
    return copy_report(tmp_path / "real", without=UNCLOSED)


@pytest.fixture
def findings_of() -> Callable[[Path], list[Finding]]:
    """Everything `kerege check` would say about a folder."""

    def check(folder: Path) -> list[Finding]:
        reading = read_report(folder)
        return list(check_report(reading.report, reading.findings)[0])

    return check


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first of the processes which run the suite makes, and the others wait for."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, finished = base / name, base / f"{name}.finished"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            finished.touch()
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real report, built once: its `build` folder. To be read, never written."""

    def build(folder: Path) -> None:
        result = build_report(copy_report(folder), progress=lambda _: None)
        assert result.files, [str(f.location) + f.message for f in result.findings]

    return once(tmp_path_factory, "built", build) / "build"


FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # The network ends here: no name but the server's own has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()
