"""`data/claims.yml`: statements about several statistics."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

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
            "R016",
            f"claim '{key}' should say once what it states",
            "write exactly one of change, compare, rank, share",
        )
    kind = ClaimKind(given[0]) if given else ClaimKind.COMPARE
    node = record.node(kind.value) or Node({}, record.location)
    inner = Record(node, f"'{kind.value}' of {key}", record.complaints)
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
            "R004",
            f"'of' of {record.name} names fewer than two statistics",
            "list all of which it is one",
        )
    said = [name for name in (*_PLACES, "which", "only") if record.has(name)]
    if len(said) != 1:
        record.complaints.add(
            record.location,
            "R016",
            f"{record.name} should say once which statistic has which place",
            "write exactly one of first, second, third, last, only, or which with place",
        )
    name = said[0] if said else "first"
    which = record.text(name, needed=bool(said))
    if which and among and which not in among:
        record.complaints.add(
            record.place(name), "R004", f"'{which}' is none of 'of' of {record.name}", "name one of that list"
        )
    if name == "only":
        return _only(record, among, which)
    place = _PLACES.get(name, 0) or len(among)
    if name == "which":
        place = record.whole("place") or 1
        if not 1 <= place <= max(1, len(among)):
            record.complaints.add(
                record.place("place"), "R004", f"'place' of {record.name} is {place}", f"write 1 to {len(among)}"
            )
            place = 1
    return Rank(among, which, place, record.choice("by", _ENDS, "highest") == "highest")


def _only(record: Record, among: tuple[str, ...], which: str) -> Rank:
    above, below = _bound(record, "above"), _bound(record, "below")
    if (above is None) == (below is None):
        record.complaints.add(
            record.location,
            "R016",
            f"{record.name} should say above or below what the only one lies",
            "write one of: above: 50, below: 50",
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
    record.complaints.add(record.place(key), "R004", f"'{key}' of {record.name} is '{text[:40]}'", "write a number")
    return None
