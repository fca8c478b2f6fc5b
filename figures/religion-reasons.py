"""Why religiosity grows or weakens abroad."""

from kerege.figures import Row, bars


def draw(figure, data, words):
    weaker = (Row("religion-other-faiths", "second"), Row("religion-lost-contact", "second"))
    bars(figure, data, words, "religion-organisations", "religion-coping", *weaker)
