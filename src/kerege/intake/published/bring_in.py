"""A published report brought in: read, taken apart step by step, counted, written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kerege.files import new_folder
from kerege.findings import Finding
from kerege.intake.published.citations import collected
from kerege.intake.published.compose import chapters_of
from kerege.intake.published.document import Journal, Paragraph, Published, Role
from kerege.intake.published.folder import Imported, files_of, write_files
from kerege.intake.published.furniture import without_furniture
from kerege.intake.published.glossary import paired, spelled_out
from kerege.intake.published.legible import unbelievable
from kerege.intake.published.linking import linked
from kerege.intake.published.looking_over import Refused, looked_over
from kerege.intake.published.mending import ask_for_brackets, mended
from kerege.intake.published.notes import joined_notes
from kerege.intake.published.numbers import tied
from kerege.intake.published.order import opened, stitched
from kerege.intake.published.pictures import placed
from kerege.intake.published.places import named_places
from kerege.intake.published.quotations import lifted
from kerege.intake.published.reporting import import_report
from kerege.intake.published.roles import with_roles
from kerege.intake.published.signs import unprintable
from kerege.intake.published.testimony import introduced, with_speakers, with_testimony
from kerege.intake.published.vocabulary import Speech, speech
from kerege.intake.published.word_count import Account, account
from kerege.languages import language_pack
from kerege.languages.guess import guess_language
from kerege.languages.known import SOURCE
from kerege.languages.messages import messages
from kerege.messages import say

_ROUNDS = 3
"""So often is a folder looked over, and what the check refuses of ties and quotes taken back, before what is left is told."""
_LOOKED_AT = 12_000
"""Characters by which a language is told."""
_FEWEST_WORDS = 40
"""Words in small letters by which a language is told."""
Reader = Callable[[Path], Published]


@dataclass(frozen=True)
class Brought:
    """What an import made."""

    out: Path
    chapters: int
    quotations: int
    numbers: int
    works: int
    guesses: int
    questions: int
    counted: Account
    language: str
    wrong: tuple[Finding, ...] = ()
    """What the check refuses: until it is mended the folder does not build."""


def bring_in(
    file: Path, out: Path, read: Reader, *, language: str = "", title: str = "", date: str, ui: str = SOURCE
) -> Brought:
    """Bring a published report in as a new folder; all of it, or nothing.

    Args:
        file: the published report.
        out: the folder to be made.
        read: the reader for the kind of file.
        language: in which it is written; empty: told by its words.
        title: what it is called; empty: told from its first page.
        date: of the edition that is made, ISO.
        ui: the language of whoever imports: `import-report.md` is written in it.

    Raises:
        KeregeError: the file cannot be read, or the folder is there; nothing was written.
    """
    published = read(file)
    likely = language_of(published)
    language = language or likely
    refused = Refused()
    with new_folder(out) as folder:
        for turn in range(_ROUNDS):
            journal = Journal()
            if likely not in (language, SOURCE):
                another = say("The report seems to be written in another language than was said")
                journal.ask(another, 1, f"{language} → {likely}")
            imported, made = take_apart(
                published, file, speech(language), journal, language=language, title=title, date=date, refused=refused
            )
            files = files_of(imported, speech(language))
            write_files(files, folder)
            wrong, more = looked_over(folder)
            if more <= refused or turn == _ROUNDS - 1:
                break
            refused |= more
        counted = account(published, made, files)
        speak = messages(ui).say
        report = import_report(imported.title, file.name, journal, counted, speak, wrong)
        write_files({"import-report.md": report}, folder)
    return Brought(
        out,
        len(imported.chapters),
        len(imported.quotations),
        len(imported.numbers),
        len(imported.works),
        sum(len(entries) for entries in journal.guessed.values()),
        sum(len(entries) for entries in journal.person.values()),
        counted,
        language,
        wrong,
    )


def language_of(published: Published) -> str:
    """The language of a report as its words tell it; that of the tool's own messages where there are too few of them."""
    text = " ".join(paragraph.text for paragraph in published.paragraphs)[:_LOOKED_AT]
    return guess_language(text) if sum(word.islower() for word in text.split()) >= _FEWEST_WORDS else SOURCE


