"""Bring in other people's files by every reader that fits, and table what was kept, lost, invented, refused or crashed.

    tools/run bring_in FOLDER... [--kind docx --kind pdf …] [--build] [--peer PYTHON] [--limit N] [--seconds 120] [--list FILE]

Each file is brought in by a process of its own, which is stopped at the limit. Reports (`.docx`, `.pdf`) are checked, with `--build`
built too; what they kept is counted against the file itself by readers that are not Kerege's: the XML of a Word file, poppler and
PDFium for a PDF. The same is counted of what pandoc makes of a Word file, and, with `--peer`, of what markitdown makes of any (PYTHON: of an
environment of its own that has it). `--stated FILE` writes each tie and each quote with its sentence, to be judged by reading. Tables are
addressed cell by cell, microdata taken in, coded projects and exchange files read. Exit 1 when anything ended in a traceback or at the limit.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from kerege.errors import KeregeError
from kerege.evidence.problems import TableProblem

Facts = dict[str, object]


@dataclass(frozen=True)
class Asked:
    """What is to be found out besides what was kept."""

    build: bool = False
    peer: str = ""
    """The Python of an environment that has markitdown."""
    stated: bool = False


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_KEPT_PARTS = re.compile(r"(?:document|footnotes|endnotes)\d*\.xml$")


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


# --- what a file holds, by readers that are not Kerege's ---


def in_word(path: Path) -> Facts:
    """Words, pictures, links and filled table cells of a Word file's own XML."""
    texts: list[str] = []
    cells = pictures = links = headings = 0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not (name.startswith("word/") and _KEPT_PARTS.search(name)):
                continue
            root = fromstring(archive.read(name))
            for space in (_W, _W_STRICT):
                texts += _paragraph_texts(root, space)
                cells += sum(any((t.text or "").strip() for t in c.iter(f"{space}t")) for c in root.iter(f"{space}tc"))
                links += sum(any(key.endswith("}id") for key in link.attrib) for link in root.iter(f"{space}hyperlink"))
                headings += sum(
                    bool(re.match(r"(?i)heading ?\d|заголовок", style.get(f"{space}val", "")))
                    for style in root.iter(f"{space}pStyle")
                )
            pictures += sum(element.tag.rpartition("}")[2] in ("blip", "imagedata") for element in root.iter())
    return {"words": words(" ".join(texts)), "pictures": pictures, "links": links, "cells": cells, "headings": headings}


def outline_of(path: Path) -> list[str]:
    """What the file itself names as its headings: paragraphs in a heading's style, bookmarks of a PDF."""
    if path.suffix.casefold() == ".pdf":
        import pypdfium2

        try:
            return [mark.get_title() for mark in pypdfium2.PdfDocument(str(path)).get_toc(max_depth=6)]
        except pypdfium2.PdfiumError:
            return []
    found = []
    with zipfile.ZipFile(path) as archive:
        if "word/document.xml" not in archive.namelist():
            return []
        root = fromstring(archive.read("word/document.xml"))
    for space in (_W, _W_STRICT):
        for paragraph in root.iter(f"{space}p"):
            style = paragraph.find(f"{space}pPr/{space}pStyle")
            if style is not None and re.match(r"(?i)heading ?[1-6]", style.get(f"{space}val", "")):
                found.append(_own_text(paragraph, space))
    return [text for text in found if _WORD.search(text)]


def alike(headings: Iterable[str], outline: Iterable[str]) -> str:
    """How many of an outline's entries are headings, and how many headings stand in it: `found/all, right/made`."""
    made = Counter(map(_bare, headings))
    wanted = Counter(map(_bare, outline))
    both = (made & wanted).total()
    return f"{both}/{wanted.total()}, {both}/{made.total()}" if wanted else ""


def _bare(heading: str) -> str:
    """A heading's letters, without its numbering."""
    heading = re.sub(r"\]\([^()]*\)|\\(?=\W)|\[\^[^\]]*\]", "", unicodedata.normalize("NFKC", heading))
    return " ".join(_WORD.findall(re.sub(r"^[\W\d_]+(?=[^\W\d_])", "", heading.casefold())))


