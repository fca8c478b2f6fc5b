"""Citations and references typeset by pandoc's citeproc, in our own style, in the language of each edition."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from kerege.cache.store import Store, digest_of
from kerege.cache.versions import tools_digest
from kerege.errors import BuildFailed, MissingProgram
from kerege.languages import LanguagePack, language_pack
from kerege.languages.cldr import letter_script, script_of
from kerege.languages.formats import citation_date, citation_months
from kerege.languages.known import and_word
from kerege.messages import say
from kerege.model import Report
from kerege.model.document import Citation, walk
from kerege.model.works import work_in
from kerege.render.citations import Cited, Group, Typeset, group_of
from kerege.render.pandoc import Json, attr, document, el, plain, text

STYLE = Path(__file__).parent / "kerege.csl"
_QUOTES = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
_NAMES = {"no-date": "no date"}
"""Terms of CSL that are written with a blank."""
_FORMS = ("date", "month-names", "digits")
"""What [citation] says besides terms: how the date of access is written, whose digits are turned."""
_GUARDS = {ord("0") + n: chr(0xE000 + n) for n in range(10)}
"""Signs that stand for the digits of titles, names and addresses while the others are turned into those of the language."""
_GUARDED = {ord(sign): digit for digit, sign in zip("0123456789", _GUARDS.values(), strict=True)}
_ADDRESSES = ("DOI", "URL", "id", "type", "language")


def typeset_citations(report: Report, language: str) -> Typeset:
    """Every citation group of the report and every cited work, in one language, as pandoc's inlines.

    Pandoc runs once for each change of references, groups or style; the result is kept in `.kerege/cache`.

    Raises:
        MissingProgram: pandoc (pypandoc) is not installed.
        BuildFailed: pandoc stopped; the message carries its reason.
    """
    groups = cited_groups(report)
    works = sorted(
        {work.key for group in groups for work in group.works}
        | {source.citation for source in report.sources.values() if source.citation}
    )
    cited = [report.references[key].item for key in works if key in report.references]
    original = report.settings.original
    brief = [work_in(item, language, original, short=True) for item in cited]
    full = [work_in(item, language, original) for item in cited]
    locale = language_pack(language).region
    style = _style(language)
    if language_pack(language).in_digits("0") != "0":
        brief, full = ([_with_guards(item, language_pack(language)) for item in items] for items in (brief, full))
    key = digest_of(tools_digest(), json.dumps(["inlines", locale, groups, brief, full, style], sort_keys=True))
    store = Store(report.root / ".kerege" / "cache")
    kept = store.take(key, report.root)
    if kept is not None:
        return Typeset(dict(zip(groups, kept.value["groups"], strict=True)), kept.value["entries"])
    turned = language_pack(language).in_digits
    typeset = _read(_pandoc(_document(groups, works), brief, locale, style), groups)
    if full != brief:
        typeset = replace(typeset, entries=_read(_pandoc(_document((), works), full, locale, style), ()).entries)
    if turned("0") != "0":
        typeset = Typeset(
            {group: _turned(inlines, turned) for group, inlines in typeset.groups.items()},
            {
                name: _own_marks(_turned(inlines, turned), language_pack(language))
                for name, inlines in typeset.entries.items()
            },
        )
    store.keep(key, {}, {"groups": [typeset.groups[g] for g in groups], "entries": dict(typeset.entries)})
    return typeset


def _style(language: str) -> str:
    """The style with the words of a language: those of its pack; what the pack lacks citeproc knows of the large languages."""
    pack = language_pack(language)
    marks = dict(zip(_QUOTES, (mark for pair in pack.quotation_marks for mark in pair), strict=True))
    months = {f"month-{number:02}": name for number, name in enumerate(citation_months(pack), 1)}
    terms = [_term(name, "", (words,)) for name, words in {**marks, **months, "page-range-delimiter": "–"}.items()]
    said = {(line.value, *line.flags) for line in pack.words.lines("citation")}
    usual = {"et-al": pack.label("et_al"), "no-date": pack.label("no_date"), "and": and_word(language)}
    terms += [_term(name, "", (words,)) for name, words in usual.items() if words and (name,) not in said]
    if ("no-date", "short") not in said:
        terms.append(_term("no-date", "short", (usual["no-date"],)))
    for line in pack.words.lines("citation"):
        if line.value not in _FORMS:
            terms.append(_term(line.value, " ".join(line.flags), line.words))
    date = "".join(_date_part(piece) for piece in re.findall(r"[^{]*\{\w+\}[^{]*(?=\{|\Z)", citation_date(pack)))
    options = '<style-options punctuation-in-quote="false"/>'
    locale = f'<locale xml:lang="{pack.region}">{options}<terms>{"".join(terms)}</terms><date form="text">{date}</date></locale>'
    style = STYLE.read_text(encoding="utf-8").replace("</info>", f"</info>{locale}", 1)
    # In the list the marks are between names and titles of a work, which may be in another language.
    return re.sub(
        r'<macro name="who-short">.*?</macro>|<citation\b.*?</citation>',
        lambda part: (
            part[0]
            .replace('delimiter=", "', f'delimiter="{pack.between(",")}"')
            .replace('delimiter="; "', f'delimiter="{pack.between(";")}"')
        ),
        style,
        flags=re.DOTALL,
    )


def _with_guards(item: dict[str, Any], pack: LanguagePack) -> dict[str, Any]:
    """A work whose own digits, of its title and of names, stay as they are printed there.

    Of volume, pages and the like the pack says which are turned (`[citation] digits`), and which only of works in its own
    script (`digits own`).
    """
    title = str(item.get("title") or item.get("container-title") or "")
    own = next(filter(None, map(letter_script, title)), "") == script_of(pack.babel_locale)
    turned = {name for line in pack.words.lines("citation") if line.value == "digits" and (own or "own" not in line.flags)
              for name in line.words}  # fmt: skip

    def guarded(value: Any) -> Any:
        if isinstance(value, str):
            return value.translate(_GUARDS)
        if isinstance(value, dict):
            return {key: guarded(part) for key, part in value.items()}
        return [guarded(part) for part in value] if isinstance(value, list) else value

    dated = {name for name, value in item.items() if isinstance(value, dict) and "date-parts" in value}
    return {
        name: value if name in turned or name in dated or name in _ADDRESSES else guarded(value)
        for name, value in item.items()
    }


def _own_marks(inlines: list[Json], pack: LanguagePack) -> list[Json]:
    """An entry with the language's comma behind words in its own script, and behind its digits."""
    script, zero = script_of(pack.babel_locale), pack.in_digits("0")

    is_own = letter_script(next(filter(letter_script, plain(inlines)), " ")) == script

    def follows_own(before: str) -> bool:
        last = before.rstrip(").")[-1:]
        if not last:  # behind a title in italics
            return is_own
        return letter_script(last) == script or (last.isdecimal() and ord(zero) <= ord(last) <= ord(zero) + 9)

    def go(part: Json) -> Json:
        if isinstance(part, list):
            return [go(kid) for kid in part]
        if not isinstance(part, dict) or part.get("c") is None or part["t"] == "Link":
            return part
        if part["t"] == "Str" and part["c"].endswith(",") and follows_own(part["c"][:-1]):
            return el("Str", part["c"][:-1] + pack.between(",").strip())
        return {**part, "c": go(part["c"])}

    return list(go(inlines))


