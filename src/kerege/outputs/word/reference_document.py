"""The designed reference document, made by code: styles, page, footer; pandoc takes them over into every Word file.

Our own families become Cambria and Calibri: every Word has them, with all Kyrgyz letters, and LibreOffice has metric twins. Sizes are in
half points, distances in twentieths of a point, as WordprocessingML counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from kerege.docx.document import NUMBER_STYLE
from kerege.languages import LanguagePack
from kerege.model import Brand
from kerege.model.brand import SANS, SERIF
from kerege.model.paper import Paper
from kerege.outputs.zip_archive import packed

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TWIPS = 1440 / 25.4
"""Twentieths of a point of a millimetre."""

# id, name, based on, next, paragraph properties, run properties
_PARAGRAPHS = (
    ("BodyText", "Body Text", "Normal", "", '<w:spacing w:after="140"/>', ""),
    ("FirstParagraph", "First Paragraph", "BodyText", "BodyText", "", ""),
    ("Compact", "Compact", "BodyText", "", '<w:spacing w:after="60"/>', ""),
    ("Title", "Title", "Normal", "Subtitle", '<w:spacing w:before="480" w:after="120"/>', '<w:b/><w:color w:val="$(primary)"/><w:sz w:val="52"/>'),
    ("Subtitle", "Subtitle", "Normal", "BodyText", '<w:spacing w:after="240"/>', '{sans}<w:color w:val="$(secondary)"/><w:sz w:val="26"/>'),
    ("Heading1", "heading 1", "Normal", "BodyText", '<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:pBdr><w:top w:val="single" w:sz="20" w:space="8" w:color="$(primary)"/></w:pBdr><w:spacing w:before="240" w:after="240"/><w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="40"/>'),
    ("Heading2", "heading 2", "Normal", "BodyText", '<w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="1"/>', '<w:b/><w:sz w:val="28"/>'),
    ("Heading3", "heading 3", "Normal", "BodyText", '<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="2"/>', '<w:b/><w:color w:val="$(primary)"/><w:sz w:val="23"/>'),
    ("Heading4", "heading 4", "Normal", "BodyText", '<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="3"/>', '<w:b/><w:i/>'),
    ("BlockText", "Block Text", "BodyText", "BodyText", '<w:ind w:left="480" w:right="480"/>', ""),
    ("FootnoteText", "footnote text", "Normal", "", '<w:spacing w:after="60"/>', '<w:sz w:val="18"/>'),
    ("FootnoteBlockText", "Footnote Block Text", "FootnoteText", "", '<w:ind w:left="480"/>', ""),
    ("Lead", "Lead", "BodyText", "BodyText", "", '<w:color w:val="$(secondary)"/><w:sz w:val="25"/>'),
    ("ContentNote", "Content Note", "BodyText", "BodyText", '<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="$(testimony)"/></w:pBdr>', '{sans}<w:sz w:val="19"/>'),
    ("Callout", "Callout", "BodyText", "", '<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="$(primary)"/></w:pBdr><w:ind w:left="284"/>', ""),
    ("CalloutTitle", "Callout Title", "Callout", "Callout", '<w:keepNext/><w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="$(primary)"/></w:pBdr><w:ind w:left="284"/>', "<w:b/>"),
    ("DefinitionTerm", "Definition Term", "BodyText", "Definition", '<w:keepNext/><w:spacing w:after="0"/>', "<w:b/>"),
    ("Definition", "Definition", "BodyText", "", '<w:ind w:left="480"/>', ""),
    ("Testimony", "Testimony", "BodyText", "Testimony", '<w:keepNext/><w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="$(testimony)"/></w:pBdr><w:spacing w:before="120" w:after="40"/><w:ind w:left="567"/>', '<w:sz w:val="23"/>'),
    ("TestimonySource", "Testimony Source", "BodyText", "BodyText", '<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="$(testimony)"/></w:pBdr><w:spacing w:after="200"/><w:ind w:left="567"/>', '{sans}<w:color w:val="$(secondary)"/><w:sz w:val="18"/>'),
    ("Statistic", "Statistic", "BodyText", "StatisticLabel", '<w:keepNext/><w:pBdr><w:top w:val="single" w:sz="12" w:space="6" w:color="$(primary)"/></w:pBdr><w:spacing w:before="240" w:after="0"/>', '{sans}<w:b/><w:color w:val="$(primary)"/><w:sz w:val="48"/>'),
    ("StatisticSmall", "Statistic Small", "Statistic", "StatisticLabel", "", '<w:sz w:val="34"/>'),
    ("StatisticLabel", "Statistic Label", "BodyText", "SourceLine", '<w:keepNext/><w:spacing w:after="0"/>', '{sans}'),
    ("Caption", "caption", "Normal", "BodyText", '<w:keepNext/><w:spacing w:before="200" w:after="80"/>', '{sans}<w:b/><w:sz w:val="20"/>'),
    ("TableCaption", "Table Caption", "Caption", "BodyText", "", ""),
    ("FigureCaption", "Figure Caption", "Caption", "BodyText", "", ""),
    ("Figure", "Figure", "Normal", "SourceLine", '<w:keepNext/><w:spacing w:after="60"/>', ""),
    ("SourceLine", "Source Line", "BodyText", "BodyText", '<w:spacing w:after="240"/>', '{sans}<w:color w:val="$(secondary)"/><w:sz w:val="17"/>'),
    ("Bibliography", "Bibliography", "BodyText", "", '<w:spacing w:after="80"/><w:ind w:left="360" w:hanging="360"/>', '<w:sz w:val="20"/>'),
    ("Header", "header", "Normal", "", '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="$(rule)"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="{end}"/></w:tabs>', '{sans}<w:color w:val="$(secondary)"/><w:sz w:val="17"/>'),
    ("TOC1", "toc 1", "Normal", "", '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{end}"/></w:tabs><w:spacing w:before="120" w:after="20"/>', '{sans}<w:b/>'),
    ("TOC2", "toc 2", "Normal", "", '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{end}"/></w:tabs><w:spacing w:after="0"/><w:ind w:left="340"/>', '{sans}<w:sz w:val="20"/>'),
    ("TableofFigures", "table of figures", "Normal", "", '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{end}"/></w:tabs><w:spacing w:after="40"/>', '{sans}<w:sz w:val="20"/>'),
    ("ContentsHeading", "Contents Heading", "Normal", "BodyText", '<w:keepNext/><w:pageBreakBefore/><w:pBdr><w:top w:val="single" w:sz="20" w:space="8" w:color="$(primary)"/></w:pBdr><w:spacing w:before="240" w:after="240"/>', '<w:b/><w:sz w:val="40"/>'),
    ("ContentsHeadingFurther", "Contents Heading Further", "Normal", "BodyText", '<w:keepNext/><w:spacing w:before="480" w:after="160"/>', '<w:b/><w:sz w:val="28"/>'),
    ("AuthorLine", "Author Line", "BodyText", "BodyText", "", '{sans}<w:sz w:val="22"/>'),
    ("CoverLine", "Cover Line", "BodyText", "", '<w:spacing w:before="120" w:after="60"/>', '{sans}<w:color w:val="$(secondary)"/><w:sz w:val="20"/>'),
    ("Imprint", "Imprint", "BodyText", "", '<w:spacing w:after="80"/>', '{sans}<w:sz w:val="18"/>'),
    ("Footer", "footer", "Normal", "", '<w:jc w:val="center"/>', '{sans}<w:color w:val="$(secondary)"/><w:sz w:val="18"/>'),
    ("CommentText", "annotation text", "Normal", "", "", '{sans}<w:sz w:val="20"/>'),
)  # fmt: skip
_CHARACTERS = (
    ("DefaultParagraphFont", "Default Paragraph Font", ""),
    ("Hyperlink", "Hyperlink", '<w:color w:val="$(primary)"/>{underlined}'),
    ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
    ("VerbatimChar", "Verbatim Char", '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'),
    ("CommentReference", "annotation reference", '<w:sz w:val="16"/>'),
    (NUMBER_STYLE, "Kerege Number", ""),
)
_SERIF_FACE, _SANS_FACE = "Cambria", "Calibri"
_LEFTWARDS_FACE = "Arial"
"""Every Word has it, with the letters of Arabic and Hebrew, which the others lack."""


@dataclass(frozen=True)
class _Look:
    """Colours and families of a house style, as Word takes them."""

    brand: Brand
    end: int = 0
    """Where a line of text ends, twentieths of a point."""
    is_clean: bool = False
    """Links are no ties for a colleague to see."""
    leftwards: bool = False
    """The language is written from right to left: Word sets it with faces and sizes of their own."""

    def filled(self, text: str) -> str:
        """A text with its colours and families; a family of ours becomes one that every Word has."""
        names = {f"$({key})": colour[1:].upper() for key, colour in self.brand.light.of.items()}
        for name, value in names.items():
            text = text.replace(name, value)
        text = text.replace("{end}", str(self.end)).replace(
            "{underlined}", "" if self.is_clean else '<w:u w:val="dotted"/>'
        )
        text = text.replace("{sans}", self.fonts(self.family(self.brand.caption_family)))
        if self.leftwards:
            text = text.replace("<w:pBdr><w:left ", "<w:pBdr><w:right ")
        # Letters of scripts from right to left have a size, a weight and a slant of their own.
        return re.sub(r'<w:(b|i|sz)( w:val="\d+")?/>', r"<w:\1\2/><w:\1Cs\2/>", text) if self.leftwards else text

    def family(self, name: str) -> str:
        return {SERIF: _SERIF_FACE, SANS: _SANS_FACE}.get(name, name)

    def fonts(self, name: str) -> str:
        other = _LEFTWARDS_FACE if self.leftwards else name
        return f'<w:rFonts w:ascii="{escape(name)}" w:hAnsi="{escape(name)}" w:eastAsia="{escape(name)}" w:cs="{escape(other)}"/>'


def reference_document(
    pack: LanguagePack,
    paper: Paper,
    date: str,
    default: dict[str, bytes],
    brand: Brand | None = None,
    *,
    head: str = "",
) -> bytes:
    """The reference document of a language.

    Args:
        pack: the language of the edition; Word checks spelling in it.
        date: of the edition, ISO.
        default: the parts of pandoc's own reference document; what we do not design is taken from it.
        brand: the house style. Its families must be there where the file is opened, or Word takes others.
        head: the title for the running heads of a file that is handed on; empty for one without.
    """
    width, side = _measures(paper)
    look = _Look(brand or Brand(), width - 2 * side, bool(head), pack.leftwards)
    parts = dict(default)
    parts["word/styles.xml"] = _styles(pack.region, look).encode()
    parts["word/footer1.xml"] = _footer().encode()
    parts["word/document.xml"] = _document(paper, bool(head)).encode()
    relations = parts["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
    relation = f'<Relationship Id="rIdFooter1" Type="{kind}" Target="footer1.xml"/>'
    if head:
        parts["word/header1.xml"] = _header(head, pack.leftwards).encode()
        relation += f'<Relationship Id="rIdHeader1" Type="{kind.replace("footer", "header")}" Target="header1.xml"/>'
    parts["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>", f"{relation}</Relationships>"
    ).encode()
    override = (
        '<Override PartName="/word/footer1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>'
    )
    override += override.replace("footer", "header") if head else ""
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>").encode()
    return packed(parts, date)


def _styles(locale: str, look: _Look) -> str:
    text = look.fonts(look.family(look.brand.text_family))
    bidi = locale if look.leftwards else "ar-SA"
    turned = "<w:pPr><w:bidi/></w:pPr>" if look.leftwards else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr>'
        f'{text}<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="{bidi}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>{turned}</w:style>'
        f"{''.join(_paragraph_styles(look))}{''.join(_character_styles(look))}{_table_styles(look)}</w:styles>"
    )


def _paragraph_styles(look: _Look) -> Iterator[str]:
    for key, name, base, following, paragraph, run in _PARAGRAPHS:
        after = f'<w:next w:val="{following}"/>' if following else ""
        paragraph, run = look.filled(paragraph), look.filled(run)
        if key.startswith(("Heading", "Title")):
            run = look.fonts(look.family(look.brand.heading_family)) + run
        yield (
            f'<w:style w:type="paragraph"{_custom(name)} w:styleId="{key}"><w:name w:val="{escape(name)}"/>'
            f'<w:basedOn w:val="{base}"/>{after}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
        )


def _character_styles(look: _Look) -> Iterator[str]:
    for key, name, run in _CHARACTERS:
        default = ' w:default="1"' if key == "DefaultParagraphFont" else ""
        base = "" if default else '<w:basedOn w:val="DefaultParagraphFont"/>'
        yield (
            f'<w:style w:type="character"{default}{_custom(name)} w:styleId="{key}"><w:name w:val="{name}"/>{base}'
            f"<w:rPr>{look.filled(run)}</w:rPr></w:style>"
        )


def _custom(name: str) -> str:
    """Word's own styles have lower-case names, or one of these."""
    own = (
        "Normal",
        "Body Text",
        "Title",
        "Subtitle",
        "Hyperlink",
        "Default Paragraph Font",
        "Block Text",
        "Bibliography",
    )
    return "" if name in own or name.islower() or name.startswith("heading") else ' w:customStyle="1"'


