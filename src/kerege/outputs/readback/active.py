"""Reading finished files back for what runs, loads or sends: there must be none but our own.

The scanner refuses such things in chapters (`read/markup.py`); this asks the results, whatever way something came in. The
lists say what we make, so that a tag nobody thought of is told too.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from kerege.latex import TAGS as FORMULA
from kerege.messages import say
from kerege.model import Scheme
from kerege.outputs.finished import page_tree
from kerege.read.markup import SCHEMES, plain_address
from kerege.read.markup import TAGS as WRITTEN

_MADE = frozenset(
    [
        "a",
        "abbr",
        "article",
        "aside",
        "b",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "circle",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "img",
        "input",
        "ins",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "ol",
        "p",
        "path",
        "pre",
        "progress",
        "script",
        "section",
        "picture",
        "rect",
        "small",
        "source",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "textarea",
        "title",
        "tr",
        "ul",
        "select",
        "option",
    ]
) | frozenset((*WRITTEN, *FORMULA))
_DRAWN = frozenset(
    [
        "svg",
        "g",
        "path",
        "defs",
        "use",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "style",
        "clippath",
        "mask",
        "pattern",
        "image",
        "title",
        "desc",
        "lineargradient",
        "radialgradient",
        "stop",
        "symbol",
        "marker",
        "metadata",
        "rdf:rdf",
        "cc:work",
        "cc:agent",
        "dc:type",
        "dc:format",
        "dc:date",
        "dc:creator",
        "dc:title",
    ]
)
_IN_PAGES = frozenset(
    ["g", "defs", "use", "ellipse", "line", "polyline", "polygon", "text", "tspan", "clippath", "mask", "pattern", "image", "lineargradient", "radialgradient", "stop"]
)  # fmt: skip
"""What drawings within pages are made of, beside what pages have anyway."""
_ADDRESSES = {
    "href", "src", "xlink:href", "action", "formaction", "cite", "data", "poster", "background", "longdesc", "codebase",
    "archive", "manifest", "ping", "usemap", "profile", "srcset", "imagesrcset", "from", "to", "values", "by",
}  # fmt: skip
_NEVER = {"srcdoc", "formaction", "ping", "background", "codebase", "archive", "classid", "nonce", "is"}
_RELATIONS = {
    "stylesheet",
    "preload",
    "icon",
    "alternate",
    "canonical",
    "next",
    "prev",
    "license",
    "cite-as",
    "describedby",
}
_OWN_SCRIPT = re.compile(r"(?:[\w.-]+/|\.\./|/)*assets/kerege/[\w/-]+\.js(?:\?\w+)?")
_LEADS_ON = re.compile(r"0; url=(?:\.\./)+(?:[\w.-]+/)*")
_DATA = {"application/ld+json", "application/json"}
"""Kinds of `<script>` that no browser runs."""
_SCHEME = re.compile(r"(?P<name>[a-z][a-z0-9+.-]*):")
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[\w+/=\s]*")
_STYLE = re.compile(r"url\((?!\s*['\"]?#)|@import|expression\(|-moz-binding|behavior\s*:", re.IGNORECASE)
_KEPT = SCHEMES | {scheme.value for scheme in Scheme} | {"chapter", "cite"}
"""What a link may begin with: in a Word file the ties are links, and one left on a page is A002's matter."""


class Watch:
    """Looks at one document's tags and keeps a sentence for each that could run, load or send something."""

    def __init__(self, *, drawing: bool = False, scripts: Collection[str] | None = None, policy: str = "") -> None:
        """
        Args:
            scripts: places below the website's root of the scripts that a page may load beside our own; None where it may load none.
        """
        self.found: list[str] = []
        self._drawing, self._scripts, self._policy = drawing, scripts, policy

    def page(self, page: Element) -> None:
        """Look at all of a page, or drawing, as `page_tree` reads it."""
        for element in page:
            for part in element.iter():
                self.tag(part.tag, part.attrib)
                if part.tag == "style":
                    self.style("".join(part.itertext()))

    def tag(self, name: str, attributes: Mapping[str, str]) -> None:
        if name not in (_DRAWN if self._drawing else _MADE | _IN_PAGES) or (
            name == "script" and not self._own(attributes)
        ):
            self.found.append(say("<{name}> is none of the tags that Kerege makes", name=name))
        if name == "meta" and "http-equiv" in attributes and not self._is_ours(attributes):
            self.found.append(f"<meta http-equiv> says '{attributes['http-equiv']}'")
        if name == "link" and not set(attributes.get("rel", "").casefold().split()) <= _RELATIONS:
            self.found.append(f"<link> is a '{attributes.get('rel', '')}'")
        for key, value in attributes.items():
            self._attribute(name, key, value)

    def _own(self, attributes: Mapping[str, str]) -> bool:
        if "src" not in attributes:
            return attributes.get("type") in _DATA
        src = attributes["src"]
        known = self._scripts is not None and any(f"/{src}".endswith(f"/{place}") for place in self._scripts)
        return self._scripts is not None and (known or _OWN_SCRIPT.fullmatch(src) is not None)

    def _is_ours(self, attributes: Mapping[str, str]) -> bool:
        """The policy, or at the address of a chapter that was renamed the way to its page, within the website."""
        if attributes["http-equiv"] == "refresh":
            return bool(self._policy) and _LEADS_ON.fullmatch(attributes.get("content", "")) is not None
        return attributes["http-equiv"] == "Content-Security-Policy" and attributes.get("content") == self._policy

    def _attribute(self, name: str, key: str, value: str) -> None:
        if key.startswith("on") or key in _NEVER:
            self.found.append(say("<{name}> has the attribute '{key}'", name=name, key=key))
        elif key == "style" and _STYLE.search(plain_address(value)):
            self.found.append(say("<{name}> has a style that loads something", name=name))
        elif key in _ADDRESSES and (problem := self._address(name, key, value)):
            self.found.append(say("<{name}> has the address '{problem}'", name=name, problem=problem))

    def _address(self, name: str, key: str, value: str) -> str:
        bare = plain_address(value).casefold()
        if self._drawing:
            inside = not bare or bare.startswith("#") or (name == "image" and _PICTURE.fullmatch(value) is not None)
            return "" if inside or key in ("to", "from", "values", "by") else value[:60]
        if name == "image" and _PICTURE.fullmatch(value):
            return ""
        scheme = _SCHEME.match(bare)
        return value[:60] if scheme is not None and scheme["name"] not in _KEPT else ""

    def style(self, text: str) -> None:
        """The content of a <style>."""
        if _STYLE.search(text):
            self.found.append("<style> loads something")


