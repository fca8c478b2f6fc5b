"""artifacts"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "A001",
        "words of a chapter are missing or changed on the finished page or in the finished PDF, EPUB or Word file",
        {
            "does-not-stand-so": Sentence(
                "'{words}' ({mark}) does not stand so in the finished {path}",
                "look at the page of the PDF; build again",
            ),
            "text-does-not-stand": Sentence(
                "the text of {mark} does not stand in the finished {path}", "look at the page of the PDF; build again"
            ),
            "has-no-file-this": Sentence("{path} has no file of this chapter", "build again; if it stays, report it"),
            "website-has-no-page": Sentence(
                "the website has no page of this chapter", "build again; if it stays, report it"
            ),
            "does-not-stand-so-look-at-page-markdown": Sentence(
                "'{words}' ({mark}) does not stand so on the finished page {shown}",
                "look at the page; a Markdown sign next to the tie may have broken it",
            ),
            "does-not-stand-so-look-at-file-build": Sentence(
                "'{words}' ({mark}) does not stand so in the finished {path}", "look at the file; build again"
            ),
        },
    ),
    Entry(
        "A002",
        "one of our marks stands unresolved on a finished page",
        {
            "": Sentence("'{match}' stands on the finished page", "see the chapter it was made from"),
        },
    ),
    Entry(
        "A003",
        "a finished page asks another server for a file",
        {
            "": Sentence("the page asks another server for {url}", "keep the file in the report"),
        },
    ),
    Entry(
        "A004",
        "a finished page, PDF, EPUB or Word file states a figure that no chapter states",
        {
            "shows-for-which-no": Sentence(
                "{path} shows '{value}' for {key}, which no chapter does", "look at the PDF; build again"
            ),
            "shows-for-which-no-look-at-file-build": Sentence(
                "{path} shows '{value}' for {key}, which no chapter does", "look at the file; build again"
            ),
            "finished-page-shows-for": Sentence(
                "the finished page {shown} shows '{value}' for {mark}, which the chapter does not",
                "look at the page; build again",
            ),
        },
    ),
    Entry(
        "A005",
        "a banned name or a participant's code stands in a finished file, in its metadata, or within an archive",
        {
            "": Sentence(
                "'{words}' stands in a finished file ({key})",
                "find it in the sources, or in a data file that the website offers, and take it out",
            ),
        },
    ),
    Entry(
        "A006",
        "a footnote of the PDF stands on another page than its call",
        {
            "": Sentence("{file}: footnote '{note}' is not on the page of its call", "see manual/print.md"),
        },
    ),
    Entry(
        "A007",
        "something on a page of the PDF runs off the page or over something else",
        {
            "": Sentence("{file}: {words}", "see manual/print.md"),
        },
    ),
    Entry(
        "A008",
        "a PDF breaks a condition of PDF/UA-1, PDF/A-3a or PDF/X-4, or of ours: see [print.md](print.md)",
        {
            "": Sentence("{file}: {problem}", "see manual/print.md"),
        },
    ),
    Entry(
        "A009",
        "a page of the PDF looks unfinished: a chapter ends on it with a few lines, or much of it is empty",
        {
            "few-lines": Sentence(
                "{file}: the chapter ends on page {page} with a few lines",
                "shorten or lengthen it by some lines, or write 'print: tight' in its front matter",
                severity=Severity.NOTE,
            ),
            "empty": Sentence(
                "{file}: a large part of page {page} is empty",
                "put the figure or table that follows it at another place of the text",
                severity=Severity.NOTE,
            ),
        },
    ),
    Entry(
        "A010",
        "a finished file could run, load or send something that is not ours",
        {
            "": Sentence("the file could run, load or send something: {problem}", "find where it comes from"),
        },
    ),
    Entry(
        "A011",
        "an output could not be made: its process died, took too long, or met a fault of Kerege's own",
        {
            "could-not-be-made": Sentence(
                "'{name}' could not be made: '{said} ({where})'",
                "this is a fault of Kerege: report it with this line; --only builds the other outputs meanwhile",
            ),
            "process-that-made-was": Sentence(
                "the process that made '{name}' was ended from outside or died ({end})",
                "mostly for want of memory: end other programs, or build one output at a time with --only",
            ),
            "was-given-up-after": Sentence(
                "'{name}' was given up after {longest} seconds",
                "build it alone, with --only, and look which chapter or plugin takes so long",
            ),
            "process-that-built-or": Sentence(
                "the process that built '{name}', or one beside it, was ended from outside or died",
                "mostly for want of memory: end other programs, or build one report at a time with --report",
            ),
        },
    ),
    Entry(
        "A012",
        "a comment that colleagues wrote for each other stands in a finished file",
        {
            "": Sentence(
                "a comment that colleagues wrote for each other stands in a finished file",
                "tell the makers of Kerege which file it is; until then delete the comment",
            ),
        },
    ),
    Entry(
        "A013",
        "readers of a finished page may see a number's parts in another order than the one that was checked",
        {
            "": Sentence(
                "readers may see another number than the one that was checked: {problem}",
                "find the sign or the letters in the chapter, and take them away from the number",
            ),
        },
    ),
    Entry(
        "A014",
        "the structure of a finished file (headings, lists, tables, notes, their order) is not that of the chapter",
        {
            "": Sentence(
                "the finished {shown} has another structure here: '{there}' in place of '{here}'",
                "write it in a simpler way, and report it: this is a fault of Kerege",
            ),
        },
    ),
    Entry(
        "A015",
        "a finished EPUB is not valid: an id twice, a link that leads nowhere, an element in the wrong place",
        {
            "": Sentence(
                "{file}/{page} is not valid: {problem}",
                "write it in a simpler way, and report it: this is a fault of Kerege",
            ),
        },
    ),
    Entry(
        "A018",
        "a finished file cannot be read, so nobody can tell whether a banned name stands in it",
        {
            "": Sentence(
                "'{name}' cannot be read, so nobody can tell whether a banned name stands in it",
                "publish it in a form that can be read (CSV, XLSX, PDF, PNG), or take it out",
            ),
        },
    ),
    Entry(
        "A020",
        "the manifest of a published folder cannot be read, is not well formed, or names a path outside the folder (`--verify`)",
        {
            "no-plain-file": Sentence(
                "the manifest is no plain file of a usual size",
                "fetch the manifest of this edition again; without it nothing can be proved",
            ),
            "no-json": Sentence(
                "the manifest is not JSON", "fetch the manifest of this edition again; without it nothing can be proved"
            ),
            "twice": Sentence(
                "the manifest names '{key}' twice",
                "fetch the manifest of this edition again; without it nothing can be proved",
            ),
            "no-files": Sentence(
                "the manifest lists no files",
                "fetch the manifest of this edition again; without it nothing can be proved",
            ),
            "lacks": Sentence(
                "the manifest does not say '{key}'",
                "fetch the manifest of this edition again; without it nothing can be proved",
            ),
            "path": Sentence(
                "the manifest lists '{name}', which is no path within the folder",
                "fetch the manifest of this edition again; without it nothing can be proved",
            ),
            "no-sha256": Sentence(
                "the manifest gives no sha256 for '{name}'",
                "fetch the manifest of this edition again; without it nothing can be proved",
            ),
        },
    ),
    Entry(
        "A021",
        "a file that the manifest lists is missing from a published folder (`--verify`)",
        {
            "": Sentence("is missing", ""),
        },
    ),
    Entry(
        "A022",
        "a published folder holds a file, a link or a device that the build did not make (`--verify`)",
        {
            "added": Sentence("is not part of the build", ""),
            "no-file": Sentence("is a link or a device, no file of the build", ""),
        },
    ),
    Entry(
        "A023",
        "a file of a published folder is not as it was built, or cannot be read (`--verify`)",
        {
            "unreadable": Sentence("cannot be read: {strerror}", ""),
            "changed": Sentence("is not as it was built", ""),
        },
    ),
)
