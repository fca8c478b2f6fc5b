"""`brand.yml` (or `_brand.yml`, as Quarto calls it) and the folder `style/`: the house style of a report.

The form is the open one of brand.yml: `meta`, `logo`, `color`, `typography`, `defaults`. What other programs keep in `defaults`
is theirs; ours stands in `defaults: kerege`. Nothing is loaded from elsewhere: fonts and logos are files of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

import tinycss2
import tinycss2.color4

from kerege.catalogue import problem
from kerege.findings import Finding, Location
from kerege.fonts import OWN, families, family_of, letters_by_family, without_font
from kerege.languages import available, cldr, language_pack
from kerege.messages import say
from kerege.model.brand import (
    COLOURS,
    OWN_COLOURS,
    SANS,
    SERIF,
    Brand,
    Colours,
    Lettering,
    Logo,
    brightened,
    contrast,
    scheme,
)
from kerege.model.words import Words
from kerege.read.pictures import PICTURES, picture_file, require_plain_drawing
from kerege.read.records import Complaints, Node, Record, read_records, read_text

NAMES = ("brand.yml", "_brand.yml")
STYLE = "style"
"""The folder of a report's own style sheets and what they show."""
WEIGHTS = {
    "thin": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400, "regular": 400, "medium": 500,
    "semi-bold": 600, "demi-bold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800, "black": 900,
}  # fmt: skip
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(pt|px|em|rem|%)?")
_DECORATIONS = ("none", "underline", "underline dotted", "underline dashed", "underline wavy", "overline")


def read_brand(root: Path, languages: tuple[str, ...], complaints: Complaints, beside: str = "") -> Brand:
    """The house style of the report in `root`; `Brand()` with the report's own sheets where it has none.

    Args:
        beside: the path of the file that a series shares, for a report without one.
    """
    there = [name for name in NAMES if (root / name).is_file()]
    for name in there[1:]:
        complaints.add(Location(PurePosixPath(name)), problem("R008/house-style-already-in", there=there[0]))
    name = next(iter(there), beside)
    node = read_records(root / name, PurePosixPath(name), complaints) if name else None
    pictures = tuple(_pictures(root, complaints))
    sheets = dict(_sheets(root, complaints))
    if node is None:
        return Brand(sheets=sheets, pictures=pictures)
    return _brand(_Place(root, PurePosixPath(name).parent, languages, complaints), node, sheets, pictures)


@dataclass(frozen=True)
class _Place:
    """Where the file stands, and who is told what is wrong in it."""

    root: Path
    folder: PurePosixPath
    languages: tuple[str, ...]
    complaints: Complaints

    def record(self, node: Node | None, name: str) -> Record:
        return Record(node or Node({}, Location(self.folder / NAMES[0])), name, self.complaints, self.languages)

    def picture(self, record: Record, key: str, node: Node) -> PurePosixPath | None:
        """A picture of the report that a record names; None after a finding."""
        if not isinstance(node.value, str):
            self.complaints.add(node.location, problem("R004/should-name-one-file", key=key, record=record.name))
            return None
        if "://" in node.value:
            self.complaints.add(
                node.location,
                problem("H004/stands-on-another-server", node=node.value[:60]),
            )
            return None
        path = record.within(key, node.value, node.location)
        if path is None:
            return None
        return picture_file(self.root, self.folder / path, node.location, self.complaints)


def _brand(place: _Place, node: Node, sheets: Mapping[str, str], pictures: tuple[PurePosixPath, ...]) -> Brand:
    record = place.record(node, say("the house style"))
    parts = {
        key: place.record(record.node(key), say("'{key}' of the house style", key=key))
        for key in ("meta", "color", "typography", "defaults")
    }
    ours = place.record(parts["defaults"].node("kerege"), say("'defaults: kerege' of the house style"))
    name, home = _meta(parts["meta"], place)
    colours = _Colours(parts["color"], place)
    own = place.record(ours.node("colors"), say("'colors' of 'defaults: kerege'"))
    light, dark = colours.schemes(own)
    cover = place.record(ours.node("cover"), say("'cover' of 'defaults: kerege'"))
    picture = cover.node("picture")
    type_ = parts["typography"]
    letterings = {key: _lettering(type_, key, place, colours) for key in _TYPES}
    logos = _logos(record, place)
    names = _named_families(type_, place)
    letterings = {key: replace(one, family=names.get(one.family, one.family)) for key, one in letterings.items()}
    captions = names.get(ours.text("captions"), ours.text("captions"))
    brand = Brand(
        name=name,
        home=home,
        light=light,
        dark=dark,
        charts=tuple(made for text in ours.texts("charts") if (made := colours.one(text, ours.place("charts")))),
        base=letterings["base"],
        headings=letterings["headings"],
        captions=captions,
        monospace=letterings["monospace"],
        inline=letterings["monospace-inline"],
        block=letterings["monospace-block"],
        link=letterings["link"],
        small=logos.get("small"),
        medium=logos.get("medium"),
        large=logos.get("large"),
        cover_picture=place.picture(cover, "picture", picture) if picture is not None and picture.value else None,
        cover_full=cover.choice("place", ("foot", "full"), "foot") == "full",
        sheets=sheets,
        pictures=pictures,
        places={**colours.places, "charts": ours.place("charts"), **{key: type_.place(key) for key in _TYPES}},
    )
    used = [(type_.place(key), lettering.family) for key, lettering in letterings.items() if lettering.family]
    used += [(ours.place("captions"), captions)] if captions else []
    used = list(_known_families(used, place))
    fallback = place.record(ours.node("fallback"), say("'fallback' of 'defaults: kerege'"))
    chosen = {script: names.get(fallback.text(script), fallback.text(script)) for script in fallback.names()}
    brand = replace(brand, replaced=_replaced(used, chosen, captions, place))
    for part in (parts["color"], type_, cover, ours, record):
        part.finish()
    return brand


