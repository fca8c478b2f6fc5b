"""A testimony that is printed may be printed: with consent, not withdrawn, in the page's language, as what it is.

Passes: a paraphrase with `publish: published`, its text in every language, without quotation marks.
Fails: consent `no` or `unknown` (Q004), withdrawn (Q005), text missing in a language (Q002), a paraphrase between
quotation marks (Q003), a fragment that is not in the record (Q006), an unknown speaker or attribute (Q007), the same testimony
twice without `repeats: true` (Q008), a translation that the person did not agree to (Q009).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kerege.checks.context import Case
from kerege.checks.fragments import missing_piece
from kerege.findings import Finding
from kerege.model import Block, BlockKind, Chapter, Quote, Scheme, Tie

CODES = ("Q002", "Q003", "Q004", "Q005", "Q006", "Q007", "Q008", "Q009")
_MARKS = re.compile(r"[“”„«»\"]")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each testimony that must not be printed as it stands."""
    for record in case.report.quotes.values():
        yield from _record(case, record)
    for chapter in case.chapters():
        here: set[str] = set()
        for block in chapter.blocks_of(BlockKind.QUOTE):
            quote = case.report.quotes.get(block.target)
            if quote is None:
                continue
            printed = case.across.printed[chapter.language][block.target]
            if (printed != chapter.path or block.target in here) and not quote.repeats:
                yield Finding(
                    block.location,
                    "Q008",
                    f"'{block.target}' is printed already in {printed}",
                    "keep the place where it says most, or write 'repeats: true' in its record",
                )
            here.add(block.target)
            if not quote.text.get(chapter.language):
                yield Finding(
                    block.location,
                    "Q002",
                    f"quote '{quote.id}' has no text in '{chapter.language}'",
                    f"add it to {quote.location.path}",
                )
            if quote.withdrawn:
                yield Finding(block.location, "Q005", f"quote '{quote.id}' was withdrawn", "delete the block")
            else:
                yield from _consent(case, chapter, block, quote)
        for tie in chapter.ties_to(Scheme.QUOTE):
            yield from _fragment(case, chapter, tie)


def _consent(case: Case, chapter: Chapter, block: Block, quote: Quote) -> Iterator[Finding]:
    until = quote.consent.until
    if not _allowed(quote, case.report.settings.imported):
        yield Finding(
            block.location,
            "Q004",
            f"nobody has agreed that quote '{quote.id}' be published",
            "record the consent, or delete the block",
        )
    elif until and until < case.report.settings.date:
        # The edition's own date, not today's: a build must say the same tomorrow.
        yield Finding(
            block.location,
            "Q004",
            f"the consent to publish quote '{quote.id}' ended on {until}",
            "ask again and record the new consent, or delete the block",
        )
    if chapter.language != quote.original and not _translatable(quote):
        yield Finding(
            block.location,
            "Q009",
            f"nobody has agreed that quote '{quote.id}' be translated, and this page prints it in '{chapter.language}'",
            f"ask and record 'translate: \"yes\"', or take the block out of every edition but '{quote.original}'",
            language=chapter.language,
        )


def _translatable(quote: Quote) -> bool:
    # A paraphrase holds none of the person's words: only a refusal keeps it out of another language.
    return quote.consent.translate == "yes" or (quote.is_paraphrase and quote.consent.translate == "unknown")


def _allowed(quote: Quote, imported: str) -> bool:
    """Words that stand in a published work may be paraphrased; word for word only in an import of that same work."""
    if quote.consent.publish == "published":
        return bool(quote.citation) and (quote.is_paraphrase or quote.citation == imported)
    return quote.consent.publish == "yes"


def _record(case: Case, quote: Quote) -> Iterator[Finding]:
    if quote.speaker not in case.report.speakers:
        yield Finding(
            quote.location,
            "Q007",
            f"quote '{quote.id}' has an unknown speaker '{quote.speaker}'",
            "use a role of quotes/speakers.yml",
        )
    for name, value in quote.shown.items():
        if value not in case.report.attributes.get(name, {}):
            yield Finding(
                quote.location,
                "Q007",
                f"quote '{quote.id}' shows '{name}: {value}', which has no words in any language",
                "write them under 'attributes' in quotes/speakers.yml, or show another value",
            )
    if quote.is_paraphrase:
        for language, text in quote.text.items():
            if _MARKS.search(text):
                yield Finding(
                    quote.location,
                    "Q003",
                    f"paraphrase '{quote.id}' stands between quotation marks in '{language}'",
                    "take the marks out: these are not the person's words",
                    language=language,
                )


def _fragment(case: Case, chapter: Chapter, tie: Tie) -> Iterator[Finding]:
    quote = case.report.quotes.get(tie.target)
    if quote is None:
        return
    if quote.is_paraphrase and _MARKS.search(tie.words):
        yield Finding(
            tie.location,
            "Q003",
            f"'{tie.target}' is a paraphrase and stands between quotation marks",
            "take the marks out: these are not the person's words",
        )
    piece = missing_piece(_MARKS.sub("", tie.words), quote.text.get(chapter.language, ""))
    if piece:
        yield Finding(
            tie.location,
            "Q006",
            f"'{piece}' is not in quote '{tie.target}'",
            "copy the words of the record; … and [ ] mark what you leave out or add",
        )
