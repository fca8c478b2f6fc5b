"""The page of all testimonies: under their themes, with a filter by theme and speaker that needs no script."""

from __future__ import annotations

from collections import Counter

from kerege.languages.formats import sort_key
from kerege.model import Quote
from kerege.render.blocks import quote_element
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element
from kerege.render.links import Links

Cited = tuple[tuple[Quote, str], ...]
"""Quotes that chapters print, with the chapter of each."""
STYLES = "assets/kerege/testimonies.css"


def voices_page(edition: Edition, links: Links, cited: Cited) -> Content:
    """The testimonies with the form that filters them; without style sheets it is a list in order of themes."""
    if not cited:
        return None
    themes = sorted(
        {theme for quote, _ in cited for theme in quote.themes},
        key=lambda theme: sort_key(edition.words(edition.report.themes.get(theme, {})), edition.pack),
    )
    assets = links.data_file("", edition.language == edition.report.settings.original).removesuffix("data/")
    sections = []
    for theme in (*themes, ""):
        under = [(quote, chapter) for quote, chapter in cited if (quote.themes or ("",))[0] == theme]
        if under:
            title = edition.words(edition.report.themes.get(theme, {})) or edition.label("other_themes")
            heading = element("h2", title, id=f"theme-{theme or 'other'}")
            sections.append(element("section", heading, [_voice(edition, links, *voice) for voice in under]))
    return [
        element("link", rel="stylesheet", href=f"{assets}{STYLES.removeprefix('assets/')}"),
        element(
            "div",
            _form(edition, cited, themes),
            element(
                "p",
                role="status",
                class_="k-voices__shown",
                data_words=edition.pack.wording("shown_of"),
                data_zero=edition.pack.in_digits("0"),
            ),
            element("p", edition.label("no_testimony"), class_="k-voices__none"),
            sections,
            class_="k-voices",
        ),
    ]


def _voice(edition: Edition, links: Links, quote: Quote, chapter: str) -> Element:
    marks = " ".join(["k-testimony", f"s-{quote.speaker}", *(f"t-{name}" for name in quote.themes)])
    # The anchor is the testimony's permalink; the chapter keeps one of its own.
    name = f"quote-{quote.id}"
    to_chapter = element("a", edition.title_of(chapter), href=links.to(chapter, name))
    permalink = element("a", "#", href=f"#{name}", aria_label=f"{edition.label('permalink')}: {quote.id}")
    where = element("p", to_chapter, " · ", permalink, class_="k-where")
    return element("div", quote_element(edition, links, quote, anchor=False), where, class_=marks, id=name)


def voices_css(cited: Cited) -> str:
    """The rules behind the filter: what is not chosen is not shown.

    A browser too old for `:has()` shows every testimony, which is right as well.
    """
    themes = sorted({theme for quote, _ in cited for theme in quote.themes})
    speakers = sorted({quote.speaker for quote, _ in cited})
    pairs = {(theme, quote.speaker) for quote, _ in cited for theme in quote.themes}
    rules = [
        ".k-voices__none { display: none; }",
    ]
    # A section of which nothing is shown goes with its heading.
    rules += [f".k-voices:has(#show-t-{t}:checked) section:not(:has(.t-{t})) {{ display: none; }}" for t in themes]
    rules += [f".k-voices:has(#show-s-{s}:checked) section:not(:has(.s-{s})) {{ display: none; }}" for s in speakers]
    rules += [
        f".k-voices:has(#show-t-{t}:checked):has(#show-s-{s}:checked) section:not(:has(.t-{t}.s-{s})) {{ display: none; }}"
        for t, s in sorted(pairs)
    ]
    rules += [f".k-voices:has(#show-t-{t}:checked) .k-testimony:not(.t-{t}) {{ display: none; }}" for t in themes]
    rules += [f".k-voices:has(#show-s-{s}:checked) .k-testimony:not(.s-{s}) {{ display: none; }}" for s in speakers]
    none = [
        f".k-voices:has(#show-t-{t}:checked):has(#show-s-{s}:checked) .k-voices__none"
        for t in themes
        for s in speakers
        if (t, s) not in pairs
    ]
    if none:
        rules.append(",\n".join(none) + " { display: block; }")
    return "\n".join(rules) + "\n"


def _form(edition: Edition, cited: Cited, themes: list[str]) -> Element:
    by_theme = Counter(theme for quote, _ in cited for theme in quote.themes)
    by_speaker = Counter(quote.speaker for quote, _ in cited)
    speakers = sorted(
        by_speaker, key=lambda role: sort_key(edition.words(edition.report.speakers.get(role, {})), edition.pack)
    )
    theme_words = [(t, edition.words(edition.report.themes.get(t, {})) or t, by_theme[t]) for t in themes]
    speaker_words = [(s, edition.words(edition.report.speakers.get(s, {})) or s, by_speaker[s]) for s in speakers]
    return element(
        "form",
        _choice(edition, "t", "theme", theme_words, len(cited)),
        _choice(edition, "s", "speaker", speaker_words, len(cited)),
        class_="k-filter",
        aria_label=edition.label("filter_testimonies"),
    )


def _choice(edition: Edition, letter: str, name: str, words: list[tuple[str, str, int]], total: int) -> Element:
    title = edition.label(f"by_{name}")
    rows = []
    for key, text, count in [("", edition.label("all"), total), *words]:
        identifier = f"show-{letter}-{key or 'all'}"
        button = element("input", type="radio", name=name, id=identifier, value=key, checked=not key)
        rows.append(element("label", button, f" {text} ", element("span", edition.pack.in_digits(str(count)))))
    return element("details", element("summary", title), element("fieldset", element("legend", title), rows))
