"""The mistakes people make most often, made on purpose, and what Kerege says to them in each of its languages.

The English answers are also a page of the manual.
"""

from __future__ import annotations

import contextlib
import gc
import io
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from kerege.cli import cli
from kerege.languages.messages import ui_languages

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "mistakes"
TEMPLATE = ROOT / "src" / "kerege" / "report_template"
PAGE = ROOT / "manual" / "mistakes.md"
_PAGE = """# Mistakes, and what Kerege says to them

Made on purpose by `tools/run mistakes`, which writes this page. The command is `kerege check` where none is named; the same answers
in Russian and Kyrgyz are in `tests/mistakes/`.

"""
_RAW = "bytes:"


@dataclass(frozen=True)
class Mistake:
    """Who does what; see the head of mistakes.yml."""

    who: str
    does: str
    edit: Mapping[str, Sequence[str]] = field(default_factory=dict)
    write: Mapping[str, str] = field(default_factory=dict)
    move: Mapping[str, str] = field(default_factory=dict)
    run: Sequence[str] = ("check",)

    def make(self, report: Path) -> None:
        """Make it in a folder.

        Raises:
            ValueError: what is to be replaced does not stand there.
        """
        for name, (old, new) in self.edit.items():
            text = (report / name).read_text(encoding="utf-8")
            if old not in text:
                raise ValueError(f"{self.does}: {old!r} does not stand in {name}")
            (report / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        for name, text in self.write.items():
            raw = text.startswith(_RAW)
            (report / name).write_bytes(text.removeprefix(_RAW).encode("latin-1" if raw else "utf-8"))
        for name, new in self.move.items():
            (report / name).rename(report / new) if new else (report / name).unlink()

    def command(self, report: Path) -> list[str]:
        """The arguments of `kerege`."""
        arguments = [argument.format(report=report) for argument in self.run]
        return arguments if "--report" in arguments else ["--report", str(report), *arguments]


def mistakes() -> tuple[Mistake, ...]:
    """All of them, in the order of the list."""
    listed = yaml.safe_load((FOLDER / "mistakes.yml").read_text(encoding="utf-8"))
    return tuple(Mistake(**entry) for entry in listed)


def answer(arguments: Sequence[str], language: str) -> str:
    """What `kerege` prints, and its exit code."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            cli.main(["--ui-language", language, *arguments], prog_name="kerege")
        except SystemExit as end:
            code = end.code
    return f"{printed.getvalue().rstrip()}\n(exit {code or 0})\n"


@contextlib.contextmanager
def accepted_report() -> Iterator[Path]:
    """The report of `kerege new`, with all that a person accepts accepted."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        shutil.copytree(TEMPLATE, report)
        answer(["--report", str(report), "accept", "--all"], "en")
        answer(["--report", str(report), "accept", "translations"], "en")
        yield report


def answers(mistake: Mistake, accepted: Path) -> dict[str, str]:
    """What Kerege says to a mistake, by language; the folder of the report reads `report`."""
    said = {}
    for language in ui_languages():
        report = accepted.with_name("mistaken") / "report"
        shutil.rmtree(report.parent, ignore_errors=True)
        shutil.copytree(accepted, report)
        mistake.make(report)
        said[language] = answer(mistake.command(report), language).replace(str(report), "report")
    return said


def golden(language: str) -> Path:
    """Where the answers in a language are kept."""
    return FOLDER / f"messages.{language}.txt"


def all_answers() -> dict[str, str]:
    """The text of each golden file, by language."""
    texts = dict.fromkeys(ui_languages(), "")
    with accepted_report() as accepted:
        for number, mistake in enumerate(mistakes(), start=1):
            for language, said in answers(mistake, accepted).items():
                shown = " ".join(mistake.run).replace("{report}", "report")
                texts[language] += f"## {number}. The {mistake.who} {mistake.does}: kerege {shown}\n{said}\n"
    return texts


def manual(text: str) -> str:
    """The page of the manual from the English answers: what was done as a heading, the answer below it as printed."""
    parts = []
    for line in text.rstrip().split("\n"):
        if line.startswith("## "):
            parts += [line.removesuffix(": kerege check"), ""]
        elif line.startswith("(exit "):
            parts += []
        else:
            parts.append(f"    {line}".rstrip())
    return _PAGE + "\n".join(parts).rstrip() + "\n"


def main() -> None:
    gc.enable()
    answered = all_answers()
    for path, text in [*((golden(code), text) for code, text in answered.items()), (PAGE, manual(answered["en"]))]:
        path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)} is written")


if __name__ == "__main__":
    main()
