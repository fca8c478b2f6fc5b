"""Whether everything of the file still stands somewhere: words, pictures, links and cells, counted in the file itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kerege.intake.published.document import Published, words_of
from kerege.intake.published.signs import shown

_FENCE = re.compile(r"^(`{3,})(?:quote|photo)\n[^\n]*\n\1$", re.MULTILINE)
_LINK = re.compile(r"(?<!\\)\]\((?P<lead>[^)\s]*)\)")
_ATTRIBUTES = re.compile(r" \{#[^{}\n]*\}$", re.MULTILINE)
_CITED = re.compile(r"(?<!\\)\[@[^\]\n]*\]")
_PICTURE = re.compile(r"figures/(?:originals/)?(picture-\d+)")
_OUTSIDE = re.compile(r"(?:https?|mailto|ftp|tel):", re.IGNORECASE)


@dataclass(frozen=True)
class Counted:
    """How many of a kind the file holds, and how many of them the folder."""

    total: int = 0
    kept: int = 0


@dataclass(frozen=True)
class Account:
    """What was counted."""

    total: int
    kept: int
    missing: tuple[str, ...]
    """Words that stand fewer times in what was made than in the input."""
    pictures: Counted = Counted()
    links: Counted = Counted()
    cells: Counted = Counted()

    @property
    def share(self) -> float:
        return self.kept / self.total if self.total else 1.0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        kinds = (self.pictures, self.links, self.cells)
        return not self.missing and all(kind.kept >= kind.total for kind in kinds)


def account(published: Published, beside: Iterable[str], files: Mapping[str, str | bytes]) -> Account:
    """Compare what the file holds with what was written.

    Args:
        beside: the words that stand in records and in lists of the import report, each once.
        files: those of the folder.
    """
    wanted, found = Counter[str](), Counter[str]()
    for text in published.holding.texts or (paragraph.text for paragraph in published.paragraphs):
        wanted.update(words_of(shown(text)))
    pages = [
        text for path, text in files.items() if re.fullmatch(r"docs/[^/]+/\d[^/]*\.md", path) and isinstance(text, str)
    ]
    for text in (*beside, *map(_as_read, pages)):
        found.update(words_of(shown(text)))
    missing = {word: count - found[word] for word, count in wanted.items() if count > found[word]}
    total = sum(wanted.values())
    listed = tuple(f"{word} ×{count}" if count > 1 else word for word, count in sorted(missing.items()))
    holding = published.holding
    leads = [lead for text in pages for lead in _LINK.findall(text) if _OUTSIDE.match(lead)]
    leads += [lead for text in pages for lead in re.findall(r"<(https?:[^>\s]+)>", text)]
    rows = [line for text in pages for line in text.splitlines() if re.match(r"\| (?!---)", line)]
    return Account(
        total,
        total - sum(missing.values()),
        listed,
        Counted(
            holding.pictures,
            min(holding.pictures, len({match[1] for path in files if (match := _PICTURE.match(path))})),
        ),
        Counted(holding.links, min(holding.links, len(leads))),
        Counted(holding.cells, min(holding.cells, sum(len(re.findall(r"(?<!\\)\|", row)) - 1 for row in rows))),
    )


def _as_read(markdown: str) -> str:
    """The words of a chapter file as readers see them."""
    text = _FENCE.sub("", markdown)
    text = _ATTRIBUTES.sub("", _CITED.sub(" ", _LINK.sub("]", text)))
    text = re.sub(r"^\[\^[^\]]*\]: ", "", text, flags=re.MULTILINE)
    text = re.sub(r"(?<!\\)\[\^[^\]]*\]", "", text)
    text = re.sub(r"^---\ntitle: \"(.*)\"\n---$", r"\1", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"\$(\w+)[\^_]\{([^{}]+)\}\$", r"\1\2", text)
    text = text.replace("\\&", "&amp;").replace("&lt;", "<").replace("&#123;", "{").replace("&#91;", "[")
    return re.sub(r"\\(?=\W)|(?<!\\)\*+|(?<!\\)[~^]", "", text).replace("&amp;", "&")
