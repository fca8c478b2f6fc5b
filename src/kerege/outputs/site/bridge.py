"""What Material's templates ask for, made of a `Layout`: settings, menu, page, contents, one before and one after.

A page that MkDocs makes, one of two languages, the one for wrong addresses and the landing page of a series go the same way,
so that all of them obey the theme's settings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib import metadata
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, pass_context
from jinja2.bccache import Bucket
from markupsafe import Markup

from kerege.languages import SOURCE
from kerege.outputs.site.fonts import BOLD, file_name
from kerege.outputs.site.house_style import DARK, LIGHT, OURS
from kerege.outputs.site.layout import Entry, Layout
from kerege.outputs.site.page_cache import PageCache, remember

THEME = Path(__file__).parent / "theme"
FEATURES = ("toc.integrate", "header.autohide", "navigation.sections")
"""Material's features where mkdocs.yml names none: contents within the menu leave the width to the figures."""
_UNMET = ("navigation.instant", "search.", "content.code.annotate", "content.code.select", "content.tabs.link")
"""Beginnings of features that our promises exclude; `kerege check` tells of them (`read/website.py`)."""
_PALETTES = (
    {"media": "(prefers-color-scheme: light)", "icon": "material/brightness-6", "label": "dark_colours"},
    {"media": "(prefers-color-scheme: dark)", "icon": "material/brightness-7", "label": "light_colours"},
)
_USUAL = {"icon": None, "logo": None, "favicon": "assets/kerege/icon.svg", "language": SOURCE, "direction": None}
_STOCK_FAVICON = "assets/images/favicon.png"
_ELSEWHERE = ("http:", "https:", "//", "mailto:", "data:", "#", "/")


def material_templates() -> Path:
    """The folder of Material's templates."""
    import material

    return Path(material.__file__).parent / "templates"


# --- templates ---------------------------------------------------------------------------------------------------------


class _Compiled(BytecodeCache):
    """Templates that were compiled once in this process: each language has an environment of its own."""

    kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code


class Ready(str):
    """An address that leads from the page already; `url` leaves it as it is."""

    __slots__ = ()


class _Loaders(ChoiceLoader):
    """Templates of several folders, of which only the editor's own are listed: MkDocs looks through the list for files to copy, and
    Material has ten thousand icons."""

    def __init__(self, loaders: Sequence[BaseLoader], own: str | None) -> None:
        super().__init__(loaders)
        self._own = own

    def list_templates(self) -> list[str]:
        return FileSystemLoader(self._own).list_templates() if self._own else []


def equip(env: Environment, own: str | None, cache: PageCache | None = None) -> Environment:
    """Give an environment Material's own templates as `material:NAME`, and addresses that begin at the page's root.

    Args:
        own: the editor's `custom_dir`.
        cache: where pages are kept.
    """
    if cache is not None:
        remember(env, own, cache)
    material = PrefixLoader({"material": FileSystemLoader(material_templates())}, delimiter=":")
    env.loader = _Loaders([env.loader, material] if env.loader else [material], own)
    env.bytecode_cache = _Compiled()
    before = env.filters.get("url")

    @pass_context
    def url(context: Any, value: object) -> str:
        layout = context.get("k")
        if layout is None and before is not None:
            return str(before(context, value))
        return address(str(value), layout.root) if not isinstance(value, Ready) else str(value)

    @pass_context
    def script_tag(context: Any, script: Any) -> str:
        kind = getattr(script, "type", "") or ""
        marks = f' type="{escape(kind)}"' if kind else ""
        marks += " defer" * bool(getattr(script, "defer", False)) + " async" * bool(getattr(script, "async_", False))
        return Markup(f'<script src="{escape(url(context, str(script)))}"{marks}></script>')

    env.filters |= {"url": url, "script_tag": script_tag}
    return env


def address(path: str, root: str) -> str:
    """A path below the website's root as a page calls it whose way up is `root`; other addresses as they are."""
    if path.startswith(_ELSEWHERE):
        return path
    return (root + ("" if path == "." else path.removeprefix("./"))) or "./"


