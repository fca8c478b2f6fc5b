"""`kerege new`: a small report in the languages that are asked for, made from the template that the package carries."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from ruamel.yaml import YAML

from kerege import __version__
from kerege.cli.interface_language import spoken
from kerege.errors import KeregeError
from kerege.languages import SOURCE, available
from kerege.messages import say

_TEMPLATE = Path(__file__).parents[1] / "report_template"
_BLOCKS = Path(__file__).parents[1] / "report_blocks"
"""What a new report has beside the template: an example of every block, of front matter and of an appendix."""
KINDS: Mapping[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "report": (("00-foreword", "00-summary", "02-blocks", "90-method"), {"downloads": ["chapters", "summary"]}),
    "bulletin": (("00-summary", "02-blocks", "90-method"), {"downloads": ["summary"]}),
    "brief": (("02-blocks",), {"print": {"paper": "A5"}}),
}
"""Kinds of report: the chapters that it begins with beside the template's, and what report.yml says of it."""
_BRAND = """\
# The house style: website, PDF, covers, cards, EPUB, Word files and figures take it from here. What is left out is made
# from the rest; colours, fonts, logos and covers are explained in the manual's page house-style.md.
meta:
  name: {publisher}
logo:
  small: style/mark.svg
color:
  primary: "#1f5a7a"
  # secondary: quiet text; tertiary: the ground of boxes; success, info, warning, danger
# typography:
#   base: Family Name        # its files (.ttf or .otf) lie in fonts/
defaults:
  kerege:
    charts: ["#1f5a7a", "#946000", "#1f6f50"]
"""
_WRITTEN = tuple(sorted(path.name for path in (_TEMPLATE / "docs").iterdir()))
"""Languages in which the template has its texts; in another one they stand in English until somebody translates them."""
_STATUS = re.compile(r"(?m)^status: draft\n")
_WORDED = re.compile(r"\[[^\]\n]+\]\(stat:")
_PICTURES = (".png", ".svg", ".jpg")
_GITIGNORE = "# Everything here is made anew by 'kerege build'.\nbuild/\n.kerege/\n__pycache__/\n"
_PRIVACY = """\
# What must not be published. 'kerege check' looks for it in every text, and a build in every finished file.
banned: {}  # names of people and small places, each with its spellings: {village: [Village, Villages]}
k: 3  # attributes of a participant are shown only where at least so many share them
k_sensitive: 5
"""
_WORKFLOW = f"""\
# Checks and builds the report at every push.
name: report
on: [push, pull_request]
jobs:
  report:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{python-version: "3.12"}}
      - run: sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
      - run: pip install "kerege=={__version__}"
      - run: kerege check --format github
      - run: kerege build
      - uses: actions/upload-artifact@v4
        with: {{name: report, path: build}}
"""
_WEBSITE = """\
# The website. Languages, pages, fonts, styles and extensions come from the plugin `kerege`, which reads report.yml.
site_name: {title}
site_url: https://example.org/
docs_dir: docs
site_dir: build/site
theme:
  name: material
  font: false
plugins:
  - kerege
"""


def known_languages(text: str) -> str:
    """An answer that names languages, as it was given.

    Raises:
        click.BadParameter: a language is unknown, or named twice; click asks again.
    """
    try:
        _refuse_languages(languages_in(text))
    except KeregeError as error:
        raise click.BadParameter(spoken(error.args[0])) from error
    return text


def languages_in(text: str) -> list[str]:
    """The codes of a list such as "en, ru"."""
    return [code.strip() for code in text.split(",") if code.strip()]


def _refuse_languages(languages: Sequence[str]) -> None:
    for code in languages:
        if code not in available():
            raise KeregeError(say("Kerege has no language '{code}'; it has {value}.", code=code, value=available()))
    if len(set(languages)) != len(languages) or not languages:
        raise KeregeError(
            say("--languages names a language twice, or none: '{languages}'.", languages=",".join(languages))
        )


