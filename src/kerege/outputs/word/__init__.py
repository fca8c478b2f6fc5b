"""Word files: for review, with real footnotes, every block addressable, every tie a link with its scheme; and clean, to hand on.

That for review carries, in a part of its own, what each block was when it was written. `kerege import docx` compares with that.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from kerege import __version__
from kerege.cache.store import digest_of
from kerege.docx.blocks import shown_blocks
from kerege.docx.document import CARRIED, NOTE_MARK, OF_TABLE, read_word
from kerege.errors import BuildFailed, KeregeError, MissingProgram
from kerege.files import write_whole
from kerege.messages import say
from kerege.model import BlockKind, Chapter
from kerege.model.comments import drop
from kerege.outputs.figures import draw_figures
from kerege.outputs.word.clean import CleanManuscript
from kerege.outputs.word.manuscript import ACROSS, UPRIGHT, Manuscript
from kerege.outputs.word.reference_document import reference_document
from kerege.outputs.zip_archive import packed
from kerege.pictures import picture_in
from kerege.render.citations import entry_inlines
from kerege.render.computation import computation
from kerege.render.edition import Edition
from kerege.render.pages import publisher_name
from kerege.render.pandoc import attr, el, styled, text, unlinked
from kerege.render.pictures import photo_copy, photo_digests, shown_photos

_FIRST_MARK = 800_000
"""Numbers of the bookmarks of notes begin here; pandoc counts its own from 1."""
_ITEM_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_PROPERTIES_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"


def word_digest(edition: Edition, figures: Path) -> str:
    """Of everything that the Word files of an edition, for review and clean, are made from."""
    chosen = _chosen(edition, ())
    manuscript = _manuscript(edition, chosen)
    clean = CleanManuscript(edition)
    logo = edition.report.brand.logo()
    clean.whole(edition.chapters, _LOGO if logo is not None else "")
    pictures = [(path.name, digest_of(path.read_bytes())) for path in _pictures(edition, edition.chapters, figures)]
    pictures += [(_LOGO, digest_of((edition.report.root / logo.light).read_bytes()))] if logo is not None else []
    tips = [(s.id, edition.value_text(s.id), edition.source_line(s)) for s in edition.report.statistics.values()]
    reckoned = [(key, computation(edition, result)) for key, result in edition.results.items()]
    return digest_of(
        manuscript.text(),
        clean.text(),
        manuscript.blocks,
        manuscript.notes,
        pictures,
        tips,
        reckoned,
        edition.report.settings,
        edition.report.brand,
        edition.language,
        photo_digests(edition),
    )


def write_word(
    edition: Edition,
    out: Path,
    chapters: Sequence[str] = (),
    figures: Path | None = None,
    *,
    clean: bool = False,
    numbers: Mapping[str, int] | None = None,
) -> None:
    """Write the Word file of an edition, or of some of its chapters, in one step.

    For review, only chapters that exist in the edition's language are written: what waits for its translation has nothing to review.

    Args:
        figures: the folder of the drawings, `<id>-<language>.png`; without it they are drawn here.
        clean: to hand on: with title page, contents and running heads, without anything of the review.
        numbers: of the pages of places of the clean file, for its contents.

    Raises:
        MissingProgram: pandoc (pypandoc) is not installed.
        KeregeError: a chapter is not there in this language.
        BuildFailed: pandoc stopped; the message carries its reason.
    """
    if clean:
        _write_clean(edition, out, chapters, figures, numbers)
        return
    chosen = _chosen(edition, chapters)
    manuscript = _manuscript(edition, chosen)
    raw = _pandoc(manuscript.text(), edition, chosen, figures)
    parts = _parts(raw)
    _metadata(parts, edition, f"<dc:description>Kerege {__version__}</dc:description>")
    _track_changes(parts)
    _tooltips(parts, edition)
    _directions(parts)
    _widths(parts)
    _bookmarks(parts)
    _numbers_of_notes(parts)
    # What each block looks like in Word is read from the file itself, so that an untouched block compares equal.
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.docx"
        draft.write_bytes(packed(parts, edition.report.settings.date))
        shown = shown_blocks(read_word(draft))
    _carry(parts, manuscript, edition, shown)
    write_whole(out, packed(parts, edition.report.settings.date))


def _write_clean(
    edition: Edition, out: Path, chapters: Sequence[str], figures: Path | None, numbers: Mapping[str, int] | None
) -> None:
    known = {chapter.name: chapter for chapter in edition.chapters}
    if chapters:
        _chosen(edition, chapters)
    chosen = [known[name] for name in known if not chapters or name in chapters]
    logo = edition.report.brand.logo()
    files = {_LOGO: _mark(edition.report.root / logo.light)} if logo is not None else {}
    manuscript = CleanManuscript(edition, numbers)
    manuscript.whole(chosen, next(iter(files), ""))
    parts = _parts(_pandoc(manuscript.text(), edition, chosen, figures, files, is_clean=True))
    settings = edition.report.settings
    told = [f"<dc:description>{escape(edition.words(settings.message))}</dc:description>"]
    told += [f"<dc:subject>{escape(edition.words(settings.subtitle))}</dc:subject>"]
    if settings.subjects(edition.language):
        told.append(f"<cp:keywords>{escape(', '.join(settings.subjects(edition.language)))}</cp:keywords>")
    _metadata(parts, edition, "".join(told))
    company = f"<Company>{escape(publisher_name(edition))}</Company>"
    parts["docProps/app.xml"] = _APPLICATION.format(company=company).encode()
    _directions(parts)
    _widths(parts)
    _numbers_of_notes(parts, edition.pack.in_digits)
    write_whole(out, packed(parts, settings.date))


_LOGO = "kerege-logo.png"


def _mark(path: Path) -> bytes:
    """The publisher's mark as a picture that every Word shows."""
    made = io.BytesIO()
    picture_in(path, 1200, 400).save(made, "PNG")
    return made.getvalue()


