"""Greater religiosity after return, by country."""

from kerege.figures import Row, bars


def draw(figure, data, words):
    emirates = ("religious-uae-rural", "religious-uae", "religious-uae-urban")
    turkey = (Row("religious-turkey", "second"), Row("religious-turkey-bishkek", "second"))
    bars(figure, data, words, *emirates, *turkey, Row("religious-russia-kazakhstan", "third"))
