"""What "word for word" means: pieces in order, with … and [ ] for what was left out."""

from __future__ import annotations

import pytest

from kerege.checks.fragments import missing_piece

TEXT = "I went home, and then I came back to the market."


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("I went home", ""),
        ("i WENT home", ""),
        ("I went\n  home", ""),
        ("went home … the market", ""),
        ("went home ... the market", ""),
        ("went [straight] home", ""),
        ("[She] went home", ""),
        ("", ""),
        ("…", ""),
        ("I walked home", "I walked home"),
        ("went home … the  shop", "the shop"),
        ("the market … I went home", "I went home"),
        ("I came … I came", "I came"),
        ("I … I", ""),
        ("market. …", ""),
        ("… went away", "went away"),
    ],
)
def test_the_first_piece_that_is_not_there(words: str, missing: str) -> None:
    assert missing_piece(words, TEXT) == missing


def test_nothing_stands_in_an_empty_text() -> None:
    assert missing_piece("word", "") == "word" and missing_piece("", "") == ""
