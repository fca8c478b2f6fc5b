"""letters"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "L001",
        "a letter that no font of the report has stands in a text: named as U+XXXX with its Unicode name, at its word",
        {
            "": Sentence(
                "'{word}': no font of the report has {word2}",
                "write it otherwise, or put a font that has it (.ttf or .otf) into the folder fonts/; made for it: {fonts}",
            ),
        },
        passes="«Ысык-Көл», 3 °C, № 5, a letter that a font in the report's folder `fonts/` has.",
        fails="an emoji, 中, the sign of the som, in a chapter, a record, a figure's label, a title",
    ),
    Entry(
        "L002",
        "a font in `fonts/` cannot be read, or its maker forbids to embed it",
        {
            "its-maker-forbids-embed": Sentence(
                "its maker forbids to embed this font", "take a font under a free licence, such as the OFL"
            ),
            "no-font-that-can": Sentence(
                "is no font that can be read", "take a font under a free licence, such as the OFL"
            ),
        },
        passes="«Ысык-Көл», 3 °C, № 5, a letter that a font in the report's folder `fonts/` has.",
        fails="a file of `fonts/` that is no font, or that its maker forbids to embed",
    ),
    Entry(
        "L003",
        "a table is wider than a page on its side, or than the list, quotation or note that it stands in: words in it are broken",
        {
            "table-needs-times-width": Sentence(
                "the table needs {needed} times the width that it has: words in it are broken",
                "make two tables of it, take it out of its list, or let rows and columns change places",
            ),
        },
        severity=Severity.WARNING,
        passes="a table of ten columns of figures, a drawing of 120 × 90 mm.",
        fails="a table whose longest words have no room side by side even on a page that lies on its side, or in its list or note, so that words are broken",
    ),
    Entry(
        "L004",
        "a drawing is so tall that a page asks for less than two thirds of its size",
        {
            "": Sentence(
                "the drawing is {width} × {height} mm: to have room on a page it is made {part} of its size",
                "draw it less high, or make two figures of it",
            ),
        },
        severity=Severity.WARNING,
        passes="a table of ten columns of figures, a drawing of 120 × 90 mm.",
        fails="a drawing so tall that it must be made smaller than two thirds to have room on a page",
    ),
    Entry(
        "L005",
        "the message of report.yml has no room on the back cover",
        {
            "": Sentence(
                "the message has {length} characters; {most} have room on the back cover",
                "shorten it; it is the report in one paragraph",
            ),
        },
        passes="a table of ten columns of figures, a drawing of 120 × 90 mm.",
        fails="a message that has no room on the back cover",
    ),
    Entry(
        "L006",
        "a word is not spelt as its language spells it: in a chapter, a testimony, a figure, the glossary, a label or report.yml",
        {
            "near": Sentence(
                "'{word}' may be misspelt; perhaps {near}",
                "correct it, or add it to spelling.txt if it is right",
            ),
            "alone": Sentence("'{word}' may be misspelt", "correct it, or add it to spelling.txt if it is right"),
        },
        severity=Severity.WARNING,
        passes="«отчёты», «баяндамалар», a name, a word that stands in the report's `spelling.txt`.",
        fails='"reprots", «отчоты», «баяндамалер»',
    ),
    Entry(
        "L007",
        "a line of `spelling.txt` is no word, or the file cannot be read",
        {
            "line": Sentence(
                "'{line}' is not one word",
                "write one word a line; an asterisk at its end stands for any ending, # begins a remark",
            ),
            "file": Sentence("cannot be read", "save it as text in UTF-8"),
        },
        passes="«гендер*», “masculinities”.",
        fails="two words in a line, a number",
    ),
    Entry(
        "L008",
        "words that Kerege prints in a language are not written",
        {
            "": Sentence(
                "{count} of the {all} words and sentences that Kerege prints are not written in '{language}', such as {such}: "
                "readers see them in English",
                "write them in labels.po of the language (manual/language.md), then run: kerege language check {language}",
            ),
        },
        severity=Severity.WARNING,
        passes="a language that comes with Kerege",
        fails="a pack of your own whose `labels.po` is empty",
    ),
)
