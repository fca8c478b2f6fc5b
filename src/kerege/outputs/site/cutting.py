"""Material's style sheet without what a website does not use: most of it is for things that no page of a report shows.

Who brings templates, styles, scripts or plugins of their own gets the whole sheet, since nobody knows what they use of it. What
is kept was read off Material 9.8.1, to which the environment is pinned; a test holds every page against the whole sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_KEPT = re.compile(
    r"md-(?:container|content|copyright|dialog|ellipsis|footer|footer-meta|grid|header|icon|logo|main|nav|option|overlay|sidebar"
    r"|skip|toggle|typeset)(?:(?:__|--)[\w-]+)?|js|no-js|focus-visible|footnote[\w-]*"
)
_BY_FEATURE = {
    "navigation.tabs": "md-tabs",
    "navigation.top": "md-top",
    "navigation.path": "md-path",
    "navigation.prune": "md-nav",
    "content.tooltips": "md-tooltip",
    "content.code.copy": "md-code",
}
"""What a feature of Material shows, by the beginning of its classes."""
_STEP = re.compile(r"""[^{}"']+|"[^"]*"|'[^']*'|[{}]""")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_NAME = re.compile(r"var\((--[\w-]+)")


def is_plain(config: Mapping[str, Any]) -> bool:
    """Whether mkdocs.yml brings nothing that could use any part of Material's style sheet."""
    own = any(config.get(key) for key in ("extra_css", "extra_javascript", "hooks"))
    plugins = set(config.get("plugins") or ())
    theme = config.get("theme")
    return not (own or getattr(theme, "custom_dir", None) or plugins - {"i18n", "kerege", "search", "material/search"})


def shown(config: Mapping[str, Any]) -> tuple[str, ...]:
    """The beginnings of further classes that pages with these settings have."""
    theme, extra = config.get("theme") or {}, config.get("extra") or {}
    features = set(theme.get("features") or ())
    found = [part for feature, part in _BY_FEATURE.items() if feature in features]
    found += ["md-source"] if config.get("repo_url") else []
    found += ["md-social"] if extra.get("social") else []
    return tuple(found)


def cut(sheet: str, further: tuple[str, ...], beside: str) -> str:
    """The rules of a style sheet, minified, whose classes pages have.

    Args:
        further: beginnings of classes that are kept too.
        beside: style rules that are loaded with it, and use its variables.
    """
    kept = "".join(_rules(list(_STEP.findall(sheet)), further))
    used = set(_NAME.findall(kept + beside))
    # The icons of what is not shown are variables that nothing uses.
    return re.sub(
        r"(--[\w-]+):(?:url\((?:'[^']*'|\"[^\"]*\"|[^)]*)\)|[^;{}()'\"]*);?",
        lambda match: match[0] if match[1] in used or "icon" not in match[1] else "",
        kept,
    )


def _rules(steps: list[str], further: tuple[str, ...]) -> Iterator[str]:
    steps.reverse()
    while steps:
        head = ""
        while steps and steps[-1] not in "{}":
            head += steps.pop()
        if not steps:
            break
        if steps.pop() == "}":
            continue
        body, depth = [], 1
        while steps and depth:
            step = steps.pop()
            depth += (step == "{") - (step == "}")
            body.append(step)
        body.pop()
        yield from _rule(head, body, further)


def _rule(head: str, body: list[str], further: tuple[str, ...]) -> Iterator[str]:
    if head.startswith(("@media", "@supports")):
        inner = "".join(_rules(body, further))
        if inner:
            yield f"{head}{{{inner}}}"
    elif head.startswith("@"):
        yield f"{head}{{{''.join(body)}}}"
    elif selectors := [part for part in _selectors(head) if _is_shown(part, further)]:
        yield f"{','.join(selectors)}{{{''.join(body)}}}"


def _selectors(head: str) -> list[str]:
    """The selectors of a rule, which commas within brackets do not part."""
    parts, depth = [""], 0
    for sign in head:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _is_shown(selector: str, further: tuple[str, ...]) -> bool:
    classes = _CLASS.findall(re.sub(r":not\((?:[^()]|\([^()]*\))*\)", "", selector))
    return all(_KEPT.fullmatch(name) or name.startswith(further) for name in classes)