@dataclass(frozen=True)
class Templates:
    """The templates of a website with its settings."""

    env: Environment
    config: Mapping[str, Any]

    def page(self, layout: Layout) -> str:
        """A page that MkDocs does not make."""
        return self.env.get_template("main.html").render(context(self.config, layout))

    def icons(self) -> str:
        """The style rules of the icons that mkdocs.yml names, which Material's template would put inline."""
        config = {**self.config, "theme": {**_USUAL, **dict(self.config.get("theme") or {})}}
        html = self.env.get_template("material:partials/icons.html").render(config=config)
        return "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))


# --- what the templates are given --------------------------------------------------------------------------------------


@dataclass(eq=False)
class Place:
    """A page, or a group of pages, as Material's menu knows it."""

    title: str
    """HTML."""
    url: str = ""
    active: bool = False
    children: tuple[Place, ...] | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)
    toc: tuple[Place, ...] = ()
    level: int = 0
    canonical_url: str = ""
    edit_url: str | None = None
    content: str = ""
    is_homepage: bool = False
    is_index: bool = False
    previous_page: Place | None = None
    next_page: Place | None = None
    ancestors: tuple[Place, ...] = ()
    typeset: None = None
    encrypted: bool = False

    @property
    def id(self) -> str:
        return self.url.removeprefix("#")


@dataclass(frozen=True)
class Menu:
    """Material's `nav`."""

    items: tuple[Place, ...]
    homepage: Place

    def __iter__(self) -> Iterator[Place]:
        return iter(self.items)


def context(config: Mapping[str, Any], layout: Layout, page: Any = None) -> dict[str, Any]:
    """The context of a page.

    Args:
        config: of MkDocs, or what stands for it.
        page: of MkDocs, where it makes the page: for what plugins have written into its metadata.
    """
    settings = settings_for(config, layout)
    here = _page(layout, page)
    home = Place(escape(layout.site_title), Ready(layout.home or "./"), is_homepage=True)
    chapters = tuple(_entry(entry, here) for entry in layout.chapters)
    more = tuple(_entry(entry, here) for entry in layout.pages)
    group = Place(escape(layout.labels["menu_more"]), children=more, active=here in more) if more else None
    nav = Menu((*chapters, *([group] if group else ())), home)
    if group is not None and here in more:
        here.ancestors = (group,)
    return {
        "k": layout,
        "config": settings,
        "page": here,
        "nav": nav,
        "base_url": layout.root.rstrip("/") or ".",
        "furniture": furniture(layout.language),
        "material_version": metadata.version("mkdocs-material"),
        "k_fonts": fonts_of(layout),
        "k_palettes": json.dumps(_colours(settings["theme"]["palette"]), separators=(",", ":")),
    }


_BOLD = re.compile(r"<(h[1-4]|strong|b)\b[^>]*>(.*?)</\1>|<a class=\"k-stat\"[^>]*>(.*?)</a>", re.DOTALL)


def fonts_of(layout: Layout) -> tuple[str, ...]:
    """The files that a page shows first: a bold Latin name in Cyrillic would else stand in letters of the system."""
    bold = file_name(BOLD, "latin")
    if bold in layout.fonts:
        return layout.fonts
    text = f"<h1>{layout.heading or escape(layout.title)}</h1>{layout.content}"
    shown = (match[2] or match[3] or "" for match in _BOLD.finditer(text))
    latin = any(re.search(r"[A-Za-z]", re.sub(r"<[^>]*>|&\w+;", "", words)) for words in shown)
    return (*layout.fonts, bold) if latin and layout.fonts else layout.fonts


def settings_for(config: Mapping[str, Any], layout: Layout) -> dict[str, Any]:
    """The settings as a page of this language has them: a copy, in which what mkdocs.yml leaves open is filled in."""
    theme = {**_USUAL, **dict(config.get("theme") or {})}
    theme["features"] = [name for name in theme.get("features") or FEATURES if not name.startswith(_UNMET)]
    if theme["favicon"] == _STOCK_FAVICON:
        theme["favicon"] = _USUAL["favicon"]
    theme["palette"] = palettes(theme.get("palette"), layout.labels)
    theme["font"] = False
    extra = {"generator": False, **dict(config.get("extra") or {})}
    for name in ("analytics", "consent", "alternate"):
        extra.pop(name, None)
    return {**config, "site_name": layout.site_title, "theme": theme, "extra": extra}


