"""chapters"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "X001",
        "a link with a scheme that nobody knows, or a tie behind a reference",
        {
            "not-link-that-kerege": Sentence(
                "'{target}' is not a link that Kerege or a browser knows", "did you mean '{near}:{match}'?"
            ),
            "not-link-that-kerege-kerege-knows": Sentence(
                "'{target}' is not a link that Kerege or a browser knows", "Kerege knows {known}"
            ),
            "tie-written-in-another": Sentence(
                "the tie to '{target}' is written in another line than its words, where nobody verifies it",
                "write [words]({target}), and delete the line '[…]: {target}'",
            ),
        },
    ),
    Entry(
        "X002",
        "a fence with a name that is none of ours",
        {
            "not-block-that-kerege": Sentence(
                "'{name}' is not a block that Kerege knows",
                "write '```quote', '```statistic' or '```figure'; code has no place in a report",
            ),
            "fenced-block-without-name": Sentence(
                "a fenced block without a name that Kerege knows",
                "write '```quote', '```statistic' or '```figure'; code has no place in a report",
            ),
            "not-block-that-kerege-write": Sentence("'{name}' is not a block that Kerege knows", "write '```{near}'"),
            "code-that-another-program": Sentence(
                "'{name}' is code that another program draws or runs; here it would be printed as it is written",
                "make a figure (figures/ID.py and ID.yml) and write a '```figure' block",
            ),
        },
    ),
    Entry(
        "X003",
        "a block that is never closed",
        {
            "": Sentence("the {name} block is never closed", "end it with a line '```'"),
        },
    ),
    Entry(
        "X004",
        "a block that is indented, or stands in a list",
        {
            "": Sentence(
                "the {name} block is indented, so it would be printed as code", "begin its lines at the margin"
            ),
        },
    ),
    Entry(
        "X005",
        "a block without an id",
        {
            "": Sentence("the {name} block names no record", "write the id on its first line"),
        },
    ),
    Entry(
        "X006",
        "text indented by four blanks, which would be printed as code",
        {
            "": Sentence("text indented by four blanks would be printed as code", "begin the line at the margin"),
        },
    ),
    Entry(
        "X007",
        "a caption without a table",
        {
            "": Sentence(
                "a caption 'Table:' without a table below it",
                "put the table on the next line, its rows beginning and ending with |",
            ),
        },
    ),
    Entry("X010", "a term, figure or table that is not there", {}),
    Entry(
        "X011",
        "a footnote called and not written, written and not called, or written twice",
        {
            "footnote-called-not-written": Sentence(
                "footnote '{label}' is called and not written", "did you mean '[^{near}]'?"
            ),
            "footnote-called-not-written-add-line": Sentence(
                "footnote '{label}' is called and not written", "add a line '[^{label}]: …'"
            ),
            "footnote-written-never-called": Sentence(
                "footnote '{label}' is written and never called", "put [^{label}] where it belongs, or delete the note"
            ),
            "footnote-written-twice-first": Sentence(
                "footnote '{label}' is written twice; the first is in line {line}",
                "give one of them another label, and its call too",
            ),
        },
    ),
    Entry(
        "X012",
        "a blank stands between the brackets of a tie, so it is none",
        {
            "": Sentence("a blank stands between the brackets of the tie to '{match}'", "write {tie}"),
        },
    ),
    Entry(
        "X013",
        "a tie is never closed",
        {
            "": Sentence("the tie to '{match}' is never closed", "write {tie}"),
        },
    ),
    Entry("X014", "a heading skips a level, or repeats the title", {}),
    Entry(
        "X015",
        "two headings, or two tables, of the report have the same id",
        {
            "": Sentence(
                "the id '{heading}' is already that of the heading in line {line}",
                "give one of them another id: a link can lead to one place only",
            ),
        },
    ),
    Entry(
        "X016",
        "a link leads to no chapter",
        {
            "leads-no-chapter": Sentence("'{target}' leads to no chapter", "did you mean '{near}.md'?"),
            "leads-no-chapter-write-file-name-chapter": Sentence(
                "'{target}' leads to no chapter", "write the file name of a chapter, such as 05-methods.md"
            ),
        },
    ),
    Entry(
        "X017",
        "a link leads to a heading that is not there",
        {
            "has-no-heading-with": Sentence("{path} has no heading with the id '{anchor}'", "did you mean '{near}'?"),
            "has-no-heading-with-give-heading-this-id": Sentence(
                "{path} has no heading with the id '{anchor}'", "give the heading this id, {{#{anchor}}}"
            ),
        },
    ),
    Entry(
        "X018",
        "a link to a report, chapter or heading of the series that is not there",
        {
            "": Sentence(
                "report '{slug}' has no chapter '{name}' in '{code}'", "name a file of its docs/, without .md"
            ),
        },
    ),
    Entry(
        "X020",
        "HTML that a chapter cannot hold, or any HTML in a record",
        {
            "comment-within-paragraph-holds": Sentence(
                "a comment within a paragraph holds an empty line, where the paragraph and the comment end",
                "begin the comment at the margin, or delete the empty line",
            ),
            "comment-that-never-ends": Sentence("a comment that never ends", "end it with -->"),
            "holds-html": Sentence(
                "'{key}' of {name} holds HTML", "write plain words: a record shows the tag as it is written"
            ),
        },
        always=True,
    ),
    Entry(
        "X021",
        "attributes that a chapter cannot set",
        {
            "": Sentence(
                "'{{{near}}}' sets attributes that a chapter cannot set",
                "between braces write only #id, .class, lang=… or dir=…",
            ),
        },
        always=True,
    ),
    Entry(
        "X022",
        "a link that runs or reads something, or hides where it leads",
        {
            "link-that-runs-or": Sentence(
                "'{url}' is a link that runs or reads something ({name}:)",
                "link to https:, mailto: or tel:, to a chapter (NAME.md) or to a tie",
            ),
            "does-not-say-how": Sentence("'{url}' does not say how it is reached", "write https: before it"),
        },
        always=True,
    ),
    Entry(
        "X023",
        "a link that leads out of the report",
        {
            "": Sentence("'{url}' leads outside the report", "link to a chapter (NAME.md) or to https:"),
        },
        always=True,
    ),
    Entry(
        "X024",
        "an image in the text",
        {
            "": Sentence(
                "an image in the text: no edition shows it, and it could be fetched from elsewhere",
                "make it a figure (figures/ID.py and ID.yml) and write a ```figure block; put a space after an exclamation mark",
            ),
        },
        always=True,
    ),
    Entry(
        "X030",
        "a control character, or a sign or text that turns the order of a number's parts",
        {
            "": Sentence("a control character ({name})", "delete it; nothing shows it"),
        },
        always=True,
    ),
    Entry(
        "X031",
        "an invisible sign, or one drawn over its neighbours, in a number, a tie or a word",
        {
            "mark-drawn-over-digit": Sentence("a mark ({match}) is drawn over a digit or a sign", "delete it"),
            "invisible-sign-divides-word": Sentence(
                "an invisible sign ({name}) divides a word", "delete it; this script needs none"
            ),
        },
        always=True,
    ),
    Entry(
        "X032",
        "a letter that looks like a digit, a digit of another kind, a raised digit beside a number",
        {
            "looks-like-number-in": Sentence(
                "'{token}' looks like a number, and '{letter}' in it is a letter ({letter2})",
                "write the digit; where the letter is meant, put a blank or a hyphen beside it",
            ),
            "mixes-letters-two-scripts": Sentence(
                "'{word}' mixes letters of two scripts", "type the word anew in one of them"
            ),
        },
        always=True,
    ),
    Entry(
        "X034",
        "two chapter files whose names differ only in the case or the form of letters",
        {
            "": Sentence(
                "on many computers this file and '{first}' are one, for their names differ only in the case or the form of letters",
                "give it another name, in every language",
            ),
        },
    ),
    Entry(
        "X035",
        "a formula that cannot be read",
        {
            "": Sentence(
                "the formula '{text}' cannot be read",
                "write it in LaTeX without packages of its own; a dollar sign that is money gets a backslash: \\$",
            ),
        },
    ),
    Entry(
        "X040",
        "a mark that other programs read, such as `:::`, `{{ x }}`, `^[note]`, `~~x~~`, `\\newpage`, and that would be printed as it is written",
        {},
    ),
    Entry(
        "X041",
        "words that would not be printed",
        {
            "": Sentence(
                "'{shown}' would not be printed: Markdown takes it for a mark or drops it",
                "write it as text in a paragraph of its own",
            ),
        },
    ),
    Entry(
        "X042",
        "a row of a table with more cells than its head",
        {
            "": Sentence(
                "this row has {written} cells, and the head of its table {cells}: the others are lost",
                "give the head as many cells; a | within a cell is written \\|",
            ),
        },
    ),
    Entry("X043", "the target of a link that no link uses, or that is written twice", {}),
)
