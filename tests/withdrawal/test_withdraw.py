"""Withdrawn means gone: from every file of the folder, or the command fails and says where."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner, Result

from kerege.cli import cli
from kerege.model import Chapter
from kerege.outputs.readback.texts import Unreadable, texts_of
from kerege.outputs.readback.words import words_of
from kerege.read import read_report
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints
from kerege.withdrawal.chapters import chapter_without

WORDS = {
    "en": "trusts a figure when she can see",
    "ru": "верит числу, когда видит, откуда",
    "ky": "анын кайдан алынганын көргөндө",
}
SENTENCE = "A reader said that she trusts a figure when she can see where it came from."
FRAGMENTS = {"en": "she trusts a figure", "ru": "верит числу", "ky": "анын кайдан алынганын"}


def kerege(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--report", str(folder), *arguments])


@pytest.fixture
def cited(template: Path) -> Path:
    """A report whose chapters also cite fragments of the testimony, everything accepted."""
    said = {"en": "So {} and no other.", "ru": "Значит, {} и ничему другому.", "ky": "Демек, {} эле көрөт."}
    for code, words in FRAGMENTS.items():
        path = template / "docs" / code / "01-example.md"
        sentence = said[code].format(f"[{words}](quote:r1)")
        text = path.read_text(encoding="utf-8").replace("```statistic", f"{sentence}\n\n```statistic", 1)
        path.write_text(text, encoding="utf-8")
    assert kerege(template, "accept", "--all").exit_code == 0
    assert kerege(template, "accept", "translations").exit_code == 0
    return template


def where(folder: Path, *words: str) -> list[str]:
    """Files that hold any of the words, read without the code that withdraws."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        try:
            texts = [" ".join(text.split()) for text in texts_of(path.name, path.read_bytes())]
        except Unreadable:
            texts = []
        if any(word in text for word in words for text in texts):
            found.append(path.relative_to(folder).as_posix())
    return found


def test_nothing_is_left_in_any_file(cited: Path) -> None:
    for kind, language in (("po", "ru"), ("xliff", "ky"), ("word", "ru")):
        assert kerege(cited, "export", kind, "--language", language, "--out", str(cited / "out")).exit_code == 0
    assert kerege(cited, "export", "docx", "--language", "en", "--out", str(cited / "out" / "en.docx")).exit_code == 0
    (cited / "build").mkdir()
    (cited / "build" / "old.html").write_text(SENTENCE, encoding="utf-8")
    (cited / ".kerege" / "cache").mkdir(parents=True, exist_ok=True)
    (cited / ".kerege" / "cache" / "old").write_text(SENTENCE, encoding="utf-8")
    (cited / "editions").mkdir()
    (cited / "editions" / "1.json").write_text(
        f'{{"format": 1, "edition": "1", "date": "2026-01-01", "statistics": {{}}, "claims": {{}}, "chapters": {{}}, "files": {{}}, '
        f'"quotes": {{"r1": {{"en": "{SENTENCE}"}}, "r2": {{"en": "other"}}}}}}',
        encoding="utf-8",
    )
    figure = cited / "figures" / "reading.yml"
    title = "{en: 'As [she trusts a figure](quote:r1): more people read than write'"
    words = figure.read_text(encoding="utf-8")
    assert "{en: More people read than write" in words
    figure.write_text(words.replace("{en: More people read than write", title), encoding="utf-8")
    drafts = cited / "quotes" / "drafts"
    drafts.mkdir()
    (drafts / "a.yml").write_text(f"d1:\n  text: {{en: '{SENTENCE}'}}\nd2: {{original: en}}\n", encoding="utf-8")
    result = kerege(cited, "withdraw", "quote:r1")
    assert result.exit_code == 0, result.output
    assert "git filter-repo" in result.output
    assert where(cited, *WORDS.values(), *FRAGMENTS.values(), "quote:r1") == []
    assert (drafts / "a.yml").read_text(encoding="utf-8") == "d2: {original: en}\n"
    (drafts / "a.yml").unlink()
    assert not (cited / "build").exists()
    reading = read_report(cited)
    assert "r1" not in reading.report.quotes and not reading.findings
    # Readers are told; that the other testimony of that edition is gone, nobody has told them.
    assert [entry.what for entry in reading.report.corrections] == ["testimony"]
    assert '"r2"' in (cited / "editions" / "1.json").read_text(encoding="utf-8")
    shutil.rmtree(cited / "editions")
    assert kerege(cited, "check").exit_code == 0
    # What was taken out on both sides leaves the translation as current as it was.
    assert "0 other" in kerege(cited, "check").output


