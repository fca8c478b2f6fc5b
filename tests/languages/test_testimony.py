"""Spoken words are set as their language sets them."""

from __future__ import annotations

import pytest

from kerege.languages import language_pack
from kerege.render.testimony import fragment_html, length_class, paragraphs


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


def test_a_fragment_takes_the_marks_of_the_page() -> None:
    russian = language_pack("ru")
    assert fragment_html("“ради детей”", russian, quoted=True, mark="m") == "<span m>«ради детей»</span>"
    assert fragment_html("ради детей", russian, quoted=False, mark="m") == "<span m>ради детей</span>"


def test_length_decides_the_setting() -> None:
    assert [length_class("x" * n) for n in (110, 111, 419, 420)] == [" k-quote--short", "", "", " k-quote--long"]
