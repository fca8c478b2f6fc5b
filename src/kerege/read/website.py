"""`mkdocs.yml`: every key works, or is told with its line; files of the editor's own are listed by their digest.

MkDocs and Material read the file themselves when the website is built. What stands here is what an editor should hear before:
which settings Kerege's promises exclude (nothing asked of other servers, nothing inline, the same text in every output), which
report.yml has already, and which nobody knows.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.files import inside
from kerege.findings import Finding, Location
from kerege.messages import say
from kerege.model.website import OwnFile, Website
from kerege.read.records import LEADS_OUT, Complaints, Node, parse_yaml, read_text, require_yaml

FILE = PurePosixPath("mkdocs.yml")
_IN_REPORT = say("report.yml says it already")
_ELSEWHERE = say("the website asks no other server for anything")
_MARKDOWN = say("Kerege reads the Markdown itself, so that every output has the same text")
_SEARCH = say("the search is Kerege's own")
_NO_REPOSITORY = say("there is no repo_url")
_NO_PAGES = say("the pages are the chapters of the report and those that Kerege makes")
_ADDRESSES = say("every page has an address that ends in a slash")
_BUILT = say("kerege build writes build/site")
_LANGUAGES = say("the languages of report.yml have it")
_NO_EFFECT = say("nothing of a report uses it")
_CHAPTERS = say("the chapters stand in docs/, a folder for each language")
_PRINTED = say("kerege build makes the PDF, the EPUB and the Word file")
_DATED = say("every page carries the date of its edition")
_OWN_SCRIPTS = say("it writes a script into every page, and nothing inline may run")
_MENU = say("chapters stand in the order of their numbers, on paper as on screen")

KEYS: Mapping[str, str] = {
    **dict.fromkeys(
        ("site_name", "site_url", "theme", "plugins", "extra", "extra_css", "extra_javascript", "copyright",
         "repo_url", "repo_name", "edit_uri", "edit_uri_template", "hooks", "INHERIT",
         "not_in_nav", "dev_addr", "watch", "strict", "validation", "remote_branch", "remote_name", "site_dir"), ""),
    **dict.fromkeys(("site_description", "site_author"), _IN_REPORT),
    **dict.fromkeys(("markdown_extensions", "mdx_configs"), _MARKDOWN),
    "docs_dir": _CHAPTERS, "nav": _MENU, **dict.fromkeys(("exclude_docs", "draft_docs"), _MENU), "use_directory_urls": _ADDRESSES, "extra_templates": _NO_PAGES,
}  # fmt: skip
"""Keys of mkdocs.yml: why each has no effect; empty for those that have."""
THEME: Mapping[str, str] = {
    **dict.fromkeys(("name", "custom_dir", "features", "palette", "logo", "favicon", "icon", "direction"), ""),
    "font": _ELSEWHERE, "language": _LANGUAGES, "locale": _LANGUAGES, "static_templates": _NO_PAGES,
}  # fmt: skip
FEATURES: Mapping[str, str] = {
    **dict.fromkeys(
        ("announce.dismiss", "content.action.edit", "content.action.view", "content.tooltips",
         "header.autohide", "navigation.expand", "navigation.footer", "navigation.path", "navigation.prune",
         "navigation.sections", "navigation.tabs", "navigation.tabs.sticky", "navigation.top", "navigation.tracking",
         "toc.follow", "toc.integrate"), ""),
    **dict.fromkeys(
        ("navigation.instant", "navigation.instant.prefetch", "navigation.instant.preview", "navigation.instant.progress"),
        say("a page would keep language and policy of the one before")),
    **dict.fromkeys(("search.highlight", "search.share", "search.suggest"), _SEARCH),
    **dict.fromkeys(
        ("content.code.annotate", "content.code.copy", "content.code.select", "content.tabs.link", "content.footnote.tooltips",
         "navigation.indexes"), _NO_EFFECT),
}  # fmt: skip
EXTRA: Mapping[str, str] = {
    **dict.fromkeys(("social", "homepage", "generator", "scope", "tags", "polyfills", "version"), ""),
    **dict.fromkeys(("analytics", "consent", "disqus"), say("no reader is counted or followed")),
    "alternate": _LANGUAGES, "annotate": _NO_EFFECT, "status": say("what state a chapter is in stands in the page in words"),
}  # fmt: skip
PLUGINS: Mapping[str, str] = {
    **dict.fromkeys(("i18n", "kerege", "search", "minify", "tags"), ""),
    **dict.fromkeys(
        ("git-revision-date-localized", "git-revision-date", "git-authors", "git-committers", "git-latest-changes"),
        _DATED),
    "social": say("cards for sharing are made already, without another server"),
    "privacy": say("nothing comes from other servers that would have to be fetched"),
    "offline": say("a copy for reading without a network is made already"),
    "rss": say("a feed of editions is made already in each language"),
    **dict.fromkeys(("glightbox", "lightbox", "panzoom", "termynal", "tooltips", "ezlinks", "mkdocs-video", "video"), _OWN_SCRIPTS),
    "redirects": say("it writes a script into pages, and nothing inline may run; let the server do it"),
    "mike": say("each edition has its own address; versions side by side are the server's matter"),
    **dict.fromkeys(
        ("macros", "include-markdown", "table-reader", "abbreviations", "snippets", "typeset", "mkdocstrings", "autorefs", "markdown-exec",
         "mkdocs-jupyter", "mermaid2", "mkdocs-simple-hooks", "codeinclude", "build_plantuml", "kroki", "drawio", "charts", "bibtex", "glossary",
         "caption", "img2fig", "roamlinks", "wikilinks", "obsidian-interactive-graph", "callouts", "swagger-ui-tag", "llmstxt", "coverage"),
        _MARKDOWN),
    **dict.fromkeys(
        ("blog", "awesome-pages", "awesome-nav", "literate-nav", "gen-files", "section-index", "exclude", "exclude-search", "monorepo",
         "multirepo", "same-dir", "simple", "alias", "file-filter", "autonav"), _NO_PAGES),
    **dict.fromkeys(("with-pdf", "pdf-export", "print-site", "exporter", "page-to-pdf", "mkdocs-pdf"), _PRINTED),
    **dict.fromkeys(("optimize", "group", "info", "meta", "projects"), _NO_EFFECT),
}  # fmt: skip
"""Plugins that people use: why each can do nothing here; empty for those that work. One that can do nothing need not be installed."""
I18N = {
    "docs_structure": "folder",
    "fallback_to_default": "false",
    "reconfigure_material": "false",
    "reconfigure_search": "false",
}
"""How static-i18n finds the chapters of a report, whatever is written."""
_LISTS = "extra_css", "extra_javascript", "hooks", "theme: features", "extra: social"
"""Settings that are lists; what Material or MkDocs makes of a single word is not what was meant."""
_MAPPINGS = ("extra",)
_TEMPLATES = (".html", ".xml", ".txt")
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def read_website(root: Path, complaints: Complaints) -> Website:
    """The settings of the website in `root`, with a finding for each that has no effect: W001 to W006."""
    if not (root / FILE).is_file():
        return Website()
    # A file that cannot be read is told once.
    require_yaml(root / FILE, FILE, complaints)
    text = read_text(root / FILE, FILE, Complaints())
    node = parse_yaml(text or "", FILE, Complaints())
    if node is None or not isinstance(node.value, dict):
        return Website()
    settings = _Settings(root, node)
    complaints.findings += settings.findings()
    files: dict[OwnFile, Location] = {}
    for file, place in settings.files(complaints):
        files.setdefault(file, place)
    complaints.findings += [_listed(file, place) for file, place in files.items()]
    return Website(tuple(files))


def _listed(file: OwnFile, place: Location) -> Finding:
    return Finding(place, problem("W006", path=file.path, digest=file.digest))


class _Settings:
    def __init__(self, root: Path, node: Node) -> None:
        self._root = root
        self._node = node
        self._top = _fields(node)
        self._theme = _fields(self._top.get("theme"))
        self._own_templates = "custom_dir" in self._theme

    def findings(self) -> Iterator[Finding]:
        """Keys without effect, keys that nobody knows, plugins."""
        yield from self._keys(self._node, KEYS, "")
        edit = self._top.get("edit_uri")
        if edit is not None and "repo_url" not in self._top and "://" not in str(edit.value):
            yield _no_effect(self._node.keys["edit_uri"], "edit_uri", _NO_REPOSITORY)
        yield from self._name()
        if "theme" in self._top:
            yield from self._keys(self._top["theme"], THEME, "theme: ", any_other=self._own_templates)
        yield from self._features()
        if "extra" in self._top:
            yield from self._keys(self._top["extra"], EXTRA, "extra: ", any_other=self._own_templates)
        yield from self._plugins()
        yield from self._icons()

    def _keys(self, node: Node, known: Mapping[str, str], within: str, any_other: bool = False) -> Iterator[Finding]:
        """
        Args:
            any_other: templates of the editor's own may ask for further keys.
        """
        for key, value in _fields(node).items():
            place = node.keys.get(key, node.location)
            name = f"{within}{key}"
            if value.value is not None and (
                (name in _LISTS and not isinstance(value.value, list))
                or (name in _MAPPINGS and not isinstance(value.value, dict))
            ):
                yield Finding(value.location, problem("W008/list" if name in _LISTS else "W008/mapping", name=name))
            if known.get(key) and not self._says_the_same(key, value):
                yield _no_effect(place, f"{within}{key}", known[key])
            elif key not in known and not any_other:
                yield _unknown(place, f"{within}{key}", difflib.get_close_matches(key, known, 1))

    def _says_the_same(self, key: str, value: Node) -> bool:
        return (key, value.value) in (
            ("font", "false"),
            ("use_directory_urls", "true"),
            ("docs_dir", "docs"),
            ("docs_dir", "docs/"),
        )

    def _name(self) -> Iterator[Finding]:
        theme = self._top.get("theme")
        name = self._theme.get("name", theme if theme is not None and isinstance(theme.value, str) else None)
        if name is not None and name.value != "material":
            yield Finding(name.location, problem("W001/theme", name=name.value))
        site = self._top.get("site_dir")
        if site is not None and str(site.value).rstrip("/") not in ("build/site", "site"):
            yield _no_effect(site.location, "site_dir", _BUILT)

    def _features(self) -> Iterator[Finding]:
        for node in _items(self._theme.get("features")):
            name = str(node.value)
            if FEATURES.get(name):
                yield _no_effect(node.location, f"features: {name}", FEATURES[name])
            elif name not in FEATURES:
                yield _unknown(node.location, f"features: {name}", difflib.get_close_matches(name, FEATURES, 1))

    def _plugins(self) -> Iterator[Finding]:
        known = {point.name: point for point in metadata.entry_points(group="mkdocs.plugins")}
        listed = self._top.get("plugins")
        if listed is not None and not any(name == "kerege" for name, _, _ in _named(listed)):
            yield Finding(self._node.keys["plugins"], problem("W003/absent"))
        for name, options, place in _named(listed):
            short = name.removeprefix("material/")
            if reason := PLUGINS.get(short):
                yield Finding(place, problem("W003", name=name, reason=reason))
            elif name not in known and f"material/{name}" not in known:
                yield Finding(place, problem("W004", name=name))
            elif short not in PLUGINS:
                yield Finding(place, problem("W003/not-tried", name=name))
            if short == "i18n":
                for option, node in _fields(options).items():
                    if option in I18N and node.value != I18N[option]:
                        yield _no_effect(node.location, f"i18n: {option}", _CHAPTERS)
            if short == "search":
                for option in _fields(options):
                    if option != "enabled":
                        yield _no_effect(place, f"search: {option}", _SEARCH)
            elif _fields(options) and short not in ("i18n", "kerege"):
                point = known.get(name) or known.get(f"material/{name}")
                options_of = {key for key, _ in point.load().config_scheme} if point else set(_fields(options))
                for option in _fields(options):
                    if option not in options_of:
                        yield _unknown(place, f"{name}: {option}", difflib.get_close_matches(option, options_of, 1))

    def _icons(self) -> Iterator[Finding]:
        """Icons that are neither Material's nor the editor's own: its templates would stop there."""
        own = self._theme.get("custom_dir")
        folders = [self._root / str(own.value) / ".icons"] if own is not None else []
        material = find_spec("material")
        folders += [
            Path(place) / "templates" / ".icons" for place in (material and material.submodule_search_locations) or ()
        ]
        named = list(_leaves(self._theme.get("icon")))
        for one in (*_items(self._theme.get("palette")), *_items(_fields(self._top.get("extra")).get("social"))):
            fields = _fields(one)
            holder = _fields(fields["toggle"]) if "toggle" in fields else fields if "link" in fields else None
            if holder is not None:
                named.append(holder.get("icon", Node("", one.location)))
        for node in named:
            if not any((folder / f"{node.value}.svg").is_file() for folder in folders):
                yield Finding(
                    node.location, problem("W005/icon" if node.value else "W005/no-icon", path=str(node.value))
                )

    # --- files ---

    def files(self, complaints: Complaints) -> Iterator[tuple[OwnFile, Location]]:
        """The editor's own files that are named, with where; W005 for one that is not there or on another server."""
        docs = "docs"
        own = self._theme.get("custom_dir")
        folder = str(own.value) if own is not None and own.value else ""
        if own is not None and folder:
            yield from self._folder(folder, own, complaints)
        inherited = self._top.get("INHERIT")
        if inherited is not None and not (self._root / str(inherited.value)).is_file():
            complaints.add(inherited.location, problem("W005", path=str(inherited.value), folder="."))
        for hook in _items(self._top.get("hooks")):
            if not (self._root / str(hook.value)).is_file():
                complaints.add(hook.location, problem("W005", path=str(hook.value), folder="."))
        named = [*_items(self._top.get("extra_css")), *_scripts(self._top.get("extra_javascript"))]
        named += [self._theme[key] for key in ("logo", "favicon") if key in self._theme]
        for node in named:
            path = str(node.value or "").partition("?")[0]
            if not path:
                continue
            if _URL.match(path):
                complaints.add(node.location, problem("W005/elsewhere", path=path))
                continue
            found = next((base for base in (docs, folder) if base and (self._root / base / path).is_file()), None)
            if found is None:
                complaints.add(node.location, problem("W005", path=path, folder=docs))
            elif found == docs:
                yield from self._file(PurePosixPath(docs, path), path, node, complaints)

    def _folder(self, folder: str, node: Node, complaints: Complaints) -> Iterator[tuple[OwnFile, Location]]:
        if not (self._root / folder).is_dir():
            complaints.add(node.location, problem("W005/folder", path=folder))
            return
        for path in sorted((self._root / folder).rglob("*")):
            inner = path.relative_to(self._root / folder)
            if path.is_file() and not any(part.startswith(".") and part != ".icons" for part in inner.parts):
                template = path.suffix in _TEMPLATES or inner.parts[0] == ".icons"
                place = "" if template else inner.as_posix()
                yield from self._file(PurePosixPath(folder) / inner.as_posix(), place, node, complaints)

    def _file(
        self, path: PurePosixPath, place: str, node: Node, complaints: Complaints
    ) -> Iterator[tuple[OwnFile, Location]]:
        if not inside(self._root / path, self._root):
            complaints.add(node.location, LEADS_OUT)
            return
        digest = hashlib.sha256((self._root / path).read_bytes()).hexdigest()
        yield OwnFile(path, place, digest), node.location


