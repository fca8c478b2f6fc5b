"""Feeds every reader mangled input and keeps what it should not have said: a traceback, a hang, too much memory, a file
written elsewhere.

The mutations follow from the seed, so that a find can be made again. Without `--engine atheris` the inputs are changed by
chance and by a list of things that have broken readers before; with it (`requirements/fuzz.txt`) libFuzzer looks for new
branches. Each find is written to tests/fuzzed/, where `tests/test_fuzzed.py` asks for it for ever.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from pathlib import Path
from typing import Any

if "atheris" in sys.argv:
    import atheris

    # Branches are counted in what is imported from here on.
    with atheris.instrument_imports(include=["kerege"]):
        from tools.fuzz_targets import ALLOWED, BY_NAME, ROOT, TARGETS, Target, zipped
else:
    from tools.fuzz_targets import ALLOWED, BY_NAME, ROOT, TARGETS, Target, zipped

KEPT = ROOT / "tests" / "fuzzed"
SLOW = 10
"""Seconds of reckoning after which a reader hangs."""
MEMORY = 1_500_000_000
"""Bytes above what the process has at its start."""
HARD: tuple[bytes, ...] = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", "\u202e".encode(), "\u2028".encode(), "\U0001d7d9".encode(), "٣".encode(), "½".encode(),
    b"9" * 5000, b"1e999999999", b"-0", b"NaN", b"Infinity", b"1" + b"," * 3000, b"[" * 3000, b"{" * 3000, b"(" * 3000, b"<a>" * 3000, b"> " * 1500,
    b"*" * 3000, b"_" * 3001, b"`" * 3000, b"- " * 1500, b"|" * 3000, b"![" * 1500, b"[a](" * 1000, b"<!--" * 800, b"&amp;" * 800, b"\n" * 5000,
    b" " * 5000, b"\t" * 3000, b"a" * 70000, b'"' * 3001, b"'" * 3001, b"\\" * 3001, b"../" * 300, b"/etc/passwd", b"%s%n", b"{{x}}", b"\r", b"\r\n",
    b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;&b;">]>', b'<!DOCTYPE a SYSTEM "file:///etc/passwd">', b"&d;", b"<?xml version='1.1'?>",
    b"&anchor ", b"*anchor", b"!!python/object:os.system ", b"<<: *a", b"? ", b": ", b"- - - -", b"%TAG ! x", b"---\n", b"...\n", b"2001-02-30",
    "от ".encode() * 800, "үчтөн ".encode() * 600, b"from 1 to " * 400, b"half of " * 500, b"1/0", b"1/" * 900, b"one hundred million " * 200,
)  # fmt: skip


class Hang(BaseException):
    """Raised by the alarm."""


def mutated(chance: random.Random, target: Target, seeds: list[bytes]) -> bytes:
    """One seed, changed; the parts of an archive are changed within it."""
    raw = chance.choice(seeds)
    if raw[:2] == b"PK" and chance.random() < 0.9:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(parts))
        if chance.random() < 0.1:
            parts[name.upper() if chance.random() < 0.5 else f"../{name}"] = parts.pop(name)
        else:
            parts[name] = _changed(chance, parts[name], [*parts.values()])
        return zipped(parts)
    return _changed(chance, raw, seeds)


def _changed(chance: random.Random, raw: bytes, others: list[bytes]) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at = chance.randrange(len(raw) + 1)
        end = min(len(raw), at + chance.choice((0, 1, 2, 8, 40, 400)))
        kind = chance.randrange(7)
        if kind == 0:
            raw = raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]
        elif kind == 1:
            raw = raw[:at] + raw[end:]
        elif kind in (2, 3):
            raw = raw[:at] + chance.choice(HARD) + raw[end:]
        elif kind == 4:
            raw = raw[:at] + raw[at:end] * chance.choice((2, 3, 50)) + raw[end:]
        elif kind == 5:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            raw = raw[:at] + other[start : start + chance.choice((3, 30, 300))] + raw[end:]
        else:
            cut = sorted(chance.randrange(len(raw) + 1) for _ in range(3))
            raw = raw[: cut[0]] + raw[cut[1] : cut[2]] + raw[cut[0] : cut[1]] + raw[cut[2] :]
    return raw[:300_000]


def attempt(target: Target, raw: bytes, folder: Path, slow: int = SLOW) -> str:
    """What a reader does wrong with an input, in one line; empty when nothing."""

    def ring(*_: object) -> None:
        raise Hang

    signal.signal(signal.SIGPROF, ring)
    signal.signal(signal.SIGALRM, ring)
    # By the processor's time, so that a busy machine is no find; by the clock only against waiting.
    signal.setitimer(signal.ITIMER_PROF, slow)
    signal.alarm(8 * slow)
    try:
        target.run(raw, folder)
    except ALLOWED:
        return ""
    except Hang:
        return f"hangs: more than {slow} s"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        place = next((f for f in reversed(traceback.extract_tb(error.__traceback__)) if "/kerege/" in f.filename), None)
        where = f"{Path(place.filename).name}:{place.lineno}" if place else "?"
        return f"{type(error).__name__} at {where}: {str(error)[:100]}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
    return ""


def _watch_writing(folder: Path) -> list[str]:
    """Paths outside a folder that somebody opens for writing."""
    found: list[str] = []
    allowed = (str(folder), "/dev/null", str(KEPT), "/proc/")

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], (str, bytes)) and isinstance(arguments[2], int):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if (
                arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
                and not path.startswith(allowed)
                and "__pycache__" not in path
            ):
                found.append(path)

    sys.addaudithook(hook)
    return found


def keep(target: Target, raw: bytes) -> Path:
    KEPT.mkdir(exist_ok=True)
    path = KEPT / f"{target.name}-{hashlib.sha256(raw).hexdigest()[:8]}{target.suffix}"
    path.write_bytes(raw)
    return path


def own_engine(target: Target, seconds: float, seed: int) -> int:
    """Fuzz one reader in a process of its own; the number of finds."""
    progress, tell = os.pipe()
    child = os.fork()
    if child == 0:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            tempfile.tempdir = name
            seeds = target.seeds()
            for seed_bytes in seeds:
                problem = attempt(target, seed_bytes, folder)
                if problem:
                    print(f"{target.name}: a seed: {problem}", flush=True)
            written = _watch_writing(folder)
            with open("/proc/self/statm", encoding="ascii") as memory:
                now = int(memory.read().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))
            chance = random.Random(f"{seed}-{target.name}")
            known: set[str] = set()
            runs, limit = 0, time.monotonic() + seconds
            while time.monotonic() < limit:
                raw = mutated(chance, target, seeds)
                (folder / "input").write_bytes(raw)
                os.write(tell, b".")
                problem = attempt(target, raw, folder)
                if written:
                    problem = f"writes {written.pop()}"
                if problem and problem.partition(": ")[0] not in known:
                    known.add(problem.partition(": ")[0])
                    print(f"{target.name}: {problem} -> {keep(target, raw).relative_to(ROOT)}", flush=True)
                runs += 1
            print(f"{target.name}: {runs} inputs, {len(known)} find(s)", flush=True)
        os._exit(min(len(known), 99))
    os.close(tell)
    last = time.monotonic()
    os.set_blocking(progress, False)
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        try:
            if os.read(progress, 65536):
                last = time.monotonic()
        except BlockingIOError:
            pass
        if time.monotonic() - last > 90:
            # Not even the alarm got through: a loop in a library's C.
            print(f"{target.name}: does not answer; seed {seed}", flush=True)
            os.kill(child, signal.SIGKILL)
        time.sleep(0.05)
    os.close(progress)
    if os.WIFSIGNALED(status):
        print(f"{target.name}: the process ended with signal {os.WTERMSIG(status)}; seed {seed}", flush=True)
        return 1
    return os.WEXITSTATUS(status)


def atheris_engine(target: Target, seconds: float, seed: int) -> None:
    """libFuzzer over one reader; it ends the process at the first find and leaves the input in tests/fuzzed/."""
    folder = Path(tempfile.mkdtemp()).resolve()
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, raw in enumerate(target.seeds()):
        (corpus / str(number)).write_bytes(raw)

    def once(raw: bytes) -> None:
        problem = attempt(target, raw, folder)
        if problem:
            print(f"{target.name}: {problem} -> {keep(target, raw)}", flush=True)
            raise RuntimeError(problem)

    options = [
        f"-max_total_time={int(seconds)}",
        f"-seed={seed}",
        "-rss_limit_mb=3000",
        "-max_len=20000",
        f"-artifact_prefix={folder}/",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], once)
    atheris.Fuzz()


def main() -> int:
    """Fuzz all readers, or those that are named."""
    parser = argparse.ArgumentParser(description="Feed every reader mangled input and keep what breaks it.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"one or more of: {', '.join(BY_NAME)}")
    parser.add_argument("--seconds", type=float, default=20, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("own", "atheris"), default="own")
    asked = parser.parse_args()
    unknown = [name for name in asked.targets if name not in BY_NAME]
    if unknown:
        parser.error(f"there is no target '{unknown[0]}'")
    chosen = [BY_NAME[name] for name in asked.targets] or list(TARGETS)
    if asked.engine == "atheris":
        if len(chosen) != 1:
            parser.error("atheris fuzzes one target in a run")
        atheris_engine(chosen[0], asked.seconds, asked.seed)
        return 0
    return 1 if sum(own_engine(target, asked.seconds, asked.seed) for target in chosen) else 0


if __name__ == "__main__":
    sys.exit(main())