_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">{company}</Properties>'
)


def _manuscript(edition: Edition, chapters: Sequence[Chapter]) -> Manuscript:
    manuscript = Manuscript(edition)
    _opening(manuscript, edition)
    for chapter in chapters:
        manuscript.chapter(chapter)
    _references(manuscript, edition, chapters)
    return manuscript


def _chosen(edition: Edition, names: Sequence[str]) -> list[Chapter]:
    own = [chapter for chapter in edition.chapters if chapter.language == edition.language]
    known = {chapter.name: chapter for chapter in own}
    for name in names:
        if name not in known:
            listed = known or say("none")
            raise KeregeError(
                say(
                    "There is no chapter '{name}' in '{language}'; there are: {listed}.",
                    name=name,
                    language=edition.language,
                    listed=listed,
                )
            )
    return [known[name] for name in known if not names or name in names]


def _opening(manuscript: Manuscript, edition: Edition) -> None:
    settings = edition.report.settings
    line = edition.line
    manuscript.made(
        [
            styled("Title", text(edition.words(settings.title))),
            styled("Subtitle", text(f"{edition.words(settings.subtitle)}. {line}")),
            styled("Content Note", text(edition.label("word_howto"))),
        ]
    )


def _references(manuscript: Manuscript, edition: Edition, chapters: Sequence[Chapter]) -> None:
    cited = {citation.key for chapter in chapters for citation in chapter.citations}
    entries = []
    for key in edition.typeset.entries:
        if key in cited and key in edition.report.references:
            inlines = entry_inlines(edition.report.references[key], edition) or []
            known = edition.report.references[key].item.get("title")
            told = [] if known else text(f" {edition.label('title_unknown')}.")
            entries.append(styled("Bibliography", [*unlinked(inlines), *told]))
    if entries:
        manuscript.made([el("Header", [1, attr(), text(edition.label("references"))]), *entries])


def _pandoc(
    source: str,
    edition: Edition,
    chapters: Sequence[Chapter],
    figures: Path | None,
    files: Mapping[str, bytes] | None = None,
    *,
    is_clean: bool = False,
) -> bytes:
    try:
        import pypandoc
    except ImportError as error:
        raise MissingProgram(say("Word files need pandoc; run: pip install pypandoc-binary")) from error
    settings = edition.report.settings
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if figures is not None:
            for path in _pictures(edition, chapters, figures):
                shutil.copyfile(path, folder / path.name)
        elif any(chapter.blocks_of(BlockKind.FIGURE) for chapter in chapters):
            for language in dict.fromkeys(chapter.language for chapter in chapters):
                draw_figures(edition.report, edition.values, folder, language)
        for photo in shown_photos(edition):
            shutil.copyfile(photo_copy(edition.report.root, photo, 1600, "jpg"), folder / f"photo-{photo.id}.jpg")
        for picture, content in (files or {}).items():
            (folder / picture).write_bytes(content)
        default = folder / "default.docx"
        out = folder / "out.docx"
        try:
            _default_reference(default)
            reference = reference_document(
                edition.pack,
                settings.paper,
                settings.date,
                _parts(default.read_bytes()),
                edition.report.brand.in_language(edition.language),
                head=(edition.words(settings.short_title) or edition.words(settings.title)) if is_clean else "",
            )
            (folder / "reference.docx").write_bytes(reference)
            pypandoc.convert_text(
                source,
                "docx",
                format="json",
                outputfile=str(out),
                extra_args=[
                    f"--reference-doc={folder / 'reference.docx'}",
                    f"--resource-path={folder}",
                    f"--metadata=lang:{edition.pack.region}",
                    *(["--metadata=dir:rtl"] if edition.pack.leftwards else []),
                    "--quiet",
                ],
            )
        except (RuntimeError, OSError) as error:
            raise BuildFailed(
                say("Pandoc could not write the Word file: {error}", error=str(error).strip()[:300])
            ) from error
        return out.read_bytes()


