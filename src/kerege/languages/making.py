"""`kerege language new`: a pack for a further language, filled with what CLDR knows and with marks at every guess.

A line that ends in `# ?` was guessed and wants a look. A line without words wants to be written; the English words stand behind it
as a remark. `kerege language check` counts both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from babel.plural import to_gettext

from kerege.errors import KeregeError
from kerege.languages import SOURCE, available, cldr, own_labels, pack_folder, spelling, word_lists
from kerege.languages.known import and_word
from kerege.languages.packfiles import SECTIONS
from kerege.messages import say

_FILES = {
    "numbers.txt": ("number", "scale", "many", "ordinal", "part", "alone", "mixed", "share", "times"),
    "relations.txt": ("before", "after", "change", "compare", "link"),
    "conventions.txt": ("convention", "idiom", "function"),
    "units.txt": ("unit", "symbol", "period"),
}
"""Which sections stand in which file; it makes no difference to the reader."""
_GUESS = " # ?"
_SPELLED = (*range(21), 30, 40, 50, 60, 70, 80, 90, *range(100, 1000, 100))
_UNITS = {"years": "year", "month": "month", "week": "week", "day": "day", "hour": "hour", "minute": "minute"}
_SHOWN = 6
"""English words that stand behind a line that is to be written."""


def make_pack(folder: Path, code: str, base: str = "", has_dictionary: Callable[[str], bool] = bool) -> None:
    """Write the files of a pack into an empty folder.

    Args:
        base: the language of which it is a variant; it then holds only what differs.
        has_dictionary: whether the hyphenator has a dictionary of a name.

    Raises:
        KeregeError: the code is none of CLDR's and stands for no language, or there is no such base.
    """
    locale = cldr.known_locale(code)
    if locale is None:
        raise KeregeError(say("CLDR knows no language '{code}': write a code such as kk, pt-BR or uz-Cyrl.", code=code))
    if base:
        if base not in available():
            raise KeregeError(say("Kerege has no language '{base}'; it has {value}.", base=base, value=available()))
        _write(
            folder / "language.txt",
            [f"# What {code} has otherwise than {base}.", "", "[language]", f"extends | {base}", f"locale | {locale}"],
        )
        return
    _write(folder / "language.txt", _language(code, locale))
    spelled = _number_words(locale)
    for name, sections in _FILES.items():
        lines = [
            f"# {code}: {name.removesuffix('.txt')}. A line ending in '# ?' is a guess: look at it, then take the mark away."
        ]
        for section in sections:
            lines += ["", f"# {SECTIONS[section]}", f"[{section}]", *_section(section, locale, spelled)]
        _write(folder / name, lines)
    _write(folder / "examples.txt", _examples())
    _write(folder / "search.yml", _search(locale))
    _write(folder / "typography.yml", _typography(locale, has_dictionary))
    write_labels(folder / "labels.po", code)


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _language(code: str, locale: Locale) -> Iterator[str]:
    known = cldr.settings(str(locale))
    yield from (
        f"# How {locale.get_display_name('en')} writes numbers. What CLDR knows need not stand here; these lines show what it says:",
        "",
    )
    for name in ("name", "alphabet", "quotation", "decimal", "group"):
        yield f"# {name} | {known[name]}"
    yield from ("", "[language]", f"locale | {locale}")
    yield f"year | noun{_GUESS} cue: a bare 1990 is a year (in 1990); noun: a word for year follows"
    yield f"bare-scale | yes{_GUESS} 'million people' is one million"
    yield from (
        "",
        "[print]",
        f"percent | {_percent(locale)}{_GUESS}",
        f"percentage_points | {{n}}{_GUESS} the word for percentage points",
    )
    yield from ("", "# endings that may stand glued to digits: 21st", "[glued]", "ordinal | # st, nd, rd, th")
    if code not in available():
        yield from ("", "# words of citations, if pandoc does not know the language", "[citation]")
        yield from (f"{name} | # {english}" for name, english in _CITATION.items())


_CITATION = {
    "in": "in", "accessed": "accessed", "from": "from", "edition": "edition, editions", "editor": "editor, editors", "editor short": "ed., eds.",
    "page": "page, pages", "page short": "p., pp.", "chapter": "chapter, chapters", "volume": "volume, volumes",
}  # fmt: skip


def _percent(locale: Locale) -> str:
    """`#,##0 %` → `{n} %`, with a blank that does not break."""
    pattern = str(locale.percent_formats[None].pattern).strip("\u200e\u200f\u061c")
    return re.sub(r"[#,0.]+", "{n}", pattern).replace(" ", "\u00a0")


def _number_words(locale: Locale) -> dict[int, tuple[str, ...]]:
    return {
        n: texts
        for n, texts in spelling.cldr_spelled(str(locale)).items()
        if n in _SPELLED or n in (1000, 1_000_000, 10**9, 10**12)
    }


def _section(section: str, locale: Locale, spelled: dict[int, tuple[str, ...]]) -> Iterator[str]:
    """The lines of a section: guesses from CLDR first, then what English has and nobody has written yet."""
    guessed = dict(_guesses(section, locale, spelled))
    for head, words in guessed.items():
        yield f"{head} | {words}{_GUESS}"
    if section == "function":
        yield "x | # small words that are never what is counted: in, of, and, was, which"
        return
    english: dict[str, list[str]] = {}
    for line in word_lists(SOURCE).lines(section):
        english.setdefault(" ".join((line.value, *line.flags)), []).extend(line.words)
    for head, said in english.items():
        if head not in guessed and not (section == "unit" and "/" in head):
            yield f"{head} | # {', '.join(said[:_SHOWN])}"


def _guesses(section: str, locale: Locale, spelled: dict[int, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    if section == "number":
        for number in _SPELLED:
            if words := [word for word in spelled.get(number, ()) if " " not in word and "-" not in word]:
                yield str(number), ", ".join(words)
    elif section == "scale":
        for scale in (1000, 1_000_000, 10**9, 10**12):
            if words := [text.split()[-1] for text in spelled.get(scale, ())]:
                yield str(scale), ", ".join(dict.fromkeys(words))
    elif section == "unit":
        yield "percent", "%"
        for unit, name in _UNITS.items():
            patterns = locale._data["unit_patterns"].get(f"duration-{name}", {}).get("long", {})
            names = (pattern.replace("{0}", "").strip() for pattern in patterns.values() if isinstance(pattern, str))
            if found := [name for name in dict.fromkeys(names) if name]:
                yield unit, ", ".join(found)
    elif section == "link":
        yield from ((name, word) for name, word in (("and", and_word(str(locale))), ("or", _or_word(locale))) if word)
    elif section == "convention":
        years = locale._data["unit_patterns"].get("duration-year", {}).get("long", {})
        words = [pattern.replace("{0}", "").strip() for pattern in years.values() if isinstance(pattern, str)]
        if words:
            yield "year-noun", ", ".join(dict.fromkeys(words))


def _or_word(locale: Locale) -> str:
    pattern = str((locale.list_patterns.get("or") or {}).get("2", ""))
    return pattern.replace("{0}", "").replace("{1}", "").strip()


def _examples() -> Iterator[str]:
    yield "# Phrases of your language, a value with its unit, and the verdict: agree, disagree or understates."
    yield "# At least forty, a third of them 'disagree'. These, of the English pack, say what to try:"
    for line in (pack_folder(SOURCE) / "examples.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield f"#   {line}"


def _search(locale: Locale) -> Iterator[str]:
    yield "# How words are searched. Endings are taken off the end of a word, the longest first, while 'least' letters remain."
    yield "least: 3"
    yield "# Letters that people type for others: {é: e}"
    yield "fold: {}"
    yield "steps:"
    yield "  - [] # endings of nouns and verbs: [s, es, ing]"
    yield "# Words that must find each other; 'kerege language check' tries them: [[women, woman], [working, worked]]"
    yield "pairs: []"
    yield "# Small words that a search leaves out: [the, of, and]"
    yield f"ignore: [{', '.join(word for word in (and_word(str(locale)), _or_word(locale)) if word)}] # ?"


def _typography(locale: Locale, has_dictionary: Callable[[str], bool]) -> Iterator[str]:
    yield "# Where words are divided at the end of a line, and which words never hang there."
    if has_dictionary(locale.language):
        yield f"hyphenation: {{dictionary: {locale.language}}} # ?"
    else:
        letters = cldr.written(str(locale))
        shown = "".join(letter for letter in (letters.letters if letters else ()) if len(letter) == 1)
        yield f"# Syllables are made from the letters: sort {shown}"
        yield '# hyphenation: {vowels: "aeiou", consonants: "bcdfg"}'
    yield "# Short words that stay with the word after them, and words that stay with the one before."
    yield "bind_after: []"
    yield "bind_before: []"


def write_labels(path: Path, code: str, known: Mapping[str, str | Mapping[str, str]] | None = None) -> None:
    """Write `labels.po` with every label of English, and what is known of the language.

    Args:
        known: wordings by key; of several plural forms by CLDR's names of them.
    """
    locale = cldr.known_locale(code)
    assert locale is not None
    # gettext knows no compact numbers (2M), of which CLDR's `e` tells the exponent.
    plural = re.sub(r"\be\b", "0", to_gettext(locale.plural_form))
    catalogue = Catalog(locale=locale, project="Kerege", header_comment=_HEADER, fuzzy=False)
    # Before the catalogue asks Babel's own list, which lacks some languages.
    count, _, expression = plural.rstrip("; ").partition("; plural=")
    vars(catalogue).update(_num_plurals=int(count.removeprefix("nplurals=")), _plural_expr=expression)
    for key, english in own_labels(SOURCE).items():
        said = (known or {}).get(key, "")
        if isinstance(english, str):
            catalogue.add(english, said if isinstance(said, str) else said["other"], context=key)
            continue
        forms = _in_gettext_order(locale, plural)
        strings = tuple(said if isinstance(said, str) else said.get(form, said["other"]) for form in forms)
        catalogue.add((english["one"], english["other"]), strings, context=key)
    for message in catalogue:
        # A percentage sign is a percentage sign; labels are filled in between braces.
        message.flags.discard("python-format")
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, omit_header=False, sort_output=False)
    # Without the day of writing, which would make a change of what has none.
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [
        line
        for line in lines
        if not re.match(r'"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid)', line)
    ]
    path.write_text("".join(kept), encoding="utf-8")


_HEADER = "# Every word that Kerege itself prints for readers. The context of each is its name; words in {braces} are filled in."


def _in_gettext_order(locale: Locale, plural: str) -> list[str]:
    """The names of CLDR's plural forms in the order of gettext's numbers; fractions alone have some of them."""
    import gettext

    count, _, expression = plural.rstrip("; ").partition("; plural=")
    number_of = gettext.c2py(expression)
    order = {number_of(n): str(locale.plural_form(n)) for n in (*range(200, -1, -1), 10**6)}
    return [order.get(index, "other") for index in range(int(count.removeprefix("nplurals=")))]
