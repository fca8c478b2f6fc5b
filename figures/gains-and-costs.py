"""Gains and costs of migration in the eyes of women and of men."""

WOMEN, MEN, LINK, INK, QUIET = "#0b5c6b", "#e3a53c", "#b9c3c5", "#1c2326", "#5c676b"
GROUPS = (
    ("gives", ("skills", "see-world")),
    ("takes", ("family-relations", "immoral-lives")),
)


def draw(figure, data, words):
    axes = figure.add_axes((0.02, 0.02, 0.96, 0.96))
    place = 0.0
    named = False
    for heading, keys in GROUPS:
        axes.text(0, place, words[heading], va="center", ha="left", fontsize=10, fontweight="bold", color=INK)
        place += 0.75
        for key in keys:
            women, men = data[f"{key}-women"], data[f"{key}-men"]
            low, high = float(women.value), float(men.value)
            axes.text(0, place, words[key], va="center", ha="left", fontsize=9, color=INK)
            line = place + 0.5
            room = 13 if named else 26
            for start, end in ((0, low - room), (high + room, 100)):
                axes.plot((start, end), (line, line), color=LINK, linewidth=0.8, zorder=1)
            axes.plot((low, high), (line, line), color=QUIET, linewidth=3, zorder=2)
            axes.plot(low, line, "o", color=WOMEN, markersize=9, zorder=3)
            axes.plot(high, line, "s", color=MEN, markersize=8, zorder=3)
            before, after = words.number(women), words.number(men)
            if not named:
                before, after = f"{words['women']}  {before}", f"{after}  {words['men']}"
                named = True
            axes.text(low - 2, line, before, va="center", ha="right", fontsize=9, color=INK)
            axes.text(high + 2, line, after, va="center", ha="left", fontsize=9, color=INK)
            place += 1.15
        place += 0.15
    axes.set_xlim(0, 100)
    axes.set_ylim(place - 0.3, -0.4)
    axes.set_axis_off()
