"""The pages that nobody writes: all figures, all testimonies, glossary, references; on the website those about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from kerege.languages.formats import sort_key
from kerege.model import BlockKind, Quote, Reference, Scheme
from kerege.render.anchors import anchors
from kerege.render.citations import reference_content
from kerege.render.corrections import PAGE, corrections_page
from kerege.render.direction import directed
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element, inner_html, joined
from kerege.render.links import Links, Medium
from kerege.render.notices import about_page, accessibility_page, charts_page, privacy_page
from kerege.render.sources import statistics_page
from kerege.render.spaces import bind_spaces
from kerege.render.translation import translation_page
from kerege.render.voices import voices_page


@dataclass(frozen=True)
class GeneratedPage:
    """A page made from records."""

    name: str
    """File name without ending, the same in every language."""
    title: str
    make: Callable[[], Content]
    language: str

    @cached_property
    def body(self) -> Element:
        """Holds what the page shows. Made when it is first asked for: whoever only lists the pages need not wait."""
        body = element("div", self.make())
        bind_spaces(body, self.language)
        return directed(body, self.language)

    @property
    def html(self) -> str:
        return inner_html(self.body)


def generated_pages(edition: Edition, medium: Medium) -> tuple[GeneratedPage, ...]:
    """The generated pages of an edition that have something to show, in the order in which readers want them."""
    makers: list[tuple[str, str, Callable[[Edition, Links], Content], Callable[[Edition, Medium], bool]]] = [
        (
            "testimonies",
            "testimonies" if medium is Medium.WEB else "testimonies_by_theme",
            _testimonies,
            _has_testimony,
        ),
        ("glossary", "glossary", _glossary, lambda e, _: bool(e.report.terms)),
        ("references", "references", _references, lambda e, _: bool(_listed(e))),
        ("statistics", "all_figures" if medium is Medium.WEB else "sources_annex", statistics_page, _has_statistic),
    ]
    makers.append((PAGE, "corrections", corrections_page, lambda e, _: bool(e.report.corrections)))
    if medium is Medium.WEB:
        makers = [
            ("charts", "charts", charts_page, lambda e, _: any(c.blocks_of(BlockKind.FIGURE) for c in e.everything)),
            *makers,
            ("about-and-citing", "about", about_page, _always),
            ("accessibility", "accessibility", accessibility_page, _always),
            ("privacy", "privacy", privacy_page, _always),
            ("translation", "translation_page", translation_page, lambda e, _: len(e.report.settings.languages) > 1),
        ]
    return tuple(
        GeneratedPage(name, edition.label(title), partial(make, edition, Links(medium, name)), edition.language)
        for name, title, make, shown in makers
        if shown(edition, medium)
    )


def _always(edition: Edition, medium: Medium) -> bool:
    return True


def _has_testimony(edition: Edition, medium: Medium) -> bool:
    cited = cited_quotes(edition)
    return bool(cited) if medium is Medium.WEB else any(quote.themes for quote, _ in cited)


def _has_statistic(edition: Edition, medium: Medium) -> bool:
    chapters = edition.everything if medium is Medium.WEB else edition.chapters
    known = edition.report.statistics
    return any(
        anchor.scheme is Scheme.STATISTIC and anchor.target in edition.values and anchor.target in known
        for chapter in chapters
        for anchor in anchors(chapter, medium).values()
    )


def cited_quotes(edition: Edition) -> tuple[tuple[Quote, str], ...]:
    """Quotes that the chapters print, with the chapter each stands in."""
    return tuple(
        (edition.report.quotes[block.target], chapter.name)
        for chapter in edition.everything
        for block in chapter.blocks_of(BlockKind.QUOTE)
        if block.target in edition.report.quotes
    )


def _testimonies(edition: Edition, links: Links) -> Content:
    if links.medium is not Medium.WEB:
        return _testimonies_by_theme(edition, links)
    return voices_page(edition, links, cited_quotes(edition))


def _testimonies_by_theme(edition: Edition, links: Links) -> Content:
    """For book and EPUB: each theme with the chapters that hold its testimonies, and where in each they begin."""
    by_theme: dict[str, dict[str, str]] = {}
    for quote, chapter in cited_quotes(edition):
        for theme in quote.themes:
            by_theme.setdefault(theme, {}).setdefault(chapter, quote.id)
    titles = {chapter.name: chapter.title for chapter in edition.chapters}
    rows = []
    for theme in sorted(
        by_theme, key=lambda t: sort_key(edition.words(edition.report.themes.get(t, {})), edition.pack)
    ):
        places = [_place(links, titles.get(name, name), name, key) for name, key in by_theme[theme].items()]
        title = edition.words(edition.report.themes.get(theme, {}))
        rows.append((element("dt", title), element("dd", joined(places, edition.pack.between(";")))))
    return element("dl", rows, class_="k-themes") if rows else None


def _place(links: Links, title: str, chapter: str, quote: str) -> Content:
    href = links.to(chapter, f"quote-{quote}")
    if links.medium is Medium.BOOK:
        # The page number is the layout's to fill in (target-counter).
        return f"{title} ", element("a", class_="k-page", href=href)
    return element("a", title, href=href)


def _glossary(edition: Edition, links: Links) -> Content:
    terms = sorted(edition.report.terms.values(), key=lambda term: sort_key(edition.words(term.term), edition.pack))
    rows = [
        (element("dt", edition.words(term.term), id=f"term-{term.id}"), element("dd", edition.words(term.definition)))
        for term in terms
    ]
    return element("dl", rows, class_="k-glossary") if rows else None


def _listed(edition: Edition) -> list[Reference]:
    cited = {citation.key for chapter in edition.everything for citation in chapter.citations}
    cited |= {source.citation for source in edition.report.sources.values() if source.citation}
    # In the order of the list that citeproc made.
    order = [key for key in edition.typeset.entries if key in cited]
    return [edition.report.references[key] for key in order if key in edition.report.references]


def _references(edition: Edition, links: Links) -> Content:
    rows = [element("li", reference_content(r, edition), id=f"ref-{r.id}") for r in _listed(edition)]
    return element("ul", rows, class_="k-references") if rows else None
