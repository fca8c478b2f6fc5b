"""The preview shows what a build would, now: after every save the pages that depend on it, and no others, are new."""

from __future__ import annotations

import io
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pikepdf
import pytest
from preview_served import Served, faulty

from kerege.checks import check_report
from kerege.errors import KeregeError
from kerege.preview.panel import editor_address
from kerege.preview.server import serve_preview
from kerege.preview.session import LiveReport
from kerege.read import read_report

Serve = Callable[[Path], Served]
PLACES = (
    "", "01-example/", "02-other/", "ru/01-example/", "parallel/ky-en/01-example/", "charts/", "testimonies/", "glossary/",
    "statistics/", "privacy/",
)  # fmt: skip
DEPENDENTS = [
    ("data/survey.csv", "62.5", "63.5", {"", "01-example/", "ru/01-example/", "parallel/ky-en/01-example/", "charts/", "statistics/"}),
    ("quotes/example.yml", "trusts a figure", "trusts a number", {"01-example/", "parallel/ky-en/01-example/", "testimonies/"}),
    ("glossary.yml", "A link from words", "A tie from words", {"01-example/", "parallel/ky-en/01-example/", "glossary/"}),
    ("docs/ru/01-example.md", "Каждое число", "Всякое число", {"ru/01-example/"}),
    ("figures/reading.yml", "reading", "reading", set()),
]  # fmt: skip


@pytest.fixture
def other(template: Path) -> Path:
    """A report with a second chapter that ties nothing."""
    for code in ("en", "ru", "ky"):
        (template / "docs" / code / "02-other.md").write_text(
            f"---\ntitle: Other {code}\n---\n\n## Other {{#other-one}}\n\nWords.\n", "utf-8"
        )
    return template


def test_a_chapter_is_shown_as_it_stands_in_the_book(template: Path) -> None:
    live = LiveReport(template)
    made = live.file("ky/01-example/chapter.pdf")
    assert isinstance(made, bytes)
    with pikepdf.open(io.BytesIO(made)) as pages:
        assert [page.label for page in pages.pages] == ["1"]
    assert (live.has_pages("ky/01-example/"), live.has_pages("ky/"), live.has_pages("charts/")) == (True, False, False)
    assert live.file("charts/chapter.pdf") is None and live.file("parallel/ky-en/01-example/chapter.pdf") is None


def test_a_page_is_byte_for_byte_the_one_that_is_built(built: Path) -> None:
    live = LiveReport(built.parent)
    for place in (
        "",
        "ru/05-methods/",
        "ky/09-risks/",
        "parallel/ru-ky/05-methods/",
        "statistics/",
        "ky/about-and-citing/",
    ):
        sheet = live.sheet(place)
        assert sheet is not None
        assert sheet.html == (built / "site" / place / "index.html").read_text("utf-8"), place
    for name in (
        "ru/assets/data/statistics.csv",
        "assets/kerege/kerege.css",
        "ky/feed.xml",
        "assets/kerege/testimonies.css",
    ):
        assert live.file(name) == (built / "site" / name).read_bytes()
    drawing = next((built / "site" / "assets" / "figures").glob("*.svg"))
    assert live.file(f"assets/figures/{drawing.name}") == drawing.read_bytes()


def test_a_save_changes_the_pages_that_depend_on_it_and_no_others(serve: Serve, other: Path) -> None:
    served = serve(other)
    before = served.digests(PLACES)
    for file, old, new, expected in DEPENDENTS:
        if expected:
            served.save(file, old, new)
        else:
            os.utime(other / file)  # saved without a change
            served.preview.once(10)
        after = served.digests(PLACES)
        assert {place for place in PLACES if before[place] != after[place]} == expected, file
        reading = read_report(other)
        assert served.findings[-1] == check_report(reading.report, reading.findings)[0], file
        before = after
    # What is shown now is what a desk that begins now would show.
    anew = LiveReport(other)
    assert all(served.preview.live.sheet(place) == anew.sheet(place) for place in PLACES)


