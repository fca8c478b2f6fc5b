"""What `mkdocs.yml` brings to the website beside the report: files of the editor's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the editor's own that `mkdocs.yml` names, and that readers get as it is."""

    path: PurePosixPath
    """Relative to the report's folder."""
    place: str
    """Below the website's root; empty for a template, which is not published itself."""
    digest: str
    """SHA-256, hexadecimal."""

    @property
    def runs(self) -> bool:
        """Whether a browser runs it."""
        return self.path.suffix.casefold() in (".js", ".mjs")


@dataclass(frozen=True, slots=True)
class Website:
    """The website's own settings, as far as reading the report needs them."""

    files: tuple[OwnFile, ...] = ()

    @property
    def scripts(self) -> dict[str, str]:
        """The digests of the editor's scripts, by their places below the website's root."""
        return {file.place: file.digest for file in self.files if file.runs and file.place}
