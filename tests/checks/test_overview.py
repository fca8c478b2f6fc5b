"""What chapters say together: each field from the chapters that say it, the same objects while nothing changes."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from kerege.checks.of_statistics import of_statistics
from kerege.checks.overview import OverviewReader, overview
from kerege.model import Report, Statistic
from kerege.read import read_report
from tests.tiny_report import tiny

FIRST = "## One {#one}\n\n[40%](stat:a) and [more](claim:m).\n\n```statistic\nb\n```\n\n```quote\nq\n```"
SECOND = "---\ntitle: Two\nnumbered: false\npart: x\n---\n\n## Two {#two}\n\n```quote\nq\n```\n\nTable: T {#t}\n\n| A |\n|---|\n| x |"


def read(folder: Path, **texts: str) -> Report:
    files = {f"docs/en/{name}.md": text for name, text in ({"c1": FIRST, "c2": SECOND} | texts).items()}
    return read_report(tiny(folder, files)).report


def test_every_field(tmp_path: Path) -> None:
    said = overview(read(tmp_path))
    assert said.cited == {"a", "b"} and said.claimed == {"m"}
    assert said.headings["en"] == {"index": (), "c1": ("one",), "c2": ("two",)}
    assert said.table_ids["en"] == {"t"} and said.captioned["en"]["c2"] == ("t",)
    assert said.printed["en"] == {"quote:q": PurePosixPath("docs/en/c1.md")}
    built = said.built["en"]["c2"]
    assert built.said == {"numbered": False, "part": "x"} and built.lines == {"numbered": 3, "part": 4}
    assert said.harmed == frozenset()


def test_a_fence_that_cannot_be_read_harms_its_language(tmp_path: Path) -> None:
    assert overview(read(tmp_path, c1="```qoute\nq\n```")).harmed == {"en"}


def test_what_says_the_same_is_the_same_object(tmp_path: Path) -> None:
    engine = OverviewReader()
    before = engine.read(read(tmp_path))
    assert engine.read(read(tmp_path, c1=f"{FIRST}\n\nMore words.")) is before
    after = engine.read(read(tmp_path, c1=FIRST.replace("{#one}", "{#three}")))
    assert after is not before and after.cited is before.cited and after.headings is not before.headings
    assert after.headings["en"]["c1"] == ("three",)


def test_a_chapter_that_comes_or_goes_is_noticed(tmp_path: Path) -> None:
    engine = OverviewReader()
    before = engine.read(read(tmp_path))
    more = engine.read(read(tmp_path, c3="[5](stat:c)"))
    assert more.cited == before.cited | {"c"}
    (tmp_path / "docs" / "en" / "c3.md").unlink()
    assert engine.read(read(tmp_path)).cited == before.cited


def test_which_chapters_state_a_statistic(tmp_path: Path) -> None:
    report = read(tmp_path, c3="It is [more](claim:m).")
    engine = OverviewReader()
    engine.read(report)
    assert engine.stating(["a"], {}) == {"c1"} and engine.stating(["b"], {}) == {"c1"}
    assert engine.stating(["z"], {}) == frozenset()


def test_work_on_statistics_is_done_once_while_they_are_the_same() -> None:
    calls: list[tuple[str, ...]] = []

    @of_statistics
    def work(statistics: dict[str, Statistic], *languages: str) -> int:
        calls.append(languages)
        return len(calls)

    first: dict[str, Statistic] = {}
    assert (work(first, "en"), work(first, "en"), work(first, "ru"), work(first, "en")) == (1, 1, 2, 1)
    assert work({}, "en") == 3  # equal, but not the same
    assert calls == [("en",), ("ru",), ("en",)]
