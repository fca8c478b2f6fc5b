"""Where every page of the website stands, and how one links to another.

A place is a path below the website's root that ends in `/` or is empty: `05-methods/`, `ru/`, `parallel/en-ky/05-methods/`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from itertools import combinations
from xml.etree.ElementTree import Element

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


def place(code: str, original: str, name: str = "index") -> str:
    """The place of a page: the original language lives at the root, every other below its code."""
    return ("" if code == original else f"{code}/") + ("" if name == "index" else f"{name}/")


def parallel_place(first: str, second: str, name: str) -> str:
    """The place of a chapter in two languages."""
    return f"parallel/{first}-{second}/{name}/"


def figure_place(home: str, language: str, key: str) -> str:
    """The place of a figure's own page, below the root of an edition; `language` is that of its words."""
    return f"{home}figures/{language}/{key}/"


def pairs(codes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Every two languages of a report, once."""
    return tuple(combinations(codes, 2))


def way_up(here: str) -> str:
    """What leads from a place to the website's root: `../../`, or nothing at the root itself."""
    return "../" * here.count("/")


def link(here: str, there: str) -> str:
    """A relative link from one place to another place or file."""
    return (way_up(here) + there) or "./"


def rebase(body: Element, old: str, new: str, moved: Callable[[str], str] = lambda target: target) -> None:
    """Mend the relative links of a text that was written for the place `old`, so that it can stand at `new`.

    Args:
        moved: gets each target below the root, without its fragment, and may name another one.
    """

    def mended(url: str) -> str:
        if not url or url.startswith("#") or _ABSOLUTE.match(url):
            return url
        path, mark, fragment = url.partition("#")
        target = posixpath.normpath(posixpath.join("/", old, path)).lstrip("/")
        if target and (path.endswith("/") or path in ("", ".", "..")):
            target += "/"
        return f"{link(new, moved(target))}{mark}{fragment}"

    for part in body.iter():
        for name in ("href", "src"):
            if name in part.attrib:
                part.set(name, mended(part.attrib[name]))
        if "srcset" in part.attrib:
            # Addresses, each with a width behind it.
            choices = (choice.split(" ", 1) for choice in part.attrib["srcset"].split(", "))
            part.set("srcset", ", ".join(" ".join((mended(url), *width)) for url, *width in choices))
