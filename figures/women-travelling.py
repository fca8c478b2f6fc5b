"""How many women from Kyrgyzstan live in Russia without their relatives or their husbands."""

ALONE, REST, INK = "#0b5c6b", "#d8dfe0", "#1c2326"
ROWS = ("women-alone", "married-alone")


def draw(figure, data, words):
    axes = figure.add_axes((0.02, 0.02, 0.96, 0.96))
    for place, key in enumerate(ROWS):
        value = float(data[key].value)
        axes.text(0, place - 0.32, words[key], va="center", ha="left", fontsize=9, color=INK)
        axes.barh(place + 0.12, 100, height=0.46, color=REST, linewidth=0)
        axes.barh(place + 0.12, value, height=0.46, color=ALONE, linewidth=0)
        axes.text(1.2, place + 0.12, words.number(data[key]), va="center", ha="left", fontsize=12, fontweight="bold", color="white")
    axes.set_xlim(0, 100)
    axes.set_ylim(len(ROWS) - 0.5, -0.6)
    axes.set_axis_off()
