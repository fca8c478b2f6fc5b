"""Every place where the report states a claim, with what it says and whether the data bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kerege.evidence.claims import PairResult, RankResult, Result, ShareResult, Trouble, work_out
from kerege.evidence.noise import Noise, noise
from kerege.evidence.phrases import stated_passages
from kerege.evidence.record_texts import RecordText, record_texts, stated_record
from kerege.evidence.stated import Hold, Stated
from kerege.evidence.tolerances import Tolerances
from kerege.evidence.wording import ClaimVerdict, Ruling, judge_wording
from kerege.languages import LanguagePack
from kerege.languages.reading.wording import Says, Wording, read_wording
from kerege.languages.sentences import sentence_at
from kerege.languages.tokens import fold
from kerege.messages import say
from kerege.model import Chapter, Claim, Report, Scheme, Statistic, Tie, Value, WordTie, ties_of

_ENDING = 4
"""Of a word of a label, so many letters may be its ending."""
_REACH = 60
"""Characters between a word such as *than* and what it compares with."""


@dataclass(frozen=True, slots=True)
class ClaimPhrase:
    """Words of a chapter that are tied to a claim, judged."""

    chapter: Chapter
    tie: Tie
    claim: Claim
    result: Result
    words: str
    """With what belongs to them outside the tie."""
    verdict: ClaimVerdict
    noise: Noise | None = None
    """Why the difference that it states may be none."""


@dataclass(frozen=True, slots=True)
class RecordClaim:
    """Words of a record that are tied to a claim, judged."""

    text: RecordText
    language: str
    claim: Claim
    words: str
    """With what belongs to them outside the tie."""
    verdict: ClaimVerdict
    noise: Noise | None = None


def record_claims(
    report: Report, values: Mapping[str, Value], packs: Mapping[str, LanguagePack], tolerances: Tolerances
) -> Iterator[RecordClaim]:
    """The phrases of records: titles and descriptions of figures, labels, definitions, the words of report.yml."""
    for record in record_texts(report):
        for language, text in record.words.items():
            if language not in packs or not any(tie.scheme == Scheme.CLAIM.value for tie in ties_of(text)):
                continue
            pack = packs[language]
            stated = stated_record(text, pack)
            for hold in stated.holds:
                claim = report.claims.get(hold.key.target) if isinstance(hold.key, WordTie) else None
                if claim is None or not isinstance(hold.key, WordTie) or hold.key.scheme != Scheme.CLAIM.value:
                    continue
                result = work_out(claim, report.statistics, values, tolerances)
                if not isinstance(result, Trouble) and hold.start < hold.end:
                    words, verdict, told = _verdict(claim, result, stated, hold, pack, tolerances)
                    yield RecordClaim(record, language, claim, words, verdict, told)


def results_of(report: Report, values: Mapping[str, Value], tolerances: Tolerances) -> Mapping[str, Result]:
    """The claims that can be computed."""
    found = {key: work_out(claim, report.statistics, values, tolerances) for key, claim in report.claims.items()}
    return {key: result for key, result in found.items() if not isinstance(result, Trouble)}


def claim_phrases_of(
    report: Report, values: Mapping[str, Value], packs: Mapping[str, LanguagePack], tolerances: Tolerances
) -> Iterator[ClaimPhrase]:
    """The phrases of all chapters in reading order; ties to claims that are unknown or not computable are left out."""
    for chapter in report.all_chapters():
        pack = packs[chapter.language]
        yield from chapter_claim_phrases(report.claims, report.statistics, chapter, values, pack, tolerances)


def chapter_claim_phrases(
    claims: Mapping[str, Claim],
    statistics: Mapping[str, Statistic],
    chapter: Chapter,
    values: Mapping[str, Value],
    pack: LanguagePack,
    tolerances: Tolerances,
) -> Iterator[ClaimPhrase]:
    """The phrases of a chapter; ties to claims that are unknown or not computable are left out."""
    if not chapter.ties_to(Scheme.CLAIM):
        return
    for _, stated in stated_passages(statistics, chapter, values, pack):
        for hold in stated.holds:
            tie = hold.key
            if not isinstance(tie, Tie) or tie.scheme is not Scheme.CLAIM or tie.target not in claims:
                continue
            if hold.start == hold.end:
                continue  # a link without words is X040
            claim = claims[tie.target]
            result = work_out(claim, statistics, values, tolerances)
            if not isinstance(result, Trouble):
                yield _judged(chapter, tie, claim, result, stated, hold, pack, tolerances)


def _judged(
    chapter: Chapter,
    tie: Tie,
    claim: Claim,
    result: Result,
    stated: Stated,
    hold: Hold,
    pack: LanguagePack,
    tolerances: Tolerances,
) -> ClaimPhrase:
    words, verdict, told = _verdict(claim, result, stated, hold, pack, tolerances)
    return ClaimPhrase(chapter, tie, claim, result, words, verdict, told)


def _verdict(
    claim: Claim, result: Result, stated: Stated, hold: Hold, pack: LanguagePack, tolerances: Tolerances
) -> tuple[str, ClaimVerdict, Noise | None]:
    wording = wording_of(stated, hold, claim, pack)
    words = " ".join(stated.text[wording.start : wording.end].split())
    verdict = judge_wording(claim, result, wording, pack, tolerances)
    if verdict.holds and (reason := _other_one(claim, result, wording, stated, pack)):
        verdict = ClaimVerdict(Ruling.DISAGREES, reason, verdict.expected, verdict.states)
    return words, verdict, noise(result) if verdict.holds and _tells_apart(result, wording) else None


def wording_of(stated: Stated, hold: Hold, claim: Claim, pack: LanguagePack) -> Wording:
    """The phrase of a tie as it is read in its passage."""
    held = tuple((other.start, other.end) for other in stated.holds if other is not hold)
    return read_wording(stated.text, hold.start, hold.end, claim.kind.value, pack.lexicon, held)


def _tells_apart(result: Result, wording: Wording) -> bool:
    """Whether a phrase says that there is a difference, which chance might have made."""
    says = {*wording.values(Says.DIRECTION), *wording.values(Says.COMPARISON)}
    if wording.negations or says & {"same", "near"}:
        return False
    return not (isinstance(result, ShareResult) and not wording.values(Says.QUANTITY))


# --- which one is said to be more ------------------------------------------------------------------------------------------


def _other_one(claim: Claim, result: Result, wording: Wording, stated: Stated, pack: LanguagePack) -> str:
    """Why the sentence names another one than the claim does; empty where it does not."""
    start, end = sentence_at(stated.text, wording.start)
    if isinstance(result, RankResult) and not result.rank.only:
        return _another_first(result, stated.text[start:end], pack)
    if isinstance(result, PairResult) and claim.kind.value == "compare":
        return _exchanged(result, wording, stated.text, (start, end), pack)
    return ""


def _another_first(result: RankResult, sentence: str, pack: LanguagePack) -> str:
    everyone = [operand.statistic for operand in result.order]
    named = [s for s in everyone if _find(sentence, own_stems(s, [o for o in everyone if o is not s], pack))]
    if named and all(statistic.id != result.rank.which for statistic in named):
        return say("the sentence names {id}, and the claim is about {which}", id=named[0].id, which=result.rank.which)
    return ""


def _exchanged(result: PairResult, wording: Wording, text: str, sentence: tuple[int, int], pack: LanguagePack) -> str:
    """Whether what stands behind *than* is what the claim says is more or less."""
    base, other = result.base.statistic, result.other.statistic
    stems = {base.id: own_stems(base, [other], pack), other.id: own_stems(other, [base], pack)}
    places = sorted((place, key) for key, own in stems.items() for place in _find(text[sentence[0] : sentence[1]], own))
    mentions = [(place + sentence[0], key) for place, key in places]
    if not mentions or not all(stems.values()):
        return ""  # one of the two has no name of its own
    compared = _compared_with(mentions, wording, text, sentence, pack)
    if compared and all(key == other.id for _, key in compared):
        return say("the sentence compares with {other}, and the claim with {base}", other=other.id, base=base.id)
    # Words of a label may stand in a sentence for many reasons; only groups tell whom it is about.
    grouped = all(statistic.of.get(pack.code) for statistic in (base, other))
    rest = [mention for mention in mentions if mention not in compared]
    if grouped and rest and all(key == base.id for _, key in rest):
        return say("the sentence is about {base}, and the claim about {other}", base=base.id, other=other.id)
    return ""


def _compared_with(
    mentions: Sequence[tuple[int, str]], wording: Wording, text: str, sentence: tuple[int, int], pack: LanguagePack
) -> list[tuple[int, str]]:
    """The mentions that a word such as *than* or a case marks as what one compares with."""
    whole = read_wording(text, *sentence, "compare", pack.lexicon)
    found = []
    for word in whole.words:
        if word.says is not Says.THAN:
            continue
        behind = "behind" in word.flags
        near = [m for m in mentions if (0 < word.start - m[0] < _REACH if behind else 0 < m[0] - word.start < _REACH)]
        if near:
            found.append(near[-1] if behind else near[0])
    endings = _endings(pack)
    for place, key in mentions:
        word_at = re.match(r"\w+", text[place:])
        beside = 0 < wording.start - place < _REACH
        if endings and beside and word_at and word_at[0].casefold().endswith(endings):
            found.append((place, key))
    return list(dict.fromkeys(found))


def _endings(pack: LanguagePack) -> tuple[str, ...]:
    """Endings of the case in which what one compares with stands, where the language has one: «эркектерден көп»."""
    cases = {case for line in pack.words.lines("comparison") if line.value == "than-case" for case in line.words}
    return tuple(
        ending for ending, case in pack.lexicon.suffixes.items() if case.split()[-1:] and case.split()[-1] in cases
    )


def own_stems(statistic: Statistic, others: Sequence[Statistic], pack: LanguagePack) -> tuple[str, ...]:
    """Beginnings of words that name a statistic and none of the others: its group, else the words of its label."""
    code = pack.code
    groups = {fold(stem.strip()) for stem in statistic.of.get(code, "").split("|") if stem.strip()}
    theirs = {fold(stem.strip()) for o in others for stem in o.of.get(code, "").split("|") if stem.strip()}
    if groups - theirs:
        return tuple(sorted(groups - theirs))
    own, rest = _label(statistic, code), {word for other in others for word in _label(other, code)}
    return tuple(sorted(word[: max(3, len(word) - _ENDING)] if len(word) > 5 else word for word in own - rest))


def _label(statistic: Statistic, language: str) -> set[str]:
    return {fold(word) for word in re.findall(r"[^\W\d_]{3,}", statistic.label.get(language, ""))}


def _find(text: str, stems: Sequence[str]) -> list[int]:
    """Where words begin with one of the stems."""
    if not stems:
        return []
    pattern = "|".join(re.escape(stem) for stem in stems)
    return [match.start() for match in re.finditer(rf"(?<!\w)(?:{pattern})", text, re.IGNORECASE)]
