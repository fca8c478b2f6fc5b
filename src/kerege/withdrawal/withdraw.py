"""Withdrawing a testimony: removing it everywhere, then searching everything again."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kerege.build.swap import held
from kerege.errors import KeregeError
from kerege.files import write_all
from kerege.languages import language_pack
from kerege.messages import say, say_count, together
from kerege.model import QuotesLock, Report
from kerege.outputs.readback.words import Words, words_of
from kerege.outputs.site.versions import EARLIER
from kerege.read import read_report
from kerege.read.editions import CORRECTIONS
from kerege.read.locks import QUOTES_LOCK, quotes_lock_text
from kerege.read.quotes import TABLES
from kerege.read.translations import memory_file, memory_text
from kerege.translate.segments import segments_of
from kerege.withdrawal.chapters import chapter_without, cited_fragments, tie_pattern
from kerege.withdrawal.corrections import corrections_with
from kerege.withdrawal.exchange import memory_without, without_words
from kerege.withdrawal.kept import kept_without
from kerege.withdrawal.records import record_texts, same_but_texts, without_record
from kerege.withdrawal.traces import Trace, files_below, in_history, traces

_EXPORTS = {".po", ".pot", ".xlf", ".xliff", ".tmx", ".docx"}
_REBUILT = ("build", ".kerege")
_KEPT = {"lock", "writing.lock", "writing.json", "new", "withdrawn"}
"""Of `.kerege`: what is no cache."""


@dataclass
class Withdrawal:
    """What was done, and what is left for a person to do."""

    key: str
    done: list[str] = field(default_factory=list)
    left: tuple[Trace, ...] = ()
    history: bool = False
    """The repository's history holds the words."""

    @property
    def complete(self) -> bool:
        return not self.left and not self.history


def withdraw(root: Path, thing: str) -> Withdrawal:
    """Remove a quote everywhere in the report's folder, and search the folder for whatever is left of it.

    Args:
        thing: `quote:ID`, or the id.

    Raises:
        KeregeError: there is no such quote, another build is running, or the record cannot be cut out; nothing was changed.
    """
    key = thing.removeprefix("quote:")
    report = read_report(root).report
    remembered = root / ".kerege" / "withdrawn" / f"{hashlib.sha256(key.encode('utf-8')).hexdigest()[:16]}.json"
    if key not in report.quotes and key not in report.drafts:
        if not remembered.is_file():
            raise KeregeError(say("There is no quote '{key}' in this report.", key=key))
        result = Withdrawal(key)
        words = _remembered(remembered)
    else:
        words = _words(root, report, key)
        history = in_history(root, list(_examples(report, key)))
        result = Withdrawal(key, history=history)
        removal = _Removal(root, report, key, words, result)
        changes = removal.changes()
        with held(root):
            # Before the sources: whoever stops the command here can give it again.
            _clear(root, result)
            for path in removal.gone:
                path.unlink(missing_ok=True)
            write_all({**changes, remembered: _to_remember(words)}, root)
        shutil.rmtree(root / ".kerege" / "staging", ignore_errors=True)
    found = traces(root, key, words)
    result.left = tuple(sorted(t for t in found if t.file != remembered.relative_to(root).as_posix()))
    if not result.left:
        remembered.unlink(missing_ok=True)
    return result


def _words(root: Path, report: Report, key: str) -> Words:
    texts = [
        text for records in (report.quotes, report.drafts) if key in records for text in records[key].text.values()
    ]
    for path in _record_files(root):
        # A record that the reader refuses in part, with an alias for one, says what its file says.
        found = record_texts(_read(path), path.relative_to(root).as_posix()).get(key, [])
        texts += [text for text in found if len(text.split()) > 2]
    return words_of(texts, cited_fragments(report.all_chapters(), key))


def _examples(report: Report, key: str) -> Iterator[str]:
    """Beginnings of the words as they are likely to stand in one line of a file."""
    for records in (report.quotes, report.drafts):
        for text in records[key].text.values() if key in records else ():
            yield " ".join(text.split())[:25]


def _record_files(root: Path) -> list[Path]:
    files = [*sorted((root / "quotes").glob("*.yml")), *sorted((root / "quotes" / "drafts").glob("*.yml"))]
    return [path for path in files if path.name not in TABLES and path.is_file()]


