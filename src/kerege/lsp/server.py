"""The server: what editors ask, over standard input and output, answered from the sessions of the reports that they hold open.

Requests are answered as they come, from the text as it stands in the editor; a check runs beside them, one at a time, and its findings
are sent when it is over. A change that comes while one runs makes another.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from kerege import __version__
from kerege.errors import KeregeError
from kerege.files import write_all
from kerege.findings import ByFile
from kerege.folders import find_report
from kerege.languages.known import SOURCE
from kerege.languages.messages import Messages, messages, ui_languages
from kerege.lsp import outline
from kerege.lsp.actions import Action, Actions, as_arguments, workspace_edit
from kerege.lsp.cards import Cards
from kerege.lsp.completion import TRIGGERS, completions
from kerege.lsp.diagnostics import Diagnostics, places_of
from kerege.lsp.mentions import Mention, at
from kerege.lsp.places import path_of
from kerege.lsp.renaming import NAMED, renamed
from kerege.lsp.schemas import fields_at
from kerege.lsp.session import Session
from kerege.lsp.yaml_place import yaml_place
from kerege.messages import say, settled
from kerege.read.translations import memory_file, memory_text
from kerege.translate.digests import digest
from kerege.translate.state import recorded_state

Accept = Callable[[Path, tuple[str, ...]], str]
Answer = TypeVar("Answer")
_SETTLE = 0.015
"""Seconds after a keystroke before a check begins: the next one is often on its way."""
_LOOK, _LOOK_SELDOM = 2.0, 10.0
"""Seconds between two looks at the disk: where the editor does not tell what changes there, and where it does."""
_SWITCH = 0.001
"""Seconds after which a check that runs gives way to a request that came."""


class KeregeServer(LanguageServer):
    """The server and the reports that are open."""

    def __init__(self, accept: Accept, language: str) -> None:
        super().__init__("kerege", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
        self.accept = accept
        self.language = language
        self.classes = False
        """Whether the class of each untied number is shown."""
        self._reports: dict[Path, _Open] = {}
        self._unreadable: dict[Path, str] = {}
        self._watching: asyncio.Task[None] | None = None
        self._checks = ThreadPoolExecutor(1, thread_name_prefix="kerege-check")

    @property
    def known(self) -> Messages:
        return messages(self.language)

    @property
    def encoding(self) -> str:
        agreed = self.server_capabilities.position_encoding
        return str(getattr(agreed, "value", agreed) or "utf-16")

    # --- reports ---

    def open_report(self, uri: str) -> tuple[_Open, str] | None:
        """The report of a file, and the file as the report names it; None where it is in none that can be read."""
        path = path_of(uri)
        if not path:
            return None
        for report in self._reports.values():
            name = report.session.name(path)
            if name is not None:
                return report, name
        try:
            root = find_report(Path(path).parent)
        except (KeregeError, OSError):
            return None
        try:
            report = self._reports[root] = _Open(self, Session(root, self.encoding))
        except (KeregeError, OSError) as error:
            said = self.known.say(settled(error)) if isinstance(error, KeregeError) else str(error)
            if self._unreadable.get(root) != said:
                self._unreadable[root] = said
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"kerege: {said}"))
            return None
        self._unreadable.pop(root, None)
        name = report.session.name(path)
        if name is None:
            return None
        if path.endswith(f"/{name}"):
            report.session.shown_root = Path(path.removesuffix(name))
        return report, name

    def reports(self) -> Iterable[_Open]:
        return self._reports.values()

    def check_in_thread(self, work: Callable[[], Answer]) -> asyncio.Future[Answer]:
        return asyncio.get_running_loop().run_in_executor(self._checks, work)

    def look_every(self, seconds: float) -> None:
        """Look at the disk from time to time, for what an editor does not tell."""
        self._watching = asyncio.get_running_loop().create_task(self._look_every(seconds))

    async def _look_every(self, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            for report in list(self.reports()):
                if await self.check_in_thread(report.session.look):
                    report.changed()

    def close(self) -> None:
        self._checks.shutdown(wait=False, cancel_futures=True)


class _Open:
    """A report that somebody has open."""

    def __init__(self, server: KeregeServer, session: Session) -> None:
        self.server, self.session = server, session
        self.findings: ByFile = {}
        self.shown: dict[str, list[types.Diagnostic]] = {}
        self.diagnostics = Diagnostics(session)
        self.actions = Actions(session, server.known)
        self._trouble: str | None = None
        self._running = False
        self._asked = 0.0
        self.checks = 0
        """How often its findings were told."""

    def changed(self) -> None:
        """Have it checked, now or when the check that runs is over."""
        self._asked = time.monotonic()
        if not self._running:
            self._running = True
            asyncio.get_running_loop().create_task(self._check())

    async def _check(self) -> None:
        try:
            while True:
                await asyncio.sleep(_SETTLE)
                if time.monotonic() - self._asked < _SETTLE:
                    continue
                begun = time.monotonic()
                try:
                    self.findings = await self.server.check_in_thread(self._work)
                    self._tell()
                except Exception as error:  # a fault of ours must not end the editor's session
                    said = say(
                        "The report could not be checked ({name}: {error}).", name=type(error).__name__, error=error
                    )
                    self.server.window_log_message(
                        types.LogMessageParams(types.MessageType.Error, self.server.known.say(said))
                    )
                if self._asked < begun:
                    return
        finally:
            self._running = False

    def _work(self) -> ByFile:
        found = self.session.check()
        if self.checks == 0:
            # What stands now stays: looking through it again and again would hold up every answer.
            gc.collect()
            gc.freeze()
        return found

    def _tell(self) -> None:
        found = self.diagnostics.of(self.findings, self.server.known)
        for path in found.keys() | self.shown.keys():
            if found.get(path) is not self.shown.get(path) and found.get(path, []) != self.shown.get(path, []):
                self.server.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(self.session.uri(path), found.get(path, []))
                )
        self.shown = found
        self.checks += 1
        trouble, before = self.session.trouble, self._trouble
        self._trouble = trouble
        at_its_place = any(one.code in ("R001", "R002") for one in found.get("report.yml", ()))
        if trouble is not None and trouble != before and not at_its_place:
            said = f"kerege: {self.server.known.say(trouble)}"
            self.server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, said))
        if self.server.client_capabilities.workspace is not None:
            capable = self.server.client_capabilities.workspace
            if capable.inlay_hint is not None and capable.inlay_hint.refresh_support:
                self.server.workspace_inlay_hint_refresh(None)
            if capable.code_lens is not None and capable.code_lens.refresh_support:
                self.server.workspace_code_lens_refresh(None)


def make_server(accept: Accept, language: str = SOURCE) -> KeregeServer:
    """A server with everything that it can do.

    Args:
        accept: what `kerege accept` does: a report's folder and what is accepted; returns what to say.
        language: in which it speaks until an editor says its own.
    """
    server = KeregeServer(accept, language)
    _life(server)
    _texts(server)
    _reading(server)
    _writing(server)
    _commands(server)
    return server


def serve(accept: Accept, language: str) -> None:
    """Speak with an editor until it goes."""
    server = make_server(accept, language)
    sys.setswitchinterval(_SWITCH)
    try:
        server.start_io()
    finally:
        server.close()


# --- the beginning, and what is held ---


def _life(server: KeregeServer) -> None:
    @server.feature(types.INITIALIZE)
    def begin(params: types.InitializeParams) -> None:
        code = (params.locale or "").replace("_", "-").partition("-")[0].lower()
        options = params.initialization_options
        if isinstance(options, dict) and options.get("language"):
            code = str(options["language"])
        if code in ui_languages():
            server.language = code
        if isinstance(options, dict):
            server.classes = bool(options.get("classes", False))

    @server.feature(types.INITIALIZED)
    def begun(_params: types.InitializedParams) -> None:
        capable = server.client_capabilities.workspace
        if capable and capable.did_change_watched_files and capable.did_change_watched_files.dynamic_registration:
            globs = [
                types.FileSystemWatcher(f"**/*.{ending}") for ending in ("md", "yml", "json", "csv", "xlsx", "lock")
            ]
            server.client_register_capability(
                types.RegistrationParams(
                    [
                        types.Registration(
                            "kerege-files",
                            types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                            types.DidChangeWatchedFilesRegistrationOptions(globs),
                        )
                    ]
                )
            )
            # Emacs watches the folder of the chapter alone, where the report is no project.
            server.look_every(_LOOK_SELDOM)
        else:
            server.look_every(_LOOK)


def _texts(server: KeregeServer) -> None:
    def held(uri: str) -> None:
        found = server.open_report(uri)
        if found is not None:
            report, path = found
            report.session.hold(path, server.workspace.get_text_document(uri).source, uri)
            report.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        held(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        held(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        found = server.open_report(params.text_document.uri)
        if found is not None and found[0].session.look():
            found[0].changed()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        found = server.open_report(params.text_document.uri)
        if found is not None:
            found[0].session.hold(found[1], None)
            found[0].changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_params: types.DidChangeWatchedFilesParams) -> None:
        for report in server.reports():
            if report.session.look():
                report.changed()


# --- what is asked ---


def _mention(report: _Open, path: str, position: types.Position) -> Mention | None:
    return at(report.session.mentions(path), report.session.lines(path).offset(position))


def _locations(session: Session, found: Iterable[tuple[str, Mention]]) -> list[types.Location]:
    return [types.Location(session.uri(path), session.lines(path).range(one.start, one.end)) for path, one in found]


def _reading(server: KeregeServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        found = server.open_report(params.text_document.uri)
        return _hover(server, *found, params.position) if found else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location] | None:
        found = server.open_report(params.text_document.uri)
        if found is None:
            return None
        report, path = found
        mention = _mention(report, path, params.position)
        return _definition(report, path, mention) if mention is not None else None

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location] | None:
        found = server.open_report(params.text_document.uri)
        mention = _mention(*found, params.position) if found else None
        if found is None or mention is None:
            return None
        session = found[0].session
        named = session.named(mention.kind, mention.id)
        kept = params.context.include_declaration
        return _locations(session, ((path, one) for path, one in named if kept or not one.declares))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlights(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
        found = server.open_report(params.text_document.uri)
        mention = _mention(*found, params.position) if found else None
        if found is None or mention is None:
            return None
        lines = found[0].session.lines(found[1])
        same = (one for one in found[0].session.mentions(found[1]) if (one.kind, one.id) == (mention.kind, mention.id))
        return [types.DocumentHighlight(lines.range(one.start, one.end)) for one in same]

    @server.feature(types.TEXT_DOCUMENT_IMPLEMENTATION)
    def other_languages(params: types.ImplementationParams) -> list[types.Location] | None:
        found = server.open_report(params.text_document.uri)
        chapter = found[0].session.chapter(found[1]) if found else None
        if found is None or chapter is None:
            return None
        session = found[0].session
        offset = session.lines(found[1]).offset(params.position)
        blocks = (outline.same_block(session, chapter, offset, code) for code in session.report.settings.languages)
        return [
            types.Location(session.uri(other.path), session.lines(str(other.path)).range(place, place))
            for block in blocks
            if block is not None
            for other, place in (block,)
        ]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        found = server.open_report(params.text_document.uri)
        return outline.symbols(found[0].session, found[1]) if found else None

    @server.feature(types.WORKSPACE_SYMBOL)
    def report_symbols(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        return [one for report in server.reports() for one in outline.report_symbols(report.session, params.query)]

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folds(params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        found = server.open_report(params.text_document.uri)
        return outline.folds(found[0].session, found[1]) if found else None

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def hints(params: types.InlayHintParams) -> list[types.InlayHint] | None:
        found = server.open_report(params.text_document.uri)
        if found is None:
            return None
        session, path = found[0].session, found[1]
        lines = session.lines(path)
        start, end = lines.offset(params.range.start), lines.offset(params.range.end)
        return outline.hints(session, path, start, end, server.known, server.classes)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        found = server.open_report(params.text_document.uri)
        return outline.lenses(found[0].session, found[1], server.known) if found else None


def _hover(server: KeregeServer, report: _Open, path: str, position: types.Position) -> types.Hover | None:
    session, cards = report.session, Cards(report.session, server.known)
    lines = session.lines(path)
    offset = lines.offset(position)
    chapter = session.chapter(path)
    language = chapter.language if chapter is not None else session.report.settings.original
    mention = at(session.mentions(path), offset)
    parts: list[str] = []
    place = lines.range(offset, offset)
    if mention is not None and (chapter is not None or mention.start <= offset <= mention.end):
        parts.append(cards.of(mention, language))
        place = lines.range(
            *(mention.whole if mention.whole[1] and not mention.declares else (mention.start, mention.end))
        )
        if chapter is not None:
            tie = next((one for one in chapter.ties if one.start == mention.whole[0]), None)
            parts.append(cards.beside(chapter, tie) if tie is not None else "")
    elif chapter is not None and (number := cards.number(chapter, offset)) is not None:
        parts.append(number[0])
        place = lines.range(number[1], number[2])
    if chapter is not None:
        parts += _translating(server, session, chapter.language, path, offset)
    else:
        parts.append(_field(path, lines.text, offset))
    said = "\n\n---\n\n".join(part for part in parts if part)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said), place) if said else None


def _translating(server: KeregeServer, session: Session, language: str, path: str, offset: int) -> list[str]:
    """Of a block of a translation: what changed in the original, and the words of the termbase."""
    chapter = session.chapter(path)
    unit = outline.unit_at(session, chapter, offset) if chapter is not None else None
    if unit is None or unit.source is None:
        return []
    parts = []
    if changed := outline.changed_words(unit):
        parts.append(server.known.say(say("the original has changed since:")) + "\n\n" + changed)
    folded = unit.source.text.casefold()
    terms = [
        f"- {one.source} → **{one.term}**"
        for one in session.report.termbase
        if one.language == language and one.source in folded
    ]
    if terms:
        parts.append(server.known.say(say("terms:")) + "\n" + "\n".join(terms))
    return parts


def _field(path: str, text: str, offset: int) -> str:
    """What the field of a record means."""
    end = text.find("\n", offset)
    line = text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)]
    name = line.strip().lstrip("- ").partition(":")[0].strip()
    place = yaml_place(text, text.rfind("\n", 0, offset) + 1 + len(line) - len(line.lstrip()))
    found = next((one for one in fields_at(path, place.path) if one.name == name), None)
    return (
        f"`{found.name}` · {found.kind}\n\n{found.documentation}" if found is not None and found.documentation else ""
    )


def _definition(report: _Open, path: str, mention: Mention) -> list[types.Location]:
    """The record, then the cell that bears it out."""
    session = report.session
    if mention.kind in ("heading", "note", "table"):
        folder = path.rpartition("/")[0]
        declared = [(where, one) for where, one in session.named(mention.kind, mention.id) if one.declares]
        own = [
            (where, one)
            for where, one in declared
            if where.rpartition("/")[0] == folder and (mention.kind != "note" or where == path)
        ]
        return _locations(session, own or declared)
    if mention.kind == "chapter":
        beside = path.rpartition("/")[0] + f"/{mention.id}.md"
        return [types.Location(session.uri(beside), types.Range(types.Position(0, 0), types.Position(0, 0)))]
    declared = [(where, one) for where, one in session.named(mention.kind, mention.id) if one.declares]
    found = _locations(session, declared)
    for place, _ in places_of(session, mention.kind, mention.id):
        lines = session.lines(str(place.path))
        start = lines.at(place)
        span = lines.range(start, start)
        here = types.Location(session.uri(place.path), span)
        if not any(one.uri == here.uri and one.range.start.line == span.start.line for one in found):
            found.append(here)
    return found


def _writing(server: KeregeServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    def complete(params: types.CompletionParams) -> types.CompletionList | None:
        found = server.open_report(params.text_document.uri)
        return completions(found[0].session, found[1], params.position) if found else None

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def may_rename(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        found = server.open_report(params.text_document.uri)
        mention = _mention(*found, params.position) if found else None
        if found is None or mention is None or mention.kind not in NAMED:
            return None
        lines = found[0].session.lines(found[1])
        return types.PrepareRenamePlaceholder(lines.range(mention.start, mention.end), mention.id)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        found = server.open_report(params.text_document.uri)
        mention = _mention(*found, params.position) if found else None
        if found is None or mention is None:
            return None
        try:
            made = renamed(found[0].session, found[1], mention, params.new_name)
        except KeregeError as error:
            server.window_show_message(
                types.ShowMessageParams(types.MessageType.Error, server.known.say(settled(error)))
            )
            return None
        return workspace_edit(found[0].session, made.changes, made.files)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorExtract]),
    )
    def act(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        found = server.open_report(params.text_document.uri)
        if found is None:
            return None
        report, path = found
        lines = report.session.lines(path)
        start, end = lines.offset(params.range.start), lines.offset(params.range.end)
        only = params.context.only
        made = report.actions.at(path, start, end, report.findings.get(PurePosixPath(path), ()))
        return [
            _code_action(report.session, one, params.context.diagnostics)
            for one in made
            if only is None or any(str(one.kind).startswith(str(kind)) for kind in only)
        ]


def _code_action(session: Session, one: Action, given: Iterable[types.Diagnostic]) -> types.CodeAction:
    mended = [diagnostic for diagnostic in given if diagnostic.code in one.codes]
    command = None
    if one.command is not None:
        command = types.Command(one.title, one.command[0], arguments=as_arguments(one.command[1]))
    return types.CodeAction(
        one.title,
        kind=one.kind,
        diagnostics=mended or None,
        is_preferred=one.best or None,
        edit=workspace_edit(session, one.changes) if one.changes else None,
        command=command,
    )


# --- what somebody tells it to do ---


def _commands(server: KeregeServer) -> None:
    def tell(text: str, kind: types.MessageType = types.MessageType.Info) -> None:
        server.window_show_message(types.ShowMessageParams(kind, text))

    def unsaved(report: _Open) -> bool:
        if report.session.saved:
            return False
        tell(
            server.known.say(say("Save your files first: what is accepted is what lies on the disk.")),
            types.MessageType.Warning,
        )
        return True

    # Accept a source, a testimony or a translated chapter, as `kerege accept` does; the address says of which report.
    @server.command("kerege.accept")
    def accept(thing: str, uri: str = "") -> str | None:
        found = server.open_report(uri)
        report = found[0] if found else next(iter(server.reports()), None)
        if report is None or unsaved(report):
            return None
        try:
            said = server.known.say(server.accept(report.session.root, (thing,)))
        except KeregeError as error:
            said = server.known.say(settled(error))
        tell(said)
        if report.session.look():
            report.changed()
        return said

    # Remember that one block of a translation says what its original says.
    @server.command("kerege.acceptBlock")
    def accept_block(uri: str, line: int, character: int) -> bool:
        found = server.open_report(uri)
        chapter = found[0].session.chapter(found[1]) if found else None
        if found is None or chapter is None or unsaved(found[0]):
            return False
        session = found[0].session
        offset = session.lines(found[1]).offset(types.Position(line, character))
        unit = outline.unit_at(session, chapter, offset)
        if unit is None or unit.source is None:
            return False
        chosen = frozenset({digest(unit.source.text, session.pack(session.report.settings.original))})
        entries = recorded_state(session.report, chapter, blocks=chosen)
        path = session.root / memory_file(chapter.language, chapter.name)
        write_all({path: memory_text(entries).encode("utf-8")}, session.root)
        if session.look():
            found[0].changed()
        return True

    # Show the same block in another language.
    @server.command("kerege.sameBlock")
    def same_block(uri: str, line: int, character: int, language: str) -> types.Location | None:
        found = server.open_report(uri)
        chapter = found[0].session.chapter(found[1]) if found else None
        if found is None or chapter is None:
            return None
        session = found[0].session
        offset = session.lines(found[1]).offset(types.Position(line, character))
        block = outline.same_block(session, chapter, offset, language)
        if block is None:
            return None
        place = session.lines(str(block[0].path)).range(block[1], block[1])
        capable = server.client_capabilities.window
        if capable is not None and capable.show_document is not None and capable.show_document.support:
            server.window_show_document(
                types.ShowDocumentParams(session.uri(block[0].path), take_focus=True, selection=place)
            )
        return types.Location(session.uri(block[0].path), place)

    # Say what changed in the original of a block.
    @server.command("kerege.showChanges")
    def show_changes(uri: str, line: int, character: int) -> str:
        found = server.open_report(uri)
        chapter = found[0].session.chapter(found[1]) if found else None
        if found is None or chapter is None:
            return ""
        offset = found[0].session.lines(found[1]).offset(types.Position(line, character))
        unit = outline.unit_at(found[0].session, chapter, offset)
        changed = outline.changed_words(unit) if unit is not None else ""
        if changed:
            tell(changed)
        return changed

    # Show, or no longer show, the class of each number that is not tied.
    @server.command("kerege.toggleClasses")
    def toggle() -> bool:
        server.classes = not server.classes
        capable = server.client_capabilities.workspace
        if capable is not None and capable.inlay_hint is not None and capable.inlay_hint.refresh_support:
            server.workspace_inlay_hint_refresh(None)
        return server.classes

    # Where something stands that is named as the check names it: FILE:LINE:COLUMN, or an id.
    @server.command("kerege.place")
    def place(name: str) -> types.Location | None:
        return _place(server, name)


def _place(server: KeregeServer, name: str) -> types.Location | None:
    path, _, rest = name.partition(":")
    for report in server.reports():
        session = report.session
        if (session.root / path).is_file():
            line, _, column = rest.partition(":")
            here = types.Position(max(0, int(line or 1) - 1), max(0, int(column or 1) - 1))
            return types.Location(session.uri(path), types.Range(here, here))
        declared = [(where, one) for where, one in session.named(path, rest) if one.declares]
        if declared:
            return _locations(session, declared)[0]
    return None
