"""Where a disk or a quota is full, the file that could not be written is named."""

from __future__ import annotations

import os
import pickle
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.files import naming_files


def kerege(
    *arguments: str | Path, prepare: Callable[[], None] | None = None, out: str | None = None
) -> subprocess.CompletedProcess[str]:
    program = "from kerege.cli import main; main()"
    with open(out or os.devnull, "w") as stream:
        return subprocess.run(
            [sys.executable, "-c", program, *map(str, arguments)],
            stdout=stream, stderr=subprocess.PIPE, text=True, check=False, timeout=180, preexec_fn=prepare,
            # Python up to 3.12.7 keeps compiled modules that a full disk cut short (gh-126606), and fails on them ever after.
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip


def at_most(size: int) -> Callable[[], None]:
    """A limit of the size of files: what a quota does, and a disk that is full for large files."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def named(run: subprocess.CompletedProcess[str]) -> str:
    """The file that the last line of an error names, when it says no more than that."""
    found = re.search(r"^kerege: (/[^:]+): (?:File too large|No space left on device)$", run.stderr, re.MULTILINE)
    assert run.returncode == 2 and found, run.stderr
    return found[1]


@pytest.mark.parametrize("size", [10, 300, 1000])
def test_a_new_report(size: int, tmp_path: Path) -> None:
    assert named(kerege("new", tmp_path / "new", prepare=at_most(size))).startswith(str(tmp_path))
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("command", "size"), [("figures", 2_000), ("pdf", 60_000), ("site", 3_000)])
def test_outputs(command: str, size: int, template: Path) -> None:
    file = named(kerege("--report", template, command, prepare=at_most(size)))
    assert not Path(file).is_dir()
    assert not (template / "build").exists() or command == "figures"


def test_the_files_for_translators(template: Path) -> None:
    text = template / "docs" / "en" / "01-example.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nA paragraph.\n" * 40, encoding="utf-8")
    assert str(template) in named(
        kerege(
            "--report",
            template,
            "export",
            "po",
            "--language",
            "ru",
            "--out",
            template / "ru.po",
            prepare=at_most(1_000),
        )
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system with /dev/full")
@pytest.mark.parametrize(("language", "name"), [("en", "standard output"), ("ru", "стандартный вывод")])
def test_what_is_printed(language: str, name: str, template: Path) -> None:
    run = kerege("--ui-language", language, "--report", template, "status", out="/dev/full")
    assert f"kerege: {name}: " in run.stderr and "Traceback" not in run.stderr


def test_a_disk_that_is_full(tmp_path: Path, template: Path) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)], capture_output=True)
    if made.returncode:
        pytest.skip("only root can mount a disk")
    try:
        shutil.copytree(template, place / "report")
        assert named(kerege("--report", place / "report", "site")).startswith(str(place))
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_an_error_keeps_the_name_on_its_way_from_another_process(tmp_path: Path) -> None:
    def fails(target: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError) as caught, naming_files():
        fails(tmp_path / "file")
    assert pickle.loads(pickle.dumps(caught.value)).filename == str(tmp_path / "file")


def test_a_copy_that_found_no_room_names_what_it_wrote(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught, naming_files():
        raise OSError(28, "No space left on device", "from", None, "to")
    assert (caught.value.filename, caught.value.filename2) == ("to", None)


def test_an_error_that_names_its_file_is_left_as_it_is() -> None:
    with pytest.raises(FileNotFoundError) as caught, naming_files():
        Path("/no/such/file").read_bytes()
    assert caught.value.filename == "/no/such/file"
