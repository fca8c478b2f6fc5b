"""Whether anything changed since the last build of a report, or a series: every file of it, Kerege itself, the tools, what was asked for,
and `build/` as it was left.

A glance at files that nobody touched takes a tenth of a second, so this module must not import what makes outputs.
Where it cannot be sure (the website is made from things outside the folder, or by plugins that are not known here), it says
nothing, and the build runs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerege.build.revision import source_revision
from kerege.cache.fingerprints import (
    Mark,
    Marks,
    as_json,
    from_json,
    look,
    mark_of,
    same_content,
    untouched,
    whole_digest,
)
from kerege.cache.store import digest_of
from kerege.cache.versions import PACKAGE, installed
from kerege.files import write_whole

_FORM = 1
_PURE = {"i18n", "kerege", "search", "material/search"}
"""Plugins of MkDocs whose pages follow from the report's files alone."""
_PART = re.compile(
    r"docs/[^/]+/[^/]+\.md|(?:data|quotes|figures|translations)/.*|(?:report|glossary|privacy)\.yml|references\.json|\.\./.*"
)
"""Files whose words and numbers reach the pages through the report that was read and checked."""
_VARIABLES = re.compile(r"KEREGE_(?!UI_LANGUAGE)|MKDOCS_|PYPANDOC_|LC_|LANG$|LANGUAGE$|TZ$|SOURCE_DATE_EPOCH$")
_LIBRARIES = re.compile(
    r"lib(?:pango|cairo|harfbuzz|fontconfig|freetype|fribidi|gobject|glib|pixman|png|expat|z\.)[^/]*$"
)
"""Of the system: WeasyPrint sets type with them."""


@dataclass(frozen=True)
class Asked:
    """What a build was asked for."""

    only: tuple[str, ...]
    languages: tuple[str, ...]
    draft: bool
    reports: tuple[str, ...] = ()
    """Of a series."""


@dataclass(frozen=True)
class Unchanged:
    """The last build is what this one would make."""

    since: str
    """Its date and time."""
    files: int
    findings: int
    """Those that do not stop a build."""


@dataclass(frozen=True)
class Before:
    """Everything a build starts from, looked at before it reads anything."""

    report: Marks
    code: Marks
    surroundings: Mapping[str, Any]

    @property
    def digest(self) -> str:
        return digest_of(whole_digest(self.report), self.tools)

    @property
    def beside(self) -> str:
        """Of what MkDocs may read that is no part of the report: its settings, files among the chapters, a theme."""
        return whole_digest({name: mark for name, mark in self.report.items() if not _PART.fullmatch(name)})

    @property
    def tools(self) -> str:
        """Of everything but the report: Kerege, the libraries, the environment."""
        return digest_of(whole_digest(self.code), sorted(self.surroundings.items()))


def look_before(root: Path) -> Before:
    """What a build of the report in `root` starts from."""
    told = _read(_record(root)) or {}
    return Before(
        look_at_report(root, _marks(told, "report")), look(PACKAGE, _marks(told, "code")), _surroundings(root)
    )


def look_at_report(root: Path, known: Marks | None = None) -> Marks:
    """The marks of every file that an output may be made from.

    Of a report in a series those of the other reports too, since a link may lead to their chapters, and of what all share;
    of a series those of all its reports.
    """
    if (root / "series.yml").is_file():
        return _look_at_series(root, "", known or {})
    marks = look(root, known, leave_out=("build",))
    above = root.resolve().parent
    if (above / "series.yml").is_file():
        marks |= _look_at_series(above, "../", known or {}, root.resolve().name)
    return marks


def _look_at_series(root: Path, prefix: str, known: Marks, but: str = "") -> dict[str, Mark]:
    """The marks of a series, `prefix` before each name; without one of its folders, and what was built in the others."""
    marks: dict[str, Mark] = {}
    for path in sorted(root.iterdir()):
        name = prefix + path.name
        if path.is_dir() and path.name not in ("build", but) and not path.name.startswith("."):
            its = {
                inner.removeprefix(f"{name}/"): mark for inner, mark in known.items() if inner.startswith(f"{name}/")
            }
            marks |= {f"{name}/{inner}": mark for inner, mark in look(path, its, leave_out=("build",)).items()}
        elif path.is_file():
            marks[name] = mark_of(path, known.get(name))
    return marks


