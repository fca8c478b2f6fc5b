"""The house style on the website: colours, light and dark, and families as variables before our sheet, the report's own rules behind it."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kerege.fonts import OwnFont, licence_of, our_letters, own_fonts, spans
from kerege.model import Brand
from kerege.model.brand import Colours, address
from kerege.pictures import plain_bytes
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element
from kerege.render.sheets import rules

FOLDER = PurePosixPath("assets", "house")
"""Where a report's logos, fonts and pictures of its style stand in the website."""
_VARIABLES = {
    "accent": "primary", "link": "link", "band": "cover", "on-band": "cover-text", "ochre": "testimony", "ink": "foreground",
    "quiet": "secondary", "paper": "background", "card": "card", "line": "line", "mark": "mark", "tint": "tint",
    "success": "success", "info": "info", "warning": "warning", "danger": "danger",
}  # fmt: skip
"""Our variables, each beginning with `--k-`, and the colour that each has."""


def before(brand: Brand, root: Path) -> str:
    """Fonts, colours and families, to stand before our sheet."""
    light, dark = (_declared(colours, name) for colours, name in ((brand.light, "light"), (brand.dark, "dark")))
    lent = tuple(dict.fromkeys(font.family for font in _usable(root) if font.lent))
    others = "".join(
        f":lang({code}) {{ {_families(brand.in_language(code), lent)} }}\n" for code in sorted(brand.replaced)
    )
    return (
        f"{''.join(_faces(root))}:root {{ {light} {_families(brand, lent)} }}\n{others}"
        f'@media (prefers-color-scheme: dark) {{ :root:not([data-colours="light"]) {{ {dark} }} }}\n'
        f':root[data-colours="dark"] {{ {dark} }}\n'
    )


def _families(brand: Brand, lent: Sequence[str]) -> str:
    serif, sans = 'Georgia, "Times New Roman", serif', '"Segoe UI", Roboto, Arial, sans-serif'
    without = [name for name in lent if "sans" in name.casefold()]
    helping = "".join(f'"{name}", ' for name in sorted(lent, key=lambda name: name in without))
    plain = "".join(f'"{name}", ' for name in sorted(lent, key=lambda name: name not in without))
    families = {
        "serif": f'"{brand.text_family}", "Source Serif 4", {helping}{serif}',
        "headings": f'"{brand.heading_family}", "Source Serif 4", {helping}{serif}',
        "sans": f'"{brand.caption_family}", "Source Sans 3", {plain}{sans}',
    }
    return " ".join(f"--k-{name}: {value};" for name, value in families.items())


def behind(brand: Brand) -> str:
    """What `typography` says beyond families, and the report's own sheet, to stand behind ours."""
    return rules(brand, link=".k-text a") + brand.sheets.get("site", "")


def _declared(colours: Colours, name: str) -> str:
    said = " ".join(f"--k-{variable}: {colours[colour]};" for variable, colour in _VARIABLES.items())
    return f"{said} color-scheme: {name};"


def _faces(root: Path) -> Iterator[str]:
    for font in _usable(root):
        # Of what an installed package lends, only what ours lack: browsers load it where a page shows such a letter.
        only = f";unicode-range:{_ranges(font)}" if font.lent else ""
        yield (
            f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};font-style:{font.style};'
            f'font-display:optional;src:url("../house/{file_name(font)}") format("woff2"){only}}}\n'
        )


def file_name(font: OwnFont) -> str:
    """How a font of the report is called in the website."""
    return re.sub(r"[^\w-]+", "-", font.path.stem).strip("-") + ".woff2"


def _lacking(font: OwnFont) -> frozenset[int]:
    return font.letters - our_letters()


def _ranges(font: OwnFont) -> str:
    return ",".join(f"U+{span}" for span in spans(sorted(_lacking(font))).split())


def _usable(root: Path) -> list[OwnFont]:
    return [font for font in own_fonts(root) if not font.problem]


def house_files(brand: Brand, root: Path, more: Sequence[PurePosixPath] = ()) -> Mapping[str, bytes]:
    """Logos, pictures and fonts of the report, by their name in the website; `more`: logos of its partners."""
    found = {str(FOLDER / address(path)): plain_bytes(root / path) for path in (*brand.files, *more)}
    # The report's sheet stands in ours, and names its pictures as they stand beside it.
    found |= {f"assets/kerege/{path.name}": plain_bytes(root / path) for path in brand.pictures}
    for font in _usable(root):
        only = _lacking(font) if font.lent else frozenset()
        if licence := licence_of(font):
            found[str(FOLDER / f"{font.family}-licence.txt".replace(" ", "-"))] = licence
        found[str(FOLDER / file_name(font))] = _woff2(font.path, font.path.stat().st_mtime_ns, only)
    found["assets/kerege/icon.svg"] = icon(brand, root)
    return found


def partners_list(edition: Edition, root: str) -> Element | None:
    """Partners and donors with their marks and roles, for the front page.

    Args:
        root: the way to the website's root.
    """
    rows = []
    for partner in edition.report.settings.partners:
        name, role = edition.words(partner.name), edition.words(partner.role)
        mark: Content = element("span", name, class_="k-partner__name")
        if partner.logo is not None:
            mark = element(
                "img", src=f"{root}{FOLDER / address(partner.logo)}", alt=name, class_="k-partner__mark", loading="lazy"
            )
        shown = element("a", mark, href=partner.url) if partner.url else mark
        rows.append(element("li", element("span", role, class_="k-partner__role") if role else None, shown))
    return element("ul", rows, class_="k-partners__list") if rows else None


def icon(brand: Brand, root: Path) -> bytes:
    """The website's own mark in a browser's tab: the small logo, or a square of the publisher's colour."""
    logo = brand.small
    if logo is None:
        square = f'<rect width="64" height="64" rx="10" fill="{brand.light["cover"]}"/>'
        bars = "".join(
            f'<rect x="{x}" y="{54 - high}" width="10" height="{high}" fill="{brand.light["cover-text"]}"/>'
            for x, high in ((13, 18), (27, 32), (41, 44))
        )
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{square}{bars}</svg>'.encode()
    content = (root / logo.light).read_bytes()
    if logo.light.suffix.lower() == ".svg":
        return content
    import base64

    kind = mimetypes.guess_type(logo.light.name)[0] or "image/png"
    packed = base64.b64encode(content).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<image width="64" height="64" href="data:{kind};base64,{packed}"/></svg>'
    ).encode()


@lru_cache(maxsize=32)
def _woff2(path: Path, changed: int, only: frozenset[int]) -> bytes:
    """A font as browsers take it, half as large; cut to some letters, if any are given."""
    import io

    from fontTools import subset
    from fontTools.ttLib import TTFont

    target = io.BytesIO()
    with TTFont(path) as font:
        if only:
            options = subset.Options(hinting=False, layout_features=["*"], notdef_outline=True)
            cutter = subset.Subsetter(options)
            cutter.populate(unicodes=only)
            cutter.subset(font)
        font.flavor = "woff2"
        font.save(target)
    return target.getvalue()