def _paragraph_texts(root: Element, space: str) -> Iterator[str]:
    fallback = {
        id(inner) for element in root.iter() if element.tag.endswith("}Fallback") for inner in element.iter(f"{space}t")
    }
    for paragraph in root.iter(f"{space}p"):
        pieces = []
        for element in paragraph.iter():
            if element.tag == f"{space}t" and id(element) not in fallback:
                pieces.append(element.text or "")
            elif element.tag in (f"{space}tab", f"{space}br", f"{space}cr", f"{space}p"):
                pieces.append(" ")
        # Paragraphs of a text box lie within the one that holds it, and are met again.
        if not any(inner is not paragraph for inner in paragraph.iter(f"{space}p")):
            yield "".join(pieces)
        else:
            own = _own_text(paragraph, space)
            yield own


def _own_text(element: Element, space: str) -> str:
    pieces = []
    for child in element:
        if child.tag == f"{space}p":
            continue
        pieces.append((child.text or "") if child.tag == f"{space}t" else _own_text(child, space))
        if child.tag in (f"{space}tab", f"{space}br", f"{space}cr"):
            pieces.append(" ")
    return "".join(pieces)


def in_pdf(path: Path) -> Facts:
    """Words by poppler, pictures, links and bookmarks by PDFium."""
    import pypdfium2

    text = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=False, timeout=120
    ).stdout.decode("utf-8", "replace")
    facts: Facts = {"words": words(re.sub(r"-\n", "", text)), "pictures": 0, "links": 0, "cells": 0, "headings": 0}
    try:
        document = pypdfium2.PdfDocument(str(path))
        facts["headings"] = sum(1 for _ in document.get_toc(max_depth=6))
        facts["pictures"] = sum(
            sum(1 for _ in page.get_objects(filter=[3], max_depth=2))
            for page in (document[i] for i in range(len(document)))
        )
    except pypdfium2.PdfiumError:
        pass
    return facts


# --- what others make of the same file ---


def by_others(path: Path, wanted: Counter[str], outline: list[str], peer: str) -> Facts:
    """What pandoc and markitdown keep of a file: words, pictures, links, cells, headings."""
    facts: Facts = {}
    if path.suffix.casefold() == ".docx":
        import pypandoc

        facts["pandoc"] = _kept([pypandoc.get_pandoc_path(), "-t", "gfm", str(path)], wanted, outline)
    if peer:
        facts["peer"] = _kept([peer, "-m", "markitdown", str(path)], wanted, outline)
    return facts


def _kept(command: list[str], wanted: Counter[str], outline: list[str]) -> Facts | str:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    except subprocess.TimeoutExpired:
        return "limit"
    if done.returncode:
        return "failed"
    text = done.stdout.decode("utf-8", "replace")
    read = re.sub(r"<[^<>]*>|\]\([^()]*\)", " ", text)
    lost = wanted - words(re.sub(r"\\(?=\W)", "", read))
    return {
        "words": _share(lost, wanted),
        "pictures": len(re.findall(r"!\[|<img", text)),
        "links": len(re.findall(r"(?<!!)\[[^\]]*\]\((?:https?|mailto):", text)),
        "cells": _cells(text) + text.count("<td") + text.count("<th"),
        "outline": alike(re.findall(r"^#+ (.*)", text, re.MULTILINE), outline),
    }


def _share(lost: Counter[str], wanted: Counter[str]) -> str:
    return f"{1 - lost.total() / max(wanted.total(), 1):.2%}"


def _cells(markdown: str) -> int:
    """Cells of the tables of a text that hold something."""
    rows = [line for line in markdown.splitlines() if re.match(r"\|(?!\s*:?-{2,})", line)]
    return sum(bool(cell.strip()) for row in rows for cell in re.split(r"(?<!\\)\|", row)[1:-1])


# --- what a report folder holds ---


