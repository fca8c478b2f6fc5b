"""The website is the same under ProperDocs, which goes on where MkDocs 1 ends."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from kerege.cache.versions import tool_versions

_BUILD = """
import sys
from pathlib import Path
if sys.argv[3] == "properdocs":
    class Missing:
        # As on a machine where nobody installed MkDocs.
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] == "mkdocs":
                raise ModuleNotFoundError(name, name=name)
    sys.meta_path.insert(0, Missing())
from kerege.outputs.site import build_site
build_site(Path(sys.argv[1]), Path(sys.argv[2]))
print(sys.modules["mkdocs"].__name__)
"""


def _site(report: Path, out: Path, engine: str) -> dict[str, bytes]:
    run = subprocess.run(
        [sys.executable, "-c", _BUILD, str(report), str(out), engine], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split()[-1] == engine
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_properdocs_makes_the_same_site(template: Path, tmp_path: Path) -> None:
    ours, theirs = (_site(template, tmp_path / engine, engine) for engine in ("mkdocs", "properdocs"))
    assert ours.keys() == theirs.keys() and len(ours) > 80
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_the_manifest_names_the_engine_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tool_versions()["mkdocs"] == "1.6.1" and "properdocs" not in tool_versions()
    known = metadata.version

    def version(name: str) -> str:
        if name == "mkdocs":
            raise metadata.PackageNotFoundError(name)
        return known(name)

    monkeypatch.setattr(metadata, "version", version)
    assert tool_versions()["properdocs"] == known("properdocs") and "mkdocs" not in tool_versions()
