"""The libraries that a build's outcome depends on, and their versions."""

from __future__ import annotations

import os
import sys
import sysconfig
from functools import cache
from importlib import metadata
from pathlib import Path

from kerege.cache.fingerprints import look, whole_digest
from kerege.cache.store import digest_of

PACKAGE = Path(__file__).parents[1]
"""Kerege's own files: code, words, styles, fonts."""

_ALWAYS = (
    "mkdocs-material",
    "mkdocs-static-i18n",
    "weasyprint",
    "matplotlib",
    "markdown",
    "babel",
    "pypandoc_binary",
)


def tool_versions() -> dict[str, str]:
    """Name and version of each, the engine of the website first: MkDocs, or ProperDocs where MkDocs is not installed.

    Raises:
        PackageNotFoundError: a library that every build needs is not installed.
    """
    return {**_engine(), **{name: metadata.version(name) for name in _ALWAYS}}


def _engine() -> dict[str, str]:
    try:
        return {"mkdocs": metadata.version("mkdocs")}
    except metadata.PackageNotFoundError:
        return {"properdocs": metadata.version("properdocs")}


@cache
def installed() -> tuple[str, ...]:
    """Names and versions of everything installed, as the folders of Python's packages tell them: quicker than asking each."""
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    folders = (name for place in places if os.path.isdir(place) for name in os.listdir(place))
    return tuple(sorted(name for name in folders if name.endswith((".dist-info", ".egg-info"))))


@cache
def tools_digest() -> str:
    """Of Kerege's own files, of Python, and of the names and versions of everything installed."""
    return digest_of(whole_digest(look(PACKAGE)), sys.version, installed())