def _turned(inlines: Sequence[Json], turn: Callable[[str], str]) -> list[Json]:
    """What citeproc has set in the digits of a language: all but those that were guarded, and those of addresses."""

    def go(part: Json, turn: Callable[[str], str]) -> Json:
        if isinstance(part, list):
            return [go(kid, turn) for kid in part]
        if not isinstance(part, dict):
            return part
        content: Any = part.get("c")
        if part["t"] == "Str":
            return el("Str", turn(content).translate(_GUARDED))
        if part["t"] == "Link":
            address = plain(content[1]) in content[2][0]
            return el("Link", [content[0], go(content[1], str if address else turn), content[2]])
        return {**part, "c": go(content, turn)} if content is not None else part

    return list(go(list(inlines), turn))


def _term(name: str, form: str, words: Sequence[str]) -> str:
    """A term of CSL, with a wording for one and one for several where there are two."""
    form = f' form="{form}"' if form else ""
    said = (
        escape(words[0])
        if len(words) == 1
        else f"<single>{escape(words[0])}</single><multiple>{escape(words[1])}</multiple>"
    )
    return f'<term name="{_NAMES.get(name, name)}"{form}>{said}</term>'


def _date_part(piece: str) -> str:
    """`{day}-` as CSL has it, with what stands before and behind."""
    before, field, behind = re.split(r"\{(\w+)\}", piece)
    form = ' form="numeric"' if field == "day" else ""
    return f'<date-part name="{field}"{form} prefix="{escape(before)}" suffix="{escape(behind)}"/>'


