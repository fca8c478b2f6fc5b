"""Word lists of a language: files of `value | words` under `[section]` heads, without regular expressions.

A pack is a folder. Every `.txt` file of it but those of examples holds sections, and it makes no difference which file
holds which. A line that is not understood names its file and line: a word list is never read by halves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

from kerege.errors import UnreadablePack
from kerege.messages import say

EXAMPLES = ("examples.txt", "claim_examples.txt")
"""Files of a pack that hold phrases with verdicts, and no words."""
SECTIONS: Mapping[str, str] = {
    "language": "settings: one `name | value` a line",
    "print": "how a value with its unit is printed: `percent | {n} %`",
    "languages": "names of languages where CLDR has another: `ky | кыргызский`",
    "citation": "words of citations by the terms of CSL: `et-al | et al.`, `page short | p., pp.` (one, several)",
    "letters": "what the checks of letters must know: words (mixed, bare, capital), letters that a keyboard lacks (`lost ө | о`), vowels that never meet (`apart ө ү | а, о`, `not-after у | о`)",
    "spelling": "what a word of the language never does, where it has no dictionary (`front`, `back`, `only-after о | о`, `never`, `follow а | б, в`, `inflection stem plural | лАр`), whose words it lends (`loans | ru`), words that its dictionary lacks (`word | гендер*`), what may stand before any word (`prefix | пост`) or a hyphen (`lead | pre`)",
    "stems": "stems that the check of spelling must know: `noun`, `mixed` (with vowels that do not agree), `marked` (beginnings that are nothing without their marks)",
    "endings": "classes of endings, `0` for none: `m | 0, а, у, ом`; a word `процент~m` has each of them",
    "cases": "endings made by harmony: `dat | гА, нА` (the second behind a possessive)",
    "harmony": "how their letters change: `А=а | а, ы, у`; `г voiceless | к`",
    "glued": "endings that may stand glued to digits: ordinal, decade, cardinal, a case, approx",
    "plain": "words that look like number or unit words and are none: `x | үчүн`",
    "number": "number words below a thousand by value",
    "scale": "words that multiply what stands before them: hundred, thousand, million; a dozen",
    "many": "words for an unknown multiple: hundreds, сотни, миңдеген",
    "ordinal": "first, second, third … by value",
    "part": "names of parts by their denominator: half 2, third 3; `piece | часть` says only that it is a part",
    "alone": "fractions that need no number before them: `1/2 | half`",
    "mixed": "`half` behind a number (and a half), `unit` before a unit (жарым саат), `prefix` glued (пол-), `point`, `whole`",
    "share": "words for shares, as a range of per cent: `50..100 | most`; `noun` after it asks for a noun",
    "times": "factors: `2 | twice`; `after | times` behind a number, `in | раза` behind `before | в`; `less | fewer`",
    "unit": "units and what is counted: a code, `persons`, `things`; `KGS/100 | тыйын` is a hundredth",
    "symbol": "currency signs that stand before the amount",
    "period": "for each time or head: a day, в месяц; `noun` lists words such as day, week, which «every third» may precede",
    "before": "hedges and bounds before a number, by relation: about, nearly, over, at_least …; `exact strict` for *exactly*, `not` for *nowhere near*",
    "after": "the same behind it; the case that one asks for stands behind the relation: `over abl | ашык`",
    "ahead": "words that may stand before a number within a tie: `x | record`, `head | rate`, `pass | at`, `case | gen`, `ending | ость`, `unreal | target`; others are told",
    "change": "words of direction: `up | rose`, `down noun | fall`",
    "compare": "words of difference: `more | more, higher`, `less | fewer`",
    "link": "small words that join numbers: and, or, by, per, out-of, every, from, between, to …",
    "convention": "what marks a number that is no quantity: reference, age, level, month, year-noun, clock, name …",
    "idiom": "expressions with a number word that state none: one another",
    "age": "how an age is told in words: `before | was, turned`, `after | years old`, `whole | двадцати*летн*` (`*`: any letters)",
    "direction": "of claims: further words of direction (up, down, same, near, other, open): `same | unchanged`",
    "comparison": "of claims: further words of difference (more, less, same, near, other, open); `than | than`, `than behind | караганда`",
    "rank": "of claims: `high | highest`, `low | lowest`, `last`, `only`, a place: `2 | runner-up`, open",
    "quantity": "of claims: further words for shares, as in [share], and open: `50..100 | mostly`",
    "extent": "of claims: `slight | slightly`, `strong | sharply`",
    "negation": "of claims: further words for not; `up | көбөйбө*` for a verb whose ending says no",
    "neutral": "of claims: small words that may stand in one and change nothing",
    "function": "small words that are never what is counted: in, was, which",
    "group": "what tables and texts call by several words: `women | women, female`; the names are the same in every language",
    "document": "words by which a text of other people is understood: titles of its parts, captions, names of styles, who says what",
    "sheet": "the same of tables: marks of what is missing, heads of columns that hold years, cases, notes",
    "coded": "heads of columns of coded segments, as other programs export them",
    "computed": "words that say how a number was made of others: `sum | together`, `difference | gap`, `share`, `loss`",
}
"""Every section with what stands in it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section."""

    value: str
    flags: tuple[str, ...]
    """What stands behind the value: a case, `noun`."""
    words: tuple[str, ...]


@dataclass
class WordLists:
    """What the files of a pack say."""

    sections: dict[str, list[Line]] = field(default_factory=dict)

    def lines(self, section: str) -> list[Line]:
        return self.sections.get(section, [])

    def settings(self, section: str) -> dict[str, str]:
        """A section of `name | value`; of two lines of a name the later holds, so that a variant overrides its base."""
        return {line.value: ", ".join(line.words) for line in self.lines(section)}

    def with_settings(self, usual: Mapping[str, str]) -> WordLists:
        """The same with settings that hold where the files say nothing."""
        lines = [Line(name, (), (value,)) for name, value in usual.items()]
        return WordLists({**self.sections, "language": [*lines, *self.lines("language")]})

    def words(self, section: str, value: str) -> tuple[str, ...]:
        return tuple(word for line in self.lines(section) if line.value == value for word in line.words)


def read_word_lists(folder: Traversable) -> WordLists:
    """The sections of a pack's folder.

    Raises:
        UnreadablePack: a line is not understood; the message names file and line.
    """
    lists = WordLists()
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".txt") and file.name not in EXAMPLES:
            _read_file(lists, file)
    return lists


def read_word_list(file: Traversable) -> WordLists:
    """The sections of one file.

    Raises:
        UnreadablePack: a line is not understood; the message names file and line.
    """
    lists = WordLists()
    _read_file(lists, file)
    return lists


def _read_file(lists: WordLists, file: Traversable) -> None:
    section = ""
    for number, text in _content(file):
        if text.startswith("["):
            section = text.strip("[]").strip()
            if section not in SECTIONS:
                raise UnreadablePack(
                    say(
                        "{file}, line {number}: there is no section '{section}'; there are {sections}.",
                        file=file.name,
                        number=number,
                        section=section,
                        sections=SECTIONS,
                    )
                )
            continue
        head, mark, words = text.partition("|")
        if not section or not mark or not head.strip():
            raise UnreadablePack(
                say(
                    "{file}, line {number}: '{text}' is not 'value | words' below a [section].",
                    file=file.name,
                    number=number,
                    text=text,
                )
            )
        value, *flags = head.split()
        listed = tuple(word.strip() for word in words.split(",") if word.strip())
        if section in ("print", "language"):
            listed = (words.strip(),)
        lists.sections.setdefault(section, []).append(Line(value, tuple(flags), listed))


def _content(file: Traversable) -> Iterator[tuple[int, str]]:
    """The lines that say something; `#` at the beginning or behind a blank begins a remark."""
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        text = "" if text.startswith("#") else text.split(" # ")[0].strip()
        if text:
            yield number, text
