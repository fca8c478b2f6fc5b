"""What Kerege is made of may be passed on, is locked, and names no server."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["build", "test"])
def test_every_package_is_locked_by_hash_and_no_server_is_named(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^[A-Za-z0-9_.\-]+==[^\n]*(?:\n[ \t][^\n]*)*", text, re.MULTILINE)
    assert len(entries) > 30 and all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"https?://|--(?:index-url|find-links|extra-index-url|trusted-host)", text)


def test_every_licence_is_permissive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import supply

    found = supply.packages(ROOT / "requirements" / "build.txt")
    assert len(found) > 30
    assert [f"{p.name}: {p.licence}" for p in found if not p.permissive] == []
    gpl = supply.Package("x", "1", (), "GNU General Public License v3 (GPLv3)")
    assert not gpl.permissive and not supply.Package("x", "1", (), "").permissive
    bill = supply.bill(found, "1")
    assert json.dumps(bill) == json.dumps(supply.bill(found, "1")) and len(bill["components"]) == len(found)


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