def in_folder(folder: Path) -> Facts:
    """Words, pictures, links, cells, ties and quotes of a report that was brought in."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("docs/*/*.md"))]
    chapters = "\n".join(texts)
    rest = [path.read_text(encoding="utf-8") for path in (*folder.glob("quotes/*.yml"), *folder.glob("*.yml"))]
    rest += [_told((folder / "import-report.md").read_text("utf-8")), (folder / "references.json").read_text("utf-8")]
    rest += [path.read_text(encoding="utf-8") for path in folder.glob("figures/*.yml")]
    pictures = sum(1 for path in folder.rglob("*") if path.suffix.casefold() in _PICTURES)
    return {
        "words": words(re.sub(r"&lt;", "<", re.sub(r"\\(?=\W)", "", "\n".join((chapters, *rest))))),
        "pictures": pictures,
        "links": len(re.findall(r"\]\((?:https?|mailto):|<https?:", chapters)),
        "cells": _cells(chapters),
        "headings": [*re.findall(r'^(?:#+ |title: ")(.*?)(?: \{#[^{}]*\}|")?$', chapters, re.MULTILINE)],
        "ties": chapters.count("](stat:"),
        "quotes": sum(text.count("\n  form: verbatim") for text in rest),
    }


def _stated(folder: Path) -> Iterator[str]:
    """Each tie and quote of a folder within its words."""
    for path in sorted(folder.glob("docs/*/*.md")):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"\[([^\[\]]*)\]\((stat|quote):[^()]*\)", text):
            before = text[max(0, match.start() - 90) : match.start()]
            yield f"{match[2]}: {before}⟨{match[1]}⟩{text[match.end() : match.end() + 50]}".replace("\n", " ")
    for path in sorted(folder.glob("quotes/*.yml")):
        for block in re.split(r"\n(?=q\d+:)", path.read_text(encoding="utf-8")):
            if "placement: block" in block or "block: true" in block or "  form: verbatim" in block:
                yield "record: " + " ".join(block.split())[:240]


def _told(report: str) -> str:
    """The import report, each entry as often as the file has it: its pages say how often."""
    lines: list[str] = []
    for line in report.splitlines():
        match = re.match(r"- \S+ (?P<pages>\d+(?:, \d+)*): (?P<text>.*)", line)
        lines += [match["text"]] * len(match["pages"].split(",")) if match else [line]
    return "\n".join(lines)


_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".tif", ".tiff", ".emf", ".wmf", ".jp2"}


def report_of(reader: str, path: Path, out: Path, build: bool, peer: str = "", stated: bool = False) -> Facts:
    """A published report brought in, checked and, if asked, built."""
    from kerege.checks import check_report
    from kerege.findings import errors
    from kerege.intake.published.bring_in import bring_in
    from kerege.intake.published.docx import read_word
    from kerege.intake.published.pdf import read_pdf
    from kerege.read import read_report

    there = in_word(path) if reader == "docx" else in_pdf(path)
    bring_in(path, out, read_word if reader == "docx" else read_pdf, date="2026-11-24")
    made = in_folder(out)
    wanted, found = there["words"], made["words"]
    assert isinstance(wanted, Counter) and isinstance(found, Counter)
    lost = wanted - found
    outline, headings = outline_of(path), made["headings"]
    assert isinstance(headings, list)
    reading = read_report(out)
    wrong = errors(check_report(reading.report, reading.findings)[0])
    facts: Facts = {
        "count": wanted.total(),
        "words": _share(lost, wanted),
        "lost": " ".join(word for word, _ in lost.most_common(12)),
        **{key: f"{made[key]}/{there[key]}" for key in ("pictures", "links", "cells")},
        "headings": len(headings),
        "outline": alike(headings, outline),
        "ties": made["ties"],
        "quotes": made["quotes"],
        "errors": " ".join(f"{code}×{count}" for code, count in Counter(f.code for f in wrong).items()),
        "first": str(wrong[0])[:160] if wrong else "",
    }
    facts |= by_others(path, wanted, outline, peer)
    if stated:
        facts["stated"] = [*_stated(out)]
    if build:
        done = subprocess.run(
            [sys.executable, str(Path(sys.executable).with_name("kerege")), "--report", str(out), "build"],
            capture_output=True,
            text=True,
            check=False,
        )
        facts["builds"] = "yes" if done.returncode == 0 else (done.stdout + done.stderr)[-300:]
    return facts


def table_of(path: Path) -> Facts:
    """Every cell with a number of a table, addressed by its labels."""
    from kerege.evidence.cells import Files
    from kerege.evidence.grid import PATH, locate
    from kerege.evidence.workbook import SHEETS, visible_sheets
    from kerege.model import Source

    del Source
    suffix = path.suffix.casefold()
    sheets = visible_sheets(path) if suffix in SHEETS else [""]
    total = right = wrong = refused = 0
    said: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "data").mkdir()
        target = Path(scratch) / "data" / f"table{path.suffix}"
        shutil.copyfile(path, target)
        files = Files(Path(scratch))
        for sheet in sheets:
            try:
                grid = files.grid(PurePosixPath(target.name), None, sheet)
            except TableProblem as error:
                said[str(error)[:80]] += 1
                continue
            layout = grid.layout
            for row in list(layout.data_rows())[:60]:
                block = layout.block(row)
                for column in (block.values if block else ())[:30]:
                    if not grid.cell(row, column).strip():
                        continue
                    total += 1
                    path_row = [*reversed(layout.groups(row)), *layout.labels(row)]
                    heads = layout.heads(row, column)
                    if not path_row or not heads:
                        said["a cell without labels"] += 1
                        continue
                    try:
                        at = locate(grid, PATH.join(path_row), PATH.join(heads))
                    except TableProblem as error:
                        refused += 1
                        said[str(error)[:80]] += 1
                        continue
                    right += at == (row, column)
                    wrong += at != (row, column)
    return {"sheets": len(sheets), "cells": total, "addressed": right, "wrong": wrong, "refused": refused,
            "said": "; ".join(f"{k} ×{v}" for k, v in said.most_common(3))}  # fmt: skip


def cube_of(path: Path) -> Facts:
    """Every hundredth cell of a table of variables, found again by its labels."""
    from kerege.evidence.columns import Marks
    from kerege.evidence.cubes import read_cube

    cube = read_cube(path, "", Marks())
    names = [variable.names[0] for variable in cube.variables]
    asked = range(0, len(cube.rows), max(1, len(cube.rows) // 100))
    right = sum(cube.find({name: cube.rows[at][1][name] for name in names}) == [at] for at in asked)
    return {"variables": len(names), "cells": len(cube.rows), "asked": len(asked), "found": right}


def microdata_of(path: Path, out: Path) -> Facts:
    from kerege.intake.microdata import take_in

    taken = take_in(path, out)
    return {"rows": taken.rows, "columns": taken.columns}


def coding_of(path: Path) -> Facts:
    from kerege.intake.coding.qdpx import read_qdpx

    project = read_qdpx(path)
    return {
        "texts": len(project.transcripts),
        "segments": len(project.segments),
        "codes": len(project.codes),
        "left": "; ".join(map(str, project.left))[:200],
    }


def exchange_of(path: Path) -> Facts:
    from kerege.translate.exchange.xliff import read_xliff

    found = list(read_xliff(path))
    return {"texts": len(found), "translated": sum(bool(item.target.strip()) for item in found)}


def tried(path: Path, out: Path, asked: Asked) -> Facts:
    """What became of one file."""
    suffix = path.suffix.casefold()
    if suffix in (".docx", ".pdf"):
        return report_of(suffix[1:], path, out, asked.build, asked.peer, asked.stated)
    if suffix in (".sav", ".zsav", ".por", ".dta", ".sas7bdat", ".xpt"):
        return microdata_of(path, out)
    if suffix == ".qdpx":
        return coding_of(path)
    if suffix in (".xlf", ".xliff"):
        return exchange_of(path)
    if suffix in (".px", ".json"):
        return cube_of(path)
    return table_of(path)


KINDS = (
    ".docx", ".pdf", ".xlsx", ".xls", ".ods", ".csv", ".px", ".json", ".sav", ".zsav", ".por", ".dta", ".sas7bdat",
    ".xpt", ".qdpx", ".xlf", ".xliff",
)  # fmt: skip


def _apart(path: Path, out: Path, asked: Asked, answer: Connection) -> None:
    try:
        facts = {"outcome": "made", **tried(path, out, asked)}
    except (KeregeError, TableProblem) as error:
        facts = {"outcome": "refused", "said": str(error)[:200]}
    except BaseException as error:  # whatever else a reader lets out is what this bench is for
        last = traceback.extract_tb(error.__traceback__)[-1]
        facts = {
            "outcome": "traceback",
            "said": f"{type(error).__name__}: {error} ({last.filename}:{last.lineno})"[:300],
        }
    answer.send(facts)


def outcome(path: Path, seconds: float, asked: Asked, run: Callable[..., None] = _apart) -> Facts:
    """One file in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        process = context.Process(target=run, args=(path, Path(scratch) / "made", asked, there))
        process.start()
        facts: Facts = {"outcome": "limit"}
        while time.monotonic() - started < seconds and process.is_alive() and not here.poll(0.05):
            pass
        if here.poll(0.2):
            facts = here.recv()
        elif not process.is_alive():
            facts = {"outcome": "traceback", "said": f"the process ended with {process.exitcode}"}
        process.kill()
        process.join()
    return {"file": str(path), **facts, "seconds": round(time.monotonic() - started, 1)}


