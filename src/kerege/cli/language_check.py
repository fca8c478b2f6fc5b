"""`kerege language check`: what proves a pack, as a score and a list of what a speaker must still write."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path

from kerege.evidence.agreement import Fact, Outcome, judge
from kerege.evidence.claim_examples import judge_example
from kerege.fonts import lend, letters_of, without_font
from kerege.languages import (
    SOURCE,
    LanguagePack,
    cldr,
    font_families,
    language_pack,
    own_labels,
    pack_file,
    pack_folder,
    search_rules,
    spelling,
    word_lists,
)
from kerege.languages.examples import claim_examples, examples
from kerege.languages.formats import format_value
from kerege.languages.stems import LONGEST_ENDING, failing_pairs
from kerege.languages.typography import typography
from kerege.messages import placeholders, say, together
from kerege.outputs.book.hyphenation import has_dictionary

NEEDED: Mapping[str, tuple[str, ...]] = {
    "number": tuple(map(str, (*range(11), 20, 30, 40, 50, 60, 70, 80, 90))),
    "scale": ("1000", "1000000", "1000000000"),
    "part": ("2|1/2", "3|piece", "4|1/4|piece"),
    "share": ("50..100",),
    "times": ("after|in",),
    "unit": ("percent", "percentage_points", "persons", "things", "years", "month", "day", "hour"),
    "before": ("about", "nearly", "over", "under", "at_least", "at_most"),
    "change": ("up", "down"),
    "compare": ("more", "less"),
    "link": ("and", "or", "not", "every|per"),
    "convention": ("reference|reference-after", "age|age-behind", "year-noun|year-before", "level"),
}
"""The lines that a pack cannot do without; `|` parts what may stand for each other."""
_INSTEAD = {"before": ("after",), "part": ("alone", "ordinal"), "share": ()}
"""Sections in which the same may stand."""
CITATION = ("in", "accessed", "editor", "page short", "chapter", "edition")
"""Terms of citations that citeproc knows of large languages only."""
LEAST_EXAMPLES = 40
_SHOWN = 5
_VALUES = 400


@dataclass
class Part:
    """One thing that is proved."""

    name: str
    right: int
    of: int
    wrong: Sequence[str] = field(default_factory=list)
    """What is false: the pack must not be used so."""
    missing: Sequence[str] = field(default_factory=list)
    """What a speaker must still write."""

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True)
class Proof:
    """What was found of a pack."""

    pack: LanguagePack
    parts: tuple[Part, ...]
    spelled: tuple[spelling.ReadBack, ...]
    """Numbers in words, and what was read."""

    @property
    def wrong(self) -> bool:
        return any(part.wrong for part in self.parts)

    @property
    def score(self) -> int:
        """Per cent; 100 only where nothing is left to do."""
        mean = sum(part.share for part in self.parts) / len(self.parts)
        return int(100 * mean) if any(part.missing or part.wrong for part in self.parts) else 100

    def told(self) -> Iterator[str]:
        """The lines for the person at the keyboard."""
        yield f"{self.pack.code} ({self.pack.name})"
        for part in self.parts:
            yield together(" ", f"  {part.right:>5}", say("of {of}", of=part.of), part.name)
        for title, lists in (
            (say("Wrong, so that it must not be used:"), [part.wrong for part in self.parts]),
            (say("A speaker must still write:"), [part.missing for part in self.parts]),
        ):
            lines = [line for found in lists for line in found]
            if lines:
                yield title
                yield from ("  " + line for line in lines)
        reader = self.pack.read_by
        yield (
            say("Read by {reader}.", reader=reader)
            if reader
            else say("No native speaker has read it: its editions say so. Then: read-by in [language].")
        )
        yield say("Score: {score} of 100", score=self.score)


def proved(code: str) -> Proof:
    """Everything that can be proved of the pack of a language.

    Raises:
        UnknownLanguage: there is none.
        UnreadablePack: a file of it is not understood.
    """
    pack = language_pack(code)
    source, rows = spelling.proof(pack)
    steps: tuple[Callable[[LanguagePack], Part], ...] = (
        _words, _marks_of_guesses, _examples, _claims, partial(_spelled, source=source, rows=rows), _formatter, _letters, _labels, _citations, _search, _hyphenation,
    )  # fmt: skip
    return Proof(pack, tuple(step(pack) for step in steps), tuple(rows))


def _words(pack: LanguagePack) -> Part:
    """The lines that every pack needs."""
    lists = word_lists(pack.code)
    refuses = not pack.lexicon.settings.number_words
    missing = []
    count = 0
    for section, values in NEEDED.items():
        if refuses and section in ("number", "scale", "part"):
            continue
        for value in values:
            count += 1
            names = value.split("|")
            places = (section, *_INSTEAD.get(section, ()))
            if not any(lists.words(place, name) for place in places for name in names):
                missing.append(f"[{section}] {' or '.join(names)}")
    return Part(say("words"), count - len(missing), count, missing=missing)


def _marks_of_guesses(pack: LanguagePack) -> Part:
    """The lines that `kerege language new` guessed and nobody has looked at."""
    lines, guesses = 0, 0
    for file in pack_folder(pack.code).iterdir():
        if file.name.endswith((".txt", ".yml")):
            text = file.read_text(encoding="utf-8")
            lines += sum("|" in line for line in text.splitlines())
            guesses += text.count("# ?")
    told = (
        [say("{guesses} lines marked '# ?': look at each, then take the mark away", guesses=guesses)] if guesses else []
    )
    return Part(say("lines looked at"), max(0, lines - guesses), lines, missing=told)


def _examples(pack: LanguagePack) -> Part:
    """`examples.txt`: phrases with verdicts."""
    found, wrong = list(examples(pack.code)), []
    for example in found:
        high = Decimal(example.high) if example.high else None
        fact = Fact(Decimal(example.value), example.unit, len(example.value.partition(".")[2]), high)
        outcome = judge(example.phrase, fact, pack).outcome
        said = {Outcome.AGREES: "agree", Outcome.UNDERSTATES: "understates"}.get(outcome, "disagree")
        if said != example.verdict:
            wrong.append(
                say(
                    "examples.txt:{line}: '{phrase}' for {example_unit} is '{said}'",
                    line=example.line,
                    phrase=example.phrase,
                    example_unit=f"{example.value} {example.unit}",
                    said=said,
                )
            )
    missing = []
    if len(found) < LEAST_EXAMPLES:
        missing.append(
            say(
                "examples.txt has {found} phrases; write at least {least_examples}",
                found=len(found),
                least_examples=LEAST_EXAMPLES,
            )
        )
    if sum(example.verdict == "disagree" for example in found) * 5 < len(found):
        missing.append(say("examples.txt: a fifth of the phrases should be 'disagree'"))
    right = len(found) - len(wrong)
    return Part(
        say("examples"),
        min(right, LEAST_EXAMPLES) if missing else right,
        max(len(found), LEAST_EXAMPLES),
        wrong,
        missing,
    )


def _claims(pack: LanguagePack) -> Part:
    """`claim_examples.txt`: phrases that state claims, with verdicts; a pack without claims has none."""
    found, wrong = list(claim_examples(pack.code)), []
    for example in found:
        ruling = judge_example(example.phrase, example.claim, pack).ruling.value
        said = {"agrees": "agree", "disagrees": "disagree"}.get(ruling, ruling)
        if said != example.verdict:
            wrong.append(
                say(
                    "claim_examples.txt:{line}: '{phrase}' for '{claim}' is '{said}'",
                    line=example.line,
                    phrase=example.phrase,
                    claim=example.claim,
                    said=said,
                )
            )
    return Part(say("claims"), len(found) - len(wrong), len(found), wrong)


def _spelled(pack: LanguagePack, source: str, rows: list[spelling.ReadBack]) -> Part:
    """Numbers in words, read back."""
    wrong = [row for row in rows if row.wrong]
    refused = [row for row in rows if row.read is None]
    told = [
        say("'{spelled}' ({number}) is read as {read}", spelled=row.spelled, number=row.number, read=row.read)
        for row in wrong[:_SHOWN]
    ]
    if len(wrong) > _SHOWN:
        told.append(say("… and {wrong} more numbers in words", wrong=len(wrong) - _SHOWN))
    missing = []
    if not pack.lexicon.settings.number_words:
        name = say("numbers in words are refused, all {refused}", refused=len(refused))
        return Part(say("numbers in words"), 0, len(rows), told, [name])
    if refused:
        some = ", ".join(f"'{row.spelled}'" for row in refused[:_SHOWN])
        missing.append(
            say("numbers in words that are refused: {refused}, such as {some}", refused=len(refused), some=some)
        )
    if source == "own" and not spelling.can_ask_cldr():
        missing.append(say("CLDR's spelled numbers were not asked: pip install 'kerege[languages]'"))
    return Part(say("numbers in words"), len(rows) - len(refused) - len(wrong), len(rows), told, missing)


def _formatter(pack: LanguagePack) -> Part:
    """What Kerege prints, it must read as the same."""
    # The same values every time: a proof that comes out otherwise tomorrow is none.
    draw = random.Random(pack.code)
    wrong = []
    units = (
        "percent",
        "percentage_points",
        "persons",
        "count",
        "USD",
        "EUR",
        "years",
        "number",
        "kilogram",
        "square-kilometer",
    )
    for number in range(_VALUES):
        decimals, unit = number % 3, units[number % len(units)]
        value = Decimal(draw.randint(-99_999_999, 99_999_999)).scaleb(-decimals)
        if number % 5 == 0:
            value /= 1000
        printed = format_value(value, unit, decimals, pack)
        if judge(printed, Fact(value, unit, decimals), pack).outcome is not Outcome.AGREES:
            wrong.append(
                say(
                    "'{printed}' is printed for {value_unit}, and not read as that",
                    printed=printed,
                    value_unit=f"{value} {unit}",
                )
            )
    return Part(say("printed values"), _VALUES - len(wrong), _VALUES, wrong[:_SHOWN])


def _letters(pack: LanguagePack) -> Part:
    """Every letter of the language in a font that Kerege has."""
    signs = "".join(sorted(pack.letters)) + "".join(mark for pair in pack.quotation_marks for mark in pair)
    here = Path()
    lend(here, font_families(pack.code))
    lacking = without_font(signs, letters_of(here))
    missing = []
    if not pack.letters:
        missing.append("[language] alphabet: CLDR has no letters of this language")
    if lacking:
        shown = " ".join(sorted(lacking)[:12])
        missing.append(
            say(
                "letters without a font: {lacking}, such as {shown}: {pack}",
                lacking=len(lacking),
                shown=shown,
                pack=fonts_for(pack),
            )
        )
    return Part(say("letters in fonts"), len(signs) - len(lacking), len(signs), missing=missing)


def fonts_for(pack: LanguagePack) -> str:
    """How a person comes by fonts for a language."""
    extra = pack.words.settings("language").get("fonts-extra", "")
    script = cldr.script_of(pack.babel_locale)
    if extra:
        return say(
            "pip install 'kerege[{extra}]', or put fonts with the script {script} into the folder fonts/ of the report",
            extra=extra,
            script=script,
        )
    return say("put fonts with the script {script} into the folder fonts/ of the report", script=script)


def _labels(pack: LanguagePack) -> Part:
    """Every printed word of Kerege, with the placeholders of the English one."""
    source = own_labels(SOURCE)
    own = source if pack.code == SOURCE else own_labels(pack.code)
    wrong = []
    for key, wording in own.items():
        for said in (wording,) if isinstance(wording, str) else wording.values():
            asked = source.get(key, "")
            english = asked if isinstance(asked, str) else asked["other"]
            if set(placeholders(said)) - set(placeholders(english)):
                wrong.append(say("labels.po: '{key}' has other names in braces than the English", key=key))
    lacking = [key for key in source if key not in own]
    missing = (
        [
            say(
                "labels.po: {lacking} of {source} are not written, such as {lacking2}",
                lacking=len(lacking),
                source=len(source),
                lacking2=lacking[:_SHOWN],
            )
        ]
        if lacking
        else []
    )
    return Part(say("labels"), len(source) - len(lacking), len(source), wrong, missing)


def _citations(pack: LanguagePack) -> Part:
    """The words of citations; of large languages citeproc knows them."""
    said = {" ".join((line.value, *line.flags)) for line in pack.words.lines("citation")}
    if pack.words.settings("language").get("citeproc") == "yes":
        return Part(say("citations"), len(CITATION), len(CITATION))
    lacking = [name for name in CITATION if name not in said]
    return Part(
        say("citations"), len(CITATION) - len(lacking), len(CITATION),
        missing=[f"[citation] {', '.join(lacking)} (or 'citeproc | yes', if pandoc knows the language)"] if lacking else [],
    )  # fmt: skip


def _search(pack: LanguagePack) -> Part:
    """Pairs of words that must find each other."""
    rules = search_rules(pack.code)
    pairs = list(rules.get("pairs") or ())
    wrong = [
        say("search.yml: '{one}' does not find '{other}'", one=one, other=other) for one, other in failing_pairs(rules)
    ]
    long = [str(e) for step in rules.get("steps") or () for e in step if len(str(e).partition(">")[0]) > LONGEST_ENDING]
    wrong += [
        say(
            "search.yml: the ending '{ending}' is longer than {longest_ending} letters",
            ending=ending,
            longest_ending=LONGEST_ENDING,
        )
        for ending in long
    ]
    least = 0 if rules.get("dense") else _SHOWN
    missing = (
        []
        if len(pairs) >= least
        else [say("search.yml: pairs: write at least {least} pairs of forms of one word", least=least)]
    )
    return Part(say("search"), min(len(pairs), max(len(pairs) - len(wrong), 0)), max(len(pairs), least), wrong, missing)


def _hyphenation(pack: LanguagePack) -> Part:
    """Where words are divided at the end of a line."""
    rules = typography(pack.code)
    file = pack_file(pack.code, "typography.yml")
    if rules.undivided or rules.syllables is not None or has_dictionary(rules.dictionary or pack.code):
        return Part(say("hyphenation"), 1, 1)
    if rules.dictionary:
        return Part(
            say("hyphenation"),
            0,
            1,
            [say("typography.yml: there is no dictionary '{dictionary}'", dictionary=rules.dictionary)],
        )
    where = "typography.yml: hyphenation" if file else "typography.yml"
    return Part(
        "hyphenation", 0, 1, missing=[say("{where}: vowels and consonants, from which syllables are made", where=where)]
    )
