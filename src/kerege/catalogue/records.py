"""records"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "R001",
        "a YAML or JSON file cannot be read: the place of the mistake is named",
        {
            "yaml": Sentence(
                "is not valid YAML: {said}",
                "look at this line and the one above: indentation and quotation marks are the usual causes",
            ),
            "yaml-colon": Sentence(
                "is not valid YAML: a colon stands in a text without quotation marks",
                "put the whole text between quotation marks",
            ),
            "yaml-never-closed": Sentence("is not valid YAML: a quotation mark or bracket is never closed", "close it"),
            "yaml-bracket": Sentence(
                "is not valid YAML: a bracket that was opened before is not closed, or a comma is missing",
                "close it; a text with brackets stands between quotation marks",
            ),
            "yaml-no-colon": Sentence(
                "is not valid YAML: a line has no colon after its name",
                "write 'name: value', and indent the lines of a long text",
            ),
            "yaml-indented": Sentence(
                "is not valid YAML: a line is not indented like those above it", "indent it as they are, with blanks"
            ),
            "yaml-asterisk": Sentence("is not valid YAML: a text begins with *", "put it between quotation marks"),
            "yaml-tab": Sentence("is not valid YAML: a line is indented with the Tab key", "indent it with blanks"),
            "yaml-sign": Sentence("is not valid YAML: a text begins with {sign}", "put it between quotation marks"),
            "front-matter-never-closed": Sentence("the front matter is never closed", "end it with a line '---'"),
            "no-json": Sentence("is no JSON: {error}", "restore it from the history, or delete it and accept again"),
            "uses-yaml-alias-name": Sentence(
                "uses a YAML alias (*name), which Kerege does not read", "write the value out"
            ),
            "holds-second-document": Sentence("holds a second document", "delete the line '---'"),
            "not-valid-json": Sentence(
                "is not valid JSON: {error}",
                "look at this line and the one above: a missing comma or quotation mark is the usual cause",
            ),
            "not-what-kerege-accept": Sentence(
                "is not what 'kerege accept' wrote",
                "restore it from the history, or delete it and run: kerege accept {parts}/{stem}",
            ),
        },
    ),
    Entry(
        "R002",
        "a file cannot be opened, is too large, or is not UTF-8",
        {
            "larger-than-bytes": Sentence("is larger than {max_bytes} bytes", "split the file"),
            "no-file": Sentence("is no file", "replace it by a file"),
            "cannot-be-read": Sentence("cannot be read: {strerror}", "check the file and its permissions"),
            "not-utf-text": Sentence("is not UTF-8 text", "save the file as UTF-8"),
        },
    ),
    Entry(
        "R003",
        "a key is written twice",
        {
            "written-twice": Sentence("'{key}' is written twice", "keep one; the first is in line {line}"),
            "languages-names-language-twice": Sentence(
                "'languages' names a language twice", "keep it once; the original is first"
            ),
        },
    ),
    Entry(
        "R004",
        "a field has the wrong kind of value",
        {
            "people": Sentence(
                "'people' of {name} is '{people}'",
                "write none where nobody can be recognised, or consented and the record of the consent",
            ),
            "date-of": Sentence("'{key}' of {name} is '{text}'", 'write it as "2026-11-24"'),
            "scale-of": Sentence("'scale' of {name} is '{scale}'", "write one of: {scales}"),
            "what-correction": Sentence(
                "'what' of correction {number} is '{what}'",
                "write stat:ID, claim:ID, table:ID, quote:ID or chapter:NAME, or several: [stat:a, stat:b]",
            ),
            "provisional": Sentence(
                "'provisional' of {name} is '{text}'",
                'write when it will be revised: "2027-06-30", "2027-06" or "2027"',
            ),
            "date-correction": Sentence("'date' of correction {number} is '{date}'", 'write it as "2026-11-24"'),
            "is-write-address-website-https": Sentence(
                "'{key}' is '{url}'", "write the address of the website: https://example.org/"
            ),
            "parts-report-yml-should": Sentence("'parts' of report.yml should hold 'name: title' pairs", ""),
            "email": Sentence("'email' is '{email}'", "write it as name@example.org"),
            "downloads-report-yml-names": Sentence(
                "'downloads' of report.yml names '{text}'", "write one or both of: {downloads}"
            ),
            "of-is-write-number-with-pt": Sentence(
                "'{key}' of {record} is '{text}'", "write a number with pt, px, em, rem or %"
            ),
            "weight": Sentence("'weight' of {record} is '{text}'", "write 400, 700, bold or the like"),
            "should-name-one-file": Sentence("'{key}' of {record} should name one file", ""),
            "should-hold-name-colour": Sentence("'{name}' should hold 'name: colour' pairs", ""),
            "paper-report-yml": Sentence(
                "'paper' of report.yml is '{written}'", "write one of: {sizes}, or millimetres, such as 165 x 240"
            ),
            "these-margins-leave-mm": Sentence(
                "these margins leave {column} × {body} mm for the text",
                "leave at least {smallest_text} mm on each side",
            ),
            "of-is-3": Sentence("'{key}' of {record} is '{text}'", "write a number"),
            "names-fewer-than-two": Sentence(
                "'of' of {record} names fewer than two statistics", "list all of which it is one"
            ),
            "none": Sentence("'{which}' is none of 'of' of {record}", "name one of that list"),
            "place": Sentence("'place' of {record} is {place}", "write 1 to {among}"),
            "ends-where-begins-or": Sentence("{inner} ends where it begins, or before", "exchange low and high"),
            "entry-no-text": Sentence("an entry of '{key}' of {name} is no text", "write one text for each entry"),
            "entry-empty": Sentence("an entry of '{key}' of {name} is empty", "write one text for each entry"),
            "status-this-chapter": Sentence("the status of this chapter is '{status}'", "write one of: {states}"),
            "ends-at-sign-what": Sentence(
                "'{key}' ends at the sign #: what stands behind it is lost",
                "put the whole text between quotation marks",
            ),
            "of-is": Sentence("'{key}' of {record} is '{day}'", 'write it as "2030-01-01"'),
            "should-be-list": Sentence("{name} should be a list", "write '- ' before each entry"),
            "should-be-one-text": Sentence("'{key}' of {name} should be one text", ""),
            "of-is-write-one": Sentence("'{key}' of {name} is '{value}'", "write one of: {allowed}"),
            "of-is-write-true-or-false": Sentence("'{key}' of {name} is '{value}'", "write true or false"),
            "should-be-list-write-before-each-entry": Sentence(
                "'{key}' of {name} should be a list", "write '- ' before each entry"
            ),
            "should-hold-name-value": Sentence("'{key}' of {name} should hold 'name: value' pairs", ""),
            "should-hold-text-in": Sentence(
                "'{key}' of {name} should hold a text in each language", "write {{{languages}}}"
            ),
            "has-list-for-name": Sentence("has a list for a name", "write 'name: value' lines"),
            "should-be-list-fields": Sentence("{name} should be a list of fields", "write 'field: value' lines"),
            "of-is-write-whole-number": Sentence("'{key}' of {name} is '{value}'", "write a whole number"),
            "of-is-write-number": Sentence("'{key}' of {name} is '{value}'", "write a number"),
            "should-be-list-works": Sentence("should be a list of works", "write them between [ and ] (CSL JSON)"),
            "should-hold-one-entry": Sentence("should hold one {name} an entry", "write '{name}-id:' lines"),
            "edition-s-date": Sentence("the edition's date is '{date}'", 'write it as "2026-11-24"'),
            "is": Sentence("'{key}' is '{text}'", 'write a number, such as "{usual}"'),
            "no-spdx-identifier": Sentence(
                "'{written}' is no SPDX identifier", "write one of https://spdx.org/licenses/, such as CC-BY-4.0"
            ),
            "status": Sentence("the status of '{code}' is '{state}'", "write one of: {states}"),
            "helpline-was-checked-on": Sentence("a helpline was checked on '{checked}'", 'write it as "2026-11-24"'),
            "report-yml-should-be": Sentence("'{key}' of report.yml should be one text", "keep one"),
            "in": Sentence("'{name}' in '{key}' of {record} is '{value}'", "write a number"),
            "unit": Sentence("'unit' of {record} is '{code}'", "did you mean {near}? Otherwise {kinds}"),
            "unit-write-one-unit-cldr": Sentence(
                "'unit' of {record} is '{code}'",
                "write one of: {own}, a unit of CLDR (kilogram, hectare), a currency (KGS), or one of data/units.yml",
            ),
            "has-both-files-database": Sentence("{record} has both 'files' and 'database'", "keep one of them"),
            "scale": Sentence("'scale' of {record} is '{text}'", "write how many of that unit it is"),
            "unit-name-unit-that-multiple": Sentence(
                "'of' of unit '{code}' is '{of}'", "name the unit that it is a multiple of"
            ),
        },
    ),
    Entry(
        "R005",
        "a needed field is missing",
        {
            "by-lacks-rows-or-value": Sentence(
                "'by' of {name} does not say where its rows and values stand",
                "name the columns of the file: rows and value, and columns where a row has several values",
            ),
            "by-lacks-column": Sentence("'by' of {name} lacks a column", "name all three: rows, columns, value"),
            "this-chapter-has-no": Sentence(
                "this chapter has no title", "begin the file with three lines: ---, title: …, ---"
            ),
            "lacks": Sentence("{name} lacks '{key}'", "add '{key}:'"),
        },
    ),
    Entry(
        "R006",
        "a text is missing in one of the report's languages",
        {
            "labels": Sentence("'{key}' of {name} has no languages", "write 'label: {{{example}}}' lines"),
            "has-no-languages": Sentence("'{key}' of {name} has no languages", "write {{{languages}}}"),
            "missing-in": Sentence("'{key}' of {name} is missing in '{code}'", "add '{code}: …'"),
        },
    ),
    Entry(
        "R007",
        "an unknown field; the one that was probably meant is named",
        {
            "no-column": Sentence("'{key}' of {name} names no column: '{column}'", "write its label"),
            "has-unknown-field": Sentence("{name} has an unknown field '{key}'", "did you mean '{near}'?"),
            "has-unknown-field-known-fields": Sentence("{name} has an unknown field '{key}'", "known fields: {known}"),
        },
    ),
    Entry(
        "R008",
        "an id is used twice",
        {
            "house-style-already-in": Sentence("the house style is already in {there}", "keep one"),
            "reference-there-twice": Sentence("reference '{key}' is there twice", "keep one"),
            "reference-already-in": Sentence("reference '{key}' is already in {location}", "keep one"),
            "already-in": Sentence("{name} '{key}' is already in {places}", "give one of them another id"),
        },
    ),
    Entry(
        "R009",
        "an id has characters that ids may not have",
        {
            "not-id": Sentence("'{name}' is not an id", "use lower-case letters, digits and hyphens"),
            "no-name-for-chapter": Sentence(
                "'{stem}' is no name for a chapter", "name the file with letters, digits and hyphens: 03-name.md"
            ),
            "not-id-use-lower-case-letters": Sentence(
                "'{key}' is not an id", "use lower-case letters, digits and hyphens"
            ),
            "cannot-name-files": Sentence("'{slug}' cannot name files", "use letters, digits, hyphens"),
        },
    ),
    Entry(
        "R010",
        "a statistic does not say exactly once where its value stands",
        {
            "": Sentence(
                "statistic '{key}' should say once where its value stands",
                "write exactly one of at, sql, estimate, formula, cited",
            ),
            "estimate": Sentence(
                "{key} should say once what is estimated", "write exactly one of share, mean, total, ratio"
            ),
            "ratio": Sentence(
                "{key}: a ratio, and nothing else, is of one variable per another",
                "write {{ratio: income, per: members}}, or no 'per'",
            ),
        },
    ),
    Entry(
        "R011",
        "a path or a link leads out of the report's folder",
        {
            "leads-out": Sentence(
                "leads outside the report's folder", "put a copy of the file there, not a link to it"
            ),
            "link-folder": Sentence("is a link to a folder", "put the files themselves there"),
            "no-file-report": Sentence(
                "'{key}' of {name} is no file of the report: '{name2}'",
                "write its path below the folder of the report, without ..",
            ),
            "reports-names-no-folder": Sentence(
                "'reports' of {record} names no folder of the series: '{name}'",
                "write the name of a folder beside series.yml",
            ),
        },
        always=True,
    ),
    Entry(
        "R012",
        "a file in `docs/`, or of a source, that would be published unchecked or could run in a browser",
        {
            "this-drawing-holds-could": Sentence(
                "this drawing holds '{match}': it could run in a browser, or ask for a file of somebody else's",
                "save it as plain SVG, with text as paths and pictures within it",
            ),
            "no-chapter": Sentence(
                "is no chapter, and would be published unchecked",
                "chapters stand in docs/LANGUAGE/ of a language of report.yml",
            ),
            "office": Sentence(
                "is no chapter, and would be published unchecked",
                "put its text into a .md file beside the other chapters, and move this file out of docs/",
            ),
            "may-run": Sentence(
                "would be published as it is, and may run in a browser",
                "draw it as a figure, save a picture as PNG, name it in mkdocs.yml if it belongs to the website, or move it out of"
                " docs/",
            ),
            "": Sentence(
                "'{file}' of source '{source}' is of a kind that is not published",
                "save it as CSV, XLSX, PDF or another kind that a browser does not run",
            ),
        },
        always=True,
    ),
    Entry(
        "R013",
        "a DOI, ISBN, ISSN or ORCID is mistyped: its form or its check digit is wrong",
        {
            "": Sentence(
                "'{key}' of {record} is '{text}', which is mistyped: its form or its check digit is wrong",
                "write it as: {right}",
            ),
        },
    ),
    Entry(
        "R014",
        "`identifier` holds a DOI, ISBN or ISSN, each of which has a field of its own",
        {
            "": Sentence(
                "'identifier' of report.yml holds a number of its own kind: '{other}'",
                "write it as '{kind}:'; 'identifier' is for any other number",
            ),
        },
        severity=Severity.WARNING,
    ),
    Entry(
        "R015",
        "a code that is no language: CLDR names none of it; often a comma in a text without quotation marks",
        {
            "in-no-language": Sentence(
                "'{code}' in '{key}' of {name} is no language",
                "write its code, such as ky, tg, uz or kk (ISO 639, BCP 47)",
            ),
            "in-no-language-write-code-language": Sentence(
                "'{code}' in '{key}' of {name} is no language", "write the code of a language: {languages}"
            ),
        },
    ),
    Entry(
        "R016",
        "a claim does not say exactly once what it states, or which statistic has which place",
        {
            "claim-should-say-once": Sentence(
                "claim '{key}' should say once what it states", "write exactly one of change, compare, rank, share"
            ),
            "should-say-once-which": Sentence(
                "{record} should say once which statistic has which place",
                "write exactly one of first, second, third, last, only, or which with place",
            ),
            "should-say-above-or": Sentence(
                "{record} should say above or below what the only one lies", "write one of: above: 50, below: 50"
            ),
        },
    ),
    Entry(
        "R020",
        "a series: a report that is not listed or not there, two of one slug, a lacking language, an address elsewhere",
        {
            "slug-that-report-too": Sentence(
                "the slug '{slug}' is that of the report '{slugs}' too", "give one of them another slug"
            ),
            "report-lacks-languages-its": Sentence(
                "the report lacks languages of its series: {lacking}",
                "add them to 'languages', and chapters that wait for their translation to 'pending'",
            ),
            "report-s-address-does": Sentence(
                "the report's address {url} does not lie below its series' {url2}",
                "delete 'url': it follows from the series and the slug",
            ),
            "report-not-in-reports": Sentence(
                "the report '{parent}' is not in 'reports'", "add it, or move its folder away"
            ),
            "there-no-report-in": Sentence("there is no report '{name}' in the series' folder", "correct the name"),
        },
        passes="reports whose slugs and languages fit together.",
        fails="a report that is not in `reports` or not there, two reports of one slug, a report that lacks a language of the series",
    ),
)
