"""`kerege new`: a small report in the languages that are asked for, made from the template that the package carries."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from kerege import __version__
from kerege.errors import KeregeError
from kerege.languages import SOURCE, available
from kerege.messages import say

_TEMPLATE = Path(__file__).parents[1] / "report_template"
_WRITTEN = tuple(sorted(path.name for path in (_TEMPLATE / "docs").iterdir()))
"""Languages in which the template has its texts; in another one they stand in English until somebody translates them."""
_STATUS = re.compile(r"(?m)^status: draft\n")
_WORDED = re.compile(r"\[[^\]\n]+\]\(stat:")
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


def make_report(folder: Path, languages: Sequence[str], name: str) -> None:
    """Write a report into an empty folder.

    Args:
        languages: their codes, the original first.
        name: of the folder that it will be; the finished files are named after it.

    Raises:
        KeregeError: a language is unknown, or named twice.
    """
    for code in languages:
        if code not in available():
            raise KeregeError(say("Kerege has no language '{code}'; it has {value}.", code=code, value=available()))
    if len(set(languages)) != len(languages) or not languages:
        raise KeregeError(
            say("--languages names a language twice, or none: '{languages}'.", languages=",".join(languages))
        )
    files = {path.relative_to(_TEMPLATE): path.read_bytes() for path in _sources(languages)}
    for path, raw in files.items():
        text = raw.decode("utf-8")
        if path.suffix == ".yml" and path.name != "mkdocs.yml":
            text = _in_languages(text, languages, name if path.name == "report.yml" else "")
        elif path.parts[0] == "docs" and path.parts[1] == languages[0]:
            text = _STATUS.sub("", text, count=1)
        _write(folder / path, text)
    if languages[0] not in _WRITTEN:
        for path in (_TEMPLATE / "docs" / SOURCE).glob("*.md"):
            # Its numbers are printed by the tool: English words would be read as those of another language.
            text = _WORDED.sub("[](stat:", path.read_text(encoding="utf-8"))
            _write(folder / "docs" / languages[0] / path.name, text)
    title = _yaml().load(files[Path("report.yml")].decode("utf-8"))["title"]
    _write(folder / "mkdocs.yml", _WEBSITE.format(title=title.get(languages[0], title[SOURCE])))
    _write(folder / ".gitignore", _GITIGNORE)
    _write(folder / "privacy.yml", _PRIVACY)
    _write(folder / ".github" / "workflows" / "report.yml", _WORKFLOW)


def _sources(languages: Sequence[str]) -> list[Path]:
    """The files of the template that a report in these languages begins with."""
    found = []
    for path in sorted(_TEMPLATE.rglob("*")):
        parts = path.relative_to(_TEMPLATE).parts
        # pip compiles every .py that it installs; what it made of the figures' scripts is no part of a report.
        if not path.is_file() or "__pycache__" in parts:
            continue
        wanted = parts[0] not in ("docs", "translations") or parts[1] in languages
        # Where the original stands in English until somebody writes it, English waits for its translation.
        wanted = wanted and (parts[0] != "docs" or parts[1] != SOURCE or languages[0] in _WRITTEN)
        # What is remembered of the translations was translated from English.
        if wanted and (parts[0] != "translations" or languages[0] == SOURCE):
            found.append(path)
    return found


def _in_languages(text: str, languages: Sequence[str], name: str) -> str:
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
        waiting = {code: _chapters() for code in languages[1:] if code not in _WRITTEN or code in unwritten}
        if waiting:
            data["pending"] = waiting
    for record in data.values():
        if isinstance(record, dict) and record.get("original"):
            record["original"] = languages[0]
    target = io.StringIO()
    yaml.dump(data, target)
    return target.getvalue()


def _chapters() -> list[str]:
    return sorted(path.stem for path in (_TEMPLATE / "docs" / SOURCE).glob("*.md"))


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
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
