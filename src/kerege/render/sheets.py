"""Our style sheets with the colours and families of a house style: `$(primary)`, `$(text)` and the like are filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kerege.languages import LanguagePack
from kerege.model.brand import SANS, SERIF, Brand, Lettering

_NAME = re.compile(r"\$\(([\w-]+)\)")
_POINTS = re.compile(r"(?<![\w.#-])(\d*\.?\d+)pt\b")


def filled(sheet: str, brand: Brand, more: Mapping[str, str] | None = None, own: Sequence[str] = ()) -> str:
    """A style sheet with everything that stands in `$(…)`; a name that is none of ours stays.

    Args:
        more: further names, such as the measures of a paper.
        own: families that help out where ours lack a letter.
    """
    names = {**brand.light.of, **_families(brand, own), **(more or {})}
    return _NAME.sub(lambda match: names.get(match[1], match[0]), sheet)


def _families(brand: Brand, own: Sequence[str]) -> dict[str, str]:
    """Lists of families: the publisher's, ours, and the report's own for letters that neither has."""
    mono = brand.monospace.family or brand.caption_family
    wanted = {
        "text": brand.text_family,
        "headings": brand.heading_family,
        "captions": brand.caption_family,
        "mono": mono,
    }
    return {
        key: ", ".join(
            f'"{name}"' for name in dict.fromkeys([family, *_ours(family, key), *_helping(own, family, key)])
        )
        for key, family in wanted.items()
    }


def _helping(own: Sequence[str], family: str, role: str) -> list[str]:
    """Families that help out, those without serifs first where the text has none."""
    sans = _ours(family, role)[0] == SANS
    return sorted(own, key=lambda name: ("sans" in name.casefold()) != sans)


def _ours(family: str, role: str) -> tuple[str, str]:
    """Our families in the order in which they help out a family of the publisher's."""
    return (SANS, SERIF) if "sans" in family.casefold() or (role in ("captions", "mono")) else (SERIF, SANS)


def enlarged(sheet: str, scale: float) -> str:
    """A style sheet with every measure in points so much larger."""
    return sheet if scale == 1 else _POINTS.sub(lambda match: f"{float(match[1]) * scale:.2f}pt", sheet)


def counted(packs: Iterable[LanguagePack]) -> str:
    """Rules by which numbered lists have the digits of their language; nothing for languages with 0 to 9."""
    # `:where` weighs nothing: lists that show no numbers go before it.
    return "".join(
        f":where(ol:lang({pack.code})) {{ list-style-type: {pack.counter} }}\n" for pack in packs if pack.counter
    )


def rules(brand: Brand, *, link: str = "a") -> str:
    """What `typography` of the house style says beyond families and the size of the text, as rules behind a sheet."""
    return "".join(_rules(brand, link))


def _rules(brand: Brand, link: str) -> Iterator[str]:
    base = brand.base
    for selector, lettering in (
        ("body", Lettering(weight=base.weight, line_height=base.line_height)),
        ("h1, h2, h3, h4, h5, h6", brand.headings),
        ("code, pre", brand.monospace),
        ("code", brand.inline),
        ("pre, pre code", brand.block),
        (link, brand.link),
    ):
        said = _declarations(lettering)
        if said:
            yield f"{selector} {{ {said} }}\n"


def _declarations(lettering: Lettering) -> str:
    pairs = (
        ("font-family", f'"{lettering.family}"' if lettering.family else ""),
        ("font-weight", str(lettering.weight or "")),
        ("font-style", lettering.style),
        ("font-size", lettering.size),
        ("line-height", lettering.line_height),
        ("color", lettering.colour),
        ("background-color", lettering.background),
        ("text-decoration", lettering.decoration),
    )
    return " ".join(f"{name}: {value};" for name, value in pairs if value)
