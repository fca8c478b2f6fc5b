"""A name of a work's record that is a slip is told; names that other programs add are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_report import found, tiny


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("doi", "DOI"),
        ("contaner-title", "container-title"),
        ("authors", "author"),
        ("title", ""),
        ("shortTitle", ""),
        ("citation-key", ""),
        ("system_id", ""),
        ("_id", ""),
        ("libraryID", ""),
    ],
)
def test_a_slip_is_told_with_what_was_meant(tmp_path: Path, name: str, meant: str) -> None:
    folder = tiny(tmp_path, {"references.json": [{"id": "a", "type": "report", name: "T"}]})
    told = found(folder, "R007")
    assert [one.fact("near") for one in told] == ([meant] if meant else [])
