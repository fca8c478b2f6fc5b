"""Which kinds of page a finished website has, and its pages behind a small server: for whoever looks at each kind."""

from __future__ import annotations

import functools
import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

_PACKED = {".html", ".css", ".js", ".svg", ".json", ".xml"}


class _Server(SimpleHTTPRequestHandler):
    """Sends files below a path, compressed, as hosts do."""

    def __init__(self, *arguments: object, base: str, **options: object) -> None:
        self._base = base
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def log_message(self, *arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        asked = self.path.partition("?")[0]
        path = Path(self.directory) / asked.removeprefix(self._base).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        found = asked.startswith(self._base) and path.is_file()
        if not found:
            path = Path(self.directory) / "404.html"
        body = path.read_bytes() if path.is_file() else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in _PACKED:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # who asked has gone on
            self.wfile.write(body)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a website, with a slash at its end; below the path that its own addresses name, which its page for wrong
    addresses needs."""
    named = re.findall(r'rel="canonical" href="([^"]+)"', (site / "index.html").read_text(encoding="utf-8"))
    base = urlsplit(named[0]).path.rstrip("/") if named else ""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Server, directory=str(site), base=base))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}/"
    finally:
        server.shutdown()


def kinds(site: Path) -> dict[str, dict[str, str]]:
    """One page of each kind: by language, by kind, its address below the website's root. Of several the longest, which has most to show;
    of chapters also one that waits for its translation.

    Args:
        site: the folder of a finished website, also of a series.
    """
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for path in sorted([*site.rglob("index.html"), *site.rglob("404.html")]):
        place = path.relative_to(site).as_posix()
        text = path.read_text(encoding="utf-8")
        language = re.search(r'<html lang="([^"]+)"', text)
        if language is None:
            continue
        kind = _kind(place, language[1], text)
        of = found.setdefault(language[1], {})
        if len(text) > of.get(kind, (0, ""))[0]:
            of[kind] = len(text), place.removesuffix("index.html")
    return {code: {kind: place for kind, (_, place) in sorted(of.items())} for code, of in sorted(found.items())}


def _kind(place: str, language: str, text: str) -> str:
    if place.endswith("404.html"):
        return "wrong address"
    for name in ("k-alone", "k-hero", "k-row"):
        if f'class="{name}' in text:
            return {"k-alone": "figure", "k-hero": "front", "k-row": "two languages"}[name]
    name = next((part for part in reversed(place.split("/")[:-1]) if part != language), "front")
    if re.match(r"\d+-", name):
        return "chapter that waits" if 'content="noindex"' in text else "chapter"
    return name
