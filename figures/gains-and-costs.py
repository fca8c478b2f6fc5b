"""Gains and costs of migration in the eyes of women and of men."""

from kerege.figures import dumbbell


def draw(figure, data, words):
    groups = {"gives": ("skills", "see-world"), "takes": ("family-relations", "immoral-lives")}
    dumbbell(figure, data, words, groups, ("women", "men"))
