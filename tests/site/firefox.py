"""Firefox as the system has it, driven by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/): Playwright knows only a Firefox of its
own, which no package registry has."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PROGRAM = shutil.which("firefox-esr") or shutil.which("firefox")
_WAIT = 60
"""Seconds: a machine that does other things starts slowly."""
_PREFERENCES = {
    # The network ends here: whatever is not this machine is asked of a port where nobody listens.
    "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9, "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9, "network.proxy.no_proxies_on": "127.0.0.1", "network.proxy.allow_hijacking_localhost": False,
    "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
    "browser.startup.page": 0, "browser.startup.homepage_override.mstone": "ignore", "browser.aboutwelcome.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False, "services.settings.server": "data:,", "dom.disable_beforeunload": True,
}  # fmt: skip
KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Shift": "\ue008", "Space": " "}


class Firefox:
    """One window of a Firefox with a profile of its own."""

    def __init__(self, profile: Path) -> None:
        assert PROGRAM is not None
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()]
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        self._log = profile / "log.txt"
        self._process = subprocess.Popen(
            [PROGRAM, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL,
            stderr=self._log.open("w"),
        )
        self.events: list[dict[str, Any]] = []
        """What the pages have asked for and complained of since somebody last looked."""
        self._asked = 0
        self._open = ExitStack()
        try:
            made = connect(f"{self._address()}/session", max_size=None, open_timeout=_WAIT)
            self._socket: ClientConnection = self._open.enter_context(made)
            self.ask("session.new", capabilities={})
            self.ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
            # The window that Firefox begins with never has the focus, without a screen; a further one has.
            self._window = self.ask("browsingContext.create", type="window")["context"]
            self.ask("browsingContext.activate", context=self._window)
        except BaseException:
            self._process.kill()
            raise

    def _address(self) -> str:
        end = time.monotonic() + _WAIT
        while time.monotonic() < end and self._process.poll() is None:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", self._log.read_text(encoding="utf-8")):
                return found[1]
            time.sleep(0.1)
        raise RuntimeError(self._log.read_text(encoding="utf-8")[-2000:])

    def close(self) -> None:
        """End Firefox."""
        self._open.close()
        self._process.terminate()
        self._process.wait(_WAIT)

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol, and its answer."""
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": parameters}))
        while True:
            answer: dict[str, Any] = json.loads(self._socket.recv(timeout=_WAIT))
            if answer.get("type") == "event":
                self.events.append(answer)
            elif answer.get("id") == self._asked:
                assert answer["type"] == "success", answer
                result: dict[str, Any] = answer["result"]
                return result

    def goto(self, url: str) -> None:
        """Load a page, its letters and pictures included."""
        self.ask("browsingContext.navigate", context=self._window, url=url, wait="complete")

    def reload(self) -> None:
        """Load the page again."""
        self.ask("browsingContext.reload", context=self._window, wait="complete")

    def back(self) -> None:
        """Where the reader was before."""
        self.ask("browsingContext.traverseHistory", context=self._window, delta=-1)

    def size(self, width: int, height: int = 800) -> None:
        """The size of the window, in CSS pixels."""
        self.ask("browsingContext.setViewport", context=self._window, viewport={"width": width, "height": height})

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page, as JSON has it; promises are waited for."""
        answer = self.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})) ?? 'null')()",
            target={"context": self._window},
            awaitPromise=True,
            userActivation=True,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def run(self, script: str) -> None:
        """A script that gives nothing back; the page's policy does not hold for it."""
        answer = self.ask("script.evaluate", expression=script, target={"context": self._window}, awaitPromise=False)
        assert answer["type"] == "success", answer

    def until(self, expression: str) -> None:
        """Wait until an expression is true in the page."""
        end = time.monotonic() + 10
        while not self.evaluate(f"!!({expression})"):
            assert time.monotonic() < end, expression
            time.sleep(0.05)

    def press(self, *keys: str, shift: bool = False) -> None:
        """Keys one after the other, by name or by what they write."""
        steps = [step for key in keys for step in _pressed(KEYS.get(key, key))]
        if shift:
            steps = [{"type": "keyDown", "value": KEYS["Shift"]}, *steps, {"type": "keyUp", "value": KEYS["Shift"]}]
        self._act({"type": "key", "id": "keys", "actions": steps})

    def tap(self, selector: str, kind: str = "touch") -> None:
        """A tap, or with `mouse` a click, in the middle of the first element that is seen, as soon as nothing lies over it."""
        chosen = f"[...document.querySelectorAll({json.dumps(selector)})].find(e => e.getClientRects().length)"
        middle = "(b => [b.x + b.width / 2, b.y + b.height / 2])(e.getClientRects()[0])"
        within = f"(([x, y]) => e.contains(document.elementFromPoint(x, y)))({middle})"
        # What sticks to the top of the window would leave it if the page were scrolled for it.
        self.evaluate(f"(e => {within} || e.scrollIntoView({{block: 'center', behavior: 'instant'}}))({chosen})")
        self.until(f"(e => {within})({chosen})")
        x, y = self.evaluate(f"(e => {middle})({chosen})")
        steps = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": steps})

    def _act(self, source: dict[str, Any]) -> None:
        self.ask("input.performActions", context=self._window, actions=[source])
        self.ask("input.releaseActions", context=self._window)

    def picture(self) -> str:
        """What the window shows: a PNG in base64."""
        return str(self.ask("browsingContext.captureScreenshot", context=self._window)["data"])

    def trouble(self, host: str) -> list[str]:
        """What pages complained of, and what they asked of others than `host`, since somebody last looked."""
        events, self.events = self.events, []
        said = [
            f"{event['params']['level']}: {event['params']['text']}"
            for event in events
            if event["method"] == "log.entryAdded" and event["params"]["level"] in ("warn", "error")
        ]
        urls = [e["params"]["request"]["url"] for e in events if e["method"] == "network.beforeRequestSent"]
        return said + [url for url in urls if not url.startswith((host, "data:", "about:", "blob:"))]


def _pressed(value: str) -> list[dict[str, str]]:
    return [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
