"""Words of other programs, escaped, are read as these words: no mark among them, none of another program."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mixed_markdown import PIECES, examples

from kerege.docx.units import escaped
from kerege.model.document import Text
from kerege.model.visible import visible
from kerege.read.markdown.foreign import foreign_marks, guarded
from kerege.read.markdown.tree import read_words

_MARKS = [
    "{{ x }}",
    "~~a~~",
    "==a==",
    "^[n]",
    "\\newpage",
    "@fig-x",
    "[[p]]",
    "`a",
    "{#i}",
    ":smile:",
    "x^2",
    "&nbsp;",
    "$5",
    "a) b",
    "::: x",
    "!!! note",
    "12",
]
WORDS = st.lists(st.sampled_from([p for p in [*PIECES, *_MARKS] if "\n" not in p and "\t" not in p and "\x0b" not in p and "\x0c" not in p]), max_size=12).map(" ".join)  # fmt: skip


@settings(max_examples=examples(300), deadline=None, suppress_health_check=list(HealthCheck))
@given(WORDS)
def test_escaped_words_are_read_as_they_were(words: str) -> None:
    markdown = guarded(escaped(words))
    nodes = read_words(markdown)
    assert [node for node in nodes if not isinstance(node, Text)] == []
    assert visible(nodes).text == re.sub(r"[^\S\u00a0]+", " ", words).strip(" ")
    assert list(foreign_marks(nodes, markdown)) == []
