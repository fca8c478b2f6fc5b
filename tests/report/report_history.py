"""A small report over four editions, as a script: what its editors do, and what a reader finds afterwards.

1: English and Russian, four chapters. 2: a value corrected, a passage updated, a chapter renamed. 3: Kyrgyz added, a testimony and a
statistic withdrawn. 4: a provisional value revised, a chapter gone.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

from click.testing import CliRunner

from kerege.build.build import build_report
from kerege.cli import cli
from tests.small_report import TEMPLATE

LANGUAGES = ("en", "ru", "ky")
_CHAPTERS = {
    "02-daily": {
        "en": "title: Daily life\n---\n\nEvery morning begins with a page. {}\n\nEvenings are for the other pages.\n",
        "ru": "title: Будни\n---\n\nКаждое утро начинается со страницы. {}\n\nВечера остаются для других страниц.\n",
        "ky": "title: Күнүмдүк турмуш\n---\n\nАр бир таң барактан башталат. {}\n\nКечтер башка барактарга калат.\n",
    },
    "03-short": {
        "en": "title: A short chapter\n---\n\nThis chapter will not stay for long.\n",
        "ru": "title: Короткая глава\n---\n\nЭта глава не останется надолго.\n",
        "ky": "title: Кыска бөлүм\n---\n\nБул бөлүм көпкө калбайт.\n",
    },
}
_STATED = {
    "en": "[24.5 per cent](stat:listeners-share) listen, and [12.5 per cent](stat:skippers-share) skip pages.",
    "ru": "[24,5 процента](stat:listeners-share) слушают, а [12,5 процента](stat:skippers-share) пропускают страницы.",
    "ky": "[24,5 пайызы](stat:listeners-share) угат, ал эми [12,5 пайызы](stat:skippers-share) барактарды аттап кетет.",
}
_LEFT = {
    "en": "[24.5 per cent](stat:listeners-share) listen.",
    "ru": "[24,5 процента](stat:listeners-share) слушают.",
    "ky": "[24,5 пайызы](stat:listeners-share) угат.",
}
_STATISTICS = """
listeners-share:
  source: example-survey
  at: {file: survey.csv, where: {question: listens}, column: percent}
  unit: percent
  label: {en: People who listen, ru: Слушающие люди, ky: Уккан адамдар}
  decimals: 1
  provisional: "2026-12"
skippers-share:
  source: example-survey
  at: {file: survey.csv, where: {question: skips}, column: percent}
  unit: percent
  label: {en: People who skip pages, ru: "Люди, которые пропускают страницы", ky: Барактарды аттап окуган адамдар}
  decimals: 1
