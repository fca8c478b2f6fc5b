"""Making the units of a build side by side, each as soon as what it needs stands."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from kerege.build.swap import Tether
from kerege.build.units import Made, Shop, Unit
from kerege.errors import BuildFailed
from kerege.findings import errors


def make_all(units: Sequence[Unit], shop: Shop, workers: int | None = None) -> tuple[Made, ...]:
    """Make all units.

    Args:
        workers: processes side by side; one a core where nothing is said.

    Returns:
        What was made, in the order of `units`; without those that need a unit which has errors.

    Raises:
        BuildFailed: a process was ended from outside.
    """
    tether = Tether()
    # Forked after the imports and with the report in memory, so that both are paid once.
    with (
        tether,
        ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("fork"), initializer=_enter, initargs=(shop, units, tether)
        ) as pool,
    ):
        try:
            made = _made(units, pool, shop)
        except KeyboardInterrupt:
            # The pool would first finish what it has begun: half a minute for whoever pressed Ctrl-C.
            for child in multiprocessing.active_children():
                child.kill()
            raise
        except BrokenProcessPool as error:
            raise BuildFailed("A process of the build was ended from outside, perhaps for want of memory.") from error
    return tuple(made[unit.name] for unit in units if unit.name in made)


def _made(units: Sequence[Unit], pool: ProcessPoolExecutor, shop: Shop) -> dict[str, Made]:
    waiting = {unit.name: unit for unit in units}
    running: dict[Future[Made], str] = {}
    made: dict[str, Made] = {}
    while waiting or running:
        for unit in [unit for unit in waiting.values() if all(need in made for need in unit.needs)]:
            del waiting[unit.name]
            if not any(errors(made[need].findings) for need in unit.needs):
                running[_submitted(pool, unit.name)] = unit.name
        finished, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            name = running.pop(future)
            made[name] = future.result()
            shop.progress(f"{name} unchanged" if made[name].cached else f"{name} done")
    return made


def _submitted(pool: ProcessPoolExecutor, name: str) -> Future[Made]:
    # Ctrl-C reaches every process of the terminal; who works in the pool leaves it to us, and inherits that.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_make, name)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


_here: list[tuple[Shop, dict[str, Unit]]] = []
"""What a forked process works from."""


def _enter(shop: Shop, units: Sequence[Unit], tether: Tether) -> None:
    tether.tie()
    _here.append((shop, {unit.name: unit for unit in units}))


def _make(name: str) -> Made:
    shop, units = _here[-1]
    unit = units[name]
    return replace(unit.make(shop, unit.language), language=unit.language)
