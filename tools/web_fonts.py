"""Cuts the fonts of the website from our TTFs, by script, into src/kerege/fonts/web/; needed when FACES or SCRIPTS change."""

from __future__ import annotations

from fontTools import subset

from kerege.fonts import FOLDER
from kerege.outputs.site.fonts import FACES, SCRIPTS, file_name, letters

WEB = FOLDER / "web"


def main() -> None:
    """Write every file anew, and take away those that nobody asks for."""
    WEB.mkdir(exist_ok=True)
    wanted = {file_name(face, script): (face, script) for face in FACES for script in SCRIPTS}
    for name, (face, script) in wanted.items():
        subset.main(
            [
                str(FOLDER / f"{face}.ttf"),
                f"--unicodes={letters(face, script)}",
                "--flavor=woff2",
                f"--output-file={WEB / name}",
                "--layout-features=kern,lnum,tnum,locl,mark",
                # Screens of today smooth letters themselves; the instructions are a fifth of each file.
                "--no-hinting",
            ]
        )
        print(f"{name}: {(WEB / name).stat().st_size} bytes")
    for path in WEB.glob("*.woff2"):
        if path.name not in wanted:
            path.unlink()


if __name__ == "__main__":
    main()
