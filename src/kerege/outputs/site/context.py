"""The house of a report: what all pages of its website share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kerege.citations.citeproc import typeset_citations
from kerege.model import Report, Value
from kerege.outputs.site import styles
from kerege.outputs.site.layout import SiteContext
from kerege.render.citations import Typeset
from kerege.render.edition import make_edition
from kerege.render.generated import generated_pages
from kerege.render.links import Medium


def make_site_context(
    report: Report,
    values: Mapping[str, Value],
    policy: str,
    typeset: Callable[[Report, str], Typeset] = typeset_citations,
) -> SiteContext:
    """The house of a report with its values.

    Args:
        policy: the Content-Security-Policy of every page, or empty.

    Raises:
        MissingProgram, BuildFailed: the citations cannot be typeset.
    """
    editions = {code: make_edition(report, code, values, typeset(report, code)) for code in report.settings.languages}
    generated = {code: generated_pages(edition, Medium.WEB) for code, edition in editions.items()}
    url = (report.settings.url or "/").rstrip("/") + "/"
    return SiteContext(editions, generated, url, styles.version(report.brand, report.root), policy)
