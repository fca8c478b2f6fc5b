"""What the wheel holds beside the package: the manual, so that `kerege manual` works where no checkout is."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Wheel(BuildHookInterface):  # type: ignore[type-arg]
    """Asked by hatchling (pyproject.toml) before it packs. A package in development reads the manual where it is written."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            build_data["force_include"]["manual"] = "kerege/manual"
