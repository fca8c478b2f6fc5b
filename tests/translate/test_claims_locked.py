"""A claim's tie is locked in exchange formats, and a new number within it is no change of its block."""

from __future__ import annotations

from kerege.languages import language_pack
from kerege.translate.alignment import ties_of
from kerege.translate.digests import digest
from kerege.translate.exchange.codes import Side, codes_of, pieces

TEXT = "Poverty [rose by 8 points](claim:rise), to [48](stat:poor)."


def test_the_tie_of_a_claim_is_a_locked_code() -> None:
    assert codes_of(TEXT) == {"[…](claim:rise)": 1, "[…](stat:poor)": 1}
    opened = next(piece for piece in pieces(TEXT) if piece.side is Side.OPEN)
    closed = next(piece for piece in pieces(TEXT) if piece.side is Side.CLOSE)
    assert (opened.text, closed.text) == ("[", "](claim:rise)")
    assert ties_of(TEXT)["claim:rise"] == 1


def test_a_new_number_is_no_change_and_a_new_direction_is() -> None:
    pack = language_pack("en")
    assert digest(TEXT, pack) == digest(TEXT.replace("8", "9").replace("48", "49"), pack)
    assert digest(TEXT, pack) != digest(TEXT.replace("rose", "fell"), pack)
    assert digest(TEXT, pack) != digest(TEXT.replace("claim:rise", "claim:other"), pack)
