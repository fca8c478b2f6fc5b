"""The small server: pages and files of the live report, and a line to each open page that says what has changed.

It answers this machine only. A page of another website could reach it through a name that leads here (DNS rebinding), so
every request must name this machine as its host.
"""

from __future__ import annotations

import json
import mimetypes
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from kerege.errors import KeregeError
from kerege.findings import Finding
from kerege.messages import reason, say
from kerege.preview.numbers_shown import numbers
from kerege.preview.panel import labels, panel
from kerege.preview.session import BOOK_PAGES, LiveReport

OWN = "/_kerege/"
"""What is ours and not the website's."""
_SCRIPTS = Path(__file__).parent / "page"
_LONGEST_NAME = 255
"""Bytes of a name that a file system takes."""
_HTML = "text/html;charset=utf-8"
_ALIVE = 20.0
"""Seconds after which a line without news says that it still stands."""
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/atom+xml", ".xml")


class PreviewState:
    """The server, the open pages and what they were told."""

    def __init__(self, live: LiveReport, door: PreviewServer, language: str, editor: str = "") -> None:
        self.live = live
        self.language = language
        self.editor = editor
        """The address by which an editor opens a place."""
        self.findings: tuple[Finding, ...] = ()
        self.checking = True
        self.number = 0
        """Of the findings: goes up with each check."""
        self._busy = 0
        """Requests that are being answered."""
        self.closed = False
        self._lines: dict[queue.Queue[str], str] = {}
        self._lock = threading.Lock()
        self.server = door
        door.room = self

    # --- what open pages are told ---

    def open_line(self, place: str) -> queue.Queue[str]:
        """A line to a page, with the present state as its first message."""
        line: queue.Queue[str] = queue.Queue()
        line.put(self._message(place))
        with self._lock:
            self._lines[line] = place
        return line

    def close_line(self, line: queue.Queue[str]) -> None:
        with self._lock:
            self._lines.pop(line, None)

    def _message(self, place: str) -> str:
        sheet = self.live.sheet(place)
        return json.dumps(
            {"page": sheet.digest if sheet else "", "drawings": self.live.drawings(place), "findings": self.number}
        )

    def pages_changed(self) -> None:
        """Make the open pages anew and tell each how it is now, the one opened last first."""
        self.checking = True
        self.number += 1
        self._tell_lines()

    def findings_changed(self, findings: tuple[Finding, ...]) -> None:
        """Tell every open page that there are new findings."""
        self.findings = findings
        self.checking = False
        self.number += 1
        self._tell_lines()

    def _tell_lines(self) -> None:
        with self._lock:
            lines = list(self._lines.items())
        for line, place in reversed(lines):
            line.put(self._message(place))

    @contextmanager
    def answering(self) -> Iterator[None]:
        """While a request is being answered."""
        with self._lock:
            self._busy += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1

    def give_way(self) -> None:
        """Let requests be answered before the check goes on."""
        end = time.monotonic() + 0.5
        while self._busy and time.monotonic() < end:
            time.sleep(0.002)

    def panel(self, place: str) -> dict[str, Any]:
        """The findings as the page at a place shows them."""
        sheet = self.live.sheet(place)
        return panel(
            self.findings,
            self.live.report,
            self.live.chapters_at(place),
            self.language,
            unread=self.live.unread,
            problem=self.live.problem or (sheet.problem if sheet else ""),
            checking=self.checking,
            editor=self.editor,
        ) | {"number": self.number, "pages": BOOK_PAGES if self.live.has_pages(place) else ""}

    def numbers(self, place: str) -> list[dict[str, Any]]:
        """The numbers of the page at a place, each with its class."""
        return numbers(self.live.shown_chapters(place), self.live.shown_values, self.language)

    def close(self) -> None:
        self.closed = True
        with self._lock:
            for line in self._lines:
                line.put("")
        self.server.shutdown()
        self.server.server_close()


