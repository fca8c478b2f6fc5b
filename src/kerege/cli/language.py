"""`kerege language`: make a language pack, and prove one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kerege.cli.interface_language import echo
from kerege.folders import find_report
from kerege.languages import OWN, use_packs
from kerege.messages import say


@click.group()
def language() -> None:
    """Make a pack for a further language, and prove it: 'kerege manual language' says how."""


@language.command(name="new")
@click.argument("code")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where the pack is written; default: languages/CODE of the report.",
)
@click.option("--extends", "base", default="", help="The language of which it is a variant: pt-BR extends pt.")
@click.pass_obj
def new_command(report: Path, code: str, folder: Path | None, base: str) -> None:
    """Write a pack for CODE (kk, pt-BR), filled from CLDR, with '# ?' at every guess."""
    from kerege.files import new_folder
    from kerege.languages.making import make_pack
    from kerege.outputs.book.hyphenation import has_dictionary

    target = folder or find_report(report) / OWN / code
    target.parent.mkdir(parents=True, exist_ok=True)
    with new_folder(target) as made:
        make_pack(made, code, base, has_dictionary)
    echo(
        say(
            "A pack for '{code}' stands in {target}. Write what is missing, then run: kerege language check {code}",
            code=code,
            target=target,
        )
    )


@language.command(name="check")
@click.argument("code")
@click.option(
    "--folder", type=click.Path(path_type=Path, exists=True), help="The pack, where it is no part of the report."
)
@click.pass_obj
def check_command(report: Path, code: str, folder: Path | None) -> None:
    """Prove the pack of CODE: a score, what is wrong, and what a speaker must still write."""
    from kerege.cli.language_check import proved
    from kerege.languages import use_pack

    if folder is not None:
        use_pack(code, folder)
    else:
        _use_those_of(report)
    result = proved(code)
    echo(*result.told())
    sys.exit(1 if result.wrong else 0)


def _use_those_of(report: Path) -> None:
    """The packs of the report that one stands in, if one stands in one."""
    from kerege.errors import NoReport

    try:
        use_packs(find_report(report))
    except NoReport:
        return
