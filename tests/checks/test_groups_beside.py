"""Which group a number of a sentence is about, in English, Russian and Kyrgyz, whether the other numbers are tied or not.

In the samples `{w}` is a number of women, `{m}` of men, `{?}` one that is tied to nothing.
"""

from __future__ import annotations

import re

import pytest

from kerege.checks.groups_beside import Number, strangers

_STEMS = {"en": ("wom", "men"), "ru": ("женщин", "мужчин"), "ky": ("аял", "эркек")}
_RIGHT = (
    # The group comes first.
    ("en", "Of women {w} per cent trust the police, and of men {?} do."),
    ("en", "Among women trust in the police stands at {w} per cent, among men at {?}."),
    ("en", "Women ({w} per cent) trust it more than men ({?})."),
    ("en", "Women: {w} per cent; men: {?}; all: {?}."),
    ("en", "Of women {w} per cent trust the police; among men it is higher."),
    ("ru", "Среди женщин полиции доверяют {w} %, среди мужчин — {?}."),
    ("ru", "Среди женщин доля тех, кто доверяет полиции, составила {w}, среди мужчин — {?}."),
    ("ru", "У женщин {w} %, а у мужчин {?} %."),
    ("ru", "Среди мужчин — {?}, среди женщин доля тех, кто доверяет, — {w} %."),
    ("ru", "Среди женщин полиции доверяют {w} %; у мужчин этот показатель выше."),
    ("ky", "Аялдардын {w} пайызы милицияга ишенет, эркектердин {?} пайызы."),
    ("ky", "Аялдар арасында милицияга ишенгендер {w} пайыз, эркектер арасында {?}."),
    # The number comes first.
    ("en", "{w} per cent of women and {?} of men trust it."),
    ("en", "{?} per cent of women and {m} of men trust it."),
    ("en", "In all {?} per cent trust it: {w} of women and {?} of men."),
    ("ru", "Полиции доверяют {w} % женщин и {?} % мужчин."),
    ("ru", "Доверяют {w} процента опрошенных женщин против {m} процента мужчин."),
    ("ky", "Ишенгендер {w} пайыз аялдар, {?} пайыз эркектер."),
    # The groups, and then their numbers; the numbers, and then the groups.
    ("en", "Women trust it more than men: {w} against {?} per cent."),
    ("en", "Women and men differ: {w} and {m} per cent."),
    ("en", "It is trusted by {w} and {?} per cent of women and men."),
    ("ru", "Женщины доверяют полиции больше, чем мужчины: {w} против {?} %."),
    ("ru", "Доля у женщин и мужчин — {w} и {m} % соответственно."),
    ("ky", "Аялдар менен эркектердин үлүшү {w} жана {?} пайыз."),
    # A number goes on with the group of the one before it.
    ("en", "{w} per cent of women trust it and {w} do not, and of men {?}."),
    ("ru", "Среди женщин доверяют {w} %, не доверяют {w} %, среди мужчин — {?} и {?}."),
    ("en", "{w} per cent of women and more of the men, {m} per cent, say that it makes women hard."),
    (
        "en",
        "{w} per cent of women and more of the men, {m}, say so; call it that {w} of women and again more men, {m}.",
    ),
    ("ru", "Её называют {w} % женщин и чуть больше мужчин, {m} %, а знания — {w} % женщин и {m} % мужчин."),
    ("en", "For women it was hard, but {m} per cent of all the men agreed."),
)
_WRONG = (
    ("en", "Of men {w} per cent trust the police, and of women {?} do.", 1),
    ("en", "{w} per cent of men and {?} of women trust it.", 1),
    ("en", "{?} per cent of women and {w} of men trust it.", 1),
    ("en", "{m} per cent of women and {w} of men trust it.", 2),
    ("en", "Women trust it more than men: {m} against {w} per cent.", 2),
    ("en", "Women trust it more than men: {?} against {w} per cent.", 1),
    ("en", "Of men, {w} per cent trust it, says the committee of women.", 1),
    ("en", "Trust stands at {w} per cent, and among men at {?}.", 1),
    ("ru", "Среди мужчин полиции доверяют {w} %, среди женщин — {?}.", 1),
    ("ru", "Среди женщин полиции доверяют {m} %, среди мужчин — {?}.", 1),
    ("ru", "Полиции доверяют {m} % женщин и {?} % мужчин.", 1),
    ("ru", "Доля у женщин и мужчин — {m} и {w} % соответственно.", 2),
    ("ru", "Среди женщин доверяют {w} %, среди мужчин — {w}.", 1),
    ("ky", "Эркектердин {w} пайызы ишенет, аялдардын {?} пайызы.", 1),
    ("ky", "Аялдардын {?} пайызы ишенет, эркектердин {w} пайызы.", 1),
)


def _strangers(code: str, sample: str) -> int:
    women, men = _STEMS[code]
    numbers: list[Number] = []
    text = ""
    for part in re.split(r"(\{[wm?]\})", sample):
        if re.fullmatch(r"\{[wm?]\}", part):
            stems = {"w": women, "m": men, "?": ""}[part[1]]
            numbers.append(Number(len(text), len(text) + 4, stems))
            text += "31.5"
        else:
            text += part
    return len(list(strangers(text, numbers, {women, men})))


@pytest.mark.parametrize(("code", "sample"), _RIGHT)
def test_a_number_beside_its_group(code: str, sample: str) -> None:
    assert _strangers(code, sample) == 0


@pytest.mark.parametrize(("code", "sample", "count"), _WRONG)
def test_a_number_beside_another_group(code: str, sample: str, count: int) -> None:
    assert _strangers(code, sample) == count