def take_apart(
    published: Published,
    file: Path,
    words: Speech,
    journal: Journal,
    *,
    language: str,
    title: str,
    date: str,
    refused: Refused,
) -> tuple[Imported, tuple[str, ...]]:
    """Everything that was read out of the paragraphs, and those words of it that stand in no chapter, for counting."""
    for what, page, told in published.told:
        journal.ask(what, page, told)
    for what, page, told in published.left:
        journal.leave(what, page, told)
    raw, pictures, originals = placed(published, words, journal)
    # Where the file says what each paragraph is and in which order they stand, nothing is moved or mended.
    known = all(paragraph.fixed for paragraph in raw)
    text = raw if known else without_furniture(raw, journal)
    text, meanings = paired(text, words, journal)
    text = with_roles(with_speakers(text, words, journal), words, journal)
    title = title or " ".join(published.front.title.split()) or _title(text, words, file)
    text = _without_cover(text, title)
    text = mended(text, journal)
    text, notes = joined_notes(text, journal)
    if not known:
        text = opened(text, journal)
        text = stitched(with_testimony(text, words, None), journal)
    ask_for_brackets(text, journal)
    text = with_testimony(text, words, journal)
    text = text if known else introduced(text, journal)
    text = _calls_of_quotes(text, journal)
    everything = linked((*text, *notes), published.links, journal)
    unread = unbelievable(everything, words, journal)
    everything, quotations = lifted(everything, words, journal, refused, unread)
    everything, works = collected(everything, words, journal)
    meanings = spelled_out(everything, meanings, journal)
    places = named_places(everything, words, journal)
    everything, numbers = tied(everything, language_pack(language), words, journal, refused, unread)
    notes = tuple(p for p in everything if p.role is Role.NOTE)
    text = tuple(p for p in everything if p.role is not Role.NOTE)
    for sign, count in unprintable(p.text for p in everything).items():
        journal.ask(say("Signs that no font has, shown by their numbers"), 1, f"{sign} ×{count}")
    imported = Imported(
        title=title,
        file=file.name,
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        language=language,
        date=date,
        chapters=chapters_of(text, notes, words, journal),
        quotations=quotations,
        numbers=numbers,
        works=works,
        meanings=meanings,
        places=places,
        front=published.front,
        pictures=pictures,
        originals=originals,
    )
    return imported, _beside_chapters(imported, everything, journal)


def _beside_chapters(imported: Imported, paragraphs: tuple[Paragraph, ...], journal: Journal) -> tuple[str, ...]:
    """The words of everything that was made beside chapters, each once: citations stand as printed in the list of them."""
    texts = [entry.text for entries in journal.left_out.values() for entry in entries]
    texts += [f"{p.text} {p.speaker}" for p in paragraphs if p.role is Role.QUOTE]
    texts += [f"{meaning.term} {meaning.text}" for meaning in imported.meanings if not meaning.spelled]
    front = imported.front
    texts += [imported.title, front.subtitle, *front.authors, front.date, *front.abstract]
    texts += [work.listed for work in imported.works.values()]
    texts += [label.split("-")[-1] for p in paragraphs for _, label in p.marks]
    texts += [p.key.split("-")[-1] for p in paragraphs if p.role is Role.NOTE and not p.fixed]
    return tuple(texts)


def _calls_of_quotes(paragraphs: tuple[Paragraph, ...], journal: Journal) -> tuple[Paragraph, ...]:
    """Footnote calls out of testimony, whose record holds words only, to the end of the paragraph before."""
    from dataclasses import replace

    result: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.role is Role.QUOTE and paragraph.marks:
            home = next((i for i in range(len(result) - 1, -1, -1) if result[i].role is Role.BODY), None)
            if home is not None:
                marks = tuple((len(result[home].text), label) for _, label in paragraph.marks)
                result[home] = replace(result[home], marks=result[home].marks + marks)
                journal.guess(say("Footnote calls moved out of testimony"), paragraph.page, paragraph.text[:60])
                paragraph = replace(paragraph, marks=())
        result.append(paragraph)
    return tuple(result)


def _without_cover(paragraphs: tuple[Paragraph, ...], title: str) -> tuple[Paragraph, ...]:
    """The paragraphs without the title on a cover, which opens no chapter: no text stands below it on its page."""
    if sum(p.role is Role.CHAPTER for p in paragraphs) < 2:
        return paragraphs
    worded = {p.page for p in paragraphs if p.role is Role.BODY and len(p.text.split()) > 12}
    return tuple(
        p
        for p in paragraphs
        if not (p.page <= 2 and p.page not in worded and p.role is Role.CHAPTER and _same(p.text, title))
    )


def _same(text: str, title: str) -> bool:
    return " ".join(text.split()).casefold() == title.casefold()


def _title(paragraphs: tuple[Paragraph, ...], words: Speech, file: Path) -> str:
    """The largest or first title of the first page; the file's name where nothing is one."""
    del file
    first = [p for p in paragraphs if p.page == 1 and p.role in (Role.CHAPTER, Role.HEADING)]
    if not first:
        return words.label("untitled")
    # Where the height of letters is not known, the line in capitals is the title.
    best = max(first, key=lambda p: (p.size, p.role is Role.CHAPTER))
    title = " ".join(best.text.split())
    return title.capitalize() if title.isupper() and len(title.split()) > 1 else title
