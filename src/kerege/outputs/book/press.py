"""The press PDF: PDF/X-4 from the same layout as the screen PDF, in CMYK, with bleed, marks and boxes.

What PDF/X-4 (ISO 15930-7:2010) asks for and this module gives: an output intent with its profile, no device colour but
that of the intent, MediaBox, BleedBox and TrimBox nested, no links on the page, identification in XMP, `Trapped` known,
fonts embedded. manual/print.md lists the conditions by the clauses of ISO 32000-1 that define the objects concerned.
"""

from __future__ import annotations

import copy
import io
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from kerege.errors import BuildFailed
from kerege.messages import say
from kerege.model import Press, Report
from kerege.outputs.book import weasyprint_70
from kerege.outputs.book.archive import replace_metadata
from kerege.outputs.book.colour import OURS, Cmyk, as_png, press_colours, press_picture

BLEED, SLUG = 3.0, 10.0
"""Millimetres beyond the trim: colour that is cut off, and the sheet's edge with the marks."""
_MARK = (4.0, 9.0)
"""Where crop marks begin and end, millimetres from the trim: outside the bleed."""
_POINT, _PIXEL = 72 / 25.4, 96 / 25.4
_RGB = re.compile(rb"(?P<r>[\d.]+) (?P<g>[\d.]+) (?P<b>[\d.]+) (?P<op>rg|RG)")
_GREY = re.compile(rb"(?P<g>[\d.]+) (?P<op>g|G)")
_CONDITIONS = {"FOGRA39": "Offset printing, ISO 12647-2:2004/Amd 1, paper type 1 or 2, 115 g/m2"}


def profile_of(report: Report) -> tuple[Path, str]:
    """The ICC profile to print with, and the name of its printing condition.

    Raises:
        BuildFailed: `print: profile` of report.yml names a file that is no CMYK profile of the report's folder.
    """
    press = report.settings.press
    if press.profile is None:
        return OURS, "FOGRA39"
    path = report.root / press.profile
    if ".." in press.profile.parts or press.profile.is_absolute() or not path.is_file():
        raise BuildFailed(
            say("report.yml: print: profile names {profile}, which is no file of the report.", profile=press.profile)
        )
    if path.read_bytes()[16:20] != b"CMYK":
        raise BuildFailed(
            say("report.yml: print: profile names {profile}, which is no ICC profile for CMYK.", profile=press.profile)
        )
    return path, press.condition or path.stem


def press_file(document: Any, pages: Sequence[Any], *, profile: Path, condition: str, identifier: bytes) -> bytes:
    """Laid-out pages of a document as PDF/X-4, each a sheet as it is printed."""
    book = sheets(document, pages)

    def finish(_: Any, pdf: Any) -> None:
        ink(pdf, profile)
        for page in leaves(pdf):
            _boxes_and_marks(pdf, page)
        identify(book.metadata, pdf, profile, condition, identifier)

    out = io.BytesIO()
    with weasyprint_70.writing():
        book.write_pdf(out, finisher=finish, pdf_version="1.6", pdf_identifier=identifier)
    return out.getvalue()


def sheets(document: Any, pages: Sequence[Any]) -> Any:
    """A document of pages with room for bleed and marks, without links: an annotation has no place on a printed page."""
    from weasyprint import Document

    made = [_sheet(page) for page in pages]
    return Document(made, document.metadata, document.url_fetcher, document.font_config, {}, None)


def _sheet(page: Any) -> Any:
    sheet = copy.copy(page)
    sheet.bleed = dict.fromkeys(("top", "right", "bottom", "left"), SLUG * _PIXEL)
    sheet.links, sheet.bookmarks, sheet.anchors = [], [], {}
    return sheet


def missing_pages(pages: int, press: Press) -> int:
    """How many blank pages the inside needs at its end, so that the sheets come out full."""
    return -pages % press.signature


def spine_width(pages: int, press: Press) -> float:
    """The thickness of the inside in millimetres: leaves × grams × bulk ÷ 1000."""
    leaf = float(press.weight * press.bulk) / 1000
    return round(pages / 2 * leaf, 1)


def ink(pdf: Any, profile: Path) -> None:
    """Everything that a file shows in the colours of the press."""
    import pydyf

    inks = press_colours(profile)
    pictures = [item for item in pdf.objects if isinstance(item, pydyf.Stream) and _is_picture(item)]
    masks = {bytes(item.extra["SMask"]) for item in pictures if "SMask" in item.extra}
    for item in list(pdf.objects):
        if isinstance(item, pydyf.Stream) and _is_picture(item):
            # A soft mask has no colour.
            if bytes(item.reference) not in masks:
                _in_inks(item, profile)
        elif isinstance(item, pydyf.Stream):
            _recolour(item, inks)
        elif isinstance(item, dict):
            _reshade(item, inks)


def leaves(pdf: Any) -> list[Any]:
    """The pages of a file that is being made."""
    return [pdf.objects[number] for number in pdf.pages["Kids"][::3]]


def identify(metadata: Any, pdf: Any, profile: Path, condition: str, identifier: bytes) -> None:
    """What makes a file say that it is PDF/X-4, for which printing condition."""
    import pydyf

    _intent(pdf, profile, condition)
    pdf.info["Trapped"] = "/False"
    pdf.info["GTS_PDFXVersion"] = pydyf.String("PDF/X-4")
    replace_metadata(metadata, pdf, (_identification(metadata.modified, identifier),))


def _is_picture(stream: Any) -> bool:
    return isinstance(stream.extra, dict) and str(stream.extra.get("Subtype")) == "/Image"


