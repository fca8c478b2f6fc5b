"""Faults on purpose, at seeded moments: kills, Ctrl-C, a full disk, a folder that cannot be written, two builds, a wrong clock.

    tools/run faults            a hundred faults on a small report; a table of what was done and how often all was well
    tools/run faults 20 --seed 3 --keep

After each fault the last good output stands complete (or the new one, if the build got so far), the next build succeeds and
equals a clean one byte for byte, and every lock, record and chapter is the old one or the new one, all together. A moment is
a number: how many files the run has opened for writing, moved or deleted, in all its processes together.
"""

from __future__ import annotations

import argparse
import errno
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from kerege.build.manifest import prove
from kerege.cli import cli

ROOT = Path(__file__).parents[1]
SOURCES = (
    "report.yml",
    "data",
    "docs",
    "figures",
    "quotes",
    "references.json",
    "glossary.yml",
    "spelling.txt",
    "translations",
    "transcripts",
)
_CHANGES = {"rename", "remove", "rmdir", "mkdir", "truncate", "chmod", "utime"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True)
class Outcome:
    """How a run ended: exit code, or minus the signal; what it said."""

    code: int
    said: str
    moments: int
    seconds: float


@dataclass
class Bench:
    """A small report built whole, the change that is built next, and what that must become."""

    folder: Path
    """The report as it was last built, with its output and caches."""
    after: dict[tuple[str, ...], dict[str, bytes]] = field(default_factory=dict)
    """The output of a build of the changed report, by its options."""
    moments: dict[tuple[str, ...], int] = field(default_factory=dict)
    seconds: dict[tuple[str, ...], float] = field(default_factory=dict)
    before: dict[str, bytes] = field(default_factory=dict)


# --- running the command line in a process of its own -----------------------------------------------------------------


def run(
    report: Path,
    arguments: Sequence[str],
    *,
    at: int = 0,
    signal_then: int = signal.SIGKILL,
    whom: str = "build",
    prepare: Callable[[], object] | None = None,
    after_seconds: float = 0,
) -> Outcome:
    """Run `kerege ARGUMENTS`, forked from here so that its imports are paid once, and break it off.

    Args:
        at: the moment at which the signal is sent; 0 never.
        whom: `build`, the process; `group`, all of its processes, as a terminal sends Ctrl-C; `worker`, the one that writes.
        after_seconds: send it by the clock instead.
    """
    return wait(start(report, arguments, at=at, signal_then=signal_then, whom=whom, prepare=prepare), after_seconds)


@dataclass(frozen=True)
class Running:
    pid: int
    output: Path
    count: multiprocessing.sharedctypes.Synchronized[int]
    begun: float


def start(
    report: Path,
    arguments: Sequence[str],
    *,
    at: int = 0,
    signal_then: int = signal.SIGKILL,
    whom: str = "build",
    prepare: Callable[[], object] | None = None,
) -> Running:
    handle, name = tempfile.mkstemp(prefix="kerege-said-")
    count = multiprocessing.Value("l", 0)
    pid = os.fork()
    if pid:
        os.close(handle)
        return Running(pid, Path(name), count, time.monotonic())
    code = 70
    try:
        os.setpgid(0, 0)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if prepare:
            prepare()
        _watch(count, at, signal_then, whom, report)
        cli(["--report", str(report), *arguments], prog_name="kerege")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1 if end.code else 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _watch(count: multiprocessing.sharedctypes.Synchronized[int], at: int, sent: int, whom: str, report: Path) -> None:
    main = os.getpid()
    here = str(report)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if not (isinstance(flags, int) and flags & _WRITES and str(path).startswith(here)):
                return
        elif event.removeprefix("os.") not in _CHANGES:
            return
        with count.get_lock():
            count.value += 1
            due = count.value == at
        if due and whom == "worker":
            if os.getpid() != main:
                os.kill(os.getpid(), sent)
        elif due:
            (os.killpg if whom == "group" else os.kill)(main, sent)
            time.sleep(0.2)  # a kill comes at once; here is where it hits

    sys.addaudithook(hook)


def wait(running: Running, after_seconds: float = 0) -> Outcome:
    if after_seconds:
        time.sleep(after_seconds)
        with suppress(ProcessLookupError):
            os.kill(running.pid, signal.SIGKILL)
    _, status = os.waitpid(running.pid, 0)
    said = running.output.read_text(encoding="utf-8", errors="replace")
    running.output.unlink()
    code = os.waitstatus_to_exitcode(status)
    if left := _left_running(running.pid):
        code, said = 99, f"processes {left} of it go on after it has ended"
    return Outcome(code, said, running.count.value, time.monotonic() - running.begun)


