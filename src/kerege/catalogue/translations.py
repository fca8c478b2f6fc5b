"""translations"""

from __future__ import annotations

from kerege.catalogue.entry import Entry, Sentence, Severity

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "T001",
        "a chapter is missing in a language, or has no original",
        {
            "listed-as-pending-in": Sentence(
                "'{name}' is listed as pending in report.yml and is here", "delete it from that list"
            ),
            "chapter-missing-in": Sentence(
                "the chapter '{name}' is missing in '{language}'",
                "translate docs/{original}/{name}.md, or list it under 'pending' in report.yml",
            ),
            "pending-names-which-has": Sentence("'pending' names '{name}', which has no original", "delete it there"),
            "has-no-original-in": Sentence(
                "'{name}' has no original in '{original}'", "write docs/{original}/{name}.md, or delete this file"
            ),
        },
        passes="`docs/ru/05-methods.md` beside `docs/en/05-methods.md`, with the same ids in the same order.",
        fails="a chapter missing or added",
    ),
    Entry(
        "T002",
        "headings differ from the original",
        {
            "": Sentence(
                "the headings differ from {path}: this file {what}", "give each heading the id of its original, {{#…}}"
            ),
        },
        passes="`docs/ru/05-methods.md` beside `docs/en/05-methods.md`, with the same ids in the same order.",
        fails="a heading id",
    ),
    Entry(
        "T003",
        "a block differs from the original",
        {
            "missing": Sentence("the {kind} '{target}' of {path} is missing", "add the block"),
            "not-in": Sentence("the {kind} '{target}' is not in {path}", "delete it here, or add it there"),
        },
        passes="`docs/ru/05-methods.md` beside `docs/en/05-methods.md`, with the same ids in the same order.",
        fails="a block",
    ),
    Entry(
        "T004",
        "a tied statistic is missing or added",
        {
            "tied-time-less-often": Sentence(
                "{target} is tied once less often than in {location}",
                "tie the number here too",
                plural="{target} is tied {count} times less often than in {location}",
            ),
            "not-tied-here-every": Sentence(
                "{target} is not tied here; every translation ties it ({location})", "tie it here too"
            ),
            "tied-here-not-in": Sentence("{target} is tied here and not in {path}", "tie it there too, or untie it"),
        },
        passes="`docs/ru/05-methods.md` beside `docs/en/05-methods.md`, with the same ids in the same order.",
        fails="or a tied statistic",
    ),
    Entry(
        "T005",
        "a cell of a table states another statistic than the same cell of the original",
        {
            "": Sentence(
                "this cell states {target}; the same cell in {location} states {target2}",
                "tie the statistic that the row and column name",
            ),
        },
        passes="`docs/ru/05-methods.md` beside `docs/en/05-methods.md`, with the same ids in the same order.",
        fails="that only one has; a table's cell that states another statistic than the same cell of the original",
    ),
    Entry(
        "T006",
        "a block of the original is not translated; readers see it in the original language",
        {
            "": Sentence(
                "the {form} at {place} is not translated: '{text}'",
                "translate it here; until then readers see it in the original language",
            ),
        },
        severity=Severity.WARNING,
        passes="`docs/ru/05-methods.md` as it was when somebody said `kerege accept ru/05-methods`, and an original that has not changed since but for values and line breaks.",
        fails="a block of the original that the translation lacks",
    ),
    Entry(
        "T007",
        "the original has changed since this block was translated; readers are told",
        {
            "": Sentence(
                "the original has changed since this was translated ({original}){too}",
                "'kerege status {language}/{chapter}' shows the words; translate them, then run: {accepted}",
            ),
        },
        severity=Severity.WARNING,
        passes="`docs/ru/05-methods.md` as it was when somebody said `kerege accept ru/05-methods`, and an original that has not changed since but for values and line breaks.",
        fails="a block whose original has changed",
    ),
    Entry(
        "T008",
        "a block that the original does not have",
        {
            "": Sentence("the original has no such {form}: '{text}'", "delete it, or write it in the original too"),
        },
        severity=Severity.WARNING,
        passes="`docs/ru/05-methods.md` as it was when somebody said `kerege accept ru/05-methods`, and an original that has not changed since but for values and line breaks.",
        fails="a block that only the translation has",
    ),
    Entry(
        "T009",
        "nothing is remembered of a translation, so changes of the original cannot be seen",
        {
            "": Sentence(
                "{count} block of this translation is not remembered, so changes of the original cannot be seen",
                "when it says what the original says, run: kerege accept {language}/{chapter}",
                plural="{count} blocks of this translation are not remembered, so changes of the original cannot be seen",
            ),
        },
        severity=Severity.WARNING,
        passes="`docs/ru/05-methods.md` as it was when somebody said `kerege accept ru/05-methods`, and an original that has not changed since but for values and line breaks.",
        fails="a translation of which nothing is remembered",
    ),
    Entry(
        "T010",
        "a numeral of the original (year, article, page) is missing or another in the translated block",
        {
            "others": Sentence(
                "this {form} has the numbers {more} in place of {less}", "write the numbers of the original"
            ),
            "fewer": Sentence("this {form} lacks the numbers {less}", "write the numbers of the original"),
            "more": Sentence(
                "this {form} has the numbers {more}, which the original has not", "write the numbers of the original"
            ),
        },
        passes='"Article 16" and «статья 16»; `[about a third](stat:poor-2016)` and `[около трети](stat:poor-2016)`.',
        fails="a year, article or page that is another one",
    ),
    Entry(
        "T011",
        "a term, cross reference, quote or citation is lost or added in a translated block",
        {
            "original-not-in-its": Sentence("'{key}' of the original is not in its translation", "add it"),
            "not-in-original-this": Sentence("'{key}' is not in the original of this block", "take it out"),
        },
        passes='"Article 16" and «статья 16»; `[about a third](stat:poor-2016)` and `[около трети](stat:poor-2016)`.',
        fails="a tie, a term, a cross reference or a citation that only one of the two has",
    ),
    Entry(
        "T012",
        "a term is not said as agreed in `translations/terms.yml` or the glossary: in a chapter, a testimony, a figure, the glossary, a label or report.yml",
        {
            "in-record": Sentence(
                "'{name}' is not said in {what} as agreed ('{term}')",
                "use the term, add another stem to translations/terms.yml or glossary.yml, or mark the entry 'advice: true'",
                severity=Severity.WARNING,
            ),
            "here": Sentence(
                "'{name}' is not said here as agreed ('{term}')",
                "use the term, add another stem to translations/terms.yml or glossary.yml, or mark the entry 'advice: true'",
                severity=Severity.WARNING,
            ),
        },
        passes='a block on "remittances" whose Russian holds «перевод».',
        fails="one that holds none of the stems of `translations/terms.yml`, or of a glossary term that is tied there; the same in a testimony, a figure, the glossary, a label or report.yml",
    ),
    Entry(
        "T013",
        "a word mixes the letters of two scripts",
        {
            "": Sentence(
                "'{word}' mixes the letters of two scripts ({letters} is not of the language)",
                "type the word again in one alphabet: search and screen readers miss it otherwise",
            ),
        },
        passes="«үй-бүлө», «Western Union» in Latin letters.",
        fails="a word that mixes Latin and Cyrillic letters, «cемья» with a Latin c",
    ),
    Entry(
        "T014",
        "a word looks as if it had lost letters that a keyboard lacks",
        {
            "": Sentence(
                "'{word}' looks as if it had lost {letters}{said}",
                "type the letters of the language's keyboard; a right word belongs under 'bare' in [letters] of the language",
            ),
        },
        severity=Severity.WARNING,
        passes="«үй-бүлө», «Western Union» in Latin letters.",
        fails="a Kyrgyz word that lost ө, ү or ң, «уй-було»",
    ),
    Entry(
        "T015",
        "text is not translated",
        {
            "": Sentence(
                "'{words}' is not translated", "translate it; a title that stays as it is belongs between *asterisks*"
            ),
        },
        passes="«үй-бүлө», «Western Union» in Latin letters.",
        fails="English text that nobody translated",
    ),
    Entry(
        "T016",
        "quotation marks, decimal mark, percent sign, № or dash are not set as the language sets them",
        {
            "quotation-mark": Sentence("'{mark}' is no quotation mark of this language", "write {right}"),
            "percent-space": Sentence("'{found}' is set wrong", "write a space that does not break before %"),
            "percent-no-space": Sentence("'{found}' is set wrong", "write no space before %"),
            "number-sign": Sentence("'№' wants a space that does not break after it", "write № and U+00A0"),
            "dash": Sentence("'{found}' stands for a dash", "write — between words"),
            "decimal-mark": Sentence("'{found}' has another language's decimal mark", "write {right}"),
        },
        severity=Severity.WARNING,
        passes="«кавычки», «59,6 %» with a space that does not break (Russian), «59,6%» (Kyrgyz), «№ 5», an em dash between words.",
        fails="another language's quotation marks or decimal mark, a percent sign, № or unit set wrong, a hyphen for a dash",
    ),
    Entry(
        "T017",
        '"about", "more than" and the like differ from the original',
        {
            "": Sentence(
                "{key} is '{hedges}' in the original and '{theirs}' here",
                "say about, nearly, more than, … as the original does",
            ),
        },
        severity=Severity.WARNING,
        passes='"Article 16" and «статья 16»; `[about a third](stat:poor-2016)` and `[около трети](stat:poor-2016)`.',
        fails='a hedge that says something else, «более трети» for "about a third"',
    ),
    Entry(
        "T018",
        "a block is much shorter or longer than its original",
        {
            "": Sentence(
                "this {form} is {theirs} times as long as its original",
                "look for a sentence that was lost or said twice",
            ),
        },
        severity=Severity.WARNING,
        passes="«кавычки», «59,6 %» with a space that does not break (Russian), «59,6%» (Kyrgyz), «№ 5», an em dash between words.",
        fails="a block much shorter or longer than its original",
    ),
    Entry(
        "T019",
        "the same words of the original are translated in two ways",
        {
            "": Sentence(
                "'{ours}' is '{theirs}' here and '{known}' at {place}",
                "say the same in both places, unless the context asks otherwise",
            ),
        },
        severity=Severity.WARNING,
        passes="«кавычки», «59,6 %» with a space that does not break (Russian), «59,6%» (Kyrgyz), «№ 5», an em dash between words.",
        fails="the same sentence of the original translated in two ways",
    ),
    Entry(
        "T020",
        "a chapter says that it is reviewed or translated, and blocks of it are recorded as less",
        {
            "": Sentence(
                "this chapter says '{claimed}', and {count} block of it is recorded as '{less}'",
                "write status: {less}; or, when a person has done it, run: kerege accept {language}/{chapter} --status {claimed}",
                plural="this chapter says '{claimed}', and {count} blocks of it are recorded as '{less}'",
            ),
        },
        passes="`docs/ru/05-methods.md` as it was when somebody said `kerege accept ru/05-methods`, and an original that has not changed since but for values and line breaks.",
        fails="`status: reviewed` over them",
    ),
    Entry(
        "T021",
        "the glossary and `translations/terms.yml` say a term in two ways",
        {
            "in-here-in-glossary": Sentence(
                "'{source}' is '{term}' in '{language}' here and '{said}' in the glossary",
                "say it in one way: correct translations/terms.yml or glossary.yml",
                severity=Severity.WARNING,
            ),
            "stands-where-original-has": Sentence(
                "{tie} stands where the original has another statistic, and the words beside it do not name it",
                "state the numbers in the order of the original, or name beside each what it is about, as its label does",
            ),
        },
        passes='a block on "remittances" whose Russian holds «перевод».',
        fails="Glossary and `translations/terms.yml` say a term alike",
    ),
    Entry(
        "T030",
        "a translated block states its claims in another order than the original",
        {
            "": Sentence(
                "the claims of this block stand in another order: '{here}' where the original has '{mine}'",
                "state them in the order of the original",
            ),
        },
        passes='«[не выросла](claim:wages)» for "[did not rise](claim:wages)".',
        fails="claims that stand in another order",
    ),
    Entry(
        "T031",
        "a claim says something else in a translation: another direction, place or quantity, or *not* came or went",
        {
            "": Sentence(
                "claim '{mine}' says '{said}' in the original and '{told}' here",
                "say the same of it as the original does",
            ),
        },
        passes='«[не выросла](claim:wages)» for "[did not rise](claim:wages)".',
        fails="a claim that is *more* in the original and *less* in its translation, or *not more* and *more*",
    ),
    Entry(
        "T080",
        "a segment of an exchange file is refused: unknown, damaged, or from another state; nothing is written",
        {
            "report-not-translated-into": Sentence("the report is not translated into '{language}'", "check the file"),
            "report-has-no-translate": Sentence("the report has no '{where}' to translate", "check the file"),
            "this-text-in-files": Sentence("this text is in the files twice, also at {location}", "keep one"),
            "no-id-text-that": Sentence(
                "'{item}' is no id of a text that Kerege sent out",
                "leave ids as they were sent, or export the file anew",
            ),
        },
    ),
    Entry(
        "T081",
        "a segment of an exchange file is refused: unknown, damaged, or from another state; nothing is written",
        {
            "": Sentence(
                "the original in {where} was changed or deleted after this file was made: '{source}'",
                "export {known} anew; translators' programs carry over what is still the same",
            ),
        },
    ),
    Entry(
        "T082",
        "a segment of an exchange file is refused: unknown, damaged, or from another state; nothing is written",
        {
            "": Sentence(
                "the original was altered in the file: '{source}'",
                "only the translation may be changed; mend the original in the report",
            ),
        },
    ),
    Entry(
        "T083",
        "a segment of an exchange file is refused: unknown, damaged, or from another state; nothing is written",
        {
            "emptied": Sentence(
                "the translation was emptied: '{source}'",
                "put the translation back; to take a text out of an edition, edit the report",
            ),
            "lost-and-added": Sentence(
                "'{brief}' has lost {lost} and added {added}", "every tie of the original, once, in any order"
            ),
            "lost": Sentence("'{brief}' has lost {lost}", "every tie of the original, once, in any order"),
            "added": Sentence("'{brief}' has added {added}", "every tie of the original, once, in any order"),
        },
    ),
    Entry(
        "T084",
        "a segment of an exchange file is refused: unknown, damaged, or from another state; nothing is written",
        {
            "": Sentence(
                "the translation was changed in the report after this file was made: '{target}'",
                "export {known} anew and make your change there",
            ),
        },
    ),
    Entry(
        "T085",
        "a segment of an exchange file is refused: unknown, damaged, or from another state; nothing is written",
        {
            "text": Sentence("a text of {file_error}: '{text}'", "write it into {file} by hand"),
            "this-text": Sentence(
                "this text {error}", "write it as one block, without marks of Markdown at the beginning of a line"
            ),
        },
    ),
)
