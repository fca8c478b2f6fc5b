"""Coded interviews come in as drafts: every word at its place, no name, nothing publishable, nothing in Git."""

from __future__ import annotations

import re
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import pytest

from kerege.errors import KeregeError
from kerege.findings import Finding
from kerege.intake.coding.drafts import write_drafts
from kerege.intake.coding.project import CodedProject
from kerege.intake.coding.qdpx import read_qdpx
from kerege.intake.coding.segments import read_segments
from kerege.read import read_report

Check = Callable[[Path], list[Finding]]
KEREGE = str(Path(sys.executable).with_name("kerege"))
SPACE = "urn:QDA-XML:project:1.0"

TEXTS = {
    "Айгуль, Нарын": "— Эмне үчүн кеттиңиз?\r\n— Балдарымды окутуш үчүн. Башка арга жок болчу 😔, карыз бар эле.\r\n— Кайттыңызбы?\r\n— Ооба.",
    "Interview 2": "I worked at night. The landlady kept my passport.\nNobody paid me for three months.",
}
CODED = [
    ("Айгуль, Нарын", "Балдарымды окутуш үчүн.", ("Children", "Debt")),
    ("Айгуль, Нарын", "карыз бар эле", ("Debt",)),
    ("Interview 2", "The landlady kept my passport.", ("Documents",)),
]


def guid(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name)).upper()


@dataclass
class Model:
    """What a coding program holds, as the tests write it by the schema."""

    texts: dict[str, str]
    coded: list[tuple[str, int, int, tuple[str, ...]]]
    codes: dict[str, list[str]] = field(
        default_factory=lambda: {"Reasons": ["Children", "Debt"], "Risks": ["Documents"]}
    )

    def qde(self) -> str:
        def code(name: str, inner: list[str], codable: str) -> str:
            children = "".join(code(child, [], "true") for child in inner)
            return f'<Code guid="{guid(name)}" name={quoteattr(name)} isCodable="{codable}"><Description>What {escape(name)} is</Description>{children}</Code>'

        codes = "".join(code(name, inner, "false") for name, inner in self.codes.items())
        sources = ""
        for name, text in self.texts.items():
            selections = "".join(
                f'<PlainTextSelection guid="{guid(f"{name}{start}")}" name={quoteattr(text[start:end][:30])} startPosition="{start}" endPosition="{end}">'
                + "".join(
                    f'<Coding guid="{guid(f"{name}{start}{c}")}"><CodeRef targetGUID="{guid(c)}"/></Coding>'
                    for c in carried
                )
                + "</PlainTextSelection>"
                for source, start, end, carried in self.coded
                if source == name
            )
            sources += f'<TextSource guid="{guid(name)}" name={quoteattr(name)} plainTextPath="internal://{guid(name)}.txt">{selections}</TextSource>'
        return (
            f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{SPACE}" name="Migration" origin="test">'
            f'<Users><User guid="{guid("u")}" name="coder"/></Users><CodeBook><Codes>{codes}</Codes></CodeBook>'
            f"<Sources>{sources}</Sources></Project>"
        )

    def write(self, path: Path, qde: str | None = None) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("project.qde", self.qde() if qde is None else qde)
            for name, text in self.texts.items():
                archive.writestr(f"Sources/{guid(name)}.txt", "\ufeff" + text)
        return path


def model() -> Model:
    coded = [
        (name, TEXTS[name].index(words), TEXTS[name].index(words) + len(words), codes) for name, words, codes in CODED
    ]
    return Model(dict(TEXTS), coded)


def back(project: CodedProject) -> Model:
    """A model again, from what was read."""
    names = {t.guid: t.name for t in project.transcripts}
    codes: dict[str, list[str]] = {}
    for code in project.codes:
        codes.setdefault(code.path[0], []).append(code.path[1])
    labels = {code.guid: code.path[-1] for code in project.codes}
    return Model(
        {t.name: t.text for t in project.transcripts},
        [(names[s.transcript], s.start, s.end, tuple(labels[c] for c in s.codes)) for s in project.segments],
        codes,
    )


def brought(real: Path, project: CodedProject) -> None:
    write_drafts(read_report(real).report, project, "Interviews 2016", language="ky", speaker="", method="interview")


def test_a_project_round_trips(tmp_path: Path) -> None:
    first = model()
    again = back(read_qdpx(first.write(tmp_path / "a.qdpx")))
    assert again.qde() == first.qde()
    assert again.texts == TEXTS
    assert [s.words for s in read_qdpx(tmp_path / "a.qdpx").segments] == [words for _, words, _ in CODED]


