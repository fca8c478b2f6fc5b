"""Citations and references typeset by pandoc's citeproc, in our own style, in the language of each edition."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from kerege.cache.store import Store, digest_of
from kerege.cache.versions import tools_digest
from kerege.errors import BuildFailed, MissingProgram
from kerege.languages import language_pack
from kerege.languages.known import and_word
from kerege.model import Report
from kerege.model.works import work_in
from kerege.render.citations import Group, Typeset

STYLE = Path(__file__).parent / "kerege.csl"
_LOCALES = {"en": "en-GB", "ru": "ru-RU", "ky": "ky"}
_GROUP = re.compile(r'<div id="g(?P<number>\d+)">\s*<p>(?P<html>.*?)</p>\s*</div>', re.DOTALL)
_ENTRY = re.compile(r'<div id="ref-(?P<key>[^"]+)" class="csl-entry"[^>]*>\s*(?P<html>.*?)\s*</div>', re.DOTALL)
_WRAP = re.compile(r'^<span class="citation" data-cites="[^"]*">(?P<html>.*)</span>$', re.DOTALL)


def typeset_citations(report: Report, language: str) -> Typeset:
    """Every citation group of the report and every cited work, as HTML in one language.

    Pandoc runs once for each change of references, groups or style; the result is kept in `.kerege/cache`.

    Raises:
        MissingProgram: pandoc (pypandoc) is not installed.
        BuildFailed: pandoc stopped; the message carries its reason.
    """
    groups = tuple(dict.fromkeys(_groups(report)))
    works = sorted(
        {key for group in groups for key, _ in group}
        | {source.citation for source in report.sources.values() if source.citation}
    )
    cited = [report.references[key].item for key in works if key in report.references]
    original = report.settings.languages[0]
    brief = [work_in(item, language, original, short=True) for item in cited]
    full = [work_in(item, language, original) for item in cited]
    locale = _LOCALES.get(language, language)
    style = _style(language)
    key = digest_of(tools_digest(), json.dumps([locale, groups, brief, full, style], sort_keys=True))
    store = Store(report.root / ".kerege" / "cache")
    kept = store.take(key, report.root)
    if kept is not None:
        return Typeset(dict(zip(groups, kept.value["groups"], strict=True)), kept.value["entries"])
    typeset = _read(_pandoc(_document(groups, works), brief, locale, style), groups)
    if full != brief:
        typeset = replace(typeset, entries=_entries(_pandoc(_document((), works), full, locale, style)))
    store.keep(key, {}, {"groups": [typeset.groups[g] for g in groups], "entries": dict(typeset.entries)})
    return typeset


def _style(language: str) -> str:
    """The style, with the words of a language that it does not carry itself: citeproc knows the large languages only."""
    style = STYLE.read_text(encoding="utf-8")
    if f'xml:lang="{language}"' in style:
        return style
    pack = language_pack(language)
    said = {"et-al": pack.label("et_al"), "no date": pack.label("no_date"), "and": and_word(language)}
    terms = "".join(
        f'<term name="{name}"{form}>{escape(word)}</term>'
        for name, word in said.items()
        for form in ("", ' form="short"')
        if word and (name == "no date" or not form)
    )
    return style.replace("</info>", f'</info><locale xml:lang="{language}"><terms>{terms}</terms></locale>', 1)


def _groups(report: Report) -> list[Group]:
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for chapter in report.all_chapters():
        for citation in chapter.citations:
            if citation.key in report.references:
                found.setdefault((str(chapter.path), citation.start), []).append((citation.key, citation.locator))
    return [tuple(works) for works in found.values()]


def _document(groups: tuple[Group, ...], works: list[str]) -> str:
    parts = ["---", "nocite: |", "  " + ", ".join(f"@{key}" for key in works), "---", ""]
    for number, group in enumerate(groups):
        inner = "; ".join(f"@{key}, {locator}" if locator else f"@{key}" for key, locator in group)
        parts += [f"::: {{#g{number}}}", f"[{inner}]", ":::", ""]
    return "\n".join(parts)


def _pandoc(text: str, items: list[dict[str, Any]], locale: str, style: str) -> str:
    try:
        import pypandoc
    except ImportError as error:
        raise MissingProgram("Citations need pandoc; run: pip install pypandoc-binary") from error
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder) / "references.json"
        bibliography.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
        spoken = Path(folder) / "style.csl"
        spoken.write_text(style, encoding="utf-8")
        try:
            return str(
                pypandoc.convert_text(
                    text,
                    "html",
                    format="markdown",
                    extra_args=[
                        "--citeproc",
                        f"--bibliography={bibliography}",
                        f"--csl={spoken}",
                        f"--metadata=lang:{locale}",
                        "--metadata=link-citations:true",
                        "--metadata=link-bibliography:true",
                        "--wrap=none",
                        "--sandbox",
                        "--quiet",
                    ],
                )
            )
        except (RuntimeError, OSError) as error:
            raise BuildFailed(f"Pandoc could not typeset the citations: {str(error).strip()[:300]}") from error


def _read(html: str, groups: tuple[Group, ...]) -> Typeset:
    typeset: dict[Group, str] = {}
    for match in _GROUP.finditer(html):
        wrapped = _WRAP.match(match["html"].strip())
        typeset[groups[int(match["number"])]] = wrapped["html"] if wrapped else match["html"]
    if len(typeset) != len(groups):
        raise BuildFailed("Pandoc returned fewer citations than it was given; the chapters' citations are not typeset.")
    return Typeset(typeset, _entries(html))


def _entries(html: str) -> dict[str, str]:
    return {match["key"]: match["html"] for match in _ENTRY.finditer(html)}
