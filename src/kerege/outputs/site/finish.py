"""The last hand on a finished website: the downloads with their sizes, and the copy that is read without a network."""

from __future__ import annotations

import posixpath
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from pathlib import Path

from kerege.languages import LanguagePack
from kerege.languages.formats import format_number
from kerege.outputs.hosting import FOR_WHOLE_SITE
from kerege.outputs.site.urls import link, place
from kerege.outputs.site.versions import BEGIN, EARLIER, END
from kerege.outputs.zip_archive import STORED
from kerege.render.edition import Edition
from kerege.render.notices import DOWNLOADS
from kerege.render.pages import asked_chapters, extract_name

PDF = "<!--kerege:pdf-->"
"""Stands in a chapter's opening where the link to the PDF goes."""
_KINDS = (
    ("file_pdf", "pdf", "{slug}-{code}.pdf"),
    ("file_print", "pdf", "{slug}-{code}-print.pdf"),
    ("file_epub", "epub", "{slug}-{code}.epub"),
    ("file_docx", "docx", "{slug}-{code}-clean.docx"),
)
"""Label, folder of the build, file name."""
_SERVED = re.compile(r'<(?:meta http-equiv="Content-Security-Policy"|link rel="preload")[^>]*>\n?')
"""What makes sense only where a server answers."""
_VERSIONS = re.compile(f"{BEGIN}.*?{END}", re.DOTALL)
_EARLIER = re.compile(rf'href="(?:\.\./|\./)*(?={EARLIER}/)')
_LANGUAGE = re.compile(r'<html[^>]* lang="([^"]+)"')
_LINK = re.compile(r'\b(?P<name>href|src)="(?P<url>[^"#?:]*)(?P<rest>[?#][^"]*)?"')
# The date that ZIP begins with: copies made from the same pages are the same, byte for byte.
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Download:
    """A file of the list of downloads."""

    label: str
    path: str
    """Below the website's root."""
    size: int
    chapter: str = ""
    """Of a PDF of one chapter: its name."""


def finish_site(site: Path, outputs: Sequence[Path], editions: Mapping[str, Edition]) -> None:
    """Put the finished files beside the website, and their names and sizes into its pages; make the offline copy.

    Args:
        outputs: folders that may hold `pdf/`, `epub/` and `docx/`, the newest first.
    """
    first = next(iter(editions.values())).report.settings
    downloads = {code: tuple(_gathered(site, outputs, edition)) for code, edition in editions.items()}
    copy = f"downloads/{first.slug}-offline.zip"
    (site / "downloads").mkdir(exist_ok=True)
    # The copy cannot tell its own size, and holds no other downloads: its pages list neither.
    marked = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    marked = {path: html for path, html in marked.items() if path.relative_to(site).parts[0] != EARLIER}
    tables = {
        code: [file for file in files if not file.path.startswith("downloads/")] for code, files in downloads.items()
    }
    _fill(site, marked, editions, tables)
    _write_offline(site, site / copy, editions)
    size = (site / copy).stat().st_size
    _fill(
        site, marked, editions, {code: (*files, Download("file_zip", copy, size)) for code, files in downloads.items()}
    )


def _gathered(site: Path, outputs: Sequence[Path], edition: Edition) -> Iterator[Download]:
    settings = edition.report.settings
    for label, folder, pattern in _KINDS:
        name = pattern.format(slug=settings.slug, code=edition.language)
        found = next((base / folder / name for base in outputs if (base / folder / name).is_file()), None)
        if found is None:
            continue
        target = site / "downloads" / name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(found, target)
        yield Download(label, f"downloads/{name}", target.stat().st_size)
    for chapter in asked_chapters(edition):
        name = extract_name(edition, chapter)
        found = next((base / "pdf" / name for base in outputs if (base / "pdf" / name).is_file()), None)
        if found is not None:
            target = site / "downloads" / name
            shutil.copyfile(found, target)
            label = "file_summary" if edition.place(chapter.name).kind == "summary" else "file_chapter"
            yield Download(label, f"downloads/{name}", target.stat().st_size, chapter.name)
    table = f"{place(edition.language, settings.original)}assets/data/statistics.csv"
    if (site / table).is_file():
        yield Download("file_csv", table, (site / table).stat().st_size)


def _fill(
    site: Path, pages: Mapping[Path, str], editions: Mapping[str, Edition], downloads: Mapping[str, Sequence[Download]]
) -> None:
    """Write each page that has a mark, with the list or the link in the mark's place."""
    for path, html in pages.items():
        if DOWNLOADS not in html and PDF not in html:
            continue
        here = path.relative_to(site).parent.as_posix()
        here = "" if here == "." else f"{here}/"
        language = re.search(r'<html lang="([^"]+)"', html)
        code = language[1] if language else next(iter(editions))
        path.write_text(with_downloads(html, here, editions[code], downloads.get(code, ())), encoding="utf-8")


