"""Whom women workers in Russia named as their worst oppressor."""

from kerege.figures import Row, bars


def draw(figure, data, words):
    bars(figure, data, words, "worst-police", Row("worst-fms", "second"))
