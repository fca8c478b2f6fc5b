"""Women and men side by side on each question of the survey."""

WOMEN, MEN, INK = "#0b5c6b", "#e3a53c", "#1c2326"
QUESTIONS = (
    "despair", "see-world", "skills", "family-relations", "reentry-known",
    "patriot-support", "employer-threats", "immoral-lives", "services", "remarriage-not-immoral",
)  # fmt: skip


def draw(figure, data, words):
    axes = figure.add_axes((0.02, 0.01, 0.96, 0.94))
    for place, question in enumerate(QUESTIONS):
        axes.text(0, place - 0.34, words[question], va="center", ha="left", fontsize=9, color=INK)
        for shift, group, colour in ((-0.06, "women", WOMEN), (0.19, "men", MEN)):
            statistic = data[f"{question}-{group}"]
            value = float(statistic.value)
            axes.barh(place + shift, value, height=0.22, color=colour, linewidth=0)
            name = f"  {words[group]}" if place == 0 else ""
            axes.text(value + 0.8, place + shift, f"{words.number(statistic)}{name}", va="center", ha="left", fontsize=8, color=INK)
    axes.set_xlim(0, 112)
    axes.set_ylim(len(QUESTIONS) - 0.5, -0.6)
    axes.set_axis_off()
