"""Opinions about women who return beside what returnees report."""

from kerege.figures import Row, bars


def draw(figure, data, words):
    opinions = (Row("return-independent", stated="about"), "immoral-lives-men", "immoral-lives-women")
    reported = (Row("health-worse", "second", stated="about"), Row("marriage-prospects", "second"), Row("negative-return", "second"))
    bars(figure, data, words, *opinions, *reported)
