"""Every key of mkdocs.yml works or is told, and what an editor brings is listed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kerege.findings import Finding, Severity
from kerege.read.boundary import look_around
from kerege.read.records import Complaints
from kerege.read.website import EXTRA, FEATURES, KEYS, THEME, read_website


def told(folder: Path, text: str) -> list[Finding]:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    complaints = Complaints()
    read_website(folder, complaints)
    return complaints.findings


@pytest.mark.parametrize(
    ("table", "written"),
    [
        (KEYS, "{}: x"),
        (THEME, "theme:\n  name: material\n  {}: x"),
        (EXTRA, "extra:\n  {}: x"),
        (FEATURES, "theme:\n  features: [{}]"),
    ],
)
def test_every_key_without_effect_is_told_with_its_place(tmp_path: Path, table: dict[str, str], written: str) -> None:
    for name, reason in table.items():
        if name in (
            "theme",
            "plugins",
            "extra",
            "name",
            "features",
            "custom_dir",
            "logo",
            "favicon",
            "site_dir",
            "INHERIT",
            "docs_dir",
            "icon",
            "hooks",
            "extra_css",
            "extra_javascript",
            "social",
        ):
            continue
        written_so = written.format(name) + ("\nrepo_url: x" if name == "edit_uri" else "")
        found = told(tmp_path, written_so)
        assert [f.code for f in found] == (["W001"] if reason else []), name
        if reason:
            assert found[0].message.endswith(reason) and f"{name}'" in found[0].message
            line = written.format(name).count("\n") + 1
            assert (found[0].location.line, found[0].severity) == (line, Severity.WARNING), name


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("site_nam: x", "write 'site_name'"),
        ("theme:\n  logos: x", "write 'logo'"),
        ("theme:\n  features: [navigaton.top]", "write 'navigation.top'"),
        ("extra:\n  wish: 1", "delete the line"),
    ],
)
def test_a_key_that_nobody_knows_is_told_with_the_one_that_was_meant(tmp_path: Path, text: str, hint: str) -> None:
    assert [(f.code, f.hint) for f in told(tmp_path, text)] == [("W002", hint)]


def test_a_link_to_edit_needs_a_repository(tmp_path: Path) -> None:
    assert [f.code for f in told(tmp_path, "edit_uri: edit/main/docs/")] == ["W001"]
    assert told(tmp_path, "edit_uri: https://example.org/edit/docs/") == []


def test_templates_of_the_editor_s_own_may_ask_for_keys_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "overrides").mkdir()
    assert told(tmp_path, "theme:\n  name: material\n  custom_dir: overrides\n  wish: 1\nextra:\n  wish: 1") == []


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("plugins: [i18n, kerege, search]", "", None),
        ("plugins: [social]", "W003", Severity.WARNING),
        ("plugins:\n  - offline: {enabled: true}", "W003", Severity.WARNING),
        ("plugins:\n  privacy: {}", "W003", Severity.WARNING),
        ("plugins: [glitbox]", "W004", Severity.ERROR),
        ("plugins:\n  - search: {lang: ru}", "W001", Severity.WARNING),
        ("plugins:\n  - search: {enabled: false}", "", None),
    ],
)
def test_every_plugin_works_or_is_told(tmp_path: Path, text: str, code: str, severity: Severity | None) -> None:
    found = [(f.code, f.severity) for f in told(tmp_path, text) if "- kerege" not in str(f.hint)]
    assert found == ([(code, severity)] if code else [])


def test_another_theme_than_material_is_told(tmp_path: Path) -> None:
    assert [f.code for f in told(tmp_path, "theme: mkdocs")] == ["W001"]
    assert [f.code for f in told(tmp_path, "theme: {name: readthedocs}")] == ["W001"]
    assert told(tmp_path, "theme: material") == []


def test_files_of_the_editor_s_own_are_listed_by_their_digest_and_allowed(tmp_path: Path) -> None:
    (tmp_path / "docs" / "assets").mkdir(parents=True)
    (tmp_path / "overrides" / "assets").mkdir(parents=True)
    (tmp_path / "docs" / "assets" / "own.js").write_text("1;", encoding="utf-8")
    (tmp_path / "docs" / "assets" / "other.js").write_text("2;", encoding="utf-8")
    (tmp_path / "overrides" / "main.html").write_text("{% extends 'base.html' %}", encoding="utf-8")
    (tmp_path / "overrides" / "assets" / "logo.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "theme: {name: material, custom_dir: overrides, logo: assets/logo.svg}\n"
        "extra_javascript: [assets/own.js, {path: assets/own.js, defer: true}]\n",
        encoding="utf-8",
    )
    complaints = Complaints()
    website = read_website(tmp_path, complaints)
    assert [f.code for f in complaints.findings] == ["W006"] * 3
    digest = hashlib.sha256(b"1;").hexdigest()
    assert website.scripts == {"assets/own.js": digest}
    assert any(digest in f.message and f.location.line == 2 for f in complaints.findings)
    assert {str(file.path): file.place for file in website.files} == {
        "overrides/assets/logo.svg": "assets/logo.svg", "overrides/main.html": "", "docs/assets/own.js": "assets/own.js",
    }  # fmt: skip
    refused = [f"{f.code} {f.location.path}" for f in look_around(tmp_path, ("en",), (), website)]
    assert refused == ["R012 docs/assets/other.js"]


@pytest.mark.parametrize(
    "text",
    [
        "extra_javascript: [https://cdn.example.org/x.js]",
        "extra_css: [//cdn.example.org/x.css]",
        "extra_css: [assets/missing.css]",
        "theme: {name: material, logo: assets/missing.svg}",
        "theme: {name: material, custom_dir: missing}",
    ],
)
def test_a_file_that_is_not_there_or_on_another_server_is_an_error(tmp_path: Path, text: str) -> None:
    (found,) = told(tmp_path, text)
    assert (found.code, found.severity) == ("W005", Severity.ERROR)


@pytest.mark.parametrize(
    ("text", "told_"),
    [
        ("plugins: [search]", "W003 write '  - kerege' below 'plugins:'"),
        ("plugins: [kerege, git-revision-date-localized]", "W003 delete the line"),
        ("plugins:\n  - kerege\n  - mkdocstrings: {handlers: {}}", "W003 delete the line"),
        ("plugins:\n  - kerege\n  - tags: {tags_fil: x}", "W002 write 'tags_file'"),
        ("docs_dir: doc", "W001 delete the line"),
        ("docs_dir: docs", ""),
        ("extra_css: a.css", "W008 write '[value]', or each value below with '- ' before it"),
        ("theme: {name: material, features: navigation.top}", "W008 write '[value]', or each value below with '- ' before it"),
        ("extra: words", "W008 write each setting below as 'name: value'"),
        ("extra_javascript:", ""),
        ("hooks: [missing.py]", "W005 put it into ./"),
        ("theme: {name: material, icon: {logo: material/liberry}}", "W005 write the name of one of Material's, such as 'material/email'"),
        ("theme: {name: material, icon: {admonition: {note: octicons/tag-16}}}", ""),
        ("extra: {social: [{type: github, link: 'https://example.org/'}]}", "W005 write 'icon: ' and the name of one of Material's, such as 'material/email'"),
        ("theme: {name: material, palette: [{toggle: {icon: material/sun, name: x}}]}", "W005 write the name of one of Material's, such as 'material/email'"),
    ],
)  # fmt: skip
def test_what_was_written_for_another_website_is_told_with_what_to_do(tmp_path: Path, text: str, told_: str) -> None:
    assert [f"{f.code} {f.hint}" for f in told(tmp_path, text)] == ([told_] if told_ else [])
