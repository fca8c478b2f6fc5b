"""A published folder is proved from its manifest alone, and whatever differs is named."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kerege.build.manifest import prove
from kerege.cli import cli

_TEXTS = {"site/index.html": "<p>Front page</p>", "site/ky/бап.html": "<p>Бап</p>", "pdf/report-en.pdf": "%PDF-1.7"}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A folder as a build leaves it; nothing of the report's sources is near."""
    folder = tmp_path / "published"
    for name, text in _TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    files = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in _TEXTS.items()}
    said = {"report": "women", "edition": "2", "date": "2026-11-25", "kerege": "0.1.0", "files": files}
    (folder / "manifest.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return folder


def _said(*arguments: str) -> tuple[int, list[str]]:
    run = CliRunner().invoke(cli, ["build", "--verify", *arguments])
    return run.exit_code, run.output.splitlines()


def test_a_folder_as_it_was_built_is_proved(published: Path) -> None:
    code, lines = _said(str(published))
    assert code == 0 and lines[0].startswith("3 files are as Kerege 0.1.0 built them: 'women', 2026-11-25.")
    assert lines[1].endswith(hashlib.sha256((published / "manifest.json").read_bytes()).hexdigest())


def test_each_difference_is_one_line(published: Path) -> None:
    (published / "site" / "index.html").write_text("<p>Front page!</p>")
    (published / "pdf" / "report-en.pdf").unlink()
    (published / "site" / "new\nline\udcff.js").write_text("x")
    secret = published.parent / "secret.txt"
    secret.write_text(_TEXTS["site/ky/бап.html"])
    (published / "site" / "ky" / "бап.html").unlink()
    (published / "site" / "ky" / "бап.html").symlink_to(secret)
    (published / "elsewhere").symlink_to(published.parent, target_is_directory=True)
    os.mkfifo(published / "pipe")
    code, lines = _said(str(published))
    assert code == 1
    assert [" ".join(line.split(" ")[:3]) for line in lines[:-1]] == [
        "elsewhere:1:1: error A022",
        "pdf/report-en.pdf:1:1: error A021",
        "pipe:1:1: error A022",
        "site/index.html:1:1: error A023",
        "site/ky/бап.html:1:1: error A022",
        r"site/new\nline\udcff.js:1:1: error A022",
    ]
    assert lines[-1].endswith("is not what was built: 6 differences.")


def _set(key: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda data: data.__setitem__(key, value)


def _list(name: str, digest: object = "0" * 64) -> Callable[[dict[str, Any]], object]:
    return lambda data: data["files"].__setitem__(name, digest)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_list("../secret.txt"), "lists '../secret.txt', which is no path within the folder"),
        (_list("/etc/passwd"), "lists '/etc/passwd', which is no path within the folder"),
        (_list("site//x"), "lists 'site//x', which is no path within the folder"),
        (_list("..\\x\0"), "lists '..\\x\x00', which is no path within the folder"),
        (_list("manifest.json"), "lists 'manifest.json', which is no path within the folder"),
        (_list("site/index.html", "ABC"), "gives no sha256 for 'site/index.html'"),
        (_list("site/index.html", None), "gives no sha256 for 'site/index.html'"),
        (_set("files", []), "lists no files"),
        (_set("kerege", 1), "does not say 'kerege'"),
    ],
)
def test_a_manifest_is_well_formed_or_proves_nothing(
    published: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    path = published / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    findings = [f for f in prove(published).findings if f.code == "A020"]
    assert [f.message for f in findings] == [f"the manifest {message}"]


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"\xff", b'{"files": {"a": "b", "a": "c"}}', b"[" * 100_000, b'{"files": {']
)
def test_any_manifest_is_told_in_a_sentence(published: Path, raw: bytes) -> None:
    (published / "manifest.json").write_bytes(raw)
    code, lines = _said(str(published))
    assert code == 1 and " A020 the manifest " in lines[0] and len(lines) == 3


def test_without_a_manifest_nothing_can_be_proved(tmp_path: Path) -> None:
    code, lines = _said(str(tmp_path))
    assert code == 2 and "There is no manifest.json" in lines[0]
    assert _said(str(tmp_path), "--only", "site")[0] == 2
