"""The cards of the numbers that a page shows, kept out of sight in the page itself: whoever taps a number needs no further request.

Without scripts a number leads to its card on the page of all figures, which is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kerege.model import Scheme
from kerege.render.direction import directed
from kerege.render.edition import Edition
from kerege.render.elements import Element, element, to_html
from kerege.render.links import Links, Medium
from kerege.render.number_card import claim_card, statistic_card, term_card

_SHOWN = re.compile(r'data-kerege="(?P<kind>stat|claim|term):(?P<key>[^"]+)"|data-number="(?P<number>[^"]+)"')
_UP, _TOP, _WITHIN = "\ufdd0", "\ufdd1", "\ufdd2"
"""Stand for the ways to the roots, and for what is within; no text has these signs (Unicode keeps them for such use)."""


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
    cards = (_card(edition, links, what, top) for what in shown)
    return _store(edition, [_html(edition, card) for card in cards if card is not None], citation)


class Cards:
    """The cards of an edition's numbers for the pages that lie deeper than a chapter's. Each is made once: from page to page only
    the ways to the roots differ."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._made: dict[str, str] = {}

    def store(self, shown: Iterable[str], up: str, top: str) -> str:
        """What `number_store` makes for such a page.

        Args:
            up: the way from the page to the root of the edition's language.
        """
        html = _store(self._edition, [card for what in shown if (card := self._card(what))], "")
        return html.replace(_UP, up).replace(_TOP, top)

    def _card(self, what: str) -> str:
        if what not in self._made:
            card = _card(self._edition, Links(Medium.WEB, "", up=_UP), what, _TOP)
            self._made[what] = _html(self._edition, card) if card is not None else ""
        return self._made[what]


def _html(edition: Edition, card: Element) -> str:
    return to_html(directed(card, edition.language))


def _store(edition: Edition, cards: Sequence[str], citation: str) -> str:
    if not cards:
        return ""
    words = {
        f"data_{name}": edition.label(label)
        for name, label in (
            ("title", "number_card"), ("close", "close"), ("sentence", "copy_sentence"), ("copied", "copied"), ("page", "all_about_number"),
        )
    }  # fmt: skip
    store = element(
        "div", _WITHIN, class_="k-numbers", lang=edition.language, hidden=True, data_citation=citation, **words
    )
    return to_html(store).replace(_WITHIN, "".join(cards))


def _card(edition: Edition, links: Links, what: str, top: str) -> Element | None:
    kind, _, key = what.partition(":")
    if kind == Scheme.CLAIM.value:
        return claim_card(edition, links, key)
    if kind == Scheme.TERM.value:
        return term_card(edition, links, key)
    record = edition.report.statistics.get(key)
    return statistic_card(edition, links, record, top) if record is not None else None
