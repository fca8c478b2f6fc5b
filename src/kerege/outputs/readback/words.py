"""Words that must not stand in a file, known again in whatever form the file has them: withdrawn testimony, colleagues' comments.

A text is compared word by word: case, accents, punctuation, line ends, soft hyphens, entities, escapes and marks of formatting
do not count. Five words in their order are a trace; a shorter sentence or fragment is one as a whole.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?…。！？])\s+|\n")
_RUN = 5
"""Words in a row that two texts seldom have in common by chance."""
_SHORTEST, _LETTERS = 3, 15
"""A sentence or fragment of fewer words counts only when it is long: two short words are nobody's."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_NEWLINE = "\u2060"
"""Stands for a line break within a word or a text that goes on, so that lines can still be counted."""
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Words:
    """What is looked for."""

    runs: frozenset[str]
    """Words in a row, with a blank between them; salted digests of them where there is a salt."""
    lengths: frozenset[int]
    """How many words a run has."""
    unspaced: frozenset[str] = frozenset()
    """In scripts without blanks: sentences with all signs taken out."""
    salt: str = ""

    def __bool__(self) -> bool:
        return bool(self.runs or self.unspaced)

    def salted(self, salt: str) -> Words:
        """The same as digests, from which nobody reads the words."""
        return Words(frozenset(_digest(run, salt) for run in self.runs), self.lengths, salt=salt)

    def lines(self, text: str) -> list[int]:
        """The lines of a text, from 1, where withdrawn words begin; each once."""
        return sorted({line for view in views(text) for line in self._found(view)})

    def stand_in(self, text: str) -> bool:
        """Whether a text holds any of the words."""
        return any(True for view in views(text) for _ in self._found(view))

    def _found(self, view: str) -> Iterator[int]:
        words: list[str] = []
        lines: list[int] = []
        number = 1
        for line in view.split("\n"):
            found = split(line)
            words += found
            lines += [number] * len(found)
            number += 1 + line.count(_NEWLINE)
        if not words:
            return
        for length in self.lengths:
            for start in range(len(words) - length + 1):
                run = " ".join(words[start : start + length])
                if (_digest(run, self.salt) if self.salt else run) in self.runs:
                    yield lines[start]
        if self.unspaced:
            whole = "".join(words)
            for sentence in self.unspaced:
                if (at := whole.find(sentence)) >= 0:
                    yield _line_at(at, words, lines)


def _line_at(offset: int, words: list[str], lines: list[int]) -> int:
    for word, line in zip(words, lines, strict=True):
        if offset < len(word):
            return line
        offset -= len(word)
    return lines[-1]


def words_of(texts: Iterable[str], fragments: Iterable[str] = (), known: Iterable[str] = ()) -> Words:
    """What is looked for.

    Args:
        texts: whole texts, of which each sentence counts.
        fragments: parts of sentences.
        known: texts that may be shown: what they say, too, is no trace.
    """
    runs: set[tuple[str, ...]] = set()
    unspaced: set[str] = set()
    pieces: list[str] = []
    for text in texts:
        pieces += [text, *_SENTENCE.split(text)]
    for piece in (*pieces, *fragments):
        words = tuple(split(piece))
        if _UNSPACED.search(piece):
            joined = "".join(words)
            if len(joined) > _RUN:
                unspaced.add(joined)
        elif len(words) >= _RUN:
            runs |= {words[start : start + _RUN] for start in range(len(words) - _RUN + 1)}
        elif len(words) >= _SHORTEST or sum(map(len, words)) >= _LETTERS:
            runs.add(words)
    for text in known:
        words = tuple(split(text))
        for length in {len(run) for run in runs}:
            runs -= {words[start : start + length] for start in range(len(words) - length + 1)}
    lengths = frozenset(map(len, runs))
    return Words(frozenset(map(" ".join, runs)), lengths, frozenset(unspaced))


def _digest(run: str, salt: str) -> str:
    return hashlib.sha256(f"{salt} {run}".encode()).hexdigest()[:32]


def split(text: str) -> list[str]:
    """The words of a text without what does not count: case, accents, invisible signs."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf", "Me")))


def views(text: str) -> Iterator[str]:
    """A text as it is written, and as programs that read it would show it; lines stay countable."""
    yield text
    plain = _joined(text)
    if "\\" in plain:
        plain = _ESCAPES.sub(_unescaped, plain)
        plain = re.sub(r"\\[nrt]", " ", plain)
    if "%" in plain:
        plain = unquote(plain, errors="replace")
    if "&" in plain:
        plain = unescape(unescape(plain))
    if plain != text:
        yield plain
    if "<" in plain:
        # Marks of formatting divide words, or stand within one.
        yield _TAG.sub(lambda tag: " " + "\n" * tag[0].count("\n"), plain)
        yield _TAG.sub(lambda tag: _NEWLINE * tag[0].count("\n"), plain)


def _joined(text: str) -> str:
    """Texts that a format breaks into lines put together again: PO's strings, hyphens at the end of a line."""
    text = re.sub(r'"[ \t]*\r?\n(?:#[|~]? ?)*[ \t]*"', _NEWLINE, text)
    return re.sub(r"(?<=\w)[-‐\u00ad]\r?\n[ \t>*#|]*(?=\w)", _NEWLINE, text)


def _unescaped(match: re.Match[str]) -> str:
    units = bytes.fromhex(match[0].replace("\\u", ""))
    return units.decode("utf-16-be", errors="replace")