def _left_running(group: int) -> list[int]:
    """The processes of a group; those of a killed build may take a moment to notice."""
    for _ in range(50):
        left = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                state, _, member = stat.read_text().rpartition(")")[2].split()[:3]
                left += [int(stat.parent.name)] if int(member) == group and state not in "ZX" else []
        if not left:
            break
        time.sleep(0.1)
    return left


# --- the report -------------------------------------------------------------------------------------------------------


def set_up(folder: Path, ways: Sequence[tuple[str, ...]], first: Sequence[str] = ()) -> Bench:
    """Build the small report once (whole, unless `first` says how), change it, and build the change cleanly in each way."""
    bench = Bench(folder / "report")
    shutil.copytree(ROOT / "src" / "kerege" / "report_template", bench.folder)
    _good(run(bench.folder, ["accept", "--all"]))
    _good(run(bench.folder, ["build", *first]))
    bench.before = files(bench.folder / "build")
    for way in ways:
        clean = folder / "clean"
        shutil.copytree(bench.folder, clean)
        shutil.rmtree(clean / ".kerege")
        change(clean)
        done = _good(run(clean, ["build", *way]))
        bench.after[way], bench.moments[way], bench.seconds[way] = files(clean / "build"), done.moments, done.seconds
        shutil.rmtree(clean)
    return bench


def _good(outcome: Outcome) -> Outcome:
    if outcome.code:
        raise SystemExit(f"without any fault it ended with {outcome.code}:\n{outcome.said}")
    return outcome


def change(report: Path) -> None:
    """Words of a chapter and of a figure: pages, drawing, files and caches change."""
    for name, old, new in (
        ("docs/en/index.md", "shows every tie", "shows each tie"),
        ("figures/reading.yml", "More people read than write", "Many people read and fewer write"),
    ):
        path = report / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def sources(report: Path) -> dict[str, bytes]:
    """Everything of the report that people write or that remembers what they accepted."""
    found: dict[str, bytes] = {}
    for name in SOURCES:
        path = report / name
        found |= {f"{name}/{k}": v for k, v in files(path).items()} if path.is_dir() else {}
        found |= {name: path.read_bytes()} if path.is_file() else {}
    return {name: raw for name, raw in found.items() if "__pycache__" not in name}


# --- faults of a build ------------------------------------------------------------------------------------------------

Fault = Callable[[Bench, Path, tuple[str, ...], random.Random], tuple[list[Outcome], tuple[int, ...]]]
"""Does it; returns how the runs ended, and the exit codes that are right."""


def _moment(bench: Bench, way: tuple[str, ...], chance: random.Random) -> int:
    last = bench.moments[way]
    # Half of them near the end, where the output is put in place.
    return chance.randint(max(1, last - 12), last) if chance.random() < 0.5 else chance.randint(1, last)


def killed(
    bench: Bench, report: Path, way: tuple[str, ...], chance: random.Random
) -> tuple[list[Outcome], tuple[int, ...]]:
    return [run(report, ["build", *way], at=_moment(bench, way, chance))], (-signal.SIGKILL, 0)


def killed_by_the_clock(
    bench: Bench, report: Path, way: tuple[str, ...], chance: random.Random
) -> tuple[list[Outcome], tuple[int, ...]]:
    seconds = chance.uniform(0.05, bench.seconds[way])
    return [run(report, ["build", *way], after_seconds=seconds)], (-signal.SIGKILL, 0)


def ctrl_c(
    bench: Bench, report: Path, way: tuple[str, ...], chance: random.Random
) -> tuple[list[Outcome], tuple[int, ...]]:
    at = _moment(bench, way, chance)
    return [run(report, ["build", *way], at=at, signal_then=signal.SIGINT, whom="group")], (130, 0)


def worker_killed(
    bench: Bench, report: Path, way: tuple[str, ...], chance: random.Random
) -> tuple[list[Outcome], tuple[int, ...]]:
    return [run(report, ["build", *way], at=_moment(bench, way, chance), whom="worker")], (1, 0)


def file_too_large(
    bench: Bench, report: Path, way: tuple[str, ...], chance: random.Random
) -> tuple[list[Outcome], tuple[int, ...]]:
    """The limit of a file's size stands for a quota or a file system that is full for large files only."""
    largest = int(10 ** chance.uniform(2, 5))
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))  # noqa: E731
    return [run(report, ["build", *way], prepare=limit)], (2, 0)


