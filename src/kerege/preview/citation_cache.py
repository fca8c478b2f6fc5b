"""Typeset citations, kept while the works and the places that cite them stay the same: pandoc is asked only when they do not."""

from __future__ import annotations

from kerege.citations.citeproc import cited_groups, typeset_citations
from kerege.model import Report
from kerege.render.citations import Typeset


class Citations:
    """What `typeset_citations` answered last, for each language."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, Typeset]] = {}

    def typeset(self, report: Report, language: str) -> Typeset:
        """As `typeset_citations`.

        Raises:
            MissingProgram, BuildFailed: pandoc is missing or has stopped.
        """
        key = (
            cited_groups(report),
            report.references,
            tuple(source.citation for source in report.sources.values()),
        )
        known = self._known.get(language)
        if known is None or known[0] != key:
            known = self._known[language] = (key, typeset_citations(report, language))
        return known[1]