def _read(path: Path) -> str:
    """The text of a file with its line ends as they are.

    Raises:
        KeregeError: it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise KeregeError(
            say("{path} is not UTF-8 text; save it as UTF-8, then withdraw again.", path=path.name)
        ) from error


class _Removal:
    """Collects the new contents of files; nothing is written here."""

    def __init__(self, root: Path, report: Report, key: str, words: Words, result: Withdrawal) -> None:
        self._root, self._report, self._key, self._words, self._result = root, report, key, words, result
        self._changes: dict[Path, bytes] = {}
        self.gone: list[Path] = []
        """Kept files of earlier editions that cannot be edited."""

    def changes(self) -> dict[Path, bytes]:
        self._chapters()
        self._records()
        self._lock()
        self._memory()
        self._corrections()
        self._other_records()
        self._editions()
        self._exports()
        return self._changes

    def _put(self, path: Path, content: bytes, done: str) -> None:
        self._changes[path] = content
        self._result.done.append(together(": ", path.relative_to(self._root).as_posix(), done))

    def _chapters(self) -> None:
        for chapter in self._report.all_chapters():
            path = self._root / chapter.path
            text, removed = chapter_without(_read(path), chapter, self._key)
            if removed:
                self._put(
                    path,
                    text.encode("utf-8"),
                    say_count(
                        "removed once; read the sentence before it again",
                        "removed {count} times; read the sentences before it again",
                        removed,
                    ),
                )

    def _records(self) -> None:
        for path in _record_files(self._root):
            name = path.relative_to(self._root).as_posix()
            text = _read(path)
            removed = [self._key]
            if path.parent.name == "drafts":
                # A draft may have the same words under another id.
                found = record_texts(text, name).items()
                removed += [key for key, said in found if any(map(self._words.stand_in, said)) and key != self._key]
            changed: str | None = None
            for key in removed:
                without = without_record(text if changed is None else changed, key, name)
                changed = changed if without is None else without
            if changed is not None:
                self._put(path, changed.encode("utf-8"), say("record deleted"))

    def _lock(self) -> None:
        texts = self._report.quotes_lock.texts
        if self._key in texts:
            rest = {name: entry for name, entry in texts.items() if name != self._key}
            self._put(
                self._root / QUOTES_LOCK, quotes_lock_text(QuotesLock(rest)).encode("utf-8"), say("entry deleted")
            )

    def _memory(self) -> None:
        original = language_pack(self._report.settings.original)
        for (language, name), entries in self._report.memory.items():
            chapter = self._report.chapter(language, name)
            now = tuple(segment.text for segment in segments_of(chapter)) if chapter is not None else ()
            kept = memory_without(entries, self._key, self._words, (original, language_pack(language)), now)
            if kept != entries:
                path = self._root / memory_file(language, name)
                self._put(
                    path, memory_text(kept).encode("utf-8"), say("what was remembered of its translation is deleted")
                )

    def _corrections(self) -> None:
        text = corrections_with(self._root, self._report, self._key)
        if text is not None:
            self._put(self._root / CORRECTIONS, text.encode("utf-8"), say("readers are told that it was withdrawn"))

    def _other_records(self) -> None:
        """Fragments in the words of figures, statistics, terms and settings."""
        pattern = tie_pattern(self._key)
        for path in files_below(self._root):
            if (
                path.suffix not in (".yml", ".yaml")
                or path in self._changes
                or path.parts[len(self._root.parts)] in _REBUILT
            ):
                continue
            text = path.read_bytes().decode("utf-8", errors="surrogateescape")
            # No bracket here: at the beginning of a value it would open a list.
            changed, removed = pattern.subn("…", text)
            if removed and same_but_texts(text, changed):
                self._put(
                    path,
                    changed.encode("utf-8", errors="surrogateescape"),
                    say_count(
                        "removed once; read the sentence before it again",
                        "removed {count} times; read the sentences before it again",
                        removed,
                    ),
                )

    def _editions(self) -> None:
        for path, content in kept_without(self._root, self._key, self._words):
            if content is None:
                self.gone.append(path)
                name = path.relative_to(self._root).as_posix()
                self._result.done.append(say("{name}: deleted; it is no longer published", name=name))
            else:
                self._put(path, content, say("its entries are deleted"))

    def _exports(self) -> None:
        for path in files_below(self._root):
            folder = path.relative_to(self._root).parts[0]
            if path in self._changes or folder in (*_REBUILT, EARLIER) or path.suffix.casefold() not in _EXPORTS:
                continue
            raw = path.read_bytes()
            changed = without_words(path.name, raw, self._key, self._words)
            if changed is not None and changed != raw:
                self._put(path, changed, say("its entries are deleted"))


def _clear(root: Path, result: Withdrawal) -> None:
    """Remove what is made anew by the next build: finished files and caches, of the series around the report too."""
    folders = [root / name for name in _REBUILT]
    if (root.parent / "series.yml").is_file():
        folders += [root.parent / name for name in _REBUILT]
    for folder in folders:
        # What a link leads to is not the report's.
        if not folder.is_dir() or folder.is_symlink():
            continue
        if folder.name == ".kerege":
            for path in folder.iterdir():
                if path.name not in _KEPT:
                    _remove(path)
        else:
            _remove(folder)
            result.done.append(say("{folder}/: deleted; build again", folder=folder.name))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _to_remember(words: Words) -> bytes:
    """Salted digests of the words, so that the command can search again after a person has done the rest."""
    salted = words.salted(secrets.token_hex(16))
    data = {"salt": salted.salt, "lengths": sorted(salted.lengths), "runs": sorted(salted.runs)}
    return json.dumps(data, indent=1).encode("utf-8")


def _remembered(path: Path) -> Words:
    try:
        data = json.loads(path.read_bytes())
        return Words(frozenset(data["runs"]), frozenset(data["lengths"]), frozenset(), str(data["salt"]))
    except (ValueError, KeyError, TypeError) as error:
        raise KeregeError(say("{path} was not written by Kerege; delete it.", path=path.name)) from error


def told(result: Withdrawal) -> Iterable[str]:
    """The result in words."""
    if result.done:
        yield say("quote:{key} is withdrawn:", key=result.key)
        yield from ("  " + line for line in result.done)
    if result.left:
        yield say("Still there, and for you to remove (then give the command again):")
        yield from ("  " + trace.said for trace in result.left)
    else:
        yield say("The folder was searched again: nothing is left in its files.")
    if result.history:
        yield say("Still there: the history of the repository holds the words.")
    yield say("By hand remain:")
    yield (
        "  "
        + say(
            "the published website and PDFs, wherever copies lie: publish the new edition and ask holders to replace them"
        )
    )
    yield ("  " + say("web archives and search engines: ask for removal of the old pages"))
    yield (
        "  " + say("the history of the repository: rewrite it with git filter-repo, and tell everybody who has a clone")
    )
    yield ("  " + say("translations in exchange with translators (PO, XLIFF, Word), reviewers' copies, backups"))
