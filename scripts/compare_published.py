"""Which figures of the published text does this edition lack, and why?

Reads the text extracted from the published PDF (it does not belong to this repository), finds every figure in it with
the same reader that checks our chapters, and lists those that no statistic of the report holds. The list must be empty
or explained in compare_published.yml.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import yaml

from kerege.evidence.ledger import read_ledger
from kerege.languages import language_pack
from kerege.languages.reading import Form, Kind, read
from kerege.read import find_report, read_report

TEXT = Path("../shared/published/women-and-labour-migration.txt")
ROUGH = Fraction(2)
"""A fraction in words may stand two points from the figure, as in the checks."""


def lacking(text: str, values: set[Decimal]) -> list[tuple[int, str]]:
    """Line and wording of each figure that is not among the values."""
    pack = language_pack("en")
    found = []
    for line, words in enumerate(text.split("\n"), start=1):
        for span in read(words, pack.lexicon):
            if span.kind is not Kind.QUANTITY or span.quantity is None:
                continue
            room = ROUGH if span.quantity.form is Form.FRACTION else Fraction(0)
            if not any(abs(span.quantity.low - Fraction(value)) <= room for value in values):
                found.append((line, words[span.start : span.end]))
    return found


def main() -> int:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else TEXT
    if not path.is_file():
        print(f"The published text is not at {path}; name it: scripts/compare_published FILE", file=sys.stderr)
        return 2
    report = read_report(find_report(Path())).report
    values: set[Decimal] = set()
    for value in read_ledger(report).values.values():
        values |= {value.number} | ({value.high} if value.high is not None else set())
    explained = {
        line: reason
        for reason, lines in yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")).items()
        for line in lines
    }
    open_lines = 0
    for line, words in lacking(path.read_text(encoding="utf-8"), values):
        reason = explained.get(line, "NOT EXPLAINED")
        open_lines += line not in explained
        print(f"line {line}: {words}: {reason}")
    print(f"{open_lines} figure(s) of the published text are lacking without a reason")
    return 1 if open_lines else 0


if __name__ == "__main__":
    sys.exit(main())
