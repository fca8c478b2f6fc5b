"""The real report, made ready once for this folder."""

from __future__ import annotations

import pytest
from office_report import OfficeReport, copy_of_the_report, make_office_report


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> OfficeReport:
    """The real report in all its languages."""
    return make_office_report(copy_of_the_report(tmp_path_factory.mktemp("desk") / "report"))
