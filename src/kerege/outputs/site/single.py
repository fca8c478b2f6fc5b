"""One page of the website at a time, as a build would write it: for whoever looks at a page while it is written.

MkDocs reads its configuration once a language and lists the files; then each page asked for goes through the same
functions, plugins and template as in a build. A test compares both.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kerege.errors import BuildFailed
from kerege.messages import say
from kerege.outputs.site import engine
from kerege.outputs.site.bridge import Templates
from kerege.outputs.site.layout import SiteContext

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from kerege.outputs.site.page_cache import PageCache
    from kerege.outputs.site.plugin import KeregePlugin


@dataclass
class _LanguagePages:
    """What MkDocs keeps of one language."""

    config: MkDocsConfig
    env: Any
    plugin: KeregePlugin
    names: tuple[str, ...] = ()
    """The files and pages that `files` and `nav` know."""
    files: Files | None = None
    nav: Any = None


class Pages:
    """The pages of a website whose report changes while it runs. Not for two threads at once."""

    def __init__(self, root: Path, cache: PageCache | None = None) -> None:
        """Load what does not change with the report.

        Args:
            cache: where pages are kept.

        Raises:
            BuildFailed: `mkdocs.yml` is missing or cannot be used.
        """
        engine()
        self._root, self._cache = root, cache
        self.listing: tuple[str, ...] = ()
        """Every file of `docs/`, relative to the report's folder; the owner keeps it true."""
        self._shelves: dict[str, _LanguagePages] = {}

    def load(self, code: str) -> None:
        """Load what one language needs, which is otherwise done with its first page.

        Raises:
            BuildFailed: `mkdocs.yml` is missing or cannot be used.
        """
        self._shelf(code)

    def templates(self, site_context: SiteContext) -> Templates:
        """The same templates and settings for what MkDocs does not know of."""
        shown = self._shelf(site_context.original)
        return Templates(shown.env, shown.config)

    def page(self, site_context: SiteContext, code: str, name: str) -> str:
        """A chapter or a generated page as HTML.

        Raises:
            BuildFailed: MkDocs stopped; the message carries its reason.
        """
        shown, page = self._populated(site_context, code, name)
        from mkdocs.commands.build import get_context

        assert shown.files is not None
        context = get_context(shown.nav, shown.files.documentation_pages(), shown.config, page)
        template = shown.env.get_template(page.meta.get("template", "main.html"))
        context = shown.config.plugins.on_page_context(context, page=page, config=shown.config, nav=shown.nav)
        html = template.render(context)
        return str(shown.config.plugins.on_post_page(html, page=page, config=shown.config))

    def static(self, site_context: SiteContext, place: str) -> Path | None:
        """A file of `docs/` that a build would copy to this place."""
        for code in site_context.editions:
            shown = self._listed(site_context, code)
            assert shown.files is not None
            for file in shown.files:
                if file.dest_uri == place and not file.is_documentation_page() and file.abs_src_path:
                    return Path(file.abs_src_path)
        return None

    def _populated(self, site_context: SiteContext, code: str, name: str) -> tuple[_LanguagePages, Page]:
        from mkdocs.commands.build import _populate_page
        from mkdocs.exceptions import MkDocsException
        from mkdocs.structure.pages import Page

        shown = self._listed(site_context, code)
        assert shown.files is not None
        file = shown.files.get_file_from_path(f"{code}/{name}.md")
        if file is None:
            raise BuildFailed(say("MkDocs does not know the page '{name}' in '{code}'.", name=name, code=code))
        page = file.page or Page(None, file, shown.config)
        chapter = next((c for c in site_context.editions[code].everything if c.name == name), None)
        if chapter is not None:
            # What was scanned is what is shown, whatever has happened to the file since.
            file.content_string = chapter.text
        try:
            _populate_page(page, shown.config, shown.files)
        except MkDocsException as error:
            raise BuildFailed(say("The page was not made: {error}", error=error)) from error
        return shown, page

    def _shelf(self, code: str) -> _LanguagePages:
        if code not in self._shelves:
            self._shelves[code] = _load(self._root, code, self._cache)
        return self._shelves[code]

    def _listed(self, site_context: SiteContext, code: str) -> _LanguagePages:
        """The shown of a language with the files that the report has now."""
        from mkdocs.structure.files import get_files, set_exclusions
        from mkdocs.structure.nav import get_navigation

        from kerege.outputs.site.plugin import prepared

        shown = self._shelf(code)
        if shown.plugin.prepared is None or shown.plugin.prepared.site_context is not site_context:
            shown.plugin.prepared = prepared(site_context)
        names = (*self.listing, *(f"{key}/{name}" for key in site_context.editions for name in site_context.names(key)))
        if shown.files is None or names != shown.names:
            files = get_files(shown.config)
            files.add_files_from_theme(shown.env, shown.config)
            files = shown.config.plugins.on_files(files, config=shown.config)
            set_exclusions(files, shown.config)
            nav = get_navigation(files, shown.config)
            shown.nav = shown.config.plugins.on_nav(nav, config=shown.config, files=files)
            shown.files, shown.names = files, names
        return shown


def _load(root: Path, code: str, cache: PageCache | None) -> _LanguagePages:
    from mkdocs.exceptions import MkDocsException
    from mkdocs.structure.files import Files

    from kerege.outputs.site.configuration import configuration
    from kerege.outputs.site.plugin import KeregePlugin

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        config = configuration(root / "mkdocs.yml", root / ".kerege" / "preview", strict=False)
        config.plugins.on_startup(command="build", dirty=False)
        plugin = config.plugins["kerege"]
        assert isinstance(plugin, KeregePlugin)
        plugin.cache = cache
        i18n: Any = config.plugins.get("i18n")
        if i18n is not None:
            i18n.current_language = code
        config = config.plugins.on_config(config)
        env = config.theme.get_env()
        env = config.plugins.on_env(env, config=config, files=Files([]))
        return _LanguagePages(config, env, plugin)
    except (MkDocsException, SystemExit) as error:
        raise BuildFailed(say("mkdocs.yml cannot be used: {error}", error=error)) from error
