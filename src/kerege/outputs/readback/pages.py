"""Reading back the finished website."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from kerege.cache.store import Store, digest_of
from kerege.catalogue import problem
from kerege.findings import Finding, Location
from kerege.messages import say
from kerege.model import Chapter, Website
from kerege.outputs.finished import page_tree
from kerege.outputs.readback import Expected, compact, expected_in, unmatched
from kerege.outputs.readback.active import Watch
from kerege.outputs.readback.order import order_findings
from kerege.outputs.readback.structure import Part, compared, expected_parts, page_parts
from kerege.outputs.site.policy import meta_policy
from kerege.outputs.site.styles import bundle
from kerege.read.markdown.foreign import UNREAD
from kerege.render.edition import Edition

_LOADING = {
    "script": "src", "img": "src", "iframe": "src", "audio": "src", "video": "src", "source": "src", "embed": "src",
    "object": "data", "input": "src", "track": "src", "use": "href", "image": "href",
}  # fmt: skip
_LOADING_RELATIONS = {
    "stylesheet",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "icon",
    "modulepreload",
    "manifest",
}
_ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_CSS_ELSEWHERE = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])\s*(?P<url>(?:https?:)?//[^'\")\s]+)", re.IGNORECASE)
_SCRIPTS = {".js", ".mjs", ".wasm", ".htm", ".xhtml", ".shtml", ".php", ".swf", ".xsl"}
_NUMBERS = ("stat:", "claim:")
_MARKED = (*_NUMBERS, "statistic:", "quote:")
_SCHEMES = ("stat", "claim", "quote", "term", "fig", "table", "nostat", "report")


class _Page:
    """Collects the text of every marked element, and what the page would load from elsewhere."""

    def __init__(self, tree: Element) -> None:
        self.marked: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.prose: list[str] = []
        """The text without code, which shows marks as they are written."""
        self.elsewhere = [url for element in tree.iter() for url in _loaded(element) if _ELSEWHERE.match(url)]
        self._read(tree, code=False)

    def _read(self, element: Element, *, code: bool) -> None:
        if element.tag in ("script", "style", "template"):
            return
        mark, start = element.get("data-kerege", ""), len(self.text)
        code = code or element.tag in ("code", "pre")
        href = element.get("href", "")
        if element.tag == "a" and href.partition(":")[0] in _SCHEMES:
            self._say(f" ]({href}) ")
        self._say(element.text, code=code)
        for child in element:
            self._read(child, code=code)
            self._say(child.tail, code=code)
        if mark.startswith(_MARKED):
            self.marked.append((mark, "".join(self.text[start:])))

    def _say(self, words: str | None, *, code: bool = False) -> None:
        if words:
            self.text.append(words)
            self.prose += [] if code else [words]


def _loaded(element: Element) -> list[str]:
    """The addresses that a browser would fetch for an element."""
    urls = [element.get(_LOADING[element.tag], "")] if element.tag in _LOADING else []
    if element.tag == "link" and _LOADING_RELATIONS & set(element.get("rel", "").casefold().split()):
        urls.append(element.get("href", ""))
    urls += [part.strip().split(" ")[0] for part in element.get("srcset", "").split(",")]
    return urls + [match["url"] for match in _CSS_ELSEWHERE.finditer(element.get("style", ""))]


def read_back_site(
    site: Path,
    editions: Mapping[str, Edition],
    site_url: str = "",
    website: Website | None = None,
    store: Store | None = None,
    tools: str = "",
) -> Iterator[Finding]:
    """Findings about the website in `site`: every chapter's page, and every file for requests elsewhere and foreign script.

    Args:
        store: where it is kept of which files nothing was found: of those that are the same, nothing is found again.
        tools: the digest of Kerege, the libraries and the environment.
    """
    shows = {page_of(site, c, edition): (c, edition) for edition in editions.values() for c in edition.everything}
    meant = meant_as_words(chapter for chapter, _ in shows.values())
    for path, (chapter, _) in shows.items():
        if not path.is_file():
            yield Finding(
                Location(chapter.path),
                problem("A001/website-has-no-page"),
            )
    scripts = {f"assets/javascripts/{bundle().name}": hashlib.sha256(bundle().read_bytes()).hexdigest()}
    scripts |= website.scripts if website else {}
    for path in sorted(site.rglob("*")):
        if path.suffix.casefold() in _SCRIPTS and not _known(path, site, scripts):
            yield active(PurePosixPath("build/site") / path.relative_to(site).as_posix(), say("it is a script"))
        if path.suffix not in (".html", ".css", ".svg"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        shown = PurePosixPath("build/site") / path.relative_to(site).as_posix()
        expected = _Expected(*shows[path]) if path in shows else None
        around = [shown.as_posix(), sorted(meant), sorted(scripts.items()), site_url, expected.told if expected else ""]
        key = digest_of("nothing wrong", tools, around, text) if store is not None else ""
        if store is not None and store.has(key):
            continue
        found = list(_of_file(text, shown, expected, scripts, meant, site_url))
        if store is not None and not found:
            store.keep(key, {})
        yield from found


@dataclass(frozen=True)
class _Expected:
    """What a chapter's page must show."""

    chapter: Chapter
    edition: Edition

    @cached_property
    def parts(self) -> list[Part]:
        return expected_parts(self.chapter, self.edition, opened=False)

    @property
    def told(self) -> str:
        words = [(item.mark, item.words) for item in expected_in(self.chapter, self.edition)]
        return digest_of(words, [part.key for part in self.parts])