def _meta(record: Record, place: _Place) -> tuple[str, str]:
    """The publisher's name and address. The form lets anybody keep more there."""
    name, link = record.node("name"), record.node("link")
    shown = ""
    if name is not None and isinstance(name.value, dict):
        inner = place.record(name, say("'name' of 'meta'"))
        shown = inner.text("full") or inner.text("short")
    elif name is not None:
        shown = record.text("name")
    if link is not None and isinstance(link.value, dict):
        return shown, place.record(link, say("'link' of 'meta'")).text("home")
    return shown, record.text("link")


# --- colours ---


class _Colours:
    """The colours of the file, by name: those of the theme, then those of the palette, then CSS."""

    def __init__(self, record: Record, place: _Place) -> None:
        self._place = place
        self._palette = dict(self._nodes(record.node("palette"), "palette"))
        self.places = {key: record.place(key) for key in COLOURS if record.has(key)}
        self._theme = {
            key: node for key in COLOURS if (node := record.node(key)) is not None and node.value is not None
        }

    def _nodes(self, node: Node | None, name: str) -> Iterator[tuple[str, Node]]:
        if node is None or node.value is None:
            return
        if not isinstance(node.value, dict):
            self._place.complaints.add(node.location, problem("R004/should-hold-name-colour", name=name))
            return
        yield from node.value.items()

    def schemes(self, own: Record) -> tuple[Colours, Colours]:
        mine = {key: node for key in OWN_COLOURS if (node := own.node(key)) is not None and node.value is not None}
        self.places |= {key: own.place(key) for key in mine}
        own.finish()
        light = scheme(self._all(self._theme, "light"), self._all(mine, "light"))
        given = {key: value for key, value in self._all(self._theme, "dark", exact=True).items() if value}
        named = {key: value for key, value in self._all(mine, "dark", exact=True).items() if value}
        plain = scheme(given, named, dark=True)
        # The lightest of the dark grounds.
        ground = max((plain[key] for key in ("background", "tint", "card")), key=lambda one: contrast(one, "#000000"))
        for key in ("primary", "link", "success", "info", "warning", "danger"):
            if key in self._theme and key not in given:
                given[key] = brightened(light[key], ground)
        if "testimony" in mine and "testimony" not in named:
            named["testimony"] = brightened(light["testimony"], ground)
        return light, scheme(given, named, dark=True)

    def _all(self, nodes: Mapping[str, Node], side: str, *, exact: bool = False) -> dict[str, str]:
        found = {key: self._side(node, side, exact) for key, node in nodes.items()}
        return {key: value for key, value in found.items() if value}

    def _side(self, node: Node, side: str, exact: bool) -> str:
        """One side of a colour, which may be written once or as `{light: …, dark: …}`; `exact`: only what has that side."""
        if isinstance(node.value, dict):
            record = self._place.record(node, say("a colour of the house style"))
            sides = {name: record.text(name) for name in ("light", "dark")}
            if not exact:
                record.finish()
            text = sides[side] or ("" if exact else next(filter(None, sides.values()), ""))
            return self.one(text, record.place(side), side) if text else ""
        if not isinstance(node.value, str) or (exact and not self._has_sides(node.value)):
            return ""
        return self.one(node.value, node.location, side)

    def _has_sides(self, name: str, depth: int = 0) -> bool:
        """Whether a name of the file leads to a colour with a light and a dark side."""
        node = self._palette.get(name) or self._theme.get(name)
        if node is None or depth > len(self._palette):
            return False
        return isinstance(node.value, dict) or (isinstance(node.value, str) and self._has_sides(node.value, depth + 1))

    def one(self, text: str, place: Location, side: str = "light", depth: int = 0) -> str:
        """A colour as `#rrggbb`; empty after a finding."""
        text = text.strip()
        # `primary: primary` names the palette's, as `blue: blue` names that of CSS.
        found = [
            node for node in (self._theme.get(text), self._palette.get(text)) if node is not None and node.value != text
        ]
        if found and depth <= len(self._palette) + len(self._theme):
            node = found[0]
            if isinstance(node.value, dict):
                text = next((str(node.value[name].value) for name in (side, "light", "dark") if name in node.value), "")
                return self.one(text, node.location, side, depth + 1)
            if isinstance(node.value, str):
                return self.one(node.value, node.location, side, depth + 1)
        parsed = tinycss2.color4.parse_color(text)
        if parsed is None or isinstance(parsed, str) or parsed.alpha < 1:
            self._place.complaints.add(place, problem("H003", text=text[:40]))
            return ""
        return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in parsed.to("srgb")[:3])


