"""The pictures of manual/editors.md: Neovim in a terminal, driven by keys, its screen drawn by Chromium. Needs nvim, tmux and Chromium.

tools/run editor_screens [FOLDER]
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests import page_of_twenty
from tools.lsp_client import PROGRAM, SOURCE

OUT = Path(__file__).parents[1] / "manual" / "editors"
CHROMIUM = "/usr/bin/chromium"
_WIDTH, _HEIGHT = 118, 26
_LIMIT = 90.0
_SETTINGS = """
set nowrap noswapfile shortmess=aFIT laststatus=2 signcolumn=yes termguicolors updatetime=100 wrap linebreak noruler noshowcmd
set statusline=%t
set background=light nohlsearch
highlight NormalFloat guibg=#eee9dd
highlight FloatBorder guibg=#eee9dd
highlight SignColumn guibg=NONE
highlight Title guifg=#2f5f9e
highlight htmlH2 guifg=#2f5f9e
highlight PreProc guifg=#8a8a8a
highlight Comment guifg=#8a8a8a
highlight DiagnosticError guifg=#b5452c
highlight DiagnosticWarn guifg=#a67c00
highlight Constant guifg=#2f6f73
highlight Underlined guifg=#2f5f9e gui=NONE
lua << EOF
local command = vim.fn.json_decode(os.getenv("KEREGE_COMMAND"))
vim.diagnostic.config({ virtual_text = false, severity_sort = true, float = { border = "single" } })
vim.api.nvim_create_autocmd("BufReadPost", { pattern = "*.md", callback = function(event)
  vim.lsp.buf_attach_client(event.buf, vim.lsp.start_client({ name = "kerege", cmd = command, root_dir = os.getenv("KEREGE_ROOT") }))
end })
EOF
"""
_SCREENS = {
    "neovim-finding": ("docs/ru/02-trust.md", "stat:trust.courts.women", ["/31,5", "r4", "", ":lua vim.diagnostic.open_float()"], "write 31,5"),
    "neovim-hover": ("docs/ru/02-trust.md", "stat:trust.courts.women", ["/31,5", "", ":lua vim.lsp.buf.hover()"], "stated in"),
    "neovim-fixes": ("docs/en/02-trust.md", "27.3", ["/27.3", "", ":lua vim.lsp.buf.code_action()"], "tie to trust.police.women"),
}  # fmt: skip


def main() -> int:
    """Take the pictures."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    missing = [name for name in ("nvim", "tmux") if shutil.which(name) is None]
    if missing or not Path(CHROMIUM).is_file():
        raise SystemExit(f"{', '.join(missing) or CHROMIUM} is not on this machine.")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = _report(Path(folder))
        for name, (path, wanted, keys, shown) in _SCREENS.items():
            screen = _screen(root, Path(folder), path, wanted, keys, shown)
            _draw(screen, out / f"{name}.png")
            print(out / f"{name}.png")
    return 0


def _report(folder: Path) -> Path:
    """The page of twenty numbers with its table declared and its first sentence tied."""
    root = page_of_twenty.make(folder / "report")
    kerege = [sys.executable, "-c", "import sys; from kerege.cli import main; sys.exit(main())", "--report", str(root)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "env": environment}
    subprocess.run([*kerege, "draft", "trust.csv", "--unit", "percent", "--accept"], **quiet)  # type: ignore[call-overload]
    subprocess.run([*kerege, "accept", "--all"], **quiet)  # type: ignore[call-overload]
    for code, unit in (("en", "per cent"), ("ru", "процента"), ("ky", "пайызы")):
        file = root / "docs" / code / "02-trust.md"
        text = file.read_text(encoding="utf-8")
        for number, key in (("31.5", "women"), ("42.0", "men")):
            words = f"{number if code == 'en' else number.replace('.', ',')} {unit}"
            text = text.replace(words, f"[{words}](stat:trust.courts.{key})", 1)
        file.write_text(text, encoding="utf-8")
    return root


def _screen(root: Path, folder: Path, path: str, wanted: str, keys: list[str], shown: str) -> str:
    """Neovim's screen with its colours, once what is to be seen is there."""
    settings = folder / "init.vim"
    settings.write_text(_SETTINGS, encoding="utf-8")
    session = f"kerege-{os.getpid()}"
    environment = {
        "KEREGE_ROOT": str(root),
        "KEREGE_COMMAND": json.dumps([sys.executable, "-c", PROGRAM]),
        "PYTHONPATH": str(SOURCE),
        "XDG_STATE_HOME": str(folder),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }
    given = [part for name, value in environment.items() for part in ("-e", f"{name}={value}")]
    size = ["-x", str(_WIDTH), "-y", str(_HEIGHT)]
    editor = f"nvim --clean -n -u {settings} {root / path}"
    _tmux("new-session", "-d", "-s", session, *size, *given, editor)
    try:
        _until(session, wanted)
        time.sleep(12)  # the first check of the report
        for key in keys:
            _type(session, key)
        _until(session, shown)
        time.sleep(1)
        return _tmux("capture-pane", "-t", session, "-p", "-e")
    finally:
        _tmux("kill-session", "-t", session)


