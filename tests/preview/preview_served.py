"""A preview being served, and what a test asks of it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kerege.findings import Finding
from kerege.preview.server import Preview


def faulty(*_: object) -> None:
    """In the place of a function of ours: a fault that nobody foresaw."""
    raise ZeroDivisionError("no one's fault")


@dataclass
class Served:
    """A preview with what it has told."""

    root: Path
    preview: Preview
    told: list[str] = field(default_factory=list)
    findings: list[Sequence[Finding]] = field(default_factory=list)

    def save(self, file: str, old: str, new: str) -> None:
        """Change a file as an editor does, and let the preview take it in."""
        path = self.root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        assert self.preview.once(10)

    def get(self, path: str, host: str = "") -> tuple[int, str]:
        """Status and body of an address below the front page, or from the root where it begins with a slash."""
        port = self.preview.room.server.server_port
        address = f"http://127.0.0.1:{port}{path}" if path.startswith("/") else self.preview.address + path
        request = urllib.request.Request(address, headers={"Host": host or f"127.0.0.1:{port}"})
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8")

    def digests(self, places: Sequence[str]) -> dict[str, str]:
        """What an open page at each place would be told."""
        lines = {place: self.preview.room.open_line(place) for place in places}
        for line in lines.values():
            self.preview.room.close_line(line)
        return {place: json.loads(line.get())["page"] for place, line in lines.items()}

    def panel(self, place: str) -> dict[str, Any]:
        return self.preview.room.panel(place)
