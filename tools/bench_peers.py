"""The chapters of this report under other programs that make websites of Markdown, beside Kerege's website of them, in one run.

The others are installed into a temporary environment, from the registry that pip is set to; `--venv FOLDER` names one that has them.
They are given the chapters as they stand: what Kerege makes of ties, records and citations is to them links and code. Quarto's
package fetches the program from elsewhere; it is measured where `quarto` is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.bench_results import KEREGE, Cell, measured, record
from tools.bench_site import stock
from tools.report_copy import copy_report

PACKAGES = ("mkdocs-material==9.*", "mkdocs-static-i18n", "zensical", "sphinx", "myst-parser")
LANGUAGES = ("en", "ru", "ky")
_COMMON = "checks no number, quotation or translation; no side-by-side pages, cards of numbers, evidence, Word, EPUB, or reading back"
MISSING = {
    "stock Material with static-i18n": f"{_COMMON}; no PDF; no Kyrgyz words or search",
    "Zensical": f"{_COMMON}; no PDF; one website for all languages, without Kyrgyz words",
    "Sphinx with MyST": f"{_COMMON}; PDF by LaTeX only; no Kyrgyz words or search",
    "Quarto, HTML": f"{_COMMON}; no Kyrgyz search",
    "Quarto, PDF by Typst": f"{_COMMON}; no press file, no chapters kept apart",
}


def main() -> None:
    """The measurement, kept for the page of them."""
    given = dict(zip(sys.argv, sys.argv[1:], strict=False))
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    rows: list[list[Cell]] = []
    ratios: list[tuple[str, float, float | None]] = []
    with tempfile.TemporaryDirectory() as scratch:
        programs = Path(given["--venv"]) / "bin" if "--venv" in given else _installed(Path(scratch) / "venv")
        report = copy_report(Path(scratch) / "report")
        ours = measured(KEREGE, "--report", str(report), "build", "--clean", "--only", "site")
        rows.append(["Kerege's website", *ours, 1.0, ""])
        for name, (command, folder) in _commands(programs, report, Path(scratch)).items():
            took = _run(command, folder)
            if took is None:
                rows.append([name, "–", "–", "–", "–", f"{MISSING[name]} (not there, or it stopped)"])
                continue
            rows.append([name, *took, ours[1] / took[1], MISSING[name]])
            ratios.append((f"Kerege's website ÷ {name}, CPU", ours[1] / took[1], None))
    record(
        "peers",
        "Beside other programs",
        ["", "wall s", "CPU s", "peak MB", "Kerege ÷ it, CPU", "what it does not do"],
        rows,
        ratios,
        "Clean builds of the chapters of this report in three languages, one after the other.",
    )


def _installed(venv: Path) -> Path:
    """The programs of a fresh environment."""
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    subprocess.run([str(venv / "bin" / "pip"), "install", "-q", *PACKAGES], check=True)
    return venv / "bin"


def _commands(programs: Path, report: Path, scratch: Path) -> Mapping[str, tuple[list[str], Path]]:
    """By name of a peer: what builds its website, and in which folder."""
    made: dict[str, tuple[list[str], Path]] = {}
    material = stock(report, scratch / "material")
    made["stock Material with static-i18n"] = (
        [str(programs / "mkdocs"), "build", "-q", "-d", str(scratch / "stock")],
        material,
    )
    project: Mapping[str, Callable[[Path], list[str]]] = {
        "Zensical": lambda folder: _zensical(folder, programs),
        "Sphinx with MyST": lambda folder: _sphinx(folder, programs),
        "Quarto, HTML": lambda folder: _quarto(folder, "html"),
        "Quarto, PDF by Typst": lambda folder: _quarto(folder, "typst"),
    }
    for number, (name, prepare) in enumerate(project.items()):
        folder = scratch / str(number)
        for code in LANGUAGES:
            shutil.copytree(report / "docs" / code, folder / "docs" / code)
        made[name] = prepare(folder), folder
    return made


def _zensical(folder: Path, programs: Path) -> list[str]:
    settings = "site_name: Trial\nsite_url: https://example.org/\ntheme: {name: material, font: false}\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return [str(programs / "zensical"), "build", "--clean"]


def _sphinx(folder: Path, programs: Path) -> list[str]:
    docs = folder / "docs"
    (docs / "conf.py").write_text('project = "Trial"\nextensions = ["myst_parser"]\n', encoding="utf-8")
    names = [path.relative_to(docs).with_suffix("").as_posix() for path in sorted(docs.glob("*/*.md"))]
    lines = ["# Trial", "", "```{toctree}", *names, "```", ""]
    (docs / "index.md").write_text("\n".join(lines), encoding="utf-8")
    return [str(programs / "sphinx-build"), "-Q", "-E", "-b", "html", str(docs), str(folder / "site")]


def _quarto(folder: Path, form: str) -> list[str]:
    kind = "website" if form == "html" else "default"
    (folder / "_quarto.yml").write_text(
        f"project: {{type: {kind}, output-dir: site}}\nformat: {form}\n", encoding="utf-8"
    )
    return [shutil.which("quarto") or "", "render", str(folder)]


def _run(command: list[str], folder: Path) -> tuple[float, float, float] | None:
    """What a build took; None where the program is not there or stops."""
    if not command[0] or not Path(command[0]).is_file():
        return None
    try:
        return measured(*command, folder=folder)
    except SystemExit as error:
        print(error)
        return None


if __name__ == "__main__":
    main()
