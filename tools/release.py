"""Everything of a release: wheel, source archive, the manual as a website, the bill of materials, checksums.

    tools/run release               into dist/
    tools/run release --out DIR

Made from the last commit, never from files that lie about; each file twice, in different folders and time zones, and the same
byte for byte. Nothing is fetched: the build backend is locked in requirements/build.txt and used as it is installed. Only `--vscode`
fetches, for the extension of editors/vscode.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import yaml

from tools import vscode

ROOT = Path(__file__).parents[1]
_HOOK = "from hatchling import build as b; import sys; print(getattr(b, 'build_' + sys.argv[1])(sys.argv[2]))"
_MANUAL = {
    "site_name": "Kerege",
    "docs_dir": "pages",
    "site_dir": "site",
    "use_directory_urls": False,
    "theme": {"name": "material", "font": False, "features": ["navigation.expand"], "language": "en"},
    "plugins": ["search"],
    "markdown_extensions": ["tables", "fenced_code", "toc"],
}


def sources(folder: Path) -> Path:
    """The last commit's files."""
    folder.mkdir(parents=True)
    tar = subprocess.run(["git", "-C", str(ROOT), "archive", "HEAD"], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def moment(tree: Path, version: str) -> int:
    """When the release was made, in seconds since 1970: the date in the changelog, else that of the last commit."""
    text = (tree / "CHANGELOG.md").read_text(encoding="utf-8")
    day = re.search(rf"^## {re.escape(version)} \((\d{{4}})-(\d\d)-(\d\d)\)$", text, re.MULTILINE)
    if day:
        import calendar

        return calendar.timegm((int(day[1]), int(day[2]), int(day[3]), 0, 0, 0))
    told = subprocess.run(
        ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"], capture_output=True, text=True, check=True
    )
    return int(told.stdout)


def make(tree: Path, out: Path, version: str, epoch: int, zone: str = "UTC") -> None:
    """Write every file of the release into `out`."""
    out.mkdir(parents=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "TZ": zone, "NO_MKDOCS_2_WARNING": "1"}
    # The version of the last commit names its own changes, and files are as readable as in any other clone.
    for path in tree.rglob("*"):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    made = _hook(tree, "sdist", out, environment)
    _settle(made, epoch)
    _hook(tree, "wheel", out, environment)
    _manual(tree, out / f"kerege-{version}-manual.zip", environment)
    subprocess.run(
        [sys.executable, "-m", "tools.supply", "--sbom", str(out / f"kerege-{version}-sbom.json")],
        cwd=tree,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(out.iterdir())]
    (out / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def _hook(tree: Path, what: str, out: Path, environment: Mapping[str, str]) -> Path:
    """A wheel or a source archive by the locked backend, as PEP 517 says."""
    run = subprocess.run(
        [sys.executable, "-c", _HOOK, what, str(out)],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SystemExit(f"The {what} was not built:\n{run.stderr[-2000:]}")
    return out / run.stdout.split()[-1]


def _settle(path: Path, epoch: int) -> None:
    """A source archive without the traces of the machine that made it: users, moments, order."""
    with tarfile.open(path) as archive:
        members = sorted(archive.getmembers(), key=lambda member: member.name)
        contents = {m.name: archive.extractfile(m).read() for m in members if m.isfile()}  # type: ignore[union-attr]
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for member in members:
            entry = tarfile.TarInfo(member.name)
            entry.type, entry.mtime = member.type, epoch
            entry.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            entry.size = len(contents.get(member.name, b""))
            archive.addfile(entry, io.BytesIO(contents[member.name]) if member.isfile() else None)
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=epoch) as file:
        file.write(target.getvalue())
    path.write_bytes(packed.getvalue())


def _manual(tree: Path, out: Path, environment: Mapping[str, str]) -> None:
    """The manual as a website in a ZIP: opens from disk, loads nothing from elsewhere."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(tree / "manual", folder / "pages")
        front = (tree / "README.md").read_text(encoding="utf-8").replace("](manual/", "](")
        (folder / "pages" / "index.md").write_text(front, encoding="utf-8")
        (folder / "pages" / "changelog.md").write_text(
            (tree / "CHANGELOG.md").read_text(encoding="utf-8"), encoding="utf-8"
        )
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(_MANUAL, sort_keys=False), encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(folder / "mkdocs.yml")],
            env=environment,
            check=True,
        )
        elsewhere = [
            p.name for p in (folder / "site").rglob("*.html") if re.search(r'<(?:script|img|link rel="stylesheet")[^>]*https?://', p.read_text(encoding="utf-8"))
        ]  # fmt: skip
        if elsewhere:
            raise SystemExit(f"Pages of the manual load files from elsewhere: {', '.join(elsewhere)}")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for path in sorted((folder / "site").rglob("*")):
                if path.is_file():
                    entry = zipfile.ZipInfo(
                        f"{out.stem}/{path.relative_to(folder / 'site').as_posix()}", _zip_date(environment)
                    )
                    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                    archive.writestr(entry, path.read_bytes())


def _zip_date(environment: Mapping[str, str]) -> tuple[int, int, int, int, int, int]:
    day = time.gmtime(int(environment["SOURCE_DATE_EPOCH"]))
    return (day.tm_year, day.tm_mon, day.tm_mday, day.tm_hour, day.tm_min, day.tm_sec)


def missing_from(wheel: Path, tree: Path) -> list[str]:
    """Files of the package that the wheel does not hold."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    package = tree / "src"
    wanted = {p.relative_to(package).as_posix() for p in (package / "kerege").rglob("*") if p.is_file()}
    return sorted(name for name in wanted - held if "__pycache__" not in name)


def try_wheel(wheel: Path, folder: Path) -> str:
    """Install the wheel alone in a fresh environment, start a report with it and check that; what `--version` says.

    The libraries are those of the environment that runs this, which are locked; nothing is fetched.
    """
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*install, str(wheel)], check=True)
    own = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    Path(own, "libraries.pth").write_text(libraries + "\n", encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}

    def kerege(*arguments: str) -> str:
        run = subprocess.run(
            [str(folder / "venv" / "bin" / "kerege"), *arguments],
            cwd=folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if run.returncode:
            raise SystemExit(
                f"the installed wheel: kerege {' '.join(arguments)} ended with {run.returncode}: {run.stderr}"
            )
        return run.stdout.strip()

    place = "import kerege; print(kerege.__file__)"
    where = subprocess.run(
        [str(python), "-c", place], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    if not where.stdout.startswith(str(folder)):
        raise SystemExit(f"not the installed wheel ran, but {where.stdout.strip()}")
    kerege("new", "report")
    if compiled := [path.name for path in (folder / "report").rglob("*.pyc")]:
        raise SystemExit(f"a new report holds compiled files: {', '.join(compiled)}")
    page = Path(kerege("manual", "editor"))
    if not (page.is_file() and page.is_relative_to(folder)):
        raise SystemExit(f"the wheel brings no manual; it names {page}")
    kerege("--ui-language", "ky", "--report", "report", "check")
    return kerege("--version")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="a new folder, or one that may be replaced")
    parser.add_argument(
        "--vscode", action="store_true", help="with the extension for VS Code, for which npm fetches what it needs"
    )
    arguments = parser.parse_args()
    os.umask(0o022)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tree = sources(folder / "one" / "kerege")
        version = re.search(r'__version__ = "([^"]+)"', (tree / "src/kerege/__init__.py").read_text(encoding="utf-8"))[
            1
        ]  # type: ignore[index]
        epoch = moment(tree, version)
        make(tree, folder / "first", version, epoch)
        make(sources(folder / "another place" / "k"), folder / "second", version, epoch, "XYZ-5:45")
        made = {path.name: path.read_bytes() for path in sorted((folder / "first").iterdir())}
        again = {path.name: path.read_bytes() for path in sorted((folder / "second").iterdir())}
        differing = [n for n in sorted(made.keys() | again.keys()) if made.get(n) != again.get(n)]
        if differing:
            for part in ("first", "second"):
                shutil.copytree(
                    folder / part, Path(tempfile.gettempdir()) / f"kerege-release-{part}", dirs_exist_ok=True
                )
            raise SystemExit(f"Made twice, these differ: {', '.join(differing)}")
        wheel = next((folder / "first").glob("*.whl"))
        if lost := missing_from(wheel, tree):
            raise SystemExit(f"Not in the wheel: {', '.join(lost)}")
        said = try_wheel(wheel, folder)
        shutil.rmtree(arguments.out, ignore_errors=True)
        shutil.copytree(folder / "first", arguments.out)
    if arguments.vscode:
        # Packed by vsce, which writes the time into it: the one file that is not made twice.
        extension = vscode.build(arguments.out)
        digest = hashlib.sha256(extension.read_bytes()).hexdigest()
        with (arguments.out / "SHA256SUMS").open("a", encoding="utf-8") as sums:
            sums.write(f"{digest}  {extension.name}\n")
    components = len(
        json.loads((arguments.out / f"kerege-{version}-sbom.json").read_text(encoding="utf-8"))["components"]
    )
    print(
        f"{said}: wheel, source archive, manual and a bill of {components} components in {arguments.out}, each made twice alike"
    )
    print((arguments.out / "SHA256SUMS").read_text(encoding="utf-8"), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
