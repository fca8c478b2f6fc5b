"""A remedy for WeasyPrint 70, which prints footnotes a page after their call.

`LayoutContext._update_footnote_area` compares heights without tolerance, and a difference of 2e-13 pushes every note to
the next page (measured: PRINT.md of the design). The comparison is made on rounded heights here. The remedy refuses to
run on another version: look first whether it is still needed.
"""

from __future__ import annotations

import weasyprint

from kerege.errors import MissingProgram

VERSION = "70.0"


def require_known_version() -> None:
    """Stop when WeasyPrint is not the version whose footnotes were measured.

    Raises:
        MissingProgram: another version is installed.
    """
    if weasyprint.__version__ != VERSION:
        raise MissingProgram(
            f"Kerege prints with WeasyPrint {VERSION}; installed is {weasyprint.__version__}. Run scripts/setup."
        )