def _pictures(edition: Edition, chapters: Sequence[Chapter], figures: Path) -> list[Path]:
    """The drawings of the figures that chapters show."""
    shown = dict.fromkeys(
        (block.target, chapter.language) for chapter in chapters for block in chapter.blocks_of(BlockKind.FIGURE)
    )
    return [figures / f"{key}-{language}.png" for key, language in shown if key in edition.report.figures]


def _default_reference(path: Path) -> None:
    import subprocess

    import pypandoc

    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"], capture_output=True, check=False
    )
    if done.returncode:
        raise BuildFailed(say("Pandoc has no reference document; install pypandoc-binary anew."))
    path.write_bytes(done.stdout)


def _parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def _metadata(parts: dict[str, bytes], edition: Edition, told: str) -> None:
    """Title, language and the edition's date instead of pandoc's clock, and what is `told` besides."""
    settings = edition.report.settings
    date = f"{settings.date}T00:00:00Z"
    creator = f"<dc:creator>{escape('; '.join(settings.authors))}</dc:creator>" if settings.authors else ""
    parts["docProps/core.xml"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(edition.words(settings.title))}</dc:title>{creator}"
        f"{told}"
        f"<dc:language>{edition.pack.region}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>'
    ).encode()


def _track_changes(parts: dict[str, bytes]) -> None:
    settings_part = parts["word/settings.xml"].decode()
    if "<w:trackRevisions" not in settings_part:
        # Word opens the file with 'track changes' on. The element's place is fixed by the schema: after the view settings.
        parts["word/settings.xml"] = re.sub(
            r"(<w:settings\b[^>]*>\s*(?:<w:(?:writeProtection|view|zoom|removePersonalInformation|removeDateAndTime|"
            r"doNotDisplayPageBoundaries|displayBackgroundShape|printPostScriptOverText|printFractionalCharacterWidth|"
            r"printFormsData|embedTrueTypeFonts|embedSystemFonts|saveSubsetFonts|saveFormsData|mirrorMargins|"
            r"alignBordersAndEdges|bordersDoNotSurroundHeader|bordersDoNotSurroundFooter|gutterAtTop|hideSpellingErrors|"
            r"hideGrammaticalErrors|activeWritingStyle|proofState|formsDesign|attachedTemplate|linkStyles|"
            r"stylePaneFormatFilter|stylePaneSortMethod|documentType|mailMerge|revisionView)\b[^>]*/>\s*)*)",
            r"\1<w:trackRevisions/>",
            settings_part,
            count=1,
        ).encode()


def _tooltips(parts: dict[str, bytes], edition: Edition) -> None:
    """A tie shows its source when the pointer rests on it."""
    for name in ("document", "footnotes"):
        part = f"word/{name}.xml"
        relations = parts.get(f"word/_rels/{name}.xml.rels", b"").decode()
        links = {}
        for match in re.finditer(r"<Relationship\b[^>]*>", relations):
            facts = dict(re.findall(r'(\w+)="([^"]*)"', match[0]))
            if facts.get("Target", "").startswith(("stat:", "claim:")):
                links[facts["Id"]] = facts["Target"]

        def tip(match: re.Match[str], links: dict[str, str] = links) -> str:
            said = _tip(edition, links.get(match["id"], ""))
            if not said:
                return match[0]
            return f'<w:hyperlink w:tooltip="{escape(said[:250], quote=True)}" r:id="{match["id"]}"'

        if part in parts:
            text = parts[part].decode()
            parts[part] = re.sub(r'<w:hyperlink r:id="(?P<id>[^"]+)"', tip, text).encode()