def unchanged(root: Path, asked: Asked) -> Unchanged | None:
    """What the last build left, when this one would make the same; None when that is not sure."""
    told = _read(_record(root))
    try:
        if told is None or told["form"] != _FORM or told["asked"] != _told(asked):
            return None
        before = look_before(root)
        # The manifest names the revision: after a commit it is written anew, the rest comes from the cache.
        if told.get("source", {}) != source_revision(root):
            return None
        if told["surroundings"] != json.loads(json.dumps(before.surroundings)):
            return None
        out = look(root / "build", _marks(told, "build"))
        now = {"report": before.report, "code": before.code, "build": out, "libraries": _looked_again(told)}
        if not all(same_content(_marks(told, part), marks) for part, marks in now.items()):
            return None
        if any(as_json(marks) != told[part] for part, marks in now.items()):
            # Touched, or read too soon after it was written: the next glance need not read it again.
            with suppress(OSError):
                _write(root, {**told, **{part: as_json(marks) for part, marks in now.items()}})
        return Unchanged(told["finished"], len(out), told["findings"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def remember(root: Path, asked: Asked, before: Before, finished: str, findings: int) -> None:
    """Write down what was built from what; nothing where something changed meanwhile, or where one cannot be sure."""
    with suppress(OSError):
        if not is_certain(root) or not untouched(before.report, look_at_report(root, before.report)):
            _record(root).unlink(missing_ok=True)
            return
        _write(
            root,
            {
                "form": _FORM,
                "asked": _told(asked),
                "finished": finished,
                "findings": findings,
                "surroundings": before.surroundings,
                "source": source_revision(root),
                "report": as_json(before.report),
                "code": as_json(before.code),
                "libraries": as_json({path: mark_of(Path(path)) for path in _libraries()}),
                "build": as_json(look(root / "build")),
            },
        )


def is_certain(root: Path) -> bool:
    """Whether the website follows from the report's own files: nothing outside the folder, no unknown plugin, no hook; of a
    series, those of all its reports."""
    folders = [path.parent for path in root.glob("*/report.yml")] if (root / "series.yml").is_file() else [root]
    found = [_plugins(folder) for folder in folders]
    return all(names is not None and names <= _PURE for names in found)


def made_in_parts(root: Path) -> bool:
    """Whether each language's pages can be made by themselves: only by the two plugins of which that is known."""
    return _plugins(root) in ({"i18n", "kerege"}, {"kerege"})


def _plugins(root: Path) -> set[str] | None:
    """The plugins of `mkdocs.yml`; None where pages may follow from more than the report's files and them."""
    import yaml

    try:
        text = (root / "mkdocs.yml").read_text(encoding="utf-8")
        lines = "\n".join(re.sub(r"(?:^|\s)#.*", "", line) for line in text.splitlines())
        # A plain reader that knows no tags: what those mean is MkDocs' business.
        settings = yaml.load(re.sub(r"!\S+", "", lines), Loader=yaml.SafeLoader)
        plugins = settings.get("plugins") or []
        names = {next(iter(entry)) if isinstance(entry, dict) else str(entry) for entry in plugins}
    except FileNotFoundError:
        return set()  # a report without a website
    except (OSError, ValueError, AttributeError, TypeError, yaml.YAMLError):
        return None
    beyond = "INHERIT" in settings or re.search(r"\.\./|[:\s\"']/(?!/)\S", re.sub(r"\w+://\S*", "", lines))
    return None if "hooks" in settings or beyond or "!relative" in text else names


def _surroundings(root: Path) -> dict[str, Any]:
    """Versions of everything installed, variables that libraries listen to, and the pandoc of the system."""
    asked = _asked_by_mkdocs(root)
    pandoc = shutil.which("pandoc")
    return {
        "python": sys.version,
        "installed": digest_of(installed()),
        "variables": {name: v for name, v in sorted(os.environ.items()) if _VARIABLES.match(name) or name in asked},
        "pandoc": [pandoc, Path(pandoc).stat().st_mtime_ns] if pandoc else [],
    }


def _asked_by_mkdocs(root: Path) -> set[str]:
    """Words after `!ENV` in `mkdocs.yml`, names of variables among them."""
    try:
        text = (root / "mkdocs.yml").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return set()
    return {word for words in re.findall(r"!ENV\s+\[?([^\]\n]+)", text) for word in re.findall(r"\w+", words)}


def _libraries() -> list[str]:
    """The system's libraries that this process has loaded (Linux; elsewhere the packages' versions must do)."""
    try:
        lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    paths = {line.split(maxsplit=5)[5] for line in lines if line.count("/")}
    return sorted(path for path in paths if _LIBRARIES.search(path) and os.path.isfile(path))


def _looked_again(told: Mapping[str, Any]) -> Marks:
    known = _marks(told, "libraries")
    return {path: mark_of(Path(path), mark) for path, mark in known.items()}


def _told(asked: Asked) -> list[Any]:
    return [sorted(set(asked.only)), sorted(set(asked.languages)), asked.draft, sorted(set(asked.reports))]


def _record(root: Path) -> Path:
    return root / ".kerege" / "unchanged.json"


def _marks(told: Mapping[str, Any], part: str) -> Marks:
    return from_json(told.get(part, {}))


def _read(path: Path) -> dict[str, Any] | None:
    """The record; None where there is none, or it was damaged."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
        return dict(json.loads(body)) if digest.decode("ascii") == digest_of(body) else None
    except (OSError, ValueError, TypeError):
        return None


def _write(root: Path, record: Mapping[str, Any]) -> None:
    body = json.dumps(record, ensure_ascii=True).encode("ascii")
    write_whole(_record(root), digest_of(body).encode("ascii") + b"\n" + body)
