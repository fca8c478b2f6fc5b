"""What is fuzzed: every reader of something that comes from outside, with seeds, and what it may say.

A target gets bytes and a folder of its own. It may return, or refuse with one of `ALLOWED`; anything else is a find.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from kerege.errors import KeregeError
from kerege.evidence.columns import Marks, number
from kerege.evidence.formula import FormulaProblem, compute
from kerege.evidence.problems import TableProblem
from kerege.evidence.query import Database
from kerege.evidence.tables import read_rows, table_of
from kerege.evidence.workbook import read_sheet
from kerege.languages import language_pack
from kerege.languages.reading import read
from kerege.read import read_report
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "src" / "kerege" / "report_template"
ALLOWED = (KeregeError, TableProblem, FormulaProblem)


@dataclass(frozen=True)
class Target:
    """One reader."""

    name: str
    suffix: str
    run: Callable[[bytes, Path], object]
    seeds: Callable[[], list[bytes]]


def _file(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _chapter(raw: bytes, _: Path) -> object:
    from kerege.translate.segments import segments_of, with_texts

    chapter = read_chapter_text(_text(raw), PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    segments = segments_of(chapter)
    assert with_texts(chapter, {n: s.text for n, s in enumerate(segments)}) == chapter.text
    return chapter


def _rendered(raw: bytes, folder: Path) -> object:
    from kerege.render.html import chapter_html
    from kerege.render.links import Medium

    chapter = read_chapter_text(_text(raw), PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    return [chapter_html(chapter, _edition(), medium) for medium in Medium]


@cache
def _edition():  # type: ignore[no-untyped-def]
    from kerege.render.edition import make_edition

    return make_edition(read_report(TEMPLATE).report, "en", {})


def _phrase(raw: bytes, _: Path) -> object:
    return [read(_text(raw), language_pack(code).lexicon) for code in ("en", "ru", "ky")]


def _record(name: str) -> Callable[[bytes, Path], object]:
    def run(raw: bytes, folder: Path) -> object:
        from kerege.checks import check_report

        root = folder / "report"
        if not root.is_dir():
            shutil.copytree(TEMPLATE, root)
        before = (root / name).read_bytes() if (root / name).exists() else b""
        try:
            (root / name).write_bytes(raw)
            reading = read_report(root)
            return check_report(reading.report, reading.findings)
        finally:
            (root / name).write_bytes(before)

    return run


def _csv(raw: bytes, folder: Path) -> object:
    table = table_of(read_rows(_file(folder, "a.csv", raw)).cells, Marks())
    for _, cells in table.rows[:50]:
        for column, cell in cells.items():
            try:
                number(cell, table.forms[column], column)
            except TableProblem:
                continue
    return Database({PurePosixPath("a.csv"): table}).value("select 1")


def _xlsx(raw: bytes, folder: Path) -> object:
    return read_sheet(_file(folder, "a.xlsx", raw), "", "a.xlsx")


def _sql(raw: bytes, folder: Path) -> object:
    table = table_of(read_rows(_file(folder, "a.csv", b"sex,value\nwomen,59.6\nmen,40.4\n")).cells, Marks())
    return Database({PurePosixPath("a.csv"): table}).value(_text(raw))


def _formula(raw: bytes, _: Path) -> object:
    from decimal import Decimal

    return compute(_text(raw), {"a": Decimal("59.6"), "b-c": Decimal(0)})


def _reader(module: str, function: str, suffix: str) -> Callable[[bytes, Path], object]:
    def run(raw: bytes, folder: Path) -> object:
        import importlib

        found = getattr(importlib.import_module(module), function)(_file(folder, f"a{suffix}", raw))
        return list(found) if isinstance(found, Iterator) else found

    return run


# --- seeds ---


def _files(pattern: str, most: int = 6) -> Callable[[], list[bytes]]:
    return lambda: [path.read_bytes()[:20_000] for path in sorted(ROOT.glob(pattern))[:most]]


def _one(name: str) -> Callable[[], list[bytes]]:
    return lambda: [(TEMPLATE / name).read_bytes()]


def _texts(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode() for text in texts]


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip file, the same for the same parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), raw, zipfile.ZIP_DEFLATED)
    return target.getvalue()


@cache
def _exchanged():  # type: ignore[no-untyped-def]
    from kerege.translate.exchange.gather import exchange_files

    return exchange_files(read_report(TEMPLATE).report, "ru", ())[0]


def _po_seeds() -> list[bytes]:
    from kerege.translate.exchange.po import po_text

    return [po_text(_exchanged()).encode()]


def _xliff_seeds() -> list[bytes]:
    from kerege.translate.exchange.xliff import xliff_text

    return [xliff_text(_exchanged()).encode()]


def _word_seeds() -> list[bytes]:
    from kerege.translate.exchange.word_table import word_bytes

    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    body = (
        '<w:p><w:bookmarkStart w:id="1" w:name="kb_0001_ab"/><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Title</w:t></w:r>'
        '<w:bookmarkEnd w:id="1"/></w:p><w:p><w:ins w:id="2" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins><w:del w:id="3"><w:r>'
        '<w:delText>old</w:delText></w:r></w:del><w:hyperlink r:id="rId1"><w:r><w:t>5 per cent</w:t></w:r></w:hyperlink>'
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {w}><w:body>{body}</w:body></w:document>".encode(),
        "word/footnotes.xml": f'<w:footnotes {w}><w:footnote w:id="2"><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote></w:footnotes>'.encode(),
        "word/styles.xml": f'<w:styles {w}><w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'.encode(),
        "word/_rels/document.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="h" Target="stat:a" TargetMode="External"/></Relationships>',
        "word/comments.xml": f'<w:comments {w}><w:comment w:id="1" w:author="A"><w:p/></w:comment></w:comments>'.encode(),
    }
    return [word_bytes(_exchanged()), zipped(parts)]


def _qdpx_seeds() -> list[bytes]:
    guid = "00000000-0000-0000-0000-00000000000"
    project = (
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="P"><CodeBook><Codes><Code guid="{guid}1" name="C" isCodable="true"/></Codes></CodeBook>'
        f'<Sources><TextSource guid="{guid}2" name="T" plainTextPath="internal://{guid}3.txt"><PlainTextSelection guid="{guid}4" '
        f'startPosition="0" endPosition="5" name="hello"><Coding guid="{guid}5"><CodeRef targetGUID="{guid}1"/></Coding>'
        "</PlainTextSelection></TextSource></Sources></Project>"
    )
    return [zipped({"project.qde": project.encode(), f"sources/{guid}3.txt": b"hello world"})]


def _xlsx_seeds() -> list[bytes]:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["group", "share"], ["women", 0.596], ["men", "=1-B2"], ["Document", "Code"]):
        sheet.append(row)
    sheet["B2"].number_format = "0.0%"
    sheet.merge_cells("A4:B4")
    target = io.BytesIO()
    book.save(target)
    return [target.getvalue()]


def _pdf_seeds() -> list[bytes]:
    import pikepdf

    book = pikepdf.new()
    page = book.add_blank_page(page_size=(200, 200))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.obj.Contents = book.make_stream(b"BT /F1 12 Tf 20 100 Td (59.6 per cent of women) Tj ET")
    target = io.BytesIO()
    book.save(target)
    return [target.getvalue()]


def _settings_seeds() -> list[bytes]:
    return [(TEMPLATE / "report.yml").read_bytes(), (ROOT / "report.yml").read_bytes()]


_CODED = "Document,Code,Segment,Beginning,End,Comment\nT1,A > B,words said,1,2,c\n"
TARGETS = (
    Target("chapter", ".md", _chapter, _files("docs/*/0[1-5]*.md")),
    Target("rendered", ".md", _rendered, _files("src/kerege/report_template/docs/en/*.md")),
    Target("phrase", ".txt", _phrase, _texts("59.6 per cent", "about one third of 2,300 women", "от 15 до 24 лет, около трети", "59,6 пайызы, үчтөн бири")),
    Target("settings", ".yml", _record("report.yml"), _settings_seeds),
    Target("glossary", ".yml", _record("glossary.yml"), _one("glossary.yml")),
    Target("references", ".json", _record("references.json"), _one("references.json")),
    Target("sources", ".yml", _record("data/sources.yml"), _one("data/sources.yml")),
    Target("statistics", ".yml", _record("data/statistics/example.yml"), _one("data/statistics/example.yml")),
    Target("quotes", ".yml", _record("quotes/example.yml"), _one("quotes/example.yml")),
    Target("figure-words", ".yml", _record("figures/reading.yml"), _one("figures/reading.yml")),
    Target("privacy", ".yml", _record("privacy.yml"), lambda: [(ROOT / "privacy.yml").read_bytes()[:4000], b"waivers: []\n"]),
    Target("csv", ".csv", _csv, _files("data/*/*.csv")),
    Target("xlsx", ".xlsx", _xlsx, _xlsx_seeds),
    Target("sql", ".sql", _sql, _texts("select value from a where sex = 'women'", "with recursive c(x) as (select 1 union all select x+1 from c where x<9) select sum(x) from c")),
    Target("formula", ".txt", _formula, _texts("100 - {a}", "(1.5 + {a}) / {b-c}", "a == 59.6")),
    Target("po", ".po", _reader("kerege.translate.exchange.po", "read_po", ".po"), _po_seeds),
    Target("xliff", ".xlf", _reader("kerege.translate.exchange.xliff", "read_xliff", ".xlf"), _xliff_seeds),
    Target("bilingual", ".docx", _reader("kerege.translate.exchange.word_reading", "read_word", ".docx"), _word_seeds),
    Target("word", ".docx", _reader("kerege.docx.document", "read_word", ".docx"), _word_seeds),
    Target("qdpx", ".qdpx", _reader("kerege.intake.coding.qdpx", "read_qdpx", ".qdpx"), _qdpx_seeds),
    Target("segments", ".csv", _reader("kerege.intake.coding.segments", "read_segments", ".csv"), _texts(_CODED, _CODED.replace(",", "\t"))),
    Target("segments-xlsx", ".xlsx", _reader("kerege.intake.coding.segments", "read_segments", ".xlsx"), _xlsx_seeds),
    Target("published-text", ".md", _reader("kerege.intake.published.plain", "read_plain", ".md"), _files("docs/en/0[1-3]*.md")),
    Target("published-word", ".docx", _reader("kerege.intake.published.docx", "read_word", ".docx"), _word_seeds),
    Target("published-pdf", ".pdf", _reader("kerege.intake.published.pdf", "read_pdf", ".pdf"), _pdf_seeds),
)  # fmt: skip
BY_NAME = {target.name: target for target in TARGETS}
