"""What Kerege is made of may be passed on, is locked, and names no server."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pypandoc
import pytest

from tools import lock, supply

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "requirements" / "build.txt"


@pytest.mark.parametrize("name", ["build", "test", "interop"])
def test_every_package_is_locked_by_hash_and_no_server_is_named(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^[A-Za-z0-9_.\-]+==[^\n]*(?:\n[ \t][^\n]*)*", text, re.MULTILINE)
    assert entries and all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"https?://|--(?:index-url|find-links|extra-index-url|trusted-host)", text)


def test_every_licence_is_permissive() -> None:
    found = supply.packages(BUILD)
    assert len(found) > 30
    assert [f"{p.name}: {p.licence}" for p in found if not p.permissive] == []
    gpl = supply.Package("x", "1", (), "GNU General Public License v3 (GPLv3)")
    assert not gpl.permissive and not supply.Package("x", "1", (), "").permissive
    bill = supply.bill(found, "1")
    assert json.dumps(bill) == json.dumps(supply.bill(found, "1")) and len(bill["components"]) == len(found)


def test_pandoc_is_told_to_be_gpl_and_what_that_asks_of_whom(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The metadata of the package that carries it say MIT, which is true of its own few lines."""
    monkeypatch.setattr("sys.argv", ["supply", "--sbom", str(tmp_path / "bill.json")])
    assert supply.main() == 0
    told = capsys.readouterr().out
    version = pypandoc.get_pandoc_version()
    line = next(line for line in told.splitlines() if "carries pandoc" in line)
    assert line.startswith(f"  carries pandoc {version}: GPL-2.0-or-later. ")
    assert all(words in line for words in ("passes it on", "the text of the GPL", "complete source", "pip fetches it"))
    bill = json.loads((tmp_path / "bill.json").read_text(encoding="utf-8"))
    carrier = next(part for part in bill["components"] if part["name"] == "pypandoc-binary")
    (pandoc,) = carrier["components"]
    assert pandoc["licenses"] == [{"expression": "GPL-2.0-or-later"}] and pandoc["version"] == str(version)
    assert "the text of the GPL" in pandoc["description"]


def test_pandoc_says_the_same_of_itself() -> None:
    notices = Path(pypandoc.__file__).parent / "files" / "copyright.pandoc"
    assert "released under the [GPL],\nversion 2 or later" in notices.read_text(encoding="utf-8")


def test_a_program_or_a_gnu_licence_that_nobody_looked_at_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [p.name for p in supply.packages(BUILD) if p.unexplained] == []
    monkeypatch.setattr(supply, "CARRIED", {})
    assert [Path(file).name for file in supply.unexplained("pypandoc-binary")] == ["pandoc"]
    monkeypatch.setattr(supply, "REVIEWED", {})
    assert any("GPL" in Path(file).name for file in supply.unexplained("pyphen"))
    assert supply.unexplained("click") == supply.unexplained("no-such-package") == ()


def test_packages_for_other_machines_are_left_out() -> None:
    locked = {row.name for row in lock.rows(BUILD.read_text(encoding="utf-8")) if not row.serves()}
    assert "brotlicffi" in locked
    assert not {"brotlicffi"} & {package.name for package in supply.packages(BUILD)}


def test_fonts_carry_their_licence() -> None:
    fonts = ROOT / "src" / "kerege" / "fonts"
    families = {re.split("_", path.name)[0] for path in fonts.glob("*.ttf")}
    assert families and all("SIL OPEN FONT LICENSE" in (fonts / f"{f}-OFL.txt").read_text().upper() for f in families)


def test_our_code_imports_no_gpl() -> None:
    run = subprocess.run(
        ["grep", "-rnE", r"^\s*(import|from) (translate|pdfminer_gpl|PyQt5|fitz|unidecode)\b", str(ROOT / "src")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.stdout == ""
