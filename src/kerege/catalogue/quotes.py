"""quotes"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "Q001",
        "no quote of that id",
        {
            "near": Sentence("there is no quote '{target}'", "did you mean '{near}'?"),
            "unknown": Sentence("there is no quote '{target}'", "add it to quotes/, or correct the id"),
        },
    ),
    Entry(
        "Q002",
        "the quote has no text in this language",
        {
            "": Sentence("quote '{quote}' has no text in '{language}'", "add it to {path}"),
        },
    ),
    Entry(
        "Q003",
        "a paraphrase stands between quotation marks",
        {
            "paraphrase-stands-between-quotation": Sentence(
                "'{target}' is a paraphrase and stands between quotation marks",
                "take the marks out: these are not the person's words",
            ),
            "paraphrase-stands-between-quotation-take-marks-out-these": Sentence(
                "paraphrase '{quote}' stands between quotation marks in '{language}'",
                "take the marks out: these are not the person's words",
            ),
        },
    ),
    Entry(
        "Q004",
        "nobody has agreed that the quote be published, or the consent has ended",
        {
            "nobody-has-agreed-that": Sentence(
                "nobody has agreed that quote '{quote}' be published", "record the consent, or delete the block"
            ),
            "consent-publish-quote-ended": Sentence(
                "the consent to publish quote '{quote}' ended on {until}",
                "ask again and record the new consent, or delete the block",
            ),
            "nobody-has-agreed-that-record-consent-generalise-move": Sentence(
                "nobody has agreed that quote '{target}' be published: it is a draft",
                "record the consent, generalise it, and move its record from quotes/drafts/ to quotes/",
            ),
        },
    ),
    Entry(
        "Q005",
        "the quote was withdrawn",
        {
            "": Sentence("quote '{quote}' was withdrawn", "delete the block"),
        },
    ),
    Entry(
        "Q006",
        "a fragment is not in the record, word for word",
        {
            "": Sentence(
                "'{piece}' is not in quote '{target}'",
                "copy the words of the record; … and [ ] mark what you leave out or add",
            ),
        },
    ),
    Entry(
        "Q007",
        "the speaker or a displayed attribute has no words in quotes/speakers.yml",
        {
            "quote-has-unknown-speaker": Sentence(
                "quote '{quote}' has an unknown speaker '{speaker}'", "use a role of quotes/speakers.yml"
            ),
            "quote-shows-which-has": Sentence(
                "quote '{quote}' shows '{name}: {value}', which has no words in any language",
                "write them under 'attributes' in quotes/speakers.yml, or show another value",
            ),
        },
    ),
    Entry(
        "Q008",
        "the same testimony is printed twice, and its record does not say `repeats: true`",
        {
            "": Sentence(
                "'{target}' is printed already in {printed}",
                "keep the place where it says most, or write 'repeats: true' in its record",
            ),
        },
    ),
    Entry(
        "Q009",
        "a testimony stands in a language into which the person did not agree to have it translated",
        {
            "": Sentence(
                "nobody has agreed that quote '{quote}' be translated, and this page prints it in '{language}'",
                "ask and record 'translate: \"yes\"', or take the block out of every edition but '{original}'",
            ),
        },
    ),
    Entry(
        "Q010",
        "the text of a testimony is not the one that was accepted",
        {
            "": Sentence(
                "the {code} text of quote '{quote}' is not the one that was accepted",
                "restore the words, or let a second person read them and run: kerege accept quote:{quote}",
            ),
        },
    ),
    Entry(
        "Q011",
        "nobody has accepted the text of a testimony",
        {
            "": Sentence(
                "nobody has accepted the {code} text of quote '{quote}'",
                "read it against its source, then run: kerege accept quote:{quote}",
            ),
        },
        severity=Severity.WARNING,
    ),
    Entry(
        "Q020",
        "the words of a quote do not stand in its transcript (where the transcripts are on this machine)",
        {
            "": Sentence(
                "'{piece}' of quote '{quote}' does not stand in its transcript",
                "write the words as they were said; … and [ ] mark what you leave out or put in",
            ),
        },
    ),
    Entry(
        "Q021",
        "a transcript has changed at the place of a quote",
        {
            "": Sentence(
                "{file} no longer has the words of '{quote}' at {start}–{end}",
                "restore the transcript that was coded, or bring the project in anew",
            ),
        },
    ),
)
