"""Statistics over microdata of millions of rows, by DuckDB: time and peak memory of a whole check."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tools.bench_results import measured, record
from tools.generate import generate

ROWS = 10_000_000
STATISTICS = 12
_COLUMNS = """
    i AS id,
    CASE WHEN hash(i) % 2 = 0 THEN 'women' ELSE 'men' END AS sex,
    18 + (hash(i + 1) % 60)::INTEGER AS age,
    (hash(i + 2) % 9)::INTEGER AS oblast,
    (hash(i + 3) % 5)::INTEGER AS q12,
    round(0.5 + (hash(i + 4) % 1000) / 1000.0, 3) AS w
"""


def main(rows: int = ROWS) -> None:
    """Generate, check, tell. Parquet and CSV hold the same rows, so their values must be the same."""
    import duckdb

    told: list[list[str | int | float]] = []
    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for kind, options in (("parquet", "(FORMAT parquet)"), ("csv", "(FORMAT csv, HEADER)")):
            folder = generate(Path(scratch) / kind, 1, 20)
            data = folder / "data" / f"people.{kind}"
            duckdb.sql(f"COPY (SELECT {_COLUMNS} FROM range({rows}) AS r(i)) TO '{data}' {options}")
            with (folder / "data" / "sources.yml").open("a", encoding="utf-8") as stream:
                stream.write(f"people:\n  title: {{en: People, ru: Люди, ky: Адамдар}}\n  files: [people.{kind}]\n")
            (folder / "data" / "statistics" / "people.yml").write_text(
                "".join(
                    f"people-{n}:\n  source: people\n  unit: percent\n  label: {{en: P{n}, ru: П{n}, ky: П{n}}}\n"
                    f'  sql: "select 100.0 * sum(w) filter (where q12 = 1) / sum(w) from people where oblast = {n % 9} and age > {18 + n}"\n'
                    for n in range(STATISTICS)
                ),
                encoding="utf-8",
            )
            accept = measured("kerege", "--report", str(folder), "accept", "--all")
            check = measured("kerege", "--report", str(folder), "check")
            size = data.stat().st_size / 2**20
            times[kind] = check[0]
            told.append([kind, rows, size, STATISTICS, accept[0], check[0], check[2]])
    record(
        "microdata",
        "Microdata by DuckDB",
        ["file", "rows", "file MB", "statistics", "accept s", "check s", "check peak MB"],
        told,
        [("check of microdata, CSV ÷ Parquet", times["csv"] / times["parquet"], None)],
        "Each statistic is a weighted share over one region and an age group. One thread; DuckDB may use 2 GB.",
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
