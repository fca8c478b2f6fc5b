"""What a person sees who asks for Russian or Kyrgyz, from the real command."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

TEMPLATE = Path(__file__).parents[2] / "src" / "kerege" / "report_template"
KEREGE = str(Path(sys.executable).with_name("kerege"))
MISTAKES = [
    ("docs/ky/01-example.md", "[62,5 пайызы]", "[63,5 пайызы]"),
    ("docs/ru/01-example.md", "Среди опрошенных", "У 73 процентов опрошенных есть книги. Среди опрошенных"),
    ("docs/en/01-example.md", "[tie](term:tie)", "[tie](terms:tie)"),
    ("docs/en/01-example.md", "[@example-2026]", "[@example-20266]"),
    ("docs/ru/01-example.md", "```quote\nr1", "```quote\nr11"),
    ("docs/ky/01-example.md", "(term:tie)", "(term:tiee)"),
    ("data/statistics/example.yml", "writers-share:\n", "writers-share:\n  of: {en: wom, ru: женщин, ky: аял}\n"),
    ("report.yml", "date:", "dates:"),
    ("data/sources.yml", "note:", "nota:"),
    ("quotes/example.yml", "en: A reader said", "en: “A reader said"),
    ("quotes/example.yml", 'publish: "yes"', 'publish: "no"'),
]
OF_THE_REPORT = re.compile(r"«[^»]*»|\[[^\]]*\]\([^)]*\)|kerege accept \S+|\S*[/:_.-]\w\S*| \w+\)$")
"""What stays in every language: what is quoted, ties, commands, paths and ids, and the column of a data file."""


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mistaken") / "report"
    shutil.copytree(TEMPLATE, folder)
    for file, old, new in MISTAKES:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def kerege(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name not in ("KEREGE_UI_LANGUAGE", "LC_ALL")}
    return subprocess.run(
        [KEREGE, *arguments], capture_output=True, text=True, check=False, env=inherited | environment
    )


def english_words(code: str) -> set[str]:
    """Words that stand in messages and in none of their translations."""
    from tests.messages.test_catalogues import catalogue

    def words(texts: Iterable[str]) -> set[str]:
        return {word for text in texts for word in re.findall(r"[A-Za-z]{3,}", re.sub(r"\{\w+\}", " ", text))}

    known = catalogue(code)
    sources = (text for key in known for text in ([key] if isinstance(key, str) else key))
    return words(sources) - words(form for forms in known.values() for form in forms)


@pytest.mark.parametrize("code", ["ru", "ky"])
def test_findings_come_without_english_words(mistaken: Path, code: str) -> None:
    run = kerege("--ui-language", code, "--report", str(mistaken), "check")
    assert run.returncode == 1, run.stderr
    codes = set(re.findall(r"\b[A-Z]\d{3}\b", run.stdout))
    assert codes >= {"S003", "S004", "S005", "X001", "X010", "Q001", "Q003", "Q004", "R005", "R007", "C001"}
    left = {}
    for line in run.stdout.splitlines():
        own = OF_THE_REPORT.sub(" ", line)
        words = english_words(code) & set(re.findall("[A-Za-z]{3,}", own))
        if words:
            left[line] = words
    assert left == {}
    summary = {"ru": r"\d+ ошиб\w+, \d+ друг\w+ замечани\w", "ky": r"\d+ ката, башка эскертүү: \d+"}[code]
    assert re.fullmatch(summary, run.stdout.splitlines()[-1])


def test_the_environment_chooses_too_and_the_option_wins(mistaken: Path) -> None:
    russian = kerege("--report", str(mistaken), "explain", "stat:none-such", KEREGE_UI_LANGUAGE="ru")
    assert russian.stderr == "kerege: В этом отчёте этого нет: stat:none-such.\n"
    assert russian.returncode == 2
    english = kerege(
        "--ui-language", "en", "--report", str(mistaken), "explain", "stat:none-such", KEREGE_UI_LANGUAGE="ru"
    )
    assert english.stderr == "kerege: There is no stat:none-such in this report.\n"


def test_an_unknown_language_is_refused_in_a_sentence() -> None:
    run = kerege("--ui-language", "qq", "check")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "kerege: Kerege does not speak 'qq'; it speaks en, ky, ru.\n"
    assert kerege("check", KEREGE_UI_LANGUAGE="xx").returncode == 2


def test_json_keeps_english_and_adds_the_translation(mistaken: Path) -> None:
    plain = json.loads(kerege("--report", str(mistaken), "check", "--format", "json").stdout)
    spoken = json.loads(kerege("--ui-language", "ky", "--report", str(mistaken), "check", "--format", "json").stdout)
    assert [{key: f[key] for key in plain[0]} for f in spoken] == plain
    assert {f["hint_ky"] for f in spoken if f["code"] == "R005"} == {"«date:» кошуңуз"}
    assert "message_ky" not in plain[0]


def test_github_says_it_in_the_language(mistaken: Path) -> None:
    run = kerege("--ui-language", "ru", "--report", str(mistaken), "check", "--format", "github")
    line = next(line for line in run.stdout.splitlines() if "title=Q001" in line)
    assert line.startswith("::error file=docs/ru/01-example.md,line=")
    assert line.endswith("::нет свидетельства «r11». может быть, «r1»?")


@pytest.mark.parametrize(
    ("code", "head", "row"),
    [("ru", "Команды:", "Собрать только сайт."), ("ky", "Буйруктар:", "Сайтты гана түзүү.")],
)
def test_help_is_in_the_language_wherever_the_option_stands(code: str, head: str, row: str) -> None:
    for arguments in (("--ui-language", code, "--help"), ("--help", f"--ui-language={code}")):
        said = kerege(*arguments).stdout
        assert head in said
        assert row in said
        assert "Show this message" not in said


def test_wrong_usage_is_told_in_the_language() -> None:
    run = kerege("--ui-language", "ru", "check", "--formatt", "json")
    assert run.returncode == 2
    assert "Ошибка: Нет параметра «--formatt». Может быть, «--format»?" in run.stderr
    kyrgyz = kerege("--ui-language", "ky", "check", "--format", "xml").stderr.splitlines()[-1]
    assert kyrgyz.startswith("Ката: «--format» үчүн туура эмес маани: «xml» туура келбейт; булардын бири болушу керек:")
    assert kyrgyz.endswith("«github», «json», «sarif», «text».")
    assert "Error: No such command 'chek'. Did you mean 'check'?" in kerege("--ui-language", "en", "chek").stderr


def test_the_report_of_an_import_is_in_the_language(tmp_path: Path) -> None:
    file = tmp_path / "wells.txt"
    file.write_text("Wells\n\nIn the valley about 45 percent of the wells are dry in summer.\n", encoding="utf-8")
    run = kerege("--ui-language", "ru", "import", "text", str(file), "--out", str(tmp_path / "made"))
    assert run.stdout.splitlines()[-1] == f"Попробуйте: kerege --report {tmp_path / 'made'} build", run.stderr
    told = (tmp_path / "made" / "import-report.md").read_text(encoding="utf-8")
    assert "- числа, ставшие черновыми показателями и привязанные: 1\n" in told
    assert english_words("ru") & set(re.findall("[A-Za-z]{3,}", told.replace("Wells", ""))) == set()


def test_the_words_of_the_report_are_left_alone(mistaken: Path) -> None:
    english = kerege("--report", str(mistaken), "explain", "quote:r1").stdout.splitlines()
    russian = kerege("--ui-language", "ru", "--report", str(mistaken), "explain", "quote:r1").stdout.splitlines()
    words = [line for line in english if re.match(r"  (en|ru|ky): ", line)]
    assert len(words) == 3
    assert [line for line in russian if re.match(r"  (en|ru|ky): ", line)] == words
    assert any("согласие:" in line for line in russian)


@pytest.mark.parametrize(
    ("locale", "said"), [("ru_RU.UTF-8", "kerege: В этом"), ("ky_KG", "kerege: "), ("C.UTF-8", "kerege: There is no")]
)
def test_the_locale_chooses_where_nobody_else_does(mistaken: Path, locale: str, said: str) -> None:
    run = kerege("--report", str(mistaken), "explain", "stat:none-such", LC_ALL=locale)
    assert run.stderr.startswith(said)
    asked = kerege("--report", str(mistaken), "explain", "stat:none-such", LC_ALL=locale, KEREGE_UI_LANGUAGE="en")
    assert asked.stderr.startswith("kerege: There is no")


def test_signs_of_the_report_that_turn_a_line_are_shown_escaped(mistaken: Path) -> None:
    chapter = mistaken / "docs" / "en" / "99-turned.md"
    chapter.write_text(
        "---\ntitle: T\n---\n\n[\u202e62.5\u202c per cent](stat:none\u202e-such) \x1b[31m\n", encoding="utf-8"
    )
    try:
        for form in ("text", "github", "json", "sarif"):
            run = kerege("--report", str(mistaken), "check", "--format", form)
            assert "99-turned" in run.stdout
            assert not set(run.stdout + run.stderr) & set("\u202e\u202c\x1b")
    finally:
        chapter.unlink()
