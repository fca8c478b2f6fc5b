"""What checks clean builds in every output: writing that others do, which once was refused when everything was made."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from urllib.parse import unquote

from kerege.build.build import build_report
from kerege.checks import check_report
from kerege.findings import Severity
from kerege.read import read_report
from tests.small_report import TEMPLATE, english

CHAPTER = """---
title: "Others' habits # and ours"
---

## One {#habits-one}

### Two

#### Three

##### Four levels down

###### And five

Write `[@key, p.]`, `[x](stat:y)` and ` ```quote ` as code,.

- A loose list

- with `code | and bars`

  | a \\| b | `c\\|d` |
  |---|---|
  | [](stat:readers-share) | x |

1) One
2) Two[^a]

> A quotation of **[words](https://example.org/a_b)**\\
> with a break.

!!! tip "A *title*"
    Words[^b].

> [!CAUTION]
> Words.

Term
: Definition, $x^2$ and H~2~O.

[^a]: A note[^b].

    - with a list

[^b]: Another.
"""


WAITING = """First term
: what it means

!!! note "A title"
    within a callout

3. third
4. fourth
"""


def test_the_habits_of_others_build(tmp_path: Path) -> None:
    folder = english(tmp_path / "report", {"02-habits": CHAPTER})
    reading = read_report(folder)
    findings, _ = check_report(reading.report, reading.findings)
    assert [str(finding) for finding in findings if finding.severity is Severity.ERROR] == []
    built = build_report(folder, progress=lambda _: None)
    assert [str(finding) for finding in built.findings if finding.severity is Severity.ERROR] == []
    assert built.files


def test_what_is_not_translated_yet_is_printed_whole_in_the_original(tmp_path: Path) -> None:
    """Lists keep their numbers, definitions their terms, callouts their words; the finished files agree with the trees."""
    folder = tmp_path / "report"
    shutil.copytree(TEMPLATE, folder)
    path = folder / "docs" / "en" / "01-example.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[^example-note]: The", f"{WAITING}\n[^example-note]: The"), encoding="utf-8")
    built = build_report(folder, only=("site", "pdf", "epub"), languages=("ru",), progress=lambda _: None)
    assert [str(finding) for finding in built.findings if finding.severity is Severity.ERROR] == []
    page = (folder / "build/site/ru/01-example/index.html").read_text(encoding="utf-8")
    (lent,) = re.findall(r'<div class="k-untranslated".*?</div>', page, re.DOTALL)
    assert lent.count("k-untranslated__note") == 1
    assert "<dl><dt>First term</dt><dd>what it means</dd></dl>" in lent
    assert "</p><p>within a callout</p></aside>" in lent
    assert re.search(r'<ol start="3">\s*<li>third</li>\s*<li>fourth</li>\s*</ol>', lent)
    printed = subprocess.run(
        ["pdftotext", str(folder / "build/pdf/example-ru.pdf"), "-"], capture_output=True, text=True, check=True
    )
    assert [
        words
        for words in ("First term", "what it means", "A title", "within a callout", "fourth")
        if words not in printed.stdout
    ] == []


def test_a_chapter_whose_name_has_decomposed_letters_is_built_and_linked(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "02-край")
    text = "---\ntitle: {}\n---\n\nSee [the other]({}).\n"
    chapters = {name: text.format("Region", "03-other.md#other-a"), "03-other": text.format("Other", "02-край.md")}
    chapters["03-other"] += "\n## A {#other-a}\n"
    folder = english(tmp_path / "report", chapters)
    built = build_report(folder, only=("site", "pdf"), progress=lambda _: None)
    assert [str(finding) for finding in built.findings if finding.severity is Severity.ERROR] == []
    assert (folder / "build/site/02-край/index.html").is_file()
    assert unquote("02-%D0%BA%D1%80%D0%B0%D0%B9") in unquote(
        (folder / "build/site/03-other/index.html").read_text(encoding="utf-8")
    )