def document_problems(text: str, *, drawing: bool = False) -> list[str]:
    """Sentences about an HTML, XHTML or SVG file that may have no script at all."""
    watch = Watch(drawing=drawing)
    watch.page(page_tree(text))
    if drawing and re.search(r"<!(?:ENTITY|DOCTYPE[^>]*\[)|<\?xml-stylesheet", text, re.IGNORECASE):
        watch.found.append(say("it declares entities or a style sheet"))
    return watch.found


_RUNNING = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute",
}  # fmt: skip


def pdf_problems(path: Path) -> list[str]:
    """Sentences about a PDF: no script, no action but following a link, and that only to where a reader may go."""
    import pikepdf

    found = []
    with pikepdf.open(path) as book:
        for thing in book.objects:
            if not isinstance(thing, pikepdf.Dictionary):
                continue
            for part in (thing, thing.get("/A"), thing.get("/OpenAction")):
                if not isinstance(part, pikepdf.Dictionary):
                    continue
                if "/JS" in part or "/AA" in part or str(part.get("/S", "")) in _RUNNING:
                    action = str(part.get("/S", "/AA"))
                    found.append(say("it holds an action ({action})", action=action))
                scheme = _SCHEME.match(plain_address(str(part.get("/URI", ""))).casefold())
                url = str(part.get("/URI", ""))[:60]
                if "/URI" in part and (scheme is None or scheme["name"] not in SCHEMES):
                    found.append(say("it links to '{url}'", url=url))
        if "/JavaScript" in book.Root.get("/Names", {}):
            found.append(say("it holds scripts"))
    return list(dict.fromkeys(found))


_RELATION = re.compile(r"<Relationship\b[^>]*>")
_FACT = re.compile(r'(\w+)="([^"]*)"')
_FIELD = re.compile(r"\b(DDE(?:AUTO)?|INCLUDE(?:TEXT|PICTURE)?|MACROBUTTON|DATABASE|LINK|IMPORT)\b")
_INSTRUCTION = re.compile(r'<w:instrText\b[^>]*>(?P<text>[^<]*)|w:instr="(?P<simple>[^"]*)"')
_FOREIGN_PART = re.compile(r"vbaProject|/embeddings/|/activeX/|\.bin$|\.html?$|\.swf$", re.IGNORECASE)


def word_problems(path: Path) -> list[str]:
    """Sentences about a Word file: no macro, no embedded object, nothing fetched when it is opened."""
    found: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if _FOREIGN_PART.search(name):
                found.append(say("it holds {name}", name=name))
            if name.endswith(".rels"):
                found += _relations(archive.read(name).decode())
            elif name.startswith("word/") and name.endswith(".xml"):
                text = archive.read(name).decode()
                fields = (match["text"] or match["simple"] or "" for match in _INSTRUCTION.finditer(text))
                found += [
                    say("it has the field '{field}'", field=field.strip()[:40])
                    for field in fields
                    if _FIELD.search(field)
                ]
                if "<w:altChunk" in text:
                    found.append(say("it includes another document"))
    return list(dict.fromkeys(found))


def _relations(text: str) -> Iterator[str]:
    for relation in _RELATION.findall(text):
        facts = dict(_FACT.findall(relation))
        if facts.get("TargetMode") != "External":
            continue
        if not facts.get("Type", "").endswith("/hyperlink"):
            loaded = facts.get("Target", "")[:60]
            yield say("it loads '{loaded}' when it is opened", loaded=loaded)
            continue
        url = facts.get("Target", "")[:60]
        scheme = _SCHEME.match(plain_address(url).casefold())
        if scheme is not None and scheme["name"] not in _KEPT:
            yield say("it links to '{url}'", url=url)
