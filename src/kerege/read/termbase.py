"""`translations/terms.yml`: how the report's terms are said in each language. Not printed; the glossary is."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from kerege.files import there
from kerege.messages import say
from kerege.model import Rendering
from kerege.read.records import Complaints, Record, read_records

PATH = PurePosixPath("translations/terms.yml")


def read_termbase(root: Path, languages: tuple[str, ...], complaints: Complaints) -> tuple[Rendering, ...]:
    """The renderings in file order; none where the report has no such file."""
    node = read_records(root / PATH, PATH, complaints) if there(root / PATH) else None
    if node is None or node.value is None:
        return ()
    table = Record(node, str(PATH), complaints)
    found = []
    for term in table.names():
        item = table.node(term)
        assert item is not None
        record = Record(item, say("term '{term}'", term=term), complaints)
        advice = record.flag("advice")
        for language in languages:
            inner_node = record.node(language)
            if inner_node is None:
                continue
            inner = Record(inner_node, say("'{language}' of term '{term}'", language=language, term=term), complaints)
            found.append(
                Rendering(term, language, inner.text("term", needed=True), inner.texts("stems"), advice, item.location)
            )
            inner.finish()
        record.finish()
    return tuple(found)
