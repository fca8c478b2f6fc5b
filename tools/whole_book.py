"""Compare the books of a report, put together from pieces, with the same books laid out whole: pages, words, elements, places, links.

    tools/run whole_book [REPORT] [LANGUAGE …]

Prints every difference; exit code 1 where there is one.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kerege.checks import check_report
from kerege.citations.citeproc import typeset_citations
from kerege.model import Report
from kerege.outputs.book import companions, write_book
from kerege.outputs.figures import draw_figures
from kerege.read import read_report
from kerege.render.edition import Edition, make_edition
from tests.book.whole_book import differences, different_pictures, write_whole


def main() -> int:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    reading = read_report(root)
    _, ledger = check_report(reading.report, reading.findings)
    settings = reading.report.settings
    # What is moved from the spine is moved when the book is put together: without that the press's files can be compared.
    report = replace(reading.report, settings=replace(settings, press=replace(settings.press, binding=Decimal(0))))
    found = 0
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        for code in settings.languages:
            draw_figures(report, ledger.values, work / "figures", code)
        for code in sys.argv[2:] or settings.languages:
            typeset = typeset_citations(report, code)
            found += _compared(
                report, code, [make_edition(report, code, ledger.values, typeset) for _ in range(2)], work
            )
    return 1 if found else 0


def _compared(report: Report, code: str, editions: list[Edition], work: Path) -> int:
    """Make the books of an edition in both ways; the number of differences."""
    figures, out = work / "figures", work / f"{report.settings.slug}-{code}.pdf"
    times = [time.process_time()]
    facts = write_book(editions[0], figures, out, work)
    times.append(time.process_time())
    screen, press = write_whole(editions[1], figures, work, out)
    times.append(time.process_time())
    inside = facts.pages - 2
    found = [
        *differences(screen, out),
        *(f"press: {each}" for each in different_pictures(press, companions(out)[0], inside)),
    ]
    pieces, whole = (after - before for before, after in itertools.pairwise(times))
    print(
        f"{code}: {facts.pages} pages, {len(found)} differences; CPU {pieces:.2f} s from pieces, {whole:.2f} s laid out whole"
    )
    for each in found:
        print(f"  {each}"[:300])
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
