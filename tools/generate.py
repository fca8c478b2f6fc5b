"""Generated reports and series of any size, for measuring: chapters in three languages, statistics in CSV files, testimonies."""

from __future__ import annotations

import json
from pathlib import Path

LANGUAGES = ("en", "ru", "ky")
SENTENCES = {
    "en": ("In that year [{n} per cent](stat:{a}) of women and [{m} per cent](stat:{b}) of men agreed.", "The chapter speaks of two sisters and of 2015."),
    "ru": ("В том году согласились [{n}\u00a0%](stat:{a}) женщин и [{m}\u00a0%](stat:{b}) мужчин.", "В главе речь идёт о двух сёстрах и о 2015 годе."),
    "ky": ("Ошол жылы аялдардын [{n} пайызы](stat:{a}) жана эркектердин [{m} пайызы](stat:{b}) макул болгон.", "Бапта эки эже-сиңди жана 2015-жыл тууралуу айтылат."),
}  # fmt: skip
PROSE = {
    "en": "Women who leave carry the hopes of a family, and the road is paid for long before the first wage arrives. ",
    "ru": "Женщины, которые уезжают, несут надежды семьи, а за дорогу платят задолго до первого заработка. ",
    "ky": "Кеткен аялдар үй-бүлөнүн үмүтүн көтөрүп жүрөт, ал эми жол акысы биринчи айлыктан көп мурун төлөнөт. ",
}


