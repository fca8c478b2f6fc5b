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
            "absent": Sentence(
                "'plugins' does not list 'kerege': 'kerege build' takes it all the same, and 'mkdocs build' would make another website",
                "write '  - kerege' below 'plugins:'",
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
        "a file or an icon that `mkdocs.yml` names is not there, or stands on another server",
        {
            "elsewhere": Sentence(
                "'{path}' stands on another server, and the website asks none", "save it in docs/ and name that file"
            ),
            "": Sentence("'{path}' is not there", "put it into {folder}/"),
            "folder": Sentence("'{path}' is not there", "make the folder, or delete the line"),
            "icon": Sentence(
                "there is no icon '{path}'", "write the name of one of Material's, such as 'material/email'"
            ),
            "no-icon": Sentence(
                "an icon is needed here", "write 'icon: ' and the name of one of Material's, such as 'material/email'"
            ),
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
    Entry(
        "W008",
        "a value of `mkdocs.yml` that is no list, or no group of settings, where one is needed",
        {
            "list": Sentence(
                "'{name}' is a list, and one value stands here",
                "write '[value]', or each value below with '- ' before it",
            ),
            "mapping": Sentence(
                "'{name}' holds settings, and one value stands here", "write each setting below as 'name: value'"
            ),
        },
        passes="`extra_css: [assets/own.css]`",
        fails="`extra_css: assets/own.css`",
    ),
)
