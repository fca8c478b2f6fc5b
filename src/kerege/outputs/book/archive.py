"""The screen PDF: PDF/UA-1 and PDF/A-3a in one file, with page labels and the evidence attached.

WeasyPrint writes one identification a file; a document may claim both. The XMP packet below says so and describes the
schema of the second claim, as PDF/A asks for every property it does not know (ISO 19005-3:2012, 6.6.2.3.1; ISO 14289-1:2014, 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from kerege.outputs.book import weasyprint_70
from kerege.outputs.book.footnotes import descendants
from kerege.outputs.book.structure import build_structure

_EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
_IDENTIFICATION = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>"""


def write_screen(document: Any, out: Path, *, identifier: bytes) -> None:
    """Write a laid-out document, whose pages are numbered from 1, as an accessible, archivable PDF."""
    name_bookmarks(document)
    with weasyprint_70.writing(build_structure):

        def finish(_: Any, pdf: Any) -> None:
            import pydyf

            pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
            identify_archive(document.metadata, pdf)

        document.write_pdf(out, finisher=finish, pdf_variant="pdf/a-3a", pdf_identifier=identifier)


def attached(files: Sequence[Path], date: str) -> list[Any]:
    """Data files as the screen PDF carries them.

    Args:
        date: ISO, of the edition.
    """
    from weasyprint import Attachment

    moment = datetime.fromisoformat(date).replace(tzinfo=UTC)
    return [
        Attachment(
            string=path.read_bytes(),
            name=path.name,
            description=path.name,
            created=moment,
            modified=moment,
            relationship="Data",
        )
        for path in files
    ]


def name_bookmarks(document: Any) -> None:
    """Call each bookmark what its heading says, without its notes, as the contents do."""
    for page in document.pages:
        headings = [
            box.element
            for box in descendants(page._page_box)
            if box.bookmark_label and box.style["bookmark_level"] != "none"
        ]
        page.bookmarks[:] = [
            (level, heading.get("data-bookmark") or " ".join("".join(_words(heading)).split()), point, state)
            for heading, (level, _, point, state) in zip(headings, page.bookmarks, strict=True)
        ]


def _words(element: Any) -> Iterator[str]:
    if element.tag != "k-note":
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def identify_archive(metadata: Any, pdf: Any) -> None:
    """What makes a file say that it is PDF/UA-1 and PDF/A-3a."""
    if "AF" in pdf.catalog:
        # WeasyPrint names each attachment once for the file and once for the standard.
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    replace_metadata(metadata, pdf, (_IDENTIFICATION, _EXTENSION))


def replace_metadata(metadata: Any, pdf: Any, more: Sequence[str]) -> None:
    """Put our own XMP packet, never compressed, in place of WeasyPrint's."""
    import pydyf

    packet = xmp_packet(metadata, more).encode("utf-8")
    extra = pydyf.Dictionary({"Type": "/Metadata", "Subtype": "/XML"})
    stream = pydyf.Stream([packet], extra, compress=False)
    if "Metadata" in pdf.catalog:
        old = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
        old.stream, old.extra, old.compress = stream.stream, stream.extra, False
    else:
        pdf.add_object(stream)
        pdf.catalog["Metadata"] = stream.reference


def xmp_packet(metadata: Any, more: Sequence[str]) -> str:
    """The document's metadata in XMP, equal to its information dictionary, with what that has no room for."""
    own = metadata.custom
    keywords = ", ".join(metadata.keywords)
    described = [
        _alternatives("title", metadata.title),
        _listed("creator", "Seq", metadata.authors),
        _alternatives("description", metadata.description),
        _listed("subject", "Bag", metadata.keywords),
        _listed("publisher", "Bag", [own.get("dcterms.publisher")]),
        _alternatives("rights", own.get("dcterms.rights")),
        f"<dc:identifier>{escape(own['dcterms.identifier'])}</dc:identifier>" if "dcterms.identifier" in own else "",
        f"<dc:coverage>{escape(own['dcterms.coverage'])}</dc:coverage>" if "dcterms.coverage" in own else "",
        _listed("language", "Bag", [metadata.lang]),
    ]
    return "\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">',
            *filter(None, described),
            "</rdf:Description>",
            '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
            f"<pdf:Producer>{escape(producer())}</pdf:Producer>",
            *([f"<pdf:Keywords>{escape(keywords)}</pdf:Keywords>"] if keywords else []),
            f"<xmp:CreatorTool>{escape(metadata.generator)}</xmp:CreatorTool><xmp:CreateDate>{metadata.created}</xmp:CreateDate>",
            f"<xmp:ModifyDate>{metadata.modified}</xmp:ModifyDate></rdf:Description>",
            *more,
            '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>',
        )
    )


def _alternatives(name: str, text: str | None) -> str:
    """A property of Dublin Core that may be given in several languages."""
    words = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>' if text else ""
    return f"<dc:{name}>{words}</dc:{name}>" if words else ""


def _listed(name: str, kind: str, texts: Sequence[str | None]) -> str:
    """A property of Dublin Core with several values, in their order (`Seq`) or in none (`Bag`)."""
    rows = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<dc:{name}><rdf:{kind}>{rows}</rdf:{kind}></dc:{name}>" if rows else ""


def producer() -> str:
    """What the information dictionary names as the maker."""
    from weasyprint import VERSION

    return f"WeasyPrint {VERSION}"
