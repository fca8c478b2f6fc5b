"""The words of a language by what they mean for a number: a pack's word lists with their endings, and CLDR's names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from babel import Locale

from kerege.languages.endings import Harmony
from kerege.languages.packfiles import Line, WordLists
from kerege.languages.tokens import DASHES, Sort, Token, fold, tokenize
from kerege.languages.units import ReportUnit, cldr_units, currency_names, currency_signs, current_codes

_NAMED = ("mixed", "link", "convention")
"""Sections whose first word names a class of its own."""
_TIMES = {"after": "times-after", "in": "times-in", "before": "times-before", "less": "times-less"}


_NO_WORDS_OF_NUMBERS = (
    "language",
    "print",
    "letters",
    "endings",
    "cases",
    "harmony",
    "glued",
    "plain",
    "group",
    "computed",
    "languages",
    "citation",
    "spelling",
    "stems",
    "age",
    "document",
    "sheet",
    "coded",
)

_Parts = tuple[str, ...]
"""The words of an entry; each may end in `*` (any ending), the last also in `~` (endings made by harmony)."""


class Match(NamedTuple):
    """An entry of the lexicon that begins at a token."""

    entry: Entry
    end: int
    """The token behind it."""
    case: str = ""
    """The case of its last word, where the language has it."""

    @property
    def value(self) -> str:
        return self.entry.value

    @property
    def number(self) -> Fraction:
        """The value of a number word, scale or part."""
        return Fraction(self.entry.value)


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed word and what it means."""

    cls: str
    value: str
    flags: tuple[str, ...] = ()
    glued: bool = False
    """It counts only where it stands glued to what is before it: 12k."""
    capitals: bool = False
    """It counts only in capital letters: codes of currencies."""


@dataclass(frozen=True)
class Settings:
    """How a language writes numbers, beyond its words: the section [language] of a pack."""

    decimal: str
    group: str
    year: str = "noun"
    """`cue`: a bare 1990 is a year where a word such as *in* stands before it; `noun`: where a word for year follows."""
    bare_scale: bool = False
    """«Миллион человек»: the scale word alone is one of it."""
    article: bool = False
    """Words such as *a* stand for one: a third, a hundred."""
    ordinal_parts: bool = False
    """Third is both a part and an ordinal, so that «a third wave» must be told from «a third of»."""
    whole_first: bool = False
    """«Үчтөн экиси»: the whole stands first, in the ablative or genitive."""
    bare_to: bool = False
    """«20 to 25» is a range without *from* before it."""
    by_case: str = ""
    """The case that says by how much something changed: «12 пайызга»."""
    change_before: bool = False
    """«Fell 12 per cent»: the verb stands before the number without a word such as *by*."""
    not_after: bool = False
    """The word for *not* stands behind what it negates."""
    references: str = "any"
    """`capital`: only a word with a capital letter (or a page, figure, table) is a reference."""
    month_first: bool = False
    """June 5, 2015."""
    hyphen: str = ""
    """`ordinal`: a numeral with a hyphen and a word is an ordinal: 5-бап."""
    noun_compounds: bool = False
    """Nouns stand in a row and the last is what is counted: school teachers, «мектеп мугалими»."""
    inverted: bool = False
    """«Лет сорок»: a unit before its number makes a guess of it."""
    number_words: bool = True
    """Numbers in words are read; `no`: a language whose words are put together in ways that the reader does not know."""
    joint: str = "hundreds"
    """Behind what a word for *and* may stand within a number: hundreds (two hundred and five), tens (treinta y uno), both."""
    elided: frozenset[str] = frozenset()
    """Words before an apostrophe that are words of their own: d’un, l’autre."""
    scores: tuple[int, ...] = ()
    """Tens that up to nineteen more may follow: soixante-dix-neuf."""


