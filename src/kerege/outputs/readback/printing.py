"""Reading back the PDFs as files: what a screen reader and an archive ask of one, and a printer of the other two.

Each condition is a function that yields sentences; `screen_problems` and `press_problems` list them. The validator for
PDF/UA-1 and PDF/A-3a is `page-validation`; nothing that can be reached validates PDF/X, so its conditions are checked
here; manual/print.md lists them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

from kerege.catalogue import Problem, problem
from kerege.findings import Finding, Location
from kerege.messages import say
from kerege.model import Chapter
from kerege.outputs.book import BookFacts, companions
from kerege.outputs.readback import compact
from kerege.outputs.readback.active import pdf_problems
from kerege.outputs.readback.pages import active
from kerege.outputs.readback.structure import read_back_structure
from kerege.render.edition import Edition
from kerege.render.html import numbered_notes

_DEVICE = re.compile(rb"(?:^|[\s\]>)])(rg|RG|g|G|sc|SC)(?=\s|$)")
_SPACE = re.compile(rb"/(\S+)\s+(?:cs|CS)(?=\s|$)")
_ROUNDING = 0.01
_MM = 72 / 25.4
BLEED_MM = 3


def read_back_printing(facts: BookFacts, edition: Edition) -> Iterator[Finding]:
    """Findings about the PDFs of an edition as files and as pages."""
    for note in facts.notes_apart:
        yield _finding(problem("A006", file=facts.path.name, note=note.name), edition, note.place)
    for crowd in facts.crowded:
        yield _finding(problem("A007", file=facts.path.name, words=crowd.words), edition, crowd.place)
    yield from _unfinished(facts, edition)
    yield from read_back_structure(facts.path, edition)
    for trouble in screen_problems(facts.path):
        named = next((at for words, at in facts.headings if f"'{words}'" in trouble), "")
        yield _finding(problem("A008", file=facts.path.name, problem=trouble), edition, named)
    inside, cover = companions(facts.path)
    for path in (facts.path, inside, cover):
        for trouble in pdf_problems(path) if path.is_file() else ():
            yield active(PurePosixPath("build/pdf") / path.name, trouble)
    for path, signature in ((inside, edition.report.settings.press.signature), (cover, 1)):
        if path.is_file():
            for trouble in press_problems(path, signature):
                yield _finding(problem("A008", file=path.name, problem=trouble), edition)


def _unfinished(facts: BookFacts, edition: Edition) -> Iterator[Finding]:
    """Advice on pages that look unfinished, at the chapter they belong to."""
    places = {f"chapter-{chapter.name}": Location(chapter.path) for chapter in edition.chapters}
    for page in facts.unfinished:
        place = _location(page.place) or places.get(page.chapter, edition.report.settings.location)
        if page.ends:
            wrong = problem("A009/few-lines", file=facts.path.name, page=page.page)
        else:
            wrong = problem("A009/empty", file=facts.path.name, page=page.page)
        yield Finding(place, wrong, language=edition.language)


def _location(place: str) -> Location | None:
    """Of `file:line`, as the laid-out block tells it; None where nothing does."""
    path, _, line = place.rpartition(":")
    return Location(PurePosixPath(path), int(line)) if path else None


def _finding(wrong: Problem, edition: Edition, place: str = "") -> Finding:
    return Finding(_location(place) or block_of(wrong.message, edition), wrong, language=edition.language)


_NOTE = re.compile(r"note-(?P<chapter>[\w-]+)-(?P<number>\d+)")
_QUOTED = re.compile(r"'([^']{4,})'")


def block_of(message: str, edition: Edition) -> Location:
    """The block that a sentence about a finished file tells of: by the note or the words that it names."""
    note = _NOTE.search(message)
    chapter = edition.named(note["chapter"]) if note else None
    if note is not None and chapter is not None:
        numbers = numbered_notes(chapter.document)
        label = next((name for name, number in numbers.items() if number == int(note["number"])), None)
        if label is not None:
            return chapter.places.at(chapter.document.notes[label].span.start)
    for words in map(compact, _QUOTED.findall(message)):
        for chapter in edition.chapters:
            for passage in chapter.passages:
                if words and words in compact(passage.plain):
                    return passage.location
    return edition.report.settings.location


def read_back_extract(path: Path, edition: Edition, chapter: Chapter) -> Iterator[Finding]:
    """Findings about the PDF of one chapter."""
    for trouble in screen_problems(path, whole=False):
        yield Finding(
            Location(chapter.path), problem("A008", file=path.name, problem=trouble), language=edition.language
        )
    for trouble in pdf_problems(path):
        yield active(PurePosixPath("build/pdf") / path.name, trouble)


def screen_problems(path: Path, *, whole: bool = True) -> Iterator[str]:
    """What keeps a PDF from being accessible and archivable; `whole`: a book, with its contents."""
    import pikepdf

    yield from _validated(path)
    with pikepdf.open(path) as book:
        if whole:
            yield from _outline_equals_contents(book)
        yield from _page_numbers_true(book)
        yield from _notes_linked(book)
        yield from _heads_without_gaps(book)
        yield from _fonts_embedded(book)
        if "/PageLabels" not in book.Root:
            yield say("the pages have no labels")


_VALIDATE = """
import json, sys, page
found = []
# The file is our own: bookmarks are a chain as long as there are chapters, and tables have as many rows as the report gives them.
limits = page.SafetyLimits(
    max_reference_depth=100_000, max_table_grid_rows=100_000, max_table_grid_cells=10_000_000,
    max_input_size=2**31, max_decoded_stream_size=2**30, max_total_decoded_content_size=2**31,
)
for profile in ("ua1", "3a"):
    report = page.validate_pdf(sys.argv[1], profile=page.ValidationProfile(profile), limits=limits)
    found += [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    if not report.is_compliant and not found:
        found.append(f"it is not {profile}")
print(json.dumps(found))
"""


def _validated(path: Path) -> list[str]:
    # In a process of its own: the validator starts threads, and a process with threads must not be forked.
    run = subprocess.run(
        [sys.executable, "-I", "-c", _VALIDATE, str(path)], capture_output=True, text=True, check=False
    )
    if run.returncode:
        return [
            say(
                "the validator failed: {value}",
                value=run.stderr.strip().splitlines()[-1] if run.stderr.strip() else run.returncode,
            )
        ]
    return [str(problem) for problem in json.loads(run.stdout)]


def elements(node: Any) -> Iterator[Any]:
    """The structure elements below a node, in reading order."""
    import pikepdf

    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def outline_titles(book: Any) -> list[str]:
    """The bookmarks, in order."""

    def titles(items: Any) -> Iterator[str]:
        for item in items:
            yield str(item.title)
            yield from titles(item.children)

    with book.open_outline() as outline:
        return list(titles(outline.root))


def contents_titles(book: Any) -> list[str]:
    """The entries of the pages of contents, in order: the words of their links, without the page's number."""
    for element in elements(book.Root.StructTreeRoot):
        if element.S == "/TOC":
            words = (_annotation_words(link) for link in elements(element) if link.S == "/Link")
            return [re.sub(r"\s*\w*$", "", " ".join(text.split())) for text in words if text]
    return []


def _annotation_words(link: Any) -> str:
    """Of a link: each of its annotations, one a line, says them all."""
    return next((str(annotation.get("/Contents", "")) for annotation in _annotations(link)), "")


def _annotations(link: Any) -> Iterator[Any]:
    import pikepdf

    for kid in link.K if isinstance(link.K, pikepdf.Array) else [link.K]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            yield kid.Obj


def _outline_equals_contents(book: Any) -> Iterator[str]:
    bookmarks = [" ".join(title.split()) for title in outline_titles(book)]
    contents = contents_titles(book)
    if bookmarks != contents:
        odd = next(a or b for a, b in zip_longest(bookmarks, contents, fillvalue="") if a != b)
        yield say("bookmarks and contents differ: '{odd}'", odd=odd)


_PAGE_ALONE = re.compile(r"(?P<page>\d+)")
_PAGE_LAST = re.compile(r".*?\b(?P<page>\w+)$", re.DOTALL)


def _page_numbers_true(book: Any) -> Iterator[str]:
    """Each page that is printed as where something stands is the page its link leads to."""
    import pikepdf

    labels = {page.obj.objgen: page.label for page in book.pages}
    places = pikepdf.NameTree(book.Root.Names.Dests) if "/Names" in book.Root else {}
    listed = {annotation.objgen for annotation in _contents_annotations(book)}
    for page in book.pages:
        for annotation in page.get("/Annots", []):
            name = str(annotation.get("/Dest", ""))
            words = " ".join(str(annotation.get("/Contents", "")).split())
            printed = _in_ascii(_printed_page(name, words, listed=annotation.objgen in listed))
            if printed and name in places:
                leads_to = labels[places[name][0].objgen]
                if printed != leads_to:
                    yield say(
                        "page {label} prints page {printed} for '{name}', which is on page {leads_to}",
                        label=page.label,
                        printed=printed,
                        name=name,
                        leads_to=leads_to,
                    )


def _in_ascii(number: str) -> str:
    """A page's number with digits 0 to 9, as the labels of a PDF have it."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in number)


def _contents_annotations(book: Any) -> Iterator[Any]:
    for contents in elements(book.Root.StructTreeRoot):
        if contents.S == "/TOC":
            for link in elements(contents):
                if link.S == "/Link":
                    yield from _annotations(link)


def _printed_page(name: str, words: str, *, listed: bool) -> str:
    """The page that the words of a link name: last in a list and under a figure, alone in the annex and indexes."""
    if not listed and name.startswith(("stat-", "ref-", "term-", "note-", "call-")):
        return ""  # a number of the text, or of a note
    match = (_PAGE_LAST if listed or name.startswith("source-") else _PAGE_ALONE).fullmatch(words)
    return match["page"] if match else ""


def _notes_linked(book: Any) -> Iterator[str]:
    targets = _link_targets(book)
    for element in elements(book.Root.StructTreeRoot):
        if element.S == "/Note":
            name = str(element.get("/ID", ""))
            if not name:
                yield say("a note has no identifier")
            elif name not in targets or f"call-{name}" not in targets:
                yield say("note '{name}' is not linked both ways", name=name)


def _link_targets(book: Any) -> set[str]:
    return {
        str(annotation.Dest) for page in book.pages for annotation in page.get("/Annots", []) if "/Dest" in annotation
    }


def _heads_without_gaps(book: Any) -> Iterator[str]:
    level = 0
    for element in elements(book.Root.StructTreeRoot):
        match = re.fullmatch(r"/H([1-6])", str(element.S))
        if match:
            if int(match[1]) > level + 1:
                yield say("a heading of level {match} follows one of level {level}", match=match[1], level=level)
            level = int(match[1])


def _fonts_embedded(book: Any) -> Iterator[str]:
    for item in book.objects:
        described = hasattr(item, "get") and item.get("/Type") == "/FontDescriptor"
        if described and not any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield say("font {value} is not embedded", value=item.get("/FontName"))


def press_problems(path: Path, signature: int) -> Iterator[str]:
    """What a printer would send a PDF back for: the conditions of PDF/X-4 and the sheet's."""
    import pikepdf

    with pikepdf.open(path) as book:
        yield from _identified(book)
        yield from _intended(book)
        yield from _colours(book)
        yield from _fonts_embedded(book)
        for number, page in enumerate(book.pages, 1):
            yield from _boxes(page, number)
        if len(book.pages) % signature:
            yield say("{pages} pages do not fill sheets of {signature}", pages=len(book.pages), signature=signature)


def _identified(book: Any) -> Iterator[str]:
    if book.pdf_version != "1.6":
        yield say("it is PDF {pdf_version}, not 1.6", pdf_version=book.pdf_version)
    with book.open_metadata() as xmp:
        if xmp.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion") != "PDF/X-4":
            yield say("the XMP packet does not name PDF/X-4")
    if book.docinfo.get("/Trapped") != "/False":
        yield say("it does not say whether it is trapped")
    if "/ID" not in book.trailer:
        yield say("it has no identifier")
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if key not in book.docinfo:
            yield say("it has no {key}", key=key[1:])


def _intended(book: Any) -> Iterator[str]:
    intents = [intent for intent in book.Root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        yield say("it has {intents} output intents for PDF/X, not one", intents=len(intents))
        return
    profile = intents[0].get("/DestOutputProfile")
    if profile is None or profile.get("/N") != 4 or profile.read_bytes()[16:20] != b"CMYK":
        yield say("its output intent has no CMYK profile")
    if not intents[0].get("/OutputConditionIdentifier"):
        yield say("its output intent names no printing condition")


def _colours(book: Any) -> Iterator[str]:
    """Device grey and RGB are foreign to a CMYK intent; so are images and groups in them."""
    import pikepdf

    told: set[str] = set()
    for item in book.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            for key in ("/ColorSpace", "/CS"):
                space = item.get(key)
                if isinstance(space, pikepdf.Name) and str(space) in ("/DeviceRGB", "/CalRGB"):
                    told.add(say("an object is in {space}", space=space))
        if isinstance(item, pikepdf.Stream) and _is_content(item):
            content = item.read_bytes()
            told |= {
                say("colour operator {value} is used", value=match[1].decode()) for match in _DEVICE.finditer(content)
            }
            told |= {
                say("colour space {value} is used", value=match[1].decode())
                for match in _SPACE.finditer(content)
                if match[1] not in (b"DeviceCMYK", b"Registration")
            }
    # Contents of pages are streams without a type.
    yield from sorted(told)


def _is_content(stream: Any) -> bool:
    if stream.get("/Subtype") == "/Form" or "/PatternType" in stream:
        return True
    return not any(key in stream for key in ("/Type", "/Subtype", "/N", "/Length1", "/Length2"))


def _boxes(page: Any, number: int) -> Iterator[str]:
    if any(annotation.get("/Subtype") not in ("/TrapNet", "/PrinterMark") for annotation in page.get("/Annots", [])):
        yield say("page {number} has an annotation", number=number)
    if "/TrimBox" not in page or "/ArtBox" in page:
        yield say("page {number} has no TrimBox, or an ArtBox beside it", number=number)
        return
    media, bleed, trim = ([float(side) for side in page[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
    for index, outward in enumerate((-1, -1, 1, 1)):
        wanted = trim[index] + outward * BLEED_MM * _MM
        if abs(bleed[index] - wanted) > _ROUNDING:
            yield say("page {number} has not {bleed_mm} mm of bleed on every side", number=number, bleed_mm=BLEED_MM)
            return
        if (media[index] - bleed[index]) * outward < 0:
            yield say("page {number}: the bleed is larger than the sheet", number=number)
            return
