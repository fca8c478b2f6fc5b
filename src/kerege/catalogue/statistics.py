"""statistics"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "S001",
        "a tie or block names no known statistic",
        {
            "near": Sentence("there is no statistic '{target}'", "did you mean '{near}'?"),
            "unknown": Sentence("there is no statistic '{target}'", "add it to data/statistics/, or correct the id"),
        },
        passes="```` ```quote ```` with `b01`, a record of quotes/.",
        fails="a statistic",
    ),
    Entry(
        "S002",
        "a tied phrase states no number, or several",
        {
            "states-no-number": Sentence(
                "'{words}' states no number; {target} is {expected} ({trail})", "tie the words that state the number"
            ),
            "states-several-numbers": Sentence(
                "'{words}' states several numbers ({said}); {target} is {expected}",
                "tie each number to its own statistic",
            ),
        },
        passes="`[59,6 процента](stat:women-share-2015)` when the cell holds 59.6; `[about a third](stat:poor-2016)` for 33.3.",
        fails="two numbers or none in one tie",
    ),
    Entry(
        "S003",
        "a tied phrase disagrees with its statistic",
        {
            "source": Sentence(
                "'{words}' says {said}; {target} is {expected} ({trail})",
                "write {expected}, or correct the source and run: kerege accept {source}",
            ),
            "computed": Sentence("'{words}' says {said}; {target} is {expected} ({trail})", "write {expected}"),
        },
        passes="`[59,6 процента](stat:women-share-2015)` when the cell holds 59.6; `[about a third](stat:poor-2016)` for 33.3.",
        fails="`[53 процента]` for 51",
    ),
    Entry(
        "S004",
        "the sentence does not name the group that the statistic is about",
        {
            "": Sentence(
                "the sentence does not say that {target} is about '{stems}'",
                "name the group next to the number, or tie the statistic of the group that it names",
            ),
            "label": Sentence(
                "the words beneath {target} speak of '{words}', of whom the statistic is not",
                "write words that fit the record, or show the statistic of that group",
            ),
        },
        passes='"[87 per cent](stat:despair-women) of women" for a statistic with `of: {en: wom}`.',
        fails='the same tie in "[87 per cent](stat:despair-women) of men"',
    ),
    Entry(
        "S005",
        "a number is tied to nothing",
        {
            "in-none-its-data-name-value-that-record": Sentence(
                "'{said}' in {record} is none of its data",
                "name a value that the record holds, with its group, tie it, or take the number out",
            ),
            "tied-no-statistic": Sentence(
                "'{words}' is tied to no statistic",
                "write [{words}](stat:ID), or (nostat:KEY) with a reason in report.yml",
            ),
        },
        passes='`[59.6 per cent](stat:women-share-2015)`, "in 2015", "two sisters", `[40 winks](nostat:idiom)`.',
        fails='"about 60 per cent of them" without a tie, and the end of a range that is not tied',
    ),
    Entry(
        "S006",
        "per cent is said twice",
        {
            "": Sentence("'{said}' says per cent twice", "delete one of them"),
        },
        passes='`[59.6 per cent](stat:women-share-2015)`, "in 2015", "two sisters", `[40 winks](nostat:idiom)`.',
        fails="`[62.5 per cent](stat:x) per cent`",
    ),
    Entry(
        "S007",
        "a `nostat:` key has no reason in report.yml",
        {
            "near": Sentence("there is no reason '{target}'", "did you mean '{near}'?"),
            "unknown": Sentence("there is no reason '{target}'", "add it to 'nostat' of report.yml, or correct the id"),
        },
        passes="`[kelin](term:kelin)` with `kelin` in glossary.yml; `[^a]` with a line `[^a]: …`.",
        fails="`nostat:` key without a reason in report.yml",
    ),
    Entry(
        "S008",
        "a tied phrase is in another unit than its statistic",
        {
            "": Sentence(
                "'{words}' is not in the unit of {target}, which is {unit} ({trail}): {reason}",
                "name the unit of the statistic, or tie another one",
            ),
        },
        passes="`[59,6 процента](stat:women-share-2015)` when the cell holds 59.6; `[about a third](stat:poor-2016)` for 33.3.",
        fails="per cent for a count",
    ),
    Entry(
        "S009",
        '"more than X" is true and hides how much more',
        {
            "": Sentence(
                "'{words}' is true and hides how much: {target} is {expected} ({trail})", "say a nearer number"
            ),
        },
        severity=Severity.WARNING,
        passes="`[59,6 процента](stat:women-share-2015)` when the cell holds 59.6; `[about a third](stat:poor-2016)` for 33.3.",
        fails='The whole quantity is judged, with what of it stands outside the tie: "more than [40](stat:poor)". `more than 20` for 48 is true and hides it: a warning',
    ),
    Entry(
        "S010",
        "a statistic names no known source",
        {
            "table-near": Sentence("table '{table}' names no known source: '{source}'", "did you mean '{near}'?"),
            "table": Sentence("table '{table}' names no known source: '{source}'", "add it to data/sources.yml"),
            "statistic-names-no-known": Sentence(
                "statistic '{statistic}' names no known source: '{source}'", "did you mean '{near}'?"
            ),
            "statistic-names-no-known-add-data-sources-yml": Sentence(
                "statistic '{statistic}' names no known source: '{source}'", "add it to data/sources.yml"
            ),
        },
    ),
    Entry(
        "S011",
        "a data file is missing, outside `data/`, or not listed by its source",
        {
            "lies-outside-folder-data": Sentence("'{file}' lies outside the folder data/", "move the file into data/"),
            "source-does-not-list": Sentence(
                "source '{source}' does not list {file}", "add it to 'files' in data/sources.yml"
            ),
            "there-no-file-data": Sentence("there is no file data/{file}", "check its name, or put it there"),
            "cannot-be-read": Sentence("cannot be read: {strerror}", "check the file's name"),
        },
    ),
    Entry(
        "S012",
        "a data file is not a table",
        {
            "archive": Sentence("{said}", "save it as .xlsx; of a large file, only the table that is cited"),
            "has-no-head-row": Sentence("has no head row", "name the columns in the first row"),
            "has-no-head-or": Sentence(
                "has no head, or two columns of the same name", "name each column once in line 1"
            ),
            "not-text": Sentence("is not text", "save it as CSV in UTF-8"),
            "not-utf-its-encoding": Sentence(
                "is not UTF-8, and its encoding cannot be told for certain",
                "save it as CSV in UTF-8: in a spreadsheet program 'CSV UTF-8'",
            ),
            "larger-than-bytes": Sentence(
                "is larger than {max_bytes} bytes", "save it as Parquet and cite it through 'sql:'"
            ),
            "not-table": Sentence("is not a table: {error}", "save it as CSV with quoted texts"),
            "has-no-sheet": Sentence("has no sheet '{sheet}'", "sheets: {listed}"),
            "several-data-sets": Sentence("holds several data sets", "name one of them with `sheet:`: {listed}"),
            "no-px": Sentence("is no PX file that can be read", "download it again as PX, or as CSV"),
            "no-json-stat": Sentence("is no JSON-stat that can be read", "download it again as JSON-stat 2, or as CSV"),
            "cube-cells": Sentence(
                "has {cells} cells where its variables ask for {size}", "download it again; it may have been cut off"
            ),
            "cube-by-labels": Sentence(
                "has cells that are known by variables", "write where: {{VARIABLE: VALUE, …}} and column: value"
            ),
            "locked": Sentence(
                "is locked with a password, or is an older workbook under the name of a newer kind",
                "open it in a spreadsheet program and save it as .xlsx, without a password",
            ),
            "no-workbook": Sentence("is no workbook: {error}", "save it as .xlsx"),
            "has-sheet-that-cannot": Sentence(
                "has a sheet '{name}' that cannot be read: {error}", "save it anew as .xlsx"
            ),
            "has-sheet-that-cannot-save-anew-as-xlsx": Sentence(
                "has a sheet '{sheet}' that cannot be read: {error}", "save it anew as .xlsx"
            ),
        },
    ),
    Entry(
        "S013",
        "a selector matches no row or column; the nearest are listed",
        {
            "no-row-has": Sentence("no row of {shown} has {asked}", "nearest: {near}"),
            "no-row-has-check-labels": Sentence("no row of {shown} has {asked}", "check the labels"),
            "no-row-labelled": Sentence("no row of {grid} is labelled '{row}'", "nearest: {near}"),
            "no-row-labelled-check-labels": Sentence("no row of {grid} is labelled '{row}'", "check the label"),
            "no-column-under": Sentence("no column of {grid} stands under '{under}'", "nearest: {near}"),
            "no-column-under-check-labels": Sentence("no column of {grid} stands under '{under}'", "check the label"),
            "cell-printed-table-needs": Sentence(
                "a cell of a printed table needs both 'row' and 'under'", "name both labels"
            ),
            "has-no-column": Sentence("{shown} has no column '{column}'", "did you mean '{near}'?"),
            "has-no-column-columns": Sentence("{shown} has no column '{column}'", "columns: {columns}"),
        },
    ),
    Entry(
        "S014",
        "a selector matches several rows; their lines are listed",
        {
            "several-rows-have-lines": Sentence(
                "several rows of {shown} have {asked}: lines {lines}", "add a column to 'where'"
            ),
            "several-cells-stand-in": Sentence(
                "several cells of {grid} stand in '{row}' under '{under}': {places}",
                "name the labels above too, as in 'Women{path_under}'",
            ),
        },
    ),
    Entry(
        "S015",
        "the cell holds no number",
        {
            "empty-cell": Sentence(
                "the table '{table}' has no value for {key}",
                "name another cell of the table, or correct its rows and columns",
            ),
            "cell-is-empty": Sentence(
                "cell {place} of {grid} is empty",
                "the table gives no value there; point to another cell",
            ),
            "holds-formula-whose-result": Sentence(
                "{place} holds a formula whose result was never saved, or is an error",
                "open the workbook in a spreadsheet program and save it",
            ),
            "holds-which-says-that": Sentence(
                "holds '{raw}', which says that there is no value", "point to another cell"
            ),
            "holds-mark-no-value": Sentence(
                "holds '{raw}', which says that there is no value ({meaning})", "point to another cell"
            ),
            "holds-brackets": Sentence(
                "holds '{raw}', and nothing tells whether the brackets mean few cases or a negative number",
                "write 'brackets: few' or 'brackets: negative' at the source in data/sources.yml",
            ),
            "holds-which-no-number": Sentence(
                "holds '{text}', which is no number", "point to a cell that holds one, or correct the file"
            ),
            "holds-error-formula": Sentence(
                "holds the error '{text}' of a formula", "mend the formula in the workbook"
            ),
            "holds-which-no-number-correct-cell-or-decimal": Sentence(
                "holds '{text}', which is no number with 'decimal: {mark}'",
                "correct the cell, or 'decimal' of the source in data/sources.yml",
            ),
        },
        passes="`[](stat:survey.reads.women)` where the table has a value in the row of reads and the column of women.",
        fails="the same tie where that cell holds `…`, or where the file has no such cell",
    ),
    Entry(
        "S016",
        "a formula cannot be computed",
        {
            "formula-needs-which-has": Sentence(
                "the formula of '{statistic}' needs {unknown}, which has no value",
                "check the ids; two formulas cannot need each other",
            ),
            "formula": Sentence("the formula of '{statistic}' {problem}", "write plain arithmetic over {{id}}"),
        },
    ),
    Entry(
        "S017",
        "a query is refused, fails, takes too long, or gives no single number",
        {
            "this-source-needs-svy": Sentence("estimates from surveys need svy", "run: pip install 'kerege[survey]'"),
            "database": Sentence(
                "the database does not answer: {reason}",
                "check 'database' in data/sources.yml, the query, and the environment's {user} and {password}",
            ),
            "not-one-select-of": Sentence(
                "the query is not one SELECT", "write one SELECT over these tables: {tables}"
            ),
            "query-not-one-select": Sentence("the query is not one SELECT", "write one SELECT, or WITH … SELECT"),
            "this-source-needs-sqlalchemy": Sentence(
                "this source needs SQLAlchemy, which is not installed", "run: pip install 'kerege[sql]'"
            ),
            "driver-this-database-not": Sentence(
                "the driver of this database is not installed: {error}", "install it beside kerege[sql]"
            ),
            "query-needs-source-with": Sentence(
                "a query needs a source with files or a database", "add 'files' or 'database' to data/sources.yml"
            ),
            "this-source-needs-duckdb": Sentence(
                "this source needs DuckDB, which is not installed", "run: pip install 'kerege[microdata]'"
            ),
            "query-refused": Sentence("the query is refused: {error}", "write one SELECT over these tables: {tables}"),
            "query-gives": Sentence(
                "the query gives {found}", "it must give one row with one number (or two, for a range)"
            ),
            "query-gives-check-its-conditions": Sentence("the query gives {value}", "check its conditions"),
            "query-gives-no-finite": Sentence("the query gives no finite number", "check for a division by zero"),
            "query-gives-which-no": Sentence("the query gives '{cell}', which is no number", "check its columns"),
            "cannot-be-queried": Sentence(
                "'{name}' cannot be queried: {error}", "give its columns names that differ in more than capitals"
            ),
            "query-runs-longer-than": Sentence("the query runs longer than {seconds} s", "make it simpler"),
        },
    ),
    Entry(
        "S018",
        "the files of a restricted source are elsewhere and no value was accepted from them",
        {
            "": Sentence(
                "the files of restricted source '{source}' are not here, and no value of '{statistic}' was accepted",
                "run 'kerege accept {source}' where the files are, and commit data/sources.lock",
            ),
        },
    ),
    Entry(
        "S019",
        "the sheet is hidden",
        {
            "": Sentence("hides its sheet '{name}'", "unhide the sheet, or point to the one that was published"),
        },
    ),
    Entry(
        "S020",
        "a value is not the one that was accepted; every place that cites it is named",
        {
            "cited": Sentence(
                "'{statistic}' was {old} when it was accepted and is {new} now; cited at {places}",
                "look at each place, then run: kerege accept {source}",
            ),
            "cited-more": Sentence(
                "'{statistic}' was {old} when it was accepted and is {new} now; cited at {places} and {count} more",
                "look at each place, then run: kerege accept {source}",
            ),
            "cited-nowhere": Sentence(
                "'{statistic}' was {old} when it was accepted and is {new} now; cited nowhere",
                "look at each place, then run: kerege accept {source}",
            ),
        },
        passes="a report whose files have the accepted sha256.",
        fails="a cell that changed since",
    ),
    Entry(
        "S021",
        "a data file changed since it was accepted, though no cited value did",
        {
            "": Sentence(
                "{file} changed since it was accepted; no cited value did",
                "look at the change, then run: kerege accept {source}",
            ),
        },
        severity=Severity.WARNING,
        passes="a report whose files have the accepted sha256.",
        fails="a file that changed although no cited value did",
    ),
    Entry(
        "S022",
        "nobody has accepted the present state of a source",
        {
            "": Sentence(
                "nobody has accepted the present state of source '{source}'",
                "compare the values with the source, then run: kerege accept {source}",
            ),
            "values": Sentence(
                "nobody has accepted the present state of source '{source}': {statistics}",
                "compare the values with the source, then run: kerege accept {source}",
            ),
        },
        severity=Severity.WARNING,
        passes="a report whose files have the accepted sha256.",
        fails="Warns: a source or a statistic nobody has accepted yet",
    ),
    Entry(
        "S023",
        "the URL of a database is written with its password",
        {
            "": Sentence(
                "the database of {record} is written with its password",
                "delete the password here, change it in the database, and give the new one in the environment: {variables}",
            ),
        },
    ),
    Entry(
        "S024",
        "the answer of a database is not in `data/sources.lock`",
        {
            "": Sentence(
                "the answer of the database of '{source}' to '{statistic}' is not in data/sources.lock",
                "run 'kerege accept {source}' where the database can be reached, and commit data/sources.lock",
            ),
        },
    ),
    Entry(
        "S025",
        "a query, or its database, changed since its answer was frozen",
        {
            "": Sentence(
                "the query of '{statistic}', or its database, changed since {low} was answered on {on}",
                "run 'kerege accept {source}' where the database can be reached: it asks again",
            ),
        },
    ),
    Entry(
        "S026",
        "a row of a table has more or fewer cells than its head; no value is read from it",
        {
            "more": Sentence(
                "the row has more cells than the head: {cells} instead of {head}",
                "put a cell that holds the delimiter between quotation marks",
            ),
            "fewer": Sentence(
                "the row has fewer cells than the head: {cells} instead of {head}",
                "complete the row; a note below the table belongs into 'note' of the source",
            ),
        },
    ),
    Entry(
        "S027",
        "nothing tells the decimal mark of a column, or whether a cell of it is a percentage: say `decimal:` at the source",
        {
            "nothing-tells-decimal-mark": Sentence(
                "nothing tells the decimal mark of column '{column}', where '{example}' stands",
                "write 'decimal: comma' or 'decimal: point' at the source in data/sources.yml",
            ),
            "can-be-read-as": Sentence(
                "'{text}' can be read as '{point}' or as '{comma}'",
                "write it with a decimal point, and without grouping",
            ),
            "holds-without-format-percentage": Sentence(
                "holds '{printed}' without the format of a percentage, among percentages of column '{column}'",
                "give the cell the format of the others, or correct it",
            ),
        },
    ),
    Entry(
        "S028",
        "`base:` is not the number of cases that the data give",
        {
            "": Sentence(
                "'{statistic}' is computed from {base} cases, and 'base' says {base2}",
                "write 'base: {base}', or delete the line: Kerege counts it",
            ),
        },
    ),
    Entry(
        "S030",
        "an assertion does not hold",
        {
            "": Sentence("'{expression}' does not hold: {said}", "correct the data"),
        },
    ),
    Entry(
        "S031",
        "an assertion declared not to hold does",
        {
            "": Sentence(
                "'{expression}' is declared not to hold, and it does ({said})",
                "declare it with 'holds:', and drop the editor's note about it",
            ),
        },
    ),
    Entry(
        "S032",
        "an assertion is not arithmetic",
        {
            "": Sentence("the assertion {problem}", "write 'a == b + c' with ids"),
        },
    ),
    Entry(
        "S040",
        "a statistic is cited nowhere",
        {
            "": Sentence("statistic '{key}' is cited nowhere", "tie it where the text states it, or delete the record"),
        },
        severity=Severity.WARNING,
        passes="a statistic that some text ties",
        fails="a statistic that no text ties",
    ),
    Entry(
        "S041",
        "a share over fewer than 25 cases",
        {
            "": Sentence(
                "'{key}' is a share over {base} cases, fewer than {suppressed}",
                "do not publish it as a share: give the counts, or leave it out",
            ),
        },
        passes="a statistic with `base: 1500`, written or counted from the data, or one whose source gives no base.",
        fails="a percentage that is cited or part of a claim, over fewer than 25 unweighted cases",
    ),
    Entry(
        "S042",
        "a share over fewer than 50 cases",
        {
            "": Sentence(
                "'{key}' is a share over {base} cases, fewer than {weak}",
                "say in the text that few answered, or leave it out",
            ),
        },
        severity=Severity.WARNING,
        passes="a statistic with `base: 1500`, written or counted from the data, or one whose source gives no base.",
        fails="Warns: fewer than 50",
    ),
    Entry(
        "S043",
        "two complements do not make 100",
        {
            "complement-has-no-value": Sentence(
                "the complement of '{statistic}', '{complement}', has no value", "name the id of the other share"
            ),
            "make-not": Sentence(
                "'{statistic}' and '{complement}' make {own}, not 100", "correct the data, or drop 'complement'"
            ),
        },
        passes="two statistics read from two cells.",
        fails="two shares declared as complements (`complement: other-id`) that do not make 100",
    ),
    Entry(
        "S045",
        "a number word counts what a statistic counts, and is not tied",
        {
            "": Sentence(
                "'{words}' counts what {key} counts, and is not tied",
                "write [{words}](stat:{key}), or (nostat:KEY) with a reason in report.yml",
            ),
        },
        passes='`[59.6 per cent](stat:women-share-2015)`, "in 2015", "two sisters", `[40 winks](nostat:idiom)`.',
        fails='A doubled percent sign is S006. A number word that only counts things in a story needs no tie, unless a statistic of the report counts the same things: "six teachers"',
    ),
    Entry(
        "S050",
        "two ids for the same cell",
        {
            "": Sentence(
                "'{key}' is the same fact as '{first}' ({location})",
                "keep one id and tie every place to it: replace stat:{key} by stat:{first}",
            ),
        },
        passes="two statistics read from two cells.",
        fails="two ids for the same cell",
    ),
    Entry(
        "S051",
        "the same label, group and period, and different values",
        {
            "": Sentence(
                "'{key}' and '{same}' have the same label, group and period and different values: {case} and {case2}",
                "say in the labels how they differ, or find out which one is right",
            ),
        },
        passes="two statistics read from two cells.",
        fails="of which one will be forgotten when the other is corrected; two ids with the same label, group and period and different values",
    ),
    Entry(
        "S052",
        "in an imported report, two figures that lie far apart are said of the same thing",
        {
            "": Sentence(
                "'{second}' here and '{first}' in {place}: both sentences say '{text}'",
                "compare both with the source; if they measure different things, say so in the text",
            ),
        },
        severity=Severity.WARNING,
        passes='"45 per cent" and "45 per cent" of the same thing in two chapters of an imported report',
        fails='"45 per cent" and "54 per cent" of it',
    ),
    Entry(
        "S053",
        "in an imported report, so many in each of so many is not the total that it states",
        {
            "": Sentence(
                "'{text_text}' here; {place} says {text} in each of {text2}, which makes {low}",
                "find out which is right; state it in data/assertions.yml as 'holds', or as 'fails' with the reason",
            ),
        },
        severity=Severity.WARNING,
        passes='"ten villages in each of three districts … 30 villages"',
        fails='"ten villages in each of three districts … 35 villages"',
    ),
    Entry(
        "S055",
        "a number, its unit or a word beside it cannot be read completely",
        {
            "cannot-be-read-as": Sentence(
                "'{words}' cannot be read as a number: {span}",
                "write the number plainly, or (nostat:KEY) with a reason in report.yml",
            ),
            "cannot-be-judged": Sentence(
                "'{words}' cannot be judged: {reason}; {target} is {expected} ({trail})",
                "write the number plainly, with its own unit and nothing glued to it",
            ),
        },
        passes='`[59.6 per cent](stat:women-share-2015)`, "in 2015", "two sisters", `[40 winks](nostat:idiom)`.',
        fails="digits that cannot be read completely",
    ),
    Entry(
        "S056",
        "ten or more people or events are counted in words, and tied to nothing",
        {
            "": Sentence(
                "'{words}' counts people or events, and is tied to no statistic",
                "write [{words}](stat:ID), or (nostat:KEY) with a reason in report.yml",
            ),
        },
        severity=Severity.WARNING,
        passes='`[59.6 per cent](stat:women-share-2015)`, "in 2015", "two sisters", `[40 winks](nostat:idiom)`.',
        fails='Ten or more people or events in words are a result: "twelve women were deported"',
    ),
    Entry(
        "S057",
        "a sentence about one year cites the value of another",
        {
            "": Sentence(
                "{target} is of {period}, and its sentence is about {str}",
                "tie {right}, or name the year of the number beside it",
            ),
        },
        passes='"In 2015, [59.6 per cent](stat:women-2015) were women".',
        fails='"In 2015, [61.1 per cent](stat:women-2011) were women" where the report also holds the statistic of 2015',
    ),
    Entry(
        "S058",
        "two statistics differ by a year in their labels alone, and say no period",
        {
            "": Sentence(
                "'{member}' differs from another statistic by its year alone, and says no period",
                "write 'period: {original}'",
            ),
        },
        severity=Severity.WARNING,
        passes='"In 2015, [59.6 per cent](stat:women-2015) were women".',
        fails="Judged are statistics with a `period`, in sentences that name years, when another statistic differs by its period alone; two that differ so, and do not both say their period, are told",
    ),
    Entry(
        "S059",
        "words tied to a key of `nostat` that names other words",
        {
            "": Sentence(
                "'{words}' is not among the words that nostat '{key}' is for",
                "tie them to a statistic, or add them to its 'words' in report.yml",
            ),
        },
        passes='`[59.6 per cent](stat:women-share-2015)`, "in 2015", "two sisters", `[40 winks](nostat:idiom)`.',
        fails="A key of `nostat` that names its words is for no others",
    ),
    Entry(
        "S060",
        "two statistics differ by their group in their labels alone, and say no `of`",
        {
            "": Sentence(
                "'{member}' differs from another statistic by its group alone, and says no group",
                "write 'of:' with the beginning of the word for the group in each language",
            ),
        },
        severity=Severity.WARNING,
        passes="`of: {en: wom}` for women's share and `of: {en: men}` for men's, whose labels differ by that word alone",
        fails="neither says `of`",
    ),
    Entry(
        "S076",
        "an estimate from a survey cannot be computed by its design",
        {
            "no-design-declared": Sentence(
                "source '{source}' does not say how its sample was drawn",
                "write design: {{weight: …, strata: …, psu: …}} at the source; design: {{}} for a simple random sample",
            ),
            "no-file": Sentence(
                "nothing tells which file of source '{source}' holds the cases", "write 'file' in its design"
            ),
            "no-variable": Sentence("there is no variable '{name}'", "write one of the file's columns: {known} …"),
            "no-number": Sentence(
                "'{text}' in variable '{name}' is no number",
                "list it under 'missing' of the labels file or of the source, or ask for a share",
            ),
            "no-case": Sentence("no case of the survey is one of those asked for: {said}", "check codes and labels"),
            "no-weight": Sentence(
                "{count} cases have no weight in '{name}'", "complete the file, or leave these cases out of it"
            ),
            "no-design": Sentence(
                "{count} cases do not say in which stratum or cluster they are ({name})", "complete the file"
            ),
            "unread": Sentence(
                "'{text}' is no condition that can be read",
                "compare variables with numbers or labels, joined by and, or, not: q12 == 1 and age >= 18, region in (1, 2)",
            ),
            "lonely": Sentence(
                "a stratum has only one cluster, so that its variance cannot be estimated ({error})",
                "say what it adds as R's survey.lonely.psu does: lonely: certainty | adjust | average in the design, or join strata",
            ),
            "refused": Sentence("the design and the file do not fit: {error}", "check weight, strata, psu and fpc"),
        },
        passes="`estimate: {share: q12 == 1, by: {sex: women}}` where the source has `design: {weight: w, psu: cluster}`.",
        fails="a variable that the file has not, a stratum with one cluster",
    ),
    Entry(
        "S080",
        "a tie names no known claim",
        {
            "near": Sentence("there is no claim '{target}'", "did you mean '{near}'?"),
            "unknown": Sentence("there is no claim '{target}'", "add it to data/claims.yml, or correct the id"),
        },
        passes="`[kelin](term:kelin)` with `kelin` in glossary.yml; `[^a]` with a line `[^a]: …`.",
        fails="an unknown claim",
    ),
    Entry(
        "S081",
        "a claim names no known statistic, or one without a value",
        {
            "claim-names-no-known": Sentence(
                "claim '{claim}' names no known statistic: '{key}'", "did you mean '{near}'?"
            ),
            "claim-names-no-known-name-statistics-data-statistics": Sentence(
                "claim '{claim}' names no known statistic: '{key}'", "name statistics of data/statistics/"
            ),
            "claim-cannot-be-computed": Sentence(
                "claim '{claim}' cannot be computed: '{key}' has no value",
                "correct that statistic, or name another one",
            ),
        },
        passes="`{rank: {of: [a, b], first: a, by: highest}}` where `a` is the highest.",
        fails="a statistic that is unknown or has no value",
    ),
    Entry(
        "S082",
        "the units of a claim's statistics do not go together",
        {
            "claim-about-which-year": Sentence(
                "claim '{claim}' is about '{first}', which is a year", "name quantities"
            ),
            "claim-about-share-in": Sentence(
                "claim '{claim}' is about a share, and '{first}' is in {unit}",
                "name a statistic in per cent, or what it is a part of: in: ID",
            ),
            "claim-part-which-nothing": Sentence(
                "claim '{claim}' is a part of '{whole}', which is nothing", "name what counts all"
            ),
            "claim-sets-which-in": Sentence(
                "claim '{claim}' sets '{first}', which is in {unit}, beside '{statistic}', which is in {unit2}",
                "name statistics of one unit",
            ),
        },
        passes="`{rank: {of: [a, b], first: a, by: highest}}` where `a` is the highest.",
        fails="units that do not go together",
    ),
    Entry(
        "S083",
        "the data do not bear out the record of a claim: a place, a share, the only one",
        {
            "claim-has-place-not": Sentence(
                "claim '{claim}': '{which}' has place {place}, not {place2}, in the order {order}",
                "correct the claim, and every sentence that states it",
            ),
            "claim-does-not-hold": Sentence(
                "claim '{claim}' does not hold: its share is {low} per cent",
                "correct the claim, and every sentence that states it",
            ),
            "claim-not-only-one": Sentence(
                "claim '{claim}': '{which}' is not the only one beyond {bound}, but {order}",
                "correct the claim, and every sentence that states it",
            ),
            "claim-cannot-be-told": Sentence(
                "claim '{claim}': '{which}' cannot be told from its neighbours in the order {order}",
                "correct the claim, and every sentence that states it",
            ),
        },
        passes="`{rank: {of: [a, b], first: a, by: highest}}` where `a` is the highest.",
        fails="a place or a share that is another one",
    ),
    Entry(
        "S084",
        "the words of a claim do not agree with the data: direction, size, place, quantity, or which one is meant",
        {
            "": Sentence(
                "'{words}' does not agree with {key} ({expected}): {reason}",
                "say what the data say, or tie another claim",
            ),
        },
        passes="`[rose by 20 per cent](claim:poverty-rise)` for 40 → 48 per cent, `[by 8 points]`, `[from 40 to 48 per cent]`.",
        fails="`[fell](claim:poverty-rise)`, a comparison with the wrong one, a place that another one has",
    ),
    Entry(
        "S085",
        "percentage points are called per cent, or per cent points",
        {
            "": Sentence(
                "'{words}' takes percentage points for per cent, or per cent for points ({expected}): {reason}",
                "write points where shares are subtracted, per cent where the difference is divided by the first of them",
            ),
        },
        passes="`[rose by 20 per cent](claim:poverty-rise)` for 40 → 48 per cent, `[by 8 points]`, `[from 40 to 48 per cent]`.",
        fails="`[rose by 8 per cent]`, which are points",
    ),
    Entry(
        "S086",
        "the words of a claim are not understood completely, or say nothing of its kind",
        {
            "": Sentence(
                "'{words}' cannot be judged as {key}: {reason}",
                "tie the words that say more, less, by how much, which place or what part, and nothing else",
            ),
        },
        passes="`[rose by 20 per cent](claim:poverty-rise)` for 40 → 48 per cent, `[by 8 points]`, `[from 40 to 48 per cent]`.",
        fails="words that are not understood, or say nothing of the kind",
    ),
    Entry(
        "S088",
        "a claim's difference may be chance, by the bases or confidence intervals of its statistics",
        {
            "": Sentence(
                "'{words}' may be chance: z is {z}, below {limit} (95 per cent), by the bases or intervals of {key}",
                "say that there is no certain difference, or that it is small",
            ),
        },
        severity=Severity.WARNING,
        passes="`[rose by 20 per cent](claim:poverty-rise)` for 40 → 48 per cent, `[by 8 points]`, `[from 40 to 48 per cent]`.",
        fails="A difference that bases or confidence intervals do not tell from chance is a warning",
    ),
    Entry(
        "S089",
        "a sentence compares, ranks or tells a change of tied numbers without a claim; an error under `claims: require`",
        {
            "": Sentence(
                "'{words}' says something of tied numbers, and is tied to no claim",
                "write a record in data/claims.yml and [words](claim:ID); 'kerege claims suggest' drafts them",
            ),
        },
        severity=Severity.NOTE,
        passes="`[more people read than write](claim:readers-more)`",
        fails='"more people [read](stat:a) than [write](stat:b)" without a claim',
    ),
    Entry(
        "S090",
        "a claim is stated nowhere",
        {
            "": Sentence("claim '{key}' is stated nowhere", "tie the words that state it, or delete the record"),
        },
        severity=Severity.WARNING,
        passes="`{rank: {of: [a, b], first: a, by: highest}}` where `a` is the highest.",
        fails="A claim that no chapter states is a warning",
    ),
    Entry(
        "S091",
        "a change leads from a later period to an earlier one",
        {
            "": Sentence("claim '{claim}' leads from {period} to {period2}", "exchange 'from' and 'to'"),
        },
        passes="`{rank: {of: [a, b], first: a, by: highest}}` where `a` is the highest.",
        fails="a change that leads back in time",
    ),
)