class Lexicon:
    """The word forms of a language."""

    def __init__(self, code: str, locale: Locale, lists: WordLists, report: Sequence[ReportUnit] = ()) -> None:
        self.code, self.lists, self.locale = code, lists, locale
        self.settings = _settings(lists.settings("language"))
        self.harmony = _harmony(lists)
        self._first: dict[str, list[tuple[_Parts, Entry]]] = defaultdict(list)
        self._stems: dict[str, list[tuple[_Parts, Entry]]] = defaultdict(list)
        self._inflected: dict[str, list[tuple[_Parts, Entry]]] = defaultdict(list)
        self._longest_stem = 0
        self._begun: dict[tuple[str, bool], tuple[tuple[_Parts, Entry], ...]] = {}
        self._cases: dict[str, Mapping[str, str]] = {}
        self._letters: dict[str, str] = {}
        self._seen: set[tuple[_Parts, Entry]] = set()
        also = lists.settings("language").get("also", "")
        self._endings = {line.value: [e.replace("0", "") for e in line.words] for line in lists.lines("endings")}
        self._plain = {fold(word) for line in lists.lines("plain") for word in line.words}
        for unit in report:
            self._add_report_unit(unit)
        for section, lines in lists.sections.items():
            if section not in _NO_WORDS_OF_NUMBERS:
                for line in lines:
                    self._add_line(section, line)
        self._add_months()
        for name in (locale, *(Locale.parse(other.strip()) for other in also.split(",") if other.strip())):
            self._add_measures(name)

    @cached_property
    def suffixes(self) -> Mapping[str, str]:
        """Endings that may stand glued to digits or a sign, with what they mean."""
        made = dict(self.harmony.glued()) if self.harmony else {}
        listed = {fold(word): line.value for line in self.lists.lines("glued") for word in line.words}
        return made | listed

    @cached_property
    def prefixes(self) -> tuple[tuple[str, Fraction], ...]:
        """What halves the unit glued to it: полпроцента."""
        lines = [line for line in self.lists.lines("mixed") if line.value == "prefix"]
        return tuple((fold(word), Fraction(line.flags[0])) for line in lines for word in line.words)

    def unit_letter(self, word: str) -> str:
        """The unit that a single letter stands for (m, л), where the letter is no word of the language."""
        listed = any(not entry.glued for entry in self.whole_words(word))
        return "" if listed else self._letters.get(word, "")

    def whole_words(self, word: str) -> Iterator[Entry]:
        """The entries of a single word, as it is listed."""
        return (entry for parts, entry in self._first.get(word, ()) if len(parts) == 1)

    def case_of(self, word: str) -> str:
        """The case of a word that no list has, by its ending; empty where endings are not made by harmony, or in doubt."""
        for length in range(min(len(word) - 3, 6), 1, -1) if self.harmony else ():
            case = self.suffixes.get(word[-length:], "")
            if case in ("abl", "dat", "gen", "acc", "approx", "loc"):
                return case
        return ""

    def plain_number(self, word: str) -> tuple[Fraction, str] | None:
        """The number that a word listed as plain would be, with its case."""
        for length in range(len(word), 0, -1) if word in self._plain else ():
            for parts, entry in self._inflected.get(word[:length], ()):
                case = self._forms(parts[0][:-1]).get(word) if entry.cls == "number" else None
                if case is not None:
                    return Fraction(entry.value), case
        return None

    def matches(self, tokens: Sequence[Token], place: int) -> list[Match]:
        """All entries that begin at a token, longest first; a glued hyphen between words is passed over."""
        found = []
        for parts, entry in self._beginning(tokens[place]):
            fit = self._fit(parts, tokens, place)
            if fit and self._stands(entry, tokens, place) and not ("owned" in entry.flags and "poss" not in fit[1]):
                found.append(Match(entry, *fit))
        return sorted(found, key=lambda match: -match.end)

    def relation(self, words: str) -> str:
        """What a hedge says of a number (`about`, `over` …), where the words are one and nothing else; else nothing."""
        tokens = tokenize(words, self.settings.decimal, self.settings.group, self.settings.elided)
        whole = (match for match in self.matches(tokens, 0) if match.end == len(tokens)) if tokens else ()
        return next((match.value for match in whole if match.entry.cls in ("before", "after")), "")

    def _beginning(self, token: Token) -> Sequence[tuple[_Parts, Entry]]:
        """The entries whose first word is this one. Texts repeat their words, and most of them begin nothing."""
        key = token.fold, token.sort is Sort.WORD
        if key not in self._begun:
            near = self._near(token.fold)
            self._begun[key] = tuple(
                (parts, entry)
                for parts, entry in near
                if parts[0] == token.fold or self._ending_fits(parts[0], token) is not None
            )
        return self._begun[key]

    def _near(self, word: str) -> Iterator[tuple[_Parts, Entry]]:
        """Entries that may begin with a word, by its first letters."""
        yield from self._first.get(word, ())
        for length in (2, 3):
            yield from self._stems.get(word[:length], ()) if len(word) >= length else ()
        if word[:1].isalpha() and word not in self._plain:
            for length in range(min(len(word), self._longest_stem), 0, -1):
                yield from self._inflected.get(word[:length], ())

    def _fit(self, parts: _Parts, tokens: Sequence[Token], place: int) -> tuple[int, str] | None:
        """The token behind an entry's words with the case of the last one, or None where they do not stand here."""
        count, case = len(tokens), ""
        for number, part in enumerate(parts):
            hyphen = number and place < count and tokens[place].text in DASHES and part not in DASHES
            if hyphen and tokens[place - 1].end == tokens[place].start:
                place += 1
            if place >= count:
                return None
            token = tokens[place]
            if token.fold != part:
                ending = self._ending_fits(part, token)
                if ending is None:
                    return None
                case = ending
            place += 1
        return place, case

    def _ending_fits(self, part: str, token: Token) -> str | None:
        """The case of a word that carries an ending: `*` any, `~` one that harmony makes."""
        if token.sort is not Sort.WORD or len(part) < 2:
            return None
        stem = part[:-1]
        if part[-1] == "*":
            return "" if token.fold.startswith(stem) else None
        return self._forms(stem).get(token.fold) if part[-1] == "~" else None

    def _forms(self, stem: str) -> Mapping[str, str]:
        """The forms of a stem with their cases, made when a word looks like it."""
        if stem not in self._cases:
            assert self.harmony is not None
            forms: dict[str, str] = {}
            for form, case in self.harmony.forms(stem):
                forms.setdefault(form, case)
            if not self.harmony.spoken(stem):  # млндон: the vowels are those of миллион
                for ending, case in self.suffixes.items():
                    forms.setdefault(stem + ending, case)
            self._cases[stem] = forms
        return self._cases[stem]

    @staticmethod
    def _stands(entry: Entry, tokens: Sequence[Token], place: int) -> bool:
        if entry.glued and not (place and tokens[place - 1].end == tokens[place].start):
            return False
        return not entry.capitals or tokens[place].text.isupper()

    # -- filling -------------------------------------------------------------------------------------------------------
    def _add_line(self, section: str, line: Line) -> None:
        cls, value, flags = section, line.value, line.flags
        if section in _NAMED:
            cls, value, flags = line.value, line.flags[0] if line.flags else "", line.flags[1:]
        elif section == "scale" and value == "100" and "counted" not in flags:
            cls = "hundred"
        elif section == "times" and value in _TIMES:
            cls = _TIMES[value]
        elif section == "period" and value == "noun":
            cls = "period-noun"
        elif section == "part" and value == "piece":
            cls = "piece"
        if section == "times" and value == "glued":
            self._add_glued_factors(line)
            return
        for word in line.words:
            self._add(cls, value, word, flags)
            if self.harmony and word.endswith("~") and section in ("number", "scale"):
                self._add("ordinal", value, self.harmony.ordinal(word[:-1]) + "~", ())

    def _add_glued_factors(self, line: Line) -> None:
        """Sixfold, «шестикратный»: number words with a word for *times* glued on."""
        for number in self.lists.lines("number"):
            for form in (form for word in number.words for form in self._listed_forms(word) if form.isalpha()):
                for suffix in line.words:
                    self._add("times", number.value, form + suffix, ())

    def _add(self, cls: str, value: str, text: str, flags: tuple[str, ...], capitals: bool = False) -> None:
        entry = Entry(cls, value, flags, text.endswith("^"), capitals)
        for form in self._listed_forms(text.rstrip("^")):
            self._store(entry, form)
            if form.endswith(".") and len(form) > 3 and "." not in form[:-1]:
                self._store(entry, form[:-1])

    def _listed_forms(self, text: str) -> list[str]:
        """`~` stands for the endings of a class; those that harmony makes are made later."""
        stem, mark, ending = text.partition("~") if len(text) > 1 else (text, "", "")
        ending, _, rest = ending.partition(" ")
        if not mark or (self.harmony and not ending):
            return [text]
        return [f"{stem}{one} {rest}".rstrip() for one in self._endings.get(ending, [""])]

    def _store(self, entry: Entry, form: str) -> None:
        parts = tuple(part for word in form.split() for part in self._parts(word, alone=len(form) == 1))
        number_like = entry.cls in ("number", "hundred", "scale", "unit")
        if not parts or (len(parts) == 1 and parts[0] in self._plain and number_like):
            return
        if (parts, entry) in self._seen:
            return
        self._seen.add((parts, entry))
        mark = parts[0][-1] if len(parts[0]) > 1 else ""
        if mark == "*":
            self._stems[parts[0][:-1][:3]].append((parts, entry))
        elif len(parts) > 1 or mark != "~":
            self._first[parts[0]].append((parts, entry))
        else:
            # The last letter of a stem may change before an ending (бөлүк, бөлүгү), so stems are found without it.
            key = self._bare(parts[0].rstrip("~"))[:-1]
            self._longest_stem = max(self._longest_stem, len(key))
            self._inflected[key].append((parts, entry))

    def _parts(self, word: str, *, alone: bool) -> Iterator[str]:
        """The tokens of a written word, the last with its mark for endings."""
        mark = word[-1] if len(word) > 1 and word[-1] in "*~" else ""
        text = word[:-1] if mark else word
        tokens = tokenize(text, self.settings.decimal, self.settings.group, self.settings.elided)
        folded = [token.fold for token in tokens if token.text != "-" or alone]
        yield from folded[:-1]
        yield from (last + mark for last in folded[-1:])

    def _add_months(self) -> None:
        tail = "~" if self.harmony else ""
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in self.locale.months[context].get(width, {}).items():
                    if name[:1].isalpha() and len(name.rstrip(".")) > 2:
                        self._add("month", str(number), name + (tail if width == "wide" else ""), ())
            for number, name in self.locale.days[context]["wide"].items():
                self._add("weekday", str(number), name + tail, ())

    def _add_measures(self, locale: Locale) -> None:
        """CLDR's units and currencies; a word that the pack lists itself keeps its meaning."""
        tail = "~" if self.harmony else ""
        for unit in (*cldr_units(locale), *currency_names(locale)):
            if len(unit.text) == 1 and unit.text.isalpha():
                self._letters.setdefault(fold(unit.text), unit.code)
            elif not self._known(unit.text):
                self._add("unit", unit.code, unit.text + (tail if unit.long else ""), ())
        for unit in currency_signs(locale):
            self._add("unit", unit.code, unit.text, ())
            self._add("symbol", unit.code, unit.text, ())
        for code in current_codes(locale):
            self._add("unit", code, code, (), capitals=True)
            self._add("symbol", code, code, (), capitals=True)

    def _bare(self, word: str) -> str:
        """A stem without the signs that endings push out."""
        return word.rstrip(self.harmony.silent) if self.harmony else word

    def _known(self, text: str) -> bool:
        """Whether the pack lists a word itself, as a number, a small word or another unit."""
        word = fold(text)
        listed = (
            *self.whole_words(word),
            *(entry for parts, entry in self._inflected.get(self._bare(word)[:-1], ()) if parts[0] == word + "~"),
        )
        return any(entry.cls in ("unit", "scale", "number", "function") for entry in listed)

    def _add_report_unit(self, unit: ReportUnit) -> None:
        value = f"{unit.of}*{unit.scale}" if unit.of else unit.code
        for word in unit.forms(self.code):
            self._add("unit", value, word, ())


