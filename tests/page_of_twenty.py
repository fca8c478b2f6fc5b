"""A report with a new table and a page of twenty numbers from it in three languages, nothing of it tied yet. Invented figures."""

from __future__ import annotations

import shutil
from pathlib import Path

TEMPLATE = Path(__file__).parents[1] / "src" / "kerege" / "report_template"
ROWS = {
    "Courts": ("the courts", "судам", "сотторго", (31.5, 42.0)),
    "Police": ("the police", "милиции", "милицияга", (27.3, 36.1)),
    "Press": ("the press", "прессе", "басма сөзгө", (44.8, 41.2)),
    "Parliament": ("parliament", "парламенту", "парламентке", (18.4, 23.6)),
    "Schools": ("schools", "школам", "мектептерге", (66.7, 61.9)),
    "Hospitals": ("hospitals", "больницам", "ооруканаларга", (52.2, 49.3)),
    "Banks": ("banks", "банкам", "банктарга", (38.9, 45.5)),
    "Army": ("the army", "армии", "армияга", (57.6, 63.4)),
    "Unions": ("unions", "профсоюзам", "кесиптик бирликтерге", (21.1, 25.8)),
    "Charities": ("charities", "благотворителям", "кайрымдуулук уюмдарына", (34.2, 29.7)),
}
SENTENCES = {
    "en": "Of women {0} per cent trust {2}, and of men {1} per cent do.",
    "ru": "Среди женщин {2} доверяют {0} процента, среди мужчин — {1} процента.",
    "ky": "Аялдардын {0} пайызы {2} ишенет, эркектердин {1} пайызы ишенет.",
}


def make(folder: Path) -> Path:
    """Write the report."""
    shutil.copytree(TEMPLATE, folder)
    lines = [f"{row},{values[0]},{values[1]}" for row, (*_, values) in ROWS.items()]
    (folder / "data" / "trust.csv").write_text("\n".join(["Institution,Women,Men", *lines]) + "\n", encoding="utf-8")
    sources = folder / "data" / "sources.yml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("files: [survey.csv]", "files: [survey.csv, trust.csv]"), encoding="utf-8")
    for number, code in enumerate(("en", "ru", "ky")):
        said = [
            SENTENCES[code].format(*(_number(value, code) for value in values), names[number])
            for *names, values in ROWS.values()
        ]
        title = {"en": "Trust", "ru": "Доверие", "ky": "Ишеним"}[code]
        page = f"---\ntitle: {title}\n---\n\n## {title} {{#trust-whom}}\n\n" + "\n\n".join(said) + "\n"
        (folder / "docs" / code / "02-trust.md").write_text(page, encoding="utf-8")
    return folder


def _number(value: float, code: str) -> str:
    return f"{value:.1f}" if code == "en" else f"{value:.1f}".replace(".", ",")