def _table_styles(look: _Look) -> str:
    line = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="$(line)"/>'
    borders = look.filled("".join(line.format(side=side, size=4) for side in ("top", "bottom", "insideH")))
    turned = "<w:bidiVisual/>" if look.leftwards else ""  # columns from right to left
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:customStyle="1" w:styleId="Table">'
        f'<w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="40"/></w:pPr><w:rPr>{look.filled("{sans}")}'
        f'<w:sz w:val="19"/></w:rPr><w:tblPr>{turned}<w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )


def _footer() -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr {_NS}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
    )


def _header(title: str, leftwards: bool) -> str:
    """Title of the report and of the chapter; the latter is a field, since a chapter may be moved or renamed."""
    right = "<w:rPr><w:rtl/></w:rPr>" if leftwards else ""
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        if kind
        else '<w:r><w:instrText xml:space="preserve"> STYLEREF "heading 1" </w:instrText></w:r>'
        for kind in ("begin", "", "separate", "end")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr {_NS}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f'<w:r>{right}<w:t xml:space="preserve">{escape(title)}</w:t></w:r><w:r><w:tab/></w:r>{field}</w:p></w:hdr>'
    )


def _measures(paper: Paper) -> tuple[int, int]:
    """The width of a page and of its margins, twentieths of a point."""
    width = round(paper.width * _TWIPS)
    return width, min(1701, round(width * 0.14))


def _document(paper: Paper, is_clean: bool) -> str:
    height = round(paper.height * _TWIPS)
    width, side = _measures(paper)
    head = '<w:headerReference w:type="default" r:id="rIdHeader1"/>' if is_clean else ""
    # The title page has neither head nor number.
    first = "<w:titlePg/>" if is_clean else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {_NS} {_R}><w:body><w:p/><w:sectPr>'
        f'{head}<w:footerReference w:type="default" r:id="rIdFooter1"/><w:pgSz w:w="{width}" w:h="{height}"/>'
        '<w:pgMar w:top="1417" w:right="'
        f'{side}" w:bottom="1417" w:left="{side}" w:header="709" w:footer="709" w:gutter="0"/>'
        f"{first}</w:sectPr></w:body></w:document>"
    )
