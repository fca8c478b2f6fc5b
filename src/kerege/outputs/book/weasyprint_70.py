"""Every change that Kerege makes to WeasyPrint and to the libraries it prints with, for exactly one version of it.

Each change is a context that says what it changes, why, since which version the fault is known, and where it is reported; the
library is as it was when the context ends. A test for each fails on the day on which the library does not need it any more. What is done with the pages (`fitting`, `lines`) and with the structure tree (`structure`) is ours and stands
there; here is only how it gets in. Another version of WeasyPrint is refused.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from kerege.errors import MissingProgram
from kerege.messages import say
from kerege.outputs.book.lines import drawn

VERSION = "70.0"
_SIZE = 12
"""CSS pixels at which a font is measured that is embedded for a whole book."""
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
    notes = notes_measured(), notes_kept()
    with (
        notes[0],
        notes[1],
        lines_filled(split_line),
        hyphenated(dictionaries),
        pages_made(make_pages),
        leaders_in_one(),
    ):
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
def apart(numbers: Mapping[str, int]) -> Iterator[None]:
    """What is changed while a piece of a book is laid out by itself.

    Args:
        numbers: the number of the page of each anchor of the book.
    """
    with targets_known(numbers), heads_left_out():
        yield


@contextmanager
def writing_apart(
    build_structure: Callable[..., None] | None, fonts: Callable[[Any], None], draw: Callable[..., None]
) -> Iterator[None]:
    """What is changed while a piece of a book is written by itself.

    Args:
        build_structure: as of `writing`.
        fonts: is given the fonts that were used, in the place of their being embedded.
        draw: draws a text; its first argument is WeasyPrint's way to do so.
    """
    with writing(build_structure), links_kept(), fonts_left_out(fonts), texts_drawn(draw):
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


@contextmanager
def leaders_in_one() -> Iterator[None]:
    """`weasyprint.layout.leader.handle_leader`.

    What: the dots of a leader are one text.
    Why: a box for each dot of a page of contents costs two fifths of the time of the front matter, and is a piece of content of
        its own: 5,500 in a book of 80 pages.
    Since: seen in WeasyPrint 70.
    Upstream: not reported.
    """
    from weasyprint.layout import inline, leader

    plain = inline.handle_leader

    def handle_leader(context: Any, line: Any, containing_block: Any) -> None:
        plain(context, line, containing_block)
        _, box = leader.leader_index(line)
        if box is not None:
            box.children = _joined(box.children)

    with replaced(inline, "handle_leader", handle_leader):
        yield


def _joined(dots: Sequence[Any]) -> tuple[Any, ...]:
    """One box for boxes of the same text that stand side by side, the last of them first."""
    from weasyprint.text.line_break import split_first_line

    if not dots:
        return ()
    first = dots[-1]
    line, _, _, width, _, _ = split_first_line(first.text * len(dots), first.style, None, None, 0)
    # Letters may be set closer where they meet: then each stays by itself.
    if abs(width - first.width * len(dots)) > _TOLERANCE * len(dots):
        return tuple(dots)
    whole = first.copy_with_text(first.text * len(dots))
    whole.pango_layout, whole.width = line, width
    return (whole,)


@contextmanager
def targets_known(numbers: Mapping[str, int]) -> Iterator[None]:
    """`weasyprint.css.targets.TargetCollector.lookup_target`.

    What: the numbers of pages that a style sheet prints (`target-counter`) are given, those of other files too.
    Why: a piece of a book does not know where the rest of it stands.
    Since: WeasyPrint 70; it lays out whole documents only.
    Upstream: not reported; a feature.
    """
    from weasyprint.css import targets

    plain = targets.TargetCollector.lookup_target

    def lookup_target(self: Any, anchor_token: Any, source_box: Any, css_token: str, parse_again: Any) -> Any:
        name = _target(targets, anchor_token, source_box)
        if name not in numbers:
            return plain(self, anchor_token, source_box, css_token, parse_again)
        found = targets.TargetLookupItem("up-to-date")
        found.target_box = _Target({"page": [numbers[name]]})
        return found

    with replaced(targets.TargetCollector, "lookup_target", lookup_target):
        yield


class _Target:
    """What WeasyPrint asks of a box that is named: its counters."""

    def __init__(self, counters: Mapping[str, list[int]]) -> None:
        self.cached_counter_values = counters


def _target(targets: Any, token: Any, box: Any) -> str:
    """The anchor that a token of `target-counter` names, perhaps through an attribute."""
    if token[0] == "attr()":
        token = ("string", box.element.get(token[1][0]) or "")
    return targets.anchor_name_from_token(token) or ""


@contextmanager
def heads_left_out() -> Iterator[None]:
    """`weasyprint.layout.make_margin_boxes`.

    What: pages have no running heads.
    Why: those of a book made of pieces are laid out for the whole book and put behind each page (`heads.py`).
    Since: WeasyPrint 70; it lays out whole documents only.
    Upstream: not reported; a feature.
    """
    from weasyprint import layout as plain

    with replaced(plain, "make_margin_boxes", lambda *_: ()):
        yield


@contextmanager
def links_kept() -> Iterator[None]:
    """`weasyprint.pdf.resolve_links`.

    What: links whose target stands in another piece are written.
    Why: WeasyPrint leaves out links that lead to nothing in the same file.
    Since: WeasyPrint 70; it lays out whole documents only.
    Upstream: not reported; a feature.
    """
    from weasyprint import pdf

    def resolve_links(pages: Any) -> Iterator[tuple[list[Any], list[tuple[str, float, float]]]]:
        seen: set[str] = set()
        for page in pages:
            new = [(name, x, y) for name, (x, y, _, _) in page.anchors.items() if name not in seen]
            seen.update(name for name, _, _ in new)
            yield list(page.links), new

    with replaced(pdf, "resolve_links", resolve_links):
        yield


@contextmanager
def fonts_left_out(tell: Callable[[Any], None]) -> Iterator[None]:
    """`weasyprint.pdf.build_fonts_dictionary`.

    What: no font is embedded; who asks is told which glyphs of which were used. Each font (`weasyprint.pdf.stream.Font`) keeps
        its description, by which it is found again.
    Why: each piece would bring its own part of every font; the book gets one (`faces.py`).
    Since: WeasyPrint 70; it lays out whole documents only.
    Upstream: not reported; a feature.
    """
    import pydyf
    from weasyprint import pdf
    from weasyprint.pdf import stream
    from weasyprint.text.ffi import ffi, pango

    plain = stream.Font

    def font(pango_font: Any, description: Any, size: float) -> Any:
        made = plain(pango_font, description, size)
        made.description = ffi.string(pango.pango_font_description_to_string(description)).decode()
        return made

    def build_fonts_dictionary(_: Any, fonts: Any, *__: Any) -> Any:
        tell(fonts)
        return pydyf.Dictionary()

    with replaced(stream, "Font", font), replaced(pdf, "build_fonts_dictionary", build_fonts_dictionary):
        yield


@contextmanager
def texts_drawn(draw_text: Callable[..., None]) -> Iterator[None]:
    """`weasyprint.draw.draw_text`.

    What: comments in the content of a page tell where the number of a page is printed (`numbers.py`).
    Why: it is written when the book is put together.
    Since: WeasyPrint 70; it lays out whole documents only.
    Upstream: not reported; a feature.
    """
    from weasyprint import draw

    with replaced(draw, "draw_text", partial(draw_text, draw.draw_text)):
        yield


def font_described(description: str, configuration: Any) -> Any:
    """WeasyPrint's font of a description that `fonts_left_out` gave to one, to be embedded."""
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango
    from weasyprint.text.fonts import get_pango_font_key

    if not hasattr(pango, "pango_font_description_from_string"):
        ffi.cdef("PangoFontDescription * pango_font_description_from_string (const char *str);")
    asked = ffi.gc(pango.pango_font_description_from_string(description.encode()), pango.pango_font_description_free)
    pango.pango_font_description_set_absolute_size(asked, _SIZE * TO_UNITS)
    context = ffi.gc(pango.pango_font_map_create_context(configuration.font_map), gobject.g_object_unref)
    found = ffi.gc(pango.pango_font_map_load_font(configuration.font_map, context, asked), gobject.g_object_unref)
    _, described, size = get_pango_font_key(found)
    font = Font(found, described, size)
    font.pango_font = found
    return font


def fonts_dictionary(pdf: Any, fonts: Mapping[str, Any]) -> Any:
    """Embed fonts into a PDF, cut to the glyphs that each names; their dictionary."""
    from weasyprint.pdf.fonts import build_fonts_dictionary

    return build_fonts_dictionary(pdf, fonts, True, True, {"hinting": False, "pdf_version": "1.7"})


PATCHES = (
    notes_measured, notes_kept, lines_filled, pages_made, hyphenated, structure_built, streams_ended, leaders_in_one,
    targets_known, heads_left_out, links_kept, fonts_left_out, texts_drawn, ends_drawn,
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
