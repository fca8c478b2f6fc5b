"""Texts for properties: pieces of Markdown in any order, with any letters between them."""

from __future__ import annotations

import os

from hypothesis import strategies as st

PIECES = [
    "*", "**", "_", "__", "***", "`", "``", "`` ` ``", "` a `", "# # #b #", "[", "]", "](", "(", ")", "<", ">", "> ", "- ", "1. ",
    "1) ", "# ", "## ", "#", "|", "\\|", "\n| a | b |\n|---|---|\n", "|---|\n", "\n", "\n\n", "\\\n", "  \n", "\t", "    ", " ", "  ",
    "&amp;", "&nbsp;", "&#35;", "&bogus;", "\\*", "\\[", "\\\\", "\\", "a", "word", "два", "http://x.y", "<http://x.y/ä>", "<a@b.c>",
    "[t](stat:a-b)", "[t](<u v> \"w\")", "[r]", "[r][]", "[x][r]", "\n[r]: /u\n", "![i](u)", "![a *b*](c)", "[^n]", "\n[^n]: note\n",
    "\n    more\n", "<b>", "</b>", "<!-- c -->", "$x$", "$", "$$", "$$y$$", "\n$$\nz\n$$\n", "\n!!! note\n    in\n", "\n!!! tip \"T\"\n    in\n",
    "\n> [!NOTE]\n> x\n", "\nterm\n: def\n", "---", "===", "\n---\n", "\n===\n", "```\n", "~~~", "~", "^", "~x~", "^2^", "[@k]",
    "[see @k, p. 3; -@b]", "@k", "!", ":", "\u00a0", "\u3000", "😀", "\x0b", "\x0c", "&", "{#id}", "{#id .c}\n", "Table: ",
]  # fmt: skip
_PIECE = st.sampled_from(PIECES)
TEXTS = st.one_of(
    st.lists(_PIECE, max_size=30).map("".join),
    st.text(max_size=60),
    st.lists(st.one_of(_PIECE, st.text(max_size=3)), max_size=25).map("".join),
)


def examples(usual: int) -> int:
    """How many to try: `MARKDOWN_EXAMPLES` for a long run."""
    return int(os.environ.get("MARKDOWN_EXAMPLES", usual))
