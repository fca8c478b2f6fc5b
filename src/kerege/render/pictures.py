"""Photographs in every medium: the picture in the size that the medium wants, what it shows, and who may be thanked for it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from kerege.files import write_whole
from kerege.languages.formats import format_date
from kerege.model import BlockKind, Photo
from kerege.pictures import WIDTHS, photograph, picture_size
from kerege.render.edition import Edition
from kerege.render.elements import Element, element
from kerege.render.links import Links, Medium

WIDTH = {Medium.BOOK: 2000, Medium.EPUB: 1200}
"""Pixels of the one copy that a book, or an EPUB, has."""


def photo_element(edition: Edition, links: Links, photo: Photo) -> Element:
    """A photograph with its caption, place, date and credit."""
    caption = edition.words(photo.caption)
    told = [edition.words(photo.place), _date(edition, photo)]
    credit = edition.pack.between(",").join(
        text for text in (edition.words(photo.credit), edition.words(photo.rights)) if text
    )
    facts = [text for text in told if text]
    facts += [edition.label("photo_credit", credit=credit)] if credit else []
    return element(
        "figure",
        _picture(edition, links, photo),
        element(
            "figcaption",
            element("span", caption, class_="k-photo__caption") if caption else None,
            " " if caption and facts else None,
            element("span", " · ".join(facts), class_="k-photo__facts") if facts else None,
        ),
        class_="k-photo",
        id=f"photo-{photo.id}",
        data_kerege=f"photo:{photo.id}",
    )


def _date(edition: Edition, photo: Photo) -> str:
    return format_date(photo.date, edition.pack) if len(photo.date) == 10 else photo.date


def _picture(edition: Edition, links: Links, photo: Photo) -> Element | None:
    """The picture: one copy in a file, several on the website, from which a browser chooses."""
    if photo.file is None:
        return None
    path = edition.report.root / photo.file
    width, height = _size(path, path.stat().st_mtime_ns)
    alt = edition.words(photo.alt)
    if links.medium is not Medium.WEB:
        name = copy_name(photo, WIDTH[links.medium], "jpg")
        source = f"kerege:///photos/{name}" if links.medium is Medium.BOOK else f"photos/{name}"
        return element("img", src=source, alt=alt, width=str(width), height=str(height), class_="k-photo__image")
    widths = web_widths(path)
    folder = links.photo_folder(edition.language == edition.report.settings.original)

    def choice(ending: str) -> str:
        return ", ".join(f"{folder}{copy_name(photo, wide, ending)} {wide}w" for wide in widths)

    sizes = "(min-width: 60em) 52rem, 100vw"
    shown = min(widths, key=lambda wide: abs(wide - 960))
    return element(
        "picture",
        element("source", type="image/webp", srcset=choice("webp"), sizes=sizes),
        element(
            "img",
            src=f"{folder}{copy_name(photo, shown, 'jpg')}",
            srcset=choice("jpg"),
            sizes=sizes,
            alt=alt,
            width=str(width),
            height=str(height),
            loading="lazy",
            decoding="async",
            class_="k-photo__image",
        ),
    )


@lru_cache(maxsize=256)
def _size(path: Path, changed: int) -> tuple[int, int]:
    return picture_size(path)


def web_widths(path: Path) -> tuple[int, ...]:
    """The widths of the copies on the website: those that are no larger than the picture, or its own."""
    width, _ = _size(path, path.stat().st_mtime_ns)
    return tuple(wide for wide in WIDTHS if wide < width) + ((width,) if width <= WIDTHS[-1] else (WIDTHS[-1],))


def copy_name(photo: Photo, width: int, ending: str) -> str:
    return f"{photo.id}-{width}.{ending}"


def photo_copy(root: Path, photo: Photo, width: int, ending: str) -> Path:
    """The file of a copy, made once and kept; nothing stands in it but the picture."""
    assert photo.file is not None
    content = (root / photo.file).read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:16]
    path = root / ".kerege" / "photos" / f"{digest}-{width}.{ending}"
    if not path.is_file():
        write_whole(path, photograph(root / photo.file, width, "WEBP" if ending == "webp" else "JPEG"))
    return path


def photo_named(edition: Edition, name: str) -> bytes | None:
    """The copy that the website knows by a name; None where none is called so."""
    for photo in shown_photos(edition):
        for width in web_widths(edition.report.root / (photo.file or "")):
            for ending in ("jpg", "webp"):
                if name == copy_name(photo, width, ending):
                    return photo_copy(edition.report.root, photo, width, ending).read_bytes()
    return None


def shown_photos(edition: Edition) -> tuple[Photo, ...]:
    """The photographs that chapters of an edition show and that can be shown."""
    keys = dict.fromkeys(b.target for c in edition.everything for b in c.blocks_of(BlockKind.PHOTO))
    found = (edition.report.photos.get(key) for key in keys)
    return tuple(photo for photo in found if photo is not None and photo.file is not None)


def photo_digests(edition: Edition) -> list[tuple[str, str]]:
    """Of the pictures that an edition shows."""
    root = edition.report.root
    return [
        (photo.id, hashlib.sha256((root / photo.file).read_bytes()).hexdigest())
        for photo in shown_photos(edition)
        if photo.file is not None
    ]
