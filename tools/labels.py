"""Brings every labels.po up to date with the English labels: new ones are added empty, and those without wording are listed.

A `labels.yml` that stands in another pack than the English one is taken over into its `labels.po`.
"""

from __future__ import annotations

from pathlib import Path

from kerege.languages import SOURCE, own_labels, pack_folder, shipped, word_lists
from kerege.languages.labels import Labels, read_labels
from kerege.languages.making import write_labels


def main() -> None:
    """Write the files anew, and say what is to be translated."""
    source = own_labels(SOURCE)
    for code in shipped():
        if code == SOURCE:
            continue
        folder = Path(str(pack_folder(code)))
        base = word_lists(code).settings("language").get("extends", "")
        known: Labels = read_labels(folder, word_lists(code).settings("language")["locale"])
        if not base:
            write_labels(folder / "labels.po", code, known)
        (folder / "labels.yml").unlink(missing_ok=True)
        for key in source:
            if key not in known and not base:
                print(f"{code}: {key}: {source[key]}")


if __name__ == "__main__":
    main()
