"""A name is known in any inflection, spelling and script, and ordinary words are none."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kerege.languages.folding import Readable, unknown_letters
from kerege.languages.names import Names, concealed

NAMES = Names(
    {
        "kadamjay": ["Кадамжай"], "osh": ["Ош"], "kara-bak": ["Кара-Бак"], "jalal": ["Жалал-Абад"], "khujand": ["Хуҷанд"],
        "qoqon": ["Қўқон"], "shymkent": ["Шымкент"], "qyzylorda": ["Қызылорда"], "uzgen": ["Өзгөн"], "ashgabat": ["Aşgabat"],
        "lodz": ["Łódź"], "munich": ["München"], "fergana": ["Fargʻona"], "karabalta": ["Karabalta"], "uch": ["Үч-Коргон"], "hisor": ["Ҳисор"],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "forms"),
    [
        ("kadamjay", "Кадамжае Kadamzhai Kadamjaj КАДАМЖАЙ Qadamjay Kadamdschai Кадамжайлыктар Новокадамжайский Kадамжай Кaдaмжaй"),
        ("osh", "Оше Ошем Osh’s Osh's Оштогу Ошский ОШ"),
        ("kara-bak", "Карабак Кар-абак Karabak Qarabaq Карабакка Кара-Бакта"),
        ("jalal", "Djalalabad Dzhalal-Abad Джалал-Абаде Жалалабадда Jalal-Abad"),
        ("khujand", "Худжанд Khujand Hujand Xujand Хуҷандда Xuçand Chudschand"),
        ("qoqon", "Кокон Qo‘qon Qoʻqon Qo'qon Қўқонда Кукон Qo`qon"),
        ("shymkent", "Shymkent Шымкентте Şymkent"),
        ("qyzylorda", "Kyzylorda Qızılorda Кызылордада Қызылордалық"),
        ("uzgen", "Özgön Озгонго Ozgon"),
        ("ashgabat", "Ашгабат Ashgabat Ашгабате"),
        ("lodz", "Lodz Лодзь Łodzi"),
        ("munich", "Munchen Muenchen Мюнхене"),
        ("fergana", "Fargona Фаргона Farg‘onada"),
        ("karabalta", "Кара-Балта Қарабалта"),
        ("uch", "Uchkorgon Uch-Korgon Üč-Korgon Utch-Korgon Уч-Коргоне"),
        ("hisor", "Hisor Хисор Hissor Ҳисорда"),
    ],
)  # fmt: skip
def test_other_spellings_and_inflections(key: str, forms: str) -> None:
    for form in forms.split(" "):
        assert [name.key for name in NAMES.find(f"в селе {form}, где жили")] == [key], form


@pytest.mark.parametrize(
    "written",
    [
        "Кадам-жай", "Кадам-\nжайда", "Кадам‐\r\nжай", "Кадам\u00adжай", "Кадам&shy;жай", "Кадам&#173;жай", "Кадам&#xAD;жай", "Ка\u2060дамжай",
        "Кадам\u200bжай", "Ка\u202eдам\u202cжай", "Кадамжаи\u0306", "Ка\u0301дамжай", "Кадам\ufeffжай", "Кадам жай", "&#1050;адамжай", "Ка\u034fдамжай",
        "Кадам-\n> жай",
    ],
)  # fmt: skip
def test_signs_within_a_name_hide_nothing(written: str) -> None:
    text = f"в селе {written} жили"
    found = list(NAMES.find(text))
    assert [name.key for name in found] == ["kadamjay"]
    assert text[found[0].start : found[0].end] == found[0].text and found[0].text[:2] == written[:2]


@pytest.mark.parametrize("written", ["Кара Бак", "Кара\nБак", "Кара\u00a0Бак", "Кара—Бак", "Карабак", "кара-бакта"])
def test_a_name_of_two_words_is_one_however_it_is_divided(written: str) -> None:
    assert [name.key for name in NAMES.find(f"в {written} жили")] == ["kara-bak"]


@pytest.mark.parametrize(
    "word",
    [
        "ошибка",
        "ошол",
        "ошондо",
        "масса",
        "кадам",
        "кадам жайында",
        "кадамдар",
        "hose",
        "kара",
        "бакта",
        "Oshkosh",
        "лодка",
        "cara",
    ],
)
def test_ordinary_words_are_no_names(word: str) -> None:
    assert list(NAMES.find(f"бул {word} эле")) == []


@given(
    st.sampled_from(["Кадамжай", "Кара-Бак", "Жалал-Абад"]),
    st.text(alphabet="\u00ad\u200b\u2060\u200d\ufeff", max_size=3),
    st.data(),
)
@settings(max_examples=200, deadline=None)
def test_invisible_signs_anywhere_hide_nothing(name: str, signs: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 1))
    assert len(list(NAMES.find(f"а {name[:at]}{signs}{name[at:]} б"))) == 1


@given(st.text(alphabet="аж&;#shy1\u00ad\u0306и\u200b -", max_size=40))
@example("&#1;")
@example("а&#128;и&#xFFFF;")
@settings(max_examples=300, deadline=None)
def test_every_place_lies_in_the_text(text: str) -> None:
    readable = Readable(text)
    places = [readable.place(offset) for offset in range(len(readable.text))]
    assert places == sorted(places) and all(0 <= place < len(text) for place in places)


def test_a_concealed_entry_finds_the_name_and_does_not_tell_it() -> None:
    entries = concealed("Кадамжай", "3f9a")
    assert all("adam" not in entry and "адам" not in entry for entry in entries)
    hidden = Names({"village-1": entries, "town-1": concealed("Ош", "3f9a")})
    for form in ("Кадамжайда", "Kadamzhai", "Кадам\u00adжай", "Оше"):
        assert len(list(hidden.find(f"в {form} жили"))) == 1, form
    assert list(hidden.find("кадамдар ошибка ошол")) == []


def test_letters_that_no_table_knows_are_named() -> None:
    assert unknown_letters("Кадамжай Қўқон Łódź Αθήνα ʻ") == ""
    assert unknown_letters("Ош 北京 ქ") == "北京ქ"