def test_a_chapter_that_comes_and_goes_comes_and_goes_in_every_menu(serve: Serve, other: Path) -> None:
    served = serve(other)
    assert served.get("ru/03-third/")[0] == 404
    for code in ("en", "ru", "ky"):
        (other / "docs" / code / "03-third.md").write_text(f"---\ntitle: Third {code}\n---\n\nWords.\n", "utf-8")
    served.preview.once(10)
    status, page = served.get("ru/03-third/")
    assert (status, "Words." in page) == (200, True)
    assert "Third ru" in served.get("ru/01-example/")[1]
    for code in ("en", "ru", "ky"):
        (other / "docs" / code / "03-third.md").unlink()
    served.preview.once(10)
    assert served.get("ru/03-third/")[0] == 404
    assert "Third ru" not in served.get("ru/01-example/")[1]


BROKEN = {
    "quotes/example.yml": b"r1: {",
    "docs/en/01-example.md": b"\xff\xfe",
    "report.yml": b"slug: [",
    "mkdocs.yml": b"site_name: [",
}


def test_over_a_broken_file_stands_the_last_good_page_with_what_is_wrong(serve: Serve, template: Path) -> None:
    served = serve(template)
    good = served.preview.live.sheet("01-example/")
    for file, content in BROKEN.items():
        whole = (template / file).read_bytes()
        (template / file).write_bytes(content)
        assert served.preview.once(10)
        status, page = served.get("01-example/")
        # Short words hold to the next one.
        shown = "trusts a figure" in page.replace("\u00a0", " ")
        assert (status, shown, "Traceback" in page) == (200, True, False), file
        panel = served.panel("01-example/")
        assert file in panel["unread"] or file in panel["problem"]
        # Another file can be mended meanwhile, and is shown.
        served.save("glossary.yml", "A link from words", "A tie from words")
        assert "A tie from words" in served.get("glossary/")[1].replace("\u00a0", " "), file
        served.save("glossary.yml", "A tie from words", "A link from words")
        (template / file).write_bytes(whole)
        assert served.preview.once(10)
        assert served.preview.live.sheet("01-example/") == good, file
        panel = served.panel("01-example/")
        assert (panel["unread"], panel["problem"]) == ([], ""), file


def test_a_save_is_taken_in_when_it_is_over(serve: Serve, template: Path) -> None:
    served = serve(template)
    path = template / "docs" / "en" / "01-example.md"
    text = path.read_text("utf-8")

    def emptied_first() -> None:
        path.write_text("", "utf-8")
        time.sleep(0.06)
        with path.open("w", encoding="utf-8") as file:
            for line in text.replace("The figures are invented", "Invented").splitlines(keepends=True):
                file.write(line)
                file.flush()
                time.sleep(0.002)

    def put_aside_first() -> None:
        path.rename(path.with_name("01-example.md~"))
        time.sleep(0.06)
        path.write_text(text.replace("The figures are invented", "All invented"), "utf-8")

    def replaced() -> None:
        beside = path.with_name(".01-example.md.swp")
        beside.write_text(text.replace("The figures are invented", "So invented"), "utf-8")
        beside.replace(path)

    for way, words in ((emptied_first, "Invented"), (put_aside_first, "All invented"), (replaced, "So invented")):
        told = len(served.told)
        editor = threading.Thread(target=way)
        editor.start()
        assert served.preview.once(10)
        editor.join()
        while words not in served.get("01-example/")[1]:  # a busy machine may have paused the editor for longer
            assert served.preview.once(10)
        assert served.told[told:][0].startswith("docs/en/01-example.md: shown in ")
        reading = read_report(template)
        assert served.findings[-1] == check_report(reading.report, reading.findings)[0], way


