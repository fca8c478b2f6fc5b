"""The house style on the website: colours, light and dark, and families as variables before our sheet, the report's own rules behind it."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kerege.fonts import OwnFont, licence_of, our_letters, own_fonts, spans
from kerege.languages import available
from kerege.languages.cldr import script_of
from kerege.model import Brand
from kerege.model.brand import SANS, SERIF, Colours, address
from kerege.outputs.site.fonts import CYRILLIC_FAMILY
from kerege.pictures import plain_bytes
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element
from kerege.render.sheets import rules

FOLDER = PurePosixPath("assets", "house")
"""Where a report's logos, fonts and pictures of its style stand in the website."""
_VARIABLES = {
    "quiet": "secondary", "card": "card", "line": "line", "mark": "mark", "tint": "tint", "ochre": "testimony", "success": "success",
    "info": "info", "warning": "warning", "danger": "danger", "link": "link",
}  # fmt: skip
"""Our variables, each beginning with `--k-`, that Material has not, and the colour that each has."""
_SCHEME = {
    "default-fg-color": "foreground", "default-fg-color--light": "secondary", "default-fg-color--lighter": "secondary",
    "default-fg-color--lightest": "line", "default-bg-color": "background", "typeset-color": "foreground",
    "code-fg-color": "foreground", "code-bg-color": "tint", "footer-bg-color": "card",
    "footer-bg-color--dark": "card", "footer-fg-color": "foreground", "footer-fg-color--light": "secondary",
    "footer-fg-color--lighter": "secondary",
}  # fmt: skip
"""Material's variables, each beginning with `--md-`, of a scheme."""
_PRIMARY = {
    "typeset-a-color": "link",
    "primary-fg-color": "cover", "primary-fg-color--light": "cover", "primary-fg-color--dark": "cover",
    "primary-bg-color": "cover-text", "primary-bg-color--light": "cover-text",
}  # fmt: skip
_ACCENT = {"accent-fg-color": "testimony", "accent-bg-color": "background"}
LIGHT, DARK, OURS = "kerege", "kerege-night", "kerege"
"""The names of the colour schemes of the house style, and of its primary and accent colour."""


def before(brand: Brand, root: Path) -> str:
    """Fonts, colours and families, to stand before our sheet: the house style as colours of Material."""
    lent = tuple(dict.fromkeys(font.family for font in _usable(root) if font.lent))
    others = "".join(
        f":lang({code}) {{ {_families(brand.in_language(code), lent, code)} }}\n" for code in _set_apart(brand)
    )
    night = "".join(_colours(brand.dark, "dark", f'html:not(.k-js) [data-md-color-scheme="{LIGHT}"]'))
    drawn, drawn_dark = (_drawn(colours) for colours in (brand.chart_colours, brand.dark_chart_colours))
    night += f'html:not(.k-js) [data-md-color-scheme="{LIGHT}"] {{ {drawn_dark} }}\n'
    return (
        f"{''.join(_faces(root))}:root {{ {_families(brand, lent)} }}\n{others}"
        f':root, .k-drawing--light {{ {drawn} }}\n[data-md-color-scheme="{DARK}"] {{ {drawn_dark} }}\n'
        f"@media print {{ .k-drawing {{ {drawn} }} }}\n"
        f'{"".join(_colours(brand.light, "light", f"""[data-md-color-scheme="{LIGHT}"]"""))}'
        f'{"".join(_colours(brand.dark, "dark", f"""[data-md-color-scheme="{DARK}"]"""))}'
        # Without scripts the system's wish decides.
        f"@media (prefers-color-scheme: dark) {{\n{night}}}\n"
    )


def _in_cyrillic(code: str) -> bool:
    """Whether a language is written so: its pages have a family of their own."""
    return bool(code) and script_of(code) == "Cyrl"


def _set_apart(brand: Brand) -> list[str]:
    """The languages whose letters have families of their own."""
    return sorted({*brand.replaced, *filter(_in_cyrillic, available())})


def _families(brand: Brand, lent: Sequence[str], code: str = "") -> str:
    without = [name for name in lent if "sans" in name.casefold()]
    helping = "".join(f'"{name}", ' for name in sorted(lent, key=lambda name: name in without))
    plain = "".join(f'"{name}", ' for name in sorted(lent, key=lambda name: name not in without))
    serif = 'Georgia, "Times New Roman", serif'
    sans = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif'
    ours = CYRILLIC_FAMILY if _in_cyrillic(code) else SERIF

    def named(family: str) -> str:
        # Furniture is set in the letters of the system: ours would weigh as much again as the text's.
        return "" if family == SANS else f'"{ours}", ' if family == SERIF else f'"{family}", '

    def text(family: str) -> str:
        return f"{named(family)}{'' if family == SERIF else named(SERIF)}{helping}{serif}"

    return (
        f"--k-serif: {text(brand.text_family)}; --k-headings: {text(brand.heading_family)}; "
        f"--k-sans: {named(brand.caption_family)}{plain}{sans};"
    )


def _drawn(colours: Mapping[str, str]) -> str:
    """The colours of drawings."""
    return " ".join(f"--k-c-{name}: {colour};" for name, colour in colours.items())


def behind(brand: Brand) -> str:
    """What `typography` says beyond families, and the report's own sheet, to stand behind ours."""
    return rules(brand, link=".k-text a") + brand.sheets.get("site", "")


def _colours(colours: Colours, name: str, selector: str) -> Iterator[str]:
    """The rules of one scheme; its primary and accent colour only where mkdocs.yml names no other."""

    def said(prefix: str, variables: Mapping[str, str]) -> str:
        return " ".join(f"--{prefix}-{variable}: {colours[colour]};" for variable, colour in variables.items())

    yield f"{selector} {{ {said('k', _VARIABLES)} {said('md', _SCHEME)} --md-typeset-a-color: var(--md-primary-fg-color); color-scheme: {name}; }}\n"
    yield f'{selector}[data-md-color-primary="{OURS}"] {{ {said("md", _PRIMARY)} --k-accent: {colours["primary"]}; }}\n'
    yield f'{selector}[data-md-color-accent="{OURS}"] {{ {said("md", _ACCENT)} }}\n'


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
