"""Make the dictionaries of English and Russian from what Debian packs: tools/run dictionaries FOLDER

FOLDER is where the packages `scowl` and `hunspell-ru` are unpacked (`dpkg-deb -x`). Russian is the dictionary of Alexander
Lebedev as it is. English is SCOWL up to size 70, in the spellings of Britain (also with -ize) and America; rare short words that
are one slip of the hand from a common one are left out, since in a report they are nearly always slips: "wold" for "would".
Kyrgyz has no dictionary that may be passed on: its rules are written by hand (languages/ky/spelling.txt).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LANGUAGES = ROOT / "src" / "kerege" / "languages"
_SPELLINGS = ("english", "british", "british_z", "american")
_KINDS = ("words", "upper", "proper-names", "contractions", "abbreviations")
_LARGEST, _RARE, _COMMON = 70, 60, 35
"""Sizes of SCOWL: the larger, the rarer are the words that come with it."""
_SHORT = 7
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_AFFIXES = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwzESIANRTOLCDUGMPHBYFVKWZ'\nWORDCHARS '’\nICONV 1\nICONV ’ '\n"


def main(arguments: list[str]) -> int:
    """Write the files; 2 when the folder has no packages."""
    folder = Path(arguments[0]) if arguments else Path()
    scowl, russian = folder / "usr/share/dict/scowl", folder / "usr/share/hunspell"
    if not scowl.is_dir() or not (russian / "ru_RU.dic").is_file():
        print("unpack the packages scowl and hunspell-ru into one folder, and name it")
        return 2
    for ending in ("aff", "dic"):
        shutil.copyfile(russian / f"ru_RU.{ending}", LANGUAGES / "ru" / f"spelling.{ending}")
    notice = (folder / "usr/share/doc/hunspell-ru/copyright").read_text(encoding="utf-8")
    (LANGUAGES / "ru" / "spelling.LICENCE").write_text(
        notice[notice.index("Files: dictionaries/ru_RU/*") : notice.index("Files: dictionaries/ru_RU/th_")],
        encoding="utf-8",
    )
    words = english(scowl)
    lines = "\n".join([str(len(words)), *words])
    (LANGUAGES / "en" / "spelling.dic").write_text(lines + "\n", encoding="utf-8")
    (LANGUAGES / "en" / "spelling.aff").write_text(_AFFIXES, encoding="utf-8")
    shutil.copyfile(folder / "usr/share/doc/scowl/copyright", LANGUAGES / "en" / "spelling.LICENCE")
    return 0


def english(scowl: Path) -> list[str]:
    """The English words, in order."""
    sizes: dict[str, int] = {}
    for path in sorted(scowl.iterdir()):
        name, _, size = path.name.rpartition(".")
        spelling, _, kind = name.partition("-")
        if spelling in _SPELLINGS and kind in _KINDS and int(size) <= _LARGEST:
            for word in path.read_text(encoding="latin-1").split():
                if not word.endswith("'s"):
                    sizes[word] = min(int(size), sizes.get(word, _LARGEST))
    rare = {word for word, size in sizes.items() if size >= _RARE and len(word) <= _SHORT and word.islower()}
    return sorted(
        word for word in sizes if word not in rare or all(sizes.get(near, _LARGEST) > _COMMON for near in slips(word))
    )


def slips(word: str) -> Iterator[str]:
    """Every word that differs by one letter, or by two neighbours exchanged."""
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        yield from (left + letter + right for letter in _LETTERS)
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in _LETTERS)
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
