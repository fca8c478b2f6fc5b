"""How many women from Kyrgyzstan live in Russia without their relatives or their husbands."""

from kerege.figures import bars


def draw(figure, data, words):
    bars(figure, data, words, "women-alone", "married-alone", whole=True)