def generate(folder: Path, chapters: int, statistics: int, quotes: int = 0) -> Path:
    """Write a report with `chapters` chapters a language; each states its share of `statistics`; it has no finding."""
    pairs = statistics // 2
    (folder / "data" / "statistics").mkdir(parents=True)
    (folder / "quotes").mkdir()
    (folder / "report.yml").write_text(
        "slug: generated\ntitle: {en: Generated, ru: Созданный, ky: Түзүлгөн}\nlanguages: [en, ru, ky]\n"
        "publisher: {en: P, ru: P, ky: P}\nedition: {number: '1', date: '2026-01-01'}\n"
        "rights: {en: All rights reserved., ru: Все права защищены., ky: Бардык укуктар корголгон.}\n"
        "message: {en: A message., ru: Сообщение., ky: Билдирүү.}\nurl: https://example.org/generated/\n",
        encoding="utf-8",
    )
    (folder / "references.json").write_text("[]", encoding="utf-8")
    files = []
    for start in range(0, pairs, 500):
        name = f"survey-{start // 500}.csv"
        files.append(name)
        rows = ["item,sex,percent"]
        records = []
        for item in range(start, min(start + 500, pairs)):
            for sex, plus in (("women", 0), ("men", 7)):
                rows.append(f"i{item},{sex},{10 + item % 80 + plus}")
                stems = {"women": "{en: wom, ru: женщин, ky: аял}", "men": "{en: men, ru: мужчин, ky: эркек}"}[sex]
                records.append(
                    f"i{item}-{sex}:\n  source: survey\n  at: {{file: {name}, where: {{item: i{item}, sex: {sex}}}, column: percent}}\n"
                    f"  unit: percent\n  of: {stems}\n  label: {_label(item, sex)}\n"
                )
        (folder / "data" / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
        (folder / "data" / "statistics" / f"{name[:-4]}.yml").write_text("".join(records), encoding="utf-8")
    (folder / "data" / "sources.yml").write_text(
        f"survey:\n  title: {{en: Survey, ru: Опрос, ky: Сурамжылоо}}\n  files: [{', '.join(files)}]\n",
        encoding="utf-8",
    )
    _quotes(folder, quotes)
    (folder / "glossary.yml").write_text("", encoding="utf-8")
    for code in LANGUAGES:
        docs = folder / "docs" / code
        docs.mkdir(parents=True)
        (docs / "index.md").write_text(f"---\ntitle: {_words(code, 3)}\n---\n\n{PROSE[code]}\n", encoding="utf-8")
        for chapter in range(chapters):
            lines = ["---", f"title: {_words(code, 5)}", "---", ""]
            for number, item in enumerate(range(chapter * pairs // chapters, (chapter + 1) * pairs // chapters)):
                if number % 5 == 0:
                    lines += [f"## {_words(code, 7)} {{#c{chapter}-{number}}}", ""]
                stated, plain = SENTENCES[code]
                n = 10 + item % 80
                sentence = stated.format(n=n, m=n + 7, a=f"i{item}-women", b=f"i{item}-men")
                lines += [PROSE[code] + sentence + " " + plain + " " + PROSE[code] * 3, ""]
            for quote in range(chapter * quotes // chapters, (chapter + 1) * quotes // chapters):
                lines += ["```quote", f"q{quote}", "```", ""]
            (docs / f"{chapter + 1:03}-chapter.md").write_text("\n".join(lines), encoding="utf-8")
    return folder


def _words(code: str, count: int) -> str:
    return " ".join(PROSE[code].split()[:count]).rstrip(",")


def _label(item: int, sex: str) -> str:
    """Items are told apart by letters: a number in a label is one that its record would have to hold."""
    name = "".join(chr(ord("A") + item // 26**place % 26) for place in (2, 1, 0))
    en, ru, ky = {"women": ("women", "женщины", "аялдар"), "men": ("men", "мужчины", "эркектер")}[sex]
    return f"{{en: 'Item {name}: {en}', ru: 'Пункт {name}: {ru}', ky: 'Пункт {name}: {ky}'}}"


REPORTS = 5


def generate_series(folder: Path, chapters: int, statistics: int, quotes: int) -> Path:
    """Write a series of five reports in three languages which together hold so many of each; it has no finding.

    Each report links to the next, and all share glossary, works and what stands in every `report.yml`.
    """
    names = [f"pillar-{number}" for number in range(1, REPORTS + 1)]
    each = REPORTS * len(LANGUAGES)
    for name in names:
        report = generate(folder / name, chapters // each, statistics // REPORTS, quotes // REPORTS)
        text = (report / "report.yml").read_text(encoding="utf-8").splitlines()
        kept = [
            line for line in text if not line.startswith(("languages:", "publisher:", "edition:", "rights:", "url:"))
        ]
        (report / "report.yml").write_text("\n".join([f"slug: {name}", *kept[1:]]) + "\n", encoding="utf-8")
        (report / "mkdocs.yml").write_text(_mkdocs(name), encoding="utf-8")
        (report / "glossary.yml").unlink()
        (report / "references.json").unlink()
        after = names[(names.index(name) + 1) % len(names)]
        for code in LANGUAGES:
            path = report / "docs" / code / "001-chapter.md"
            words = {"en": "the next report", "ru": "следующий отчёт", "ky": "кийинки баяндама"}[code]
            path.write_text(
                path.read_text(encoding="utf-8")
                + f"\n{PROSE[code].strip()} [{words}](report:{after}/001-chapter#c0-0)\n",
                encoding="utf-8",
            )
    shared = folder / "shared"
    shared.mkdir()
    (shared / "defaults.yml").write_text(
        "languages: [en, ru, ky]\npublisher: {en: P, ru: P, ky: P}\nedition: {number: '1', date: '2026-01-01'}\n"
        "rights: {en: All rights reserved., ru: Все права защищены., ky: Бардык укуктар корголгон.}\n",
        encoding="utf-8",
    )
    (shared / "references.json").write_text("[]", encoding="utf-8")
    (shared / "glossary.yml").write_text("", encoding="utf-8")
    (folder / "series.yml").write_text(
        "slug: generated\ntitle: {en: Generated, ru: Созданная, ky: Түзүлгөн}\nlanguages: [en, ru, ky]\n"
        "publisher: {en: P, ru: P, ky: P}\nurl: https://example.org/generated/\n"
        f"edition: {{number: '1', date: '2026-01-01'}}\nreports: [{', '.join(names)}]\n",
        encoding="utf-8",
    )
    return folder


def _mkdocs(name: str) -> str:
    languages = "".join(
        f"        - {{locale: {code}, name: {code}, default: {'true' if code == LANGUAGES[0] else 'false'}, build: true}}\n"
        for code in LANGUAGES
    )
    return (
        f"site_name: {name}\ndocs_dir: docs\nsite_dir: build/site\ntheme: {{name: material, font: false}}\nplugins:\n"
        "  - i18n:\n      docs_structure: folder\n      fallback_to_default: false\n      reconfigure_material: false\n"
        f"      reconfigure_search: false\n      languages:\n{languages}  - kerege\n"
    )


def _quotes(folder: Path, count: int) -> None:
    (folder / "quotes" / "speakers.yml").write_text(
        "roles:\n  woman: {en: A woman, ru: Женщина, ky: Аял}\n", encoding="utf-8"
    )
    (folder / "quotes" / "themes.yml").write_text("work: {en: Work, ru: Работа, ky: Жумуш}\n", encoding="utf-8")
    records = {
        f"q{n}": {
            "form": "paraphrase",
            "original": "en",
            "text": {code: f"{PROSE[code].strip()}" for code in LANGUAGES},
            "speaker": "woman",
            "method": "unknown",
            "consent": {"publish": "yes", "translate": "yes"},
            "themes": ["work"],
        }
        for n in range(count)
    }
    for start in range(0, count, 500):
        part = dict(list(records.items())[start : start + 500])
        (folder / "quotes" / f"part-{start // 500}.yml").write_text(
            "\n".join(f"{key}: {json.dumps(record, ensure_ascii=False)}" for key, record in part.items()) + "\n",
            encoding="utf-8",
        )
