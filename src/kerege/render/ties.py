"""What ties and links become: `[59.6 per cent](stat:women-share-2015)` leads to where the statistic comes from."""

from __future__ import annotations

import re
from urllib.parse import quote

from kerege.model import BlockKind, Scheme
from kerege.model.document import Link, Tie
from kerege.read.series import split_target
from kerege.render.blocks import missing
from kerege.render.corrections import PAGE, corrected, correction_mark, place_of
from kerege.render.edition import Edition
from kerege.render.elements import Content, element, flat, words_of
from kerege.render.links import Links, Medium, sibling_url
from kerege.render.provisional import provisional_mark
from kerege.render.testimony import unquoted

_CHAPTER = re.compile(r"(?:\./|\.\./(?P<language>[\w-]+)/)?(?P<name>[^/?#]+)\.md(?:#(?P<anchor>.*))?", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_KEPT = "%/:?#[]@!$&'()*+,;=~"
"""Signs of an address that mean something there; others are written by their bytes."""


def tie_content(
    edition: Edition, links: Links, tie: Tie, words: Content, anchor: str | None, *, bare: bool = False
) -> Content:
    """The words of a tie, marked as what they state.

    Args:
        words: what stands between the brackets, as content.
        anchor: the id of the place, for a statistic or a claim.
        bare: the words alone, as a list of contents shows them.
    """
    target, scheme = tie.target, tie.scheme
    mark = f"{scheme}:{target}"
    if scheme == Scheme.STATISTIC.value:
        shown = words if words_of(words) else edition.value_text(target)
        return shown if bare else _statistic(edition, links, target, shown, anchor, mark)
    if scheme == Scheme.CLAIM.value:
        return words if bare else _claim(edition, links, target, words, anchor, mark)
    if scheme in (Scheme.FIGURE.value, Scheme.TABLE.value):
        return _reference(edition, links, Scheme(scheme), target, words, mark, bare)
    if scheme == Scheme.QUOTE.value:
        shown = _spoken(edition, target, words)
        return shown if bare else element("span", shown, data_kerege=mark)
    if bare:
        return words
    if scheme == Scheme.TERM.value:
        return element("a", words, class_="k-term", href=links.term(target), data_kerege=mark)
    if scheme == Scheme.REPORT.value:
        slug, name, place = split_target(target)
        sibling = edition.report.siblings.get(slug)
        if sibling is None:
            return missing(edition, f"report:{slug}", "span")
        href = sibling_url(sibling, edition.language, name, place)
        return element("a", words, class_="k-ref", href=href, data_kerege=mark)
    return element("span", words, data_kerege=mark)


def _statistic(edition: Edition, links: Links, key: str, shown: Content, anchor: str | None, mark: str) -> Content:
    figure = _figure(edition, links, mark, ("k-stat", links.statistic(key)), shown, anchor)
    return [figure, provisional_mark(edition, key)]


def _figure(
    edition: Edition, links: Links, mark: str, usual: tuple[str, str], shown: Content, anchor: str | None
) -> Content:
    """A figure or a claim that leads to where it comes from; of one that was corrected, with its mark.

    On the website the figure itself leads to what was and why, and its card says the rest.
    """
    class_, href = usual
    entry = corrected(edition, mark) if links.medium is Medium.WEB else None
    if entry is not None:
        class_, href = f"{class_} k-stat--corrected", links.to(PAGE, place_of(entry))
    figure = element("a", shown, class_=class_, id=anchor, href=href, data_kerege=mark)
    return figure if links.medium is Medium.WEB else [figure, correction_mark(edition, links, mark)]


def _claim(edition: Edition, links: Links, key: str, words: Content, anchor: str | None, mark: str) -> Content:
    """The words of a claim lead to its arithmetic."""
    if key not in edition.results:
        return element("span", words, data_kerege=mark)
    return _figure(edition, links, mark, ("k-stat k-claim", links.claim(key)), words, anchor)


def _reference(
    edition: Edition, links: Links, scheme: Scheme, key: str, words: Content, mark: str, bare: bool
) -> Content:
    is_figure = scheme is Scheme.FIGURE
    number = (edition.figure_numbers if is_figure else edition.table_numbers).get(key)
    shown = [words, f"\u00a0{edition.pack.in_digits(number)}" if number else None]
    if bare:
        return shown
    href = links.to(home(edition, scheme, key), f"{'figure' if is_figure else 'table'}-{key}")
    return element("a", shown, class_="k-ref", href=href, data_kerege=mark)


def _spoken(edition: Edition, key: str, words: Content) -> Content:
    """A fragment of a testimony between the language's own marks; a paraphrase has none."""
    quote_ = edition.report.quotes.get(key)
    if quote_ is not None and quote_.is_paraphrase:
        return words
    left, right = edition.pack.quotation_marks[0]
    parts = list(flat(words))
    first, last = unquoted("".join(part if isinstance(part, str) else "".join(part.itertext()) for part in parts))
    if first and isinstance(parts[0], str) and isinstance(parts[-1], str):
        parts[0] = parts[0][first:]
        parts[-1] = parts[-1][: len(parts[-1]) - last]
    return [left, *parts, right]


def home(edition: Edition, scheme: Scheme, target: str) -> str:
    """The chapter in which a figure or a table stands."""
    for chapter in edition.everything:
        if scheme is Scheme.FIGURE and any(b.target == target for b in chapter.blocks_of(BlockKind.FIGURE)):
            return chapter.name
        if scheme is Scheme.TABLE and (
            any(table.id == target for table in chapter.tables)
            or any(block.target == target for block in chapter.blocks_of(BlockKind.TABLE))
        ):
            return chapter.name
    return "index"


def link_element(edition: Edition, links: Links, link: Link, words: Content) -> Content:
    """An ordinary link; one to a page that the book does not have is only its words."""
    href = _address(edition, links, link.target)
    return words if href is None else element("a", words, href=href, title=link.title or None)


def _address(edition: Edition, links: Links, target: str) -> str | None:
    settings = edition.report.settings
    if target.startswith("#"):
        return f"#{links.anchor(target[1:])}"
    if _ELSEWHERE.match(target):
        return quote(target, safe=_KEPT)
    match = _CHAPTER.fullmatch(target)
    language = match["language"] if match else None
    if match and (not language or language == edition.language):
        name, anchor = match["name"], match["anchor"] or ""
        if links.medium is Medium.WEB or name in {chapter.name for chapter in edition.chapters}:
            return links.to_chapter(name, anchor)
        return links.to_chapter("index") if links.medium is Medium.EPUB else None
    # A page in another language, or a file of the report: only the website holds it.
    folder = edition.language if edition.language != settings.original else ""
    path = quote(target, safe=_KEPT)
    if match and language:
        folder = language if language != settings.original else ""
        path = f"{'' if match['name'] == 'index' else match['name'] + '/'}{'#' + match['anchor'] if match['anchor'] else ''}"
    folder += "/" if folder else ""
    if links.medium is not Medium.WEB:
        return f"{settings.url.rstrip('/')}/{folder}{path}" if settings.url else None
    up = "" if edition.language == settings.original else "../"
    return (f"{links.root()}{up}{folder}{path}" if match else f"{links.root()}{path}") or "./"
