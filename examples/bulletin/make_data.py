"""Makes the data of this bulletin: every number is invented here, by rule and by chance with a fixed seed. There is no such country.

Run it in this folder: python make_data.py
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

DATA = Path(__file__).parent / "data"
YEARS = range(2016, 2026)
REGIONS = ("Alder", "Brook", "Cedar", "Dale", "Elm")
SPECIES = {"cattle": (1420.0, 0.021), "sheep": (5610.0, -0.012), "horses": (402.0, 0.034)}
"""Thousand head in 2016, and by how much they grow a year."""


def main() -> None:
    """Write the tables, and the statistics that point into them."""
    chance = random.Random(2025)
    herds = {
        name: [round(start * (1 + growth) ** n * chance.uniform(0.985, 1.015), 1) for n in range(len(YEARS))]
        for name, (start, growth) in SPECIES.items()
    }
    write("herds.csv", ["year", *herds], [[year, *(herds[name][n] for name in herds)] for n, year in enumerate(YEARS)])
    parts = {name: shares(chance, herds[name][-1]) for name in herds}
    pasture = [round(chance.uniform(310, 1450), 1) for _ in REGIONS]
    rows = [[region, *(parts[name][n] for name in herds), pasture[n]] for n, region in enumerate(REGIONS)]
    write("regions.csv", ["Region", "Cattle", "Sheep", "Horses", "Pasture"], rows)
    milk = [round(1_960 + 34 * n + chance.uniform(-25, 25)) for n in range(len(YEARS))]
    tonnes = [round(litres * herds["cattle"][n] * 0.44 / 1000, 1) for n, litres in enumerate(milk)]
    write(
        "milk.csv",
        ["year", "litres_per_cow", "thousand_tonnes"],
        [[y, milk[n], tonnes[n]] for n, y in enumerate(YEARS)],
    )
    answers = (("keeps-records", 61.4), ("moves-herds", 78.9), ("sells-milk", 43.2), ("insures", 8.7))
    write("holdings.csv", ["question", "percent", "n"], [[name, share, 1840] for name, share in answers])
    lines = ["# Written by make_data.py: one statistic a year and species, for the line chart."]
    for name in SPECIES:
        for year in YEARS:
            lines.append(
                f'{name}-{year}:\n  source: herds\n  at: {{file: herds.csv, where: {{year: "{year}"}}, column: {name}}}\n'
                f'  unit: count\n  scale: thousand\n  decimals: 0\n  label: {{en: "{name.capitalize()}, {year}"}}\n'
                f'  period: "{year}"'
            )
    for year in YEARS:
        lines.append(
            f'milk-{year}:\n  source: milk\n  at: {{file: milk.csv, where: {{year: "{year}"}}, column: litres_per_cow}}\n'
            f'  unit: liter\n  decimals: 0\n  label: {{en: "Milk of a cow, {year}"}}\n  period: "{year}"'
        )
    (DATA / "statistics" / "series.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def shares(chance: random.Random, total: float) -> list[float]:
    """A total in as many parts as there are regions."""
    weights = [chance.uniform(0.6, 1.6) for _ in REGIONS]
    parts = [round(total * weight / sum(weights), 1) for weight in weights]
    return [*parts[:-1], round(total - sum(parts[:-1]), 1)]


def write(name: str, head: list[str], rows: list[list[object]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


if __name__ == "__main__":
    main()