"""


def command(root: Path, *arguments: str) -> str:
    """A command of Kerege, which must succeed; what it said."""
    result = CliRunner().invoke(cli, ["--report", str(root), *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def begin(root: Path) -> None:
    """The first edition, in English and Russian."""
    shutil.copytree(TEMPLATE, root)
    shutil.rmtree(root / "translations")
    shutil.move(root / "docs" / "ky", root.parent / "ky")
    with open(root / "data" / "survey.csv", "a", encoding="utf-8") as file:
        file.write("listens,24.5\nskips,12.5\n")
    with open(root / "data" / "statistics" / "example.yml", "a", encoding="utf-8") as file:
        file.write(_STATISTICS)
    for code in ("en", "ru"):
        _chapters(root, code, _STATED)
    edit(root / "report.yml", "languages: [en, ru, ky]", "languages: [en, ru]")
    edit(root / "report.yml", "status: {ru: draft, ky: draft}", "status: {ru: draft}")
    edit(
        root / "report.yml",
        'date: "2026-01-01"}',
        'date: "2026-01-01", doi: 10.5555/example.1}\ndoi: 10.5555/example',
    )
    edit(root / "report.yml", "you@example.org", "errors@example.org")


def _chapters(root: Path, code: str, stated: dict[str, str], names: tuple[str, ...] = tuple(_CHAPTERS)) -> None:
    for name in names:
        text = _CHAPTERS[name][code].format(stated[code])
        status = "" if code == "en" else "status: draft\n"
        (root / "docs" / code / f"{name}.md").write_text(f"---\n{status}{text}", encoding="utf-8")


def correct(root: Path) -> None:
    """The second edition: 62.5 was wrong, a sentence is new, a chapter has another name."""
    _next(root, "2", "2026-03-01")
    edit(root / "data" / "survey.csv", "62.5", "64.5")
    for code, mark, more in (("en", ".", "Nobody was left out."), ("ru", ",", "Никто не был пропущен.")):
        edit(root / "docs" / code / "01-example.md", f"62{mark}5", f"64{mark}5")
        edit(root / "docs" / code / "01-example.md", "```statistic", f"{more}\n\n```statistic")
        (root / "docs" / code / "02-daily.md").rename(root / "docs" / code / "02-days.md")
    command(root, "edition", "correct", "stat:readers-share")
    _reason(root, en="Late answers were counted twice.", ru="Поздние ответы посчитаны дважды.")


def withdraw(root: Path) -> None:
    """The third edition: Kyrgyz is there too; a testimony and a statistic are withdrawn."""
    _next(root, "3", "2026-06-01")
    command(root, "withdraw", "quote:r1")
    shutil.copytree(root.parent / "ky", root / "docs" / "ky")
    path = root / "docs" / "ky" / "01-example.md"
    edit(path, "```quote\nr1\n```\n\n", "")
    edit(path, "62,5", "64,5")
    edit(path, "```statistic", "Эч ким калтырылган жок.\n\n```statistic")
    _chapters(root, "ky", _LEFT)
    (root / "docs" / "ky" / "02-daily.md").rename(root / "docs" / "ky" / "02-days.md")
    for code in ("en", "ru"):
        edit(root / "docs" / code / "02-days.md", _STATED[code], _LEFT[code])
    edit(root / "report.yml", "languages: [en, ru]", "languages: [en, ru, ky]")
    edit(root / "report.yml", "status: {ru: draft}", "status: {ru: draft, ky: draft}")
    path = root / "editions" / "corrections.yml"
    edit(
        path,
        "ru: Поздние ответы посчитаны дважды.",
        "ru: Поздние ответы посчитаны дважды.\n    ky: Кеч келген жооптор эки эсептелген.",
    )
    command(root, "edition", "correct", "stat:skippers-share")
    _reason(root, en="The question was misread.", ru="Вопрос был понят неверно.", ky="Суроо туура эмес түшүнүлгөн.")


def revise(root: Path) -> None:
    """The fourth edition: the provisional value is final, a chapter is gone and lives on nowhere."""
    _next(root, "4", "2026-12-01")
    edit(root / "data" / "survey.csv", "24.5", "26.5")
    edit(root / "data" / "statistics" / "example.yml", '  provisional: "2026-12"\n', "")
    for code in LANGUAGES:
        mark = "." if code == "en" else ","
        edit(root / "docs" / code / "02-days.md", f"24{mark}5", f"26{mark}5")
        (root / "docs" / code / "03-short.md").unlink()
    command(root, "edition", "correct", "stat:listeners-share")
    _reason(root, en="All answers are in.", ru="Получены все ответы.", ky="Бардык жооптор алынды.")


STEPS: tuple[Callable[[Path], None], ...] = (begin, correct, withdraw, revise)


def history(root: Path, published: Path) -> None:
    """Run the script; `build/` of each edition is copied to `published/NUMBER/`, and each but the last is closed and kept."""
    for number, step in enumerate(STEPS, start=1):
        step(root)
        built = build_report(root, progress=lambda _: None)
        wrong = [finding for finding in built.findings if finding.severity.value == "error"]
        assert not wrong, [f"{f.location} {f.code} {f.message}" for f in wrong]
        shutil.copytree(root / "build", published / str(number))
        if number < len(STEPS):
            command(root, "edition", "close", "--keep")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def _next(root: Path, number: str, date: str) -> None:
    path = root / "report.yml"
    text = re.sub(
        r'edition: \{.*?\}', f'edition: {{number: "{number}", date: "{date}", doi: 10.5555/example.{number}}}',
        path.read_text(encoding="utf-8"),
    )  # fmt: skip
    path.write_text(text, encoding="utf-8")


def _reason(root: Path, **words: str) -> None:
    """Fill in the reasons of the entry that was written last."""
    path = root / "editions" / "corrections.yml"
    head, mark, _ = path.read_text(encoding="utf-8").rpartition("  reason:\n")
    path.write_text(head + mark + "".join(f"    {code}: {text}\n" for code, text in words.items()), encoding="utf-8")


# --- what readers find ------------------------------------------------------------------------------------------------

_TOLD = re.compile(
    r'<(?P<tag>aside|div|p|a|sup|details) (?P<marks>[^>]*class="(?P<kind>k-earlier|k-status[^"]*|k-stat[ "][^>]*|k-provisional|k-versions)[^>]*)>(?P<words>.*?)</(?P=tag)>',
    re.DOTALL,
)
_SHOWN = re.compile(r".*")


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def told(site: Path) -> Iterator[str]:
    """What the pages of a website say of editions and corrections, a page after the other, then feeds, addresses and records."""
    pages = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    for name in sorted(
        page for page in pages if _SHOWN.fullmatch(page.partition("editions/")[2].partition("/")[2] or page)
    ):
        html = (site / name).read_text(encoding="utf-8")
        yield f"== {name}"
        main = html.partition("<body")[2]
        refreshed = re.search(r'http-equiv="refresh" content="([^"]*)"', html)
        yield from [f"leads on: {refreshed[1]}"] if refreshed else []
        canonical = re.search(r'<link rel="canonical" href="([^"]*)"', html)
        yield from [f"canonical: {canonical[1]}"] if canonical else []
        for match in _TOLD.finditer(main):
            words = plain(match["words"])
            if match["kind"].startswith("k-versions"):
                rows = re.findall(r'<a href="([^"]*)"([^>]*)>([^<]*)', match["words"])
                yield f"choice: {plain(match['words'].partition('<nav')[0])}"
                yield from (
                    f"  {text} -> {href}{' *' if 'aria-current' in marks else ''}" for href, marks, text in rows
                )
            elif match["tag"] == "a":
                yield f"value: {words}{' *' if 'k-stat--corrected' in match['marks'] else ''}"
            else:
                yield f"{match['tag']}: {words}"
        entries = re.search(r'<ul class="k-corrections">(.*?)</ul>', html, re.DOTALL)
        yield from (
            (f"entry: {plain(row)}" for row in re.findall(r"<li.*?</li>", entries[1], re.DOTALL)) if entries else ()
        )
    for name in sorted(path.relative_to(site).as_posix() for path in site.glob("**/feed.xml")):
        yield f"== {name}"
        feed = (site / name).read_text(encoding="utf-8")
        yield from ("entry: " + plain(row) for row in re.findall(r"<entry>.*?</entry>", feed, re.DOTALL))
    for name in ("_redirects", "CITATION.cff"):
        yield f"== {name}"
        yield from (line for line in (site / name).read_text(encoding="utf-8").splitlines() if "404" not in line)
    yield "== sitemap.xml"
    for match in re.finditer(r"<loc>([^<]*)</loc><lastmod>([^<]*)", (site / "sitemap.xml").read_text(encoding="utf-8")):
        yield f"{match[1]} {match[2]}"


_IN_PRINT = re.compile(
    r"[*]|[Ee]dition|[Ии]здани|[Бб]асылма|provisional|предварительн|алдын ала|Withdrawal|Отзыв|Кайтарып алуу"
)


def told_in_files(folder: Path) -> Iterator[str]:
    """What PDFs and EPUBs of an edition say of editions and corrections: each line of print, each notice, mark and entry."""
    for path in sorted(folder.glob("pdf/example-??.pdf")):
        yield f"== {path.name}"
        run = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
        lines = (" ".join(line.split()) for line in run.stdout.replace("\f", "\n").splitlines())
        yield from (line for line in lines if _IN_PRINT.search(line))
    for path in sorted(folder.glob("epub/*.epub")):
        with zipfile.ZipFile(path) as book:
            names = [name for name in book.namelist() if name.endswith((".xhtml", ".opf"))]
            pages = {name: book.read(name).decode("utf-8") for name in sorted(names)}
        for name, text in pages.items():
            found = [
                f"{match['tag']}: {plain(match['words'])}" for match in _TOLD.finditer(text) if match["tag"] != "a"
            ]
            found += [f"mark: {plain(words)} -> {href}" for href, words in _MARK.findall(text)]
            found += [f"version: {version}" for version in re.findall(r'"schema:version">([^<]*)', text)]
            entries = re.search(r'<ul class="k-corrections">(.*?)</ul>', text, re.DOTALL)
            found += [
                f"entry: {plain(row)}" for row in re.findall(r"<li.*?</li>", entries[1] if entries else "", re.DOTALL)
            ]
            yield from [f"== {path.name}/{name.removeprefix('EPUB/')}", *found] if found else []


_MARK = re.compile(r'<sup class="k-correction"><a href="([^"]*)"[^>]*title="([^"]*)"')
