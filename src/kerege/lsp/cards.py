"""What is shown where the pointer rests: everything known of a tie, a number, a quote, a term, a work, a figure, a field.

Cards are Markdown. What the report says is quoted as it stands, with the marks of Markdown taken out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kerege.evidence.claims import Trouble, arithmetic, contradiction, work_out
from kerege.evidence.classes import Classed, NumberClass, chapter_classes
from kerege.evidence.noise import LIMIT, noise
from kerege.evidence.phrases import printed_value
from kerege.evidence.stated import Stated
from kerege.evidence.tolerances import tolerances
from kerege.languages.messages import Messages
from kerege.lsp.mentions import Mention
from kerege.lsp.session import Session
from kerege.messages import say, say_count, word
from kerege.model import Chapter, Scheme, Tie

_MOST_PLACES = 12
_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~])")
_PICTURES = (
    "build/site/assets/figures/{key}-{code}.png",
    "build/figures/{key}-{code}.png",
    ".kerege/site-figures/{key}-{code}.png",
)


class Cards:
    """Cards in one language of the interface."""

    def __init__(self, session: Session, known: Messages) -> None:
        self.session, self.known = session, known

    def of(self, mention: Mention, language: str) -> str:
        """The card of a thing; empty where nothing is known of it.

        Args:
            language: that of the chapter, in which values are printed.
        """
        lines = {
            "stat": self._statistic, "claim": self._claim, "quote": self._quote, "term": self._term, "cite": self._work,
            "fig": self._figure, "photo": self._figure, "source": self._source, "nostat": self._nostat, "table": self._table,
        }.get(mention.kind)  # fmt: skip
        return "\n\n".join(lines(mention.id, language)) if lines else ""

    def _say(self, text: str) -> str:
        return self.known.say(text)

    # --- statistics and claims ---

    def _statistic(self, key: str, language: str) -> Iterator[str]:
        report = self.session.report
        record, value = report.statistics.get(key), self.session.values.get(key)
        if record is None:
            return
        pack = self.session.pack(language)
        head = f"**{printed_value(record, value, pack)}**" if value is not None else self._say(say("no value"))
        yield f"{head} · `stat:{key}`"
        yield plain(record.label.get(language) or next(iter(record.label.values()), ""))
        facts = [self._say(say("unit: {unit}", unit=record.unit))]
        if record.period:
            facts.append(self._say(say("period: {period}", period=record.period)))
        if record.of.get(language):
            facts.append(self._say(say("about: {stems}", stems=record.of[language])))
        if value is not None and value.base is not None:
            facts.append(self._say(say_count("{count} case", "{count} cases", value.base)))
        if record.bound:
            facts.append(self._say(say("the source says no more than a bound: {bound}", bound=record.bound)))
        yield " · ".join(facts)
        if value is not None:
            place = plain(self._say(value.trail))
            if value.file is not None:
                place = f"[{place}]({self.session.uri(value.file)}#L{value.row or 1})"
            yield place + (f" · `{value.raw}`" if value.raw else "")
        source = report.sources.get(record.source)
        if source is not None:
            yield plain(source.title.get(language) or source.id)
        if record.note:
            yield f"_{plain(record.note)}_"
        yield from self._places("stat", key)

    def _places(self, kind: str, key: str) -> Iterator[str]:
        """Where it is stated, in every language."""
        session = self.session
        places = []
        for path, one in session.named(kind, key):
            chapter = session.chapter(path)
            if chapter is None:
                continue
            line = chapter.places.at(one.start).line
            said = next((tie.words for tie in chapter.ties if tie.start == one.whole[0]), "")
            shown = f"[{chapter.language}/{chapter.name}:{line}]({session.uri(path)}#L{line})"
            places.append(shown + (f" {plain(said)}" if said else ""))
        if places:
            more = [f"… {len(places) - _MOST_PLACES}"] if len(places) > _MOST_PLACES else []
            yield self._say(say("stated in:")) + "\n" + "\n".join(f"- {one}" for one in (*places[:_MOST_PLACES], *more))

    def _claim(self, key: str, language: str) -> Iterator[str]:
        report, values = self.session.report, self.session.values
        claim = report.claims.get(key)
        if claim is None:
            return
        yield f"**{claim.kind.value}** · `claim:{key}`"
        rows = []
        for name in claim.statistics:
            record, value = report.statistics.get(name), values.get(name)
            said = printed_value(record, value, self.session.pack(language)) if record and value else "?"
            label = plain(record.label.get(language, name)) if record else name
            rows.append(f"- {said} · `{name}` · {label}")
        yield "\n".join(rows)
        result = work_out(claim, report.statistics, values, tolerances(report.settings.tolerances))
        if isinstance(result, Trouble):
            if result.problem is not None:
                yield plain(self._say(result.problem.message))
            return
        yield "\n".join(f"- {plain(step)}" for step in arithmetic(result))
        wrong, chance = contradiction(claim, result), noise(result)
        if wrong is not None and wrong.problem is not None:
            yield plain(self._say(wrong.problem.message))
        if chance is not None:
            yield self._say(
                say("may be chance: z = {z}, below {limit} (95 per cent)", z=round(chance.z, 2), limit=LIMIT)
            )
        yield from self._places("claim", key)

    # --- other records ---

    def _quote(self, key: str, language: str) -> Iterator[str]:
        record = self.session.report.quotes.get(key) or self.session.report.drafts.get(key)
        if record is None:
            return
        yield f"`quote:{key}` · {record.form} · {plain(record.speaker)}"
        text = record.text.get(language) or record.text.get(record.original, "")
        yield "> " + plain(" ".join(text.split()))
        if language != record.original and record.original in record.text:
            yield f"{record.original}: " + plain(" ".join(record.text[record.original].split()))
        yield self._say(say("consent to publish: {publish}", publish=record.consent.publish))
        yield from self._places("quote", key)

    def _term(self, key: str, language: str) -> Iterator[str]:
        record = self.session.report.terms.get(key)
        if record is None:
            return
        yield f"**{plain(record.term.get(language, key))}** · `term:{key}`"
        yield plain(record.definition.get(language, ""))
        others = [f"{code}: {plain(text)}" for code, text in record.term.items() if code != language]
        if others:
            yield " · ".join(others)

    def _work(self, key: str, language: str) -> Iterator[str]:
        record = self.session.report.references.get(key)
        if record is None:
            return
        item = record.item
        people = item.get("author") or item.get("editor") or []
        names = [str(one.get("family") or one.get("literal") or "") for one in people if isinstance(one, dict)]
        issued = item.get("issued") or {}
        dated = issued.get("date-parts", [[""]]) if isinstance(issued, dict) else [[""]]
        year = str(dated[0][0]) if dated and dated[0] else ""
        yield " · ".join(filter(None, (plain(", ".join(names)), year, f"`@{key}`")))
        yield f"**{plain(str(item.get('title', '')))}**"
        more = [str(item.get(name, "")) for name in ("container-title", "publisher", "publisher-place", "URL", "DOI")]
        yield plain(", ".join(filter(None, more)))
        if item.get("title-en"):
            yield plain(str(item["title-en"]))

    def _figure(self, key: str, language: str) -> Iterator[str]:
        report, root = self.session.report, self.session.root
        figure, photo = report.figures.get(key), report.photos.get(key)
        record = figure or photo
        if record is None:
            return
        words = figure.title if figure else photo.caption if photo else {}
        yield f"**{plain(words.get(language, key))}** · `fig:{key}`"
        shown: Path | None = None
        if photo is not None and photo.file is not None:
            shown = root / photo.file
        elif figure is not None:
            places = (root / place.format(key=key, code=language) for place in _PICTURES)
            shown = next((place for place in places if place.is_file()), None)
        if shown is not None:
            yield f"![{plain(words.get(language, key))}]({shown.resolve().as_uri()})"
        else:
            # A figure is drawn by the report's own code: not for a pointer that rests on it.
            yield self._say(say("not drawn yet: kerege figures draws it"))
        yield plain(record.alt.get(language, ""))
        if figure is not None and figure.data:
            yield ", ".join(f"`{name}`" for name in figure.data)

    def _source(self, key: str, language: str) -> Iterator[str]:
        record = self.session.report.sources.get(key)
        if record is not None:
            yield f"**{plain(record.title.get(language, key))}** · `{key}`"
            yield ", ".join(f"[{file}]({self.session.uri(record.path(file))})" for file in record.files)

    def _nostat(self, key: str, _language: str) -> Iterator[str]:
        reason = self.session.report.settings.nostat.get(key)
        if reason is not None:
            yield f"`nostat:{key}` · {plain(str(reason))}"

    def _table(self, key: str, language: str) -> Iterator[str]:
        table = self.session.report.tables.get(key)
        if table is not None:
            yield f"**{plain(table.title.get(language, key))}** · `table:{key}`"
            yield f"{len(table.rows)} × {len(table.columns)} · {table.file}"
            return
        for path, one in self.session.everywhere():
            if one.kind == "table" and one.declares and one.id == key:
                chapter = self.session.chapter(path)
                found = next((t for t in chapter.tables if t.id == key), None) if chapter else None
                if found is not None and chapter is not None and chapter.language == language:
                    yield f"**{plain(found.caption)}** · `table:{key}`"
                    yield f"{max(0, len(found.rows) - 1)} × {len(found.rows[0]) if found.rows else 0}"

    # --- numbers ---

    def number(self, chapter: Chapter, offset: int) -> tuple[str, int, int] | None:
        """The card of a number that no tie touches, and where it begins and ends in the file."""
        found = number_at(self.session, chapter, offset)
        if found is None or found[0].kind is NumberClass.TIED:
            return None
        one, start, end = found
        return f"{self._say(word(one.kind))}: {plain(self._say(one.why))}", start, end

    def beside(self, chapter: Chapter, tie: Tie) -> str:
        """What the original says where a translation states the same: the words of its tie."""
        report = self.session.report
        original = report.settings.original
        first = report.chapter(original, chapter.name)
        if chapter.language == original or first is None or tie.scheme not in (Scheme.STATISTIC, Scheme.CLAIM):
            return ""
        mine = [one for one in chapter.ties if (one.scheme, one.target) == (tie.scheme, tie.target)]
        theirs = [one for one in first.ties if (one.scheme, one.target) == (tie.scheme, tie.target)]
        place = mine.index(tie)
        if place >= len(theirs):
            return self._say(say("the original does not say it"))
        return self._say(say("the original: {words}", words=theirs[place].words or "–"))


def number_at(session: Session, chapter: Chapter, offset: int) -> tuple[Classed, int, int] | None:
    """The number at a place of a chapter, with its class, and where it begins and ends in the file."""
    index = passage_at(chapter, offset)
    if index is None:
        return None
    pack = session.pack(chapter.language)
    for _, stated, found in chapter_classes(session.report, chapter, session.values, pack, only={index}):
        for one in found:
            start, end = in_file(chapter, index, stated, one.start, one.end)
            if start <= offset <= end:
                return one, start, end
    return None


def passage_at(chapter: Chapter, offset: int) -> int | None:
    """The passage in which a place of the file lies; the smallest, since a note may stand in another."""
    found = [
        (passage.offsets[len(passage.offsets) - 1] - passage.offsets[0], index)
        for index, passage in enumerate(chapter.passages)
        if len(passage.offsets) and passage.offsets[0] <= offset <= passage.offsets[len(passage.offsets) - 1] + 1
    ]
    return min(found)[1] if found else None


def in_file(chapter: Chapter, index: int, stated: Stated, start: int, end: int) -> tuple[int, int]:
    """A stretch of a stated passage as offsets in the file."""
    offsets = chapter.passages[index].offsets
    if not len(offsets):
        return 0, 0
    last = len(offsets) - 1
    first = offsets[min(stated.place(start), last)]
    return first, offsets[min(max(stated.place(end - 1), 0), last)] + 1


def plain(text: str) -> str:
    """Words of the report in a card: none of their signs is a mark of Markdown."""
    return _MARKS.sub(r"\\\1", text)
