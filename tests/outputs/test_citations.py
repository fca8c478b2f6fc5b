"""Citations and references, typeset by the real pandoc in the three languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kerege.citations import citeproc
from kerege.citations.citeproc import typeset_citations
from kerege.languages import language_pack
from kerege.model.works import work_in
from kerege.read import read_report
from kerege.render.citations import Cited, Group, Typeset
from kerege.render.pandoc import plain


@pytest.mark.parametrize(
    ("code", "who", "page", "others", "undated"),
    [
        ("en", "IOM", "p.\u00a09", "Carswell et al., 2009", "UN Women et al., n.d."),
        ("ru", "МОМ", "с.\u00a09", "Carswell и др., 2009", "«ООН-женщины» и др., б. д."),
        ("ky", "ЭМУ", "б.\u00a09", "Carswell ж. б., 2009", "БУУ-Аялдар ж. б., ж. к."),
    ],
)
def test_citations_speak_the_language_of_the_edition(
    real: Path, code: str, who: str, page: str, others: str, undated: str
) -> None:
    report = read_report(real).report
    typeset = typeset_citations(report, code)
    assert said(typeset, "iom-2009", ", 9") == f"({who}, 2009, {page})"
    assert said(typeset, "carswell-2009") == f"({others})"
    assert said(typeset, "gsps-migration") == f"({undated})"
    cited = {c.key for chapter in report.all_chapters() for c in chapter.citations}
    assert cited <= set(typeset.entries)
    assert len(typeset.entries) >= 43
    again = typeset_citations(report, code)
    assert (again.groups, again.entries) == (typeset.groups, typeset.entries)


def test_the_list_of_works_says_names_in_full_and_dates_of_access(real: Path) -> None:
    path = real / "references.json"
    text = path.read_text(encoding="utf-8")
    url = '"URL": "http://refugeesmigrants.un.org/declaration",'
    path.write_text(text.replace(url, f'{url} "accessed": {{"date-parts": [[2024, 3, 5]]}},'), encoding="utf-8")
    report = read_report(real).report
    entries = {code: typeset_citations(report, code).entries for code in ("en", "ru", "ky")}
    works = {code: {key: plain(inlines) for key, inlines in made.items()} for code, made in entries.items()}
    survey = "Национальный статистический комитет Кыргызской Республики (НСК); Фонд ООН в области народонаселения (ЮНФПА) (2016)"
    assert works["ru"]["nsc-unfpa-2016"].startswith(survey)
    assert works["ky"]["carswell-2009"] == "Carswell ж. б. (2009)."
    assert "Нью-Йоркская декларация" in works["ru"]["new-york-declaration-2016"]
    assert "New York Declaration" in works["ky"]["new-york-declaration-2016"], (
        "a language that is not given reads the original's"
    )
    access = {code: works[code]["new-york-declaration-2016"].rpartition(" (")[2].rstrip(").") for code in works}
    assert access["ky"] == "каралган күнү 2024-ж. 5-март"
    assert "5 марта 2024" in access["ru"] and "March" in access["en"]


@pytest.mark.parametrize(
    ("name", "short", "full"),
    [
        ({"literal": "AUCA"}, "AUCA", "AUCA"),
        ({"en": "World Bank", "ru": "Всемирный банк"}, "Всемирный банк", "Всемирный банк"),
        ({"literal": {"en": "World Bank"}, "short": "WB"}, "WB", "World Bank (WB)"),
        ({"literal": {"ru": "Банк (ВБ)"}, "short": {"ru": "ВБ", "en": "WB"}}, "ВБ", "Банк (ВБ)"),
        ({"ky": "Дүйнөлүк банк"}, "Дүйнөлүк банк", "Дүйнөлүк банк"),
    ],
)
def test_a_name_is_said_in_the_readers_language(name: dict[str, object], short: str, full: str) -> None:
    item = {"id": "a", "author": [name], "issued": {"raw": "2016"}}
    for wanted, brief in ((short, True), (full, False)):
        work = work_in(item, "ru", "en", short=brief)
        assert work == {"id": "a", "author": [{"literal": wanted}], "issued": {"raw": "2016"}}


def test_authors_may_be_given_by_language_as_a_whole() -> None:
    item = {
        "id": "a",
        "author": {"en": [{"family": "Tyurukanova"}], "ru": [{"family": "Тюрюканова"}]},
        "title": {"en": "T"},
    }
    assert work_in(item, "ru", "en")["author"] == [{"family": "Тюрюканова"}]
    assert work_in(item, "ky", "en") == {"id": "a", "author": [{"family": "Tyurukanova"}], "title": "T"}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("kk", "(K және L, ж. к.; K және т. б., 2020, б.\u00a03)"),
        ("uz", "(K va L, y. k.; K va b., 2020, b.\u00a03)"),
        ("tg", "(K ва L, б. т.; K ва диг., 2020, с.\u00a03)"),
        ("fr", "(K et L, s. d.; K et al., 2020, p.\u00a03)"),
        ("es", "(K y L, s. f.; K et al., 2020, p.\u00a03)"),
    ],
)
def test_a_language_brings_its_words_to_citations(code: str, said: str) -> None:
    people = [{"family": family} for family in ("K", "L", "M")]
    items = [
        {"id": "a", "type": "book", "title": "T", "author": people[:2]},
        {"id": "b", "type": "book", "title": "U", "author": people, "issued": {"date-parts": [[2020]]}},
    ]
    group = Group((Cited("a", "", "", False), Cited("b", "", ", 3", False)), False)
    locale = language_pack(code).region
    made = citeproc._read(
        citeproc._pandoc(citeproc._document((group,), []), items, locale, citeproc._style(code)), (group,)
    )
    assert plain(made.groups[group]) == said


def said(typeset: Typeset, key: str, suffix: str = "") -> str:
    return plain(typeset.groups[Group((Cited(key, "", suffix, False),), False)])


def test_the_list_on_the_page_has_every_cited_work(built: Path) -> None:
    for code in ("", "ru/", "ky/"):
        text = (built / "site" / code / "references" / "index.html").read_text(encoding="utf-8")
        chapter = (built / "site" / code / "04-literature" / "index.html").read_text(encoding="utf-8")
        targets = set(re.findall(r'class="k-cite" href="\.\./references/#(ref-[\w-]+)"', chapter))
        assert len(targets) > 15
        assert all(f'id="{target}"' in text for target in targets)
