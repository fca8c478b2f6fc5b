"""On which page of a Word file each place stands, as LibreOffice lays it out: Word itself keeps no pages in a file."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from kerege.errors import BuildFailed, MissingProgram
from kerege.messages import say
from kerege.programs import run_to_end

_EXPORT = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_SECONDS = 240
_ESCAPED = re.compile(r"5F")
"""LibreOffice writes a sign of a name that is no letter or digit by its number; ours have `_` alone."""


def pages_of_places(path: Path) -> dict[str, int]:
    """The page, from 1, of each bookmark of a Word file.

    Raises:
        MissingProgram: LibreOffice is not installed.
        BuildFailed: it could not lay the file out.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise MissingProgram(
            say("Numbers of pages in a Word file need LibreOffice; install it, or leave out --numbered.")
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", _EXPORT, "--outdir", str(folder), str(path.resolve())]
        try:
            run_to_end(command, _SECONDS)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BuildFailed(say("LibreOffice could not lay out {file}.", file=path.name)) from error
        made = folder / f"{path.stem}.pdf"
        if not made.is_file():
            raise BuildFailed(say("LibreOffice could not lay out {file}.", file=path.name))
        return _places(made)


def _places(path: Path) -> dict[str, int]:
    import pikepdf

    with pikepdf.open(path) as book:
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(book.pages, 1)}
        named = book.Root.get("/Dests")
        if not isinstance(named, pikepdf.Dictionary):
            return {}
        return {_ESCAPED.sub("_", str(key)[1:]): numbers[target[0].objgen] for key, target in named.items()}