class PreviewServer(ThreadingHTTPServer):
    """The port, taken before the report is read; it is answered once there is a room behind it."""

    daemon_threads = True
    room: PreviewState

    def __init__(self, port: int) -> None:
        """Take the port; 0 takes any.

        Raises:
            KeregeError: somebody else has it.
        """
        try:
            super().__init__(("127.0.0.1", port), _Answer)
        except OSError as error:
            raise KeregeError(
                say(
                    "Port {port} cannot be used ({strerror}); name another one with --address.",
                    port=port,
                    strerror=reason(error),
                )
            ) from error

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no news."""


def _is_address(path: str) -> bool:
    """Whether something can stand there: no hidden file, nothing outside, no name longer than a file's."""
    parts = path.split("/")
    if "\\" in path or "\0" in path or "//" in path or any(part.startswith(".") for part in parts):
        return False
    return all(len(part.encode("utf-8", "replace")) <= _LONGEST_NAME for part in parts)


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PreviewServer

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        port = self.server.server_port
        if self.headers.get("Host", "") not in (f"127.0.0.1:{port}", f"localhost:{port}"):
            self._send(
                HTTPStatus.MISDIRECTED_REQUEST, b"This server answers 127.0.0.1 and localhost only.", "text/plain"
            )
            return
        try:
            address = urlsplit(self.path)
            path = unquote(address.path)
        except ValueError:
            address, path = urlsplit(""), "\\"
        if not _is_address(path):
            self._send(HTTPStatus.BAD_REQUEST, b"There is no such address.", "text/plain")
            return
        try:
            self._answer(path, address.query)
        except ConnectionError:
            raise  # the page was closed
        except Exception as error:  # a fault of ours is told; a connection without an answer tells nothing
            said = say("This cannot be shown ({name}).", name=type(error).__name__).encode()
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, said, "text/plain")

    def _answer(self, path: str, query: str) -> None:
        room = self.server.room
        place = self._place(parse_qs(query).get("page", [""])[0])
        if path == f"{OWN}events":
            self._events(place)
            return
        with room.answering():
            if path in (f"{OWN}findings", f"{OWN}numbers"):
                told = room.panel(place) if path.endswith("findings") else room.numbers(place)
                self._send(HTTPStatus.OK, json.dumps(told, ensure_ascii=False).encode(), "application/json")
            elif path.startswith(OWN):
                self._own(path.removeprefix(OWN))
            else:
                self._page(path)

    def _place(self, path: str) -> str:
        return path.removeprefix(self.server.room.live.base).lstrip("/")

    def _own(self, name: str) -> None:
        if name not in ("preview.js", "preview.css"):
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
            return
        self._send(HTTPStatus.OK, (_SCRIPTS / name).read_bytes(), mimetypes.guess_type(name)[0] or "")

    def _page(self, path: str) -> None:
        live = self.server.room.live
        base = live.base
        if not path.startswith(base):
            self._send(HTTPStatus.FOUND, b"", "text/plain", Location=base)
            return
        place = path.removeprefix(base)
        if place.rpartition("/")[2] in ("", "index.html") and (sheet := live.sheet(place.removesuffix("index.html"))):
            if not sheet.html:
                text = f"<!doctype html><title>Kerege</title><p>{escape(sheet.problem)}</p>"
                self._send(HTTPStatus.OK, self._alive(text, "!"), _HTML)
                return
            self._send(HTTPStatus.OK, self._alive(sheet.html, sheet.digest), _HTML)
            return
        if live.named(f"{place}/") is not None:
            self._send(HTTPStatus.FOUND, b"", "text/plain", Location=f"{path}/")
            return
        content = live.file(place) if place else None
        if content is None:
            html = live.missing(place)
            self._send(HTTPStatus.NOT_FOUND, self._alive(html, ""), _HTML)
            return
        body = content.read_bytes() if isinstance(content, Path) else content
        self._send(HTTPStatus.OK, body, mimetypes.guess_type(place)[0] or "application/octet-stream")

    def _alive(self, html: str, digest: str) -> bytes:
        """A page with our script: files of this server, as the page's own policy asks."""
        room = self.server.room
        words = json.dumps(labels(room.language), ensure_ascii=False)
        tags = (
            f'<link rel="stylesheet" href="{OWN}preview.css" data-kerege-preview>'
            f'<script src="{OWN}preview.js" defer data-kerege-preview data-digest="{digest}" data-language="{room.language}" '
            f"data-labels='{words.replace('&', '&amp;').replace(chr(39), '&#39;')}'></script>\n"
        )
        head, end, rest = html.partition("</head>")
        return (head + tags + end + rest if end else html + tags).encode()

    def _events(self, place: str) -> None:
        room = self.server.room
        line = room.open_line(place)
        self.close_connection = True
        try:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Connection", "close")
            self.end_headers()
            while not room.closed:
                try:
                    message = line.get(timeout=_ALIVE)
                    self.wfile.write(b"data: " + message.encode() + b"\n\n")
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            pass  # the page was closed
        finally:
            room.close_line(line)

    def _send(self, status: HTTPStatus, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        # Nothing may come from a browser's store: the page is to be what the files are now.
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        # No page of another website may show or load what is not published yet.
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
