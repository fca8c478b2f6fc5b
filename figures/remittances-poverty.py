"""Remittances and extreme poverty, an earlier and a later year of each."""

REMITTANCES, POVERTY, INK, QUIET = "#0b5c6b", "#e3a53c", "#1c2326", "#5c676b"
PANELS = (
    ("remittances", REMITTANCES, (("remittances-2011", "year-remittances-early"), ("remittances-2015", "year-remittances-late"))),
    ("poverty", POVERTY, (("extreme-poverty-2000", "year-poverty-early"), ("extreme-poverty-2012", "year-poverty-late"))),
)


def draw(figure, data, words):
    top = max(float(statistic.value) for statistic in data.values()) * 1.15
    for panel, (name, colour, columns) in enumerate(PANELS):
        axes = figure.add_axes((0.03 + panel * 0.5, 0.11, 0.44, 0.76))
        for place, (key, year) in enumerate(columns):
            value = float(data[key].value)
            axes.bar(place, value, width=0.6, color=colour, linewidth=0)
            axes.text(place, value + top * 0.02, words.number(data[key]), ha="center", va="bottom", fontsize=11, fontweight="bold", color=INK)
            axes.text(place, -top * 0.03, words[year], ha="center", va="top", fontsize=9, color=INK)
        axes.axhline(0, color=QUIET, linewidth=0.8)
        axes.set_title(words[name], loc="left", fontsize=10, color=INK)
        axes.set_xlim(-0.6, 1.6)
        axes.set_ylim(0, top)
        axes.set_axis_off()
