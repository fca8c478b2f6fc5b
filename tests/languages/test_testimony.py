"""Spoken words are set as their language sets them."""

from __future__ import annotations

import pytest

from kerege.languages import language_pack
from kerege.render.testimony import length_class, paragraphs, unquoted


@pytest.mark.parametrize(
    ("code", "text", "printed"),
    [
        ("en", 'She said "go" and I went.', ("“She said ‘go’ and I went.”",)),
        ("en", "She said “go” and I went.", ("“She said ‘go’ and I went.”",)),
        ("ru", "Он сказал «иди», и я пошла.", ("«Он сказал „иди“, и я пошла.»",)),
        ("ru", 'Он сказал "иди", и я пошла.', ("«Он сказал „иди“, и я пошла.»",)),
        ("ky", "Ал «бар» деди, мен бардым.", ("«Ал “бар” деди, мен бардым.»",)),
        ("ru", "- Зачем?\n- Ради детей.\nИ долга.", ("—\u00a0Зачем?", "—\u00a0Ради детей. И долга.")),
        ("ky", "— Эмнеге?\n— Карыз «көп» эле.", ("—\u00a0Эмнеге?", "—\u00a0Карыз “көп” эле.")),
        ("en", "One line - with a dash\nand another.", ("“One line - with a dash and another.”",)),
    ],
)
def test_verbatim_words(code: str, text: str, printed: tuple[str, ...]) -> None:
    assert paragraphs(text, language_pack(code), quoted=True) == printed


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_a_paraphrase_gets_no_marks(code: str) -> None:
    assert paragraphs("A woman\nwas told to go.", language_pack(code), quoted=False) == ("A woman was told to go.",)


def test_the_marks_that_an_editor_put_around_a_fragment_are_known() -> None:
    assert unquoted("“ради детей”") == unquoted('"a"') == (1, 1)
    assert unquoted("ради детей") == unquoted("“a” and “b”") == (0, 0)


def test_length_decides_the_setting() -> None:
    assert [length_class("x" * n) for n in (110, 419, 420)] == ["", "", " k-quote--long"]