def full_disk(
    bench: Bench, report: Path, way: tuple[str, ...], chance: random.Random
) -> tuple[list[Outcome], tuple[int, ...]]:
    """A disk of its own for the report, with some room beside what is there."""
    room = int(10 ** chance.uniform(3, 6.5))
    with _disk(report, room):
        outcome = run(report, ["build", *way])
    return [outcome], (2, 0)


@contextmanager
def _disk(report: Path, room: int) -> Iterator[None]:
    """The report on a file system in memory of its size and `room` bytes, whose contents come back in the end."""
    moved = report.with_name("on-disk")
    report.rename(moved)
    report.mkdir()
    size = sum(-(-p.stat().st_size // 4096) * 4096 + 4096 for p in moved.rglob("*")) + 65536
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size + room}", "tmpfs", str(report)], check=True)
    try:
        shutil.copytree(moved, report, dirs_exist_ok=True)
        yield
        shutil.rmtree(moved)
        shutil.copytree(report, moved)
    finally:
        subprocess.run(["umount", str(report)], check=True)
        report.rmdir()
        moved.rename(report)


def read_only(
    bench: Bench, report: Path, way: tuple[str, ...], chance: random.Random
) -> tuple[list[Outcome], tuple[int, ...]]:
    """Folders without the right to write; root has every right, but cannot write into what is mounted for reading."""
    chosen = chance.choice([(".",), (".kerege",), ("build",), (".", "build"), (".kerege", ".kerege/figures")])
    for name in chosen:
        (report / name).mkdir(exist_ok=True)
    if os.geteuid() == 0:
        for place in (str(report / name) for name in chosen):
            subprocess.run(["mount", "--bind", place, place], check=True)
            subprocess.run(["mount", "-o", "remount,ro,bind", place], check=True)
    else:
        for name in chosen:
            (report / name).chmod(0o555)
    outcome = run(report, ["build", *way])
    for name in reversed(chosen):
        if os.geteuid() == 0:
            subprocess.run(["umount", str(report / name)], check=True)
        else:
            (report / name).chmod(0o755)
    return [outcome], (2, 0)


def two_builds(
    bench: Bench, report: Path, way: tuple[str, ...], chance: random.Random
) -> tuple[list[Outcome], tuple[int, ...]]:
    first = start(report, ["build", *way])
    time.sleep(chance.uniform(0, bench.seconds[way]))
    second = run(report, ["build", *way])
    outcomes = [wait(first), second]
    refused = [o for o in outcomes if o.code]
    if len(refused) > 1 or any("Another build of this report is running" not in o.said for o in refused):
        outcomes.append(Outcome(99, "not exactly one of two builds went on: " + "".join(o.said for o in refused), 0, 0))
    return outcomes, (2, 0)


def clock_set_back(
    bench: Bench, report: Path, way: tuple[str, ...], chance: random.Random
) -> tuple[list[Outcome], tuple[int, ...]]:
    """Every file is of tomorrow, or of 1980; the build is killed, or not."""
    when = chance.choice([time.time() + 86_400 * 400, 315_532_800.0, 0.0])
    for path in report.rglob("*"):
        os.utime(path, (when, when))
    at = _moment(bench, way, chance) if chance.random() < 0.5 else 0
    return [run(report, ["build", *way], at=at)], (-signal.SIGKILL, 0)


def try_build(bench: Bench, fault: Fault, way: tuple[str, ...], chance: random.Random, folder: Path) -> list[str]:
    """What is not well after a fault and the next build; nothing, it is hoped."""
    report = folder / "report"
    shutil.copytree(bench.folder, report)
    if chance.random() < 0.3:
        shutil.rmtree(report / ".kerege")  # as on a new machine
    change(report)
    written = sources(report)
    outcomes, right = fault(bench, report, way, chance)
    wrong = [
        f"ended with {o.code}: {o.said.strip()[-600:]}"
        for o in outcomes
        if o.code not in right or "Traceback" in o.said
    ]
    wrong += _stands(report, bench, way)
    if sources(report) != written:
        wrong.append("the build changed the sources")
    again = run(report, ["build", *way])
    if again.code:
        wrong.append(f"the next build ended with {again.code}: {again.said.strip()[-600:]}")
    elif (difference := _difference(files(report / "build"), bench.after[way])) or prove(report / "build").findings:
        wrong.append(f"the next build is not a clean one: {difference}")
    left = sorted(p.name for p in (report / ".kerege").iterdir() if p.name in {"staging", "old", "new", "writing.json"})
    left = [name for name in left if name != "staging" or any((report / ".kerege" / name).iterdir())]
    return wrong + [f"left behind: {', '.join(left)}"] * bool(left)


def _stands(report: Path, bench: Bench, way: tuple[str, ...]) -> list[str]:
    try:
        findings = prove(report / "build").findings
    except Exception as error:
        return [f"no output stands: {error}"]
    found = files(report / "build")
    if findings:
        return [f"the output that stands is not whole: {findings[0].location} {findings[0].message}"]
    if found not in (bench.before, bench.after[way]):
        return [f"the output that stands is neither the old one nor the new: {_difference(found, bench.before)}"]
    return []


def _difference(found: dict[str, bytes], wanted: dict[str, bytes]) -> str:
    names = [n for n in sorted(found.keys() | wanted.keys()) if found.get(n) != wanted.get(n)]
    return f"{', '.join(names[:6])}{' …' if len(names) > 6 else ''}"


# --- faults of commands that write into the report --------------------------------------------------------------------


def commands(folder: Path) -> dict[str, tuple[str, ...]]:
    """Commands that write several files of the report, by name; what they read lies in `folder`."""
    segments = folder / "segments.csv"
    segments.write_text(
        "Document name,Code,Segment,Beginning,End\n"
        "Interview 1,Reading,I read it twice.,1,1\nInterview 2,Reading,Nobody reads it.,3,3\n",
        encoding="utf-8",
    )
    return {
        "accept": ("accept", "--all", "translations", "--status", "translated"),
        "withdraw": ("withdraw", "quote:r1"),
        "import segments": ("import", "segments", str(segments), "--language", "en", "--speaker", "reader"),
        "import translation": ("import", "translation", str(folder / "ru" / "01-example.po")),
    }


def set_up_commands(bench: Bench, folder: Path) -> tuple[Path, dict[str, tuple[dict[str, bytes], int]]]:
    """A report for the commands to change, and what each makes of its sources, with its number of moments."""
    report = folder / "changing"
    shutil.copytree(bench.folder, report, ignore=shutil.ignore_patterns("build", ".kerege"))
    _good(run(report, ["export", "po", "01-example", "--language", "ru", "--out", str(folder)]))
    po = folder / "ru" / "01-example.po"
    text = po.read_text(encoding="utf-8")
    assert "Среди опрошенных" in text
    po.write_text(text.replace("Среди опрошенных", "Из всех опрошенных"), encoding="utf-8")
    path = report / "data" / "survey.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")  # something to accept
    made: dict[str, tuple[dict[str, bytes], int]] = {}
    for name, arguments in commands(folder).items():
        clean = folder / "clean"
        shutil.copytree(report, clean)
        done = _good(run(clean, arguments))
        made[name] = (sources(clean), done.moments)
        assert made[name][0] != sources(report), name
        shutil.rmtree(clean)
    return report, made


