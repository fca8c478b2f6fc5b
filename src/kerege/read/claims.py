"""`data/claims.yml`: statements about several statistics."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from kerege.catalogue import problem
from kerege.messages import say
from kerege.model import Claim, ClaimKind, Pair, Rank, Share
from kerege.read.records import Node, Record

FILE = "data/claims.yml"
_KINDS = tuple(kind.value for kind in ClaimKind)
_PLACES = {"first": 1, "second": 2, "third": 3, "last": 0}
_ENDS = ("highest", "lowest")


def read_claim(key: str, record: Record) -> Claim:
    """One entry; exactly one of change, compare, rank, share says what it is (R016)."""
    given = [kind for kind in _KINDS if record.has(kind)]
    if len(given) != 1:
        record.complaints.add(
            record.location,
            problem("R016/claim-should-say-once", key=key),
        )
    kind = ClaimKind(given[0]) if given else ClaimKind.COMPARE
    node = record.node(kind.value) or Node({}, record.location)
    inner = Record(node, say("'{kind}' of {key}", kind=kind.value, key=key), record.complaints)
    about: Pair | Rank | Share
    if kind is ClaimKind.CHANGE:
        about = _pair(inner, "from", "to", bool(given))
    elif kind is ClaimKind.COMPARE:
        about = _pair(inner, "with", "of", bool(given))
    elif kind is ClaimKind.RANK:
        about = _rank(inner)
    else:
        about = _share(inner)
    inner.finish()
    return Claim(key, kind, about, record.words("words", needed=False), record.text("note"), record.location)


def _pair(record: Record, base: str, other: str, needed: bool) -> Pair:
    return Pair(record.text(base, needed=needed), record.text(other, needed=needed))


def _rank(record: Record) -> Rank:
    """`{of: [a, b, c], first: a, by: highest}`; second, third, last, `place: 4, which: a`, or `only: a, above: 50`."""
    among = record.texts("of")
    if len(among) < 2:
        record.complaints.add(
            record.place("of"),
            problem("R004/names-fewer-than-two", record=record.name),
        )
    said = [name for name in (*_PLACES, "which", "only") if record.has(name)]
    if len(said) != 1:
        record.complaints.add(
            record.location,
            problem("R016/should-say-once-which", record=record.name),
        )
    name = said[0] if said else "first"
    which = record.text(name, needed=bool(said))
    if which and among and which not in among:
        record.complaints.add(record.place(name), problem("R004/none", which=which, record=record.name))
    if name == "only":
        return _only(record, among, which)
    place = _PLACES.get(name, 0) or len(among)
    if name == "which":
        place = record.whole("place") or 1
        if not 1 <= place <= max(1, len(among)):
            record.complaints.add(
                record.place("place"), problem("R004/place", record=record.name, place=place, among=len(among))
            )
            place = 1
    return Rank(among, which, place, record.choice("by", _ENDS, "highest") == "highest")


def _only(record: Record, among: tuple[str, ...], which: str) -> Rank:
    above, below = _bound(record, "above"), _bound(record, "below")
    if (above is None) == (below is None):
        record.complaints.add(
            record.location,
            problem("R016/should-say-above-or", record=record.name),
        )
    bound = above if above is not None else below
    return Rank(among, which, 1, above is not None or below is None, Decimal(0) if bound is None else bound)


def _share(record: Record) -> Share:
    """`{of: support, above: 50}`; `in: all` where both are counts."""
    return Share(record.text("of", needed=True), record.text("in"), _bound(record, "above"), _bound(record, "below"))


def _bound(record: Record, key: str) -> Decimal | None:
    text = record.text(key)
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_finite():
        return number
    record.complaints.add(record.place(key), problem("R004/of-is-3", key=key, record=record.name, text=text[:40]))
    return None
