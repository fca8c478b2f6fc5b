"""What stands around a chapter's text: its lead, the state of the translation; on the front page figures and chapters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kerege.languages import language_pack
from kerege.languages.formats import format_date
from kerege.model import Author, Chapter, Contact, words_in
from kerege.render.behind import behind_count
from kerege.render.blocks import statistic_element
from kerege.render.corrections import notice as correction_notice
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element, joined
from kerege.render.html import front_text
from kerege.render.links import Links, Medium
from kerege.render.provisional import notice as provisional_notice


def opening(
    chapter: Chapter, edition: Edition, links: Links, front: Mapping[str, Content], *, lead: bool = True
) -> Content:
    """The summary as a lead, the state of a translation, and a note before chapters on violence.

    Args:
        front: the words of the chapter's front matter.
    """
    parts: list[Content] = [byline(chapter, edition)]
    if chapter.language != edition.language:
        language = edition.label(f"language_{chapter.language}")
        notice = edition.label("not_translated", language=language)
        parts.append(_status("pending", notice, edition.language))
    state = edition.speaking(chapter).state_of(chapter)
    if state in ("draft", "translated"):
        parts.append(_status(state, edition.label(f"state_{state}")))
    parts.append(correction_notice(chapter, edition, links))
    parts.append(provisional_notice(chapter, edition))
    behind = behind_count(chapter, edition) if chapter.language == edition.language else 0
    if behind:
        parts.append(_status("behind", edition.label("behind_page", count=behind)))
    if edition.report.settings.imported:
        parts.append(_status("draft", edition.label("state_imported")))
    if lead and front.get("summary"):
        parts.append(element("p", front["summary"], class_="k-lead"))
    if front.get("content_note"):
        note = element("div", front["content_note"], class_="k-content-note k-status", role="note")
        parts += [note, _help(edition)]
    return parts


def _status(kind: str, notice: str, language: str | None = None) -> Element:
    return element("div", notice, class_=f"k-status k-status--{kind}", role="note", lang=language)


def _help(edition: Edition) -> Element | None:
    """Helplines that somebody has tried, after the note on what a chapter tells of; none where the report has none."""
    rows = []
    for line in edition.report.settings.helplines:
        tried = edition.label("help_checked", date=format_date(line.checked, edition.pack))
        rows.append(
            element("li", f"{edition.words(line.name)}: {line.contact} ", element("span", tried, class_="k-where"))
        )
    title = edition.label("help_title")
    heading = element("p", element("strong", title))
    return (
        element("div", heading, element("ul", rows), class_="k-help", role="note", aria_label=title) if rows else None
    )


def asked_chapters(edition: Edition) -> tuple[Chapter, ...]:
    """The chapters that `downloads` of report.yml makes PDFs of, in their own language only."""
    wanted = edition.report.settings.downloads
    return tuple(
        chapter
        for chapter in edition.chapters
        if chapter.language == edition.language
        and ("chapters" in wanted or ("summary" in wanted and edition.place(chapter.name).kind == "summary"))
    )


def extract_name(edition: Edition, chapter: Chapter) -> str:
    """The file name of the PDF of one chapter."""
    return f"{edition.report.settings.slug}-{edition.language}-{chapter.name}.pdf"


def publisher_name(edition: Edition) -> str:
    """The publisher as a citation names it: the first sentence of what `report.yml` says, which may explain more."""
    return edition.words(edition.report.settings.publisher).partition(". ")[0].rstrip(".")


def licence_url(licence: str) -> str:
    """Where a licence is explained; of an expression with several, the list of all."""
    match = re.fullmatch(r"CC-(BY(?:-[A-Z]+)*)-(\d\.\d)", licence)
    if match:
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    if licence == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return (
        f"https://spdx.org/licenses/{licence}.html"
        if re.fullmatch(r"[\w.+-]+", licence)
        else "https://spdx.org/licenses/"
    )


def chapter_authors(chapter: Chapter) -> tuple[Author, ...]:
    """The authors of a chapter of its own."""
    found = chapter.meta.get("authors", ())
    return found if isinstance(found, tuple) else ()


def byline(chapter: Chapter, edition: Edition) -> Element | None:
    """The authors of a chapter below its title, each with affiliation and ORCID."""
    rows: list[Content] = []
    for person in chapter_authors(chapter):
        affiliation = edition.words(person.affiliation)
        orcid = f"https://orcid.org/{person.orcid}" if person.orcid else ""
        known = [text for text in (edition.words(person.role), affiliation) if text]
        link = element("a", f"ORCID {person.orcid}", href=orcid, class_="k-orcid") if orcid else None
        rows.append(
            element(
                "span",
                element("b", person.name),
                f", {', '.join(known)}" if known else "",
                (" ", link) if link is not None else None,
                class_="k-author",
            )
        )
    return element("p", joined(rows, edition.pack.between(";")), class_="k-byline") if rows else None


def contact_lines(edition: Edition) -> list[str]:
    """Whom readers can ask, line by line."""
    contact = edition.report.settings.contact
    lines = (edition.words(contact.name), edition.words(contact.address), contact.email, contact.phone, contact.url)
    return [line for line in lines if line]


def contact_element(edition: Edition) -> Element | None:
    """Whom readers can ask, with links."""
    return contact_paragraph(edition.report.settings.contact, edition.language)


def contact_paragraph(contact: Contact, language: str) -> Element | None:
    """Somebody whom readers can ask, with links; None where nobody is named."""
    digits = "".join(sign for sign in contact.phone if sign.isdigit() or sign == "+")
    links = (
        (contact.email, f"mailto:{contact.email}"),
        (contact.phone, f"tel:{digits}"),
        (contact.url, contact.url),
    )
    named = (words_in(contact.name, language), words_in(contact.address, language))
    parts: list[Content] = [text for text in named if text]
    parts += [element("a", text, href=href) for text, href in links if text]
    return element("p", joined(parts, language_pack(language).between(",")), class_="k-contact") if parts else None


def authors_lines(edition: Edition) -> list[str]:
    """The authors as the imprint names them: name, role, affiliation, ORCID; in one line where only names are known."""
    people = edition.report.settings.people
    if people and not any(person.role or person.affiliation or person.orcid for person in people):
        return [edition.pack.between(";").join(person.name for person in people)]
    found = []
    for person in people:
        orcid = f"https://orcid.org/{person.orcid}" if person.orcid else ""
        parts = (person.name, edition.words(person.role), edition.words(person.affiliation), orcid)
        found.append(edition.pack.between(",").join(part for part in parts if part))
    return found


def title_with_edition(edition: Edition) -> str:
    """`Women and Labour Migration (edition 1)`."""
    settings = edition.report.settings
    return f"{edition.words(settings.title)} ({edition.label('edition_short', number=settings.edition)})"


def citation_text(edition: Edition, url: str, title: str = "", authors: Sequence[str] = ()) -> str:
    """How to cite the report, or the chapter `title` of it, in the author-date form of the list of references.

    Args:
        authors: of the chapter; else those of the report.
    """
    settings = edition.report.settings
    publisher = publisher_name(edition)
    names = list(authors) or settings.authors
    who = edition.pack.between(",").join(names) or publisher
    after = f" {publisher}." if names else ""
    chapter = f"{title}. // " if title else ""
    year = edition.pack.in_digits(settings.date[:4])
    return f"{who} ({year}). {chapter}{title_with_edition(edition)}.{after} {url}"


def key_figures(edition: Edition) -> Content:
    """The key figures of the report, each linked to its source."""
    links = Links(Medium.WEB, "index")
    return [statistic_element(edition, links, key, "", f"key-{key}") for key in edition.report.settings.key_figures]


def chapter_cards(edition: Edition) -> Element:
    """The chapters with what each found."""
    rows = []
    for chapter in edition.chapters:
        number = element("span", edition.pack.in_digits(edition.place(chapter.name).number), class_="k-cards__number")
        title = element("a", chapter.title, href=f"{chapter.name}/")
        part = edition.place(chapter.name).part
        if part is not None:
            label = element("span", edition.part_label(part), class_="k-number") if edition.part_label(part) else None
            heading = (label, " " if label is not None else None, edition.words(part.title))
            rows.append(element("li", element("h3", heading), class_="k-cards__part"))
        summary = element("p", front_text(chapter, edition, "summary"))
        foreign = chapter.language if chapter.language != edition.language else None
        rows.append(element("li", number, title, summary, lang=foreign))
    return element("ol", rows, class_="k-cards")


def state_element(edition: Edition) -> Element:
    """Number, date and language state of the edition, and how much of it is translated."""
    own = sum(chapter.language == edition.language for chapter in edition.chapters)
    ready = edition.label("chapters_ready", done=own, total=len(edition.chapters))
    said = f"{edition.line.removesuffix('.')}. {edition.label(f'state_{edition.state}')} {ready} {edition.unread}"
    return element("p", said.rstrip())
