"""Pages as their templates made them, and what was read from them, kept by what they were made from.

A template is given a `Layout`, the settings of mkdocs.yml and what stands at the head of the page's file: all of that is in the
key, with every file of the report whose words do not come through the `Layout` (templates of the editor's among them), Kerege, the
libraries and the environment. Where a template of the editor's asks for more (`BEYOND`), pages are always made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template

from kerege.cache.store import Store, digest_of

BEYOND = re.compile(
    r"\b(?:pages|build_date_utc|i18n_\w+|env|files|random|self\._\w+|site_dir|docs_dir|config_file_path)\b"
)
"""What MkDocs tells a template beside its page, and what differs from run to run, by the words that ask for it."""
_PLACES = {"site_dir", "docs_dir", "config_file_path"}


@dataclass
class PageCache:
    """The pages of one process."""

    store: Store
    tools: str
    """Digest of Kerege, the libraries and the environment."""
    beside: str
    """Digest of the report's files whose content reaches a page otherwise than by its `Layout`."""
    _made: dict[str, str] = field(default_factory=dict)

    def page(self, name: str, given: Mapping[str, Any], make: Callable[[], str]) -> str:
        """A page from the cache, or made; what was made is kept with `keep`."""
        page = given.get("page")
        own = [getattr(page, "meta", None), getattr(page, "edit_url", None)]
        key = digest_of("page", self.tools, self.beside, name, given["k"], own, _plain(given.get("config")))
        if key not in self._made:
            kept = self.store.read(key)
            if kept is not None:
                return kept.files["page"].decode("utf-8")
            self._made[key] = make()
        return self._made[key]

    def settle(self, is_true: bool) -> None:
        """Keep what was made, or forget it where a file was saved while it was made, which may show in it already."""
        for key, html in self._made.items() if is_true else ():
            self.store.keep(key, {"page": html.encode("utf-8")})
        self._made.clear()

    def read(self, what: str, html: str, language: str, make: Callable[[], Any]) -> Any:
        """What is read from a page, as JSON knows it."""
        key = digest_of(what, self.tools, language, html)
        kept = self.store.read(key)
        if kept is not None:
            return kept.value
        made = make()
        self.store.keep(key, {}, made)
        return made


def remember(env: Environment, own: str | None, cache: PageCache) -> None:
    """Let an environment take pages from the cache.

    Args:
        own: the editor's `custom_dir`.
    """
    written = (path.read_bytes() for path in Path(own).rglob("*") if path.is_file()) if own else ()
    if not any(BEYOND.search(text.decode("utf-8", "replace")) for text in written):
        env.template_class = type("KeptTemplate", (_Template,), {"cache": cache})


class _Template(Template):
    """A template whose pages are kept."""

    cache: PageCache

    def render(self, *args: Any, **kwargs: Any) -> str:
        given = dict(*args, **kwargs)
        if "k" not in given:
            return super().render(given)
        return self.cache.page(self.name or "", given, lambda: super(_Template, self).render(given))


def _plain(value: Any) -> Any:
    """Settings as data; of an object, such as a plugin, what kind it is: what it does follows from the settings."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Mapping):
        return sorted((str(key), _plain(inner)) for key, inner in value.items() if key not in _PLACES)
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return type(value).__qualname__
