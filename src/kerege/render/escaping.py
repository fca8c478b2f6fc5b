"""Text and HTML of records, fit to stand within a line of Markdown: no sign of theirs means anything there."""

from __future__ import annotations

import re
from html import escape

_MARKS = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_[]{}!"}
_TEXT = re.compile(r"(?<![^>])[^<>]+")


def attribute(text: str) -> str:
    """Text fit to stand between the quotation marks of an HTML attribute.

    Markdown would look for links and emphasis there too, and an attribute of the image it found could end ours.
    """
    return escape(text, quote=True).translate(_MARKS)


def literal(html: str) -> str:
    """HTML made elsewhere, fit to stand within a line of Markdown: no sign of its text means anything there."""
    return _TEXT.sub(lambda text: text[0].translate(_MARKS), html)
