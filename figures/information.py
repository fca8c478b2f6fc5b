"""Where women and men would look for information."""

from kerege.figures import Row, bars


def draw(figure, data, words):
    both = Row("informal-information", "quiet", stated="about")
    bars(figure, data, words, both, "services-women", Row("services-men", "second"))
