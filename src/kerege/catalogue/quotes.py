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
        passes="```` ```quote ```` with `b01`, a record of quotes/.",
        fails="a quote",
    ),
    Entry(
        "Q002",
        "the quote has no text in this language",
        {
            "": Sentence("quote '{quote}' has no text in '{language}'", "add it to {path}"),
        },
        passes="a paraphrase with `publish: published`, its text in every language, without quotation marks.",
        fails="text missing in a language",
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
        passes="a paraphrase with `publish: published`, its text in every language, without quotation marks.",
        fails="a paraphrase between quotation marks",
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
        passes="```` ```quote ```` with `b01`, a record of quotes/.",
        fails="a quote",
    ),
    Entry(
        "Q005",
        "the quote was withdrawn",
        {
            "": Sentence("quote '{quote}' was withdrawn", "delete the block"),
        },
        passes="a paraphrase with `publish: published`, its text in every language, without quotation marks.",
        fails="withdrawn",
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
        passes="a paraphrase with `publish: published`, its text in every language, without quotation marks.",
        fails="a fragment that is not in the record",
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
        passes="a paraphrase with `publish: published`, its text in every language, without quotation marks.",
        fails="an unknown speaker or attribute",
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
        passes="a paraphrase with `publish: published`, its text in every language, without quotation marks.",
        fails="the same testimony twice without `repeats: true`",
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
        passes="a paraphrase with `publish: published`, its text in every language, without quotation marks.",
        fails="a translation that the person did not agree to",
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
        passes="a record whose words are the accepted ones.",
        fails="a polished word, in any language",
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
        passes="a record whose words are the accepted ones.",
        fails=": respondents said what they said, and a paraphrase was agreed as it stands. Warns: a text nobody has accepted yet",
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
        passes="the words of a verbatim record, in its original language, stand in its segment; … and [ ] mark changes.",
        fails="words that the segment lacks",
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
        passes="the words of a verbatim record, in its original language, stand in its segment; … and [ ] mark changes.",
        fails="a transcript whose words at that place are no longer those that were coded",
    ),
)
