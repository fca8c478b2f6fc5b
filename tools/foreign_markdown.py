"""Put Markdown that other people wrote for other programs through Kerege: what it understands, what it tells, whether a clean check builds.

    tools/run foreign_markdown FOLDER... --work NEW_FOLDER [--limit N] [--build]

Every `.md`, `.qmd` and `.markdown` file below the folders (and a file that is named) becomes a chapter of a small report. Printed are: the
constructs that were understood; the findings; what is still printed as markup although nobody told it, which must be nothing. Then each
chapter is mended as an impatient editor would do it, until its check is clean: a link that leads nowhere becomes its words, a block with
anything else that was told goes. With `--build`, all of them are built in every output, and a build that is refused is an error.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import yaml

from kerege.checks import check_report
from kerege.findings import Finding, Severity
from kerege.model import Chapter, Report
from kerege.model import document as nodes
from kerege.model.document import walk
from kerege.read import read_report
from kerege.read.chapter import read_chapter_text
from kerege.read.markdown.tree import front_matter
from kerege.read.records import Complaints
from kerege.render.edition import Edition, make_edition
from kerege.render.html import chapter_html
from kerege.render.links import Medium

TEMPLATE = Path(__file__).parents[1] / "src" / "kerege" / "report_template"
_OFF = (
    "S005",
    "S006",
    "S045",
    "S055",
    "T013",
    "T014",
    "T016",
    "P001",
    "P002",
    "P003",
    "P004",
    "P005",
    "P006",
    "P007",
    "P008",
)
"""Of the numbers, letters and names of other people nothing is judged here."""
_RAW = re.compile(
    r":::|\{\{|\}\}|\{%|\^\[|~~\S|(?<!=)==[^\s=][^=]*==|\{[#.:][\w .#:-]*\}|\[\[[^\]]*\]\]|\]\(|\]\[|\\[A-Za-z]+\{|\*\*|(?<!\w)__\w|```|^!!!|^\?\?\?|^=== \""
    r"|</?[a-z][\w-]*[ />]|&#?\w+;|@(?:fig|tbl|sec|eq)-|\[@|\$\$|^\|?\s*:?--+:?\s*\||^\+--+|^\[[ xX]\] |^#{1,6} |^\.\. \w+::|--8<--|^:\w+: "
)
"""What looks like markup on a finished page."""


@dataclass
class Tally:
    """What was seen in all chapters."""

    chapters: int = 0
    understood: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    raw: list[str] = field(default_factory=list)
    unmended: list[str] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    mended: list[Chapter] = field(default_factory=list)


class _Words(HTMLParser):
    """The words of a page by block, without code and formulas."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks, self.hidden = [""], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("code", "pre", "math", "svg")
        if tag in ("p", "li", "td", "th", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "div", "br", "caption"):
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("code", "pre", "math", "svg")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.blocks[-1] += data


