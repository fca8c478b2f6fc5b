"""The messages of Kerege, read from its source, and their catalogues brought up to date.

Every text of the source that has words in it is a message, unless it is HTML, SQL, a pattern or a docstring, stands in a
room that writes for readers (render, languages), or is listed in messages.yml. So a new message cannot be forgotten: it
appears in the catalogues untranslated, and a test fails.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "kerege"
_FOR_READERS = ("render", "languages", "fonts")
_SETTINGS = yaml.safe_load((ROOT / "tools" / "messages.yml").read_text(encoding="utf-8"))
_WORDS = re.compile(r"[a-z]{2,}[:;,.]?[ \n]|[ \n][a-z]{2,}")
_CODE = re.compile(
    r"</|<[?!]?[\w:-]+[ >/]|\\|://|%[a-z]|\A\s*[#@.^\[?⟦]|\A[A-Z]{3,} |[({:]\s*display: |[\w:-]+=\"|\A```|\A---|--\w+: "
)
"""Marks of HTML, XML, CSS, SQL and patterns; whatever else is none goes to messages.yml, so that nothing is lost silently."""
_OPEN = "\0"
_HEADER = """# Messages of Kerege itself. The list is kept by tools/run messages; the translations are written here.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def templates() -> dict[str, list[str]]:
    """Every message of the source, and the files that hold it."""
    found: dict[str, list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        room = path.relative_to(SOURCE).parts[0]
        tree = ast.parse(path.read_text(encoding="utf-8")) if room != "report_template" else ast.Module([], [])
        for message in _raised(tree) if room in _FOR_READERS else _of_module(tree):
            name = path.relative_to(ROOT).as_posix()
            if name not in found.setdefault(message, []):
                found[message].append(name)
    for message in (*_SETTINGS["words"], *_SETTINGS["outside"]):
        found.setdefault(message, []).append("tools/messages.yml")
    for message in _SETTINGS["not_messages"]:
        found.pop(message, None)
    return found


def _raised(tree: ast.Module) -> Iterator[str]:
    """Of a module that writes for readers, only what is said when it cannot go on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            for argument in node.exc.args:
                yield from _message(argument)


def _of_module(tree: ast.Module) -> Iterator[str]:
    silent = _silent(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            yield inspect.cleandoc(ast.get_docstring(node) or "").replace("{", "{{").replace("}", "}}")
        elif isinstance(node, ast.ClassDef) and node.name in _SETTINGS["vocabularies"]:
            yield from (v.value.value for v in node.body if isinstance(v, ast.Assign) and _is_text(v.value))  # type: ignore[attr-defined]
        elif isinstance(node, ast.keyword) and node.arg == "help" and _is_text(node.value):
            yield _template(node.value).strip()
        elif id(node) not in silent:
            yield from _message(node)


def _message(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Constant | ast.JoinedStr) or (isinstance(node, ast.Constant) and not _is_text(node)):
        return
    plain = "".join(
        _OPEN if isinstance(p, ast.FormattedValue) else str(p.value)  # type: ignore[attr-defined]
        for p in (node.values if isinstance(node, ast.JoinedStr) else [node])
    )
    if _CODE.search(plain):
        return
    if _WORDS.search(plain) or re.search(rf"[a-z]{{2,}} ?{_OPEN}|{_OPEN} [a-z]{{2,}}", plain):
        yield from (line.strip() for line in _template(node).strip().split("\n"))
    if isinstance(node, ast.JoinedStr) and (_WORDS.search(plain) or " " in plain):
        yield from _alternatives(node)


def _alternatives(node: ast.JoinedStr) -> Iterator[str]:
    """Single words of a message that stand there in one case and not in the other."""
    for part in ast.walk(node):
        choices = [part.body, part.orelse] if isinstance(part, ast.IfExp) else []
        choices = part.values if isinstance(part, ast.BoolOp) else choices
        yield from (c.value for c in choices if _is_text(c) and re.fullmatch("[a-z]{3,}", c.value))  # type: ignore[attr-defined]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_command(node: ast.expr) -> bool:
    call = node.func if isinstance(node, ast.Call) else node
    return isinstance(call, ast.Attribute) and call.attr in ("command", "group")


def _silent(tree: ast.Module) -> set[int]:
    """Docstrings, parts of f-strings, what is compared or looked up by, and help, which is always a message."""
    silent: set[int] = set()
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.Expr) and _is_text(node.value):
            parts = [node.value]
        elif isinstance(node, ast.JoinedStr):
            parts = [part for part in node.values if isinstance(part, ast.Constant)]
        elif isinstance(node, ast.FormattedValue):
            parts = [node.format_spec]
            parts += node.format_spec.values if isinstance(node.format_spec, ast.JoinedStr) else []
        elif isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Dict):
            parts = list(node.keys)
        elif isinstance(node, ast.Subscript):
            parts = [node.slice]
        elif isinstance(node, ast.keyword) and node.arg in ("help", "metavar"):
            parts = [node.value]
        silent.update(id(part) for part in parts if part is not None)
    return silent


def _template(node: ast.AST) -> str:
    """The text with named placeholders. Neighbours with nothing or a blank between them cannot be told apart: one."""
    if isinstance(node, ast.Constant):
        return str(node.value).replace("{", "{{").replace("}", "}}")
    assert isinstance(node, ast.JoinedStr)
    pieces: list[str | list[str]] = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            pieces.append(str(part.value).replace("{", "{{").replace("}", "}}"))
        elif len(pieces) > 1 and pieces[-1] == " " and isinstance(pieces[-2], list):
            pieces.pop()
            pieces[-1].append(_name(part.value))  # type: ignore[attr-defined]
        elif pieces and isinstance(pieces[-1], list):
            pieces[-1].append(_name(part.value))  # type: ignore[attr-defined]
        else:
            pieces.append([_name(part.value)])  # type: ignore[attr-defined]
    taken: dict[str, int] = {}
    text = ""
    for piece in pieces:
        if isinstance(piece, list):
            name = "_".join(piece)
            taken[name] = taken.get(name, 0) + 1
            piece = "{" + name + (str(taken[name]) if taken[name] > 1 else "") + "}"
        text += piece
    return text


def _name(node: ast.expr) -> str:
    """What an expression is called, for translators."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.strip("_").lower() if name not in ("value", "id", "name") else _whose(node, name)
        case ast.Call(func=ast.Attribute(attr="join" | "get"), args=[argument, *_]):
            return _name(argument)
        case ast.Call(func=ast.Attribute(value=ast.expr() as inner, attr="strip" | "removesuffix" | "relative_to")):
            return _name(inner)
        case ast.Call(args=[argument, *_]):
            return _name(argument)
        case ast.GeneratorExp(generators=[first, *_]):
            return _name(first.iter)
        case ast.Subscript(value=inner) | ast.BoolOp(values=[inner, *_]) | ast.BinOp(left=inner):
            return _name(inner)
        case _:
            return "value"


def _whose(node: ast.expr, name: str) -> str:
    """`quote` for `quote.id`, `kind` for `block.kind.value`; a bare `name` stays."""
    owner = node.value if isinstance(node, ast.Attribute) else None
    if isinstance(owner, ast.Name | ast.Attribute) and not (isinstance(owner, ast.Name) and owner.id == "self"):
        return _name(owner)
    return name


def catalogue_path(code: str) -> Path:
    return SOURCE / "languages" / code / "messages.po"


def read(code: str) -> Catalog:
    """The catalogue of a language as it stands; an empty one when there is none."""
    path = catalogue_path(code)
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def merge(code: str) -> tuple[list[str], list[str]]:
    """Rewrite a catalogue: one entry for each message of the source, with the translation it had.

    A translation whose message is gone stays at the end of the file, marked `#~`; it is taken up again when the message
    comes back. Delete those lines when you are sure.

    Returns:
        The messages without a translation, and those that were dropped because the source has them no longer.
    """
    before = read(code)
    kept = [*before.obsolete.values(), *(message for message in before if message.id)]
    old = {str(message.id): str(message.string) for message in kept if message.string and not message.fuzzy}
    new = Catalog(locale=code)
    wanted = templates()
    for message, files in sorted(wanted.items(), key=lambda item: (item[1][0], item[0])):
        new.add(message, old.get(message, ""), locations=[(name, 0) for name in files])
    for message in sorted(set(old) - set(wanted)):
        new.obsolete[message] = Message(message, old[message])
    with catalogue_path(code).open("wb") as file:
        file.write(_HEADER.format(code=code).encode())
        # Neither dates nor line numbers: the catalogue changes when a message does, and only then.
        write_po(file, new, width=0, omit_header=True, include_lineno=False)
    return [message for message in wanted if not old.get(message)], [
        message for message in old if message not in wanted
    ]


def main() -> int:
    missing = 0
    for code in ("ru", "ky"):
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