def _tip(edition: Edition, target: str) -> str:
    """What is shown of a tie: a statistic's value and source, a claim's arithmetic."""
    scheme, _, key = target.partition(":")
    if scheme == "claim":
        result = edition.results.get(key)
        return f"{key}: {computation(edition, result)}" if result is not None else ""
    record = edition.report.statistics.get(key)
    if record is None:
        return ""
    return f"{record.id}: {edition.value_text(record.id)}. {edition.source_line(record)}".strip()


def _directions(parts: dict[str, bytes]) -> None:
    """Say of pages of each direction what the document says of its last ones; pages across have their sides exchanged."""
    text = parts["word/document.xml"].decode()
    last = text[text.rindex("<w:sectPr") : text.rindex("</w:sectPr>") + len("</w:sectPr>")]
    sides = {name: re.search(rf'<w:pgSz\b[^>]*w:{name}="(\d+)"', last) for name in "wh"}
    size = [found[1] for found in sides.values() if found is not None]
    turned = f'<w:pgSz w:w="{size[-1]}" w:h="{size[0]}" w:orient="landscape"/>' if size else ""
    across = re.sub(r"<w:pgSz\b[^>]*/>", turned, last)
    text = text.replace(ACROSS, across).replace(UPRIGHT, last)
    # The title page is that of the first section.
    first = text.find("</w:sectPr>")
    parts["word/document.xml"] = (text[:first] + re.sub(r"<w:titlePg ?/>", "", text[first:])).encode()


def _widths(parts: dict[str, bytes]) -> None:
    """Columns of tables as wide as the text asks: pandoc reckons with a page of its own."""
    text = parts["word/document.xml"].decode()
    last = text[text.rindex("<w:sectPr") :]
    page = {name: re.search(rf'w:{name}="(\d+)"', last) for name in ("w", "left", "right")}
    width, left, right = (int(found[1]) if found else 0 for found in page.values())
    if width <= left + right:
        return

    def grid(match: re.Match[str]) -> str:
        columns = [int(found) for found in re.findall(r'<w:gridCol w:w="(\d+)"', match[0])]
        scale = (width - left - right) / (sum(columns) or 1)
        made = "".join(f'<w:gridCol w:w="{round(column * scale)}"/>' for column in columns)
        return f"<w:tblGrid>{made}</w:tblGrid>"

    parts["word/document.xml"] = re.sub(r"<w:tblGrid>.*?</w:tblGrid>", grid, text, flags=re.DOTALL).encode()


