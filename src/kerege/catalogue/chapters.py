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
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
        fails="```` ```qoute ````, an indented fence, `[x](stats:y)`, a caption without a table",
    ),
    Entry(
        "X002",
        "a fence with a name that is none of ours",
        {
            "not-block-that-kerege": Sentence(
                "'{name}' is not a block that Kerege knows",
                "write one of: {known}; code has no place in a report",
            ),
            "fenced-block-without-name": Sentence(
                "a fenced block without a name that Kerege knows",
                "write one of: {known}; code has no place in a report",
            ),
            "not-block-that-kerege-write": Sentence("'{name}' is not a block that Kerege knows", "write '```{near}'"),
            "code-that-another-program": Sentence(
                "'{name}' is code that another program draws or runs; here it would be printed as it is written",
                "make a figure (figures/ID.py and ID.yml) and write a '```figure' block",
            ),
        },
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
    ),
    Entry(
        "X003",
        "a block that is never closed",
        {
            "next-begins": Sentence(
                "the {name} block is never closed: the next one begins in line {line}", "end it with a line '```'"
            ),
            "": Sentence("the {name} block is never closed", "end it with a line '```'"),
        },
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
    ),
    Entry(
        "X004",
        "a block that is indented, or stands in a list",
        {
            "inside": Sentence("the {name} block stands inside a list, a quotation or a note", "move it to the margin"),
            "": Sentence(
                "the {name} block is indented, so it would be printed as code", "begin its lines at the margin"
            ),
        },
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
    ),
    Entry(
        "X005",
        "a block without an id",
        {
            "": Sentence("the {name} block names no record", "write the id on its first line"),
            "no-id": Sentence(
                "'{text}' in the {block} block is no id", "write one id a line; the words come from the records"
            ),
            "records": Sentence(
                "the {block} block shows {count} record",
                "let it show at least {least} and at most {most}",
                "the {block} block shows {count} records",
            ),
        },
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
    ),
    Entry(
        "X006",
        "text indented by four blanks, which would be printed as code",
        {
            "": Sentence("text indented by four blanks would be printed as code", "begin the line at the margin"),
        },
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
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
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
        fails="```` ```qoute ````, an indented fence, `[x](stats:y)`, a caption without a table",
    ),
    Entry(
        "X010",
        "a term, figure or table that is not there",
        {
            "term-near": Sentence("there is no term '{target}'", "did you mean '{near}'?"),
            "term-unknown": Sentence("there is no term '{target}'", "add it to glossary.yml, or correct the id"),
            "figure-near": Sentence("there is no figure '{target}'", "did you mean '{near}'?"),
            "figure-unknown": Sentence(
                "there is no figure '{target}'", "add it to the ```figure blocks of this language, or correct the id"
            ),
            "table-near": Sentence("there is no table '{target}'", "did you mean '{near}'?"),
            "table-unknown": Sentence(
                "there is no table '{target}'",
                "add it to the tables of this language, e.g. 'Table: Caption {{#id}}', or correct the id",
            ),
        },
        passes="`[kelin](term:kelin)` with `kelin` in glossary.yml; `[^a]` with a line `[^a]: …`.",
        fails="term, figure or table",
    ),
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
        passes="`[kelin](term:kelin)` with `kelin` in glossary.yml; `[^a]` with a line `[^a]: …`.",
        fails="footnote",
    ),
    Entry(
        "X012",
        "a blank stands between the brackets of a tie, so it is none",
        {
            "": Sentence("a blank stands between the brackets of the tie to '{match}'", "write {tie}"),
        },
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
        fails="a tie with a blank between its brackets",
    ),
    Entry(
        "X013",
        "a tie is never closed",
        {
            "": Sentence("the tie to '{match}' is never closed", "write {tie}"),
        },
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
        fails="or without the last one",
    ),
    Entry(
        "X014",
        "a heading skips a level, repeats the title, or has no words",
        {
            "second-title": Sentence(
                "'{heading}' is a second title", "the title stands in the front matter; begin a heading with ##"
            ),
            "skips-level": Sentence("the heading '{heading}' skips a level", "begin it with {marks}"),
            "no-words": Sentence("a heading without words", "write its words, or delete the line"),
        },
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
        fails="a heading that skips a level or repeats the title",
    ),
    Entry(
        "X015",
        "two headings, or two tables, of the report have the same id",
        {
            "heading-of-chapter": Sentence(
                "the id '{id}' is already that of a heading of the chapter '{chapter}'",
                "begin each id with a word for its chapter: in the book, a link can lead to one place only",
            ),
            "table-of-chapter": Sentence(
                "the id '{id}' is already that of a table of the chapter '{chapter}'",
                "begin each id with a word for its chapter: in the book, a link can lead to one place only",
            ),
            "": Sentence(
                "the id '{heading}' is already that of the heading in line {line}",
                "give one of them another id: a link can lead to one place only",
            ),
        },
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
        fails="an id given to two headings, or two tables, of a report",
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
        passes="`[methods](05-methods.md#methods-areas)`.",
        fails="a chapter",
    ),
    Entry(
        "X017",
        "a link leads to a heading that is not there",
        {
            "has-no-heading-with": Sentence("{path} has no heading with the id '{anchor}'", "did you mean '{near}'?"),
            "has-no-heading-with-give-heading-this-id": Sentence(
                "{path} has no heading with the id '{anchor}'", "give the heading this id, {{#{anchor}}}"
            ),
            "made": Sentence(
                "'{anchor}' is the id of no heading",
                "refer to what is no heading by its record: [Table](table:ID), [Figure](fig:ID), [words](quote:ID)",
            ),
        },
        passes="`[methods](05-methods.md#methods-areas)`.",
        fails="or a heading",
    ),
    Entry(
        "X018",
        "a link to a report, chapter or heading of the series that is not there",
        {
            "report-near": Sentence("there is no other report '{target}'", "did you mean '{near}'?"),
            "report-unknown": Sentence(
                "there is no other report '{target}'", "add it to the series, or correct the id"
            ),
            "heading-near": Sentence("there is no heading '{target}' in '{chapter}'", "did you mean '{near}'?"),
            "heading-unknown": Sentence(
                "there is no heading '{target}' in '{chapter}'", "add it to that chapter in '{code}', or correct the id"
            ),
            "chapter": Sentence(
                "report '{slug}' has no chapter '{name}' in '{code}'", "name a file of its docs/, without .md"
            ),
        },
        passes="`[kelin](term:kelin)` with `kelin` in glossary.yml; `[^a]` with a line `[^a]: …`.",
        fails="a report, chapter or heading of the series that is not there",
    ),
    Entry(
        "X020",
        "HTML that a chapter cannot hold, or any HTML in a record",
        {
            "comment-with-tag": Sentence(
                "'{found}' begins a comment that holds a tag or never ends", "write comments without < and >"
            ),
            "html-that-chapter-cannot": Sentence(
                "'{found}' is HTML that a chapter cannot hold",
                "write Markdown; of HTML only {tags} stand here, with lang or dir",
            ),
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
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
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
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
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
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
    ),
    Entry(
        "X023",
        "a link that leads out of the report",
        {
            "": Sentence("'{url}' leads outside the report", "link to a chapter (NAME.md) or to https:"),
        },
        always=True,
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
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
        passes="a fence ```` ```quote ```` at the margin, closed, with an id.",
    ),
    Entry(
        "X030",
        "a control character, or a sign or text that turns the order of a number's parts",
        {
            "turns-direction": Sentence(
                "a sign that turns the direction of text ({name}): readers would see another order than the one that is checked",
                "delete it; its place is in this line, though nothing shows it",
            ),
            "beside-right-to-left": Sentence(
                "a number beside letters that run from right to left: readers may see its parts in another order",
                "put these letters between <bdi> and </bdi>, or words between them and the number",
            ),
            "turned": Sentence(
                "a number within a text that is turned from right to left: readers may see its parts in another order",
                "take the number out of it, or delete dir=rtl",
            ),
            "": Sentence("a control character ({name})", "delete it; nothing shows it"),
        },
        always=True,
        passes="`[62.5 per cent](stat:x)`, a soft hyphen within a word, a joiner where a script needs it, `m²`, `½`.",
        fails="`[‮62.5‬ per cent](stat:x)` with a direction override, NUL",
    ),
    Entry(
        "X031",
        "an invisible sign, or one drawn over its neighbours, in a number, a tie or a word",
        {
            "drawn-over": Sentence(
                "a sign that is invisible or drawn over its neighbours ({name})",
                "delete it; say in words where something is struck out",
            ),
            "in-number": Sentence(
                "an invisible sign ({name}) stands in or beside a number or a tie",
                "delete it; a no-break space holds a number and its unit together",
            ),
            "mark-drawn-over-digit": Sentence("a mark ({match}) is drawn over a digit or a sign", "delete it"),
            "invisible-sign-divides-word": Sentence(
                "an invisible sign ({name}) divides a word", "delete it; this script needs none"
            ),
        },
        always=True,
        passes="`[62.5 per cent](stat:x)`, a soft hyphen within a word, a joiner where a script needs it, `m²`, `½`.",
        fails="a word joiner or a combining line within a number",
    ),
    Entry(
        "X032",
        "a letter that looks like a digit, a digit of another kind, a raised digit beside a number",
        {
            "raised": Sentence(
                "'{found}' is raised or lowered beside a number: readers may take it for a part of it",
                "write a footnote as [^name], a number in full, a power as a formula: $10^6$",
            ),
            "digit-of-another-kind": Sentence(
                "'{sign}' is a digit of another kind ({name}) than those that are read",
                "write it with the digits 0 to 9, or in letters",
            ),
            "looks-like-number-in": Sentence(
                "'{token}' looks like a number, and '{letter}' in it is a letter ({letter2})",
                "write the digit; where the letter is meant, put a blank or a hyphen beside it",
            ),
            "mixes-letters-two-scripts": Sentence(
                "'{word}' mixes letters of two scripts", "type the word anew in one of them"
            ),
        },
        always=True,
        passes="`[62.5 per cent](stat:x)`, a soft hyphen within a word, a joiner where a script needs it, `m²`, `½`.",
        fails="`6О.5` with a Cyrillic О, `62¹`, `⑤`",
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
            "unknown": Sentence(
                "not every edition can show '{unknown}' in the formula '{text}'",
                "write it otherwise: \\mathrm{{…}} for upright letters, \\operatorname{{…}} for a function, align* for lines",
            ),
            "letters": Sentence(
                "the font of formulas lacks {letters} in '{text}'",
                "write a sign in the formula, and its words in the text",
            ),
        },
        passes="`$\\frac{a}{b}$`.",
        fails="`$\\fraction{a}{b}$`, which no library knows, or braces that are never closed",
    ),
    Entry(
        "X040",
        "a mark that other programs read, such as `:::`, `{{ x }}`, `^[note]`, `~~x~~`, `\\newpage`, and that would be printed as it is written",
        {
            "box": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write a callout: a line '!!! note', and below it its text, each line indented by four blanks",
            ),
            "tabs": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write one part below the other, each under a heading of its own",
            ),
            "made": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write here what should be read; a number is tied to its record: [words](stat:ID)",
            ),
            "note": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write [^name] here, and a line '[^name]: …' below the paragraph",
            ),
            "struck": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write the words without these marks; *…* and **…** make words stand out",
            ),
            "no-id": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "delete it: only headings and captions have an id, {{#…}}, and no words have a class",
            ),
            "latex": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "leave LaTeX out: pages break by themselves, [@key] cites, [Figure](fig:ID) refers, $…$ is a formula",
            ),
            "formula": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write a formula between $…$, and one with a line of its own between $$…$$",
            ),
            "task": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write an ordinary item, and say in words what is done",
            ),
            "wiki-link": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write [words](NAME.md) for a chapter, [words](https://…) for a page elsewhere",
            ),
            "contents": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "delete it: every edition has its table of contents",
            ),
            "include": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "put the text itself here; what several reports share stands in shared/",
            ),
            "sign": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write the sign itself, or delete it",
            ),
            "role": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write the words alone, or a tie such as [words](term:ID)",
            ),
            "table": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write a table as lines that begin and end with |, the second being |---|---|",
            ),
            "caption": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write a caption above its table: Table: words {{#id}}; a definition stands right below its term",
            ),
            "heading": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "begin a heading with ## and a blank",
            ),
            "lines": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "end each line but the last with a backslash",
            ),
            "items": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "number the items 1. 2. 3., or begin each with -",
            ),
            "term": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "put it into glossary.yml and write [words](term:ID)",
            ),
            "front": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "begin the file with three lines: ---, title: …, ---",
            ),
            "marks": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "put ** right before and right behind the words, or a backslash before a sign that is meant",
            ),
            "link": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write [words](address), without blanks in the address",
            ),
            "no-target": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write the target behind the words, [words](https://…), or a backslash before the bracket",
            ),
            "entity": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write the sign itself",
            ),
            "power": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write x^2^, or a formula: $x^2$",
            ),
            "noted": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write what is meant for colleagues as <!-- … -->",
            ),
            "code-end": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "close it with another `, or put a backslash before it",
            ),
            "kinds": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "the kinds of callouts are note, tip, warning, example, box",
            ),
            "reference": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "refer with [Figure](fig:ID), [Table](table:ID) or [words](NAME.md#id)",
            ),
            "words-only": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "the front matter holds words, without lists, quotations and headings: write a sentence",
            ),
            "title": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "delete the title behind the address: on paper nobody sees it, and nothing in it is checked",
            ),
            "shown-comment": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "leave the comment out: its words stay with the editors, and in code it would be printed empty",
            ),
            "no-words": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write the words of the link between its brackets: [words](address)",
            ),
            "plain-number": Sentence(
                "'{shown}' is a mark of another program: here it would be printed as it is written, or be lost",
                "write a number as text, not as a formula, and tie it: [words](stat:ID)",
            ),
        },
        passes='`H~2~O`, `!!! note "Title"`, `> [!NOTE]`, `$x^2$`, "\\\\*not a mark\\\\*", "5 * 3", `` `{{ x }}` ``.',
        fails="`:::`, tabs, `{{ x }}`, `^[a note]`, `~~x~~`, `[x]{.c}`, `@fig-x`, `\\newpage`, `- [ ] x`, `[](https://…)`, `[[page]]`, `[TOC]`, `.. note::`, a table drawn with signs, a link without its target",
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
        passes="a row with as many cells as its head; `[words][law]` with one line `[law]: https://…`.",
        fails="any other letter or digit that no part of the printed chapter holds",
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
        passes="a row with as many cells as its head; `[words][law]` with one line `[law]: https://…`.",
        fails="a row with more cells than its head",
    ),
    Entry(
        "X043",
        "the target of a link that no link uses, or that is written twice",
        {
            "twice": Sentence(
                "the target of '{label}' is written twice; the first is in line {line}", "delete one of them"
            ),
            "unused": Sentence(
                "the line '[{label}]: …' is the target of no link, so nothing of it is printed",
                "write [words][{label}] where it belongs, delete the line, or put a backslash before the bracket",
            ),
        },
        passes="a row with as many cells as its head; `[words][law]` with one line `[law]: https://…`.",
        fails="a line `[law]: …` that no link uses, or a second one",
    ),
    Entry(
        "X044",
        "`part:` of a chapter is no part of report.yml",
        {
            "no-part-report-yml": Sentence("'{part}' is no part of report.yml", "did you mean '{near}'?"),
            "no-part-report-yml-write-its-title-under": Sentence(
                "'{part}' is no part of report.yml", "write its title under 'parts' there; it has: {said}"
            ),
        },
        passes="chapters 03 to 06 with `part: findings`, which stands in `parts` of report.yml.",
        fails="`part: findngs`",
    ),
    Entry(
        "X045",
        "a part begins again after it has ended",
        {
            "": Sentence(
                "the part '{part}' begins again, after it has ended",
                "let the chapters of a part follow each other, by the numbers of their files",
            ),
        },
        passes="chapters 03 to 06 with `part: findings`, which stands in `parts` of report.yml.",
        fails="a part that ends and begins again",
    ),
    Entry(
        "X046",
        "the front matter of a translation builds the report otherwise than the original's",
        {
            "": Sentence(
                "'{field}' is not what {path} says", "delete the line: a translation is built as the original is"
            ),
        },
        passes="chapters 03 to 06 with `part: findings`, which stands in `parts` of report.yml.",
        fails="`numbered: false` in a translation of a numbered chapter",
    ),
    Entry(
        "X047",
        "more appendices than a language has letters for",
        {
            "": Sentence(
                "there are {appendices} appendices, and {letters} letters for them in '{code}'",
                "put some of them together",
            ),
        },
        passes="chapters 03 to 06 with `part: findings`, which stands in `parts` of report.yml.",
        fails="more appendices than letters",
    ),
)
