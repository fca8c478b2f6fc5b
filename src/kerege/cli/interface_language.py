"""The language in which Kerege speaks to the person at the keyboard: `--ui-language`, or KEREGE_UI_LANGUAGE.

Commands go on writing English sentences. What they print is put into the language line by line on its way out; help is
translated before click breaks it into lines. JSON is for programs and passes as it is.
"""

from __future__ import annotations

import copy
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TextIO

import click

from kerege.errors import UnknownLanguage
from kerege.findings import Finding
from kerege.languages.messages import Phrasebook, phrasebook, ui_languages

OPTION = "--ui-language"
VARIABLE = "KEREGE_UI_LANGUAGE"
_AS_IT_IS = re.compile(r"::|\s+[a-z]{2}: ")
"""Commands to GitHub, and the report's own words in one of its languages."""
_language: ContextVar[str] = ContextVar("kerege_ui_language", default="en")


def ui_language() -> str:
    """The language now spoken."""
    return _language.get()


def message(finding: Finding) -> str:
    """What a finding says, in the language now spoken."""
    return phrasebook(ui_language()).say(finding.message)


def severity(finding: Finding) -> str:
    """How much a finding weighs, in the language now spoken."""
    return phrasebook(ui_language()).say(finding.severity.value)


def hint(finding: Finding) -> str:
    """What to do about it, in the language now spoken."""
    return phrasebook(ui_language()).say(finding.hint)


def choose(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """Refuse a language that Kerege does not speak: a sentence and exit code 2."""
    try:
        phrasebook(value)
    except UnknownLanguage as error:
        click.echo(f"kerege: {error}", err=True)
        ctx.exit(2)
    return value


@contextmanager
def spoken(arguments: Sequence[str]) -> Iterator[None]:
    """Output in the language that the arguments or the environment ask for; for English nothing is put in between.

    Click answers `--help` before it looks at other options, so the language is taken up here; `choose` says when it is none.
    """
    wanted = _wanted(arguments)
    if wanted not in ui_languages() or wanted == "en":
        yield
        return
    before, out, err = _language.get(), sys.stdout, sys.stderr
    _language.set(wanted)
    sys.stdout, sys.stderr = _Speaking(out), _Speaking(err)
    try:
        yield
    finally:
        with suppress(OSError):  # a disk that is full has been told of, in one sentence
            sys.stdout.flush()
            sys.stderr.flush()
        sys.stdout, sys.stderr = out, err
        _language.set(before)


def _wanted(arguments: Sequence[str]) -> str:
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == OPTION:
            return following
        if argument.startswith(OPTION + "="):
            return argument.removeprefix(OPTION + "=")
    return os.environ.get(VARIABLE, "")


class _Speaking(io.TextIOBase):
    """A stream that hands on each whole line in the language now spoken."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._begun = ""

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._stream.encoding

    @property
    def errors(self) -> str:  # type: ignore[override]
        return self._stream.errors or "strict"

    @property
    def name(self) -> str:
        return self._stream.name

    @property
    def buffer(self) -> io.BufferedIOBase:
        return self._stream.buffer  # type: ignore[return-value]

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        lines, end, rest = (self._begun + text).rpartition("\n")
        if lines[:1] in ("[", "{"):  # JSON, always written as a whole
            self._stream.write(lines + end)
        elif end:
            self._stream.write("\n".join(map(_said, lines.split("\n"))) + end)
        self._begun = rest
        return len(text)

    def close(self) -> None:
        """Nothing: the stream behind is not ours to close, and one that cannot be written has been told already."""

    def flush(self) -> None:
        if self._begun and not self._stream.closed:
            self._stream.write(_said(self._begun))
            self._begun = ""
        self._stream.flush()


def _said(line: str) -> str:
    return line if _AS_IT_IS.match(line) else phrasebook(ui_language()).say(line)


def translated(command: click.Command, ctx: click.Context) -> click.Command:
    """A copy of a command whose help is in the language now spoken."""
    book = phrasebook(ui_language())
    twin = copy.copy(command)
    twin.help = _help(book, command.help)
    twin.epilog = _help(book, command.epilog)
    twin.short_help = _help(book, command.short_help)
    twin.params = [_option(book, parameter) for parameter in command.params]
    own = command.get_help_option(ctx)
    twin._help_option = _option(book, own) if own is not None else None  # type: ignore[assignment]
    if isinstance(command, click.Group):
        assert isinstance(twin, click.Group)
        twin.commands = {name: translated(inner, ctx) for name, inner in command.commands.items()}
    return twin


def _option(book: Phrasebook, parameter: click.Parameter) -> click.Parameter:
    twin = copy.copy(parameter)
    if isinstance(twin, click.Option):
        twin.help = _help(book, twin.help)
    return twin


def _help(book: Phrasebook, text: str | None) -> str | None:
    return text and book.say(text)
