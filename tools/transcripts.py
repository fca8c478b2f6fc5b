"""A page of twenty numbers tied from a new table, as somebody does it: what is typed, and what Kerege says. Into manual/tying.md."""

from __future__ import annotations

import io
import re
import sys
import tempfile
import time
from contextlib import redirect_stdout, suppress
from pathlib import Path

from kerege.checks import check_report
from kerege.cli import cli
from kerege.cli.draft import tie
from kerege.read import read_report
from tests import page_of_twenty

PAGE = Path(__file__).parents[1] / "manual" / "tying.md"
_BEGIN, _END = "<!-- made by tools/run transcripts -->", "<!-- end -->"
_SHOWN = 4
"""Numbers whose questions are shown; the others are as they are."""


def transcript() -> str:
    """The page's middle: the commands, and what was answered. Where something differs from what is promised, it is an error."""
    with tempfile.TemporaryDirectory() as folder:
        root = page_of_twenty.make(Path(folder) / "report")
        file = root / "data" / "statistics" / "example.yml"
        before = len(file.read_text(encoding="utf-8").splitlines())
        begun = time.perf_counter()
        drafted = _said("--report", str(root), "draft", "trust.csv", "--unit", "percent", "--accept")
        asked: list[str] = []

        def answer(choices: str) -> str:
            asked.append(f"{choices}: 1")
            return "1"

        def tell(line: str) -> None:
            asked.append(str(line))

        tie(root, "02-trust", answer, tell)
        seconds = time.perf_counter() - begun
        lines = len(file.read_text(encoding="utf-8").splitlines()) - before
        left = [f for f in check_report(read_report(root).report)[0] if f.code == "S005"]
    if left or lines > 20 or seconds > 300:
        raise SystemExit(f"{len(left)} numbers left, {lines} lines, {seconds:.0f} s")
    blocks = re.split(r"\n(?=\ndocs/)", "\n".join(asked))
    shown = "\n".join([*blocks[:_SHOWN], "\n…\n", blocks[-1]])
    keys = 20 + len("kerege draft trust.csv --unit percent --accept") + len("kerege tie 02-trust") + 22
    return (
        f"    $ kerege draft trust.csv --unit percent --accept\n{_code(drafted)}\n\n"
        f"    $ kerege tie 02-trust\n{_code(shown)}\n\n"
        f"Typed: {keys} signs. Written: {lines} lines of records, sixty ties in three languages; no number of the page is left.\n"
    )


def _said(*arguments: str) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed), suppress(SystemExit):
        cli.main(["--ui-language", "en", *arguments], prog_name="kerege")
    return printed.getvalue().rstrip()


def _code(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())


def page(before: str) -> str:
    """The page with the transcript in its place."""
    start, end = before.index(_BEGIN) + len(_BEGIN), before.index(_END)
    return f"{before[:start]}\n\n{transcript()}\n{before[end:]}"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
