"""The MkDocs plugin: our pages, words and files in; MkDocs' own work untouched.

static-i18n runs `on_config` once a language and nests whole builds, so everything here can be done twice without harm,
and a page's language is taken from its path, never from the configuration.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from kerege.checks import check_report
from kerege.findings import Severity, errors
from kerege.model import Chapter, Report
from kerege.outputs.figures import cited_figures, draw_figures
from kerege.outputs.office.citations import typeset_citations
from kerege.outputs.site.fonts import web_fonts
from kerege.outputs.site.search import write_search
from kerege.read import read_report
from kerege.render.blocks import figure_csv
from kerege.render.chapters import MARKDOWN_EXTENSION_CONFIGS, MARKDOWN_EXTENSIONS, chapter_markdown
from kerege.render.edition import Edition, make_edition
from kerege.render.generated import GeneratedPage, cited_quotes, generated_pages
from kerege.render.links import Medium
from kerege.render.pages import front_page_html, opening_html
from kerege.render.voices import STYLES, voices_css

THEME = Path(__file__).parent / "theme"
log = get_plugin_logger("kerege")


@dataclass
class _Prepared:
    """The report as this run of MkDocs publishes it."""

    report: Report
    editions: Mapping[str, Edition]
    generated: Mapping[str, tuple[GeneratedPage, ...]]


class KeregePlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Registered as `kerege` in `mkdocs.yml`."""

    prepared: _Prepared | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Make MkDocs keep this object over rebuilds of `mkdocs serve`."""

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our theme, styles and Markdown extensions."""
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(0, str(THEME))
        for name in MARKDOWN_EXTENSIONS:
            if name not in config.markdown_extensions:
                config.markdown_extensions.append(name)
        for name, settings in MARKDOWN_EXTENSION_CONFIGS.items():
            config.mdx_configs[name] = dict(settings)
        for listed, path in (
            (config.extra_css, "assets/kerege/kerege.css"),
            (config.extra_javascript, "assets/kerege/kerege.js"),
        ):
            if path not in listed:
                listed.append(path)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check the report; a build with errors stops here, with every finding printed."""
        root = Path(config.config_file_path).parent
        reading = read_report(root)
        findings, ledger = check_report(reading.report, reading.findings)
        for finding in findings:
            # Under --strict a warning of MkDocs stops the build, which only an error of ours may do.
            level = logging.WARNING if finding.severity is Severity.ERROR else logging.INFO
            log.log(level, "%s: %s %s (%s)", finding.location, finding.code, finding.message, finding.hint)
        serving = bool(getattr(self, "_serving", False))
        if errors(findings) and not serving:
            raise Abort(f"kerege: {len(errors(findings))} finding(s) must be mended first; see above.")
        editions = {
            code: make_edition(reading.report, code, ledger.values, typeset_citations(reading.report, code))
            for code in reading.report.settings.languages
        }
        figures = root / ".kerege" / "site-figures"
        for code in editions:
            draw_figures(reading.report, ledger.values, figures, code)
        self.prepared = _Prepared(
            reading.report, editions, {code: generated_pages(edition, Medium.WEB) for code, edition in editions.items()}
        )

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch the records too: a changed cell changes pages."""
        self._serving = True
        root = Path(config.config_file_path).parent
        for name in ("data", "quotes", "figures", "report.yml", "glossary.yml", "references.json"):
            if (root / name).exists():
                server.watch(str(root / name))
        return server

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Announce the generated pages, before static-i18n sorts the files by language."""
        if self.prepared is None:
            return files
        for code, pages in self.prepared.generated.items():
            for page in pages:
                uri = f"{code}/{page.name}.md"
                if files.get_file_from_path(uri) is None:
                    files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
        for code, edition in self.prepared.editions.items():
            for chapter in edition.everything:
                if chapter.language != code:
                    uri = f"{code}/{chapter.name}.md"
                    files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """The text of a generated page; None lets MkDocs read the file."""
        path = Path(page.file.src_uri)
        if self.prepared is None or not path.parts:
            return None
        found = self._chapter(page)
        if found is not None and found[0].language != path.parts[0]:
            return found[0].text
        for generated in self.prepared.generated.get(path.parts[0], ()):
            if generated.name == path.stem:
                return f"---\ntitle: {generated.title}\n---\n\n# {generated.title}\n\n{generated.html}\n"
        return None

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put styles, fonts and drawings into the site; static-i18n loses files that have no place in docs/."""
        if self.prepared is None:
            return
        root, site = Path(config.config_file_path).parent, Path(config.site_dir)
        for path in sorted((THEME / "assets").rglob("*.*")):
            _write(site / path.relative_to(THEME), path.read_bytes())
        for name, content in web_fonts(root / ".kerege" / "fonts").items():
            _write(site / "assets" / "kerege" / "fonts" / name, content)
        original = self.prepared.editions[self.prepared.report.settings.original]
        _write(site / STYLES, voices_css(cited_quotes(original)).encode())
        for source in self.prepared.report.sources.values():
            for file in source.files:
                data = root / "data" / file
                if not source.restricted and data.is_file():
                    _write(site / "assets" / "data" / file, data.read_bytes())
        for code in self.prepared.editions:
            home = site if code == self.prepared.report.settings.original else site / code
            for key in cited_figures(self.prepared.report):
                for shown in dict.fromkeys((code, self.prepared.report.settings.original)):
                    drawing = root / ".kerege" / "site-figures" / f"{key}-{shown}.svg"
                    if drawing.is_file():
                        _write(home / "assets" / "figures" / drawing.name, drawing.read_bytes())
                        table = figure_csv(self.prepared.editions[shown], key)
                        # The mark tells spreadsheet programs that the file is UTF-8.
                        _write(home / "assets" / "figures" / f"{key}-{shown}.csv", table.encode("utf-8-sig"))

        names = {code: [page.name for page in pages] for code, pages in self.prepared.generated.items()}
        write_search(site, self.prepared.editions, names)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The chapter as the renderer makes it, from the file that was checked."""
        found = self._chapter(page)
        if found is None or self.prepared is None:
            return markdown
        chapter, edition = found
        body = chapter_markdown(chapter, edition, Medium.WEB)
        title = f"# {escape(chapter.title)}\n\n"
        closing = f"\n\n{front_page_html(edition)}\n" if chapter.is_front_page else ""
        return f"{title}{opening_html(chapter, edition)}\n\n{body}{closing}"

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Mark the language of a chapter that waits for its translation, so that it is read aloud right."""
        found = self._chapter(page)
        if found is None or found[0].language == found[1].language:
            return html
        return f'<div lang="{found[0].language}">{html}</div>'

    def _chapter(self, page: Page) -> tuple[Chapter, Edition] | None:
        path = Path(page.file.src_uri)
        if self.prepared is None or not path.parts or path.parts[0] not in self.prepared.editions:
            return None
        edition = self.prepared.editions[path.parts[0]]
        chapter = next((c for c in edition.everything if c.name == path.stem), None)
        return None if chapter is None else (chapter, edition)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
