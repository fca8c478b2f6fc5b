"""Zip files from outside: workbooks, Word files, coding projects. Refused before anything is unpacked."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from pathlib import Path

from kerege.errors import KeregeError
from kerege.messages import say

DAMAGED: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    RuntimeError,  # an encrypted member
    NotImplementedError,  # a way of packing that Python does not know
    ValueError,
    LookupError,  # XML in an encoding that nobody knows
    struct.error,
)
"""What `zipfile` raises over members that are not what the index says."""
MAX_UNPACKED = 300_000_000
MAX_MEMBERS = 20_000
_MAX_RATIO = 300
"""XML and text shrink to about a tenth; a part that shrinks to a three-hundredth is a bomb."""
_SMALL = 1_000_000


class BadArchive(KeregeError):
    """The file is no zip, or would unpack into more than anybody's work could need."""


def require_sane(path: Path) -> None:
    """Refuse a zip bomb, and what is no zip.

    Raises:
        BadArchive: the reason, without the file's name.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except DAMAGED as error:
        raise BadArchive(say("is no file of this kind: {error}", error=error)) from error
    total = sum(member.file_size for member in members)
    bomb = any(m.file_size > _SMALL and m.file_size > _MAX_RATIO * max(m.compress_size, 1) for m in members)
    if total > MAX_UNPACKED or len(members) > MAX_MEMBERS or bomb:
        raise BadArchive(say("would unpack into {total} bytes", total=f"{total:,}"))
