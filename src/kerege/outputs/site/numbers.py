"""The cards of the numbers that a page shows, kept out of sight in the page itself: whoever taps a number needs no further request.

Without scripts a number leads to its card on the page of all figures, which is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kerege.model import Scheme
from kerege.render.direction import directed
from kerege.render.edition import Edition
from kerege.render.elements import Element, element, to_html
from kerege.render.links import Links
from kerege.render.number_card import claim_card, statistic_card, term_card

_SHOWN = re.compile(r'data-kerege="(?P<kind>stat|claim|term):(?P<key>[^"]+)"|data-number="(?P<number>[^"]+)"')


def numbers_of(html: str) -> dict[str, None]:
    """The numbers, claims and terms that a page shows, as `stat:ID`, `claim:ID`, `term:ID`, each once, in their order."""
    return dict.fromkeys(
        f"stat:{match['number']}" if match["number"] else f"{match['kind']}:{match['key']}"
        for match in _SHOWN.finditer(html)
    )


def number_store(edition: Edition, links: Links, shown: Iterable[str], top: str, citation: str = "") -> str:
    """The cards of a page, as HTML; nothing where it shows no number.

    Args:
        top: the way from the page to the website's root.
        citation: how to cite the page.
    """
    cards = [card for what in shown if (card := _card(edition, links, what, top)) is not None]
    if not cards:
        return ""
    words = {
        f"data_{name}": edition.label(label)
        for name, label in (
            ("title", "number_card"), ("close", "close"), ("sentence", "copy_sentence"), ("copied", "copied"), ("page", "all_about_number"),
        )
    }  # fmt: skip
    store = element(
        "div", cards, class_="k-numbers", lang=edition.language, hidden=True, data_citation=citation, **words
    )
    return to_html(directed(store, edition.language))


def _card(edition: Edition, links: Links, what: str, top: str) -> Element | None:
    kind, _, key = what.partition(":")
    if kind == Scheme.CLAIM.value:
        return claim_card(edition, links, key)
    if kind == Scheme.TERM.value:
        return term_card(edition, links, key)
    record = edition.report.statistics.get(key)
    return statistic_card(edition, links, record, top) if record is not None else None
