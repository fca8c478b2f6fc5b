"""`kerege export`: the report for people who work in other programs."""

from __future__ import annotations

import click

from kerege.cli.exchange import po, tmx, word, xliff


@click.group(name="export")
def export() -> None:
    """Write the report for translators' programs."""


for command in (po, xliff, word, tmx):
    export.add_command(command)
