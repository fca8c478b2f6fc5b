"""What every editor types builds: lists of every shape, the same note label in two chapters, long titles, long front matter."""

from __future__ import annotations

import random
import re
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from kerege.build.build import build_report
from kerege.model.paper import A4
from kerege.outputs.book.archive import name_bookmarks
from kerege.outputs.book.footnotes import link_footnotes
from kerege.outputs.book.layout import lay_out, style_text
from kerege.outputs.readback.printing import contents_titles, elements, outline_titles, screen_problems
from tests.book.whole_book import write_document
from tests.conftest import once
from tests.small_report import english

LISTS = {
    "loose": "- a\n\n- b\n\n- c\n",
    "paragraphs": "- a\n\n    Second paragraph.\n\n- b\n\n    > A quotation in it.\n\n    Third.\n",
    "table": "1. a\n\n    | Head | Other |\n    | --- | --- |\n    | x | y |\n\n2. b\n",
    "nested": "- a\n    - b\n        - c\n\n            Deep paragraph.\n\n    - d\n\n- e\n\n    1. f\n\n    2. g\n",
    "empty": "- \n- b\n-\n",
    "note": "- a[^l]\n\n- b with *emphasis* and [62.5 per cent](stat:readers-share)\n\n    c[^l]\n\n[^l]: Of a list.\n",
    "heading": "- ### In a list {#ls-in}\n\n    Text.\n",
    "code": "- a\n\n- `b`\n",
    "quoted": "> - a\n>\n> - b\n>\n>     c\n",
    "long": "\n\n".join(f"- {'An item that goes on. ' * 30}\n\n    {'More of it. ' * 30}" for _ in range(12)),
}
WORDS = {
    "en": [
        "women",
        "workers",
        "from",
        "rural",
        "districts",
        "in",
        "cities",
        "of",
        "neighbouring",
        "countries",
        "and",
        "their",
        "families",
    ],
    "ru": [
        "женщины",
        "трудовые",
        "мигрантки",
        "из",
        "сельских",
        "районов",
        "в",
        "городах",
        "соседних",
        "стран",
        "и",
        "их",
        "семьи",
    ],
    "ky": [
        "айылдык",
        "райондордон",
        "коңшу",
        "өлкөлөрдүн",
        "шаарларына",
        "кеткен",
        "эмгек",
        "мигрант",
        "аялдардын",
        "абалы",
        "жөнүндө",
        "үй-бүлө",
    ],
}


def title(code: str, letters: int, seed: int) -> str:
    """A title of so many letters."""
    chance, text = random.Random(seed), ""
    while len(text) < letters:
        text = f"{text} {chance.choice(WORDS[code])}".strip()
    return text[:letters].strip().capitalize()


def front(text: str, words: str = "Summary.") -> str:
    return f'---\ntitle: "{text}"\nsummary: {words}\n---\n\n'


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with all of it, every output built."""

    def make(folder: Path) -> None:
        chapters = {
            f"02-{name}": f"{front(name.capitalize())}## A section {{#{name}-section}}\n\nBefore.[^1]\n\n{text}\n\n[^1]: Of {name}.\n"
            for name, text in LISTS.items()
        }
        chapters["03-heading"] = (
            front("Notes in headings")
            + "## A heading[^h] and *more* of it {#nh-one}\n\nText.\n\n### Below[^k] {#nh-two}\n\nText.\n\n"
            + "[^h]: In a heading, with `code`.\n[^k]: In another.\n"
        )
        for letters in range(60, 201, 20):
            chapters[f"04-{letters}"] = (
                f"{front(title('en', letters, letters))}## {title('en', letters, letters + 1)} {{#t-{letters}}}\n\nText.\n"
            )
        chapters["05-word"] = (
            front("Long words") + f"A word {'abcdefghij' * 20} and https://example.org/{'path/' * 40} end.\n"
        )
        settings = (
            f'title: {{en: "{title("en", 200, 1)}"}}\nsubtitle: {{en: "{title("en", 200, 2)}"}}\n'
            f'message: {{en: "{title("en", 3400, 3)}"}}\nrights: {{en: "{title("en", 6000, 4)}"}}'
        )
        english(folder, chapters, settings)
        result = build_report(folder, progress=lambda _: None)
        assert result.files, [f"{f.location} {f.code} {f.message}" for f in result.findings]

    return once(tmp_path_factory, "hard", make)


def test_every_output_is_made(hard: Path) -> None:
    made = {path.suffix for path in (hard / "build").rglob("example-en*")}
    assert made == {".pdf", ".epub", ".docx"}
    assert len(list((hard / "build" / "pdf").glob("*.pdf"))) == 3


def test_notes_are_in_headings_and_not_in_contents(hard: Path) -> None:
    with pikepdf.open(hard / "build" / "pdf" / "example-en.pdf") as book:
        titles = outline_titles(book)
        assert "A heading and more of it" in titles
        assert titles == contents_titles(book)
        notes = [str(e.ID) for e in elements(book.Root.StructTreeRoot) if e.S == "/Note"]
        assert len(notes) == len(set(notes)) > 12
        # Read behind its heading, not within it.
        heading = next(e for e in elements(book.Root.StructTreeRoot) if str(e.get("/ID", "")) == "note-03-heading-1")
        assert heading.P.S == "/Sect"


def test_front_matter_goes_over_pages_with_all_its_words(hard: Path) -> None:
    pdf = hard / "build" / "pdf" / "example-en.pdf"
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    words = re.sub(r"\W", "", text)
    for wanted in (title("en", 200, 1), title("en", 3400, 3), title("en", 6000, 4)[:2000]):
        assert re.sub(r"\W", "", wanted) in words


HEAD = (
    '<head><title>T</title><meta name="author" content="A"><meta name="description" content="D"><meta name="keywords" content="K">'
    '<meta name="generator" content="Kerege"><meta name="dcterms.created" content="2026-01-01">'
    '<meta name="dcterms.modified" content="2026-01-01"></head>'
)


def written(tmp_path: Path, contents: str, chapters: str, language: str = "en") -> Path:
    """The screen PDF of a book's HTML."""
    html = (
        f'<html lang="{language}">{HEAD}<body><section class="cover"><h1>{title(language, 200, 7)}</h1></section>'
        f'<section class="title-page"><p class="title">{title(language, 200, 7)}</p></section>'
        f'<section class="contents"><h2>Contents</h2><ol>{contents}</ol></section>{chapters}<section class="cover cover--back"><p>B</p></section></body></html>'
    )
    document = lay_out(html, style_text(A4), tmp_path, tmp_path, (language,), paper=A4, fit=True)
    link_footnotes(document)
    out = tmp_path / "a.pdf"
    name_bookmarks(document)
    write_document(document, out, next(n for n, page in enumerate(document.pages) if "c0" in page.anchors))
    return out


