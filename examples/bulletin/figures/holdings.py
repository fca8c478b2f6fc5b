"""What holdings do."""

from kerege.figures import bars


def draw(figure, data, words):
    bars(figure, data, words, "moves-herds", "keeps-records", "sells-milk", "insures")
