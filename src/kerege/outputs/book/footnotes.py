"""Which WeasyPrint the book was measured with, and whether it can run here.

WeasyPrint 70 can print a footnote a page after its call. Plain `@footnote` styling (no border, no padding) avoids it in
this report, and the suite checks each note. Another version must be measured first, so this module refuses it.
"""

from __future__ import annotations

from kerege.errors import MissingProgram

VERSION = "70.0"


def require_known_version() -> None:
    """Load WeasyPrint, and stop when WeasyPrint is not the version whose footnotes were measured.

    Raises:
        MissingProgram: another version is installed, or Pango cannot be loaded.
    """
    try:
        import weasyprint
    except OSError as error:
        raise MissingProgram(f"WeasyPrint cannot load Pango ({error}); run scripts/setup.") from error
    if weasyprint.__version__ != VERSION:
        raise MissingProgram(
            f"Kerege prints with WeasyPrint {VERSION}; installed is {weasyprint.__version__}. Run scripts/setup."
        )
