"""A single file is of an edition, byte for byte; or it is not, and what it carries is compared with what the edition published."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from kerege.build.manifest import prove
from kerege.build.revision import source_revision
from kerege.cli import cli

PAGE = """<html lang="en"><script type="application/ld+json">{"version":"1","datePublished":"2026-01-01"}</script>
<a class="k-stat" data-kerege="stat:a" href="#x">62.5 per cent</a></html>"""
RECORD = {
    "format": 1, "edition": "1", "date": "2026-01-01", "claims": {}, "quotes": {}, "chapters": {}, "files": {},
    "statistics": {"a": {"value": "62.5", "unit": "percent", "words": {"en": ["62.5 per cent"]}}},
}  # fmt: skip


def said(*arguments: object) -> tuple[int, str]:
    run = CliRunner().invoke(cli, ["verify", *map(str, arguments)])
    return run.exit_code, run.output


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "1.json"
    path.write_text(json.dumps(RECORD), "utf-8")
    return path


def _digest(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_of_the_edition_is_told_by_its_bytes(record: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    record.write_text(json.dumps({**RECORD, "files": {"site/01-a/index.html": _digest(page)}}), "utf-8")
    code, text = said(page, "--manifest", record)
    assert code == 0 and "site/01-a/index.html of edition 1 (2026-01-01), byte for byte" in text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("62.5 per cent", "1 figure that it carries is as edition 1"),
        ("65 per cent", "a: 65 per cent here; edition 1 published 62.5"),
    ],
)
def test_a_page_that_is_not_of_it_is_judged_by_what_it_carries(
    record: Path, tmp_path: Path, words: str, found: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("62.5 per cent", words), "utf-8")
    code, text = said(page, "--manifest", record)
    assert code == 1 and "is no file of the editions" in text and found in text


@pytest.mark.parametrize(
    ("value", "found"), [("62.50", "is as edition 1"), ("64.5", "a: 64.5 here; edition 1 published 62.5")]
)
def test_a_pdf_is_judged_by_the_data_attached_to_it(record: Path, tmp_path: Path, value: str, found: str) -> None:
    path = tmp_path / "report.pdf"
    with pikepdf.new() as book:
        book.add_blank_page()
        book.attachments["statistics.csv"] = f"id,value,high,bound\na,{value},,\n".encode()
        book.attachments["datapackage.json"] = b'{"version": "1", "created": "2026-01-01T00:00:00Z"}'
        book.save(path)
    code, text = said(path, "--manifest", record)
    assert code == 1 and "It says that it is of edition 1 (2026-01-01)" in text and found in text


def test_what_carries_nothing_and_what_is_damaged_is_said(record: Path, tmp_path: Path) -> None:
    for name, raw in (("a.pdf", b"%PDF-1.7 broken"), ("a.epub", b"PK broken"), ("a.txt", b"words")):
        (tmp_path / name).write_bytes(raw)
        code, text = said(tmp_path / name, "--manifest", record)
        assert code == 1 and "carries no figures" in text


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not here")
def test_a_signed_folder_is_proved_with_its_signature(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    folder.mkdir()
    (folder / "a.html").write_text("a", "utf-8")
    files = {"a.html": _digest(folder / "a.html")}
    told = {"report": "r", "edition": "1", "date": "2026-01-01", "kerege": "0", "files": files}
    (folder / "manifest.json").write_text(json.dumps(told), "utf-8")
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    subprocess.run(["ssh-keygen", "-Y", "sign", "-q", "-n", "kerege", "-f", key, folder / "manifest.json"], check=True)
    signers = tmp_path / "signers"
    signers.write_text(f"editor@example.org {(tmp_path / 'key.pub').read_text('utf-8')}", "utf-8")
    assert not prove(folder).findings
    assert said(folder, "--signers", signers, "--key", "editor@example.org")[0] == 0
    assert said(folder, "--signers", signers, "--key", "other@example.org")[0] != 0
    (folder / "manifest.json").write_text(json.dumps({**told, "edition": "2"}), "utf-8")
    assert said(folder, "--signers", signers, "--key", "editor@example.org")[0] != 0


def test_the_manifest_names_the_commit_of_the_sources(tmp_path: Path) -> None:
    assert source_revision(tmp_path) == {}
    (tmp_path / "report.yml").write_text("slug: a\n", "utf-8")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "A"]):
        subprocess.run([*git, *command], check=True)
    known = source_revision(tmp_path)
    assert len(str(known["revision"])) == 40 and known["modified"] is False
    (tmp_path / "report.yml").write_text("slug: b\n", "utf-8")
    assert source_revision(tmp_path) == {**known, "modified": True}
