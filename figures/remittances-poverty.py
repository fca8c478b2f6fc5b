"""Remittances and extreme poverty, an earlier and a later year of each."""

from kerege.figures import columns


def draw(figure, data, words):
    columns(
        figure, data, words,
        {
            "remittances": (("remittances-2011", "year-remittances-early"), ("remittances-2015", "year-remittances-late")),
            "poverty": (("extreme-poverty-2000", "year-poverty-early"), ("extreme-poverty-2012", "year-poverty-late")),
        },
    )  # fmt: skip
