"""The catalogues of Kerege's own messages (src/kerege/languages/CODE/messages.po), brought up to date.

A message is a sentence or remedy of the catalogue of findings, the first argument of `say` or the first two of `say_count`, the
value of a `Vocabulary`, the help of a command or an option, or one of click's sentences that a person meets.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from kerege.catalogue import FAMILIES, entries
from kerege.messages import placeholders

__all__ = ["placeholders"]

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "kerege"
Key = str | tuple[str, str]
"""A message as gettext keys it: a template, or those of one thing and of several."""
CLICK: tuple[Key, ...] = (
    "Aborted!",
    "Choose from:\n\t{choices}",
    "Could not open file {filename!r}: {message}",
    "Commands",
    "Error: invalid input",
    "Error: {message}",
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    "Invalid value for {param_hint}: {message}",
    "Invalid value: {message}",
    "Missing argument",
    "Missing command.",
    "Missing option",
    "Missing parameter",
    "No such command {name!r}.",
    "No such option {name!r}.",
    "Option {name!r} does not take a value.",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    "Options",
    "Positional arguments",
    "Show the version and exit.",
    "Show this message and exit.",
    "Try '{command} {option}' for help.",
    "Usage:",
    "default: {default}",
    "directory",
    "file",
    "path",
    "required",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
)
"""What click says by itself to somebody at the keyboard."""
_HEADER = """# Messages of Kerege itself. The list is kept by tools/run messages; the translations are written here.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def templates() -> dict[Key, list[str]]:
    """Every message, and the files that hold it."""
    found: dict[Key, list[str]] = {}

    def add(message: Key, name: str) -> None:
        if message and name not in found.setdefault(message, []):
            found[message].append(name)

    for entry in entries():
        name = f"src/kerege/catalogue/{FAMILIES[entry.code[0]]}.py"
        for sentence in entry.sentences.values():
            add((sentence.text, sentence.plural) if sentence.plural else sentence.text, name)
            add(sentence.remedy, name)
    for path in sorted(SOURCE.rglob("*.py")):
        if path.relative_to(SOURCE).parts[0] != "report_template":
            for message in _of_module(ast.parse(path.read_text(encoding="utf-8"))):
                add(message, path.relative_to(ROOT).as_posix())
    for message in CLICK:
        add(message, "click")
    return found


def _of_module(tree: ast.Module) -> Iterator[Key]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            yield inspect.cleandoc(ast.get_docstring(node) or "")
        elif isinstance(node, ast.ClassDef) and "Vocabulary" in map(_called, node.bases):
            yield from (_text(each.value) for each in node.body if isinstance(each, ast.Assign))
        elif isinstance(node, ast.keyword) and node.arg in ("help", "epilog"):
            yield _text(node.value)
        elif isinstance(node, ast.Call) and _called(node.func) == "say" and node.args:
            yield _text(node.args[0])
        elif isinstance(node, ast.Call) and _called(node.func) == "say_count":
            one, several = map(_text, node.args[:2])
            if one:
                yield one, several


def _text(node: ast.expr) -> str:
    """A text that stands in the source; empty where it is computed."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _is_command(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _called(node.func) in ("command", "group")


def catalogue_path(code: str) -> Path:
    """Where the messages of a language stand."""
    return SOURCE / "languages" / code / "messages.po"


def languages() -> list[str]:
    """The languages with a catalogue."""
    return sorted(path.parent.name for path in (SOURCE / "languages").glob("*/messages.po"))


def read(code: str) -> Catalog:
    """The catalogue of a language as it stands; an empty one when there is none."""
    path = catalogue_path(code)
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def merge(code: str) -> tuple[list[Key], list[Key]]:
    """Rewrite a catalogue: one entry for each message of the source, with the translation it had.

    A translation whose message is gone stays at the end of the file, marked `#~`; it is taken up again when the message
    comes back. Delete those lines when you are sure.

    Returns:
        The messages without a translation, and those that were dropped because the source has them no longer.
    """
    before = read(code)
    kept = [*before.obsolete.values(), *(message for message in before if message.id)]
    old = {_key(message): message.string for message in kept if _whole(message) and not message.fuzzy}
    new = Catalog(locale=code)
    wanted = templates()
    for message, files in sorted(wanted.items(), key=lambda item: (item[1][0], str(item[0]))):
        added = new.add(message, old.get(message, ""), locations=[(name, 0) for name in files])
        # A percentage sign is a percentage sign; our messages are filled in between braces.
        added.flags.discard("python-format")
    for message in sorted(set(old) - set(wanted), key=str):
        new.obsolete[message] = Message(message, old[message])
    with catalogue_path(code).open("wb") as file:
        file.write(_HEADER.format(code=code, plural=new.plural_forms).encode())
        # Neither dates nor line numbers: the catalogue changes when a message does, and only then.
        write_po(file, new, width=0, omit_header=True, include_lineno=False)
    return [message for message in wanted if message not in old], [message for message in old if message not in wanted]


def _key(message: Message) -> Key:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _whole(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def main() -> int:
    """Bring all catalogues up to date; 1 where a message has no translation."""
    missing = 0
    for code in languages():
        empty, dropped = merge(code)
        missing += len(empty)
        path = catalogue_path(code).relative_to(ROOT)
        print(f"{path}: {len(empty)} without a translation, {len(dropped)} no longer in the source")
        for message in empty:
            print(f"  to translate: {message}")
        for message in dropped:
            print(f"  no longer in the source: {message}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
