"""Reading back for privacy: no banned name stands anywhere in what will be published (A005)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kerege.findings import Finding, Location
from kerege.languages.names import Names
from kerege.model import Report

_TEXT = {".html", ".css", ".js", ".json", ".csv", ".xml", ".svg", ".txt", ".tsv", ".webmanifest", ".md"}
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def read_back_privacy(out: Path, report: Report) -> Iterator[Finding]:
    """Findings about every file below `out`: names of files, texts, and text and metadata of PDFs."""
    banned = Names(report.privacy.banned)
    if not banned:
        return
    for path in sorted(out.rglob("*")):
        if not path.is_file():
            continue
        shown = PurePosixPath("build") / path.relative_to(out).as_posix()
        texts = [str(shown).replace("/", " ").replace("_", " ")]
        if path.suffix in _TEXT:
            raw = path.read_text(encoding="utf-8", errors="replace")
            texts.append(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), raw))
        elif path.suffix == ".pdf":
            texts += _pdf_texts(path)
        told: set[str] = set()
        for text in texts:
            for name in banned.find(text):
                if name.key not in told and not _waived(report, str(shown), name.key):
                    told.add(name.key)
                    yield Finding(
                        Location(shown),
                        "A005",
                        f"'{name.text}' stands in a finished file ({name.key})",
                        "find it in the sources, or in a data file that the website offers, and take it out",
                    )


def _waived(report: Report, shown: str, key: str) -> bool:
    return any(w.code == "A005" and w.file == shown and w.name in ("", key) for w in report.privacy.waivers)


def _pdf_texts(path: Path) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        texts = [str(value) for value in document.get_metadata_dict().values()]
        for index in range(len(document)):
            page = document[index].get_textpage()
            # A name broken at a line's end is put together again; PDFium's own sign for that often stands without a break.
            texts.append(re.sub(r"[\u00ad\ufffe\x02]\s*|[‐-]\s*\n", "", page.get_text_bounded()))
        return texts
    finally:
        document.close()
