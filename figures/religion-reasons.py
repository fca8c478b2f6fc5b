"""Why religiosity grows or weakens abroad."""

FIRST, SECOND = "#0b5c6b", "#e3a53c"
INK = "#1c2326"
ROWS = (
    ("religion-organisations", FIRST, ""),
    ("religion-coping", FIRST, ""),
    ("religion-other-faiths", SECOND, ""),
    ("religion-lost-contact", SECOND, ""),
)


def draw(figure, data, words):
    axes = figure.add_axes((0.02, 0.02, 0.96, 0.96))
    for place, (key, colour, hedge) in enumerate(ROWS):
        value = float(data[key].value)
        number = words.number(data[key])
        axes.text(0, place - 0.3, words[key], va="center", ha="left", fontsize=9, color=INK)
        axes.barh(place + 0.12, value, height=0.42, color=colour, linewidth=0)
        stated = words[hedge].format(number) if hedge else number
        axes.text(value + 0.8, place + 0.12, stated, va="center", ha="left", fontsize=10, fontweight="bold", color=INK)
    axes.set_xlim(0, 56)
    axes.set_ylim(len(ROWS) - 0.5, -0.6)
    axes.set_axis_off()
