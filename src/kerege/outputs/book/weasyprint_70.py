"""Every change that Kerege makes to WeasyPrint and to the libraries it prints with, for exactly one version of it.

Each change is a context: the library is as it was when the context ends. `PATCHES` says of each what it changes, why,
since which version the fault is known, and where it is reported; a test for each fails on the day WeasyPrint does not need
it any more. What is done with the pages (`fitting`, `lines`) and with the structure tree (`structure`) is ours and stands
there; here is only how it gets in. Another version of WeasyPrint is refused.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerege.errors import MissingProgram

VERSION = "70.0"
_TOLERANCE = 0.01
"""CSS pixels: far below what can be seen, far above the errors of the sums."""


@dataclass(frozen=True)
class Patch:
    """One change to a library."""

    target: str
    """What is replaced: module and name."""
    what: str
    why: str
    since: str
    """The first version in which the fault was seen, of WeasyPrint unless another library is named."""
    upstream: str
    """Where it is reported; what a report of ours would have to say where nobody has."""


PATCHES = (
    Patch(
        "weasyprint.layout.LayoutContext._update_footnote_area",
        "the height of the notes is compared with the room for them with a tolerance",
        "sums of floats differ by 2e-13, and the note is then printed on the page after its call, silently",
        "60",
        "https://github.com/Kozea/WeasyPrint/issues/2502",
    ),
    Patch(
        "weasyprint.layout.block._linebox_layout",
        "notes of earlier lines are not sent to the next page in order to squeeze in one line more",
        "a note belongs on the page of its call",
        "66",
        "https://github.com/Kozea/WeasyPrint/issues/2432 (wanted there, unwanted here)",
    ),
    Patch(
        "weasyprint.layout.inline.split_first_line",
        "a line that Pango broke too early is broken at the last space that has room",
        "Pango can break a text that is hardly longer than its line at the first space",
        "63",
        "https://github.com/Kozea/WeasyPrint/issues/2576 (Pango)",
    ),
    Patch(
        "weasyprint.layout.make_all_pages",
        "our own loop makes the pages",
        "WeasyPrint has no hook between two pages, where `fitting` mends what looks unfinished; and it makes a page of "
        "contents three times, because it keeps no page for a number whose target an attribute names",
        "53",
        "not reported: a feature",
    ),
    Patch(
        "weasyprint.pdf.add_tags",
        "our own structure tree is built",
        "WeasyPrint's puts a list item's paragraphs beside its body, links of pseudo-elements into links, figures at "
        "places counted in CSS pixels from the top, dots of leaders and running heads into the text",
        "66",
        "https://github.com/Kozea/WeasyPrint/issues/2497, 2503, 2504",
    ),
    Patch(
        "pydyf.Stream.data",
        "a carriage return and a line feed stand before `endstream`",
        "of a stream that ends in a carriage return, a reader that takes `\\r\\n` for the end of a line finds a byte "
        "less than `Length` says (ISO 19005-3:2012, 6.1.7.1); cross-reference streams are made where nobody can mend them",
        "pydyf 0.10",
        "not reported: write `\\r\\nendstream`",
    ),
    Patch(
        "pyphen.LANGUAGES",
        "languages get the patterns that their packs bring",
        "Pyphen knows no Kyrgyz and leaves its words whole without a warning; it has no way to add a dictionary",
        "pyphen 0.9",
        "not reported: a feature",
    ),
)


def require_known_version() -> None:
    """Load WeasyPrint, and stop when it is not the version that these changes were written for.

    Raises:
        MissingProgram: another version is installed, or Pango cannot be loaded.
    """
    try:
        import weasyprint
    except OSError as error:
        raise MissingProgram(
            f"WeasyPrint cannot load Pango ({error}); install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."
        ) from error
    if weasyprint.__version__ != VERSION:
        raise MissingProgram(
            f"Kerege prints with WeasyPrint {VERSION}; installed is {weasyprint.__version__}. Install that version."
        )


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """An attribute of a module or class, another while this is open."""
    plain = vars(owner)[name]
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, plain)


@contextmanager
def layout(
    split_line: Callable[[Any], Any], make_pages: Callable[..., list[Any]] | None, dictionaries: Mapping[str, Path]
) -> Iterator[None]:
    """What is changed while pages are laid out.

    Args:
        split_line: makes our way to break a line from WeasyPrint's.
        make_pages: makes all pages, as `weasyprint.layout.make_all_pages` does; None to leave them to it.
        dictionaries: files of hyphenation patterns, by language.
    """
    require_known_version()
    import weasyprint.layout as plain
    from weasyprint.layout import block, inline

    with ExitStack() as changes:
        changes.enter_context(replaced(plain.LayoutContext, "_update_footnote_area", _footnote_area(plain)))
        changes.enter_context(replaced(block, "_linebox_layout", _linebox(block)))
        changes.enter_context(replaced(inline, "split_first_line", split_line(inline.split_first_line)))
        if make_pages is not None:
            changes.enter_context(replaced(plain, "make_all_pages", make_pages))
        changes.enter_context(hyphenated(dictionaries))
        yield


@contextmanager
def writing(build_structure: Callable[..., None] | None = None) -> Iterator[None]:
    """What is changed while a PDF is written.

    Args:
        build_structure: makes the structure tree, with the arguments of `weasyprint.pdf.tags.add_tags`.
    """
    require_known_version()
    import pydyf
    from weasyprint import pdf

    with ExitStack() as changes:
        changes.enter_context(replaced(pydyf.Stream, "data", _stream_data(pydyf)))
        if build_structure is not None:
            changes.enter_context(replaced(pdf, "add_tags", build_structure))
        yield


@contextmanager
def hyphenated(dictionaries: Mapping[str, Path]) -> Iterator[None]:
    """Pyphen with further dictionaries."""
    import pyphen

    lower = {code.lower(): code for code in dictionaries}
    plain = {**pyphen.LANGUAGES}, {**pyphen.LANGUAGES_LOWERCASE}
    pyphen.LANGUAGES.update(dictionaries)
    pyphen.LANGUAGES_LOWERCASE.update(lower)
    try:
        yield
    finally:
        for known, before in zip((pyphen.LANGUAGES, pyphen.LANGUAGES_LOWERCASE), plain, strict=True):
            known.clear()
            known.update(before)


def _footnote_area(plain: Any) -> Any:
    return _edited(
        plain.LayoutContext._update_footnote_area,
        "overflow = last_child_bottom > footnote_area_bottom",
        f"overflow = last_child_bottom > footnote_area_bottom + {_TOLERANCE}",
    )


def _linebox(block: Any) -> Any:
    return _edited(
        block._linebox_layout,
        "report = not context.in_column and can_break_now and not could_break_before",
        "report = False",
    )


def _edited(function: Any, old: str, new: str) -> Any:
    """A function of WeasyPrint with one line of its source changed.

    Raises:
        MissingProgram: WeasyPrint's code is not what this was written for.
    """
    source = textwrap.dedent(inspect.getsource(function))
    if source.count(old) != 1:
        raise MissingProgram(
            f"WeasyPrint's {function.__name__} is not that of version {VERSION}. Install that version."
        )
    names: dict[str, Any] = {}
    exec(compile(source.replace(old, new), function.__code__.co_filename, "exec"), function.__globals__, names)
    return names[function.__name__]


def _stream_data(pydyf: Any) -> property:
    plain, end = pydyf.Stream.data, b"\nendstream"

    def data(self: Any) -> bytes:
        # Asked twice, to write it and for the identifier: packing it twice would cost as much again.
        if "kerege_data" not in vars(self):
            self.kerege_data = plain.fget(self).removesuffix(end) + b"\r" + end
        return bytes(self.kerege_data)

    return property(data)
