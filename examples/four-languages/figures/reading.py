"""Two bars."""

from kerege.figures import bars


def draw(figure, data, words):
    bars(figure, data, words, "readers-women", "readers-men")
