"""Source Serif 4 and Source Sans 3, complete TTFs under the OFL: the fonts of the website, the PDF and the figures."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
