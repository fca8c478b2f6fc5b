"""Word for review: exported by the real pandoc, edited as Word edits, brought back as proposals."""

from __future__ import annotations

import copy
import itertools
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from click.testing import CliRunner
from office_report import OfficeReport, make_office_report
from office_word import W, Word, replace_in, text_of

from kerege.cli import cli
from kerege.docx.document import read_word
from kerege.docx.pieces import SegmentKind, segments
from kerege.docx.units import units, without_heading_id
from kerege.errors import KeregeError
from kerege.intake.word_review import review
from kerege.intake.word_review.apply import as_patch, changed_files, write_changes
from kerege.intake.word_review.proposals import Change, Review
from kerege.outputs.readback.word import read_back_word
from kerege.outputs.word import write_word
from kerege.read import read_report

INTRODUCTION = "docs/en/03-introduction.md"


@pytest.fixture(scope="session")
def files(office: OfficeReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word files of every language, and of two chapters."""
    folder = tmp_path_factory.mktemp("word")
    for code, edition in office.editions.items():
        write_word(edition, folder / f"{code}.docx")
    for chapter in ("03-introduction", "05-methods"):
        write_word(office.editions["en"], folder / f"{chapter}.docx", [chapter])
    return folder


@pytest.fixture
def root(office: OfficeReport, tmp_path: Path) -> Path:
    """A report to write into."""
    return Path(shutil.copytree(office.root, tmp_path / "report", ignore=shutil.ignore_patterns(".kerege")))


@pytest.fixture
def introduction(files: Path) -> Word:
    return Word(files / "03-introduction.docx")


@pytest.fixture
def methods(files: Path) -> Word:
    return Word(files / "05-methods.docx")


def reviewed(root: Path, word: Word) -> Review:
    return review(read_report(root).report, word.save(root / "back.docx"))


def accepted(root: Path, found: Review) -> dict[str, tuple[str, str]]:
    """Accept everything; the chapters that changed."""
    report = read_report(root).report
    before = {str(c.path): (root / c.path).read_bytes().decode() for c in report.all_chapters()}
    write_changes(report, found.changes)
    after = {path: (root / path).read_bytes().decode() for path in before}
    return {path: (before[path], after[path]) for path in before if before[path] != after[path]}


# --- the file ---


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_every_block_comes_back_as_it_went(office: OfficeReport, files: Path, code: str) -> None:
    report = office.editions[code].report
    found = review(report, files / f"{code}.docx")
    assert (found.language, found.changes, found.notices, found.remarks) == (code, (), (), ())
    assert list(read_back_word(files / f"{code}.docx", office.editions[code])) == []


def test_what_is_shown_of_each_paragraph_is_all_of_its_source(office: OfficeReport, files: Path) -> None:
    """Only then can an edit be put into the source; a construct that Word loses would be refused."""
    import json

    for code in office.editions:
        carried = json.loads(read_word(files / f"{code}.docx").carried)
        prose = [block for block in carried["blocks"] if block["kind"] == "prose"]
        assert len(prose) > 30
        for block in prose:
            head, _ = without_heading_id(block["source"])
            assert [u.key for u in units(head)] == [u.key for u in units(block["shown"])], block["source"]


def test_every_character_of_a_chapter_is_in_a_segment(office: OfficeReport) -> None:
    report = office.editions["en"].report
    for chapter in report.all_chapters():
        rest = chapter.text[chapter.body :]
        for segment in segments(chapter):
            assert segment.source == chapter.text[segment.start : segment.end]
            assert segment.kind is not SegmentKind.OTHER
            rest = rest.replace(segment.source, "", 1)
        assert not rest.strip()


def test_ties_are_links_and_citations_are_set(office: OfficeReport, files: Path) -> None:
    with zipfile.ZipFile(files / "ru.docx") as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        styles = archive.read("word/styles.xml").decode()
        text = archive.read("word/document.xml").decode()
        notes = archive.read("word/footnotes.xml").decode()
        names = archive.namelist()
        core = archive.read("docProps/core.xml").decode()
        settings = archive.read("word/settings.xml").decode()
    report = office.editions["ru"].report
    chapters = [c for c in report.chapters["ru"] if not c.is_front_page]
    targets = set(re.findall(r'Target="([^"]+)"', relations + archive_relations(files / "ru.docx")))
    for chapter in chapters:
        for tie in chapter.ties:
            assert f"{tie.scheme.value}:{tie.target}" in targets
    assert re.search(r'<w:rPrDefault>.*<w:lang\b[^>]*w:val="ru-RU"', styles, re.DOTALL)
    assert "<dc:language>ru-RU</dc:language>" in core
    assert "<w:trackRevisions/>" in settings
    assert len(re.findall(r"<w:footnoteReference\b", text)) == 4 == len(re.findall(r'<w:footnote w:id="[1-9]', notes))
    assert {"Heading1", "Heading2", "Testimony", "TestimonySource", "TableCaption"} <= set(
        re.findall(r'<w:pStyle w:val="(\w+)"', text)
    )
    for style in re.findall(r'<w:(?:p|r|tbl)Style w:val="(\w+)"', text):
        assert f'w:styleId="{style}"' in styles, style
    marks = re.findall(r'w:name="(kb_[^"]+)"', text)
    assert len(marks) == len(set(marks)) > 50
    assert all(len(mark) <= 40 for mark in marks)
    assert "(ООН, 2015)" in re.sub("<[^>]+>", "", text)
    assert "customXml/item1.xml" in names


def archive_relations(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/_rels/footnotes.xml.rels").decode()


def test_two_runs_make_the_same_word_file(office: OfficeReport, files: Path, tmp_path: Path) -> None:
    write_word(office.editions["ky"], tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == (files / "ky.docx").read_bytes()


def test_pandoc_can_read_it(files: Path) -> None:
    import pypandoc

    text = pypandoc.convert_file(str(files / "05-methods.docx"), "markdown", format="docx", extra_args=["--wrap=none"])
    assert "[27](stat:fgd-total)" in text
    assert "[^1]:" in text


def test_a_tampered_word_file_is_found(office: OfficeReport, files: Path, tmp_path: Path) -> None:
    word = Word(files / "en.docx")
    word.replace("By the estimate of the United Nations", "59.6 per cent", "58.6 per cent", tracked=False)
    found = list(read_back_word(word.save(tmp_path / "en.docx"), office.editions["en"]))
    assert [finding.code for finding in found] == ["A001", "A004"]


# --- words ---


def test_a_word_changed_in_word_changes_that_word_only(root: Path, introduction: Word) -> None:
    introduction.replace("A growing number of women", "keep households going", "keep their households alive")
    found = reviewed(root, introduction)
    (change,) = found.changes
    assert (change.kind, change.held, change.authors) == ("changed", (), ("A. Colleague",))
    assert found.notices == ()
    ((path, (old, new)),) = accepted(root, found).items()
    assert path == INTRODUCTION
    assert new == old.replace("keep households going", "keep their households alive")


def test_untracked_changes_count_as_well(root: Path, introduction: Word) -> None:
    introduction.replace("A growing number of women", "Harm is real", "The harm is real", tracked=False)
    ((_, (old, new)),) = accepted(root, reviewed(root, introduction)).items()
    assert new == old.replace("Harm is real", "The harm is real")


def test_ties_stay_when_words_around_them_change(root: Path, introduction: Word) -> None:
    introduction.replace("To answer them, researchers held", "closely", "with great care")
    introduction.replace("To answer them, researchers held", "neighbours", "people next door")
    ((_, (old, new)),) = accepted(root, reviewed(root, introduction)).items()
    assert new == old.replace("closely", "with great care").replace(
        "relatives and their\nneighbours. The", "relatives and their\npeople next door. The"
    )
    assert new.count("](stat:") == old.count("](stat:")


def test_a_number_edited_in_word_is_told_and_not_taken(root: Path, introduction: Word) -> None:
    introduction.replace("To answer them, researchers held", "27", "28")
    introduction.replace("To answer them, researchers held", "closely", "carefully")
    found = reviewed(root, introduction)
    (notice,) = found.notices
    assert notice.message.startswith("'27' was changed to '28'; the value of stat:fgd-total is 27 (")
    assert notice.place.startswith(f"{INTRODUCTION}:")
    ((_, (old, new)),) = accepted(root, found).items()
    assert new == old.replace("closely", "carefully")


def test_a_citation_edited_in_word_is_told_and_not_taken(root: Path, introduction: Word) -> None:
    introduction.replace("Laws and treaties speak of migrants", "p.\u00a01", "p.\u00a02")
    found = reviewed(root, introduction)
    assert found.changes == ()
    (notice,) = found.notices
    assert "[@women-in-migration-network-2017, 1] vouches for it" in notice.message


def test_words_of_records_are_told_and_not_taken(root: Path, files: Path) -> None:
    word = Word(files / "en.docx")
    word.replace("She had tried whatever there was to try", "whatever", "all that")
    word.replace("Women and men who say that migration improves", "Women", "Girls")
    found = reviewed(root, word)
    assert found.changes == ()
    told = [notice.message for notice in found.notices]
    assert [message.split(" come from its record")[0] for message in told] == [
        "the words of quote:b13",
        "the words of stat:family-finances",
    ]
    assert any("'whatever' became 'all that'" in message for message in told)


def test_title_and_summary_are_told(root: Path, introduction: Word) -> None:
    introduction.replace("Women from Kyrgyzstan increasingly travel", "victims", "sufferers")
    found = reviewed(root, introduction)
    assert found.changes == ()
    assert "changed in the front matter: 'victims;' became 'sufferers;'" in found.notices[0].message


def test_words_typed_anew_are_tied_again(root: Path, introduction: Word) -> None:
    introduction.replace("To answer them, researchers held", "18 families", "18 large families", plain=True)
    found = reviewed(root, introduction)
    (change,) = found.changes
    assert change.held == ()
    ((_, (old, new)),) = accepted(root, found).items()
    assert new == old.replace("[18](stat:case-studies) families", "[18](stat:case-studies) large families")


def test_a_lost_tie_is_held(root: Path, introduction: Word) -> None:
    introduction.replace("To answer them, researchers held", "35", "many", plain=True)
    found = reviewed(root, introduction)
    (change,) = found.changes
    assert change.held == ("stat:interviews is no longer in the text",)
    runner = CliRunner()
    before = (root / INTRODUCTION).read_bytes()
    done = runner.invoke(cli, ["--report", str(root), "import", "docx", str(root / "back.docx"), "--accept", "all"])
    assert done.exit_code == 0, done.output
    assert "held: stat:interviews is no longer in the text" in done.output
    assert (root / INTRODUCTION).read_bytes() == before
    done = runner.invoke(cli, ["--report", str(root), "import", "docx", str(root / "back.docx"), "--accept", "1"])
    assert "1 change written into docs/en/03-introduction.md." in done.output
    assert b"conducted many interviews" in (root / INTRODUCTION).read_bytes()


def test_an_untied_number_is_held(root: Path, introduction: Word) -> None:
    introduction.replace("Laws and treaties speak of migrants", "In 2004", "In 2005")
    (change,) = reviewed(root, introduction).changes
    assert change.held == ("numbers that are not tied changed: no longer 2004; now 2005",)


# --- blocks ---


def test_a_heading_keeps_its_id(root: Path, introduction: Word) -> None:
    introduction.replace("A subject made for men", "A subject", "Rules")
    ((_, (old, new)),) = accepted(root, reviewed(root, introduction)).items()
    assert new == old.replace("## A subject made for men {#", "## Rules made for men {#")


def test_a_paragraph_is_added_where_it_was_written(root: Path, introduction: Word) -> None:
    introduction.add_after("Laws and treaties speak of migrants", "It could have been *otherwise*.")
    found = reviewed(root, introduction)
    ((_, (old, new)),) = accepted(root, found).items()
    end = old.index("\n\n", old.index("Laws and treaties speak"))
    assert new == old[:end] + "\n\nIt could have been \\*otherwise\\*." + old[end:]


def test_a_paragraph_is_removed_and_its_ties_are_asked_for(root: Path, introduction: Word) -> None:
    introduction.delete("The tone of the literature has changed")
    introduction.delete("These strategies work, for a time.")
    found = reviewed(root, introduction)
    assert [(change.kind, change.held) for change in found.changes] == [
        ("removed", ("it removes [@women-in-migration-network-2017]",)),
        ("removed", ()),
    ]
    ((_, (old, new)),) = accepted(root, found).items()
    gone = re.search(r"The tone of the literature.*?\n\n", old, re.DOTALL)
    also = re.search(r"These strategies work.*?\n\n", old, re.DOTALL)
    assert gone and also
    assert new == old.replace(gone[0], "").replace(also[0], "")


def test_notes_and_cells(root: Path, methods: Word) -> None:
    methods.replace_in_note("A percentage without a base", "A share without a base")
    methods.replace("Women who had migrated, and residents", "residents", "neighbours")
    methods.replace("Who was heard, and how", "Who was heard", "Who was listened to")
    found = reviewed(root, methods)
    assert found.notices == ()
    ((path, (old, new)),) = accepted(root, found).items()
    assert path == "docs/en/05-methods.md"
    row = next(line for line in old.split("\n") if "Women who had migrated, and residents" in line)
    assert new == old.replace("A percentage without a base", "A share without a base").replace(
        row, row.replace("residents", "neighbours")
    ).replace("Table: Who was heard, and how {#", "Table: Who was listened to, and how {#")


def table_in(word: Word) -> Element:
    """The table of who was heard."""
    return next(t for t in word.body.iter(f"{W}tbl") if "Women who had migrated, and residents" in text_of(t))


def with_text(row: Element, texts: Sequence[str]) -> Element:
    """A copy of a row with other words in its cells."""
    made = copy.deepcopy(row)
    for cell, words in zip(made.iter(f"{W}tc"), texts, strict=True):
        for paragraph in cell.iter(f"{W}p"):
            for link in paragraph.findall(f"{W}hyperlink"):
                paragraph.extend(link.findall(f"{W}r"))
                paragraph.remove(link)
        runs = [*cell.iter(f"{W}t")]
        for run in runs:
            run.text = ""
        runs[0].text = words
    return made


@pytest.mark.parametrize("marks", [True, False])
def test_rows_of_a_table_come_and_go_each_as_one(root: Path, methods: Word, marks: bool) -> None:
    table = table_in(methods)
    rows = [*table.iter(f"{W}tr")]
    width = len([*rows[1].iter(f"{W}tc")])
    table.insert([*table].index(rows[2]), with_text(rows[1], [f"New {'abcdefgh'[n]}" for n in range(width)]))
    if not marks:
        without_marks(methods)
    changes = of_all(reviewed(root, methods)) if not marks else [*reviewed(root, methods).changes]
    (added,) = [change for change in changes if change.kind == "row added"]
    assert len(changes) == 1 and not added.held
    assert added.text == "\n| " + " | ".join(f"New {'abcdefgh'[n]}" for n in range(width)) + " |"
    chapter = next(c for c in read_report(root).report.all_chapters() if c.path == added.path)
    assert chapter.text[: added.start].rstrip().split("\n")[-1].count("|") == width + 1


def test_a_row_that_went_takes_its_ties_only_if_somebody_says_so(root: Path, methods: Word) -> None:
    table = table_in(methods)
    rows = [*table.iter(f"{W}tr")]
    table.remove(rows[-1])
    (change,) = reviewed(root, methods).changes
    old = change_text(root, change)
    assert change.kind == "row removed" and change.text == "" and old.startswith("\n|") and old.count("\n") == 1
    assert bool(change.held) == ("](" in old or any(sign.isdigit() for sign in old))


def test_a_column_that_came_is_one_proposal_and_rows_that_moved_are(root: Path, methods: Word) -> None:
    table = table_in(methods)
    rows = [*table.iter(f"{W}tr")]
    for number, row in enumerate(rows):
        cells = [*row.iter(f"{W}tc")]
        made = copy.deepcopy(cells[-1])
        runs = [*made.iter(f"{W}t")]
        for run in runs:
            run.text = ""
        runs[0].text = f"Remark {'abcdefgh'[number % 8]}"
        for link in [*made.iter(f"{W}hyperlink")]:
            link.attrib.clear()
        row.append(made)
    (change,) = reviewed(root, methods).changes
    old, new = change_text(root, change).split("\n"), change.text.split("\n")
    assert change.kind == "column added" and len(new) == len(old)
    assert all(line.count("|") == before.count("|") + 1 for line, before in zip(new, old, strict=True))
    assert new[2].startswith(old[2].rstrip().removesuffix("|").rstrip())


def test_a_row_that_moved_is_one_proposal(root: Path, methods: Word) -> None:
    table = table_in(methods)
    rows = [*table.iter(f"{W}tr")]
    table.remove(rows[-1])
    table.insert([*table].index(rows[1]), rows[-1])
    (change,) = reviewed(root, methods).changes
    old, new = change_text(root, change).split("\n"), change.text.split("\n")
    assert change.kind == "row moved" and sorted(map(cells_of, new[2:])) == sorted(map(cells_of, old[2:]))
    assert cells_of(new[2]) == cells_of(old[-1]) and not change.held


def cells_of(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def test_a_comment_finds_its_line(root: Path, introduction: Word) -> None:
    introduction.comment("To answer them, researchers held", "families", "Which families?")
    found = reviewed(root, introduction)
    assert found.changes == ()
    (remark,) = found.remarks
    lines = (root / INTRODUCTION).read_text(encoding="utf-8").split("\n")
    line = next(n for n, text in enumerate(lines, start=1) if "[18](stat:case-studies) families" in text)
    assert (remark.place, remark.author, remark.text, remark.anchor) == (
        f"{INTRODUCTION}:{line}", "A. Colleague", "Which families?", "families",
    )  # fmt: skip


# --- time ---


def test_a_file_from_an_older_state_is_merged_by_block(root: Path, introduction: Word) -> None:
    introduction.replace("A growing number of women", "Harm is real", "The harm is real")
    introduction.replace("Laws and treaties speak of migrants", "speak", "talk")
    path = root / INTRODUCTION
    now = path.read_text(encoding="utf-8").replace("badly into them", "poorly into them")
    now = now.replace("## What we ask {#", "A paragraph written since.\n\n## What we ask {#")
    path.write_text(now, encoding="utf-8")
    found = reviewed(root, introduction)
    assert len(found.changes) == 1
    (notice,) = found.notices
    assert "refused, since this block has changed since the Word file was made: 'speak' became 'talk'" in notice.message
    ((_, (old, new)),) = accepted(root, found).items()
    assert old == now
    assert new == now.replace("Harm is real", "The harm is real")


def test_a_file_that_lost_what_it_carried_still_serves(root: Path, introduction: Word) -> None:
    introduction.replace("A growing number of women", "Harm is real", "The harm is real")
    introduction.replace("To answer them, researchers held", "27", "28")
    introduction.drop("customXml/")
    found = reviewed(root, introduction)
    assert "'27' was changed to '28'" in found.notices[0].message
    ((_, (old, new)),) = accepted(root, found).items()
    assert new == old.replace("Harm is real", "The harm is real")


def test_blocks_are_known_without_their_bookmarks(root: Path, introduction: Word) -> None:
    """As LibreOffice and others drop some."""
    introduction.replace("A growing number of women", "Harm is real", "The harm is real")
    for parent in introduction.body.iter():
        for child in [c for c in parent if c.tag.endswith(("bookmarkStart", "bookmarkEnd"))]:
            parent.remove(child)
    ((_, (old, new)),) = accepted(root, reviewed(root, introduction)).items()
    assert new == old.replace("Harm is real", "The harm is real")


# --- the disk ---


def test_the_patch_does_what_accepting_does(root: Path, introduction: Word) -> None:
    introduction.replace("A growing number of women", "Harm is real", "The harm is real")
    introduction.delete("These strategies work, for a time.")
    introduction.replace("To answer them, researchers held", "35", "many", plain=True)
    introduction.save(root / "back.docx")
    before = (root / INTRODUCTION).read_bytes()
    runner = CliRunner()
    done = runner.invoke(
        cli, ["--report", str(root), "import", "docx", str(root / "back.docx"), "--diff", str(root / "word.patch")]
    )
    assert done.exit_code == 0, done.output
    assert (root / INTRODUCTION).read_bytes() == before
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    subprocess.run(["git", "-C", str(root), "apply", str(root / "word.patch")], check=True)
    patched = (root / INTRODUCTION).read_bytes()
    (root / INTRODUCTION).write_bytes(before)
    runner.invoke(cli, ["--report", str(root), "import", "docx", str(root / "back.docx"), "--accept", "all"])
    assert (root / INTRODUCTION).read_bytes() == patched != before


def test_line_ends_stay_as_they_are(root: Path, introduction: Word) -> None:
    path = root / INTRODUCTION
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    introduction.replace("A growing number of women", "Harm is real", "The harm is real")
    old = path.read_bytes()
    found = reviewed(root, introduction)
    write_changes(read_report(root).report, found.changes)
    assert path.read_bytes() == old.replace(b"Harm is real", b"The harm is real")


def test_all_or_nothing(root: Path, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    word = Word(files / "en.docx")
    word.replace("A growing number of women", "Harm is real", "The harm is real")
    word.replace("Gender shapes migration from the first thought", "thought", "idea")
    found = reviewed(root, word)
    assert len({change.path for change in found.changes}) == 2
    before = {change.path: (root / change.path).read_bytes() for change in found.changes}
    calls = []

    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        calls.append(target.suffix)
        if calls.count(".md") == 2 and calls[-1] == ".md":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(KeregeError, match="Nothing was changed"):
        write_changes(read_report(root).report, found.changes)
    assert {path: (root / path).read_bytes() for path in before} == before


def test_an_empty_choice_makes_an_empty_patch(root: Path) -> None:
    assert as_patch(changed_files(read_report(root).report, ())) == b""


# --- sentences ---


def test_files_that_are_none_get_a_sentence(root: Path, introduction: Word, files: Path) -> None:
    runner = CliRunner()

    def told(path: Path) -> str:
        done = runner.invoke(cli, ["--report", str(root), "import", "docx", str(path)])
        assert done.exit_code == 2
        assert len(done.output.strip().split("\n")) == 1, done.output
        return done.output

    assert "There is no file" in told(root / "none.docx")
    (root / "text.docx").write_text("no zip", encoding="utf-8")
    assert "is no file of this kind" in told(root / "text.docx")
    with zipfile.ZipFile(root / "zip.docx", "w") as archive:
        archive.writestr("a.txt", "a")
    assert "holds no Word document" in told(root / "zip.docx")
    introduction.parts["word/comments.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "cannot be read" in told(introduction.save(root / "hostile.docx"))
    other = (root / "report.yml").read_text(encoding="utf-8").replace("slug: women-and", "slug: men-and")
    (root / "report.yml").write_text(other, encoding="utf-8")
    assert "was made from the report 'women-and-labour-migration'" in told(files / "03-introduction.docx")


def test_without_pandoc_a_sentence(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    done = CliRunner().invoke(
        cli, ["--report", str(root), "export", "docx", "--language", "en", "--out", str(root / "a.docx")]
    )
    assert done.exit_code == 2
    assert "run: pip install pypandoc-binary" in done.output
    assert not (root / "a.docx").exists()


def test_an_unknown_chapter_gets_a_sentence(root: Path) -> None:
    done = CliRunner().invoke(cli, ["--report", str(root), "export", "docx", "--language", "ky", "--chapter", "99-no"])
    assert done.exit_code == 2
    assert "There is no chapter '99-no' in 'ky'; there are: 01-summary, 02-about" in done.output


def test_the_template_goes_out_and_comes_back(template: Path, tmp_path: Path) -> None:
    office = make_office_report(template)
    for code, edition in office.editions.items():
        write_word(edition, tmp_path / f"{code}.docx")
        found = review(edition.report, tmp_path / f"{code}.docx")
        assert (found.changes, found.notices) == ((), ())


def test_a_note_of_the_editor_keeps_its_marks(root: Path, methods: Word) -> None:
    methods.replace("Perhaps more people were interviewed", "Perhaps more", "Maybe more")
    ((_, (old, new)),) = accepted(root, reviewed(root, methods)).items()
    assert re.search(r'^!!! note ".*"\n(?:    .*\n)*    .*Perhaps', old, re.M)
    assert new == old.replace("Perhaps", "Maybe")


def test_a_heading_written_anew_without_its_bookmark_keeps_its_id(root: Path, introduction: Word) -> None:
    introduction.replace("A subject made for men", "A subject made for men", "Written by men")
    for parent in introduction.body.iter():
        digests = [
            c for c in parent if c.tag.endswith("bookmarkStart") and "Written by men" in "".join(parent.itertext())
        ]
        for child in digests if parent.tag.endswith("}p") else []:
            parent.remove(child)
    ((_, (old, new)),) = accepted(root, reviewed(root, introduction)).items()
    assert new == old.replace("## A subject made for men {#", "## Written by men {#")


# --- what belongs together, what only looks changed, files that lost their marks ---


def without_marks(word: Word) -> None:
    """As an office suite on the web saves it: neither bookmarks nor what the file carried."""
    word.drop("customXml/")
    for parent in word.body.iter():
        for child in [c for c in parent if c.tag.endswith(("bookmarkStart", "bookmarkEnd"))]:
            parent.remove(child)


def of_all(found: Review) -> list[Change]:
    return [change for change in found.changes if not change.held and not change.signs]


def test_a_file_without_any_marks_changes_nothing_by_itself(root: Path, introduction: Word) -> None:
    without_marks(introduction)
    found = reviewed(root, introduction)
    assert of_all(found) == [], [change.marked for change in of_all(found)]
    # What Kerege prints at the head of a file is no text that somebody wrote.
    assert not [notice for notice in found.notices if "outside the chapters" in notice.message]


def test_an_edit_in_a_file_without_any_marks_is_proposed(root: Path, introduction: Word) -> None:
    introduction.replace("A growing number of women", "Harm is real", "The harm is real")
    without_marks(introduction)
    found = reviewed(root, introduction)
    (change,) = of_all(found)
    old = change_text(root, change)
    assert change.text == old.replace("Harm is real", "The harm is real")


def change_text(root: Path, change: Change) -> str:
    chapter = next(c for c in read_report(root).report.all_chapters() if c.path == change.path)
    return chapter.text[change.start : change.end]


def test_signs_that_a_program_put_are_apart(root: Path, introduction: Word) -> None:
    introduction.replace("A growing number of women", "Harm is real", "Harm\u00a0is real")
    found = reviewed(root, introduction)
    (change,) = found.changes
    assert change.signs and "blank → no-break blank" in change.marked and not of_all(found)


@pytest.fixture
def pair(office: OfficeReport, root: Path) -> tuple[Word, str, str]:
    """A chapter in Word, and the words of two neighbouring paragraphs of it without ties."""
    for chapter in read_report(root).report.chapters["en"]:
        pieces = [s for s in segments(chapter) if s.kind is SegmentKind.PROSE]
        for first, second in itertools.pairwise(pieces):
            words = first.source, second.source
            between = chapter.text[first.end : second.start]
            if not between.strip() and all(re.fullmatch(r"[A-Z][^\[\]#*_`\\<&]{80,}", one) for one in words):
                write_word(office.editions["en"], root / "pair.docx", [chapter.name])
                one, other = (" ".join(text.split()) for text in words)
                if ". " in one:
                    return Word(root / "pair.docx"), one, other
    raise AssertionError("no such paragraphs")


def test_two_paragraphs_made_one_are_one_proposal(root: Path, pair: tuple[Word, str, str]) -> None:
    word, first, second = pair
    word.delete(second)
    replace_in(word.paragraph(first), first[-20:], f"{first[-20:]} {second}", word.number, tracked=True, plain=True)
    (change,) = reviewed(root, word).changes
    assert change.kind == "merged" and not change.held and " ".join(change.text.split()) == f"{first} {second}"


def test_a_paragraph_parted_in_two_is_one_proposal(root: Path, pair: tuple[Word, str, str]) -> None:
    word, words, _ = pair
    at = words.index(". ") + 2
    word.add_after(words, words[at:])
    paragraph = next(p for p in word.body.iter(f"{W}p") if text_of(p) == words)
    replace_in(paragraph, words[at - 1 :], "", word.number, tracked=True, plain=True)
    (change,) = reviewed(root, word).changes
    assert change.kind == "split" and not change.held
    assert [" ".join(part.split()) for part in change.text.split("\n\n")] == [words[: at - 1], words[at:]]


@pytest.mark.parametrize("forth", [True, False])
def test_a_paragraph_that_moved_in_a_file_without_marks_is_one_proposal(
    root: Path, pair: tuple[Word, str, str], forth: bool
) -> None:
    word, first, second = pair
    without_marks(word)
    one, other = (next(p for p in word.body.iter(f"{W}p") if text_of(p) == words) for words in (first, second))
    moved, beside = (one, other) if forth else (other, one)
    parent = next(e for e in word.body.iter() if moved in list(e))
    parent.remove(moved)
    beside_in = next(e for e in word.body.iter() if beside in list(e))
    beside_in.insert(list(beside_in).index(beside) + forth, moved)
    (change,) = of_all(reviewed(root, word))
    assert change.kind == "moved" and not change.held
    assert [" ".join(part.split()) for part in change.text.strip().split("\n\n")] == [second, first]


def test_a_paragraph_that_brings_ties_is_held(root: Path, introduction: Word) -> None:
    link = next(e for e in introduction.body.iter(f"{W}hyperlink") if "kerege" in str(e.attrib) or e.attrib)
    introduction.add_after("A growing number of women", "Pasted words with a tie.")
    introduction.paragraph("Pasted words with a tie.").append(copy.deepcopy(link))
    found = reviewed(root, introduction)
    assert found.changes and all(change.held for change in found.changes), found
