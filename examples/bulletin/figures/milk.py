"""Milk of a cow over ten years."""

from kerege.figures import line

YEARS = [str(year) for year in range(2016, 2026)]


def draw(figure, data, words):
    line(figure, data, words, {"milk": [(f"y{year}", f"milk-{year}") for year in YEARS]})
