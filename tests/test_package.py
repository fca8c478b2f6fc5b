"""Packing and installing Kerege leave everything of the report alone, and the package holds what it needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
LOCKED = ["--no-deps", "--no-build-isolation", "--no-index"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A clone with a published report in build/, and with compiled files lying about."""
    tree = tmp_path / "checkout"
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"], capture_output=True, check=True)  # fmt: skip
    for name in listed.stdout.decode().split("\0"):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    shutil.copy2(ROOT / ".gitignore", tree / ".gitignore")
    (tree / "build" / "site").mkdir(parents=True)
    (tree / "build" / "site" / "index.html").write_text("published", encoding="utf-8")
    compiled = tree / "src" / "kerege" / "report_template" / "figures" / "__pycache__"
    compiled.mkdir()
    (compiled / "reading.cpython-311.pyc").write_bytes(b"compiled")
    return tree


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_installing_changes_nothing_in_the_folder_and_publishes_nothing(checkout: Path, tmp_path: Path) -> None:
    before = files(checkout)
    subprocess.run([*PIP, "install", *LOCKED, "--target", str(tmp_path / "there"), "."], cwd=checkout, check=True)
    subprocess.run([*PIP, "wheel", *LOCKED, "--wheel-dir", str(tmp_path / "wheels"), "."], cwd=checkout, check=True)
    after = files(checkout)
    # Python may keep what it compiled of the packing hook, as it does of every module; git knows to ignore that.
    assert {name: raw for name, raw in after.items() if not name.startswith("tools/__pycache__/")} == before
    said = subprocess.run(
        [sys.executable, "-c", "import kerege; print(kerege.__file__)"],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "there")}, cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.startswith(str(tmp_path / "there"))


def test_the_wheel_holds_the_package_and_the_manual_and_is_made_twice_alike(checkout: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    made = []
    for number, zone in enumerate(("UTC", "XYZ-5:45")):
        out = tmp_path / f"wheels{number}"
        command = [*PIP, "wheel", *LOCKED, "--wheel-dir", str(out), "."]
        subprocess.run(command, cwd=checkout, env={**environment, "TZ": zone}, check=True)
        made.extend(out.glob("*.whl"))
    assert made[0].read_bytes() == made[1].read_bytes()
    with zipfile.ZipFile(made[0]) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    package = {f"kerege/{name}" for name in files(checkout / "src" / "kerege") if "__pycache__" not in name}
    assert held == package | {f"kerege/manual/{name}" for name in files(checkout / "manual")}
    assert "kerege/fonts/web/" in "".join(held) and "kerege/report_template/report.yml" in held
