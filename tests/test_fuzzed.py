"""Every input that once broke a reader (`tools/run fuzz`), and bombs: read or refused in a sentence, never more."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tools.fuzz import attempt
from tools.fuzz_targets import ALLOWED, BY_NAME

KEPT = sorted((Path(__file__).parent / "fuzzed").iterdir())
XML = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b0 "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY b%d "%s">' % (n, b"&b%d;" % (n - 1) * 10) for n in range(1, 12)
) + b"]><a>&b11;</a>"  # fmt: skip
FILE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_a_find_stays_mended(path: Path, tmp_path: Path) -> None:
    target = BY_NAME[path.stem.rpartition("-")[0]]
    assert attempt(target, path.read_bytes(), tmp_path, 60) == ""


def bomb(name: str, raw: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, raw)
    return target.getvalue()


@pytest.mark.parametrize("raw", [XML, FILE], ids=["entities", "file"])
@pytest.mark.parametrize(
    ("name", "part"),
    [("xliff", ""), ("bilingual", "word/document.xml"), ("word", "word/document.xml"), ("qdpx", "project.qde"),
     ("published-word", "word/document.xml"), ("xlsx", "xl/workbook.xml"), ("segments-xlsx", "xl/workbook.xml")],
)  # fmt: skip
def test_entities_are_refused(name: str, part: str, raw: bytes, tmp_path: Path) -> None:
    with pytest.raises(ALLOWED) as told:
        BY_NAME[name].run(bomb(part, raw) if part else raw, tmp_path)
    assert "root:" not in str(told.value)


@pytest.mark.parametrize("name", ["bilingual", "word", "qdpx", "published-word", "xlsx", "segments-xlsx"])
def test_a_zip_bomb_is_not_unpacked(name: str, tmp_path: Path) -> None:
    part = {"qdpx": "project.qde", "xlsx": "xl/workbook.xml", "segments-xlsx": "xl/workbook.xml"}.get(
        name, "word/document.xml"
    )
    with pytest.raises(ALLOWED):
        BY_NAME[name].run(bomb(part, b" " * 60_000_000), tmp_path)


DEEP = b"<a>" * 200_000


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("xliff", DEEP), ("word", bomb("word/document.xml", DEEP)), ("bilingual", bomb("word/document.xml", DEEP)), ("qdpx", bomb("project.qde", DEEP)),
        ("references", b"[" * 200_000), ("glossary", b"[" * 200_000), ("glossary", b"a: " * 50_000), ("settings", b"- " * 50_000),
        ("chapter", b"> " * 20_000), ("chapter", b"[" * 10_000), ("chapter", b"*a " * 8_000), ("chapter", b"- " * 3_000), ("chapter", b"](" * 4_000),
        ("chapter", b"<!--" * 4_000), ("chapter", b"{" * 5_000), ("chapter", b"![" * 5_000), ("chapter", b"`" * 20_001),
        ("phrase", b"9" * 9_000), ("phrase", b"from 1 to " * 5_000), ("formula", b"(" * 400), ("formula", b"9" * 400), ("formula", b"1e9999*1e9999"),
        ("sql", b"select " + b"(" * 3_000), ("csv", b"a,b\n" + b'"' * 100_001), ("csv", b"a\n" + b"9" * 100_000), ("csv", b"A,a\n1,2\n"),
    ],
)  # fmt: skip
def test_depth_and_length_do_not_bring_a_reader_down(name: str, raw: bytes, tmp_path: Path) -> None:
    assert attempt(BY_NAME[name], raw, tmp_path, 60) == ""
