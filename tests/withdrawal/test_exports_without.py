"""What was exported for translators loses the entries that hold a testimony's words, and nothing else."""

from __future__ import annotations

import json

import pytest

from kerege.languages import language_pack
from kerege.model import Remembered
from kerege.outputs.readback.words import words_of
from kerege.translate.digests import digest
from kerege.withdrawal.exchange import memory_without, without_words

TEXT = "My mother-in-law threw the wedding kettle into the irrigation ditch behind the stable."
WORDS = words_of([TEXT])
PACKS = language_pack("en"), language_pack("ru")


def without(name: str, text: str) -> str | None:
    made = without_words(name, text.encode(), "q1", WORDS)
    return None if made is None else made.decode()


def test_a_po_file_loses_its_entry_with_the_blank_line_behind_it() -> None:
    head, own, other = 'msgid ""\nmsgstr "h"', f'msgid "{TEXT}"\nmsgstr "x"', 'msgid "Other"\nmsgstr "y"'
    assert without("a.po", f"{head}\n\n{own}\n\n{other}\n") == f"{head}\n\n{other}\n"
    assert without("a.PO", f"{head}\n\n{other}\n") == f"{head}\n\n{other}\n"
    assert without("a.po", f"{head}\r\n\r\n{own}\r\n\r\n{other}\r\n") == f"{head}\r\n\r\n{other}\r\n"


@pytest.mark.parametrize("tag", ["trans-unit", "unit", "tu"])
def test_xliff_and_tmx_lose_the_unit(tag: str) -> None:
    own, other = f'<{tag} id="1"><source>{TEXT}</source></{tag}>', f'<{tag} id="2"><source>Other</source></{tag}>'
    name = "a.tmx" if tag == "tu" else "a.xlf"
    assert without(name, f"<body>\n {own}\n {other}\n</body>") == f"<body>\n {other}\n</body>"


@pytest.mark.parametrize(
    ("data", "left"),
    [
        ({"blocks": [{"text": TEXT}, {"text": "Other"}]}, {"blocks": [{"text": "Other"}]}),
        ({"quotes": {"q1": {"en": "x"}, "q2": {"en": "y"}}}, {"quotes": {"q2": {"en": "y"}}}),
        ({"places": {"quote:q1": ["a"], "quote:q11": ["b"]}}, {"places": {"quote:q11": ["b"]}}),
        ({"ids": ["q1", "quote:q1", "q2"]}, {"ids": ["q2"]}),
        ({"note": TEXT, "other": 1}, {"other": 1}),
        ([{"id": "q1", "deep": {"x": 1}}, {"id": "q2"}], [{"id": "q2"}]),
    ],
)
def test_json_loses_the_item(data: object, left: object) -> None:
    made = without("a.json", json.dumps(data))
    assert made is not None and json.loads(made) == left


def test_what_cannot_be_edited_is_left_to_a_person() -> None:
    assert (
        without("a.pdf", TEXT) is None and without("a.json", "{no json") is None and without("a.docx", "no zip") is None
    )


def remembered(text: str, target: str) -> Remembered:
    return Remembered(digest(text, PACKS[0]), digest(target, PACKS[1]), "reviewed", text)


def test_a_memory_forgets_the_block_and_keeps_the_others() -> None:
    own, other = remembered(TEXT, "Её слова."), remembered("Other words.", "Другие слова.")
    assert memory_without((own, other), "q1", WORDS, PACKS, ()) == (other,)


def test_a_block_that_loses_a_fragment_on_both_sides_stays_current() -> None:
    source, target = "She [threw it](quote:q1) away.", "Она [выбросила](quote:q1) его."
    (kept,) = memory_without((remembered(source, target),), "q1", WORDS, PACKS, (target,))
    assert "quote:q1" not in kept.text and kept.status == "reviewed" and kept.source == digest(kept.text, PACKS[0])
    assert kept.target != digest(target, PACKS[1])
    (same,) = memory_without((remembered(source, target),), "q2", WORDS, PACKS, (target,))
    assert same == remembered(source, target)
