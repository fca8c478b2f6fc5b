"""The pictures of a published file: each a photograph's record and a file of the report, at its place in the text."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kerege.intake.published.document import Journal, Paragraph, Picture, Published, Role
from kerege.intake.published.vocabulary import Speech
from kerege.messages import say
from kerege.pictures import as_photograph
from kerege.programs import run_to_end

_DRAWINGS = (".emf", ".wmf", ".svg", ".emz", ".wmz")
_PROGRAMS = ("inkscape", "soffice", "libreoffice")
_SECONDS = 60
"""After which a program that draws is given up."""


@dataclass(frozen=True)
class Shown:
    """A picture that a chapter shows."""

    key: str
    path: str
    alt: str
    content: bytes


def placed(
    published: Published, words: Speech, journal: Journal
) -> tuple[tuple[Paragraph, ...], tuple[Shown, ...], dict[str, bytes]]:
    """The paragraphs with the places of those pictures that can be shown, these, and the files of the others, which are told."""
    by_key = {picture.key: picture for picture in published.pictures}
    shown: dict[str, Shown] = {}
    kept: dict[str, bytes] = {}
    result = []
    for index, paragraph in enumerate(published.paragraphs):
        picture = by_key.get(paragraph.key) if paragraph.role is Role.PICTURE else None
        if paragraph.role is not Role.PICTURE:
            result.append(paragraph)
            continue
        if picture is None or not picture.content:
            continue
        made = as_photograph(picture.content)
        if made is None:
            path = f"figures/originals/{picture.key}-{re.sub(r'[^A-Za-z0-9.-]+', '-', picture.name)}"
            kept[path] = picture.content
            made = as_photograph(_drawn(picture.name, picture.content))
            if made is not None:
                journal.guess(
                    say("Pictures that another program drew: compare each with its original"), paragraph.page, path
                )
        if made is None:
            journal.ask(say("Pictures in a form that cannot be shown: draw them anew"), paragraph.page, path)
            continue
        suffix, content = made
        key = f"{picture.key}"
        alt = _alt(picture, published.paragraphs, index, len(shown) + 1, words)
        if not picture.alt:
            journal.ask(say("Pictures without a description: say what each shows"), paragraph.page, f"{key}: {alt}")
        shown[key] = Shown(key, f"figures/{key}{suffix}", alt, content)
        result.append(replace(paragraph, key=key))
        journal.count(say("pictures"))
    return tuple(result), tuple(shown.values()), kept


@lru_cache(maxsize=64)
def _drawn(name: str, content: bytes) -> bytes:
    """A drawing (EMF, WMF, SVG) as a picture, by Inkscape or LibreOffice; empty where neither is there, or can."""
    suffix = PurePosixPath(name).suffix.casefold()
    program = next((found for found in map(shutil.which, _PROGRAMS) if found), None)
    if suffix not in _DRAWINGS or program is None:
        return b""
    with tempfile.TemporaryDirectory() as scratch:
        drawing, picture = Path(scratch) / f"drawing{suffix}", Path(scratch) / "drawing.png"
        drawing.write_bytes(content)
        if "inkscape" in Path(program).name:
            command = [program, str(drawing), "--export-type=png", "--export-dpi=200", f"--export-filename={picture}"]
        else:
            profile = f"-env:UserInstallation=file://{scratch}/profile"
            command = [program, profile, "--headless", "--convert-to", "png", "--outdir", scratch, str(drawing)]
        try:
            run_to_end(command, _SECONDS)
            return picture.read_bytes()
        except (OSError, subprocess.SubprocessError):
            return b""


def _alt(picture: Picture, paragraphs: tuple[Paragraph, ...], index: int, number: int, words: Speech) -> str:
    """What the file says that a picture shows: its description, its caption, or nothing but its number."""
    if re.search(r"\w", picture.alt):
        return " ".join(picture.alt.split())
    for near in (*paragraphs[index + 1 : index + 2], *paragraphs[max(0, index - 1) : index]):
        if near.role is Role.CAPTION and near.text:
            return " ".join(near.text.split())
    return f"{words.label('picture')} {number}"