# --- type ---

_TYPES = ("base", "headings", "monospace", "monospace-inline", "monospace-block", "link")


def _lettering(record: Record, key: str, place: _Place, colours: _Colours) -> Lettering:
    node = record.node(key)
    if node is None or node.value is None:
        return Lettering()
    if isinstance(node.value, str):
        return Lettering(family=node.value.strip())
    inner = place.record(node, say("'{key}' of 'typography'", key=key))
    written = {name: inner.text(name) for name in ("color", "background-color")}
    made = Lettering(
        family="" if key == "link" else inner.text("family"),
        weight=_weight(inner),
        style=inner.choice("style", ("", "normal", "italic", "oblique"), "") if key == "headings" else "",
        size="" if key in ("link", "headings") else _measure(inner, "size"),
        line_height=_measure(inner, "line-height"),
        colour=colours.one(written["color"], inner.place("color")) if written["color"] else "",
        background=colours.one(written["background-color"], inner.place("background-color"))
        if written["background-color"]
        else "",
        decoration=inner.choice("decoration", ("", *_DECORATIONS), "") if key == "link" else "",
    )
    inner.finish()
    return made


def _weight(record: Record) -> int | None:
    text = record.text("weight")
    if not text:
        return None
    number = WEIGHTS.get(text, int(text) if text.isdecimal() else 0)
    if not 1 <= number <= 1000:
        record.complaints.add(
            record.place("weight"),
            problem("R004/weight", record=record.name, text=text[:20]),
        )
        return None
    return number


def _measure(record: Record, key: str) -> str:
    text = record.text(key)
    if not text or _SIZE.fullmatch(text):
        return text
    record.complaints.add(
        record.place(key),
        problem("R004/of-is-write-number-with-pt", key=key, record=record.name, text=text[:20]),
    )
    return ""


def _named_families(record: Record, place: _Place) -> dict[str, str]:
    """What the files of a font call the family that the house style gives another name to; a finding for each file that is not
    there. Where a family comes from another server, its name is of use."""
    names: dict[str, str] = {}
    for item in record.items("fonts"):
        inner = place.record(item, say("a font of the house style"))
        family = inner.text("family", needed=True)
        source = inner.choice("source", ("", "file", "google", "bunny", "system"), "")
        for key in ("weight", "style", "display"):
            inner.node(key)
        for file in inner.items("files"):
            node = file
            if isinstance(file.value, dict):
                named = place.record(file, say("a file of a font"))
                node = named.node("path") or file
                for key in ("weight", "style"):
                    named.node(key)
                named.finish()
            if isinstance(node.value, str) and (path := inner.within("files", node.value, node.location)) is not None:
                path = place.folder / path
                if path.parts[0] != OWN or not (place.root / path).is_file():
                    place.complaints.add(
                        node.location,
                        problem("H004/there-no-font-in", path=path),
                    )
                elif family not in families(place.root) and (own := family_of(place.root / path)):
                    names.setdefault(family, own)
        if source == "file" and not inner.items("files"):
            inner.lacks("files")
        inner.finish()
    return names


def _known_families(used: Iterable[tuple[Location, str]], place: _Place) -> Iterator[tuple[Location, str]]:
    """The families that files of the report have; a warning for each other one: Kerege's own letters stand there."""
    there = {SERIF, SANS, *families(place.root)}
    for location, family in used:
        if family in there:
            yield location, family
        else:
            place.complaints.findings.append(
                Finding(
                    location,
                    problem("H002", family=family),
                )
            )


