"""What axe-core finds on a page of every kind of a finished website: in each language, four widths, light and dark, with the menu and
the search open.

    tools/run bench_site --axe-all [--site FOLDER]

In dark only what depends on colours is asked again. With menu or search open the whole page is asked at 390 pixels, elsewhere what opened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from tools.site_kinds import kinds, served

WIDTHS = 1280, 768, 390, 320
STATES = "closed", "menu open", "search open"
_COLOURS = "runOnly: ['color-contrast', 'link-in-text-block'], "
_RUN = """axe.run(%s, {%s resultTypes: ['violations']}).then(
  r => r.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 160)).slice(0, 2).join(' | ')}`))"""
_OPENED = {
    "menu open": "{include: [['.md-header'], ['.md-sidebar--primary']]}",
    "search open": "{include: [['dialog.k-find']]}",
}


@dataclass
class Walk:
    """What was asked and what was found."""

    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By kind of page and state: how often axe was run."""
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The same of broken rules."""
    faults: list[str] = field(default_factory=list)


def walk(browser: Browser, site: Path, axe: str) -> Walk:
    """Ask axe-core.

    Args:
        axe: the text of axe.min.js.
    """
    result = Walk()
    with served(site) as address:
        for code, places in kinds(site).items():
            context = browser.new_context()
            context.add_init_script(axe)
            page = context.new_page()
            for kind, place in places.items():
                before = len(result.faults)
                for state, told in _page(page, address + place):
                    result.asked[kind, state] += 1
                    result.found[kind, state] += len(told)
                    result.faults += [f"{code} {place} {fault}" for fault in told]
                print(f"{code} {kind}: {len(result.faults) - before}", *result.faults[before:], sep="\n  ", flush=True)
            context.close()
    return result


def _page(page: Page, address: str) -> Iterator[tuple[str, list[str]]]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(address, wait_until="networkidle")
        for state in STATES:
            if not _opened(page, state):
                continue
            for colours in ("light", "dark"):
                page.emulate_media(color_scheme=colours)
                page.wait_for_timeout(300)
                where = _OPENED[state] if state in _OPENED and width != 390 else "document"
                told = page.evaluate(_RUN % (where, "" if colours == "light" else _COLOURS))
                yield state, [f"{width} {colours} {state}: {fault}" for fault in told]
            page.emulate_media(color_scheme="light")
            page.keyboard.press("Escape")


def _opened(page: Page, state: str) -> bool:
    """Bring a page into a state; False where it has none such."""
    if state == "menu open":
        button = page.locator(".k-menu-button:visible")
        if not button.count():
            return False
        button.click()
        page.wait_for_timeout(400)
    if state == "search open":
        button = page.locator(".k-search-button:visible")
        if not button.count():
            return False
        words = re.findall(r"\w{4,}", page.locator("h1").first.inner_text()) or ["2015"]
        button.click()
        page.locator(".k-find--ready").wait_for()
        page.locator("#k-find-words").fill(max(words, key=len))
        page.locator("a[role=option], .k-find__help:visible").first.wait_for()
        page.wait_for_timeout(400)
    return True


def table(result: Walk) -> str:
    """Broken rules by kind of page and state, as `found of runs`."""
    names = sorted({kind for kind, _ in result.asked})
    wide = max(map(len, names))
    lines = [f"{'':{wide}}" + "".join(f"{state:>16}" for state in STATES)]
    for kind in names:
        cells = [
            f"{result.found[kind, state]} in {result.asked[kind, state]}" if result.asked[kind, state] else "–"
            for state in STATES
        ]
        lines.append(f"{kind:{wide}}" + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join([*lines, f"{len(result.faults)} broken rules in {result.asked.total()} runs"])
