"""Plants leaks, one at a time, in a copy of the report: places and names in any inflection, wherever words or files go."""

from __future__ import annotations

import io
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from kerege.checks import check_report
from kerege.model import BlockKind, Kind
from kerege.read import read_report
from tools.report_copy import copy_report

INFLECTED = {
    "en": ["Kadamjay", "Kadamzhai", "Kadamjai’s", "Uch-Korgon", "Nookat", "Suzak", "Bazar-Korgon", "Kara-Bak", "Tokmok"],
    "ru": ["Кадамжая", "Кадамжае", "Кадамжаем", "Ноокате", "Ноокатом", "Сузака", "Уч-Коргоне", "Базар-Коргона", "Токмоку"],
    "ky": ["Кадамжайда", "Кадамжайдан", "Кадамжайлык", "Ноокаттын", "Сузакка", "Үч-Коргондо", "Базар-Коргондун", "Токмокто"],
}  # fmt: skip


@dataclass(frozen=True)
class Leak:
    """One planted leak."""

    kind: str
    path: str
    content: bytes
    what: str
    codes: tuple[str, ...]
    file: str
    """Where a finding with one of the codes must stand."""


class Leaker:
    """Makes leaks of one report."""

    def __init__(self, root: Path, seed: int) -> None:
        reading = read_report(root)
        self.clean, _ = check_report(reading.report, reading.findings)
        self.report = reading.report
        self.root = root
        self.random = random.Random(seed)

    def make(self, kind: str) -> Leak:
        makers: dict[str, Callable[[], Leak]] = {
            "prose": self.prose,
            "testimony": self.testimony,
            "alt text": self.alt_text,
            "file name": self.file_name,
            "image metadata": self.image,
            "report metadata": self.metadata,
            "rare attributes": self.attributes,
            "quotation marks": self.marks,
            "polished word": self.polished,
            "consent": self.consent,
        }
        return makers[kind]()

    def _language(self) -> str:
        return self.random.choice(self.report.settings.languages)

    def _name(self, code: str) -> str:
        return self.random.choice(INFLECTED[code])

    def prose(self) -> Leak:
        code = self._language()
        chapter = self.random.choice(self.report.chapters[code])
        kinds = (Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING, Kind.CELL, Kind.NOTE)
        passage = self.random.choice([p for p in chapter.passages if p.kind in kinds and p.plain and p.offsets])
        name = self._name(code)
        # At the end of a word of the passage, so that no link or mark is broken.
        places = [
            o
            for o, sign in zip(passage.offsets, passage.plain, strict=False)
            if sign == " " and chapter.text[o] in " \n"
        ]
        place = self.random.choice(places) if places else passage.offsets[-1] + 1
        text = chapter.text[:place] + f" {name}" + chapter.text[place:]
        return Leak("prose", str(chapter.path), text.encode(), name, ("P001",), str(chapter.path))

    def _record(self) -> tuple[str, str, str]:
        printed = {b.target for c in self.report.all_chapters() for b in c.blocks if b.kind is BlockKind.QUOTE}
        key = self.random.choice(sorted(printed & set(self.report.quotes)))
        path = str(self.report.quotes[key].location.path)
        return key, path, (self.root / path).read_text(encoding="utf-8")

    def _change(self, key: str, text: str, old: str, new: str) -> str:
        start = re.search(rf"^{key}:", text, re.MULTILINE)
        assert start
        match = re.compile(old, re.MULTILINE | re.DOTALL).search(text, start.end())
        assert match, (key, old)
        return text[: match.start()] + match.expand(new) + text[match.end() :]

    def testimony(self) -> Leak:
        code = self._language()
        key, path, text = self._record()
        name = self.random.choice([*INFLECTED[code], {"en": "Osh", "ru": "Оше", "ky": "Ошто"}[code]])
        changed = self._change(key, text, rf"(^    {code}: *'?[^\s]+ )", rf"\g<1>{name} ")
        return Leak("testimony", path, changed.encode(), f"{name} in {key}", ("P002",), path)

    def alt_text(self) -> Leak:
        code = self._language()
        figure = self.random.choice(sorted(self.report.figures))
        path = f"figures/{figure}.yml"
        text = (self.root / path).read_text(encoding="utf-8")
        name = self._name(code)
        start = text.index("alt:")
        match = re.compile(rf"(\b{code}: *[\"']?)").search(text, start)
        assert match
        changed = text[: match.end()] + f"{name} " + text[match.end() :]
        return Leak("alt text", path, changed.encode(), name, ("P001",), path)

    def file_name(self) -> Leak:
        name = self._name(self._language()).casefold().replace("’", "")
        folder = self.random.choice(["data", "docs/en/images", "figures"])
        path = f"{folder}/{name}-2015.csv"
        return Leak("file name", path, b"a,b\n1,2\n", path, ("P009",), path)

    def image(self) -> Leak:
        exif = Image.Exif()
        exif[0x010E] = self._name("en")
        target = io.BytesIO()
        Image.new("RGB", (8, 8)).save(target, "JPEG", exif=exif)
        path = f"docs/{self._language()}/portrait-{self.random.randint(1, 99)}.jpg"
        return Leak("image metadata", path, target.getvalue(), path, ("P008",), path)

    def metadata(self) -> Leak:
        code = self._language()
        text = (self.root / "report.yml").read_text(encoding="utf-8")
        field = self.random.choice(["message", "subtitle", "rights", "title"])
        start = re.search(rf"^{field}:", text, re.MULTILINE)
        assert start
        match = re.compile(rf"(\b{code}: *[\"']?)").search(text, start.end())
        assert match
        name = self._name(code)
        changed = text[: match.end()] + f"{name} " + text[match.end() :]
        return Leak("report metadata", "report.yml", changed.encode(), f"{field}: {name}", ("P001",), "report.yml")

    def attributes(self) -> Leak:
        key, path, text = self._record()
        changed = self._change(key, text, r"(^  speaker: .*?\n)", r"\g<1>  shown: {area: rural}\n")
        return Leak("rare attributes", path, changed.encode(), key, ("P004", "P005"), path)

    def marks(self) -> Leak:
        code = self._language()
        left, right = ("“", "”") if code == "en" else ("«", "»")
        key, path, text = self._record()
        changed = self._change(
            key, text, rf"^    {code}: *'?(.*?)'?\n(?=    \w|  \w)", f"    {code}: '{left}\\g<1>{right}'\n"
        )
        return Leak("quotation marks", path, changed.encode(), f"{code} {key}", ("Q003",), path)

    def polished(self) -> Leak:
        code = self._language()
        key, path, text = self._record()
        changed = self._change(key, text, rf"(^    {code}: *'?)([^\s']+) ", r"\g<1>\g<2>х ")
        return Leak("polished word", path, changed.encode(), f"{code} {key}", ("Q010",), path)

    def consent(self) -> Leak:
        key, path, text = self._record()
        if self.random.random() < 0.5:
            changed = self._change(key, text, r"publish: published", 'publish: "no"')
            return Leak("consent", path, changed.encode(), key, ("Q004",), "")
        changed = self._change(key, text, r"(^  speaker: .*?\n)", r"\g<1>  withdrawn: true\n")
        return Leak("consent", path, changed.encode(), key, ("Q005",), "")


