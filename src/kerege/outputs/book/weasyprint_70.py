"""Every change that Kerege makes to WeasyPrint and to the libraries it prints with, for exactly one version of it.

Each change is a context that says what it changes, why, since which version the fault is known, and where it is reported; the
library is as it was when the context ends. A test for each fails on the day on which the library does not need it any more. What is done with the pages (`fitting`, `lines`) and with the structure tree (`structure`) is ours and stands
there; here is only how it gets in. Another version of WeasyPrint is refused.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kerege.errors import MissingProgram
from kerege.messages import say
from kerege.outputs.book.lines import drawn

VERSION = "70.0"
_TOLERANCE = 0.01
"""CSS pixels: far below what can be seen, far above the errors of the sums."""


def require_known_version() -> None:
    """Load WeasyPrint, and stop when it is not the version that these changes were written for.

    Raises:
        MissingProgram: another version is installed, or Pango cannot be loaded.
    """
    try:
        import weasyprint
    except OSError as error:
        raise MissingProgram(
            say(
                "WeasyPrint cannot load Pango ({error}); install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0.",
                error=error,
            )
        ) from error
    if weasyprint.__version__ != VERSION:
        raise MissingProgram(
            say(
                "Kerege prints with WeasyPrint {version}; installed is {version2}. Install that version.",
                version=VERSION,
                version2=weasyprint.__version__,
            )
        )


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
    with notes_measured(), notes_kept(), lines_filled(split_line), hyphenated(dictionaries), pages_made(make_pages):
        yield


@contextmanager
def writing(build_structure: Callable[..., None] | None = None) -> Iterator[None]:
    """What is changed while a PDF is written.

    Args:
        build_structure: makes the structure tree, with the arguments of `weasyprint.pdf.tags.add_tags`; None for a file
            without one.
    """
    require_known_version()
    with streams_ended(), structure_built(build_structure), ends_drawn():
        yield


@contextmanager
def notes_measured() -> Iterator[None]:
    """`weasyprint.layout.LayoutContext._update_footnote_area`.

    What: the height of the notes is compared with the room for them with a tolerance.
    Why: sums of floats differ by 2e-13, and the note is then printed on the page after its call, silently.
    Since: the comparison stands in WeasyPrint 66; seen in 70, reported of 57.2 and 65.1.
    Upstream: https://github.com/Kozea/WeasyPrint/issues/2502
    """
    from weasyprint.layout import LayoutContext

    changed = _edited(
        LayoutContext._update_footnote_area,
        "overflow = last_child_bottom > footnote_area_bottom",
        f"overflow = last_child_bottom > footnote_area_bottom + {_TOLERANCE}",
    )
    with replaced(LayoutContext, "_update_footnote_area", changed):
        yield


@contextmanager
def notes_kept() -> Iterator[None]:
    """`weasyprint.layout.block._linebox_layout`.

    What: notes of earlier lines are not sent to the next page in order to squeeze in one line more.
    Why: a note belongs on the page of its call.
    Since: WeasyPrint 66.
    Upstream: https://github.com/Kozea/WeasyPrint/issues/2432 (wanted there)
    """
    from weasyprint.layout import block

    changed = _edited(
        block._linebox_layout,
        "report = not context.in_column and can_break_now and not could_break_before",
        "report = False",
    )
    with replaced(block, "_linebox_layout", changed):
        yield


@contextmanager
def lines_filled(split_line: Callable[[Any], Any]) -> Iterator[None]:
    """`weasyprint.layout.inline.split_first_line`.

    What: a line that Pango broke too early is broken at the last space that has room (`lines.py`).
    Why: Pango can break a text that is hardly longer than its line at the first space.
    Since: seen in WeasyPrint 70 with Pango 1.50.
    Upstream: https://github.com/Kozea/WeasyPrint/issues/2576 (Pango)
    """
    from weasyprint.layout import inline

    with replaced(inline, "split_first_line", split_line(inline.split_first_line)):
        yield


@contextmanager
def pages_made(make_pages: Callable[..., list[Any]] | None) -> Iterator[None]:
    """`weasyprint.layout.make_all_pages`.

    What: our own loop makes the pages (`fitting.py`).
    Why: WeasyPrint has no hook between two pages, where what looks unfinished is mended; and it makes a page of contents three
        times, since it keeps the number of a page whose target an attribute names under the name None.
    Since: seen in WeasyPrint 70.
    Upstream: not reported; a feature.
    """
    from weasyprint import layout as plain

    with replaced(plain, "make_all_pages", make_pages or plain.make_all_pages):
        yield


@contextmanager
def hyphenated(dictionaries: Mapping[str, Path]) -> Iterator[None]:
    """`pyphen.LANGUAGES`.

    What: languages get the patterns that their packs bring.
    Why: Pyphen knows no Kyrgyz, leaves its words whole without a warning, and has no way to add a dictionary.
    Since: seen in Pyphen 0.18.
    Upstream: not reported; a feature.
    """
    import pyphen

    lower = {code.lower(): code for code in dictionaries}
    languages, lowercase = {**pyphen.LANGUAGES, **dictionaries}, {**pyphen.LANGUAGES_LOWERCASE, **lower}
    with replaced(pyphen, "LANGUAGES", languages), replaced(pyphen, "LANGUAGES_LOWERCASE", lowercase):
        yield


@contextmanager
def structure_built(build_structure: Callable[..., None] | None) -> Iterator[None]:
    """`weasyprint.pdf.add_tags`.

    What: our own structure tree is built (`structure.py`).
    Why: WeasyPrint's puts the paragraphs of a list item beside its body, links of pseudo-elements into links, figures at places
        counted in CSS pixels from the top, dots of leaders and running heads into the text.
    Since: seen in WeasyPrint 70, reported of 66.
    Upstream: https://github.com/Kozea/WeasyPrint/issues/2497, 2503 and 2504 of the same place.
    """
    from weasyprint import pdf

    with replaced(pdf, "add_tags", build_structure or pdf.add_tags):
        yield


@contextmanager
def streams_ended() -> Iterator[None]:
    """`pydyf.Stream.data`.

    What: a carriage return and a line feed stand before `endstream`.
    Why: of a stream that ends in a carriage return, a reader that takes a carriage return and a line feed for the end of a
        line finds a byte less than its `Length` says (ISO 19005-3:2012, 6.1.7.1). Cross-reference streams are made last, where
        nobody can mend them.
    Since: pydyf 0.6, which packs objects into streams.
    Upstream: not reported; to write `\\r\\nendstream` would do.
    """
    import pydyf

    plain, end = pydyf.Stream.data, b"\nendstream"

    def data(self: Any) -> bytes:
        # Asked twice, to write it and for the identifier: packing it twice would cost as much again.
        if "kerege_data" not in vars(self):
            self.kerege_data = plain.fget(self).removesuffix(end) + b"\r" + end
        return bytes(self.kerege_data)

    with replaced(pydyf.Stream, "data", property(data)):
        yield


@contextmanager
def ends_drawn() -> Iterator[None]:
    """`weasyprint.draw.draw_text`.

    What: the space between two lines is written behind the first, and the hyphen of a divided word is told apart (`lines.py`).
    Why: without them readers of the file take the last word of a line and the first of the next for one word, and find no
        divided word (ISO 32000-1:2008, 14.8.2.2.3 and 14.8.2.5).
    Since: seen in WeasyPrint 70.
    Upstream: not reported.
    """
    from weasyprint import draw

    with replaced(draw, "draw_text", drawn(draw.draw_text)):
        yield


PATCHES = (
    notes_measured, notes_kept, lines_filled, pages_made, hyphenated, structure_built, streams_ended, ends_drawn,
)  # fmt: skip
"""Every change, each with what, why, since when and where it is reported."""


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """An attribute of a module or class, another while this is open."""
    plain = vars(owner)[name]
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, plain)


def _edited(function: Any, old: str, new: str) -> Any:
    """A function of WeasyPrint with one line of its source changed.

    Raises:
        MissingProgram: WeasyPrint's code is not what this was written for.
    """
    source = textwrap.dedent(inspect.getsource(function))
    if source.count(old) != 1:
        raise MissingProgram(
            say(
                "WeasyPrint's {name} is not that of version {version}. Install that version.",
                name=function.__name__,
                version=VERSION,
            )
        )
    names: dict[str, Any] = {}
    exec(compile(source.replace(old, new), function.__code__.co_filename, "exec"), function.__globals__, names)
    return names[function.__name__]
