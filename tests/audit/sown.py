"""Texts beside tables with faults sown into them, and what the audit says of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kerege.audit import Result, Verdict, audit, read_tables, read_text_file
from kerege.languages import language_pack
from kerege.languages.guess import guess_language

_SET = Path(__file__).with_name("faults.yml")


@dataclass(frozen=True)
class Sample:
    """A text with its tables."""

    name: str
    language: str
    text: str
    tables: Mapping[str, str]
    elsewhere: int
    faults: tuple[tuple[str, str, str], ...]


def samples(path: Path = _SET) -> Iterator[Sample]:
    listed: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for one in listed:
        faults = tuple((str(a), str(b), str(kind)) for a, b, kind in one["faults"])
        yield Sample(one["name"], one["language"], one["text"], one["tables"], one["elsewhere"], faults)


def audited(folder: Path, sample: Sample, text: str) -> list[Result]:
    """What the audit says of a text beside a sample's tables."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sample.tables.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "text.md").write_text(text, encoding="utf-8")
    file = read_text_file(folder / "text.md")
    code = guess_language(file.text)
    assert code == sample.language
    return audit(file, read_tables([folder / name for name in sample.tables], code), language_pack(code))


def wrong(results: list[Result], verdict: Verdict) -> list[str]:
    return [f"{r.words} [{r.place}]" for r in results if r.verdict is verdict]


def sown(sample: Sample, old: str, new: str) -> str:
    assert sample.text.count(old) == 1, (sample.name, old, sample.text.count(old))
    return sample.text.replace(old, new)
