"""house_style"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "H001",
        "two colours of `brand.yml` are too alike: text needs 4.5:1 (an error), rules, marks and charts 3:1 (a warning) (WCAG 2.2)",
        {
            "": Sentence(
                "'{front}' on '{back}' has a contrast of {measured}:1 in the {scheme} scheme; {ratio}:1 is needed",
                "choose a darker or lighter colour for one of them",
            ),
        },
        passes="text at 4.5:1 and more on its ground (WCAG 2.2, 1.4.3), rules, marks and parts of charts at 3:1 (1.4.11).",
        fails='`primary: "#f4b400"` for links on white, 1.8:1',
    ),
    Entry(
        "H002",
        "a family of `brand.yml` that no file in `fonts/` has: Kerege's own letters stand there",
        {
            "": Sentence(
                "no file in fonts/ has the family '{family}': Kerege's own letters stand there instead",
                "put its files (.ttf or .otf, under a licence that lets them be embedded) into the folder fonts/",
            ),
        },
        severity=Severity.WARNING,
    ),
    Entry(
        "H003",
        "a colour of `brand.yml` is none",
        {
            "": Sentence("'{text}' is no colour", "write #rrggbb, or the name of a colour of the palette"),
        },
    ),
    Entry(
        "H004",
        "a logo, picture or font of `brand.yml` that is not there, is no picture, or stands on another server",
        {
            "no-picture-that-can-use-one": Sentence(
                "'{path}' is no picture that can be shown here", "use one of: {kinds}"
            ),
            "stands-on-another-server": Sentence(
                "'{node}' stands on another server, and nothing of a report is loaded from elsewhere",
                "put a copy of the file into the report's folder and name it here",
            ),
            "there-no-file": Sentence("there is no file '{path}'", "write its path below the folder of the report"),
            "there-no-font-in": Sentence(
                "there is no font '{path}' in the folder fonts/ of the report", "put the file (.ttf or .otf) there"
            ),
        },
    ),
    Entry(
        "H005",
        "`style/site.css` or `style/print.css` cannot be read, imports another sheet, or shows what is no file in `style/`",
        {
            "style-sheet-cannot-be": Sentence("the style sheet cannot be read here: {message}", "correct the rule"),
            "style-sheet-imports-another": Sentence("the style sheet imports another one", "write its rules here"),
            "style-sheet-shows-which": Sentence(
                "the style sheet shows '{target}', which is no file in style/", "put the file there"
            ),
        },
    ),
    Entry(
        "H006",
        "a family of `brand.yml` lacks letters of a language, whose text is set in another one",
        {
            "": Sentence(
                "the family '{family}' lacks {lacking} of '{code}': text in '{code}' is set in '{other}'",
                "take a family with all letters, or name another one for the script: defaults: kerege: fallback: {{Cyrl: …}}",
            ),
        },
        severity=Severity.WARNING,
    ),
)
