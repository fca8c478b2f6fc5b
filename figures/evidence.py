"""How many conversations of each kind the study held."""

from kerege.figures import Row, bars


def draw(figure, data, words):
    groups = (Row("fgd-residents", "second"), Row("fgd-migrants", "second"))
    bars(figure, data, words, "case-interviews", "interviews", *groups)
