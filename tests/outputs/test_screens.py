"""Drawings for screens, made of the scripts of a report: live text, colours of the page, links at the values, room on a phone."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kerege.evidence.ledger import read_ledger
from kerege.outputs.figures import draw_figures
from kerege.outputs.site.drawings import with_drawings
from kerege.read import read_report
from tests.small_report import english

BEGIN = "def draw(figure, data, words):\n    axes = figure.add_axes((0.2, 0.2, 0.7, 0.6))\n    shown = list(data.values())\n"
BARS = BEGIN + "    bars = axes.bar(range(len(shown)), [float(datum.value) for datum in shown]{})\n"
SCRIPTS = {
    "plain": BARS.format("")
    + "    bars[0].set_gid(shown[0].id)\n    axes.text(0, 1, shown[0].text, gid=shown[0].id)\n",
    "coloured": BARS.format(", color='#00aa55'"),
    "crowded": BARS.format("")
    + "    figure.text(0.02, 0.9, 'A heading that is far too long for any telephone that there is', size=9)\n",
    "tiny": BARS.format("") + "    axes.tick_params(labelsize=3)\n",
    "hatched": BARS.format(", hatch='//'") + "    axes.plot([0, 1], [5, 6], 'o')\n",
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the drawings of reports' own scripts."""
    root = english(tmp_path_factory.mktemp("screens") / "report")
    words = (root / "figures" / "reading.yml").read_text(encoding="utf-8")
    text = "---\ntitle: A\n---\n"
    for name, script in SCRIPTS.items():
        (root / "figures" / f"{name}.yml").write_text(words, encoding="utf-8")
        (root / "figures" / f"{name}.py").write_text(script, encoding="utf-8")
        text += f"```figure\n{name}\n```\n\n"
    (root / "docs" / "en" / "90-figures.md").write_text(text, encoding="utf-8")
    report = read_report(root).report
    draw_figures(report, read_ledger(report).values, root / "drawn", "en")
    return root / "drawn"


def svg(drawn: Path, name: str, kind: str = "wide") -> str:
    return (drawn / f"{name}-en.{kind}.svg").read_text(encoding="utf-8")


def test_a_script_that_knows_nothing_of_screens_has_live_text_in_colours_of_the_page(drawn: Path) -> None:
    text = svg(drawn, "plain")
    tree = ElementTree.fromstring(text)
    assert len([part for part in tree.iter("text") if part.text]) > 4
    assert "style=" not in text and "<style" not in text and "k-drawing--light" not in text
    assert {"k-fill-first", "k-fill-ink", "k-stroke-ink"} <= set(re.findall(r"k-(?:fill|stroke)-\w+", text))


def test_what_shows_a_value_leads_to_it(drawn: Path) -> None:
    (link,) = ElementTree.fromstring(svg(drawn, "plain")).iter("a")
    assert link.get("href") == f"#stat-{link.get('data-number')}"
    label, _, value = (link.get("aria-label") or "").rpartition(": ")
    assert label and value == next(part.text for part in link.iter("text"))
    assert len(list(link.iter("path"))) == 1


def test_colours_of_a_script_s_own_keep_a_light_ground(drawn: Path) -> None:
    assert "k-drawing--light" in svg(drawn, "coloured")


@pytest.mark.parametrize(("name", "fits"), [("plain", True), ("hatched", True), ("crowded", False), ("tiny", False)])
def test_a_drawing_is_made_for_a_phone_where_its_words_find_room_and_are_large_enough(
    drawn: Path, name: str, fits: bool
) -> None:
    assert (drawn / f"{name}-en.narrow.svg").is_file() is fits
    if fits:
        text = svg(drawn, name, "narrow")
        wide = float(text.split('viewBox="0 0 ')[1].split()[0])
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', text)]
        assert min(sizes) * 262 / wide >= 11


def test_what_finds_no_room_on_a_phone_is_scrolled_at_a_size_that_can_be_read(drawn: Path) -> None:
    place = '<div class="k-drawing" data-drawing="crowded-en"><img class="k-figure__image" src="../assets/figures/crowded-en.svg" alt="Bars"></div>'
    page = with_drawings(place, drawn)
    assert "k-drawing--scrolled" in page and 'tabindex="0"' in page and 'aria-label="Bars"' in page
    text = svg(drawn, "crowded")
    shown, wide = float(re.search(r'width="(\d+)"', text)[1]), float(text.split('viewBox="0 0 ')[1].split()[0])  # type: ignore[index]
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', text)]
    assert min(sizes) * shown / wide >= 11


def test_parts_that_refer_to_each_other_do_so_by_names_of_the_drawing_s_own(drawn: Path) -> None:
    text = svg(drawn, "hatched")
    ids = re.findall(r' id="([^"]+)"', text)
    assert ids and len(ids) == len(set(ids)) and all(one.startswith("hatched-en-wide-") for one in ids)
    referred = set(re.findall(r"url\(#([^)]+)\)", text)) | set(re.findall(r'<use href="#([^"]+)"', text))
    assert referred and referred <= set(ids)


def test_a_figure_that_was_not_drawn_keeps_its_picture(tmp_path: Path) -> None:
    place = '<div class="k-drawing" data-drawing="none-en"><img src="assets/figures/none-en.svg" alt=""></div>'
    assert with_drawings(place, tmp_path) == place