def test_positions_counted_without_carriage_returns(tmp_path: Path) -> None:
    """Some programs store Windows line ends and count them as one character."""
    crooked = model()
    text = TEXTS["Айгуль, Нарын"].replace("\r\n", "\n")
    crooked.coded = [
        ("Айгуль, Нарын", text.index(w), text.index(w) + len(w), c) for n, w, c in CODED if n != "Interview 2"
    ]
    qde = Model({**TEXTS, "Айгуль, Нарын": text}, crooked.coded).qde()
    project = read_qdpx(crooked.write(tmp_path / "a.qdpx", qde))
    assert [s.words for s in project.segments] == [words for name, words, _ in CODED if name != "Interview 2"]


def test_drafts_keep_places_and_no_names(real: Path, tmp_path: Path, findings_of: Check) -> None:
    brought(real, read_qdpx(model().write(tmp_path / "a.qdpx")))
    report = read_report(real).report
    assert len(report.drafts) == 3
    for quote in report.drafts.values():
        assert quote.consent.publish == "unknown" and quote.segment is not None and quote.segment.file is not None
        text = (real / quote.segment.file).read_bytes().decode()
        assert text[quote.segment.start : quote.segment.end] == quote.text["ky"]
    drafts = (real / "quotes" / "drafts" / "interviews-2016.yml").read_text(encoding="utf-8")
    assert "Айгуль" not in drafts and "Нарын" not in drafts
    assert {"debt", "children"} <= {theme for quote in report.drafts.values() for theme in quote.themes}
    assert not [f for f in findings_of(real) if f.severity.value == "error"]


def test_git_does_not_see_them(real: Path, tmp_path: Path) -> None:
    brought(real, read_qdpx(model().write(tmp_path / "a.qdpx")))
    subprocess.run(["git", "init", "-q", real], check=True)
    seen = subprocess.run(["git", "-C", real, "add", "-A", "-n"], check=True, capture_output=True, text=True).stdout
    assert "quotes/children.yml" in seen
    assert "drafts" not in seen and "transcripts" not in seen


def test_a_cited_draft_blocks_publishing(real: Path, tmp_path: Path, findings_of: Check) -> None:
    brought(real, read_qdpx(model().write(tmp_path / "a.qdpx")))
    key = next(iter(read_report(real).report.drafts))
    chapter = real / "docs" / "en" / "06-motives.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + f"\n```quote\n{key}\n```\n", encoding="utf-8")
    assert ("Q004", "docs/en/06-motives.md") in {(f.code, str(f.location.path)) for f in findings_of(real)}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Балдарымды окутуш үчүн.", "Балдарымды окутуш үчүн кеттим.", "Q020"),
        ("Балдарымды окутуш үчүн.", "Балдарымды […] үчүн.", ""),
        ("Балдарымды окутуш үчүн.", "[Балам] окутуш үчүн.", ""),
    ],
)
def test_a_polished_word_is_found(
    real: Path, tmp_path: Path, findings_of: Check, old: str, new: str, code: str
) -> None:
    brought(real, read_qdpx(model().write(tmp_path / "a.qdpx")))
    path = real / "quotes" / "drafts" / "interviews-2016.yml"
    text = path.read_text(encoding="utf-8")
    assert f"ky: {old}" in text
    path.write_text(text.replace(f"ky: {old}", f"ky: '{new}'"), encoding="utf-8")
    assert [f.code for f in findings_of(real) if f.code.startswith("Q02")] == ([code] if code else [])


def test_a_changed_transcript_is_found(real: Path, tmp_path: Path, findings_of: Check) -> None:
    brought(real, read_qdpx(model().write(tmp_path / "a.qdpx")))
    path = next(p for p in (real / "transcripts").rglob("*.txt") if "passport" in p.read_text(encoding="utf-8"))
    path.write_text("Well, " + path.read_text(encoding="utf-8"), encoding="utf-8")
    found = [f for f in findings_of(real) if f.code == "Q021"]
    assert len(found) == 1 and "transcripts/interviews-2016" in found[0].message


def test_a_second_import_changes_nothing(real: Path, tmp_path: Path) -> None:
    project = read_qdpx(model().write(tmp_path / "a.qdpx"))
    brought(real, project)
    before = {p: p.read_bytes() for p in real.rglob("*") if p.is_file()}
    with pytest.raises(KeregeError, match="exists already; nothing was written"):
        brought(real, project)
    assert {p: p.read_bytes() for p in real.rglob("*") if p.is_file()} == before


ENTITY = '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Project xmlns="urn:QDA-XML:project:1.0" name="&b;"/>'


@pytest.mark.parametrize(
    ("qde", "words"),
    [
        ("<Project", "cannot be read"),
        ("<Project/>", "not a REFI-QDA project"),
        (ENTITY, "cannot be read"),
        (None, "no project.qde"),
    ],
)
def test_what_is_no_project_is_refused(tmp_path: Path, qde: str | None, words: str) -> None:
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("other.txt" if qde is None else "project.qde", qde or "")
    with pytest.raises(KeregeError, match=words):
        read_qdpx(path)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", b" " * 400_000_000)
    with pytest.raises(KeregeError, match="unpack"):
        read_qdpx(path)


