"""What every page loads: one style sheet of Material's and ours, scripts, letters, pictures."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from kerege.languages import OWN, language_pack, shipped
from kerege.model import Brand
from kerege.outputs.site import house_style
from kerege.outputs.site.bridge import THEME, Templates, material_templates, needs_palette
from kerege.outputs.site.cutting import cut, is_plain, shown
from kerege.outputs.site.fonts import font_css, web_fonts
from kerege.render.sheets import counted

SHEET = "assets/kerege/kerege.css"
_NOTICE = "/*! With rules of Material for MkDocs, (c) 2016-2025 Martin Donath, MIT licence */\n"
_OURS = THEME / "assets" / "kerege"


def version(brand: Brand, root: Path) -> str:
    """Changes with styles and scripts, as the program, the house style and the `mkdocs.yml` in `root` make them."""
    own = house_style.before(brand, root) + house_style.behind(brand) + _digits(root)
    whole = hashlib.sha256((font_css() + own).encode())
    for path in (*sorted(_OURS.glob("*.*")), _sheet("main"), _sheet("palette"), bundle(), root / "mkdocs.yml"):
        whole.update(path.read_bytes() if path.is_file() else b"")
    return whole.hexdigest()[:8]


def style_sheet(templates: Templates, brand: Brand, root: Path) -> str:
    """The style sheet of every page: Material's, the colours of the house style, the icons of mkdocs.yml, ours, the report's.

    Args:
        root: the folder of the report that the house style belongs to.
    """
    config = templates.config
    ours = _without_comments((_OURS / "kerege.css").read_text(encoding="utf-8"))
    ours = f"{house_style.before(brand, root)}{templates.icons()}{ours}{house_style.behind(brand)}"
    material = _material("main")
    if is_plain(config):
        material = cut(material, shown(config), ours)
    palette = _material("palette") if needs_palette(config) else ""
    # In a layer, so that ours, and an editor's, go before it whatever their selectors.
    return f"{_NOTICE}{font_css()}@layer material{{{material}{palette}}}\n{_digits(root)}{ours}"


def _digits(root: Path) -> str:
    """How numbered lists count in the languages that have digits of their own, those of the report in `root` included."""
    own = (path.parent.name for path in (root / OWN).glob("*/language.txt"))
    return counted(map(language_pack, sorted({*shipped(), *own})))


@cache
def _material(name: str) -> str:
    text = _sheet(name).read_text(encoding="utf-8").partition("/*# sourceMappingURL")[0]
    return text.replace('@charset "UTF-8";', "").strip()


@cache
def _sheet(name: str) -> Path:
    (path,) = (material_templates() / "assets" / "stylesheets").glob(f"{name}.*.min.css")
    return path


@cache
def bundle() -> Path:
    """Material's script."""
    (path,) = (material_templates() / "assets" / "javascripts").glob("bundle.*.min.js")
    return path


def theme_files() -> tuple[str, ...]:
    """The files of the theme, by their places below the website's root."""
    ours = (f"assets/kerege/{path.name}" for path in sorted(_OURS.glob("*.*")))
    return (*ours, f"assets/javascripts/{bundle().name}", *(f"assets/kerege/fonts/{name}" for name in web_fonts()))


def theme_file(name: str, templates: Templates, brand: Brand, root: Path) -> bytes:
    """One of `theme_files`."""
    if name == SHEET:
        return style_sheet(templates, brand, root).encode()
    if name.startswith("assets/kerege/fonts/"):
        return web_fonts()[name.rpartition("/")[2]]
    own = _OURS / name.rpartition("/")[2]
    if own.suffix in (".js", ".css"):
        return _without_comments(own.read_text(encoding="utf-8")).encode() if own.is_file() else bundle().read_bytes()
    return own.read_bytes()


def _without_comments(text: str) -> str:
    """A style sheet or script of ours: the reasons in it are for who reads the source, and weigh on every first visit."""
    return re.sub(r"(?m)^[ \t]*/\*.*?\*/[ \t]*\n|^[ \t]+", "", text, flags=re.DOTALL | re.MULTILINE)
