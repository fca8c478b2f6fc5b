"""Reading the tool's own data files."""

from __future__ import annotations

from typing import Any

import yaml

_BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Words(_BASE):  # type: ignore[misc, valid-type]
    """YAML in which `on`, `no`, `y` are words, as they are in lists of words; only `true` and `false` are truths."""


_Words.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if letter in "tTfF" or not tag.endswith(":bool")]
    for letter, found in _BASE.yaml_implicit_resolvers.items()
}


def load_data(text: str) -> dict[str, Any]:
    """A YAML mapping of the package, by libyaml where it is there: a tenth of the start-up time of PyYAML's own parser."""
    data: dict[str, Any] = yaml.load(text, Loader=_Words)
    return data
