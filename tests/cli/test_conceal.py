"""`kerege conceal`: a list of names that tells none of them, and finds them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kerege.cli import cli
from kerege.cli.conceal import conceal, told
from kerege.errors import KeregeError
from kerege.findings import Finding
from kerege.read import read_report

Check = Callable[[Path], list[Finding]]

LIST = """\
# the list
banned:
  nookat: [Ноокат, "Nookat"]   # the market
  quiet:
    - ^Тынчтык
    - Кызыл-Жар # two words

    # about the next
  osh-village: Ош
in_quotes: {kara: [Кара-Суу]}
waivers:
- {code: P001, file: docs/en/01-example.md, place: osh-village, reason: a title, by: me}
k: 3
"""
PROSE = "In Nookat, in Kyzyl-Zhar, in кызыл жарда, in тынчтык and Тынчтыкта. In Osh it was said."


def found(report: Path, findings_of: Check) -> list[str]:
    return sorted(f.message.split("'")[1] for f in findings_of(report) if f.code in ("P001", "P002"))


def test_the_names_are_found_as_before_and_stand_nowhere(template: Path, findings_of: Check) -> None:
    path = template / "privacy.yml"
    path.write_text(LIST, encoding="utf-8")
    chapter = template / "docs" / "en" / "01-example.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + f"\n{PROSE}\n", encoding="utf-8")
    before = found(template, findings_of)
    assert before == ["Kyzyl-Zhar", "Nookat", "Тынчтыкта", "кызыл жарда"]
    result = conceal(template)
    text = path.read_text(encoding="utf-8")
    assert not [
        word for word in ("ооka", "оокат", "ookat", "ынчт", "ызыл", "Ош", "osh", "uiet", "kara") if word in text
    ]
    assert found(template, findings_of) == before
    assert "P012" not in [f.code for f in findings_of(template)]
    assert list(result.names.values()) == [("Ноокат", "Nookat"), ("^Тынчтык", "Кызыл-Жар"), ("Ош",), ("Кара-Суу",)]
    # What is no name stays, byte for byte, and comments are for a person to read.
    assert text.startswith("# the list\nbanned:\n  name-1: [")
    assert "]   # the market\n  name-2: [" in text and "\n\n    # about the next\n  name-3: [" in text
    assert text.endswith("place: name-3, reason: a title, by: me}\nk: 3\n")
    assert result.comments == (1, 3, 6)


def test_a_further_name_is_concealed_with_the_same_salt(template: Path) -> None:
    path = template / "privacy.yml"
    path.write_text(LIST, encoding="utf-8")
    conceal(template)
    first = path.read_text(encoding="utf-8")
    assert list(told(conceal(template))) == ["privacy.yml names nothing in clear."]
    assert path.read_text(encoding="utf-8") == first
    path.write_text(first.replace("banned:\n", "banned:\n  new: [Арсланбоб]\n"), encoding="utf-8")
    assert list(conceal(template).names) == ["name-5"]
    salts = {line.split(":")[1] for line in path.read_text(encoding="utf-8").split('"') if "sha256" in line}
    assert len(salts) == 1
    assert len(read_report(template).report.privacy.banned) == 4


@pytest.mark.parametrize("text", ["banned: [", "banned: {a: [x]\n", "\udcff"])
def test_what_is_no_yaml_stays_as_it_is(template: Path, text: str) -> None:
    raw = text.encode("utf-8", errors="surrogateescape")
    (template / "privacy.yml").write_bytes(raw)
    with pytest.raises(KeregeError, match=r"valid YAML|not UTF-8"):
        conceal(template)
    assert (template / "privacy.yml").read_bytes() == raw


def test_the_command(template: Path) -> None:
    run = CliRunner()
    (template / "privacy.yml").unlink(missing_ok=True)
    assert "holds no privacy.yml" in run.invoke(cli, ["--report", str(template), "conceal"]).output
    (template / "privacy.yml").write_text(LIST, encoding="utf-8")
    answer = run.invoke(cli, ["--report", str(template), "conceal"])
    assert answer.exit_code == 0
    assert "  name-3: Ош\n" in answer.output and "privacy.yml:3: read this comment" in answer.output
