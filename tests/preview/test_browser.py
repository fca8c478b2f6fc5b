"""A real Chromium beside an editor: what is saved is seen, in its place, with the findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect
from preview_served import Served

LONG = "\n\n".join(
    f"Paragraph {n} says nothing of interest, at some length, so that the page is longer than a screen."
    for n in "abcdefghijklmnopqrstuvwxyz"
)


def test_what_is_saved_is_seen_in_its_place(serve: Callable[..., Served], template: Path, browser: Browser) -> None:
    for code in ("en", "ru", "ky"):
        path = template / "docs" / code / "01-example.md"
        path.write_text(f"{path.read_text('utf-8')}\n{LONG}\n", "utf-8")
    served = serve(template)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{served.preview.address}01-example/")
    expect(page.locator(".kp-count")).to_contain_text("Findings")
    page.evaluate("window.untouched = true")
    below = page.locator("main").get_by_text("Paragraph q says")
    below.evaluate("block => window.scrollTo(0, block.getBoundingClientRect().top + window.scrollY - 200)")
    served.save("docs/en/01-example.md", "## What was found", "A new paragraph above everything.\n\n## What was found")
    page.wait_for_selector("text=A new paragraph above everything.", state="attached")
    assert abs(below.evaluate("block => block.getBoundingClientRect().top") - 200) < 3
    expect(page.locator(".k-drawing svg:visible")).to_contain_text("62.5")
    served.save("data/survey.csv", "62.5", "64.5")
    expect(page.locator(".k-drawing svg:visible")).to_contain_text("64.5", timeout=30_000)
    expect(page.locator(".k-statistic").first).to_contain_text("64.5")
    assert page.evaluate("window.untouched")
    # A page that goes, and comes back.
    text = (template / "docs/en/01-example.md").read_text("utf-8")
    (template / "docs/en/01-example.md").unlink()
    assert served.preview.once(10)
    page.wait_for_selector("text=This page does not exist")
    (template / "docs/en/01-example.md").write_text(text, "utf-8")
    assert served.preview.once(10)
    page.wait_for_selector("text=A new paragraph above everything.", state="attached")
    assert [error for error in errors if "404" not in error] == []
    page.close()


def test_the_panel_tells_the_findings_by_keyboard_and_on_a_phone(
    serve: Callable[..., Served], template: Path, browser: Browser
) -> None:
    served = serve(template, "ru")
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{served.preview.address}ky/01-example/")
    served.save("docs/ky/01-example.md", "62,5", "63,5")
    expect(page.locator(".kp")).to_have_attribute("data-state", "error")
    bar = page.get_by_role("button", name="Замечания")
    assert "На этой странице" in bar.inner_text()
    bar.focus()
    page.keyboard.press("Enter")
    first = page.locator(".kp-list li").first
    assert first.locator("code").inner_text().startswith("docs/ky/01-example.md:")
    assert "ошибка S003" in first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".kp").get_attribute("lang") == "ru"
    page.keyboard.press("Escape")
    assert page.locator(".kp-list").is_hidden()
    assert page.evaluate("document.activeElement.matches('.kp-bar')")
    served.save("docs/ky/01-example.md", "63,5", "62,5")
    expect(page.locator(".kp")).to_have_attribute("data-state", "warning")
    page.close()
