"""What a colleague did to a Word file, as proposals: each can be accepted or refused, and nothing is applied blindly.

A proposal replaces one block of one chapter. What must not come from Word (words of a tie, of a testimony, of the front
matter) is told and never proposed; what a person must decide (a tie lost, an untied number changed, a record removed) is
proposed and held back from `--accept all`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kerege.docx.blocks import word_blocks
from kerege.docx.document import read_word
from kerege.intake.word_review.base import standing
from kerege.intake.word_review.comparison import Comparison
from kerege.intake.word_review.gathering import gathered
from kerege.intake.word_review.proposals import Review
from kerege.model import Report


def review(report: Report, path: Path) -> Review:
    """Compare a Word file with what it was made from.

    Raises:
        KeregeError: the file cannot be read, or was not made from this report.
    """
    file = read_word(path)
    blocks = word_blocks(file)
    comparison = Comparison(report, file, standing(report, file, path.name, blocks))
    comparison.compare(blocks)
    texts = {chapter.path: chapter.text for chapter in report.all_chapters()}
    changes = gathered(comparison.changes, texts, comparison.pack)
    numbered = tuple(replace(change, number=number) for number, change in enumerate(changes, start=1))
    remarks = tuple(comparison.remark(comment) for comment in file.comments)
    return Review(comparison.standing.language, numbered, tuple(comparison.notices), remarks)