def chapter_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of Markdown below folders."""
    for path in paths:
        if path.is_file():
            yield path
        else:
            yield from sorted(p for p in path.rglob("*") if p.suffix in (".md", ".qmd", ".markdown") and p.is_file())


def wrapped(text: str, name: str) -> str:
    """The text with a front matter of ours, in which only the title is kept."""
    match = front_matter(text.replace("\r\n", "\n"))
    title = name
    if match is not None:
        found = re.search(r"^title:\s*(.+)$", match["yaml"], re.MULTILINE)
        title = found[1].strip("\"' ") if found else name
        text = text.replace("\r\n", "\n")[match.end() :]
    title = re.sub(r"[^\w ,.:;()–-]", " ", title).strip() or name
    return f"---\ntitle: {yaml.safe_dump(title, allow_unicode=True, width=10000).splitlines()[0]}\n---\n\n{text}"


def read(text: str, name: str) -> Chapter:
    return read_chapter_text(text, PurePosixPath("docs/en", f"{name}.md"), "en", Complaints())


def errors_of(report: Report, chapter: Chapter) -> list[Finding]:
    """What the check says of a chapter alone."""
    alone = replace(report, chapters={"en": (*report.chapters["en"], chapter)})
    found, _ = check_report(alone)
    return [f for f in found if f.location.path == chapter.path and f.severity is Severity.ERROR]


def mended(report: Report, chapter: Chapter) -> Chapter | None:
    """The chapter without what the check tells; None when that never ends."""
    for _ in range(60):
        told = errors_of(report, chapter)
        if not told:
            return chapter
        text = chapter.text
        for start, end, instead in sorted(_mendings(chapter, told), reverse=True):
            text = text[:start] + instead + text[end:]
        chapter = read(text, chapter.name)
    return None


def _mendings(chapter: Chapter, told: list[Finding]) -> Iterator[tuple[int, int, str]]:
    """What to write where, without two for one place."""
    links = [node for node in walk(*chapter.document.blocks) if isinstance(node, nodes.Link)]
    taken: list[tuple[int, int]] = []
    for finding in told:
        offset = min(chapter.places.offset(finding.location), len(chapter.text))
        start, end, instead = _mending(chapter, finding, offset, links)
        if not any(a < end and start < b for a, b in taken) and start < end:
            taken.append((start, end))
            yield start, end, instead


def _mending(chapter: Chapter, finding: Finding, offset: int, links: list[nodes.Link]) -> tuple[int, int, str]:
    text = chapter.text
    around = [
        node.span for node in links if node.span.start <= offset < node.span.end and node.words.start < node.words.end
    ]
    if finding.code in ("X016", "X017", "X023", "X022", "X001") and around:
        node = next(node for node in links if node.span == around[0])
        return *node.span, text[slice(*node.words)]
    for block in chapter.document.blocks:
        if (
            isinstance(block, nodes.Heading)
            and block.span.start <= offset <= block.span.end
            and finding.code in ("X014", "X015")
            and finding.problem.case != "no-words"
        ):
            words = re.sub(r"\s*\{[^{}]*\}\s*$", "", text[slice(*block.span)].strip("# \n").split("\n")[0])
            level = len(finding.hint.rpartition("it with ")[2]) if "it with #" in finding.hint else 2
            return *block.span, f"{'#' * level} {words}"
        if block.span.start <= offset <= block.span.end:
            return *block.span, ""
    line = text.rfind("\n", 0, offset) + 1
    return line, (text.find("\n", offset) + 1 or len(text)), ""


def raw_of(chapter: Chapter, edition: Edition) -> Iterator[str]:
    """What looks like markup on the page of a clean chapter; signs that a backslash or an entity makes ordinary are left out."""
    text = chapter.text
    for node in walk(*chapter.document.blocks):
        start, end = node.span
        if isinstance(node, nodes.Text) and end - start != len(node.text) and node.text != "|":
            text = text[:start] + "·" * (end - start) + text[end:]
    words = _Words()
    words.feed(chapter_html(read(text, chapter.name), edition, Medium.WEB))
    for block in words.blocks:
        found = _RAW.search(block.strip())
        if found is not None:
            yield f"{chapter.name}: {found[0]!r} in {block.strip()[max(0, found.start() - 30) : found.end() + 40]!r}"


def take(path: Path, number: int, report: Report, edition: Edition, tally: Tally) -> None:
    """Put one file through."""
    text = path.read_text(encoding="utf-8", errors="replace").replace("\0", "").replace("\ufeff", "")
    name = f"{number:03}-{re.sub(r'[^a-z0-9]+', '-', path.stem.casefold()).strip('-')[:40] or 'chapter'}"
    text = re.sub(r"\{ ?#(?=[\w-])", f"{{#c{number}-", wrapped(text, name))
    chapter = read(text, name)
    tally.chapters += 1
    tally.understood.update(type(node).__name__ for node in walk(*chapter.document.blocks))
    for finding in errors_of(report, chapter):
        tally.told[f"{finding.code} {finding.hint if finding.code == 'X040' else ''}".strip()] += 1
    clean = mended(report, chapter)
    if clean is None:
        tally.unmended.append(f"{name}: {errors_of(report, chapter)[0]}")
        return
    letters = sum(map(str.isalnum, chapter.text[chapter.body :])) or 1
    tally.kept.append(round(100 * sum(map(str.isalnum, clean.text[clean.body :])) / letters))
    tally.raw += raw_of(clean, edition)
    tally.mended.append(clean)


def small_report(folder: Path) -> Path:
    """A report in English for the chapters of others."""
    shutil.copytree(TEMPLATE, folder)
    for code in ("ru", "ky"):
        shutil.rmtree(folder / "docs" / code, ignore_errors=True)
    shutil.rmtree(folder / "translations", ignore_errors=True)
    settings = yaml.safe_load((folder / "report.yml").read_text(encoding="utf-8"))
    settings |= {"languages": ["en"], "checks": {"off": dict.fromkeys(_OFF, "words of other people")}}
    settings.pop("status", None)
    (folder / "report.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools/run foreign_markdown", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, help="folders with Markdown, or files")
    parser.add_argument("--limit", type=int, default=10_000, help="take at most so many files")
    parser.add_argument("--work", type=Path, required=True, help="a new folder for the report")
    parser.add_argument("--build", action="store_true", help="build the mended chapters in every output")
    asked = parser.parse_args()
    folder = small_report(asked.work)
    report = read_report(folder).report
    edition = make_edition(report, "en", check_report(report)[1].values)
    tally = Tally()
    for number, path in enumerate(list(chapter_files(asked.paths))[: asked.limit], 1):
        take(path, number, report, edition, tally)
    told(tally)
    built = build(folder, tally.mended) if asked.build else True
    return 0 if built and not tally.raw and not tally.unmended else 1


def told(tally: Tally) -> None:
    """Print what was seen."""
    print(f"{tally.chapters} chapters")
    print("understood:", ", ".join(f"{count} {name}" for name, count in tally.understood.most_common()))
    print("told:", *(f"  {count:5} {what}" for what, count in tally.told.most_common()), sep="\n")
    print(f"printed raw after a clean check: {len(tally.raw)}", *tally.raw[:60], sep="\n  ")
    print(f"never clean: {len(tally.unmended)}", *tally.unmended[:20], sep="\n  ")
    if tally.kept:
        print(f"letters kept when mended: {sum(tally.kept) / len(tally.kept):.0f} per cent")


def build(folder: Path, chapters: list[Chapter]) -> bool:
    """Whether a report of these chapters checks clean and builds."""
    for chapter in chapters:
        (folder / chapter.path).write_text(chapter.text, encoding="utf-8")
    for command in ("check", "build"):
        done = subprocess.run(
            [Path(sys.executable).with_name("kerege"), "--report", str(folder), command],
            capture_output=True,
            text=True,
            check=False,
        )
        print(
            f"{command}: exit {done.returncode}",
            *done.stdout.splitlines()[-30:],
            *done.stderr.splitlines()[-10:],
            sep="\n  ",
        )
        if done.returncode:
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
