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
from kerege.outputs.site.layout import House

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from kerege.outputs.site.page_cache import PageCache
    from kerege.outputs.site.plugin import KeregePlugin


@dataclass
class _Shelf:
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
        self._shelves: dict[str, _Shelf] = {}

    def load(self, code: str) -> None:
        """Load what one language needs, which is otherwise done with its first page.

        Raises:
            BuildFailed: `mkdocs.yml` is missing or cannot be used.
        """
        self._shelf(code)

    def templates(self, house: House) -> Templates:
        """The same templates and settings for what MkDocs does not know of."""
        shelf = self._shelf(house.original)
        return Templates(shelf.env, shelf.config)

    def page(self, house: House, code: str, name: str) -> str:
        """A chapter or a generated page as HTML.

        Raises:
            BuildFailed: MkDocs stopped; the message carries its reason.
        """
        shelf, page = self._populated(house, code, name)
        from mkdocs.commands.build import get_context

        assert shelf.files is not None
        context = get_context(shelf.nav, shelf.files.documentation_pages(), shelf.config, page)
        template = shelf.env.get_template(page.meta.get("template", "main.html"))
        context = shelf.config.plugins.on_page_context(context, page=page, config=shelf.config, nav=shelf.nav)
        html = template.render(context)
        return str(shelf.config.plugins.on_post_page(html, page=page, config=shelf.config))

    def static(self, house: House, place: str) -> Path | None:
        """A file of `docs/` that a build would copy to this place."""
        for code in house.editions:
            shelf = self._listed(house, code)
            assert shelf.files is not None
            for file in shelf.files:
                if file.dest_uri == place and not file.is_documentation_page() and file.abs_src_path:
                    return Path(file.abs_src_path)
        return None

    def _populated(self, house: House, code: str, name: str) -> tuple[_Shelf, Page]:
        from mkdocs.commands.build import _populate_page
        from mkdocs.exceptions import MkDocsException
        from mkdocs.structure.pages import Page

        shelf = self._listed(house, code)
        assert shelf.files is not None
        file = shelf.files.get_file_from_path(f"{code}/{name}.md")
        if file is None:
            raise BuildFailed(say("MkDocs does not know the page '{name}' in '{code}'.", name=name, code=code))
        page = file.page or Page(None, file, shelf.config)
        chapter = next((c for c in house.editions[code].everything if c.name == name), None)
        if chapter is not None:
            # What was scanned is what is shown, whatever has happened to the file since.
            file.content_string = chapter.text
        try:
            _populate_page(page, shelf.config, shelf.files)
        except MkDocsException as error:
            raise BuildFailed(say("The page was not made: {error}", error=error)) from error
        return shelf, page

    def _shelf(self, code: str) -> _Shelf:
        if code not in self._shelves:
            self._shelves[code] = _load(self._root, code, self._cache)
        return self._shelves[code]

    def _listed(self, house: House, code: str) -> _Shelf:
        """The shelf of a language with the files that the report has now."""
        from mkdocs.structure.files import get_files, set_exclusions
        from mkdocs.structure.nav import get_navigation

        from kerege.outputs.site.plugin import prepared

        shelf = self._shelf(code)
        if shelf.plugin.prepared is None or shelf.plugin.prepared.house is not house:
            shelf.plugin.prepared = prepared(house)
        names = (*self.listing, *(f"{key}/{name}" for key in house.editions for name in house.names(key)))
        if shelf.files is None or names != shelf.names:
            files = get_files(shelf.config)
            files.add_files_from_theme(shelf.env, shelf.config)
            files = shelf.config.plugins.on_files(files, config=shelf.config)
            set_exclusions(files, shelf.config)
            nav = get_navigation(files, shelf.config)
            shelf.nav = shelf.config.plugins.on_nav(nav, config=shelf.config, files=files)
            shelf.files, shelf.names = files, names
        return shelf


def _load(root: Path, code: str, cache: PageCache | None) -> _Shelf:
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException
    from mkdocs.structure.files import Files

    from kerege.outputs.site.languages import plugins_of
    from kerege.outputs.site.plugin import KeregePlugin

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        file = root / "mkdocs.yml"
        config = load_config(str(file), site_dir=str(root / ".kerege" / "preview"), **plugins_of(file))
        config.plugins.on_startup(command="build", dirty=False)
        plugin = config.plugins.get("kerege")
        if not isinstance(plugin, KeregePlugin):
            raise BuildFailed(say("mkdocs.yml lists no plugin 'kerege'; 'kerege new DIR' shows one."))
        plugin.cache = cache
        i18n: Any = config.plugins.get("i18n")
        if i18n is not None:
            i18n.current_language = code
        config = config.plugins.on_config(config)
        env = config.theme.get_env()
        env = config.plugins.on_env(env, config=config, files=Files([]))
        return _Shelf(config, env, plugin)
    except (MkDocsException, SystemExit) as error:
        raise BuildFailed(say("mkdocs.yml cannot be used: {error}", error=error)) from error
