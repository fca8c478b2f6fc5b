"""The scripts of figures run apart: what they may not do, what they may not use up, and that the rest is drawn all the same."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kerege.checks import check_report
from kerege.fonts import FOLDER as FONTS
from kerege.outputs.figures import draw_figures, drawing, running
from kerege.read import read_report

DRAW = "def draw(figure, data, words):\n    "
GOOD = DRAW + "figure.text(0.5, 0.5, words.title)"


def job(*scripts: str) -> dict[str, object]:
    figures = [
        {"id": f"f{n}", "path": f"figures/f{n}.py", "script": script, "width": 50.0, "height": 30.0, "title": "T", "subtitle": "", "labels": {}, "data": []}
        for n, script in enumerate(scripts)
    ]  # fmt: skip
    fonts = [str(font) for font in sorted(FONTS.glob("*.ttf"))]
    style = {"font.family": ["Source Sans 3"], "font.size": 4, "series": ["#0b5c6b", "#e3a53c"]}
    return {"fonts": fonts, "own_fonts": [], "readable": [str(FONTS)], "style": style, "dpi": 50, "figures": figures}


def test_a_script_has_no_network_no_files_no_programs_and_no_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_TOKEN", "secret")
    target = tmp_path / "written"
    scripts = [
        DRAW + "import socket; socket.create_connection(('127.0.0.1', 9))",
        DRAW + "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        DRAW + f"open({str(target)!r}, 'w').write('x')",
        DRAW + f"import os; os.mkdir({str(target)!r})",
        DRAW + "open('/etc/passwd').read()",
        DRAW + "import pathlib; pathlib.Path('/proc/self/environ').read_bytes()",
        DRAW + "import subprocess; subprocess.run(['true'])",
        DRAW + "import os; os.system('true')",
        DRAW + "import os; os.fork()",
        DRAW + "import os; os.kill(os.getppid(), 9)",
        DRAW + "import os; raise KeyError(os.environ['CI_TOKEN'])",
        DRAW + "raise SystemExit(0)",
        DRAW + "print('noise'); figure.text(0.5, 0.5, 'kept')",
        "def draw(:",
        GOOD,
    ]
    answers = list(running.run(job(*scripts)))
    names = [answer["problems"][0][2] if answer["problems"] else "" for answer in answers]
    assert all(
        problem[0] == "refused" or problem[2] == "URLError"
        for problem in (answer["problems"][0] for answer in answers[:10])
    ), answers[:10]
    assert names[10:] == ["KeyError", "SystemExit", "", "SyntaxError", ""]
    assert answers[10]["problems"][0][3] == "'CI_TOKEN'"
    assert not target.exists() and answers[-1]["svg"].startswith("<?xml")


@pytest.mark.parametrize(
    ("script", "limits", "reason"),
    [
        (DRAW + "while True: pass", {"seconds": 1}, "computed too long"),
        (DRAW + "import time; time.sleep(600)", {"patience": 4.0}, "took longer than 4 seconds"),
        (DRAW + "import os; os._exit(3)", {}, "ended with 3"),
        (DRAW + "import os; os.abort()", {}, "SIGABRT"),
    ],
)
def test_a_script_that_does_not_end_well_is_stopped(script: str, limits: dict[str, float], reason: str) -> None:
    begun = time.monotonic()
    with pytest.raises(running.Stopped, match=reason):
        list(running.run(job(script), **limits))  # type: ignore[arg-type]
    assert time.monotonic() - begun < 120


def test_memory_ends_before_the_machine_does() -> None:
    [answer, after] = running.run(job(DRAW + "x = bytearray(3_000_000_000)", GOOD))
    assert answer["problems"][0][2] == "MemoryError" and "svg" in after


def test_one_bad_script_is_one_finding_and_the_rest_is_drawn(template: Path, tmp_path: Path) -> None:
    words = (template / "figures" / "reading.yml").read_text(encoding="utf-8")
    (template / "figures" / "bad.yml").write_text(words, encoding="utf-8")
    (template / "figures" / "bad.py").write_text(DRAW + "import os; os._exit(0)", encoding="utf-8")
    chapter = next((template / "docs" / "en").glob("0*.md"))
    chapter.write_text("---\ntitle: A\n---\n```figure\nbad\n```\n\n```figure\nreading\n```\n", encoding="utf-8")
    report = read_report(template).report
    found = draw_figures(report, check_report(report)[1].values, tmp_path / "out", "en")
    assert [(f.code, str(f.location.path)) for f in found] == [("F006", "figures/bad.py")]
    endings = ("svg", "png", "wide.svg", "narrow.svg")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"reading-en.{ending}" for ending in endings}


def test_where_the_system_allows_it_there_is_no_network_at_all() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    code = (
        f"import sys; sys.path.insert(0, {str(Path(drawing.__file__).parent)!r}); import drawing, socket; print(drawing._leave_network())\n"
        f"try: socket.create_connection(('127.0.0.1', {server.getsockname()[1]}), 5); print('reached')\n"
        "except OSError: print('unreachable')"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    server.close()
    assert said in (["True", "unreachable"], ["False", "reached"])


def test_words_are_measured_where_the_layout_puts_them() -> None:
    begin = "def draw(figure, data, words):\n    axes = figure.add_axes((0.2, 0.2, 0.7, 0.7))\n    axes.plot([0, 1], [0, 1], label='reads')\n    "
    scripts = [
        begin + "axes.legend()",
        begin + "axes.legend(loc='upper left', bbox_to_anchor=(2, 1))",
        begin + "axes.set_xlim(0.1, 0.9)",
        begin + "axes.set_axis_off()\n    axes.set_position((-3, 0, 1, 1))",
        begin + "axes.set_title('A title that is far longer than the drawing on which it stands is wide')",
    ]
    problems = [
        [problem for problem in answer["problems"] if problem[0] == "off"] for answer in running.run(job(*scripts))
    ]
    assert problems[0] == problems[2] == problems[3] == []
    assert problems[1] == [["off", "reads"]] and problems[4][0][1].startswith("A title")