def _in_inks(image: Any, profile: Path) -> None:
    """A picture of pixels in the press's four colours."""
    import pydyf

    space = str(image.extra.get("ColorSpace", ""))
    if space not in ("/DeviceRGB", "/DeviceGray"):
        return
    size = int(image.extra["Width"]), int(image.extra["Height"])
    raw = b"".join(bytes(getattr(part, "data", part)) for part in image.stream)
    if str(image.extra.get("Filter")) != "/DCTDecode":
        raw = as_png(raw, size, is_grey=space == "/DeviceGray")
    image.stream = [press_picture(raw, profile)]
    image.extra.pop("DecodeParms", None)
    # A JPEG of four colours holds their negative, as Adobe's programs write it.
    changed = {"ColorSpace": "/DeviceCMYK", "BitsPerComponent": 8, "Filter": "/DCTDecode"}
    image.extra |= {**changed, "Decode": pydyf.Array([1, 0] * 4)}


def _recolour(stream: Any, inks: Callable[[float, float, float], Cmyk]) -> None:
    """RGB and grey operators of a content stream into CMYK ones."""
    for index, item in enumerate(stream.stream):
        if not isinstance(item, bytes):
            continue
        if match := _RGB.fullmatch(item):
            colours = inks(float(match["r"]), float(match["g"]), float(match["b"]))
            stream.stream[index] = _operator(colours, b"k" if match["op"] == b"rg" else b"K")
        elif match := _GREY.fullmatch(item):
            colours = (0, 0, 0, round(1 - float(match["g"]), 3))
            stream.stream[index] = _operator(colours, b"k" if match["op"] == b"g" else b"K")
    group = stream.extra.get("Group") if isinstance(stream.extra, dict) else None
    if group is not None and "CS" in group:
        group["CS"] = "/DeviceCMYK"


def _operator(colours: Cmyk, name: bytes) -> bytes:
    return b" ".join([*(f"{part:g}".encode("ascii") for part in colours), name])


def _reshade(item: Any, inks: Callable[[float, float, float], Cmyk]) -> None:
    """Gradients into CMYK."""
    if "ShadingType" in item and item.get("ColorSpace") == "/DeviceRGB":
        item["ColorSpace"] = "/DeviceCMYK"
        for function in _functions(item["Function"]):
            for key in ("C0", "C1"):
                function[key][:] = inks(*(float(part) for part in function[key]))


def _functions(function: Any) -> Iterator[Any]:
    if "Functions" in function:
        for inner in function["Functions"]:
            yield from _functions(inner)
    else:
        yield function


def _boxes_and_marks(pdf: Any, page: Any) -> None:
    import pydyf

    trim = [float(side) for side in page["TrimBox"]]
    page["BleedBox"] = pydyf.Array(bleed_box(trim))
    page["Group"] = pydyf.Dictionary({"S": "/Transparency", "CS": "/DeviceCMYK"})
    before, marks = pydyf.Stream(["q"]), pydyf.Stream([f"Q {drawn_marks(trim)}"], compress=True)
    pdf.add_object(before)
    pdf.add_object(marks)
    page["Contents"] = pydyf.Array([before.reference, page["Contents"], marks.reference])
    resources = pdf.objects[int(page["Resources"].split()[0])]
    spaces = pdf.objects[int(resources["ColorSpace"].split()[0])]
    spaces.clear()
    tint = {"FunctionType": 2, "Domain": pydyf.Array((0, 1)), "N": 1}
    tint |= {"C0": pydyf.Array((0, 0, 0, 0)), "C1": pydyf.Array((1, 1, 1, 1))}
    spaces["Registration"] = pydyf.Array(("/Separation", "/All", "/DeviceCMYK", pydyf.Dictionary(tint)))


def bleed_box(trim: Sequence[float]) -> list[float]:
    """The box to which colour reaches that is cut off, points."""
    bleed = BLEED * _POINT
    left, top, right, bottom = trim
    return [left - bleed, top - bleed, right + bleed, bottom + bleed]


def drawn_marks(trim: Sequence[float]) -> str:
    """Operators that draw crop marks around a TrimBox; they print on every plate: the colorant All (ISO 32000-1, 8.6.6.4)."""
    left, top, right, bottom = trim
    start, end = (part * _POINT for part in _MARK)
    lines = []
    for x, outward in ((left, -1), (right, 1)):
        for y in (top, bottom):
            lines.append((x + outward * start, y, x + outward * end, y))
    for y, outward in ((top, -1), (bottom, 1)):
        for x in (left, right):
            lines.append((x, y + outward * start, x, y + outward * end))
    drawn = "\n".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S" for a, b, c, d in lines)
    return f"q /Registration CS 1 SCN 0.25 w\n{drawn}\nQ"


def _intent(pdf: Any, profile: Path, condition: str) -> None:
    import pydyf

    extra = pydyf.Dictionary({"N": 4, "Alternate": "/DeviceCMYK", "Filter": "/FlateDecode"})
    stream = pydyf.Stream([_packed(profile)], extra)
    pdf.add_object(stream)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFX",
        "OutputConditionIdentifier": pydyf.String(condition),
        "OutputCondition": pydyf.String(_CONDITIONS.get(condition, condition)),
        "RegistryName": pydyf.String("http://www.color.org"),
        "Info": pydyf.String(profile.stem),
        "DestOutputProfile": stream.reference,
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


@cache
def _packed(profile: Path) -> bytes:
    """A profile as a PDF holds it: packing three quarters of a megabyte takes as long as a chapter."""
    return zlib.compress(profile.read_bytes(), 9)


def _identification(date: str, identifier: bytes) -> str:
    # Made from the text, not from chance: the same input gives the same file.
    name = UUID(bytes=identifier)
    return (
        '<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>"
        f"<xmp:MetadataDate>{date}</xmp:MetadataDate><xmpMM:DocumentID>uuid:{name}</xmpMM:DocumentID>"
        "<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass></rdf:Description>"
    )
