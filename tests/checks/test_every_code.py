"""Every code of the catalogue has a failing and a passing sample, and both are tried: here, or where the finding needs more than a check.

A sample is what stands in a report of a few lines: a text is the English chapter, two texts are the English and the Russian one,
a mapping holds files, of which `report.yml` holds fields to add. The passing sample is as near to the failing one as can be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kerege.catalogue import entries
from tests.tiny_report import SOURCE, cited, found, tiny

ROOT = Path(__file__).parents[2]
Files = Mapping[str, Any]
Sample = str | tuple[str, str] | Files
YES = {"publish": "yes", "translate": "yes"}
QUOTE = {"original": "en", "text": {"en": "I went home."}, "speaker": "w", "consent": YES}
CELL = {"file": "t.csv", "where": {"k": "x"}, "column": "v"}


def stat(text: str = "Words.", **more: Any) -> Files:
    """The statistic `a`, 40 per cent, with these fields, and a chapter."""
    return {"data/statistics/a.yml": {"a": {**cited("40", label="Readers"), **more}}, "docs/en/01-a.md": text}


def read_from(table: str = "k,v\nx,40\n", **more: Any) -> Files:
    """The statistic `a` from a cell of `t.csv`."""
    source = {"title": {"en": "S"}, "files": ["t.csv"]}
    record = {"source": "s", "at": CELL, "unit": "percent", "label": {"en": "Readers"}, **more}
    return {
        "data/t.csv": table,
        "data/sources.yml": {"s": source},
        "data/statistics/a.yml": {"a": record},
        "docs/en/01-a.md": "Words.",
    }


def pair(first: Mapping[str, Any], second: Mapping[str, Any], text: str = "Words.") -> Files:
    """Two statistics of which each is as the other but for these fields."""
    records = {"a": {**cited("40", label="Readers"), **first}, "b": {**cited("40", label="Readers"), **second}}
    return {"data/statistics/a.yml": records, "docs/en/01-a.md": text}


def quoted(chapter: str = "```quote\nq\n```", /, **more: Any) -> Files:
    """The testimony `q` with these fields, and a chapter that prints it."""
    return {"quotes/a.yml": {"q": {**QUOTE, **more}}, "docs/en/01-a.md": chapter}


def said(words: str) -> Files:
    return quoted("Words.", form="paraphrase", text={"en": words})


def claim(text: str, **kinds: Any) -> Files:
    """The claim `c` about women (60) and men (40)."""
    women, men = cited("60", label="Women who read"), cited("40", label="Men who read")
    files = {"data/statistics/a.yml": {"women": women, "men": men}, "docs/en/01-a.md": text}
    return {**files, "data/claims.yml": {"c": kinds or {"compare": {"of": "women", "with": "men"}}}}


def settings(text: str = "Words.", **fields: Any) -> Files:
    return {"report.yml": fields, "docs/en/01-a.md": text}


def brand(**more: Any) -> Files:
    return {"brand.yml": more}


def mkdocs(text: str) -> Files:
    return {"mkdocs.yml": f"site_name: x\n{text}"}


def photo(text: str = "```photo\nm\n```", **more: Any) -> Files:
    record = {"file": "figures/m.png", "alt": {"en": "A market"}, "credit": "C", "people": "none", **more}
    return {"figures/photos.yml": {"m": record}, "figures/m.png": PNG, "docs/en/01-a.md": text}


def _png(width: int = 1200) -> bytes:
    import io

    from PIL import Image

    raw = io.BytesIO()
    Image.new("RGB", (width, 9)).save(raw, "PNG")
    return raw.getvalue()


PNG = _png()
TABLE = "Table: T {{#t}}\n\n| A | B |\n|---|---|\n| x | [](stat:{}) |\n| y | [](stat:{}) |"
INTERVIEWS = "There were {} interviews.\n\nWe held three interviews in each of nine areas."
BANNED = {"privacy.yml": {"banned": {"nookat": ["Nookat"]}}}
IMPORTED = {"imported": {"citation": "w"}}

SAMPLES: Mapping[str, tuple[Sample, Sample]] = {
    # Records.
    "R001": ({"glossary.yml": "t: {term: [}\n"}, {"glossary.yml": "{}\n"}),
    "R002": ({"glossary.yml": b"\xcf\xf0\xe8"}, {"glossary.yml": "{}\n"}),
    "R003": (settings(slug="x") | {"glossary.yml": "t: {}\nt: {}\n"}, settings(slug="x")),
    "R004": (quoted(withdrawn="perhaps"), quoted(withdrawn=False)),
    "R005": ({"data/sources.yml": {"s": {}}}, {"data/sources.yml": SOURCE}),
    "R006": (
        {"glossary.yml": {"t": {"term": {"ru": "п"}, "definition": {"en": "D."}}}},
        {"glossary.yml": {"t": {"term": {"en": "p"}, "definition": {"en": "D."}}}},
    ),
    "R007": (stat(decimal=1), stat(decimals=1)),
    "R008": (
        {"data/statistics/b.yml": {"a": cited("5")}, **stat()},
        {"data/statistics/b.yml": {"b": cited("5")}, **stat()},
    ),
    "R009": ({"data/statistics/b.yml": {"A b": cited("5")}}, {"data/statistics/b.yml": {"ab": cited("5")}}),
    "R010": (stat(formula="1 + 1"), stat()),
    "R011": (
        {"data/sources.yml": {"s": {"title": {"en": "S"}, "files": ["../t.csv"]}}},
        {"data/sources.yml": {"s": {"title": {"en": "S"}, "files": []}}},
    ),
    "R012": ({"docs/en/page.html": "<p>x</p>"}, {"docs/en/01-a.md": "Words."}),
    "R013": (settings(isbn="978-1-4028-9462-7"), settings(isbn="978-1-4028-9462-6")),
    "R014": (settings(identifier="978-1-4028-9462-6"), settings(isbn="978-1-4028-9462-6")),
    "R015": (stat(label={"en": "Readers", "xq": "x"}), stat(label={"en": "Readers"})),
    "R016": (claim("Words.", compare={"of": "women", "with": "men"}, share={"of": "women", "above": 50}), claim("Words.")),
    # Statistics.
    "S001": (stat("[40 per cent](stat:b)."), stat("[40 per cent](stat:a).")),
    "S002": (stat("[many](stat:a)."), stat("[40 per cent](stat:a).")),
    "S003": (stat("[41 per cent](stat:a)."), stat("[40 per cent](stat:a).")),
    "S004": (stat("Of men [40%](stat:a).", of={"en": "wom"}), stat("Of women [40%](stat:a).", of={"en": "wom"})),
    "S005": ("It is 41 per cent.", "It began in 2015."),
    "S006": (stat("[40%](stat:a) per cent."), stat("[40%](stat:a) of them.")),
    "S007": ("It is [40 winks](nostat:idiom).", settings("It is [40 winks](nostat:idiom).", nostat={"idiom": "Why."})),
    "S008": (stat("[40 years](stat:a)."), stat("[40 per cent](stat:a).")),
    "S009": (stat("More than [20%](stat:a)."), stat("More than [39%](stat:a).")),
    "S010": (stat(source="t"), stat(source="s")),
    "S011": (read_from(at={**CELL, "file": "u.csv"}), read_from()),
    "S012": (read_from(table="\x00\x01\x02"), read_from()),
    "S013": (read_from(at={**CELL, "where": {"k": "z"}}), read_from()),
    "S014": (read_from(table="k,v\nx,40\nx,41\n"), read_from()),
    "S015": (read_from(table="k,v\nx,many\ny,1\nz,2\n"), read_from()),
    "S016": (
        pair({}, {"cited": None, "formula": "{a} +", "source": None}),
        {"data/statistics/a.yml": {"a": cited("40"), "b": {"formula": "{a} + 1", "unit": "percent", "label": {"en": "B"}}}},
    ),
    "S020": (
        {**stat(), "data/sources.lock": {"values": {"a": "41"}}},
        {**stat(), "data/sources.lock": {"values": {"a": "40"}}},
    ),
    "S021": (
        {**read_from(), "data/sources.lock": {"files": {"t.csv": "0" * 64}, "values": {"a": "40"}}},
        {**read_from(), "data/sources.lock": {"files": {"t.csv": sha256(b"k,v\nx,40\n").hexdigest()}, "values": {"a": "40"}}},
    ),
    "S022": (stat(), {**stat(), "data/sources.lock": {"values": {"a": "40"}}}),
    "S026": (read_from(table="k,v\nx,40,1\n"), read_from()),
    "S027": (read_from(table="k\tv\nx\t1,234\ny\t2,345\n"), read_from(table="k\tv\nx\t1,23\ny\t2,34\n")),
    "S030": ({**stat(), "data/assertions.yml": [{"holds": "a > 41"}]}, {**stat(), "data/assertions.yml": [{"holds": "a > 39"}]}),
    "S031": (
        {**stat(), "data/assertions.yml": [{"fails": "a > 39", "reason": "r"}]},
        {**stat(), "data/assertions.yml": [{"fails": "a > 41", "reason": "r"}]},
    ),
    "S032": ({**stat(), "data/assertions.yml": [{"holds": "a ><"}]}, {**stat(), "data/assertions.yml": [{"holds": "a > 39"}]}),
    "S040": (stat(), stat("[40%](stat:a).")),
    "S041": (stat("[40%](stat:a).", base=24), stat("[40%](stat:a).", base=25)),
    "S042": (stat("[40%](stat:a).", base=49), stat("[40%](stat:a).", base=50)),
    "S043": (
        pair({"cited": {"value": "60"}, "complement": "b"}, {"cited": {"value": "42"}}),
        pair({"cited": {"value": "60"}, "complement": "b"}, {"cited": {"value": "41"}}),
    ),
    "S045": (
        stat("Six teachers came.", unit="persons", cited={"value": "6"}, label={"en": "Teachers"}),
        stat("Seven teachers came.", unit="persons", cited={"value": "6"}, label={"en": "Teachers"}),
    ),
    "S050": (
        {**read_from(), "data/statistics/b.yml": {"b": {**read_from()["data/statistics/a.yml"]["a"], "label": {"en": "B"}}}},
        read_from(),
    ),
    "S051": (pair({}, {"cited": {"value": "41"}}), pair({}, {"cited": {"value": "40"}})),
    "S052": (
        settings("About 25 per cent of migrant households get transfers.\n\nAbout 80 per cent of migrant households get transfers.", **IMPORTED),
        settings("About 25 per cent of migrant households get transfers.\n\nAbout 30 per cent of migrant households get transfers.", **IMPORTED),
    ),
    "S053": (settings(INTERVIEWS.format(28), **IMPORTED), settings(INTERVIEWS.format(27), **IMPORTED)),
    "S055": (stat("It is [40](stat:a).9.1 per cent."), stat("It is [40](stat:a) per cent.")),
    "S056": ("Ten women were deported.", "Nine women were deported."),
    "S057": (
        pair({"period": "2011"}, {"period": "2015"}, "In 2015 [40%](stat:a) read."),
        pair({"period": "2011"}, {"period": "2015"}, "In 2011 [40%](stat:a) read."),
    ),
    "S058": (
        pair({"label": {"en": "Readers in 2011"}}, {"label": {"en": "Readers in 2015"}}),
        pair({"label": {"en": "Readers in 2011"}, "period": "2011"}, {"label": {"en": "Readers in 2015"}, "period": "2015"}),
    ),
    "S059": (
        settings("It is [41 women](nostat:age).", nostat={"age": {"reason": "R.", "words": ["40 women"]}}),
        settings("It is [40 women](nostat:age).", nostat={"age": {"reason": "R.", "words": ["40 women"]}}),
    ),
    "S060": (
        pair({"label": {"en": "Women who read"}}, {"label": {"en": "Men who read"}}),
        pair({"label": {"en": "Women who read"}, "of": {"en": "wom"}}, {"label": {"en": "Men who read"}, "of": {"en": "men"}}),
    ),
    "S080": (claim("They read [more](claim:d)."), claim("They read [more](claim:c).")),
    "S081": (claim("Words.", compare={"of": "women", "with": "dogs"}), claim("Words.")),
    "S082": (
        {**claim("Words."), "data/statistics/a.yml": {"women": cited("60"), "men": cited("40", "persons")}},
        claim("Words."),
    ),
    "S083": (
        claim("Words.", rank={"of": ["women", "men"], "first": "men", "by": "highest"}),
        claim("Words.", rank={"of": ["women", "men"], "first": "women", "by": "highest"}),
    ),
    "S084": (claim("Women read [less](claim:c)."), claim("Women read [more](claim:c).")),
    "S085": (claim("Women read, [20 per cent more](claim:c)."), claim("Women read, [20 percentage points more](claim:c).")),
    "S086": (claim("Women read [blue](claim:c)."), claim("Women read [more](claim:c).")),
    "S088": (
        {**claim("[More](claim:c) women read."), "data/statistics/a.yml": {
            "women": cited("52", label="Women", base=200), "men": cited("48", label="Men", base=200)}},
        {**claim("[More](claim:c) women read."), "data/statistics/a.yml": {
            "women": cited("62", label="Women", base=900), "men": cited("48", label="Men", base=900)}},
    ),
    "S089": (
        pair({"label": {"en": "Women"}}, {"label": {"en": "Men"}}, "More women [40%](stat:a) read than men [40%](stat:b)."),
        pair({"label": {"en": "Women"}}, {"label": {"en": "Men"}}, "Women [40%](stat:a) and men [40%](stat:b) read."),
    ),
    "S090": (claim("Words."), claim("Women read [more](claim:c).")),
    "S091": (
        {**claim("Words.", change={"from": "women", "to": "men"}), "data/statistics/a.yml": {
            "women": cited("60", label="W", period="2015"), "men": cited("40", label="M", period="2011")}},
        {**claim("Words.", change={"from": "women", "to": "men"}), "data/statistics/a.yml": {
            "women": cited("60", label="W", period="2011"), "men": cited("40", label="M", period="2015")}},
    ),
    # Quotes.
    "Q001": (quoted("```quote\nr\n```"), quoted()),
    "Q002": (
        {**quoted(), "docs/ru/01-a.md": "```quote\nq\n```"},
        {**quoted(text={"en": "I went.", "ru": "Я шла."}), "docs/en/01-a.md": "```quote\nq\n```", "docs/ru/01-a.md": "```quote\nq\n```"},
    ),
    "Q003": (quoted("She [“went home”](quote:q).", form="paraphrase"), quoted("She [went home](quote:q).", form="paraphrase")),
    "Q004": (quoted(consent={"publish": "no"}), quoted()),
    "Q005": (quoted(withdrawn=True), quoted()),
    "Q006": (quoted("She [went away](quote:q)."), quoted("She [went home](quote:q).")),
    "Q007": (quoted(speaker="x"), quoted()),
    "Q008": (quoted("```quote\nq\n```\n\n```quote\nq\n```"), quoted("```quote\nq\n```\n\n```quote\nq\n```", repeats=True)),
    "Q009": (
        {**quoted(consent={"publish": "yes"}), "docs/ru/01-a.md": "```quote\nq\n```"},
        {**quoted(), "docs/ru/01-a.md": "```quote\nq\n```"},
    ),
    "Q010": (
        {**quoted(), "quotes/quotes.lock": {"texts": {"q": {"en": "0" * 64}}}},
        {**quoted(), "quotes/quotes.lock": {"texts": {}}},
    ),
    "Q011": (quoted(), {**quoted(), "quotes/quotes.lock": {"texts": {"q": {"en": "0" * 64}}}}),
    # Translations.
    "T001": ({"docs/en/01-a.md": "Words.", "docs/ru/02-b.md": "Слова."}, ("Words.", "Слова.")),
    "T002": (("## A {#a}", "## А {#b}"), ("## A {#a}", "## А {#a}")),
    "T003": (("```statistic\na\n```", "Слова."), ("```statistic\na\n```", "```statistic\na\n```")),
    "T004": (("[40%](stat:a).", "Сорок."), ("[40%](stat:a).", "[40\u00a0%](stat:a).")),
    "T005": ((TABLE.format("a", "b"), TABLE.format("b", "a")), (TABLE.format("a", "b"), TABLE.format("a", "b"))),
    "T009": (("Words.", "Слова."), "Words."),
    "T010": (("Article 16.", "Статья 17."), ("Article 16.", "Статья 16.")),
    "T011": (("A [tie](term:tie).", "Привязка."), ("A [tie](term:tie).", "[Привязка](term:tie).")),
    "T013": (("A family.", "Это cемья."), ("A family.", "Это семья.")),
    "T015": (("Some words stay here.", "Some words stay here."), ("Some words stay here.", "Слова стоят здесь.")),
    "T016": (("A “house”.", "Это “дом”."), ("A “house”.", "Это «дом».")),
    "T017": (("[About 40%](stat:a).", "[40\u00a0%](stat:a)."), ("[About 40%](stat:a).", "[Около 40\u00a0%](stat:a).")),
    "T018": (("word " * 20, "слово"), ("word " * 20, "слово " * 15)),
    "T019": (("It is.\n\nIt is.", "Так.\n\nЭто."), ("It is.\n\nIt is.", "Так.\n\nТак.")),
    "T021": (
        ("[40%](stat:a) read, [41%](stat:b) write.", "То [41\u00a0%](stat:b), а это [40\u00a0%](stat:a)."),
        ("[40%](stat:a) read, [41%](stat:b) write.", "То [40\u00a0%](stat:a), а это [41\u00a0%](stat:b)."),
    ),
    # Chapters.
    "X001": ("It is [forty](stats:a).", "It is [there](https://example.org)."),
    "X002": ("```qoute\nq\n```", quoted()),
    "X003": ("```quote\nq\n", quoted()),
    "X004": ("    ```quote\n    q\n    ```", quoted()),
    "X005": ("```quote\n```", quoted()),
    "X006": ("Words.\n\n    moved in", "Words.\n\n   moved in"),
    "X007": ("Table: A caption {#t}\n\nWords.", "Table: A caption {#t}\n\n| A |\n|---|\n| x |"),
    "X010": ("A [tie](term:tye).", "A [tie](term:tie)."),
    "X011": ("A note.[^a]", "A note.[^a]\n\n[^a]: Here."),
    "X012": (stat("It is [40%] (stat:a)."), stat("It is [40%](stat:a).")),
    "X013": (stat("It is [40%](stat:a and more."), stat("It is [40%](stat:a) and more.")),
    "X014": ("#### Deep {#d}", "## Higher {#d}"),
    "X015": ("## A {#a}\n\n## B {#a}", "## A {#a}\n\n## B {#b}"),
    "X016": ("See [there](02-b.md).", "See [here](01-a.md)."),
    "X017": ("## A {#a}\n\nSee [it](#b).", "## A {#a}\n\nSee [it](#a)."),
    "X018": ("See [it](report:other/01-a).", "See it."),
    "X020": ("A <script>x</script>.", "A <!-- comment --> word."),
    "X021": ("## A {#a onclick=x}", "## A {#a}"),
    "X022": ("[here](javascript:x).", "[here](https://example.org)."),
    "X023": ("[here](../../../secret.md).", "[here](01-a.md)."),
    "X024": ("![A picture](a.png)", photo()),
    "X030": (stat("It is \u202e[40%](stat:a)."), stat("It is [40%](stat:a).")),
    "X031": (stat("It is [4\u200b0%](stat:a)."), stat("It is [40%](stat:a).")),
    "X032": (stat("It is [4O%](stat:a)."), stat("It is [40%](stat:a).")),
    "X035": (r"It is $\fraction{a}{b}$.", r"It is $\frac{a}{b}$."),
    "X040": ("::: note\nWords.\n:::", "!!! note\n    Words."),
    "X042": ("| A |\n|---|\n| x | y |", "| A | B |\n|---|---|\n| x | y |"),
    "X043": ("Words.\n\n[a]: https://example.org", "[Words][a].\n\n[a]: https://example.org"),
    "X044": (
        settings("---\ntitle: A\npart: onne\n---\n\nWords.", parts={"one": {"en": "One"}}),
        settings("---\ntitle: A\npart: one\n---\n\nWords.", parts={"one": {"en": "One"}}),
    ),
    "X045": (
        {f"docs/en/0{n}-a.md": f"---\ntitle: A{n}\npart: {part}\n---\n\nWords." for n, part in enumerate("aba", 1)},
        {f"docs/en/0{n}-a.md": f"---\ntitle: A{n}\npart: {part}\n---\n\nWords." for n, part in enumerate("aab", 1)},
    ),
    "X046": (
        ("Words.", "---\ntitle: А\nnumbered: false\n---\n\nСлова."),
        ("---\ntitle: A\nnumbered: false\n---\n\nWords.", "---\ntitle: А\nnumbered: false\n---\n\nСлова."),
    ),
    "X047": (
        {f"docs/en/{n:02}-a.md": f"---\ntitle: A{n}\nappendix: true\n---\n\nWords." for n in range(1, 28)},
        {f"docs/en/{n:02}-a.md": f"---\ntitle: A{n}\nappendix: true\n---\n\nWords." for n in range(1, 27)},
    ),
    # Works.
    "C001": ("As told [@xx].", "As told [@un]."),
    "C002": ({"references.json": [{"id": "z"}]}, {"references.json": [{"id": "z", "type": "report"}]}),
    "C003": (
        {"references.json": [
            {"id": key, "type": "report", "title": "T", "author": [{"literal": name}], "issued": {"date-parts": [[2016]]}}
            for key, name in (("a", "FIDH"), ("b", "FIHD"))]},
        {"references.json": [
            {"id": key, "type": "report", "title": "T", "author": [{"literal": name}], "issued": {"date-parts": [[2016]]}}
            for key, name in (("a", "FIDH"), ("b", "UNDP"))]},
    ),
    # Letters.
    "L001": ("A letter \U00012000 here.", "A letter é here."),
    "L002": ({"fonts/a.ttf": b"no font"}, {}),
    "L006": ("This sentense is here.", "This sentence is here."),
    "L007": ({"spelling.txt": "two words\n"}, {"spelling.txt": "word\n"}),
    # Figures.
    "F001": (
        {"figures/f.yml": {"data": ["a"], "title": {"en": "T"}, "alt": {"en": "A"}, "source": "s"}},
        {"figures/f.yml": {"data": ["a"], "title": {"en": "T"}, "alt": {"en": "A"}, "source": "s", "size": {"width": 120, "height": 30}}, "figures/f.py": "x = 1\n"},
    ),
    "F005": ("```figure\nf\n```", "Words."),
    "F007": (photo("```photo\nn\n```"), photo()),
    "F008": (photo(people="unknown"), photo()),
    "F009": ({**photo(), "figures/m.png": _png(100)}, photo()),
    "F010": ({**photo(), "figures/m.png": b"none"}, photo()),
    "F012": ("```table\nt\n```", "Words."),
    "F013": (photo("```photo\nm\n```\n\n```photo\nm\n```"), photo()),
    # House style and website.
    "H001": (brand(color={"link": "#777777"}), brand(color={"link": "#767676"})),
    "H002": (brand(typography={"base": {"family": "Nowhere Sans"}}), brand(typography={"base": {"family": "Source Sans 3"}})),
    "H003": (brand(color={"link": "fofest"}), brand(color={"link": "#111111"})),
    "H004": (brand(logo="logo.svg"), {**brand(logo="logo.png"), "logo.png": PNG}),
    "H005": ({"style/site.css": "@import 'x.css';"}, {"style/site.css": "p { color: black }"}),
    "W001": (mkdocs("site_dir: out\n"), mkdocs("")),
    "W002": (mkdocs("site_nane: x\n"), mkdocs("")),
    "W007": (settings(url="https://example.org/"), settings(url="https://example.org/", contact={"email": "a@example.org"})),
    # Privacy.
    "P001": ({**BANNED, "docs/en/01-a.md": "In Nookat."}, {**BANNED, "docs/en/01-a.md": "In a town."}),
    "P002": ({**BANNED, **said("She lives in Nookat.")}, {**BANNED, **said("She lives in a town.")}),
    "P003": (said("She is 37 years old."), said("She is in her thirties.")),
    "P004": (
        {**quoted(shown={"age": "young"}), "privacy.yml": {"frame": [{"speaker": "w", "age": "young", "count": 2}]}},
        {**quoted(shown={"age": "young"}), "privacy.yml": {"frame": [{"speaker": "w", "age": "young", "count": 3}]}},
    ),
    "P006": (quoted(sensitive=["violence"]), quoted(sensitive=["money"])),
    "P007": (said("She told Patriot of it."), said("She told a friend of it.")),
    "P009": ({**BANNED, "data/nookat.csv": "a\n"}, {**BANNED, "data/town.csv": "a\n"}),
    "P010": (
        {"privacy.yml": {"doubtful": {"osh": ["Osh"]}}, "docs/en/01-a.md": "In Osh."},
        {"privacy.yml": {"doubtful": {"osh": ["Osh"]}}, "docs/en/01-a.md": "In a town."},
    ),
    "P012": (
        {"privacy.yml": {"waivers": [{"code": "P001", "file": "docs/en/01-a.md", "place": "osh", "reason": "r", "by": "e"}]}},
        {"privacy.yml": {"banned": {"osh": ["Osh"]}, "waivers": [{"code": "P001", "file": "docs/en/01-a.md", "place": "osh", "reason": "r", "by": "e"}]}},
    ),
    "P014": (said("Aigul told of it."), said("She told of it.")),
    "P015": (said("Write to a@example.org."), said("Write to her.")),
    "P016": (said("She is thirty-seven years old."), said("She is in her thirties.")),
    "P017": ({"privacy.yml": {"banned": {"b": ["北京"]}}}, {"privacy.yml": {"banned": {"b": ["Beijing"]}}}),
}  # fmt: skip

ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "tests/book/test_places_of_findings.py": ("A006", "A007", "A008"),
    "tests/build/test_every_command_ends.py": ("F002", "F003"),
    "tests/build/test_scheduler.py": ("A011",),
    "tests/checks/test_attributes_shared.py": ("P005", "P013"),
    "tests/checks/test_claims_parallel.py": ("T030", "T031"),
    "tests/checks/test_corrections_told.py": ("E001", "E002", "E003", "E004", "E005", "E006", "E008", "E010", "E011"),
    "tests/checks/test_ids_and_notes.py": ("X034",),
    "tests/checks/test_labels_written.py": ("L008",),
    "tests/checks/test_letters_right.py": ("T014",),
    "tests/checks/test_sizes_printable.py": ("L003", "L004", "L005"),
    "tests/checks/test_terms_rendered.py": ("T012",),
    "tests/checks/test_transcripts_hold.py": ("Q020", "Q021"),
    "tests/checks/test_translations_current.py": ("T006", "T007", "T008", "T020"),
    "tests/checks/test_words_lost.py": ("X041",),
    "tests/evidence/test_acceptance.py": ("S018",),
    "tests/evidence/test_columns.py": ("S028",),
    "tests/evidence/test_coverage.py": ("F004",),
    "tests/evidence/test_databases.py": ("S023", "S024", "S025"),
    "tests/evidence/test_queries.py": ("S017",),
    "tests/evidence/test_surveys.py": ("S076",),
    "tests/evidence/test_tables.py": ("S019",),
    "tests/outputs/test_blocks.py": ("F011", "P008"),
    "tests/outputs/test_figures_apart.py": ("F006",),
    "tests/outputs/test_findings_of_files.py": ("A009", "A013", "A014", "A015"),
    "tests/outputs/test_proof.py": ("A020", "A021", "A022", "A023"),
    "tests/outputs/test_readback.py": ("A001", "A002", "A003", "A004", "A010"),
    "tests/outputs/test_texts_read_back.py": ("A005", "A018"),
    "tests/read/test_brand.py": ("H006",),
    "tests/read/test_comments.py": ("A012",),
    "tests/read/test_website.py": ("W003", "W004", "W005", "W006", "W008"),
    "tests/report/test_history.py": ("E009",),
    "tests/series/test_series.py": ("R020",),
    "tests/translate/test_exchange.py": ("T080", "T081", "T082", "T083", "T084", "T085"),
}
"""Codes whose finding needs more than the check of a few lines, by the file whose tests make it, and go without it."""


def report(folder: Path, sample: Sample) -> Path:
    """A report with a sample in it."""
    if isinstance(sample, str):
        sample = {"docs/en/01-a.md": sample}
    elif isinstance(sample, tuple):
        sample = {"docs/en/01-a.md": sample[0], "docs/ru/01-a.md": sample[1]}
    languages = ("en", "ru") if any("/ru/" in name for name in sample) else ("en",)
    words = {"en": "tie", "ru": "привязка"}
    base: dict[str, object] = {
        "data/sources.yml": SOURCE,
        "data/statistics/a.yml": {"a": cited("40", label="Readers"), "b": cited("41", label="Writers")},
        "glossary.yml": {"tie": {"term": words, "definition": {"en": "A tie.", "ru": "Привязка."}}},
        "references.json": [{"id": "un", "type": "report", "title": "T"}],
        "quotes/speakers.yml": {"roles": {"w": {"en": "A woman"}}, "attributes": {"age": {"young": {"en": "young"}}}},
    }
    files = {name: content for name, content in sample.items() if name != "report.yml"}
    return tiny(folder, {**base, **files}, languages=languages, **sample.get("report.yml", {}))


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_the_failing_sample_fails_and_the_passing_one_passes(code: str, tmp_path: Path) -> None:
    fails, passes = SAMPLES[code]
    assert found(report(tmp_path / "fails", fails), code), "the failing sample does not fail"
    assert not found(report(tmp_path / "passes", passes), code), "the passing sample fails"


def test_every_code_has_its_samples_here_or_its_test_elsewhere() -> None:
    elsewhere = [code for codes in ELSEWHERE.values() for code in codes]
    assert sorted([*SAMPLES, *elsewhere]) == sorted(one.code for one in entries())


@pytest.mark.parametrize("file", sorted(ELSEWHERE))
def test_the_tests_elsewhere_name_their_codes(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert [code for code in ELSEWHERE[file] if not re.search(rf"\b{code}\b", text)] == []
