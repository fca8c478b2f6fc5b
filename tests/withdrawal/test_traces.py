"""Where a withdrawn testimony, or its id, still stands: in plain files, in archives, in names, and where nobody can look."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from kerege.outputs.readback.words import words_of
from kerege.withdrawal.traces import Trace, files_below, in_file, in_history, traces

TEXT = "My mother-in-law threw the wedding kettle into the irrigation ditch behind the stable."
WORDS = words_of([TEXT])


def found(folder: Path, name: str, content: bytes | str) -> list[tuple[str, int, str]]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [(trace.file, trace.line, str(trace.what)) for trace in traces(folder, "q1", WORDS)]


STANDS, NAMED = "its words stand there", "it names 'quote:q1'"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("docs/a.md", f"One.\n\n{TEXT}\n", [(3, STANDS)]),
        ("docs/a.md", "One.\n\n[words](quote:q1)\n", [(3, NAMED)]),
        ("docs/a.md", "One.\n\n[words](quote:q11)\n", []),
        ("docs/a.md", "One.\n\n[words](quote:q1-b)\n", []),
        ("docs/a.md", "One.\n\n```quote\nq1\n```\n", [(3, NAMED)]),
        ("docs/a.md", "One.\n\n> ```quote\n> q1\n> ```\n", [(3, NAMED)]),
        ("docs/a.md", "One.\r\n\r\n```quote\r\nq1\r\n```\r\n", [(3, NAMED)]),
        ("docs/a.md", "One.\n\n```quote\nq2\n```\n", []),
        ("privacy.yml", "waivers:\n- {quote: q1}\n", [(2, NAMED)]),
        ("privacy.yml", 'waivers:\n- {quote: "q1"}\n', [(2, NAMED)]),
        ("site/a.html", '<a id="quote-q1">x</a>', [(1, NAMED)]),
        ("CHANGELOG.md", "quote:q1 was withdrawn.", []),  # somebody's note may say so
        ("CHANGELOG.md", TEXT, [(1, STANDS)]),
        ("docs/CHANGELOG.md", "quote:q1 was withdrawn.", [(1, NAMED)]),
        ("notes/quote-q1.txt", "x", [(0, "the file is named after it")]),
        ("notes/quote-q11.txt", "x", []),
        (".hidden", TEXT, [(1, STANDS)]),
        ("a.bin", b"\x00\x01" + TEXT.encode("utf-16-le"), [(1, STANDS)]),
    ],
)
def test_each_kind_of_place(tmp_path: Path, name: str, content: bytes | str, expected: list[tuple[int, str]]) -> None:
    assert [(line, what) for _, line, what in found(tmp_path, name, content)] == expected


def test_within_archives_there_is_no_line(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.txt", f"x\n\n{TEXT}")
    assert [(t.line, str(t.what)) for t in traces(tmp_path, "q1", WORDS)] == [(0, STANDS)]
    (tmp_path / "a.zip").unlink()
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    assert [(t.line, str(t.what)) for t in traces(tmp_path, "q1", WORDS)] == [(0, STANDS)]


def test_folders_that_are_not_the_reports_and_links_are_left_out(tmp_path: Path) -> None:
    for name in (".git/a", "node_modules/a", ".venv/a", "docs/a"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "docs" / "link").symlink_to(tmp_path / ".git" / "a")
    assert [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path)] == ["docs/a"]


@pytest.mark.parametrize(("size", "told"), [(100_000_000, False), (100_000_001, True)])
def test_a_file_that_is_too_large_is_told(
    tmp_path: Path, size: int, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.txt"
    path.write_text("x")
    real = Path.stat

    class Size:
        st_size = size

    monkeypatch.setattr(Path, "stat", lambda self, **more: Size() if self == path else real(self, **more))
    said = [str(trace.what) for trace in in_file(path, "large.txt", "q1", WORDS)]
    assert said == (["too large to be searched: look yourself"] if told else [])


def test_how_a_trace_is_said() -> None:
    assert str(Trace("docs/a.md", 3, STANDS).said) == f"docs/a.md:3: {STANDS}"
    assert str(Trace("a.zip", 0, STANDS).said) == f"a.zip: {STANDS}"


def test_without_a_repository_no_history_remembers(tmp_path: Path) -> None:
    assert in_history(tmp_path, ["q1:"]) is False
