"""The website, by MkDocs with Material and static-i18n. This room is the only one that knows MkDocs."""

from __future__ import annotations

import importlib
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kerege.errors import BuildFailed
from kerege.evidence.ledger import Ledger
from kerege.findings import Finding
from kerege.messages import say
from kerege.model import Report
from kerege.outputs.site.finish import finish_site

if TYPE_CHECKING:
    from kerege.outputs.site.layout import SiteContext
    from kerege.outputs.site.page_cache import PageCache

__all__ = ["Checked", "build_language", "build_site", "engine", "finish_site"]


@dataclass(frozen=True)
class Checked:
    """A report that was read and checked."""

    report: Report
    findings: tuple[Finding, ...]
    ledger: Ledger


def build_site(root: Path, out: Path, checked: Checked | None = None) -> None:
    """Build the website of the report in `root` into `out`, strictly.

    Args:
        checked: the report, where it was read and checked already; else the plugin does both.

    Raises:
        BuildFailed: MkDocs stopped; the message carries its reason.
    """
    with _engine_at_work(root, out) as (config, build):
        plugin = config.plugins.get("kerege")
        if plugin is not None and checked is not None:
            plugin.checked = checked
        build(config)


def build_language(
    root: Path, out: Path, site_context: SiteContext, code: str, drawings: Path, cache: PageCache | None = None
) -> None:
    """Build the pages of one language into `out`, strictly, with the files that only they use.

    Args:
        drawings: the folder where the figures were drawn.
        cache: where pages are kept.

    Raises:
        BuildFailed: MkDocs stopped; the message carries its reason.
    """
    with _engine_at_work(root, out) as (config, build):
        from kerege.outputs.site.plugin import prepared

        languages = config.plugins["i18n"].config.languages
        if not any(language.locale == code and language.build for language in languages):
            return  # mkdocs.yml does not build the language.
        for language in languages:
            language.build = language.locale == code
        # static-i18n begins with this one, and goes on to those that are to be built: no other.
        config.plugins["i18n"].current_language = code
        plugin = config.plugins["kerege"]
        plugin.prepared, plugin.cache = prepared(site_context, drawings), cache
        build(config)


@contextmanager
def _engine_at_work(root: Path, out: Path) -> Iterator[tuple[Any, Callable[[Any], None]]]:
    """MkDocs' configuration and its build; what it raises says that the website was not built."""
    engine()
    from mkdocs.commands.build import build
    from mkdocs.exceptions import MkDocsException

    from kerege.outputs.site.configuration import configuration

    config_file = root / "mkdocs.yml"
    if not config_file.is_file():
        raise BuildFailed(say("There is no mkdocs.yml in {root}; 'kerege new DIR' shows one.", root=root))
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = configuration(config_file, out, strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        yield config, build
    except (MkDocsException, SystemExit) as error:
        raise BuildFailed(say("The website was not built: {error}", error=error)) from error


def engine() -> None:
    """MkDocs; where it is not installed, ProperDocs under its name: the fork that goes on where MkDocs 1 ends.

    Raises:
        BuildFailed: neither is installed.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    try:
        importlib.import_module("mkdocs")
    except ImportError:
        try:
            importlib.import_module("properdocs.replacement")
        except ImportError as error:
            raise BuildFailed(say("Neither MkDocs nor ProperDocs is installed; install mkdocs.")) from error