def _type(session: str, keys: str) -> None:
    """Keys as somebody types them; a command or a search ends with Enter, an empty text waits for the answer."""
    if not keys:
        time.sleep(6)
        return
    _tmux("send-keys", "-t", session, "-l", keys)
    if keys[0] in ":/":
        _tmux("send-keys", "-t", session, "Enter")
    time.sleep(0.5)


def _until(session: str, words: str) -> None:
    end = time.monotonic() + _LIMIT
    while words not in _tmux("capture-pane", "-t", session, "-p"):
        if time.monotonic() > end:
            raise SystemExit(f"'{words}' never came:\n{_tmux('capture-pane', '-t', session, '-p')}")
        time.sleep(0.3)


def _tmux(*arguments: str) -> str:
    return subprocess.run(["tmux", "-u", *arguments], capture_output=True, text=True, check=True).stdout


# --- the screen as a page ---

_CODE = re.compile(r"\x1b\[([\d;:]*)m")
_BASE = ("#000000", "#b5452c", "#3d7a37", "#a67c00", "#2f5f9e", "#8a4b8f", "#2f6f73", "#cccccc")
_STYLE = (
    "body{margin:0;background:#fbfaf7;color:#222}pre{margin:0;padding:14px 18px;"
    "font:15px/1.35 'DejaVu Sans Mono','Liberation Mono',monospace;white-space:pre}"
)


def _draw(screen: str, out: Path) -> None:
    from playwright.sync_api import sync_playwright

    page = f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style><pre>{''.join(_spans(screen))}</pre>"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        view = browser.new_page(viewport={"width": 1130, "height": 560}, device_scale_factor=1.5)
        view.set_content(page)
        view.locator("pre").screenshot(path=str(out))
        browser.close()


def _spans(screen: str) -> Iterator[str]:
    style: dict[str, str] = {}
    place = 0
    for match in _CODE.finditer(screen):
        yield _span(screen[place : match.start()], style)
        style = _changed(style, [int(part or 0) for part in re.split("[;:]", match[1])])
        place = match.end()
    yield _span(screen[place:], style)


def _span(text: str, style: dict[str, str]) -> str:
    said = ";".join(f"{name}:{value}" for name, value in style.items())
    return f'<span style="{said}">{html.escape(text)}</span>' if text else ""


def _changed(style: dict[str, str], codes: list[int]) -> dict[str, str]:
    """A style with what a sequence of SGR codes says (ECMA-48, 8.3.117)."""
    now = dict(style)
    waiting = list(codes)
    while waiting:
        code = waiting.pop(0)
        if code == 0:
            now = {}
        elif code == 1:
            now["font-weight"] = "bold"
        elif code == 3:
            now["font-style"] = "italic"
        elif code == 4:
            now["text-decoration"] = "underline"
        elif code == 7:
            now |= {"background": "#ddd7c8"}
        elif 30 <= code <= 37 or 90 <= code <= 97:
            now["color"] = _BASE[code % 10]
        elif 40 <= code <= 47 or 100 <= code <= 107:
            now["background"] = _BASE[code % 10]
        elif code in (38, 48) and waiting:
            kind = waiting.pop(0)
            if kind == 2 and len(waiting) >= 3:
                colour = "#" + "".join(f"{waiting.pop(0):02x}" for _ in range(3))
            else:
                colour = _indexed(waiting.pop(0) if waiting else 0)
            now["color" if code == 38 else "background"] = colour
        elif code == 39:
            now.pop("color", None)
        elif code == 49:
            now.pop("background", None)
        elif code == 24:
            now.pop("text-decoration", None)
    return now


def _indexed(number: int) -> str:
    if number < 16:
        return _BASE[number % 8]
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return f"#{grey:02x}{grey:02x}{grey:02x}"
    red, rest = divmod(number - 16, 36)
    green, blue = divmod(rest, 6)
    return "#" + "".join(f"{(55 + 40 * part if part else 0):02x}" for part in (red, green, blue))


if __name__ == "__main__":
    sys.exit(main())
