"""The finished website behind a small server: below its own path, compressed, with the policy sent as a header, and a real
Chromium that can reach nothing else."""

from __future__ import annotations

import functools
import gzip
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from kerege.outputs.site.policy import HEADERS, header_policy

BASE = "/women-and-labour-migration"
"""The path of `url` in report.yml."""
_PACKED = {".html", ".css", ".js", ".svg", ".json", ".xml"}


class Served(SimpleHTTPRequestHandler):
    """Serves files below a path; what is missing is answered with the page for wrong addresses, as hosts do."""

    def __init__(self, *arguments: Any, base: str = BASE, **options: Any) -> None:
        self._base = base
        super().__init__(*arguments, **options)

    def log_message(self, *arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.directory) / self.path.partition("?")[0].removeprefix(self._base).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        found = self.path.startswith(self._base) and path.is_file()
        if not found:
            path = Path(self.directory) / "404.html"
        body = path.read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header(
            "Content-Security-Policy", header_policy(self.path.partition("?")[0].removeprefix(self._base).lstrip("/"))
        )
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if path.suffix in _PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Of the website, without a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Served, directory=str(built / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BASE}"
    server.shutdown()


KINDS = (
    "", "01-summary/", "05-methods/", "09-risks/", "charts/", "testimonies/", "glossary/", "references/", "statistics/",
    "about-and-citing/", "accessibility/", "privacy/", "figures/CODE/attitudes/",
)  # fmt: skip
"""A page of every kind, below the root of its language; 09-risks waits for its translation."""
PAIRS = {"en": "en-ru", "ru": "ru-ky", "ky": "ky-en"}


def places(code: str) -> tuple[str, ...]:
    """A page of every kind in a language, the one for wrong addresses included."""
    home = "/" if code == "en" else f"/{code}/"
    return (
        *(home + kind.replace("CODE", code) for kind in KINDS),
        f"/parallel/{PAIRS[code]}/05-methods/",
        f"{home}404.html",
    )


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true in the page; Playwright's own waiting would evaluate text there, which the policy stops."""
    end = time.monotonic() + 10
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)
