"""Prints what the rule of unbound comparisons (S089) finds in a folder of texts whose numbers are taken as tied.

For judging its precision by hand on texts that nobody here wrote: `python -m tools claims_found FOLDER --count 300`; with
`--required` as under `claims: require`, where such words are told beside no number too.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kerege.evidence.stated import Hold, state
from kerege.evidence.unbound import unbound
from kerege.languages import LanguagePack, language_pack
from kerege.languages.reading import Form, Kind, read

_LONGEST = 3000
_SHOWN = 150


def hits(text: str, pack: LanguagePack, *, required: bool = False) -> Iterator[tuple[str, str]]:
    """The kind of claim, and the words with what stands around them."""
    for paragraph in re.split(r"\n\s*\n", text):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(paragraph.split()))
        if words.startswith(("|", "#", "!", "<")) or len(words) > _LONGEST:
            continue
        spans = read(words, pack.lexicon)
        holds = [
            Hold(s.start, s.end)
            for s in spans
            if s.kind is Kind.QUANTITY and s.quantity and s.quantity.form is not Form.SHARE
        ]
        for found in unbound(state(words, holds, pack), holds, (), pack, everywhere=required):
            before, behind = words[max(0, found.start - _SHOWN) : found.start], words[found.end : found.end + _SHOWN]
            yield found.kind.value, f"{before}⟦{words[found.start : found.end]}⟧{behind}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", default="en")
    parser.add_argument("--required", action="store_true")
    arguments = parser.parse_args()
    pack = language_pack(arguments.language)
    files = sorted(path for path in arguments.folder.rglob("*") if path.suffix in (".md", ".txt"))
    found = [
        hit
        for path in files
        for hit in hits(path.read_text(encoding="utf-8", errors="replace"), pack, required=arguments.required)
    ]
    print(f"{len(found)} hits in {len(files)} files:", dict(Counter(kind for kind, _ in found)))
    for number, (kind, words) in enumerate(
        random.Random(arguments.seed).sample(found, min(arguments.count, len(found))), 1
    ):
        print(f"{number:4} {kind:8} {words}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
