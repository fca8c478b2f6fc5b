"""The fonts of a book, each cut once to the letters that all its pieces use."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from kerege.outputs.book import weasyprint_70
from kerege.outputs.book.layout import Typesetter
from kerege.outputs.book.pieces import Facts


def used_fonts(pieces: Iterable[Facts]) -> dict[str, Any]:
    """The union of what pieces use of fonts, as `Facts.fonts`; the first use of a letter, in the order of the book, tells which
    text it stands for."""
    union: dict[str, Any] = {}
    for facts in pieces:
        for name, font in facts.fonts.items():
            known = union.setdefault(name, {"description": font["description"], "glyphs": {}})["glyphs"]
            for glyph, told in font["glyphs"].items():
                known.setdefault(glyph, told)
    return {
        name: {**font, "glyphs": dict(sorted(font["glyphs"].items(), key=lambda item: int(item[0])))}
        for name, font in sorted(union.items())
    }


def make_fonts(setter: Typesetter, used: Mapping[str, Any]) -> bytes:
    """A PDF of one empty page whose resources are the fonts, embedded and cut."""
    import pydyf

    fonts = {}
    for name, told in used.items():
        font = weasyprint_70.font_described(told["description"], setter.fonts)
        font.to_unicode = {int(glyph): text for glyph, (text, _) in told["glyphs"].items()}
        font.widths = {int(glyph): width for glyph, (_, width) in told["glyphs"].items()}
        fonts[name] = font
    pdf = pydyf.PDF()
    with weasyprint_70.writing():
        dictionary = weasyprint_70.fonts_dictionary(pdf, fonts)
        pdf.add_object(dictionary)
        resources = pydyf.Dictionary({"Font": dictionary.reference})
        page = {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": pydyf.Array([0, 0, 9, 9])}
        pdf.add_page(pydyf.Dictionary({**page, "Resources": resources}))
        out = io.BytesIO()
        pdf.write(out, "1.7", compress=True)
    return out.getvalue()
