"""What the catalogue holds: an entry a code, with the sentences in which it can be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kerege.messages import Vocabulary


class Severity(Vocabulary):
    """How much a finding weighs."""

    ERROR = "error"
    """Must not be published: `kerege check` exits with 1."""
    WARNING = "warning"
    """A person should look; publishing goes on."""
    NOTE = "note"
    """Worth knowing, e.g. that a translation is a draft."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One way in which a code is said: what is wrong, and what to do about it.

    Both are gettext templates: `{names}` are the finding's facts. Where a sentence counts, `plural` is the form
    for a `{count}` other than one.
    """

    text: str
    remedy: str = ""
    plural: str = ""
    severity: Severity | None = None
    """None: that of the entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code."""

    code: str
    """Stable: a family letter and three digits."""
    summary: str
    """One line for the manual: what is wrong."""
    sentences: Mapping[str, Sentence]
    """By case; a code with one sentence has the case ''."""
    severity: Severity = Severity.ERROR
    follows: tuple[str, ...] = field(default=())
    """Codes of which this one is a mere consequence: while one of them stands, this one is not said."""
    always: bool = False
    """It cannot be turned off or made a warning."""
    passes: str = ""
    """A sample that passes; with `fails` the manual page of the rule."""
    fails: str = ""
