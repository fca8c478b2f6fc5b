"""MkDocs' configuration, made of `mkdocs.yml` and `report.yml`: what has an effect in a report, and nothing else.

A file that was written for another website may name extensions, plugins and keys by which MkDocs would end the build although none of
them does anything here. `read/website.py` tells each with its line; MkDocs never hears of it. The languages are those of `report.yml`,
whatever `mkdocs.yml` lists: static-i18n asks for a list of its own, which is filled in in the report's order, the original first and
at the root; what `mkdocs.yml` says of one of them beside stays.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from kerege.errors import BuildFailed
from kerege.languages import language_pack
from kerege.messages import say
from kerege.model import Settings, words_in
from kerege.read.records import LOADER, Complaints
from kerege.read.report import settings_of
from kerege.read.website import KEYS, PLUGINS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_OURS = ("locale", "default", "build", "link", "fixed_link")
_USUAL = {
    "docs_structure": "folder",
    "fallback_to_default": False,
    "reconfigure_material": False,
    "reconfigure_search": False,
}
_FIXED: dict[str, Any] = {
    "nav": [], "use_directory_urls": True, "exclude_docs": "", "draft_docs": "", "docs_dir": "docs",
}  # fmt: skip
"""Settings of MkDocs by which chapters would be missing, or stand elsewhere than links lead; a check says that they have no effect."""


_SERVING = "watch", "dev_addr"
"""What is for `mkdocs serve` alone, and may name what is not there."""


def configuration(config_file: Path, site: Path, *, strict: bool) -> MkDocsConfig:
    """What MkDocs builds by.

    Args:
        config_file: `mkdocs.yml` in the report's folder.
        site: the folder for the finished website.

    Raises:
        BuildFailed: a value cannot be used; the message names key and reason.
        mkdocs.exceptions.MkDocsException: the file cannot be read.
    """
    from mkdocs.config.defaults import MkDocsConfig

    config = MkDocsConfig(config_file_path=str(config_file))
    settings = settings_of(config_file.parent, Complaints())
    written = _written(config_file, config)
    config.load_dict({"site_name": words_in(settings.title, settings.original), **written})
    # A place to edit pages means nothing without a repository; MkDocs would end the build for it.
    fixed = _FIXED if written.get("repo_url") else {**_FIXED, "edit_uri": "", "edit_uri_template": ""}
    config.load_dict({
        **fixed, "plugins": _plugins(written.get("plugins"), settings), "theme": _theme(written.get("theme")), "site_dir": str(site),
        "strict": strict,
    })  # fmt: skip
    wrong, _ = config.validate()
    for key, error in wrong:
        raise BuildFailed(say("mkdocs.yml: '{key}' cannot be used: {error}", key=key, error=error))
    return config


def _written(path: Path, config: MkDocsConfig) -> dict[str, Any]:
    """What a file says that has an effect, and the file that it inherits from."""
    import mergedeep  # type: ignore[import-untyped]  # MkDocs merges with it too
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    text = path.read_text(encoding="utf-8-sig")
    found: dict[str, Any] = yaml_load(_effective(text), get_yaml_loader(config=config))
    inherited = path.parent / str(found.pop("INHERIT", None) or "")
    if inherited.is_file():
        found = mergedeep.merge({}, _written(inherited, config), found)
    return {key: value for key, value in found.items() if value is not None}


def _effective(text: str) -> str:
    """A file without what has no effect: each such key with what stands below it. Lines stay where they are."""
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:
        return text  # MkDocs says where.
    lines = text.splitlines(keepends=True)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return text
    starts = [key.start_mark.line for key, _ in node.value]
    for (key, _), start, end in zip(node.value, starts, [*starts[1:], len(lines)], strict=True):
        if KEYS.get(str(key.value), "unknown") or key.value in _SERVING:
            lines[start:end] = ["\n"] * (end - start)
    return "".join(lines)


def _theme(written: object) -> dict[str, Any]:
    """Material, with what is said of it; templates ask for what is in `features` and would stumble over nothing."""
    given = written if isinstance(written, dict) else {}
    return {**{key: value for key, value in given.items() if value is not None}, "name": "material"}


def _plugins(written: object, settings: Settings) -> list[Any]:
    """The plugins that work here, with the languages of the report; Kerege's own also where nobody lists it."""
    plugins = [{name: options} for name, options in written.items()] if isinstance(written, dict) else written
    # A plugin that has no place here was told (`read/website.py`), and does nothing.
    listed = [
        entry
        for entry in (plugins if isinstance(plugins, list) else [])
        if not PLUGINS.get(_name(entry).removeprefix("material/"))
    ]
    found = [entry for entry in listed if _name(entry) == "i18n"]
    filled = {"i18n": _filled(found[0] if found else "i18n", settings)}
    kept = [filled if entry in found[:1] else entry for entry in listed if entry not in found[1:]]
    if not any(_name(entry) == "kerege" for entry in kept):
        kept.append("kerege")
    return kept if found else [filled, *kept]


def _name(entry: object) -> str:
    return str(next(iter(entry), "")) if isinstance(entry, dict) else str(entry)


def _filled(entry: object, settings: Settings) -> dict[str, Any]:
    given = (entry.get("i18n") if isinstance(entry, dict) else None) or {}
    listed = {
        str(language.get("locale")): language for language in given.get("languages") or () if isinstance(language, dict)
    }
    languages = []
    for code in settings.languages:
        own = {key: value for key, value in listed.get(code, {}).items() if key not in _OURS}
        usual = {"name": language_pack(code).name, "site_name": words_in(settings.title, code)}
        languages.append({**usual, **own, "locale": code, "default": code == settings.original, "build": True})
    return {**given, **_USUAL, "languages": languages}
