"""What stops Kerege from going on.

A problem of the content is a `Finding`, never an exception. These exceptions mean "cannot run": no report here,
pandoc missing, disk full. The command line prints each as one sentence and exits with 2.
"""

from __future__ import annotations


class KeregeError(Exception):
    """The work cannot go on; the message is one sentence for the person at the keyboard."""


class NoReport(KeregeError):
    """No `report.yml` in the folder asked for, nor in a folder above it."""


class UnreadableReport(KeregeError):
    """`report.yml` is there but does not say what is needed to go on (its findings say why)."""


class UnknownLanguage(KeregeError):
    """A language for which `kerege/languages/` holds no folder."""


class UnreadablePack(KeregeError):
    """The word lists of a language are not understood; the message names file and line."""


class MissingProgram(KeregeError):
    """Something outside Python that the work needs is not on this machine."""


class BuildFailed(KeregeError):
    """A step of a build ended without its output; the message names the step."""
