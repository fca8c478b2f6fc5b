"""What `kerege lsp` answers, asked over its standard input and output by a client: each capability on texts that were never saved."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import page_of_twenty
from tools import mistakes
from tools.lsp_client import Client

pytest.importorskip("pygls")
TRUST = """trust:
  source: example-survey
  table: {file: trust.csv}
  unit: percent
  decimals: 1
  columns:
    Women: {label: {en: Women, ru: Женщины, ky: Аялдар}, of: {en: wom, ru: женщин, ky: аял}}
    Men: {label: {en: Men, ru: Мужчины, ky: Эркектер}, of: {en: men|man, ru: мужчин, ky: эркек}}
  rows:
    Courts: {label: {en: Trust in courts, ru: Доверие судам, ky: Сотторго ишеним}}
    Police: {label: {en: Trust in police, ru: Доверие милиции, ky: Милицияга ишеним}}
    Press: {label: {en: Trust in the press, ru: Доверие прессе, ky: Басма сөзгө ишеним}}
    Schools: {label: {en: Trust in schools, ru: Доверие школам, ky: Мектепке ишеним}}
"""
EN, RU, KY = (f"docs/{code}/01-example.md" for code in ("en", "ru", "ky"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = page_of_twenty.make(tmp_path_factory.mktemp("lsp") / "r")
    (folder / "data" / "statistics" / "trust.yml").write_text(TRUST, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def opened(root: Path) -> Iterator[Client]:
    client = Client(root)
    for path in (EN, RU, KY, "docs/en/02-trust.md", "docs/ru/02-trust.md"):
        client.open(path)
    client.wait(lambda: client.published > 0)
    yield client
    assert client.close() == 0


@pytest.fixture
def client(opened: Client) -> Iterator[Client]:
    """The same editor; what a test typed is undone."""
    before = dict(opened._texts)
    yield opened
    for path, text in before.items():
        if opened._texts[path] != text:
            opened.type(path, opened._texts[path], text)


def _finding(client: Client, path: str, code: str) -> dict[str, Any]:
    client.wait(lambda: code in client.codes(path))
    return next(one for one in client.diagnostics[client.uri(path)] if one["code"] == code)


def _actions(client: Client, path: str, span: Any, found: list[Any]) -> dict[str, Any]:
    asked = {"textDocument": {"uri": client.uri(path)}, "range": span, "context": {"diagnostics": found}}
    return {one["title"]: one for one in client.ask("textDocument/codeAction", asked)}


def test_a_wrong_value_is_told_at_its_words_while_it_is_typed_and_mended_in_the_language(client: Client) -> None:
    saved = (client.root / RU).read_text(encoding="utf-8")
    client.type(RU, "[62,5 процента]", "[63,5 процента]")
    found = _finding(client, RU, "S003")
    assert client.text_at(RU, found["range"]) == "[63,5 процента](stat:readers-share)"
    assert found["codeDescription"]["href"].endswith("rules.md#s003") and found["severity"] == 1
    places = {one["location"]["uri"].rpartition("/")[2] for one in found["relatedInformation"]}
    assert places == {"example.yml", "survey.csv"}
    action = next(iter(_actions(client, RU, found["range"], [found]).values()))
    assert action["title"] == "write “62,5 процента”" and action["isPreferred"]
    assert client.applied(action["edit"]) == {RU: saved}
    assert (client.root / RU).read_text(encoding="utf-8") == saved


def test_the_word_of_the_unit_follows_the_number(client: Client) -> None:
    client.type("docs/ru/02-trust.md", "31,5 процента", "[5 процентов](stat:trust.courts.women)")
    found = _finding(client, "docs/ru/02-trust.md", "S003")
    actions = _actions(client, "docs/ru/02-trust.md", found["range"], [found])
    assert "write “31,5 процентов”" not in actions or "write “31,5 %”" in {
        name.replace("\u00a0", " ") for name in actions
    }


def test_an_untied_number_is_tied_in_all_languages_best_first(client: Client) -> None:
    path = "docs/en/02-trust.md"
    found = _finding(client, path, "S005")
    span = client.span(path, "66.7 per cent")
    actions = _actions(client, path, span, [found])
    first = next(iter(actions.values()))
    assert first["title"] == "tie to trust.schools.women: 66.7%, Trust in schools: Women (en, ru, ky)"
    made = client.applied(first["edit"])
    assert "[66.7 per cent](stat:trust.schools.women)" in made[path]
    assert "[66,7 процента](stat:trust.schools.women)" in made["docs/ru/02-trust.md"]
    assert "[66,7 пайызы](stat:trust.schools.women)" in made["docs/ky/02-trust.md"]


def test_a_cell_without_a_record_is_proposed_with_its_record(client: Client) -> None:
    path = "docs/en/02-trust.md"
    actions = _actions(client, path, client.span(path, "38.9 per cent"), [])
    title = next(name for name in actions if name.startswith("write a draft statistic"))
    made = client.applied(actions[title]["edit"])
    assert "trust-banks-women:\n  source: example-survey\n  at: {file: trust.csv" in made["data/statistics/trust.yml"]
    assert "(stat:trust-banks-women)" in made[path]


def test_an_id_that_is_misspelt_is_corrected(client: Client) -> None:
    client.type(EN, "(stat:readers-share)", "(stat:reader-share)")
    found = _finding(client, EN, "S001")
    assert "write 'readers-share'" in _actions(client, EN, found["range"], [found])


def test_a_misspelt_word_is_corrected_or_added_to_the_words_of_the_report(client: Client) -> None:
    client.type(RU, "читают отчёты", "читают отчоты")
    found = _finding(client, RU, "L006")
    assert client.text_at(RU, found["range"]) == "отчоты"
    actions = _actions(client, RU, found["range"], [found])
    assert "читают отчеты" in client.applied(actions["write 'отчеты'"]["edit"])[RU]
    added = client.applied(actions["'отчоты' is right: add it to spelling.txt"]["edit"])
    assert added["spelling.txt"] == "отчоты\n"


def test_selected_words_of_a_record_become_a_quote(client: Client) -> None:
    client.type(EN, "Every number", "She trusts a figure when she can see where it came from. Every number")
    actions = _actions(client, EN, client.span(EN, "trusts a figure when she can see"), [])
    assert client.applied(actions["mark as words of quote r1"]["edit"])[EN].count("(quote:r1)") == 1


def test_a_sentence_of_two_statistics_becomes_a_claim(client: Client) -> None:
    actions = _actions(client, EN, client.span(EN, "Of those asked"), [])
    title = next(name for name in actions if name.startswith("write a draft claim"))
    made = client.applied(actions[title]["edit"])
    assert "compare: {of: readers-share, with: writers-share}" in made["data/claims.yml"]


def test_a_card_tells_value_unit_row_and_other_places(client: Client) -> None:
    said = client.ask("textDocument/hover", client.place(RU, "62,5"))["contents"]["value"]
    for words in (
        "**62,5 %**".replace(" ", "\u00a0"),
        "unit: percent",
        "survey.csv, row 2",
        "[en/01-example:",
        "[ky/01-example:",
        "the original: 62.5 per cent",
    ):
        assert words in said.replace("\\", "").replace("**62,5 %**", "**62,5\u00a0%**")


@pytest.mark.parametrize(
    ("words", "inside", "told"),
    [
        ("(term:tie)", 7, "`term:tie`"),
        ("@example-2026", 3, "`@example-2026`"),
        ("```quote\nr1", 9, "consent to publish: yes"),
        ("(fig:reading)", 6, "`fig:reading`"),
        ("(table:example)", 8, "`table:example`"),
    ],
)
def test_a_card_of_each_kind(client: Client, words: str, inside: int, told: str) -> None:
    assert told in client.ask("textDocument/hover", client.place(EN, words, inside))["contents"]["value"]


def test_a_card_of_a_number_says_its_class_and_of_a_field_what_it_means(client: Client) -> None:
    path = "docs/en/02-trust.md"
    assert client.ask("textDocument/hover", client.place(path, "52.2"))["contents"]["value"].startswith(
        "untied: read as"
    )
    client.open("data/statistics/example.yml", "yaml")
    said = client.ask("textDocument/hover", client.place("data/statistics/example.yml", "unit: percent", 1))
    assert said["contents"]["value"].startswith("`unit`")


@pytest.mark.parametrize(
    ("old", "new", "label"),
    [
        ("[a third](stat:writers-share)", "[a third](stat:wri", "writers-share"),
        ("[a third](stat:writers-share)", "[a third](sta", "stat:"),
        ("[tie](term:tie)", "[tie](term:", "tie"),
        ("(fig:reading)", "(fig:", "reading"),
        ("[@example-2026]", "[@exa", "example-2026"),
        ("[^example-note] Every", "[^exam", "example-note"),
        ("[tie](term:tie)", "[there](02-tr", "02-trust.md"),
        ("[tie](term:tie)", "[there](02-trust.md#", "trust-whom"),
        ("```quote\nr1", "```quote\nr", "r1"),
        ("```statistic\nreaders-share", "```statistic\nre", "readers-share"),
        ("```figure", "```fig", "figure"),
        ("summary: This", "su: This\nnum", "numbered"),
    ],
)
def test_ids_headings_files_and_fields_are_completed(client: Client, old: str, new: str, label: str) -> None:
    client.type(EN, old, new)
    answer = client.ask("textDocument/completion", client.place(EN, new, len(new)))
    items = {one["label"]: one for one in answer["items"]}
    assert label in items
    if label == "writers-share":
        assert items[label]["detail"] == "33.3%  People who write reports"


@pytest.mark.parametrize("words", ["a third", "about a third", "33 per cent", "33.3 per cent"])
def test_what_the_words_state_is_completed_first(client: Client, words: str) -> None:
    client.type(EN, "[a third](stat:writers-share)", f"[{words}](stat:")
    answer = client.ask("textDocument/completion", client.place(EN, f"[{words}](stat:", len(words) + 8))
    assert min(answer["items"], key=lambda one: str(one["sortText"]))["label"] == "writers-share"


@pytest.mark.parametrize(
    ("old", "new", "label"),
    [
        ("  unit: percent", "  un", "unit"),
        ("  source: example-survey", "  source: ex", "example-survey"),
        ("  unit: percent", "  unit: perc", "percent"),
        ("at: {file: survey.csv", "at: {file: sur", "survey.csv"),
        ("where: {question: reads}, column: percent}", "where: {question: reads}, col", "column"),
        ("  decimals: 1\n", "  bound: ab\n", "above"),
    ],
)
def test_fields_of_records_are_completed(client: Client, old: str, new: str, label: str) -> None:
    path = "data/statistics/example.yml"
    if path not in client._texts:
        client.open(path, "yaml")
    before = client._texts[path]
    client.type(path, old, new)
    answer = client.ask("textDocument/completion", client.place(path, new.rstrip("\n"), len(new.rstrip("\n"))))
    client.type(path, client._texts[path], before)
    assert label in {one["label"] for one in answer["items"]}


def test_a_definition_is_the_record_and_then_the_cell(client: Client) -> None:
    found = client.ask("textDocument/definition", client.place(EN, "(stat:readers-share)", 8))
    assert [one["uri"].rpartition("/")[2] for one in found] == ["example.yml", "survey.csv"]
    assert client.text_at("data/statistics/example.yml", found[0]["range"]) == "readers-share"
    assert found[1]["range"]["start"]["line"] == 1


def test_references_are_those_of_all_languages(client: Client) -> None:
    asked = {**client.place(KY, "(stat:readers-share)", 8), "context": {"includeDeclaration": False}}
    found = client.ask("textDocument/references", asked)
    names = [one["uri"].removeprefix(client.root.as_uri() + "/") for one in found]
    assert {EN, RU, KY, "figures/reading.yml"} <= set(names)
    assert "data/statistics/example.yml" not in names
    here = client.ask("textDocument/documentHighlight", client.place(KY, "(stat:readers-share)", 8))
    assert len(here) == names.count(KY)


def test_an_id_is_renamed_everywhere_and_the_report_checks_as_before(client: Client) -> None:
    asked = client.place(EN, "(stat:readers-share)", 8)
    assert client.ask("textDocument/prepareRename", asked)["placeholder"] == "readers-share"
    made = client.applied(client.ask("textDocument/rename", {**asked, "newName": "reading-people"}))
    assert {EN, RU, KY, "data/statistics/example.yml", "figures/reading.yml"} <= made.keys()
    assert not any("readers-share" in text for path, text in made.items() if not path.startswith("translations"))
    assert sum(text.count("reading-people") for text in made.values()) >= 8


@pytest.mark.parametrize(
    ("words", "inside", "name", "path"),
    [
        ("(term:tie)", 7, "bond", "glossary.yml"),
        ("```quote\nr1", 10, "reader-one", "quotes/example.yml"),
        ("[@example-2026]", 4, "survey-2026", "references.json"),
        ("(table:example)", 9, "answers", KY),
        ("{#example-found}", 4, "example-result", RU),
        ("[^example-note] Every", 4, "made-up", EN),
    ],
)
def test_each_kind_of_id_is_renamed(client: Client, words: str, inside: int, name: str, path: str) -> None:
    made = client.applied(client.ask("textDocument/rename", {**client.place(EN, words, inside), "newName": name}))
    assert name in made[path] and name in made[EN]


def test_a_figure_is_renamed_with_its_files(client: Client) -> None:
    edit = client.ask("textDocument/rename", {**client.place(EN, "(fig:reading)", 6), "newName": "readers"})
    renames = [step for step in edit["documentChanges"] if step.get("kind") == "rename"]
    assert {one["newUri"].rpartition("/")[2] for one in renames} == {"readers.yml", "readers.py"}


def test_the_id_of_a_cell_is_said_at_its_row(client: Client) -> None:
    path = "docs/en/02-trust.md"
    client.type(path, "31.5 per cent", "[31.5 per cent](stat:trust.courts.women)")
    edit = client.ask("textDocument/rename", {**client.place(path, "trust.courts.women", 3), "newName": "court-trust"})
    made = client.applied(edit)
    assert "Courts: {ids: {Women: court-trust}, label:" in made["data/statistics/trust.yml"]
    assert "(stat:court-trust)" in made[path]


@pytest.mark.parametrize("name", ["writers-share", "No Id", "x_y"])
def test_a_name_that_is_taken_or_no_id_is_refused(client: Client, name: str) -> None:
    before = len(client.told)
    answer = client.ask("textDocument/rename", {**client.place(EN, "(stat:readers-share)", 8), "newName": name})
    assert answer is None
    client.wait(lambda: any(one["method"] == "window/showMessage" for one in client.told[before:]))


def test_symbols_and_folds(client: Client) -> None:
    document = {"textDocument": {"uri": client.uri(EN)}}
    found = client.ask("textDocument/documentSymbol", document)
    assert [one["name"] for one in found] == ["What was found"]
    assert {one["name"] for one in found[0]["children"]} >= {"quote r1", "figure reading", "table example"}
    records = client.ask(
        "textDocument/documentSymbol", {"textDocument": {"uri": client.uri("data/statistics/example.yml")}}
    )
    assert ("readers-share", "62.5%") in {(one["name"], one["detail"]) for one in records}
    assert {one["name"] for one in client.ask("workspace/symbol", {"query": "share"})} >= {
        "readers-share",
        "writers-share",
    }
    folds = client.ask("textDocument/foldingRange", document)
    assert {"startLine": 0, "endLine": 3} in [{k: one[k] for k in ("startLine", "endLine")} for one in folds]


def test_values_stand_beside_their_ties_and_classes_on_demand(client: Client) -> None:
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    asked = {"textDocument": {"uri": client.uri(EN)}, "range": whole}
    assert "= 33.3%" in [one["label"] for one in client.ask("textDocument/inlayHint", asked)]
    path = {"textDocument": {"uri": client.uri("docs/en/02-trust.md")}, "range": whole}
    assert client.ask("textDocument/inlayHint", path) == []
    assert client.ask("workspace/executeCommand", {"command": "kerege.toggleClasses", "arguments": []}) is True
    assert [one["label"] for one in client.ask("textDocument/inlayHint", path)].count("untied") == 20
    assert client.ask("workspace/executeCommand", {"command": "kerege.toggleClasses", "arguments": []}) is False


def test_a_half_typed_record_takes_nothing_away(client: Client) -> None:
    path = "data/statistics/example.yml"
    if path not in client._texts:
        client.open(path, "yaml")
    before = client._texts[path]
    client.type(path, "  unit: percent", '  unit: "perc')
    found = _finding(client, path, "R001")
    assert found["severity"] == 1
    assert "S001" not in client.codes(EN)
    assert "62.5%" in client.ask("textDocument/hover", client.place(EN, "62.5"))["contents"]["value"]
    client.type(path, client._texts[path], before)
    client.wait(lambda: "R001" not in client.codes(path))


@pytest.mark.parametrize("half", ["languages: [en, ru", "languages: [en, xx]", "lang"])
def test_half_typed_settings_take_nothing_away(client: Client, half: str) -> None:
    path = "report.yml"
    if path not in client._texts:
        client.open(path, "yaml")
    before, said = client._texts[path], len(client.told)
    line = next(line for line in before.splitlines() if line.startswith("languages:"))
    client.type(path, line, half)
    client.wait(
        lambda: "R001" in client.codes(path) or any(one["method"] == "window/showMessage" for one in client.told[said:])
    )
    assert "62.5%" in client.ask("textDocument/hover", client.place(EN, "62.5"))["contents"]["value"]
    client.type(EN, "[62.5", "[63.5")
    assert _finding(client, EN, "S003")
    client.type(path, client._texts[path], before)
    client.wait(lambda: "R001" not in client.codes(path))


def test_a_chapter_and_a_record_are_part_of_the_report_before_they_are_saved(client: Client) -> None:
    chapter, records = "docs/en/03-new.md", "data/statistics/new.yml"
    record = 'fresh: {source: example-survey, cited: {value: "7"}, unit: percent, label: {en: Readers, ru: Читатели, ky: Окурмандар}}'
    client.open(chapter, text="---\ntitle: New\nstatus: draft\n---\n\n")
    client.type(chapter, "---\n\n", "---\n\nOf them [8 per cent](stat:fresh) read.\n")
    client.wait(lambda: "S001" in client.codes(chapter))
    client.open(records, "yaml", text="")
    client.type(records, "", f"{record}\n")
    found = _finding(client, chapter, "S003")
    assert client.text_at(chapter, found["range"]) == "[8 per cent](stat:fresh)"
    assert "**7%**" in client.ask("textDocument/hover", client.place(chapter, "8 per"))["contents"]["value"]
    where = client.ask("textDocument/definition", client.place(chapter, "(stat:fresh", 8))
    assert [one["uri"] for one in where] == [client.uri(records)]
    for path in (records, chapter):
        client.shut(path)
    client.wait(lambda: not client.codes(chapter) and not client.codes(records))
    assert not (client.root / chapter).exists() and not (client.root / records).exists()


def test_a_report_behind_a_link_is_called_as_its_editor_calls_it(client: Client, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(client.root)
    other = Client(tmp_path / "linked")
    other.open(EN)
    other.type(EN, "[62.5", "[63.5")
    found = _finding(other, EN, "S003")
    assert {one["location"]["uri"].partition("/data/")[0] for one in found["relatedInformation"]} == {
        other.root.as_uri()
    }
    assert other.close() == 0


def test_places_count_as_the_editor_counts(client: Client) -> None:
    """A sign outside the basic plane is two units of UTF-16, and one sign of a finding."""
    client.type(EN, "Every number", "<!-- 𝒜𝒷 --> [64 per cent](stat:readers-share). Every number")
    found = _finding(client, EN, "S003")
    assert client.text_at(EN, found["range"]) == "[64 per cent](stat:readers-share)"


def test_windows_line_breaks(client: Client) -> None:
    path = "docs/en/02-trust.md"
    text = client._texts[path]
    client.type(path, text, text.replace("\n", "\r\n"))
    client.type(path, "31.5 per cent", "[32.5 per cent](stat:trust.courts.women)")
    found = _finding(client, path, "S003")
    assert client.text_at(path, found["range"]) == "[32.5 per cent](stat:trust.courts.women)"


def test_what_is_no_part_of_a_report_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# Note\n", encoding="utf-8")
    client = Client(tmp_path)
    client.open("note.md")
    assert client.ask("textDocument/hover", client.place("note.md", "Note")) is None
    assert client.ask("textDocument/completion", client.place("note.md", "Note")) is None
    assert client.close() == 0


def test_it_speaks_the_language_of_the_editor(root: Path) -> None:
    client = Client(root, language="ru")
    client.open(EN)
    client.type(EN, "[62.5 per cent]", "[63.5 per cent]")
    assert "напишите" in _finding(client, EN, "S003")["message"]
    assert client.close() == 0


def _command(client: Client, name: str, *arguments: Any) -> Any:
    return client.ask("workspace/executeCommand", {"command": name, "arguments": list(arguments)})


@pytest.fixture
def translating(tmp_path: Path) -> Iterator[Client]:
    """A report in which one block of the original has changed since it was translated."""
    with mistakes.accepted_report() as accepted:
        shutil.copytree(accepted, tmp_path / "r")
    path = tmp_path / "r" / EN
    path.write_text(
        path.read_text(encoding="utf-8").replace("Of those asked,", "Of all those whom we asked,"), encoding="utf-8"
    )
    client = Client(tmp_path / "r")
    client.open(RU)
    client.wait(lambda: "T007" in client.codes(RU))
    yield client
    assert client.close() == 0


def test_a_block_behind_its_original_shows_what_changed_and_is_accepted(translating: Client) -> None:
    client = translating
    lenses = client.ask("textDocument/codeLens", {"textDocument": {"uri": client.uri(RU)}})
    commands = {one["command"]["command"]: one["command"] for one in lenses}
    assert commands["kerege.showChanges"]["title"] == "the original changed in 2 places"
    said = client.ask("textDocument/hover", client.place(RU, "опрошенных"))["contents"]["value"]
    assert "the original has changed since:" in said and "Of **all** those **whom we** asked" in said
    changed = _command(client, "kerege.showChanges", *commands["kerege.showChanges"]["arguments"])
    assert "whom we" in changed
    place = _command(client, "kerege.sameBlock", *commands["kerege.sameBlock"]["arguments"])
    assert place["uri"].endswith(EN) and place["range"]["start"]["line"] == 7
    before = (client.root / "translations/ru/01-example.json").read_bytes()
    assert _command(client, "kerege.acceptBlock", *commands["kerege.acceptBlock"]["arguments"]) is True
    assert (client.root / "translations/ru/01-example.json").read_bytes() != before
    client.wait(lambda: "T007" not in client.codes(RU))


def test_the_same_block_of_each_language_is_where_go_to_implementation_leads(translating: Client) -> None:
    found = translating.ask("textDocument/implementation", translating.place(RU, "опрошенных"))
    assert [one["uri"].removeprefix(translating.root.as_uri() + "/") for one in found] == [EN, KY]


def test_a_translated_chapter_is_accepted_from_the_editor_once_it_is_saved(translating: Client) -> None:
    client = translating
    found = _finding(client, RU, "T007")
    action = _actions(client, RU, found["range"], [found])["accept ru/01-example: I have looked at it"]
    client.type(RU, "опрошенных", "опрошенных людей")
    assert _command(client, action["command"]["command"], *action["command"]["arguments"]) is None
    client.type(RU, "опрошенных людей", "опрошенных")
    assert "Accepted." in _command(client, action["command"]["command"], *action["command"]["arguments"])
    client.wait(lambda: "T007" not in client.codes(RU))


def test_a_source_and_a_quote_are_accepted_from_the_editor(tmp_path: Path) -> None:
    client = Client(page_of_twenty.make(tmp_path / "r"))
    for path, code, title in (
        ("data/sources.yml", "S022", "accept example-survey: I have looked at it"),
        ("quotes/example.yml", "Q011", "accept quote:r1: I have looked at it"),
    ):
        client.open(path, "yaml")
        found = _finding(client, path, code)
        action = _actions(client, path, found["range"], [found])[title]
        _command(client, action["command"]["command"], *action["command"]["arguments"])
        client.wait(lambda path=path, code=code: code not in client.codes(path))
    assert client.close() == 0


def test_a_place_named_as_the_check_names_it_is_found(client: Client) -> None:
    place = _command(client, "kerege.place", f"{EN}:8:17")
    assert place["uri"].endswith(EN) and place["range"]["start"] == {"line": 7, "character": 16}
    assert _command(client, "kerege.place", "stat:readers-share")["uri"].endswith("example.yml")
    assert _command(client, "kerege.place", "nothing") is None


@pytest.mark.parametrize("watches", [True, False], ids=["told by the editor", "looked for"])
def test_what_changes_on_the_disk_is_seen(watches: bool, tmp_path: Path) -> None:
    capable = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": watches}}}
    client = Client(page_of_twenty.make(tmp_path / "r"), capable)
    client.open(EN)
    client.wait(lambda: client.published > 0)
    data = client.root / "data" / "survey.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("62.5", "64.5"), encoding="utf-8")
    if watches:
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": data.as_uri(), "type": 2}]})
    assert _finding(client, EN, "S003")
    assert client.close() == 0
