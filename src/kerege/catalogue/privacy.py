"""privacy"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "P001",
        "a banned name or place stands in a chapter or a record",
        {
            "banned": Sentence("'{text}' is banned ({key})", "say the oblast, or 'a village'"),
            "in-banned": Sentence("'{text}' in {what} is banned ({key})", "take it out"),
        },
        passes='"a village of the oblast", where privacy.yml bans the village',
        fails="the name of the village, in any script, case or form that readers take for it",
    ),
    Entry(
        "P002",
        "a testimony names a place",
        {
            "": Sentence(
                "quote '{quote}' names '{text}' in '{language}' ({key})", "say 'a village', 'a city' or the country"
            ),
        },
        passes='"A woman from a village, in her thirties, owed a large sum".',
        fails="a town or a region",
    ),
    Entry(
        "P003",
        "a testimony gives an exact sum, date or age",
        {
            "": Sentence(
                "quote '{quote}' says '{words}' in '{language}'",
                "generalise: 'a large sum', 'in her thirties', 'some years ago'",
            ),
        },
        passes='"A woman from a village, in her thirties, owed a large sum".',
        fails="an exact sum, date or age",
    ),
    Entry(
        "P004",
        "attributes are shown that too few participants share",
        {
            "no-frame": Sentence(
                "quote '{quotes}' shows {shown}, and privacy.yml has no frame of participants to judge it by",
                "add 'frame' with counts, or show no attributes",
            ),
            "not-counted": Sentence(
                "quote '{quotes}' shows {shown}, and no row of the frame counts who is all of that",
                "count each combination of these attributes in rows of 'frame', or show fewer attributes",
            ),
            "too-few": Sentence(
                "quote '{quotes}' shows {shown}; {count} participant shares this, {needed} are needed",
                "show fewer or wider attributes, e.g. 'rural' instead of the oblast",
                plural="quote '{quotes}' shows {shown}; {count} participants share this, {needed} are needed",
            ),
        },
        passes="a testimony shows `{age: fifties, area: rural}`, and `frame` counts five participants of that role who are both.",
        fails="the frame counts four in their fifties and four from villages, and not how many are both",
    ),
    Entry(
        "P005",
        "one participant's testimonies together show attributes that too few share",
        {
            "no-frame": Sentence(
                "the testimonies {quotes} together show {shown}, and privacy.yml has no frame of participants to judge it by",
                "add 'frame' with counts, or show no attributes",
            ),
            "not-counted": Sentence(
                "the testimonies {quotes} together show {shown}, and no row of the frame counts who is all of that",
                "count each combination of these attributes in rows of 'frame', or show fewer attributes",
            ),
            "too-few": Sentence(
                "the testimonies {quotes} together show {shown}; {count} participant shares this, {needed} are needed",
                "show fewer or wider attributes, e.g. 'rural' instead of the oblast",
                plural="the testimonies {quotes} together show {shown}; {count} participants share this, {needed} are needed",
            ),
            "quote-shows-attributes-has": Sentence(
                "quote '{quote}' shows attributes and has no participant code: nobody can tell which other testimonies are by the same person",
                "write the same 'participant' code on every testimony of one person, another on each other person's",
            ),
            "testimonies-one-participant-show": Sentence(
                "the testimonies {told} of one participant show two values of '{name}': '{together}' and '{value}'",
                "show one of them, or none: two wide groups can have one person in common",
            ),
        },
        passes="a testimony shows `{age: fifties, area: rural}`, and `frame` counts five participants of that role who are both.",
        fails="two testimonies of one participant show together what too few share, or cannot be put together because one has no code",
    ),
    Entry(
        "P006",
        "a chapter prints testimony on violence and has no content note",
        {
            "": Sentence(
                "'{quote}' speaks of {sensitive}, and the chapter has no content note",
                "add 'content_note:' to its front matter, with a helpline where there is one",
            ),
        },
        passes="a chapter about violence with `content_note:` in its front matter",
        fails="the same chapter without one",
    ),
    Entry(
        "P007",
        "a word of a testimony looks like a name and is not registered",
        {
            "": Sentence(
                "'{word}' in quote '{quote}' ('{language}') looks like a name",
                "take it out, or register it in privacy.yml: pseudonyms, or allowed",
            ),
        },
        passes='"A woman from a village, in her thirties, owed a large sum".',
        fails="a capitalised word that looks like a name and is not registered",
    ),
    Entry(
        "P008",
        "an image carries metadata",
        {
            "": Sentence(
                "the image carries metadata: {kept}",
                "save it without metadata; they can hold the place and the photographer's notes",
            ),
        },
        passes="a picture without metadata",
        fails="a JPEG with EXIF: camera, place, time",
    ),
    Entry(
        "P009",
        "a file's name holds a banned name",
        {
            "": Sentence("the file's name holds '{text}' ({key})", "rename it"),
        },
        passes="`data/survey.csv`",
        fails="`data/nookat.csv`, where `nookat` is banned",
    ),
    Entry(
        "P010",
        "an imported report names a place against its own promise that nobody can be recognised",
        {
            "": Sentence(
                "'{text}' is named, although the report promises that nobody can be recognised by their place",
                "say the region, or 'a village', and move the name from 'doubtful' to 'banned' in privacy.yml",
            ),
        },
        severity=Severity.WARNING,
        passes='"in the south"',
        fails='"in Osh", listed as doubtful in privacy.yml, of a report that promises that nobody can be recognised',
    ),
    Entry(
        "P012",
        "a waiver names no fact: no entry of `privacy.yml`, no word, no testimony (warning; nothing is waived)",
        {
            "waiver-names-which-no": Sentence(
                "a waiver names '{entry}', which is no entry of privacy.yml",
                "write 'place:' with the key of an entry, 'word:' with a whole word of a testimony, or 'quote:' with its id",
            ),
            "waiver-names-which-no-write-id-testimony-whose": Sentence(
                "a waiver names '{quote}', which is no quote",
                "write the id of the testimony whose attributes are shown",
            ),
            "waiver-does-not-say": Sentence(
                "a waiver of {code} does not say what it is about",
                "add '{field}:'; a waiver names one thing, never everything in a file",
            ),
        },
        severity=Severity.WARNING,
        passes="`{code: P001, file: docs/en/01-a.md, place: nookat, reason: …, by: …}` where `banned` has an entry `nookat`.",
        fails="`{code: P001, file: docs/en/01-a.md, name: Nook, …}`, a piece of a word",
    ),
    Entry(
        "P013",
        "the frame of participants leaves out the speaker's role, counts somebody twice, or has categories that overlap",
        {
            "frame-leaves-out-speaker": Sentence(
                "the frame leaves out 'speaker', which is printed under each testimony",
                "add 'speaker: ROLE' to each row, and count each role by itself",
            ),
            "frame-counts-same-combination": Sentence(
                "the frame counts the same combination twice",
                "put the two rows together: each participant is counted once",
            ),
            "categories-overlap": Sentence(
                "the categories '{one}' and '{other}' of '{name}' overlap",
                "use categories of which each participant has exactly one",
            ),
        },
        passes="a testimony shows `{age: fifties, area: rural}`, and `frame` counts five participants of that role who are both.",
        fails="the frame itself counts somebody twice or leaves the printed role out",
    ),
    Entry(
        "P014",
        "a word of a testimony may be a name: first in its sentence, in brackets, behind a dash, in small letters, initials",
        {
            "name": Sentence(
                "'{word}' in quote '{quote}' ('{language}') may be a name",
                "take it out, or register it in privacy.yml: pseudonyms, or allowed",
                severity=Severity.WARNING,
            ),
            "initials": Sentence(
                "'{word}' in quote '{quote}' ('{language}') may be somebody's initials",
                "take it out, or register it in privacy.yml: pseudonyms, or allowed",
                severity=Severity.WARNING,
            ),
        },
        passes='"A woman from a village, in her thirties, owed a large sum".',
        fails="Told as warnings, for a person to judge: what may be a name at the head of a sentence, in brackets, behind a dash, in small letters, or as initials",
    ),
    Entry(
        "P015",
        "a testimony holds an e-mail address, a handle, a link or a telephone number",
        {
            "": Sentence(
                "quote '{quote}' says '{words}' in '{language}', by which somebody can be reached", "take it out"
            ),
        },
        passes='"A woman from a village, in her thirties, owed a large sum".',
        fails="an address, a handle or a telephone number",
    ),
    Entry(
        "P016",
        "a testimony says an age, or a sum without its currency, in words",
        {
            "": Sentence(
                "quote '{quote}' says '{words}' in '{language}': an exact age or sum, in words",
                "generalise: 'in her thirties', 'a large sum'; or waive the words in privacy.yml",
            ),
        },
        severity=Severity.WARNING,
        passes='"A woman from a village, in her thirties, owed a large sum".',
        fails="an age or a sum in words",
    ),
    Entry(
        "P017",
        "letters of an entry of `privacy.yml`, or of a chapter, that nothing compares with other scripts",
        {
            "chapter-has-letters-script": Sentence(
                "a chapter has letters ('{words}') of a script in which no entry of privacy.yml is written",
                "add the banned names in this script too, or waive it: no name in it is known",
            ),
            "entry-has-letters-that": Sentence(
                "the entry '{key}' has letters ('{letters}') that are compared with no other script",
                "add the name in each script that the report uses",
            ),
        },
        severity=Severity.WARNING,
        passes="chapters in Latin and Cyrillic letters, and banned names in both",
        fails="a chapter in Georgian letters, and no banned name in them",
    ),
)
