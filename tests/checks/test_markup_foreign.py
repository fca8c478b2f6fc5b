"""What other programs read as markup is a finding at its place, and what is only writing is none."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kerege.checks.markup_foreign import of_chapter
from kerege.findings import Finding
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints

FOREIGN = [
    ("::: {.callout-note}\nWords.\n:::", 1, 1, "callout"),
    ("??? tip\n    Words.", 1, 1, "callout"),
    ("!!!note\n    Words.", 1, 1, "callout"),
    ("!!! note A title\n    Words.", 1, 1, "callout"),
    ("!!! danger\n    Words.", 1, 1, "kinds of callouts"),
    ("> [!faq]- Is it so?\n> Words.", 1, 3, "callout"),
    (".. note:: Words.", 1, 1, "callout"),
    ("[NOTE]\nWords.", 1, 1, "callout"),
    ('=== "Tab"', 1, 1, "under a heading"),
    ("== History ==", 1, 1, "begin a heading"),
    ("#Heading", 1, 1, "begin a heading"),
    ("Words {{ macro }} here.", 1, 7, "[words](stat:ID)"),
    ("{{< pagebreak >}}", 1, 1, "what should be read"),
    ("{% if x %}", 1, 1, "what should be read"),
    ("Cost: ${price}", 1, 7, "what should be read"),
    ("Words^[an *inline* note] here.", 1, 6, "[^name]"),
    ("It is ~~gone~~ now.", 1, 7, "without these marks"),
    ("It is ==marked== now.", 1, 7, "without these marks"),
    ("It is ==**marked**== now.", 1, 7, "without these marks"),
    ("{++added++}", 1, 1, "without these marks"),
    ("[small]{.smallcaps} words", 1, 8, "captions have an id"),
    ("A paragraph {#id}", 1, 13, "captions have an id"),
    ("A paragraph\n{: .lead }", 2, 1, "captions have an id"),
    ("`code`{.python}", 1, 7, "captions have an id"),
    ("(label)=", 1, 1, "captions have an id"),
    ("See @fig-reading and [@tbl-a].", 1, 5, "[Figure](fig:ID)"),
    ("See \\ref{fig:x}.", 1, 5, "LaTeX"),
    ("\\newpage", 1, 1, "LaTeX"),
    ("\\begin{center}\nWords\n\\end{center}", 1, 1, "LaTeX"),
    ("The sum \\(a_1 + b\\) grows.", 1, 9, "$…$"),
    ("\\[ x = y^2 \\]", 1, 1, "$…$"),
    ("- [ ] open\n- [x] done", 1, 3, "say in words"),
    ("See [[page]] and [[page|words]].", 1, 5, "(NAME.md)"),
    ("See [https://example.org words].", 1, 5, "(NAME.md)"),
    ("[TOC]", 1, 1, "table of contents"),
    ("[[_TOC_]]", 1, 1, "table of contents"),
    ('--8<-- "file.md"', 1, 1, "text itself"),
    ("{!file.md!}", 1, 1, "text itself"),
    ("include::chapter.adoc[]", 1, 1, "text itself"),
    ("Well done :smile: all.", 1, 11, "the sign itself"),
    ("See {ref}`x` and :doc:`y`.", 1, 5, "the words alone"),
    (".. figure:: a.png", 1, 1, "the words alone"),
    ("+---+---+\n| a | b |\n+---+---+", 1, 1, "begin and end with |"),
    ("Head   Share\n-----  -----\nx      y", 2, 1, "begin and end with |"),
    ('{| class="wikitable"\n|-\n| a', 1, 1, "begin and end with |"),
    ("| a | b |\n| c | d |", 1, 1, "begin and end with |"),
    ("| Roses are red\n| violets are blue", 1, 1, "backslash"),
    ("| a |\n|---|\n| x |\n\n: A caption", 5, 1, "above its table"),
    ("| a |\n|---|\n| x |\n: A caption", 4, 1, "above its table"),
    ("| a |\n|---|\n| x |\nTable: A caption", 4, 1, "above its table"),
    ("(@) one\n(@) two", 1, 1, "number the items"),
    ("a) one\nb) two", 1, 1, "number the items"),
    ("*[HTML]: Hyper Text", 1, 1, "glossary.yml"),
    ("[see this]: the words that follow", 1, 1, "backslash before the bracket"),
    ("+++\ntitle = 'A'\n+++", 1, 1, "---"),
    ("#+TITLE: A", 1, 1, "---"),
    ("This is ** bold ** here.", 1, 9, "right before and right behind"),
    ("This is '''bold''' here.", 1, 9, "right before and right behind"),
    ("See [words](an address here).", 1, 11, "without blanks"),
    ("See [words][law].", 1, 11, "target behind the words"),
    ("Ben &bogus; Jerry", 1, 5, "the sign itself"),
    ("It is x^2 wide.", 1, 8, "x^2^"),
    ("A `code that never ends.", 1, 3, "close it"),
    ("Seen %%by nobody%%.", 1, 6, "<!-- … -->"),
    ('See [a law](https://example.org "59 per cent").', 1, 5, "title behind the address"),
    ('Of all, [59 per cent](stat:a "as of 2015") agree.', 1, 9, "title behind the address"),
    ("Write `<!-- more -->` here.", 1, 7, "printed empty"),
    ("See [](https://example.org).", 1, 5, "between its brackets"),
    ("See [**&#32;**](term:kelin).", 1, 5, "between its brackets"),
    ("Of all, $59.6\\%$ agree.", 1, 9, "as text"),
    ("| a | ~~b~~ |\n|---|---|\n| x | y |", 1, 7, "without these marks"),
    ("Table: Shares {{ x }} {#t}\n\n| a |\n|---|\n| x |", 1, 15, "what should be read"),
    ("- An item\n\n  > with ==marks== in it", 3, 10, "without these marks"),
    ("Words[^n].\n\n[^n]: A note {{ x }}.", 3, 14, "what should be read"),
]  # fmt: skip
ORDINARY = [
    "5 * 3 = 15, 2*3*4, snake_case and __init__.py of x_y_z.",
    "\\*not emphasis\\*, \\{\\{ no macro \\}\\}, \\[editor's words\\], \\~\\~ and \\== x==.",
    "**`[@key]`** and `[x](stat:y)`, `{{ x }}`, `~~x~~` and ``a `b` [[c]]``.",
    "Words such as \\[\\@key\\] and \\[words\\](stat:a).",
    "H~2~O, m^2^, about ~5, 5 ^ 3, a = b == c.",
    "$x^2 + \\frac{a}{b}$ and\n\n$$\n\\begin{x}\n$$",
    "It costs $5 and $10; at 10:30:15; ratio 1:2:3.",
    "A list (a) and b) in a line; C# and #12.",
    "{braces} and {a b} [brackets] [a] (b).",
    "AT&T; R&D &amp; &copy; 2015.",
    "Yes! Note: words. NOTE: words.",
    "## Heading {#a-b}\n\n## Another {#c .landscape}",
    '!!! note "A title"\n    Words.\n\n> [!TIP]\n> Words.',
    "Term\n: Definition\n\n: Another",
    "[@key, p. 3], [see @key; -@other] and @key [p. 3].",
    "[59 per cent](stat:a-b), [](stat:a-b) and [words][law]\n\n[law]: https://example.org",
    "| a \\| b | `x\\|y` |\n|---|---|\n| 1 | 2 |",
    "Mail a@b.kg or see <https://example.org/a_b__c>, https://example.org/a__b.",
    "O`zbek, rock 'n' roll, the '90s, 5' 3''",
    "Line one\\\nline two  \nline three",
    "a < b -> c <- d; <!-- a {{ comment }} -->",
    "«[Слова](quote:q1)» — слова; **жирно**, *курсив*; 3 %.",
]  # fmt: skip


def found(text: str) -> list[Finding]:
    path = PurePosixPath("docs/en/01-a.md")
    return list(of_chapter(read_chapter_text(f"---\ntitle: A\n---\n{text}\n", path, "en", Complaints())))


@pytest.mark.parametrize(("text", "line", "column", "hint"), FOREIGN)
def test_a_mark_of_another_program_is_a_finding_at_its_place(text: str, line: int, column: int, hint: str) -> None:
    first = min(found(text), key=lambda finding: finding.location)
    assert (first.code, first.location.line - 3, first.location.column) == ("X040", line, column)
    assert hint in first.hint


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_writing_is_no_finding(text: str) -> None:
    assert [str(finding) for finding in found(text)] == []


def test_front_matter_and_labels_are_read_too() -> None:
    text = "---\ntitle: A {{ x }}\nsummary: ==b==\n---\n\n```figure\nid\nLabel ~~c~~\n```\n"
    chapter = read_chapter_text(text, PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    assert sorted(finding.location.line for finding in of_chapter(chapter)) == [2, 3, 8]


def test_a_line_says_one_thing_once() -> None:
    assert len(found("{{ a }} and {{ b }} and ==c==")) == 2


def test_the_front_matter_holds_words_and_no_blocks() -> None:
    text = '---\ntitle: "# A"\nsummary: |\n  Words:\n  - one\n  - two\ncontent_note: "> b - c"\n---\n\nText.\n'
    chapter = read_chapter_text(text, PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    assert sorted(finding.location.line for finding in of_chapter(chapter)) == [2, 5, 6, 7]