def _replaced(
    used: Iterable[tuple[Location, str]], chosen: Mapping[str, str], captions: str, place: _Place
) -> dict[str, dict[str, str]]:
    """By language: what stands for a family that lacks letters of its alphabet, and a warning that says so."""
    found: dict[str, dict[str, str]] = {}
    letters = letters_by_family(place.root)
    for location, family in {name: (where, name) for where, name in reversed(list(used))}.values():
        for code in place.languages:
            if code not in available() or family not in letters:
                continue
            pack = language_pack(code)
            script = cldr.script_of(pack.babel_locale)
            lacking = sorted(without_font("".join(pack.letters).lower(), letters[family]))
            if not lacking:
                continue
            other = chosen.get(script, SANS if family == captions else SERIF)
            found.setdefault(code, {})[family] = other
            place.complaints.findings.append(
                Finding(
                    location,
                    problem("H006", family=family, lacking="".join(lacking[:8]), code=code, other=other),
                )
            )
    return found


# --- logos ---


def _logos(record: Record, place: _Place) -> dict[str, Logo]:
    node = record.node("logo")
    if node is None or node.value is None:
        return {}
    if isinstance(node.value, str) or "path" in (node.value if isinstance(node.value, dict) else {}):
        one = _resource(record, node, {}, place)
        return {"medium": Logo(one[0], one[0], one[1])} if one else {}
    inner = place.record(node, say("'logo' of the house style"))
    images = inner.node("images")
    named = images.value if images is not None and isinstance(images.value, dict) else {}
    found = {}
    for size in ("small", "medium", "large"):
        given = inner.node(size)
        if given is None or given.value is None:
            continue
        sides = given.value if isinstance(given.value, dict) and {"light", "dark"} & set(given.value) else {}
        ready = [
            _resource(inner, sides.get(side, given), named, place)
            for side in ("light", "dark")
            if not sides or side in sides
        ]
        made = [one for one in ready if one]
        if made:
            found[size] = Logo(made[0][0], made[-1][0], made[0][1])
    inner.finish()
    return found


def _resource(
    record: Record, node: Node, named: Mapping[str, Node], place: _Place
) -> tuple[PurePosixPath, Words] | None:
    """The file of a logo, and what it shows in words."""
    if isinstance(node.value, str) and node.value in named:
        return _resource(record, named[node.value], {}, place)
    if not isinstance(node.value, dict):
        path = place.picture(record, "logo", node)
        return (path, {}) if path else None
    inner = place.record(node, say("a logo of the house style"))
    file = inner.node("path")
    alt = inner.node("alt")
    words: Words = {}
    if alt is not None and isinstance(alt.value, str):
        words = dict.fromkeys(place.languages, alt.value.strip())
    elif alt is not None:
        words = inner.words("alt", needed=False)
    inner.finish()
    path = place.picture(inner, "path", file) if file is not None else None
    return (path, words) if path else None


# --- the folder style/ ---


def _pictures(root: Path, complaints: Complaints) -> Iterator[PurePosixPath]:
    folder = root / STYLE
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file() and path.suffix.lower() in PICTURES:
            shown = PurePosixPath(STYLE, path.name)
            require_plain_drawing(path, shown, complaints)
            yield shown


def _sheets(root: Path, complaints: Complaints) -> Iterator[tuple[str, str]]:
    """The report's own style sheets, each after ours."""
    for name in ("site", "print"):
        shown = PurePosixPath(STYLE, f"{name}.css")
        if (root / shown).is_file() and (text := read_text(root / shown, shown, complaints)) is not None:
            for node in _nodes_of(tinycss2.parse_stylesheet(text)):
                _judge(node, shown, root, complaints)
            yield name, text


def _nodes_of(nodes: Iterable[Any] | None) -> Iterator[Any]:
    for node in nodes or ():
        yield node
        for part in ("prelude", "content", "arguments", "value"):
            inner = getattr(node, part, None)
            if isinstance(inner, list):
                yield from _nodes_of(inner)


def _judge(node: Any, shown: PurePosixPath, root: Path, complaints: Complaints) -> None:
    """What a sheet may not hold: a mistake, a file of another server, one that is not there."""
    where = Location(shown, node.source_line, node.source_column)
    if node.type == "error":
        complaints.add(where, problem("H005/style-sheet-cannot-be", message=node.message))
    elif node.type == "at-rule" and node.lower_at_keyword == "import":
        complaints.add(where, problem("H005/style-sheet-imports-another"))
    elif node.type == "url" or (node.type == "function" and node.lower_name == "url"):
        target = (
            node.value
            if node.type == "url"
            else "".join(part.value for part in node.arguments if part.type == "string")
        )
        if target.startswith("data:") or target.startswith("#"):
            return
        if "/" in target or not (root / STYLE / target).is_file():
            complaints.add(
                where,
                problem("H005/style-sheet-shows-which", target=target[:60]),
            )