def _of_file(
    text: str,
    shown: PurePosixPath,
    expected: _Expected | None,
    scripts: Mapping[str, str],
    meant: Collection[str],
    site_url: str,
) -> Iterator[Finding]:
    """Findings about one page, drawing or style sheet."""
    if shown.suffix == ".css":
        urls = [match["url"] for match in _CSS_ELSEWHERE.finditer(text)]
    else:
        watch = Watch(drawing=shown.suffix == ".svg", scripts=scripts, policy=meta_policy())
        tree = page_tree(text)
        watch.page(tree)
        page = _Page(tree)
        urls = page.elsewhere
        if expected is not None:
            name = str(shown.relative_to("build/site"))
            yield from _of_chapter(page, name, expected.chapter, expected.edition)
            yield from compared(expected.parts, page_parts(tree), name, expected.chapter)
        for trouble in dict.fromkeys(watch.found):
            yield active(shown, trouble)
        yield from _unresolved(page, shown, meant)
        yield from order_findings(tree, shown) if shown.suffix == ".html" else ()
    for url in urls:
        if not (site_url and url.startswith(site_url)):
            yield Finding(Location(shown), problem("A003", url=url))


def _known(path: Path, site: Path, scripts: Mapping[str, str]) -> bool:
    """Whether a script is ours, or one of those that are known by their digest."""
    if path.is_relative_to(site / "assets" / "kerege"):
        return True
    digest = scripts.get(path.relative_to(site).as_posix())
    return digest is not None and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def active(shown: PurePosixPath, trouble: str) -> Finding:
    """The finding about a finished file that could run, load or send something."""
    return Finding(Location(shown), problem("A010", problem=trouble))


def page_of(site: Path, chapter: Chapter, edition: Edition) -> Path:
    """The HTML file that a chapter became."""
    home = site if edition.language == edition.report.settings.original else site / edition.language
    return home / "index.html" if chapter.is_front_page else home / chapter.name / "index.html"


def read_back_chapter(text: str, shown: str, chapter: Chapter, edition: Edition) -> Iterator[Finding]:
    """Findings about one finished page: whether it shows the chapter's numbers and testimonies, and no others.

    Args:
        text: the page, HTML or XHTML.
        shown: what the page is called in a finding.
    """
    yield from _of_chapter(_Page(page_tree(text)), shown, chapter, edition)


def _of_chapter(page: _Page, shown: str, chapter: Chapter, edition: Edition) -> Iterator[Finding]:
    found: dict[str, list[str]] = {}
    for mark, words in page.marked:
        found.setdefault(mark, []).append(words)
    expected: dict[str, list[Expected]] = {}
    for item in expected_in(chapter, edition):
        expected.setdefault(item.mark, []).append(item)
    for mark, items in expected.items():
        missing, added = _compare(mark, items, found.pop(mark, []))
        for item in missing:
            yield Finding(
                item.location,
                problem("A001/does-not-stand-so-look-at-page-markdown", words=item.words, mark=mark, shown=shown),
                language=chapter.language,
            )
        for words in added:
            yield _added(chapter, mark, words, shown)
    for mark, texts in found.items():
        if mark.startswith(_NUMBERS):
            for words in texts:
                yield _added(chapter, mark, words, shown)


def meant_as_words(chapters: Iterable[Chapter]) -> frozenset[str]:
    """What looks like a mark of ours and is said in these chapters as words, behind backslashes."""
    said = (passage.plain for chapter in chapters for passage in chapter.passages)
    return frozenset(match[0] for plain in said for match in UNREAD.finditer(plain))


def unresolved(text: str, shown: PurePosixPath, meant: Collection[str]) -> Iterator[Finding]:
    """A002 for each of our marks that a finished page still shows.

    Args:
        meant: what chapters say on purpose, from `meant_as_words`.
    """
    yield from _unresolved(_Page(page_tree(text)), shown, meant)


def _unresolved(page: _Page, shown: PurePosixPath, meant: Collection[str]) -> Iterator[Finding]:
    for match in UNREAD.finditer("".join(page.prose)):
        if " ".join(match[0].split()) not in meant:
            yield Finding(Location(shown), problem("A002", match=match[0]))


def _compare(mark: str, items: list[Expected], texts: list[str]) -> tuple[list[Expected], list[str]]:
    if mark.startswith(_NUMBERS):
        return unmatched(items, texts)
    # A block shows more than the words: its label, its speaker.
    whole = [compact(text) for text in texts]
    return [item for item in items if not any(compact(item.words) in text for text in whole)], []


def _added(chapter: Chapter, mark: str, text: str, shown: str) -> Finding:
    return Finding(
        Location(chapter.path),
        problem("A004/finished-page-shows-for", shown=shown, value=" ".join(text.split()), mark=mark),
        language=chapter.language,
    )
