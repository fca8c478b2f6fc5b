"""The page of all testimonies: under their themes, with a filter by theme and speaker that needs no script."""

from __future__ import annotations

from collections import Counter
from html import escape

from kerege.languages.formats import sort_key
from kerege.model import Quote
from kerege.render.blocks import quote_html
from kerege.render.edition import Edition
from kerege.render.links import Links

Cited = tuple[tuple[Quote, str], ...]
"""Quotes that chapters print, with the chapter of each."""
STYLES = "assets/kerege/testimonies.css"


def voices_html(edition: Edition, links: Links, cited: Cited) -> str:
    """The testimonies with the form that filters them; without style sheets it is a list in order of themes."""
    if not cited:
        return ""
    themes = sorted(
        {theme for quote, _ in cited for theme in quote.themes},
        key=lambda theme: sort_key(edition.words(edition.report.themes.get(theme, {})), edition.pack),
    )
    parts = [
        f'<link rel="stylesheet" href="{links.data_file("", edition.language == edition.report.settings.original).removesuffix("data/")}'
        f'{STYLES.removeprefix("assets/")}">',
        '<div class="k-voices">',
        _form(edition, cited, themes),
        f'<p class="k-voices__none">{escape(edition.label("no_testimony"))}</p>',
    ]
    for theme in (*themes, ""):
        under = [(quote, chapter) for quote, chapter in cited if (quote.themes or ("",))[0] == theme]
        if not under:
            continue
        title = edition.words(edition.report.themes.get(theme, {})) or edition.label("other_themes")
        parts.append(f'<section><h2 id="theme-{escape(theme or "other")}">{escape(title)}</h2>')
        for quote, chapter in under:
            marks = " ".join([f"s-{quote.speaker}", *(f"t-{name}" for name in quote.themes)])
            href = links.to(chapter, f"quote-{quote.id}")
            # The anchor is the testimony's permalink; the chapter keeps one of its own.
            parts.append(
                f'<div class="k-voice {escape(marks)}" id="quote-{quote.id}">{quote_html(edition, quote, anchor=False)}'
                f'<p class="k-where"><a href="{href}">{edition.title_html(chapter)}</a> · '
                f'<a href="#quote-{quote.id}" aria-label="{escape(edition.label("permalink"))}: {quote.id}">#</a></p></div>'
            )
        parts.append("</section>")
    return "\n".join([*parts, "</div>"])


def voices_css(cited: Cited) -> str:
    """The rules behind the filter: what is not chosen is not shown.

    A browser too old for `:has()` shows every testimony, which is right as well.
    """
    themes = sorted({theme for quote, _ in cited for theme in quote.themes})
    speakers = sorted({quote.speaker for quote, _ in cited})
    pairs = {(theme, quote.speaker) for quote, _ in cited for theme in quote.themes}
    rules = [
        ".k-voices__none { display: none; }",
        '.k-voices:has(input[value]:not([value=""]):checked) h2 { display: none; }',
    ]
    rules += [f".k-voices:has(#show-t-{t}:checked) .k-voice:not(.t-{t}) {{ display: none; }}" for t in themes]
    rules += [f".k-voices:has(#show-s-{s}:checked) .k-voice:not(.s-{s}) {{ display: none; }}" for s in speakers]
    none = [
        f".k-voices:has(#show-t-{t}:checked):has(#show-s-{s}:checked) .k-voices__none"
        for t in themes
        for s in speakers
        if (t, s) not in pairs
    ]
    if none:
        rules.append(",\n".join(none) + " { display: block; }")
    return "\n".join(rules) + "\n"


def _form(edition: Edition, cited: Cited, themes: list[str]) -> str:
    by_theme = Counter(theme for quote, _ in cited for theme in quote.themes)
    by_speaker = Counter(quote.speaker for quote, _ in cited)
    speakers = sorted(
        by_speaker, key=lambda role: sort_key(edition.words(edition.report.speakers.get(role, {})), edition.pack)
    )
    theme_words = [(t, edition.words(edition.report.themes.get(t, {})) or t, by_theme[t]) for t in themes]
    speaker_words = [(s, edition.words(edition.report.speakers.get(s, {})) or s, by_speaker[s]) for s in speakers]
    return (
        f'<form class="k-filter" aria-label="{escape(edition.label("filter_testimonies"))}">'
        f"{_choice(edition, 't', 'theme', theme_words, len(cited))}{_choice(edition, 's', 'speaker', speaker_words, len(cited))}</form>"
    )


def _choice(edition: Edition, letter: str, name: str, words: list[tuple[str, str, int]], total: int) -> str:
    title = escape(edition.label(f"by_{name}"))
    options = [("", edition.label("all"), total), *words]
    rows = "".join(
        f'<label><input type="radio" name="{name}" id="show-{letter}-{key or "all"}" value="{escape(key)}"'
        f"{'' if key else ' checked'}> {escape(text)} <span>{count}</span></label>"
        for key, text, count in options
    )
    return f"<details><summary>{title}</summary><fieldset><legend>{title}</legend>{rows}</fieldset></details>"
