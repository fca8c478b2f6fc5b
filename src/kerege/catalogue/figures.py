"""figures"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence

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
)
