"""Two standards of judgement, for women and for men."""

from kerege.figures import dumbbell


def draw(figure, data, words):
    groups = {"of-women": ("patriot-support",), "of-men": ("remarriage-not-immoral",)}
    dumbbell(figure, data, words, groups, ("women", "men"))