def try_command(
    report: Path, made: dict[str, tuple[dict[str, bytes], int]], name: str, chance: random.Random, folder: Path
) -> list[str]:
    """Kill a command that writes, or fill its disk; then all its files are the old ones, or all are the new ones."""
    arguments = commands(folder.parent)[name]
    work = folder / "report"
    shutil.copytree(report, work)
    before, (after, moments) = sources(work), made[name]
    largest = int(10 ** chance.uniform(1, 4))
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))  # noqa: E731
    if chance.random() < 0.25:
        outcome, right = run(work, arguments, prepare=limit), (2, 0)
    else:
        outcome, right = run(work, arguments, at=chance.randint(1, moments)), (-signal.SIGKILL, 0)
    wrong = (
        []
        if outcome.code in right and "Traceback" not in outcome.said
        else [f"ended with {outcome.code}: {outcome.said}"]
    )
    known = {raw for state in (before, after) for raw in state.values()}
    half = [n for n, raw in _lasting(sources(work)).items() if raw not in known]
    wrong += [f"half-written: {', '.join(half)}"] * bool(half)
    reading = run(work, ["status"])
    if reading.code:
        wrong.append(f"the next command ended with {reading.code}: {reading.said}")
    found = _lasting(sources(work))
    if found not in (before, after):
        wrong.append(f"neither all nor nothing was written: {_difference(found, before)}")
    if outcome.code and outcome.code > 0 and found != before:
        wrong.append("it failed and wrote all the same")
    if found == before:
        again = run(work, arguments)
        if again.code or _lasting(sources(work)) != after:
            wrong.append(f"a second try ended with {again.code}: {again.said}")
    return wrong


