"""Making the units of a build side by side, each as soon as what it needs stands; a unit whose need failed is skipped.

Each process makes one unit at a time and is spoken to through a pipe of its own, so that one that dies, or never ends, is
known by the unit that it had: that unit has failed, with a finding, and the others go on.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import time
import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path, PurePosixPath

from kerege.build.swap import EndsWithBuild
from kerege.build.units import BuildContext, Made, Unit
from kerege.catalogue import problem
from kerege.errors import BuildFailed, KeregeError
from kerege.files import naming_files
from kerege.findings import Finding, Location, errors
from kerege.messages import say, settled

LONGEST = 3600.0
"""Seconds that one unit may take; the longest book that was measured takes a twentieth."""
_FORK = multiprocessing.get_context("fork")
_PLACE = Location(PurePosixPath("report.yml"))


def make_all(
    units: Sequence[Unit], context: BuildContext, workers: int | None = None, longest: float = LONGEST
) -> tuple[Made, ...]:
    """Make all units.

    Args:
        workers: processes side by side; one a core where nothing is said.
        longest: seconds after which a unit is given up.

    Returns:
        What became of each, in the order of `units`: made, failed (its findings say why) or skipped.

    Raises:
        KeregeError: a unit cannot be made on this machine.
        OSError: nothing can be written.
    """
    ending = EndsWithBuild()
    pool: list[_Worker] = []
    with ending:
        try:
            made = _all_made(units, context, ending, pool, workers or os.cpu_count() or 1, longest)
        finally:
            # Whoever pressed Ctrl-C, or whose disk is full, does not wait for what has begun.
            for worker in pool:
                worker.end()
    return tuple(made[unit.name] for unit in units)


def _all_made(
    units: Sequence[Unit], context: BuildContext, ending: EndsWithBuild, pool: list[_Worker], most: int, longest: float
) -> dict[str, Made]:
    order = {unit.name: number for number, unit in enumerate(units)}
    sorter = TopologicalSorter({unit.name: unit.needs for unit in units})
    sorter.prepare()
    by_name = {unit.name: unit for unit in units}
    ready: list[str] = []
    made: dict[str, Made] = {}

    def done(result: Made) -> None:
        made[result.name] = result
        sorter.done(result.name)
        if by_name[result.name].is_told or errors(result.findings):
            context.progress(_said(result))

    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()], key=order.__getitem__)
        skipped = [(name, need) for name in ready if (need := _failed(by_name[name].needs, made))]
        for name, need in skipped:
            ready.remove(name)
            done(Made(name, False, language=by_name[name].language, skipped=need))
        if skipped:
            continue
        idle = [worker for worker in pool if not worker.unit]
        while ready and (idle or len(pool) < most):
            if not idle:
                pool.append(_started(context, units, ending))
                idle = pool[-1:]
            idle.pop().take(ready.pop(0))
        for worker in _heard(pool, longest):
            name, result = worker.unit, worker.answer(longest)
            if not worker.process.is_alive():
                pool.remove(worker)
            done(replace(result, name=name, language=by_name[name].language))
    return made


def _failed(needs: Iterable[str], made: dict[str, Made]) -> str:
    """The first need that was not made."""
    return next((need for need in needs if made[need].skipped or errors(made[need].findings)), "")


def _said(made: Made) -> str:
    if made.skipped:
        return say("{made} skipped, since it needs {skipped}", made=made.name, skipped=made.skipped)
    if errors(made.findings):
        return say("{made} failed", made=made.name)
    return say("{made} unchanged", made=made.name) if made.cached else say("{made} done", made=made.name)


@dataclass
class _Worker:
    """A process that makes units."""

    process: ForkProcess
    pipe: Connection
    unit: str = ""
    """What it is making."""
    since: float = 0.0

    def take(self, unit: str) -> None:
        self.unit, self.since = unit, time.monotonic()
        with suppress(OSError):  # it has died meanwhile, which its answer tells
            self.pipe.send(unit)

    def answer(self, longest: float) -> Made:
        """What became of its unit; a process that has none to give is ended."""
        name, self.unit = self.unit, ""
        try:
            answer = self.pipe.recv() if self.pipe.poll() else None
        except (EOFError, OSError):
            answer = None
        if isinstance(answer, (KeregeError, OSError)):
            raise answer
        if isinstance(answer, Made):
            return answer
        self.process.join(0.0 if time.monotonic() - self.since > longest else 5.0)
        code = self.process.exitcode
        self.end()
        return Made(name, False, (_dead(name, code, longest),))

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _started(context: BuildContext, units: Sequence[Unit], ending: EndsWithBuild) -> _Worker:
    # Forked after the imports and with the report in memory, so that both are paid once. Ctrl-C reaches every process of
    # the terminal; who works in the pool leaves it to us, and inherits that.
    ours, theirs = _FORK.Pipe()
    process = _FORK.Process(target=_work, args=(theirs, ours, context, {unit.name: unit for unit in units}, ending))
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    theirs.close()
    return _Worker(process, ours)


def _heard(pool: Sequence[_Worker], longest: float) -> list[_Worker]:
    """Those that have an answer, have died, or have been at it for too long."""
    busy = [worker for worker in pool if worker.unit]
    latest = min(worker.since for worker in busy) + longest
    heard = wait(
        [end for worker in busy for end in (worker.pipe, worker.process.sentinel)],
        timeout=max(0.0, latest - time.monotonic()),
    )
    late = time.monotonic() - longest
    return [w for w in busy if w.pipe in heard or w.process.sentinel in heard or w.since < late]


def _work(
    pipe: Connection, other: Connection, context: BuildContext, units: dict[str, Unit], ending: EndsWithBuild
) -> None:
    """What a process does: make what it is told to, until the pipe is closed."""
    other.close()
    ending.tie()
    while True:
        try:
            unit = units[pipe.recv()]
        except EOFError:
            return
        pipe.send(_made(unit, context))


def _made(unit: Unit, context: BuildContext) -> Made | KeregeError | OSError:
    try:
        with naming_files():  # here, where it is known what was written; the error alone goes back to the other process
            return unit.make(context, unit.language)
    except (KeregeError, OSError) as error:
        return _travelling(error)
    except Exception as error:  # a fault of ours in one unit must not cost the findings of the others
        return Made(unit.name, False, (_fault(unit.name, error),))


def _travelling(error: KeregeError | OSError) -> KeregeError | OSError:
    """The error, or its sentence where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # whatever a class of somebody's raises when it is taken apart
        return BuildFailed(settled(error))
    return error


def _fault(name: str, error: Exception) -> Finding:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "kerege" in Path(frame.filename).parts] or list(frames)
    where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
    said = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return Finding(
        _PLACE,
        problem("A011/could-not-be-made", name=name, said=said, where=where),
    )


def _dead(name: str, code: int | None, longest: float) -> Finding:
    if code is None:
        return Finding(
            _PLACE,
            problem("A011/was-given-up-after", name=name, longest=f"{longest:.0f}"),
        )
    end = signal.Signals(-code).name if code < 0 else str(code)
    return Finding(
        _PLACE,
        problem("A011/process-that-made-was", name=name, end=end),
    )
