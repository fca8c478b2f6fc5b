"""Translations out and back: untouched text stays byte for byte, changes arrive, damage is refused with its sentence."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polib
import pypandoc
import pytest

from kerege.cli.exchange import READERS
from kerege.model import Report
from kerege.read import read_report
from kerege.translate.exchange.codes import codes_of, pieces
from kerege.translate.exchange.entries import Entry, ExchangeFile, Returned, folded, read_id
from kerege.translate.exchange.gather import exchange_files
from kerege.translate.exchange.po import po_text
from kerege.translate.exchange.returned import Taken, take_in, write
from kerege.translate.exchange.scalars import with_words
from kerege.translate.exchange.tmx import tmx_text
from kerege.translate.exchange.word_table import word_bytes
from kerege.translate.exchange.xliff import xliff_text
from kerege.translate.state import Standing, recorded_state, standings

ROOT = Path(__file__).parents[2]
KEREGE = str(Path(sys.executable).with_name("kerege"))
TOOLKIT = ROOT / ".venv-interop" / "bin"
FORMATS: dict[str, Callable[[ExchangeFile], bytes]] = {
    ".po": lambda exchanged: po_text(exchanged).encode("utf-8"),
    ".xlf": lambda exchanged: xliff_text(exchanged).encode("utf-8"),
    ".docx": word_bytes,
}


@pytest.fixture(scope="module")
def report() -> Report:
    return read_report(ROOT).report


def sent(report: Report, language: str, suffix: str, folder: Path) -> list[Path]:
    paths = []
    for exchanged in exchange_files(report, language):
        path = folder / f"{exchanged.name}{suffix}"
        path.write_bytes(FORMATS[suffix](exchanged))
        paths.append(path)
    return paths


def received(paths: list[Path]) -> list[Returned]:
    return [item for path in paths for item in READERS[path.suffix](path)]


def snapshot(folder: Path) -> dict[str, bytes]:
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and ".kerege" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def entries(report: Report, language: str) -> list[Entry]:
    return [entry for exchanged in exchange_files(report, language) for entry in exchanged.entries]


# --- untouched text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@pytest.mark.parametrize("language", ["ru", "ky"])
def test_what_nobody_touched_changes_no_byte(report: Report, tmp_path: Path, language: str, suffix: str) -> None:
    back = received(sent(report, language, suffix, tmp_path))
    wanted = [(e.id, e.source, e.target, e.status) for e in entries(report, language)]
    assert [(b.id, folded(b.source), folded(b.target), b.status) for b in back] == wanted
    assert len(back) > 900
    taken = take_in(report, back)
    assert not taken.findings and not taken.contents


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@pytest.mark.parametrize("language", ["ru", "ky"])
def test_changed_texts_arrive_and_nothing_else_changes(real: Path, tmp_path: Path, language: str, suffix: str) -> None:
    report = read_report(real).report
    before = snapshot(real)
    back = received(sent(report, language, suffix, tmp_path))
    chosen = random.Random(f"{language}{suffix}")
    by_file: dict[str, list[int]] = {}
    once = Counter((item.id.partition("#")[0], item.source) for item in back)
    for number, item in enumerate(back):
        known = read_id(item.id)
        assert known is not None
        # The title of an editor's note stands in a chapter several times: of the same words one is as good as another.
        if item.target and once[item.id.partition("#")[0], item.source] == 1:
            by_file.setdefault(known.key.where, []).append(number)
    changed = {number for numbers in by_file.values() for number in chosen.sample(numbers, min(4, len(numbers)))}
    assert len(changed) > 80
    back = [_said_anew(item) if number in changed else item for number, item in enumerate(back)]
    taken = take_in(report, back)
    assert not taken.findings, taken.findings[0]
    write(report, taken)
    after = read_report(real)
    # The same words may stand in a chapter twice, as the title of an editor's note does.
    now: dict[tuple[str, str, str], list[Entry]] = {}
    for e in entries(after.report, language):
        now.setdefault((e.key.where, e.key.name, e.key.digest), []).append(e)
    for number, item in enumerate(back):
        known = read_id(item.id)
        assert known is not None
        same = now[known.key.where, known.key.name, known.key.digest]
        found = [entry for entry in same if entry.target == folded(item.target)]
        assert found, item.id
        if number in changed:
            assert all(entry.status == "translated" for entry in found), item.id
    _only_lines_of_changed_texts_differ(before, snapshot(real), len(changed))


def _said_anew(item: Returned) -> Returned:
    return Returned(item.id, item.source, f"{item.target} Ещё слово: «ө».", "translated", item.location)


def _only_lines_of_changed_texts_differ(before: dict[str, bytes], after: dict[str, bytes], count: int) -> None:
    marks = 0
    for name in after:
        if name.startswith("translations/"):
            continue
        if name.endswith(".yml"):
            kept = [line for line in after[name].decode().split("\n") if "Ещё слово" not in line]
            old = before[name].decode().split("\n")
            position = 0
            for line in kept:
                assert line in old[position:], (name, line)
                position = old.index(line, position) + 1
        marks += len(re.findall(r"Ещё\s+слово:", after[name].decode("utf-8", "replace")))
    assert before.keys() <= after.keys() and marks == count


# --- what is behind, and what is missing -------------------------------------------------------------------------------


@pytest.fixture
def behind(real: Path) -> Path:
    """A report of which one paragraph of the original has changed after the translations were recorded."""
    subprocess.run([KEREGE, "--report", str(real), "accept", "ru/05-methods"], check=True, capture_output=True)
    path = real / "docs" / "en" / "05-methods.md"
    text = path.read_text(encoding="utf-8")
    assert "The study rests on conversations." in text
    path.write_text(text.replace("The study rests on conversations.", "The study rests on letters."), encoding="utf-8")
    return real


def test_a_text_that_is_behind_carries_its_previous_original(behind: Path, tmp_path: Path) -> None:
    report = read_report(behind).report
    (exchanged,) = exchange_files(report, "ru", ["05-methods"])
    (entry,) = [e for e in exchanged.entries if e.status == "behind"]
    assert entry.previous.startswith("The study rests on conversations.")
    file = polib.pofile(po_text(exchanged))
    (stale,) = [e for e in file if e.fuzzy]
    assert stale.previous_msgid == entry.previous and stale.msgid.startswith("The study rests on letters.")
    xliff = xliff_text(exchanged)
    assert xliff.count("<alt-trans") == 1 and 'state="needs-translation" state-qualifier="fuzzy-match"' in xliff
    assert "<source>The study rests on conversations." in xliff.split("<alt-trans")[1]


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_a_text_stays_behind_until_somebody_says_otherwise(behind: Path, tmp_path: Path, suffix: str) -> None:
    report = read_report(behind).report
    back = received(sent(report, "ru", suffix, tmp_path))
    assert not take_in(report, back).contents
    done = [_with(item, status="reviewed") if item.status == "behind" else item for item in back]
    write(report, take_in(report, done))
    after = read_report(behind).report
    chapter = after.chapter("ru", "05-methods")
    assert chapter is not None
    found = standings(after, chapter)
    assert found is not None and found.behind == 0
    assert [u.status for u in found.units if u.source and "on letters." in u.source.text] == ["reviewed"]


def _with(item: Returned, **changes: str) -> Returned:
    values = {"id": item.id, "source": item.source, "target": item.target, "status": item.status} | changes
    return Returned(**values, location=item.location)


def test_po_that_is_no_longer_fuzzy_is_translated(behind: Path, tmp_path: Path) -> None:
    report = read_report(behind).report
    (exchanged,) = exchange_files(report, "ru", ["05-methods"])
    path = tmp_path / "x.po"
    path.write_text(po_text(exchanged), encoding="utf-8")
    file = polib.pofile(str(path))
    (stale,) = [e for e in file if e.fuzzy]
    stale.flags.remove("fuzzy")
    stale.previous_msgid = None
    stale.msgstr = stale.msgstr.replace("разговор", "письм")
    file.save()
    write(report, take_in(report, received([path])))
    after = read_report(behind).report
    (entry,) = [e for e in entries(after, "ru") if "on letters." in e.source and e.key.where == "05-methods"]
    assert entry.status == "translated" and entry.target == stale.msgstr


def test_a_new_paragraph_heading_and_item_come_to_their_places(real: Path, tmp_path: Path) -> None:
    report = read_report(real).report
    chapter = report.chapter("ru", "05-methods")
    assert chapter is not None
    write_state(real, report, "ru", "05-methods")
    original = real / "docs" / "en" / "05-methods.md"
    text = original.read_text(encoding="utf-8")
    heads = list(re.finditer(r"^## .*$", text, re.M))
    new = "## A new section {#methods-new}\n\nSomething was written later.\n\n- first\n- second\n\n"
    original.write_text(text[: heads[1].start()] + new + text[heads[1].start() :], encoding="utf-8")
    report = read_report(real).report
    words = {
        "A new section": "Новый раздел",
        "Something was written later.": "Кое-что написано позже.",
        "first": "первое",
        "second": "второе",
    }
    back = [
        _with(item, target=words[item.source]) if item.source in words and not item.target else item
        for item in received(sent(report, "ru", ".xlf", tmp_path))
    ]
    before = (real / "docs" / "ru" / "05-methods.md").read_text(encoding="utf-8")
    write(report, take_in(report, back))
    after = (real / "docs" / "ru" / "05-methods.md").read_text(encoding="utf-8")
    added = "## Новый раздел {#methods-new}\n\nКое-что написано позже.\n\n- первое\n- второе\n\n"
    assert added in after and after.replace(added, "") == before
    now = read_report(real).report
    chapter = now.chapter("ru", "05-methods")
    assert chapter is not None
    found = standings(now, chapter)
    assert found is not None and not found.of(Standing.MISSING, Standing.STALE, Standing.EXTRA)


def write_state(root: Path, report: Report, language: str, name: str) -> None:
    subprocess.run([KEREGE, "--report", str(root), "accept", f"{language}/{name}"], check=True, capture_output=True)


def test_a_chapter_comes_when_all_of_it_is_translated(real: Path, tmp_path: Path) -> None:
    old = (real / "docs" / "ru" / "05-methods.md").read_bytes()
    report = read_report(real).report
    pairs = {e.source: e.target for e in entries(report, "ru") if e.key.where == "05-methods"}
    (real / "docs" / "ru" / "05-methods.md").unlink()
    (real / "translations" / "ru" / "05-methods.json").unlink(missing_ok=True)
    report = read_report(real).report
    back = [
        _with(i, target=pairs[i.source]) for i in received(sent(report, "ru", ".po", tmp_path)) if i.source in pairs
    ]
    back = [i for i in back if (known := read_id(i.id)) and known.key.where == "05-methods"]
    part = take_in(report, back[:-1])
    assert not part.contents and "1 of its texts are not translated" in part.waiting[0]
    write(report, take_in(report, back))
    now = read_report(real).report
    chapter = now.chapter("ru", "05-methods")
    assert chapter is not None and len(old) > 1000
    found = standings(now, chapter)
    assert found is not None
    assert {u.standing for u in found.units} == {Standing.CURRENT}
    assert {u.target.text.replace("\n", " ") for u in found.units if u.target} >= {
        text for text in pairs.values() if "\n" not in text and "|" not in text
    }


# --- damage -----------------------------------------------------------------------------------------------------------


def _tied(back: list[Returned]) -> int:
    return next(n for n, i in enumerate(back) if re.search(r"\[[^\]]+\]\(stat:", i.target) and "[@" in i.target)


def lost(item: Returned) -> Returned:
    return _with(item, target=re.sub(r"\[([^\]]+)\]\(stat:[^)]*\)", r"\1", item.target, count=1))


def added(item: Returned) -> Returned:
    return _with(item, target=item.target + " [треть](stat:poor-2016)")


def changed(item: Returned) -> Returned:
    return _with(item, target=re.sub(r"\(stat:[^)]*\)", "(stat:another-one)", item.target, count=1))


def uncited(item: Returned) -> Returned:
    return _with(item, target=re.sub(r"\s*\[@[^\]]*\]", "", item.target, count=1))


def emptied(item: Returned) -> Returned:
    return _with(item, target="")


def retyped(item: Returned) -> Returned:
    return _with(item, source=item.source + " Really.")


def unknown(item: Returned) -> Returned:
    return _with(item, id="row 17")


def elsewhere(item: Returned) -> Returned:
    return _with(item, id=item.id.replace(item.id.split("#")[0], "ru/99-nowhere"))


def stranger(item: Returned) -> Returned:
    return _with(item, id="kk" + item.id[2:])


def outdated(item: Returned) -> Returned:
    return _with(item, id=re.sub(r"@\w+", "@0123456789abcdef", item.id))


def overtaken(item: Returned) -> Returned:
    return _with(item, id=re.sub(r"\.\w+$", ".01234567", item.id), target=item.target + " Да.")


def split(item: Returned) -> Returned:
    return _with(item, target=item.target.replace(". ", ".\\\n\n", 1) + "\\\n\n## Новое")


DAMAGES = [
    (lost, "T083", "has lost […](stat:"),
    (added, "T083", "has added "),
    (changed, "T083", " and added […](stat:another-one)"),
    (uncited, "T083", "[@"),
    (emptied, "T083", "the translation was emptied"),
    (retyped, "T082", "the original was altered in the file"),
    (unknown, "T080", "'row 17' is no id of a text that Kerege sent out"),
    (elsewhere, "T080", "the report has no '99-nowhere' to translate"),
    (stranger, "T080", "the report is not translated into 'kk'"),
    (outdated, "T081", "was changed or deleted after this file was made"),
    (overtaken, "T084", "the translation was changed in the report after this file was made"),
    (split, "T085", "would not stay one"),
]


@pytest.mark.parametrize(("damage", "code", "sentence"), DAMAGES, ids=[d[0].__name__ for d in DAMAGES])
def test_damage_is_refused_with_its_sentence(
    report: Report, tmp_path: Path, damage: Callable[[Returned], Returned], code: str, sentence: str
) -> None:
    back = received(sent(report, "ru", ".xlf", tmp_path))
    number = _tied(back)
    fine = next(n for n, item in enumerate(back) if n != number and item.target)
    back[fine] = _said_anew(back[fine])
    back[number] = damage(back[number])
    taken = take_in(report, back)
    assert [f.code for f in taken.findings] == [code]
    assert sentence in taken.findings[0].message
    assert taken.findings[0].location == back[number].location and taken.findings[0].location.line > 1


def test_a_text_that_comes_twice_is_refused(report: Report, tmp_path: Path) -> None:
    back = received(sent(report, "ru", ".po", tmp_path))
    taken = take_in(report, [*back, back[3]])
    assert [f.code for f in taken.findings] == ["T080"] and "twice" in taken.findings[0].message


def test_nothing_is_written_when_one_text_is_damaged(real: Path, tmp_path: Path) -> None:
    report = read_report(real).report
    (exchanged,) = exchange_files(report, "ru", ["01-summary"])
    text = po_text(exchanged).replace("Что выяснило исследование", "Что исследование выяснило")
    path = tmp_path / "01-summary.po"
    path.write_text(re.sub(r"\]\(stat:women-share-2015\)(?= всех)", "](stat:women-share)", text), encoding="utf-8")
    before = snapshot(real)
    run = subprocess.run(
        [KEREGE, "--report", str(real), "import", "translation", str(path)], capture_output=True, text=True
    )
    assert run.returncode == 1 and "T083" in run.stdout and "nothing was written" in run.stderr
    assert snapshot(real) == before


def test_nothing_is_half_written_when_a_folder_cannot_be(real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = read_report(real).report
    before = snapshot(real)
    taken = Taken(contents={Path("glossary.yml"): b"x: y\n", Path("docs/ru/01-summary.md"): b"# x\n"})  # type: ignore[dict-item]
    replace = Path.replace
    calls: list[Path] = []

    def failing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="No space"):
        write(report, taken)
    assert snapshot(real) == before


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.po", b'msgid "a\nmsgstr', "is not a PO file"),
        ("a.xlf", b"<xliff", "is not XML"),
        ("a.xlf", b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "is not XLIFF 1.2"),
        ("a.xlf", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "is not XML"),
        ("a.docx", b"PK", "is no Word file"),
        ("a.txt", b"", "is none of .po"),
    ],
)
def test_a_file_that_is_none_gets_a_sentence(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(content)
    run = subprocess.run(
        [KEREGE, "--report", str(ROOT), "import", "translation", str(tmp_path / name)], capture_output=True, text=True
    )
    assert run.returncode == 2 and sentence in run.stderr and "Traceback" not in run.stderr


# --- formats ----------------------------------------------------------------------------------------------------------


def test_every_text_is_its_pieces(report: Report) -> None:
    for language in ("ru", "ky"):
        for entry in entries(report, language):
            assert "".join(piece.text for piece in pieces(entry.target, entry.source)) == entry.target
            if entry.target:
                ours = {(p.code, p.number) for p in pieces(entry.source) if p.code}
                theirs = {(p.code, p.number) for p in pieces(entry.target, entry.source) if p.code}
                assert ours == theirs and codes_of(entry.source) == codes_of(entry.target)


def test_word_locks_ids_originals_and_ties_and_pandoc_reads_the_table(report: Report, tmp_path: Path) -> None:
    (exchanged,) = exchange_files(report, "ru", ["01-summary"])
    path = tmp_path / "x.docx"
    path.write_bytes(word_bytes(exchanged))
    document = zipfile.ZipFile(path).read("word/document.xml").decode("utf-8")
    ties = sum(1 for e in exchanged.entries for p in pieces(e.target, e.source) if p.code)
    assert document.count('w:val="sdtContentLocked"') == ties + 2 * len(exchanged.entries)
    tree = json.loads(pypandoc.convert_file(str(path), "json"))
    (table,) = [block for block in tree["blocks"] if block["t"] == "Table"]
    assert len(table["c"][4][0][3]) == len(exchanged.entries)


def test_word_is_read_as_if_tracked_changes_were_accepted(report: Report, tmp_path: Path) -> None:
    (exchanged,) = exchange_files(report, "ru", ["01-summary"])
    path, edited = tmp_path / "x.docx", tmp_path / "y.docx"
    path.write_bytes(word_bytes(exchanged))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(edited, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode("utf-8")
            if name == "word/document.xml":
                was = re.search(r"<w:r><w:rPr>[^/]*/></w:rPr><w:t [^>]*>Что выяснило исследование</w:t></w:r>", text)
                assert was is not None
                gone = was[0].replace("w:t ", "w:delText ").replace("</w:t>", "</w:delText>")
                text = text.replace(
                    was[0], f'<w:del w:id="9001">{gone}</w:del><w:ins w:id="9002"><w:r><w:t>Находки</w:t></w:r></w:ins>'
                )
            new.writestr(name, text)
    taken = take_in(report, received([edited]))
    assert not taken.findings
    assert "## Находки {#summary-findings}" in taken.contents[next(iter(taken.changed))].decode("utf-8")


def test_tmx_holds_what_was_reviewed_and_nothing_else(report: Report, tmp_path: Path) -> None:
    from dataclasses import replace

    chapter = report.chapter("ru", "01-summary")
    assert chapter is not None
    assert tmx_text(exchange_files(report, "ru"))[1] == 0
    state = recorded_state(report, chapter, "reviewed")
    reviewed = replace(report, memory={**report.memory, ("ru", "01-summary"): state})
    text, pairs = tmx_text(exchange_files(reviewed, "ru"))
    assert pairs == text.count("<tu>") > 20 and '<bpt i="1">[</bpt>' in text


def test_glossary_hits_are_notes(report: Report) -> None:
    hits = [e for e in entries(report, "ru") if "remittances = денежные переводы" in e.notes]
    assert hits and all(re.search(r"remittances|term:remittances", e.source, re.I) for e in hits)
    assert all(
        "FIDH" in re.sub(r"\[@[^\]]*\]", "", e.source) for e in entries(report, "ru") if "FIDH = МФПЧ" in e.notes
    )


@pytest.mark.parametrize(
    ("text", "new", "wanted"),
    [
        ("a: {en: x, ru: y}  # c\n", "z", "a: {en: x, ru: z}  # c\n"),
        ("a: {en: x, ru: y}\n", "да, нет", 'a: {en: x, ru: "да, нет"}\n'),
        ("a:\n  en: x\n  ru: 'y'\n# c\n", "it's", "a:\n  en: x\n  ru: 'it''s'\n# c\n"),
        ('a:\n  ru: "y"   # c\n  en: x\n', 'a "b": c', 'a:\n  ru: "a \\"b\\": c"   # c\n  en: x\n'),
        ("a:\n  en: x\n  ru: y\n    more\nb: 1\n", "z: #", 'a:\n  en: x\n  ru: "z: #"\nb: 1\n'),
        ("a:\n  en: x\n  ru: >\n    y\n    more\nb: 1\n", "z", "a:\n  en: x\n  ru: >\n    z\nb: 1\n"),
        ("a: {en: x}\nb: 1\n", "z", "a: {en: x, ru: z}\nb: 1\n"),
        ("a:\n  en: x  # c\n\nb: 1\n", "z", "a:\n  en: x  # c\n  ru: z\n\nb: 1\n"),
        ("a: {en: x, ru: y}\n", "yes", 'a: {en: x, ru: "yes"}\n'),
    ],
)
def test_only_the_changed_scalar_of_a_yaml_file_changes(text: str, new: str, wanted: str) -> None:
    assert with_words(text, {(("a",), "ru"): new}) == wanted


def test_line_breaks_of_windows_stay(real: Path) -> None:
    path = real / "docs" / "ru" / "01-summary.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    old = path.read_bytes()
    report = read_report(real).report
    entry = next(e for e in entries(report, "ru") if e.target == "Что выяснило исследование")
    item = Returned(entry.id, entry.source, "Что исследование выяснило", "draft", entry.location)
    write(report, take_in(report, [item]))
    assert path.read_bytes() == old.replace("Что выяснило исследование".encode(), "Что исследование выяснило".encode())


# --- a separate tool --------------------------------------------------------------------------------------------------

needs_toolkit = pytest.mark.skipif(not TOOLKIT.is_dir(), reason="scripts/setup test installs translate-toolkit")
_SCRIPT = """
import sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
units = [unit for unit in store.units if unit.istranslatable()]
print(len(units), sum(unit.isfuzzy() for unit in units), sum(bool(unit.target) for unit in units), store.gettargetlanguage())
store.savefile(sys.argv[2])
"""


@needs_toolkit
@pytest.mark.parametrize("suffix", [".po", ".xlf"])
@pytest.mark.parametrize("language", ["ru", "ky"])
def test_a_separate_tool_opens_and_saves_the_files(behind: Path, tmp_path: Path, language: str, suffix: str) -> None:
    report = read_report(behind).report
    saved = tmp_path / "saved"
    saved.mkdir()
    paths = []
    for path, exchanged in zip(sent(report, language, suffix, tmp_path), exchange_files(report, language), strict=True):
        again = saved / path.name
        run = subprocess.run(
            [TOOLKIT / "python", "-W", "error::UserWarning", "-c", _SCRIPT, path, again], capture_output=True, text=True
        )
        assert run.returncode == 0 and not run.stderr, run.stderr
        total, fuzzy, translated, code = run.stdout.split()
        assert int(total) == len(exchanged.entries) and code == language
        assert int(translated) == sum(1 for e in exchanged.entries if e.target)
        if suffix == ".po":
            assert int(fuzzy) == sum(1 for e in exchanged.entries if e.status == "behind")
        paths.append(again)
    taken = take_in(report, received(paths))
    assert not taken.findings and not taken.contents
    counted = subprocess.run([TOOLKIT / "pocount", saved], capture_output=True, text=True)
    assert counted.returncode == 0 and "error" not in counted.stderr.lower(), counted.stderr


def test_setup_locks_the_separate_tool_by_hash() -> None:
    lines = (ROOT / "requirements" / "interop.txt").read_text(encoding="utf-8")
    assert re.search(r"^translate-toolkit==[\d.]+ \\\n\s+--hash=sha256:", lines, re.M)
    assert "interop.txt" in (ROOT / "scripts" / "setup").read_text(encoding="utf-8")
    ours = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    assert not re.search(r"^\s*(from|import) translate\b", ours, re.M)


def test_new_text_is_broken_into_lines_and_keeps_its_no_break_spaces(real: Path) -> None:
    report = read_report(real).report
    found = {e.source: e for e in entries(report, "ru") if e.key.where == "01-summary"}
    heading = next(e for e in found.values() if e.target == "Что выяснило исследование")
    long = next(e for e in found.values() if e.source.startswith("Labour migration can bring"))
    words = (
        long.target + " В 2016\u00a0году — 1. случай: так и было, и ещё раз так и было, и снова так и было, и снова."
    )
    items = [
        Returned(heading.id, heading.source, "Что за 5\u00a0лет выяснило исследование", "draft", heading.location),
        Returned(long.id, long.source, words, "draft", long.location),
    ]
    write(report, take_in(report, items))
    text = (real / "docs" / "ru" / "01-summary.md").read_text(encoding="utf-8")
    assert "## Что за 5\u00a0лет выяснило исследование {#summary-findings}\n" in text
    block = text[text.index("Трудовая миграция") :].split("\n\n")[0]
    assert " ".join(block.split("\n")) == words
    assert block.count("\n") >= 4 and max(len(line) for line in block.split("\n")) <= 120


def test_a_testimony_goes_out_only_with_leave_to_translate(real: Path) -> None:
    path = real / "quotes" / "motives.yml"
    assert any(e.key.name == "b14/text" for e in entries(read_report(real).report, "ru"))
    for file in sorted((real / "quotes").glob("*.yml")):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('translate: "yes"', 'translate: "no"', 1), encoding="utf-8")
    assert path.is_file()
    left = entries(read_report(real).report, "ru")
    report = read_report(real).report
    refused = {quote.id for quote in report.quotes.values() if quote.consent.translate == "no"}
    assert len(refused) > 5
    assert not refused & {e.key.name.split("/")[0] for e in left if e.key.name.endswith("/text")}


# --- codes as programs rewrite them ---

REWRITES: dict[str, Callable[[str], str]] = {
    "groups": lambda text: re.sub(r'<bpt id="(\d+)">[^<]*</bpt>', r'<g id="\1">', re.sub(r"<ept id=\"\d+\">[^<]*</ept>", "</g>", text)),
    "empty pairs": lambda text: re.sub(r'<(b|e)pt id="(\d+)">[^<]*</[be]pt>', lambda m: f'<{m[1]}x id="9{m[2]}" rid="{m[2]}"/>', text),
    "placeholders": lambda text: re.sub(r'<(?:bpt|ept|ph) id="(\d+)">[^<]*</(?:bpt|ept|ph)>', r'<ph id="\1" ctype="x-tag">{tag}</ph>', text),
    "an older version": lambda text: text.replace('version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"', 'version="1.1"'),
    "segments": lambda text: re.sub(r"(<target[^>]*>)(.*?)(</target>)", r'\1<mrk mtype="seg" mid="0">\2</mrk>\3', text),
}  # fmt: skip


def rewritten(report: Report, folder: Path, how: Callable[[str], str]) -> Path:
    """A chapter with ties, its codes as another program writes them."""
    exchanged = max(
        exchange_files(report, "ru"), key=lambda one: xliff_text(one).count("<bpt") if one.name != "records" else 0
    )
    path = folder / f"{exchanged.name}.xlf"
    text = how(xliff_text(exchanged))
    if "<g " in text or "<bx" in text or "<x " in text:
        text = re.sub(r'<ph id="(\d+)">[^<]*</ph>', r'<x id="\1"/>', text)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("how", REWRITES.values(), ids=REWRITES)
def test_codes_are_known_by_their_numbers_however_they_are_written(
    report: Report, tmp_path: Path, how: Callable[[str], str]
) -> None:
    taken = take_in(report, received([rewritten(report, tmp_path, how)]))
    assert not taken.findings, taken.findings[0].message
    assert not taken.contents and taken.texts > 20


def test_a_code_that_is_missing_is_refused_as_before(report: Report, tmp_path: Path) -> None:
    def without(text: str) -> str:
        return re.sub(
            r'(<target[^>]*>[^<]*)<bpt id="\d+">[^<]*</bpt>(.*?)<ept id="\d+">[^<]*</ept>', r"\1\2", text, count=1
        )

    taken = take_in(report, received([rewritten(report, tmp_path, without)]))
    assert [finding.code for finding in taken.findings] == ["T083"]


def test_what_a_person_approved_is_reviewed_whatever_its_state_says(report: Report, tmp_path: Path) -> None:
    path = rewritten(
        report, tmp_path, lambda text: text.replace('xml:space="preserve"', 'approved="yes" xml:space="preserve"')
    )
    path.write_text(
        path.read_text(encoding="utf-8").replace(' approved="yes" approved="yes"', ' approved="yes"'), encoding="utf-8"
    )
    back = received([path])
    assert {item.status for item in back if item.target and item.status not in ("behind", "")} == {"reviewed"}


def test_one_bad_text_and_one_bad_file_do_not_refuse_the_others(real: Path, tmp_path: Path) -> None:
    report = read_report(real).report
    path = rewritten(report, tmp_path, str)
    text = path.read_text(encoding="utf-8")
    targets = list(re.finditer(r"<target[^>]*>([^<]{20,}?)</target>", text))
    good, bad = targets[0], targets[1]
    text = text[: bad.start(1)] + "[x](stat:new) " + text[bad.start(1) :]
    text = text[: good.start(1)] + "Сначала. " + text[good.start(1) :]
    path.write_text(text, encoding="utf-8")
    (tmp_path / "broken.xlf").write_text("<xliff", encoding="utf-8")
    command = [KEREGE, "--report", str(real), "import", "translation", str(path), str(tmp_path / "broken.xlf")]
    before = snapshot(real / "docs")
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2 and snapshot(real / "docs") == before
    fitting = subprocess.run([*command, "--take-what-fits"], capture_output=True, text=True, check=False)
    changed = {name for name, content in snapshot(real / "docs").items() if before.get(name) != content}
    assert fitting.returncode == 1 and len(changed) == 1 and "T083" in fitting.stderr + fitting.stdout, fitting.stdout
    assert "broken.xlf" in fitting.stdout and "Сначала." in (real / "docs" / next(iter(changed))).read_text(
        encoding="utf-8"
    )
