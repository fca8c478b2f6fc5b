"""Nothing that a report holds runs, loads from elsewhere, or reads or writes outside its folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerege.checks import check_report
from kerege.checks.constructs_accepted import of_chapter
from kerege.errors import BuildFailed
from kerege.findings import Finding
from kerege.outputs.readback.active import document_problems
from kerege.read import read_report
from kerege.read.chapter import read_chapter_text
from kerege.read.markup import troubles
from kerege.read.records import Complaints
from kerege.render.edition import Edition, make_edition
from kerege.render.generated import generated_pages
from kerege.render.html import chapter_html
from kerege.render.links import Medium

TEMPLATE = Path(__file__).parents[1] / "src" / "kerege" / "report_template"
Check = Callable[[Path], list[Finding]]

REFUSED = [
    ("<script>alert(1)</script>", "X020", 1),
    ("a <SCRIPT/src=https://e.org/x.js> b", "X020", 3),
    ("<iframe src='//e.org'></iframe>", "X020", 1),
    ("<object data='x.svg'></object>", "X020", 1),
    ("<style>@import url(//e.org/x.css);</style>", "X020", 1),
    ("a <img src=http://e.org/x.png onerror=alert(1)>", "X020", 3),
    ("<svg onload=alert(1)><script/></svg>", "X020", 1),
    ("<svg><foreignObject><use href='http://e.org/x.svg#a'/></foreignObject></svg>", "X020", 1),
    ('<meta http-equiv="refresh" content="0;url=//e.org">', "X020", 1),
    ("<base href='//e.org/'>", "X020", 1),
    ("<link rel=stylesheet href='//e.org/x.css'>", "X020", 1),
    ("<form action='//e.org'><input></form>", "X020", 1),
    ("<div\nonclick=alert(1)>a</div>", "X020", 1),
    ("<b onmouseover=alert(1)>a</b>", "X020", 1),
    ('<span data-kerege="stat:x">77</span>', "X020", 1),
    ("`<script>`", "X020", 2),
    ("\\<script>", "X020", 2),
    ("<!--> <script>alert(1)</script> -->", "X020", 1),
    ("<!-- never closed", "X020", 1),
    ("<?php echo 1 ?>", "X020", 1),
    ("</p><script>", "X020", 1),
    ("word {: onclick=alert(1) }", "X021", 6),
    ('*word*{ style="background:url(//e.org)" }', "X021", 7),
    ("`<w:fldSimple>`{=openxml}", "X021", 16),
    ("[a](javascript:alert(1))", "X022", 5),
    ("[a](JAVASCRIPT:alert(1))", "X022", 5),
    ("[a]( java\tscript:alert(1))", "X022", 6),
    ("[a](&#106;avascript&colon;alert(1))", "X022", 5),
    ("[a](&amp;#106;avascript:alert(1))", "X022", 5),
    ("[a](data:text/html,<b>x</b>)", "X022", 5),
    ("[a](vbscript:x)", "X022", 5),
    ("[a](file:///etc/passwd)", "X022", 5),
    ("[a](//e.org/x)", "X022", 5),
    ("[a][r]\n\n[r]: javascript:alert(1)", "X022", 6),
    ("[a](../../../etc/passwd)", "X023", 5),
    ("[a](/etc/passwd)", "X023", 5),
    ("[a](%2e%2e/%2e%2e/%2e%2e/etc/passwd)", "X023", 5),
    ("![a](http://e.org/x.png)", "X024", 1),
    ("![a][r]\n\n[r]: ../../../etc/passwd", "X024", 1),
]
ALLOWED = [
    "H<sub>2</sub>O and 10<sup>3</sup><br>", 'a <span lang="ru">слово</span>', "a < b, <3, 5 <6, -> and <-", "<https://e.org/a?b=c>",
    "<a@b.kg>", "<!-- ask Anna: 5 of 6? -->", "## Heading {#a-b}", "word {: .lead }", "{braces} and {a b}", "Yes![^1]\n\n[^1]: note",
    "[a](https://e.org/x:y#z)", "[a](mailto:a@b.kg)", "[a](05-methods.md#methods-a)", "[a](../ru/05-methods.md)", "[a](#b:c)",
    "[5 per cent](stat:a)", "[a](stats:a)", "[kelin](term:kelin)", "[@a, 12]: said", 'f(x) = {a: b} ("t: it")',
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "column"), REFUSED)
def test_what_runs_or_loads_is_a_finding_at_its_place(text: str, code: str, column: int) -> None:
    chapter = read_chapter_text(f"---\ntitle: A\n---\n{text}\n", PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    found = {finding.code: finding for finding in reversed(list(of_chapter(chapter)))}
    assert code in found, found
    assert found[code].location.column == column and found[code].location.line >= 4 and found[code].hint


@pytest.mark.parametrize("text", ALLOWED)
def test_ordinary_writing_is_no_finding(text: str) -> None:
    assert list(troubles(text)) == []


PIECES = st.sampled_from(
    [text for text, _, _ in REFUSED] + [text for text in ALLOWED if "stats:" not in text]
    + ["<", ">", "</", "<!--", "-->", "<script", "onerror=x", "javascript:", "&#x6a;", "](", ")", "[", "]", "[r]: ", "{", "}", "{: ",
       "\"", "'", "=", "`", "```\n", "\\", "\n", "\n\n", "\t", "    ", "> ", "- ", "| a | b |\n|---|---|\n", "Table: c {#t\"onclick=\"x}\n",
       "[1](stat:a\"onclick=\"x)", "[a](table:t\"onclick=\"x)", "```figure\nx\"y\n```\n", "&lt;script&gt;", "*", "^", "\u0000", "\u2028", "svg", " "]
)  # fmt: skip


@cache
def edition() -> Edition:
    return make_edition(read_report(TEMPLATE).report, "en", {})


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    text=st.lists(
        st.one_of(PIECES, st.text(alphabet="<>/&#:;=\"'`[](){}!\\ \n\tajscriptonxX", max_size=6)), max_size=7
    ).map("".join)
)
def test_what_the_scanner_lets_through_runs_nowhere(text: str) -> None:
    """The scanner knows only characters; whatever Python-Markdown makes of the rest, no page of any medium is active."""
    chapter = read_chapter_text(text, PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    if {finding.code for finding in of_chapter(chapter)} & {"X001", "X020", "X021", "X022", "X023", "X024"}:
        return
    for medium in Medium:
        html = chapter_html(chapter, edition(), medium).replace("k-note", "span")
        assert document_problems(html) == [], html


def say(value: object, words: str) -> object:
    """A YAML value with the words behind every text that readers see."""
    if isinstance(value, dict):
        return {
            k: say(v, words) if isinstance(v, dict) else f"{v} {words}" if k in ("en", "ru", "ky") else say(v, words)
            for k, v in value.items()
        }
    return [say(item, words) for item in value] if isinstance(value, list) else value


def test_records_hold_plain_words(template: Path, findings_of: Check) -> None:
    """Every text of every record with hostile words: each is a finding, and is shown as written where it is shown."""
    import yaml

    words = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>[a](javascript:b) ![c](http://e.org/d.png)"
    files = [p for p in template.rglob("*.yml") if p.name not in ("mkdocs.yml", "privacy.yml")]
    for path in files:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump(say(content, words), allow_unicode=True), encoding="utf-8")
    found = [f for f in findings_of(template) if f.code == "X020"]
    for path in files:
        if words[:8] in path.read_text(encoding="utf-8").replace("''", "'"):
            assert any(f.location.path == PurePosixPath(path.relative_to(template)) for f in found), path
    report = read_report(template).report
    values = check_report(report)[1].values
    for language in report.settings.languages:
        made = make_edition(report, language, values)
        for medium in Medium:
            pages = [chapter_html(chapter, made, medium) for chapter in made.everything]
            pages += [page.html for page in generated_pages(made, medium)]
            assert any("&lt;script&gt;" in page for page in pages)
            for html in pages:
                assert document_problems(html.replace("k-note", "span").replace("kerege:///", "")) == []
                assert "<img src=x" not in html and 'href="javascript' not in html and 'src="http' not in html


def test_no_rule_about_safety_can_be_turned_off(template: Path, findings_of: Check) -> None:
    settings = template / "report.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + "\nchecks: {off: {X020: why not}, warn: {X020: why not}}\n", encoding="utf-8")
    chapter = template / "docs" / "en" / "index.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n<script>\n", encoding="utf-8")
    assert any(f.code == "X020" and f.severity.value == "error" for f in findings_of(template))


def test_paths_and_links_out_of_the_report_are_findings(template: Path, tmp_path: Path, findings_of: Check) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Nobody may read this 4711\n---\n", encoding="utf-8")
    (template / "docs" / "en" / "90-secret.md").symlink_to(secret)
    (template / "docs" / "en" / "pictures").symlink_to(tmp_path)
    (template / "docs" / "en" / "round").symlink_to(template / "docs")
    (template / "docs" / "ru" / "page.html").write_text("<script>x()</script>", encoding="utf-8")
    (template / "docs" / "en" / "a.svg").write_text("<svg onload='x()'/>", encoding="utf-8")
    (template / "docs" / "en" / "sub").mkdir()
    (template / "docs" / "en" / "sub" / "x.md").write_text("77 per cent", encoding="utf-8")
    (template / "docs" / "en" / '03-"onclick="x.md').write_text("text", encoding="utf-8")
    os.mkfifo(template / "docs" / "en" / "91-pipe.md")
    (template / "data" / "out.csv").symlink_to("/etc/passwd")
    (template / "figures" / "x y.yml").write_text("data: []", encoding="utf-8")
    (template / "figures" / "x y.py").write_text("", encoding="utf-8")
    (template / ".kerege").symlink_to(tmp_path)
    with (template / "data" / "sources.yml").open("a", encoding="utf-8") as sources:
        for number, file in enumerate(
            ("../../secret.md", "/etc/passwd", "file:///etc/passwd", "a\\\\b.csv", "x" * 300, "page.html", "a\\0b")
        ):
            sources.write(f'bad-{number}:\n  title: {{en: a, ru: б, ky: в}}\n  files: ["{file}"]\n')
    found = findings_of(template)
    at = {(str(f.location.path), f.code) for f in found}
    assert {
        ("docs/en/90-secret.md", "R011"), ("docs/en/pictures", "R011"), ("docs/en/round", "R011"), ("docs/ru/page.html", "R012"),
        ("docs/en/a.svg", "R012"), ("docs/en/sub/x.md", "R012"), ('docs/en/03-"onclick="x.md', "R009"), ("docs/en/91-pipe.md", "R002"),
        ("data/out.csv", "R011"), ("figures/x y.yml", "R009"), (".kerege", "R011"),
    } <= at  # fmt: skip
    assert len([f for f in found if f.code == "R011" and f.location.path.name == "sources.yml"]) == 6
    assert len([f for f in found if f.code == "R012" and f.location.path.name == "sources.yml"]) == 1
    assert not any("4711" in chapter.title for chapter in read_report(template).report.all_chapters())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("slug: ../../out", "R009"),
        ("slug: a/b", "R009"),
        ("url: javascript:alert(1)", "R004"),
        ("print: {profile: ../p.icc}", "R011"),
    ],
)
def test_settings_cannot_name_files_elsewhere(template: Path, findings_of: Check, line: str, code: str) -> None:
    settings = template / "report.yml"
    key = line.partition(":")[0]
    kept = [old for old in settings.read_text(encoding="utf-8").splitlines() if not old.startswith(f"{key}:")]
    settings.write_text("\n".join([*kept, line]), encoding="utf-8")
    assert code in [f.code for f in findings_of(template) if f.location.path.name == "report.yml"]


def test_a_word_file_for_review_is_not_made_of_unsafe_text(template: Path) -> None:
    """It is written in spite of errors, and pandoc would fetch what an image names."""
    from click.testing import CliRunner

    from kerege.cli import cli

    chapter = template / "docs" / "en" / "index.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n![a](../../../../etc/passwd)\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["--report", str(template), "export", "docx", "--language", "en"])
    assert result.exit_code != 0 and "X024" in result.output + str(result.exception)
    assert not (template / "build").exists()


def test_pdf_and_word_files_are_read_back_for_what_runs(tmp_path: Path) -> None:
    import zipfile

    import pikepdf

    from kerege.outputs.readback.active import pdf_problems, word_problems

    book = pikepdf.new()
    page = book.add_blank_page()
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="java script:x()"),
    )
    page.obj.Annots = book.make_indirect(pikepdf.Array([book.make_indirect(link)]))
    book.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    book.save(tmp_path / "a.pdf")
    assert len(pdf_problems(tmp_path / "a.pdf")) == 2
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/_rels/document.xml.rels", '<Relationship Id="a" Type="x/image" Target="http://e.org/a.png" TargetMode="External"/>'
                         '<Relationship Id="b" Type="x/hyperlink" Target="file:///etc/passwd" TargetMode="External"/>')  # fmt: skip
        archive.writestr("word/document.xml", '<w:instrText xml:space="preserve"> DDEAUTO c:\\\\cmd.exe </w:instrText>')
        archive.writestr("word/vbaProject.bin", b"")
    assert len(word_problems(tmp_path / "a.docx")) == 4


@pytest.mark.parametrize(
    "html",
    [
        '<img src="http://127.0.0.1:9/x.png">', '<img src="file:///etc/passwd">', '<img src="ftp://127.0.0.1/x.png">',
        '<img src="../../../etc/passwd">', '<img src="kerege:///figures/../../etc/passwd">', '<img src="kerege:///figures/%2e%2e%2fx.svg">',
        '<img src="data:image/svg+xml,<svg xmlns=\'http://www.w3.org/2000/svg\'/>">', '<link rel="stylesheet" href="file:///etc/passwd">',
        '<style>@import url(http://127.0.0.1:9/x.css);</style>', '<p style="background:url(file:///etc/passwd)">a</p>',
        '<style>@font-face{font-family:x;src:url(file:///etc/passwd)}</style><p style="font-family:x">a</p>',
        '<object data="file:///etc/passwd"></object>', '<embed src="file:///etc/passwd">', '<a rel="attachment" href="file:///etc/passwd">a</a>',
        '<link rel="attachment" href="file:///etc/passwd">', '<img src="kerege:///figures/bad-en.svg">',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    ],
)  # fmt: skip
def test_the_book_loads_only_our_fonts_and_the_drawings(tmp_path: Path, html: str) -> None:
    from kerege.outputs.book.layout import lay_out, nothing_else

    bad = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>'
    (tmp_path / "bad-en.svg").write_text(bad, encoding="utf-8")
    with pytest.raises(BuildFailed, match="may load only"):
        refused: list[str] = []
        document = lay_out(html, "", tmp_path, tmp_path / "cache", (), refused=refused)
        with nothing_else(refused):
            document.write_pdf(tmp_path / "out.pdf")


def test_the_book_loads_its_drawings(tmp_path: Path) -> None:
    from kerege.outputs.book.layout import lay_out

    good = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (tmp_path / "good-en.svg").write_text(good, encoding="utf-8")
    document = lay_out(
        '<img src="kerege:///figures/good-en.svg">',
        "",
        tmp_path,
        tmp_path / "cache",
        (),
    )
    assert document.write_pdf()