def cited_groups(report: Report) -> tuple[Group, ...]:
    """Every citation of the report whose works are all known, once."""
    found: dict[Group, None] = {}
    for chapter in report.all_chapters():
        for node in walk(*chapter.front_nodes(), *chapter.document.blocks):
            if isinstance(node, Citation) and all(work.key in report.references for work in node.works):
                found[group_of(node, chapter.text)] = None
    return tuple(found)


def _document(groups: tuple[Group, ...], works: list[str]) -> str:
    blocks = [el("Div", [attr(f"g{number}"), [el("Para", [_cite(group)])]]) for number, group in enumerate(groups)]
    uncited = [_cite(Group((Cited(key, "", "", False),), True)) for key in works]
    return document([*blocks, el("Div", [attr("refs"), []])], {"nocite": el("MetaInlines", uncited)})


def _cite(group: Group) -> Json:
    works = []
    for work in group.works:
        mode = "AuthorInText" if group.in_text else "NormalCitation"
        works.append(
            {
                "citationId": work.key,
                "citationPrefix": text(work.prefix),
                "citationSuffix": text(work.suffix),
                "citationMode": el("SuppressAuthor" if work.suppressed else mode),
                "citationNoteNum": 0,
                "citationHash": 0,
            }
        )
    return el("Cite", [works, [el("Str", "?")]])


def _pandoc(source: str, items: list[dict[str, Any]], locale: str, style: str) -> Json:
    try:
        import pypandoc
    except ImportError as error:
        raise MissingProgram(say("Citations need pandoc; run: pip install pypandoc-binary")) from error
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder) / "references.json"
        bibliography.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
        spoken = Path(folder) / "style.csl"
        spoken.write_text(style, encoding="utf-8")
        try:
            made = pypandoc.convert_text(
                source,
                "json",
                format="json",
                extra_args=[
                    "--citeproc",
                    f"--bibliography={bibliography}",
                    f"--csl={spoken}",
                    f"--metadata=lang:{locale}",
                    "--metadata=link-citations:true",
                    "--metadata=link-bibliography:true",
                    "--sandbox",
                    "--quiet",
                ],
            )
        except (RuntimeError, OSError) as error:
            raise BuildFailed(
                say("Pandoc could not typeset the citations: {error}", error=str(error).strip()[:300])
            ) from error
        return json.loads(made)["blocks"]


def _read(blocks: Json, groups: tuple[Group, ...]) -> Typeset:
    """What stands in the divisions that the document was made of: `g0`, `g1` …, and `refs` with one for each work."""
    divisions = {block["c"][0][0]: block["c"][1] for block in blocks if block["t"] == "Div"}
    typeset = {
        group: divisions[f"g{number}"][0]["c"][0]["c"][1]
        for number, group in enumerate(groups)
        if divisions.get(f"g{number}")
    }
    if len(typeset) != len(groups):
        raise BuildFailed(
            say("Pandoc returned fewer citations than it was given; the chapters' citations are not typeset.")
        )
    entries = {
        block["c"][0][0].removeprefix("ref-"): block["c"][1][0]["c"]
        for block in divisions.get("refs", [])
        if block["t"] == "Div" and block["c"][1]
    }
    return Typeset(typeset, entries)
