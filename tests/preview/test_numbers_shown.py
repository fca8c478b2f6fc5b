"""The numbers of a page over the page: each with its class and why, by letter, line and keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect
from preview_served import Served

LINE = "In 2015 two sisters counted 340 sheep and 12x4 goats."


def test_the_server_tells_each_number_with_its_class(serve: Callable[..., Served], template: Path) -> None:
    path = template / "docs" / "en" / "01-example.md"
    path.write_text(f"{path.read_text('utf-8')}\n{LINE}\n", "utf-8")
    served = serve(template)
    status, body = served.get("/_kerege/numbers?page=/01-example/")
    passages = json.loads(body)
    kinds = {one["words"]: one["kind"] for passage in passages for one in passage["numbers"]}
    assert status == 200
    assert kinds["2015"] == "convention" and kinds["two sisters"] == "narrative" and kinds["340 sheep"] == "untied"
    assert kinds["12x4"] == "unread"
    assert any(one["kind"] == "tied" and "stat:" in one["why"] for p in passages for one in p["numbers"])


def test_a_button_shows_them_over_the_page(serve: Callable[..., Served], template: Path, browser: Browser) -> None:
    path = template / "docs" / "en" / "01-example.md"
    path.write_text(f"{path.read_text('utf-8')}\n{LINE}\n", "utf-8")
    served = serve(template)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{served.preview.address}01-example/")
    button = page.get_by_role("button", name="Numbers")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    block = page.locator("main p", has_text="two sisters")
    expect(block.locator("mark.kp-n-untied")).to_have_text("340 sheep")
    expect(block.locator("mark.kp-n-convention")).to_have_text("2015")
    expect(block.locator("mark.kp-n-unread")).to_have_attribute("data-letter", "?")
    assert page.locator("main mark.kp-n-tied").count() > 0
    expect(page.locator(".kp-legend")).to_be_visible()
    block.locator("mark.kp-n-untied").focus()
    expect(page.locator(".kp-why")).to_contain_text("no tie touches it")
    # A save brings the page up to date below the marks, and they are laid anew.
    served.save("docs/en/01-example.md", "340 sheep", "341 sheep")
    expect(block.locator("mark.kp-n-untied")).to_have_text("341 sheep")
    button.click()
    expect(page.locator("main mark.kp-n")).to_have_count(0)
    expect(block).to_have_text("In 2015 two sisters counted 341 sheep and 12x4 goats.")
    assert errors == []
    page.close()
