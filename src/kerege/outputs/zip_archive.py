"""Zip files that are the same bytes whenever the content is the same: fixed dates, order, rights."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

STORED = (".png", ".jpg", ".webp", ".woff2")
"""Endings of what is packed already."""


def packed(parts: Mapping[str, bytes], date: str, *, first: str = "") -> bytes:
    """The parts as one zip.

    Args:
        parts: content by name.
        date: of every part, ISO; the edition's date.
        first: the part that must come first and uncompressed (EPUB's `mimetype`).
    """
    year, month, day = (int(part) for part in date.split("-"))
    stamp = (max(year, 1980), month, day, 0, 0, 0)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != first, name)):
            member = zipfile.ZipInfo(name, stamp)
            member.create_system = 3
            member.external_attr = 0o644 << 16
            stored = name == first or name.endswith(STORED)
            member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(member, parts[name], compresslevel=None if stored else 9)
    return target.getvalue()
