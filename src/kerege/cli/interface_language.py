"""The language in which Kerege speaks to the person at the keyboard: `--ui-language`, KEREGE_UI_LANGUAGE, or the locale.

Every command prints by `echo`, which puts each message into that language; help is translated before click breaks it into
lines. JSON is for programs and stays English.
"""

from __future__ import annotations

import copy
import inspect
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

import click

from kerege.errors import UnknownLanguage
from kerege.findings import Finding
from kerege.languages.known import SOURCE, is_language
from kerege.languages.messages import Messages, messages, ui_languages
from kerege.messages import plain_signs, word

OPTION = "--ui-language"
VARIABLE = "KEREGE_UI_LANGUAGE"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""What POSIX asks for the language of messages, in its order (IEEE Std 1003.1, 8.2)."""
_language: ContextVar[str] = ContextVar("kerege_ui_language", default=SOURCE)


def ui_language() -> str:
    """The language now spoken."""
    return _language.get()


def spoken(text: str) -> str:
    """A message in the language now spoken; any other text as it is."""
    return messages(ui_language()).say(text)


def echo(*lines: str, err: bool = False) -> None:
    """Print lines, each in the language now spoken; nothing of the report can turn or hide what stands beside it."""
    for line in lines:
        click.echo(plain_signs(spoken(line)), err=err)


def message(finding: Finding) -> str:
    """What a finding says, in the language now spoken."""
    return spoken(finding.message)


def severity(finding: Finding) -> str:
    """How much a finding weighs, in the language now spoken."""
    return spoken(word(finding.severity))


def hint(finding: Finding) -> str:
    """What to do about it, in the language now spoken."""
    return spoken(finding.hint)


def choose(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """Refuse what is no language: a sentence and exit code 2. In one that Kerege does not speak yet it speaks English."""
    try:
        messages(_known(value) if is_language(value) else value)
    except UnknownLanguage as error:
        click.echo(f"kerege: {error}", err=True)
        ctx.exit(2)
    return value


@contextmanager
def speaking(arguments: Sequence[str]) -> Iterator[None]:
    """The language that the arguments, the environment or the locale ask for.

    Click answers `--help` before it looks at other options, so the language is taken up here; `choose` says when it is none.
    """
    before = _language.set(_wanted(arguments))
    try:
        with _click_speaks(messages(ui_language())):
            yield
    finally:
        _language.reset(before)


_CLICK = (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.termui, click.types)
_QUOTED = re.compile(r"'([^'\n]+)'")


class _Sentence(str):
    """A translated sentence of click's: the words that click fills in between '…' get the quotation marks «…»."""

    __slots__ = ()

    def format(self, *args: object, **facts: object) -> str:
        """As of any text; what click has quoted is quoted as the sentence around it is."""
        return super().format(
            *args, **{name: _QUOTED.sub(r"«\1»", fact) if type(fact) is str else fact for name, fact in facts.items()}
        )


@contextmanager
def _click_speaks(known: Messages) -> Iterator[None]:
    """Click's own sentences in the language now spoken.

    Each of its modules holds `gettext` as `_`; that one looks for compiled files on the disk, and ours are compiled in memory.
    """
    names = [(module, name) for module in _CLICK for name in ("_", "ngettext") if hasattr(module, name)]
    before = [getattr(module, name) for module, name in names]
    sentence = str if ui_language() == SOURCE else _Sentence
    speakers: dict[str, Callable[..., str]] = {
        "_": lambda text: sentence(known.one(text)),
        "ngettext": lambda one, several, count: sentence(known.counted(one, several, count)),
    }
    for module, name in names:
        setattr(module, name, speakers[name])
    try:
        yield
    finally:
        for (module, name), function in zip(names, before, strict=True):
            setattr(module, name, function)


def _wanted(arguments: Sequence[str]) -> str:
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == OPTION:
            return _known(following)
        if argument.startswith(OPTION + "="):
            return _known(argument.removeprefix(OPTION + "="))
    if VARIABLE in os.environ:
        return _known(os.environ[VARIABLE])
    locale = next((os.environ[name] for name in _LOCALE if os.environ.get(name)), "")
    return _known(re.split("[_.@]", locale)[0].lower())


def _known(code: str) -> str:
    return code if code in ui_languages() else SOURCE


def translated(command: click.Command, ctx: click.Context) -> click.Command:
    """A copy of a command whose help is in the language now spoken."""
    known = messages(ui_language())
    twin = copy.copy(command)
    twin.help = command.help and known.one(inspect.cleandoc(command.help))
    twin.epilog = command.epilog and known.one(command.epilog)
    twin.short_help = command.short_help and known.one(command.short_help)
    twin.params = [_option(known, parameter) for parameter in command.params]
    own = command.get_help_option(ctx)
    twin._help_option = _option(known, own) if own is not None else None  # type: ignore[assignment]
    if isinstance(command, click.Group):
        assert isinstance(twin, click.Group)
        twin.commands = {name: translated(inner, ctx) for name, inner in command.commands.items()}
    return twin


def _option(known: Messages, parameter: click.Parameter) -> click.Parameter:
    twin = copy.copy(parameter)
    if isinstance(twin, click.Option):
        twin.help = twin.help and known.one(twin.help)
    return twin
