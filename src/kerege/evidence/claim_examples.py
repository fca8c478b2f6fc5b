"""The examples of claims of a language pack, judged: phrases with a claim in one line and a verdict.

    change 40 48 percent                               from 40 to 48; `40@2010` gives the period
    compare women:52 men:26 percent                    the first is said to be more or less than the second
    rank Osh:40 Naryn:38 Batken:21 percent first       the first one named has that place: first, second, third, last
    rank Osh:40 Naryn:38 percent only>39               the only one above 39; only<39 below
    share 52 percent                                   `share 120/300 persons`: 120 of 300

A name is the beginning of a word of the phrase.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import PurePosixPath

from kerege.evidence.claims import Trouble, work_out
from kerege.evidence.wording import ClaimVerdict, Ruling, judge_wording
from kerege.findings import Location
from kerege.languages import LanguagePack
from kerege.languages.reading.wording import read_wording
from kerege.model import Cited, Claim, ClaimKind, Pair, Rank, Share, Statistic, Value

_HERE = Location(PurePosixPath("claim_examples.txt"))
_PLACES = {"first": 1, "second": 2, "third": 3}


def judge_example(phrase: str, claim: str, pack: LanguagePack) -> ClaimVerdict:
    """What is said of a phrase that states a claim.

    Raises:
        ValueError: the claim is not written as above.
    """
    kind, *words = claim.split()
    ending = words.pop() if kind == "rank" else ""
    unit = words.pop()
    statistics = [_statistic(word, number, unit, pack.code) for number, word in enumerate(_parts(kind, words))]
    keys = tuple(statistic.id for statistic, _ in statistics)
    made = Claim("example", ClaimKind(kind), _about(kind, keys, ending), {}, "", _HERE)
    result = work_out(made, {s.id: s for s, _ in statistics}, {s.id: value for s, value in statistics})
    if isinstance(result, Trouble):
        return ClaimVerdict(Ruling.UNREAD, result.problem.message if result.problem else "")
    return judge_wording(made, result, read_wording(phrase, 0, len(phrase), kind, pack.lexicon), pack)


def _parts(kind: str, words: list[str]) -> list[str]:
    return words[0].split("/") if kind == "share" else words


def _about(kind: str, keys: tuple[str, ...], ending: str) -> Pair | Rank | Share:
    if kind == "change":
        return Pair(keys[0], keys[1])
    if kind == "compare":
        return Pair(keys[1], keys[0])
    if kind == "share":
        return Share(keys[0], keys[1] if len(keys) > 1 else "", None, None)
    if ending.startswith("only"):
        return Rank(keys, keys[0], 1, ending[4] == ">", Decimal(ending[5:]))
    return Rank(keys, keys[0], _PLACES.get(ending, len(keys)), True)


def _statistic(word: str, number: int, unit: str, language: str) -> tuple[Statistic, Value]:
    name, _, amount = word.rpartition(":")
    amount, _, period = amount.partition("@")
    key = f"s{number}"
    words = {language: name} if name else {}
    cited = Cited(amount, "", "")
    decimals = len(amount.partition(".")[2])
    statistic = Statistic(key, "", cited, unit, decimals, words, words, period, None, "", "", "", "", _HERE, _HERE)
    return statistic, Value(Decimal(amount), None, "", raw=amount)