def make_report(
    folder: Path, languages: Sequence[str], name: str, *, kind: str = "report", publisher: str = "", title: str = ""
) -> None:
    """Write a report into an empty folder.

    Args:
        languages: their codes, the original first.
        name: of the folder that it will be; the finished files are named after it.
        kind: one of `KINDS`.
        publisher: who publishes it; empty leaves the template's words.
        title: of the report, in the language in which it is written.

    Raises:
        KeregeError: a language is unknown, or named twice.
    """
    _refuse_languages(languages)
    chapters, more = KINDS[kind]
    files = {path.relative_to(_TEMPLATE): path.read_bytes() for path in _sources(_TEMPLATE, languages)}
    files |= {
        shown: path.read_bytes()
        for path in _sources(_BLOCKS, languages)
        if (shown := path.relative_to(_BLOCKS)).parts[0] not in ("docs", "translations") or shown.stem in chapters
    }
    for path, raw in files.items():
        if path.suffix in _PICTURES:
            _write_bytes(folder / path, raw)
            continue
        text = raw.decode("utf-8")
        if path.suffix == ".yml" and path.name != "mkdocs.yml":
            text = _in_languages(text, languages, name if path.name == "report.yml" else "", chapters)
            if path.name == "report.yml":
                text = _told(text, more, publisher, title, languages)
        elif path.parts[0] == "docs" and path.parts[1] == languages[0]:
            text = _STATUS.sub("", text, count=1)
        _write(folder / path, text)
    if languages[0] not in _WRITTEN:
        for path in _english(chapters):
            # Its numbers are printed by the tool: English words would be read as those of another language.
            text = _WORDED.sub("[](stat:", path.read_text(encoding="utf-8"))
            _write(folder / "docs" / languages[0] / path.name, text)
    made = _yaml().load((folder / "report.yml").read_text(encoding="utf-8"))
    _write(folder / "mkdocs.yml", _WEBSITE.format(title=_plain(made["title"][languages[0]])))
    _write(folder / "brand.yml", _BRAND.format(publisher=_plain(made["publisher"][languages[0]])))
    _write(folder / ".gitignore", _GITIGNORE)
    _write(folder / "privacy.yml", _PRIVACY)
    _write(folder / ".github" / "workflows" / "report.yml", _WORKFLOW)


def _told(text: str, more: Mapping[str, Any], publisher: str, title: str, languages: Sequence[str]) -> str:
    """`report.yml` with what was said of the report."""
    yaml = _yaml()
    data = yaml.load(text)
    for key, value in more.items():
        data[key] = value
    if publisher:
        data["publisher"] = dict.fromkeys(languages, publisher)
    if title:
        data["title"] = dict.fromkeys(languages, title)
    target = io.StringIO()
    yaml.dump(data, target)
    return target.getvalue()


def _plain(words: str) -> str:
    """Words as a value of YAML."""
    return json.dumps(str(words), ensure_ascii=False)


def _english(chapters: Sequence[str]) -> list[Path]:
    """The chapters in English, the template's and those of a kind of report."""
    found = [
        *(_TEMPLATE / "docs" / SOURCE).glob("*.md"),
        *(_BLOCKS / "docs" / SOURCE / f"{name}.md" for name in chapters),
    ]
    return sorted(found, key=lambda path: path.name)


def _sources(template: Path, languages: Sequence[str]) -> list[Path]:
    """The files of a template that a report in these languages begins with."""
    found = []
    for path in sorted(template.rglob("*")):
        parts = path.relative_to(template).parts
        # pip compiles every .py that it installs; that is no part of a report, nor is what is kept of a build of the template.
        if not path.is_file() or {"__pycache__", ".kerege"} & set(parts):
            continue
        wanted = parts[0] not in ("docs", "translations") or parts[1] in languages
        # Where the original stands in English until somebody writes it, English waits for its translation.
        wanted = wanted and (parts[0] != "docs" or parts[1] != SOURCE or languages[0] in _WRITTEN)
        # What is remembered of the translations was translated from English.
        if wanted and (parts[0] != "translations" or languages[0] == SOURCE):
            found.append(path)
    return found


def _in_languages(text: str, languages: Sequence[str], name: str, chapters: Sequence[str]) -> str:
    """A YAML file with the words of these languages only; `report.yml` with its name and its languages."""
    yaml = _yaml()
    data = yaml.load(text)
    _keep(data, languages)
    if name:
        data["slug"] = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "report"
        data["languages"][:] = list(languages)
        if len(languages) > 1:
            data["status"] = dict.fromkeys(languages[1:], "draft")
        else:
            del data["status"]
        unwritten = set() if languages[0] in _WRITTEN else {SOURCE}
        listed = [path.stem for path in _english(chapters)]
        waiting = {code: list(listed) for code in languages[1:] if code not in _WRITTEN or code in unwritten}
        if waiting:
            data["pending"] = waiting
    for record in data.values():
        if isinstance(record, dict) and record.get("original"):
            record["original"] = languages[0]
    target = io.StringIO()
    yaml.dump(data, target)
    return target.getvalue()


def _keep(node: Any, languages: Sequence[str]) -> None:
    if isinstance(node, Mapping):
        if set(_WRITTEN) <= set(node) and isinstance(node, dict):
            words = {code: node.get(code, node[SOURCE]) for code in languages}
            for code in list(node):
                del node[code]
            node.update(words)
            return
        for value in node.values():
            _keep(value, languages)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 10_000
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _write(path: Path, text: str) -> None:
    _write_bytes(path, text.encode("utf-8"))


def _write_bytes(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