def _bookmarks(parts: dict[str, bytes]) -> None:
    """Put each block's bookmark within paragraphs: LibreOffice confuses those that begin or end next to a table.

    A table's bookmark holds its caption, or its first cell where it has none; the import knows that.
    """
    text = parts["word/document.xml"].decode()
    text = re.sub(
        r'(?P<mark><w:bookmarkStart w:id="(?P<id>\d+)" w:name="kb_[^>]*/>)\s*(?P<table><w:tbl>(?:(?!</w:tbl>).)*?<w:p>'
        r'(?:<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)?)(?P<rest>.*?</w:tbl>)\s*<w:bookmarkEnd w:id="(?P=id)" />',
        r'\g<table>\g<mark><w:bookmarkEnd w:id="\g<id>"/>\g<rest>',
        text,
        flags=re.DOTALL,
    )
    names = dict(re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(kb_[^"]*)"', text))

    def ended(match: re.Match[str]) -> str:
        name = names.get(match["id"], "")
        start = text.rfind("<w:p>", 0, match.start())
        if not name or "TableCaption" in text[start : match.start()]:
            return f"{match['end']}</w:p>{match['table']}"
        mark = f'<w:bookmarkStart w:id="1{match["id"]}000" w:name="{name}{OF_TABLE}"/><w:bookmarkEnd w:id="1{match["id"]}000"/>'
        return f"{match['end']}</w:p>{re.sub(r'<w:p>(?:<w:pPr>.*?</w:pPr>)?', lambda m: m[0] + mark, match['table'], count=1, flags=re.DOTALL)}"

    text = re.sub(
        r"</w:p>\s*(?P<table><w:tbl>(?:(?!</w:tbl>).)*</w:tbl>)\s*(?P<end><w:bookmarkEnd\b[^>]*w:id=\"(?P<id>\d+)\"[^>]*/>)",
        ended,
        text,
        flags=re.DOTALL,
    )
    parts["word/document.xml"] = re.sub(
        r'(?P<mark><w:bookmarkStart\b[^>]*w:name="kb_[^>]*/>)\s*(?P<others>(?:<w:bookmarkStart\b[^>]*/>\s*)*)'
        r"(?P<open><w:p>(?:<w:pPr>.*?</w:pPr>)?)",
        r"\g<others>\g<open>\g<mark>",
        text,
        flags=re.DOTALL,
    ).encode()


def _numbers_of_notes(parts: dict[str, bytes], digits: Callable[[str], str] = str) -> None:
    """What a further call of a note shows: the note's number, which is its place among the first calls of all.

    Args:
        digits: writes a number in the digits of the language. Word counts notes in 0 to 9 only; where the language has others,
            the marks of notes are written out.
    """
    text = parts["word/document.xml"].decode()
    numbers: dict[str, int] = {}
    count = 0
    for match in re.finditer(rf'<w:footnoteReference\b|<w:bookmarkStart\b[^>]*w:name="(?P<name>{NOTE_MARK}\w+)"', text):
        if match["name"]:
            numbers[match["name"]] = count + 1
        else:
            count += 1
    for part in ("word/document.xml", "word/footnotes.xml"):
        if part in parts:
            written = parts[part].decode()
            for name, number in numbers.items():
                written = written.replace(f">{name}</w:t>", f">{digits(str(number))}</w:t>")
                written = written.replace(f'w:id="{name}"', f'w:id="{_FIRST_MARK + number}"')
            parts[part] = written.encode()
    if digits("0") != "0":
        _marks_of_notes(parts, digits)


_REFERENCE = re.compile(r'<w:footnoteReference w:id="(?P<id>\d+)" */>')


def _marks_of_notes(parts: dict[str, bytes], digits: Callable[[str], str]) -> None:
    """Write out the marks of notes, at the calls and at the notes."""
    text = parts["word/document.xml"].decode()
    marks = {match["id"]: digits(str(at)) for at, match in enumerate(_REFERENCE.finditer(text), 1)}

    def called(match: re.Match[str]) -> str:
        return f'<w:footnoteReference w:customMarkFollows="1" w:id="{match["id"]}"/><w:t>{marks[match["id"]]}</w:t>'

    parts["word/document.xml"] = _REFERENCE.sub(called, text).encode()
    if "word/footnotes.xml" in parts:
        notes = re.split(r'(?=<w:footnote w:id="\d+")', parts["word/footnotes.xml"].decode())
        for at, note in enumerate(notes):
            named = re.match(r'<w:footnote w:id="(\d+)"', note)
            if named and named[1] in marks:
                notes[at] = re.sub(r"<w:footnoteRef */>", f"<w:t>{marks[named[1]]}</w:t>", note)
        parts["word/footnotes.xml"] = "".join(notes).encode()


def _carry(parts: dict[str, bytes], manuscript: Manuscript, edition: Edition, shown: dict[str, str]) -> None:
    blocks: list[dict[str, Any]] = [
        {
            "bookmark": block.bookmark,
            "chapter": block.chapter,
            "kind": block.kind,
            "source": drop(block.source),
            "shown": shown.get(block.bookmark, ""),
            "record": block.record,
            "notes": [manuscript.notes.get((block.chapter, label), "") for label in block.labels],
        }
        for block in manuscript.blocks
    ]
    _notes_shown(blocks, shown)
    facts = {"report": edition.report.settings.slug, "language": edition.language, "blocks": blocks}
    text = escape(json.dumps(facts, ensure_ascii=False), quote=False)
    parts["customXml/item1.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?><kerege xmlns="{CARRIED}">{text}</kerege>'.encode()
    )
    parts["customXml/itemProps1.xml"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?><ds:datastoreItem '
        'ds:itemID="{6B657265-6765-4B57-8F52-440000000001}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{CARRIED}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    parts["customXml/_rels/item1.xml.rels"] = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_PROPERTIES_TYPE}" Target="itemProps1.xml"/></Relationships>'
    ).encode()
    relation = f'<Relationship Id="rIdKerege" Type="{_ITEM_TYPE}" Target="../customXml/item1.xml"/>'
    relations = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>", f"{relation}</Relationships>"
    ).encode()
    override = (
        '<Override PartName="/customXml/itemProps1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
    )
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>").encode()


def _notes_shown(blocks: list[dict[str, Any]], shown: dict[str, str]) -> None:
    """Word knows a note by its place: the n-th call of a block is the n-th of its labels."""
    by_name = {block["bookmark"]: block for block in blocks}
    for block in blocks:
        for index, label in enumerate(block["notes"]):
            note = by_name.get(f"note:{label}")
            if note is not None:
                note["shown"] = shown.get(f"{block['bookmark']}/{index}", "")
