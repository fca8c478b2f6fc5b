"""The MkDocs plugin: our pages, words and files in; MkDocs' own work untouched.

static-i18n runs `on_config` once a language and nests whole builds, so everything here can be done twice without harm,
and a page's language is taken from its path, never from the configuration.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from unicodedata import normalize

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from kerege.checks import check_report
from kerege.findings import Severity, errors
from kerege.messages import plain_signs, say_count, together
from kerege.model import Chapter, Report
from kerege.outputs.figures import draw_figures
from kerege.outputs.site import Checked, finish_site
from kerege.outputs.site.bridge import THEME, Templates, equip, material_templates
from kerege.outputs.site.bridge import context as page_context
from kerege.outputs.site.context import make_site_context
from kerege.outputs.site.drawings import with_drawings
from kerege.outputs.site.extras import write_language, write_shared
from kerege.outputs.site.layout import SiteContext
from kerege.outputs.site.page_cache import PageCache
from kerege.outputs.site.pages import chapter_layout, generated_layout
from kerege.outputs.site.pairs import write_parallel
from kerege.outputs.site.policy import meta_policy
from kerege.outputs.site.urls import pairs
from kerege.read import read_report
from kerege.render.edition import Edition
from kerege.render.elements import inner_html
from kerege.render.generated import GeneratedPage
from kerege.render.html import Page as RenderedPage
from kerege.render.html import Section

log = get_plugin_logger("kerege")


@dataclass
class _Prepared:
    """The report as this run of MkDocs publishes it."""

    report: Report
    site_context: SiteContext
    pages: dict[tuple[str, str], RenderedPage] = field(default_factory=dict)
    """What the renderer made of each chapter that MkDocs has asked for, by language and name."""
    drawings: Path | None = None
    """Where the figures were drawn, when pages of a single language are made and what they share is somebody else's to make."""
    drawn: Path | None = None
    """Where the figures were drawn that pages take up."""


def prepared(site_context: SiteContext, drawings: Path | None = None) -> _Prepared:
    """What the plugin needs to make pages, for a caller who has read the report already.

    Args:
        drawings: where the figures were drawn, for a run that makes one language and nothing beside it.
    """
    return _Prepared(
        site_context.editions[site_context.original].report, site_context, drawings=drawings, drawn=drawings
    )


def _finish(root: Path, site: Path, site_context: SiteContext) -> None:
    """What `kerege build` does with the website of its own run: for `mkdocs build` and `mkdocs gh-deploy`."""
    finish_site(site, [root / "build"], site_context.editions)
    if (root / "build" / "pdf").is_dir():
        log.info("PDFs, EPUBs and Word files are those of the last 'kerege build'.")
    else:
        log.info("There are no PDFs, EPUBs and Word files yet: 'kerege build' makes them, and the manifest.")


def _checked(root: Path) -> Checked:
    reading = read_report(root)
    findings, ledger = check_report(reading.report, reading.findings)
    return Checked(reading.report, findings, ledger)


class KeregePlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Registered as `kerege` in `mkdocs.yml`."""

    prepared: _Prepared | None = None
    cache: PageCache | None = None
    checked: Checked | None = None
    """Of a build that has checked the report itself; each rebuild of `mkdocs serve` reads it again."""
    _serving = False
    _env: Any = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Make MkDocs keep this object over rebuilds of `mkdocs serve`."""
        self._serving = command == "serve"
        if self._serving:
            log.info("'kerege serve' shows the same pages sooner, with the findings beside them.")

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our theme."""
        if str(THEME) not in config.theme.dirs:
            # What the editor has in custom_dir goes before ours, and ours before Material's.
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        if not config.repo_url and "://" not in (config.edit_uri or ""):
            config.edit_uri = config.edit_uri_template = None
        config.nav = None  # Chapters stand in the order of their numbers, and a check says so.
        # Ours are written at the end, when the pages of every language are known.
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
        for name in ("search", "material/search"):
            if (search := config.plugins.get(name)) is not None:
                # The button opens Kerege's search; an index that nobody asks for is not made. static-i18n looks into it.
                config.extra.setdefault("kerege_no_search", not getattr(search.config, "enabled", True))
                search.config["enabled"] = False
                search.search_index = SimpleNamespace(entries=[])
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check the report; a build with errors stops here, with every finding printed."""
        if self.prepared is not None and (
            self.prepared.drawings or getattr(config.plugins.get("i18n"), "building", False)
        ):
            return  # the only language, or a further one of the same run
        root = Path(config.config_file_path).parent
        checked = self.checked or _checked(root)
        report, findings, values = checked.report, checked.findings, checked.ledger.values
        for finding in findings:
            # Under --strict a warning of MkDocs stops the build, which only an error of ours may do.
            level = logging.WARNING if finding.severity is Severity.ERROR else logging.INFO
            told = f"{finding.location}: {finding.code} {finding.message} ({finding.hint})"
            log.log(level, "%s", plain_signs(told))
        if errors(findings) and not self._serving:
            raise Abort(
                together(
                    ": ",
                    "kerege",
                    say_count(
                        "{count} finding must be mended first; see above.",
                        "{count} findings must be mended first; see above.",
                        len(errors(findings)),
                    ),
                )
            )
        # `mkdocs serve` puts a script of its own into the pages, which the policy would stop.
        site_context = make_site_context(report, values, "" if self._serving else meta_policy())
        for code in site_context.editions:
            draw_figures(report, values, root / ".kerege" / "site-figures", code)
        self.prepared = prepared(site_context)
        self.prepared.drawn = root / ".kerege" / "site-figures"

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch the records too: a changed cell changes pages."""
        root = Path(config.config_file_path).parent
        for name in (
            "data",
            "quotes",
            "figures",
            "style",
            "report.yml",
            "brand.yml",
            "glossary.yml",
            "references.json",
        ):
            if (root / name).exists():
                server.watch(str(root / name))
        return server

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Announce the generated pages, before static-i18n sorts the files by language; leave the themes' own files out."""
        if self.prepared is None:
            return files
        themes = (THEME, material_templates())
        for file in list(files):
            # What pages load of Material and of ours, and the sitemap, is written at the end; what static-i18n calls a
            # sitemap is a template, and is copied as it stands.
            folder = Path(file.abs_src_path or "/")
            if file.src_uri == "sitemap.xml" or any(folder.is_relative_to(theme) for theme in themes):
                files.remove(file)
            elif (composed := normalize("NFC", file.src_uri)) != file.src_uri:
                # macOS writes й as и and a breve; links and addresses have the one letter.
                files.remove(file)
                files.append(File(composed, config.docs_dir, config.site_dir, config.use_directory_urls))
        for code, pages in self.prepared.site_context.generated.items():
            for page in pages:
                uri = f"{code}/{page.name}.md"
                if files.get_file_from_path(uri) is None:
                    files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
        for code, edition in self.prepared.site_context.editions.items():
            for chapter in edition.everything:
                if chapter.language != code:
                    uri = f"{code}/{chapter.name}.md"
                    files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """The title of a page of ours, whose text the renderer makes; None lets MkDocs read the file."""
        path = Path(page.file.src_uri)
        if self.prepared is None or not path.parts:
            return None
        found, generated = self._chapter(page), self._generated(page)
        # The title that was read, whatever kind of value YAML would make of it.
        title = found[0].title if found is not None else generated.title if generated is not None else None
        meta = found[0].meta if found is not None else {}
        shown = {"title": title} | {key: meta[key] for key in ("tags", "hide") if key in meta}
        return None if title is None else f"---\n{json.dumps(shown)}\n---\n"

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Nothing, for a page of ours: Python-Markdown, which MkDocs brings, has nothing to do."""
        return markdown if self._chapter(page) is None and self._generated(page) is None else ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The page and its contents as the renderer makes them, from the file that was checked."""
        found, generated = self._chapter(page), self._generated(page)
        if found is not None and self.prepared is not None:
            chapter, edition = found
            made = self.prepared.site_context.text(edition.language, chapter.name)
            self.prepared.pages[edition.language, chapter.name] = made
            page.toc = get_toc(cast(Any, _nested(made.sections)))
            return self._with_drawings(inner_html(made.body))
        return html if generated is None else self._with_drawings(generated.html)

    def _with_drawings(self, html: str) -> str:
        # A preview draws once it knows which figures a page shows.
        drawn = self.prepared.drawn if self.prepared else None
        return with_drawings(html, drawn) if drawn is not None else html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Keep the template environment: the pages that MkDocs does not know of use the same templates."""
        self._env = equip(env, config.theme.custom_dir, self.cache)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Give the templates what the page says, and Material's what they ask for."""
        found, generated = self._chapter(page), self._generated(page)
        layout = None
        if self.prepared is not None and found is not None:
            chapter, edition = found
            made = self.prepared.pages[edition.language, chapter.name]
            layout = chapter_layout(self.prepared.site_context, edition.language, chapter, made, page.content or "")
        elif self.prepared is not None and generated is not None:
            code = Path(page.file.src_uri).parts[0]
            layout = generated_layout(self.prepared.site_context, code, generated, page.content or "")
        if layout is not None:
            # MkDocs types the context by its own keys.
            cast("dict[str, Any]", context).update(page_context(config, layout, page))
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write everything beside the pages, once those of the last language are there.

        static-i18n loses files that have no place in docs/, so they are written past it.
        """
        if self.prepared is None:
            return
        site_context, pages = self.prepared.site_context, self.prepared.pages
        root, site = Path(config.config_file_path).parent, Path(config.site_dir)
        done = [code for code, e in site_context.editions.items() if all((code, c.name) in pages for c in e.everything)]
        if self.prepared.drawings is not None:
            for code in done:
                write_language(
                    site_context,
                    Templates(self._env, config),
                    code,
                    self.prepared.drawings,
                    root / ".kerege",
                    site,
                    self.cache,
                )
        elif len(done) == len(site_context.editions):
            drawn = self.prepared.drawn or root / ".kerege" / "site-figures"
            templates = Templates(self._env, config)
            write_shared(site_context, templates, root, site)
            for code in done:
                write_language(site_context, templates, code, drawn, root / ".kerege", site)
            for pair in pairs(tuple(site_context.editions)):
                write_parallel(site_context, templates, site, *pair, drawn)
            if self.checked is None and not self._serving:
                _finish(root, site, site_context)

    def _chapter(self, page: Page) -> tuple[Chapter, Edition] | None:
        path = Path(page.file.src_uri)
        editions: Mapping[str, Edition] = self.prepared.site_context.editions if self.prepared else {}
        if not path.parts or path.parts[0] not in editions:
            return None
        edition = editions[path.parts[0]]
        chapter = edition.named(path.stem)
        return None if chapter is None else (chapter, edition)

    def _generated(self, page: Page) -> GeneratedPage | None:
        path = Path(page.file.src_uri)
        if self.prepared is None or not path.parts:
            return None
        pages = self.prepared.site_context.generated.get(path.parts[0], ())
        return next((generated for generated in pages if generated.name == path.stem), None)


def _nested(sections: tuple[Section, ...]) -> list[dict[str, Any]]:
    """Headings as MkDocs wants them: each below the last one of a higher level. Themes print `name` as HTML."""
    top: list[dict[str, Any]] = []
    above: list[dict[str, Any]] = []
    for section in sections:
        name = escape(section.words, quote=False)
        token: dict[str, Any] = {"level": section.level, "id": section.id, "name": name, "children": []}
        while above and above[-1]["level"] >= section.level:
            above.pop()
        (above[-1]["children"] if above else top).append(token)
        above.append(token)
    return top