def _no_effect(place: Location, name: str, reason: str) -> Finding:
    return Finding(place, problem("W001", name=name, reason=reason))


def _unknown(place: Location, name: str, near: list[str]) -> Finding:
    return Finding(place, problem("W002/near", name=name, near=near[0]) if near else problem("W002", name=name))


def _fields(node: Node | None) -> dict[str, Node]:
    return node.value if node is not None and isinstance(node.value, dict) else {}


def _items(node: Node | None) -> list[Node]:
    return node.value if node is not None and isinstance(node.value, list) else []


def _leaves(node: Node | None) -> Iterator[Node]:
    """The single values of a mapping of mappings."""
    for value in _fields(node).values():
        if isinstance(value.value, str):
            yield value
        yield from _leaves(value)


def _scripts(node: Node | None) -> Iterator[Node]:
    """Scripts by their paths, written plainly or with how they are loaded."""
    for item in _items(node):
        path = _fields(item).get("path", item)
        if isinstance(path.value, str):
            yield path


def _named(node: Node | None) -> Iterator[tuple[str, Node | None, Location]]:
    """Plugins by name, with their options."""
    if node is not None and isinstance(node.value, dict):
        for name, options in node.value.items():
            yield name, options, node.keys.get(name, node.location)
    for item in _items(node):
        if isinstance(item.value, dict):
            for name, options in item.value.items():
                yield name, options, item.keys.get(name, item.location)
        else:
            yield str(item.value), None, item.location