def test_what_a_person_must_do_is_named_and_the_command_fails_until_it_is_done(cited: Path) -> None:
    chapter = cited / "docs" / "en" / "index.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8") + "\nOne trusts a figure\nwhen she can see it, we hear.\n", encoding="utf-8"
    )
    notes = cited / "notes"
    notes.mkdir()
    places = {
        "notes/a.html": b"<p>trusts a <b>fig</b>ure when&nbsp;she <i>can</i> see where it</p>",
        "notes/b.json": b'{"t": "' + WORDS["ru"].encode("ascii", "backslashreplace") + b'"}',
        "notes/c.txt": WORDS["ky"].upper().encode("utf-16"),
        "notes/d.txt.gz": gzip.compress(b"trusts a fig\xc2\xadure when she can see-"),
        "notes/e.txt": b"trusts a fig-\nure\nwhen she\r\n can see",
        "notes/f.csv": b"id\nquote:r1\n",
        "notes/g.txt": b"trusts%20a%20figure%20when%20she%20can%20see",
    }
    for name, raw in places.items():
        (cited / name).write_bytes(raw)
    with zipfile.ZipFile(notes / "h.zip", "w") as archive:
        archive.writestr("x.md", SENTENCE)
    result = kerege(cited, "withdraw", "quote:r1")
    assert result.exit_code == 1
    told = [line.strip() for line in result.output.split("Still there")[1].split("By hand")[0].splitlines()[1:]]
    line = chapter.read_text(encoding="utf-8").split("\n").index("One trusts a figure") + 1
    assert f"docs/en/index.md:{line}: its words stand there" in told
    assert {entry.split(":")[0] for entry in told} == {"docs/en/index.md", "notes/h.zip", *places}
    assert kerege(cited, "withdraw", "quote:r1").exit_code == 1
    for name in (*places, "notes/h.zip"):
        (cited / name).unlink()
    chapter.write_text("---\ntitle: Home\n---\n\nWords.\n", encoding="utf-8")
    again = kerege(cited, "withdraw", "quote:r1")
    assert again.exit_code == 0 and "nothing is left" in again.output
    assert kerege(cited, "withdraw", "quote:r1").exit_code == 2


def test_the_history_of_the_repository_is_told(cited: Path) -> None:
    def git(*arguments: str) -> None:
        command = ["git", "-C", str(cited), "-c", "user.name=n", "-c", "user.email=e@example.org", *arguments]
        subprocess.run(command, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "state")
    result = kerege(cited, "withdraw", "quote:r1")
    assert result.exit_code == 1 and "history of the repository holds the words" in result.output


def test_other_bytes_of_chapters_stay(cited: Path) -> None:
    path = cited / "docs" / "en" / "01-example.md"
    path.write_bytes(
        path.read_bytes().replace(b"\n", b"\r\n").replace(b"Every number", b"<!-- for us -->Every   number")
    )
    before = path.read_bytes()
    assert kerege(cited, "withdraw", "quote:r1").exit_code == 0
    expected = before.replace(b"[she trusts a figure](quote:r1)", "[…]".encode()).replace(
        b"```quote\r\nr1\r\n```\r\n\r\n", b""
    )
    assert path.read_bytes() == expected


def test_stopped_half_way_it_can_be_given_again(cited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {p: p.read_bytes() for p in cited.rglob("*") if p.is_file() and ".kerege" not in p.parts}

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kerege.withdrawal.withdraw.write_all", stop)
    assert kerege(cited, "withdraw", "quote:r1").exit_code != 0
    assert {p: p.read_bytes() for p in cited.rglob("*") if p.is_file() and ".kerege" not in p.parts} == before
    monkeypatch.undo()
    assert kerege(cited, "withdraw", "quote:r1").exit_code == 0


def test_a_file_that_is_no_yaml_changes_nothing(cited: Path) -> None:
    (cited / "quotes" / "broken.yml").write_text("x: {\n", encoding="utf-8")
    result = kerege(cited, "withdraw", "quote:r1")
    assert result.exit_code == 2 and "broken.yml" in result.output
    assert "r1:" in (cited / "quotes" / "example.yml").read_text(encoding="utf-8")


def test_short_common_words_are_no_trace() -> None:
    words = words_of([SENTENCE], ["верит числу", "and so on it"])
    assert not words.stand_in("He верит числу. A reader said that they trust a figure")
    assert words.stand_in("and, so on; it")
    assert words.salted("x").stand_in(SENTENCE.upper()) and not any("reader" in run for run in words.salted("x").runs)


def test_a_group_loses_a_line_and_then_its_fence() -> None:
    text = "# A\n\nBefore the group.\n\n```quotes\nr1\nr2\n```\n\nAfter it.\n"

    one, edited = chapter_without(text, _read(text), "r1")
    assert one == "# A\n\nBefore the group.\n\n```quotes\nr2\n```\n\nAfter it.\n"
    assert edited == 1
    none, _ = chapter_without(one, _read(one), "r2")
    assert none == "# A\n\nBefore the group.\n\nAfter it.\n"


def _read(text: str) -> Chapter:
    return read_chapter_text(text, PurePosixPath("docs/en/01-a.md"), "en", Complaints())
