"""A banned name is found in every kind of file that a report may publish, as the program that opens the file would show it."""

from __future__ import annotations

import base64
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pikepdf
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin

from kerege.cache.store import Store
from kerege.model import Privacy, Report
from kerege.outputs.readback import privacy
from kerege.outputs.readback.privacy import read_back_privacy
from kerege.read import read_report

NAME = "Кадамжай"
_XMP = (
    '<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    f"<rdf:Description><dc:title>Vor {NAME} am Abend</dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=''?>"
)


@pytest.fixture(scope="module")
def report() -> Report:
    folder = Path(__file__).parents[2] / "src" / "kerege" / "report_template"
    return replace(read_report(folder).report, privacy=Privacy(banned={"village": (NAME,)}))


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def workbook(*, comment: str = "", rich: bool = False, sheet: str = "Data", title: str = "") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    page["A1"] = CellRichText("из ", TextBlock(InlineFont(b=True), NAME[:5]), NAME[5:]) if rich else "place"
    if comment:
        page["B2"].comment = Comment(comment, "author")
    if title:
        book.properties.title = title
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def picture(kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("P" if kind == "GIF" else "RGB", (8, 8)).save(target, kind, **options)
    return target.getvalue()


def exif(tag: int, value: object) -> bytes:
    data = Image.Exif()
    data[tag] = value
    return data.tobytes()


def png(kind: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    match kind:
        case "compressed":
            info.add_itxt("Comment", f"near {NAME}", zip=True)
        case "xmp":
            info.add_itxt("XML:com.adobe.xmp", _XMP)
        case _:
            info.add_itxt("Description", f"near {NAME}")
    return picture("PNG", pnginfo=info)


SHARED = (
    f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>{NAME[:3]}</t></r>'
    f'<r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">{NAME[3:]}</t></r></si><si><t>other</t></si></sst>'
)
SHEET = (
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="T"><table:table-row>'
    f'<table:table-cell><text:p>из {NAME[:4]}<text:span text:style-name="T1">{NAME[4:]}</text:span></text:p></table:table-cell>'
    "</table:table-row></table:table></office:document-content>"
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def tarred(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return target.getvalue()


FILES: Mapping[str, bytes] = {
    "utf16-le.csv": f"place,n\n{NAME},3\n".encode("utf-16"),
    "utf16-be.txt": b"\xfe\xff" + f"In {NAME}.\n".encode("utf-16-be"),
    "utf16-unmarked.csv": f"place;n\n{NAME};3\nother;4\n".encode("utf-16-le"),
    "utf32.txt": f"In {NAME}.".encode("utf-32"),
    "windows.csv": f"место;n\n{NAME};3\n".encode("cp1251"),
    "runs.xlsx": zipped({"xl/sharedStrings.xml": SHARED, "xl/workbook.xml": "<workbook/>"}),
    "runs-utf16.xlsx": zipped({"xl/sharedStrings.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + SHARED).encode("utf-16")}),
    "openpyxl.xlsx": workbook(rich=True),
    "comment.xlsx": workbook(comment=f"asked in {NAME}"),
    "sheet.xlsx": workbook(sheet=NAME),
    "properties.xlsx": workbook(title=f"Answers of {NAME}"),
    "table.ods": zipped({"mimetype": MIME, "content.xml": SHEET}),
    "flat.fods": SHEET.encode(),
    "notes.odt": zipped({"mimetype": MIME, "content.xml": SHEET, "meta.xml": "<m/>"}),
    "meta.ods": zipped({"mimetype": MIME, "meta.xml": f"<office:meta><dc:title>{NAME}</dc:title></office:meta>"}),
    "link.html": f'<p><a href="https://example.org/{quote(NAME)}/x">words</a></p>'.encode(),
    "query.html": f'<p><a href="https://example.org/?q={quote(NAME.lower())}%20n">words</a></p>'.encode(),
    "twice.html": f'<p><a href="https://example.org/{quote(quote(NAME))}">words</a></p>'.encode(),
    "old-link.html": f'<p><a href="https://example.org/{quote(NAME, encoding="cp1251")}">words</a></p>'.encode(),
    "host.html": f'<p><a href="https://{NAME.lower().encode("idna").decode()}.example.org/">words</a></p>'.encode(),
    "link.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><a href="x#{quote(NAME)}"><text>t</text></a></svg>'.encode(),
    "link.css": f'a{{background:url("{quote(NAME)}.png")}}'.encode(),
    "spans.html": f"<p>{NAME[:2]}<b>{NAME[2:]}</b></p>".encode(),
    "entity.xml": ("<a>" + "".join(f"&#{ord(c)};" for c in NAME) + "</a>").encode(),
    "escaped.json": json.dumps({"t": f"in {NAME}"}).encode(),
    "inside.svg": b'<svg><image href="data:image/png;base64,' + base64.b64encode(png("plain")) + b'"/></svg>',
    "plain.png": png("plain"),
    "compressed.png": png("compressed"),
    "xmp.png": png("xmp"),
    "exif.png": picture("PNG", exif=exif(0x010E, "Kadamzhai market")),
    "exif.jpg": picture("JPEG", exif=exif(0x010E, "Kadamzhai market")),
    "windows-title.jpg": picture("JPEG", exif=exif(0x9C9B, f"Базар, {NAME}".encode("utf-16-le"))),
    "comment.jpg": picture("JPEG", comment=f"базар, {NAME}".encode()),
    "xmp.jpg": picture("JPEG", xmp=_XMP.encode()),
    "exif.webp": picture("WEBP", exif=exif(0x010E, "Kadamzhai market")),
    "xmp.webp": picture("WEBP", xmp=_XMP.encode()),
    "comment.gif": picture("GIF", comment=f"базар, {NAME}".encode()),
    "tag.tif": picture("TIFF", tiffinfo={270: "Kadamzhai market"}),
    "data.csv.gz": gzip.compress(f"place\n{NAME}\n".encode()),
    "data.tar.gz": tarred("a.csv", f"place\n{NAME}\n".encode("utf-16")),
    "nested.zip": zipped({"inner.zip": zipped({"a.xlsx": zipped({"xl/sharedStrings.xml": SHARED})})}),
    "member.zip": zipped({f"data/{NAME}.csv": "a"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_name_is_found(name: str, tmp_path: Path, report: Report) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    found = list(read_back_privacy(tmp_path, report))
    assert [(f.code, f.location.path.name) for f in found] == [("A005", name)]


@pytest.mark.parametrize("name", FILES)
def test_another_name_is_not(name: str, tmp_path: Path, report: Report) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    assert not list(read_back_privacy(tmp_path, replace(report, privacy=Privacy(banned={"village": ("Нарын",)}))))


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("sheet.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 4),
        ("locked.xlsx", zipped({"EncryptedPackage": bytes(range(256)) * 8})),
        ("torn.zip", FILES["runs.xlsx"][:-40]),
        ("survey.sav", b"$FL2@(#)" + bytes(range(256)) * 8),
    ],
)
def test_what_cannot_be_read_is_not_published(name: str, raw: bytes, tmp_path: Path, report: Report) -> None:
    (tmp_path / name).write_bytes(raw)
    assert [f.code for f in read_back_privacy(tmp_path, report)] == ["A018"]


def test_files_within_a_pdf_are_read_the_empty_ones_too(tmp_path: Path, report: Report) -> None:
    for name, content in (("empty.csv", b""), ("data.csv", f"place\n{NAME}\n".encode("utf-16"))):
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
            pdf.save(tmp_path / "a.pdf")
        assert [f.code for f in read_back_privacy(tmp_path, report)] == (["A005"] if content else [])


def test_what_was_found_clean_is_not_read_again_until_it_or_what_is_sought_changes(
    tmp_path: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, store = tmp_path / "out", Store(tmp_path / "cache")
    out.mkdir()
    page, sought = out / "page.html", replace(report, privacy=Privacy(banned={"village": ("Нарын",)}))
    page.write_text("<html><body><p>A town.</p></body></html>", encoding="utf-8")
    assert not list(read_back_privacy(out, sought, store=store))
    page.write_text("<html><body><p>Нарын.</p></body></html>", encoding="utf-8")
    for _ in range(2):
        assert [f.code for f in read_back_privacy(out, sought, store=store)] == ["A005"], "what is found is found again"
    page.write_text("<html><body><p>A town.</p></body></html>", encoding="utf-8")
    monkeypatch.setattr(privacy, "_file", lambda *_: pytest.fail("read again"))
    assert not list(read_back_privacy(out, sought, store=store))
    with pytest.raises(pytest.fail.Exception):
        list(read_back_privacy(out, replace(report, privacy=Privacy(banned={"town": ("Town",)})), store=store))
