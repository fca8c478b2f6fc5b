"""Schooling of migrants and how they find work."""

from kerege.figures import Row, bars


def draw(figure, data, words):
    schooling = ("secondary-education", "higher-education", "own-field")
    bars(figure, data, words, *schooling, Row("jobs-contacts", "second"), Row("jobs-state", "second"))
