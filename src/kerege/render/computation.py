"""The claims of an edition with their arithmetic, as readers see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kerege.evidence.claims import Operand, PairResult, RankResult, Result, ShareResult, arithmetic
from kerege.languages.formats import format_number
from kerege.model import Claim, ClaimKind
from kerege.render.edition import Edition

HEADS = ("id", "kind", "label", "statistics", "values", "computation")
"""`label` and `computation` are in the edition's language; all else is the same in every one."""
_DECIMALS = 2


def computation(edition: Edition, result: Result) -> str:
    """What was reckoned, in the numbers of the language."""

    def told(number: Decimal) -> str:
        short = round(number, _DECIMALS).normalize()
        decimals = -int(short.as_tuple().exponent)
        return format_number(number, max(0, decimals), edition.pack)

    return edition.pack.between(";").join(arithmetic(result, told, named=False))


def subject(edition: Edition, claim: Claim, result: Result) -> str:
    """What a claim is about, by the labels of its statistics."""
    labels = [edition.words(operand.statistic.label) for operand in operands(claim, result)]
    sign = {ClaimKind.CHANGE: " → ", ClaimKind.COMPARE: " : "}.get(claim.kind, "; ")
    return sign.join(labels)


def operands(claim: Claim, result: Result) -> tuple[Operand, ...]:
    """The statistics of a claim in the order in which its computation names them."""
    match result:
        case PairResult(base, other):
            return (base, other) if claim.kind is ClaimKind.CHANGE else (other, base)
        case RankResult(_, order):
            return order
        case ShareResult(of, whole):
            return (of,) if whole is None else (of, whole)


def claim_rows(edition: Edition, keys: Iterable[str]) -> Iterator[list[object]]:
    """The heads, then a row for each claim that can be computed, for programs."""
    yield list(HEADS)
    for key in keys:
        claim, result = edition.report.claims.get(key), edition.results.get(key)
        if claim is None or result is None:
            continue
        parts = operands(claim, result)
        yield [
            key,
            claim.kind.value,
            subject(edition, claim, result),
            " ".join(operand.statistic.id for operand in parts),
            " ".join(str(operand.value.number) for operand in parts),
            computation(edition, result),
        ]
