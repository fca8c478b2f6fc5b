"""A work as the readers of one language know it: its authors' names in their language, in short where it is cited.

Passes: `{"literal": {"en": "World Bank", "ru": "Всемирный банк"}}`, `{"en": "World Bank", "ru": "Всемирный банк"}`, a
`short` beside the name (`"NSC"`, or by language), and names of CSL JSON as they are. A language that is not given reads
the first language of the report, or the first that is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

OTHERS = "others"
"""The literal name that stands for authors whom the source does not name; citeproc sets "et al." for it."""
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_DATES = {"issued", "accessed", "submitted", "original-date", "event-date", "available-date"}


def work_in(item: Mapping[str, Any], language: str, original: str, *, short: bool = False) -> dict[str, Any]:
    """The CSL item of a work in one language.

    Args:
        item: the record of `references.json`.
        language: of the edition that cites it.
        original: the language that is read where this one is not given.
        short: whether authors carry their short names, as in a citation; else the full name, with the short one in
            brackets behind it, as in a list of references.
    """
    order = (language, original)
    return {key: value if key in _DATES else _said(value, order, short) for key, value in item.items()}


def title_in(item: Mapping[str, Any], key: str, language: str, original: str) -> tuple[str, str]:
    """A title of a work as an edition prints it, and the language that it is in, as far as the record says.

    CSL's `language` is a tag as BCP 47 has them; a title that is given by language says it itself.
    """
    value = item.get(key)
    if isinstance(value, dict) and _by_language(value):
        code = next((code for code in (language, original) if code in value), next(iter(value)))
        return str(value[code]), code
    return (value if isinstance(value, str) else ""), str(item.get("language") or "")


def _said(value: Any, order: tuple[str, str], short: bool) -> Any:
    if _by_language(value):
        return _said(_chosen(value, order), order, short)
    if isinstance(value, list):
        return [_name(entry, order, short) if isinstance(entry, dict) else entry for entry in value]
    return value


def _name(name: Mapping[str, Any], order: tuple[str, str], short: bool) -> dict[str, Any]:
    if _by_language({key: value for key, value in name.items() if key != "short"}):
        name = {"literal": {key: value for key, value in name.items() if key != "short"}} | (
            {"short": name["short"]} if "short" in name else {}
        )
    said = {key: _chosen(value, order) if _by_language(value) else value for key, value in name.items()}
    brief = said.pop("short", None)
    if not isinstance(brief, str) or not brief:
        return said
    if short:
        return {"literal": brief}
    full = str(said.get("literal") or said.get("family") or brief)
    return said if brief in full or full in brief else {"literal": f"{full} ({brief})"}


def _by_language(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(_CODE.fullmatch(str(key)) for key in value)


def _chosen(value: Mapping[str, Any], order: tuple[str, str]) -> Any:
    for code in order:
        if code in value:
            return value[code]
    return next(iter(value.values()))
