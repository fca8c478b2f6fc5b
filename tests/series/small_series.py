"""A series of two tiny reports, for tests: what they share, and a link from one to the other in three languages."""

from __future__ import annotations

import json
from pathlib import Path

_WORDS = {
    "en": ("Rights", "Every woman may [work](term:work) where she wants, writes [@un-2015]. {link}", "see the report on money"),
    "ru": ("Права", "Каждая женщина вправе [работать](term:work) там, где хочет, пишет [@un-2015]. {link}", "см. отчёт о деньгах"),
    "ky": ("Укуктар", "Ар бир аял каалаган жеринде [иштей](term:work) алат, деп жазат [@un-2015]. {link}", "акча жөнүндөгү баяндама"),
}  # fmt: skip
_STATED = {
    "en": "In that year [40 per cent](stat:share) of families lived on it.",
    "ru": "В том году на это жили [40\u00a0%](stat:share) семей.",
    "ky": "Ошол жылы үй-бүлөлөрдүн [40 пайызы](stat:share) ошого жашаган.",
}


def small_series(root: Path) -> Path:
    """Write the series into `root`: reports `rights` and `money`, which state one statistic of a shared source."""
    _write(
        root / "series.yml",
        "slug: two\ntitle: {en: Two reports, ru: Два отчёта, ky: Эки баяндама}\nlanguages: [en, ru, ky]\n"
        "subtitle: {en: A series, ru: Серия, ky: Сериясы}\nmessage: {en: Read both., ru: Прочтите оба., ky: Экөөнү тең окуңуз.}\n"
        "publisher: {en: The press, ru: Издательство, ky: Басмакана}\nurl: https://example.org/two/\n"
        "edition: {number: '1', date: '2026-01-01'}\nreports: [rights, money]\n",
    )
    shared = root / "shared"
    _write(
        shared / "defaults.yml",
        "languages: [en, ru, ky]\npublisher: {en: The press, ru: Издательство, ky: Басмакана}\n"
        "rights: {en: Free to use., ru: Можно использовать., ky: Колдонсо болот.}\nedition: {number: '1', date: '2026-01-01'}\n"
        "contact: {email: press@example.org}\n",
    )
    _write(
        shared / "glossary.yml",
        "work:\n  term: {en: Work, ru: Труд, ky: Эмгек}\n  definition: {en: What is done., ru: 'То, что делают.', ky: Аткарылган иш.}\n",
    )
    _write(
        shared / "references.json",
        json.dumps(
            [
                {
                    "id": "un-2015",
                    "type": "report",
                    "title": "World",
                    "author": [{"literal": "UN"}],
                    "issued": {"date-parts": [[2015]]},
                }
            ]
        ),
    )
    _write(
        shared / "data" / "sources.yml",
        "survey:\n  title: {en: Survey, ru: Опрос, ky: Сурамжылоо}\n  files: [survey.csv]\n"
        "unused:\n  title: {en: Unused, ru: Лишний, ky: Ашыкча}\n  files: [nowhere.csv]\n",
    )
    _write(shared / "data" / "survey.csv", "item,percent\nshare,40\n")
    for name, other in (("rights", "money"), ("money", "rights")):
        folder = root / name
        _write(
            folder / "report.yml",
            f"slug: {name}\ntitle: {{en: On {name}, ru: О {name}, ky: '{name} жөнүндө'}}\n"
            "message: {en: Short., ru: Коротко., ky: Кыска.}\nstatus: {ru: reviewed, ky: draft}\n",
        )
        _write(folder / "mkdocs.yml", _MKDOCS.replace("NAME", name))
        _write(
            folder / "data" / "statistics" / "a.yml",
            "share:\n  source: survey\n  at: {file: survey.csv, where: {item: share}, column: percent}\n  unit: percent\n"
            "  label: {en: Share, ru: Доля, ky: Үлүш}\n",
        )
        for code, (title, text, words) in _WORDS.items():
            link = f"[{words}](report:{other}/01-first#{other}-why)"
            _write(folder / "docs" / code / "index.md", f"---\ntitle: {title}\n---\n\n{_STATED[code]}\n")
            _write(
                folder / "docs" / code / "01-first.md",
                f"---\ntitle: {title}\n---\n\n## {title} {{#{name}-why}}\n\n{text.format(link=link)}\n",
            )
    return root


_MKDOCS = """site_name: NAME
docs_dir: docs
site_dir: build/site
theme: {name: material, font: false}
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      reconfigure_material: false
      reconfigure_search: false
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: ru, name: Русский, build: true}
        - {locale: ky, name: Кыргызча, build: true}
  - kerege
"""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