def palettes(given: Any, labels: Mapping[str, str]) -> Any:
    """Material's palette, filled in: a colour that is not named is ours, as long as the scheme is ours."""
    if not given:
        return [
            _filled({"media": p["media"], "toggle": {"icon": p["icon"], "name": labels[p["label"]]}}) for p in _PALETTES
        ]
    return _filled(given) if isinstance(given, Mapping) else [_filled(entry) for entry in given]


def _filled(given: Mapping[str, Any]) -> dict[str, Any]:
    scheme = str(given.get("scheme") or (DARK if "dark" in str(given.get("media")) else LIGHT)).replace(" ", "-")
    usual = OURS if scheme in (LIGHT, DARK) else "indigo"
    return {
        **given,
        "media": given.get("media", ""),
        "scheme": scheme,
        **{name: str(given.get(name) or usual).replace(" ", "-") for name in ("primary", "accent")},
    }


def _colours(palette: Any) -> list[dict[str, str]]:
    entries = [palette] if isinstance(palette, Mapping) else palette
    return [{name: entry[name] for name in ("media", "scheme", "primary", "accent")} for entry in entries]


def needs_palette(config: Mapping[str, Any]) -> bool:
    """Whether Material's own colours are named, which its second style sheet holds."""
    found = palettes((config.get("theme") or {}).get("palette"), {"dark_colours": "", "light_colours": ""})
    return any(entry["primary"] != OURS or entry["accent"] != OURS for entry in _colours(found))


def _page(layout: Layout, page: Any) -> Place:
    hidden = {"front": ["navigation", "toc"], "series": ["navigation", "toc"], "parallel": ["navigation", "toc"]}
    meta = {key: value for key, value in (getattr(page, "meta", None) or {}).items() if key not in ("title", "status")}
    hide = [*(meta.get("hide") or ()), *hidden.get(layout.kind, ())]
    sections = tuple(
        Place(_words(heading.text, heading.lang or _other(layout.content_language, layout)), f"#{heading.id}", level=2)
        for heading in layout.toc
    )
    here = Place(_words(layout.title, _other(layout.content_language, layout)), Ready("./"), True)
    # Material skips to the first entry, and shows what stands below it.
    here.toc = (Place(here.title, Ready("#text"), children=sections, level=1),)
    here.meta = {**meta, "hide": hide} if hide else meta
    here.canonical_url, here.content = layout.canonical, layout.content
    here.is_homepage = layout.kind == "front"
    here.edit_url = getattr(page, "edit_url", None) if layout.kind in ("chapter", "front") else None
    here.previous_page, here.next_page = (_neighbour(entry) for entry in (layout.previous, layout.next))
    return here


def _entry(entry: Entry, here: Place) -> Place:
    title = _words(entry.title, entry.lang)
    if entry.number:
        title = f'<span class="k-nr">{escape(entry.number)}</span> {title}'
    if not entry.current:
        return Place(title, Ready(entry.href))
    here.title, here.url = title, Ready(entry.href)
    return here


def _neighbour(entry: Entry | None) -> Place | None:
    return Place(escape(entry.title), Ready(entry.href)) if entry else None


def _other(language: str, layout: Layout) -> str:
    return language if language != layout.language else ""


def _words(text: str, language: str) -> str:
    words = escape(text, quote=False)
    return f'<span lang="{language}">{words}</span>' if language else words


def furniture(language: str) -> str:
    """The language whose words Material's templates print for a page: its own where there is a file of it, else English."""
    folders = (THEME, material_templates())
    known = any((folder / "partials" / "languages" / f"{language}.html").is_file() for folder in folders)
    return language if known else SOURCE
