"""One Markdown file in one language as a `Chapter`: its front matter, its tree, and the views of the tree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from unicodedata import normalize

from kerege.catalogue import problem
from kerege.findings import Location
from kerege.messages import say
from kerege.model import Chapter, Places
from kerege.model.comments import hollow
from kerege.model.document import Inline, Tie, walk
from kerege.model.visible import visible
from kerege.read.markdown.places import Runs
from kerege.read.markdown.tree import front_matter, read_document, read_words
from kerege.read.records import Complaints, Node, Record, parse_yaml
from kerege.read.settings import STATES, people
from kerege.read.views import Views

KINDS = (
    "chapter",
    "foreword",
    "preface",
    "acknowledgements",
    "summary",
    "abbreviations",
    "introduction",
    "conclusion",
    "afterword",
    "appendix",
)
"""What a chapter may be; only chapters, introductions and conclusions have numbers unless `numbered` says otherwise."""
WORDS = ("title", "short_title", "summary", "content_note")
"""Fields of the front matter that hold words for readers; ties work in them."""
_COMMENT = re.compile(r"(?![\"'>|])[^\n]*?[ \t](?P<sign>#)")


def read_chapter_text(text: str, path: PurePosixPath, language: str, complaints: Complaints) -> Chapter:
    """A chapter from its text.

    Args:
        text: the file, with `\\n` line breaks.
        path: relative to the report's folder, for locations.
        complaints: receives findings about the front matter.
    """
    source, text = text, hollow(text)
    name = normalize("NFC", path.stem)
    document = read_document(text)
    fields, meta = _front_matter(text, path, language, complaints)
    places = Places(path, text)
    document = replace(document, front=_words(fields, text[: document.body], places))
    if "title" in document.front and not names_something(document.front["title"]):
        _untitled(fields["title"].location, complaints)
    views = Views(document, places)
    return Chapter(
        language=language,
        name=name,
        path=path,
        text=text,
        source=source,
        body=document.body,
        meta=meta,
        title=visible(document.front.get("title", ())).text or name,
        passages=tuple(views.passages),
        ties=tuple(views.ties),
        blocks=tuple(views.blocks),
        headings=tuple(views.headings),
        tables=tuple(views.tables),
        citations=tuple(views.citations),
        notes=views.notes,
        leads=tuple(views.leads),
        places=places,
        document=document,
    )


def _front_matter(
    text: str, path: PurePosixPath, language: str, complaints: Complaints
) -> tuple[Mapping[str, Node], dict[str, object]]:
    """The fields of the front matter as they are written, and as what they mean."""
    match = front_matter(text)
    if match is None:
        if text.startswith("---\n"):
            complaints.add(Location(path), problem("R001/front-matter-never-closed"))
        else:
            _untitled(Location(path), complaints)
        return {}, {}
    node = parse_yaml(match["yaml"], path, complaints, first_line=2)
    if node is None:
        return {}, {}
    record = Record(node, say("the front matter"), complaints, (language,))
    meta = _meta(record)
    fields = node.value if isinstance(node.value, dict) else {}
    if "title" not in meta and (fields.get("title") is None or not isinstance(fields["title"].value, (dict, list))):
        _untitled(node.keys.get("title", Location(path)), complaints)
    _require_whole(fields, text[: match.end()], path, complaints)
    return fields, meta


def names_something(words: Sequence[Inline]) -> bool:
    """Whether a title or heading has words, or a value that is printed: a formula alone, or a comment, names nothing."""
    return any(sign.isalnum() for sign in visible(words).text) or any(isinstance(node, Tie) for node in walk(*words))


def _untitled(place: Location, complaints: Complaints) -> None:
    complaints.add(place, problem("R005/this-chapter-has-no"))


def _meta(record: Record) -> dict[str, object]:
    """What the fields mean; those that say nothing are left out."""
    meta: dict[str, object] = {key: text for key in (*WORDS, "part") if (text := record.text(key))}
    meta |= {key: record.flag(key) for key in ("numbered", "appendix", "run_on") if record.has(key)}
    if record.has("kind"):
        meta["kind"] = record.choice("kind", KINDS, "chapter")
    if record.has("authors"):
        meta["authors"] = tuple(people(record))
    if record.has("print"):
        meta["print"] = record.choice("print", ("", "tight"), "")
    # What Material shows of a page on the website.
    meta |= {key: list(words) for key in ("tags", "hide") if (words := record.texts(key))}
    status = record.text("status")
    if status and status not in STATES:
        record.complaints.add(
            record.place("status"),
            problem("R004/status-this-chapter", status=status, states=STATES[1:]),
        )
    if status:
        meta["status"] = status
    record.finish()
    return meta


def _require_whole(fields: Mapping[str, Node], front: str, path: PurePosixPath, complaints: Complaints) -> None:
    """A finding where YAML takes the end of a text for a comment."""
    starts = Places(path, front)
    for key in (*WORDS, "part"):
        node = fields.get(key)
        if node is None or not isinstance(node.value, str):
            continue
        cut = _COMMENT.match(front, starts.offset(node.location))
        if cut is not None:
            complaints.add(
                starts.at(cut.start("sign")),
                problem("R004/ends-at-sign-what", key=key),
            )


# --- words with their places ---


def _words(fields: Mapping[str, Node], front: str, places: Places) -> dict[str, tuple[Inline, ...]]:
    """The words of the front matter as inline nodes, in the order in which they are printed."""
    return {
        key: read_words(node.value.strip(), _runs(node.value.strip(), front, places.offset(node.location)))
        for key in WORDS
        if (node := fields.get(key)) is not None and isinstance(node.value, str) and node.value.strip()
    }


def _runs(value: str, front: str, start: int) -> Runs:
    """Where the characters of a YAML text stand, however it is quoted or folded.

    Where that cannot be followed, such as behind `\\u0416`, all that is left has the place of what was last found.
    """
    position = front.find("\n", start) + 1 if front[start : start + 1] in ("|", ">") else start
    runs: Runs = []
    for number, sign in enumerate(value):
        blank = sign in " \n"
        while position < len(front) and front[position] != sign and not (blank and front[position] == "\n"):
            if front[position] not in " \n\t\\'\"" or blank:
                return [*runs, *((left, position) for left in range(number, len(value)))] or [(0, start)]
            position += 1
        if not runs or runs[-1][1] + number - runs[-1][0] != position:
            runs.append((number, min(position, len(front))))
        position += 1
        if blank:
            while (
                position < len(front)
                and front[position] in " \n"
                and number + 1 < len(value)
                and value[number + 1] not in " \n"
            ):
                position += 1
    return runs or [(0, start)]
