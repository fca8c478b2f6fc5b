"""What is printed has room on its page as it is meant to be read.

Passes: a table of ten columns of figures, a drawing of 120 × 90 mm. Fails: a table whose longest words have no room side by
side even on a page that lies on its side, or in its list or note, so that words are broken (L003); a drawing so tall that it must be made
smaller than two thirds to have room on a page (L004); a message that has no room on the back cover (L005).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.findings import Finding
from kerege.fonts.measure import narrowest
from kerege.model import Figure, Settings, chapters_of
from kerege.model.brand import Brand, text_scale
from kerege.model.paper import TABLE, TIGHT, TextArea, room, scaled

CODES = ("L003", "L004", "L005")
_SMALLEST = 0.67
"""Of its size, to which a drawing may be reduced: letters of 9 points become 6."""
_FRAME = 60.0
"""Points that a figure's title and source take."""
MESSAGE = 3500
"""Characters that have room on the back cover in its smallest size, on the smallest paper."""


def check(parallels: Parallels, settings: Settings, brand: Brand) -> Iterator[Finding]:
    """Yield a warning for each table that is too large for the paper."""
    place = _room(settings, brand)
    for chapter in chapters_of(parallels):
        for table in chapter.tables:
            column = place.nested(table.nested)
            if len(table.rows[0]) * TABLE[1] + _letters(table.rows) * TABLE[0] < column:
                continue
            needed, width = narrowest(table.rows, *TIGHT), column if table.nested else place.turned
            if needed > width:
                yield Finding(
                    table.location,
                    problem("L003/table-needs-times-width", needed=f"{needed / width:.1f}"),
                    language=chapter.language,
                )


def _room(settings: Settings, brand: Brand) -> TextArea:
    """What the paper has for text, in letters of the usual size."""
    return scaled(room(settings.paper), 1 / text_scale(brand.base.size))


def check_records(settings: Settings, brand: Brand, figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Yield a warning for each drawing, and an error for a message, that is too large for the paper."""
    place = _room(settings, brand)
    for _, figure in sorted(figures.items()):
        part = float(figure.width / figure.height) * (place.height - _FRAME) / place.column
        if part < _SMALLEST:
            yield Finding(
                figure.location,
                problem("L004", width=figure.width, height=figure.height, part=f"{part:.2f}"),
            )
    for code in settings.languages:
        message = settings.message.get(code, "")
        if len(message) > MESSAGE:
            yield Finding(
                settings.location,
                problem("L005", length=len(message), most=MESSAGE),
                language=code,
            )


def _letters(rows: tuple[tuple[str, ...], ...]) -> int:
    """Of the longest words of each column, added up; more than there are, never fewer."""
    return sum(
        max((len(word) for cell in column for word in cell.split()), default=0) for column in zip(*rows, strict=False)
    )