def test_paths_lead_nowhere_else(tmp_path: Path) -> None:
    """A source whose path climbs out of the archive finds a member of that name, or nothing."""
    one = model()
    qde = one.qde().replace(f"internal://{guid('Interview 2')}.txt", "internal://../../../../etc/passwd")
    project = read_qdpx(one.write(tmp_path / "a.qdpx", qde))
    assert [t.name for t in project.transcripts] == ["Айгуль, Нарын"]
    assert any("Interview 2" in line for line in project.left)


ROWS = [
    ["Document group", "Document name", "Code", "Beginning", "End", "Segment"],
    ["Migrants", "Айгуль", "Reasons > Debt", "2", "2", "карыз бар эле"],
    ["Migrants", "Айгуль", "Reasons > Children", "2", "2", "карыз бар эле"],
    ["Migrants", "Interview 2", "Risks > Documents", "1", "3", "The landlady\nkept my passport."],
]


def as_csv(path: Path, delimiter: str, encoding: str) -> Path:
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in ROWS]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def as_xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["comma", "semicolon", "utf-16", "xlsx", "german"])
def test_retrieved_segments(real: Path, tmp_path: Path, kind: str) -> None:
    if kind == "xlsx":
        path = as_xlsx(tmp_path / "s.xlsx")
    else:
        path = as_csv(
            tmp_path / "s.csv", "," if kind == "comma" else ";", "utf-16" if kind == "utf-16" else "utf-8-sig"
        )
    if kind == "german":
        text = path.read_text(encoding="utf-8-sig")
        path.write_text(text.replace("Document name", "Dokumentname").replace("Beginning", "Anfang"), encoding="utf-8")
    project = read_segments(path)
    assert [(s.words, s.place, len(s.codes)) for s in project.segments] == [
        ("карыз бар эле", "2", 2),
        ("The landlady\nkept my passport.", "1–3", 1),
    ]
    brought(real, project)
    assert {q.segment.place for q in read_report(real).report.drafts.values() if q.segment} == {"2", "1–3"}


def test_a_foreign_table_names_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(KeregeError, match=r"lacks the column.* Document name, Code, Segment"):
        read_segments(path)


