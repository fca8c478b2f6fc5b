"""The languages of the website: those of `report.yml`, whatever `mkdocs.yml` lists.

static-i18n asks for a list of its own. A report names its languages once, so the list is filled in before MkDocs reads its
configuration: in the report's order, the original first and at the root; what `mkdocs.yml` says of one of them beside stays.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kerege.languages import language_pack
from kerege.model import Settings, words_in
from kerege.read.records import Complaints
from kerege.read.report import settings_of
from kerege.read.website import PLUGINS

_OURS = ("locale", "default", "build", "link", "fixed_link")
_USUAL = {
    "docs_structure": "folder",
    "fallback_to_default": False,
    "reconfigure_material": False,
    "reconfigure_search": False,
}


_FIXED: dict[str, Any] = {"nav": [], "use_directory_urls": True, "exclude_docs": "", "draft_docs": ""}
"""Settings of MkDocs by which chapters would be missing, or stand elsewhere than links lead; a check says that they have no effect."""


def plugins_of(config_file: Path) -> dict[str, Any]:
    """The option `plugins` for MkDocs' loading of `mkdocs.yml`, with the languages of the report beside it.

    Returns:
        No plugins where `mkdocs.yml` lists no plugins as MkDocs asks for, which MkDocs then says.
    """
    from mkdocs.utils.yaml import yaml_load

    with config_file.open("rb") as stream:
        written = yaml_load(stream) or {}
    # A place to edit pages means nothing without a repository; MkDocs would end the build for it.
    fixed = _FIXED if written.get("repo_url") else {**_FIXED, "edit_uri": "", "edit_uri_template": ""}
    plugins = written.get("plugins")
    settings = settings_of(config_file.parent, Complaints())
    if isinstance(plugins, dict):
        plugins = [{name: options} for name, options in plugins.items()]
    if not isinstance(plugins, list) or not any(_name(entry) == "kerege" for entry in plugins):
        return dict(fixed)
    found = [entry for entry in plugins if _name(entry) == "i18n"]
    filled = {"i18n": _filled(found[0] if found else "i18n", settings)}
    # A plugin that has no place here was told (`read/website.py`), and does nothing.
    plugins = [entry for entry in plugins if not PLUGINS.get(_name(entry).removeprefix("material/"))]
    kept = [filled if entry in found[:1] else entry for entry in plugins if entry not in found[1:]]
    return {**fixed, "plugins": kept if found else [filled, *kept]}


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
    return {**_USUAL, **given, "languages": languages}