def _lasting(found: dict[str, bytes]) -> dict[str, bytes]:
    """Without files that wait for their place under another name: Git ignores them, and a later command deletes them."""
    return {name: raw for name, raw in found.items() if not Path(name).name.startswith(".kerege-")}


# --- all of it --------------------------------------------------------------------------------------------------------

BUILDS: tuple[tuple[str, Fault, int], ...] = (
    ("killed", killed, 26),
    ("killed by the clock", killed_by_the_clock, 8),
    ("Ctrl-C", ctrl_c, 10),
    ("a process of it killed", worker_killed, 5),
    ("files limited in size", file_too_large, 6),
    ("disk full", full_disk, 6),
    ("folder read-only", read_only, 6),
    ("two builds at once", two_builds, 6),
    ("clock set back", clock_set_back, 5),
)
"""Name, fault, how many of a hundred. The rest are faults of commands that write."""
SITE, WORD, ALL = ("--only", "site"), ("--only", "docx"), ()


def plan(number: int, chance: random.Random) -> list[tuple[str, Fault | None, tuple[str, ...]]]:
    wanted = [(name, fault) for name, fault, share in BUILDS for _ in range(share)]
    entries: list[tuple[str, Fault | None, tuple[str, ...]]] = [
        (name, fault, ALL if n % 13 == 6 else SITE if n % 2 else WORD) for n, (name, fault) in enumerate(wanted)
    ]
    names = ("accept", "withdraw", "import segments", "import translation")
    entries += [(f"kerege {names[n % 4]}", None, ()) for n in range(100 - len(wanted))]
    chance.shuffle(entries)
    return [entries[n % len(entries)] for n in range(number)]


def _can_mount(folder: Path) -> str:
    """Why no disk can be filled here; nothing when it can."""
    place = folder / "mount"
    place.mkdir()
    try:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "tmpfs", str(place)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            return done.stderr.strip() or "mount failed"
        subprocess.run(["umount", str(place)], check=True)
    except OSError as error:
        return error.strerror or errno.errorcode.get(error.errno or 0, "mount is missing")
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("number", nargs="?", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep", action="store_true", help="keep the folders of faults after which something was wrong"
    )
    arguments = parser.parse_args()
    warm()
    table: dict[str, list[int]] = {}
    failures = 0
    with tempfile.TemporaryDirectory(prefix="kerege-faults-", ignore_cleanup_errors=arguments.keep) as name:
        folder = Path(name)
        folder.chmod(0o755)
        bench = set_up(folder, (SITE, WORD, ALL))
        report, made = set_up_commands(bench, folder)
        no_mount = _can_mount(folder)
        for n, (title, fault, way) in enumerate(plan(arguments.number, random.Random(arguments.seed))):
            chance = random.Random(f"{arguments.seed} {n}")
            if no_mount and (fault is full_disk or (fault is read_only and os.geteuid() == 0)):
                title, fault = "files limited in size", file_too_large
            trial = folder / f"trial-{n}"
            trial.mkdir()
            trial.chmod(0o755)
            if fault is None:
                wrong = try_command(report, made, title.removeprefix("kerege "), chance, trial)
            else:
                wrong = try_build(bench, fault, way, chance, trial)
            row = table.setdefault(title, [0, 0])
            row[0] += 1
            row[1] += not wrong
            failures += bool(wrong)
            print(f"{n:3} {title}{' ' + ' '.join(way) if way else ''}: {'; '.join(wrong) or 'well'}", flush=True)
            if wrong and arguments.keep:
                shutil.copytree(
                    trial, Path(tempfile.gettempdir()) / f"kerege-fault-{arguments.seed}-{n}", symlinks=True
                )
            shutil.rmtree(trial)
    print(f"\n{'fault':<28}{'done':>6}{'well':>6}")
    for title, (done, well) in sorted(table.items()):
        print(f"{title:<28}{done:>6}{well:>6}")
    print(f"{'all':<28}{sum(d for d, _ in table.values()):>6}{sum(w for _, w in table.values()):>6}")
    if no_mount:
        print(f"Nothing can be mounted here ({no_mount}); files were limited in size instead.")
    return 1 if failures else 0


def warm() -> None:
    """Load what the runs need, once for all of them."""
    import matplotlib.figure
    import mkdocs.commands.build  # noqa: F401

    import kerege.build.build  # noqa: F401
    from kerege.intake.coding import drafts, segments  # noqa: F401

    assert matplotlib.figure


if __name__ == "__main__":
    sys.exit(main())