def test_the_command_says_what_it_did(real: Path, tmp_path: Path) -> None:
    path = model().write(tmp_path / "a.qdpx")
    done = subprocess.run(
        [KEREGE, "--report", real, "import", "qdpx", path, "--language", "ky"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "3 drafts" in done.stdout and "consent" in done.stdout
    done = subprocess.run(
        [KEREGE, "--report", real, "import", "qdpx", path, "--language", "de"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "'de'" in done.stderr


# --- how programs count, and what they export ---

EMOJI = "😔😔 I left at night. The landlady kept my passport. Nobody paid me for three months."


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("counted", [len, units])
def test_characters_are_counted_as_the_program_did(tmp_path: Path, counted: Callable[[str], int]) -> None:
    coded = []
    for words in ("The landlady kept my passport.", "Nobody paid me for three months."):
        start = EMOJI.index(words)
        coded.append(("A", counted(EMOJI[:start]), counted(EMOJI[: start + len(words)]), ("Documents",)))
    model = Model({"A": EMOJI}, coded)
    qde = model.qde()
    # The excerpts are those of the words themselves, whichever way their places were counted.
    for (_, start, end, _), words in zip(
        coded, ("The landlady kept my passport.", "Nobody paid me for three months."), strict=True
    ):
        qde = re.sub(rf'name="[^"]*"(?= startPosition="{start}" endPosition="{end}")', f'name="{words}"', qde)
    project = read_qdpx(model.write(tmp_path / "a.qdpx", qde))
    assert [segment.words for segment in project.segments] == [
        "The landlady kept my passport.", "Nobody paid me for three months."
    ]  # fmt: skip
    assert not project.left


def test_places_that_nothing_proves_are_told(tmp_path: Path) -> None:
    start = EMOJI.index("The landlady")
    model = Model({"A": EMOJI}, [("A", start, start + 12, ("Documents",))])
    qde = re.sub(r'name="[^"]*"(?= startPosition)', 'name="S1"', model.qde()).replace('name="S1"', 'name=""')
    project = read_qdpx(model.write(tmp_path / "a.qdpx", qde))
    assert len(project.segments) == 1 and any("whose words nothing proves" in what for what in project.left)


@pytest.mark.parametrize("counted", [len, units])
@pytest.mark.parametrize(("ends", "stored"), [("\r\n", "\r\n"), ("\n", "\r\n"), ("\n", "\r\r\n"), ("\n", "\n")])
def test_ends_of_words_prove_how_a_program_counted_that_repeats_none(
    tmp_path: Path, counted: Callable[[str], int], ends: str, stored: str
) -> None:
    # NVivo 12 names no selection: it counts UTF-16 units, and a Windows line end as two. QualCoder counts characters, and one.
    lines = [f"😔 Nobody paid number {number} for three months, and the landlady kept it." for number in range(12)]
    whole = ends.join(lines)
    coded = []
    for number in range(12):
        words = f"number {number} for three"
        start = whole.index(words)
        coded.append(("A", counted(whole[:start]), counted(whole[: start + len(words)]), ("Documents",)))
    model = Model({"A": whole.replace(ends, stored)}, coded)
    qde = re.sub(r'name="[^"]*"(?= startPosition)', 'name=""', model.qde())
    project = read_qdpx(model.write(tmp_path / "a.qdpx", qde))
    assert [segment.words for segment in project.segments] == [f"number {number} for three" for number in range(12)]
    assert not project.left


def test_a_segment_stands_where_its_own_words_stand(tmp_path: Path) -> None:
    text = TEXTS["Interview 2"]
    start = text.index("Nobody")
    model = Model({"A": text}, [("A", 0, 18, ("Debt",)), ("A", start - 6, len(text) - 6, ("Debt",))])
    qde = model.qde().replace(f'name="{text[start - 6 : start + 24]}"', 'name="Nobody paid me for three"')
    qde = re.sub(rf'name="[^"]*"(?= startPosition="{start - 6}")', 'name="Nobody paid me for three"', qde)
    words = [segment.words for segment in read_qdpx(model.write(tmp_path / "a.qdpx", qde)).segments]
    assert words[1].startswith("Nobody paid me for three")


def test_groups_of_documents_are_kept_and_missing_texts_are_the_reason(tmp_path: Path) -> None:
    model = Model({"A": "One two three four."}, [("A", 0, 7, ("Debt",))])
    sets = (
        f'<Sets><Set guid="{guid("s")}" name="Osh 2016"><MemberSource targetGUID="{guid("A")}"/></Set></Sets></Project>'
    )
    project = read_qdpx(model.write(tmp_path / "a.qdpx", model.qde().replace("</Project>", sets)))
    assert project.transcripts[0].group == "Osh 2016"
    gone = CodedProject("x", project.codes, (), (), ("'A': its text is missing from the file",))
    with pytest.raises(KeregeError, match="its text is missing"):
        write_drafts(object(), gone, "x", language="en", speaker="", method="interview")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("id,document,tag,content\n1,a.txt,Debt,We owed money.\n2,a.txt,Work > Night,I worked at night.\n", [("Debt",), ("Work > Night",)]),
        ("Retrieved segments\n\nDocument group;Document name;Code;Segment\nOsh;A;Work > Night;One night.\nOsh;A;Work;Two days.\n",
         [("Work", "Night"), ("Work",)]),
        ('ID;Document;Quotation Content;Codes\n1;A;Three words here;"Debt\nWork"\n', [("Debt",), ("Work",)]),
    ],
)  # fmt: skip
def test_exports_of_other_programs_are_read(tmp_path: Path, table: str, codes: list[tuple[str, ...]]) -> None:
    path = tmp_path / "segments.csv"
    path.write_text(table, encoding="utf-8")
    assert [code.path for code in read_segments(path).codes] == codes


def test_documents_of_one_name_in_two_groups_are_two(tmp_path: Path) -> None:
    path = tmp_path / "segments.csv"
    path.write_text("Document group,Document name,Code,Segment\nOsh,A,Debt,One.\nNaryn,A,Debt,Two.\n", encoding="utf-8")
    assert [entry.group for entry in read_segments(path).transcripts] == ["Osh", "Naryn"]


def test_a_text_that_is_named_without_its_place_is_found_in_the_file(tmp_path: Path) -> None:
    words = "I worked at night. The landlady kept my passport."
    qde = (
        f'<Project xmlns="{SPACE}" name="P"><CodeBook><Codes><Code name="Work" guid="{guid("Work")}" isCodable="true"/></Codes>'
        f'</CodeBook><Sources><TextSource plainTextPath="talk-1.txt" guid="{guid("talk")}"><PlainTextSelection guid="{guid("s")}" '
        f'name="line:1" startPosition="0" endPosition="18"><Coding guid="{guid("c")}"><CodeRef targetGUID="{guid("Work")}"/></Coding>'
        "</PlainTextSelection></TextSource></Sources></Project>"
    )
    with zipfile.ZipFile(tmp_path / "p.qdpx", "w") as archive:
        archive.writestr("project.qde", qde)
        archive.writestr("sources/talk-1.txt", words)
    project = read_qdpx(tmp_path / "p.qdpx")
    assert [segment.words for segment in project.segments] == ["I worked at night."] and not project.left
    assert project.transcripts[0].name == "talk-1"
