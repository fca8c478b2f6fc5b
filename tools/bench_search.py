"""Recall of the search: typed questions against every page that a reader would want found, in a real Chromium.

`tools/run bench search` builds the website, reads its pages as Chromium shows them, looks up which of them hold the words of
`tests/site/search_queries.yml`, and asks the search. Beside ours stand Material's search (lunr, with the index of its plugin)
and Pagefind, where it is installed (`pip install 'pagefind[bin]'`), on the same pages.
"""

from __future__ import annotations

import functools
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import material
import yaml
from material.plugins.search.plugin import SearchIndex
from playwright.sync_api import Browser, Page, sync_playwright

from tests.serving import served
from tools.report_copy import copy_report

ROOT = Path(__file__).parents[1]
QUERIES = ROOT / "tests" / "site" / "search_queries.yml"
CROSSING = ROOT / "tests" / "site" / "search_crossing.yml"
ROWS = {"en": ("qwertyuiop", "asdfghjkl", "zxcvbnm"), "ru": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")}
ROWS["ky"] = ROWS["ru"]
"""Letters that lie beside each other on a keyboard."""
SLIPS = "exchanged", "missing", "doubled", "neighbour"
KINDS = {"across": "another script", "keyboard": "another keyboard", "slip": "a slip of the hand"}
LANGUAGES = ("en", "ru", "ky")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

# What a reader reads on a page: without menus, notices, forms, file names, and links that only repeat other pages' titles.
READ = """language => {
  const text = document.querySelector("article").cloneNode(true);
  text.querySelectorAll("nav,form,script,style,.k-status,.k-where,.k-trail,.k-stated,.k-cards,.k-meta,.k-cite-page,"
    + ".k-downloads,.k-citation,.k-evidence thead,.k-figure__data,.k-figure__source,.k-statistic__source,.k-quote__form,"
    + ".k-voices__none,.k-voices__shown,.k-shown,.k-drawing__narrow,.headerlink,.k-permalink").forEach(e => e.remove());
  text.querySelectorAll("[lang]").forEach(e => { if (e.lang !== language) e.remove(); });
  const quotes = [...text.querySelectorAll("[data-kerege^='quote:']")].filter(e => e.classList.contains("k-quote"));
  const said = quotes.map(e => [e.dataset.kerege, e.textContent]);
  quotes.forEach(e => e.remove());
  text.querySelectorAll("p,li,td,th,h1,h2,h3,h4,dt,dd,caption").forEach(e => e.append(" "));
  return [text.textContent, said];
}"""


@dataclass(frozen=True)
class Question:
    """What is typed, and the pages that should be found."""

    language: str
    text: str
    pages: frozenset[str]


@dataclass
class Result:
    """How one search did in one language."""

    recall: list[float]
    precision: list[float]
    foreign: int = 0
    missed: list[str] | None = None


def language_of(place: str) -> str:
    """The language of a page, from its address below the root."""
    first = place.split("/")[0]
    return first if first in LANGUAGES[1:] else LANGUAGES[0]


def places(site: Path, language: str) -> list[str]:
    """Every chapter and generated page of a language: the chapters in order, then the rest, which repeat testimonies."""
    home = site if language == LANGUAGES[0] else site / language
    found = sorted(path.parent.relative_to(site).as_posix() for path in home.glob("*/index.html"))
    found = [place for place in found if place.split("/")[-1] not in LANGUAGES]
    found.sort(key=lambda place: not place.split("/")[-1][:1].isdigit())
    return [f"{place}/" for place in found] + ["" if language == LANGUAGES[0] else f"{language}/"]


def texts(browser: Browser, address: str, site: Path, language: str) -> dict[str, str]:
    """The text of each page in its language, small letters; a testimony counts where it is printed first."""
    page, read, seen = browser.new_page(java_script_enabled=True), {}, set[str]()
    for place in places(site, language):
        page.goto(address + place, wait_until="domcontentloaded")
        text, said = page.evaluate(READ, language)
        new = [words for mark, words in said if mark not in seen]
        seen |= {mark for mark, _ in said}
        read[place] = " ".join([text, *new]).replace("\u00ad", "").lower()
    page.close()
    return read


def questions(pages: Mapping[str, str], language: str) -> list[Question]:
    """The questions of a language with the pages that answer them.

    Raises:
        SystemExit: no page holds the words, so the question would measure nothing.
    """
    found = []
    for row in yaml.safe_load(QUERIES.read_text(encoding="utf-8"))[language]:
        forms = [row["forms"]] if isinstance(row["forms"], str) else row["forms"]
        patterns = [re.compile(rf"(?<!\w)(?:{form})") for form in forms]
        wanted = frozenset(place for place, text in pages.items() if all(p.search(text) for p in patterns))
        if not wanted:
            raise SystemExit(f"{QUERIES.name}: no page in '{language}' holds {forms}")
        found += [Question(language, str(asked), wanted) for asked in row["ask"]]
    return found


def measure(asked: Sequence[Question], search: Callable[[str], Sequence[str]]) -> Result:
    """Ask every question and compare."""
    result = Result([], [], missed=[])
    for question in asked:
        found = list(search(question.text))
        own = {place for place in found if language_of(place) == question.language}
        result.foreign += len(set(found) - own)
        hit = len(own & question.pages)
        result.recall.append(hit / len(question.pages))
        result.precision.append(hit / len(own) if own else 0.0)
        if result.missed is not None and question.pages - own:
            result.missed.append(f"{question.text}: {', '.join(sorted(question.pages - own))}")
    return result


def crossing(language: str) -> Mapping[str, Mapping[str, str]]:
    """By kind: words written in another script, on another keyboard or with a slip of the hand, with the words that were meant."""
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(CROSSING.read_text(encoding="utf-8"))[language]
    return found


def slips(page: Page, language: str, count: int, seed: int) -> dict[str, list[tuple[str, str]]]:
    """One slip of each kind in words of the text, chosen by chance: by kind what is typed and what is meant. What is another word of the
    text is left out.

    Args:
        page: with our search opened.
        count: of words, each of five letters or more and in three passages or more.
    """
    chance, found = random.Random(f"{seed} {language}"), {kind: list[tuple[str, str]]() for kind in SLIPS}
    known = dict(page.evaluate("keregeSearch.words()"))
    letters = "[a-z]{5,}" if language == "en" else "[а-яёөүң]{5,}"
    pool = sorted(word for word, passages in known.items() if passages >= 3 and re.fullmatch(letters, word))
    for word in chance.sample(pool, min(count, len(pool))):
        for kind, typed in zip(SLIPS, _slips(word, ROWS[language], chance), strict=True):
            if typed not in known:
                found[kind].append((typed, word))
    return found


def _slips(word: str, rows: Sequence[str], chance: random.Random) -> tuple[str, str, str, str]:
    exchanged = chance.choice([at for at in range(len(word) - 1) if word[at] != word[at + 1]])
    missing, doubled = chance.randrange(1, len(word)), chance.randrange(len(word))
    beside = {
        at: [row[place] for place in (row.index(letter) - 1, row.index(letter) + 1) if 0 <= place < len(row)]
        for at, letter in enumerate(word)
        for row in rows
        if letter in row
    }
    at = chance.choice(sorted(beside))
    return (
        word[:exchanged] + word[exchanged + 1] + word[exchanged] + word[exchanged + 2 :],
        word[:missing] + word[missing + 1 :],
        word[: doubled + 1] + word[doubled:],
        word[:at] + chance.choice(beside[at]) + word[at + 1 :],
    )


def lost(asked: Mapping[str, str], search: Callable[[str], Sequence[str]]) -> list[str]:
    """What does not find the word that was meant: three of its first five pages, one of them among the first three hits."""
    failed = []
    for typed, meant in asked.items():
        found, wanted = list(search(typed)), list(search(meant))
        whole = len(set(wanted[:5]) & set(found)) >= min(3, len(wanted))
        if not whole or not set(found[:3]) & set(wanted):
            failed.append(f"{typed}: {meant}")
    return failed


@contextmanager
def counted(page: Page) -> Iterator[list[int]]:
    """Bytes of the answers that a page loads from now on, compressed as servers do (gzip 6)."""
    import gzip

    sizes: list[int] = []

    def add(response: Any) -> None:
        body = response.body()
        compressible = response.url.split("?")[0].endswith((".js", ".css", ".json", ".html", "/"))
        sizes.append(len(gzip.compress(body, 6)) if compressible else len(body))

    page.on("response", add)
    yield sizes
    page.wait_for_timeout(300)
    page.remove_listener("response", add)


def ours(page: Page, home: str) -> tuple[Callable[[str], list[str]], int]:
    """Our search, opened on the front page of a language by its button."""
    page.goto(home, wait_until="networkidle")
    with counted(page) as sizes:
        page.locator(".k-search-button").click()
        page.wait_for_selector(".k-find--ready")
    return lambda text: list(page.evaluate("text => keregeSearch.pages(text)", text)), sum(sizes)


_FIELDS = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
LUNR = """async address => {
  const index = await (await fetch(address + "search/search_index.json")).json();
  const script = [...document.querySelectorAll("script")].length;
  const worker = new Worker(window.lunrWorker);
  const answers = [];
  worker.onmessage = event => { const take = answers.shift(); if (take) take(event.data); };
  const ask = message => new Promise((done, failed) => {
    worker.onerror = event => failed(new Error(event.message));
    answers.push(done);
    worker.postMessage(message);
    setTimeout(() => failed(new Error("the worker does not answer")), 60000);
  });
  await ask({ type: 0, data: { config: index.config, docs: index.docs, options: { suggest: false } } });
  window.lunrPages = async text => {
    const answer = await ask({ type: 2, data: text });
    return answer.data.items.flat().map(item => item.location.split("#")[0]);
  };
}"""


def lunr(page: Page, address: str, site: Path) -> tuple[Callable[[str], list[str]], int]:
    """Material's own worker on the index that MkDocs' search plugin and static-i18n made of all languages."""
    worker = next((site / "assets" / "javascripts" / "workers").glob("search.*.min.js"))
    page.goto(address)
    with counted(page) as sizes:
        page.evaluate("url => { window.lunrWorker = url; }", address + worker.relative_to(site).as_posix())
        page.evaluate(LUNR, address)

    def search(text: str) -> list[str]:
        found: list[str] = page.evaluate("text => lunrPages(text)", text)
        return list(dict.fromkeys(found))

    return search, sum(sizes)


def pagefind(page: Page, address: str, home: str) -> tuple[Callable[[str], list[str]], int]:
    """Pagefind's own programming interface, with all results of one language."""
    page.goto(home)
    with counted(page) as sizes:
        page.evaluate(
            "async url => { window.pf = await import(url); await pf.init(); await pf.search('a'); }",
            f"{address}pagefind/pagefind.js",
        )
    script = """async text => { const found = await pf.search(text);
      return Promise.all(found.results.map(async r => (await r.data()).raw_url || (await r.data()).url)); }"""

    def search(text: str) -> list[str]:
        found: list[str] = page.evaluate(script, text)
        return list(dict.fromkeys(url.lstrip("/").split("#")[0] for url in found))

    return search, sum(sizes)


def with_lunr(folder: Path) -> Path:
    """The website of this report, with the index that Material's search plugin makes of its pages."""
    copy_report(folder)
    kerege = str(Path(sys.executable).with_name("kerege"))
    subprocess.run([kerege, "--report", str(folder), "site"], check=True, stdout=subprocess.DEVNULL)
    site = folder / "build" / "site"
    index = SearchIndex(lang=["en", "ru"], separator=r"[\s\-]+", pipeline=["stemmer"], fields=_FIELDS)
    for language in LANGUAGES:
        for place in places(site, language):
            html = (site / place / "index.html").read_text(encoding="utf-8")
            text = html[html.index("<article") : html.index("</article>")]
            title = html[html.index("<title>") + 7 : html.index("</title>")].partition(" – ")[0]
            index.add_entry_from_context(SimpleNamespace(content=text, toc=[], url=place, title=title, meta={}))
    (site / "search").mkdir(exist_ok=True)
    (site / "search" / "search_index.json").write_text(index.generate_search_index(None), encoding="utf-8")
    # Our pages load nothing of Material's, so its worker is put beside them.
    (source,) = (Path(material.__file__).parent / "templates/assets/javascripts/workers").glob("search.*.min.js")
    workers = site / "assets" / "javascripts" / "workers"
    workers.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, workers / source.name)
    shutil.copytree(source.parents[1] / "lunr", workers.parent / "lunr", dirs_exist_ok=True)
    return site


