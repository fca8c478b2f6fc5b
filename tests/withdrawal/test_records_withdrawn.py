"""A record leaves its YAML file as a node, whatever its style, and every other byte stays."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.errors import KeregeError
from kerege.withdrawal.records import without_record

FILES = {
    "flow": ("r1: {\n  a: x,\n  t: {en: A., ru: Б.}\n}\nr2:\n  t: {en: b}\n", "r2:\n  t: {en: b}\n"),
    "comments": (
        "# of the file\n\n# told by A.\nr1:   # beside\n  # within\n  t: >\n    a b\n\n    c\n  # behind\n# also hers\n\n# of r2\nr2: {a: b}\n",
        "# of the file\n\n# of r2\nr2: {a: b}\n",
    ),
    "a comment right above the next is the next one's": ("r1:\n  a: b\n# of r2\nr2: {c: d}\n", "# of r2\nr2: {c: d}\n"),
    "quoted over lines": (
        "r0: {a: 1}\n\nr1:\n  t: \"x\n    y\n\n    z\"\n  u: 'x\n    y'\nr2: {a: b}\n",
        "r0: {a: 1}\n\nr2: {a: b}\n",
    ),
    "literal": ("r1:\n  t: |+\n    abc\n\n\n# of r2\nr2: {a: b}\n", "# of r2\nr2: {a: b}\n"),
    "anchor": (
        "r1:\n  t: &t\n    en: |\n      one\n      two\n  s: &s reader\nr2:\n  t: *t\n  s: *s\n",
        'r2:\n  t: {en: "one\\ntwo\\n"}\n  s: reader\n',
    ),
    "anchored key": ("&a r1: {x: y}\nr2:\n  k: *a\n", "r2:\n  k: r1\n"),
    "merge": ("r1: &r\n  c: 2\nr2:\n  <<: *r\n  d: 3\n", "r2:\n  <<: {c: 2}\n  d: 3\n"),
    "merges": ("r1: &r\n  c: 2\nr2:\n  <<: [*r]\n  d: 3\n", "r2:\n  <<: [{c: 2}]\n  d: 3\n"),
    "line ends of Windows": (
        "r0: {a: 1}\r\n\r\n# c\r\nr1:\r\n  t: |\r\n    a\r\n\r\nr2: {a: 1}\r\n",
        "r0: {a: 1}\r\n\r\nr2: {a: 1}\r\n",
    ),
    "one line": ("{r1: {a: b}, r2: {c: d}}\n", "{r2: {c: d}}\n"),
    "one line, last": ("{r2: {c: d}, r1: {a: b}}\n", "{r2: {c: d}}\n"),
    "the only one": ("{r1: {a: b}}\n", "{}\n"),
    "the only block": ("r1:\n  a: b", ""),
    "JSON": ('{\n  "r1": {"t": {"en": "A"}},\n  "r2": {"t": {"en": "B"}}\n}\n', '{\n  "r2": {"t": {"en": "B"}}\n}\n'),
    "JSON, last": ('{\n  "r2": {"t": "A"},\n  "r1": {"t": "B"}\n}\n', '{\n  "r2": {"t": "A"}\n}\n'),
    "explicit keys": ("? r1\n: a: b\n? r2\n: c: d\n", "? r2\n: c: d\n"),
    "a document": ("---\nr1: {a: b}\n...\n", "---\n...\n"),
    "quoted keys": ("\"r1\":\n  a: b\n'r2':\n  a: c\n", "'r2':\n  a: c\n"),
    "last in the file": ("r2:\n  a: b\n\n# of r1\nr1:\n  t: |\n    abc\n  # told\n# end\n", "r2:\n  a: b\n\n"),
    "written twice": ("r1: {a: b}\nr2: {a: b}\nr1: {a: c}\n", "r2: {a: b}\n"),
    "a byte order mark": ("\ufeffr1: {a: b}\nr2: {c: d}\n", "\ufeffr2: {c: d}\n"),
    "lists at the margin": ("r1:\n- a\n- b\nr2:\n- c\n", "r2:\n- c\n"),
    "nothing in it": ("r1:\nr2: {a: b}\n", "r2: {a: b}\n"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_rest_stays_byte_for_byte(name: str) -> None:
    before, after = FILES[name]
    assert without_record(before, "r1", "f.yml") == after


def test_another_record_is_none_of_it() -> None:
    assert without_record("r10: {r1: x}\n", "r1", "f.yml") is None
    with pytest.raises(KeregeError):
        without_record("r1: {a: b\n", "r1", "f.yml")


KEYS = st.sampled_from(["r1", "r2", "r3"])
VALUES = st.recursive(
    st.text(alphabet="aб 'є:\n#-,{}[]\"&*", max_size=12) | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1), st.booleans(), st.booleans(), st.integers(20, 80))
@settings(max_examples=300, deadline=None)
def test_whatever_is_written_the_others_say_the_same(
    data: dict[str, object], flow: bool, unicode: bool, width: int
) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=unicode, width=width, sort_keys=False)
    without = without_record(text, "r1", "f.yml")
    if "r1" not in data:
        assert without is None
    else:
        assert without is not None
        assert (yaml.safe_load(without) or {}) == {key: value for key, value in data.items() if key != "r1"}
