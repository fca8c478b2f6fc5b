"""A book with more chapters than the validator's usual limits foresee."""

from __future__ import annotations

from pathlib import Path

from weasyprint import HTML

from kerege.outputs.readback.printing import _validated


def test_many_bookmarks_and_rows_are_validated(tmp_path: Path) -> None:
    heads = "".join(f"<h1>Chapter {number}</h1><p>Words.</p>" for number in range(300))
    rows = "".join(f"<tr><th scope=row>{number}</th><td>{number}</td></tr>" for number in range(1100))
    HTML(string=f"<html lang=en><title>Many</title><body>{heads}<table>{rows}</table>").write_pdf(tmp_path / "many.pdf")
    assert not any("failed" in told for told in _validated(tmp_path / "many.pdf"))
