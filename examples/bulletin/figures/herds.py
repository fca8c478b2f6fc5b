"""Herds over ten years."""

from kerege.figures import line

YEARS = [str(year) for year in range(2016, 2026)]


def draw(figure, data, words):
    line(figure, data, words, {name: [(f"y{year}", f"{name}-{year}") for year in YEARS] for name in ("sheep", "cattle", "horses")})