KINDS = (
    "prose", "testimony", "alt text", "file name", "image metadata", "report metadata", "rare attributes",
    "quotation marks", "polished word", "consent",
)  # fmt: skip


def caught(folder: Path, leak: Leak) -> bool:
    """Whether the check finds a leak; the folder is left as it was."""
    path = folder / leak.path
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(leak.content)
    try:
        reading = read_report(folder)
        findings, _ = check_report(reading.report, reading.findings)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
    return any(f.code in leak.codes and leak.file in ("", str(f.location.path)) for f in findings)


def run(root: Path, count: int, seed: int) -> tuple[int, list[tuple[Leak, bool]]]:
    """Plant `count` leaks; return the findings on the clean report, and each leak with whether it was caught."""
    leaker = Leaker(root, seed)
    leaks = [leaker.make(KINDS[number % len(KINDS)]) for number in range(count)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = copy_report(Path(scratch) / "copy", root, without=("editions",))
        return len(leaker.clean), [(leak, caught(folder, leak)) for leak in leaks]


def report_on(root: Path, count: int, seed: int) -> int:
    """Print the score; 0 when every leak was caught and the clean report has no finding."""
    clean, outcomes = run(root, count, seed)
    print(f"findings on the clean report: {clean}")
    planted, found = Counter(leak.kind for leak, _ in outcomes), Counter(leak.kind for leak, ok in outcomes if ok)
    for kind in KINDS:
        print(f"{kind:18}{planted[kind]:6} planted{found[kind]:6} caught")
    for leak, ok in outcomes:
        if not ok:
            print(f"missed: {leak.kind} in {leak.path}: {leak.what}")
    print(f"score: {sum(found.values())} of {len(outcomes)}")
    return 0 if sum(found.values()) == len(outcomes) and clean == 0 else 1
