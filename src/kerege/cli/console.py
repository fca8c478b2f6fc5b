"""Output on a console that lacks letters: each letter that it has no sign for is written in another way, and nothing stops.

Windows and old terminals have one alphabet each (cp1252, cp866, cp1251); Russian on the first, or Kyrgyz on the last, would
end in a `UnicodeEncodeError` instead of the findings. File names that are no UTF-8 would do the same everywhere.
"""

from __future__ import annotations

import codecs
import io
import json
import sys
import unicodedata
from functools import partial

from kerege.messages import plain_signs

_ASCII = "kerege_ascii"
_NEAR = {"ө": "о", "Ө": "О", "ү": "у", "Ү": "У"}
"""Cyrillic letters whose Unicode names do not say of which letter they are a form."""


def accept_any_letter() -> None:
    """Let standard output and error of this process take text that their encoding cannot hold.

    Streams for which somebody chose how to treat such letters (`PYTHONIOENCODING=cp1252:replace`) stay as they are.
    """
    codecs.register(_plain_ascii)
    for stream in (sys.stdout, sys.stderr):
        # These three are what Python takes where nobody chose: output, output in the C locale, errors.
        if isinstance(stream, io.TextIOWrapper) and stream.errors in ("strict", "surrogateescape", "backslashreplace"):
            encoding = codecs.lookup(stream.encoding).name
            handler = f"kerege-{encoding}"
            codecs.register_error(handler, partial(_substitute, encoding))
            stream.reconfigure(encoding=_ASCII if encoding == "ascii" else encoding, errors=handler)


def _plain_ascii(name: str) -> codecs.CodecInfo | None:
    """ASCII by another name: click takes a stream that says "ascii" for a mistake and writes UTF-8 into it."""
    if name != _ASCII:
        return None
    plain = codecs.lookup("ascii")
    return codecs.CodecInfo(
        plain.encode, plain.decode, incrementalencoder=plain.incrementalencoder, incrementaldecoder=plain.incrementaldecoder, name=_ASCII,
    )  # fmt: skip


def json_text(value: object, indent: int) -> str:
    """JSON to be printed; with `\\u` escapes where the console lacks a letter, for programs must read what was meant."""
    # Where a string holds such a sign, its escape is the same string for a program.
    text = plain_signs(json.dumps(value, ensure_ascii=False, indent=indent))
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return text


def _substitute(encoding: str, error: UnicodeError) -> tuple[str, int]:
    """What stands for the letters that an encoding lacks; an error handler of `codecs`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_instead(letter, encoding) for letter in missing), error.end


def _instead(letter: str, encoding: str) -> str:
    near = _NEAR.get(letter) or _without_its_mark(letter)
    if near and _holds(encoding, near):
        return near
    if unicodedata.category(letter) in ("Mn", "Cf"):  # accents and invisible signs: the letter before is enough
        return ""
    from anyascii import anyascii  # its tables take a while to load, and most consoles need none of them

    return anyascii(letter) or "?"


def _without_its_mark(letter: str) -> str:
    """The letter of which this one is a form: `н` for `ң`, `o` for `ø`; empty when there is none."""
    name = unicodedata.name(letter, "")
    plain, marked, _ = name.partition(" WITH ")
    try:
        return unicodedata.lookup(plain) if marked else ""
    except KeyError:
        return ""


def _holds(encoding: str, letter: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
