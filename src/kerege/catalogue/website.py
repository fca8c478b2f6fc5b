"""website"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "W001",
        "a setting of `mkdocs.yml` that has no effect, and why",
        {
            "": Sentence("'{name}' has no effect: {reason}", "delete the line"),
            "theme": Sentence(
                "'theme: name: {name}' has no effect: the website is Material's",
                "write 'name: material'",
                severity=Severity.ERROR,
            ),
        },
        severity=Severity.WARNING,
    ),
    Entry(
        "W002",
        "a setting of `mkdocs.yml` that nobody knows; the one that was probably meant is named",
        {
            "": Sentence("'{name}' is no setting", "delete the line"),
            "near": Sentence("'{name}' is no setting", "write '{near}'"),
        },
        severity=Severity.WARNING,
    ),
    Entry(
        "W003",
        "a plugin that has no effect here, and why, or that was not tried",
        {
            "": Sentence("the plugin '{name}' has no effect: {reason}", "delete the line"),
            "not-tried": Sentence(
                "the plugin '{name}' was not tried with Kerege: what it does to the text of chapters has no effect",
                "look at the finished pages",
            ),
        },
        severity=Severity.WARNING,
    ),
    Entry(
        "W004",
        "a plugin that is not installed",
        {"": Sentence("the plugin '{name}' is not installed", "install its package, or delete the line")},
    ),
    Entry(
        "W005",
        "a file that `mkdocs.yml` names is not there, or stands on another server",
        {
            "elsewhere": Sentence(
                "'{path}' stands on another server, and the website asks none", "save it in docs/ and name that file"
            ),
            "": Sentence("'{path}' is not there", "put it into {folder}/"),
            "folder": Sentence("'{path}' is not there", "make the folder, or delete the line"),
        },
    ),
    Entry(
        "W006",
        "a file of the editor's own that is part of the website as it is, with its SHA-256",
        {
            "": Sentence(
                "'{path}' is part of the website as it is (SHA-256 {digest})",
                "look through it: what it does in a reader's browser is not checked",
            ),
        },
        severity=Severity.NOTE,
    ),
    Entry(
        "W007",
        "a report on the web says nobody whom readers can ask",
        {
            "": Sentence(
                "report.yml names nobody whom readers can ask",
                "write 'contact: {{email: …}}': it stands at the foot of every page and beside every number",
            ),
        },
        severity=Severity.NOTE,
        passes="`contact: {email: info@example.org}`",
        fails="a report with `url` and no `contact`",
    ),
)