def shape(element: Any) -> Any:
    """A structure element as names within names."""
    kids = element.get("/K", [])
    inner = [shape(kid) for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return (str(element.S)[1:], *inner)


ITEM = ("LI", ("Lbl",), ("LBody", ("P",)))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>a</li></ul>", ("L", ("LI", ("Lbl",), ("LBody",)))),
        ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", ("L", ITEM, ITEM)),
        (
            "<ol><li>a<ul><li>b</li></ul>c</li></ol>",
            ("L", ("LI", ("Lbl",), ("LBody", ("L", ("LI", ("Lbl",), ("LBody",)))))),
        ),
        (
            "<ul><li><p>a</p><blockquote><p>b</p></blockquote></li></ul>",
            ("L", ("LI", ("Lbl",), ("LBody", ("P",), ("BlockQuote", ("P",))))),
        ),
        ('<ul style="list-style: none"><li>a</li></ul>', ("L", ("LI", ("LBody",)))),
        ("<dl><dt>a</dt><dt>b</dt><dd>c</dd><dt>d</dt><dd><p>e</p></dd></dl>",
         ("L", ("LI", ("Lbl",), ("Lbl",), ("LBody",)), ("LI", ("Lbl",), ("LBody", ("P",))))),
        ("<ul><li><table><tr><th>a</th></tr></table></li></ul>",
         ("L", ("LI", ("Lbl",), ("LBody", ("Table", ("TBody", ("TR", ("TH",)))))))),
    ],
)  # fmt: skip
def test_a_list_of_any_shape_is_a_list(tmp_path: Path, html: str, expected: Any) -> None:
    chapter = f'<section class="chapter chapter--first" id="c0"><h1>T</h1>{html}</section>'
    path = written(tmp_path, '<li><a href="#c0">T</a></li>', chapter)
    with pikepdf.open(path) as book:
        lists = [e for e in elements(book.Root.StructTreeRoot) if e.S == "/L"]
        assert shape(lists[0]) == expected
    assert not list(screen_problems(path))


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_titles_of_30_to_200_letters_are_whole_in_contents(tmp_path: Path, code: str) -> None:
    titles = [title(code, letters, letters) for letters in range(30, 201, 10)]
    kinds = ["chapter chapter--first", *["chapter"] * len(titles)]
    chapters = "".join(
        f'<section class="{kind}" id="c{n}"><h1>{text}</h1><p>Text.</p></section>'
        for n, (text, kind) in enumerate(zip(titles, kinds, strict=False))
    )
    entries = "".join(f'<li><a href="#c{n}">{text}</a></li>' for n, text in enumerate(titles))
    path = written(tmp_path, entries, chapters, code)
    with pikepdf.open(path) as book:
        assert contents_titles(book) == outline_titles(book) == titles
    assert not list(screen_problems(path))


@pytest.mark.parametrize("row", ["th", "td"])
def test_links_of_a_table_that_goes_over_pages_are_heard_once_and_can_be_followed_on_each(
    tmp_path: Path, row: str
) -> None:
    link = '<a href="https://example.org/weekly">a weekly report of prices that is long</a>'
    rows = f"<tr><{row}>{link} {'in one cell ' * 400}</{row}><td>{link}</td></tr><tr><td>a</td><td></td></tr>"
    table = f'<table><thead><tr><th scope="col">Report</th><th scope="col">{link}</th></tr></thead><tbody>{rows}</tbody></table>'
    chapter = f'<section class="chapter chapter--first" id="c0"><h1>T</h1>{table}</section>'
    path = written(tmp_path, '<li><a href="#c0">T</a></li>', chapter)
    assert not list(screen_problems(path))
    with pikepdf.open(path) as book:
        followed = [a for page in book.pages for a in page.get("/Annots", []) if "/URI" in a.get("/A", {})]
        links = [e for e in elements(book.Root.StructTreeRoot) if e.S == "/Link"]
        pages = {page.objgen for page in book.pages if any("/URI" in a.get("/A", {}) for a in page.get("/Annots", []))}
    assert len(pages) > 1
    # One in the head, printed on each page, and one in each cell; the contents have one of their own.
    assert len(links) == 4
    assert len(followed) > 4