def with_downloads(html: str, here: str, edition: Edition, files: Sequence[Download]) -> str:
    """A page with the list or the link in the place of each mark; `here` is where the page stands."""
    rows = "".join(f"<li>{_entry(edition, file, here)}</li>" for file in files if file.label != "file_chapter")
    name = here.rstrip("/").rpartition("/")[2]
    shown = [file for file in files if file.label == "file_pdf" or (name and file.chapter == name)]
    item = "".join(f"<li>{_entry(edition, file, here)}</li>" for file in shown)
    return html.replace(DOWNLOADS, f'<ul class="k-downloads">{rows}</ul>' if rows else "").replace(PDF, item)


def present_downloads(folder: Path, edition: Edition, table: int) -> Iterator[Download]:
    """The downloads of a language that a finished website has in `folder`; `table` is the size of its table of figures."""
    settings = edition.report.settings
    named = [(label, pattern.format(slug=settings.slug, code=edition.language)) for label, _, pattern in _KINDS]
    for label, name in (*named, ("file_csv", ""), ("file_zip", f"{settings.slug}-offline.zip")):
        if label == "file_csv":
            place_ = f"{place(edition.language, settings.original)}assets/data/statistics.csv"
            yield Download(label, place_, table)
        elif (folder / name).is_file():
            yield Download(label, f"downloads/{name}", (folder / name).stat().st_size)
    for chapter in asked_chapters(edition):
        name = extract_name(edition, chapter)
        if (folder / name).is_file():
            label = "file_summary" if edition.place(chapter.name).kind == "summary" else "file_chapter"
            yield Download(label, f"downloads/{name}", (folder / name).stat().st_size, chapter.name)


def _entry(edition: Edition, file: Download, here: str) -> str:
    name = escape(edition.label(file.label))
    return f'<a href="{link(here, file.path)}" download>{name}</a> <span>{escape(size_text(edition.pack, file.size))}</span>'


def size_text(pack: LanguagePack, size: int) -> str:
    """`1.4 MB`, `83 kB`, in a language."""
    if size >= 1_000_000:
        return pack.label("megabytes", size=format_number(Decimal(size) / 1_000_000, 1, pack))
    return pack.label("kilobytes", size=max(1, round(size / 1000)))


def _write_offline(site: Path, target: Path, editions: Mapping[str, Edition]) -> None:
    """The website as one ZIP whose pages open from disk: links name their files, and no server is needed.

    The policy is left out, since browsers differ over what `'self'` means for a file; the files load nothing from
    elsewhere anyway. Downloads and earlier editions are left out too: who has the copy has the text, and the copy stays
    small. Its pages say where the earlier editions are.
    """
    slug = next(iter(editions.values())).report.settings.slug
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(site.rglob("*")):
            inner = path.relative_to(site).as_posix()
            if not path.is_file() or _left_out(inner):
                continue
            content = path.read_bytes()
            if path.suffix == ".html":
                content = opened_from_disk(content.decode("utf-8"), editions).encode("utf-8")
            entry = zipfile.ZipInfo(f"{slug}/{inner}", _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if path.suffix in STORED else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            # A higher level takes twice the time for a hundredth of the size.
            archive.writestr(entry, content, compresslevel=6)


def _left_out(inner: str) -> bool:
    name = posixpath.basename(inner)
    return inner.startswith(("downloads/", "assets/cards/", f"{EARLIER}/")) or name in FOR_WHOLE_SITE


def opened_from_disk(html: str, editions: Mapping[str, Edition]) -> str:
    """A page whose links to folders name the file within, as a browser needs it without a server.

    Links to earlier editions, which the copy does not hold, lead to the website.
    """
    language = _LANGUAGE.search(html)
    edition = editions.get(language[1] if language else "") or next(iter(editions.values()))
    url = edition.report.settings.url.rstrip("/")
    html = _VERSIONS.sub(lambda choice: _elsewhere(edition, url) if "<nav" in choice[0] else "", html)
    html = _EARLIER.sub(f'href="{escape(url)}/', html) if url else html

    def named(match: re.Match[str]) -> str:
        url, rest = match["url"], match["rest"] or ""
        if url.endswith("/") or url in (".", ".."):
            url = posixpath.join(url, "index.html").removeprefix("./")
        return f'{match["name"]}="{url}{rest}"'

    return _LINK.sub(named, _SERVED.sub("", html))


def _elsewhere(edition: Edition, url: str) -> str:
    """In place of the choice of editions: which one the copy is, and where the earlier ones stand."""
    number = edition.report.settings.edition
    said = edition.label("offline_earlier", number=number, address="{address}")
    link_ = f'<a href="{escape(url)}/">{escape(url)}/</a>' if url else "…"
    return (
        f'<details class="k-versions"><summary>{escape(edition.label("version", number=number))}</summary>'
        f'<nav aria-label="{escape(edition.pack.wording("versions"))}"><p>{escape(said).replace("{address}", link_)}</p></nav></details>'
    )
