"""The numbers of a page with their classes, for the preview to show over it: tied, untied, convention, narrative, unread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kerege.evidence.classes import chapter_classes
from kerege.evidence.packs import report_pack
from kerege.languages.messages import messages
from kerege.model import Chapter, Report, Value


def numbers(
    chapters: Iterable[tuple[Report, Chapter]], values: Mapping[str, Value], language: str
) -> list[dict[str, Any]]:
    """Each passage that holds a number: how it begins, and its numbers in order.

    Args:
        language: in which it is said why a number has its class.
    """
    known = messages(language)
    return [
        {
            "begins": stated.text[:80],
            "numbers": [{"words": one.words, "kind": one.kind.value, "why": known.say(one.why)} for one in found],
        }
        for report, chapter in chapters
        for _, stated, found in chapter_classes(report, chapter, values, report_pack(report, chapter.language))
        if found
    ]