def _settings(listed: Mapping[str, str]) -> Settings:
    known = Settings.__dataclass_fields__
    given = {name.replace("-", "_"): value for name, value in listed.items()}
    values: dict[str, object] = {}
    for name, value in given.items():
        if name in known:
            kind = known[name].type
            values[name] = value == "yes" if kind == "bool" else value
    values["decimal"] = given.get("decimal", ".")
    values["group"] = given.get("group", "").replace("space", " ")
    values["scores"] = tuple(int(score) for score in given.get("scores", "").split(",") if score.strip())
    values["elided"] = frozenset(word.strip() for word in given.get("elided", "").split(",") if word.strip())
    return Settings(**values)  # type: ignore[arg-type]


def _harmony(lists: WordLists) -> Harmony | None:
    if not lists.lines("cases"):
        return None
    templates = {line.value: [word.replace("0", "") for word in line.words] for line in lists.lines("cases")}
    vowels: dict[tuple[str, str], str] = {}
    consonants: list[tuple[str, str, str]] = []
    voiceless, voiced, silent, sonorant = "", {}, "", "n"
    for line in lists.lines("harmony"):
        capital, mark, becomes = line.value.partition("=")
        if mark:
            vowels |= {(capital, vowel): becomes for vowel in line.words}
        elif line.value == "voiceless":
            voiceless = "".join(line.words)
        elif line.value == "silent":
            silent = "".join(line.words)
        elif line.value == "sonorant":
            sonorant = line.words[0]
        elif line.value == "voiced":
            voiced = {pair[0]: pair[1] for pair in line.words}
        else:
            consonants.append((line.value, line.flags[0] if line.flags else "", line.words[0] if line.words else ""))
    cases = {case: words[0] if words else "" for case, words in templates.items()}
    owned = {
        case: words[-1] if words else ""
        for case, words in templates.items()
        if case not in ("possessive", "plural", "ordinal")
    }
    return Harmony(cases, owned, vowels, consonants, voiceless, voiced, silent, sonorant)
