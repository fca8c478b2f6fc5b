"""What was published, and what is corrected in it."""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "E001",
        "a published value, claim, table or testimony changed or is gone, and readers are not told",
        {
            "edition-published-for-now": Sentence(
                "edition {number} published {old} for '{key}', and it is {new} now",
                "tell readers: kerege edition correct stat:{key} writes the entry to fill in",
            ),
            "testimony-has-other-words": Sentence(
                "testimony '{key}' has other words than in edition {number} ({old})",
                "tell readers: kerege edition correct quote:{key} writes the entry to fill in",
            ),
            "claim-says-another": Sentence(
                "edition {number} published the claim '{key}' as {old}, and it is {new} now",
                "tell readers: kerege edition correct claim:{key} writes the entry to fill in",
            ),
            "table-has-other-cells": Sentence(
                "table '{key}' has other values than in edition {number}: {old}",
                "tell readers: kerege edition correct table:{key} writes the entry to fill in",
            ),
            "stat-gone": Sentence(
                "edition {number} published {old} for '{key}', and nothing states it now",
                "state it again, or tell readers: kerege edition correct stat:{key} writes the entry to fill in",
            ),
            "claim-gone": Sentence(
                "edition {number} published the claim '{key}', and nothing states it now",
                "state it again, or tell readers: kerege edition correct claim:{key} writes the entry to fill in",
            ),
            "table-gone": Sentence(
                "edition {number} published table '{key}', and it is gone",
                "print it again, or tell readers: kerege edition correct table:{key} writes the entry to fill in",
            ),
            "quote-gone": Sentence(
                "edition {number} published testimony '{key}', and it is gone",
                "print it again, or tell readers: kerege edition correct quote:{key}; of words that a person takes back, kerege withdraw quote:{key} tells them",
            ),
        },
        passes='edition 1 says 59.6, the source 60.1, and an entry `{what: stat:a, edition: "1", was: 59.6, now: 60.1, reason: …}`.',
        fails="no entry",
    ),
    Entry(
        "E002",
        "a correction says that something else was published",
        {
            "": Sentence(
                "edition {number} published {published} for '{target}', and 'was' says '{was}'",
                "write was: {published}",
            ),
        },
        passes='edition 1 says 59.6, the source 60.1, and an entry `{what: stat:a, edition: "1", was: 59.6, now: 60.1, reason: …}`.',
        fails="`was` is not what was published",
    ),
    Entry(
        "E003",
        "a correction says another value than stands there now",
        {
            "another": Sentence("'{target}' is {new}, and 'now' says '{now}'", "write now: {new}"),
            "no-longer": Sentence(
                "'{target}' is stated no longer, and 'now' says '{now}'", "write change: withdrawal, or state it again"
            ),
            "gone": Sentence("'{what}' is published no longer", "write change: withdrawal, or publish it again"),
            "still": Sentence(
                "'{what}' is published still, and the entry calls it withdrawn",
                "write change: correction or revision, or take it out of the chapters",
            ),
        },
        passes='edition 1 says 59.6, the source 60.1, and an entry `{what: stat:a, edition: "1", was: 59.6, now: 60.1, reason: …}`.',
        fails="`now` not what stands there now",
    ),
    Entry(
        "E004",
        "a correction corrects nothing: the value is what it was",
        {
            "": Sentence(
                "'{what}' is what edition {number} published: the entry corrects nothing",
                "delete the entry, or correct the source",
            ),
        },
        passes='edition 1 says 59.6, the source 60.1, and an entry `{what: stat:a, edition: "1", was: 59.6, now: 60.1, reason: …}`.',
        fails="the value is what it was",
    ),
    Entry(
        "E005",
        "a correction names an edition that is not closed, or what it did not publish",
        {
            "no-edition": Sentence("there is no closed edition '{edition}'", "name one of editions/ by its number"),
            "not-published": Sentence("edition {number} published no '{what}'", "correct the id"),
            "withdrawn-only": Sentence(
                "'what: testimony' says that one of edition {number} was withdrawn, and 'change' says otherwise",
                "write change: withdrawal, or quote:ID for words that were corrected",
            ),
        },
        passes='edition 1 says 59.6, the source 60.1, and an entry `{what: stat:a, edition: "1", was: 59.6, now: 60.1, reason: …}`.',
        fails="no such edition, statistic, claim or testimony",
    ),
    Entry(
        "E006",
        "a corrected report still bears the number of the edition that it corrects",
        {
            "": Sentence(
                "'{what}' is corrected, and the report still calls itself edition {number}",
                "give it the next number and a date: edition in report.yml",
            ),
        },
        severity=Severity.WARNING,
        passes='edition 1 says 59.6, the source 60.1, and an entry `{what: stat:a, edition: "1", was: 59.6, now: 60.1, reason: …}`.',
        fails="a correction in a report that calls itself the edition that it corrects",
    ),
    Entry(
        "E008",
        "a file of `editions/` holds no closed edition",
        {
            "": Sentence(
                "{shown} does not hold a closed edition",
                "take the file from the version that closed it; nobody writes it by hand",
            ),
        },
        passes='edition 1 says 59.6, the source 60.1, and an entry `{what: stat:a, edition: "1", was: 59.6, now: 60.1, reason: …}`.',
        fails="`editions/2.json` that somebody wrote by hand, without `format`",
    ),
    Entry(
        "E009",
        "a kept file of an earlier edition is not what was published",
        {
            "changed": Sentence(
                "edition {number} did not publish this file so",
                "take it from where it was published (kerege edition keep), or delete it: what is deleted stays deleted",
            ),
            "withdrawn": Sentence(
                "a testimony was withdrawn from this file of edition {number}, and it is there again",
                "delete it, or take it from the version after 'kerege withdraw'",
            ),
        },
        passes="`editions/1/` holds files of the website whose sha256 stands in `editions/1.json`.",
        fails="a page in `editions/1/` that somebody edited, or a PDF that was withdrawn and came back from a backup",
    ),
    Entry(
        "E010",
        "the DOI of the edition belongs to an edition that was published before",
        {
            "": Sentence(
                "{doi} is the DOI of edition {number}",
                "register a DOI for this edition and write it as edition: {{doi: …}}; that of the whole report is written doi:",
            ),
        },
        passes='`edition: {number: "2", date: 2026-12-01, doi: 10.5555/b}` after edition 1 with 10.5555/a.',
        fails="edition 2 with the DOI of edition 1",
    ),
    Entry(
        "E011",
        "a provisional figure was to be revised before this edition",
        {
            "": Sentence(
                "'{key}' was to be revised by {date}, and edition {number} has it as provisional still",
                "take the revised figure, or say when it will be there",
            ),
        },
        severity=Severity.WARNING,
        passes='an edition of 2026-12-01 with a statistic that says `provisional: "2027-06"`.',
        fails='an edition of 2027-07-01 with a statistic that says `provisional: "2027-06"`.',
    ),
)
