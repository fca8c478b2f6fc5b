"""A client of the Language Server Protocol for tests and measurements: it starts `kerege lsp` and speaks with it."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[1] / "src"
_LIMIT = 60.0
PROGRAM = "import sys; from kerege.cli import main; sys.argv = ['kerege', 'lsp']; sys.exit(main())"


class Client:
    """An editor with one report open."""

    def __init__(self, root: Path, capabilities: Mapping[str, Any] | None = None, **options: Any) -> None:
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"}
        self.root = root
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        self.told: list[dict[str, Any]] = []
        """What the server has said without being asked."""
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.published = 0
        self._answers: dict[int, queue.Queue[dict[str, Any]]] = {}
        self._versions: dict[str, int] = {}
        self._texts: dict[str, str] = {}
        self._number = 0
        self._news = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()
        self._errors: list[bytes] = []
        threading.Thread(target=self._collect, daemon=True).start()
        self.capabilities = self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root.as_uri(),
                "capabilities": capabilities or {"workspace": {"workspaceEdit": {"documentChanges": True}}},
                "initializationOptions": options or None,
                "locale": "en",
            },
        )["capabilities"]
        self.tell("initialized", {})

    # --- messages ---

    def ask(self, method: str, params: Any) -> Any:
        """A request, and its answer."""
        self._number += 1
        waiting = self._answers[self._number] = queue.Queue()
        self._send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        answer = waiting.get(timeout=_LIMIT)
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']['message']}\n{b''.join(self._errors).decode()[-3000:]}")
        return answer["result"]

    def tell(self, method: str, params: Any) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def _send(self, message: Mapping[str, Any]) -> None:
        raw = json.dumps(message).encode("utf-8")
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(raw) + raw)
        self.process.stdin.flush()

    def _collect(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._errors.append(line)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while True:
            length = 0
            while (line := self.process.stdout.readline().strip()) or not length:
                if not line:
                    return
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message = json.loads(self.process.stdout.read(length))
            if "method" in message and "id" in message:
                self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})
            if "method" in message:
                with self._news:
                    self.told.append(message)
                    if message["method"] == "textDocument/publishDiagnostics":
                        self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
                        self.published += 1
                    self._news.notify_all()
            else:
                self._answers.pop(message["id"]).put(message)

    # --- texts ---

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def open(self, path: str, language: str = "markdown", text: str | None = None) -> str:
        """Open a file, or begin one that nobody has saved yet; its text."""
        if text is None:
            text = (self.root / path).read_text(encoding="utf-8")
        self._versions[path], self._texts[path] = 1, text
        item = {"uri": self.uri(path), "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return text

    def shut(self, path: str) -> None:
        """Close a file without saving it."""
        del self._versions[path], self._texts[path]
        self.tell("textDocument/didClose", {"textDocument": {"uri": self.uri(path)}})

    def type(self, path: str, old: str, new: str) -> str:
        """Change words as somebody types them: the change alone is sent; the file on the disk stays as it is."""
        text = self._texts[path]
        at = text.index(old)
        span = {"start": self._position(text, at), "end": self._position(text, at + len(old))}
        self._versions[path] += 1
        self._texts[path] = text[:at] + new + text[at + len(old) :]
        document = {"uri": self.uri(path), "version": self._versions[path]}
        self.tell(
            "textDocument/didChange", {"textDocument": document, "contentChanges": [{"range": span, "text": new}]}
        )
        return self._texts[path]

    def place(self, path: str, words: str, inside: int = 0) -> dict[str, Any]:
        """The document, and the place of words in it, as requests name them."""
        text = self._texts.get(path) or (self.root / path).read_text(encoding="utf-8")
        return {"textDocument": {"uri": self.uri(path)}, "position": self._position(text, text.index(words) + inside)}

    def span(self, path: str, words: str) -> dict[str, Any]:
        text = self._texts[path]
        at = text.index(words)
        return {"start": self._position(text, at), "end": self._position(text, at + len(words))}

    def text_at(self, path: str, span: Mapping[str, Any]) -> str:
        """What stands in a range of a file."""
        text = self._texts.get(path) or (self.root / path).read_text(encoding="utf-8")
        return text[self._offset(text, span["start"]) : self._offset(text, span["end"])]

    @staticmethod
    def _position(text: str, offset: int) -> dict[str, int]:
        before = text[:offset]
        line = before.count("\n")
        column = len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
        return {"line": line, "character": column}

    @staticmethod
    def _offset(text: str, position: Mapping[str, int]) -> int:
        lines = text.split("\n")
        before = sum(len(line) + 1 for line in lines[: position["line"]])
        units = lines[position["line"]].encode("utf-16-le")[: 2 * position["character"]]
        return before + len(units.decode("utf-16-le"))

    def applied(self, edit: Mapping[str, Any]) -> dict[str, str]:
        """The files as an edit of the workspace leaves them, by their path; nothing is written."""
        changes: dict[str, list[Any]] = {uri: list(edits) for uri, edits in (edit.get("changes") or {}).items()}
        for step in edit.get("documentChanges") or ():
            if "textDocument" in step:
                changes.setdefault(step["textDocument"]["uri"], []).extend(step["edits"])
        found = {}
        for uri, edits in changes.items():
            path = str(Path(uri.removeprefix("file://")).relative_to(self.root))
            file = self.root / path
            text = self._texts.get(path) or (file.read_text(encoding="utf-8") if file.is_file() else "")
            for one in sorted(edits, key=lambda e: self._offset(text, e["range"]["start"]), reverse=True):
                start, end = (self._offset(text, one["range"][name]) for name in ("start", "end"))
                text = text[:start] + one["newText"] + text[end:]
            found[path] = text
        return found

    # --- what is waited for ---

    def wait(self, true: Callable[[], bool], seconds: float = _LIMIT) -> float:
        """Until something the server tells makes it true; the seconds that took."""
        begun = time.perf_counter()
        with self._news:
            while not true():
                if not self._news.wait(max(0.0, begun + seconds - time.perf_counter())):
                    told = {
                        uri.rpartition("/")[2]: [one["code"] for one in found]
                        for uri, found in self.diagnostics.items()
                    }
                    raise AssertionError(f"never came; told: {told}\n{b''.join(self._errors).decode()[-3000:]}")
        return time.perf_counter() - begun

    def codes(self, path: str) -> list[str]:
        return [one["code"] for one in self.diagnostics.get(self.uri(path), ())]

    def close(self) -> int:
        """Say good-bye; the exit code of the server."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.process.wait(20)
