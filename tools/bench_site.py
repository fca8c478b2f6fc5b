"""The website beside stock Material: what a first visit to each kind of page weighs and asks for, what axe-core finds, and, where
Lighthouse is installed, its marks for a phone.

Stock Material is the same chapters as plain Markdown under mkdocs-material with its own search, as its manual sets them up, but
without letters from another server, since the network ends at this machine. Sizes are compressed, as servers send them.
`--site FOLDER` measures a website that was built already; `--lighthouse PROGRAM` names Lighthouse's command. `--axe-all` prints instead what
axe-core finds on every kind of page in every language, width and colours, with the menu and the search open.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from kerege.outputs.site.bridge import THEME
from tools.axe_walk import table, walk
from tools.bench_results import KEREGE, ROOT, Cell, record
from tools.site_kinds import served

CHROMIUM = "/usr/bin/chromium"
PAGES = (
    "ky/", "ky/01-summary/", "ky/05-methods/", "ky/11-return/", "ky/testimonies/", "ky/statistics/", "ky/charts/", "ky/glossary/",
    "ky/references/", "parallel/ky-en/05-methods/",
)  # fmt: skip
"""One of each kind, in Kyrgyz, whose letters weigh most."""
_STOCK = "ky/", "ky/01-summary/", "ky/05-methods/", "ky/11-return/"
_LANGUAGES = (("en", "English"), ("ru", "Русский"), ("ky", "Кыргызча"))
_MARKS = ("performance", "accessibility", "best-practices", "seo")
_AXE = "axe.run({resultTypes: ['violations']}).then(r => r.violations.length)"


def stock(report: Path, root: Path) -> Path:
    """The chapters of a report as a project of stock Material, with its search, in `root`."""
    for code, _ in _LANGUAGES:
        shutil.copytree(report / "docs" / code, root / "docs" / code)
    # Stock Material has no Kyrgyz, and stops without the file.
    words = root / "overrides" / "partials" / "languages"
    words.mkdir(parents=True)
    shutil.copy(THEME / "partials" / "languages" / "ky.html", words)
    languages = "".join(
        f"      - {{locale: {code}, name: {name}, default: {str(code == 'en').lower()}, build: true}}\n"
        for code, name in _LANGUAGES
    )
    (root / "mkdocs.yml").write_text(
        "site_name: Stock\nsite_url: https://example.org/\ntheme: {name: material, font: false, custom_dir: overrides}\n"
        f"plugins:\n  - search\n  - i18n:\n      docs_structure: folder\n      languages:\n{languages}",
        encoding="utf-8",
    )
    return root


def _stock_built(report: Path, root: Path, out: Path) -> None:
    mkdocs = str(Path(sys.executable).with_name("mkdocs"))
    command = [mkdocs, "build", "-q", "-f", str(stock(report, root) / "mkdocs.yml"), "-d", str(out)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def visit(browser: Browser, address: str) -> tuple[int, int]:
    """What a first visit by phone loads: bytes with heads, requests."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page, sizes = context.new_page(), list[int]()
    page.on(
        "requestfinished",
        lambda request: sizes.append(sum(request.sizes()[k] for k in ("responseBodySize", "responseHeadersSize"))),
    )
    page.goto(address, wait_until="networkidle")
    context.close()
    return sum(sizes), len(sizes)


def faults(browser: Browser, address: str, axe: str) -> int:
    """Rules of axe-core that a page breaks, over two widths and two colours."""
    found = 0
    for width in (1280, 390):
        for colours in ("light", "dark"):
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours)
            context.add_init_script(axe)
            page = context.new_page()
            page.goto(address, wait_until="networkidle")
            found += page.evaluate(_AXE)
            context.close()
    return found


def marks(address: str, program: str) -> list[Cell]:
    """Lighthouse's marks for a phone, 0 to 100; dashes where it is not installed."""
    if not program:
        return ["–"] * len(_MARKS)
    command = [
        program, address, "--quiet", "--output=json", f"--only-categories={','.join(_MARKS)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    run = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": CHROMIUM}, timeout=300
    )
    return [round(100 * json.loads(run.stdout)["categories"][name]["score"]) for name in _MARKS]


def main() -> None:
    """The measurement, kept for the page of them."""
    given = dict(zip(sys.argv, sys.argv[1:], strict=False))
    program = given.get("--lighthouse", shutil.which("lighthouse") or "")
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    rows: list[list[Cell]] = []
    weights: dict[tuple[str, str], int] = {}
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = Path(given["--site"]) if "--site" in given else _built(Path(scratch))
        if "--axe-all" in sys.argv:
            print(table(walk(_browser(playwright), site, axe)))
            return
        _stock_built(ROOT, Path(scratch) / "material", Path(scratch) / "stock")
        browser = _browser(playwright)
        for name, folder, pages in (("Kerege", site, PAGES), ("stock Material", Path(scratch) / "stock", _STOCK)):
            with served(folder) as address:
                for page in pages:
                    weight, requests = visit(browser, address + page)
                    weights[name, page] = weight
                    found = faults(browser, address + page, axe)
                    rows.append([page, name, round(weight / 1000, 1), requests, found, *marks(address + page, program)])
        browser.close()
    ratios: list[tuple[str, float, float | None]] = [
        (f"weight of {page}, Kerege to stock Material", weights["Kerege", page] / weights["stock Material", page], None)
        for page in _STOCK
    ]
    heaviest = max(weight for (name, page), weight in weights.items() if name == "Kerege" and page[3:5].isdigit())
    ratios.append(("heaviest Kyrgyz chapter of these, to 150 kB", heaviest / 150_000, 1.0))
    record(
        "site",
        "The website beside stock Material",
        ["page", "", "kB", "requests", "axe", "performance", "accessibility", "best practices", "SEO"],
        rows,
        ratios,
        "A first visit by phone, compressed, letters included; stock Material has its own search and the letters of the system. axe: "
        "broken rules in two widths and two colours. Marks are Lighthouse's for a phone.",
    )


def _browser(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


def _built(scratch: Path) -> Path:
    report = scratch / "report"
    shutil.copytree(
        ROOT, report, ignore=shutil.ignore_patterns(".git", ".venv", "build", ".kerege", "src", "tests", "manual")
    )
    subprocess.run([KEREGE, "--report", str(report), "build", "--only", "site"], check=True, stdout=subprocess.DEVNULL)
    return report / "build" / "site"


if __name__ == "__main__":
    main()
