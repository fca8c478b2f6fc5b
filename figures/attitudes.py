"""Women and men side by side on each question of the survey."""

from kerege.figures import bars


def draw(figure, data, words):
    bars(
        figure, data, words,
        "despair", "see-world", "skills", "family-relations", "reentry-known",
        "patriot-support", "employer-threats", "immoral-lives", "services", "remarriage-not-immoral",
        series=("women", "men"),
    )  # fmt: skip