def with_pagefind(site: Path) -> bool:
    """Pagefind's index beside the pages, of each page's text as our own index has it; False where it is not installed."""
    marked = site.parent / "marked"
    shutil.copytree(site, marked)
    for path in marked.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        if '<div lang="' not in html and "data-pagefind-body" not in html:
            path.write_text(html.replace("<article", "<article data-pagefind-body", 1), encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(marked), "--output-path", str(site / "pagefind")]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main() -> None:
    """Print recall, precision, foreign hits and bytes for each language and search; then what is typed otherwise than it is written."""
    strange: list[str] = []
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch) / "report"
        site = with_lunr(folder)
        has_pagefind = with_pagefind(site)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        with served(site) as address:
            print(
                f"{'search':12}{'language':10}{'questions':>10}{'recall':>9}{'precision':>11}{'foreign':>9}{'kB opened':>11}"
            )
            missed: list[str] = []
            for language in LANGUAGES:
                home = address if language == LANGUAGES[0] else f"{address}{language}/"
                asked = questions(texts(browser, address, site, language), language)
                searches: dict[str, Callable[[Page], tuple[Callable[[str], list[str]], int]]] = {
                    "ours": functools.partial(ours, home=home),
                    "lunr": functools.partial(lunr, address=address, site=site),
                }
                if has_pagefind:
                    searches["pagefind"] = functools.partial(pagefind, address=address, home=home)
                made: dict[str, list[tuple[str, str]]] = {}
                for name, start in searches.items():
                    page = browser.new_page(bypass_csp=True)
                    search, size = start(page)
                    result = measure(asked, search)
                    for kind, words in crossing(language).items():
                        failed = lost(words, search)
                        shown = f"{len(words) - len(failed)} of {len(words)}"
                        strange.append(f"{name:12}{language:10}{KINDS[kind]:22}{shown:>10}  {', '.join(failed)}")
                    if name == "ours":
                        made = slips(page, language, 60, 1)
                    for kind, typed in made.items():
                        failed = lost(dict(typed), search)
                        shown = f"{len(typed) - len(failed)} of {len(typed)}"
                        strange.append(
                            f"{name:12}{language:10}{kind + ' letter':22}{shown:>10}  {', '.join(failed[:12])}"
                        )
                    page.close()
                    count = len(asked)
                    recall, precision = sum(result.recall) / count, sum(result.precision) / count
                    print(
                        f"{name:12}{language:10}{count:10}{recall:9.3f}{precision:11.3f}{result.foreign:9}{size / 1000:11.1f}"
                    )
                    if name == "ours":
                        missed += [f"{language}  {line}" for line in result.missed or []]
            print("", f"{'search':12}{'language':10}{'typed with':22}{'found':>10}  not found", *strange, sep="\n")
            print("\nWhat our search did not find:", *(missed or ["nothing"]), sep="\n  ")
        browser.close()
    if not has_pagefind:
        print("\nPagefind is not installed: pip install 'pagefind[bin]' adds its rows.")


if __name__ == "__main__":
    main()