def files_below(folders: Iterable[Path], kinds: Iterable[str]) -> Iterator[Path]:
    wanted = {kind if kind.startswith(".") else f".{kind}" for kind in kinds}
    for folder in folders:
        found = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        yield from (p for p in found if p.suffix.casefold() in wanted and p.is_file() and p.stat().st_size)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools/run bring_in", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--kind", action="append", default=[], help="only files with this ending")
    parser.add_argument("--build", action="store_true", help="build what was brought in, too")
    parser.add_argument("--peer", default="", metavar="PYTHON", help="of an environment with markitdown")
    parser.add_argument("--stated", type=Path, metavar="FILE", help="write ties and quotes with their sentences")
    parser.add_argument("--seconds", type=float, default=120, help="after which a file is given up")
    parser.add_argument("--limit", type=int, default=100_000, help="take at most so many files of a kind")
    parser.add_argument("--list", type=Path, metavar="FILE", help="write every fact as JSON, one file a line")
    given = parser.parse_args()
    asked = Asked(given.build, given.peer, given.stated is not None)
    seen: Counter[str] = Counter()
    by_kind: dict[str, Counter[str]] = {}
    bad = 0
    lines = given.list.open("w", encoding="utf-8") if given.list else None
    stated = given.stated.open("w", encoding="utf-8") if given.stated else None
    _warm()
    for path in files_below(given.folders, given.kind or KINDS):
        kind = path.suffix.casefold()
        seen[kind] += 1
        if seen[kind] > given.limit:
            continue
        facts = outcome(path, given.seconds, asked)
        by_kind.setdefault(kind, Counter())[str(facts["outcome"])] += 1
        bad += facts["outcome"] in ("traceback", "limit")
        ties = facts.pop("stated", [])
        if stated and isinstance(ties, list) and ties:
            stated.write("\n".join((f"== {path}", *ties, "")))
            stated.flush()
        rest = "  ".join(
            f"{key}={value}" for key, value in facts.items() if key not in ("file", "outcome") and value != ""
        )
        print(f"{facts['outcome']:9} {'/'.join(path.parts[-3:])}  {rest}", flush=True)
        if lines:
            lines.write(json.dumps(facts, ensure_ascii=False) + "\n")
            lines.flush()
    for kind, outcomes in sorted(by_kind.items()):
        print(f"{kind:10}", ", ".join(f"{count} {what}" for what, count in outcomes.most_common()))
    return 1 if bad else 0


def _warm() -> None:
    """Load what every process would load again."""
    from kerege.intake.published.bring_in import bring_in
    from kerege.intake.published.plain import read_plain

    with tempfile.TemporaryDirectory() as scratch:
        text = Path(scratch) / "text.txt"
        text.write_text("A REPORT\n\nThere were 30 interviews in nine villages.\n", encoding="utf-8")
        bring_in(text, Path(scratch) / "made", read_plain, language="en", date="2026-11-24")


if __name__ == "__main__":
    sys.exit(main())
