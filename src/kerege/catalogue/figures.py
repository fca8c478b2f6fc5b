"""figures"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "F001",
        "a figure lacks its script or its words",
        {
            "": Sentence("figure '{name}' has no {missing}", "write {missing}"),
        },
    ),
    Entry(
        "F002",
        "a figure's script fails",
        {
            "writes": Sentence(
                "the script of figure '{figure}' fails: it may not write files ({what})",
                "draw on the canvas that it is given; Kerege saves the drawing",
            ),
            "reads": Sentence(
                "the script of figure '{figure}' fails: it may not read outside the report ({what})",
                "put the file into data/ and name its statistics in the .yml beside the script",
            ),
            "does": Sentence(
                "the script of figure '{figure}' fails: it may not do this ({what})",
                "draw with matplotlib alone: no programs, no network, no other files",
            ),
            "": Sentence(
                "the script of figure '{figure}' fails: {name}: {error}",
                "correct the script, or its data and labels in the .yml beside it",
            ),
        },
    ),
    Entry(
        "F003",
        "words run off a figure's canvas",
        {
            "": Sentence(
                "'{value}' runs off the canvas of figure '{figure}' in '{language}'",
                "shorten the label, break it into lines, or enlarge 'size'",
            ),
        },
    ),
    Entry(
        "F004",
        "a figure draws a number that is none of its values",
        {
            "": Sentence(
                "figure '{figure}' draws '{number}' in '{language}', which is none of its values",
                "draw words.number(data[id]), so that page and figure print the same",
            ),
        },
    ),
    Entry(
        "F005",
        "no figure of that id",
        {
            "near": Sentence("there is no figure '{target}'", "did you mean '{near}'?"),
            "unknown": Sentence("there is no figure '{target}'", "add it to figures/, or correct the id"),
        },
        passes="```` ```quote ```` with `b01`, a record of quotes/.",
        fails="or a figure",
    ),
    Entry(
        "F006",
        "the script of a figure had to be stopped: it took too long or too much memory, or its process died",
        {
            "": Sentence(
                "the script of figure '{figure}' had to be stopped: {error}",
                "look for a loop that does not end, or data that are too large to draw",
            ),
        },
    ),
    Entry(
        "F007",
        "a photograph block names no record of figures/photos.yml",
        {
            "near": Sentence("there is no photograph '{target}'", "did you mean '{near}'?"),
            "unknown": Sentence("there is no photograph '{target}'", "add it to figures/photos.yml, or correct the id"),
        },
        passes="a `photo` block with `market`, a record of figures/photos.yml.",
        fails="`markt`",
    ),
    Entry(
        "F008",
        "a photograph shows people whose consent is not recorded, was not given, or has ended",
        {
            "refused": Sentence(
                "the people in photograph '{photo}' did not agree to have it published", "do not show it"
            ),
            "no-record": Sentence(
                "nothing says where the consent of the people in photograph '{photo}' is kept",
                "write 'consent: {{record: …}}' with the place where it is kept, or do not show the photograph",
            ),
            "unknown": Sentence(
                "nobody has looked whether people can be recognised in photograph '{photo}'",
                "write 'people: none', or 'people: consented' and the record of the consent",
            ),
            "ended": Sentence(
                "the consent to show photograph '{photo}' ended on {until}", "do not show it, or ask again"
            ),
        },
        passes="`people: none`; `people: consented` with `consent: {record: c-07}`.",
        fails="`people: consented` without a record, with `publish: no`, or after its last day",
    ),
    Entry(
        "F009",
        "a photograph has too few pixels to be printed across the column",
        {
            "": Sentence(
                "photograph '{photo}' is {width} pixels wide: {density} an inch where it is printed",
                "take one of at least {needed} pixels",
            ),
        },
        severity=Severity.WARNING,
        passes="a photograph of 520 pixels across a column of 132 mm: 100 an inch.",
        fails="one of 480 pixels",
    ),
    Entry(
        "F010",
        "a photograph's file cannot be read as a picture",
        {"": Sentence("'{file}' cannot be read as a picture", "save it again as JPEG or PNG")},
        passes="a JPEG that a program can open.",
        fails="a text that is called `market.jpg`",
    ),
    Entry(
        "F011",
        "the file of a photograph tells where it was taken (GPS); what is published does not",
        {
            "": Sentence(
                "the file of {name} tells where it was taken (GPS); what is published does not",
                "take it out of the file too, if others can read the report's folder",
            ),
        },
        severity=Severity.WARNING,
    ),
    Entry(
        "F012",
        "a table block names no record of data/tables.yml",
        {
            "near": Sentence("there is no table '{target}' in data/tables.yml", "did you mean '{near}'?"),
            "unknown": Sentence("there is no table '{target}' in data/tables.yml", "add it there, or correct the id"),
        },
        passes="a `table` block with `attitudes`, a record of data/tables.yml.",
        fails="`atitudes`",
    ),
    Entry(
        "F013",
        "a figure or photograph stands twice in the report",
        {
            "": Sentence(
                "'{target}' stands already in {first}: its number and its links would lead to two places",
                "keep it where it says most, and refer to it elsewhere: [Figure](fig:{target})",
            ),
        },
        passes="a `figure` block with `reading` in one chapter, `[Figure](fig:reading)` in another.",
        fails="the block in both",
    ),
)
