"""A report folder as editors hold it open: what is on the disk, with what has not been saved yet in its place.

Whatever is answered rests on the last state in which each file could be read: a record that is half typed takes nothing away
from the rest of the report. Nothing here writes to the disk.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from kerege.errors import KeregeError
from kerege.evidence.packs import report_pack
from kerege.files import content, unsaved
from kerege.findings import ByFile
from kerege.languages import LanguagePack
from kerege.lsp.mentions import RECORDS, Mention, chapter_mentions, is_record_file, record_mentions
from kerege.lsp.places import Lines
from kerege.messages import settled
from kerege.model import Chapter, Report, Value
from kerege.preview.rechecking import Checker
from kerege.preview.rereading import Rereader
from kerege.preview.revaluing import Ledgers
from kerege.preview.watch import State, state_of


class Session:
    """One report."""

    def __init__(self, root: Path, encoding: str = "utf-16") -> None:
        """Read the report.

        Raises:
            KeregeError: it cannot be read.
        """
        self.root = root
        self.encoding = encoding
        self.shown_root = root
        """The folder as the editor calls it, which may have come by a link."""
        self.addresses: dict[str, str] = {}
        """Of the files that an editor has open."""
        self.lock = threading.RLock()
        self._held: dict[str, str] = {}
        self._state: State = state_of(root)
        self._reader = Rereader(root)
        self._ledgers = Ledgers()
        self._checker = Checker()
        self._unread: set[str] = set()
        self._unchecked: set[str] = set()
        self._versions: dict[str, int] = {}
        self._mentions: dict[str, tuple[Chapter, tuple[Mention, ...]]] = {}
        self._chapters: tuple[Report | None, dict[str, Chapter]] = (None, {})
        self.trouble: str | None = None
        """Why `report.yml` cannot be understood now."""
        self._take_in(())

    # --- what has changed ---

    def hold(self, path: str, text: str | None, address: str = "") -> None:
        """An editor has this text for a file, by this address, or None: the file is as it is on the disk."""
        with self.lock:
            if address:
                self.addresses[path] = address
            if text is None:
                self.addresses.pop(path, None)
            if text is None:
                if self._held.pop(path, None) is None:
                    return
            else:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
                known = path in self._held or (self.root / path).is_file()
                same = known and self.text(path) == text
                self._held[path] = text
                if same:
                    return
            self._changed(path)

    def _changed(self, path: str) -> None:
        self._unread.add(path)
        self._versions[path] = self.version(path) + 1

    def version(self, path: str) -> int:
        """How often a file has changed since the report was opened."""
        return self._versions.get(path, 0)

    def look(self) -> bool:
        """Look which files on the disk have changed; whether any has."""
        with self.lock:
            now = state_of(self.root, self._reader.linked)
            changed = {path for path in now.keys() | self._state.keys() if now.get(path) != self._state.get(path)}
            self._state = now
            for path in changed:
                self._changed(path)
            return bool(changed)

    @property
    def waiting(self) -> bool:
        """Whether anything has changed that has not been checked."""
        return bool(self._unread or self._unchecked)

    def refresh(self) -> None:
        """Read what has changed. Where that fails, the last state stays, and it is tried again with the next change."""
        with self.lock:
            if self._unread:
                self._take_in(frozenset(self._unread))

    def _take_in(self, changed: Collection[str]) -> None:
        with unsaved({self.root / path: text.encode("utf-8") for path, text in self._held.items()}):
            self._unchecked |= set(changed)
            try:
                if changed:
                    self.trouble = None
                    self._reader.read(changed)
            except KeregeError as error:
                # The settings cannot be read now; everything else has been, with the last ones.
                self.trouble = settled(error)
            finally:
                self._unread.clear()
                self._ledgers.read(self._reader.reading.report, self._reader.shown.report, changed)

    def check(self, between: Callable[[], None] = lambda: None) -> ByFile:
        """Every finding of the report as it is held now; those of a file are the same object as long as they say the same."""
        with self.lock:
            self.refresh()
            report, ledger = self._reader.shown.report, self._ledgers.shown
            found, changed = self._reader.reading.findings, frozenset(self._unchecked)
            held = {self.root / path: text.encode("utf-8") for path, text in self._held.items()}
        with unsaved(held):
            self._checker.check(report, found, ledger, changed, between)
        with self.lock:
            self._unchecked -= changed
        return self._checker.by_file

    # --- what there is ---

    @property
    def report(self) -> Report:
        """The report, each file in its last good state."""
        self.refresh()
        return self._reader.shown.report

    @property
    def values(self) -> Mapping[str, Value]:
        self.refresh()
        return self._ledgers.shown.values

    def pack(self, language: str) -> LanguagePack:
        return report_pack(self.report, language)

    def chapter(self, path: str) -> Chapter | None:
        """The chapter in a file, named relative to the report's folder."""
        report = self.report
        if self._chapters[0] is not report:
            self._chapters = (report, {str(chapter.path): chapter for chapter in report.all_chapters()})
        return self._chapters[1].get(path)

    def text(self, path: str) -> str:
        """What a file holds now; empty where it cannot be read."""
        if path in self._held:
            return self._held[path]
        return self._on_disk(path)

    def _on_disk(self, path: str) -> str:
        try:
            raw = content(self.root / path)
        except OSError:
            return ""
        return raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")

    def lines(self, path: str) -> Lines:
        return Lines(self.text(path), self.encoding)

    def name(self, path: str) -> str | None:
        """A file as the report names it; None where it is none of its own."""
        try:
            return PurePosixPath(Path(path).resolve().relative_to(self.root.resolve())).as_posix()
        except ValueError:
            return None

    def uri(self, path: str | PurePosixPath) -> str:
        """Its address: as the editor calls it that has it open, else in the folder as the editor calls that."""
        return self.addresses.get(str(path)) or Path(os.path.normpath(self.shown_root / path)).as_uri()

    @property
    def saved(self) -> bool:
        """Whether every file is on the disk as editors hold it."""
        return all(self._on_disk(path) == text for path, text in self._held.items())

    # --- what is named where ---

    def mentions(self, path: str) -> tuple[Mention, ...]:
        """What a file names."""
        chapter = self.chapter(path)
        if chapter is not None:
            known = self._mentions.get(path)
            if known is None or known[0] is not chapter:
                known = self._mentions[path] = (chapter, chapter_mentions(chapter))
            return known[1]
        if not is_record_file(path):
            return ()
        return record_mentions(path, self.text(path))

    def everywhere(self) -> Iterator[tuple[str, Mention]]:
        """Every mention of the report, chapter by chapter and file by file."""
        for path in self.files():
            for one in self.mentions(path):
                yield path, one

    def files(self) -> Iterator[str]:
        """Chapters in reading order, then the files of records."""
        yield from (str(chapter.path) for chapter in self.report.all_chapters())
        found = {path.relative_to(self.root).as_posix() for form, _ in RECORDS for path in self.root.glob(form)}
        found |= {path.relative_to(self.root).as_posix() for path in self.root.glob("figures/*.py")}
        found |= {"references.json", "data/sources.lock", "quotes/quotes.lock"}
        found |= {path for path in self._held if is_record_file(path)}
        yield from sorted(name for name in found if (self.root / name).is_file() or name in self._held)

    def named(self, kind: str, key: str) -> Iterator[tuple[str, Mention]]:
        """Every place where something is declared or named."""
        same = {"fig": ("fig", "photo"), "photo": ("fig", "photo")}.get(kind, (kind,))
        for path, one in self.everywhere():
            if one.id == key and one.kind in same:
                yield path, one
