"""Plant misspellings in this report's own words and count those that are told: tools/run misspellings [--seed N] [--count N]

A slip is one of those that hands make: a letter left out, put in, put for another, or two neighbours exchanged. Some give another
right word ("form" for "from"), which no dictionary can tell; those that give another form of the same word are counted apart.
In a language without a dictionary a vowel of the front is put for one of the back, or the other way round. Words of six
letters and more, each as often as the next; with `--shortest` of fewer. Words that are right and told all the same are listed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kerege.checks.words_spelt import own_words
from kerege.languages import language_pack, word_lists
from kerege.languages.speller import Speller, dictionary, speller
from kerege.languages.stems import stem
from kerege.model import Report
from kerege.model.record_texts import record_texts, testimony_texts
from kerege.read import read_report

ROOT = Path(__file__).parents[1]
_WORD = re.compile(r"(?<![\w@/.#&-])[^\W\d_]+(?![\w@/.-])")

Slip = Callable[[str, random.Random], str]


@dataclass(frozen=True)
class Score:
    """What became of the misspellings of one language."""

    planted: int
    missed: tuple[tuple[str, str], ...]
    """The word and the slip."""

    @property
    def share(self) -> float:
        return 1 - len(self.missed) / self.planted


def main(arguments: list[str]) -> int:
    """Print the shares, and what was missed."""
    parser = argparse.ArgumentParser(prog="misspellings", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--shortest", type=int, default=6)
    parser.add_argument("--show", action="store_true", help="print what was missed")
    given = parser.parse_args(arguments)
    report = read_report(ROOT).report
    for code in report.settings.languages:
        judge = speller(code)
        if judge is None:
            continue
        words = [word for word in words_of(report, code, judge) if len(word) >= given.shortest]
        score = planted(words, judge, slip_of(code), given.count, given.seed)
        kin = [(word, wrong) for word, wrong in score.missed if same_word(word, wrong, code)]
        apart = 1 - (len(score.missed) - len(kin)) / (score.planted - len(kin))
        print(
            f"{code}: {score.planted} slips in {len(words)} words, {apart:.1%} told; "
            f"{score.share:.1%} with the {len(kin)} that give another form of the same word"
        )
        if given.show:
            print("   ", " ".join(f"{word}>{slip}" for word, slip in score.missed))
    return 0


def words_of(report: Report, code: str, judge: Speller) -> list[str]:
    """The words of a report in small letters that are right, each once."""
    texts = [passage.plain for chapter in report.chapters.get(code, ()) for passage in chapter.passages]
    texts += [record.words.get(code, "") for record in (*testimony_texts(report), *record_texts(report))]
    own = own_words(report.settings, report.spelling, report.terms, report.sources, report.references, report.privacy)
    letters = language_pack(code).letters
    found = {word for text in texts for word in _WORD.findall(text) if word.islower() and letters.issuperset(word)}
    return sorted(word for word in found if word not in own and judge.known(word))


def planted(words: list[str], judge: Speller, slip: Slip, count: int, seed: int) -> Score:
    """Plant `count` slips in words chosen by chance."""
    chance = random.Random(seed)
    missed: list[tuple[str, str]] = []
    done = 0
    while done < count:
        word = chance.choice(words)
        wrong = slip(word, chance)
        if wrong and wrong != word:
            done += 1
            if judge.known(wrong):
                missed.append((word, wrong))
    return Score(done, tuple(missed))


def same_word(word: str, other: str, code: str) -> bool:
    """Whether two words are forms of one: as the dictionary of their language lists them, or by the endings of the search.

    The dictionary of English lists every form as a word of its own.
    """
    words = dictionary(code)
    if words is None:
        return False
    return not set(words.bases(word)).isdisjoint(words.bases(other)) or stem(word, code) == stem(other, code)


def slip_of(code: str) -> Slip:
    """How words of a language are misspelt: by a letter, where a dictionary knows them; by a vowel, where a rule does."""
    if dictionary(code):
        letters = "".join(
            sorted(letter for letter in language_pack(code).letters if letter.isalpha() and letter.islower())
        )
        return lambda word, chance: one_letter(word, letters, chance)
    lists = word_lists(code)
    pairs = dict(zip(lists.words("spelling", "front-of"), lists.words("spelling", "back-of"), strict=True))
    pairs |= {back: front for front, back in pairs.items()}
    front = frozenset(lists.words("spelling", "front"))
    return lambda word, chance: one_vowel(word, pairs, front, chance)


def one_letter(word: str, letters: str, chance: random.Random) -> str:
    """A word with one slip of the hand."""
    at = chance.randrange(len(word))
    letter = chance.choice(letters)
    exchanged = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return chance.choice(
        (word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :], exchanged)
    )


def one_vowel(word: str, pairs: dict[str, str], front: frozenset[str], chance: random.Random) -> str:
    """A word with one vowel, not the first, of the other kind; nothing where its vowels do not agree as it is."""
    places = [at for at, letter in enumerate(word) if letter in pairs]
    if len(places) < 2 or len({word[at] in front for at in places}) > 1:
        return ""
    at = chance.choice(places[1:])
    return word[:at] + pairs[word[at]] + word[at + 1 :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
