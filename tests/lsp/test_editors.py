"""Each capability, asked by pytest-lsp as VS Code, Neovim and Emacs would ask: what is answered must be what they say they understand."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, LspSpecificationWarning, client_capabilities

from tests import page_of_twenty
from tools.lsp_client import PROGRAM, SOURCE


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_of_twenty.make(tmp_path_factory.mktemp("editors") / "r")


@pytest.mark.parametrize("editor", ["visual-studio-code", "neovim", "emacs"])
@pytest.mark.filterwarnings("error", category=LspSpecificationWarning)
def test_an_editor_is_answered_in_what_it_understands(root: Path, editor: str) -> None:
    asyncio.run(_session(root, editor))


async def _session(root: Path, editor: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    client = await ClientServerConfig(server_command=[sys.executable, "-c", PROGRAM], server_env=environment).start()
    assert isinstance(client, LanguageClient)
    await client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(editor),
            root_uri=root.as_uri(),
            workspace_folders=[types.WorkspaceFolder(root.as_uri(), "r")],
        )
    )
    try:
        await _asked(client, root)
    finally:
        await client.shutdown_session()


async def _asked(client: LanguageClient, root: Path) -> None:
    path = root / "docs" / "en" / "01-example.md"
    text = path.read_text(encoding="utf-8").replace("[62.5 per cent](", "[63.5 per cent](", 1)
    file = types.TextDocumentIdentifier(path.as_uri())
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(path.as_uri(), "markdown", 1, text))
    )
    while not any(one.code == "S003" for one in client.diagnostics.get(path.as_uri(), ())):
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    wrong = next(one for one in client.diagnostics[path.as_uri()] if one.code == "S003")
    before = text[: text.index("(stat:readers-share)")]
    line = before.count("\n")
    at = types.Position(line, len(before.splitlines()[-1]) + len("(stat:rea"))
    whole = types.Range(types.Position(0, 0), types.Position(text.count("\n"), 0))

    hover = await client.text_document_hover_async(types.HoverParams(file, at))
    assert hover is not None and "readers-share" in str(hover.contents)
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(file, wrong.range, types.CodeActionContext([wrong]))
    )
    assert any("62.5" in one.title for one in actions or ())
    completed = await client.text_document_completion_async(types.CompletionParams(file, at))
    listed = completed.items if isinstance(completed, types.CompletionList) else completed or ()
    assert any("readers-share" in one.label for one in listed)
    defined = await client.text_document_definition_async(types.DefinitionParams(file, at))
    assert "statistics" in str(defined)
    found = await client.text_document_references_async(types.ReferenceParams(types.ReferenceContext(True), file, at))
    assert {Path(one.uri).parts[-2] for one in found or ()} >= {"en", "ru", "ky"}
    renamed = await client.text_document_rename_async(types.RenameParams(file, at, "reading-people"))
    assert renamed is not None and "reading-people" in str(renamed)
    assert await client.text_document_document_symbol_async(types.DocumentSymbolParams(file))
    assert await client.text_document_folding_range_async(types.FoldingRangeParams(file))
    assert await client.text_document_inlay_hint_async(types.InlayHintParams(file, whole))
    await client.text_document_code_lens_async(types.CodeLensParams(file))
    same = await client.text_document_implementation_async(types.ImplementationParams(file, at))
    assert "docs/ru" in str(same) and "docs/ky" in str(same)
