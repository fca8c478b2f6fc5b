"""`kerege manual`: where the manual lies, which comes with the package."""

from __future__ import annotations

from pathlib import Path

from kerege.errors import KeregeError
from kerege.folders import manual_pages
from kerege.messages import say, together


def manual(name: str = "") -> str:
    """Where a page lies; without a name, each page's name and title, and the folder.

    Raises:
        KeregeError: the manual has no such page.
    """
    found = manual_pages()
    if not name:
        width = max(map(len, found))
        titles = [f"{page:<{width}}  {_title(path)}" for page, path in found.items()]
        return together("\n", *titles, "", say("The pages are in {parent}", parent=next(iter(found.values())).parent))
    page = name.removesuffix(".md")
    if page not in found:
        raise KeregeError(say("The manual has no page '{name}'; it has {found}.", name=name, found=found))
    return str(found[page])


def _title(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