def test_a_fault_of_ours_is_one_sentence_and_what_was_saved_is_read_with_the_next_save(
    serve: Serve, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve(template)

    with monkeypatch.context() as broken:
        broken.setattr("kerege.preview.rereading.read_chapter", faulty)
        broken.setattr("kerege.preview.rechecking.Judging.judge", faulty)
        served.save("docs/en/01-example.md", "The figures are invented", "Wrong [9 per cent](stat:writers-share)")
        assert "ZeroDivisionError" in served.panel("01-example/")["problem"]
        assert "The figures are invented" in served.get("01-example/")[1]
    served.save("glossary.yml", "A link from words", "A tie from words")
    assert "Wrong" in served.get("01-example/")[1]
    reading = read_report(template)
    assert served.findings[-1] == check_report(reading.report, reading.findings)[0]
    assert served.panel("01-example/")["problem"] == ""


def test_only_this_machine_is_answered_and_only_with_the_website(serve: Serve, template: Path) -> None:
    served = serve(template)
    assert served.get("", host="report.example:8000")[0] == 421
    for path in (
        "/../report.yml",
        "/%2e%2e/report.yml",
        "/assets/%2e%2e/%2e%2e/report.yml",
        "/downloads/..%2f..%2f..%2freport.yml",
        "/..%5creport.yml",
    ):
        status, body = served.get(path)
        assert status in (400, 404), path
        assert "slug: example" not in body
    for path in ("/report.yml", "/quotes/example.yml", "/data/survey.csv", "/en/01-example.md", "/01-example.md"):
        assert served.get(path)[0] == 404, path
    assert served.get("/assets/data/survey.csv")[0] == 200
    port = served.preview.room.server.server_port
    with pytest.raises(KeregeError, match=f"Port {port} cannot be used"):
        serve_preview(template, f"127.0.0.1:{port}", "en", print, print)
    with pytest.raises(KeregeError, match="no address of this machine"):
        serve_preview(template, "0.0.0.0:8000", "en", print, print)


def test_links_out_of_the_report_hidden_files_and_overlong_names_are_answered_and_not_served(
    serve: Serve, template: Path
) -> None:
    outside = template.parent / "secret.txt"
    outside.write_text("secret", "utf-8")
    docs = template / "docs" / "en"
    (docs / "leak.txt").symlink_to(outside)
    (docs / "kept.txt").write_text("kept", "utf-8")
    (template / ".kerege").mkdir(exist_ok=True)
    (template / ".kerege" / "hidden.txt").write_text("secret", "utf-8")
    (docs / "inner.txt").symlink_to(template / ".kerege" / "hidden.txt")
    (template / "data" / "survey.csv").rename(template.parent / "survey.csv")
    (template / "data" / "survey.csv").symlink_to(template.parent / "survey.csv")
    served = serve(template)
    assert served.get("/kept.txt") == (200, "kept")
    for path in ("/leak.txt", "/inner.txt", "/assets/data/survey.csv"):
        status, body = served.get(path)
        assert status == 404 and "secret" not in body and "62.5" not in body, path
    for path in (
        f"/{'a' * 300}",
        f"/{'a' * 300}.txt",
        f"/01-example/{'%D1%8F' * 200}.png",
        "/.git/config",
        "/%00",
        "/[::1",
    ):
        assert served.get(path)[0] in (400, 404), path


def test_findings_of_the_page_come_first_in_the_language_of_the_interface(
    serve: Callable[..., Served], template: Path
) -> None:
    served = serve(template, "ru")
    served.save("docs/ky/01-example.md", "62,5", "63,5")
    served.save("data/survey.csv", "33.3", "34.3")
    panel = served.panel("ky/01-example/")
    first = panel["findings"][0]
    assert first["here"]
    assert first["place"].startswith("docs/ky/01-example.md:")
    assert (first["code"], first["weight"]) == ("S003", "ошибка")
    assert "записано" in first["message"] or "63,5" in first["message"]
    assert panel["count"] == len(served.findings[-1]) == len(panel["findings"])
    assert 0 < panel["here"] < panel["count"]


def test_a_finding_leads_to_its_passage_and_to_its_line_in_the_editor(serve: Serve, template: Path) -> None:
    served = serve(template)
    served.save("docs/en/01-example.md", "62.5 per cent", "65.2 per cent")
    served.preview.room.editor = editor_address("vscode")
    found = next(f for f in served.panel("01-example/")["findings"] if f["code"] == "S003")
    assert found["begins"].startswith("Of those asked, 65.2 per cent")
    place = quote(str((template / "docs/en/01-example.md").resolve()))
    assert found["address"] == f"vscode://file{place}:8:17"


@pytest.mark.parametrize("name", ["notepad", "javascript:alert('{path}')", "{path}"])
def test_an_editor_that_is_not_known_is_refused(name: str) -> None:
    with pytest.raises(KeregeError, match="is no editor that is known"):
        editor_address(name)


def test_an_address_of_ones_own_is_taken() -> None:
    assert editor_address("my-editor://open?file={path}&line={line}").startswith("my-editor:")
    assert editor_address("") == ""
