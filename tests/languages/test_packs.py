"""Every pack that ships, proved as `kerege language check` proves it; and packs that lie elsewhere."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kerege import languages
from kerege.cli.language_check import Proof, proved
from kerege.errors import KeregeError, UnreadablePack
from kerege.languages import language_pack, own_labels, shipped, spelling, use_pack, word_lists
from kerege.languages.formats import format_date, format_number, sort_key
from kerege.languages.making import make_pack
from kerege.languages.reading import read

UNREAD = ("ar",)
"""Packs whose reader refuses numbers in words."""
SOME = sorted(
    {
        *range(130),
        *range(130, 2_200, 7),
        *range(1_000, 10_000, 50),
        *range(1_001, 10_000, 1_000),
        *(n for n in spelling.numbers() if n > 9_999),
    }
)


@pytest.fixture(scope="module", params=shipped())
def proof(request: pytest.FixtureRequest) -> Proof:
    with pytest.MonkeyPatch.context() as patch:
        # The command asks every number; a test must be quick.
        patch.setattr(spelling, "numbers", lambda: SOME)
        return proved(request.param)


def test_nothing_in_a_shipped_pack_is_wrong(proof: Proof) -> None:
    assert not [line for part in proof.parts for line in part.wrong]


def test_a_shipped_pack_is_complete(proof: Proof) -> None:
    missing = [line for part in proof.parts for line in part.missing if not line.startswith("letters without a font")]
    if proof.pack.code in UNREAD:
        assert all("refused" in line for line in missing)
    else:
        assert missing == [] or all("numbers in words that are refused" in line for line in missing)


def test_numbers_in_words_are_read_right_or_refused(proof: Proof) -> None:
    rows = proof.spelled
    assert not [row for row in rows if row.wrong]
    read_right = sum(row.read == row.number for row in rows)
    assert (read_right == 0) if proof.pack.code in UNREAD else read_right > 0.99 * len(rows) > 600


def test_no_language_but_the_source_claims_to_have_been_read() -> None:
    assert [code for code in shipped() if language_pack(code).read_by] == []


@pytest.mark.parametrize(
    ("code", "phrase", "values"),
    [
        ("fr", "quatre-vingts", [80]),
        ("fr", "quatre-vingt-onze écoles", [91]),
        ("fr", "soixante et onze", [71]),
        ("fr", "plus d’un million", [1_000_000]),
        ("es", "treinta y una escuelas", [31]),
        ("kk", "жиырма бес мектеп", [25]),
        ("uz", "ikki yuz ellik kishi", [250]),
        ("uz", "to`rt yuz qirq to'rt kishi", [444]),
        ("tg", "саду бисту панҷ нафар", [125]),
    ],
)
def test_compounds_are_whole(code: str, phrase: str, values: list[int]) -> None:
    spans = [span for span in read(phrase, language_pack(code).lexicon) if span.quantity]
    assert [span.quantity.low for span in spans if span.quantity] == values


@pytest.mark.parametrize("code", shipped())
def test_digits_glued_to_a_sign_of_another_script_are_refused(code: str) -> None:
    kinds = {span.kind.name for span in read("120万", language_pack(code).lexicon)}
    assert kinds == {"UNREAD"}


@pytest.mark.parametrize("code", shipped())
def test_digits_of_two_scripts_in_one_number_are_refused(code: str) -> None:
    assert {span.kind.name for span in read("1٢3", language_pack(code).lexicon)} == {"UNREAD"}


def test_cldr_gives_what_a_pack_does_not_say() -> None:
    french = language_pack("fr")
    assert (french.name, french.region, french.babel_locale) == ("Français", "fr-FR", "fr")
    assert format_date("2026-11-05", french) == "5 novembre 2026"
    assert format_date("2026-11-05", language_pack("es")) == "5 de noviembre de 2026"
    assert language_pack("kk").language_name("fr") == "француз тілі"
    assert language_pack("fr").language_name("ky") == "kirghize"


def test_words_sort_as_the_language_sorts_them() -> None:
    spanish, french, kazakh = (language_pack(code) for code in ("es", "fr", "kk"))
    assert sorted(["ñu", "nube", "oso", "álamo", "bar"], key=lambda w: sort_key(w, spanish)) == [
        "álamo",
        "bar",
        "nube",
        "ñu",
        "oso",
    ]
    assert sorted(["zèbre", "école", "fille", "eau"], key=lambda w: sort_key(w, french)) == [
        "eau",
        "école",
        "fille",
        "zèbre",
    ]
    assert sorted(["қала", "кала", "ана", "әке"], key=lambda w: sort_key(w, kazakh)) == ["ана", "әке", "кала", "қала"]


def test_a_variant_holds_only_what_differs(tmp_path: Path) -> None:
    (tmp_path / "fr-CH").mkdir()
    (tmp_path / "fr-CH" / "language.txt").write_text("[language]\nextends | fr\nlocale | fr_CH\n", encoding="utf-8")
    use_pack("fr-CH", tmp_path / "fr-CH")
    try:
        swiss = language_pack("fr-CH")
        assert swiss.region == "fr-CH"
        assert swiss.label("contents") == language_pack("fr").label("contents")
        assert [span.quantity.low for span in read("septante-deux", swiss.lexicon) if span.quantity] == [72]
        assert format_number(Decimal("1234567.5"), 1, swiss).endswith("5")
    finally:
        del languages._FOLDERS["fr-CH"]
        languages.forget()


def test_a_pack_that_extends_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "language.txt").write_text("[language]\nextends | xx\nlocale | fr\n", encoding="utf-8")
    use_pack("xx", tmp_path)
    try:
        with pytest.raises(UnreadablePack, match="extends"):
            word_lists("xx")
    finally:
        del languages._FOLDERS["xx"]
        languages.forget()


def test_a_new_pack_is_filled_from_cldr_and_marks_its_guesses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_pack(tmp_path, "it")
    use_pack("it", tmp_path)
    try:
        monkeypatch.setattr(spelling, "numbers", lambda: SOME)
        found = proved("it")
        assert 0 < found.score < 60
        assert found.pack.language_name("ru") == "russo"
        numbers = (tmp_path / "numbers.txt").read_text(encoding="utf-8")
        assert "5 | cinque # ?" in numbers
        told = "\n".join(found.told())
        assert "'due milioni' (2000000) is read as 2" in told, "what is silently wrong is told first"
        assert "look at each" in told and "labels.po" in told and "examples.txt" in told
        assert own_labels("it") == {}
        assert language_pack("it").label("contents") == "Contents", "what a pack lacks is said in English"
    finally:
        del languages._FOLDERS["it"]
        languages.forget()


def test_a_code_that_cldr_does_not_know_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeregeError, match="CLDR knows no language"):
        make_pack(tmp_path, "qqq")
