"""The libraries that a build's outcome depends on, and their versions."""

from __future__ import annotations

from importlib import metadata

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
