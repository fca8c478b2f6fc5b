"""A testimony that is printed may be printed: with consent, not withdrawn, in the page's language, as what it is.

Passes: a paraphrase with `publish: published`, its text in every language, without quotation marks.
Fails: consent `no` or `unknown` (Q004), withdrawn (Q005), text missing in a language (Q002), a paraphrase between
quotation marks (Q003), a fragment that is not in the record (Q006), an unknown speaker or attribute (Q007), the same testimony
twice without `repeats: true` (Q008), a translation that the person did not agree to (Q009).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.checks.fragments import missing_piece
from kerege.findings import Finding
from kerege.model import Block, BlockKind, Chapter, Quote, Scheme, Settings, Tie, Words, chapters_of

CODES = ("Q002", "Q003", "Q004", "Q005", "Q006", "Q007", "Q008", "Q009")
_MARKS = re.compile(r"[“”„«»\"]")


def check(
    parallels: Parallels,
    quotes: Mapping[str, Quote],
    printed: Mapping[str, Mapping[str, PurePosixPath]],
    settings: Settings,
) -> Iterator[Finding]:
    """Yield a finding for each testimony that must not be printed as it stands."""
    for chapter in chapters_of(parallels):
        here: set[str] = set()
        for block in chapter.blocks_of(BlockKind.QUOTE):
            quote = quotes.get(block.target)
            if quote is None:
                continue
            first = printed[chapter.language][f"quote:{block.target}"]
            if (first != chapter.path or block.target in here) and not quote.repeats:
                yield Finding(
                    block.location,
                    problem("Q008", target=block.target, printed=first),
                )
            here.add(block.target)
            if not quote.text.get(chapter.language):
                yield Finding(
                    block.location,
                    problem("Q002", quote=quote.id, language=chapter.language, path=quote.location.path),
                )
            if quote.withdrawn:
                yield Finding(block.location, problem("Q005", quote=quote.id))
            else:
                yield from _consent(settings, chapter, block, quote)
        for tie in chapter.ties_to(Scheme.QUOTE):
            yield from _fragment(quotes, chapter, tie)


def _consent(settings: Settings, chapter: Chapter, block: Block, quote: Quote) -> Iterator[Finding]:
    until = quote.consent.until
    if not _allowed(quote, settings.imported):
        yield Finding(
            block.location,
            problem("Q004/nobody-has-agreed-that", quote=quote.id),
        )
    elif until and until < settings.date:
        # The edition's own date, not today's: a build must say the same tomorrow.
        yield Finding(
            block.location,
            problem("Q004/consent-publish-quote-ended", quote=quote.id, until=until),
        )
    if chapter.language != quote.original and not _translatable(quote):
        yield Finding(
            block.location,
            problem("Q009", quote=quote.id, language=chapter.language, original=quote.original),
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


def check_records(
    quotes: Mapping[str, Quote], speakers: Mapping[str, Words], attributes: Mapping[str, Mapping[str, Words]]
) -> Iterator[Finding]:
    """Yield a finding for each record of a testimony that says what it cannot."""
    for quote in quotes.values():
        yield from _record(quote, speakers, attributes)


def _record(
    quote: Quote, speakers: Mapping[str, Words], attributes: Mapping[str, Mapping[str, Words]]
) -> Iterator[Finding]:
    if quote.speaker not in speakers:
        yield Finding(
            quote.location,
            problem("Q007/quote-has-unknown-speaker", quote=quote.id, speaker=quote.speaker),
        )
    for name, value in quote.shown.items():
        if value not in attributes.get(name, {}):
            yield Finding(
                quote.location,
                problem("Q007/quote-shows-which-has", quote=quote.id, name=name, value=value),
            )
    if quote.is_paraphrase:
        for language, text in quote.text.items():
            if _MARKS.search(text):
                yield Finding(
                    quote.location,
                    problem(
                        "Q003/paraphrase-stands-between-quotation-take-marks-out-these",
                        quote=quote.id,
                        language=language,
                    ),
                    language=language,
                )


def _fragment(quotes: Mapping[str, Quote], chapter: Chapter, tie: Tie) -> Iterator[Finding]:
    quote = quotes.get(tie.target)
    if quote is None:
        return
    if quote.is_paraphrase and _MARKS.search(tie.words):
        yield Finding(
            tie.location,
            problem("Q003/paraphrase-stands-between-quotation", target=tie.target),
        )
    piece = missing_piece(_MARKS.sub("", tie.words), quote.text.get(chapter.language, ""))
    if piece:
        yield Finding(
            tie.location,
            problem("Q006", piece=piece, target=tie.target),
        )
