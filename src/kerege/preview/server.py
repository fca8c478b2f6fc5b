"""`kerege serve`: watches the report, brings the open pages up to date at every save, then checks and tells the findings."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kerege.errors import KeregeError
from kerege.findings import Finding
from kerege.messages import say
from kerege.preview.context import PreviewServer, PreviewState
from kerege.preview.panel import editor_address
from kerege.preview.session import LiveReport
from kerege.preview.watch import Watch

Tell = Callable[[str], None]
TellFindings = Callable[[Sequence[Finding]], None]
_LOCAL = ("127.0.0.1", "localhost")


def serve_preview(
    root: Path, address: str, language: str, tell: Tell, findings: TellFindings, editor: str = ""
) -> None:
    """Serve the report in `root` until interrupted.

    Args:
        address: host and port; only this machine may be named, since what is shown is not yet fit to be published.
        language: that of the panel.
        tell: prints one line.
        findings: prints findings.
        editor: the editor to whose lines findings lead: a name of `EDITORS`, or an address with {path}.

    Raises:
        KeregeError: the address cannot be used, the editor is not known, or the report cannot be read at all.
    """
    host, _, port = address.rpartition(":")
    if (host or "127.0.0.1") not in _LOCAL or not port.isdigit():
        raise KeregeError(
            say(
                "'{address}' is no address of this machine; write 127.0.0.1:8000. What is shown is not checked yet, so other machines must not read it.",
                address=address,
            )
        )
    preview = Preview(root, int(port), language, tell, findings, editor_address(editor))
    try:
        preview.run()
    finally:
        preview.close()


class Preview:
    """A report being served. `run` works until interrupted; `once` takes in one save, for tests and measurements."""

    def __init__(
        self, root: Path, port: int, language: str, tell: Tell, findings: TellFindings, editor: str = ""
    ) -> None:
        self._tell, self._findings = tell, findings
        door = PreviewServer(port)
        # Before the first reading, so that a save meanwhile is not missed.
        self._watch = Watch(root)
        self.live = LiveReport(root)
        self._follow()
        self.room = PreviewState(self.live, door, language, editor)
        threading.Thread(target=self.room.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Of the front page."""
        return f"http://127.0.0.1:{self.room.server.server_port}{self.live.base}"

    def run(self) -> None:
        """Serve until interrupted."""
        self._tell(say("The report is at {address} – Ctrl-C ends.", address=self.address))
        self.live.warm()
        self.check()
        # What stands now stays: looking through it again and again would hold up every save.
        gc.collect()
        gc.freeze()
        while True:
            self.once(3600)

    def once(self, seconds: float) -> bool:
        """Take in the next save; whether there was one."""
        changed = self._watch.wait(seconds)
        if not changed:
            return False
        begun = time.perf_counter()
        self.live.refresh(changed)
        self._follow()
        self.room.pages_changed()
        shown = time.perf_counter() - begun
        named = ", ".join(sorted(changed)[:3]) + (f" +{len(changed) - 3}" if len(changed) > 3 else "")
        self._tell(say("{named}: shown in {shown} s", named=named, shown=f"{shown:.2f}"))
        self.check()
        return True

    def _follow(self) -> None:
        """Watch what the report links to now; what was not watched when it was read is read once more."""
        if fresh := self._watch.follow(self.live.linked):
            self.live.refresh(fresh)

    def check(self) -> None:
        """Check the report and tell the findings."""
        try:
            found = self.live.check(self.room.give_way)
        except Exception as error:  # a fault of ours must not end the preview
            found = self.room.findings
            self.live.problem = say(
                "The report could not be checked ({name}: {error}).", name=type(error).__name__, error=error
            )
        self.room.findings_changed(found)
        if self.live.problem:
            self._tell(self.live.problem)
        self._findings(found)

    def close(self) -> None:
        """End the server and the watching."""
        self._watch.close()
        self.room.close()
