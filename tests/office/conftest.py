"""The real report, made ready once for this folder."""

from __future__ import annotations

import pytest
from office_desk import Desk, copy_of_the_report, make_desk


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The real report in all its languages."""
    return make_desk(copy_of_the_report(tmp_path_factory.mktemp("desk") / "report"))
