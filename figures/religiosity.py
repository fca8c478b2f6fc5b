"""Greater religiosity after return, by country."""

FIRST, SECOND, THIRD = "#0b5c6b", "#e3a53c", "#5c676b"
INK = "#1c2326"
ROWS = (
    ("religious-uae-rural", FIRST),
    ("religious-uae", FIRST),
    ("religious-uae-urban", FIRST),
    ("religious-turkey", SECOND),
    ("religious-turkey-bishkek", SECOND),
    ("religious-russia-kazakhstan", THIRD),
)


def draw(figure, data, words):
    axes = figure.add_axes((0.02, 0.02, 0.96, 0.96))
    for place, (key, colour) in enumerate(ROWS):
        value = float(data[key].value)
        number = words.number(data[key])
        axes.text(0, place - 0.3, words[key], va="center", ha="left", fontsize=9, color=INK)
        axes.barh(place + 0.12, value, height=0.42, color=colour, linewidth=0)
        axes.text(value + 0.8, place + 0.12, number, va="center", ha="left", fontsize=10, fontweight="bold", color=INK)
    axes.set_xlim(0, 104)
    axes.set_ylim(len(ROWS) - 0.5, -0.6)
    axes.set_axis_off()
